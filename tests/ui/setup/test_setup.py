"""Setting up, section by section, through the real screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from wmpeer.documents.queries import documents
from wmpeer.indicators.queries import batches
from wmpeer.indicators.records import BatchLine
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.queries import finding_lines
from wmpeer.region.queries import approvals, cycle, find_authority, find_person, interests, people
from wmpeer.region.readers import allocations
from wmpeer.ui.setup.files import source_said
from wmpeer.ui.setup.screen import SECTIONS, SetupScreen


@pytest.fixture
def setup(stage: Callable[[Any], Any]) -> Any:
    return stage(SetupScreen)


def press(setup: Any, qtbot: Any, name: str) -> None:
    qtbot.mouseClick(setup.find(name), Qt.MouseButton.LeftButton)


def settled(setup: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not setup.jobs.busy(), timeout=20_000)


def choose(choice: Any, key: str) -> None:
    choice.set_value(key)
    choice.activated.emit(choice.currentIndex())


def test_that_every_section_can_be_reached_by_the_arrow_keys(setup: Any, qtbot: Any) -> None:
    setup.screen.list.setFocus()
    for kind in SECTIONS[1:]:
        qtbot.keyClick(setup.screen.list, Qt.Key.Key_Down)
        assert setup.screen.place() == kind.key
        assert setup.find(f"section-{kind.key}").isVisible()


def test_that_a_day_is_changed_in_words_and_a_wrong_one_is_said(setup: Any, qtbot: Any) -> None:
    field = setup.find("date-panel")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "31 Feb")
    press(setup, qtbot, "calendar-keep")
    assert setup.screen.section("cycle").rows["panel"].error().startswith("“31 Feb” is not in the calendar.")
    assert field.text() == "31 Feb"
    field.selectAll()
    qtbot.keyClicks(field, "14 October 2026")
    press(setup, qtbot, "calendar-keep")
    settled(setup, qtbot)
    assert setup.workspace.read(cycle).dates["panel"] == "2026-10-14"
    assert setup.messages[-1].sentence == "The calendar is kept."


def test_that_somebody_new_is_added_changed_and_withdrawn(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("people")
    setup.find("person-name").insert("Dai Prŷs")  # QTest types ASCII only
    choose(setup.find("person-role"), "facilitator")
    press(setup, qtbot, "person-keep")
    settled(setup, qtbot)
    who = setup.workspace.read(find_person, "Dai Prŷs")
    assert who.role == "facilitator" and setup.find("person-name").text() == ""
    setup.find("people").choose(who.id)
    choose(setup.find("person-home"), setup.workspace.read(find_authority, "Coventry").ons_code)
    press(setup, qtbot, "person-keep")
    settled(setup, qtbot)
    assert setup.workspace.read(find_person, "Dai Prŷs").home == "E08000026"
    press(setup, qtbot, "person-withdraw")
    settled(setup, qtbot)
    assert "Dai Prŷs" not in {one.name for one in setup.workspace.read(people)}


def test_that_the_same_name_twice_is_said_below_the_field(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("people")
    qtbot.keyClicks(setup.find("person-name"), "Ann Reed")
    press(setup, qtbot, "person-keep")
    settled(setup, qtbot)
    assert "“Ann Reed” is already here." in setup.screen.section("people").name_field.error()


def test_that_a_person_with_a_passphrase_opens_the_file(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("people")
    who = setup.workspace.read(find_person, "Ann Reed")
    setup.find("people").choose(who.id)
    press(setup, qtbot, "person-passphrase")
    qtbot.keyClicks(setup.find("passphrase-first"), "four small blue herons")
    qtbot.keyClicks(setup.find("passphrase-second"), "four small blue heron")
    press(setup, qtbot, "passphrase-verb")
    assert setup.find("passphrase-second-error").text() == "The two are not the same."
    qtbot.keyClicks(setup.find("passphrase-second"), "s")
    press(setup, qtbot, "passphrase-verb")
    settled(setup, qtbot)
    assert who.id in setup.workspace.file.people()
    path = setup.workspace.file.path
    setup.workspace.close()
    opened = open_workspace(path, "four small blue herons")
    assert opened.author == who.id
    opened.close()


def test_that_an_interest_needs_a_reason_and_takes_the_person_from_the_readers(setup: Any, qtbot: Any) -> None:
    walsall = setup.workspace.read(find_authority, "Coventry").ons_code
    who = setup.workspace.read(find_person, "Ann Reed")
    setup.screen.go_to("interests")
    choose(setup.find("interest-person"), who.id)
    choose(setup.find("interest-authority"), walsall)
    press(setup, qtbot, "interest-keep")
    assert setup.screen.section("interests").reason_field.error()
    qtbot.keyClicks(setup.find("interest-reason"), "led its last peer review")
    press(setup, qtbot, "interest-keep")
    settled(setup, qtbot)
    assert any(one.declared and one.authority == walsall for one in setup.workspace.read(interests))
    setup.screen.go_to(f"readers/{walsall}")
    assert [one.name for one in setup.screen.section("readers").choices()] == ["Cara Moss", "Ben Hall"]


def test_that_readers_are_allocated_and_taken_off(setup: Any, qtbot: Any) -> None:
    dudley = setup.workspace.read(find_authority, "Dudley").ons_code
    setup.screen.go_to(f"readers/{dudley}")
    assert "Ann Reed" not in {one.name for one in setup.screen.section("readers").choices()}  # she works there
    choose(setup.find("reader-person"), setup.workspace.read(find_person, "Cara Moss").id)
    press(setup, qtbot, "reader-keep")
    settled(setup, qtbot)
    assert [one.person_name for one in setup.workspace.read(allocations) if one.authority == dudley] == ["Cara Moss"]
    table = setup.find("readers")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.records.index(0, 0)).center())
    press(setup, qtbot, "reader-withdraw")
    settled(setup, qtbot)
    assert not [one for one in setup.workspace.read(allocations) if one.authority == dudley]


def test_that_an_approval_has_a_name_and_a_day(setup: Any, qtbot: Any) -> None:
    walsall = setup.workspace.read(find_authority, "Walsall").ons_code
    setup.screen.go_to(f"approvals/{walsall}")
    assert setup.find("approval-name").text() == "Dr Lee"
    qtbot.mouseClick(setup.find("approval-by-lead-member"), Qt.MouseButton.LeftButton)
    press(setup, qtbot, "approval-keep")
    assert setup.screen.section("approvals").name_field.error() == "Say who approved it."
    qtbot.keyClicks(setup.find("approval-name"), "Cllr Shah")
    qtbot.keyClicks(setup.find("approval-on"), "14 September 2026")
    press(setup, qtbot, "approval-keep")
    settled(setup, qtbot)
    assert ("lead-member", "Cllr Shah", "2026-09-14") in {(one.by, one.name, one.on) for one in setup.workspace.read(approvals, walsall)}


def test_that_a_document_is_taken_out_after_a_question(setup: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "Walsall self-evaluation.txt"
    path.write_text("Walsall self-evaluation\n\nStaff know the plan.\n", encoding="utf-8")
    load(setup.workspace, [path], Wishes())
    setup.screen.reload()
    setup.screen.go_to("documents")
    settled(setup, qtbot)
    table = setup.find("documents")
    assert table.records.cell(0, 2).text == "in use"
    table.choose(table.records.record(0).id)
    press(setup, qtbot, "document-take-out")
    press(setup, qtbot, "confirm-verb")
    settled(setup, qtbot)
    assert setup.workspace.read(documents) == () and table.records.cell(0, 2).text == "taken out"


def test_that_a_document_in_the_wrong_authority_is_moved(setup: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "Walsall self-evaluation.txt"
    path.write_text("Self-evaluation\n\nDudley’s words under another’s name.\n", encoding="utf-8")
    load(setup.workspace, [path], Wishes())
    setup.screen.reload()
    setup.screen.go_to("documents")
    settled(setup, qtbot)
    table = setup.find("documents")
    table.choose(table.records.record(0).id)
    press(setup, qtbot, "document-move")
    dudley = setup.workspace.read(find_authority, "Dudley").ons_code
    choose(setup.find("move-authority"), dudley)
    press(setup, qtbot, "move-verb")
    settled(setup, qtbot)
    assert [one.authority for one in setup.workspace.read(documents)] == [dudley]
    assert setup.messages[-1].sentence == "“Walsall self-evaluation.txt” is Dudley’s now."


def test_that_data_says_what_came_in_and_is_taken_out(setup: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    heads = "Short Desc,Data Item,Years,LA Number,New LA Code,LA and Regions,Values"
    rows = ("CIN01,Referrals,2024-25,335,E08000030,Walsall,551.2", "CIN01,Referrals,2024-25,336,E08000031,Wolverhampton,c")
    path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8")
    load(setup.workspace, [path], Wishes())
    setup.screen.reload()
    setup.screen.go_to("data")
    settled(setup, qtbot)
    table = setup.find("batches")
    assert [table.records.cell(0, column).text for column in (0, 3, 4)] == ["LAIT", "2", "1"]
    table.choose(table.records.record(0).entity)
    press(setup, qtbot, "batch-take-out")
    press(setup, qtbot, "confirm-verb")
    settled(setup, qtbot)
    assert table.records.cell(0, 8).text == "not in use" and not setup.find("batch-take-out").isEnabled()


def test_that_data_says_what_a_release_restated_and_takes_the_day_it_was_given_out(setup: Any, qtbot: Any, tmp_path: Path) -> None:
    for name, value in (("regional 2023.csv", "7"), ("regional 2024.csv", "8")):
        rows = [
            "Indicator,Authority,Period,Value",
            f"Contacts,Walsall,2023,{value}",
            *(["Contacts,Walsall,2024,9"] if value == "8" else ()),
        ]
        (tmp_path / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    load(setup.workspace, [tmp_path / "regional 2023.csv", tmp_path / "regional 2024.csv"], Wishes())
    setup.screen.reload()
    setup.screen.go_to("data")
    settled(setup, qtbot)
    table, day = setup.find("batches"), setup.find("batch-released")
    newest = next(one for one in setup.workspace.read(batches) if one.restated)
    table.choose(newest.entity)
    about = setup.find("batch-about")
    assert "1 figure of earlier releases restated: Walsall, Contacts, 2023: was 7, now 8." in about.text()
    assert "It does not say when it was released." in about.text() and day.text() == ""
    day.setFocus()
    qtbot.keyClicks(day, "4 December 2025")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    settled(setup, qtbot)
    assert "Released 4 December 2025, as a person said." in about.text()
    assert next(one.released_on for one in setup.workspace.read(batches) if one.restated) == "2025-12-04"


def test_that_the_framework_and_the_region_can_be_read(setup: Any) -> None:
    setup.screen.go_to("region")
    assert setup.find("framework-areas").records.rowCount() == 9
    assert setup.find("region-authorities").records.rowCount() == 14


def test_that_a_backup_is_taken_and_listed(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("laptop")
    before = setup.find("backups").records.rowCount()
    press(setup, qtbot, "backup-now")
    settled(setup, qtbot)
    assert setup.find("backups").records.rowCount() == before + 1
    assert setup.messages[-1].sentence == "A backup is taken and checked."


def test_that_the_recovery_key_is_shown_only_to_who_knows_the_passphrase(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("keys")
    press(setup, qtbot, "recovery-show")
    typed = setup.find("recovery-passphrase")
    qtbot.keyClicks(typed, "a loud evening")
    press(setup, qtbot, "recovery-verb")
    settled(setup, qtbot)
    assert setup.find("recovery-passphrase-error").text() and not setup.find("recovery-key").text()
    typed.clear()
    qtbot.keyClicks(typed, "a quiet morning")
    press(setup, qtbot, "recovery-verb")
    settled(setup, qtbot)
    assert setup.workspace.file.is_recovery_key("-".join(setup.find("recovery-key").text().split()))


def test_that_words_that_are_no_day_stay_and_are_explained_when_the_field_is_left(setup: Any, qtbot: Any) -> None:
    field = setup.find("date-panel")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "after half term")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    row = setup.screen.section("cycle").rows["panel"]
    assert field.text() == "after half term" and row.error().startswith("“after half term” is not a day.")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "14 October 2026")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert row.error() == ""


def test_that_a_typed_approval_waits_while_one_looks_elsewhere_and_while_others_write(setup: Any, qtbot: Any) -> None:
    walsall, dudley = (setup.workspace.read(find_authority, name).ons_code for name in ("Walsall", "Dudley"))
    setup.screen.go_to(f"approvals/{dudley}")
    qtbot.keyClicks(setup.find("approval-name"), "Mr Khan")
    qtbot.keyClicks(setup.find("approval-on"), "soon")
    setup.screen.reload()
    settled(setup, qtbot)
    assert setup.find("approval-name").text() == "Mr Khan"
    setup.find("approvals").choose(walsall)
    assert setup.find("approval-name").text() == "Dr Lee"
    setup.find("approvals").choose(dudley)
    assert setup.find("approval-name").text() == "Mr Khan" and setup.find("approval-on").text() == "soon"


def test_that_after_the_one_approval_the_form_asks_for_the_other(setup: Any, qtbot: Any) -> None:
    dudley = setup.workspace.read(find_authority, "Dudley").ons_code
    setup.screen.go_to(f"approvals/{dudley}")
    qtbot.keyClicks(setup.find("approval-name"), "Mr Khan")
    qtbot.keyClicks(setup.find("approval-on"), "14 September 2026")
    press(setup, qtbot, "approval-keep")
    settled(setup, qtbot)
    assert setup.messages[-1].sentence == "Dudley: the chief executive’s approval is recorded."
    section = setup.screen.section("approvals")
    assert section.by.value() == "lead-member" and setup.find("approval-name").text() == "" and setup.find("approval-on").text() == ""


def test_that_somebody_new_half_typed_is_there_again_after_a_look_at_others(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("people")
    qtbot.keyClicks(setup.find("person-name"), "Dai Pritchard")
    choose(setup.find("person-role"), "facilitator")
    setup.find("people").choose(setup.workspace.read(find_person, "Ann Reed").id)
    assert setup.find("person-name").text() == "Ann Reed"
    press(setup, qtbot, "person-new")
    assert (setup.find("person-name").text(), setup.find("person-role").value()) == ("Dai Pritchard", "facilitator")
    press(setup, qtbot, "person-keep")
    settled(setup, qtbot)
    assert setup.find("person-name").text() == "" and setup.find("person-role").value() == "panellist"


@pytest.mark.parametrize(("section", "table"), [("approvals", "approvals"), ("readers", "reader-authorities"), ("interests", "interests")])
def test_that_tables_of_a_narrow_window_do_not_scroll_sideways(setup: Any, qtbot: Any, section: str, table: str) -> None:
    setup.screen.go_to(section)
    setup.window.resize(865, 470)
    setup.screen.set_room("narrow")
    qtbot.waitUntil(lambda: setup.find(table).width() < 640)
    assert setup.find(table).horizontalScrollBar().maximum() == 0


def test_that_a_capture_sheet_is_written_for_the_chosen_reader_and_comes_back_filled_in(setup: Any, qtbot: Any, tmp_path: Path) -> None:
    walsall = setup.workspace.read(find_authority, "Walsall").ons_code
    setup.screen.go_to(f"readers/{walsall}")
    section = setup.screen.section("readers")
    press(setup, qtbot, "reader-sheet")
    assert setup.messages[-1].sentence == "Choose the reader in the list first."
    setup.find("readers").choose(section.readers.records.key(section.readers.records.record(0)))
    asked: list[str] = []
    path = tmp_path / "sheet.xlsx"
    section.ask_file = lambda _parent, name: asked.append(name) or path
    press(setup, qtbot, "reader-sheet")
    settled(setup, qtbot)
    assert asked == ["Walsall Ann Reed.xlsx"]
    assert "drop it on Region when it comes back" in setup.messages[-1].sentence
    book = load_workbook(path)
    book["Findings"]["B4"], book["Findings"]["C4"], book["Findings"]["D4"] = "Care leavers", "Strength", "Young people set the agenda."
    book.save(path)
    (result,) = load(setup.workspace, [path], Wishes(authority=""))
    assert result.status == "loaded"
    (finding,) = setup.workspace.read(finding_lines, walsall)
    assert (finding.author_name, finding.text) == ("Ann Reed", "Young people set the agenda.")


def test_that_no_sheet_is_written_where_nobody_chose_a_place(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to(f"readers/{setup.workspace.read(find_authority, 'Walsall').ons_code}")
    section = setup.screen.section("readers")
    section.readers.choose(section.readers.records.key(section.readers.records.record(0)))
    section.ask_file = lambda _parent, _name: None
    before = len(setup.messages)
    press(setup, qtbot, "reader-sheet")
    settled(setup, qtbot)
    assert len(setup.messages) == before


def test_that_two_files_of_one_source_are_told_apart_by_their_names():
    one = BatchLine("a", "1", "Return Q2.xlsx", "indicators", "Regional return, Care", "", 1, 1, (), (), "", False, "Care")
    other = replace(one, entity="b", sha256="2", name="Return Q3.xlsx")
    assert source_said(one, (one,)) == "Regional return, Care"
    assert source_said(other, (one, other)) == "Regional return, Care (Return Q3.xlsx)"
