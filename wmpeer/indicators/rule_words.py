"""A flag's rule in words, with its thresholds; and between what a threshold may lie. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wmpeer.indicators.rules import COUNTED, SHARE_WORDS, share_of
from wmpeer.indicators.shape import SHARES

_PARTS = {"worst-part", "either-tail"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a threshold is called, and what it may be: one of `choices`, or a number from `least` to `most`, a `whole` one where so said.

    `percent` says that a share is read and typed as a percentage.
    """

    title: str
    least: float
    most: float
    whole: bool = True
    choices: tuple[float, ...] = ()
    percent: bool = False

    @property
    def words(self) -> str:
        """What is allowed, as a part of a sentence."""
        if self.choices:
            *some, last = (f"{choice:.2f}" for choice in self.choices)
            return f"{', '.join(some)} or {last}"
        return f"a {'whole ' if self.whole else ''}number from {self.least:g} to {self.most:g}"

    def allows(self, value: float) -> bool:
        if self.choices:
            return any(abs(value - choice) < 1e-9 for choice in self.choices)
        return self.least <= value <= self.most and (not self.whole or value == int(value))


_LIMITS = {
    "least": Limits("Authorities that have to have a value", 2, 150),
    "steps": Limits("Periods running", 2, 6),
    "share": Limits("Change over them together", 0.01, 1.0, whole=False, percent=True),
    "deviations": Limits("Standard deviations", 0.5, 4.0, whole=False),
    "times": Limits("Times the middle one", 2, 100),
    "years": Limits("Years since that inspection", 1, 10),
}
_PART_OF_ALL = Limits("Share of all authorities", 0.10, 0.25, whole=False, choices=SHARES)
_NEIGHBOURS = Limits("Neighbours that have to have a value", 2, 10)


def limits_of(rule: str, threshold: str) -> Limits:
    """Between what a threshold of a rule may lie."""
    if threshold == "share" and rule in _PARTS:
        return _PART_OF_ALL
    return _NEIGHBOURS if (rule, threshold) == ("neighbour-gap", "least") else _LIMITS[threshold]


def thresholds(rule: Mapping[str, Any]) -> dict[str, float]:
    """The thresholds of a rule: its numbers."""
    return {name: value for name, value in rule.items() if isinstance(value, int | float) and not isinstance(value, bool)}


def title_of(name: str, rule: Mapping[str, Any]) -> str:
    """What a rule is called."""
    return str(rule["title"]).format_map(_facts(name, rule))


def words_of(name: str, rule: Mapping[str, Any]) -> str:
    """When a rule is met, with its thresholds."""
    return str(rule["rule"]).format_map(_facts(name, rule))


def _facts(name: str, rule: Mapping[str, Any]) -> dict[str, str]:
    facts = {key: f"{value:g}" for key, value in thresholds(rule).items()}
    if "share" in rule:
        facts["share"] = SHARE_WORDS[share_of(rule)] if name in _PARTS else f"{rule['share'] * 100:g} %"
    if "steps" in rule:
        facts["steps"] = COUNTED[int(rule["steps"])]
    if "deviations" in rule:
        facts["deviations"] = "one standard deviation" if rule["deviations"] == 1 else f"{rule['deviations']:g} standard deviations"
    if "years" in rule:
        facts["years"] = "a year" if rule["years"] == 1 else f"{rule['years']:g} years"
    return facts
