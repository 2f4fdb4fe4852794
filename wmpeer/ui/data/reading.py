"""Reads what the screen shows, in one snapshot each: handed to ``workspace.read`` on a reader, never on the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wmpeer.indicators.catalogue import catalogue
from wmpeer.indicators.queries import batches, benchmark, known_areas, neighbours, newest_model, sources
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.same import together
from wmpeer.journal.rights import WRITERS
from wmpeer.region.queries import authorities, framework_of, region_of, role_of, stood_aside
from wmpeer.ui.data.records import AreaLine, Figures, Measure


def read_figures(session: Any, authority: str, model: str = "", reader: str = "") -> Figures:
    """Everything loaded about *authority*; compared with the neighbours of *model*, or of the newest. *reader* is a person's id."""
    region, framework = region_of(session), framework_of(session)
    places = tuple((one.ons_code, one.name) for one in authorities(session))
    models = _models(session, authority)
    model = model if model in models else (models[0] if models else "")
    rows = benchmark(session, authority, None, None, model or None, region.ons_code)
    told = catalogue()
    return Figures(
        authority, dict(places).get(authority, authority), region.name, region.ons_code,
        tuple(AreaLine(area.code, area.number, area.title, told.codes(area.code)) for area in framework.areas),
        places, grouped(rows), models, model,
        _neighbours(session, authority, model, region.ons_code) if model else (), bool(sources(session)),
        role_of(session, reader) in WRITERS["rebase"] and authority not in stood_aside(session, reader),
        any(batch.kind == "inspections" and not batch.retired for batch in batches(session)),
    )  # fmt: skip


def _models(session: Any, authority: str) -> tuple[str, ...]:
    """The models that have neighbours for the authority, the newest first."""
    named: set[str] = set()
    for batch in batches(session):
        if batch.kind == "neighbours" and not batch.retired:
            named |= {part.strip() for part in batch.release.split(",")}
    left = {lines[0].model for name in named if (lines := neighbours(session, authority, name))}
    found: list[str] = []
    while left:
        newest = newest_model(left)
        assert newest is not None
        found.append(newest)
        left.discard(newest)
    return tuple(found)


def _neighbours(session: Any, authority: str, model: str, region: str) -> tuple[str, ...]:
    """The names of the neighbours in their order, those that the region's definition adds too."""
    book = known_areas(session, region)
    lines = neighbours(session, authority, model)
    return tuple(area.name if (area := book.find(ons=line.neighbour)) is not None else line.name for line in lines)


def grouped(rows: Sequence[BenchmarkRow]) -> tuple[Measure, ...]:
    """Rows as measures: what several sources tell of the same is one, led as `wmpeer.indicators.same.RULE` says."""
    return tuple(Measure(one.row, one.also) for one in together(rows))
