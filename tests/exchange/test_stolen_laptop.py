"""A coordinator's laptop was stolen with its passphrase and reported lost: what it says after that shuts nobody out who is honest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from scribe import DUDLEY, Scribe, begun, facts_of, joined
from taking_kit import holds_together, refusals, takes
from test_honest_people import finds, handed_in, out, post, second_coordinator, texts
from trio import ANN, BEN, KELSBOROUGH, NAME, PASSPHRASE, Trio, person, shut, trio

from wmpeer.exchange.authorise import authorise
from wmpeer.exchange.devices import devices
from wmpeer.exchange.handing import hand_out
from wmpeer.exchange.knowing import admit, invite, join, revoke
from wmpeer.journal.counting import counted
from wmpeer.journal.cuts import report_fields
from wmpeer.journal.queries import waiting_lines
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.undoing import undo
from wmpeer.models.records import Device
from wmpeer.region.actions import add_person, change_person, declare_interest
from wmpeer.region.queries import people


@pytest.fixture
def stolen(tmp_path: Path) -> Iterator[tuple[Trio, Workspace]]:
    """Olive's laptop, a coordinator's, was reported lost at the office; nobody else has heard of it."""
    three = trio(tmp_path)
    olive = second_coordinator(three)
    takes(three.ann, *out(three.office, ANN))
    takes(three.ben, *out(three.office, BEN))
    revoke(three.office, "Olive Second")
    yield three, olive
    shut(olive)
    three.close()


def role(workspace: Workspace, name: str) -> str:
    return next(one.role for one in workspace.read(people) if one.name == name)


def test_that_who_takes_anothers_part_away_with_a_stolen_laptop_shuts_nobody_out(stolen: tuple[Trio, Workspace]) -> None:
    """Ann, who has not heard, carries the words of the thief to the office; the office goes on, and so do all."""
    three, olive = stolen
    founder = three.office.actor.name
    change_person(olive, founder, name=founder, role="observer", home="")
    takes(three.ann, *out(olive, ANN))
    assert role(three.ann, founder) == "observer"
    finds(three.ann, "before she heard")
    takes(three.ann, *out(three.office, ANN))
    assert role(three.ann, founder) == "coordinator"
    finds(three.ann, "and after")
    takes(three.office, handed_in(three.ann))
    assert (texts(three.office), role(three.office, founder)) == (["and after", "before she heard"], "coordinator")
    declare_interest(three.office, BEN, KELSBOROUGH, "worked there")
    for name, laptop in ((ANN, three.ann), (BEN, three.ben)):
        takes(laptop, *out(three.office, name))
        assert laptop.read(waiting_lines) == ()
        holds_together(laptop)


def test_that_an_interest_declared_with_a_stolen_laptop_refuses_nobodys_words(stolen: tuple[Trio, Workspace]) -> None:
    three, olive = stolen
    declare_interest(olive, BEN, KELSBOROUGH, "made up")
    takes(three.ann, *out(olive, ANN))
    takes(three.office, handed_in(three.ann))
    takes(three.ben, *out(three.office, BEN))
    finds(three.ben, "his own")
    takes(three.office, handed_in(three.ben))
    assert texts(three.office) == ["his own"]


def test_that_whom_a_stolen_laptop_made_a_coordinator_is_stopped_before_writing_what_nobody_takes(stolen: tuple[Trio, Workspace]) -> None:
    """Ann, in good faith, wrote something down for Ben; hearing of it she may not undo that, and all she says goes on being taken."""
    three, olive = stolen
    change_person(olive, ANN, name=ANN, role="coordinator", home="")
    takes(three.ann, *out(olive, ANN))
    finds(three.ann.on_behalf_of(person(three.ann, BEN)), "for Ben")
    takes(three.ann, *out(three.office, ANN))
    assert role(three.ann, ANN) == "panellist"
    with pytest.raises(NotYourPartError):
        undo(three.ann)
    with pytest.raises(NotYourPartError):
        finds(three.ann.on_behalf_of(person(three.ann, BEN)), "for Ben again")
    finds(three.ann, "her own")
    takes(three.office, handed_in(three.ann))
    assert texts(three.office) == ["for Ben", "her own"]


def test_that_a_writer_is_judged_by_what_counted_of_what_they_knew() -> None:
    """Before the report was heard of by what the thief said, and after it without; on every laptop alike."""
    cora = begun()
    olive, ann = joined(cora, "olive", "coordinator"), joined(cora, "ann")
    olive.hears(cora.held.values())
    cora.say("device", {"revoked_on": "2026-10-09", **report_fields(())}, entity="o1")
    interest = olive.say("interest", {"person": "ann", "reason": "made up"}, authority=DUDLEY)
    olive.say("person", {"role": "observer"}, entity="cora")
    olive.say("person", {"role": "coordinator"}, entity="ann")
    ann.hears(olive.held.values())
    heard_of_nothing = ann.say("view", {"area": "send", "view": "good"}, authority=DUDLEY)
    as_coordinator = ann.say("point", {"text": "a point"}, authority=DUDLEY)
    own = ann.say("interest", {"reason": "true, then"}, entity=interest.entity, authority=DUDLEY)
    ann.hears(cora.held.values())
    after = ann.say("view", {"area": "leaders", "view": "good"}, authority=DUDLEY, author="ann", parents=())
    no_more = ann.say("point", {"text": "another"}, authority=DUDLEY)
    every = [*ann.held.values()]
    asked = (heard_of_nothing, as_coordinator, own, after, no_more)
    wanted = ["own-authority-judged", "", "", "", "not-your-kind"]
    for lines in (every, every[::-1]):
        assert [authorise(line, facts_of(lines)) for line in asked] == wanted
    cora.hears(every)
    assert authorise(cora.say("person", {"name": "Zoe", "role": "observer"}), cora.facts()) == ""


def test_that_a_laptop_that_a_stolen_one_let_in_counts_nowhere_whoever_brings_it_along(stolen: tuple[Trio, Workspace]) -> None:
    three, olive = stolen
    invitation = invite(olive, "Olive Second", post(olive))
    joined_ = join(invitation.path, post(olive).parent / "thief" / NAME, PASSPHRASE, post(olive))
    admit(olive, joined_.path, joined_.fingerprint)
    thief = joined_.workspace
    takes(thief, *[one.pack for one in hand_out(olive, person(olive, "Olive Second"), post(olive)) if one.pack])
    add_person(thief, "A Friend", role="coordinator")
    finds(thief, "the thief's")
    takes(three.ann, *out(olive, ANN))
    takes(three.ann, *out(thief, ANN))
    finds(three.ann, "Ann's own")
    takes(three.office, handed_in(three.ann))
    assert texts(three.office) == ["Ann's own"]
    assert {one.name for one in three.office.read(people)}.isdisjoint({"A Friend"})
    assert thief.device not in {one.id for one in three.office.read(devices)}
    assert refusals(three.office, handed_in(thief)) == ["unknown-sender"]
    assert refusals(three.office, handed_in(thief), handed_in(three.ann)) == ["unknown-sender", ""]
    for name, laptop in ((ANN, three.ann), (BEN, three.ben)):
        takes(laptop, *out(three.office, name))
        assert {one.name for one in laptop.read(people)} == {one.name for one in three.office.read(people)}
        holds_together(laptop)
    with three.ann.file.reading() as session:
        kept = session.get(Device, thief.device)
    assert kept is None, "also where it was known before"
    shut(thief)


def lines_of_a_theft() -> tuple[Scribe, Scribe, Scribe, Scribe]:
    """Cora began; Olive's laptop was reported lost, lets in one of hers that lets in another, and both say that they did so."""
    cora = begun()
    olive = joined(cora, "olive", "coordinator")
    joined(cora, "ann")
    olive.hears(cora.held.values())
    cora.say("device", {"revoked_on": "2026-10-09", **report_fields(())}, entity="o1")
    olive.say("device", {"person": "olive", "name": "x"}, entity="x1")
    first = Scribe("x1", "olive", olive.held.values())
    first.say("device", {"person": "olive", "name": "y"}, entity="y1")
    second = Scribe("y1", "olive", first.held.values())
    second.say("device", {"name": "x, again", "person": "olive"}, entity="x1", parents=())
    second.say("finding", {"text": "the thief's", "area": "send"}, authority=DUDLEY)
    first.hears(second.held.values())
    first.say("finding", {"text": "the thief's, too", "area": "send"}, authority=DUDLEY)
    cora.hears(first.held.values())
    return cora, olive, first, second


