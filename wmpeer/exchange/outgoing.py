"""The parts of a pack, made of what was chosen: revisions word for word, and content from its rows, a piece at a time.

What is text (passages, small tables) is packed and waits in memory up to a bound; documents and what is large are fetched when it is their
turn to be written. Whether one or the other is told by the content and the pack alone: a pack's size tells nothing of other packs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.exchange import frame
from wmpeer.exchange.choosing import Chosen, ContentFact, StreamFact
from wmpeer.exchange.contents_out import (
    by_the_piece,
    document_bytes,
    driver_of,
    kept_part,
    passage_lines,
    picture,
    pinned_text,
    table_lines,
)
from wmpeer.exchange.packing import Part, held, segments, streamed
from wmpeer.journal.heads import leading_to
from wmpeer.progress import Progress, silent

MB = 1 << 20
IN_MEMORY, IN_A_PACK, KEPT = 4 * MB, 48 * MB, 48 * MB
"""Bytes of one text that may wait in memory, of all in one pack, and (packed) of those kept for the packs after it."""


class Outgoing:
    """Makes the parts of packs, all out of one snapshot of the workspace."""

    def __init__(self, session: Session, progress: Progress = silent) -> None:
        self._session, self._progress = session, progress
        self._kept: dict[tuple[int, str], Part] = {}
        self._measured: dict[tuple[int, str], tuple[int, str]] = {}
        self._room = 0

    def parts(self, chosen: Chosen) -> list[Part]:
        """All that a pack of what was *chosen* lists, revisions first, each stream in its order."""
        self._room = IN_A_PACK
        found = list(segments(self._bodies(chosen.streams)))
        order = (frame.PINNED, frame.TABLE, frame.DOCUMENT, frame.CLIPPING)
        contents = sorted(chosen.contents, key=lambda one: (order.index(one.kind) if one.kind in order else len(order), one.key))
        for done, one in enumerate(contents):
            self._progress(done, len(contents), "Getting documents and data ready")
            found += self._content(one)
        return found

    def _bodies(self, streams: Sequence[StreamFact]) -> Iterator[str]:
        for done, one in enumerate(streams):
            self._progress(done, len(streams), "Getting the record ready")
            yield from stream_bodies(self._session, one)

    def _content(self, one: ContentFact) -> Iterator[Part]:
        session, key = self._session, one.key
        match one.kind:
            case frame.DOCUMENT:
                yield self._text(frame.PASSAGES, key, _size_of_passages(session, key))
                yield streamed(frame.DOCUMENT, key, one.size, key, lambda: document_bytes(session, key))
            case frame.TABLE:
                yield self._text(frame.TABLE, key, one.size, (one.size, key))
            case frame.CLIPPING:
                yield streamed(frame.CLIPPING, key, one.size, key, lambda: [picture(session, key)])
            case frame.PINNED:
                yield held(frame.PINNED, *pinned_text(session, key))
            case _:
                yield held(one.kind, key, kept_part(session, key)[1])

    def _text(self, kind: int, key: str, about: int, measured: tuple[int, str] | None = None) -> Part:
        """A part of lines, of *about* so many bytes."""
        if about <= min(IN_MEMORY, self._room):
            self._room -= about
            return self._packed(kind, key)
        if measured is None:
            measured = self._measured.get((kind, key)) or measure(self._lines(kind, key))
            self._measured[kind, key] = measured
        return streamed(kind, key, *measured, lambda: self._lines(kind, key))

    def _packed(self, kind: int, key: str) -> Part:
        part = self._kept.get((kind, key))
        if part is None:
            part = held(kind, key, self._lines(kind, key))
            if part.takes + sum(one.takes for one in self._kept.values()) <= KEPT:
                self._kept[kind, key] = part
        return part

    def _lines(self, kind: int, key: str) -> Iterator[bytes]:
        if kind == frame.PASSAGES:
            return by_the_piece(passage_lines(self._session, key))
        ((number,),) = driver_of(self._session).execute("SELECT id FROM indicator_table WHERE digest = ?", (key,)).fetchall()
        return by_the_piece(table_lines(self._session, number))


def stream_bodies(session: Session, stream: StreamFact) -> Iterator[str]:
    """The revisions of *stream* from its first to its ends, as their bodies."""
    driver = driver_of(session)
    asked = "FROM revision WHERE stream = ? AND sequence <= ? ORDER BY sequence"
    about = (stream.stream, max(sequence for sequence, _ in stream.ends))
    ((count,),) = driver.execute(f"SELECT count(*) {asked}", about).fetchall()
    if count == about[1]:
        for (body,) in driver.execute(f"SELECT body {asked}", about):
            yield body
    else:  # two files went by one name: what leads to no head that was signed stays here
        for _, body in leading_to(session, [end for _, end in stream.ends]):
            yield body


def measure(lines: Iterable[bytes]) -> tuple[int, str]:
    """The bytes and the SHA-256 of *lines* one after the other."""
    digest, size = hashlib.sha256(), 0
    for some in lines:
        digest.update(some)
        size += len(some)
    return size, digest.hexdigest()


def _size_of_passages(session: Session, sha256: str) -> int:
    """About how many bytes the passages of a document are."""
    of = "(SELECT id FROM content WHERE sha256 = ?)"
    asked = f"SELECT sum(octet_length(text) + octet_length(heading) + 64) FROM passage WHERE content = {of}"
    ((size,),) = driver_of(session).execute(asked, (sha256,)).fetchall()
    return int(size or 0)
