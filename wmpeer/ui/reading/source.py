"""What the pages pane needs of whoever renders pages. Nothing here opens a foreign file: a worker process does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wmpeer.documents.page_lines import PageLines
from wmpeer.documents.page_tiles import Tile
from wmpeer.documents.records import PageImage, PageInfo, Passage


class PageSource(Protocol):
    """The pages of one PDF as pixels and characters. Called from one thread that is not the window's; calls may block.

    Pages count from 1. What goes wrong is a `WmpeerError`, whose sentence is shown in place of the page.
    """

    def open(self) -> PageInfo: ...

    def render(self, page: int, scale: float, tile: Tile | None = None) -> PageImage:
        """The page with *scale* pixels to the point, turned as it is seen, or a part of it."""
        ...

    def words(self, page: int, near: Sequence[Passage] = ()) -> PageLines:
        """The lines of the page in the order of *near*: its passages, and the one before them."""
        ...

    def close(self) -> None: ...
