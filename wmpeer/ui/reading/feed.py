"""Asks a page source for pixels and characters on a thread of its own, the most wanted first, and tells the window by queued signals."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage

from wmpeer.documents.locate import PageMap
from wmpeer.documents.page_lines import Line
from wmpeer.documents.page_order import near
from wmpeer.documents.page_tiles import Tile
from wmpeer.documents.records import PageImage, PageInfo, Passage
from wmpeer.errors import Problem, WmpeerError
from wmpeer.ui.reading.clipping import Corners, PagePicture, clip
from wmpeer.ui.reading.feeding import Feeding
from wmpeer.ui.reading.source import PageSource
from wmpeer.ui.reading.trim import inked

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Want:
    """Pixels of a page (from 1) at *scale* pixels to the point, or of one *tile* of it, or a *small* picture for a list of pages; its
    characters where scale is None; or the picture of a *part* to be kept."""

    page: int
    scale: float | None = None
    part: Corners | None = None
    tile: Tile | None = None
    small: bool = False


OPENING = Want(0)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The characters of a page in the order they are read, the lines they stand in, in points from the page's top left, and their way to
    the document's passages where there are any."""

    text: str
    lines: tuple[Line, ...]
    page_map: PageMap | None = None


@dataclass(frozen=True, slots=True)
class PagePixels:
    """A page as an image, with the first and last inked column of it (shares of its width), or None where it is white."""

    image: QImage
    inked: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a feed brings: the answer to `want`, or the problem that stood in its way. `feed` tells a former document's from this one's."""

    feed: PageFeed
    want: Want
    brought: PageInfo | PageWords | PagePixels | PagePicture | Problem


class PageFeed(Feeding):
    """The pages of one document. `want` replaces what was wanted before, so pages scrolled past are not rendered."""

    delivered = Signal(object)
    closed = Signal()

    def __init__(self, source: PageSource, passages: Sequence[Passage] = ()) -> None:
        super().__init__("pages")
        self._source = source
        self._passages = tuple(passages)

    def want(self, wants: Sequence[Want]) -> None:
        """What to bring, the most urgent first."""
        self._want(lambda before: [*(one for one in before if one.part is not None), *wants])

    def clip(self, page: int, part: Corners) -> None:
        """Bring the picture of a part of a page before anything else."""
        self._want(lambda before: [Want(page, part=part), *before])

    def _run(self) -> None:
        try:
            if isinstance(self._ask(OPENING), Problem):
                return
            while (want := self._next()) is not None:
                self._ask(want)
        finally:
            self._source.close()
            self.closed.emit()

    def _ask(self, want: Want) -> object:
        try:
            brought = self._bring(want)
        except WmpeerError as error:
            brought = error.problem()
        except (OSError, EOFError, ValueError, MemoryError) as error:
            log.exception("page %d", want.page)
            brought = Problem("page-not-shown", "This page could not be shown.", f"page {want.page}", type(error).__name__)
        if not self._stopped:
            self.delivered.emit(Delivery(self, want, brought))
        return brought

    def _bring(self, want: Want) -> PageInfo | PageWords | PagePixels | PagePicture:
        if want == OPENING:
            return self._source.open()
        if want.part is not None:
            return clip(lambda scale, tile: image_of(self._source.render(want.page, scale, tile)), want.part)
        if want.scale is None:
            return self._words(want.page)
        if want.small:
            return PagePixels(_small(image_of(self._source.render(want.page, 2 * want.scale))), None)
        image = image_of(self._source.render(want.page, want.scale, want.tile))
        return PagePixels(image, None if want.tile else inked(image))

    def _words(self, page: int) -> PageWords:
        passages = near(page, self._passages)
        found = self._source.words(page, passages)
        return PageWords(found.text, found.lines, PageMap(page, found.text, passages) if self._passages else None)


def _small(image: QImage) -> QImage:
    """Half as large: letters too small to read come out grey and not black."""
    half = image.size() / 2
    return image.scaled(half.expandedTo(QSize(1, 1)), mode=Qt.TransformationMode.SmoothTransformation)


def image_of(page: PageImage) -> QImage:
    """The page as an image of its own bytes.

    Raises:
        ValueError: width, height and bytes do not agree.
    """
    if page.width < 1 or page.height < 1 or len(page.rgba) != page.width * page.height * 4:
        raise ValueError("the page's pixels are incomplete")
    image = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBX8888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
