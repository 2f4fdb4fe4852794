"""What a screen says of the exchange, asked of three laptops that know one another."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session
from trio import ANN, ASHCOMBE, BEN, Trio, carry, person

from wmpeer.exchange.devices import devices
from wmpeer.exchange.knowing import invite, revoke
from wmpeer.exchange.lines import DifferenceLine, Fellow, difference_lines, fellows, known_until, own_work
from wmpeer.exchange.places import OUT, WATCHED, folder_for, keep_folder
from wmpeer.journal.fold import differences_in, fold
from wmpeer.journal.rows import lines_of
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import agree, hand_in, keep_finding, record_view
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.region.actions import allocate, change_person
from wmpeer.store.plain import rows


def of(workspace: Workspace, name: str) -> Fellow:
    lines = workspace.read(lambda session: fellows(session, devices(session)))
    return next(one for one in lines if one.name == name)


def test_that_everybody_is_told_with_their_laptops_their_invitation_and_what_they_owe(laptops: Trio, tmp_path: Path) -> None:
    office = laptops.office
    allocate(office, person(office, ANN), ASHCOMBE)
    ann = of(office, ANN)
    assert len(ann.known) == 1 and ann.owed == ("Ashcombe",) and ann.handed == () and ann.invited_at == "" and ann.last_at == ""
    assert of(office, "Coordinator").known == (), "one sends no pack to oneself"
    invite(office, person(office, ANN), tmp_path)
    assert of(office, ANN).invited_at, "a second laptop is on its way"
    revoke(office, ann.known[0].id, "2026-10-07")
    assert of(office, ANN).known == () and of(office, ANN).laptops[0].revoked_on == "2026-10-07"
    assert len(of(office, BEN).known) == 1


def test_that_what_one_wrote_is_counted_and_never_what_one_stands_aside_for(laptops: Trio) -> None:
    carry(laptops.office, laptops.ben)
    ben, me = laptops.ben, laptops.ben.author
    assert ben.read(own_work, me) == ()
    record_view(ben, ViewDraft(ASHCOMBE, "leaders", view="good", reason="They know.", confidence="high"))
    keep_finding(ben, FindingDraft(ASHCOMBE, "leaders", "strength", "Plans are watched"))
    (work,) = ben.read(own_work, me)
    assert (work.name, work.judged, work.findings, work.handed_on) == ("Ashcombe", 1, 1, "")
    hand_in(ben, ASHCOMBE)
    assert ben.read(own_work, me)[0].handed_on
    himself = of(ben, BEN)
    assert (himself.allocated, himself.handed, himself.owed) == (False, ("Ashcombe",), ()), "nothing is allocated to him"


def test_that_a_pack_says_until_when_its_sender_knew_this_laptop(laptops: Trio) -> None:
    office = laptops.office

    def streams(session: Session) -> dict[str, int]:
        return dict(rows(session, "SELECT stream, max(sequence) FROM revision WHERE shelf = 'office' GROUP BY 1"))

    assert office.read(known_until, {}, office.device) == ""
    until = office.read(known_until, office.read(streams), office.device)
    assert until.startswith("20") and office.read(known_until, office.read(streams), "another") == ""


def test_that_both_sides_of_a_difference_are_said_in_words(laptops: Trio) -> None:
    office, ben = laptops.office, laptops.ben
    change_person(office, person(office, BEN), name=BEN, role="lead-moderator", home="", email="")
    carry(office, ben)
    agree(office, ASHCOMBE, "in-care", "good", "Heard so.")
    entity = agree(ben, ASHCOMBE, "in-care", "inadequate", "Heard otherwise.").id
    carry(ben, office)

    def said(session: Session) -> tuple[DifferenceLine, ...]:
        lines = lines_of(session, "agreed", entity)
        return difference_lines(session, differences_in(fold(lines), lines))

    view, *rest = office.read(said)
    assert view.judgement and view.what == "Ashcombe: The panel’s judgement of Children in care and permanence"
    assert view.field == "The panel’s view"
    assert {(one.said, one.who) for one in view.sides} == {("Good", "Coordinator"), ("Inadequate", BEN)} and view.before == ""
    assert any({side.said for side in one.sides} == {"Heard so.", "Heard otherwise."} for one in rest)
    assert office.read(difference_lines, ()) == ()


def test_that_folders_are_remembered_for_each_person_and_forgotten(laptops: Trio, tmp_path: Path) -> None:
    office = laptops.office
    keep_folder(office, WATCHED, tmp_path)
    assert office.read(folder_for, office.file.slot, WATCHED) == str(tmp_path) and office.read(folder_for, office.file.slot, OUT) == ""
    keep_folder(office, WATCHED, None)
    assert office.read(folder_for, office.file.slot, WATCHED) == ""
