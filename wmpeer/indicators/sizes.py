"""Figures that grow with the size of an authority, and figures that do not: only the latter are compared."""

from __future__ import annotations

import re
from functools import lru_cache

COUNT_TIMES = 30
"""England's figure is that many times the middle authority's, or more, only where it is a sum: there are about 150 of them."""
SMALL = 6
"""A count below this could tell of single children."""

_RATE = re.compile(r"%|\bper ?cent|\bpercentage\b|\brate\b|\bper \d", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent|\bpercentage\b", re.IGNORECASE)
_SHARE = re.compile(r"(^|_)(?:percentage|percent|pct|pc|rate)(?=_|$)", re.IGNORECASE)


def is_count(unit: str, england: float | None, middle: float | None) -> bool:
    """Whether a figure grows with the size of an authority: its unit says that it counts, or England's figure is what all authorities'
    add up to. *middle* is the middle authority's; None where nobody knows."""
    if counts(unit):
        return True
    return england is not None and middle is not None and england > COUNT_TIMES * max(middle, 1.0)


@lru_cache(maxsize=1024)
def counts(unit: str) -> bool:
    """Whether a unit says that something is counted."""
    return unit.casefold().startswith("number")


@lru_cache(maxsize=1024)
def is_rate(unit: str) -> bool:
    """Whether a unit is that of a rate or of a percentage."""
    return bool(_RATE.search(unit)) and not counts(unit)


@lru_cache(maxsize=1024)
def is_percent(unit: str) -> bool:
    """Whether a unit is that of a percentage."""
    return bool(_PERCENT.search(unit)) and not counts(unit)


@lru_cache(maxsize=8192)
def numerators(code: str) -> tuple[str, ...]:
    """What the count behind a share may be called in the same table, the likeliest first: ``rereferral_percent`` stands upon
    ``rereferral_count``, ``pt_overall`` upon ``t_overall``."""
    head, bracket, breakdown = code.partition(" [")
    found = []
    if head.startswith("pt_"):
        found += [f"t_{head[3:]}", f"t_sess_{head[3:]}"]
    if _SHARE.search(head):
        found += [_SHARE.sub(rf"\1{word}", head) for word in ("count", "number")]
        found.append(_SHARE.sub("", head).strip("_"))
    return tuple(f"{name}{bracket}{breakdown}" for name in dict.fromkeys(found) if name and name != head)
