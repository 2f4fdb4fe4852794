"""What a chart is made from: a frozen description, drawn here on the screen and elsewhere on paper and in workbooks.

Anything with these names will do; `Chart`, `ChartLine`, `ChartPoint` and `ChartBand` are plain ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Role = Literal["own", "england", "region", "neighbours"]


class LineLike(Protocol):
    """A line over the description's periods; None where there is no value, and then `markers` may say why, in words."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def values(self) -> Sequence[float | None]: ...
    @property
    def markers(self) -> Sequence[str | None]: ...


class PointLike(Protocol):
    """One authority in a strip; `text` is its value as published, or why there is none."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def own(self) -> bool: ...
    @property
    def text(self) -> str: ...


class BandLike(Protocol):
    """A shaded part of a strip from `threshold` on, to the greater side or (`below`) to the smaller; `label` says what it is."""

    @property
    def threshold(self) -> float: ...
    @property
    def below(self) -> bool: ...
    @property
    def label(self) -> str: ...


class DescriptionLike(Protocol):
    """`unit` is short ("%", "per 10,000"); `places` the decimals shown; `table` rows of words, the first its headings."""

    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def places(self) -> int: ...
    @property
    def periods(self) -> Sequence[str]: ...
    @property
    def lines(self) -> Sequence[LineLike]: ...
    @property
    def points(self) -> Sequence[PointLike]: ...
    @property
    def band(self) -> BandLike | None: ...
    @property
    def alt(self) -> str: ...
    @property
    def table(self) -> Sequence[Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class ChartLine:
    name: str
    role: str
    values: tuple[float | None, ...]
    markers: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartPoint:
    name: str
    value: float | None
    own: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChartBand:
    threshold: float
    label: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A description as plain as can be."""

    title: str
    unit: str = ""
    periods: tuple[str, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    points: tuple[ChartPoint, ...] = ()
    band: ChartBand | None = None
    alt: str = ""
    table: tuple[tuple[str, ...], ...] = field(default=())
    places: int = 1
