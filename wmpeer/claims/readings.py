"""The ways in which one figure may be read: of which subject and group, whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wmpeer.claims.binding import units_for
from wmpeer.claims.lexicon import Subject
from wmpeer.claims.loosely import Rival, telling
from wmpeer.claims.numbers import Figure
from wmpeer.claims.tied import LOOSE, Tied
from wmpeer.claims.times import Time
from wmpeer.claims.whom import OWN, About

_RATES = ("percent", "per-10000", "per-100000", "per-1000")


def readings(one: Tied, contradicted: bool) -> Iterator[Tied]:
    """Other readings of a level than the one its words come to first, the likelier ones first.

    A number that is not telling in itself ("54 %") is read only of what stands beside it, of whom and when the sentence says.
    """
    if one.role != "level" or one.figure.is_range:
        return
    if one.earlier is not None:
        yield from of_other_times(one)
        yield from (replace(one, group=name, in_year=False) for name in one.in_groups if name in one.subject.groups and name != one.group)
        return
    if one.link != LOOSE:
        yield from _of_others(one, one.subject, one.unit, one.group, contradicted)
    for rival in one.rivals:
        if one.link != LOOSE and not (telling(one.figure) or contradicted or rival.beside):
            continue
        for unit, group in _measures(one, rival):
            yield from _of_others(one, rival.subject, unit, group, contradicted)


def of_other_times(one: Tied) -> Iterator[Tied]:
    """The same figure, of the other periods that it may be of."""
    for time in one.other_times:
        yield replace(one, time=time, time_said="sentence" if time else "", other_times=())


def _of_others(one: Tied, subject: Subject, unit: str, group: str, contradicted: bool) -> Iterator[Tied]:
    sure = telling(one.figure)
    whom = [one.who.who]
    if contradicted or not one.who.sure or sure:
        whom += [who for who in (one.names if sure or one.link == LOOSE else one.spare) if who not in whom]
    if sure and OWN not in whom:
        whom.append(OWN)
    for who in whom:
        for time, last_year in _times(one, sure):
            yield replace(
                one, subject=subject, unit=unit, group=group, who=About(who), time=time, time_said="sentence" if time else "",
                other_times=(), spare=(), rivals=(), last_year=last_year, in_year=False,
            )  # fmt: skip


def _times(one: Tied, sure: bool) -> Iterator[tuple[Time | None, bool]]:
    if one.last_year:
        yield None, True
        if not one.second and sure:
            yield None, False
        return
    yield one.time, False
    if one.close:
        return
    for time in one.other_times:
        yield time, False
    if one.time is not None and None not in one.other_times and sure:
        yield None, False
    if one.earlier_year and (sure or one.link == LOOSE):
        yield None, True


def _measures(one: Tied, rival: Rival) -> Iterator[tuple[str, str]]:
    """The units and groups in which a subject has figures that this one may be."""
    for group in dict.fromkeys((*one.in_groups, "")):
        if group and group not in rival.subject.groups:
            continue
        codes = rival.subject.groups[group] if group else rival.subject.codes
        for unit in _units(one.figure):
            if unit in codes:
                yield unit, group


def _units(figure: Figure) -> tuple[str, ...]:
    fitting = units_for(figure)
    if figure.unit == "bare" and not figure.worded:
        return ("score", *_RATES) if figure.decimals else ("number", "score", "per-10000", "per-100000")
    return tuple(fitting)
