"""What a paper is made of, in order: headings, words, tables, pictures, room to write. Frozen, and without fonts or sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wmpeer.indicators.chart_records import ChartDescription

Style = Literal["body", "lead", "item", "question", "evidence", "note", "label"]
CellMark = Literal["", "flag", "high", "low", "none"]
SIGNS: dict[str, str] = {"flag": "⚑", "high": "↑", "low": "↓"}
"""What stands beside a marked number, so that colour never says it alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, in the outline too. `level` is 1 for a part of the paper, 2 for what is in it; with `turn` a new page begins, with
    `whole` the table below it is not parted where a page can hold it."""

    text: str
    level: int = 1
    turn: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `lead` stands before it in bold."""

    text: str
    style: Style = "body"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, rows, widths as shares of the line, columns to set right. The first column heads its rows.

    `marks` are those of the cells, row by row, or nothing; `strong` the rows that are set apart (England, the region). `small` is for
    tables with many columns.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numbers: tuple[int, ...] = ()
    marks: tuple[tuple[CellMark, ...], ...] = ()
    strong: tuple[int, ...] = ()
    small: bool = False

    def mark(self, row: int, column: int) -> CellMark:
        return self.marks[row][column] if row < len(self.marks) and column < len(self.marks[row]) else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under its title, and one below it (the strip of authorities) that belongs to it."""

    title: str
    above: ChartDescription
    below: ChartDescription | None = None

    @property
    def alt(self) -> str:
        """What stands in for it."""
        return " ".join(part for part in (self.above.alt, self.below.alt if self.below else "") if part)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side, so many across."""

    pictures: tuple[Picture, ...]
    across: int = 2


@dataclass(frozen=True, slots=True)
class Room:
    """A framed box: what a person wrote under its label, or, where `text` is empty, `empty` and room for a hand."""

    label: str
    text: str
    empty: str = ""


Block = Heading | Words | Grid | Pictures | Room


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is printed. `warnings` (FICTIONAL) stand on each page."""

    title: str
    head: str
    line: str
    marking: str
    warnings: tuple[str, ...]
    footer: str
    dated: date
    blocks: tuple[Block, ...]
    landscape: bool = False


def as_text(paper: Paper) -> str:
    """The paper's words in reading order, for comparing and for reading aloud."""
    lines = [paper.head, paper.line, *paper.warnings, paper.title]
    for block in paper.blocks:
        lines.extend(_lines(block))
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"\n{'#' * block.level} {block.text}"
    elif isinstance(block, Words):
        marks = {"item": "- ", "question": "? ", "evidence": "    > ", "note": "  * "}
        yield f"{marks.get(block.style, '')}{block.lead}{block.text}"
    elif isinstance(block, Grid):
        yield " | ".join(block.heads)
        for row, cells in enumerate(block.rows):
            yield " | ".join(f"{cell} {SIGNS.get(block.mark(row, at), '')}".rstrip() for at, cell in enumerate(cells))
    elif isinstance(block, Room):
        yield f"[{block.label}] {block.text or block.empty}"
    else:
        yield from (f"[picture] {one.title}: {one.alt}" for one in block.pictures)
