"""No two modules need each other while they are fetched: threads that fetch them at once would wait for each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]


def statements(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that are done as soon as the module is fetched, so none in functions and none for the type checker alone."""
    for one in body:
        if isinstance(one, ast.Import | ast.ImportFrom):
            yield one
        elif isinstance(one, ast.If) and "TYPE_CHECKING" not in ast.unparse(one.test):
            yield from statements([*one.body, *one.orelse])
        elif isinstance(one, ast.Try | ast.With | ast.ClassDef):
            yield from statements(one.body)


def needed(path: Path, modules: set[str]) -> set[str]:
    found: set[str] = set()
    for one in statements(ast.parse(path.read_text(encoding="utf-8")).body):
        names = [each.name for each in one.names]
        wanted = names if isinstance(one, ast.Import) else [f"{one.module}.{name}" for name in names] + [str(one.module)]
        found |= {name for name in wanted if name in modules}
    return found


def test_that_sqlalchemy_is_asked_for_whole_before_its_parts() -> None:
    """Else a thread begins in the middle of what another is still fetching (decision 0043)."""
    for path in sorted(ROOT.glob("wmpeer/**/*.py")):
        asked = statements(ast.parse(path.read_text(encoding="utf-8")).body)
        names = [one.module if isinstance(one, ast.ImportFrom) else one.names[0].name for one in asked]
        first = next((name for name in names if name is not None and name.partition(".")[0] == "sqlalchemy"), "sqlalchemy")
        assert first == "sqlalchemy", path


def test_that_no_module_needs_one_that_needs_it() -> None:
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in ROOT.glob("wmpeer/**/*.py")}
    graph = {name: needed(path, set(paths)) - {name} for name, path in paths.items()}
    assert len(graph) > 400
    assert list(TopologicalSorter(graph).static_order())
