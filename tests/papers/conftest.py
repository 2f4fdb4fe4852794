"""What the tests of papers from the data share: the invented region with its data, loaded once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle
from region_paper_samples import KELSBOROUGH, TODAY

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.papers.annual import annual_content
from wmpeer.papers.data_pack import data_pack_content
from wmpeer.papers.records import AnnualReport, DataPack, Scorecard
from wmpeer.papers.scorecard import scorecard_content

PASSPHRASE = "a quiet morning"


@pytest.fixture(scope="session")
def region_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace of the invented region with its data."""
    folder = tmp_path_factory.mktemp("westmarch")
    workspace = new_cycle(folder, PASSPHRASE, "westmarch")
    assert {one.status for one in load(workspace, sorted(resource("demo", "data").glob("*.csv")), Wishes())} <= {"loaded", "replaced"}
    workspace.close()
    return folder / "panel.wmpeer"


@pytest.fixture(scope="session")
def region(region_file: Path) -> Iterator[Workspace]:
    """The same, opened to be read."""
    workspace = open_workspace(region_file, PASSPHRASE)
    yield workspace
    workspace.close()


@pytest.fixture
def own_region(region_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of one's own, to be written in."""
    for each in region_file.parent.glob("panel.wmpeer*"):
        if each.is_file():
            shutil.copy2(each, tmp_path / each.name)
    workspace = open_workspace(tmp_path / region_file.name, PASSPHRASE)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def pack(region: Workspace) -> DataPack:
    return region.read(data_pack_content, KELSBOROUGH, region.readers, TODAY)


@pytest.fixture(scope="session")
def card(region: Workspace) -> Scorecard:
    return region.read(scorecard_content, TODAY)


@pytest.fixture(scope="session")
def report(region: Workspace) -> AnnualReport:
    return region.read(annual_content, TODAY)
