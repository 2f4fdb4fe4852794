"""The mark of a claim and its reason, from what it is tied to and what is published."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wmpeer.claims import reasons
from wmpeer.claims.compare import change_matches, match
from wmpeer.claims.published import Board, Published, Series
from wmpeer.claims.readings import of_other_times, readings
from wmpeer.claims.records import Verdict
from wmpeer.claims.tied import CARRIED, LOOSE, STRICT, Tied
from wmpeer.claims.times import published_for
from wmpeer.claims.whom import ELSEWHERE, ENGLAND, NEIGHBOURS, OWN, REGION
from wmpeer.indicators.periods import read_period

_YEARS_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a claim. `series` is None where no measure in use has it; `published` where there is nothing to compare with.

    `who` is whom it is about as it was settled, `exact` says that the number is the published one, as far as it is written.
    """

    code: str
    period: str
    verdict: Verdict
    why: str
    series: Series | None = None
    published: Published | None = None
    who: str = OWN
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """The period that is compared: its label, or None with the words for why there is none.

    `guessed` where none was said; `stale` where the document is younger than it by more than a year.
    """

    label: str | None
    shown: str
    why: str = ""
    guessed: bool = False
    stale: bool = False


def judge(one: Tied, board: Board, written: int) -> Mark | None:
    """The mark of *one* in a document of the year *written* (0: not known); None where the subject has no measure in that unit.

    Where a sentence can be read in several ways, the one in which the number is the published one is taken; it contradicts only where it
    does so however it is read. What is tied loosely has a mark only where the data bear it out.
    """
    mark = _judged(one, board, written) if one.link != LOOSE and one.unit else None
    if mark is not None and mark.verdict == "supports":
        return mark if mark.exact else _exactly(one, board, written) or mark
    if one.link == STRICT and mark is None:
        return None
    settled = next(
        (
            other
            for each in readings(one, mark is not None and mark.verdict == "contradicts")
            if (other := _judged(each, board, written)) is not None and other.exact
        ),
        None,
    )
    if settled is not None and one.link == LOOSE:
        return replace(settled, why=f"{settled.why} {reasons.FROM_AROUND}")
    if settled is not None or mark is None:
        return settled
    if one.link == CARRIED and (mark.published is not None or mark.series is None):
        return None
    doubted = _may_be_of_a_group(one) or any(
        other.verdict != "contradicts" for each in of_other_times(one) if (other := _judged(each, board, written)) is not None
    )
    if mark.verdict == "contradicts" and one.figure.worded and doubted:
        return None  # "one in four were absent": of whom is said elsewhere
    if mark.verdict == "contradicts" and doubted and mark.published and mark.series:
        source = reasons.said(mark.published, mark.series, mark.who)
        return replace(mark, verdict="cannot-tell", why=reasons.unsure(source, ""))
    return mark


def _may_be_of_a_group(one: Tied) -> bool:
    """Whether it may be of a group of children that was spoken of before, for which the subject has figures of its own."""
    return any(name in one.subject.groups and name != one.group for name in one.in_groups)


def _exactly(one: Tied, board: Board, written: int) -> Mark | None:
    """The mark for another period that the figure may be of, where it is just that one's and not only near it."""
    return next((other for each in of_other_times(one) if (other := _judged(each, board, written)) is not None and other.exact), None)


def _judged(one: Tied, board: Board, written: int) -> Mark | None:
    codes = one.subject.codes.get(one.unit, ())
    in_group = one.subject.groups.get(one.group, {}).get(one.unit, ()) if one.group else ()
    if not codes and not in_group:
        return None
    if one.group and (not in_group or (any(map(board.has, codes)) and not any(map(board.has, in_group)))):
        return _uncovered(one, codes or _any_code(one), board, written)
    marks = [_with_code(one, code, board, written) for code in (in_group or codes) if board.has(code)]
    if not marks:
        code = (in_group or codes)[0]
        return Mark(code, one.time.label if one.time else "", "cannot-tell", reasons.NOT_LOADED, who=one.who.who)
    first = marks[0]
    if first.verdict == "supports" or len(marks) == 1:
        return first
    other = next((mark for mark in marks[1:] if mark.verdict == "supports"), None)
    if first.verdict != "contradicts" or other is None:
        return first if first.published or other is None else other
    return replace(first, verdict="cannot-tell", why=reasons.another_measure(other.series, other.published))


