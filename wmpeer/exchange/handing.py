"""Handing out and handing in: packs written for other laptops. Whole packs or none, and nothing is remembered of one that is not there.

Nothing of it is journalled. All packs of one act are made of one snapshot of the workspace: who goes on writing meanwhile is not kept
waiting, and is in the next pack.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer import __version__
from wmpeer.errors import Problem, WmpeerError
from wmpeer.exchange import frame
from wmpeer.exchange.act_errors import NobodyToSendToError, NothingToHandOutError
from wmpeer.exchange.caps import MOST_RECIPIENTS
from wmpeer.exchange.choosing import COORDINATOR, Chosen, Facts, StreamFact, choose, choose_in, given
from wmpeer.exchange.contents_out import by_the_piece, table_lines
from wmpeer.exchange.device_keys import DeviceKeys, own_keys
from wmpeer.exchange.facts import facts_of
from wmpeer.exchange.heads import sign_head
from wmpeer.exchange.outbox import Laptop, Written, heads_known, known_to_hold, laptops, next_number, remember, sent_to_all
from wmpeer.exchange.outgoing import Outgoing, measure
from wmpeer.exchange.packing import Part, held, write_pack
from wmpeer.exchange.parcels import parcels
from wmpeer.exchange.records import Handed, Head, Manifest
from wmpeer.files import whole_as
from wmpeer.journal.revisions import canonical
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.queries import cycle, names_of_people, role_of
from wmpeer.store.plain import Reads, rows

CONTENT = frozenset({frame.DOCUMENT, frame.TABLE, frame.CLIPPING, frame.PINNED})
_LONGEST_NAME = 60


class HandInInsteadError(WmpeerError):
    """Packs for others are handed out by a coordinator.

    Hand in instead: what you wrote goes to the coordinators’ laptops in one pack.
    """


class NoLaptopKnownError(WmpeerError):
    """No laptop of {person} is known here.

    Invite them first, and admit their laptop when they have replied.
    """


class TooManyLaptopsError(WmpeerError):
    """More than {most} laptops are known that this pack would go to.

    Report those that are no longer used as lost, then try again.
    """


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who hands out or in: the cycle (an id and a name), their laptop and its keys, the folder, the moment."""

    cycle: str
    cycle_name: str
    person: str
    keys: DeviceKeys
    folder: Path
    made_at: str


@dataclass(frozen=True, slots=True)
class _Order:
    """A pack that is to be written: for whom, named after whom, what goes into it, and its number."""

    to: tuple[Laptop, ...]
    named: str
    chosen: Chosen
    number: int


def hand_out(workspace: Workspace, person: str, folder: Path, progress: Progress = silent, *, whole: bool = False) -> tuple[Handed, ...]:
    """Write the pack of *person* (an id) into *folder*, for all their laptops; several where one would be larger than a pack may be.

    Content that their laptops were sent already is left out, but for a *whole* one.

    Raises:
        HandInInsteadError: whoever opened the file is no coordinator.
        NoLaptopKnownError, TooManyLaptopsError, NothingToHandOutError, FileNotWrittenError
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """
    with _handing(workspace, folder, progress) as (session, sender):
        facts = facts_of(session)
        orders = _orders(session, facts, person, whole=whole)
        return _write_all(workspace, session, sender, orders, progress)


def hand_out_all(workspace: Workspace, folder: Path, progress: Progress = silent, *, whole: bool = False) -> tuple[Handed, ...]:
    """Write the packs of everybody whose laptop is known and for whom there is something to read, all of them or none.

    Raises:
        HandInInsteadError, TooManyLaptopsError, FileNotWrittenError
        NobodyToSendToError: nobody’s laptop is known. NothingToHandOutError: there is nothing for any of them.
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """
    with _handing(workspace, folder, progress) as (session, sender):
        everybody = tuple(dict.fromkeys(one.person for one in laptops(session)))
        if not everybody:
            raise NobodyToSendToError
        facts = facts_of(session)
        able = [person for person in everybody if _has_something(facts, person)]
        if not able:
            raise NothingToHandOutError(person="anybody")
        orders = [order for person in able for order in _orders(session, facts, person, whole=whole)]
        return _write_all(workspace, session, sender, orders, progress)