def test_that_laptops_that_let_one_another_in_count_only_where_somebody_else_let_one_in() -> None:
    cora, *_ = lines_of_a_theft()
    every = list(cora.held.values())
    theirs = {line.id for line in every if line.device[0] in "xyo"}
    for seed in range(10):
        random.Random(seed).shuffle(every)
        found = counted(every)
        assert set(found.lost) == theirs and not found.waiting
        assert facts_of(every).office.cast_out == {"x1", "y1"}


def test_that_a_laptop_counts_with_all_it_wrote_once_an_honest_coordinator_lets_it_in_too() -> None:
    """And with those whom it let in; whatever else they were let in by."""
    cora, *_ = lines_of_a_theft()
    again = cora.say("device", {"person": "olive", "name": "x"}, entity="x1", parents=())
    every = list(cora.held.values())
    for seed in range(10):
        random.Random(seed).shuffle(every)
        found = counted(every)
        assert again.id in found.standing and {line.device[0] for line in every if line.id in found.lost} == {"o"}
        assert facts_of(every).office.cast_out == frozenset()


def test_that_nobody_is_cast_out_where_no_laptop_is_lost_or_who_began_is_not_known_yet() -> None:
    cora, *_ = lines_of_a_theft()
    without = [line for line in cora.held.values() if not line.fields.get("revoked_on")]
    assert not counted(without).lost
    some = [line for line in cora.held.values() if line.kind == "person" and line.entity == "cora"]
    assert not counted(some).lost and not counted(some).waiting
