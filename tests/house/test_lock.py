"""The lock answers pyproject.toml: every dependency once for every Python and system, with its digests, naming no index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("run.txt", "dev.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "win32", "darwin")


def locked(root: Path, name: str) -> list[Requirement]:
    """The requirements of a lock, their digests left out."""
    text = (root / "packaging" / "lock" / name).read_text(encoding="utf-8")
    lines = [line.rstrip(" \\") for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    return [Requirement(line) for line in lines]


def wanted(root: Path, name: str) -> list[Requirement]:
    """What pyproject.toml asks for: the program's own, its extras, and for dev.txt the tools as well."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        lines += extra
    if name == "dev.txt":
        lines += project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


def holding(requirements: list[Requirement], python: str, system: str) -> dict[str, Requirement]:
    """Those that hold for a Python on a system, by name; none may hold twice."""
    place = {
        "python_version": python,
        "python_full_version": f"{python}.7",
        "sys_platform": system,
        "platform_system": {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}[system],
        "os_name": "nt" if system == "win32" else "posix",
        "platform_machine": "AMD64" if system == "win32" else "x86_64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    found: dict[str, Requirement] = {}
    for one in requirements:
        if one.marker is None or one.marker.evaluate(place):
            name = canonicalize_name(one.name)
            assert name not in found, f"{name} twice on Python {python}, {system}"
            found[name] = one
    return found


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_that_the_lock_answers_what_the_project_asks_for(root: Path, name: str, python: str, system: str) -> None:
    there = holding(locked(root, name), python, system)
    for asked in holding(wanted(root, name), python, system).values():
        answer = there.get(canonicalize_name(asked.name))
        assert answer is not None, f"{asked} is not in the lock: run `python3 packaging/tasks.py lock`"
        (pin,) = answer.specifier
        assert pin.operator == "=="
        assert asked.specifier.contains(pin.version, prereleases=True), f"{asked}, locked {pin}: run `python3 packaging/tasks.py lock`"


def test_that_python_3_11_gets_the_qt_that_keeps_its_references(root: Path) -> None:
    """PySide6 6.12.0 loses a reference to None with every call on Python 3.11."""
    for python, expected in (("3.11", "==6.11.3"), ("3.12", "==6.12.0"), ("3.14", "==6.12.0")):
        there = holding(locked(root, "run.txt"), python, "linux")
        assert str(there["pyside6-essentials"].specifier) == expected
        assert ("pyside6-pdf" in there) == (python != "3.11")
        assert ("pyside6-addons" in there) == (python == "3.11")


def test_that_what_people_run_is_what_was_tested(root: Path) -> None:
    tested = {(canonicalize_name(one.name), str(one.specifier)) for one in locked(root, "dev.txt")}
    assert {(canonicalize_name(one.name), str(one.specifier)) for one in locked(root, "run.txt")} <= tested


@pytest.mark.parametrize("name", (*LOCKS, "pip.txt"))
def test_that_every_package_has_digests_and_no_address(root: Path, name: str) -> None:
    text = (root / "packaging" / "lock" / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    assert [block.split()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "index-url" not in text
