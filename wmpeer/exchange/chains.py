"""Whether revisions follow one another as their laptops wrote them, and whether those laptops vouch for them. Pure.

A stream is a chain: each revision names the one before it, the first none. A head, signed by the laptop that wrote the stream, vouches for
all that its revision follows; so what a pack brings of a stream ends at a head, whoever's hands it came through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wmpeer.exchange.heads import head_fits
from wmpeer.exchange.knowledge import Office
from wmpeer.exchange.records import Head
from wmpeer.journal.revisions import RevisionLine, stream_of
from wmpeer.journal.seats import device_of


@dataclass(slots=True)
class Streams:
    """The stream of a revision; worked out once for each that there is."""

    known: dict[tuple[str, str, str | None, str], str] = field(default_factory=dict)

    def of(self, line: RevisionLine) -> str:
        key = line.device, line.author, line.authority, line.shelf
        stream = self.known.get(key)
        if stream is None:
            stream = self.known[key] = stream_of(*key)
        return stream

    def same(self, one: RevisionLine, other: RevisionLine) -> bool:
        """Whether both are of one stream. Seen by what they say where that is the same; office streams are of no authority."""
        says_the_same = one.authority == other.authority and one.author == other.author and one.device == other.device
        return (says_the_same and one.shelf == other.shelf) or self.of(one) == self.of(other)


def misfit(
    fresh: Sequence[RevisionLine], near: Mapping[str, RevisionLine], beside: Mapping[str, RevisionLine], office: Office, streams: Streams
) -> tuple[str, list[RevisionLine]]:
    """Why *fresh* revisions do not follow what is here, as the code of a refusal, empty where they do; and those that are dated before what
    their writer had seen, or say that it knew less than before.

    *near* has themselves, and *beside* every other revision that they name as previous or parent, as far as it is here. Of what is not here
    nothing is said: whoever joins it later asks again.
    """
    late: list[RevisionLine] = []
    grown: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    newest: dict[tuple[str, ...], str] = {}
    for line in fresh:
        before = near.get(line.previous) or beside.get(line.previous)
        if code := _after_previous(line, before, streams):
            return code, late
        if line.knew not in newest:
            newest[line.knew] = max((one.at for name in line.knew if (one := office.by_id.get(name)) is not None), default="")
        heard = newest[line.knew] if before is None else max(newest[line.knew], before.at)
        if heard >= line.at or (line.parents and _before_parents(line, near, beside)):
            late.append(line)  # a clock that has heard of something never runs behind it again
        elif before is not None and before.knew != line.knew and (before.knew, line.knew) not in grown:
            if _forgot(before, line, office):
                late.append(line)
            else:
                grown.add((before.knew, line.knew))
    return "", late


def _after_previous(line: RevisionLine, before: RevisionLine | None, streams: Streams) -> str:
    if line.sequence == 1 or not line.previous:
        return "chain-broken" if line.previous or line.sequence != 1 else ""
    if before is None:
        return "chain-gap"
    return "" if before.sequence == line.sequence - 1 and streams.same(before, line) else "chain-broken"


def _before_parents(line: RevisionLine, near: Mapping[str, RevisionLine], beside: Mapping[str, RevisionLine]) -> bool:
    parents = (near.get(parent) or beside.get(parent) for parent in line.parents)
    return any(one is not None and one.at >= line.at for one in parents)


def _forgot(before: RevisionLine, line: RevisionLine, office: Office) -> bool:
    """Whether a laptop says that it knew less than it had known already."""
    then, now = office.known(before.knew), office.known(line.knew)
    return then is not None and now is not None and bool(then & ~now)


def vouched(
    heads: Iterable[Head],
    given: Mapping[str, RevisionLine],
    held: Mapping[str, Head],
    cycle: str,
    key_of: Callable[[str], bytes | None],
    streams: Streams,
) -> tuple[set[str], bool]:
    """The ids among *given* that *heads* vouch for, and whether all those heads were signed by the laptop that each names.

    *held* are the heads that were looked at before, by the revision that each is of; *key_of* gives a laptop's signing key, or None.
    """
    covered: set[str] = set()
    for head in heads:
        if held.get(head.id) != head:
            key = key_of(head.device)
            if key is None or not head_fits(head, cycle, key):
                return covered, False
        line = given.get(head.id)
        if line is not None and (streams.of(line), device_of(line.device), line.sequence) != (head.stream, head.device, head.sequence):
            return covered, False
        while line is not None and line.id not in covered:
            covered.add(line.id)
            line = given.get(line.previous)
    return covered, True
