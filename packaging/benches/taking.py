"""Fourteen people's packs into the workspace, from the files to the commit, beside the very same rows by `executemany`.

Ours is all that is done with them: unsealing, verifying, parsing, looking at rights and chains, planning, writing. Bare are the rows that
come of it, of every table, in one transaction into the same encrypted file. The restore point before it is measured by itself.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import Pair, measurement
from benches.material import PASSPHRASE, ROOT, new_workspace

from wmpeer.exchange.contents_out import driver_of
from wmpeer.exchange.heads import sign_head
from wmpeer.exchange.packing import segments, write_pack
from wmpeer.exchange.records import Head, Manifest
from wmpeer.exchange.taking import plan_taking, read_packs, write_taking
from wmpeer.journal.device_keys import DeviceKeys, kept_keys, new_keys
from wmpeer.journal.office import NOTHING_KNOWN, office_now
from wmpeer.journal.revisions import RevisionLine, new_line
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.region.queries import authorities
from wmpeer.store.plain import rows

PEOPLE = 14
WRITTEN = ("finding", "revision", "receipt", "brought", "stream_head")
"""The tables that such packs are written to, but for one row of `local`."""
WORDS = ("staff", "know", "the", "plan", "and", "say", "what", "it", "means", "for", "children")


class Taking:
    """So many findings of each of fourteen people, in a pack each, and a workspace that they come to afresh each time."""

    def __init__(self, folder: Path, each: int) -> None:
        self.folder = folder / str(each)
        self.each = each
        command = [sys.executable, "-c", f"from benches.taking import make; make({str(self.folder)!r}, {each})"]
        subprocess.run(command, cwd=ROOT / "packaging", check=True)  # so that what makes them is not in the memory of what is measured
        self.packs = sorted(self.folder.glob("*.wmpack"))
        self.path = self._begun = next((self.folder / "begun").glob("*.wmpeer"))
        self.fresh: Workspace | None = None
        self.rows: dict[str, list[tuple[Any, ...]]] = {}

    def before(self) -> None:
        if self.fresh is not None:
            self.fresh.file._backed_up_commits = self.fresh.file._connections.commits  # thrown away
            self.fresh.close()
            shutil.rmtree(self.path.parent)
        self.path = self.folder / "fresh" / self._begun.name
        shutil.copytree(self._begun.parent, self.path.parent)
        self.fresh = open_workspace(self.path, PASSPHRASE)

    def ours(self) -> None:
        assert self.fresh is not None
        takings = plan_taking(self.fresh, read := read_packs(self.fresh, self.packs))
        receipts = write_taking(self.fresh, takings, read, "")
        assert sum(one.new for one in receipts) == PEOPLE * self.each

    def bare(self) -> None:
        """The first time, which is not counted, it is found out what the rows are."""
        if not self.rows:
            self.ours()
            self.rows = self._found()
            self.before()
        assert self.fresh is not None
        with self.fresh.file.writing() as session:
            for table, several in self.rows.items():
                driver_of(session).executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(several[0]))})", several)

    def _found(self) -> dict[str, list[tuple[Any, ...]]]:
        assert self.fresh is not None
        with self.fresh.file.reading() as session:
            before = "WHERE arrived_at = (SELECT max(arrived_at) FROM revision) ORDER BY arrived"
            return {name: rows(session, f"SELECT * FROM {name} {before if name == 'revision' else ''}") for name in WRITTEN}

    def restore_point(self) -> None:
        assert self.fresh is not None
        self.fresh.file.backup()


def make(folder: str, each: int) -> None:
    """A workspace that knows fourteen people and their laptops, and a pack of each of them."""
    (place := Path(folder) / "begun").mkdir(parents=True)
    workspace = new_workspace(place)
    own = workspace.read(kept_keys)
    assert own is not None
    cycle = str(workspace.read(rows, "SELECT entity FROM cycle")[0][0])
    codes = [one.ons_code for one in workspace.read(authorities)]
    for number in range(PEOPLE):
        with workspace.write("Admit a laptop") as journal:
            keys, who = new_keys(), journal.keep("person", {"name": f"Person {number}", "role": "panellist"})
            public = {"signing_key": keys.signing_public.hex(), "sealing_key": keys.sealing_public.hex()}
            journal.keep("device", {"person": who, "name": "laptop", "admitted_on": "2026-10-01", **public}, entity=keys.device)
        knew = tuple(workspace.read(office_now, NOTHING_KNOWN).newest)
        at = max(row[0] for row in workspace.read(rows, "SELECT max(at) FROM revision"))
        lines = list(_written(who, f"{keys.device}.0001", codes, knew, at, each))
        with (Path(folder) / f"{number:02}.wmpack").open("wb+") as out:
            heads = tuple(_heads(keys, cycle, lines))
            manifest = Manifest(cycle, keys.device, who, (own.device,), 1, "2026-10-08T14:02:11.123Z", "", {}, heads, ())
            write_pack(out, manifest, [*segments(line.body for line in lines)], [own.sealing_public], keys.signing)
    workspace.close()


def _written(person: str, seat: str, codes: list[str], knew: tuple[str, ...], at: str, each: int) -> Iterator[RevisionLine]:
    """What a person wrote of the authorities, one after another: findings with a tag, in a stream for each authority."""
    chance, last = random.Random(person), {}
    began = int(at[:12], 16) + 1
    for number in range(each):
        authority = codes[number * len(codes) // each]
        sequence, previous = last.get(authority, (0, ""))
        line = new_line({
            "at": f"{began + number:012x}-0000", "author": person, "authority": authority, "device": seat,
            "entity": f"{chance.getrandbits(128):032x}",
            "fields": {"area": "leaders", "in_letter": False, "kind": "strength", "tags/neglect": True,
                       "text": " ".join(chance.choices(WORDS, k=20))},
            "kind": "finding", "knew": knew, "nonce": f"{chance.getrandbits(64):016x}", "parents": [], "previous": previous,
            "recorded_by": person, "sequence": sequence + 1, "shelf": "own", "undoes": None, "verb": "Keep finding",
            "wall": "2026-10-08T14:02:11.123Z",
        })  # fmt: skip
        last[authority] = sequence + 1, line.id
        yield line


def _heads(keys: DeviceKeys, cycle: str, lines: list[RevisionLine]) -> Iterator[Head]:
    for stream, line in {line.stream: line for line in lines}.items():
        yield sign_head(keys.signing, cycle, keys.device, stream, line.sequence, line.id)


def _pair(folder: Path, each: int) -> Pair:
    taking = Taking(folder, each)
    return Pair(ours=taking.ours, bare=taking.bare, before=taking.before)


@measurement("taking in 14 packs of 300 revisions, beside executemany", limit=2.5, rounds=7, cpu_limit=2.5)
def a_cycle(folder: Path) -> Pair:
    return _pair(folder, 300)


@measurement("taking in 14 packs of 3,000 revisions, beside executemany", limit=1.6, rounds=5, cpu_limit=1.6)
def a_region(folder: Path) -> Pair:
    return _pair(folder, 3000)


@measurement("taking in 14 packs of 15,000 revisions, beside executemany", limit=1.6, rounds=3, cpu_limit=1.6, cap_megabytes=900)
def years(folder: Path) -> Pair:
    return _pair(folder, 15000)


@measurement("the restore point, beside taking in 14 packs of 300 revisions", limit=0.5, rounds=5, cpu_limit=0.5)
def restore_point(folder: Path) -> Pair:
    taking = Taking(folder, 300)
    return Pair(ours=taking.restore_point, bare=taking.ours, before=taking.before)


@measurement("taking in 14 packs of 15,000, beside 14 of 300 (50 times as many)", limit=60, rounds=3, cpu_limit=60)
def growth(folder: Path) -> Pair:
    many, few = Taking(folder, 15000), Taking(folder, 300)

    def before() -> None:
        many.before()
        few.before()

    return Pair(ours=many.ours, bare=few.ours, before=before)
