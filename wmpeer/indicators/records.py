"""What queries give: frozen records for screens, letters, papers and the command line."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.indicators.compared import BestNeighbour, Direction, Disagreement, Earlier, Gap, Rank, Restated, Stale, Withheld
from wmpeer.indicators.parts import FIFTH, Part
from wmpeer.indicators.rules import Flag
from wmpeer.indicators.shape import Bounds, Spread
from wmpeer.indicators.tables import InspectionRow, PeriodKind, ValueState


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One measure of one source for an authority: its newest period beside England, its region and its statistical neighbours.

    `raw` is the cell as it stood; exactly one of `value` and `marker` is None. `neighbours` is the unrounded mean of those
    `neighbours_count` neighbours of `model` that have a value. `trend` is oldest first, up to `period`; a marker is None there.
    `areas` are the framework areas the measure belongs to; `sha256` and `sheet` name the batch it was read from.

    `fifth` is where the value stands among the `fifth_of` authorities that have one, 1 the lowest and 5 the highest values; None for
    counts, markers and few authorities. `gaps` are those to England, the region and the neighbours, as far as there are some.
    """

    code: str
    source: str
    title: str
    unit: str
    polarity: str
    period: str
    value: float | None
    raw: str
    text: str
    marker: str | None
    england: float | None
    region: float | None
    neighbours: float | None
    model: str | None
    trend: tuple[tuple[str, float | None], ...]
    neighbours_count: int
    flags: tuple[Flag, ...]
    decimals: int | None = None
    areas: tuple[str, ...] = ()
    sha256: str = ""
    year_type: str = ""
    england_text: str = ""
    region_text: str = ""
    sheet: str = ""
    state: ValueState = ""
    period_kind: PeriodKind = ""
    fifth: int | None = None
    fifth_of: int = 0
    best_neighbour: BestNeighbour | None = None
    direction: Direction | None = None
    gaps: tuple[Gap, ...] = ()
    restated: Restated | None = None
    stale: Stale | None = None
    disagree: tuple[Disagreement, ...] = ()
    is_count: bool = False
    rank: Rank | Withheld | None = None
    earlier: tuple[Earlier, ...] = ()
    """The periods of `trend` that come from earlier releases than the newest figure."""

    def as_json(self) -> dict[str, object]:
        """The row as the command line prints it."""
        return {
            "code": self.code, "source": self.source, "title": self.title, "unit": self.unit, "polarity": self.polarity,
            "period": self.period, "value": _plain(self.value), "raw": self.raw, "text": self.text, "marker": self.marker,
            "england": _plain(self.england), "region": _plain(self.region), "neighbours": _tidy(self.neighbours), "model": self.model,
            "trend": [[label, _plain(value)] for label, value in self.trend], "neighbours_count": self.neighbours_count,
            "flags": [{"rule": flag.rule, "sentence": flag.sentence} for flag in self.flags], "state": self.state,
            "period_kind": self.period_kind, "fifth": self.fifth, "fifth_of": self.fifth_of,
            "is_count": self.is_count, "direction": _direction(self.direction), "gaps": [_gap(each) for each in self.gaps],
            "best_neighbour": _best(self.best_neighbour), "rank": _rank(self.rank), "sha256": self.sha256,
            "earlier": [{"periods": list(one.periods), "file": one.name, "sha256": one.sha256} for one in self.earlier],
        }  # fmt: skip


def _tidy(value: float | None) -> float | int | None:
    """A mean without the tail of a binary fraction: 18.13, where the machine has 18.130000000000003."""
    return None if value is None else _plain(float(f"{value:.12g}"))


def _direction(told: Direction | None) -> dict[str, object] | None:
    return None if told is None else {"one": told.one, "three": told.three, "sentence": told.sentence}


def _gap(told: Gap) -> dict[str, object]:
    before = None if told.before is None else _plain(told.before)
    return {"against": told.against, "now": _plain(told.now), "before": before, "moving": told.moving, "sentence": told.sentence}


def _best(told: BestNeighbour | None) -> dict[str, object] | None:
    if told is None:
        return None
    return {"ons_code": told.key, "name": told.name, "value": _plain(told.value), "text": told.text, "sentence": told.sentence}


def _rank(told: Rank | Withheld | None) -> dict[str, object] | None:
    if told is None:
        return None
    if isinstance(told, Withheld):
        return {"withheld": told.why}
    return {"place": told.place, "of": told.of, "shared": told.shared, "sentence": told.sentence}


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() and abs(value) < 1e15 else value


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One area's figures over the periods of an `IndicatorSeries`: numbers, and the raw cells they were read off (empty: no cell)."""

    key: str
    name: str
    values: tuple[float | None, ...]
    raws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """Everything a chart of one measure needs: the authority, what it is compared with, and the authorities of its region."""

    code: str
    source: str
    title: str
    unit: str
    polarity: str
    decimals: int | None
    periods: tuple[str, ...]
    own: SeriesLine
    england: SeriesLine | None
    region: SeriesLine | None
    neighbours: SeriesLine | None
    model: str | None
    members: tuple[SeriesLine, ...]
    flags: tuple[Flag, ...] = ()
    bounds: Bounds | None = None
    """Where, of all authorities loaded, the lowest `part` ends and the highest begins in the newest period."""
    part: Part = FIFTH
    states: tuple[ValueState, ...] = ()
    kinds: tuple[PeriodKind, ...] = ()
    spreads: tuple[Spread | None, ...] = ()
    """How all authorities loaded are spread, one for each of `periods`; None where none has a value."""
    everyone: tuple[SeriesLine, ...] = ()
    """All authorities of the table by name; empty unless they were asked for."""
    is_count: bool = False
    """Whether the newest figure grows with the size of an authority (`wmpeer.indicators.sizes`)."""
    small: bool = False
    """Whether a count under six stands behind a member's figure in the newest period of its own authority."""
    earlier: tuple[Earlier, ...] = ()
    """The periods of the authority's figures that come from earlier releases than the newest one."""


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """An inspection and where it is known from."""

    inspection: InspectionRow
    source: str
    sha256: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class NeighbourLine:
    """A statistical neighbour (ONS code) and its rank in a model."""

    model: str
    rank: int
    neighbour: str
    name: str
    closeness: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure of a source in use."""

    code: str
    source: str
    title: str
    unit: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch of data that was loaded. `restated` counts the figures of an earlier release that it changed."""

    entity: str
    sha256: str
    name: str
    kind: str
    source: str
    release: str
    rows: int
    values: int
    markers: tuple[tuple[str, int], ...]
    choices: tuple[tuple[str, str], ...]
    loaded_at: str
    retired: bool
    sheet: str = ""
    publisher: str = ""
    released_on: str = ""
    mapping: str = ""
    restated: int = 0
    examples: tuple[tuple[str, str, str, str, str], ...] = ()
    """The first of them: area, code, period, what it was and what it is now."""
