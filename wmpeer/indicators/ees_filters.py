"""Which columns of an Explore Education Statistics table are filters, and which of their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wmpeer.errors import Problem
from wmpeer.indicators.errors import (
    FilterChoiceNeededError,
    FilterValueError,
    StatusColumnError,
    TooManyMeasuresError,
    TotalTakenError,
    ValuesApartError,
    counted,
)
from wmpeer.indicators.recognise import words
from wmpeer.indicators.states import state_value
from wmpeer.indicators.tables import Question, ValueState
from wmpeer.indicators.values import known_marker, number_in

MOST_MEASURES = 3_000
"""A table cut into more measures than this must be narrowed by a choice."""
MOST_COMBINATIONS = 200_000
"""Filters whose values meet in more ways than this must be narrowed by a choice."""
EACH = "*"
"""The choice that makes every value of a filter a measure of its own."""
_MOST_VALUES = 400
_TOTAL = re.compile(r"^(?:total|all|overall|any|all .*|total .*|.* total|.*\(total\)|.*[-:] total|.*: all|both sexes|persons)$")
_NO_TOTAL = re.compile(r"^all other|^total (?:known|excluding)")
_PERCENT = re.compile(r"percent|(?:^|_)(?:pct?|pt)(?:_|$)|%", re.IGNORECASE)


class _Facts(Protocol):
    @property
    def is_filter(self) -> bool: ...
    @property
    def unit(self) -> str: ...
    @property
    def default(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter column. `apart`: each value is a measure of its own; otherwise only rows with `value` are read (None: all rows)."""

    place: int
    name: str
    value: str | None = None
    apart: bool = False


@dataclass(slots=True)
class _Column:
    place: int
    name: str
    values: dict[str, None] = field(default_factory=dict)
    years: set[tuple[str, str]] = field(default_factory=set)
    many: bool = False
    numbers: int = 0
    texts: int = 0

    def note(self, raw: str, period: str) -> None:
        if self.many:
            return
        self.years.add((period, raw))
        if raw not in self.values:
            self.values[raw] = None
            if number_in(raw) is not None:
                self.numbers += 1
            elif not known_marker(raw):
                self.texts += 1
            self.many = len(self.values) > _MOST_VALUES


@dataclass(frozen=True, slots=True)
class Profile:
    """A table's columns beside geography and time: filters, indicators, and columns that are neither."""

    headings: tuple[str, ...]
    rows: int
    filters: tuple[int, ...]
    indicators: tuple[int, ...]
    ignored: tuple[int, ...]
    candidates: tuple[int, ...]
    values: Mapping[int, tuple[str, ...]]
    statuses: frozenset[int]
    states: Mapping[str, ValueState]
    """How firm each year's figures are, by the year as the table writes it, where a column says it."""
    state_values: frozenset[str]
    """The values of such columns."""


def profile(
    headings: Sequence[str], rows: Iterable[Sequence[str]], taken: set[int], facts: Mapping[str, _Facts], period: int
) -> Profile:  # fmt: skip
    """Look at every column once; what a meta file says of a column goes before what its cells look like."""
    columns = [_Column(place, name) for place, name in enumerate(headings) if place not in taken and name]
    count = 0
    for row in rows:
        count += 1
        year = row[period]
        for column in columns:
            column.note(row[column.place].strip(), year)
    years = len({year for column in columns for year, _ in column.years})
    filters, indicators, ignored = _sorted_out(columns, facts)
    by_place = {column.place: column for column in columns}
    statuses = {place for place in filters if 1 < years < count / 2 and _tells_the_state(by_place[place], years)}
    firm = [by_place[place] for place in filters if all(state_value(value) for value in by_place[place].values)]
    candidates = [
        place for place in indicators[:-1] if headings[place] not in facts and _few_whole_numbers(tuple(by_place[place].values))
    ]  # fmt: skip
    return Profile(
        tuple(headings), count, tuple(filters), tuple(indicators), tuple(ignored), tuple(candidates),
        {place: tuple(by_place[place].values) for place in (*filters, *candidates)}, frozenset(statuses),
        _states(firm), frozenset(value for column in firm for value in column.values),
    )  # fmt: skip


def _tells_the_state(column: _Column, years: int) -> bool:
    """Whether a column has just one value in each year, as "provisional" and "final" have; a total is no such state."""
    return 1 < len(column.values) < 6 and len(column.years) == years and not totals(column.values)


