"""Gathers the data pack of one authority: its figures by area of practice, beside others', with what flags give reason to ask.

Commentary is left for a person. Who stands aside for the authority is given no pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.drawing.blocks import CellMark, Picture
from wmpeer.indicators.catalogue import catalogue, key_codes
from wmpeer.indicators.charts import REGION, describe, describe_strip
from wmpeer.indicators.honest import honest, honest_sentences
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.queries import benchmark, card_series, neighbours
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.indicators.same import same_measure, together
from wmpeer.indicators.short import count_words, polarity_words, short_name, sign
from wmpeer.indicators.states import state_of, state_said
from wmpeer.indicators.steps import said
from wmpeer.indicators.values import apart, in_short, marked
from wmpeer.judging.commentary import commentaries
from wmpeer.judging.flags import FlagLine, authority_flags
from wmpeer.papers.enquiry import about, enquiry, leading_first
from wmpeer.papers.figures import FLAG_WORDS, Sources, change_of, counted, fifth_words, front_of, home_of, listed, other_unit, places_of
from wmpeer.papers.inspected import inspection_facts
from wmpeer.papers.records import DataPack, Enquiry, PackArea, PackFigure
from wmpeer.region.framework import FrameworkArea
from wmpeer.region.queries import Reader, authorities, find_authority, framework_of, refuse_own_authority, region_of

_ENDS: Mapping[int, CellMark] = MappingProxyType({1: "low", 5: "high"})
LONG_ENOUGH = 3
"""So many periods with a value make a picture."""


@dataclass(slots=True)
class _Desk:
    """What a pack is gathered from."""

    session: Session
    authority: str
    name: str
    region: str
    region_code: str
    country: str
    rows: Mapping[tuple[str, str], BenchmarkRow]
    flags: Mapping[tuple[str, str], list[FlagLine]]
    sources: Sources
    names: Mapping[str, str]
    titles: Mapping[str, str]

    def home(self, row: BenchmarkRow) -> str:
        """The area under which a measure of a card has its picture and its question; empty where no card of the framework names it."""
        return home_of(row.areas, self.titles) if row.code in key_codes() else ""


def data_pack_content(session: Session, authority: str, reader: Reader, today: date) -> DataPack:
    """The data pack of *authority* (its name or a code) as it stands on *today*, for *reader* (ids).

    Raises:
        UnknownAuthorityError.
        OwnAuthorityError: the reader stands aside for the authority.
    """
    where, region = find_authority(session, authority), region_of(session)
    for person in (reader,) if isinstance(reader, str) else reader:
        refuse_own_authority(session, person, where.ons_code)
    front = front_of(session, today)
    leading = [one.row for one in together(benchmark(session, where.ons_code, region=region.ons_code))]
    flags = authority_flags(session, where.ons_code, today, reader)
    by_measure: dict[tuple[str, str], list[FlagLine]] = {}
    for flag in flags:
        by_measure.setdefault((flag.code, flag.source), []).append(flag)
    wanted = [row for row in leading if row.code in key_codes() or (row.code, row.source) in by_measure]
    told = honest(session, where.ons_code, wanted, today)
    names = {one.ons_code: one.name for one in authorities(session)} | {REGION: region.name}
    framework = framework_of(session)
    desk = _Desk(
        session, where.ons_code, where.name, region.name, region.ons_code, front.country, {(row.code, row.source): row for row in told},
        by_measure, Sources(session), names, {area.code: area.title for area in framework.areas},
    )  # fmt: skip
    written = {line.part: line for line in commentaries(session, where.ons_code, reader=reader)}
    areas = [_area(desk, area, [flag for flag in flags if flag.area == area.code]) for area in framework.areas]
    areas = [
        replace(area, commentary=kept.text, commentary_by=kept.written_by) if (kept := written.get(area.code)) else area for area in areas
    ]
    others = tuple(_figure(desk, "", row) for key, row in desk.rows.items() if not desk.home(row) and key in by_measure)
    of_none = tuple(_enquiries(desk, "", (), [flag for flag in flags if flag.area not in desk.titles]))
    near = neighbours(session, where.ons_code)
    return DataPack(
        front, where.name, where.ons_code, near[0].model if near else "", tuple(line.name for line in near),
        tuple(_summary(desk, areas, others)), inspection_facts(session, (where,)), tuple(areas), others, desk.sources.lines(),
        of_none,
    )  # fmt: skip


def _area(desk: _Desk, area: FrameworkArea, flags: Sequence[FlagLine]) -> PackArea:
    """What stands in the area; a measure of several areas has its picture and its question in its `home`."""
    rows = _in_card_order(desk, area.code)
    own = [row for row in rows if desk.home(row) == area.code]
    elsewhere = listed(dict.fromkeys(desk.titles[desk.home(row)] for row in rows if desk.home(row) != area.code))
    return PackArea(
        area.code, area.title, tuple(_figure(desk, area.code, row) for row in rows), tuple(_enquiries(desk, area.code, own, flags)),
        tuple(_pictures(desk, area.code, own)), elsewhere,
    )  # fmt: skip


def _in_card_order(desk: _Desk, area: str) -> list[BenchmarkRow]:
    order = {code: place for place, code in enumerate(catalogue().codes(area))}
    rows = [row for row in desk.rows.values() if area in row.areas and row.code in key_codes()]
    return sorted(rows, key=lambda row: (order.get(same_measure(row.code), order.get(row.code, len(order))), row.title, row.source))


def _figure(desk: _Desk, area: str, row: BenchmarkRow) -> PackFigure:
    flags = desk.flags.get((row.code, row.source), [])
    alone = row.is_count or any(flag.rule == "unit-error" for flag in row.flags)
    told, period = row.direction, said(row.period)
    return PackFigure(
        area=area, code=row.code, name=short_name(row.code, row.title), title=" ".join(row.title.split()), unit=sign(row.unit, row.title),
        polarity=polarity_words(row.polarity), period=period, state=state_said(row).removeprefix(period).strip(", "),
        text=apart(row.text) if row.value is not None else in_short(row.text), raw=row.raw, value=row.value,
        england=None if alone else row.england, region=None if alone else row.region, neighbours=None if row.is_count else row.neighbours,
        neighbours_count=0 if row.is_count else row.neighbours_count, decimals=places_of(row), best=_best(desk, row),
        fifth=fifth_words(row.fifth, row.fifth_of), mark="flag" if flags else _ENDS.get(row.fifth or 0, ""),
        direction=told.sentence if told else "",
        change=change_of(tuple(told.labels), tuple(told.values), told.place, row.decimals) if told else "",
        flags=tuple(flag.sentence for flag in flags), notes=tuple(_notes(desk, row)), source=desk.sources.number(row), sha256=row.sha256,
        is_count=row.is_count,
    )  # fmt: skip


def _best(desk: _Desk, row: BenchmarkRow) -> str:
    if row.best_neighbour is None:
        return ""
    return f"{desk.names.get(row.best_neighbour.key, row.best_neighbour.name)} {apart(row.best_neighbour.text)}"


def _notes(desk: _Desk, row: BenchmarkRow) -> Iterator[str]:
    """What is to be known of a figure before it is used."""
    if row.value is None:
        yield f"No figure for {said(row.period)}, {marked(row.raw)}."
    if state_of(row):
        yield f"The figure for {said(row.period)} is {state_of(row)}."
    if row.is_count:
        yield f"A count grows with the size of an authority; it is set beside neither {desk.country} nor others."
    elif any(flag.rule == "unit-error" for flag in row.flags):
        yield other_unit(desk.country)
    yield from honest_sentences(row)


# ---- questions


def _enquiries(desk: _Desk, area: str, rows: Sequence[BenchmarkRow], flags: Sequence[FlagLine]) -> Iterator[Enquiry]:
    """One question a measure, by the rule that stands first, with the sentences of all its rules; then those on inspections and grades."""
    figures = {(row.code, row.source) for row in desk.rows.values()}
    for row in rows:
        if found := desk.flags.get((row.code, row.source)):
            yield _asked(area, found, source_words(row.source))
    for flag in flags:
        if (flag.code, flag.source) not in figures:
            yield _asked(area, [flag], "")


def _asked(area: str, flags: Sequence[FlagLine], source: str) -> Enquiry:
    first, *rest = sorted(flags, key=lambda flag: leading_first(flag.rule))
    return Enquiry(area, enquiry(first), tuple(flag.sentence for flag in (first, *rest)), about(first), source)


# ---- pictures


def _pictures(desk: _Desk, area: str, rows: Sequence[BenchmarkRow]) -> Iterator[Picture]:
    if not rows:
        return
    found = {(one.code, one.source): one for one in card_series(desk.session, desk.authority, area, region=desk.region_code)}
    for row in rows:
        series = found.get((row.code, row.source))
        if series is not None and sum(value is not None for value in series.own.values) >= LONG_ENOUGH:
            yield _picture(desk, row, series)


def _picture(desk: _Desk, row: BenchmarkRow, series: IndicatorSeries) -> Picture:
    name, unit = short_name(row.code, row.title), sign(row.unit, row.title)
    title = f"{name}, {unit}" if unit else name
    restated = (row.restated,) if row.restated else ()
    trend = describe(series, names=desk.names, restated=restated)
    strip = None if row.is_count or row.value is None else describe_strip(series, names=desk.names)
    return Picture(title, trend, strip)


# ---- in figures


def _summary(desk: _Desk, areas: Sequence[PackArea], others: Sequence[PackFigure]) -> Iterator[str]:
    figures = {(one.code, one.source): one for area in areas for one in area.figures}
    flagged = [one for one in figures.values() if one.flags]
    rows = [row for row in desk.rows.values() if desk.home(row)]
    yield (
        f"{counted(len(figures), 'measure').capitalize()} of {desk.name} stand here, each in its newest period, beside {desk.country}, "
        f"{desk.region} and the mean of its statistical neighbours where the same source tells of them."
    )
    more = f" {counted(len(others), 'other measure').capitalize()}, on no area’s card, {_are(others)} flagged as well."
    yield f"{counted(len(flagged), 'measure').capitalize()} of these {_are(flagged)} flagged.{more if others else ''} {FLAG_WORDS}"
    told = (
        (sum(row.value is None for row in rows), "have no figure in the newest period"),
        (sum(bool(row.stale) for row in rows), "are older than is to be expected"),
        (sum(bool(row.restated) for row in rows), "were restated since an earlier release"),
        (sum(bool(row.disagree) for row in rows), "are told differently by another source in some period"),
    )  # fmt: skip
    if parts := [f"{count_words(count)} {words}" for count, words in told if count]:
        yield f"Of the measures {listed(parts)}; what is to be known of them stands below their table."
    without = [area.title for area in areas if not area.commentary]
    if without:
        left, of = count_words(len(without)), count_words(len(areas))
        yield f"Commentary is for a person to write; it is not yet written for {left} of the {of} areas."


def _are(found: Sequence[object]) -> str:
    return "is" if len(found) == 1 else "are"
