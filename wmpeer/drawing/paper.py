"""A paper as a PDF: A4, embedded fonts, tagged for screen readers, with an outline. The same paper gives the same bytes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.graphics.shapes import Drawing, Group
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

import wmpeer.drawing.fonts as fonts
from wmpeer.drawing.blocks import SIGNS, Block, Grid, Heading, Paper, Picture, Pictures, Room, Words
from wmpeer.drawing.chart import trend_drawing
from wmpeer.drawing.flow import TaggedDrawing, TaggedParagraph, TaggedTable, paragraph
from wmpeer.drawing.pages import ACCENT, Furniture, Pages, canvas_maker
from wmpeer.drawing.strip import strip_drawing
from wmpeer.drawing.strokes import BAND, GRID, INK, INK2, INK3
from wmpeer.drawing.tags import Element
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.outgoing import for_pdf, plain

FICTIONAL = "FICTIONAL - for demonstration"
_SIDE, _TOP, _BOTTOM = 18 * mm, 22 * mm, 20 * mm
_FLAG_INK = HexColor("#7A5205")
_STRIPE = HexColor("#F2F5F5")
_GUTTER = 14.0
_TREND, _STRIP, _TITLED = 77.0, 44.0, 32.0
_WHOLE = 280
"""No table is kept together that is higher than this: it would leave a page empty."""
_PART = {Heading: 38.0, Words: 18.0, Room: 100.0}
"""What goes with a heading that has another below it: about so high."""
_PAGE_WORDS = "Page {page} of "


def _style(name: str, size: float, leading: float, after: float, **more: Any) -> ParagraphStyle:
    base = {
        "fontName": fonts.SANS, "textColor": INK, "allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1, "bulletFontName": fonts.SANS,
    }  # fmt: skip
    return ParagraphStyle(name, **{**base, "fontSize": size, "leading": leading, "spaceAfter": after, **more})


_STYLES = {
    "title": _style("title", 19, 24, 3, fontName=fonts.BOLD, textColor=ACCENT),
    "head": _style("head", 10, 14, 0, fontName=fonts.BOLD, textColor=INK2),
    "line": _style("line", 8.5, 12, 12, textColor=INK3),
    "h1": _style("h1", 14, 18, 5, fontName=fonts.BOLD, textColor=ACCENT, spaceBefore=12),
    "h2": _style("h2", 10.5, 14, 3, fontName=fonts.BOLD, spaceBefore=9),
    "body": _style("body", 9.5, 13.2, 5),
    "lead": _style("lead", 10.5, 14.5, 6),
    "item": _style("item", 9.5, 13.2, 2.5, leftIndent=12, bulletIndent=1),
    "question": _style("question", 9.5, 13.2, 1, leftIndent=14, bulletIndent=1, spaceBefore=4),
    "evidence": _style("evidence", 8.5, 11.5, 2, leftIndent=14, textColor=INK2),
    "note": _style("note", 8.5, 11.5, 2, leftIndent=10, bulletIndent=1, textColor=INK2),
    "label": _style("label", 8.5, 11.5, 3, fontName=fonts.BOLD, textColor=INK2),
    "cell-head": _style("cell-head", 8, 10, 0, fontName=fonts.BOLD, textColor=INK2),
    "cell": _style("cell", 8.5, 11, 0),
    "cell-strong": _style("cell-strong", 8.5, 11, 0, fontName=fonts.BOLD),
    "small-head": _style("small-head", 7, 8.6, 0, fontName=fonts.BOLD, textColor=INK2),
    "small": _style("small", 8, 10, 0),
    "small-strong": _style("small-strong", 8, 10, 0, fontName=fonts.BOLD),
    "picture": _style("picture", 8.5, 11, 2, fontName=fonts.BOLD),
    "room": _style("room", 9.5, 13.2, 0),
    "room-label": _style("room-label", 9, 12, 3, fontName=fonts.BOLD, textColor=ACCENT),
    "room-empty": _style("room-empty", 9, 12, 0, textColor=INK3),
}
_RIGHT = {
    name: ParagraphStyle(f"{name}-right", _STYLES[name], alignment=TA_RIGHT)
    for name in ("cell-head", "cell", "cell-strong", "small-head", "small", "small-strong")
}
_BULLETS = {"item": "•", "question": "?", "note": "–"}


def paper_pdf(paper: Paper) -> bytes:
    """*paper* as a PDF."""
    out = BytesIO()
    furniture = Furniture(paper.title, paper.head, paper.line, paper.marking, paper.warnings, paper.footer, _PAGE_WORDS)
    pages = Pages(out, furniture, landscape(A4) if paper.landscape else A4, _SIDE, _TOP, _BOTTOM, digits=2)
    story = _Story(pages.line)
    pages.build(list(story.paper(paper)), canvasmaker=canvas_maker(story.tree, paper.dated))
    return out.getvalue()


@cache
def _smaller(style: str, right: bool, size: float) -> ParagraphStyle:
    return ParagraphStyle(f"{style}-{size}-{right}", _RIGHT[style] if right else _STYLES[style], fontSize=size)


def _safe(text: str) -> str:
    return for_pdf(text, fonts.own, fonts.fallback_points, fonts.FALLBACK)


class _Story:
    """The flow of one paper and the tree of its parts."""

    def __init__(self, line: float) -> None:
        self.tree = Element("Document")
        self._line = line
        self._list: Element | None = None
        self._part = self.tree

    def paper(self, paper: Paper) -> Iterator[Flowable]:
        yield self._words(paper.head, "head", self.tree.add("P"))
        title = self._words(paper.title, "title", self.tree.add("H1"))
        title.outline = plain(paper.title)
        yield title
        yield self._words(paper.line, "line", self.tree.add("P"))
        for place, block in enumerate(paper.blocks):
            yield from self._block(block, paper.blocks[place + 1 : place + 9])

    def _block(self, block: Block, following: Sequence[Block]) -> Iterator[Flowable]:
        if not isinstance(block, Words) or (block.style not in _BULLETS and block.style != "evidence"):
            self._list = None
        if isinstance(block, Heading):
            yield from self._heading(block, following)
        elif isinstance(block, Words):
            if any(isinstance(one, Words) and one.style == "evidence" for one in following[:1]):
                yield CondPageBreak(44 + 13 * min(len(block.text) // 95, 6))
            elif block.style == "label":
                yield CondPageBreak(54)
            yield self._words(block.text, block.style, self._place_in(block), block.lead)
        elif isinstance(block, Grid):
            yield self._grid(block, self._part.add("Table"))
            yield Spacer(1, 8)
        elif isinstance(block, Room):
            yield from self._room(block)
        else:
            yield from self._pictures(block)

    def _heading(self, block: Heading, following: Sequence[Block]) -> Iterator[Flowable]:
        if block.turn:
            yield PageBreak()
        else:
            yield CondPageBreak(_wants(block, following))
        if block.level == 1:
            self._part = self.tree.add("Sect")
        heading = self._words(block.text, f"h{block.level}", self._part.add(f"H{block.level + 1}"))
        heading.outline, heading.outline_level = plain(block.text).strip() or "…", block.level
        yield heading

    def _words(self, text: str, style: str, element: Element, lead: str = "") -> TaggedParagraph:
        strong = f"<b>{_safe(lead)}</b>" if lead else ""
        made = paragraph(strong + _safe(text), _STYLES[style], _BULLETS.get(style))
        made.element = element
        return made

    def _place_in(self, words: Words) -> Element:
        if words.style in _BULLETS:
            self._list = self._list or self._part.add("L")
            return self._list.add("LI").add("LBody").add("P")
        if words.style == "evidence" and self._list is not None:
            return self._list.last().last().add("P")
        return self._part.add("P")

    # ---- tables

    def _grid(self, grid: Grid, element: Element) -> TaggedTable:
        sort = "small" if grid.small else "cell"
        head = element.add("TR")
        rows = [[self._head(text, grid, column, f"{sort}-head", head.add("TH")) for column, text in enumerate(grid.heads)]]
        for place, row in enumerate(grid.rows):
            line = element.add("TR")
            rows.append([self._value(grid, place, column, text, line, sort) for column, text in enumerate(row)])
        table = TaggedTable(rows, [share * self._line for share in grid.shares], repeatRows=1, splitInRow=0, hAlign="LEFT")
        table.setStyle([*_TABLE, *_dressed(grid)])
        table.element = element
        return table

    def _value(self, grid: Grid, place: int, column: int, text: str, line: Element, sort: str) -> TaggedParagraph:
        mark = grid.mark(place, column)
        strong = place in grid.strong or mark == "flag" or (column == 0 and grid.small)
        cell = line.add("TH" if column == 0 else "TD")
        cell.scope = "Row" if column == 0 else "Column"
        style = f"{sort}-strong" if strong else sort
        return self._cell(text, style, column in grid.numbers, cell, SIGNS.get(mark, ""))

    def _head(self, text: str, grid: Grid, column: int, style: str, element: Element) -> TaggedParagraph:
        """A head whose words are whole: smaller where one of them is wider than its column."""
        made = self._cell(text, style, column in grid.numbers, element)
        room = grid.shares[column] * self._line - 6.5
        widest = max((float(stringWidth(word, fonts.BOLD, made.style.fontSize)) for word in plain(text).split()), default=0.0)
        if widest > room:
            smaller = _smaller(style, column in grid.numbers, max(4.5, int(20 * made.style.fontSize * room / widest) / 20))
            made = paragraph(_safe(text), smaller)
            made.element, made.once = element, True
        return made

    def _cell(self, text: str, style: str, right: bool, element: Element, sign: str = "") -> TaggedParagraph:
        colour = f'<font color="#{_FLAG_INK.hexval()[2:]}">{_safe(text)} {_safe(sign)}</font>'
        if style.endswith("head"):
            first, _, below = text.partition("\n")  # what stands on a line of its own is said beside the head, not as the head
            marked = f'{_safe(first)}<br/><font name="{fonts.SANS}">{_safe(below)}</font>' if below else _safe(first)
        else:
            marked = colour if sign == SIGNS["flag"] else f"{_safe(text)} {_safe(sign)}" if sign else _safe(text)
        made = paragraph(marked, _RIGHT[style] if right else _STYLES[style])
        made.element, made.once = element, style.endswith("head")
        return made

    # ---- pictures and rooms

    def _pictures(self, block: Pictures) -> Iterator[Flowable]:
        across = max(1, block.across)
        wide = (self._line - _GUTTER * (across - 1)) / across
        rows: list[list[list[Flowable]]] = []
        for start in range(0, len(block.pictures), across):
            row = block.pictures[start : start + across]
            rows.append([*(self._picture(one, wide) for one in row), *([[]] * (across - len(row)))])
        for place, cells in enumerate(rows):
            if 0 < place == len(rows) - 2:  # the last row takes the one before with it: no page for one small picture
                yield CondPageBreak(sum(_high(row) for row in rows[-2:]))
            table = TaggedTable([cells], [wide + (_GUTTER if at < across - 1 else 0) for at in range(across)], hAlign="LEFT")
            table.setStyle(_BARE)
            yield table
            yield Spacer(1, 6)

    def _picture(self, picture: Picture, wide: float) -> list[Flowable]:
        title = self._words(picture.title, "picture", self._part.add("P"))
        drawing = TaggedDrawing(picture_drawing(picture, wide), self._part.add("Figure", alt=plain(picture.alt)))
        drawing.spaceBefore = drawing.spaceAfter = 0
        return [title, drawing]

    def _room(self, room: Room) -> Iterator[Flowable]:
        label = self._words(room.label, "room-label", self._part.add("P"))
        if room.text:
            parts: list[Flowable] = [self._words(part, "room", self._part.add("P")) for part in room.text.split("\n") if part.strip()]
        else:
            parts = [self._words(room.empty, "room-empty", self._part.add("P")), Spacer(1, 46)]
        rows = [[label], *([part] for part in parts)]
        table = TaggedTable(rows, [self._line], hAlign="LEFT", splitInRow=1)
        table.setStyle(_BOXED)
        yield Spacer(1, 4)
        yield CondPageBreak(96)
        yield table
        yield Spacer(1, 8)


def _high(cells: Sequence[Sequence[Flowable]]) -> float:
    """So high a row of pictures is at most, its titles on two lines."""
    return max((cell[1].height for cell in cells if cell), default=0.0) + _TITLED


def picture_drawing(picture: Picture, wide: float, size: float = 7) -> Drawing:
    """Both parts of *picture* as one drawing, so wide."""
    above = _drawn(picture.above, wide, _TREND if picture.below or picture.above.kind != "profile" else 150, size)
    if picture.below is None:
        return above
    below = strip_drawing(picture.below, wide, _STRIP, size=size)
    both = Drawing(wide, above.height + below.height + 3)
    both.add(Group(*above.contents, transform=(1, 0, 0, 1, 0, below.height + 3)))
    both.add(Group(*below.contents))
    return both


def _drawn(chart: ChartDescription, wide: float, high: float, size: float) -> Drawing:
    return strip_drawing(chart, wide, _STRIP, size=size) if chart.kind == "strip" else trend_drawing(chart, wide, high, size=size)


_BARE = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_BOXED = [
    *_BARE,
    ("BOX", (0, 0), (-1, -1), 0.8, INK3),
    ("LEFTPADDING", (0, 0), (-1, -1), 8),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, 0), 6),
    ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
]
_TABLE = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
    ("LEFTPADDING", (1, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("LINEBELOW", (0, 0), (-1, 0), 1, ACCENT),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, GRID),
]


def _dressed(grid: Grid) -> list[tuple[Any, ...]]:
    """Tints of flagged cells and of the rows set apart."""
    found: list[tuple[Any, ...]] = [("BACKGROUND", (0, row + 1), (-1, row + 1), _STRIPE) for row in grid.strong]
    if grid.strong:
        found.append(("LINEABOVE", (0, grid.strong[0] + 1), (-1, grid.strong[0] + 1), 0.9, INK3))
    for row, marks in enumerate(grid.marks):
        found += [("BACKGROUND", (column, row + 1), (column, row + 1), BAND) for column, mark in enumerate(marks) if mark == "flag"]
    return found


def _wants(block: Heading, following: Sequence[Block]) -> float:
    """The room a heading wants below it: a few lines, a table's head and rows, a row of pictures."""
    first = next((one for one in following[:2] if not isinstance(one, Words)), None)
    room = 70.0 if block.level > 1 else 96.0
    if isinstance(first, Pictures):
        rows = -(-len(first.pictures) // max(1, first.across))
        return room + _TREND + _STRIP + (_TREND + _STRIP + _TITLED if rows == 2 else 0)
    if isinstance(first, Heading) and block.level < first.level:
        return room + sum(_PART.get(type(one), 0.0) for one in itertools.takewhile(lambda one: not _begins(one), following))
    if isinstance(first, Grid):
        return room + 40 + (min(16 * len(first.rows), _WHOLE) if block.whole else 12 * min(len(first.rows), 6))
    return room + (60 if isinstance(first, Room) else 0)


def _begins(block: Block) -> bool:
    """Whether something begins that may stand on a page of its own."""
    return isinstance(block, Grid | Pictures) or (isinstance(block, Heading) and block.level == 1)