def _states(columns: Sequence[_Column]) -> dict[str, ValueState]:
    """What *columns* of states alone ("Provisional", "Final") say of each year, where they say one thing of it."""
    found: dict[str, ValueState] = {}
    for column in columns:
        told: dict[str, set[ValueState]] = {}
        for year, value in column.years:
            told.setdefault(year.strip(), set()).add(state_value(value))
        found |= {year: next(iter(states)) for year, states in told.items() if len(states) == 1}
    return found


def _few_whole_numbers(values: Sequence[str]) -> bool:
    return 1 < len(values) <= 40 and all(value.isdigit() for value in values)


def _sorted_out(columns: Sequence[_Column], facts: Mapping[str, _Facts]) -> tuple[list[int], list[int], list[int]]:
    filters: list[int] = []
    indicators: list[int] = []
    ignored: list[int] = []
    for column in columns:
        said = facts.get(column.name)
        if said is not None:
            (filters if said.is_filter else indicators).append(column.place)
        elif set(column.values) <= {""}:
            continue
        elif not column.texts or (column.numbers and (indicators or column.many) and not totals(column.values)):
            indicators.append(column.place)
        elif column.many:
            (indicators if column.numbers > column.texts else ignored).append(column.place)
        else:
            filters.append(column.place)
    return filters, indicators, ignored


def choose(
    name: str,
    seen: Profile,
    rows: Iterable[Sequence[str]],
    choices: Mapping[str, str],
    facts: Mapping[str, _Facts],
    promoted: Sequence[int] = (),
    local: Callable[[Sequence[str]], bool] | None = None,
) -> tuple[tuple[Filter, ...], tuple[Problem, ...], tuple[Question, ...]]:
    """What is read of each filter, what is to be said about it, and what may be asked. A total counts only where *local* rows have it.

    Raises:
        FilterValueError: a choice that the column does not have. FilterChoiceNeededError: too many measures without one.
    """
    places = tuple(place for place in (*seen.filters, *promoted) if place not in seen.statuses)
    combos, whole = _combinations(seen, _wanted(rows, seen, places, choices), places, facts, local)
    if len(combos) > MOST_COMBINATIONS:
        raise _too_many(name, seen, [place for place in places if seen.headings[place] not in choices], f"more than {MOST_COMBINATIONS:,}")
    found: dict[int, Filter] = {}
    for place in places:
        found[place] = _first_choice(name, seen, place, choices, facts, whole)
    _give_way(found, combos, places, choices, seen)
    filters = tuple(found.values())
    _check_size(name, seen, filters, combos, places)
    problems = [StatusColumnError(column=seen.headings[place], values=", ".join(seen.values[place])).problem() for place in seen.statuses]
    questions = []
    for each in filters:
        values = tuple(value for value in seen.values[each.place] if value)
        if each.name in choices or len(values) < 2:
            continue
        if each.apart:
            problems.append(ValuesApartError(column=each.name, count=len(values)).problem())
        else:
            problems.append(TotalTakenError(column=each.name, value=each.value, others=counted(len(values) - 1, "other value")).problem())
        questions.append(Question(each.name, (*values, EACH), f"Which “{each.name}” should be read from {name}?"))
    return filters, tuple(problems), tuple(questions)


def _wanted(
    rows: Iterable[Sequence[str]], seen: Profile, places: Sequence[int], choices: Mapping[str, str]
) -> Iterable[Sequence[str]]:  # fmt: skip
    """The rows that choices leave: what was chosen narrows even a table of too many combinations."""
    asked = {words(column): value.strip().casefold() for column, value in choices.items() if value != EACH}
    chosen = [(place, asked[words(seen.headings[place])]) for place in places if words(seen.headings[place]) in asked]
    if not chosen:
        return rows
    return (row for row in rows if all(row[place].strip().casefold() == value for place, value in chosen))


def _too_many(name: str, seen: Profile, places: Sequence[int], measures: str) -> FilterChoiceNeededError:
    without = [place for place in places if len(totals(seen.values[place])) != 1] or places
    widest = max(without, key=lambda place: len(seen.values[place]))
    values = seen.values[widest]
    return FilterChoiceNeededError(
        name=name, measures=measures, column=seen.headings[widest], values=", ".join(values[:12]) + (" …" if len(values) > 12 else "")
    )