def _any_code(one: Tied) -> tuple[str, ...]:
    return next((codes for units in one.subject.groups.values() for codes in units.values()), ())


def _uncovered(one: Tied, codes: tuple[str, ...], board: Board, written: int) -> Mark:
    code = next((each for each in codes if board.has(each)), codes[0])
    series = board.series(code)
    place = _place(one, series, written) if series else None
    period = place.shown if place else one.time.label if one.time else ""
    return Mark(code, period, "cannot-tell", reasons.uncovered(one.group), series, who=one.who.who)


def _with_code(one: Tied, code: str, board: Board, written: int) -> Mark:
    own = board.series(code)
    series = board.series(code, one.who.who) if one.who.who != ELSEWHERE else None
    place = _place(one, own or series, written)
    if one.who.who == ELSEWHERE or series is None or place.label is None:
        why = place.why or (reasons.ELSEWHERE if one.who.who == ELSEWHERE else reasons.nothing_for(one.who.who))
        return Mark(code, place.shown, "cannot-tell", why, own or series, who=one.who.who)
    published = series.at(place.label)
    if published is None:
        return Mark(code, place.shown, "cannot-tell", reasons.nothing_in(place.label, series), series, who=one.who.who)
    if published.value is None:
        return Mark(code, place.shown, "cannot-tell", reasons.marker(published, series), series, None, who=one.who.who)
    return _compared(one, series, place, published, board)


def _place(one: Tied, series: Series | None, written: int) -> _Place:
    if series is None or not series.figures:
        return _Place(None, one.time.label if one.time else "", reasons.NOT_LOADED)
    time = one.time
    if time is not None:
        label = published_for(time, series.labels, series.year, census=one.subject.census)
        if label is not None:
            return _Place(label, label) if one.time_said == "sentence" else _carried(one, series, label)
        if one.time_said == "sentence" or not one.in_year:
            return _Place(None, time.label_for(series.year), reasons.no_period(time, series))
    newest = series.newest
    if one.years_back:
        return _years_back(one, series)
    if one.in_year:
        return _Place(None, time.label if time else "", reasons.IN_YEAR)
    if newest is None:
        return _Place(None, "", reasons.NOT_LOADED)
    if written and written < read_period(newest.label).year - 1:
        return _undated_then(one, series, written)
    if one.last_year:
        return _year_before(one, series, newest)
    return _Place(newest.label, newest.label, guessed=True, stale=written > read_period(newest.label).year + 1)


def _years_back(one: Tied, series: Series) -> _Place:
    """So many years before the newest."""
    having = [each.label for each in series.figures if each.value is not None]
    label = having[-1 - one.years_back] if len(having) > one.years_back else None
    return _Place(label, label or "", guessed=True)


def _carried(one: Tied, series: Series, label: str) -> _Place:
    """The period was said in the sentence before or the heading: it, or the newest where only that has the number."""
    newest = series.newest
    for each in (series.at(label), newest):
        if each is None or each.value is None:
            continue
        if match(one.figure, each.value, series.decimals, back_year=each is not newest).nearness in ("same", "restated"):
            return _Place(each.label, each.label)
    return _Place(label, label, guessed=newest is None or label != newest.label)


