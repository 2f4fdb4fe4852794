"""Fourteen people's revisions into the workspace: from the lines of their packs to rows, beside the very same rows by `executemany`.

What is beside it in taking a pack in, unsealing it and a backup, is not in either.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import Pair, measurement
from benches.material import new_workspace

from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.inserting import insertion, undisturbed
from wmpeer.journal.revisions import canonical, read_line, revision_id
from wmpeer.journal.workspace import Workspace

PEOPLE = 14
Columns = Mapping[str, tuple[tuple[Any, ...], ...]]


class Taking:
    """So many findings of each of fourteen people, for each turn into a workspace of its own."""

    def __init__(self, folder: Path, each: int) -> None:
        self.folder = folder
        self.bodies = [body for person in range(PEOPLE) for body in _written(person, each)]
        self.fresh: Workspace | None = None
        self.columns: Columns = {}
        self.before()
        self.ours()

    def before(self) -> None:
        if self.fresh is not None:
            self.fresh.close()
            shutil.rmtree(self.fresh.file.path.parent)
        place = self.folder / f"{id(self)}"
        place.mkdir()
        self.fresh = new_workspace(place)

    def ours(self) -> None:
        assert self.fresh is not None
        with self.fresh.file.writing() as session:
            with undisturbed():
                lines = [read_line(body) for body in self.bodies]
            arrival = write_arrival(session, plan_arrival(session, lines))
        assert arrival.new == len(self.bodies)
        self.columns = self.columns or arrival.columns

    def bare(self) -> None:
        assert self.fresh is not None
        with self.fresh.file.writing() as session:
            connection = session.connection().connection.dbapi_connection
            assert connection is not None
            for table, rows in self.columns.items():
                connection.executemany(insertion(table), rows)


def _written(person: int, each: int) -> Iterator[str]:
    """What a person wrote of the authorities, one after another: findings with a tag, in a stream for each authority."""
    chance, last = random.Random(person), {}
    for number in range(each):
        authority = f"E{8000000 + number * PEOPLE // each:08d}"
        sequence, previous = last.get(authority, (0, ""))
        words = " ".join(chance.choices(("staff", "know", "the", "plan", "and", "say", "what", "it", "means", "for", "children"), k=20))
        body = canonical({
            "at": f"{1763800000000 + number * 1000 + person:012x}-0000", "author": f"p{person}", "authority": authority,
            "device": f"d{person}.0001", "entity": f"{chance.getrandbits(128):032x}",
            "fields": {"area": "leaders", "in_letter": False, "kind": "strength", "tags/neglect": True, "text": words}, "kind": "finding",
            "knew": [], "nonce": f"{chance.getrandbits(64):016x}", "parents": [], "previous": previous, "recorded_by": f"p{person}",
            "sequence": sequence + 1, "shelf": "own", "undoes": None, "verb": "Keep finding", "wall": "2026-10-08T14:02:11.123Z",
        }).decode()  # fmt: skip
        last[authority] = sequence + 1, revision_id(body)
        yield body


def _pair(folder: Path, each: int) -> Pair:
    taking = Taking(folder, each)
    return Pair(ours=taking.ours, bare=taking.bare, before=taking.before)


@measurement("taking in 14 x 300 revisions, beside executemany", limit=2.5, rounds=7, cpu_limit=2.5)
def a_cycle(folder: Path) -> Pair:
    return _pair(folder, 300)


@measurement("taking in 14 x 3,000 revisions, beside executemany", limit=1.6, rounds=5)
def a_region(folder: Path) -> Pair:
    return _pair(folder, 3000)


@measurement("taking in 14 x 15,000 revisions, beside executemany", limit=1.6, rounds=3)
def years(folder: Path) -> Pair:
    return _pair(folder, 15000)


@measurement("taking in 14 x 15,000 revisions, beside 14 x 300 (50 times as many)", limit=60, rounds=3)
def growth(folder: Path) -> Pair:
    many, few = Taking(folder, 15000), Taking(folder, 300)

    def before() -> None:
        many.before()
        few.before()

    return Pair(ours=many.ours, bare=few.ours, before=before)
