"""A line of a PDF, and the lines of a page: what the reader works with from page to passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Line:
    """One line as it is seen: `left`, `right`, and `base` (its baseline, from the top of the page) in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    hyphen: bool = False  # goes on in the next line of the same word
    upright: bool = True
    cells: tuple[tuple[str, float, float], ...] = ()  # text, left and right of each, where wide gaps divide the line
    mark: bool = False  # begins with a raised mark, as a footnote does
    note: int = 0  # which footnote of the page, from 1
    cell: tuple[int, int, int] | None = None  # table, row and column, from 0, where the page says which cell the line is in
    boxed: bool = False  # in a box beside others: its bold words head the box, not the document
    drawing: int = 0  # which chart of the page it labels, from 1


@dataclass(slots=True)
class PageLines:
    """The lines of one page in PDFium's order, and what the page is."""

    number: int
    width: float
    height: float
    lines: list[Line]
    picture: bool = False
    damaged: bool = False
    fields: tuple[str, ...] = ()  # what was typed into form fields and is not among the lines
