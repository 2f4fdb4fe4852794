"""The layout and the pictures of a document without pages, from a worker process, brought on a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from wmpeer.documents.layout import Layout
from wmpeer.documents.records import PageImage, Passage
from wmpeer.documents.text_worker import LAID_OUT, TextWorker
from wmpeer.errors import WmpeerError
from wmpeer.ui.reading.feeding import Feeding
from wmpeer.ui.reading.shapes import Shapes

log = logging.getLogger(__name__)


class TextSource(Protocol):
    """What a flowing document is asked for, from one thread that is not the window's; calls may block and raise `WmpeerError`."""

    def open(self) -> Layout: ...

    def picture(self, number: int, scale: float) -> PageImage: ...

    def close(self) -> None: ...


class WorkerText:
    """An office document's bytes and a worker of its own, ended with the document."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._worker: TextWorker | None = None

    def open(self) -> Layout:
        self._worker = TextWorker()
        return self._worker.open_text(self._name, self._data)

    def picture(self, number: int, scale: float) -> PageImage:
        if self._worker is None:
            raise ValueError("the document is not open")
        return self._worker.picture(number, scale)

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def source_of(format_: str, data: bytes | None, name: str) -> WorkerText | None:
    """The source of a document of that format; None where there is nothing but its words."""
    return WorkerText(data, name) if data is not None and format_ in LAID_OUT else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture (from 1) at *scale* pixels of the device to the point."""

    number: int
    scale: float


@dataclass(frozen=True, slots=True)
class Brought:
    """The answer: the shapes, or the pixels of what was `wanted`, or `why` there are none; `feed` tells which document it is of."""

    feed: TextFeed
    wanted: Wanted | None = None
    shapes: Shapes | None = None
    image: QImage | None = None
    why: str = ""


class TextFeed(Feeding):
    """The layout and pictures of one document. `want` replaces what was wanted before, so pictures scrolled past are not decoded."""

    brought = Signal(object)

    def __init__(self, source: TextSource, passages: Sequence[Passage]) -> None:
        super().__init__("pictures")
        self._source = source
        self._passages = passages

    def want(self, wanted: Sequence[Wanted]) -> None:
        """What to bring, the most urgent first."""
        self._want(lambda _before: wanted)

    def _run(self) -> None:
        try:
            layout = self._open()
            if layout is None:
                return
            self._tell(Brought(self, shapes=Shapes(self._passages, layout)))  # here: a hundred thousand rows take a second
            while layout.pictures and (wanted := self._next()) is not None:
                self._tell(self._picture(wanted))
        finally:
            self._source.close()

    def _open(self) -> Layout | None:
        """The layout; where it cannot be had the words are read without, as they always can be."""
        try:
            return self._source.open()
        except (WmpeerError, OSError, ValueError) as error:
            log.warning("a document is shown without its pictures: %s", type(error).__name__)
            return None

    def _picture(self, wanted: Wanted) -> Brought:
        try:
            return Brought(self, wanted, image=image_of(self._source.picture(wanted.number, wanted.scale)))
        except WmpeerError as error:
            return Brought(self, wanted, why=str(error.facts.get("why", "it could not be read")))
        except (OSError, ValueError, MemoryError) as error:
            log.warning("a picture could not be brought: %s", type(error).__name__)
            return Brought(self, wanted, why="it could not be read")

    def _tell(self, brought: Brought) -> None:
        if not self._stopped:
            self.brought.emit(brought)


def image_of(pixels: PageImage) -> QImage:
    """The pixels as an image of its own bytes.

    Raises:
        ValueError: width, height and bytes do not agree.
    """
    if pixels.width < 1 or pixels.height < 1 or len(pixels.rgba) != pixels.width * pixels.height * 4:
        raise ValueError("the picture's pixels are incomplete")
    image = QImage(pixels.rgba, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGBX8888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
