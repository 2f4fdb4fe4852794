"""A pack is taken back: what it alone brought is hidden here, and shown when it is taken again (M5)."""

from __future__ import annotations

import pytest
from forging import FREE, OTHER
from malicious import findings
from taking_kit import holds_together, previewed, takes

from wmpeer.exchange.act_errors import AlreadyTakenBackError, BuiltUponError, NoSuchReceiptError
from wmpeer.exchange.taking import receipts, take_back, take_in
from wmpeer.journal.queries import state_hash
from wmpeer.journal.workspace import Workspace
from wmpeer.store.plain import rows

FINDINGS = f"SELECT text FROM finding WHERE authority = '{OTHER}' ORDER BY text"


def texts(workspace: Workspace) -> list[str]:
    return [row[0] for row in workspace.read(rows, FINDINGS)]


def test_that_a_pack_taken_back_leaves_the_state_as_it_was_and_taken_again_brings_it_back(world, office, tmp_path):
    before = office.read(state_hash)
    pack = world.sends("ann", findings(world.copy("ann"), 3)).as_file(tmp_path / "hers.wmpack")
    (receipt,) = takes(office, pack)
    after = holds_together(office)
    assert texts(office) == ["0", "1", "2"] and after != before
    take_back(office, receipt.id[:8])
    assert texts(office) == [] and holds_together(office) == before
    (line,) = office.read(receipts)
    assert line.taken_back_at
    (plan,) = previewed(office, pack)
    assert (plan.unhides, plan.new, plan.notes) == (True, 3, ())
    (again,) = take_in(office, [plan])
    assert (again.id, again.taken_back_at) == (receipt.id, "")
    assert texts(office) == ["0", "1", "2"] and holds_together(office) == after
    take_back(office, receipt.id)
    assert holds_together(office) == before


def test_that_what_another_pack_brought_too_stays(world, office, tmp_path):
    own = world.copy("ann")
    three = findings(own, 3)
    first = world.sends("ann", three).as_file(tmp_path / "first.wmpack")
    second = world.sends("ann", [*three, *findings(own, 1)], number=3).as_file(tmp_path / "second.wmpack")
    one, other = takes(office, first)[0], takes(office, second)[0]
    take_back(office, one.id)
    assert len(texts(office)) == 4
    take_back(office, other.id)
    assert texts(office) == []
    takes(office, first)
    assert len(texts(office)) == 3
    assert holds_together(office)


def test_that_a_newer_pack_shows_again_what_an_older_one_was_taken_back_with(world, office, tmp_path):
    own = world.copy("ann")
    three = findings(own, 3)
    (receipt,) = takes(office, world.sends("ann", three).as_file(tmp_path / "first.wmpack"))
    take_back(office, receipt.id)
    (plan,) = previewed(office, world.sends("ann", [*three, *findings(own, 1)], number=3).as_file(tmp_path / "second.wmpack"))
    assert plan.new == 4
    take_in(office, [plan])
    assert len(texts(office)) == 4 and holds_together(office)


def test_that_whoever_wrote_upon_it_is_asked(world, office, tmp_path):
    before = office.read(state_hash)
    own = world.copy("dora")
    line = own.say("agreed", {"area": "send", "view": "good", "wording": "hers"}, authority=FREE)
    (receipt,) = takes(office, world.sends("dora", [line]).as_file(tmp_path / "hers.wmpack"))
    with office.write("Agree a judgement") as journal:
        journal.keep("agreed", {"wording": "ours"}, entity=line.entity, authority=FREE)
    with pytest.raises(BuiltUponError) as asked:
        take_back(office, receipt.id)
    assert "1 agreed" in asked.value.sentence
    assert office.read(receipts)[0].taken_back_at == ""
    take_back(office, receipt.id, even_so=True)
    assert office.read(rows, "SELECT count(*) FROM agreed") == [(0,)] and holds_together(office) == before
    takes(office, tmp_path / "hers.wmpack")
    assert office.read(rows, "SELECT wording FROM agreed") == [("ours",)] and holds_together(office)


def test_that_what_is_no_receipt_and_what_was_taken_back_is_said(world, office, tmp_path):
    with pytest.raises(NoSuchReceiptError):
        take_back(office, "ab")
    (receipt,) = takes(office, world.sends("ann", findings(world.copy("ann"), 1)).as_file(tmp_path / "hers.wmpack"))
    with pytest.raises(NoSuchReceiptError):
        take_back(office, receipt.id[:7])
    take_back(office, receipt.id)
    with pytest.raises(AlreadyTakenBackError):
        take_back(office, receipt.id)


def test_that_ones_own_words_that_come_back_in_anothers_pack_are_not_hidden_with_it(world, office, tmp_path):
    """What was written here was not brought, whoever passes it on."""
    cecil = world.copy("cecil")
    cecil.hears(world.held)
    lines = [line for line in world.held if line.author == "ann" and line.shelf == "own"]
    heads = tuple(world.heads("ann", lines))
    more = findings(cecil, 2)
    pack = world.sends("cecil", [*lines, *more], heads=(*heads, *world.heads("cecil", more))).as_file(tmp_path / "his.wmpack")
    before = office.read(state_hash)
    (receipt,) = takes(office, pack)
    assert receipt.new == 2
    take_back(office, receipt.id)
    assert holds_together(office) == before
