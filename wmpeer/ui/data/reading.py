"""Reads what the screen shows, in one snapshot each: handed to ``workspace.read`` on a reader, never on the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from wmpeer.clock import now
from wmpeer.indicators.catalogue import catalogue
from wmpeer.indicators.charts import REGION, country_of, describe, describe_strip, newest_of
from wmpeer.indicators.disagree import period_of
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.honest import honest, honest_sentences
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import batches, benchmark, indicator_series, known_areas, neighbours, newest_model, sources
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.indicators.released import released_words
from wmpeer.indicators.same import RULE, differs, together
from wmpeer.indicators.short import sign
from wmpeer.indicators.states import state_said
from wmpeer.indicators.values import marked
from wmpeer.journal.queries import revision_lines
from wmpeer.region.queries import authorities, framework_of, people, region_of
from wmpeer.ui.data.names import count_words, polarity_words, source_name
from wmpeer.ui.data.reasons import reasons_of
from wmpeer.ui.data.records import AreaLine, Figures, Measure, OneIndicator, Origin
from wmpeer.ui.data.words import (
    figure_sentence,
    place_among,
    places_of,
    sentence_of,
    years_title,
)
from wmpeer.ui.kit.charts.scale import number
from wmpeer.ui.kit.dates import in_words


def read_figures(session: Any, authority: str, model: str = "") -> Figures:
    """Everything loaded about *authority*; compared with the neighbours of *model*, or of the newest."""
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


# ---- one indicator


def read_one(session: Any, figures: Figures, measure: Measure, row: BenchmarkRow) -> OneIndicator | None:
    """One measure as *row*'s source tells it; None where the source no longer has it."""
    names = dict(figures.places)
    series = indicator_series(
        session, figures.authority, row.code, row.source, figures.model or None, figures.region_code, tuple(names)
    )  # fmt: skip
    if series is None:
        return None
    newest = newest_of(series)
    country = country_of(series)
    counts = series.is_count
    called = names | {REGION: figures.region}
    trend, strip = describe(series, names=called), describe_strip(series, names=called)
    unit = sign(row.unit, row.title)
    sentence = figure_sentence(row, series, newest, country, counts=counts)
    among = place_among(series, names, newest)
    reasons = reasons_of(row, series, country, counts=counts, rules=rules_of(session))
    period = read_period(row.period).words
    unit_words = row.unit if row.unit and row.unit != "-" else "unit not said by the source"
    about = [unit_words, f"{row.year_type.lower() + ' ' if row.year_type else ''}{period}", polarity_words(row.polarity)]
    years = years_title(series, newest)
    origin = _origin(session, figures.authority, measure, row)
    return OneIndicator(
        row, " ".join(row.title.split()), "  ·  ".join(about), number(row.value, places_of(row)) if row.value is not None else "no value",
        unit if row.value is not None else "", sentence, years, trend,
        f"The {count_words(len(strip.points))} in {period}, one circle each" if len(strip.points) > 1 else f"In {period}", strip, reasons,
        bool(row.flags), origin, _words(row, series, names, newest, country, sentence, among, counts, reasons),
    )  # fmt: skip


def _words(
    row: BenchmarkRow, series: IndicatorSeries, names: dict[str, str], newest: int, country: str, sentence: str, among: str,
    counts: bool, reasons: Sequence[Any],
) -> tuple[str, ...]:  # fmt: skip
    """Everything that the pictures show, to read."""
    own = [
        f"{read_period(label).words}: {number(value, places_of(row)) if value is not None else 'no value, ' + marked(raw)}"
        for label, value, raw in zip(series.periods[: newest + 1], series.own.values, series.own.raws, strict=False)
        if raw
    ]
    known = {line.key: line for line in series.members}
    others = [
        sentence_of(name, row.title, series, known[code], newest, country, counts=counts).partition(": ")
        for code, name in names.items()
        if code in known and known[code].raws[newest]
    ]
    members = [f"{head.partition(',')[0]}: {rest}" for head, _, rest in others]
    said = [f"{'Flag' if reason.met else 'No flag'}: {reason.title}. {reason.sentence}" for reason in reasons]
    head = f"# {names.get(series.own.key, series.own.name)}"
    return (head, sentence, among, "# The years", *own, "# The region, by name", *members, "# The rules", *said)


# ---- where it comes from


def _origin(session: Any, authority: str, measure: Measure, row: BenchmarkRow) -> Origin:
    lines = []
    batch = next((one for one in batches(session) if (one.sha256, one.sheet) == (row.sha256, row.sheet)), None)
    head = source_name(row.source)
    if batch is not None and batch.release:
        head = f"{head}. Release: {batch.release}"
    lines.append(f"{head}.")
    lines.append(f"Period: {state_said(row)}.")
    if batch is not None:
        sheet = f", sheet “{batch.sheet}”" if batch.sheet else ""
        lines.append(f"File {batch.name}{sheet}, SHA-256 {batch.sha256[:12]}.")
        lines.append(released_words(batch.name, batch.released_on, dict(batch.choices)))
        lines.append(f"Loaded {_moment(batch.loaded_at)}{_by_whom(session, batch.entity)}.")
    if row.value is None:
        lines.append(f"The cell has no number: {marked(row.raw)}.")
    (told,) = honest(session, authority, (row,), now().astimezone().date())
    lines.extend(honest_sentences(replace(told, disagree=tuple(one for one in told.disagree if one.period != row.period))))
    other = tuple(_other(row, each) for each in (measure.row, *measure.also) if each is not row)
    if other:
        lines.append(RULE)
    return Origin(tuple(lines), other)


def _other(row: BenchmarkRow, each: BenchmarkRow) -> tuple[tuple[str, str], str, bool]:
    """What another source says of the same, and whether it disagrees for the same period."""
    name, period = source_name(each.source), read_period(each.period).words
    value = each.text if each.value is not None else f"no value, {marked(each.raw)}"
    key = (each.code, each.source)
    if period_of(each.period) != period_of(row.period):
        return key, f"{name} tells of {period}: {value}.", False
    apart = differs(row, each)
    if row.value is None or each.value is None:
        return key, f"{name} says {value}.", apart
    if not apart:
        return key, f"{name} says the same: {value}.", False
    return key, f"{name} disagrees: {value} for {period}, not {row.text}.", True


def _moment(stamp: str) -> str:
    """A stored moment in this laptop's time: "6 October 2026, 14:02"."""
    if not stamp:
        return "at a time not told"
    at = datetime.fromisoformat(stamp).astimezone()
    return f"{in_words(at.date())}, {at:%H:%M}"


def _by_whom(session: Any, entity: str) -> str:
    lines = revision_lines(session, entity)
    if not lines:
        return ""
    who = {one.id: one.name for one in people(session)}.get(lines[0].author, "")
    return f" by {who}" if who else ""
