"""Handing out and handing in: packs written for other laptops. Whole packs or none, and nothing is remembered of one that is not there.

Nothing of it is journalled. All packs of one act are made of one snapshot of the workspace: who goes on writing meanwhile is not kept
waiting, and is in the next pack.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import Problem, WmpeerError
from wmpeer.exchange import frame
from wmpeer.exchange.act_errors import NobodyToSendToError, NothingToHandOutError
from wmpeer.exchange.caps import MOST_RECIPIENTS
from wmpeer.exchange.choosing import COORDINATOR, Chosen, Facts, choose, choose_in, given
from wmpeer.exchange.contents_out import by_the_piece, table_lines
from wmpeer.exchange.device_keys import own_keys
from wmpeer.exchange.facts import built_on, facts_of
from wmpeer.exchange.heads_kept import heads_here
from wmpeer.exchange.one_pack import CONTENT, Meter, Order, Sender, take_away, weight, write_one
from wmpeer.exchange.outbox import Laptop, Written, is_remembered, laptops, next_number, remember, sent_to_all
from wmpeer.exchange.outgoing import Outgoing, measure
from wmpeer.exchange.packing import held
from wmpeer.exchange.parcels import parcels
from wmpeer.exchange.records import Handed
from wmpeer.journal.revisions import canonical
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.queries import cycle, names_of_people, role_of
from wmpeer.store.plain import Reads, rows


class HandInInsteadError(WmpeerError):
    """Packs for others are handed out by a coordinator.

    Hand in instead: what you wrote goes to the coordinators’ laptops in one pack.
    """


class NoLaptopKnownError(WmpeerError):
    """No laptop of {person} is known here.

    Invite them first, and admit their laptop when they have replied.
    """


class NobodyToHandInToError(WmpeerError):
    """No coordinator’s laptop is known here, so there is nobody to hand in to.

    What you wrote stays here. Ask the regional team for a new pack, take it in, and hand in again.
    """


class TooManyLaptopsError(WmpeerError):
    """More than {most} laptops are known that this pack would go to.

    Report those that are no longer used as lost, then try again.
    """


def hand_out(workspace: Workspace, person: str, folder: Path, progress: Progress = silent, *, whole: bool = False) -> tuple[Handed, ...]:
    """Write the pack of *person* (an id) into *folder*, for all their laptops; several where one would be larger than a pack may be.

    Content that their laptops were sent already is left out, but for a *whole* one.

    Raises:
        HandInInsteadError: whoever opened the file is no coordinator.
        NoLaptopKnownError, TooManyLaptopsError, NothingToHandOutError, FileNotWrittenError
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """

    def orders(session: Session, sender: Sender) -> list[Order]:
        return _orders(session, facts_of(session), person, whole=whole)

    return _handed(workspace, folder, progress, orders)


def hand_out_all(workspace: Workspace, folder: Path, progress: Progress = silent, *, whole: bool = False) -> tuple[Handed, ...]:
    """Write the packs of everybody whose laptop is known and for whom there is something to read, all of them or none.

    Raises:
        HandInInsteadError, TooManyLaptopsError, FileNotWrittenError
        NobodyToSendToError: nobody’s laptop is known. NothingToHandOutError: there is nothing for any of them.
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """

    def orders(session: Session, sender: Sender) -> list[Order]:
        everybody = tuple(dict.fromkeys(one.person for one in laptops(session)))
        if not everybody:
            raise NobodyToSendToError
        facts = facts_of(session)
        able = [person for person in everybody if _has_something(facts, person)]
        if not able:
            raise NothingToHandOutError(person="anybody")
        return [order for person in able for order in _orders(session, facts, person, whole=whole)]

    return _handed(workspace, folder, progress, orders)


def hand_in(workspace: Workspace, folder: Path, progress: Progress = silent) -> Handed:
    """Write all that was recorded on this laptop, private notes apart, as a pack for every coordinator's laptop that is known; with it
    goes what that rests on.

    Raises:
        NotJoinedYetError: nothing has come here yet to work on.
        NobodyToHandInToError: no laptop of a coordinator is known; NobodyToSendToError: of no other one, and this is a coordinator’s.
        TooManyLaptopsError, FileNotWrittenError
        ContentTooLargeError, TooManyRevisionsError: it is more than one pack may hold.
        StoppedError: from *progress*; no file is there and nothing is remembered.
    """

    def order(session: Session, sender: Sender) -> list[Order]:
        to = _sealable(tuple(one for one in laptops(session) if one.role == COORDINATOR))
        if not to:
            raise NobodyToSendToError if role_of(session, sender.person) == COORDINATOR else NobodyToHandInToError
        facts, device = facts_of(session), sender.keys.device
        chosen = _unsent(choose_in(facts, device, built_on(session, device)), sent_to_all(session, to))
        contents = sorted(one.key for one in facts.contents if one.kind in CONTENT)
        extra = held(frame.HELD, "held", canonical({"contents": contents}))
        return [Order(to, "from", names_of_people(session).get(sender.person) or "", chosen, next_number(session, to), (extra,))]

    return _handed(workspace, folder, progress, order, role="")[0]


def nothing_for(reads: Reads) -> tuple[Problem, ...]:
    """Of everybody whose laptop is known, those for whom there is nothing to read, each as what is to be told."""
    facts = facts_of(reads, contents=False)
    found = {one.person: one.name for one in laptops(reads)}
    return tuple(NothingToHandOutError(person=name).problem() for person, name in found.items() if not _has_something(facts, person))


def _has_something(facts: Facts, person: str) -> bool:
    return facts.roles.get(person) == COORDINATOR or bool(given(facts, person))


def _orders(session: Session, facts: Facts, person: str, *, whole: bool) -> list[Order]:
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
    return [Order(to, "to", name, one, number) for number, one in enumerate(parcels(chosen), start=first)]


def _unsent(chosen: Chosen, sent: frozenset[str]) -> Chosen:
    """*chosen* without what was *sent*. Definitions go every time: without them a first pack that comes late would open nothing."""
    return replace(chosen, contents=tuple(one for one in chosen.contents if one.key not in sent or one.kind == frame.PINNED))


def _sealable(to: tuple[Laptop, ...]) -> tuple[Laptop, ...]:
    if len(to) > MOST_RECIPIENTS:
        raise TooManyLaptopsError(most=MOST_RECIPIENTS)
    return to


def _handed(
    workspace: Workspace, folder: Path, progress: Progress, orders: Callable[[Session, Sender], list[Order]], role: str = COORDINATOR
) -> tuple[Handed, ...]:
    """Write the packs of *orders*, all of one snapshot, and remember them: all, or none. *role* is the one that whoever hands must have."""
    about = workspace.read(cycle)
    person = workspace.file.slot
    if role and workspace.read(role_of, person) != role:
        raise HandInInsteadError
    sender = Sender(about.id, about.name, person, own_keys(workspace), folder, workspace.clock.wall())
    _digest_tables(workspace, progress)
    written: list[Written] = []
    try:
        with workspace.file.reading() as session:
            wanted = orders(session, sender)
            meter = Meter(progress, sum(weight(order) for order in wanted))
            outgoing, heads = Outgoing(session, meter.ready), heads_here(session)
            for order in wanted:
                meter.begin(weight(order), f"{order.way} {order.named}")
                parts = [*outgoing.parts(order.chosen), *order.extra]
                written.append(write_one(session, sender, order, parts, heads, meter.written))
        with workspace.file.writing(lambda found: is_remembered(found, written)) as keeping:
            remember(keeping, written)
    except BaseException:
        for one in written:
            take_away(one.handed.pack)
        raise
    return tuple(one.handed for one in written)


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
