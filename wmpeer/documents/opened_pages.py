"""A PDF that is open in a worker, as one thing to ask for its pages."""

from __future__ import annotations

from wmpeer.documents.reanchor_region import Tile
from wmpeer.documents.records import PageImage, PageSize, PageText
from wmpeer.documents.worker import DocumentWorker


class OpenedPages:
    """The pages of one PDF (bytes), from 1, in a worker of its own."""

    def __init__(self, worker: DocumentWorker, data: bytes) -> None:
        self._worker = worker
        self.sizes: tuple[PageSize, ...] = worker.open_pages(data).sizes

    def render(self, page: int, scale: float, tile: Tile) -> PageImage:
        return self._worker.render(page, scale, tile)

    def characters(self, page: int) -> PageText:
        return self._worker.characters(page)