def _first_choice(
    name: str, seen: Profile, place: int, choices: Mapping[str, str], facts: Mapping[str, _Facts], whole: set[tuple[int, str]]
) -> Filter:  # fmt: skip
    heading, values = seen.headings[place], seen.values[place]
    asked = next((value for column, value in choices.items() if words(column) == words(heading)), None)
    if asked == EACH:
        return Filter(place, heading, apart=True)
    if asked is not None:
        chosen = next((value for value in values if value.casefold() == asked.strip().casefold()), None)
        if chosen is None:
            raise FilterValueError(name=name, column=heading, value=asked, values=", ".join(values[:20]))
        return Filter(place, heading, chosen)
    if len(values) == 1:
        return Filter(place, heading, values[0])
    said = facts.get(heading)
    whole_of = [said.default] if said is not None and said.default in values else totals(values)
    if len(whole_of) == 1 and (place, whole_of[0]) not in whole:
        return Filter(place, heading, whole_of[0])
    return Filter(place, heading, apart=True)


def totals(values: Iterable[str]) -> list[str]:
    """Which of a filter's values is its total: a plain "Total" or "All" before anything longer."""
    plain = {value: words(value) for value in values}
    for exact in ("total", "all", "overall"):
        if exact in plain.values():
            return [value for value, text in plain.items() if text == exact][:1]
    return [value for value, text in plain.items() if _TOTAL.match(text) and not _NO_TOTAL.match(text)]


def _combinations(
    seen: Profile, rows: Iterable[Sequence[str]], places: Sequence[int], facts: Mapping[str, _Facts],
    local: Callable[[Sequence[str]], bool] | None,
) -> tuple[dict[tuple[str, ...], int], set[tuple[int, str]]]:  # fmt: skip
    """How often each combination of values occurs in *local* rows, and which "totals" are always 100 %, or no number where parts are."""
    percents = [place for place in seen.indicators if _PERCENT.search(seen.headings[place]) or _said_percent(facts, seen.headings[place])]
    pairs = {(place, value) for place in places for value in totals(seen.values[place])}
    partial: set[tuple[int, str]] = set()
    hundred: set[tuple[int, str]] = set()
    parts: set[int] = set()
    combos: dict[tuple[str, ...], int] = {}
    for row in rows:
        if local is None or local(row):
            combo = tuple(row[place].strip() for place in places)
            combos[combo] = combos.get(combo, 0) + 1
            if len(combos) > MOST_COMBINATIONS:
                return combos, set()
        if pairs == partial:
            continue
        numbers = [number for place in percents if (number := number_in(row[place])) is not None]
        for place, value in pairs - partial:
            if row[place].strip() != value:
                parts.update((place,) if numbers else ())
            elif any(number != 100 for number in numbers):
                partial.add((place, value))
            elif numbers:
                hundred.add((place, value))
    never = {pair for pair in pairs - hundred if pair[0] in parts}
    return combos, (hundred | never) - partial


def _said_percent(facts: Mapping[str, _Facts], heading: str) -> bool:
    said = facts.get(heading)
    return said is not None and said.unit.strip() == "%"


def _give_way(
    found: dict[int, Filter], combos: Mapping[tuple[str, ...], int], places: Sequence[int], choices: Mapping[str, str], seen: Profile
) -> None:  # fmt: skip
    """Where totals never occur together, the last that was taken without being asked for is set apart instead."""

    def any_row() -> bool:
        fixed = [(at, found[place].value) for at, place in enumerate(places) if not found[place].apart]
        return any(all(combo[at] == value for at, value in fixed) for combo in combos)

    asked = {words(column) for column in choices}
    for at, place in enumerate(places):  # a total that none of these rows has (only England's, or a region's) goes first
        if words(seen.headings[place]) not in asked and not any(combo[at] == found[place].value for combo in combos):
            found[place] = Filter(place, seen.headings[place], apart=True)
    for place in reversed(places):
        if any_row():
            return
        if words(seen.headings[place]) not in asked:
            found[place] = Filter(place, seen.headings[place], apart=True)


def _check_size(
    name: str, seen: Profile, filters: Sequence[Filter], combos: Mapping[tuple[str, ...], int], places: Sequence[int]
) -> None:  # fmt: skip
    fixed = [(at, each.value) for at, each in enumerate(filters) if not each.apart]
    apart = [at for at, each in enumerate(filters) if each.apart]
    kept = {tuple(combo[at] for at in apart) for combo in combos if all(combo[at] == value for at, value in fixed)}
    measures = len(kept) * len(seen.indicators)
    if measures > MOST_MEASURES:
        if not apart:
            raise TooManyMeasuresError(name=name, measures=f"{measures:,}", most=f"{MOST_MEASURES:,}")
        raise _too_many(name, seen, [each.place for each in filters if each.apart], f"{measures:,}")
