"""Packs in the wrong order, in part, through others' hands, cut short, interrupted (M5, the table of bad input)."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import NoReturn

import pytest
from forging import OTHER, PASSPHRASE, World, office_of
from malicious import again, findings
from pack_kit import Laptop
from scribe import Scribe
from taking_kit import dump, holds_together, previewed, refusals, takes
from trio import shut

from wmpeer.exchange import taking, writing_in
from wmpeer.exchange.errors import PackAlteredError, PackUnreadableError
from wmpeer.exchange.taking import read_packs, receipts, take_in
from wmpeer.journal.queries import journal_faults, state_hash
from wmpeer.journal.workspace import open_workspace
from wmpeer.progress import StoppedError
from wmpeer.store.errors import DiskFullError
from wmpeer.store.plain import rows

VIEW = {"area": "send", "view": "good"}


def test_that_a_later_pack_that_leaves_out_what_an_earlier_one_has_is_taken_with_it_and_not_without(world, office, tmp_path):
    own = world.copy("ann")
    first, more = findings(own, 3), findings(own, 2)
    packs = [
        world.sends("ann", more, number=3).as_file(tmp_path / "second.wmpack"),
        world.sends("ann", first).as_file(tmp_path / "first.wmpack"),
    ]
    assert refusals(office, packs[0]) == ["chain-gap"]
    assert refusals(office, *packs) == ["", ""]
    assert len(takes(office, *packs)) == 2
    assert holds_together(office)


def test_that_a_laptop_that_another_pack_admits_may_send_with_it(world, office, tmp_path):
    keys = Laptop("nora")
    cecil = world.copy("cecil")
    admitted = [
        cecil.say("person", {"name": "Nora", "role": "panellist"}, entity="nora"),
        cecil.say("device", {"person": "nora", "name": "laptop", "signing_key": keys.known_by.hex(), "sealing_key": keys.public.hex()},
                  entity=keys.device),
    ]  # fmt: skip
    nora = Scribe(keys.device, "nora", cecil.held.values())
    both = World({**world.laptops, "nora": keys}, world.scribes, world.held)
    hers = both.sends("nora", findings(nora, 2)).as_file(tmp_path / "hers.wmpack")
    his = both.sends("cecil", admitted).as_file(tmp_path / "his.wmpack")
    assert refusals(office, hers) == ["unknown-sender"]
    assert refusals(office, hers, his) == ["", ""]
    assert len(takes(office, hers, his)) == 2 and holds_together(office)


def test_that_an_admission_that_may_not_come_in_admits_nobody(world, office, tmp_path):
    """Ann admits a laptop of her own making, and it sends at once."""
    keys = Laptop("eve")
    ann = world.copy("ann")
    admitted = ann.say(
        "device", {"person": "cora", "signing_key": keys.known_by.hex(), "sealing_key": keys.public.hex()}, entity=keys.device
    )
    eve = Scribe(keys.device, "cora", ann.held.values())
    packs = [
        world.sends("eve", findings(eve, 1), person="cora").as_file(tmp_path / "eve.wmpack"),
        world.sends("ann", [admitted]).as_file(tmp_path / "ann.wmpack"),
    ]
    assert refusals(office, *packs) == ["unknown-sender", "not-your-kind"]


def test_that_what_a_writer_knew_and_is_not_here_is_waited_for_and_then_it_stands(world, office, tmp_path):
    cecil, ann = world.copy("cecil"), world.copy("ann")
    said = cecil.say("person", {"name": "Nora", "role": "observer"}, entity="nora")
    ann.hears([said])
    view = ann.say("view", VIEW, authority=OTHER)
    hers, his = world.sends("ann", [view]).as_file(tmp_path / "a.wmpack"), world.sends("cecil", [said]).as_file(tmp_path / "b.wmpack")
    (plan,) = previewed(office, hers)
    assert (plan.waiting, plan.new, plan.refused) == (1, 0, ())
    take_in(office, [plan])
    assert office.read(rows, "SELECT count(*) FROM view WHERE entity = ?", view.entity) == [(0,)]
    assert office.read(rows, "SELECT missing FROM waiting") == [(said.id,)]
    takes(office, his)
    assert office.read(rows, "SELECT view FROM view WHERE entity = ?", view.entity) == [("good",)]
    assert office.read(rows, "SELECT count(*) FROM waiting") == [(0,)] and holds_together(office)


def test_that_what_turns_out_to_be_forbidden_when_that_comes_goes_on_waiting(world, office, tmp_path):
    """Ann knew of an interest that a second coordinator declared for her, and judged all the same."""
    cecil, ann = world.copy("cecil"), world.copy("ann")
    said = cecil.say("interest", {"person": "ann", "reason": "a cousin"}, authority=OTHER)
    ann.hears([said])
    view = ann.say("view", VIEW, authority=OTHER)
    hers, his = world.sends("ann", [view]).as_file(tmp_path / "a.wmpack"), world.sends("cecil", [said]).as_file(tmp_path / "b.wmpack")
    takes(office, hers)
    assert refusals(office, his) == [""]
    takes(office, his)
    assert office.read(rows, "SELECT count(*) FROM view WHERE entity = ?", view.entity) == [(0,)]
    assert office.read(rows, "SELECT revision FROM waiting") == [(view.id,)]
    holds_together(office)


def test_that_three_packs_in_another_order_end_the_same(world, tmp_path):
    own, cecil = world.copy("ann"), world.copy("cecil")
    first = findings(own, 2)
    said = cecil.say("person", {"name": "Nora", "role": "observer"}, entity="nora")
    own.hears([said])
    more = [own.say("view", VIEW, authority=OTHER), *findings(own, 1)]
    packs = [
        world.sends("ann", first).as_file(tmp_path / "1.wmpack"),
        world.sends("ann", [*first, *more], number=3).as_file(tmp_path / "2.wmpack"),
        world.sends("cecil", [said]).as_file(tmp_path / "3.wmpack"),
    ]
    found = set()
    for number, order in enumerate([packs, packs[::-1], [packs[1], packs[0], packs[2]]]):
        (tmp_path / str(number)).mkdir()
        workspace = office_of(world, tmp_path / str(number))
        for pack in order:
            takes(workspace, pack)
        found.add(workspace.read(state_hash))
        assert workspace.read(journal_faults) == ()
        shut(workspace)
    assert len(found) == 1


def test_that_a_laptop_that_was_copied_is_told_of_and_both_branches_are_kept(world, office, tmp_path):
    own = world.copy("ann")
    first = findings(own, 2)
    takes(office, world.sends("ann", first).as_file(tmp_path / "1.wmpack"))
    other = again(first[1], fields={"text": "otherwise"}, nonce="00", entity="0123456789ab4" + "0" * 19)
    (plan,) = previewed(office, world.sends("ann", [first[0], other], number=3).as_file(tmp_path / "2.wmpack"))
    assert [note.code for note in plan.notes] == ["copied-laptop"] and plan.new == 1
    afresh = tmp_path / "afresh"
    afresh.mkdir()
    together = office_of(world, afresh)
    both = previewed(together, tmp_path / "1.wmpack", tmp_path / "2.wmpack")
    assert [note.code for plan in both for note in plan.notes] == ["copied-laptop"], "told where both come at once too"
    shut(together)
    take_in(office, [plan])
    assert holds_together(office)


def test_that_an_older_pack_and_a_clock_a_year_off_are_told(world, office, tmp_path):
    own = world.copy("ann")
    first = findings(own, 2)
    older = world.sends("ann", first).as_file(tmp_path / "1.wmpack")
    takes(office, world.sends("ann", [*first, *findings(own, 1)], number=7).as_file(tmp_path / "2.wmpack"))
    (plan,) = previewed(office, older)
    assert ([note.code for note in plan.notes], plan.new, plan.same) == (["older-than-known"], 0, 2)
    for wall, how in (("2029-10-08T14:02:11.123Z", "ahead"), ("2020-10-08T14:02:11.123Z", "behind")):
        line = own.say("finding", {"text": how}, authority=OTHER, wall=wall)
        (plan,) = previewed(office, world.sends("ann", [line], number=8).as_file(tmp_path / "3.wmpack"))
        takes(office, tmp_path / "3.wmpack")
        (note,) = plan.notes
        assert note.code == "clock-far-off" and how in note.sentence and "year" in note.sentence


def test_that_a_file_that_is_still_being_copied_and_one_that_vanishes_are_refused_and_nothing_changes(world, office, tmp_path):
    pack = world.sends("ann", findings(world.copy("ann"), 3)).as_file(tmp_path / "hers.wmpack")
    whole, before = pack.read_bytes(), dump(office)
    for length in (0, 7, 40, len(whole) // 2, len(whole) - 1):
        pack.write_bytes(whole[:length])
        assert refusals(office, pack)[0] in ("pack-empty", "pack-cut-short", "not-a-pack")
    pack.write_bytes(whole)
    plans = previewed(office, pack)
    assert plans[0].refused == ()
    pack.unlink()
    assert refusals(office, pack) == ["pack-unreadable"]
    assert dump(office) == before
    assert len(take_in(office, plans)) == 1  # its revisions were read, and verified


def test_that_a_preview_of_another_file_under_the_same_name_takes_nothing_of_it(world, office, tmp_path):
    """The pack is exchanged between preview and deed: what was previewed is what comes in."""
    pack = world.sends("ann", findings(world.copy("ann"), 1)).as_file(tmp_path / "hers.wmpack")
    plans = previewed(office, pack)
    world.sends("ann", findings(world.copy("ann"), 9)).as_file(pack)
    take_in(office, plans)
    assert len(office.read(rows, "SELECT 1 FROM finding WHERE authority = ?", OTHER)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a laptop dies here as a process that was forked")
@pytest.mark.parametrize(
    ("where", "when"),
    [
        ((taking, "_writing"), "before"),
        ((writing_in, "write_arrival"), "before"),
        ((writing_in, "write_arrival"), "after"),
        ((writing_in, "_receipt"), "after"),
        ((writing_in, "_keep_heads"), "after"),
        ((taking, "receipts"), "before"),
    ],
    ids=lambda one: one if isinstance(one, str) else one[1],
)
def test_that_a_laptop_that_dies_has_taken_all_or_nothing(world, office, tmp_path, where, when):
    pack = world.sends("ann", findings(world.copy("ann"), 40)).as_file(tmp_path / "hers.wmpack")
    path = office.file.path
    shut(office)
    if not (child := os.fork()):
        _dies(path, pack, *where, when)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    survived = open_workspace(path, PASSPHRASE)
    found = len(survived.read(rows, "SELECT 1 FROM finding WHERE authority = ?", OTHER))
    assert (found, len(survived.read(receipts))) == ((40, 1) if where[1] == "receipts" else (0, 0))
    takes(survived, pack)
    assert len(survived.read(rows, "SELECT 1 FROM finding WHERE authority = ?", OTHER)) == 40 and holds_together(survived)
    shut(survived)


def _dies(path: Path, pack: Path, module: object, name: str, when: str) -> NoReturn:
    """Take *pack* in, and be killed when that function is called, or has done its work."""
    true = getattr(module, name)

    def killed(*given: object, **named: object) -> None:
        if when == "after":
            true(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    try:
        workspace = open_workspace(path, PASSPHRASE)
        plans = previewed(workspace, pack)
        setattr(module, name, killed)
        take_in(workspace, plans)
    finally:
        os._exit(1)


def test_that_where_the_disk_is_full_nothing_was_taken(world, office, tmp_path, monkeypatch):
    pack = world.sends("ann", findings(world.copy("ann"), 200)).as_file(tmp_path / "hers.wmpack")
    plans, before, true = previewed(office, pack), dump(office), writing_in.write_arrival

    def on_a_full_disk(session, arrival):
        ((pages,),) = session.connection().exec_driver_sql("PRAGMA page_count").all()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}").all()
        return true(session, arrival)

    monkeypatch.setattr(writing_in, "write_arrival", on_a_full_disk)
    with pytest.raises(DiskFullError):
        take_in(office, plans)
    assert dump(office) == before
    monkeypatch.undo()
    office.file._connections.reopen()
    assert len(take_in(office, plans)) == 1 and holds_together(office)


def test_that_whoever_stops_has_taken_nothing(world, office, tmp_path):
    from ill_contents import AREA, MEASURE, PASSAGE, document, passages, sent, table

    pack = sent(world, passages(PASSAGE), document(), table(MEASURE, AREA)).as_file(tmp_path / "his.wmpack")
    plans, before, asked = previewed(office, pack), dump(office), 0

    def stop(done: int, total: int, label: str) -> None:
        nonlocal asked
        asked += label == "Reading the pack"
        if asked:
            raise StoppedError

    with pytest.raises(StoppedError):
        take_in(office, plans, stop)
    assert dump(office) == before
    with pytest.raises(StoppedError):
        read_packs(office, [pack], stop)
    (receipt,) = take_in(office, plans)
    assert receipt.new == 2 and holds_together(office)
    assert office.read(rows, "SELECT name, digest FROM indicator_table")[0][0] == "figures.csv"


def test_that_a_pack_whose_documents_were_changed_since_the_preview_is_refused_whole(world, office, tmp_path):
    from ill_contents import AREA, MEASURE, PASSAGE, document, passages, sent, table

    pack = sent(world, passages(PASSAGE), document()).as_file(tmp_path / "his.wmpack")
    plans, before = previewed(office, pack), dump(office)
    sent(world, table(MEASURE, AREA)).as_file(pack)
    with pytest.raises(PackAlteredError):
        take_in(office, plans)
    pack.unlink()
    with pytest.raises(PackUnreadableError):
        take_in(office, plans)
    assert dump(office) == before


def test_that_what_was_changed_apart_in_different_parts_is_kept_and_said_once(world, office, tmp_path):
    dora = world.copy("dora")
    first = dora.say("agreed", {"area": "send", "view": "good"}, authority=OTHER)
    takes(office, world.sends("dora", [first]).as_file(tmp_path / "1.wmpack"))
    with office.write("Agree a judgement") as journal:
        journal.keep("agreed", {"reason": "ours"}, entity=first.entity, authority=OTHER)
    more = dora.say("agreed", {"wording": "hers"}, entity=first.entity, authority=OTHER)
    (plan,) = previewed(office, world.sends("dora", [first, more], number=3).as_file(tmp_path / "2.wmpack"))
    assert ([note.code for note in plan.notes], plan.changed, plan.differences) == (["changed-apart"], 1, ())
    take_in(office, [plan])
    assert office.read(rows, "SELECT reason, wording FROM agreed WHERE entity = ?", first.entity) == [("ours", "hers")]
