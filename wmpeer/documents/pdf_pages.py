"""Shows pages of a PDF: pixels, characters with their boxes, sizes, outline. Runs in the worker."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from wmpeer.documents.errors import DocumentDamagedError, DocumentTooLongError, PageNotThereError
from wmpeer.documents.page_lines import NO_BOX, PageLines, Rect
from wmpeer.documents.page_order import lines_as_read
from wmpeer.documents.page_tiles import Tile, pixels_of
from wmpeer.documents.pdf_limits import MOST_PAGES, MOST_PIXELS, MOST_SCALE
from wmpeer.documents.pdfium import Page, Pdf, Probe, raw
from wmpeer.documents.records import Box, OutlineItem, PageImage, PageInfo, PageSize, PageText, Passage
from wmpeer.documents.text import clean

_MOST_OUTLINE = 5_000


class OpenPages:
    """A PDF kept open between requests, with the page last asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._pdf = Pdf(name, data)
        self._probe = Probe()
        self._number = 0
        self._page: Page | None = None
        if self._pdf.pages > MOST_PAGES:
            pages = self._pdf.pages
            self.close()
            raise DocumentTooLongError(name=name, count=f"{pages:,}", what="pages", limit=f"{MOST_PAGES:,}")

    def close(self) -> None:
        self._let_go()
        self._pdf.close()

    def _let_go(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page, self._number = None, 0

    def page(self, number: int) -> Page:
        """The page *number*, from 1."""
        if not 1 <= number <= self._pdf.pages:
            raise PageNotThereError(name=self._name, page=number, pages=self._pdf.pages)
        if self._page is None or self._number != number:
            self._let_go()
            self._page = self._pdf.page(number - 1)
            self._number = number
        if self._page is None:
            raise DocumentDamagedError(name=self._name)
        return self._page

    def info(self) -> PageInfo:
        """Sizes of all pages without loading them, and the outline."""
        return PageInfo(tuple(self._size(index) for index in range(self._pdf.pages)), tuple(self._outline()))

    def _size(self, index: int) -> PageSize:
        size = raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self._pdf.handle, index, ctypes.byref(size)):
            return PageSize(595.0, 842.0)
        return PageSize(size.width, size.height)

    def _outline(self) -> list[OutlineItem]:
        found: list[OutlineItem] = []
        seen: set[int] = set()
        waiting: list[tuple[Any, int]] = [(raw.FPDFBookmark_GetFirstChild(self._pdf.handle, None), 1)]
        while waiting and len(found) < _MOST_OUTLINE:
            mark, level = waiting.pop()
            if not mark:
                continue
            address = ctypes.cast(mark, ctypes.c_void_p).value or 0
            if address in seen:  # a damaged outline may lead round in circles
                continue
            seen.add(address)
            found.append(OutlineItem(self._bookmark_title(mark), level, self._bookmark_page(mark)))
            waiting.append((raw.FPDFBookmark_GetNextSibling(self._pdf.handle, mark), level))
            if level < 10:
                waiting.append((raw.FPDFBookmark_GetFirstChild(self._pdf.handle, mark), level + 1))
        return [item for item in found if item.title]

    def _bookmark_title(self, mark: Any) -> str:
        length = raw.FPDFBookmark_GetTitle(mark, None, 0)
        if not 2 < length <= 4096:
            return ""
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFBookmark_GetTitle(mark, buffer, length)
        return clean(buffer.raw[: length - 2].decode("utf-16-le", "replace"))

    def _bookmark_page(self, mark: Any) -> int | None:
        target = raw.FPDFBookmark_GetDest(self._pdf.handle, mark)
        if not target:
            action = raw.FPDFBookmark_GetAction(mark)
            target = raw.FPDFAction_GetDest(self._pdf.handle, action) if action else None
        index = raw.FPDFDest_GetDestPageIndex(self._pdf.handle, target) if target else -1
        return index + 1 if index >= 0 else None

    def render(self, number: int, scale: float, tile: Tile | None = None) -> PageImage:
        """The page at *scale* pixels a point, or the part of it that is *tile*, in its pixels. A whole page is smaller where it would be
        more pixels than anybody sees; a tile is cut to the page.

        Raises:
            PageNotThereError: nothing of the page lies in the tile.
        """
        page = self.page(number)
        size = page.size()
        if tile is None:
            scale = min(scale, (MOST_PIXELS / max(size.width * size.height, 1)) ** 0.5)
        scale = max(0.02, min(scale, MOST_SCALE))
        whole = pixels_of(size, scale)
        left, top, width, height = self._cut(tile, whole, number)
        buffer = bytearray(width * height * 4)
        memory = (ctypes.c_ubyte * len(buffer)).from_buffer(buffer)
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRA, memory, width * 4)
        if not bitmap:
            raise DocumentDamagedError(name=self._name)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
            raw.FPDF_RenderPageBitmap(bitmap, page.handle, -left, -top, *whole, 0, flags)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        del memory
        return PageImage(width, height, bytes(buffer))

    def _cut(self, tile: Tile | None, whole: tuple[int, int], number: int) -> Tile:
        left, top, width, height = tile or (0, 0, *whole)
        left, top, right, bottom = max(0, left), max(0, top), min(left + width, whole[0]), min(top + height, whole[1])
        if right <= left or bottom <= top or (right - left) * (bottom - top) > MOST_PIXELS:
            raise PageNotThereError(name=self._name, page=number, pages=self._pdf.pages)
        return left, top, right - left, bottom - top

    def words(self, number: int, passages: Sequence[Passage] = ()) -> PageLines:
        """The lines of the page, in the order *passages* are read."""
        page = self.page(number)
        text = page.text()
        boxes = [NO_BOX] * len(text)
        for place, sign in enumerate(text):
            if sign not in "\r\n" and (box := self._edges(page, page.char_at(place))) is not None:
                boxes[place] = box
        return lines_as_read(text, boxes, number, passages)

    def characters(self, number: int) -> PageText:
        """The text of the page, one box a character, turned and cropped as the page is shown."""
        page = self.page(number)
        text = page.text()
        index = raw.FPDFText_GetCharIndexFromTextIndex
        boxes: list[Box | None] = []
        for place, sign in enumerate(text):
            char = index(page.text_page, place)
            boxes.append(None if char < 0 or sign in "\r\n" else self._box(page, char))
        return PageText(text, tuple(boxes))

    def _box(self, page: Page, char: int) -> Box | None:
        found = self._edges(page, char)
        return Box(*found) if found is not None else None

    def _edges(self, page: Page, char: int) -> Rect | None:
        """Where a character's ink lies on the page as it is seen."""
        left, bottom, right, top = self._probe.box(page.text_page, char)
        if right <= left or top <= bottom:
            return None
        (x, y), (u, v) = page.seen(left, bottom), page.seen(right, top)
        return min(x, u), min(y, v), max(x, u), max(y, v)
