"""Somebody who was admitted does wrong with a program of their own: nobody else's packs, and nobody's place, hang on what they wrote."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from forging import new_world
from handing_kit import add_document
from taking_kit import refusals, takes
from test_honest_people import finds, handed_in, out, post, second_coordinator, three
from trio import ANN, ASHCOMBE, BEN, KELSBOROUGH, NAME, PASSPHRASE, Trio, shut

from wmpeer.exchange import facts
from wmpeer.exchange.devices import origin_of
from wmpeer.exchange.knowing import admit, invite, join
from wmpeer.exchange.sifting import sift
from wmpeer.journal import writing
from wmpeer.journal.ids import record_id
from wmpeer.journal.office import NOTHING_KNOWN, office_now
from wmpeer.journal.queries import journal_faults, state_hash, waiting_lines
from wmpeer.journal.workspace import Workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.queries import handed_in as handed_in_of
from wmpeer.region.actions import add_person, declare_interest
from wmpeer.region.queries import cycle
from wmpeer.store.plain import rows

__all__ = ["three"]
LONG_AGO = "000000000001-0000"


@contextlib.contextmanager
def altered(
    at: Workspace, knew: Sequence[str], monkeypatch: pytest.MonkeyPatch, *, stamp: str = "", parents: tuple[str, ...] | None = None
) -> Iterator[Any]:
    """The program at a laptop, altered: it writes what it may not, on a seat of its own, as if it had known *knew* alone, at *stamp*."""
    new, seat = writing.new_line, at.seat
    told: dict[str, Any] = {"knew": list(knew)} | ({"at": stamp} if stamp else {}) | ({} if parents is None else {"parents": parents})
    with monkeypatch.context() as patch:
        patch.setattr(writing, "refuse_unentitled", lambda *_: None)
        patch.setattr(writing, "new_line", lambda said: new({**said, **told}))
        at.seat = f"{at.device}.0bad"
        with at.write("Say") as journal:
            yield journal
        at.seat = seat


def two_packs(at: Workspace, keeps_back: str, send: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A pack without the stream of the revision *keeps_back*, and then one with it."""
    ((stream,),) = at.read(rows, "SELECT stream FROM revision WHERE id = ?", keeps_back)
    whole = facts.stream_facts
    with monkeypatch.context() as patch:
        patch.setattr(facts, "stream_facts", lambda reads: tuple(one for one in whole(reads) if one.stream != stream))
        first = send()
    return first, send()


def newest(at: Workspace) -> str:
    return str(at.read(rows, "SELECT id FROM revision ORDER BY arrived DESC LIMIT 1")[0][0])


def newcomer(office: Workspace) -> Workspace:
    add_person(office, "New Nina", "panellist")
    invitation = invite(office, "New Nina", post(office))
    joined = join(invitation.path, post(office).parent / "nina" / NAME, PASSPHRASE, post(office))
    admit(office, joined.path, joined.fingerprint)
    return joined.workspace


@pytest.mark.parametrize("what", ["forbidden", "dated before what it knew"])
@pytest.mark.parametrize("at_once", [False, True])
def test_that_what_waited_and_may_not_stand_keeps_nobody_from_anything(
    three: Trio, monkeypatch: pytest.MonkeyPatch, what: str, at_once: bool
) -> None:
    ann, office = three.ann, three.office
    takes(three.ben, *out(office, BEN))
    declare_interest(ann, ANN, ASHCOMBE, "the one that is kept back")
    kept_back = newest(ann)
    with altered(ann, [kept_back], monkeypatch, stamp="" if what == "forbidden" else LONG_AGO) as journal:
        if what == "forbidden":
            journal.keep("person", {"name": "Forged Fred", "role": "coordinator"})
        else:
            journal.keep("interest", {"person": ann.author, "reason": "long ago"}, authority=KELSBOROUGH)
    first, second = two_packs(ann, kept_back, lambda: handed_in(ann), monkeypatch)
    if at_once:
        takes(office, first, second)
    else:
        takes(office, first)
        assert not office.read(waiting_lines)[0].refused
        takes(office, second)
    (waits,) = office.read(waiting_lines)
    assert waits.refused and office.read(journal_faults) == ()
    assert refusals(three.ben, *out(office, BEN)) == [""]
    takes(three.ben, *out(office, BEN))
    finds(three.ben, "his")
    assert refusals(office, handed_in(three.ben)) == [""]
    nina = newcomer(office)
    takes(nina, *out(office, "New Nina"))
    assert nina.read(waiting_lines)[0].refused and nina.read(journal_faults) == ()
    shut(nina)


def test_that_nobody_makes_themselves_the_one_who_began(three: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    office, olive = three.office, second_coordinator(three)
    began, name = olive.read(cycle), office.actor.name
    add_person(olive, "Kept back", "observer")
    kept_back = newest(olive)
    with altered(olive, [kept_back], monkeypatch, stamp=LONG_AGO, parents=()) as journal:
        journal.keep("cycle", {"name": "mine"}, entity=began.id)
    for pack in two_packs(olive, kept_back, lambda: out(olive, name)[0], monkeypatch):
        takes(office, pack)
    assert office.read(cycle).name == began.name and office.read(waiting_lines)[0].refused
    nina = newcomer(office)
    assert nina.read(origin_of, began.id) == office.device, "the invitation says it, whatever comes"
    takes(nina, *out(office, "New Nina"))
    assert nina.read(cycle).name == began.name and nina.read(state_hash)
    shut(nina)
    shut(olive)


def test_that_a_file_has_one_cycle() -> None:
    world = new_world()
    line = world.copy("cecil").say("cycle", {"name": "another"}, entity="ab" * 16)
    assert sift(world.here(), [world.sends("cecil", [line]).as_read()]).refused[0].code() == "id-not-its-own"


def test_that_nobody_begins_anothers_record_for_them(three: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id of a hand-in and of a view can be worked out by anybody; what waits under it says nothing of whose it is."""
    ann, office, ben = three.ann, three.office, three.ben
    takes(ben, *out(office, BEN))
    known = sorted(ann.read(office_now, NOTHING_KNOWN).newest)
    with altered(ann, known, monkeypatch, parents=("ab" * 32,)) as journal:
        journal.keep("hand_in", {"on": "2026-10-10"}, authority=KELSBOROUGH, entity=record_id("hand_in", ben.author, KELSBOROUGH))
    takes(office, handed_in(ann))
    assert office.read(waiting_lines)
    judge.hand_in(ben, KELSBOROUGH)
    assert refusals(office, handed_in(ben)) == [""]
    takes(office, handed_in(ben))
    assert ben.author in office.read(handed_in_of, KELSBOROUGH) and office.read(journal_faults) == ()


def test_that_what_waits_gives_nobody_a_part(three: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A panellist who says of herself that she is a coordinator, upon what nobody has, brings no documents with it."""
    ann, office = three.ann, three.office
    with altered(ann, ["ab" * 32], monkeypatch) as journal:
        journal.keep("person", {"role": "coordinator", "name": ANN}, entity=ann.author)
    monkeypatch.setattr(writing, "refuse_unentitled", lambda *_: None)
    add_document(ann, KELSBOROUGH, "forged words")
    before = office.read(rows, "SELECT count(*) FROM content")
    assert refusals(office, handed_in(ann)) == ["not-your-kind"] and office.read(rows, "SELECT count(*) FROM content") == before
