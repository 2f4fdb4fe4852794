"""What a picture is made of: one frozen description, drawn on the screen, in a PDF and as a chart of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wmpeer.clock import in_words
from wmpeer.indicators.rounding import written
from wmpeer.indicators.short import sign
from wmpeer.indicators.spc import Limits

Kind = Literal["trend", "strip", "profile", "control"]
"""Lines over periods; authorities on one line in one period; a share over days beside a target; lines with control limits."""
Role = Literal["own", "england", "region", "neighbours", "best", "target", "most"]
"""`most` is in a profile alone: the share if all that are unknown were counted too."""
MarkKind = Literal["no-value", "provisional", "revised", "estimated", "restated", "signal"]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line over the description's periods (of a strip: over its one period); None is no value, and the line breaks there.

    `texts` are the values as they are read, or in a few words why there is none ("" where nobody has a cell); `markers` say it whole
    ("marked “c” in the source: suppressed to protect confidentiality") and are None where there is a number. Either may be left out.
    """

    name: str
    role: Role
    values: tuple[float | None, ...]
    texts: tuple[str, ...] = ()
    markers: tuple[str | None, ...] = ()

    def marker(self, place: int) -> str:
        """Why there is no value, or empty."""
        return (self.markers[place] or "") if place < len(self.markers) else ""

    def text(self, place: int, decimals: int | None = None) -> str:
        """The value as it is read, else as *decimals* write it; empty where there is none and nobody says why."""
        if place < len(self.texts) and self.texts[place]:
            return self.texts[place]
        value = self.values[place]
        return "" if value is None else written(value, decimals)

    @property
    def last(self) -> int | None:
        """The place of the newest value."""
        return next((place for place in range(len(self.values) - 1, -1, -1) if self.values[place] is not None), None)


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """An authority in a strip; `text` is its value as it is read, or why it has none, whole."""

    name: str
    value: float | None
    own: bool = False
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A shaded part of a strip from `threshold` on, to the greater side or (`below`) to the smaller; `label` says what it is."""

    threshold: float
    label: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class ChartMark:
    """What is to be seen at a period of the own line, and said of it in `words`, a sentence."""

    place: int
    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class ChartDescription:
    """A picture. Colours, sizes and fonts are those of whoever draws it.

    `lines` stand in the order own, england, region, neighbours, best, target; those of a strip have one value. `points` are a strip's
    authorities, by name and by nothing else; `everyone` the values of all other authorities loaded, which nobody names. `band` is the
    less favourable part of all authorities; of a neutral measure there is none. `limits` are those of a control chart, one for each
    stretch between rebasings; their places count `periods`, which of a profile are ISO days. `notes` are the sentences below the picture:
    limits, signals, states.
    `alt` says the whole in words; `table` is its numbers, headings first. `unit` is as the source writes it, `sign` in short.
    """

    title: str
    unit: str = ""
    periods: tuple[str, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    points: tuple[ChartPoint, ...] = ()
    band: ChartBand | None = None
    alt: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    decimals: int | None = 1
    kind: Kind = "trend"
    polarity: str = ""
    source: str = ""
    marks: tuple[ChartMark, ...] = ()
    limits: tuple[Limits, ...] = ()
    everyone: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    release: str = ""

    @property
    def sign(self) -> str:
        """The unit in short: "%", "per 10,000", or nothing for a count."""
        return sign(self.unit, self.title)

    @property
    def places(self) -> int:
        """The decimals that are shown; one where the source does not tell."""
        return 1 if self.decimals is None else self.decimals

    def origin(self, day: date, whom: str = "") -> tuple[str, ...]:
        """What a copy says of itself: measure, unit and *whom* it is of; periods, source, release and the *day* it was copied."""
        measure = f"{self.title}, {self.unit or 'unit not said'}" if self.unit not in self.title or not self.unit else self.title
        periods = " to ".join(dict.fromkeys((self.periods[0], self.periods[-1]))) if self.periods else ""
        told = (
            periods, f"Source: {self.source}" if self.source else "", f"Release: {self.release}" if self.release else "",
            f"Copied {in_words(day)}",
        )  # fmt: skip
        return f"{whom}: {measure}." if whom else f"{measure}.", f"{'. '.join(part for part in told if part)}."

    @property
    def most(self) -> float | None:
        """The greatest value there can be, where an axis ends: 100 of a percentage."""
        return 100.0 if self.sign == "%" else None

    def line(self, role: Role) -> ChartLine | None:
        """The line of *role*."""
        return next((line for line in self.lines if line.role == role), None)

    def marks_at(self, place: int, *kinds: MarkKind) -> tuple[ChartMark, ...]:
        """The marks at a place, of *kinds* or of all."""
        return tuple(mark for mark in self.marks if mark.place == place and (not kinds or mark.kind in kinds))
