"""Asks a page source for pixels and characters on a thread of its own, the most wanted first, and tells the window by queued signals."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from wmpeer.documents.locate import PageMap
from wmpeer.documents.records import PageImage, PageInfo, PageText, Passage
from wmpeer.errors import Problem, WmpeerError
from wmpeer.ui.reading.clipping import Corners, PagePicture, clip
from wmpeer.ui.reading.lines import NO_BOX, Line, lines_of
from wmpeer.ui.reading.order import in_reading_order
from wmpeer.ui.reading.source import PageSource
from wmpeer.ui.reading.trim import inked

log = logging.getLogger(__name__)

CACHE_BYTES = 96 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Want:
    """Pixels of a page (from 1) at *scale* pixels to the point, its characters where scale is None, or the picture of a part of it."""

    page: int
    scale: float | None = None
    part: Corners | None = None


OPENING = Want(0)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The characters of a page in the order they are read, the lines they stand in, in points from the page's top left, and their way to
    the document's passages where there are any."""

    text: str
    lines: tuple[Line, ...]
    page_map: PageMap | None = None


def words_of(page: PageText, number: int = 0, passages: Sequence[Passage] = ()) -> PageWords:
    """The lines of page *number* (from 1), as *passages* are read; a missing box is an empty one."""
    boxes = [(box.left, box.top, box.right, box.bottom) if box else NO_BOX for box in page.boxes]
    boxes.extend([NO_BOX] * (len(page.text) - len(boxes)))
    if not passages:
        return PageWords(page.text, lines_of(page.text, boxes))
    found = PageMap(number, page.text, passages)
    text, boxes = in_reading_order(page.text, boxes, found)
    if text != page.text:
        found = PageMap(number, text, passages)
    return PageWords(text, lines_of(text, boxes), found)


@dataclass(frozen=True, slots=True)
class PagePixels:
    """A page as an image, with the first and last inked column of it (shares of its width), or None where it is white."""

    image: QImage
    inked: tuple[float, float] | None


class PageCache:
    """Images of pages by page, each with its scale; the longest unseen go first when there are too many bytes."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self.bytes = 0

    def get(self, page: int) -> tuple[float, QImage] | None:
        found = self._held.get(page)
        if found is not None:
            self._held.move_to_end(page)
        return found

    def has(self, page: int, scale: float) -> bool:
        found = self._held.get(page)
        return found is not None and abs(found[0] - scale) < 1e-3 * scale

    def put(self, page: int, scale: float, image: QImage, keep: Sequence[int] = ()) -> None:
        """Hold an image; pages in *keep* stay even beyond the limit, for they are on the screen."""
        self.drop(page)
        self._held[page] = (scale, image)
        self.bytes += image.sizeInBytes()
        for other in [one for one in self._held if one not in keep and one != page]:
            if self.bytes <= self._most:
                return
            self.drop(other)

    def drop(self, page: int) -> None:
        held = self._held.pop(page, None)
        if held is not None:
            self.bytes -= held[1].sizeInBytes()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a feed brings: the answer to `want`, or the problem that stood in its way. `feed` tells a former document's from this one's."""

    feed: PageFeed
    want: Want
    brought: PageInfo | PageWords | PagePixels | PagePicture | Problem


class PageFeed(QObject):
    """One thread, one source. `want` replaces what was wanted before, so pages scrolled past are not rendered.

    It has no parent on purpose: its own thread keeps it until it has ended.
    """

    delivered = Signal(object)
    closed = Signal()

    def __init__(self, source: PageSource, passages: Sequence[Passage] = ()) -> None:
        super().__init__()
        self._source = source
        self._passages = tuple(passages)
        self._wanted: list[Want] = []
        self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="pages", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def want(self, wants: Sequence[Want]) -> None:
        """What to bring, the most urgent first."""
        with self._changed:
            self._wanted = [*(one for one in self._wanted if one.part is not None), *wants]
            self._changed.notify()

    def clip(self, page: int, part: Corners) -> None:
        """Bring the picture of a part of a page before anything else."""
        with self._changed:
            self._wanted.insert(0, Want(page, part=part))
            self._changed.notify()

    def stop(self) -> None:
        """Bring nothing more. The source is closed by its own thread, after what it is doing; nobody waits for it."""
        with self._changed:
            self._stopped = True
            self._wanted = []
            self._changed.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the thread to end, for tests and the end of the program; says whether it did."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            if isinstance(self._ask(OPENING), Problem):
                return
            while (want := self._next()) is not None:
                self._ask(want)
        finally:
            self._source.close()
            self.closed.emit()

    def _next(self) -> Want | None:
        with self._changed:
            while not self._wanted and not self._stopped:
                self._changed.wait()
            return None if self._stopped else self._wanted.pop(0)

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
            return clip(lambda scale: image_of(self._source.render(want.page, scale)), want.part)
        if want.scale is None:
            return words_of(self._source.characters(want.page), want.page, self._passages)
        image = image_of(self._source.render(want.page, want.scale))
        return PagePixels(image, inked(image))


def image_of(page: PageImage) -> QImage:
    """The page as an image of its own bytes.

    Raises:
        ValueError: width, height and bytes do not agree.
    """
    if page.width < 1 or page.height < 1 or len(page.rgba) != page.width * page.height * 4:
        raise ValueError("the page's pixels are incomplete")
    image = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBX8888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
