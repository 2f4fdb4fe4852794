"""What tests of judging share: a panel at one workspace, and the same on two laptops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from panels import Apart, Panel, set_out


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    made = set_out(tmp_path / "panel.wmpeer")
    yield made
    made.workspace.close()


@pytest.fixture
def apart(panel: Panel, tmp_path: Path) -> Iterator[Callable[[], Apart]]:
    made: list[Apart] = []

    def part() -> Apart:
        made.append(Apart.of(panel, tmp_path / "apart"))
        return made[-1]

    yield part
    for one in made:
        one.there.workspace.close()


@pytest.fixture
def three(panel: Panel) -> Callable[[], list[str]]:
    """Three areas to consider, by two people; gives their ids."""

    def found() -> list[str]:
        return [
            panel.finds("Ann Reed", "Plans say what changed", rank=1),
            panel.finds("Ann Reed", "Visits are seen to", rank=2),
            panel.finds("Ben Hall", "Homes nearer by", rank=1),
        ]

    return found
