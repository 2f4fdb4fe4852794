"""Gathers cells into one row per area: the shape tables are kept in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wmpeer.clock import in_words
from wmpeer.errors import Problem
from wmpeer.indicators.errors import (
    CodesDisagreeError,
    EndedAreasError,
    RowRepeatedError,
    RowTwiceError,
    StrangeAreasError,
    TableTooLargeError,
    TotalsKeptError,
    UnknownMarkerError,
    UnknownPeriodError,
    counted,
)
from wmpeer.indicators.foot import is_total
from wmpeer.indicators.periods import one_year, read_period
from wmpeer.indicators.tables import AreaRow, Measure
from wmpeer.indicators.values import known_marker, number_in
from wmpeer.region.areas import Area, AreaBook, Level

MOST_CELLS, MOST_COLUMNS = 8_000_000, 200_000
"""A table of more cells than this (areas times columns, empty ones too), or of more columns (measures times periods), is refused: it
would not fit into a laptop's memory."""
_MARK = re.compile(r"\s*(?:[*†‡]+|[¹²³]|\[(?:note )?\w{1,2}\]|\(\d{1,2}\))$", re.IGNORECASE)
"""A footnote's mark behind a name."""
_CODE_IN = re.compile(r"\b(?:[EWSN]\d{8}|[2-9]\d\d)\b", re.IGNORECASE)
_ONS_CODE, _DFE_NUMBER = re.compile(r"[A-Z]\d{8}"), re.compile(r"[2-9]\d{2,3}")


