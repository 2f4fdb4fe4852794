"""Imports go down the list of rooms, and the check that says so sees what it should."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PURE = re.compile(r"(read|write|rules)(_\w+)?\.py")
DATABASE = ("sqlalchemy", "sqlcipher3", "wmpeer.models", "wmpeer.store")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports" + (".exe" if os.name == "nt" else ""))
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run([str(linter), "--no-cache"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def spoil(folder: Path, module: str, line: str) -> None:
    path = folder / "wmpeer" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def imports_of(path: Path) -> set[str]:
    """Every module that *path* imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def is_database(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in DATABASE)


def test_that_imports_go_down_the_list_of_rooms(root: Path) -> None:
    done = lint(root)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("clock.py", "import wmpeer.ui", "imports go down the list of rooms"),
        ("documents/__init__.py", "import wmpeer.indicators", "imports go down the list of rooms"),
        ("region/__init__.py", "import PySide6.QtCore", "nothing but the screens knows Qt"),
        ("ui/__init__.py", "import sqlalchemy.orm", "no screen holds a row or a session"),
    ],
    ids=["a room imports what is above it", "two rooms on one line", "Qt below the screens", "a session in a screen"],
)
def test_that_a_wrong_import_is_seen(copied: Path, module: str, line: str, contract: str) -> None:
    spoil(copied, module, line)
    done = lint(copied)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in " ".join(done.stdout.split()), done.stdout + done.stderr


def test_that_a_room_nobody_wrote_down_is_seen(copied: Path) -> None:
    (copied / "wmpeer" / "attic").mkdir()
    (copied / "wmpeer" / "attic" / "__init__.py").touch()
    done = lint(copied)
    assert done.returncode != 0
    assert "attic" in done.stdout + done.stderr


def test_that_every_room_but_the_doors_and_the_screens_is_held_away_from_qt(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (qt,) = [contract for contract in contracts if "PySide6" in contract.get("forbidden_modules", [])]
    there = {path.stem for path in (root / "wmpeer").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    expected = {f"wmpeer.{room}" for room in there - {"__init__", "__main__", "app", "ui"}}
    assert expected - set(qt["source_modules"]) == set(), "write these rooms into the Qt contract of pyproject.toml"


def test_that_files_in_and_files_out_know_no_database(root: Path) -> None:
    pure = [path for path in (root / "wmpeer").rglob("*.py") if PURE.fullmatch(path.name)]
    assert pure, "the check sees no module to check"
    wrong = [f"{path.relative_to(root)} imports {name}" for path in pure for name in sorted(imports_of(path)) if is_database(name)]
    assert wrong == []


def test_that_a_database_in_a_reader_is_seen(tmp_path: Path) -> None:
    reader = tmp_path / "read.py"
    reader.write_text("def read():\n    from wmpeer.store import file\n    from sqlalchemy import select\n", encoding="utf-8")
    assert {"wmpeer.store", "wmpeer.store.file", "sqlalchemy"} <= imports_of(reader)
