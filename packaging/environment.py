"""The project's own Python environment, `.venv`: made, filled from the lock, and mended when a run before this one was cut short."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import machine
import pip_itself

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
VENV = ROOT / ".venv"
LOCK = PACKAGING / "lock" / "dev.txt"
DONE = "wmpeer-ready"  # written last, so what was cut short has none
UNDER_WAY = "wmpeer-under-way"
_NOT_INSTALLED = "The locked packages could not be installed. Check the network, then run the same command again."


def python(venv: Path = VENV) -> Path:
    return script("python", venv)


def script(name: str, venv: Path = VENV) -> Path:
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def prepare() -> None:
    """Bring `.venv` to what the lock says; where it is already, this takes a few milliseconds.

    Raises:
        CannotGoOn: Python lacks what makes environments and we may not install it, or a package cannot be had.
    """
    if ready():
        return
    with _alone():
        if ready():  # somebody else has just done it
            return
        whole = usable()
        if not whole:
            _say("Making the Python environment in .venv")
            remove(VENV)
            VENV.mkdir()
        (VENV / UNDER_WAY).touch()
        if not whole:
            make()
        try:
            _fill()
        except machine.CannotGoOn:
            if whole:  # pip puts back what was there when it fails: without a network, yesterday's environment is kept
                (VENV / UNDER_WAY).unlink()
            raise
        (VENV / DONE).write_text(fingerprint(), encoding="utf-8")
        (VENV / UNDER_WAY).unlink()


def ready() -> bool:
    try:
        return (VENV / DONE).read_text(encoding="utf-8") == fingerprint() and python().exists() and not (VENV / UNDER_WAY).exists()
    except OSError:
        return False


def fingerprint() -> str:
    """A digest of everything the environment follows from: the lock, the project's file, its Python and the folder it stands in."""
    digest = hashlib.sha256(str(ROOT).encode())
    for part in (LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def usable() -> bool:
    """Whether `.venv` can be brought up to date in place: it runs, is new enough, belongs here, and was not left half filled."""
    if (VENV / UNDER_WAY).exists() or not (VENV / "pyvenv.cfg").is_file():
        return False
    asked = "import sys, pip; print(sys.version_info >= (3, 11)); print(sys.prefix)"
    try:
        done = subprocess.run([str(python()), "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return False
    answer = done.stdout.splitlines()
    return done.returncode == 0 and answer[0] == "True" and Path(answer[1]).resolve() == VENV.resolve() and _scripts_belong_here()


def _scripts_belong_here() -> bool:
    """A folder that was moved or copied keeps scripts that start the environment where it was."""
    if os.name == "nt" or not script("pip").exists():
        return True
    return str(VENV) in script("pip").read_text(encoding="utf-8", errors="replace").split("import", 1)[0]


def make() -> None:
    """Make an empty environment with pip in it, whatever this machine's Python came without."""
    if not _has("venv", "ensurepip") and sys.platform.startswith("linux") and sys.prefix.startswith("/usr"):
        machine.installed([_venv_package()])
        importlib.invalidate_caches()
    if not _has("venv"):
        raise machine.CannotGoOn(_no_venv())
    whole = _has("ensurepip")
    _run([_base_python(), "-m", "venv", *([] if whole else ["--without-pip"]), str(VENV)], "The Python environment could not be made.")
    if not whole and not pip_itself.put_into(python()):
        remove(VENV)
        raise machine.CannotGoOn(_no_venv())


def _fill() -> None:
    count = sum(1 for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line)
    _say(f"Installing the locked packages (up to {count}; the first time takes a minute or two)")
    pip = [str(python()), "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(LOCK)], _NOT_INSTALLED)
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "The project itself could not be installed into .venv.")


def _run(command: list[str], otherwise: str) -> None:
    # what we start keeps the set-up's lock too: killed, we leave a pip behind that is still at work
    environment = {**os.environ, "PIP_USER": "0"}  # a person's habit of `--user` has no meaning in here
    if subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, close_fds=False, check=False).returncode:
        raise machine.CannotGoOn(otherwise)


def _base_python() -> str:
    """The Python this one was made from: an environment is never made from itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _has(*modules: str) -> bool:
    return all(importlib.util.find_spec(module) for module in modules)


def _venv_package() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _no_venv() -> str:
    return (
        "This Python cannot make an environment (it came without venv or pip). Type this, then run the same command again:\n\n"
        f"    sudo apt-get update && sudo apt-get install -y {_venv_package()}\n"
    )


def remove(folder: Path) -> None:
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        why = f"{folder} could not be removed ({error.strerror}). Close what uses it, then run the same command again."
        raise machine.CannotGoOn(why) from error


def _say(sentence: str) -> None:
    print(f"{sentence} ...", flush=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time; the system lets go of the lock whatever becomes of us."""
    with (ROOT / ".setup.lock").open("a+b") as handle:
        os.set_inheritable(handle.fileno(), True)
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            while True:  # Windows waits ten seconds, then gives up
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
