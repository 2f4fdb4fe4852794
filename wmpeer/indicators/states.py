"""What kind of time a figure is for, and how firm it is: as its source says, and in words.

What a column or a label says is said of a period; what stands behind a number (``[p]``, ``(r)``) is said of that number, and of the period
only where every number in it bears the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from wmpeer.indicators.catalogue import catalogue, lait_facts
from wmpeer.indicators.periods import Period, read_period
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.tables import AnyTable, AreaRow, Measure, PeriodKind, ValueState, ValueTable
from wmpeer.indicators.values import number_in

_T = TypeVar("_T")
_NOTED = re.compile(r"(?<=\d)\s*(?:%\s*)?[\[(]([epr])[\])]$")
_NOTES: Mapping[str, ValueState] = {"p": "provisional", "r": "revised", "e": "estimated"}
_STATE = re.compile(r"\b(?:(prov(?:isional)?)|(rev(?:ised)?)|(final(?:ised)?)|(est(?:imate[ds]?)?))\b", re.IGNORECASE)
_VALUE = re.compile(_STATE.pattern + r"(?:\s+(?:data|figures?|releases?|versions?|results?|statistics))?", re.IGNORECASE)
_LETTER = re.compile(r"\d\s*[\[(]([epr])[\])]\s*$")
_STATES: tuple[ValueState, ...] = ("provisional", "revised", "final", "estimated")
_ONE_DAY = re.compile(r"(?:\b|_)(?:at|on)[ _]?31(?:st)?(?:[ _]?march)?(?:\b|_)", re.IGNORECASE)
_THROUGH = re.compile(r"during the (?:year|period)", re.IGNORECASE)
_YEARS: Mapping[str, PeriodKind] = {"academic": "academic", "calendar": "calendar", "financial": "financial"}
_LABEL_YEAR = re.compile(r"\b(?:(?:financial|academic|calendar) year|[FAC]Y(?=[ \d]))", re.IGNORECASE)
_PARTS: Mapping[str, PeriodKind] = {
    "quarter": "quarter", "term": "term", "month": "month", "day": "snapshot", "week": "other", "span": "other", "unknown": "",
}  # fmt: skip
_KIND_WORDS: Mapping[PeriodKind, str] = {
    "calendar": "calendar year", "financial": "financial year", "academic": "academic year", "quarter": "quarter", "term": "school term",
    "month": "month", "snapshot": "as on one day",
}  # fmt: skip


def kind_of(label: str, identifier: str = "", year_type: str = "", about: str = "") -> PeriodKind:
    """What kind of time *label* is. *identifier* is an Explore Education Statistics row's, *year_type* LAIT's word for the measure's year.

    *about* is the measure's heading: of a reporting year, what is counted on 31 March is a snapshot. Empty where nobody says.
    """
    period = read_period(label)
    if period.kind not in ("year", "split-year"):
        return _PARTS[period.kind]
    if kind := _year_in(identifier) or _year_of_label(period):
        return kind
    if identifier and _ONE_DAY.search(about) and not _THROUGH.search(about):
        return "snapshot"
    return _year_in(year_type) or ("other" if identifier or year_type else "")


def _year_of_label(period: Period) -> PeriodKind:
    """The kind of year that a label names in words ("FY 2023/24") or by its months ("year ending March 2024")."""
    if found := _LABEL_YEAR.search(period.label):
        return _YEARS[next(word for word in _YEARS if word[0] == found[0][0].casefold())]
    if period.key[1] == 3 and period.key[4:5] == (-4,):
        return "financial"
    return "other" if period.kind == "year" and period.key[1] != 12 else ""


def _year_in(text: str) -> PeriodKind:
    return next((kind for word, kind in _YEARS.items() if f"{word} year" in text.casefold()), "")


def state_word(text: str) -> ValueState:
    """The state that *text* names, as a period's label does ("2025 (prov)"); empty where it names none."""
    if found := _STATE.search(text):
        return _STATES[(found.lastindex or 1) - 1]
    return _NOTES[found[1]] if (found := _LETTER.search(text)) else ""


