"""Who may have written what, asked of revisions alone: whenever they come, in whatever order (M1, C1)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from scribe import DUDLEY, WALES, WALSALL, begun, facts_of, joined

from wmpeer.errors import known_errors
from wmpeer.exchange.authorise import authorise, of_record, waits_for
from wmpeer.exchange.errors import PackRefusedError
from wmpeer.journal.ids import record_id
from wmpeer.journal.rights import WRITERS
from wmpeer.journal.shelves import OFFICE, SHELVES, STAYS

ROLES = ("coordinator", "lead-moderator", "facilitator", "panellist", "observer")
VIEW = {"area": "leaders", "view": "good"}


def judge(line, held) -> str:
    """What a laptop says that holds everything else."""
    return authorise(line, facts_of(one for one in held if one.id != line.id))


def test_that_what_the_program_writes_may_be_written():
    cora = begun()
    ann = joined(cora, "ann")
    ann.say("view", VIEW, authority=DUDLEY)
    ann.say("view", {"view": "inadequate"}, entity=record_id("view", "ann", DUDLEY, "leaders"), authority=DUDLEY)
    ann.say("finding", {"text": "Staff know the plan"}, authority=WALES)
    ann.say("interest", {"person": "ann", "reason": "worked there"}, authority=WALES)
    cora.hears(ann.held.values())
    cora.say("view", VIEW, authority=DUDLEY, author="cora")
    cora.say("finding", {"text": "for her"}, authority=DUDLEY, author="ann")
    cora.say("agreed", {"area": "leaders", "view": "good"}, authority=DUDLEY)
    assert [authorise(line, cora.facts()) for line in cora.held.values()] == [""] * len(cora.held)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", sorted(kind for kind, shelf in SHELVES.items() if shelf not in STAYS and kind != "interest"))
def test_that_each_kind_comes_in_from_those_who_may_write_it_here(kind, role):
    cora = begun()
    other = joined(cora, "olga", role)
    fields = {"document": {"sha256": "ab"}, "batch": {"sha256": "ab", "sheet": ""}}.get(kind, {})
    line = other.say(kind, fields, authority=None if SHELVES[kind] == OFFICE else WALES)
    answer = authorise(replace(line, parents=("an earlier one",)), cora.facts())
    assert answer == ("" if role in WRITERS[kind] else "not-your-kind")


def test_that_nobody_changes_what_is_anothers():
    cora = begun()
    ann, ben = joined(cora, "ann"), joined(cora, "ben")
    hers = ann.say("finding", {"text": "mine"}, authority=DUDLEY)
    ben.hears(ann.held.values())
    line = ben.say("finding", {"text": "not so"}, entity=hers.entity, authority=DUDLEY)
    assert judge(line, ben.held.values()) == "not-your-record"


@pytest.mark.parametrize("why", ["home", "trust", "declared"])
def test_that_nobody_judges_an_authority_they_stand_aside_for(why):
    cora = begun()
    ann = joined(cora, "ann", home=DUDLEY if why != "declared" else "")
    if why == "declared":
        ann.say("interest", {"person": "ann", "reason": "worked there"}, authority=WALSALL)
    line = ann.say("view", VIEW, authority=DUDLEY if why == "home" else WALSALL)
    assert judge(line, ann.held.values()) == "own-authority-judged"
    assert judge(ann.say("view", VIEW, authority=WALES), ann.held.values()) == ""


def test_that_an_interest_declared_later_refuses_nothing_and_one_taken_back_counts_no_more():
    cora = begun()
    ann = joined(cora, "ann")
    early = ann.say("view", VIEW, authority=DUDLEY)
    interest = cora.say("interest", {"person": "ann", "reason": "a cousin"}, authority=DUDLEY)
    assert judge(early, [*cora.held.values(), early]) == ""
    ann.hears(cora.held.values())
    later = ann.say("view", {"view": "good", "area": "send"}, authority=DUDLEY)
    assert judge(later, ann.held.values()) == "own-authority-judged"
    cora.say("interest", {"withdrawn": True}, entity=interest.entity, authority=DUDLEY)
    ann.hears(cora.held.values())
    assert judge(ann.say("view", {"view": "good", "area": "workforce"}, authority=DUDLEY), ann.held.values()) == ""


def test_that_rights_go_by_what_the_writer_knew_and_not_by_the_moment():
    cora = begun()
    ann = joined(cora, "ann")
    early = ann.say("agreed", {"area": "leaders", "view": "good"}, authority=DUDLEY)
    cora.say("person", {"role": "lead-moderator"}, entity="ann")
    ann.hears(cora.held.values())
    late = ann.say("agreed", {"area": "send", "view": "good"}, authority=DUDLEY)
    cora.say("person", {"role": "observer"}, entity="ann")
    everything = [*ann.held.values(), *cora.held.values()]
    assert (judge(early, everything), judge(late, everything)) == ("not-your-kind", "")


@pytest.mark.parametrize(("otherwise", "code"), [
    ({"recorded_by": "cora", "author": "cora"}, "forged-author"),
    ({"recorded_by": "ben", "author": "ben"}, "forged-author"),
    ({"author": "ben"}, "on-behalf-not-allowed"),
    ({"device": "x9.0001"}, "head-not-signed"),
    ({"shelf": "office"}, "record-moved"),
    ({"shelf": "private"}, "private-in-pack"),
    ({"knew": ()}, "backdated"),
])  # fmt: skip
def test_that_a_revision_that_says_who_it_is_not_is_refused(otherwise, code):
    cora = begun()
    joined(cora, "ben")
    ann = joined(cora, "ann")
    line = ann.say("finding", {"text": "so it is"}, authority=DUDLEY, **otherwise)
    assert judge(line, ann.held.values()) == code
    assert code in {one.code() for one in known_errors(PackRefusedError)}


def test_that_a_person_nobody_knows_writes_nothing():
    cora = begun()
    line = cora.say("finding", {"text": "so it is"}, authority=DUDLEY, author="nobody")
    assert judge(line, cora.held.values()) == "forged-author"


def test_that_several_people_work_at_a_coordinators_laptop_each_in_their_own_name():
    cora = begun()
    joined(cora, "ann")
    assert judge(cora.say("view", VIEW, authority=DUDLEY, author="ann", recorded_by="ann"), cora.held.values()) == ""


def test_that_a_note_is_in_no_pack_whatever_shelf_it_names():
    cora = begun()
    for shelf in ("own", "private", "local"):
        assert judge(cora.say("note", {"text": "psst"}, authority=DUDLEY, shelf=shelf), cora.held.values()) == "private-in-pack"
    assert judge(cora.say("take_back", {"hidden": True}), cora.held.values()) == "private-in-pack"


@pytest.mark.parametrize("otherwise", [{"authority": WALES}, {"kind": "finding"}, {"kind": "agreed", "shelf": "panel"}])
def test_that_no_revision_moves_a_record(otherwise):
    cora = begun()
    ann = joined(cora, "ann", "lead-moderator", home=WALES)
    first = ann.say("view", VIEW, authority=DUDLEY)
    line = ann.say(otherwise.get("kind", "view"), {"view": "good"}, entity=first.entity, authority=otherwise.get("authority", DUDLEY))
    assert of_record(line, facts_of([*cora.held.values(), first])) == "record-moved"


@pytest.mark.parametrize(("kind", "fields", "entity"), [
    ("view", VIEW, record_id("view", "ben", DUDLEY, "leaders")),
    ("view", {"view": "good"}, record_id("view", "ben", DUDLEY, "leaders")),
    ("view", VIEW, record_id("view", "ann", WALES, "leaders")),
    ("hand_in", {"on": "2026-10-08"}, record_id("hand_in", "ben", DUDLEY)),
    ("choice", {}, "0123456789ab5" + "0" * 19),
    ("commentary", {"part": "leaders"}, "ab" * 16),
    ("commentary", {}, "ab" * 16),
    ("flag_answer", {"rule": "r", "code": "c", "source": "s", "period": "p"}, "ab" * 16),
    ("flag_answer", {"rule": "r", "code": 7, "source": "s", "period": "p"}, "ab" * 16),
    ("claim_answer", {"claim": "c"}, "ab" * 16),
])  # fmt: skip
def test_that_nobody_begins_a_record_under_anothers_id(kind, fields, entity):
    cora = begun()
    joined(cora, "ben")
    ann = joined(cora, "ann", "facilitator")
    assert judge(ann.say(kind, fields, entity=entity, authority=DUDLEY), ann.held.values()) == "id-not-its-own"


def test_that_nobody_takes_back_an_interest_that_a_coordinator_declared_for_them():
    cora = begun()
    declared = cora.say("interest", {"person": "ann", "reason": "a cousin"}, authority=DUDLEY)
    ann = joined(cora, "ann")
    line = ann.say("interest", {"withdrawn": True}, entity=declared.entity, authority=DUDLEY)
    assert judge(line, ann.held.values()) == "not-your-record"
    assert judge(ann.say("interest", {"person": "ben", "reason": "his"}, authority=DUDLEY), ann.held.values()) == "not-your-record"
    own = ann.say("interest", {"person": "ann", "reason": "mine"}, authority=WALES)
    assert judge(ann.say("interest", {"withdrawn": True}, entity=own.entity, authority=WALES), ann.held.values()) == ""


def test_that_what_its_writer_knew_is_waited_for():
    cora = begun()
    ann = joined(cora, "ann")
    secret = cora.say("interest", {"person": "ann", "reason": "a cousin"}, authority=DUDLEY)
    ann.hears(cora.held.values())
    after = cora.say("person", {"role": "observer"}, entity="ann")
    ann.hears(cora.held.values())
    line = ann.say("view", VIEW, authority=DUDLEY)
    without = facts_of(one for one in ann.held.values() if one.id not in (line.id, secret.id))
    assert (authorise(line, without), waits_for(line, without)) == ("", (secret.id,))
    neither = facts_of(one for one in ann.held.values() if one.id not in (line.id, secret.id, after.id))
    assert waits_for(line, neither) == (after.id,)
    assert (judge(line, ann.held.values()), waits_for(line, ann.facts())) == ("own-authority-judged", ())


def test_that_the_order_in_which_revisions_are_here_changes_no_answer():
    cora = begun()
    ann = joined(cora, "ann", home=DUDLEY)
    cora.say("person", {"role": "lead-moderator"}, entity="ann")
    ann.hears(cora.held.values())
    asked = [ann.say("view", VIEW, authority=code) for code in (DUDLEY, WALSALL, WALES)]
    asked.append(ann.say("agreed", {"area": "send", "view": "good"}, authority=WALES))
    wanted = ["own-authority-judged", "own-authority-judged", "", ""]
    for seed in range(20):
        lines = list(ann.held.values())
        random.Random(seed).shuffle(lines)
        assert [authorise(line, facts_of(lines)) for line in asked] == wanted


def test_that_a_kind_of_a_newer_program_keeps_to_its_shelf():
    cora = begun()
    ann = joined(cora, "ann", home=WALSALL)
    for shelf, authority, code in (
        ("own", WALES, ""), ("panel", WALES, ""), ("setup", WALES, "not-your-kind"), ("office", None, "not-your-kind"),
        ("own", WALSALL, "own-authority-judged"), ("private", WALES, "private-in-pack"), ("cupboard", WALES, "record-moved"),
    ):  # fmt: skip
        assert judge(ann.say("mood", {"is": "fair"}, authority=authority, shelf=shelf), ann.held.values()) == code


def test_that_ten_thousand_revisions_of_one_sitting_are_looked_up_and_not_thought_over():
    cora = begun()
    ann = joined(cora, "ann")
    facts = ann.facts()
    for number in range(200):
        line = ann.say("finding", {"text": str(number)}, authority=WALES, previous="", sequence=1)
        assert authorise(line, facts) == ""
    assert len(facts.told) == 1