def hand_in(workspace: Workspace, folder: Path, progress: Progress = silent) -> Handed:
    """Write all that was recorded on this laptop, private notes apart, as a pack for every coordinator's laptop that is known.

    Raises:
        NotJoinedYetError: nothing has come here yet to work on.
        NobodyToSendToError: no other laptop of a coordinator is known.
        TooManyLaptopsError, FileNotWrittenError
        ContentTooLargeError, TooManyRevisionsError: it is more than one pack may hold.
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """
    with _handing(workspace, folder, progress, role="") as (session, sender):
        to = _sealable(tuple(one for one in laptops(session) if one.role == COORDINATOR))
        if not to:
            raise NobodyToSendToError
        facts = facts_of(session)
        chosen = _unsent(choose_in(facts, sender.keys.device), sent_to_all(session, to))
        order = _Order(to, names_of_people(session).get(sender.person) or "", chosen, next_number(session, to))
        contents = sorted(one.key for one in facts.contents if one.kind in CONTENT)
        extra = held(frame.HELD, "held", canonical({"contents": contents}))
        return _write_all(workspace, session, sender, [order], progress, extra)[0]


def nothing_for(reads: Reads) -> tuple[Problem, ...]:
    """Of everybody whose laptop is known, those for whom there is nothing to read, each as what is to be told."""
    facts = facts_of(reads, contents=False)
    found = {one.person: one.name for one in laptops(reads)}
    return tuple(NothingToHandOutError(person=name).problem() for person, name in found.items() if not _has_something(facts, person))


def _has_something(facts: Facts, person: str) -> bool:
    return facts.roles.get(person) == COORDINATOR or bool(given(facts, person))


def _orders(session: Session, facts: Facts, person: str, *, whole: bool) -> list[_Order]:
    """The packs that *person* gets."""
    name = names_of_people(session).get(person) or person
    to = _sealable(tuple(one for one in laptops(session) if one.person == person))
    if not to:
        raise NoLaptopKnownError(person=name)
    if not _has_something(facts, person):
        raise NothingToHandOutError(person=name)
    chosen = choose(facts, person)
    chosen = chosen if whole else _unsent(chosen, sent_to_all(session, to))
    first = next_number(session, to)
    return [_Order(to, name, one, number) for number, one in enumerate(parcels(chosen), start=first)]


def _unsent(chosen: Chosen, sent: frozenset[str]) -> Chosen:
    """*chosen* without what was *sent*. Definitions go every time: without them a first pack that comes late would open nothing."""
    return replace(chosen, contents=tuple(one for one in chosen.contents if one.key not in sent or one.kind == frame.PINNED))


def _sealable(to: tuple[Laptop, ...]) -> tuple[Laptop, ...]:
    if len(to) > MOST_RECIPIENTS:
        raise TooManyLaptopsError(most=MOST_RECIPIENTS)
    return to


@contextlib.contextmanager
def _handing(workspace: Workspace, folder: Path, progress: Progress, role: str = COORDINATOR) -> Iterator[tuple[Session, _Sender]]:
    """A snapshot to hand from, and who hands; *role* is the one they must have."""
    about = workspace.read(cycle)
    person = workspace.file.slot
    if role and workspace.read(role_of, person) != role:
        raise HandInInsteadError
    keys = own_keys(workspace)
    _digest_tables(workspace, progress)
    with workspace.file.reading() as session:
        yield session, _Sender(about.id, about.name, person, keys, folder, workspace.clock.wall())


def _digest_tables(workspace: Workspace, progress: Progress) -> None:
    """Give every table the hash that names it in a pack; done once for each reading of it."""
    asked = "SELECT id, name FROM indicator_table WHERE digest IS NULL"
    if not workspace.read(rows, asked):
        return
    with workspace.file.writing() as session:
        waiting = rows(session, asked)
        for done, (number, name) in enumerate(waiting):
            progress(done, len(waiting), name)
            length, digest = measure(by_the_piece(table_lines(session, number)))
            session.connection().exec_driver_sql("UPDATE indicator_table SET digest = ?, length = ? WHERE id = ?", (digest, length, number))


