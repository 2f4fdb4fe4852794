"""What travels with the program: LAIT's dictionary, names of well-known columns, the indicators of each area, the flags' rules."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from wmpeer.files import resource
from wmpeer.indicators.tables import Measure

LAIT = "LAIT"


@dataclass(frozen=True, slots=True)
class Alias:
    """What a column of a well-known table is called; `area` is the framework area it belongs to, or empty."""

    code: str
    title: str
    unit: str = ""
    polarity: str = ""
    decimals: int | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Areas of the framework and their indicators, in the order of a card."""

    lait: Mapping[str, tuple[str, ...]]
    dfe: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, str]
    aliases: Mapping[str, Alias]
    same: Mapping[str, str]
    """A column of the Department's tables, and LAIT's code of the same measure."""

    def codes(self, area: str) -> tuple[str, ...]:
        """The codes of an area's card, LAIT's first."""
        return (*self.lait.get(area, ()), *self.dfe.get(area, ()))

    def areas_of(self, code: str, topic: str = "") -> tuple[str, ...]:
        """The framework areas an indicator belongs to: those that name it, else that of its topic."""
        plain = code.partition(" [")[0]
        named = tuple(area for area in self.lait if code in self.codes(area) or plain in self.dfe[area])
        return named or ((self.topics[topic],) if topic in self.topics else ())


@cache
def catalogue() -> Catalogue:
    """``resources/indicators/areas.toml``."""
    told = _toml("areas.toml")
    lait = {area: tuple(listed.get("lait", ())) for area, listed in told["areas"].items()}
    dfe = {area: tuple(listed.get("dfe", ())) for area, listed in told["areas"].items()}
    aliases = {
        code: Alias(
            code, said["title"], said.get("unit", ""), said.get("polarity", ""), said.get("decimals"),
            next((area for area, codes in dfe.items() if code in codes), ""),
        )
        for code, said in told["dfe"].items()
    }  # fmt: skip
    return Catalogue(lait, dfe, told["topics"], aliases, {column: code for code, column in told.get("same", {}).items()})


@lru_cache(maxsize=8192)
def areas_of(code: str, topic: str = "") -> tuple[str, ...]:
    """The framework areas an indicator belongs to: those whose card names it, else that of LAIT's topic for it."""
    return catalogue().areas_of(code, topic)


@cache
def key_codes() -> frozenset[str]:
    """Every indicator that some area's card names."""
    told = catalogue()
    return frozenset(code for area in told.lait for code in told.codes(area))


def dfe_alias(code: str) -> Alias | None:
    """What a column of a well-known table of the Department is called, or None."""
    return catalogue().aliases.get(code)


@cache
def lait_facts() -> Mapping[str, Measure]:
    """LAIT's dictionary as it travels with the program, by code."""
    lines = resource("indicators", "lait.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("# "))
    return {
        row["code"]: Measure(
            row["code"], row["title"], row["unit"], row["polarity"], int(row["decimals"]) if row["decimals"] else None, row["year_type"],
            row["topic"],
        )
        for row in rows
    }  # fmt: skip


@cache
def all_flag_rules() -> Mapping[str, Mapping[str, Any]]:
    """``resources/indicators/flags.toml``: every rule, by name."""
    return _toml("flags.toml")


@cache
def flag_rules() -> Mapping[str, Mapping[str, Any]]:
    """The rules of the file that are on, by name. What holds in a cycle: `flag_settings.rules_of`."""
    return {name: rule for name, rule in all_flag_rules().items() if rule.get("on", True)}


def pretty(heading: str) -> str:
    """A column's heading as words: ``Duration_0-10_days`` is "Duration 0-10 days"."""
    text = " ".join(re.sub(r"_+", " ", heading).split())
    return text[:1].upper() + text[1:]


def unit_by_name(heading: str) -> str:
    """The unit a column's name gives away, or empty."""
    plain = heading.casefold()
    if "per_10000" in plain or "per_10k" in plain or "per 10,000" in plain:
        return "Rate per 10,000"
    if re.search(r"percent|(?:^|_)(?:pct?|pt)(?:_|$)|(?:turnover|agency|vacancy|absence|cover)_rate(?:_|$)", plain):
        return "%"
    if re.search(r"(?:^|_)(?:count|number|headcount|fte|pupils)(?:_|$)|^t_", plain):
        return "Number"
    return ""


def unit_in_title(title: str) -> str:
    """The unit that a measure's title says in so many words, or empty: "Rate per 10,000", "% of referrals", "Number of ..."."""
    plain = " ".join(title.casefold().split())
    if re.search(r"\bper 10,?000\b", plain):
        return "Rate per 10,000"
    if re.search(r"^(?:%|percent(?:age)?\b|per cent\b)|\(%\)|(?:\s|^)%$", plain):
        return "%"
    return "Number" if plain.startswith("number of ") else ""


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("indicators", name).read_text(encoding="utf-8"))
