"""What is typed for the day of a next step and is none belongs to that step alone."""

from __future__ import annotations

from datetime import date

from wmpeer.judging.records import NextStep
from wmpeer.ui.letters.steps import StepsEditor


def test_that_two_steps_that_say_the_same_keep_what_was_typed_for_the_day_of_each(dressed, qtbot) -> None:
    steps = (NextStep("Send the plan", "2026-12-01"), NextStep("Send the plan", "2027-02-01"), NextStep("Meet again", "2027-03-01"))
    editor, again = (StepsEditor(lambda: date(2026, 11, 22)) for _ in range(2))
    for one in (editor, again):
        qtbot.addWidget(one)
        one.set_steps(steps, afresh=True)
    for row, text in zip(editor._rows, ("soon", "later", "after Easter"), strict=True):
        row.write_day(text)
    again.write_no_days(editor.no_days())
    assert [row.no_day() for row in again._rows] == ["soon", "later", "after Easter"]
