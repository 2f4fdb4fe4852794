"""What the data says: benchmarks, series, inspections, neighbours, batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wmpeer.indicators.beside import benchmark_row, series_of
from wmpeer.indicators.catalogue import LAIT, catalogue, key_codes
from wmpeer.indicators.compare import Desk, by_measure, open_desk
from wmpeer.indicators.everyone import everyone_of
from wmpeer.indicators.inspected import told_inspections
from wmpeer.indicators.nearest import neighbours, newest_model
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.plan import KnownBatch
from wmpeer.indicators.records import BatchLine, BenchmarkRow, IndicatorSeries, InspectionLine, MeasureLine
from wmpeer.indicators.rules import Rules
from wmpeer.indicators.shape import ABSENT, UNIT, parted
from wmpeer.indicators.short import short_name
from wmpeer.indicators.used import IN_USE
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Authority, Batch, Cycle
from wmpeer.region.areas import Area, AreaBook, england, plain_name
from wmpeer.region.queries import region_of


def benchmark(
    session: Session,
    authority: str,
    indicator: str | None = None,
    source: str | None = None,
    model: str | None = None,
    region: str | None = None,
    *,
    ranked: bool = False,
    rules: Rules | None = None,
) -> tuple[BenchmarkRow, ...]:
    """One row for each measure and source that has the authority (its ONS code), in the order of the tables.

    *indicator* is a code, *source* a source's name; *model* a model of statistical neighbours (the newest where not given); *region* the
    region's ONS code, where neither the tables nor the book of areas say it. With *ranked* the place among the region's authorities is
    told as well, or why not. Flags go by *rules*, or by those of the cycle.
    """
    desk = open_desk(session, authority, indicator, source, model, region, None if ranked else (), rules)
    return tuple(benchmark_row(desk, choice) for choice in by_measure(desk))


def indicator_series(
    session: Session,
    authority: str,
    indicator: str,
    source: str | None = None,
    model: str | None = None,
    region: str | None = None,
    members: Sequence[str] = (),
    *,
    everyone: bool = False,
) -> IndicatorSeries | None:
    """One measure over its periods: the authority, England, the region, the neighbours' mean, and *members* (ONS codes; where none are
    given, the authorities of the region), by name; with *everyone*, all authorities of its tables as well. None where the source does not
    have it."""
    desk: Desk = open_desk(session, authority, indicator, source, model, region, members=tuple(members) or None)
    choices = by_measure(desk)
    if not choices:
        return None
    series = series_of(desk, choices[0])
    return replace(series, everyone=everyone_of(session, desk, choices[0])) if everyone else series


def card(
    session: Session, authority: str, area: str, source: str | None = None, model: str | None = None, region: str | None = None
) -> tuple[BenchmarkRow, ...]:  # fmt: skip
    """The measures of a framework area for an authority: first those its card names, in the card's order, then the others by title."""
    rows = [row for row in benchmark(session, authority, None, source, model, region) if area in row.areas]
    order = {code: place for place, code in enumerate(catalogue().codes(area))}
    return tuple(sorted(rows, key=lambda row: (order.get(row.code, len(order)), row.title, row.source)))


def card_series(
    session: Session, authority: str, area: str, source: str | None = None, model: str | None = None, region: str | None = None
) -> tuple[IndicatorSeries, ...]:  # fmt: skip
    """The series of the measures that a framework area's card names, in its order: small multiples, fetched together. Of all cards, by
    code, where *area* is empty."""
    desk = open_desk(session, authority, None, source, model, region, members=None)
    order = {code: place for place, code in enumerate(catalogue().codes(area) if area else sorted(key_codes()))}
    chosen = [choice for choice in by_measure(desk) if choice.measure.code in order]
    return tuple(series_of(desk, choice) for choice in sorted(chosen, key=lambda choice: order[choice.measure.code]))


def inspections(session: Session, authority: str) -> tuple[InspectionLine, ...]:
    """An authority's inspections, newest first; one that several sources tell is told by the one loaded last."""
    return tuple(told.line for told in told_inspections(session, (authority,)).get(authority, ()))


def batches(session: Session) -> tuple[BatchLine, ...]:
    """Every batch of data, the newest first; those taken out again too."""
    found = session.scalars(select(Batch).where(Batch.withdrawn.is_(False)).order_by(Batch.loaded_at.desc(), Batch.entity))
    return tuple(
        BatchLine(
            row.entity, row.sha256 or "", row.name or "", row.kind or "", row.source or "", row.release or "", row.rows or 0,
            row.values or 0, tuple((key, int(str(count))) for key, count in (row.markers or {}).items()),
            tuple((key, str(value)) for key, value in (row.choices or {}).items()), row.loaded_at or "", bool(row.retired),
            row.sheet or "", row.publisher or "", row.released_on or "", row.mapping or "",
            int(str((row.restated or {}).get("count", 0))), _examples(row.restated),
        )
        for row in found
    )  # fmt: skip


def _examples(restated: Mapping[str, Any] | None) -> tuple[tuple[str, str, str, str, str], ...]:
    told = (restated or {}).get("examples") or ()
    return tuple((str(one["area"]), str(one["code"]), str(one["period"]), str(one["was"]), str(one["now"])) for one in told)


