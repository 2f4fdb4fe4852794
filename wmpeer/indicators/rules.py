"""When a figure is worth a question. Rules and thresholds stand in ``resources/indicators/flags.toml``; a flag never concludes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Any

from wmpeer.clock import day_in_words
from wmpeer.indicators.catalogue import flag_rules
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.rounding import written
from wmpeer.indicators.shape import SHARES, Bounds, Spread, end_at
from wmpeer.indicators.sizes import is_count
from wmpeer.indicators.tables import InspectionRow
from wmpeer.indicators.values import apart

Rules = Mapping[str, Mapping[str, Any]]
JUDGED = {
    "overall": "Overall effectiveness",
    "leaders": "Impact of leaders",
    "help_protection": "Help and protection",
    "in_care": "Children in care",
    "care_leavers": "Care leavers",
}
SHARE_WORDS = {0.10: "tenth", 0.20: "fifth", 0.25: "quarter"}
COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that was met, and its sentence with the figures in it.

    Of an inspection, `about` is the judgement (a key of `JUDGED`, or ``send``) and `on` the day it was published, or else began.
    """

    rule: str
    sentence: str
    about: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What the rules look at: one measure of one authority in its newest period, and what stands beside it.

    `trend` is oldest first and ends with this period; `key` says that some area's card names the measure.
    """

    period: str
    value: float | None
    text: str
    polarity: str = ""
    decimals: int | None = None
    trend: tuple[tuple[str, float | None], ...] = ()
    england: float | None = None
    region: float | None = None
    neighbours: tuple[float, ...] = ()
    spread: Spread | None = None
    key: bool = False
    unit: str = ""

    @property
    def is_count(self) -> bool:
        """Whether the figure grows with the size of an authority: it counts, or England's figure is what all authorities' add up to."""
        return is_count(self.unit, self.england, self.spread.middle if self.spread is not None and self.spread.count else None)


def flags(figure: Figure, rules: Rules | None = None) -> tuple[Flag, ...]:
    """The rules that a figure meets.

    Measures that are neither good nor bad, or not said to be either, never meet a rule about better and worse;
    counts are not compared with anybody’s.
    """
    rules = flag_rules() if rules is None else rules
    found = []
    for name, check in _OF_COUNTS if figure.is_count else _CHECKS:
        if name in rules and (facts := check(figure, rules[name])) is not None:
            found.append(Flag(name, rules[name]["sentence"].format_map(facts)))
    return tuple(found)


def share_of(rule: Mapping[str, Any]) -> float:
    """The share of a rule: the nearest of a tenth, a fifth, a quarter."""
    return _nearest_share(float(rule["share"]))


@lru_cache(maxsize=64)
def _nearest_share(asked: float) -> float:
    return min(SHARES, key=lambda share: abs(share - asked))


def _worst_part(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    spread = figure.spread
    if figure.value is None or figure.polarity not in {"High", "Low"} or spread is None or spread.count < rule["least"]:
        return None
    share = share_of(rule)
    bounds = spread.bound(share, low=True), spread.bound(share, low=False)
    if end_at(figure.value, bounds) != ("lowest" if figure.polarity == "High" else "highest"):
        return None
    return {
        "value": apart(figure.text), "share": SHARE_WORDS[share], "count": spread.count, "period": figure.period,
        "threshold": _threshold(bounds, figure.decimals, low=figure.polarity == "High"),
    }  # fmt: skip


def _threshold(bounds: Bounds, decimals: int | None, *, low: bool) -> str:
    """From where on a figure is in the part at one end; a value that so many have that it is in both is in neither."""
    bound = written(bounds[0] if low else bounds[1], decimals)
    if bounds[0] >= bounds[1]:
        return f"less than {bound}" if low else f"more than {bound}"
    return f"{bound} {'or less' if low else 'or more'}"


def _either_tail(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    spread = figure.spread
    if figure.value is None or figure.polarity != "-" or spread is None or spread.count < rule["least"]:
        return None  # of a measure of which nobody said which is better nothing is told
    share = share_of(rule)
    bounds = spread.bound(share, low=True), spread.bound(share, low=False)
    end = end_at(figure.value, bounds)
    if not end:
        return None
    return {
        "value": apart(figure.text), "share": SHARE_WORDS[share], "end": end, "count": spread.count, "period": figure.period,
        "threshold": _threshold(bounds, figure.decimals, low=end == "lowest"),
    }  # fmt: skip


def _worsening(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    steps = int(rule["steps"])
    last = figure.trend[-steps - 1 :]
    if figure.polarity not in {"High", "Low"} or len(last) < steps + 1 or any(value is None for _, value in last):
        return None
    values = [value for _, value in last if value is not None]
    sign = 1 if figure.polarity == "Low" else -1
    worse = all(sign * (after - before) > 0 for before, after in pairwise(values))
    if not worse or not values[0]:
        return None
    change = abs(values[-1] - values[0]) / abs(values[0])
    if change <= rule["share"]:
        return None
    return {
        "steps": COUNTED[steps] if steps < len(COUNTED) else steps,
        "values": ", ".join(written(value, figure.decimals) for value in values),
        "periods": ", ".join(read_period(label).words for label, _ in last), "change": round(change * 100),
    }  # fmt: skip


def _neighbour_gap(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    if figure.value is None or len(figure.neighbours) < max(2, rule["least"]):
        return None
    mean = sum(figure.neighbours) / len(figure.neighbours)
    deviation = sqrt(sum((value - mean) ** 2 for value in figure.neighbours) / (len(figure.neighbours) - 1))
    gap = figure.value - mean
    if abs(gap) <= rule["deviations"] * deviation or not deviation:
        return None
    if (figure.polarity == "High" and gap > 0) or (figure.polarity == "Low" and gap < 0):
        return None
    places = 1 if figure.decimals is None else max(1, figure.decimals)
    return {
        "value": apart(figure.text), "side": "above" if gap > 0 else "below", "count": len(figure.neighbours),
        "mean": written(mean, places),
        "deviation": written(deviation, places), "times": "" if rule["deviations"] == 1 else f"{rule['deviations']:g} times ",
    }  # fmt: skip


def _no_value(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    if figure.value is not None or not figure.key:
        return None
    return {"period": figure.period, "marker": figure.text}


def _unit_error(figure: Figure, rule: Mapping[str, Any]) -> dict[str, object] | None:
    spread = figure.spread
    if spread is None or spread.count < rule["least"] or spread.middle <= 0:
        return None
    for name, beside in (("England", figure.england), ("The region", figure.region)):
        if beside is None or spread.lowest <= beside <= spread.highest:
            continue
        if beside > rule["times"] * spread.middle or 0 < beside * rule["times"] < spread.middle:
            return {
                "comparator": name, "figure": written(beside, figure.decimals), "times": rule["times"],
                "middle": written(spread.middle, figure.decimals), "lowest": written(spread.lowest, figure.decimals),
                "highest": written(spread.highest, figure.decimals),
            }  # fmt: skip
    return None


Check = Callable[[Figure, Mapping[str, Any]], dict[str, object] | None]
_CHECKS: tuple[tuple[str, Check], ...] = (
    ("worst-part", _worst_part), ("either-tail", _either_tail), ("worsening", _worsening), ("neighbour-gap", _neighbour_gap),
    ("no-value", _no_value), ("unit-error", _unit_error),
)  # fmt: skip
_OF_COUNTS = tuple(pair for pair in _CHECKS if pair[0] in {"worsening", "no-value"})


def inspection_flags(inspections: Sequence[InspectionRow], today: str, rules: Rules | None = None) -> tuple[Flag, ...]:
    """What inspections (newest first) give reason to ask about. *today* is an ISO day."""
    rules = flag_rules() if rules is None else rules
    found: list[Flag] = []
    graded = [one for one in inspections if one.framework == "ilacs" and any(getattr(one, judged) for judged in JUDGED)]
    if graded:
        found.extend(_graded_flags(graded, rules))
    send = next((one for one in inspections if one.framework == "send" and one.outcome), None)
    if send is not None:
        found.extend(_send_flags(send, today, rules))
    return tuple(found)


def _graded_flags(graded: Sequence[InspectionRow], rules: Rules) -> list[Flag]:
    found = []
    newest, earlier = graded[0], graded[1] if len(graded) > 1 else None
    for judged, words in JUDGED.items():
        grade = getattr(newest, judged)
        published = newest.published or newest.start
        facts = {"area": words, "published": day_in_words(published)}
        if grade == "inadequate" and (rule := rules.get("inspection-inadequate")):
            found.append(Flag("inspection-inadequate", rule["sentence"].format_map(facts), judged, published))
        twice = earlier is not None and grade == "requires-improvement" == getattr(earlier, judged)
        if twice and earlier is not None and (rule := rules.get("inspection-requires-improvement-twice")):
            facts["earlier"] = day_in_words(earlier.published or earlier.start)
            told = rule["sentence"].format_map(facts)
            found.append(Flag("inspection-requires-improvement-twice", told, judged, published))
    return found


def _send_flags(send: InspectionRow, today: str, rules: Rules) -> list[Flag]:
    on = send.published or send.start
    facts = {"published": day_in_words(on)}
    if send.outcome == "3" and (rule := rules.get("send-outcome-3")):
        return [Flag("send-outcome-3", rule["sentence"].format_map(facts), "send", on)]
    rule = rules.get("send-outcome-2-due")
    since = send.start or send.published
    if send.outcome == "2" and rule and since[:4].isdigit():
        due = f"{int(since[:4]) + int(rule['years'])}{since[4:]}"
        if due <= today:
            return [Flag("send-outcome-2-due", rule["sentence"].format_map({**facts, "due": day_in_words(due)}), "send", on)]
    return []
