"""Laptops shared by the tests of a module: three with files, or a coordinator's beside others that live in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from forging import World, new_world, office_of
from trio import Trio, shut, trio

from wmpeer.journal.workspace import Workspace


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator and two panellists whose laptops are known, for one module: what a test does to them the next one finds."""
    three = trio(tmp_path_factory.mktemp("laptops"))
    yield three
    three.close()


@pytest.fixture(scope="module")
def world() -> World:
    return new_world()


@pytest.fixture
def office(world: World, tmp_path: Path) -> Iterator[Workspace]:
    """The file of the world's coordinator, with what there is before any test wrote."""
    workspace = office_of(world, tmp_path)
    yield workspace
    shut(workspace)
