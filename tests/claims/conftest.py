"""The demonstration's data in a workspace, and a reader of single sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import Reader

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import start_cycle

PASSPHRASE = "claims beside the data"


def westmarch(folder: Path) -> Workspace:
    """A new workspace of the invented region, with its data loaded."""
    region = resource("regions", "westmarch.toml").read_text(encoding="utf-8")
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    workspace = start_cycle(folder / "westmarch.wmpeer", PASSPHRASE, name="2026-27", region=region, framework=framework)[0]
    results = load(workspace, sorted(resource("demo", "data").glob("*.csv")), Wishes())
    assert {one.status for one in results} == {"loaded"}
    return workspace


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The invented region with its data, to be read only."""
    return westmarch(tmp_path_factory.mktemp("claims"))


@pytest.fixture(scope="session")
def reader(data: Workspace) -> Reader:
    return Reader(data)


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """The invented region with its data, to be written to."""
    return westmarch(tmp_path)
