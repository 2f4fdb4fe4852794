"""A panellist has judged with evidence of every kind when the authority sends its self-evaluation again, through real windows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from paper import CHANGED, CLAIM, FIRST, GONE, NOTED, OTHER_BARS, OTHERWISE, SAME, SECOND, THIRD, Paper
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from wmpeer.claims.queries import claims
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.workspace import Changed, open_workspace
from wmpeer.judging.queries import finding_lines, note_lines
from wmpeer.judging.settling import moved_evidence
from wmpeer.region.actions import start_cycle

PASSPHRASE = "three quiet words"
CALDERHOLT = "X08000003"
NAME = "Calderholt self-evaluation 2026.pdf"
CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with the invented region's data and the first version."""
    table = Path(shutil.copy(resource("demo", "data", "lait_westmarch_long.csv"), tmp_path))
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    workspace, _ = start_cycle(tmp_path / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    paper = tmp_path / NAME
    paper.write_bytes(FIRST.pdf())
    assert {one.status for one in load(workspace, [paper, table], Wishes(authority=CALDERHOLT))} == {"loaded"}
    workspace.close()
    return tmp_path / "panel.wmpeer"


@pytest.fixture
def panellist(laptop: Any, file: Path) -> Any:
    """She has opened the workspace, and reads."""
    laptop.begins(file)
    laptop.types(PASSPHRASE, "start-passphrase")
    laptop.press(Qt.Key.Key_Return, laptop.find("start-passphrase"))
    laptop.until(lambda: laptop.frame is not None and laptop.frame.isVisible() and laptop.frame.authority())
    laptop.quiet()
    reads(laptop)
    return laptop


def reads(laptop: Any) -> None:
    laptop.frame.go("read", CALDERHOLT)
    laptop.until(lambda: getattr(laptop.screen, "standing", None) is not None and laptop.screen.authority == CALDERHOLT)
    laptop.until(lambda: laptop.screen.reader.pane.unit_count() and laptop.screen.reader.pane.is_read(0))
    laptop.quiet()


def workspace(laptop: Any) -> Any:
    return laptop.start.desk.workspace


def findings(laptop: Any) -> dict[str, Any]:
    return {one.text: one for one in workspace(laptop).read(finding_lines, CALDERHOLT)}


def moved(laptop: Any) -> dict[str, Any]:
    space = workspace(laptop)
    return {one.was.words: one for one in space.read(moved_evidence, CALDERHOLT, space.author, space.file.slot)}


def finds(laptop: Any, words: str, text: str) -> None:
    """Chooses words with the mouse, presses a letter, types, and keeps it."""
    pane = laptop.screen.reader.pane
    laptop.chooses_words(words)
    laptop.press(Qt.Key.Key_C, pane)
    keeps(laptop, text)


def keeps(laptop: Any, text: str) -> None:
    laptop.types(text, "finding-text")
    laptop.press(Qt.Key.Key_Return, laptop.find("finding-text"), CTRL)
    laptop.until(lambda: text in findings(laptop))
    laptop.quiet()


def across_the_table(laptop: Any) -> str:
    """What stands from one cell of a row to its last, as the page has it."""
    text = laptop.screen.reader.pane.text(0)
    start = text.index("Assessments in time")
    return str(text[start : text.index("88 %", start) + len("88 %")])


def clips_the_chart(laptop: Any) -> None:
    """Draws a rectangle over the chart with Alt held, and presses a letter."""
    pane = laptop.screen.reader.pane
    laptop.chooses_words("Quarter 1")
    pane.clear_selection()
    page_high = pane.unit_rect(0).height()
    bar = pane.verticalScrollBar()
    bar.setValue(bar.value() - round(0.16 * page_high))  # the chart stands above its labels, and all of it must be on view
    rect = pane.unit_rect(0)
    labels = next(line for line in pane.lines(0) if "Quarter" in pane.text(0)[line.start : line.end])
    foot = rect.top() + labels.bottom + 0.01 * page_high
    first, last = QPointF(rect.left() + 0.12 * rect.width(), foot - 0.14 * page_high), QPointF(rect.left() + 0.7 * rect.width(), foot)
    a, b = (one.toPoint() for one in (first, last))
    QTest.mousePress(pane.viewport(), LEFT, ALT, a)
    QTest.mouseMove(pane.viewport(), (a + b) / 2)
    QTest.mouseMove(pane.viewport(), b)
    QTest.mouseRelease(pane.viewport(), LEFT, ALT, b)
    assert pane.clipper.there, (a, b, pane.viewport().rect())
    laptop.press(Qt.Key.Key_Q, pane)
    keeps(laptop, "What does the chart say?")


def judges(laptop: Any) -> None:
    """Evidence of every kind: passages, one across a table's cells, a picture, an indicator's value, a claim's mark, a private note."""
    for words, text in ((SAME, "Plans are known"), (CHANGED, "Visits are late"), (GONE, "Visits end")):
        finds(laptop, words, text)
    finds(laptop, across_the_table(laptop), "Assessments are quicker")
    clips_the_chart(laptop)
    takes_a_figure(laptop)
    pane = laptop.screen.reader.pane
    laptop.chooses_words(NOTED)
    laptop.press(Qt.Key.Key_W, pane)
    laptop.until(lambda: workspace(laptop).read(note_lines, workspace(laptop).author))
    laptop.quiet()
    accepts_the_claim(laptop)


def takes_a_figure(laptop: Any) -> None:
    strip = laptop.screen.strip
    laptop.screen._set_area("help-and-protection")
    strip.fold.set_open(True)
    strip.fold.folded.emit(False)
    laptop.until(lambda: strip.list.isVisible() and strip.list.model().rowCount())
    strip.list.setFocus()
    strip.list.setCurrentIndex(strip.list.model().index(0, 0))
    laptop.press(Qt.Key.Key_X, strip.list)
    laptop.click("level-2") if laptop.sees("level-2") else laptop.screen.editor.level.set_value("2")
    keeps(laptop, "The figure worries")


def accepts_the_claim(laptop: Any) -> None:
    laptop.click("claims-fold-head")
    listed = laptop.find("claim-list")
    laptop.until(lambda: listed.rows)
    said = [(row.key, (row.claim or row.question).sentence) for row in listed.rows if not row.head]
    assert listed.choose(next(key for key, sentence in said if "21.3%" in sentence))
    laptop.click("claim-accept")
    laptop.quiet()
    assert answers(laptop) == [(CLAIM, "accepted", False)]


def answers(laptop: Any) -> list[tuple[str, str, bool]]:
    space = workspace(laptop)
    found = space.read(claims, CALDERHOLT, space.author)
    return [(one.sentence, one.answer.answer, one.answer.carried) for one in found if one.answer is not None]


def comes(laptop: Any, paper: Paper) -> None:
    """Another version is taken in by the window's own writing worker, whatever one is doing meanwhile."""
    path = laptop.home / NAME
    path.write_bytes(paper.pdf())
    space = workspace(laptop)

    def take(_progress: Any) -> Changed:
        (result,) = load(space, [path], Wishes(authority=CALDERHOLT))
        assert result.status in ("replaced", "unchanged"), result
        return Changed("Load document", "", "", "document", CALDERHOLT)

    laptop.screen.do(take)
    laptop.quiet()


def states(laptop: Any) -> dict[str, str]:
    """Of each finding that stands on words or a picture, in which state its evidence is."""
    return {text: (*one.quotes, *one.clips)[0].state for text, one in findings(laptop).items() if one.quotes or one.clips}


def opens_versions(laptop: Any) -> Any:
    laptop.frame.go("versions", CALDERHOLT)
    laptop.until(lambda: getattr(laptop.screen, "moves", None) is not None and laptop.screen.found is not None)
    laptop.quiet()
    return laptop.screen


def row_of(screen: Any, words: str) -> int:
    return next(at for at in range(screen.moves.records.rowCount()) if screen.moves.records.record(at).was.words == words)


def test_that_everything_is_found_again_or_settled_by_mouse_and_by_key(panellist: Any, file: Path) -> None:
    """What moved is carried over, what changed waits for her, what is gone is kept; the letter and the page show it."""
    laptop = panellist
    judges(laptop)
    comes(laptop, SECOND)
    assert states(laptop) == {
        "Plans are known": "moved", "Visits are late": "uncertain", "Visits end": "lost", "Assessments are quicker": "moved",
        "What does the chart say?": "moved",
    }  # fmt: skip
    (row,) = findings(laptop)["Assessments are quicker"].quotes
    assert row.quote.startswith("Assessments in time | 84 % | 88"), "from one cell to the last"
    assert row.page == 2
    assert answers(laptop) == [(CLAIM, "accepted", True)]
    assert findings(laptop)["The figure worries"].figures[0].text
    screen = opens_versions(laptop)
    laptop.until(lambda: screen.sentence.text().endswith("3 of 6 passages and pictures found again; 3 to settle."))

    rect = screen.moves.visualRect(screen.moves.records.index(row_of(screen, CHANGED), 0))
    QTest.mouseClick(screen.moves.viewport(), LEFT, pos=rect.center())
    laptop.until(lambda: OTHERWISE in screen.new.area.toPlainText())
    laptop.click("versions-accept")
    laptop.until(lambda: moved(laptop)[CHANGED].answer == "here")
    laptop.quiet()

    screen.moves.setFocus()
    screen.moves.setCurrentIndex(screen.moves.records.index(row_of(screen, GONE), 0))
    laptop.press(Qt.Key.Key_L, screen.moves)
    laptop.until(lambda: moved(laptop)[GONE].answer == "lost")
    laptop.quiet()
    laptop.press(Qt.Key.Key_Z, laptop.frame, CTRL)
    laptop.until(lambda: moved(laptop)[GONE].answer == "")
    laptop.quiet()
    laptop.press(Qt.Key.Key_Z, laptop.frame, CTRL | SHIFT)
    laptop.until(lambda: moved(laptop)[GONE].answer == "lost")
    laptop.quiet()

    screen.moves.setFocus()
    screen.moves.setCurrentIndex(screen.moves.records.index(row_of(screen, NOTED), 0))
    assert screen.moves.current().kind == "note"
    laptop.press(Qt.Key.Key_A, screen.moves)
    laptop.until(lambda: moved(laptop)[NOTED].answer == "here")
    laptop.quiet()
    assert not any(one.waits for one in moved(laptop).values())
    assert states(laptop)["Visits are late"] == "moved"
    looks_at_the_page(laptop)
    looks_at_the_letter(laptop)
    laptop.ends()
    laptop.start = None

    again = open_workspace(file, PASSPHRASE)
    try:
        (note,) = again.read(note_lines, again.author, CALDERHOLT)
        assert note.quotes[0].quote == NOTED.replace("nine", "eight")
        late = next(one for one in again.read(finding_lines, CALDERHOLT) if one.text == "Visits are late")
        assert (late.quotes[0].quote, late.quotes[0].page) == (OTHERWISE, 2)
        assert again.read(journal_faults) == ()
    finally:
        again.close()


def looks_at_the_page(laptop: Any) -> None:
    """Read & judge leads from the finding to where it stands now, and says of the lost one that its quote is kept."""
    reads(laptop)
    screen = laptop.screen
    screen._show_finding(findings(laptop)["Visits are late"].id, passage=True)
    laptop.until(lambda: screen.reader.pane.active_mark == findings(laptop)["Visits are late"].id)
    laptop.until(lambda: screen.card.behind.pieces())
    screen._show_finding(findings(laptop)["Visits end"].id, passage=True)
    laptop.until(lambda: laptop.frame.bar.message() is not None and "not in the new version" in laptop.frame.bar.message().sentence)


def looks_at_the_letter(laptop: Any) -> None:
    """The letter's side shows each quote as it stands now, and the lost one as no longer found."""
    laptop.goes_to(4)
    laptop.until(lambda: laptop.screen.shown() is not None and laptop.screen.shown().sheet is not None)
    shown = {one.text: one for one in laptop.screen.shown().sheet.findings}
    assert [quote.quote for quote in shown["Visits are late"].quotes] == [OTHERWISE]
    assert [(quote.quote, quote.state) for quote in shown["Visits end"].quotes] == [(GONE, "lost")]
    assert not any(NOTED[:20] in quote.quote for one in shown.values() for quote in one.quotes)


def test_that_versions_that_come_twice_after_one_another_and_back_keep_everything(panellist: Any) -> None:
    laptop = panellist
    judges(laptop)
    first = states(laptop)
    comes(laptop, FIRST)
    assert (states(laptop), moved(laptop)) == (first, {})
    comes(laptop, SECOND)
    second = states(laptop)
    comes(laptop, SECOND)
    assert states(laptop) == second
    screen = opens_versions(laptop)
    screen.moves.setFocus()
    screen.moves.setCurrentIndex(screen.moves.records.index(row_of(screen, CHANGED), 0))
    laptop.press(Qt.Key.Key_A, screen.moves)
    laptop.until(lambda: moved(laptop)[CHANGED].answer == "here")
    laptop.quiet()
    comes(laptop, THIRD)
    late = moved(laptop)[CHANGED]
    assert (late.now.words, late.waits, late.answer) == (OTHERWISE, False, "")
    assert (states(laptop)["Visits are late"], states(laptop)["What does the chart say?"]) == ("moved", "moved")
    comes(laptop, FIRST)
    assert states(laptop) == first
    assert answers(laptop) == [(CLAIM, "accepted", False)]
    comes(laptop, OTHER_BARS)
    assert states(laptop)["What does the chart say?"] == "uncertain"
    screen = opens_versions(laptop)
    laptop.until(lambda: screen.moves.records.rowCount() and screen.moves.current() is not None)
    at = next(row for row in range(screen.moves.records.rowCount()) if hasattr(screen.moves.records.record(row).was, "box"))
    screen.moves.setCurrentIndex(screen.moves.records.index(at, 0))
    laptop.until(lambda: screen.old.picture.isVisible() and screen.old.picture.shows_picture() and screen.new.picture.shows_picture())
    laptop.press(Qt.Key.Key_A, screen.moves)
    laptop.until(lambda: states(laptop)["What does the chart say?"] == "moved")
    laptop.quiet()


def test_that_a_version_may_come_while_one_is_typing(panellist: Any) -> None:
    """What is typed stays, with the words of the version it was begun on; kept, they are found again in the new one."""
    laptop = panellist
    laptop.chooses_words(SAME)
    laptop.press(Qt.Key.Key_S, laptop.screen.reader.pane)
    laptop.types("Half a sen", "finding-text")
    comes(laptop, SECOND)
    assert laptop.find("finding-text").text() == "Half a sen"
    laptop.types("tence", "finding-text")
    laptop.press(Qt.Key.Key_Return, laptop.find("finding-text"), CTRL)
    laptop.until(lambda: "Half a sentence" in findings(laptop))
    laptop.quiet()
    (quote,) = findings(laptop)["Half a sentence"].quotes
    assert (quote.quote, quote.page, quote.state) == (SAME, 2, "moved")
