from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

PASSPHRASE = "a quiet morning in autumn"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    file, _ = WorkspaceFile.create(tmp_path / "panel.wmpeer", PASSPHRASE, slot="coordinator", cost=LIGHT)
    opened = Workspace(file)
    yield opened
    opened.close()
