"""What is held here of given revisions and records, asked for many at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from wmpeer.journal.counting import REFUSED, Counted, counted, unknown
from wmpeer.journal.revisions import RevisionLine, read_line
from wmpeer.journal.shelves import OFFICE
from wmpeer.store.plain import Reads, rows

RUN = 2000
"""How many are asked for at once."""
T = TypeVar("T")

STANDS = "NOT EXISTS (SELECT 1 FROM waiting w WHERE w.revision = r.id) AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.revision = r.id)"
"""Of a revision `r`: that it counts (`wmpeer.journal.counting`)."""
_EVERY = "SELECT body, id FROM revision ORDER BY arrived"
_OF_RECORD = f"SELECT r.body, r.id FROM revision r WHERE r.entity = ? AND r.kind = ? AND {STANDS} ORDER BY r.arrived"
_IDS_OF = "SELECT id, entity FROM revision WHERE entity IN (SELECT value FROM json_each(?))"
_LINES_OF = "SELECT body, id FROM revision WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY arrived"
_PRESENT = "SELECT id FROM revision WHERE id IN (SELECT value FROM json_each(?))"
_MISSING = "SELECT revision, missing FROM waiting"
_WAITING = "SELECT body, id FROM revision WHERE id IN (SELECT revision FROM waiting) ORDER BY arrived"
_BY_DEVICE = "SELECT body, id FROM revision WHERE device = ? OR device GLOB ? ORDER BY arrived"
_OF_STREAMS = "SELECT body, id FROM revision WHERE stream IN (SELECT value FROM json_each(?))"
_DEVICES = f"SELECT body, id FROM revision WHERE shelf = '{OFFICE}' AND kind IN ('cycle', 'device') ORDER BY arrived"


def every_line(reads: Reads) -> list[RevisionLine]:
    """Every revision that is here, as they arrived."""
    return [read_line(*row) for row in rows(reads, _EVERY)]


def standing_lines(reads: Reads, kind: str, entity: str) -> list[RevisionLine]:
    """The revisions of one record that count, as they arrived."""
    return [read_line(*row) for row in rows(reads, _OF_RECORD, entity, kind)]


def ids_of(reads: Reads, entities: Collection[str]) -> tuple[set[str], set[str]]:
    """Of records (by id, of whatever kind): the revisions that are here, and those records that have any."""
    found = [row for part in in_runs(entities) for row in rows(reads, _IDS_OF, json.dumps(part))]
    return {row[0] for row in found}, {row[1] for row in found}


def lines_of_records(reads: Reads, entities: Collection[str]) -> dict[str, list[RevisionLine]]:
    """Every revision of those records, by the record's id."""
    found: dict[str, list[RevisionLine]] = defaultdict(list)
    for part in in_runs(entities):
        for row in rows(reads, _LINES_OF, json.dumps(part)):
            line = read_line(*row)
            found[line.entity].append(line)
    return found


def present(reads: Reads, ids: Collection[str]) -> set[str]:
    """Those of *ids* whose revisions are here."""
    return {row[0] for part in in_runs(ids) for row in rows(reads, _PRESENT, json.dumps(part))}


def missing_here(reads: Reads) -> dict[str, set[str]]:
    """The revisions that wait (ids), and what each waits for."""
    missing: dict[str, set[str]] = defaultdict(set)
    for revision, one in rows(reads, _MISSING):
        missing[revision].add(one)
    return missing


def waiting_here(reads: Reads) -> list[RevisionLine]:
    """The revisions that wait, as they arrived."""
    return [read_line(*row) for row in rows(reads, _WAITING)]


def unknown_here(reads: Reads, missing: Mapping[str, Collection[str]]) -> set[str]:
    """Of those that wait, and what for, the ones that are not known; the others only build on what is not shown."""
    if not missing:
        return set()
    named = {one for names in missing.values() for one in names}
    return unknown(missing, missing.keys() | present(reads, named - missing.keys()))


def hidden_here(reads: Reads) -> dict[str, str]:
    """The revisions that are hidden, and the receipt they were taken back by; empty where a lost laptop wrote them."""
    return dict(rows(reads, "SELECT revision, receipt FROM hidden"))


def recounted(reads: Reads, lines: Sequence[RevisionLine]) -> Counted:
    """What becomes of *lines*, all that are here, when they are counted anew; what was taken back stays so."""
    refused = {one for one, names in missing_here(reads).items() if REFUSED in names}
    by_receipt = {one for one, receipt in hidden_here(reads).items() if receipt}
    return counted(lines, hidden=by_receipt, refused=refused)


def laptop_lines(reads: Reads) -> list[RevisionLine]:
    """Whatever was said of laptops, and of the cycle that one of them began."""
    return [read_line(*row) for row in rows(reads, _DEVICES)]


def lines_by_device(reads: Reads, device: str) -> list[RevisionLine]:
    """What the laptop *device* (an id) wrote, in whichever of its seats, as it arrived."""
    return [read_line(*row) for row in rows(reads, _BY_DEVICE, device, f"{device}.*")]


def lines_of_streams(reads: Reads, streams: Collection[str]) -> list[RevisionLine]:
    """All that is here of those streams."""
    return [read_line(*row) for part in in_runs(streams) for row in rows(reads, _OF_STREAMS, json.dumps(part))]


def newest_arrival(reads: Reads) -> int:
    """How many revisions ever came here."""
    return int(rows(reads, "SELECT coalesce(max(arrived), 0) FROM revision")[0][0])


def in_runs(several: Iterable[T]) -> Iterator[Sequence[T]]:
    """*several* in runs of `RUN`."""
    listed = list(several)
    for at in range(0, len(listed), RUN):
        yield listed[at : at + RUN]
