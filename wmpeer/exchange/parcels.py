"""What was chosen for somebody, cut into as many packs as the caps on one ask for. Each can be taken in without the others.

Every pack has the streams that are of no authority, for everything rests on them, and those that name its contents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from wmpeer.exchange.choosing import Chosen, ContentFact, StreamFact

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """How much goes into one pack. It is less than a pack may hold, for revisions and contents together have a bound too."""

    revisions: int = 200_000
    revision_bytes: int = 120 * MB
    content_bytes: int = 440 * MB
    parts: int = 3_800


@dataclass(slots=True)
class _Parcel:
    """A pack that is being filled."""

    streams: dict[str, StreamFact] = field(default_factory=dict)
    contents: list[ContentFact] = field(default_factory=list)
    filled: Room = field(default_factory=lambda: Room(0, 0, 0, 1))

    def with_(self, streams: Iterable[StreamFact], content: ContentFact | None = None) -> Room:
        """How full it would be with those too."""
        new = [one for one in streams if one.stream not in self.streams]
        size = sum(one.size for one in new)
        return Room(
            self.filled.revisions + sum(one.length for one in new),
            self.filled.revision_bytes + size,
            self.filled.content_bytes + (content.size if content else 0),
            self.filled.parts + 2 * size // MB + len(new) // 1000 + (content.parts if content else 0),
        )

    def add(self, streams: Iterable[StreamFact], content: ContentFact | None = None) -> None:
        streams = tuple(streams)
        self.filled = self.with_(streams, content)
        self.streams |= {one.stream: one for one in streams}
        self.contents += [content] if content else []

    def sealed(self) -> Chosen:
        streams = tuple(self.streams[key] for key in sorted(self.streams))
        return Chosen(streams, tuple(sorted(self.contents, key=lambda one: (one.kind, one.key))))


def parcels(chosen: Chosen, room: Room | None = None) -> tuple[Chosen, ...]:
    """*chosen* in packs that have *room* for it: one wherever it fits, else authority by authority."""
    room = room or Room()
    for_all = [one for one in chosen.streams if one.authority is None]
    by_key = {one.stream: one for one in chosen.streams}
    packs = [_Parcel()]
    packs[0].add(for_all)

    def put(streams: Iterable[StreamFact], content: ContentFact | None = None) -> None:
        streams = tuple(streams)
        if not _fits(packs[-1].with_(streams, content), room) and len(packs[-1].streams) + len(packs[-1].contents) > len(for_all):
            packs.append(_Parcel())
            packs[-1].add(for_all)
        packs[-1].add(streams, content)

    streams_of, contents_of = _by_authority(chosen, by_key)
    for authority in sorted({*streams_of, *contents_of}):
        for stream in streams_of[authority]:
            put([stream])
        for content in contents_of[authority]:
            put([by_key[key] for key in sorted(content.named_by & by_key.keys())], content)
    return tuple(one.sealed() for one in packs)


def _by_authority(chosen: Chosen, by_key: dict[str, StreamFact]) -> tuple[dict[str, list[StreamFact]], dict[str, list[ContentFact]]]:
    """The streams and the contents of each authority; what is of none goes under the empty one, and so comes first."""
    streams: dict[str, list[StreamFact]] = defaultdict(list)
    contents: dict[str, list[ContentFact]] = defaultdict(list)
    for one in chosen.streams:
        streams[one.authority or ""].append(one)
    for content in chosen.contents:
        contents[min((by_key[key].authority or "" for key in content.named_by & by_key.keys()), default="")].append(content)
    return streams, contents


def _fits(filled: Room, room: Room) -> bool:
    return (
        filled.revisions <= room.revisions
        and filled.revision_bytes <= room.revision_bytes
        and filled.content_bytes <= room.content_bytes
        and filled.parts <= room.parts
    )
