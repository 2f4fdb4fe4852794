"""The part of all authorities by which figures are marked in grids and pictures, as the cycle's rule “worst-part” has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wmpeer.indicators.rules import SHARE_WORDS, share_of
from wmpeer.indicators.shape import LEAST, Bounds, Spread, end_at

Mark = Literal["", "flag", "low", "high"]


@dataclass(frozen=True, slots=True)
class Part:
    """A `share` of all authorities with a value, where `least` or more have one; `flagging` says that the cycle uses the rule."""

    share: float = 0.20
    least: int = LEAST
    flagging: bool = True

    @property
    def word(self) -> str:
        """ "fifth", or what the cycle has instead."""
        return SHARE_WORDS[self.share]

    def bounds(self, spread: Spread | None) -> Bounds | None:
        """Where the lowest part ends and the highest begins; None where too few have a value."""
        if spread is None or spread.count < self.least:
            return None
        return spread.bound(self.share, low=True), spread.bound(self.share, low=False)

    def mark(self, value: float | None, bounds: Bounds | None, polarity: str) -> Mark:
        """A flag at the less favourable end; at the other, and at both of a neutral measure, only where the figure lies."""
        end = end_at(value, bounds)
        if not end:
            return ""
        if self.flagging and end == {"High": "lowest", "Low": "highest"}.get(polarity):
            return "flag"
        return "low" if end == "lowest" else "high"

    def words(self, mark: Mark, polarity: str, country: str) -> str:
        """What a mark says, as a sentence; "" where there is none. Where only some of *country* are loaded, it is ""."""
        if not mark:
            return ""
        side = mark if mark != "flag" else "low" if polarity == "High" else "high"
        tail = ", so flagged" if mark == "flag" else ", the better one" if (mark, polarity) in (("high", "High"), ("low", "Low")) else ""
        return f"In {f'{country}’s' if country else 'these authorities’'} {side}est {self.word}{tail}."


FIFTH = Part()
"""The usual part."""


def part_of(rules: Mapping[str, Mapping[str, Any]]) -> Part:
    """The part that *rules* name; the usual one, without flags, where the rule is not used."""
    rule = rules.get("worst-part")
    return Part(flagging=False) if rule is None else Part(share_of(rule), int(rule["least"]))
