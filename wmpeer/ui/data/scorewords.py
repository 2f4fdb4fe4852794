"""The scorecard in words: headings, cells as they are shown and as they are read out, the text beside the grid. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from wmpeer.indicators.catalogue import key_codes
from wmpeer.indicators.rounding import rounded
from wmpeer.indicators.scorecard import Score, ScoreMeasure
from wmpeer.indicators.short import count_words, polarity_words, short_name, sign
from wmpeer.indicators.values import marked, number_in
from wmpeer.ui.kit.charts.scale import number, with_unit

MANY = 24
"""With more measures than this the words are those of one authority at a time."""
_APART = 1e-9


def name_of(measure: ScoreMeasure) -> str:
    """A measure in a heading."""
    return short_name(measure.code, measure.title)


def unit_of(measure: ScoreMeasure) -> str:
    return sign(measure.unit, measure.title)


def better(measure: ScoreMeasure) -> str:
    """Its polarity in a heading: "low is better", "neutral", "a count"."""
    if measure.is_count:
        return "a count"
    return {"Low": "low is better", "High": "high is better"}.get(measure.polarity, "neutral")


def heading_words(measure: ScoreMeasure) -> str:
    """A heading as it is read out."""
    parts = (" ".join(measure.title.split()), measure.period, measure.unit if measure.unit.strip(" -") else "", better(measure))
    return ", ".join(part for part in parts if part)


def shown_text(measure: ScoreMeasure, place: int) -> str:
    """A cell in the grid: its number, its marker as the source writes it, or a dash where the source has none."""
    value = measure.value(place)
    return number(value, _places(measure)) if value is not None else measure.raws[place].strip() or "–"


def sentence(score: Score, measure: ScoreMeasure, place: int) -> str:
    """A cell read out: whose, what of, when, the value with its unit or why there is none, what it follows upon, what its mark says."""
    row, raw, value, country = score.places[place], measure.raws[place], measure.value(place), country_of(score)
    name = name_of(measure)
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    head = f"{row.name}, {name}, {measure.period}: "
    if value is None:
        return head + f"no value, {marked(raw) if raw else 'not in the source'}."
    parts = [", ".join(part for part in (with_unit(value, unit_of(measure), _places(measure)), _change(measure, place)) if part) + "."]
    if row.kind != "authority":
        return head + parts[0]
    if measure.is_count:
        return head + f"{parts[0]} A count, not compared."
    if measure.doubtful:
        parts.append(f"{country} and the region seem to be in another unit.")
    elif (theirs := measure.value(len(score.places) - 2)) is not None:
        parts.append(f"{country} {number(theirs, _places(measure))}.")
    parts.append(polarity_words(measure.polarity).capitalize() + ".")
    parts.append(mark_words(measure, place, country))
    return head + " ".join(part for part in parts if part)


def mark_words(measure: ScoreMeasure, place: int, country: str) -> str:
    """What the mark beside a number says, "" where it has none; a table without the country says nothing of the country."""
    return measure.part.words(measure.mark(place), measure.polarity, country if measure.raws[-2] else "")


def country_of(score: Score) -> str:
    """The country's name in a sentence; what stands behind it in brackets is said in its row."""
    return next((place.name.partition(" (")[0] for place in score.places if place.kind == "england"), "England")


def chosen(score: Score, area: str, words: str, *, key_only: bool, card: Sequence[str] = ()) -> tuple[int, ...]:
    """Which measures are shown, as their places: those of *area* ("" for all), and those that say what is looked for.

    Between commas stands what is looked for instead: "vacancies, agency" finds both. With *key_only* only measures that a card names,
    unless words are given. Those in *card* (codes) go first, in its order; the others as their tables have them.
    """
    wanted = [part.split() for part in words.casefold().split(",") if part.strip()]
    keys = key_codes()
    found = [
        at
        for at, measure in enumerate(score.measures)
        if (not area or area in measure.areas)
        and (any(all(word in _searched(measure) for word in part) for part in wanted) if wanted else not key_only or measure.code in keys)
    ]
    order = {code: place for place, code in reversed(list(enumerate(card)))}
    return tuple(sorted(found, key=lambda at: order.get(score.measures[at].code, len(order))))


def _searched(measure: ScoreMeasure) -> str:
    return f"{name_of(measure)} {measure.title} {measure.code} {measure.source}".casefold()


def table_rows(score: Score, shown: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The grid as rows of words: four of headings, one for each place, and below what is flagged; numbers stay numbers."""
    measures = [score.measures[at] for at in shown]
    rows: list[tuple[str, ...]] = [
        ("Authority", *(name_of(measure) for measure in measures)),
        ("Period", *(measure.period for measure in measures)),
        ("Unit", *(unit_of(measure) for measure in measures)),
        ("Better", *(better(measure) for measure in measures)),
    ]
    rows += [(place.name, *(shown_text(measure, at) for measure in measures)) for at, place in enumerate(score.places)]
    for at, place in enumerate(score.places):
        if place.kind == "authority" and (names := [name_of(measure) for measure in measures if measure.mark(at) == "flag"]):
            rows.append((f"Flagged, {place.name}", "; ".join(names)))
    return tuple(rows)


def in_words(score: Score, shown: Sequence[int], own: int) -> tuple[str, ...]:
    """The scorecard to read: one authority after the other, by name; with many measures only the one in row *own*."""
    authorities = [at for at, place in enumerate(score.places) if place.kind == "authority"]
    rows = authorities if len(shown) <= MANY else [own if own in authorities else authorities[0]] if authorities else []
    found: list[str] = []
    if len(rows) < len(authorities):
        said = f"{len(shown)} measures are shown, so the words are those of one authority: choose its row in the grid for another."
        found.append(said)
    for at in rows:
        flags = sum(score.measures[column].mark(at) == "flag" for column in shown)
        found.append(f"# {score.places[at].name}")
        which = f"{count_words(flags).capitalize() if flags else 'None'} of {count_words(len(shown))} measures"
        found.append(
            f"{which} {'is' if flags < 2 else 'are'} flagged as in the less favourable {score.share}; what other rules flag is in Flags."
        )
        for column in shown:
            told = sentence(score, score.measures[column], at).partition(", ")[2]
            found.append(told[:1].upper() + told[1:])
    return tuple(found)


def about(score: Score, shown: Sequence[int]) -> str:
    """What the grid shows, in a line."""
    every = len(score.measures)
    count = f"All {every}" if len(shown) == every else f"{len(shown)} of {every}"
    return f"{count} measures, each in its newest period"


def _places(measure: ScoreMeasure) -> int:
    return 1 if measure.decimals is None else measure.decimals


def _change(measure: ScoreMeasure, place: int) -> str:
    """ "down from 33.4 in 2024", or "" where the period before has no number."""
    before, now = number_in(measure.earlier[place]), measure.value(place)
    if before is None or now is None:
        return ""
    places = _places(measure)
    gap = rounded(now, places) - rounded(before, places)
    if abs(gap) < _APART:
        return f"the same as in {measure.before}"
    return f"{'up' if gap > 0 else 'down'} from {number(before, places)} in {measure.before}"
