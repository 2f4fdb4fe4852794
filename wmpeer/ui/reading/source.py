"""What the pages pane needs of whoever renders pages. Nothing here opens a foreign file: a worker process does."""

from __future__ import annotations

from typing import Protocol

from wmpeer.documents.records import PageImage, PageInfo, PageText


class PageSource(Protocol):
    """The pages of one PDF as pixels and characters. Called from one thread that is not the window's; calls may block.

    Pages count from 1. What goes wrong is a `WmpeerError`, whose sentence is shown in place of the page.
    """

    def open(self) -> PageInfo: ...

    def render(self, page: int, scale: float) -> PageImage:
        """The page with *scale* pixels to the point, turned as it is seen."""
        ...

    def characters(self, page: int) -> PageText: ...

    def close(self) -> None: ...
