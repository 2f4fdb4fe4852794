"""The mapping screen stands on the coordinator's stage, on a cycle just begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle
from office_stage import stage

from wmpeer.journal.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The West Midlands, with nobody but its coordinator."""
    made = new_cycle(tmp_path / "cycle")
    yield made
    made.close()


__all__ = ["stage", "workspace"]
