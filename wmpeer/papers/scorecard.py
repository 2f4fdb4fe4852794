"""Gathers the regional scorecard: every authority by name, every measure that an area's card names, England and the region below.

No totals, no ranking, no order by value. A marker stands as it stood; the less favourable part of all authorities that the cycle’s
rule names is flagged with a sign, and neither end of a neutral measure is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import catalogue
from wmpeer.indicators.charts import doubtful
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.parts import Part, part_of
from wmpeer.indicators.records import SeriesLine
from wmpeer.indicators.region_series import RegionSeries, region_series
from wmpeer.indicators.rounding import written
from wmpeer.indicators.same import same_measure
from wmpeer.indicators.shape import end_at
from wmpeer.indicators.short import polarity_words, short_name, sign
from wmpeer.indicators.stale import stale
from wmpeer.indicators.states import noted
from wmpeer.indicators.steps import said
from wmpeer.indicators.values import marked, meaning
from wmpeer.papers.figures import FLAG_WORDS, Sources, counted, figure_text, front_of, other_unit
from wmpeer.papers.records import CardArea, CardCell, CardColumn, CardRow, Scorecard
from wmpeer.region.queries import authorities, framework_of, region_of
from wmpeer.region.records import AuthorityLine

_NOTHING = CardCell("–", None, "", "not in the source")


def scorecard_content(session: Session, made_on: date) -> Scorecard:
    """The scorecard of the region as its tables stand. Figures alone, and nothing anybody said of
    them: it is the same for every reader."""
    region, places = region_of(session), authorities(session)
    told = region_series(session, [one.ons_code for one in places], region.ons_code)
    front, sources, part = front_of(session, made_on), Sources(session), part_of(rules_of(session))
    areas, markers = [], dict[str, str]()
    for area in framework_of(session).areas:
        chosen = [one for one in in_card_order(told, area.code) if not one.series.is_count]
        if not chosen:
            continue
        columns = tuple(_column(one, sources, front.country, made_on) for one in chosen)
        rows = [CardRow(place.name, tuple(_cell(one, line_of(one, place), place.name, part) for one in chosen)) for place in places]
        rows += [
            CardRow(name, tuple(_beside(one, line, name) for one, line in zip(chosen, lines, strict=True)), beside=True)
            for name, lines in (
                (front.country, [None if doubtful(one.series) else one.series.england for one in chosen]),
                (region.name, [None if doubtful(one.series) else one.series.region for one in chosen]),
            )
        ]
        areas.append(CardArea(area.code, area.title, columns, tuple(rows)))
        markers |= {cell.marker: meaning(cell.marker) for row in rows for cell in row.cells if cell.marker}
    return Scorecard(
        front, tuple(_summary(areas, places, front.country, part)), tuple(areas), tuple(sorted(markers.items())), sources.lines()
    )  # fmt: skip


def in_card_order(told: Sequence[RegionSeries], area: str) -> list[RegionSeries]:
    """Those of an area's card, in its order."""
    order = {code: place for place, code in enumerate(catalogue().codes(area))}
    chosen = [one for one in told if area in one.row.areas]
    return sorted(chosen, key=lambda one: (_place(order, one.series.code), one.series.title))


def _place(order: Mapping[str, int], code: str) -> int:
    return min(order.get(same_measure(code), len(order)), order.get(code, len(order)))


def line_of(one: RegionSeries, place: AuthorityLine) -> SeriesLine | None:
    """The figures of an authority."""
    return next((line for line in one.members if line.key == place.ons_code), None)


def _column(one: RegionSeries, sources: Sources, country: str, today: date) -> CardColumn:
    series, period = one.series, one.series.periods[one.newest]
    return CardColumn(
        series.code, short_name(series.code, series.title), sign(series.unit, series.title), said(period), polarity_words(series.polarity),
        1 if series.decimals is None else series.decimals, sources.number(one.row, period), tuple(_notes(one, country, today)),
    )  # fmt: skip


def _notes(one: RegionSeries, country: str, today: date) -> Iterator[str]:
    """What is to be known of the figures of a column."""
    series, period = one.series, said(one.series.periods[one.newest])
    if one.newest < len(series.states) and (state := series.states[one.newest]):
        yield f"The figures for {period} are {state}."
    if doubtful(series):
        yield other_unit(country)
    if one.row.period == series.periods[one.newest] and (late := stale(one.row, today)) is not None:
        yield late.sentence


def _cell(one: RegionSeries, line: SeriesLine | None, name: str, part: Part) -> CardCell:
    series, at = one.series, one.newest
    if line is None or not (line.raws[at] or line.values[at] is not None):
        return _NOTHING
    raw, value = line.raws[at], line.values[at]
    period, measure = said(series.periods[at]), short_name(series.code, series.title)
    head = f"{name}, {measure}, {period}: "
    if value is None:
        return CardCell(raw.strip() or "–", None, "", f"{head}no value, {marked(raw)}.", raw.strip())
    bounds = part.bounds(series.spreads[at] if at < len(series.spreads) else None)
    end, mark = end_at(value, bounds), part.mark(value, bounds, series.polarity)
    shown = figure_text(raw, value, series.decimals)
    state = f" ({state})" if (state := noted(raw)) else ""
    where = f" In the {end} {part.word} of all authorities{', so flagged' if mark == 'flag' else ''}." if end else ""
    return CardCell(shown, value, mark, f"{head}{shown}{state}.{where}")


def _beside(one: RegionSeries, line: SeriesLine | None, name: str) -> CardCell:
    if line is None or (line.values[one.newest] is None and not line.raws[one.newest]):
        return _NOTHING
    raw, value = line.raws[one.newest], line.values[one.newest]
    if value is None:
        return CardCell(raw.strip() or "–", None, "", f"{name}: no value, {marked(raw)}.", raw.strip())
    return CardCell(figure_text(raw, value, one.series.decimals), value, "", f"{name}: {written(value, one.series.decimals)}.")


def _summary(areas: Sequence[CardArea], places: Sequence[AuthorityLine], country: str, part: Part) -> Iterator[str]:
    measures = {column.code for area in areas for column in area.columns}
    who = counted(len(places), "authority", "authorities").capitalize()
    yield (
        f"{who} by name, {counted(len(measures), 'measure')}, each in the newest period that its source tells; {country} and the region "
        "stand below them. Counts are left out, for they grow with the size of an authority."
    )
    flagged = f"⚑ marks a figure in the less favourable {part.word} of all authorities loaded; " if part.flagging else ""
    rest = " that is not flagged" if part.flagging else ""
    arrows = f"↑ and ↓ mark one in the highest or lowest {part.word}{rest}."
    yield (
        f"Nothing is added up, ranked or ordered by value. {flagged}{arrows} Measures neither good nor bad are never flagged here. "
        f"{FLAG_WORDS}"
    )
