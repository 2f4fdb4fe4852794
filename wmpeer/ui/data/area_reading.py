"""Reads an area of practice in small pictures: the measures of its card for one authority, each on a scale of its own."""

from __future__ import annotations

from typing import Any

from wmpeer.indicators.charts import REGION, country_of, describe, newest_of
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.queries import card_series
from wmpeer.indicators.records import IndicatorSeries
from wmpeer.indicators.rules import Rules
from wmpeer.indicators.short import sign
from wmpeer.indicators.steps import said
from wmpeer.indicators.values import marked
from wmpeer.ui.data.names import count_words
from wmpeer.ui.data.reasons import title_in_words
from wmpeer.ui.data.records import AreaCell, AreaPicture, Figures, Measure
from wmpeer.ui.data.region_reading import thirds
from wmpeer.ui.data.words import gap_words, places_of, sentence_of
from wmpeer.ui.kit.charts.scale import number, with_unit


def read_area(session: Any, figures: Figures, area: str, listed: tuple[Measure, ...]) -> AreaPicture:
    """The measures of the card of *area* ("" for all cards) in the order of *listed*, each as its leading source tells it."""
    told = card_series(session, figures.authority, area, None, figures.model or None, figures.region_code)
    found = {(series.code, series.source): series for series in told}
    shown = [(measure, found[measure.key]) for measure in listed if measure.key in found]
    here, rules = figures.area(area), rules_of(session)
    cells = tuple(_cell(measure, series, figures, rules) for measure, series in shown)
    flagged = sum(bool(cell.flags) for cell in cells)
    count = f"{count_words(len(cells)).capitalize()} measure{'' if len(cells) == 1 else 's'} of the card"
    about = f"{figures.name}  ·  {count}  ·  {count_words(flagged)} flagged"
    country = next((country_of(series) for _, series in shown), "England")
    return AreaPicture(
        here.title if here else "All areas",
        about,
        country,
        cells,
        (("Measure", "Unit", "Period", "Value", country, "Scale", "Flags"), *(cell.row for cell in cells)),
    )


def _cell(measure: Measure, series: IndicatorSeries, figures: Figures, rules: Rules) -> AreaCell:
    row, newest, country = measure.row, newest_of(series), country_of(series)
    places, unit, value = places_of(series), sign(series.unit, series.title), series.own.values[newest]
    period, percent = said(series.periods[newest]), unit if unit == "%" else ""
    chart = describe(series, names=dict(figures.places) | {REGION: figures.region}, roles=("own", "england"))
    titles = tuple(title_in_words(flag.rule, row, flag.sentence, country, rules) for flag in row.flags)
    england = chart.line("england")
    theirs = england.values[-1] if england is not None else None
    if titles:
        note = titles[0] + (f", {len(titles) - 1} more" if len(titles) > 1 else "")
    elif value is None:
        note = _why_none(series, newest)
    else:
        beside = gap_words(value, theirs, places, country) if theirs is not None else ""
        note = "  ·  ".join(part for part in (unit if not percent else "", beside) if part) or period
    told = sentence_of(measure.name, "", series, series.own, newest, country, counts=series.is_count).replace(", , ", ", ", 1)
    shown = with_unit(value, "", places) if value is not None else f"no value, {_why_none(series, newest)}"
    beside = with_unit(theirs, "", places) if theirs is not None else "–"
    scale = thirds([each for line in chart.lines for each in line.values if each is not None], unit)
    top = with_unit(scale.stop, unit, scale.places())
    return AreaCell(
        measure.key, measure.name, with_unit(value, percent, places) if value is not None else "no value", note, titles, chart,
        scale, " ".join((told, *(f"Flag: {flag.sentence}" for flag in row.flags))),
        (measure.name, unit, period, shown, beside, f"{number(scale.start, scale.places())} to {top}", "; ".join(titles) or "none"), top,
    )  # fmt: skip


def _why_none(series: IndicatorSeries, newest: int) -> str:
    """Why there is no value."""
    return marked(series.own.raws[newest]) if series.own.raws[newest] else "not in the source"
