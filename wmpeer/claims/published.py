"""What is published: any area's figures of the measures in use, by code, laid out once for all claims of an authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.claims.times import YearKind, year_kind
from wmpeer.claims.whom import ENGLAND, NEIGHBOURS, OWN, REGION
from wmpeer.indicators.catalogue import LAIT, lait_facts
from wmpeer.indicators.compare import Block, Choice, Desk, by_measure, open_desk
from wmpeer.indicators.shape import ABSENT
from wmpeer.indicators.values import meaning, number_in, text_of


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure. `value` is None where there is a marker; `text` is the figure, or the marker in words."""

    label: str
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """A measure's figures for one area, oldest first, without the periods it has no cell for."""

    code: str
    source: str
    title: str
    measure_unit: str
    decimals: int | None
    year: YearKind
    figures: tuple[Published, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(one.label for one in self.figures)

    @property
    def newest(self) -> Published | None:
        """The newest figure that is a number, or the newest marker where there is none."""
        return next((one for one in reversed(self.figures) if one.value is not None), self.figures[-1] if self.figures else None)

    def at(self, label: str) -> Published | None:
        return next((one for one in self.figures if one.label == label), None)


class Board:
    """The figures of an authority and of those its documents compare it with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._choices: dict[str, Choice] = {}
        for choice in by_measure(desk):
            standing = self._choices.get(choice.measure.code)
            if standing is None or (standing.table.source != LAIT and choice.table.source == LAIT):
                self._choices[choice.measure.code] = choice
        self._known: dict[tuple[str, str], Series | None] = {}

    @property
    def choices(self) -> Mapping[str, Choice]:
        """The measures in use that have the authority, by code."""
        return self._choices

    def has(self, code: str) -> bool:
        return code in self._choices

    def series(self, code: str, who: str = OWN) -> Series | None:
        """A measure's figures for *who* (a constant of `whom`, or an area's ONS code); None where the table has none."""
        if (code, who) not in self._known:
            self._known[code, who] = self._read(code, who)
        return self._known[code, who]

    def _read(self, code: str, who: str) -> Series | None:
        choice = self._choices.get(code)
        if choice is None:
            return None
        figures = self._neighbours(choice) if who == NEIGHBOURS else self._cells(choice, self._block(choice, who))
        if not figures:
            return None
        measure = choice.measure
        return Series(code, choice.table.source, measure.title, measure.unit, measure.decimals, _year(code, measure.year_type), figures)

    def _block(self, choice: Choice, who: str) -> Block | None:
        table = choice.heading.table
        if who == ENGLAND:
            return self._desk.country(table)
        if who == REGION:
            return self._desk.region(table)
        return self._desk.block(table, self._desk.authority if who == OWN else who)

    @staticmethod
    def _cells(choice: Choice, block: Block | None) -> tuple[Published, ...]:
        measure = choice.measure
        if block is None:
            return ()
        found = []
        for place, label in enumerate(measure.periods):
            raw = block.raw(measure.first + place)
            if raw != ABSENT:
                value = number_in(raw)
                found.append(Published(label, value, text_of(raw, measure.decimals) if value is not None else meaning(raw.strip())))
        return tuple(found)

    def _neighbours(self, choice: Choice) -> tuple[Published, ...]:
        blocks = [block for key in self._desk.neighbours if (block := self._desk.block(choice.heading.table, key)) is not None]
        found = []
        for place, label in enumerate(choice.measure.periods):
            values = [value for block in blocks if (value := block.value(choice.measure.first + place)) is not None]
            if values:
                mean = sum(values) / len(values)
                found.append(Published(label, mean, f"{mean:.1f}"))
        return tuple(found)


def _year(code: str, year_type: str) -> YearKind:
    """The kind of a measure's year: as LAIT's dictionary has it, else as its source says, else as its subject is usually counted."""
    known = lait_facts().get(code)
    if known is not None and known.year_type:
        return year_kind(known.year_type)
    if year_type:
        return year_kind(year_type)
    plain = code.casefold()
    if plain.startswith(("pt_", "avg_", "t_")):
        return "academic"
    return "september" if plain.endswith(("_fte", "_headcount")) else "march"


def open_board(session: Session, authority: str, region: str | None, others: Iterable[str] = ()) -> Board:
    """The board for *authority* (its ONS code); *region* is its region's code where neither tables nor the book say it, *others* are the
    codes of other areas that its documents name."""
    return Board(open_desk(session, authority, None, None, None, region, members=tuple(sorted(others))))