def state_value(text: str) -> ValueState:
    """The state that *text* is, as a version column has it ("Revised", "Provisional data"); empty where it is anything else."""
    found = _VALUE.fullmatch(text.strip())
    return _STATES[(found.lastindex or 1) - 1] if found else ""


def noted(raw: str) -> ValueState:
    """The state that stands behind the number in *raw*; a marker has none."""
    if raw[-1:] not in (")", "]"):
        return ""
    found = _NOTED.search(raw.strip())
    return _NOTES[found[1]] if found and number_in(raw) is not None else ""


def timed(measure: Measure, identifiers: Mapping[str, str], states: Mapping[str, ValueState]) -> Measure:
    """*measure* with the kinds and states that its table's columns say of each period's label. Empty where nothing is said of any.

    Of a "reporting year" the Department's tables do not say which year it is; LAIT does, where it tells the same measure.
    """
    year_type = measure.year_type or _told_by_lait(measure.code)
    kinds = tuple(kind_of(label, identifiers.get(label, ""), year_type, measure.code) for label in measure.periods)
    return replace(measure, kinds=_or_none(kinds), states=_or_none([states.get(label, "") for label in measure.periods]))


def _told_by_lait(code: str) -> str:
    same = lait_facts().get(catalogue().same.get(code, ""))
    return same.year_type if same is not None else ""


def settled(table: AnyTable) -> AnyTable:
    """*table* with every period's kind and state, as far as labels, kinds of year and notes behind numbers say them.

    What its reader said already goes before.
    """
    if not isinstance(table, ValueTable):
        return table
    texts: set[str | None] = set().union(*(area.cells for area in table.areas))
    marked = {raw: state for raw in texts if raw and raw[-1] in ")]" and (state := noted(raw))}  # of 641,070 cells few end so
    return replace(table, measures=tuple(_settled(measure, table.areas, marked) for measure in table.measures))


def _settled(measure: Measure, areas: Sequence[AreaRow], marked: Mapping[str, ValueState]) -> Measure:
    kinds = measure.kinds or _or_none([kind_of(label, "", measure.year_type, measure.code) for label in measure.periods])
    states: list[ValueState] = []
    for place, label in enumerate(measure.periods):
        state = measure.state(place) or state_word(label)
        if not state and marked:
            state = _of_every_number([area.cells[measure.first + place] for area in areas], marked)
        states.append(state)
    return replace(measure, kinds=kinds, states=_or_none(states))


def _of_every_number(cells: Iterable[str | None], marked: Mapping[str, ValueState]) -> ValueState:
    found: set[ValueState] = {marked.get(raw, "") for raw in cells if raw is not None and number_in(raw) is not None}
    return found.pop() if len(found) == 1 else ""


def _or_none(told: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(told) if any(told) else ()


def said(label: str, kind: PeriodKind, state: ValueState, year_type: str = "") -> str:
    """A period in words, with its kind and how firm its figures are: "2024/25, academic year, provisional".

    A year that is none of the usual ones is called what its source calls it, *year_type*.
    """
    period = read_period(label)
    words = _KIND_WORDS.get(kind, "")
    if kind == "other" and period.kind in ("year", "split-year"):
        words = year_type[:1].lower() + year_type[1:] or "a year as its source counts it"
    if kind in ("quarter", "term", "month") or (kind == "snapshot" and period.kind == "day"):
        words = ""  # the label says it
    if words and words.casefold() in period.words.casefold():
        words = ""
    return ", ".join(part for part in (period.words, words, state) if part)


def state_of(row: BenchmarkRow) -> ValueState:
    """How firm the row's figure is: by the note behind its number, else by what is said of its period."""
    return noted(row.raw) or row.state


def state_said(row: BenchmarkRow) -> str:
    """The row's period in words, with its kind and how firm the figure is."""
    return said(row.period, row.period_kind, state_of(row), row.year_type)
