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