def _year_before(one: Tied, series: Series, newest: Published) -> _Place:
    """ "Last year", "two years earlier": the earlier year that has the number, else the one before the newest.

    Where the sentence has no other figure of the matter, "last year" may be the newest one as well.
    """
    if not one.second and match(one.figure, newest.value or 0.0, series.decimals, back_year=False).nearness == "same":
        return _Place(newest.label, newest.label, guessed=True)
    earlier = [each for each in series.figures[: series.labels.index(newest.label)] if each.value is not None]
    if not earlier:
        return _Place(None, "", reasons.NOT_LOADED)
    having = (
        each
        for each in reversed(earlier[-_YEARS_BEFORE:])
        if match(one.figure, each.value or 0.0, series.decimals, back_year=True).nearness == "same"
    )
    label = next(having, earlier[-1]).label
    return _Place(label, label, guessed=True)


def _undated_then(one: Tied, series: Series, written: int) -> _Place:
    """No period is said in a document of years ago: the year it was written in or the one before, where one of them has the number."""
    for figure in reversed(series.figures):
        if figure.value is None or read_period(figure.label).year not in (written, written - 1):
            continue
        if match(one.figure, figure.value, series.decimals, back_year=True).nearness in ("same", "restated"):
            return _Place(figure.label, figure.label, guessed=True)
    return _Place(None, "", reasons.written_then(written, series))


def _compared(one: Tied, series: Series, place: _Place, published: Published, board: Board) -> Mark:
    if one.gap_to:
        verdict, why = _gap(one, series, published, board.series(series.code, one.gap_to))
        return Mark(series.code, place.shown, verdict, why, series, published, who=one.who.who)
    if one.role == "by":
        verdict, why = _change(one, series, published)
        return Mark(series.code, place.shown, verdict, why, series, published, who=one.who.who)
    assert published.value is not None
    newest = series.newest
    found = match(one.figure, published.value, series.decimals, back_year=newest is not None and published.label != newest.label)
    source = reasons.said(published, series, one.who.who)
    if one.part and found.nearness != "same":
        return Mark(series.code, place.shown, "cannot-tell", reasons.PART, series, published, who=one.who.who)
    match_words: dict[str, tuple[Verdict, str]] = {
        "same": ("supports", reasons.same(source, found.rounded)),
        "restated": ("supports", reasons.restated(source)),
        "near": ("cannot-tell", reasons.near(source)),
        "other": _other(one, series, place, published, source, board),
    }
    verdict, why = match_words[found.nearness]
    if verdict == "supports" and one.earlier is not None:
        verdict, why = _from(one, series, place, why)
    exact = found.nearness == "same" and not one.figure.is_range and _close_to(one, published.value) and _as_fine(one, series)
    return Mark(series.code, place.shown, verdict, why, series, published, who=one.who.who, exact=exact)


def _as_fine(one: Tied, series: Series) -> bool:
    """Whether the table has as many places as the number written: 61.9 is not read from a table of whole numbers."""
    return not one.figure.decimals or any(each.value is not None and not float(each.value).is_integer() for each in series.figures)


def _close_to(one: Tied, value: float) -> bool:
    """Whether a number that is only about or only above the published one comes right beside it: "over 31" for 31.2."""
    if one.figure.worded:
        return abs(one.figure.value - value) < 0.75
    return not one.figure.bound or abs(one.figure.value - value) <= 0.03 * abs(value)


def _other(one: Tied, series: Series, place: _Place, published: Published, source: str, board: Board) -> tuple[Verdict, str]:
    """A number that is clearly another than the published one: contradicted, unless the sentence may mean something else."""
    same = _same_elsewhere(one, series, place, board) or _other_scale(one, series, place, board)
    if not one.who.sure or one.who.who in (REGION, NEIGHBOURS) or one.in_year or one.many_years or same:
        return "cannot-tell", reasons.unsure(source, same or (reasons.MEAN_MAY_DIFFER if one.who.who in (REGION, NEIGHBOURS) else ""))
    if one.second and published.value and not 0.6 <= one.figure.value / published.value <= 1.67:
        return "cannot-tell", reasons.unsure(source, reasons.FAR_OFF)
    extent = reasons.extent(one.figure.value, series)
    if place.guessed and (not extent or one.last_year or place.stale or one.unit == "number"):
        return "cannot-tell", reasons.undated(source, stale=bool(extent))
    if one.time_said == "heading" and not extent:
        return "cannot-tell", reasons.undated(source)
    return "contradicts", reasons.other(source, extent)


