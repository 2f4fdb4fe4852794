"""The flags of an area stand on its card in Read & judge, and are answered there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from wmpeer.judging.flag_answers import flag_answers
from wmpeer.judging.queries import point_lines

ASHCOMBE = "X08000001"


def test_that_an_area_s_flags_are_unfolded_and_answered_on_its_card(evening):
    def bring_in(_progress):
        with evening.workspace.write("Bring in a point") as journal:
            point = {"area": "in-care", "kind": "consider", "text": "Say how drift is tracked", "cycle": "2025-26"}
            journal.keep("point", point, authority=ASHCOMBE)
        return journal.changed

    evening.screen.do(bring_in)
    evening.screen._set_area("in-care")
    fold = evening.screen.card.flags
    evening.until(lambda: "not answered" in evening.find("flags-fold-head").note)
    assert fold.panel is None, "nothing is made before it is asked for"
    evening.press(Qt.Key.Key_Space, evening.find("flags-fold-head"))
    evening.until(lambda: fold.panel is not None and any(one.rule == "no-response" for one in fold.panel.shown()))
    line = next(one for one in fold.panel.shown() if one.rule == "no-response")
    fold.panel.list.choose((line.authority, *line.key))
    assert fold.panel.one.sentence.text() == "Point of 2025-26: “Say how drift is tracked”. Nothing is recorded of what became of it."
    fold.panel.list.setFocus()
    evening.press("q")
    evening.press("What became of the drift?", evening.find("flag-text"))
    evening.find("flag-text").selectAll()
    evening.press("What became of it?", evening.find("flag-text"))
    evening.press(Qt.Key.Key_Return, evening.find("flag-text"), Qt.KeyboardModifier.ControlModifier)
    evening.until(lambda: any(one.text == "What became of it?" for one in evening.findings()))
    evening.until(lambda: evening.screen.card.findings.isVisible() and "What became of it?" in str(evening.screen.standing.findings))
    (answer,) = evening.workspace.read(flag_answers, ASHCOMBE)
    assert (answer.answer, answer.rule, answer.code) == ("question", "no-response", line.code)
    evening.click("flag-outcome-not-mentioned")
    evening.until(lambda: fold.panel.one.sentence.text().endswith("It is not mentioned in the self-evaluation."))
    evening.click("flag-outcome-done")
    evening.until(lambda: not any(one.rule == "no-response" for one in fold.panel.shown()))
    assert [one.outcome for one in evening.workspace.read(point_lines, ASHCOMBE) if one.id == line.code] == ["done"]
