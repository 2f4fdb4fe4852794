"""Reads one measure of one authority with all that is said and drawn of it: on a reader, never on the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wmpeer.clock import now
from wmpeer.indicators.charts import REGION, ChartDescription, country_of, describe, describe_strip, newest_of
from wmpeer.indicators.compared import Rank
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.honest import honest
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import indicator_series
from wmpeer.indicators.rebases import limits_of, rebases
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.indicators.restated import restated, restated_sentence
from wmpeer.indicators.short import sign
from wmpeer.indicators.standing import rank_of
from wmpeer.indicators.states import state_of, state_said
from wmpeer.indicators.values import marked
from wmpeer.ui.data.names import count_words, polarity_words
from wmpeer.ui.data.origin import origin_of, release_of
from wmpeer.ui.data.reasons import reasons_of
from wmpeer.ui.data.records import Begun, Fact, Figures, Measure, OneIndicator, Reason, Rebasing, Told
from wmpeer.ui.data.words import figure_sentence, places_of, sentence_of, years_title
from wmpeer.ui.kit.charts.scale import number

FIFTHS = ("lowest", "second lowest", "middle", "second highest", "highest")


def read_one(session: Any, figures: Figures, measure: Measure, row: BenchmarkRow, reader: str) -> OneIndicator | None:
    """One measure as *row*'s source tells it, for *reader* (a person's id); None where the source no longer has it."""
    names = dict(figures.places)
    series = indicator_series(
        session, figures.authority, row.code, row.source, figures.model or None, figures.region_code, tuple(names), everyone=True
    )  # fmt: skip
    if series is None:
        return None
    (row,) = honest(session, figures.authority, (row,), now().astimezone().date())
    begun = rebases(session, figures.authority, row.code, row.source, reader=reader or None)
    limits = limits_of(series, begun)
    called, best = names | {REGION: figures.region}, row.best_neighbour.key if row.best_neighbour else ""
    changed = restated(session, row.source, [figures.authority], [row.code])
    newest, country = newest_of(series), country_of(series)
    sentence = figure_sentence(row, series, newest, country, counts=series.is_count)
    reasons = reasons_of(row, series, country, counts=series.is_count, rules=rules_of(session))
    strip = describe_strip(series, names=called, best=best)
    release = release_of(session, row)
    told, facts = tuple(_told(row, series)), tuple(_facts(row))
    return OneIndicator(
        row=row, title=" ".join(row.title.split()), about=_about(row),
        value=number(row.value, places_of(row)) if row.value is not None else "no value",
        unit=sign(row.unit, row.title) if row.value is not None else "", sentence=sentence, years=years_title(series, newest),
        trend=replace(describe(series, names=called, best=best, restated=changed), release=release),
        strip_title=_strip_title(strip, country), strip=replace(strip, release=release),
        reasons=reasons, flagged=bool(row.flags), origin=origin_of(session, measure, row),
        words=_words(_Said(row, series, names, newest, country), sentence, told, facts, limits.why, reasons),
        control=replace(describe(series, limits, names=called, restated=changed), release=release),
        why_no_limits=limits.why if not limits.limits else "",
        told=told, facts=facts,
        rebasing=Rebasing(
            figures.may_rebase, tuple((label, read_period(label).words) for label in _numbered(series)),
            tuple(Begun(line.entity, line.period, line.sentence) for line in begun),
        ),
    )  # fmt: skip


def _about(row: BenchmarkRow) -> str:
    unit = row.unit if row.unit and row.unit != "-" else "unit not said by the source"
    period = f"{row.year_type.lower() + ' ' if row.year_type else ''}{read_period(row.period).words}"
    return "  ·  ".join((unit, period, polarity_words(row.polarity)))


def _strip_title(strip: ChartDescription, country: str) -> str:
    period = strip.periods[0]
    if len(strip.points) < 2 and not strip.everyone:
        return f"In {period}"
    head = f"The {count_words(len(strip.points))} in {period}, one circle each"
    return f"{head}; the others of {country} as small dots" if strip.everyone else head


def _numbered(series: IndicatorSeries) -> list[str]:
    """The labels of the periods with a number, the newest first; limits begin with the first of all as it is."""
    return [label for label, value in zip(series.periods, series.own.values, strict=True) if value is not None][:0:-1]


def _told(row: BenchmarkRow, series: IndicatorSeries) -> Iterator[Told]:
    """How the figure moves and where it stands, in words."""
    if row.direction is not None:
        yield Told("Direction", row.direction.sentence)
    for gap in row.gaps:
        whom = {"england": gap.whom or "England", "region": "the region", "neighbours": "its neighbours"}[gap.against]
        yield Told(f"Distance to {whom}", gap.sentence)
    place = rank_of(series, series.own.key)
    yield Told("Place in the region", place.sentence if isinstance(place, Rank) else place.why)
    if row.best_neighbour is not None:
        yield Told("Best neighbour", row.best_neighbour.sentence)


def _facts(row: BenchmarkRow) -> Iterator[Fact]:
    """What is to be known of the figure, a word each."""
    state = state_of(row)
    if state in ("provisional", "revised", "estimated"):
        yield Fact("state", state.capitalize(), f"{state_said(row)[:1].upper()}{state_said(row)[1:]}.")
    if row.restated is not None:
        yield Fact("restated", "Restated", restated_sentence(row.restated))
    if row.stale is not None:
        yield Fact("stale", "A newer one was due", row.stale.sentence)
    if row.disagree:
        yield Fact("disagree", "Sources disagree", row.disagree[0].sentence)
    if row.earlier:
        yield Fact("earlier", "Two releases", " ".join(one.sentence for one in row.earlier))
    if row.fifth is not None:
        which = FIFTHS[row.fifth - 1]
        told = (
            f"In the {which} fifth of the {row.fifth_of} authorities with a value in {read_period(row.period).words}; fifths are of values."
        )
        yield Fact("fifth", f"{which[:1].upper()}{which[1:]} fifth", told)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words of a measure are made from."""

    row: BenchmarkRow
    series: IndicatorSeries
    names: dict[str, str]
    newest: int
    country: str

    def years(self) -> Iterator[str]:
        series = self.series
        for label, value, raw in zip(series.periods[: self.newest + 1], series.own.values, series.own.raws, strict=False):
            if raw:
                shown = number(value, places_of(self.row)) if value is not None else f"no value, {marked(raw)}"
                yield f"{read_period(label).words}: {shown}"

    def region(self) -> Iterator[str]:
        known = {line.key: line for line in self.series.members}
        for code, name in self.names.items():
            if code in known and known[code].raws[self.newest]:
                told = sentence_of(
                    name, self.row.title, self.series, known[code], self.newest, self.country, counts=self.series.is_count
                )  # fmt: skip
                head, _, rest = told.partition(": ")
                yield f"{head.partition(',')[0]}: {rest}"


def _words(
    said: _Said, sentence: str, told: Sequence[Told], facts: Sequence[Fact], limits: str, reasons: Sequence[Reason]
) -> tuple[str, ...]:  # fmt: skip
    """Everything that the pictures show, to read."""
    head = f"# {said.names.get(said.series.own.key, said.series.own.name)}"
    rules = [f"{'Flag' if reason.met else 'No flag'}: {reason.title}. {reason.sentence}" for reason in reasons]
    standing = [f"{one.title}: {one.sentence}" for one in told]
    return (
        head, sentence, *(fact.sentence for fact in facts), "# Direction and place", *standing, "# The years", *said.years(), limits,
        "# The region, by name", *said.region(), "# The rules", *rules,
    )  # fmt: skip
