"""The day the letters leave: a workspace of Westmarch with one whole letter, one short one, one that is held, in the real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import agree, keep_finding, set_letter
from wmpeer.judging.queries import letter_details
from wmpeer.judging.records import FindingDraft, LetterDetails, NextStep, QuoteDraft
from wmpeer.letters.paragraphs import Paragraph
from wmpeer.region.actions import add_person, start_cycle
from wmpeer.region.queries import find_person
from wmpeer.ui.desk import Desk
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.letters.screen import LettersScreen

PASSPHRASE = "a letter to each director"
ASHCOMBE, BRACKENFORD, KELSBOROUGH = "X08000001", "X08000002", "X08000009"
STRENGTH = "The panel was struck by how early a plan is made."
CONSIDER = "It was not yet clear to the panel who looks at long plans together."
SECOND = "You may wish to consider how visits at a distance are planned."
CONCERN = "Health assessments are not reliably done in time."


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace made by the program's own actions; tests work on copies."""
    folder = tmp_path_factory.mktemp("written")
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(folder / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    path = resource("demo", "documents", "kelsborough-self-evaluation-2026.md")
    with DocumentWorker() as worker:
        plan = plan_load([Source(path.name, path=path)], opened.read(documents, every=True), (), worker=worker, authority=KELSBOROUGH)
        carry_out(opened, plan)
    add_person(opened, "Gareth Pryce", "panellist", "Fenholme")
    reader = opened.on_behalf_of(opened.read(find_person, "Gareth Pryce").id)
    quote = (QuoteDraft(_first_words(path.read_text(encoding="utf-8")), path.name),)
    for kind, text, rank in (("strength", STRENGTH, None), ("consider", CONSIDER, 1), ("consider", SECOND, 2)):
        keep_finding(reader, FindingDraft(KELSBOROUGH, "leaders", kind, text, rank=rank, evidence=quote))
    keep_finding(reader, FindingDraft(ASHCOMBE, "in-care", "concern", CONCERN, level=3))
    steps = (NextStep("Tell us of anything that is wrong", "2026-10-30"), NextStep("Challenge day", "2026-11-18"))
    for code in (ASHCOMBE, BRACKENFORD, KELSBOROUGH):
        agree(opened, code, "leaders", "good", "Leaders know their services well.", confidence="high")
        set_letter(
            opened, LetterDetails(code, "Margaret Hale, Director", "Stephen Okonjo, lead moderator", "Thank you.", "2026-10-08", "", steps)
        )
    opened.close()
    return folder


def _first_words(text: str) -> str:
    """The first whole sentence of the self-evaluation's own text."""
    line = next(line for line in text.splitlines() if len(line) > 60 and line[0].isalpha() and ". " in line)
    return line.split(". ")[0]


@dataclass
class Office:
    """The letters' screen in its window. It finds widgets by name, and waits for what is true rather than for time."""

    qtbot: Any
    workspace: Workspace
    jobs: Jobs
    frame: Frame
    desk: Desk
    screen: LettersScreen
    went: list[tuple[str, str, Any]]

    def until(self, true: Callable[[], Any], timeout: int = 20_000) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=timeout)

    def settled(self) -> None:
        """Until nothing is read or written any more and the pages in view are drawn."""
        self.until(lambda: not self.screen._settle.isActive() and not self.jobs.busy() and self.screen.centre.pages.is_sharp())

    def go(self, authority: str) -> None:
        self.frame.go("letters", authority)
        self.until(lambda: self.screen._shown is not None and self.screen._shown.code == authority)
        self.settled()

    def find(self, name: str) -> Any:
        try:
            self.qtbot.waitUntil(lambda: self.sees(name), timeout=2_000)  # what was just added is shown with the next turn
        except self.qtbot.TimeoutError:
            raise AssertionError(f"no {name} on view") from None
        return next(one for one in self.frame.findChildren(QWidget, name) if one.isVisible())

    def sees(self, name: str) -> bool:
        return any(one.isVisible() and one.height() > 0 for one in self.frame.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        widget = self.find(name)
        assert widget.isEnabled(), f"{name} cannot be pressed"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(min(20, widget.width() // 2), widget.height() // 2))

    def press(self, key: str | Qt.Key, where: QWidget | None = None, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = where or QApplication.focusWidget() or self.frame
        QTest.keyClicks(target, key, held) if isinstance(key, str) else QTest.keyClick(target, key, held)

    def tick(self, code: str) -> None:
        """Tick a letter in the list with the mouse."""
        view = self.screen.list.list
        place = view.visualRect(view.records.index(view.records.row_of(code), 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 26, place.center().y()))

    def state(self, code: str) -> str:
        line = self.screen.list.line(code)
        return line.state if line else ""

    def paragraph(self, words: str) -> Paragraph:
        """The last paragraph of the letter shown that holds *words*."""
        return [one for one in self.screen._shown.paragraphs if words in one.text][-1]

    def point_at(self, words: str) -> None:
        """Click on the paragraph that holds *words*."""
        pages, number = self.screen.centre.pages, self.paragraph(words).number
        pages._reveal(self.paragraph(words).spots)
        QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.spot_rects(number)[0].center().toPoint())

    def details(self, code: str) -> LetterDetails:
        return self.workspace.read(letter_details, code)


@pytest.fixture
def office(qtbot: Any, dressed: QApplication, written: Path, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "work"
    shutil.copytree(written, folder)
    workspace, jobs = open_workspace(folder / "panel.wmpeer", PASSPHRASE), Jobs()
    frame = Frame(jobs)
    desk = Desk(workspace, frame, jobs)
    frame.resize(1366, 768)
    frame.show()

    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow, timeout=20_000)
    qtbot.waitUntil(lambda: bool(frame.authority()), timeout=40_000)
    frame.go("letters", KELSBOROUGH)
    qtbot.waitUntil(lambda: frame.current() is not None, timeout=20_000)
    screen = frame.current()
    assert isinstance(screen, LettersScreen)
    went: list[tuple[str, str, Any]] = []
    made = Office(qtbot, workspace, jobs, frame, desk, screen, went)
    made.go(KELSBOROUGH)
    made.until(lambda: made.state(KELSBOROUGH))
    screen.asked_to_go.disconnect()
    screen.asked_to_go.connect(lambda page, code, place: went.append((page, code, place)) if page != "letters" else frame.go(page, code))
    yield made
    screen.may_leave()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=40_000)
    frame.hide()
    jobs.close()
    workspace.close()
    desk.deleteLater()
    frame.deleteLater()
