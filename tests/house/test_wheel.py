"""The wheel carries the program and what travels with it, and works in an environment that has never seen this folder."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

WHERE = "from wmpeer import files; print(files.__file__); print(files.resource())"


def ran(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", folder, cwd=root)
    return folder


def travelling(root: Path) -> set[str]:
    files = (path for path in (root / "resources").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in files if "__pycache__" not in path.parts and path.name != ".DS_Store"}


def test_that_the_wheel_has_the_program_and_every_resource(root: Path, built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    program = {path.relative_to(root).as_posix() for path in (root / "wmpeer").rglob("*.py")}
    assert travelling(root), "the check sees no resource"
    assert program - inside == set()
    assert {f"wmpeer/{name}" for name in travelling(root)} - inside == set()
    assert {name.split("/")[0] for name in inside if ".dist-info" not in name} == {"wmpeer"}


def test_that_the_source_archive_can_build_it_again(root: Path, built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        inside = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert travelling(root) | {"pyproject.toml", "README.md", "LICENSE", "wmpeer/__init__.py", "packaging/lock/run.txt"} <= inside


def test_that_an_installed_wheel_finds_its_resources(root: Path, built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "fresh", with_pip=False)
    python = next((tmp_path / "fresh").glob("[Bb]in/python")) if sys.platform != "win32" else tmp_path / "fresh/Scripts/python.exe"
    ran(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    program, resources = ran(python, "-I", "-c", WHERE, cwd=tmp_path).splitlines()
    assert Path(program).is_relative_to(tmp_path / "fresh")
    assert Path(resources) == Path(program).parent / "resources"
    there = {f"resources/{path.relative_to(resources).as_posix()}" for path in Path(resources).rglob("*") if path.is_file()}
    assert travelling(root) - there == set()