def _write_all(
    workspace: Workspace, session: Session, sender: _Sender, orders: Sequence[_Order], progress: Progress, extra: Part | None = None
) -> tuple[Handed, ...]:
    """Write the packs and remember them: all, or none."""
    meter = _Meter(progress, sum(_weight(order) for order in orders))
    outgoing, heads = Outgoing(session, meter.ready), heads_known(session)
    written: list[Written] = []
    try:
        for order in orders:
            meter.begin(_weight(order), order.named)
            parts = outgoing.parts(order.chosen) + ([extra] if extra else [])
            written.append(_write(session, sender, order, parts, heads, meter.written))
        with workspace.file.writing() as keeping:
            remember(keeping, written)
    except BaseException:
        for one in written:
            with contextlib.suppress(OSError):
                one.handed.pack.unlink(missing_ok=True)
        raise
    return tuple(one.handed for one in written)


def _write(session: Session, sender: _Sender, order: _Order, parts: list[Part], known: Mapping[str, Head], progress: Progress) -> Written:
    """One pack, on the disk."""
    heads = tuple(_head(sender, stream, known) for stream in order.chosen.streams)
    manifest = Manifest(
        cycle=sender.cycle,
        sender=sender.keys.device,
        person=sender.person,
        recipients=tuple(one.device for one in order.to),
        number=order.number,
        made_at=sender.made_at,
        program=f"wmpeer {__version__}",
        based_on=known_to_hold(session, order.to),
        heads=heads,
        parts=(),
    )
    sha256 = ""
    called = f"{_stem(sender, order)}.wmpack"

    def name() -> str:
        return f"{_stem(sender, order)} {sha256[:12]}.wmpack"

    with whole_as(sender.folder, called, name) as out:
        sha256 = write_pack(out, manifest, parts, [one.sealing for one in order.to], sender.keys.signing, progress)
    handed = Handed(
        pack=sender.folder / name(),
        for_=", ".join(dict.fromkeys(one.name for one in order.to)),
        revisions=sum(stream.length for stream in order.chosen.streams),
        content_bytes=sum(part.line.size for part in parts if part.line.kind in CONTENT),
        sha256=sha256,
    )
    contents = frozenset(one.key for one in order.chosen.contents)
    return Written(handed, order.to, order.number, sender.made_at, heads, contents)


def _head(sender: _Sender, stream: StreamFact, known: Mapping[str, Head]) -> Head:
    """The head that vouches for *stream*: signed now where it is this laptop's own, else the one that came with it."""
    if stream.laptop != sender.keys.device:
        return known[stream.stream]
    return sign_head(sender.keys.signing, sender.cycle, stream.laptop, stream.stream, stream.length, stream.head)


def _stem(sender: _Sender, order: _Order) -> str:
    return f"{_in_a_name(sender.cycle_name)} {_in_a_name(order.named)} {order.number}".strip()


def _in_a_name(text: str) -> str:
    """*text* as part of a file's name, on any system and on any stick."""
    kept = "".join(
        sign if sign.isalnum() or sign in " -'’." or unicodedata.category(sign).startswith("M") else " "
        for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(kept.split())[:_LONGEST_NAME].encode()[: 2 * _LONGEST_NAME].decode(errors="ignore").strip(" .")


def _weight(order: _Order) -> int:
    return 1 + sum(one.size for one in order.chosen.streams) + sum(one.size for one in order.chosen.contents)


class _Meter:
    """Tells how far several packs have come, in bytes of all of them."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total
        self._before = self._weight = 0
        self._whose = ""

    def begin(self, weight: int, whose: str) -> None:
        self._before, self._weight, self._whose = self._before + self._weight, weight, whose
        self.ready(0, 1, "")

    def ready(self, done: int, total: int, label: str) -> None:
        self._progress(self._before, self._total, f"The pack for {self._whose}")

    def written(self, done: int, total: int, label: str) -> None:
        self._progress(self._before + self._weight * done // max(1, total), self._total, f"The pack for {self._whose}")
