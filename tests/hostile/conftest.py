"""A workspace to load hostile files into, through the door that the window and the command line share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that holds one document of Walsall's already."""
    region, framework = definitions(default_region())
    made, _ = start_cycle(tmp_path / "panel.wmpeer", "a quiet morning", name="2026-27", region=region, framework=framework)
    first = tmp_path / "walsall first.txt"
    first.write_text("Walsall: what was here before.\n\nIt stays.", encoding="utf-8")
    load(made, [first], Wishes())
    yield made
    made.close()
