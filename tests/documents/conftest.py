from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument
from wmpeer.documents.worker import DocumentWorker
from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


@pytest.fixture(scope="session")
def worker() -> Iterator[DocumentWorker]:
    with DocumentWorker() as started:
        yield started


@pytest.fixture
def seen() -> Callable[[ReadDocument], list[tuple[str, str]]]:
    """Kind and text of every passage."""
    return lambda document: [(one.kind, one.text) for one in document.passages]


@pytest.fixture
def read() -> Callable[[str, bytes], ReadDocument]:
    """Reads in this process: for what is pure, and for the PDFs that the tests make themselves."""
    return read_document


@pytest.fixture
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    file, _ = WorkspaceFile.create(
        tmp_path_factory.mktemp("work") / "panel.wmpeer", "a quiet morning in autumn", slot="coordinator", cost=LIGHT
    )
    opened = Workspace(file)
    yield opened
    opened.close()