def _other_scale(one: Tied, series: Series, place: _Place, board: Board) -> str:
    """Some tables have the country's rate in another unit than the authorities': more than five times theirs is not compared."""
    beside = board.series(series.code) if one.who.who == ENGLAND else None
    own = beside.at(place.label or "") if beside else None
    theirs = series.at(place.label or "")
    if own is None or theirs is None or not own.value or not theirs.value or one.unit == "number":
        return ""
    return "" if 0.2 <= theirs.value / own.value <= 5 else reasons.OTHER_SCALE


def _same_elsewhere(one: Tied, series: Series, place: _Place, board: Board) -> str:
    """Words for another figure that the number is, where the sentence names others or could mean another year."""
    for who in one.names:
        compared = board.series(series.code, who) if who not in (ELSEWHERE, one.who.who) else None
        figure = compared.at(place.label or "") if compared else None
        if figure and figure.value is not None and match(one.figure, figure.value, series.decimals, back_year=False).nearness == "same":
            return reasons.is_of(who, figure)
    if one.who.who != OWN:
        return ""
    doubtful = place.guessed or (one.time is not None and one.time.kind == "year") or one.time_said != "sentence"
    labels = series.labels
    at = labels.index(place.label) if place.label in labels else -1
    for beside in (at - 1, at + 1) if doubtful and at >= 0 else ():
        figure = series.figures[beside] if 0 <= beside < len(labels) else None
        if figure and figure.value is not None and match(one.figure, figure.value, series.decimals, back_year=False).nearness == "same":
            return reasons.is_of_year(figure)
    return ""


def _from(one: Tied, series: Series, place: _Place, why: str) -> tuple[Verdict, str]:
    """The level before a change: right, not to be told, or another."""
    assert one.earlier is not None
    former = _former(one, series, place)
    if former is None or former.value is None:
        return "supports", f"{why} {reasons.before_unknown()}"
    nearness = match(one.earlier, former.value, series.decimals, back_year=True).nearness
    if nearness in ("same", "restated"):
        return "supports", f"{why} {reasons.before_same(former)}"
    clear = nearness == "other" and one.earlier_time is not None
    return ("contradicts" if clear else "cannot-tell"), f"{why} {reasons.before_other(former, clear)}"


def _former(one: Tied, series: Series, place: _Place) -> Published | None:
    if one.earlier_time is not None:
        label = published_for(one.earlier_time, series.labels, series.year, census=one.subject.census)
        return series.at(label) if label else None
    at = series.labels.index(place.label) if place.label in series.labels else 0
    matching = [each for each in reversed(series.figures[:at]) if each.value is not None]
    assert one.earlier is not None
    return next(
        (each for each in matching if match(one.earlier, each.value or 0.0, series.decimals, back_year=True).nearness != "other"), None
    )


def _gap(one: Tied, series: Series, published: Published, others: Series | None) -> tuple[Verdict, str]:
    """A difference to somebody else's figure of the same period."""
    beside = others.at(published.label) if others else None
    if beside is None or beside.value is None or published.value is None:
        return "cannot-tell", reasons.nothing_for(one.gap_to)
    found = reasons.apart(published, beside, series, one.gap_to)
    return ("supports" if change_matches(one.figure, beside.value, published.value) else "cannot-tell"), found


def _change(one: Tied, series: Series, published: Published) -> tuple[Verdict, str]:
    at = series.labels.index(published.label)
    for former in [each for each in reversed(series.figures[:at]) if each.value is not None][:3]:
        assert published.value is not None and former.value is not None
        if change_matches(one.figure, former.value, published.value):
            return "supports", reasons.changed(former, published, series)
    return "cannot-tell", reasons.change_unclear(published, series)
