"""The rows of an RTF document's tables: their cells by where these end on the page, and which are merged. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wmpeer.documents.layout import Given, Sketch

_NEAR = 60  # twips: edges closer than that are one


@dataclass(slots=True)
class Defined:
    """What ``\\trowd`` and the words behind it say of a row's cells, in order: where each ends (twips), and what it is merged with."""

    left: int = 0
    ends: list[int] = field(default_factory=list)
    beside: list[bool] = field(default_factory=list)
    above: list[bool] = field(default_factory=list)
    _next: set[str] = field(default_factory=set)

    def take(self, word: str, value: int) -> None:
        if word == "trleft":
            self.left = value
        elif word == "cellx":
            self.ends.append(value)
            self.beside.append("clmrg" in self._next)
            self.above.append("clvmrg" in self._next)
            self._next.clear()
        else:
            self._next.add(word)

    def seen(self, texts: list[str]) -> list[str]:
        """The cells of a row as they are seen: an empty one that is merged with the one before it widens that, here and in *ends*."""
        if len(texts) != len(self.ends) or not any(self.beside):
            return texts
        kept: list[int] = []
        ends = list(self.ends)
        for place, text in enumerate(texts):
            if self.beside[place] and not text and kept:
                ends[kept[-1]] = self.ends[place]
            else:
                kept.append(place)
        self.ends, self.above = [ends[one] for one in kept], [self.above[one] for one in kept]
        self.beside = [False] * len(kept)
        return [texts[one] for one in kept]


CELL_WORDS = frozenset({"trleft", "cellx", "clmrg", "clvmrg"})


@dataclass(frozen=True, slots=True)
class _Row:
    draft: int
    text: str
    texts: tuple[str, ...]
    left: int
    ends: tuple[int, ...]
    above: tuple[bool, ...]


class Rows:
    """Gathers the rows of the text itself, and tells a sketch about them at the end, when all edges of a table are known."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def add(self, draft: int, text: str, texts: Sequence[str], defined: Defined) -> None:
        """A row that becomes draft number *draft*; one whose cells are not what was defined is left to its words."""
        if len(texts) == len(defined.ends) == len(set(defined.ends)) and defined.ends == sorted(defined.ends):
            self._rows.append(_Row(draft, text, tuple(texts), defined.left, tuple(defined.ends), tuple(defined.above)))

    def tell(self, sketch: Sketch) -> None:
        """Note all rows in *sketch*, and set the columns of pictures, which until now are numbers of cells."""
        columns: dict[tuple[int, int], int] = {}
        for table in self._tables():
            number, edges = sketch.table(), _edges(table)
            for row in table:
                starts = (row.left, *row.ends[:-1])
                given, column = [], 0
                for cell, (text, start, end) in enumerate(zip(row.texts, starts, row.ends, strict=True)):
                    across = max(1, _column(edges, end) - _column(edges, start))
                    given.append(Given(text, across, row.above[cell] and not text))
                    columns[row.draft, cell] = column
                    column += across
                sketch.row(number, row.draft, row.text, given)
        for place, (draft, picture) in enumerate(sketch.pictures):
            if picture.column >= 0:
                sketch.pictures[place] = draft, replace(picture, column=columns.get((draft - 1, picture.column), picture.column))

    def _tables(self) -> list[list[_Row]]:
        """Rows that stand right under one another."""
        found: list[list[_Row]] = []
        for row in self._rows:
            if found and found[-1][-1].draft == row.draft - 1:
                found[-1].append(row)
            else:
                found.append([row])
        return found


def _edges(table: Sequence[_Row]) -> list[int]:
    """Where the columns of a table begin; the last is where it ends."""
    edges: list[int] = []
    for edge in sorted({edge for row in table for edge in (row.left, *row.ends)}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _column(edges: Sequence[int], place: int) -> int:
    return max(0, bisect_right(edges, place + _NEAR // 2) - 1)
