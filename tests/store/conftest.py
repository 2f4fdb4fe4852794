"""What the tests of the store share."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from disk_kit import HERE
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


@pytest.fixture(scope="session")
def bad_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library that makes the calls of the process it is loaded into fail."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("disk") / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, HERE / "faults.c", "-ldl"], check=True)
    return str(library)
