"""What the tests of the data share: tables written for one test, and a workspace to load them into."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from wmpeer.indicators.actions import Loaded, load_table
from wmpeer.indicators.plan import plan_load
from wmpeer.indicators.queries import known_areas, known_batches
from wmpeer.indicators.read import read_table
from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

Write = Callable[..., Path]
Load = Callable[..., Loaded]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write("c1.csv", headings, *rows)`` writes a CSV and gives its path."""

    def written(name: str, *rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8") -> Path:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        path = tmp_path / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return written


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    file, _ = WorkspaceFile.create(tmp_path / "region.wmpeer", "a quiet morning in autumn", slot="coordinator", cost=LIGHT)
    opened = Workspace(file)
    yield opened
    opened.close()


@pytest.fixture
def load(workspace: Workspace) -> Load:
    """Reads a file, plans, carries out: as the command line and the window do."""

    def loaded(path: Path, **choices: str) -> Loaded:
        table = read_table(path, book=workspace.read(known_areas), choices=choices)
        return load_table(workspace, plan_load(table, workspace.read(known_batches)))

    return loaded
