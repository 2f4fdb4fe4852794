"""Areas by any of their codes and names: an authority, a region, England.

Published tables name the same authority by its ONS code (which may change), by the Department for Education's three-digit number, or
by a name ("Herefordshire, County of", "telford & wrekin", "Kingston Upon Hull, City of"). An `AreaBook` knows them all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wmpeer.files import resource

Level = Literal["country", "region", "authority", "other"]
"""`other` is what a table tells of beside them: a total, a footnote, an area nobody knows. The book has none."""
ENGLAND = "E92000001"

_WORDS_LEFT_OUT = re.compile(
    r"\b(the|council|corporation|metropolitan|district|borough|county|city|royal|london|unitary|authority|of|childrens|trust|services|mbc|mb|ua|cc)\b"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place that figures are about. `ons` is the key everywhere; `region` is the ONS code of the region it lies in, where known."""

    ons: str
    dfe: str
    name: str
    level: Level = "authority"
    region: str = ""
    other_codes: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    ended: str = ""


class AreaBook:
    """Finds an `Area` by code first, then by any spelling of its name. What comes later in *areas* is preferred."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas: dict[str, Area] = {}
        self._codes: dict[str, Area] = {}
        self._numbers: dict[str, Area] = {}
        self._names: dict[str, Area] = {}
        self._bare: dict[str, Area] = {}
        for area in areas:
            self._note(area)

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas.values())

    def __len__(self) -> int:
        return len(self._areas)

    def find(self, *, ons: str = "", dfe: str = "", name: str = "") -> Area | None:
        """The area with this ONS code, else with this DfE number (``330`` or ``330.0``), else with this name in any spelling."""
        by_code = self._codes.get(ons.strip().upper()) if ons else None
        by_number = self._numbers.get(dfe.strip().removesuffix(".0")) if dfe else None
        return by_code or by_number or (self._by_name(name) if name else None)

    def with_areas(self, areas: Iterable[Area]) -> AreaBook:
        """This book and *areas* besides (an invented or a new region's); where both know a code or a name, *areas* are meant."""
        return AreaBook((*self, *areas))

    def within(self, region: str) -> tuple[Area, ...]:
        """The authorities of a region (its ONS code) that still exist, by name."""
        inside = (area for area in self if area.region == region and area.level == "authority" and not area.ended)
        return tuple(sorted(inside, key=lambda area: area.name))

    def _by_name(self, name: str) -> Area | None:
        plain = plain_name(name)
        return self._names.get(plain) or self._names.get(plain.removesuffix(" region")) or self._bare.get(_bare_name(plain))

    def _note(self, area: Area) -> None:
        self._areas[area.ons] = area
        for code in (area.ons, *area.other_codes):
            self._codes[code.upper()] = area
        if area.dfe:
            self._numbers[area.dfe] = area
        for name in (area.name, *area.other_names):
            plain = plain_name(name)
            if not (area.ended and plain in self._names):
                self._names[plain] = area
                if area.level == "authority":
                    self._bare[_bare_name(plain)] = area
        if area.level == "authority" and not area.ended:  # "Dorset" means the authority that is there now
            self._names[plain_name(area.name)] = area


def plain_name(name: str) -> str:
    """A name without what spellings differ in: case, "&", "St.", commas, hyphens, apostrophes, spaces."""
    text = name.casefold().replace("&amp;", "&").replace("&", " and ").replace("’", "").replace("'", "")
    text = re.sub(r"\bsaint\b", "st", re.sub(r"[^\w\s]|_", " ", text))
    return " ".join(text.split())


def _bare_name(plain: str) -> str:
    return " ".join(_WORDS_LEFT_OUT.sub(" ", plain).split()) or plain


@cache
def england() -> AreaBook:
    """Every upper-tier authority of England, its regions, and the country (``resources/areas/england.csv``)."""
    lines = resource("areas", "england.csv").read_text(encoding="utf-8").splitlines()
    return AreaBook(_area(row) for row in csv.DictReader(line for line in lines if not line.startswith("#")))


def _area(row: dict[str, str]) -> Area:
    level: Level = {"country": "country", "region": "region"}.get(row["level"], "authority")  # type: ignore[assignment]
    names = tuple(name for name in row["other_names"].split("|") if name)
    return Area(row["ons"], row["dfe"], row["name"], level, row["region"], tuple(row["other_codes"].split()), names, row["ended"])
