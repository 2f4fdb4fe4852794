"""Stories of the day the letters leave, in the real window, with a real workspace, real clicks and keys."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document
from PySide6.QtCore import Qt

from wmpeer.journal.undo import undo
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.queries import agreed_lines, finding_lines, raised_lines
from wmpeer.judging.records import FindingDraft, NextStep
from wmpeer.letters.actions import issue_letter, issued_letter
from wmpeer.ui.places import PassagePlace
from wmpeer.ui.watchdog import Stall

ASHCOMBE, BRACKENFORD, CALDERHOLT, KELSBOROUGH = "X08000001", "X08000002", "X08000003", "X08000009"
STRENGTH = "The panel was struck by how early a plan is made."
CONSIDER = "It was not yet clear to the panel who looks at long plans together."
SECOND = "You may wish to consider how visits at a distance are planned."
CTRL = Qt.KeyboardModifier.ControlModifier


def _words(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in read)
    finally:
        read.close()


def _docx_words(data: bytes) -> str:
    read = Document(BytesIO(data))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in read.paragraphs), *cells))


def test_that_the_list_says_where_each_letter_stands(office: Any) -> None:
    assert (office.state(ASHCOMBE), office.state(CALDERHOLT)) == ("held", "not-begun")
    assert office.screen.list.line(BRACKENFORD).can_leave
    assert office.find("letters-issued").text() == "0 issued of 14"


def test_that_only_letters_without_a_must_can_be_ticked(office: Any) -> None:
    for code in (ASHCOMBE, BRACKENFORD, CALDERHOLT):
        office.tick(code)
    assert office.screen.list.ticked() == [BRACKENFORD]
    assert office.find("letters-issue-all").text() == "Issue 1 letter"


def test_that_the_pages_are_those_of_the_pdf(office: Any) -> None:
    pages = office.screen.centre.pages
    assert pages.pages() >= 2
    assert office.find("letter-page").text() == f"1 of {pages.pages()}"
    assert STRENGTH in _words(office.screen._shown.pdf)
    office.click("page-next")
    assert office.find("letter-page").text() == f"2 of {pages.pages()}"
    office.press("+", pages)
    assert office.find("zoom-fit").text().endswith("%")
    office.press("0", pages)
    assert office.find("zoom-fit").text() == "Fit width"


def test_that_a_paragraph_leads_to_its_finding_and_the_evidence(office: Any) -> None:
    office.point_at(CONSIDER)
    assert office.find("source-title").text() == f"Paragraph {office.paragraph(CONSIDER).number}"
    assert office.find("source-kind").text() == "To consider"
    finding = next(one for one in office.workspace.read(finding_lines, KELSBOROUGH) if one.text == CONSIDER)
    office.click(f"quote-{finding.quotes[0].id[:8]}")
    quote = finding.quotes[0]
    assert office.went == [("read", KELSBOROUGH, PassagePlace(quote.sha256, quote.start, quote.end))], "a colleague’s is on their own card"


def test_that_keys_go_from_paragraph_to_paragraph(office: Any) -> None:
    pages = office.screen.centre.pages
    pages.setFocus()
    office.press("n", pages)
    first = pages.current()
    office.press("n", pages)
    assert pages.current() == first + 1
    office.press("p", pages)
    assert pages.current() == first
    assert office.frame.unwind()
    assert pages.current() == 0


def test_that_an_area_to_consider_moves_up_and_back(office: Any) -> None:
    office.point_at(SECOND)
    office.click("rank-up")
    office.until(lambda: office.screen._shown.paragraphs and office.paragraph(SECOND).number < office.paragraph(CONSIDER).number)
    text = _words(office.screen._shown.pdf)
    assert text.index(SECOND) < text.index(CONSIDER)


def test_that_details_are_kept_as_they_are_left_and_undone_one_by_one(office: Any) -> None:
    office.click("letter-side-details")
    field = office.find("letter-addressee")
    field.setFocus()
    field.selectAll()
    office.press("Angharad Puw, Director", field)
    office.press(Qt.Key.Key_Return, field)
    office.until(lambda: office.details(KELSBOROUGH).addressee == "Angharad Puw, Director")
    office.until(lambda: "Angharad Puw" in _words(office.screen._shown.pdf))
    office.settled()
    office.press(Qt.Key.Key_Z, office.frame, CTRL)
    office.until(lambda: field.text() == "Margaret Hale, Director")
    assert office.details(KELSBOROUGH).addressee == "Margaret Hale, Director"


def test_that_an_emptied_field_is_a_must_and_go_leads_back_to_it(office: Any) -> None:
    office.click("letter-side-details")
    field = office.find("letter-signatory")
    field.setFocus()
    field.selectAll()
    office.press(Qt.Key.Key_Delete, field)
    office.press(Qt.Key.Key_Return, field)
    office.until(lambda: office.find("letter-left").text() == "One must left")
    assert not office.find("letter-issue").isEnabled()
    assert office.details(KELSBOROUGH).signatory == ""
    office.click("letter-side-paragraph")
    office.click("check-go-1")
    assert field.hasFocus()


def test_that_next_steps_are_added_moved_and_taken_out(office: Any) -> None:
    office.click("letter-side-details")
    office.screen.side.reveal(office.screen.side.details.steps.add)
    office.click("step-add")
    what, by = office.find("step-3-what"), office.find("step-3-by")
    office.press("Send a plan", what)
    office.until(lambda: len(office.details(KELSBOROUGH).next_steps) == 3)
    by.setFocus()
    office.press("18 December 2026", by)
    office.press(Qt.Key.Key_Return, by)
    office.until(lambda: office.details(KELSBOROUGH).next_steps[2] == NextStep("Send a plan", "2026-12-18"))
    office.settled()
    office.click("step-3-up")
    office.until(lambda: [one.what for one in office.details(KELSBOROUGH).next_steps][1] == "Send a plan")
    office.settled()
    office.click("step-1-remove")
    office.until(lambda: [one.what for one in office.details(KELSBOROUGH).next_steps] == ["Send a plan", "Challenge day"])
    office.settled()
    undo(office.workspace)
    assert len(office.details(KELSBOROUGH).next_steps) == 3


def test_that_a_day_that_is_none_is_not_kept(office: Any) -> None:
    office.click("letter-side-details")
    field = office.find("letter-held-on")
    field.setFocus()
    field.selectAll()
    office.press("the 40th", field)
    office.press(Qt.Key.Key_Return, field)
    assert office.find("letter-held-on-error").text() == "Write a day: 8 October 2026."
    assert office.details(KELSBOROUGH).held_on == "2026-10-08"


def test_that_a_judgement_is_agreed_in_a_form(office: Any) -> None:
    office.click("letter-side-details")
    button = office.screen.side.details.findChild(type(office.find("letter-word")), "agree-send")
    office.screen.side.reveal(button)
    office.click("agree-send")
    office.click("judgement-verb")
    assert office.find("agreed-view-error").text().startswith("Choose what the panel agreed")
    office.find("agreed-view").set_value("good")
    office.press("Plans are clearer.", office.find("agreed-wording"))
    office.click("agreed-confidence-high")
    office.click("judgement-verb")
    office.until(lambda: len(office.workspace.read(agreed_lines, KELSBOROUGH)) == 2)
    office.until(lambda: "Plans are clearer." in _words(office.screen._shown.pdf))
    assert not office.sees("judgement")


def test_that_a_held_letter_cannot_leave_until_its_concern_is_raised(office: Any) -> None:
    office.go(ASHCOMBE)
    assert office.find("letter-left").text() == "One must left"
    assert not office.find("letter-issue").isEnabled()
    office.click("check-go-1")
    office.click("concern-verb")
    assert office.find("raised-on-error").text() == "Give the day, or choose “Not now”."
    office.click("raised-today")
    office.click("raised-how-by telephone")
    office.click("concern-verb")
    office.until(lambda: office.workspace.read(raised_lines, ASHCOMBE))
    office.until(lambda: office.state(ASHCOMBE) in ("ready", "checks") and office.find("letter-issue").isEnabled())


def test_that_an_issued_letter_is_locked_and_shows_the_bytes_that_left(office: Any) -> None:
    office.click("letter-issue")
    assert office.sees("confirm")
    office.press(Qt.Key.Key_Escape)
    assert not office.sees("confirm")
    office.click("letter-issue")
    office.click("confirm-verb")
    office.until(lambda: office.state(KELSBOROUGH) == "issued" and office.screen._shown.locked)
    kept = office.workspace.read(issued_letter, KELSBOROUGH)
    assert kept is not None
    assert office.screen._shown.pdf == kept.pdf
    assert "DRAFT" not in _words(kept.pdf)
    assert STRENGTH in _docx_words(kept.word)
    assert office.find("letter-state").text() == "version 1, locked"
    office.click("letter-side-details")
    assert not office.find("letter-addressee").isEnabled()
    assert office.find("letters-issued").text() == "1 issued of 14"
    office.tick(KELSBOROUGH)
    assert office.screen.list.ticked() == []


def test_that_a_concern_found_after_the_letter_left_is_raised_without_a_new_version(office: Any) -> None:
    issue_letter(office.workspace, KELSBOROUGH, date(2026, 10, 12))
    before = office.workspace.read(issued_letter, KELSBOROUGH).pdf
    keep_finding(office.workspace, FindingDraft(KELSBOROUGH, "leaders", "concern", "Two children were not seen.", level=3))
    office.screen.hear(object())
    office.until(lambda: office.screen._shown.locked and office.screen._shown.unraised)
    office.settled()
    assert office.find("letter-left").text() == "Issued 12 October 2026. A concern is not raised yet: see Details"
    office.click("letter-side-details")
    assert not office.find("letter-addressee").isEnabled()
    office.screen.side.reveal(office.find("concern-1"))
    office.click("concern-1")
    office.click("raised-today")
    office.click("raised-how-by telephone")
    office.click("concern-verb")
    office.until(lambda: office.workspace.read(raised_lines, KELSBOROUGH))
    office.until(lambda: not office.screen._shown.unraised)
    office.settled()
    assert office.find("letter-left").text() == "Issued 12 October 2026"
    assert office.find("concern-1").isEnabled(), "the letter does not tell of it, so it may be put right"
    assert office.workspace.read(issued_letter, KELSBOROUGH).pdf == before
    assert office.screen._shown.locked


def test_that_a_new_version_follows_what_left(office: Any) -> None:
    issue_letter(office.workspace, KELSBOROUGH, date(2026, 10, 12))
    office.screen.hear(object())
    office.until(lambda: office.screen._shown.locked)
    office.settled()
    office.click("letter-new-version")
    office.until(lambda: not office.screen._shown.locked and office.state(KELSBOROUGH) != "issued")
    assert office.find("letter-state").text() == "version 2, draft"
    office.click("letter-issue")
    office.click("confirm-verb")
    office.until(lambda: office.state(KELSBOROUGH) == "issued")
    assert office.workspace.read(issued_letter, KELSBOROUGH).version == 2


def test_that_several_letters_are_issued_at_once_with_a_line_each(office: Any) -> None:
    office.click("letters-tick-all")
    assert office.screen.list.ticked() == [BRACKENFORD, KELSBOROUGH]
    office.click("letters-issue-all")
    assert office.find("confirm-verb").text() == "Issue 2 letters"
    office.click("confirm-verb")
    office.until(lambda: office.state(BRACKENFORD) == office.state(KELSBOROUGH) == "issued")
    office.settled()
    office.click("letters-log")
    lines = office.screen.centre.log.table.records.records()
    assert [(line.name, line.worked) for line in lines] == [("Brackenford", True), ("Kelsborough", True)]
    assert office.frame.unwind()
    assert office.screen.centre.pages.isVisible()


def test_that_ticked_letters_are_prepared_and_leafed_through(office: Any) -> None:
    office.click("letters-tick-all")
    office.click("letters-prepare")
    office.until(lambda: set(office.screen._prepared) == {BRACKENFORD, KELSBOROUGH})
    assert "2 letters prepared." in office.frame.bar.message().text()
    office.screen.list.list.setFocus()
    office.go(BRACKENFORD)
    assert office.screen._shown is office.screen._prepared[BRACKENFORD]


def test_that_the_files_of_a_batch_are_the_letters(office: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    office.screen.batches.ask_folder = lambda _parent, _before: folder
    office.tick(KELSBOROUGH)
    office.click("letters-write")
    office.until(lambda: office.screen.list.log.isEnabled())
    assert sorted(path.name for path in folder.iterdir()) == ["kelsborough draft.docx", "kelsborough draft.pdf"]
    assert CONSIDER in _words((folder / "kelsborough draft.pdf").read_bytes())
    assert CONSIDER in _docx_words((folder / "kelsborough draft.docx").read_bytes())


def test_that_a_stopped_batch_leaves_whole_files_only(office: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    office.screen.batches.ask_folder = lambda _parent, _before: folder
    seen: list[int] = []

    def stop_after_the_first(job: Any) -> None:
        seen.append(job.done)
        if job.done == 1:
            job.stop()

    office.jobs.progressed.connect(stop_after_the_first)
    office.click("letters-write")
    office.until(lambda: office.screen.list.log.isEnabled())
    found = sorted(path.name for path in folder.iterdir())
    assert 2 <= len(found) < 6 or 1 not in seen
    assert len(found) % 2 == 0
    assert not [name for name in found if name.endswith(".part")]
    for path in folder.iterdir():
        words = _words(path.read_bytes()) if path.suffix == ".pdf" else _docx_words(path.read_bytes())
        assert "Stephen Okonjo" in words


def test_that_one_copy_is_saved(office: Any, tmp_path: Path) -> None:
    office.screen.ask_file = lambda _parent, name, _kind: tmp_path / name
    for kind in ("word", "pdf"):
        office.click(f"letter-{kind}")
    office.until(lambda: (tmp_path / "kelsborough draft.pdf").is_file())
    assert STRENGTH in _docx_words((tmp_path / "kelsborough draft.docx").read_bytes())
    assert (tmp_path / "kelsborough draft.pdf").read_bytes() == office.screen._shown.pdf


def test_that_a_letter_that_is_not_begun_offers_the_first_step(office: Any) -> None:
    office.go(CALDERHOLT)
    assert not office.find("letter-issue").isEnabled()
    office.click("letter-empty-action-1")
    assert office.find("letter-addressee").hasFocus()


def test_that_a_short_room_shows_one_part_at_a_time(office: Any) -> None:
    office.frame.resize(683, 384)
    office.settled()
    assert office.screen.list.isVisible()
    assert not office.screen.centre.isVisible()
    office.press(Qt.Key.Key_F6, office.frame)
    office.until(lambda: office.screen.centre.isVisible() and not office.screen.list.isVisible())
    office.frame.resize(1366, 768)
    assert office.screen.list.isVisible()
    assert office.screen.side.isVisible()


def test_that_the_switch_in_the_bar_follows_a_way_to_the_details_of_a_short_room(office: Any) -> None:
    office.frame.resize(800, 600)
    office.settled()
    office.screen.centre.begin_asked.emit()
    assert office.screen.side.isVisible() and office.frame.top.parts.value() == "2"
    assert office.find("letter-addressee").hasFocus()


def test_that_only_the_newest_letter_is_shown(office: Any) -> None:
    for code in (ASHCOMBE, CALDERHOLT, BRACKENFORD, KELSBOROUGH, BRACKENFORD):
        office.screen.set_authority(code)
    office.until(lambda: office.screen._shown.code == BRACKENFORD)
    office.settled()
    assert office.screen._shown.code == BRACKENFORD
    assert office.find("letter-name").text() == "Brackenford"


def test_that_the_window_stays_answerable(office: Any, watchdog: list[Stall]) -> None:
    office.go(BRACKENFORD)
    office.go(KELSBOROUGH)
    office.click("zoom-in")
    office.settled()
    long = [stall for stall in watchdog if stall.seconds > 0.5]  # a loaded machine gives threads their turn late
    assert not long, long[0].stack
