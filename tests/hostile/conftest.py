"""A workspace to load hostile files into, through the door that the window and the command line share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that holds one document of Walsall's already."""
    made = new_cycle(tmp_path)
    first = tmp_path / "walsall first.txt"
    first.write_text("Walsall: what was here before.\n\nIt stays.", encoding="utf-8")
    load(made, [first], Wishes())
    yield made
    made.close()
