"""A letter as a PDF: A4, embedded fonts, tagged for screen readers, with an outline. The same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

import wmpeer.drawing.fonts as fonts
from wmpeer.drawing.chart import chart_drawing
from wmpeer.drawing.flow import Place, TaggedDrawing, TaggedParagraph, TaggedTable, paragraph
from wmpeer.drawing.pages import ACCENT, Furniture, Pages, canvas_maker
from wmpeer.drawing.strokes import GRID, INK, INK2, INK3
from wmpeer.drawing.tags import BlankCanvas, Element
from wmpeer.letters.content import LetterContent
from wmpeer.letters.printed import Block, Grid, Picture, PrintedLetter, Section, Signatures, Words, chart_caption, printed
from wmpeer.outgoing import for_pdf, plain

SIDE, TOP, BOTTOM = 23 * mm, 23 * mm, 21 * mm
LINE = A4[0] - 2 * SIDE
_TALL_CELL = 1_500
_SHORT_TABLE = 330


def _style(name: str, size: float, leading: float, after: float, **more: Any) -> ParagraphStyle:
    base = {
        "fontName": fonts.SANS,
        "textColor": INK,
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        "bulletFontName": fonts.SANS,
    }
    return ParagraphStyle(name, **{**base, "fontSize": size, "leading": leading, "spaceAfter": after, **more})


STYLES = {
    "letterhead": _style("letterhead", 15, 19, 2, fontName=fonts.BOLD, textColor=ACCENT),
    "line": _style("line", 8.5, 12, 14, textColor=INK3),
    "address": _style("address", 10, 14, 0),
    "salutation": _style("salutation", 10, 14, 7, spaceBefore=14),
    "subject": _style("subject", 11, 15, 7, fontName=fonts.BOLD),
    "h1": _style("h1", 11.5, 15, 4, fontName=fonts.BOLD, textColor=ACCENT, spaceBefore=9),
    "body": _style("body", 10, 13.8, 5),
    "area": _style("area", 10, 13.8, 4),
    "item": _style("item", 10, 13.8, 3, leftIndent=12, bulletIndent=1),
    "number": _style("number", 10, 13.8, 2, leftIndent=16, bulletIndent=0, spaceBefore=4, fontName=fonts.BOLD, bulletFontName=fonts.BOLD),
    "why": _style("why", 10, 13.8, 3, leftIndent=16),
    "evidence": _style("evidence", 9, 12, 2.5, leftIndent=16, textColor=INK2),
    "caption": _style("caption", 9, 12, 5, textColor=INK2),
    "bold": _style("bold", 10, 14, 3, fontName=fonts.BOLD, spaceBefore=8),
    "close": _style("close", 10, 14, 0, spaceBefore=6),
    "signature": _style("signature", 10, 14, 0, fontName=fonts.BOLD),
    "copies": _style("copies", 9, 12.5, 0, spaceBefore=14, textColor=INK2),
    "head": _style("head", 8.5, 11, 0, fontName=fonts.BOLD, textColor=INK2),
    "cell": _style("cell", 9, 11.5, 0),
}
_RIGHT = {name: ParagraphStyle(f"{name}-right", STYLES[name], alignment=TA_RIGHT) for name in ("head", "cell")}
_ROLES = {"item": "LI", "number": "LI"}


@dataclass(frozen=True, slots=True)
class DrawnLetter:
    """The file, where each paragraph stands, and how many pages come before the annexes."""

    data: bytes
    places: tuple[Place, ...]
    pages: int
    pages_before_annexes: int


def letter_pdf(content: LetterContent) -> bytes:
    """*content* as a PDF."""
    return draw_letter(content).data


def draw_letter(content: LetterContent) -> DrawnLetter:
    """*content* as a PDF, with the places of its paragraphs for whoever shows it."""
    letter = printed(content)
    places: list[Place] = []
    story = _Story(places)
    flowables = list(story.letter(letter))
    out = BytesIO()
    template = _pages(out, letter, content)
    template.build(flowables, canvasmaker=canvas_maker(story.tree, content.dated))
    annex = min((place.page for place in places if place.source == "annex:"), default=template.page + 1)
    found = tuple(place for place in places if place.source != "annex:")
    return DrawnLetter(out.getvalue(), found, template.page, annex - 1)


def count_pages(content: LetterContent) -> int:
    """How many pages *content* has before its annexes: laid out as it is drawn, and nothing of it drawn."""
    letter = replace(printed(content), annexes=())
    story, out = _Story([]), BytesIO()
    template = _pages(out, letter, content)
    template.build(list(story.letter(letter)), canvasmaker=partial(BlankCanvas, pageCompression=0))
    pages: int = template.page
    return pages


def _pages(out: BytesIO, letter: PrintedLetter, content: LetterContent) -> Pages:
    furniture = Furniture(
        content.subject, content.region, content.reference, letter.marking, letter.warnings, letter.footer, letter.page_words
    )  # fmt: skip
    return Pages(out, furniture, A4, SIDE, TOP, BOTTOM)


class _Story:
    """The flow of one letter and the tree of its parts."""

    def __init__(self, places: list[Place]) -> None:
        self.tree = Element("Document")
        self._places = places
        self._list: Element | None = None

    def letter(self, letter: PrintedLetter) -> Iterator[Flowable]:
        tree = self.tree
        yield self._words(letter.letterhead, "letterhead", tree.add("P"))
        yield self._words(letter.line, "line", tree.add("P"))
        for line in letter.address:
            yield self._words(line.text, "address", tree.add("P"))
        yield self._words(letter.salutation, "salutation", tree.add("P"))
        yield self._heading(letter.subject, "subject", tree.add("H1"), 0)
        yield from self._blocks(letter.opening, tree)
        for section in letter.sections:
            yield from self._section(section)
        yield from self._close(letter.closing)
        for place, section in enumerate(letter.annexes):
            yield PageBreak() if place == 0 else CondPageBreak(120)
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Flowable]:
        element = self.tree.add("Sect")
        heading = self._heading(section.heading, "h1", element.add("H2"), 1)
        heading.source = "annex:" if section.annex else ""
        parts = list(self._blocks(section.blocks, element))
        yield CondPageBreak(_room(parts[0]))
        yield heading
        yield from parts

    def _close(self, closing: tuple[Block, ...]) -> Iterator[Flowable]:
        yield CondPageBreak(min(190, 70 + 60 * len(closing)))
        yield from self._blocks(closing, self.tree)

    def _blocks(self, blocks: tuple[Block, ...], parent: Element) -> Iterator[Flowable]:
        self._list = None
        for place, block in enumerate(blocks):
            if isinstance(block, Words):
                if block.style in ("number", "bold"):
                    yield CondPageBreak(86 if block.style == "number" else 58)
                elif _leads(blocks, place):
                    yield CondPageBreak(30 + 15 * min(1 + len(block.text) // 88, 8))  # a line holds about so many letters
                yield self._paragraph(block, parent)
            elif isinstance(block, Grid):
                self._list = None
                yield self._grid(block, parent.add("Table"))
                yield Spacer(1, 7)
            elif isinstance(block, Picture):
                self._list = None
                yield from self._picture(block, parent)
            else:
                yield self._signatures(block, parent)

    def _signatures(self, block: Signatures, parent: Element) -> Flowable:
        people = [
            [self._words(line, "address" if place else "signature", parent.add("P")) for place, line in enumerate(lines)]
            for lines in block.people
        ]
        columns = min(len(people), 2)
        rows = [people[start : start + columns] for start in range(0, len(people), columns)]
        rows[-1] += [[]] * (columns - len(rows[-1]))
        table = TaggedTable(rows, [LINE / columns] * columns, hAlign="LEFT")
        table.setStyle([*_PADDING, ("TOPPADDING", (0, 0), (-1, -1), 34)])
        return table

    def _paragraph(self, words: Words, parent: Element) -> Flowable:
        return self._words(words.text, words.style, self._place_in(words, parent), words.source, words.lead)

    def _place_in(self, words: Words, parent: Element) -> Element:
        if words.style in _ROLES:
            self._list = self._list or parent.add("L")
            return self._list.add("LI").add("LBody").add("P")
        if words.style in ("evidence", "why") and self._list is not None:
            body = self._list.last().last()  # the body of the last item: evidence belongs to what it stands behind
            return body.add("P")
        self._list = None
        return parent.add("P")

    def _words(self, text: str, style: str, element: Element, source: str = "", lead: str = "") -> TaggedParagraph:
        bullet, lead = (lead.split("\t", 1)[0], lead.split("\t", 1)[1]) if "\t" in lead else ("•" if style == "item" else None, lead)
        strong = f"<b>{_safe(lead)}</b>" if style == "area" else _safe(lead)
        made = paragraph(strong + _safe(text), STYLES[style], bullet)
        made.element, made.source, made.places = element, source, self._places
        return made

    def _heading(self, text: str, style: str, element: Element, level: int) -> TaggedParagraph:
        heading = self._words(text, style, element)
        heading.outline, heading.outline_level = plain(text).strip() or "…", level
        return heading

    def _grid(self, grid: Grid, element: Element) -> TaggedTable:
        rows = [
            [
                self._cell(text, "head", column in grid.numbers, cell)
                for column, (text, cell) in enumerate(_cells(grid.heads, element, "TH"))
            ]
        ]
        for place, row in enumerate(grid.rows):
            source = grid.sources[place] if place < len(grid.sources) else ""
            rows.append(
                [
                    self._cell(text, "cell", column in grid.numbers, cell, source)
                    for column, (text, cell) in enumerate(_cells(row, element, "TD"))
                ]
            )
        tall = any(len(text) > _TALL_CELL for row in grid.rows for text in row)
        table = TaggedTable(rows, [share * LINE for share in grid.shares], repeatRows=1, splitInRow=1 if tall else 0, hAlign="LEFT")
        table.setStyle(_TABLE)
        table.element = element
        return table

    def _cell(self, text: str, style: str, right: bool, element: Element, source: str = "") -> TaggedParagraph:
        made = paragraph(_safe(text), _RIGHT[style] if right else STYLES[style])
        made.element, made.source, made.once = element, source, style == "head"
        made.places = self._places if source else None
        return made

    def _picture(self, picture: Picture, parent: Element) -> Iterator[Flowable]:
        chart = picture.chart
        numbers = self._grid(picture.numbers, Element("Table"))
        yield CondPageBreak(min(220 + numbers.wrap(LINE, A4[1])[1], 600))
        yield TaggedDrawing(chart_drawing(chart, LINE), parent.add("Figure", alt=plain(chart.alt or chart.title)))
        yield self._words(chart_caption(chart), "caption", parent.add("Caption"))
        if numbers.element is not None:
            parent.kids.append(numbers.element)
        yield numbers
        yield Spacer(1, 7)


_PADDING = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_TABLE = [
    *_PADDING,
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("LINEBELOW", (0, 0), (-1, 0), 1, ACCENT),
    ("LINEBELOW", (0, 1), (-1, -1), 0.6, GRID),
]


def _safe(text: str) -> str:
    return for_pdf(text, fonts.own, fonts.fallback_points, fonts.FALLBACK)


def _room(first: Flowable) -> float:
    """What a heading wants below it: a short table whole, a picture whole, else a few lines."""
    if isinstance(first, TaggedTable):
        height: float = first.wrap(LINE, A4[1])[1]
        return 32 + height if height <= _SHORT_TABLE else 110
    return max(84.0, 36 + first.height) if isinstance(first, CondPageBreak) else 84


def _cells(texts: tuple[str, ...], table: Element, role: str) -> list[tuple[str, Element]]:
    row = table.add("TR")
    return [(text, row.add(role)) for text in texts]


def _leads(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether evidence follows: a point does not stand alone at the foot of a page."""
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    return isinstance(following, Words) and following.style == "evidence"
