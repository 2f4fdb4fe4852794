"""Why a figure is flagged: each rule that was met in its own words, and what the others found. A flag is a reason to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wmpeer.indicators.catalogue import all_flag_rules, flag_rules
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.indicators.rule_words import title_of
from wmpeer.indicators.rules import COUNTED, SHARE_WORDS, Rules, share_of
from wmpeer.ui.data.records import Reason
from wmpeer.ui.data.words import places_of
from wmpeer.ui.kit.charts.scale import number


def reasons_of(
    row: BenchmarkRow, series: IndicatorSeries, country: str, *, counts: bool, rules: Rules | None = None
) -> tuple[Reason, ...]:  # fmt: skip
    """The rules that were met, then those that were looked at and not met: of the cycle's *rules*, or of the file's."""
    rules = flag_rules() if rules is None else rules
    met = [Reason(title_in_words(flag.rule, row, flag.sentence, country, rules), flag.sentence, True) for flag in row.flags]
    known = {flag.rule for flag in row.flags}
    return (*met, *(reason for rule, reason in _not_met(row, series, country, counts, rules) if rule not in known and rule in rules))


def title_in_words(rule: str, row: BenchmarkRow, sentence: str, country: str, rules: Rules) -> str:
    """What a rule says in a few words; of a table without England, the part is that of those who are in it."""
    share = SHARE_WORDS[share_of(rules[rule])] if rule in ("worst-part", "either-tail") and rule in rules else "fifth"
    whose = f"{country}’s" if row.england is not None else "the"
    if rule == "worst-part":
        return f"In {whose} {'lowest' if row.polarity == 'High' else 'highest'} {share}"
    if rule == "either-tail":
        return f"In {whose} {'highest' if ' highest ' in sentence else 'lowest'} {share}"
    titles = {"neighbour-gap": "Far from its neighbours", "no-value": "No figure", "unit-error": "Units may differ"}
    if rule == "worsening":
        return title_of(rule, rules.get(rule, all_flag_rules()[rule]))
    return titles.get(rule, rule.replace("-", " ").capitalize())


def _not_met(row: BenchmarkRow, series: IndicatorSeries, country: str, counts: bool, rules: Rules) -> Iterator[tuple[str, Reason]]:
    polar = row.polarity in ("High", "Low")
    if row.value is None:
        yield "no-value", Reason("Values missing", f"No figure for {read_period(row.period).words}; no area’s card asks for it.", False)
        return
    if counts:
        yield "worst-part", Reason("Not compared", "A count grows with the size of an authority: no rule compares it.", False)
    else:
        part = "worst-part" if polar else "either-tail"
        if part in rules and (polar or row.polarity == "-"):
            share = SHARE_WORDS[share_of(rules[part])]
            title = title_in_words(part, row, "", country, rules) if polar else f"In one of {country}’s outer {share}s"
            yield part, Reason(title, _part(row, series, rules[part]), False)
        if "neighbour-gap" in rules:
            yield "neighbour-gap", Reason("Far from its neighbours", _neighbours(row, rules["neighbour-gap"]), False)
    if polar and "worsening" in rules:
        yield (
            "worsening",
            Reason(title_in_words("worsening", row, "", country, rules), _worsening(row, int(rules["worsening"]["steps"])), False),
        )
    yield "no-value", Reason("Values missing", "None withheld or missing in this period.", False)


def _part(row: BenchmarkRow, series: IndicatorSeries, rule: Mapping[str, Any]) -> str:
    at = series.periods.index(row.period) if row.period in series.periods else -1
    spread = series.spreads[at] if 0 <= at < len(series.spreads) else None
    least, share = int(rule["least"]), share_of(rule)
    if spread is None or spread.count < least:
        return f"Not said: fewer than {_counted(least)} authorities have a value."
    low, high = (number(spread.bound(share, low=side), places_of(row)) for side in (True, False))
    if row.polarity == "High":
        return f"Not so: {row.text} is above {low}, where the lowest {SHARE_WORDS[share]} ends."
    if row.polarity == "Low":
        return f"Not so: {row.text} is below {high}, where the highest {SHARE_WORDS[share]} begins."
    return f"Not so: {row.text} lies between {low} and {high}."


def _neighbours(row: BenchmarkRow, rule: Mapping[str, Any]) -> str:
    least, times = int(rule["least"]), rule["deviations"]
    if row.neighbours is None or row.neighbours_count < least:
        count, have = row.neighbours_count or "none", "has" if row.neighbours_count == 1 else "have"
        return f"Not said: {count} of its neighbours {have} a value; {_counted(least)} are needed."
    mean = number(row.neighbours, max(1, places_of(row)))
    far = "one standard deviation" if times == 1 else f"{times:g} standard deviations"
    if row.polarity in ("High", "Low"):
        return f"Not so: no further than {far} from their mean of {mean} on the less favourable side."
    return f"Not so: within {far} of their mean of {mean}."


def _worsening(row: BenchmarkRow, steps: int) -> str:
    last = row.trend[-steps - 1 :]
    if len(last) < steps + 1 or any(value is None for _, value in last):
        return f"Not said: a value is missing among the last {_counted(steps + 1)}."
    return f"Not so: {', '.join(number(value, places_of(row)) for _, value in last)}."


def _counted(count: int) -> str:
    return "ten" if count == 10 else COUNTED[count] if count < len(COUNTED) else str(count)
