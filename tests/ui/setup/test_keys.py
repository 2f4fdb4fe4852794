"""Keys and erasing, as a person does it: in the real start window, for what needs the workspace closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from beginnings import new_cycle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.notes import keep_note
from wmpeer.judging.queries import finding_lines, note_lines
from wmpeer.judging.records import FindingDraft
from wmpeer.region.actions import add_person, give_passphrase, set_dates
from wmpeer.region.queries import people
from wmpeer.region.rules import OwnAuthorityError
from wmpeer.settings import Settings
from wmpeer.store import laptop_key
from wmpeer.store.errors import WrongPassphraseError
from wmpeer.store.file import WorkspaceFile
from wmpeer.ui.setup.screen import SetupScreen
from wmpeer.ui.start import StartWindow

PASSPHRASE, HERS, NEW = "a quiet morning", "nine loud crows", "three grey geese"


@pytest.fixture
def setup(stage: Any) -> Any:
    return stage(SetupScreen)


def settled(stage: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not stage.jobs.busy())


def press(stage: Any, qtbot: Any, name: str) -> None:
    qtbot.mouseClick(stage.find(name), Qt.MouseButton.LeftButton)


def typed(window: QWidget, qtbot: Any, **fields: str) -> None:
    for name, words in fields.items():
        field = window.findChild(QWidget, name.replace("_", "-"))
        field.clear()
        qtbot.keyClicks(field, words)


def test_that_a_passphrase_is_changed_by_who_knows_the_old_one(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("keys")
    press(setup, qtbot, "passphrase-change")
    typed(setup.window, qtbot, change_old="a loud evening", change_first=NEW, change_second=NEW)
    press(setup, qtbot, "change-verb")
    settled(setup, qtbot)
    assert "does not open" in setup.find("change-old-error").text()
    typed(setup.window, qtbot, change_old=PASSPHRASE, change_second="three grey")
    press(setup, qtbot, "change-verb")
    assert setup.find("change-second-error").text() == "The two are not the same."
    typed(setup.window, qtbot, change_second=NEW)
    qtbot.keyClick(setup.find("change-second"), Qt.Key.Key_Return)
    settled(setup, qtbot)
    assert setup.messages[-1].sentence == "Your passphrase is changed."
    setup.workspace.file.refuse_wrong(NEW)
    with pytest.raises(WrongPassphraseError):
        setup.workspace.file.refuse_wrong(PASSPHRASE)


def test_that_ones_own_passphrase_is_changed_among_the_people_too_with_the_old_one_asked(setup: Any, qtbot: Any) -> None:
    setup.screen.go_to("people")
    setup.find("people").choose(setup.workspace.file.slot)
    press(setup, qtbot, "person-passphrase")
    assert setup.find("change-old").isVisible()


def test_that_without_a_key_store_it_is_said_and_nothing_is_offered(setup: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laptop_key, "_store", lambda: None)
    setup.screen.go_to("keys")
    settled(setup, qtbot)
    section = setup.screen.section("keys")
    assert "no key store of its own" in section.here.text() and section.remember.isHidden()


def test_that_who_can_open_the_file_is_listed(setup: Any, qtbot: Any) -> None:
    give_passphrase(setup.workspace, "Ann Reed", HERS)
    setup.screen.reload()
    setup.screen.go_to("keys")
    settled(setup, qtbot)
    shown = setup.find("openers").records
    assert [(one.name, one.how, one.you) for one in (shown.record(row) for row in range(shown.rowCount()))] == [
        ("Coordinator", "a passphrase", True), ("Ann Reed", "a passphrase", False),
    ]  # fmt: skip


def test_that_a_second_person_opens_it_as_themselves_and_sees_what_they_may(tmp_path: Path) -> None:
    office = new_cycle(tmp_path)
    add_person(office, "Ann Reed", "panellist", "Dudley")
    give_passphrase(office, "Ann Reed", HERS)
    said = FindingDraft("E08000030", "leaders", "strength", "Staff know the plan")
    keep_finding(office, said)
    keep_finding(office, FindingDraft("E08000027", "leaders", "strength", "Of Dudley"))
    keep_note(office, "E08000030", "leaders", "for nobody else")
    path = office.file.path
    office.close()
    ann = open_workspace(path, HERS)
    assert ann.actor.name == "Ann Reed"
    assert [one.text for one in ann.read(finding_lines, "E08000030")] == ["Staff know the plan"]
    assert ann.read(note_lines, ann.author, "E08000030") == ()
    with pytest.raises(OwnAuthorityError):
        keep_finding(ann, FindingDraft("E08000027", "leaders", "strength", "Of her own"))
    ann.close()


@pytest.fixture
def start(tmp_path: Path, dressed: QApplication, qtbot: Any) -> Iterator[StartWindow]:
    made = new_cycle(tmp_path)
    add_person(made, "Ann Reed", "panellist")
    give_passphrase(made, "Ann Reed", HERS)
    made.file.backup()
    add_person(made, "Ben Hall", "panellist")
    set_dates(made, {"erase-after": "2090-01-01"})
    made.close()
    window = StartWindow(made.file.path, Settings(), lambda _settings: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window._open(made.file.path, PASSPHRASE)
    at_set_up(window, qtbot)
    yield window
    frame = window.frame
    window.close()
    if frame is not None:
        qtbot.waitUntil(lambda: not frame.jobs.busy())
        frame.jobs.close()
        frame.close()
        window.desk.workspace.close()


def at_set_up(start: StartWindow, qtbot: Any) -> Any:
    """The screen where the workspace is set up, filled."""
    qtbot.waitUntil(lambda: start.frame is not None and start.frame.isVisible(), timeout=20_000)
    start.frame.go("setup")
    qtbot.waitUntil(lambda: isinstance(start.frame.current(), SetupScreen), timeout=20_000)
    qtbot.waitUntil(lambda: not start.frame.jobs.busy(), timeout=20_000)
    return start.frame.current()


def find(start: StartWindow, name: str) -> Any:
    return start.frame.findChild(QWidget, name)


def said_in(sheet: QWidget) -> str:
    return " ".join(one.text() for one in sheet.findChildren(QLabel))


def agree(start: StartWindow, qtbot: Any, name: str) -> None:
    """Type the passphrase into the sheet and press its verb; the frame closes."""
    frame = start.frame
    typed(frame, qtbot, **{f"{name}_passphrase": PASSPHRASE})
    with qtbot.waitSignal(frame.closed, timeout=20_000):
        find(start, f"{name}-verb").click()


def test_that_one_goes_back_to_a_backup_in_the_window(start: StartWindow, qtbot: Any) -> None:
    screen, path = start.frame.current(), start.desk.workspace.file.path
    seat = start.desk.workspace.seat
    screen.go_to("laptop")
    backups = screen.section("laptop").table
    assert not screen.section("laptop").back.isEnabled()
    backups.choose(start.desk.workspace.file.backups()[1].path)
    screen.section("laptop").back.click()
    assert "with today, also where you had another" in said_in(find(start, "restore"))
    agree(start, qtbot, "restore")
    at_set_up(start, qtbot)
    names = [one.name for one in start.desk.workspace.read(people)]
    assert "Ann Reed" in names and "Ben Hall" not in names
    assert start.desk.workspace.seat != seat, "it counts on in a seat of its own"
    assert list(path.parent.glob("*before restoring*"))


def test_that_a_new_recovery_key_is_typed_back_before_the_screens_come(start: StartWindow, qtbot: Any) -> None:
    old, path = start.desk.workspace.file.recovery_key(), start.desk.workspace.file.path
    screen = start.frame.current()
    screen.go_to("keys")
    screen.section("keys").renew.click()
    assert "Ann Reed" in find(start, "renew").accessibleDescription()
    agree(start, qtbot, "renew")
    qtbot.waitUntil(lambda: start.pages.currentWidget() is start.recovery, timeout=20_000)
    new = "-".join(start.recovery.key.text().split())
    assert new != old and "Ann Reed needs a passphrase again" in start.bar.accessibleName()
    qtbot.waitUntil(start.recovery.isEnabled)
    qtbot.keyClicks(start.recovery.typed, new)
    qtbot.keyClick(start.recovery.typed, Qt.Key.Key_Return)
    at_set_up(start, qtbot)
    assert len(start.desk.workspace.file.backups()) == 1
    assert start.desk.workspace.file.path == path and not start.desk.workspace.file.is_recovery_key(old)


def test_that_a_cycle_is_erased_with_the_words_and_its_certificate_is_shown(start: StartWindow, qtbot: Any) -> None:
    path, screen = start.desk.workspace.file.path, start.frame.current()
    screen.go_to("erasing")
    section = screen.section("erasing")
    qtbot.waitUntil(lambda: bool(section.until.text()))
    assert section.until.text() == "This cycle is kept; it may be erased from 1 January 2090 on."
    section.erase.click()
    assert "Its day has not come yet." in said_in(find(start, "erase"))
    find(start, "erase-verb").click()
    assert find(start, "erase-words-error").text() == "Type 2026-27, as it stands here."
    typed(start.frame, qtbot, erase_words="2026-27")
    notes: list[str] = []
    begun = start.jobs.write
    start.jobs.write = lambda *work, **how: (notes.append(how["note"]), begun(*work, **how))[1]  # type: ignore[method-assign]
    agree(start, qtbot, "erase")
    qtbot.waitUntil(lambda: start.findChild(QWidget, "certificate") is not None, timeout=20_000)
    assert notes[0].startswith("Until everything is deleted, stopping changes nothing.")
    assert "CERTIFICATE OF ERASURE" in start.findChild(QWidget, "certificate").toPlainText()
    assert sorted(one.suffix for one in path.parent.glob("2026-27 erased *")) == [".json", ".txt"]
    with WorkspaceFile.open(path, PASSPHRASE) as file:
        assert file.people() == (file.slot,)
    start.findChild(QWidget, "certificate").setObjectName("the first")
    qtbot.waitUntil(lambda: not start.jobs.busy())
    start.show_unlock(path)
    start._open(path, PASSPHRASE)
    qtbot.waitUntil(lambda: start.findChild(QWidget, "certificate") is not None, timeout=20_000)  # it opens on its certificate
