"""What every page of a letter or a paper has: a canvas that is tagged and dated, a marking above, reference and page number below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

import wmpeer.drawing.fonts as fonts
from wmpeer.drawing.strokes import GRID, INK2, INK3
from wmpeer.drawing.tags import BlankCanvas, Element, TaggedCanvas
from wmpeer.outgoing import plain

ACCENT, WARNING = HexColor("#054851"), HexColor("#9D043E")
_TOTAL = "wmpeer-pages"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page. `warnings` (DRAFT, FICTIONAL) stand above, `page_words` ("Page {page} of ") before the count of pages;
    `title`, `author` and `subject` are the file's own."""

    title: str
    author: str
    subject: str
    marking: str
    warnings: tuple[str, ...]
    footer: str
    page_words: str


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """Pages of one size with margins *side*, *top* and *bottom*, in points; their count is expected to have so many *digits*."""

    def __init__(
        self, out: BytesIO, furniture: Furniture, size: tuple[float, float], side: float, top: float, bottom: float, digits: int = 1
    ) -> None:  # fmt: skip
        super().__init__(
            out, pagesize=size, title=plain(furniture.title), author=plain(furniture.author), creator="wmpeer",
            subject=plain(furniture.subject),
        )  # fmt: skip
        self._furniture, self._side, self._digits = furniture, side, digits
        self._wide, self._high = size
        bare = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
        frame = Frame(side, bottom, size[0] - 2 * side, size[1] - top - bottom, **bare)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furnish))

    @property
    def line(self) -> float:
        """The width of the text."""
        return self._wide - 2 * self._side

    def _furnish(self, canvas: TaggedCanvas, _template: Any) -> None:
        if isinstance(canvas, BlankCanvas):
            return
        with canvas.mark(None):
            canvas.saveState()
            top = self._high - 14 * mm
            _fit(canvas, self._side, top, self._furniture.marking, fonts.BOLD, 8.5, INK2, self.line * 0.45)
            warnings = " · ".join(self._furniture.warnings)
            _fit(canvas, self._wide - self._side, top, warnings, fonts.BOLD, 8.5, WARNING, self.line * 0.55, right=True)
            self._footer(canvas)
            canvas.restoreState()

    def _footer(self, canvas: TaggedCanvas) -> None:
        y, right = 12 * mm, self._wide - self._side
        canvas.setStrokeColor(GRID)
        canvas.setLineWidth(0.6)
        canvas.line(self._side, y + 12, right, y + 12)
        _fit(canvas, self._side, y, self._furniture.footer, fonts.SANS, 8, INK3, self.line * 0.75)
        room = stringWidth("0" * self._digits, fonts.SANS, 8)
        words = self._furniture.page_words.format(page=canvas.getPageNumber())
        _fit(canvas, right - room, y, words, fonts.SANS, 8, INK3, self.line * 0.25, right=True)
        canvas.translate(right - room, y)
        canvas.doForm(_TOTAL)


def canvas_maker(tree: Element, dated: date) -> Callable[..., TaggedCanvas]:
    """What a template makes its canvas with: tagged by *tree*, dated as the paper is, telling neither a clock nor a time zone."""
    return partial(_canvas, tree, dated)


def _canvas(tree: Element, dated: date, *args: Any, **keywords: Any) -> TaggedCanvas:
    canvas = TaggedCanvas(*args, **{**keywords, "initialFontName": fonts.SANS, "invariant": 1, "pageCompression": 1, "lang": "en-GB"})
    canvas.tree = tree
    canvas.before_save = _write_total
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    _set_moment(canvas, dated)
    return canvas


def _set_moment(canvas: TaggedCanvas, dated: date) -> None:
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    stamp = canvas._doc._timeStamp
    stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]


def _write_total(canvas: TaggedCanvas) -> None:
    """The count of pages, known now: the form each footer already refers to."""
    count = canvas.getPageNumber() - 1
    canvas.beginForm(_TOTAL, 0, -4, 40, 12)
    canvas.setFont(fonts.SANS, 8)
    canvas.setFillColor(INK3)
    canvas.drawString(0, 0, str(count))
    canvas.endForm()


def _fit(
    canvas: TaggedCanvas, x: float, y: float, text: str, font: str, size: float, colour: Any, room: float, right: bool = False
) -> None:
    """One line of furniture, smaller when its words are many."""
    words = plain(text).replace("\n", " ")
    words = "".join(one if ord(one) in fonts.own else "?" for one in words)
    wide = stringWidth(words, font, size) or 1
    canvas.setFont(font, max(5.0, size * min(1.0, room / wide)))
    canvas.setFillColor(colour)
    (canvas.drawRightString if right else canvas.drawString)(x, y, words)
