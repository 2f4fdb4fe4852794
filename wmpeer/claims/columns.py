"""The header of a table of performance: whose figure, and of when, stands in each column. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wmpeer.claims.lexicon import Words
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.times import Time, times
from wmpeer.claims.whom import ELSEWHERE, OWN, Gazetteer, named
from wmpeer.documents.records import CELL_JOIN

_FEWEST, _MOST = 2, 16
_LONGEST = 60
_SPACED_MONTH = re.compile(r"^(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[ .'’](\d\d)$", re.IGNORECASE)
""" "Apr 26" is no day of April at the head of a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, and where its text begins in the row's."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; `unnamed` ones have nothing above them.

    `who` is whom its figures are about (empty: said by the rows, else the authority).
    """

    kind: Literal["label", "value", "unit", "other", "unnamed"]
    who: str = ""
    time: Time | None = None
    in_year: bool = False


def cells_of(text: str) -> list[Cell]:
    """The cells of a row; an empty first or last cell is one as well, whose blank was taken off the row's ends."""
    ahead = 1 if text.startswith("| ") else 0
    whole = " " * ahead + text + (" " if text.endswith(" |") else "")
    found, at = [], 0
    for piece in whole.split(CELL_JOIN):
        bare = piece.strip()
        found.append(Cell(bare, at - ahead + len(piece) - len(piece.lstrip())))
        at += len(piece) + len(CELL_JOIN)
    return found


def columns_of(cells: Sequence[Cell], words: Words, gazetteer: Gazetteer) -> tuple[Column, ...] | None:
    """The columns that a row names, if it is a header: labels first, then at least one column of figures; None where it is not."""
    if not _FEWEST <= len(cells) <= _MOST or any(len(one.text) > _LONGEST for one in cells[1:]):
        return None
    found = [_column(one.text, words, gazetteer) for one in cells[1:]]
    values = [one for one in found if one is not None and one.kind == "value"]
    if not values or _looks_like_figures(cells[1:]):
        return None
    if sum(one is None for one in found) * (2 if any(one.who not in ("", OWN) for one in values) else 3) > len(found):
        return None
    first_value = next(place for place, one in enumerate(found) if one is not None and one.kind == "value")
    columns = [one or Column("label" if place < first_value else "other") for place, one in enumerate(found)]
    return (Column("label"), *columns)


def corner_of(cells: Sequence[Cell], columns: Sequence[Column], words: Words, gazetteer: Gazetteer) -> Column | None:
    """What the first cell of a header names, where it is a period beside periods: the rows then begin with columns that no header names."""
    first = _column(cells[0].text, words, gazetteer)
    beside = columns[1].time
    return first if first is not None and first.time is not None and beside is not None and first.time.kind == beside.kind else None


def _looks_like_figures(cells: Sequence[Cell]) -> bool:
    """Whether cells hold figures of their own, such as no header has."""
    return any(re.fullmatch(r"[£<>~]?\s*-?\d[\d,]*\.?\d*\s*%?", one.text) and not times(one.text) for one in cells)


def _column(text: str, words: Words, gazetteer: Gazetteer) -> Column | None:
    """What one cell of a header names; None where that is not known here."""
    plain = plain_words(text)
    if not plain.strip():
        return Column("unnamed")
    if words.stands("table", "other", plain):
        return Column("other")
    if words.stands("table", "unit", plain):
        return Column("unit")
    if words.stands("not-a-fact", "target", plain) or words.stands("earlier", "words", plain):
        return Column("other")
    told = times(_SPACED_MONTH.sub(r"\1-\2", text))
    people = {one.who for one in named(text, plain, words, gazetteer)} - ({OWN} if told else set())
    if len({(one.kind, one.last, one.month) for one in told}) > 1 or len(people) > 1:
        return None
    who = next(iter(people), OWN if told or words.stands("table", "own", plain) else "")
    if not who or not _nothing_else(text, plain, told, words, gazetteer):
        return None
    if who == ELSEWHERE:
        return Column("other")
    return Column("value", who, told[0] if told else None, words.stands("in-year", "words", plain))


def _nothing_else(text: str, plain: str, told: Sequence[Time], words: Words, gazetteer: Gazetteer) -> bool:
    """Whether a header's cell has no more words than whom, when, and such as "average" or "outturn"."""
    taken = [(one.start, one.end) for one in told]
    taken += [(one.start, one.end) for one in named(text, plain, words, gazetteer)]
    for kind, name in (("table", "own"), ("table", "beside"), ("in-year", "words")):
        taken += words.places(kind, name, plain)
    left = "".join(" " if any(start <= place < end for start, end in taken) else sign for place, sign in enumerate(plain))
    return re.search(r"[a-z]{3,}", left) is None


def whom_alone(label: str, words: Words, gazetteer: Gazetteer) -> str:
    """Whom a row's label names, where it names nothing else ("England", "Statistical neighbours"); else empty."""
    plain = plain_words(label)
    people = {one.who for one in named(label, plain, words, gazetteer)}
    return next(iter(people)) if len(people) == 1 and _nothing_else(label, plain, (), words, gazetteer) else ""
