"""Check names what is out of step because several laptops wrote; before, it was told once as a pack came in, and then nowhere."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from forging import FREE, OTHER, World
from malicious import findings
from sqlalchemy.orm import Session
from taking_kit import takes

from wmpeer.exchange.taking import take_back
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.laptop_checks import changed_after, copied, issued_twice, twice_here, waiting
from wmpeer.region.actions import add_person
from wmpeer.region.seeing import sight_of


def said(workspace: Workspace, code: str) -> list[str]:
    def every(session: Session) -> list[str]:
        sight = sight_of(session, workspace.author)
        seen = (item for part in (waiting, changed_after, issued_twice) for item in part(session, sight))
        items = (*seen, *twice_here(session), *copied(session))
        return [sentence for _, found, sentence, _ in items if found == code]

    return workspace.read(every)


def test_that_what_waits_is_named_until_it_is_joined(world: World, office: Workspace, tmp_path: Path) -> None:
    cecil, dora = world.copy("cecil"), world.copy("dora")
    cecil.hears(world.held)
    first = cecil.say("person", {"name": "Nia Newer", "role": "panellist"})
    dora.hears([first])
    (hers,) = findings(dora, 1)
    pack = world.sends("dora", [hers]).as_file(tmp_path / "later.wmpack")
    takes(office, pack)
    (sentence,) = said(office, "waits")
    assert sentence.startswith("1 record of ") and "missing" in sentence
    takes(office, world.sends("cecil", [first]).as_file(tmp_path / "earlier.wmpack"))
    assert said(office, "waits") == []


def test_that_what_rests_on_a_pack_taken_back_is_named(world: World, office: Workspace, tmp_path: Path) -> None:
    own = world.copy("dora")
    line = own.say("agreed", {"area": "send", "view": "good", "wording": "hers"}, authority=FREE)
    (receipt,) = takes(office, world.sends("dora", [line]).as_file(tmp_path / "hers.wmpack"))
    with office.write("Agree a judgement") as journal:
        journal.keep("agreed", {"wording": "ours"}, entity=line.entity, authority=FREE)
    take_back(office, receipt.id, even_so=True)
    (sentence,) = said(office, "rests-on-taken-back")
    assert "Take that pack in again" in sentence


def test_that_a_letter_changed_on_another_laptop_after_it_had_left_is_said(world: World, office: Workspace, tmp_path: Path) -> None:
    dora = world.copy("dora")
    line = dora.say("agreed", {"area": "send", "view": "good", "wording": "hers"}, authority=OTHER)
    with office.write("Issue a letter") as journal:
        journal.keep("issue", {"version": 1, "on": "2026-10-20"}, authority=OTHER)
        journal.keep("letter", {"stage": "issued"}, authority=OTHER)
    assert said(office, "changed-after-letter") == []
    takes(office, world.sends("dora", [line]).as_file(tmp_path / "hers.wmpack"))
    (sentence,) = said(office, "changed-after-letter")
    assert "20 October 2026 (version 1)" in sentence and "an agreed judgement" in sentence
    with office.write("Issue a letter") as journal:
        journal.keep("issue", {"version": 1, "on": "2026-10-21"}, authority=OTHER)
    assert len(said(office, "letter-issued-twice")) == 1


def test_that_two_people_of_one_name_are_said(office: Workspace) -> None:
    add_person(office, "Zoe Late")
    with office.write("Add a person") as journal:
        journal.keep("person", {"name": "zoe  LATE", "role": "panellist"})
    assert said(office, "person-twice") == ["Zoe Late is in People 2 times. Remove whichever was not invited."]
