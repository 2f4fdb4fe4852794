"""The invented figures of Westmarch: 51 measures, fourteen authorities, a region, a country and twelve neighbours outside, eight years."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo_source import HERE, sources

ROOT = Path(__file__).resolve().parent.parent.parent
YEARS = tuple(range(2018, 2026))
FIN, CAL, ACA = "Financial Year", "Calendar Year", "Academic Year"


PARTS = {
    "CareLeaversNEET": ("CareLeaverEET",),
    "LAC_Ind_SInd_Liv_Arr": ("LAC_Foster_Placements", "LAC_SecHome_And_ChildHome"),
}
"""Measures that are parts of one whole with others before them: together they stay below a hundred."""


@dataclass(frozen=True)
class Measure:
    """A measure: its code and title as published, everything else about its values invented."""

    code: str
    title: str
    polarity: str
    unit: str
    decimals: int
    year_type: str
    england: float
    spread: float
    topic: str

    def label(self, year: int) -> str:
        """The period as the source labels it."""
        return f"{year - 1}/{year % 100:02d}" if self.year_type == ACA else str(year)


@dataclass(frozen=True)
class Place:
    """A place with figures. `level` is authority, outside, region or country."""

    name: str
    ons: str
    dfe: str
    level: str


@cache
def measures() -> tuple[Measure, ...]:
    kinds = {"F": FIN, "C": CAL, "A": ACA}
    found = []
    lines = (HERE / "measures.psv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        code, title, polarity, unit, decimals, kind, england, spread, topic = line.split("|")
        found.append(Measure(code, title, polarity, unit, int(decimals), kinds[kind], float(england), float(spread), topic))
    return tuple(found)


def measure(code: str) -> Measure:
    return next(one for one in measures() if one.code == code)


@cache
def places() -> tuple[Place, ...]:
    region = tomllib.loads((ROOT / "resources/regions/westmarch.toml").read_text(encoding="utf-8"))
    found = [Place(one["name"], one["ons_code"], one["dfe_code"], "authority") for one in region["authorities"]]
    found += [Place(one["name"], one["ons_code"], one["dfe_code"], "outside") for one in region["outside"]]
    found.append(Place(region["name"], region["ons_code"], region["dfe_code"], "region"))
    country = region["country"]
    return (*found, Place(country["name"], country["ons_code"], country["dfe_code"], "country"))


@cache
def values() -> dict[tuple[str, str, int], float]:
    """Every figure: (code, place, year) to value, rounded as published."""
    pins = {(code, one.authority, year): float(value) for one in sources() for (code, year), value in one.pins.items()}
    found: dict[tuple[str, str, int], float] = {}
    for one in measures():
        drift = random.Random(f"drift {one.code}").uniform(-0.08, 0.08)
        for place in places():
            if place.level == "country":
                series = [one.england * (1 + drift * (year - 2025) / 7) for year in YEARS]
            elif place.level == "region":
                continue
            else:
                mine = {year: value for (code, name, year), value in pins.items() if (code, name) == (one.code, place.name)}
                series = _series(one, place, drift, mine)
            for year, value in zip(YEARS, series, strict=True):
                found[one.code, place.name, year] = _rounded(one, value)
        for place in places():
            for year in YEARS if one.code in PARTS and place.level != "region" else ():
                rest = 97 - sum(found[other, place.name, year] for other in PARTS[one.code])
                found[one.code, place.name, year] = min(found[one.code, place.name, year], max(rest, 1))
        own = [place.name for place in places() if place.level == "authority"]
        for year in YEARS:
            found[one.code, "Westmarch", year] = _rounded(one, sum(found[one.code, name, year] for name in own) / len(own))
    return found


def _series(one: Measure, place: Place, drift: float, pinned: dict[int, float]) -> list[float]:
    chance = random.Random(f"{one.code} {place.name}")
    level = one.england + chance.gauss(0, 0.8) * one.spread
    slope = chance.gauss(drift * one.england / 7, one.spread / 14)
    if pinned:
        first = min(pinned)
        level = pinned[first] - slope * (first - 2025)
    series = []
    for year in YEARS:
        before = [known for known in pinned if known <= year]
        after = [known for known in pinned if known >= year]
        if year in pinned:
            value = pinned[year]
        elif before and after:
            low, high = max(before), min(after)
            value = pinned[low] + (pinned[high] - pinned[low]) * (year - low) / (high - low)
        elif before:
            value = pinned[max(before)] + slope * (year - max(before))
        else:
            value = level + slope * (year - 2025) + chance.gauss(0, one.spread / 5)
        series.append(_kept_sensible(one, value) if year not in pinned else value)
    return series


def _kept_sensible(one: Measure, value: float) -> float:
    value = max(value, one.england * 0.15)
    return min(value, 99.6) if "%" in one.unit or ("Rate" not in one.unit and one.england < 100) else value


def _rounded(one: Measure, value: float) -> float:
    return round(value + 1e-9, one.decimals)


def said(one: Measure, value: float) -> str:
    """A figure as a document writes it."""
    return f"{value:.{one.decimals}f}"


def figure_rows(authority: str, directive: str) -> tuple[tuple[str, ...], ...]:
    """A table of figures for a document: ``figures: CODE, CODE`` or ``table: all``."""
    name, codes = directive.split(": ")
    known = values()
    if name == "table":
        years = YEARS if authority == "Northmoor" else YEARS[-4:]
        head = ("Indicator", *(str(year) for year in years), "England 2025")
        chosen = measures()
        return (head, *((one.title, *(said(one, known[one.code, authority, year]) for year in years), _england(one)) for one in chosen))
    head = ("Indicator", "2023", "2024", "2025", "Region 2025", "England 2025")
    chosen = tuple(measure(code.strip()) for code in codes.split(", "))
    return (
        head,
        *(
            (
                one.title,
                *(said(one, known[one.code, authority, year]) for year in YEARS[-3:]),
                said(one, known[one.code, "Westmarch", 2025]),
                _england(one),
            )
            for one in chosen
        ),
    )


def _england(one: Measure) -> str:
    return said(one, values()[one.code, next(place.name for place in places() if place.level == "country"), 2025])
