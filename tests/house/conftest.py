"""What the tests of the house share: the project's folder as it is, and copies of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the program and its pyproject.toml, to spoil."""
    shutil.copytree(ROOT / "wmpeer", tmp_path / "wmpeer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def program(root: Path) -> dict[str, str]:
    """The text of every Python file of the program, by its path from the project's folder."""
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted((root / "wmpeer").rglob("*.py"))}
