"""Up to where lost laptops count, as the rules say it in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from wmpeer.journal.cuts import mark, report_of
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import OFFICE, STAYS


def beyond_in_plain_words(held: Iterable[RevisionLine], count: Iterable[RevisionLine]) -> set[str]:
    """Those of *held* that some report among those that *count* leaves out: they stand neither before an end that it names nor at it.

    Where an end that it names of the same chain is not here, only what goes on from another end is left out. On the office shelf what
    does not count is as if it were not here.
    """
    count = list(count)
    counts = {line.id for line in count}
    every = {line.id: line for line in held if line.shelf not in STAYS and (line.shelf != OFFICE or line.id in counts)}
    reports = [(line.entity, said) for line in count if (said := report_of(line)) is not None]
    ways: dict[str, list[str]] = {}
    found: set[str] = set()
    for device, said in reports:
        ways |= {one: _way(one, every) for one, line in every.items() if line.device.partition(".")[0] == device and one not in ways}
        fit = {end: chain for end, chain in said.items() if end in ways and chain == mark(ways[end][-1])}
        before = {one for end in fit for one in ways[end]}
        for one, way in ways.items():
            if every[one].device.partition(".")[0] == device and one not in before:
                awaited = any(chain == mark(way[-1]) for end, chain in said.items() if end not in fit)
                if not awaited or fit.keys() & set(way[1:]):
                    found.add(one)
    return found


def _way(one: str, every: dict[str, RevisionLine]) -> list[str]:
    """A revision, the one before it, and so on to the first."""
    way = [one]
    while every[way[-1]].previous:
        way.append(every[way[-1]].previous)
    return way


def cast_out_in_plain_words(known: Iterable[RevisionLine], beyond: set[str]) -> set[str]:
    """Those of *known* whose laptop nobody let in: what let it in is beyond a report, or is of such a laptop itself."""
    every = {line.id: line for line in known if line.shelf not in STAYS}
    began = min((line.at, line.id, line.device) for line in every.values() if line.kind == "cycle" and not line.parents)[2]
    let_in = {line.entity for line in every.values() if line.kind == "device" and "person" in line.fields}
    inside, before = {began.partition(".")[0]}, set[str]()
    while inside != before:
        before = set(inside)
        for line in every.values():
            way = _with_parents(line, every)
            if line.kind == "device" and "person" in line.fields and all(one.id not in beyond and _laptop(one) in before for one in way):
                inside.add(line.entity)
    return {one for one, line in every.items() if _laptop(line) in let_in - inside}


def _laptop(line: RevisionLine) -> str:
    return line.device.partition(".")[0]


def _with_parents(line: RevisionLine, every: dict[str, RevisionLine]) -> list[RevisionLine]:
    found = {line.id: line}
    ahead = [line]
    while ahead:
        more = [every[one] for one in ahead.pop().parents if one not in found]
        found |= {one.id: one for one in more}
        ahead += more
    return list(found.values())
