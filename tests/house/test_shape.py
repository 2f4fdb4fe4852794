"""The shape of the project: what stands at the top, and how long a file or a function may get."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

TOP = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "wmpeer", "resources", "tests", "packaging"}
MADE = {"build", "dist"}  # by the tasks; git ignores them
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|coming soon|not yet implemented)\b", re.IGNORECASE)


def tracked(root: Path) -> list[str]:
    """The files of the project by their path; where there is no git, all that stand there."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        return [path.name for path in root.iterdir() if path.name not in MADE]


def long_functions(text: str) -> list[str]:
    """The functions in *text* that are longer than one may be, with their length."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    return [f"{name}: {length} lines" for name, length in lengths.items() if length > LONGEST_FUNCTION]


def test_that_nothing_else_stands_at_the_top(root: Path) -> None:
    top = {name.split("/")[0] for name in tracked(root)}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_that_packaging_is_no_package(root: Path) -> None:
    assert not (root / "packaging" / "__init__.py").exists(), "with one, `import packaging.version` breaks from the project's folder"


def test_that_no_file_is_too_long(program: dict[str, str]) -> None:
    """One that needs a table of contents is two."""
    lengths = {name: text.count("\n") for name, text in program.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_that_no_function_is_too_long(program: dict[str, str]) -> None:
    assert {name: found for name, text in program.items() if (found := long_functions(text))} == {}


def test_that_a_long_function_is_seen() -> None:
    assert long_functions("def long():\n" + "    print()\n" * 60) == ["long: 61 lines"]


def test_that_nothing_is_left_for_later(program: dict[str, str]) -> None:
    assert {name: found for name, text in program.items() if (found := UNFINISHED.findall(text))} == {}


@pytest.mark.parametrize("line", ["# TODO: the rest", "# FIXME", "Coming soon"])
def test_that_what_is_left_for_later_is_seen(line: str) -> None:
    assert UNFINISHED.search(line)


def test_that_test_helpers_have_names_of_their_own(root: Path) -> None:
    """They are imported by their bare name, so two of one name would hide each other; test files and conftests are not imported."""
    seen: dict[str, Path] = {}
    for path in sorted((root / "tests").glob("*/*.py")) + sorted((root / "packaging").glob("*.py")):
        if path.name.startswith("test_") or path.name in ("conftest.py", "__init__.py"):
            continue
        assert path.stem not in seen, f"{path} and {seen[path.stem]} have one name"
        seen[path.stem] = path


def test_that_every_folder_of_tests_can_import_its_helpers(root: Path, pytestconfig: pytest.Config) -> None:
    folders = {path.parent for path in (root / "tests").glob("*/test_*.py")} - {root / "tests" / "house"}
    known = {root / name for name in pytestconfig.getini("pythonpath")} | {Path(name) for name in pytestconfig.getini("pythonpath")}
    assert folders - known == set(), "write these folders into `pythonpath` of pyproject.toml"
