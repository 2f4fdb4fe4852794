"""Explore Education Statistics tables: geography, time, filters, indicators.

Several filters may cut a table into many. For each filter: a choice that was made; else its only value; else its total; else, where a
table has no total (children in need, in care, on plans), every value becomes a measure of its own, ``code [value]``. A "total" whose
percentages are all 100 is no total but the whole that parts are measured against; there, too, each part is a measure. A filter that has
just one value in every year says how that year's figures stand (provisional, revised) and does not cut the series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wmpeer.errors import Problem
from wmpeer.indicators.catalogue import dfe_alias, pretty, unit_by_name, unit_in_title
from wmpeer.indicators.ees_filters import Filter, Profile, choose, profile
from wmpeer.indicators.errors import (
    ColumnLeftOutError,
    NoAuthorityRowsError,
    NoFiguresError,
)
from wmpeer.indicators.foot import is_note, only_cell
from wmpeer.indicators.gather import Gatherer, count_cells
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.periods import labelled, read_period
from wmpeer.indicators.recognise import words
from wmpeer.indicators.rows import first_row
from wmpeer.indicators.skipped import Skipped
from wmpeer.indicators.states import state_value, timed
from wmpeer.indicators.tables import AreaRow, Measure, Question, ValueState, ValueTable
from wmpeer.indicators.values import places_of, unit_of
from wmpeer.region.areas import ENGLAND, AreaBook

LEVELS = {
    "national": "country", "country": "country", "regional": "region", "region": "region",
    "local authority": "authority", "localauthority": "authority", "la": "authority",
}  # fmt: skip
"""Levels as the tables write them, and as the table tool's downloads do."""
_NO_UNITS = {"string", "numberstring", "number", "text"}
"""What a ``.meta.csv`` says where a column has no unit: how its cells are written."""
_MOST_TRIED = 6
"""So many columns of whole numbers are tried as filters."""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What a ``.meta.csv`` says of a column."""

    is_filter: bool
    label: str = ""
    unit: str = ""
    decimals: int | None = None
    default: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns every such table has stand."""

    period: int
    identifier: int
    level: int
    columns: Mapping[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.columns.get(name)
        return row[place].strip() if place is not None else ""

    def names(self, row: Sequence[str], level: str) -> tuple[str, str, str, str]:
        """ONS code, DfE number, name and region of the area a row is about. The table tool's downloads have one location for all levels."""
        if "location" in self.columns:
            code = self.cell(row, "location code")
            return ("" if code.isdigit() else code), (code if code.isdigit() else ""), self.cell(row, "location"), ""
        if level == "country":
            code, name = self.cell(row, "country code"), self.cell(row, "country name")
            return (code, "", name, "") if code or name else (ENGLAND, "", "England", "")  # a national row of England's tables
        region = self.cell(row, "region code")
        if level == "region":
            return region, "", self.cell(row, "region name"), self.cell(row, "country code")
        ons = self.cell(row, "new la code") or self.cell(row, "la code")
        return ons, self.cell(row, "old la code"), self.cell(row, "la name"), region


class _Cut(NamedTuple):
    """A table cut by its filters."""

    filters: tuple[Filter, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    indicators: tuple[int, ...]
    gatherer: Gatherer
    combos: list[tuple[str, ...]]


def _with_ages(cut: Callable[[tuple[int, ...]], _Cut], seen: Profile) -> _Cut:
    """The table cut; where many cells are given twice, with columns of whole numbers as filters too (years of age), if that is what they
    are: then fewer cells are given twice, and nearly every area has figures for each of their values."""
    done = cut(())
    promoted: tuple[int, ...] = ()
    for further in seen.candidates[:_MOST_TRIED]:
        if len(done.gatherer.clashes) <= seen.rows // 50:
            break
        tried = cut((*promoted, further))
        if 2 * len(tried.gatherer.clashes) < len(done.gatherer.clashes) and 2 * tried.gatherer.filled > done.gatherer.filled:
            done, promoted = tried, (*promoted, further)
    return done


def read_ees(
    incoming: Incoming,
    table: Iterable[Sequence[str]],
    book: AreaBook,
    choices: Mapping[str, str],
    facts: Mapping[str, ColumnFacts],
    source: str,
) -> ValueTable:
    """Read such a table. *table* gives its rows, the headings first, and may be gone through several times.

    Raises:
        NoAuthorityRowsError, FilterValueError, FilterChoiceNeededError.
    """
    headings = _each_once([heading.strip().strip("\ufeff") for heading in next(iter(table))])
    places = _places(headings)
    skipped = Skipped()
    seen = profile(
        headings, (row for row, _ in _rows(table, headings, places, skipped)), set(places.columns.values()), facts, places.period
    )
    if not seen.rows:
        raise NoAuthorityRowsError(name=incoming.name)
    if not seen.indicators:
        raise NoFiguresError(name=incoming.name)
    label, local = _labeller(table, headings, places), _local(table, headings, places)

    def cut(promoted: tuple[int, ...]) -> _Cut:
        rows = (row for row, _ in _rows(table, headings, places, Skipped()))
        filters, problems, questions = choose(incoming.name, seen, rows, choices, facts, promoted, local)
        indicators = tuple(place for place in seen.indicators if place not in promoted)
        gatherer, wanted = _gather(table, headings, places, filters, indicators, Gatherer(book, incoming.name), label)
        return _Cut(filters, problems, questions, indicators, gatherer, wanted)

    filters, problems, questions, indicators, gatherer, wanted = _with_ages(cut, seen)
    split = [each for each in filters if each.apart]
    measures = [_measure(headings[place], combo, split, facts.get(headings[place])) for combo in wanted for place in indicators]
    placed, areas = gatherer.finish(measures)
    placed = tuple(_timed(_with_decimals(measure, areas), label, seen) for measure in placed if measure.periods)
    values, markers, unknown = count_cells(areas)
    left_out = [ColumnLeftOutError(column=headings[place]).problem() for place in seen.ignored]
    return ValueTable(
        kind="indicators", name=incoming.name, sha256=incoming.sha256, source=source, release=release_of(placed), rows=skipped.read,
        values=values, markers=markers, choices=_made(choices, headings),
        problems=(*skipped.problems(), *problems, *left_out, *gatherer.problems(), *unknown), questions=questions,
        measures=placed, areas=areas,
    )  # fmt: skip


def _each_once(headings: Sequence[str]) -> tuple[str, ...]:
    """Two columns of one name are two: the second has a number behind it."""
    counted_up: Counter[str] = Counter()
    found = []
    for heading in headings:
        counted_up[heading] += bool(heading)
        found.append(f"{heading} ({counted_up[heading]})" if counted_up[heading] > 1 else heading)
    return tuple(found)


def read_meta(rows: Iterable[Sequence[str]]) -> dict[str, ColumnFacts]:
    """What a ``.meta.csv`` says of each column."""
    table = iter(rows)
    headings = [words(cell) for cell in next(table, ())]
    found = {}
    for row in table:
        cells = dict(zip(headings, (cell.strip() for cell in row), strict=False))
        decimals = cells.get("indicator dp", "")
        found[cells.get("col name", "")] = ColumnFacts(
            cells.get("col type", "").casefold() == "filter", cells.get("label", ""), cells.get("indicator unit", ""),
            int(decimals) if decimals.isdigit() else None, cells.get("filter default", ""),
        )  # fmt: skip
    found.pop("", None)
    return found


def _places(headings: Sequence[str]) -> _Places:
    """The columns that every table of this kind may have; what is left over are filters and indicators."""
    plain = {words(heading): place for place, heading in reversed(list(enumerate(headings)))}
    geography = {
        name: place
        for name, place in plain.items()
        if name in _OTHERS or any(name == f"{area} {part}" for area in _GEOGRAPHIES for part in ("code", "name"))
    }
    if not geography.keys() & {"country name", "country code", "la name", "new la code", "la code"} and "location" in plain:
        geography |= {name: plain[name] for name in ("location", "location code") if name in plain}
    return _Places(plain["time period"], plain.get("time identifier", -1), plain["geographic level"], geography)


_GEOGRAPHIES = (
    "country", "region", "old la", "new la", "la", "lad", "local authority district", "pcon", "parliamentary constituency", "ward", "trust",
    "sponsor", "school", "provider", "opportunity area", "local enterprise partnership", "lsip", "english devolved area",
    "mayoral combined authority", "institution", "planning area", "rsc region", "rsc region lead", "local skills improvement plan area",
    "police force area", "lep", "urn", "ukprn",
)  # fmt: skip
_OTHERS = {"time period", "time identifier", "geographic level", "la name", "school urn", "school laestab", "provider ukprn", "trust id",
           "rsc region lead name", "laestab", "urn", "ukprn", "region", "sponsor id"}  # fmt: skip


def _rows(
    table: Iterable[Sequence[str]], headings: Sequence[str], places: _Places, skipped: Skipped
) -> Iterator[tuple[Sequence[str], str]]:
    """Rows about authorities, regions and England, each with its level."""
    width, first = len(headings), True
    for number, row in enumerate(table, start=first_row(table)):
        if first or not row:
            first = False
            continue
        if len(row) != width:
            if len(row) > width and not any(row[width:]):
                row = row[:width]  # cells behind the last column, all empty
            else:
                if is_note(text := only_cell(row)):
                    skipped.note(number, text)
                elif any(cell.strip() for cell in row):
                    skipped.ragged.add(number)
                continue
        level = LEVELS.get(row[places.level].strip().casefold())
        if level is None:
            name = row[places.level].strip()
            if not any(cell.strip() for cell in row):
                continue
            if not name and (text := only_cell(row)):
                skipped.note(number, text)
            elif words(name) == "geographic level" or not row[places.period].strip()[:4].isdigit():
                skipped.headers += 1
            else:
                skipped.read += 1
                skipped.levels[name] = skipped.levels.get(name, 0) + 1
            continue
        skipped.read += 1
        if level == "authority" and "/" in places.cell(row, "new la code") + places.cell(row, "old la code"):
            skipped.joined += 1
            continue
        if not any(places.names(row, level)[:3]):
            skipped.missing.add(number)
            continue
        yield row, level


def _local(table: Iterable[Sequence[str]], headings: Sequence[str], places: _Places) -> Callable[[Sequence[str]], bool] | None:
    """Which rows are authorities', where there are any: England's alone may have totals that they lack."""
    if not any(level == "authority" for _, level in _rows(table, headings, places, Skipped())):
        return None
    return lambda row: LEVELS.get(row[places.level].strip().casefold()) == "authority"


def _gather(
    table: Iterable[Sequence[str]],
    headings: Sequence[str],
    places: _Places,
    filters: Sequence[Filter],
    indicators: Sequence[int],
    gatherer: Gatherer,
    label: _labeller,
) -> tuple[Gatherer, list[tuple[str, ...]]]:
    fixed = [(each.place, each.value) for each in filters if not each.apart and each.value is not None]
    apart = [each.place for each in filters if each.apart]
    base: dict[tuple[tuple[str, ...], str], list[int]] = {}
    combos: dict[tuple[str, ...], None] = {}
    cells_of: dict[tuple[str, ...], list[str | None]] = {}
    for row, level in _rows(table, headings, places, Skipped()):
        if any(row[place].strip() != value for place, value in fixed):
            continue
        combo = tuple(row[place].strip() for place in apart)
        period = label(row)
        columns = base.get((combo, period))
        if columns is None:
            combos.setdefault(combo)
            columns = base[combo, period] = [gatherer.column(_code(headings[place], combo), period) for place in indicators]
        names = places.names(row, level)
        cells = cells_of.get(names)
        if cells is None:
            cells = cells_of[names] = gatherer.area(ons=names[0], dfe=names[1], name=names[2], level=level, region=names[3])
        for place, column in zip(indicators, columns, strict=True):
            gatherer.place(cells, column, row[place])
    return gatherer, list(combos)


class _labeller:  # noqa: N801  used as a function
    """Labels a row's period; two plain kinds of year in one table (calendar and financial) are told apart by name.

    `told` has the time period and the identifier of each label, where the table has identifiers.
    """

    def __init__(self, table: Iterable[Sequence[str]], headings: Sequence[str], places: _Places) -> None:
        self._places = places
        self._known: dict[tuple[str, str], str] = {}
        pairs = (
            {(row[places.period], row[places.identifier]) for row, _ in _rows(table, headings, places, Skipped())}
            if places.identifier >= 0
            else set()
        )
        labels = Counter(labelled(*pair) for pair in pairs)
        for pair in pairs:
            plain = labelled(*pair)
            self._known[pair] = plain if labels[plain] == 1 else f"{plain} {pair[1].strip().casefold()}"
        self.told = {label: (period.strip(), identifier.strip()) for (period, identifier), label in self._known.items()}

    def __call__(self, row: Sequence[str]) -> str:
        pair = (row[self._places.period], row[self._places.identifier] if self._places.identifier >= 0 else "")
        return self._known.get(pair) or pair[0].strip()


def _timed(measure: Measure, label: _labeller, seen: Profile) -> Measure:
    """*measure* with what kind of time each of its periods is, and how firm; one cut out by its state has that."""
    parts = measure.code.partition(" [")[2].removesuffix("]").split("; ")
    own: ValueState = next((state_value(part) for part in parts if part in seen.state_values), "")
    firm = {name: own or seen.states.get(label.told.get(name, (name,))[0], "") for name in measure.periods}
    return timed(measure, {name: label.told[name][1] for name in measure.periods if name in label.told}, firm)


def _unit_of_part(combo: Iterable[str]) -> str:
    """The unit that the value of a filter names: tables with one column of values have "Number" and "Percentage" in another."""
    for part in map(words, combo):
        if part in {"percentage", "percent", "per cent", "%"} or part.startswith("percentage of "):
            return "%"
        if part in {"number", "count"} or part.startswith("number of "):
            return "Number"
    return ""


def _code(heading: str, combo: tuple[str, ...]) -> str:
    return f"{heading} [{'; '.join(combo)}]" if combo else heading


def _measure(heading: str, combo: tuple[str, ...], split: Sequence[Filter], facts: ColumnFacts | None) -> Measure:
    code = _code(heading, combo)
    alias = dfe_alias(code) or dfe_alias(heading)
    title = alias.title if alias else (facts.label if facts and facts.label else pretty(heading))
    if combo and not (alias and alias.code == code):
        title = f"{title}: {'; '.join(combo)}"
    unit = (
        (facts.unit if facts and facts.unit not in _NO_UNITS else "")
        or (alias.unit if alias else unit_by_name(heading) or unit_in_title(heading))
        or _unit_of_part(combo)
    )
    decimals = facts.decimals if facts and facts.decimals is not None else alias.decimals if alias else None
    return Measure(code, title, unit, alias.polarity if alias else "", decimals, topic=alias.area if alias else "")


def _with_decimals(measure: Measure, areas: Sequence[AreaRow]) -> Measure:
    if measure.decimals is not None:
        return measure
    return decimals_inferred(measure, areas)


def decimals_inferred(measure: Measure, areas: Sequence[AreaRow]) -> Measure:
    """*measure* with the decimals its own figures are written with, and per cent as its unit where they all say so."""
    span = slice(measure.first, measure.first + len(measure.periods))
    counted: Counter[str | None] = Counter()
    for area in areas:
        counted.update(area.cells[span])
    figures = {raw: count for raw, count in counted.items() if raw is not None}
    decimals = places_of(figures) if measure.decimals is None else measure.decimals
    return replace(measure, decimals=decimals, unit=measure.unit or unit_of(figures))


def _made(choices: Mapping[str, str], headings: Sequence[str]) -> dict[str, str]:
    """The choices that are about this table, under its own headings."""
    plain = {words(heading): heading for heading in headings}
    return {plain[words(column)]: value for column, value in choices.items() if words(column) in plain}


def release_of(measures: Sequence[Measure]) -> str:
    labels = {label for measure in measures for label in measure.periods if read_period(label).kind != "unknown"}
    ordered = sorted(labels, key=lambda label: read_period(label).key)
    return f"{ordered[0]} to {ordered[-1]}" if len(ordered) > 1 else "".join(ordered)


__all__ = ["ColumnFacts", "Profile", "Question", "decimals_inferred", "read_ees", "read_meta", "release_of"]
