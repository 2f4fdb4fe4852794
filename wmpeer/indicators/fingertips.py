"""Extracts of Fingertips, the public health profiles: one row for each indicator, area, sex, age, category and period.

The shape is that of the CSV of Fingertips' public interface (``all_data/csv/by_indicator_id``), whose columns are those that fingertipsR
and fingertips_py document; no file of its own travels with the program. Indicator numbers are the same in every extract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wmpeer.indicators.ees import decimals_inferred, release_of
from wmpeer.indicators.errors import BreakdownsLeftOutError, ConfidenceLimitsError, NoAuthorityRowsError, counted
from wmpeer.indicators.foot import is_note, only_cell
from wmpeer.indicators.gather import Gatherer, count_cells
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.periods import plain_label
from wmpeer.indicators.recognise import words
from wmpeer.indicators.rows import first_row
from wmpeer.indicators.skipped import Skipped
from wmpeer.indicators.tables import Measure, ValueTable
from wmpeer.indicators.values import VALUE_NOTE
from wmpeer.region.areas import AreaBook

SOURCE = "Fingertips"
_UPPER = re.compile(r"\b(?:england|regions?|count(?:y|ies)|ua|uas|unitary|upper)\b", re.IGNORECASE)
_EVERYBODY = {"", "persons", "not applicable", "all"}


@dataclass(slots=True)
class _Reading:
    columns: Mapping[str, int]
    gatherer: Gatherer
    skipped: Skipped = field(default_factory=Skipped)
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    ages: dict[str, set[str]] = field(default_factory=dict)
    categories: int = 0

    def cell(self, row: Sequence[str], heading: str) -> str:
        """What a row says under *heading*; empty where there is no such column."""
        place = self.columns.get(heading, -1)
        return row[place].strip() if place >= 0 else ""

    def look(self, row: Sequence[str]) -> None:
        """Learn which ages an indicator is told for."""
        self.ages.setdefault(self.cell(row, "indicator id"), set()).add(self.cell(row, "age"))

    def take(self, row: Sequence[str], number: int) -> None:
        """Gather a row."""
        self.skipped.read += 1
        code, period = self.cell(row, "indicator id"), plain_label(self.cell(row, "time period"))
        if self.cell(row, "category") or self.cell(row, "category type"):
            self.categories += 1
            return
        if not code or not period:
            self.skipped.unnamed.add(number)
            return
        cells = self._area(row, number)
        if cells is None:
            return
        sex, age = self.cell(row, "sex"), self.cell(row, "age")
        told = [part for part in (sex if words(sex) not in _EVERYBODY else "", age if len(self.ages[code]) > 1 else "") if part]
        measure = f"{code} [{'; '.join(told)}]" if told else code
        title = ": ".join(part for part in (self.cell(row, "indicator name") or code, ", ".join(told)) if part)
        value, note, count = self.cell(row, "value"), self.cell(row, "value note"), self.cell(row, "count")
        self._put(cells, measure, title, "", period, value or (f"{VALUE_NOTE}{note}" if note else ""))
        self._put(cells, f"{measure} [Count]", f"{title}: count", "Number", period, count)

    def _put(self, cells: list[str | None], code: str, title: str, unit: str, period: str, raw: str) -> None:
        if raw:
            self.titles.setdefault(code, (title, unit))
            self.gatherer.place(cells, self.gatherer.column(code, period), raw)

    def _area(self, row: Sequence[str], number: int) -> list[str | None] | None:
        """The cells of a row's area; None where it names none, or one of another tier."""
        ons, name, kind = (self.cell(row, heading) for heading in ("area code", "area name", "area type"))
        if not (ons or name):
            self.skipped.missing.add(number)
            return None
        known = self.gatherer.book.find(ons=ons) or (self.gatherer.book.find(name=name) if not ons else None)
        if known is None and kind and ("district" in kind.casefold() or not _UPPER.search(kind)):
            self.skipped.levels[kind] = self.skipped.levels.get(kind, 0) + 1
            return None
        return self.gatherer.area(ons=ons, dfe="", name=name, level="authority", region=self.cell(row, "parent code"))


def read_fingertips(incoming: Incoming, table: Iterable[Sequence[str]], book: AreaBook) -> ValueTable:
    """Read an extract. Each sex, and each age where there are several, is a measure of its own, told by its code; so is the count behind a
    figure. Where a value is missing its note stands for it. Categories (deciles of deprivation and the like) and other tiers are left out,
    and so are confidence limits; each is said.

    Raises:
        NoAuthorityRowsError: no row names an authority, a region or England.
    """
    headings = [words(cell) for cell in next(iter(table))]
    reading = _Reading({heading: place for place, heading in reversed(list(enumerate(headings)))}, Gatherer(book, incoming.name))
    for _, row in _rows(table, len(headings), Skipped()):
        reading.look(row)
    for number, row in _rows(table, len(headings), reading.skipped):
        reading.take(row, number)
    gatherer = reading.gatherer
    if not gatherer.places:
        raise NoAuthorityRowsError(name=incoming.name)
    codes = dict.fromkeys(code for code, _ in gatherer.columns)
    placed, areas = gatherer.finish(Measure(code, *reading.titles[code]) for code in codes)
    placed = tuple(decimals_inferred(measure, areas) for measure in placed)
    values, markers, unknown = count_cells(areas)
    problems = [*reading.skipped.problems(), *gatherer.problems(), *unknown]
    if reading.categories:
        problems.append(BreakdownsLeftOutError(rows=counted(reading.categories, "row")).problem())
    if any("ci" in heading.split() for heading in headings):
        problems.append(ConfidenceLimitsError().problem())
    return ValueTable(
        kind="indicators", name=incoming.name, sha256=incoming.sha256, source=SOURCE, release=release_of(placed), rows=reading.skipped.read,
        values=values, markers=markers, problems=tuple(problems), measures=placed, areas=areas, publisher="fingertips",
    )  # fmt: skip


def _rows(table: Iterable[Sequence[str]], width: int, skipped: Skipped) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(table, start=first_row(table)):
        if number == first_row(table) or not any(cell.strip() for cell in row):
            continue
        if len(row) == width and not (is_note(text := only_cell(row))):
            yield number, row
        elif is_note(text := only_cell(row)):
            skipped.note(number, text)
        else:
            skipped.ragged.add(number)
