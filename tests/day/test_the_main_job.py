"""From an empty laptop to an issued letter, through the real windows, a real file and real clicks."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt

from wmpeer.documents.queries import documents
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.queries import finding_lines, letter_details
from wmpeer.letters.actions import issued_letter

PASSPHRASE = "three quiet words"
WALSALL = "E08000030"
WORDS = "Drift in permanence plans is looked at every month"
SELF_EVALUATION = f"""# Walsall children's services: self-evaluation 2026

## Children in care

{WORDS} by the service manager. This text is invented.

## Workforce

Supervision is recorded in nine of ten files. This too.
"""


def test_that_a_coordinator_comes_from_an_empty_laptop_to_an_issued_letter(laptop, tmp_path: Path):
    """On Monday she makes the workspace; by the evening the first letter has left."""
    laptop.begins()
    make_the_workspace(laptop)
    take_in_the_self_evaluation(laptop, tmp_path)
    find_a_strength(laptop)
    write_the_letter(laptop)
    path = laptop.start.desk.workspace.file.path
    laptop.ends()
    laptop.start = None

    again = open_workspace(path, PASSPHRASE)
    try:
        (kept,) = again.read(finding_lines, WALSALL)
        assert (kept.kind, kept.text, kept.quotes[0].quote, kept.quotes[0].state) == ("strength", "Plans are watched", WORDS, "anchored")
        assert again.read(letter_details, WALSALL).stage == "issued"
        letter = again.read(issued_letter, WALSALL)
        assert letter is not None
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(letter.pdf))
        assert "Dear Margaret" in text and "Plans are watched" in text and "Drift in permanence" in text
        assert again.read(journal_faults) == ()
    finally:
        again.close()


def make_the_workspace(laptop):
    laptop.click("start-new")
    laptop.types(PASSPHRASE, "new-passphrase")
    laptop.types(PASSPHRASE, "new-passphrase-again")
    laptop.click("new-make")
    key = laptop.find("recovery-key").text().replace("\n", " ")
    laptop.types("WRONG", "recovery-typed")
    laptop.click("recovery-done")
    assert laptop.sees("recovery-typed-error")
    laptop.find("recovery-typed").clear()
    laptop.types(key.lower(), "recovery-typed")
    laptop.click("recovery-done")
    laptop.until(lambda: laptop.frame is not None and laptop.frame.isVisible())
    laptop.quiet()


def take_in_the_self_evaluation(laptop, folder: Path):
    paper = folder / "Walsall self-evaluation.md"
    paper.write_text(SELF_EVALUATION, encoding="utf-8")
    laptop.drops(paper)
    laptop.click("take-in-verb")
    laptop.quiet()
    laptop.until(lambda: laptop.start.desk.workspace.read(documents, WALSALL))


def find_a_strength(laptop):
    laptop.window.activateWindow()
    laptop.screen.table.setFocus()
    laptop.until(laptop.screen.table.hasFocus)
    laptop.screen.table.choose(WALSALL)
    assert laptop.frame.authority() == WALSALL
    laptop.goes_to(2)
    laptop.chooses_words(WORDS)
    laptop.press(Qt.Key.Key_S, laptop.screen.reader.pane)
    laptop.types("Plans are watched", "finding-text")
    laptop.press(Qt.Key.Key_Return, laptop.find("finding-text"), Qt.KeyboardModifier.ControlModifier)
    laptop.until(lambda: not laptop.sees("finding-editor"))
    laptop.quiet()
    laptop.press(Qt.Key.Key_Z, laptop.frame, Qt.KeyboardModifier.ControlModifier)
    laptop.quiet()
    laptop.until(lambda: laptop.start.desk.workspace.read(finding_lines, WALSALL) == ())
    laptop.press(Qt.Key.Key_Z, laptop.frame, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    laptop.quiet()
    laptop.until(lambda: len(laptop.start.desk.workspace.read(finding_lines, WALSALL)) == 1)


def write_the_letter(laptop):
    laptop.goes_to(4)
    laptop.click("letter-side-details")
    laptop.types("Margaret Hale, Director of Children's Services", "letter-addressee")
    laptop.types("Ann Invented, lead moderator", "letter-signatory")
    laptop.click("step-add")
    laptop.types("Tell us what is factually wrong", "step-1-what")
    laptop.types("30/10/2026", "step-1-by")
    laptop.press(Qt.Key.Key_Return, laptop.find("step-1-by"))
    laptop.quiet()
    laptop.until(lambda: letter_steps(laptop) == ["2026-10-30"])
    laptop.click("letter-issue")
    laptop.click("confirm-verb")
    laptop.quiet()
    laptop.until(lambda: laptop.start.desk.workspace.read(issued_letter, WALSALL))


def letter_steps(laptop) -> list[str]:
    return [step.by for step in laptop.start.desk.workspace.read(letter_details, WALSALL).next_steps]
