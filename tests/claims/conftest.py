"""The demonstration's data in a workspace, and a reader of single sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from claims_workspace import PASSPHRASE, copied, westmarch
from labelled import Reader

from wmpeer.journal.workspace import Workspace, open_workspace


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed workspace with the invented region's data: made once, copied for each that writes."""
    folder = tmp_path_factory.mktemp("claims")
    westmarch(folder).close()
    return folder


@pytest.fixture(scope="session")
def data(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The invented region with its data, to be read only."""
    workspace = open_workspace(copied(template, tmp_path_factory.mktemp("read")), PASSPHRASE)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def reader(data: Workspace) -> Reader:
    return Reader(data)


@pytest.fixture
def own(template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The invented region with its data, to be written to: a copy that no other test sees."""
    workspace = open_workspace(copied(template, tmp_path), PASSPHRASE)
    yield workspace
    workspace.close()