def known_batches(session: Session) -> tuple[KnownBatch, ...]:
    """What `plan_load` is to know of the workspace."""
    codes: dict[int, set[str]] = {}
    labels: dict[int, set[str]] = {}
    for table, code, periods in session.execute(select(IndicatorMeasure.table, IndicatorMeasure.code, IndicatorMeasure.periods)):
        codes.setdefault(table, set()).add(code)
        labels.setdefault(table, set()).update(periods.split(UNIT) if periods else ())
    samples = _samples(session)
    tables = session.execute(select(IndicatorTable.sha256, IndicatorTable.sheet, IndicatorTable.id, IndicatorTable.areas))
    known = {(row.sha256, row.sheet): (row.id, row.areas) for row in tables}
    told = [(line, *known.get((line.sha256, line.sheet), (0, 0))) for line in batches(session)]
    return tuple(
        KnownBatch(
            line.entity, line.sha256, line.kind, line.source, line.name, line.retired, line.choices, frozenset(codes.get(table, ())),
            max((read_period(label).key for label in labels.get(table, ())), default=(0, 0, 0, 0, 0, 0, "")), areas,
            *samples.get(table, ("", {})), line.sheet,
        )
        for line, table, areas in told
    )  # fmt: skip


def _samples(session: Session) -> dict[int, tuple[str, dict[tuple[str, str], str]]]:
    """Of each table (by its id) but LAIT's one area's cells: England's, or the first area's."""
    chosen: dict[int, str] = {}
    for table, area, level in session.execute(select(IndicatorArea.table, IndicatorArea.area, IndicatorArea.level)):
        if level == "country" or table not in chosen:
            chosen[table] = area
    found: dict[int, tuple[str, dict[tuple[str, str], str]]] = {}
    for table, area in chosen.items():
        cells = session.scalar(
            select(IndicatorArea.cells)
            .join(IndicatorTable, IndicatorTable.id == IndicatorArea.table)
            .where(IndicatorArea.table == table, IndicatorArea.area == area, IndicatorTable.source != LAIT)
        )
        if cells is not None:
            raws = parted(cells)
            rows = session.execute(
                select(IndicatorMeasure.code, IndicatorMeasure.periods, IndicatorMeasure.first).where(IndicatorMeasure.table == table)
            )
            told = {(row.code, label): raws[row.first + at] for row in rows for at, label in enumerate(row.periods.split(UNIT))}
            found[table] = (area, {pair: raw for pair, raw in told.items() if raw != ABSENT})
    return found


def known_areas(session: Session, region: str = "") -> AreaBook:
    """England's areas, what the region's definition adds, and the workspace's own authorities, which go before.

    *region* is the ONS code of the region that the workspace's authorities lie in.
    """
    book = england().with_areas(_defined(session))
    own = []
    for row in session.scalars(select(Authority).where(Authority.withdrawn.is_(False))):
        known = book.find(ons=row.ons_code or "", dfe=row.dfe_code or "")
        same = known if known is not None and known.ons == row.ons_code else None
        names = tuple(dict.fromkeys((*(row.variants or {}), *((same.name, *same.other_names) if same else ()))))
        own.append(Area(
            row.ons_code or "", row.dfe_code or "", row.name or "", "authority", same.region if same else region,
            same.other_codes if same else (), names,
        ))  # fmt: skip
    return book.with_areas(area for area in own if area.ons)


def _defined(session: Session) -> tuple[Area, ...]:
    """What the region's definition adds to England: an invented region with its number, its neighbours outside, its country."""
    if session.scalars(select(Cycle.entity)).first() is None:
        return ()
    known = england()
    return tuple(area for area in region_of(session).areas() if area.level == "country" or known.find(ons=area.ons) is None)


def measures(session: Session, source: str | None = None) -> tuple[MeasureLine, ...]:
    """Every measure of the sources in use, in the order of their tables, each once."""
    desk = open_desk(session, "", None, source, None, None)
    found = {
        (desk.tables[line.table].source, line.measure.code): MeasureLine(
            line.measure.code, desk.tables[line.table].source, line.measure.title, line.measure.unit, line.areas
        )
        for line in desk.headings
    }
    return tuple(found.values())


def search_measures(session: Session, words: str, limit: int = 20) -> tuple[MeasureLine, ...]:
    """The measures in whose short name, title or code all *words* stand, best first: what is called just so, then those of an area's
    card, then the shorter title."""
    wanted = plain_name(words).split()
    if not wanted:
        return ()
    named = [(line, plain_name(short_name(line.code, line.title))) for line in measures(session)]
    found = [(line, name) for line, name in named if all(word in f"{name} {plain_name(f'{line.title} {line.code}')}" for word in wanted)]
    exact, called = words.strip().casefold(), plain_name(words)
    found.sort(
        key=lambda one: (
            called not in (one[1], plain_name(one[0].title)) and one[0].code.casefold() != exact,
            one[0].code not in key_codes(), len(one[0].title), one[0].code,
        )
    )  # fmt: skip
    return tuple(line for line, _ in found[:limit])


def sources(session: Session) -> tuple[str, ...]:
    """The names of the sources in use."""
    found = session.scalars(select(func.distinct(Batch.source)).where(Batch.kind == "indicators", IN_USE))
    return tuple(sorted(name for name in found if name))


__all__ = [
    "batches", "benchmark", "card", "card_series", "indicator_series", "inspections", "known_areas",
    "known_batches", "measures", "neighbours", "newest_model", "search_measures", "sources",
]  # fmt: skip
