"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_kit import PASSPHRASE

from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Region 2026-27.wmpeer"


@pytest.fixture
def file(path: Path) -> Iterator[WorkspaceFile]:
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    yield file
    file.close()