@dataclass(slots=True)
class Gatherer:
    """Collects cells column by column (a column is a measure in a period) and area by area, in any order."""

    book: AreaBook
    name: str
    columns: dict[tuple[str, str], int] = field(default_factory=dict)
    places: dict[str, list[str | None]] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    divided: dict[str, str] = field(default_factory=dict)
    same: int = 0
    clashes: list[tuple[list[str | None], int]] = field(default_factory=list)
    _pool: dict[str, str] = field(default_factory=dict)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """How a measure's split years are written first: "2023-24" and "202324" are one period."""

    def column(self, code: str, period: str) -> int:
        """The column of a measure in a period; a new one where it is met first."""
        place = self.columns.get((code, period))
        if place is None and (years := one_year(period)):
            period = self._labels.setdefault((code, years), period)
            place = self.columns.get((code, period))
        if place is None:
            place = self.columns[code, period] = len(self.columns)
            self._refuse_too_large()
        return place

    def _refuse_too_large(self) -> None:
        if len(self.columns) > MOST_COLUMNS:
            raise TableTooLargeError(name=self.name, limit=f"{MOST_COLUMNS:,} measures and periods")
        if len(self.columns) * len(self.places) > MOST_CELLS:
            raise TableTooLargeError(name=self.name, limit=f"{MOST_CELLS:,} cells")

    def area(self, *, ons: str, dfe: str, name: str, level: str, region: str) -> list[str | None]:
        """The cells of the area with these codes and this name, to be given to `place`.

        Raises:
            TableTooLargeError: more areas and columns than a table may have; so does `column`.
        """
        ons, dfe = ("" if known_marker(code) else code for code in (ons, dfe))
        known = self.book.find(ons=ons) or self._without_code(ons, dfe, name)
        if known is not None and ons and dfe and name and self._means_another(known, dfe, name):
            key = f"{ons} {dfe} {name}"
            self.divided.setdefault(key, f"{name} ({ons}, {dfe})")
            known = Area(key, dfe, name, "other", region)
        if known is None:
            key = ons or dfe or name
            self.strangers[key] = name or key
            known = Area(key, dfe, name or key, _level_of_stranger(level, ons, dfe, name), region)
        self.areas.setdefault(known.ons, known)
        cells = self.places.get(known.ons)
        if cells is None:
            cells = self.places[known.ons] = []
            self._refuse_too_large()
        return cells

    def _without_code(self, ons: str, dfe: str, name: str) -> Area | None:
        """By number, then by name; a row with a strange code whose number and name are two authorities' is neither's."""
        by_number, by_name = self.book.find(dfe=dfe), self.book.find(name=name) or self._told_twice(name)
        if ons and by_number is not None and name and by_name is not by_number:
            return None
        return by_number or by_name

    def _told_twice(self, name: str) -> Area | None:
        """An area by a name with a footnote's mark behind it, or with its code: "Dudley (1)", "330 - Birmingham", "E08000030 Walsall"."""
        if area := self.book.find(name=_MARK.sub("", name)):
            return area
        if not (code := _CODE_IN.search(name)):
            return None
        rest = f"{name[: code.start()]} {name[code.end() :]}".strip(" -–:,()[]|/")
        by_code = self.book.find(ons=code[0].upper(), dfe=code[0])
        return by_code if by_code is not None and (not rest or self.book.find(name=rest) is by_code) else None

    def _means_another(self, known: Area, dfe: str, name: str) -> bool:
        """Whether an area's number and its name are both another's than its code."""
        by_number, by_name = self.book.find(dfe=dfe), self.book.find(name=name)
        return by_number is not None and by_number is by_name and by_number is not known and by_number.name != known.name

    def place(self, cells: list[str | None], column: int, raw: str) -> None:
        """Put *raw* into an area's *column*; an empty cell is none. Given again with another text it is a clash: neither counts."""
        if not raw or raw.isspace():
            return
        raw = self._pool.setdefault(raw, raw)
        if column >= len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
        standing = cells[column]
        if standing is None:
            cells[column] = raw
        elif standing == raw:
            self.same += 1
        else:
            self.clashes.append((cells, column))

    @property
    def filled(self) -> float:
        """The share of cells (areas times columns) that are filled."""
        cells = sum(cell is not None for row in self.places.values() for cell in row)
        return cells / max(1, len(self.places) * len(self.columns))

    def finish(self, measures: Iterable[Measure]) -> tuple[tuple[Measure, ...], tuple[AreaRow, ...]]:
        """The measures in the order given, each with its periods oldest first, and the areas with their cells in that order."""
        for cells, column in self.clashes:
            cells[column] = None
        periods: dict[str, list[str]] = {}
        for code, period in self.columns:
            periods.setdefault(code, []).append(period)
        ordered: list[int] = []
        placed: list[Measure] = []
        for measure in measures:
            labels = sorted(periods.get(measure.code, ()), key=lambda label: read_period(label).key)
            placed.append(replace(measure, periods=tuple(labels), first=len(ordered)))
            ordered.extend(self.columns[measure.code, label] for label in labels)
        width = len(self.columns)
        rows = []
        for key, cells in self.places.items():
            cells.extend([None] * (width - len(cells)))
            area = self.areas[key]
            rows.append(AreaRow(key, area.name, area.level, area.region, tuple([cells[column] for column in ordered])))
        return tuple(placed), tuple(rows)

    def problems(self) -> list[Problem]:
        """What was odd about rows, areas and periods."""
        found = []
        if self.clashes:
            cells, place = self.clashes[0]
            code, period = next(pair for pair, column in self.columns.items() if column == place)
            name = next(self.areas[key].name for key, row in self.places.items() if row is cells)
            count = len({(id(row), column) for row, column in self.clashes})
            found.append(RowTwiceError(where=f"{name}, {code}, {period}", cells=counted(count, "cell")).problem())
        if self.same:
            found.append(RowRepeatedError(cells=counted(self.same, "cell")).problem())
        totals = sorted(name for name in self.strangers.values() if is_total(name))
        others = sorted(name for name in self.strangers.values() if not is_total(name))
        if totals:
            found.append(TotalsKeptError(names=_some(totals)).problem())
        if others:
            found.append(StrangeAreasError(areas=counted(len(others), "area"), names=_some(others)).problem())
        if self.divided:
            found.append(CodesDisagreeError(names=_some(sorted(self.divided.values()))).problem())
        if ended := self._ended():
            found.append(EndedAreasError(areas=", ".join(ended)).problem())
        for label in sorted({period for _, period in self.columns}):
            if read_period(label).kind == "unknown":
                codes = sorted(code for code, period in self.columns if period == label)
                found.append(UnknownPeriodError(where=", ".join(codes[:3]), label=label).problem())
        return found

    def _ended(self) -> list[str]:
        """Areas that are told for a period that began after their last day: each with that day and the first such period."""
        found = []
        for area in (each for each in self.areas.values() if each.ended):
            year, month, day = map(int, area.ended.split("-"))
            cells = self.places[area.ons]
            late = [
                label for (_, label), column in self.columns.items()
                if column < len(cells) and number_in(cells[column] or "") is not None and (key := read_period(label).key)[0]
                and (-key[3], -key[4], -key[5]) > (year, month, day)
            ]  # fmt: skip
            if late:
                first = min(late, key=lambda label: read_period(label).key)
                found.append(f"{area.name} (ended {in_words(date(year, month, day))}, told for {first})")
        return found


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")


def _level_of_stranger(level: str, ons: str, dfe: str, name: str) -> Level:
    """An area nobody knows counts as an authority only where it bears a code as they have: totals and footnotes have none."""
    if level in ("country", "region"):
        return "country" if level == "country" else "region"
    coded = _ONS_CODE.fullmatch(ons) or _DFE_NUMBER.fullmatch(dfe)
    return "authority" if coded and not is_total(name) else "other"


def count_cells(areas: Iterable[AreaRow]) -> tuple[int, dict[str, int], list[Problem]]:
    """How many cells hold a number, how many hold each marker, and which texts are neither."""
    cells: Counter[str | None] = Counter()
    for area in areas:
        cells.update(area.cells)
    cells.pop(None, None)
    values, markers, unknown = 0, Counter[str](), Counter[str]()
    for raw, count in cells.items():
        if raw is None or number_in(raw) is not None:
            values += count
        else:
            markers[raw.strip()] += count
            if not known_marker(raw):
                unknown[raw.strip()] += count
    problems = []
    if unknown:
        texts = ", ".join(f"“{text[:40]}”" for text, _ in unknown.most_common(5))
        problems.append(UnknownMarkerError(cells=counted(sum(unknown.values()), "cell"), texts=texts).problem())
    return values, dict(sorted(markers.items())), problems
