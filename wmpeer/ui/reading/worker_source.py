"""Pages from the document worker: PDFium runs on somebody else's file in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence

from wmpeer.documents.page_lines import PageLines
from wmpeer.documents.page_tiles import Tile
from wmpeer.documents.records import PageImage, PageInfo, Passage
from wmpeer.documents.worker import DocumentWorker


class WorkerSource:
    """A PDF's bytes and a worker of its own, ended with the document: reading pages never waits behind a batch being taken in."""

    def __init__(self, data: bytes, name: str = "document.pdf") -> None:
        self._data = data
        self._name = name
        self._worker: DocumentWorker | None = None

    def open(self) -> PageInfo:
        self._worker = DocumentWorker()
        return self._worker.open_pages(self._data, self._name)

    def render(self, page: int, scale: float, tile: Tile | None = None) -> PageImage:
        return self._opened().render(page, scale, tile)

    def words(self, page: int, near: Sequence[Passage] = ()) -> PageLines:
        return self._opened().words(page, near)

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _opened(self) -> DocumentWorker:
        if self._worker is None:
            raise ValueError("the pages are not open")
        return self._worker
