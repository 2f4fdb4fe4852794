"""The set-up: made once, quick the second time, and put right by itself after whatever went wrong in between."""

from __future__ import annotations

import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import checks
import demonstration
import machine
import pip_itself
import pytest

# A project as small as one can be: it builds itself, so that setting it up needs no network.
PYPROJECT = """
[build-system]
requires = []
build-backend = "small"
backend-path = ["."]

[project]
name = "small"
version = "1"
"""
BACKEND = '''
import zipfile
from pathlib import Path

def build_editable(folder, settings=None, metadata=None):
    name = "small-1-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        wheel.writestr("small.pth", str(Path.cwd()))
        wheel.writestr("small-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n")
        wheel.writestr("small-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.dist-info/RECORD", "")
    return name
'''


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that has been set up once."""
    folder = tmp_path_factory.mktemp("made") / "a project"
    shutil.copytree(root / "packaging", folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dev.txt", "run.txt"):
        (folder / "packaging" / "lock" / name).write_text("# nothing\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "small.py").write_text(BACKEND, encoding="utf-8")
    assert "Making" in set_up(folder)
    return folder


def set_up(folder: Path) -> str:
    """What the set-up says; nothing where all is there."""
    command = [getattr(sys, "_base_executable", sys.executable), "packaging/tasks.py", "setup"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert works(folder)
    return done.stdout


def works(folder: Path) -> bool:
    python = folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asked = [str(python), "-c", "import small; print(small.__file__)"]
    done = subprocess.run(asked, cwd=folder.parent, capture_output=True, encoding="utf-8", check=False)
    return Path(done.stdout.strip() or "nowhere").is_relative_to(folder)


def test_that_a_second_run_finds_everything_there(made: Path) -> None:
    assert set_up(made) == ""


def test_that_a_changed_lock_is_taken_in_without_starting_again(made: Path) -> None:
    lock = made / "packaging" / "lock" / "dev.txt"
    lock.write_text("# nothing, differently\n", encoding="utf-8")
    said = set_up(made)
    assert "Installing" in said
    assert "Making" not in said
    assert set_up(made) == ""


def test_that_a_run_cut_short_is_put_right(made: Path) -> None:
    (made / ".venv" / "wmpeer-ready").unlink()
    (made / ".venv" / "wmpeer-under-way").touch()
    assert "Making" in set_up(made)
    assert set_up(made) == ""


@pytest.mark.slow
def test_that_an_environment_whose_python_is_gone_is_made_again(made: Path) -> None:
    scripts = made / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    for python in scripts.glob("python*"):
        python.unlink()
    assert "Making" in set_up(made)


@pytest.mark.slow
def test_that_a_folder_that_was_moved_is_put_right(made: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(made, moved, symlinks=True)
    assert "Making" in set_up(moved)
    assert set_up(made) == ""


def test_that_packages_that_cannot_be_had_are_said_so_and_the_next_run_goes_on(made: Path) -> None:
    lock = made / "packaging" / "lock" / "dev.txt"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(f"nowhere==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    unreachable = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, "packaging/tasks.py", "setup"]
    done = subprocess.run(command, cwd=made, env=unreachable, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "Check the network" in done.stderr
    assert "Traceback" not in done.stderr
    lock.write_text(before, encoding="utf-8")
    assert "Making" not in set_up(made)


def test_that_what_may_not_be_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(machine.CannotGoOn, match="sudo apt-get install -y libnothing9 hammer"):
        machine.provide([machine.Need("libnothing9", "libnothing.so.9"), machine.Need("hammer", command="hammer")])


def test_that_a_system_without_apt_is_told_which_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(machine.CannotGoOn, match=r"libnothing\.so\.9"):
        machine.provide([machine.Need("libnothing9", "libnothing.so.9")])


def test_that_nothing_is_asked_of_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    machine.provide([machine.Need("libnothing9", "libnothing.so.9")])


def test_that_an_old_python_is_told_so(root: Path) -> None:
    old = next((found for name in ("python3.10", "python3.9", "python3.8") if (found := shutil.which(name))), None)
    works = old and subprocess.run([old, "-c", ""], capture_output=True, check=False).returncode == 0
    if not works:
        pytest.skip("there is no Python older than 3.11 here")
    done = subprocess.run([str(old), "packaging/tasks.py", "test"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """A package index with one wheel of pip, of the version in the lock."""
    version, _ = pip_itself.locked(pip_itself.LOCK.read_text(encoding="utf-8"))
    page = tmp_path / "simple" / "pip"
    page.mkdir(parents=True)
    name = f"pip-{version}-py3-none-any.whl"
    (page / name).write_bytes(b"a wheel")
    (page / "index.html").write_text(f'<a href="pip-1.0-py3-none-any.whl">old</a><a href="{name}#sha256=00">new</a>', encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/simple/"
    server.shutdown()
    thread.join()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing to say."""


@pytest.fixture
def only_index(index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pip is configured for that index, in its file and nowhere else."""
    for variable in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(variable)
    (tmp_path / "pip.conf").write_text(f"[global]\nindex-url = {index}\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))


@pytest.mark.usefixtures("only_index")
def test_that_pip_is_fetched_from_the_index_pip_is_configured_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "pip.txt"
    version, _ = pip_itself.locked(pip_itself.LOCK.read_text(encoding="utf-8"))
    lock.write_text(f"pip=={version} --hash=sha256:{hashlib.sha256(b'a wheel').hexdigest()}\n", encoding="utf-8")
    monkeypatch.setattr(pip_itself, "LOCK", lock)
    wheel = pip_itself.fetched(tmp_path)
    assert wheel is not None
    assert wheel.read_bytes() == b"a wheel"


@pytest.mark.usefixtures("only_index")
def test_that_a_pip_with_another_digest_is_not_taken(tmp_path: Path) -> None:
    assert pip_itself.fetched(tmp_path) is None
    assert list(tmp_path.glob("*.whl")) == []


def test_that_the_closing_line_counts_what_pytest_reported(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    report.write_text('<testsuites><testsuite tests="12" failures="2" errors="1" skipped="3"/></testsuites>', encoding="utf-8")
    assert checks.closing_line(report) == "6 passed, 3 failed, 3 skipped"


def test_that_tests_that_never_ran_have_not_passed(tmp_path: Path) -> None:
    assert checks.closing_line(tmp_path / "none.xml") == "0 passed, 1 failed"


def test_that_the_window_is_opened_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not demonstration.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert demonstration.has_screen()
