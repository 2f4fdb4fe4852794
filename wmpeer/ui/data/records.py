"""What the screen Data holds: frozen records, computed off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.ui.data.names import short_name
from wmpeer.ui.kit.charts.scale import Scale

Key = tuple[str, str]
"""A measure: its code and its source."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of an authority: its newest figure, and in `also` what other sources say of the same."""

    row: BenchmarkRow
    also: tuple[BenchmarkRow, ...] = ()

    @property
    def key(self) -> Key:
        return self.row.code, self.row.source

    @property
    def name(self) -> str:
        return short_name(self.row.code, self.row.title)

    def says(self, code: str, source: str = "") -> BenchmarkRow | None:
        """The row of that code (and source, where one is named) among this measure's."""
        return next((row for row in (self.row, *self.also) if row.code == code and source in ("", row.source)), None)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """A framework area. `card` are the codes its card names, in the card's order."""

    code: str
    number: int
    title: str
    card: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is loaded about an authority, and what it may be compared with.

    `places` are the region's authorities (ONS code, name) by name; `models` the models of statistical neighbours that have this
    authority, the newest first; `loaded` says whether any table of indicators is here at all; `may_rebase` whether the reader may begin
    control limits anew; `inspected` whether inspections are here.
    """

    authority: str
    name: str
    region: str
    region_code: str
    areas: tuple[AreaLine, ...]
    places: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    models: tuple[str, ...]
    model: str
    neighbours: tuple[str, ...]
    loaded: bool
    may_rebase: bool = False
    inspected: bool = False

    @property
    def any_loaded(self) -> bool:
        """Whether anything is loaded that a page can show, if not of this authority."""
        return self.loaded or self.inspected

    def area(self, code: str) -> AreaLine | None:
        return next((area for area in self.areas if area.code == code), None)

    def find(self, code: str, source: str = "") -> Measure | None:
        """The measure that has a row of that code and source; of any source where it is not there."""
        for wanted in (source, ""):
            for measure in self.measures:
                if measure.says(code, wanted) is not None:
                    return measure
        return None


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule, met or not, and its sentence."""

    title: str
    sentence: str
    met: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on how a figure moves or where it stands, and what it is about."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be known of a figure: a word, and the sentence behind it. `kind` is state, restated, stale, disagree, earlier or fifth."""

    kind: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Begun:
    """Where somebody let control limits begin anew: the record, the period's label, and the sentence with the reason."""

    entity: str
    period: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rebasing:
    """Whether the reader may begin limits anew, at which periods (label and words, the newest first), and where that was done."""

    allowed: bool = False
    periods: tuple[tuple[str, str], ...] = ()
    begun: tuple[Begun, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from, in lines; `other` sources that tell of the same, each with its sentence and whether it disagrees."""

    lines: tuple[str, ...]
    other: tuple[tuple[Key, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class OneIndicator:
    """One measure of one authority, ready to be shown. `why_no_limits` says why `control` is no control chart; empty where it is."""

    row: BenchmarkRow
    title: str
    about: str
    value: str
    unit: str
    sentence: str
    years: str
    trend: ChartDescription
    strip_title: str
    strip: ChartDescription
    reasons: tuple[Reason, ...]
    flagged: bool
    origin: Origin
    words: tuple[str, ...]
    control: ChartDescription
    why_no_limits: str = ""
    told: tuple[Told, ...] = ()
    facts: tuple[Fact, ...] = ()
    rebasing: Rebasing = Rebasing()


@dataclass(frozen=True, slots=True)
class Small:
    """One of the small multiples."""

    code: str
    name: str
    value: str
    note: str
    flag: bool
    own: bool
    chart: ChartDescription


@dataclass(frozen=True, slots=True)
class Multiples:
    """One measure for every authority of the region, by name, all on one scale."""

    title: str
    about: str
    england: str
    steps: str
    scale: Scale
    cells: tuple[Small, ...]
    words: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AreaCell:
    """A measure in an area's picture: its newest value as it is read, the flags' titles, all of it in words and as a row of the table;
    `top` is what its topmost line stands for."""

    key: Key
    name: str
    value: str
    note: str
    flags: tuple[str, ...]
    chart: ChartDescription
    scale: Scale
    said: str
    row: tuple[str, ...]
    top: str


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """The measures of an area's card for one authority, in the card's order; `country` is what England's line is called."""

    title: str
    about: str
    country: str
    cells: tuple[AreaCell, ...]
    table: tuple[tuple[str, ...], ...]
