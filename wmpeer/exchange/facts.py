"""What the choice of a pack goes by, read from the workspace in one go: who may see what, which streams there are, what they name."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from wmpeer.exchange import frame
from wmpeer.exchange.choosing import ContentFact, Facts, StreamFact
from wmpeer.journal.heads import StreamEnd, heads, leading_to
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import STAYS
from wmpeer.region.queries import stood_aside
from wmpeer.store.plain import Reads, rows

_LEAVES = f"shelf NOT IN ({', '.join(repr(shelf) for shelf in sorted(STAYS))})"
_NAMING = (
    f"SELECT stream, kind, body FROM revision WHERE {_LEAVES} AND"
    " (kind IN ('cycle', 'document', 'batch', 'issue') OR (kind = 'finding' AND instr(body, '\"image\":\"')))"
)
_IMAGE = re.compile(r'"image":"([0-9a-f]{64})"')
_OTHERS = (
    "SELECT r.stream, r.device, r.author, r.authority, r.shelf, r.sequence, r.id FROM stream_head h"
    f" JOIN revision r ON r.id = h.id AND r.stream = h.stream WHERE r.{_LEAVES} ORDER BY r.stream, r.sequence, r.id"
)
_TAKEN_BACK = "SELECT DISTINCT r.stream FROM hidden h JOIN revision r ON r.id = h.revision WHERE h.receipt <> ''"  # not: lost

_BUILT_ON = (
    "SELECT DISTINCT stream FROM revision WHERE id IN"
    f" (SELECT p.value FROM revision r JOIN json_each(r.body, '$.parents') p WHERE r.device LIKE ? AND r.{_LEAVES})"
)


def facts_of(reads: Reads, *, contents: bool = True) -> Facts:
    """What is known here, and all there is to hand on; without *contents* only its streams."""
    people = {entity: role or "" for entity, role in rows(reads, "SELECT entity, role FROM person WHERE NOT withdrawn")}
    pairs = "SELECT {}, authority FROM {} WHERE NOT withdrawn AND authority IS NOT NULL"
    return Facts(
        authorities=frozenset(code for (code,) in rows(reads, "SELECT ons_code FROM authority WHERE NOT withdrawn") if code),
        roles=people,
        laptops={entity: person or "" for entity, person in rows(reads, "SELECT entity, person FROM device WHERE NOT withdrawn")},
        allocated=frozenset(rows(reads, pairs.format("person", "allocation"))),
        aside=frozenset((person, authority) for person in people for authority in stood_aside(reads, person)),
        handed_in=frozenset(rows(reads, pairs.format("author", "hand_in"))),
        streams=stream_facts(reads),
        contents=tuple(_contents(reads)) if contents else (),
    )


def stream_facts(reads: Reads) -> tuple[StreamFact, ...]:
    """The streams that may be handed on: this laptop's own, and those of others as far as heads came that their laptop signed.

    One with a revision that was taken back here is not among them: it is vouched for as a whole only.
    """
    ((own,),) = rows(reads, "SELECT value FROM local WHERE key = 'device'")
    back = {stream for (stream,) in rows(reads, _TAKEN_BACK)}
    sizes: dict[str, int] = dict(rows(reads, "SELECT stream, sum(octet_length(body)) FROM revision GROUP BY stream"))
    counts: dict[str, int] = dict(rows(reads, "SELECT stream, count(*) FROM revision GROUP BY stream"))
    ends = [one for one in heads(reads) if device_of(one.device) == own]
    others = (StreamEnd(*row) for row in rows(reads, _OTHERS))
    ends += [one for one in others if device_of(one.device) != own and one.stream not in back and counts[one.stream] >= one.sequence]
    return tuple(_fact(reads, list(branches), counts[stream], sizes[stream]) for stream, branches in groupby(ends, lambda one: one.stream))


def _fact(reads: Reads, branches: Sequence[StreamEnd], count: int, size: int) -> StreamFact:
    """The stream that ends so, of which *count* revisions are here."""
    first, ends = branches[0], tuple((one.sequence, one.id) for one in branches)
    length = first.sequence if len(ends) == 1 else len(leading_to(reads, [end for _, end in ends]))
    return StreamFact(first.stream, device_of(first.device), first.author, first.authority, first.shelf, min(length, count), ends, size)


def built_on(reads: Reads, laptop: str) -> frozenset[str]:
    """The streams with a revision that one of *laptop* changed."""
    return frozenset(stream for (stream,) in rows(reads, _BUILT_ON, f"{laptop}.%"))


def _contents(reads: Reads) -> Iterator[ContentFact]:
    documents, tables, pictures, pinned = _named(reads)
    for sha256, size in rows(reads, "SELECT sha256, size FROM content"):
        if sha256 in documents:
            yield ContentFact(frame.DOCUMENT, sha256, size, frozenset(documents[sha256]), parts=2)
    for number, sha256, sheet, digest, length in rows(reads, "SELECT id, sha256, sheet, digest, length FROM indicator_table"):
        if (sha256, sheet) in tables:
            yield ContentFact(frame.TABLE, digest or f"table {number}", length or 0, frozenset(tables[sha256, sheet]))
    for sha256, size in rows(reads, "SELECT sha256, length(png) FROM clipping"):
        if sha256 in pictures:
            yield ContentFact(frame.CLIPPING, sha256, size, frozenset(pictures[sha256]))
    for sha256, size in rows(reads, "SELECT sha256, octet_length(text) FROM pinned"):
        if sha256 in pinned:
            yield ContentFact(frame.PINNED, sha256, size, frozenset(pinned[sha256]))
    for sha256, kind, size in rows(reads, "SELECT sha256, kind, length(data) FROM kept_part"):
        yield ContentFact(kind, sha256, size, frozenset())


def _named(reads: Reads) -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """The streams that name each document, table (file and sheet), picture and pinned text."""
    documents, tables = defaultdict[str, set[str]](set), defaultdict[tuple[str, str], set[str]](set)
    pictures, pinned = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for stream, kind, body in rows(reads, _NAMING):
        if kind == "finding":
            for sha256 in _IMAGE.findall(body):
                pictures[sha256].add(stream)
            continue
        fields = json.loads(body)["fields"]
        if kind == "batch":
            tables[fields.get("sha256") or "", fields.get("sheet") or ""].add(stream)
            continue
        for name in ("region", "framework") if kind == "cycle" else ("sha256", "word_sha256"):
            where = pinned if kind == "cycle" else documents
            where[str(fields.get(name) or "")].add(stream)
    return documents, tables, pictures, pinned
