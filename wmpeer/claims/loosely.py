"""Other ways in which a figure may be read: what short words beside it, or what was spoken of before, make of it.

None of them is worth a mark by itself. Where the published figure of just one such indicator, of whom and when the sentence allows, is the
number written, that is what it was read from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wmpeer.claims.binding import units_for
from wmpeer.claims.context import Context
from wmpeer.claims.lexicon import Mention, Subject, Words
from wmpeer.claims.numbers import Figure
from wmpeer.claims.reading import Reading
from wmpeer.claims.whom import OWN

_MOST_RIVALS = 12
_MOST_BETWEEN = 90
_ADDRESS = re.compile(r"\b(?:tel|telephone|textphone|phone|fax|e ?mail|www|http|https)\b|@")
_PARTED = re.compile(r";|\s[-–—]\s")
_STOP = re.compile(r"[;]|\.\s")


@dataclass(frozen=True, slots=True)
class Rival:
    """A subject that a figure may be of. `beside` ones are named right beside it, be it shortly; others were spoken of before."""

    subject: Subject
    beside: bool


def rivals_of(reading: Reading, place: int, context: Context, words: Words) -> tuple[Rival, ...]:
    """The subjects that the *place*-th figure may be of, the nearest first."""
    figure = reading.figures[place]
    if _told_otherwise(reading, place, words):
        return ()
    found = [Rival(one, True) for one in _beside(reading, place) if _fits(one, figure)]
    if telling(figure):
        found += [Rival(one, False) for one in (*context.subjects, *context.hinted) if _fits(one, figure)]
    else:
        row = _in_a_row(reading, place, context)
        if row or not _says_of_its_own(reading, words):
            found += [Rival(one, False) for one in (row or (*_named_ahead(reading, place), *context.last)) if _fits(one, figure)]
    kept: dict[str, Rival] = {}
    for one in found:
        kept.setdefault(one.subject.name, one)
    return tuple(kept.values())[:_MOST_RIVALS]


def telling(figure: Figure) -> bool:
    """Whether a number is so exact that its being the published one is hardly chance: "18.5 %", "4,735"; not "54 %"."""
    return not figure.worded and not figure.is_range and (figure.decimals > 0 or abs(figure.value) >= 200)


def _fits(subject: Subject, figure: Figure) -> bool:
    some = {unit for group in subject.groups.values() for unit in group}
    return bool((units_for(figure) | _bare_rates(figure)) & (set(subject.codes) | some))


def _bare_rates(figure: Figure) -> set[str]:
    """A bare whole number may be a rate whose base was said before."""
    return {"per-10000", "per-100000", "percent"} if figure.unit == "bare" and not figure.worded else set()


def _told_otherwise(reading: Reading, place: int, words: Words) -> bool:
    """Whether the figure's part of the sentence says that it is drawn from elsewhere than the published tables, or of a part."""
    figure = reading.figures[place]
    start = max((one.end() for one in _PARTED.finditer(reading.text, 0, figure.start)), default=0)
    after = _PARTED.search(reading.text, figure.end)
    part = reading.plain[start : after.start() if after else len(reading.plain)]
    for one in reading.people:  # "in the South East" is no part of the area
        part = part.replace(reading.plain[one.start : one.end], " ") if one.who != OWN else part
    return _ADDRESS.search(part) is not None or any(words.stands(kind, "words", part) for kind in ("not-an-indicator", "part", "in-year"))


def _says_of_its_own(reading: Reading, words: Words) -> bool:
    """Whether a sentence has words of its own, so that it may be of something else than was spoken of before."""
    taken = [(one.start, one.end) for one in reading.figures]
    taken += [(one.start, one.end) for one in reading.times]
    taken += [(one.start, one.end) for one in reading.people]
    left = "".join(" " if any(start <= at < end for start, end in taken) else sign for at, sign in enumerate(reading.plain))
    for start, end in words.places("carried", "words", left):
        left = left[:start] + " " * (end - start) + left[end:]
    return len(re.findall(r"[a-z]{3,}", left)) > 0


def _beside(reading: Reading, place: int) -> list[Subject]:
    """What is named nearest the figure: ahead of it, then behind it; of each only the nearest words."""
    figure, figures = reading.figures[place], reading.figures
    own = [one for one in reading.mentions if not one.barred]
    named = [*own, *(one for one in reading.hints if telling(figure) or not _within_others(one, reading.mentions))]
    ahead = [one for one in named if one.end <= figure.start and not _STOP.search(reading.plain[one.end : figure.start])]
    behind = [one for one in named if one.start >= figure.end and not _STOP.search(reading.plain[figure.end : one.start])]
    around = [one for one in named if one.start < figure.start and figure.end < one.end]
    following = figures[place + 1].start if place + 1 < len(figures) else len(reading.plain)
    near = [one for one in ahead if figure.start - one.end <= _MOST_BETWEEN]
    last = max((one.end for one in near), default=0)
    before = [one.subject for one in near if one.end >= last - 24]
    soon = [one for one in behind if one.start <= min(following, figure.end + _MOST_BETWEEN)]
    first = min((one.start for one in soon), default=0)
    after = [one.subject for one in soon if one.start <= first + 24]
    first_of_all = place == 0 or (bool(soon) and first - figure.end < figure.start - last)
    others = [one.subject for one in named if one.end <= figure.start] if telling(figure) else []
    return [*(one.subject for one in around), *(after + before if first_of_all else before + after), *others]


_AND = re.compile(r"\s*(?:,|and|/|&|, and)\s*", re.IGNORECASE)


def _named_ahead(reading: Reading, place: int) -> list[Subject]:
    """What the sentence has named before a figure, whatever signs are between: "NFA 7 %; England 6 %"."""
    ahead = [one for one in (*reading.mentions, *reading.hints) if not one.barred and one.end <= reading.figures[place].start]
    return [one.subject for one in sorted(ahead, key=lambda one: -one.end)]


def _in_a_row(reading: Reading, place: int, context: Context) -> list[Subject]:
    """The subject that a figure has by its place among others: "checks stood at 92 % and jabs at 94 %, ahead of 81 % and 84 %"."""
    text, figures = reading.text, reading.figures
    first, last = place, place
    while first > 0 and _AND.fullmatch(text[figures[first - 1].end : figures[first].start]):
        first -= 1
    while last + 1 < len(figures) and _AND.fullmatch(text[figures[last].end : figures[last + 1].start]):
        last += 1
    length = last - first + 1
    subjects = list(dict.fromkeys(one.subject for one in reading.mentions if not one.barred and one.end <= figures[first].start))
    if not subjects and not reading.hints:
        subjects = list(context.in_order)
    return [subjects[-length:][place - first]] if length > 1 and len(subjects) >= length else []


def _within_others(hint: Mention, mentions: tuple[Mention, ...]) -> bool:
    return any(one.start <= hint.start and hint.end <= one.end and one.subject is not hint.subject for one in mentions if not one.barred)
