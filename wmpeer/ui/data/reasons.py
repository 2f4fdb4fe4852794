"""Why a figure is flagged: each rule that was met in its own words, and what the others found. A flag is a reason to ask."""

from __future__ import annotations

from collections.abc import Iterator

from wmpeer.indicators.catalogue import flag_rules
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.ui.data.records import Reason
from wmpeer.ui.data.words import places_of
from wmpeer.ui.kit.charts.scale import number


def reasons_of(row: BenchmarkRow, series: IndicatorSeries, country: str, *, counts: bool) -> tuple[Reason, ...]:
    """The rules that were met, then those that were looked at and not met."""
    met = [Reason(_title(flag.rule, row, flag.sentence, country), flag.sentence, True) for flag in row.flags]
    rules = {flag.rule for flag in row.flags}
    return (*met, *(reason for rule, reason in _not_met(row, series, country, counts) if rule not in rules and rule in flag_rules()))


def _title(rule: str, row: BenchmarkRow, sentence: str, country: str) -> str:
    if rule == "worst-part":
        return f"In {country}’s {'lowest' if row.polarity == 'High' else 'highest'} fifth"
    if rule == "either-tail":
        return f"In {country}’s {'highest' if ' highest ' in sentence else 'lowest'} fifth"
    titles = {
        "worsening": "Worsening two periods running", "neighbour-gap": "Far from its neighbours", "no-value": "No figure",
        "unit-error": "Units may differ",
    }  # fmt: skip
    return titles.get(rule, rule.replace("-", " ").capitalize())


def _not_met(row: BenchmarkRow, series: IndicatorSeries, country: str, counts: bool) -> Iterator[tuple[str, Reason]]:
    polar = row.polarity in ("High", "Low")
    if row.value is None:
        yield "no-value", Reason("Values missing", f"No figure for {read_period(row.period).words}; no area’s card asks for it.", False)
        return
    if counts:
        yield "worst-part", Reason("Not compared", "A count grows with the size of an authority: no rule compares it.", False)
    else:
        fifth = "worst-part" if polar else "either-tail"
        title = _title(fifth, row, "", country) if polar else f"In one of {country}’s outer fifths"
        yield fifth, Reason(title, _fifth(row, series), False)
        yield "neighbour-gap", Reason("Far from its neighbours", _neighbours(row), False)
    if polar:
        yield "worsening", Reason("Worsening two periods running", _worsening(row), False)
    yield "no-value", Reason("Values missing", "None withheld or missing in this period.", False)


def _fifth(row: BenchmarkRow, series: IndicatorSeries) -> str:
    if series.bounds is None:
        return "Not said: fewer than ten authorities have a value."
    low, high = (number(bound, places_of(row)) for bound in series.bounds)
    if row.polarity == "High":
        return f"Not so: {row.text} is above {low}, where the lowest fifth ends."
    if row.polarity == "Low":
        return f"Not so: {row.text} is below {high}, where the highest fifth begins."
    return f"Not so: {row.text} lies between {low} and {high}."


def _neighbours(row: BenchmarkRow) -> str:
    if row.neighbours is None or row.neighbours_count < 4:
        count, have = row.neighbours_count or "none", "has" if row.neighbours_count == 1 else "have"
        return f"Not said: {count} of its neighbours {have} a value; four are needed."
    mean = number(row.neighbours, max(1, places_of(row)))
    if row.polarity in ("High", "Low"):
        return f"Not so: no further than one standard deviation from their mean of {mean} on the less favourable side."
    return f"Not so: within one standard deviation of their mean of {mean}."


def _worsening(row: BenchmarkRow) -> str:
    last = row.trend[-3:]
    if len(last) < 3 or any(value is None for _, value in last):
        return "Not said: a value is missing among the last three."
    return f"Not so: {', '.join(number(value, places_of(row)) for _, value in last)}."
