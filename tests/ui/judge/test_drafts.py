"""Nothing that was begun is lost: every draft has a name of its own, whatever is begun, left and kept after it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wmpeer.journal.drafts import DraftLine, drafts, keep_draft
from wmpeer.judging.queries import note_lines
from wmpeer.ui.judge.editor import Unfinished
from wmpeer.ui.judge.records import standing

ASHCOMBE, KELSBOROUGH = "X08000001", "X08000009"
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS, OTHER = "We are less satisfied with distance", "nine in ten have seen a dentist"


def lying(evening: Any) -> tuple[DraftLine, ...]:
    return evening.workspace.read(drafts, evening.workspace.file.slot)


def begins(evening: Any, words: str, key: str, text: str) -> None:
    evening.choose_words(words)
    evening.press(key, evening.screen.reader.pane)
    evening.press(text, evening.find("finding-text"))


def leaves(evening: Any) -> None:
    evening.press(Qt.Key.Key_Escape, evening.find("finding-text"))


def keeps(evening: Any) -> None:
    evening.press(Qt.Key.Key_Return, evening.find("finding-text"), CTRL)
    evening.until(lambda: not evening.sees("finding-editor"))


def test_that_a_finding_kept_in_an_area_leaves_an_earlier_draft_there_alone(evening) -> None:
    """S, type, Esc; other words, S, type, Ctrl+Enter: the first is still a draft, offered with its words and its passage."""
    begins(evening, WORDS, "s", "Honest about distance")
    leaves(evening)
    begins(evening, OTHER, "s", "Teeth are looked after")
    keeps(evening)
    evening.until(evening.findings)
    evening.until(lambda: evening.sees("draft-offer"))
    assert [one.text for one in evening.findings()] == ["Teeth are looked after"]
    assert "Honest about distance" in evening.find("draft-words").text()
    evening.click("draft-go-on")
    assert evening.find("finding-text").text() == "Honest about distance"
    assert WORDS in evening.find("finding-quote").text()
    evening.until(lambda: WORDS in evening.screen.reader.pane.chosen_words())
    keeps(evening)
    evening.until(lambda: len(evening.findings()) == 2)
    evening.until(lambda: lying(evening) == ())


def test_that_what_is_kept_is_not_offered_again_by_what_was_read_before(evening) -> None:
    """A slow laptop reads the record just before the finding is kept, and shows what it read just after."""
    begins(evening, WORDS, "s", "Honest about distance")
    evening.until(lambda: len(lying(evening)) == 1)
    before = evening.workspace.read(standing, evening.workspace.author, evening.workspace.file.slot, ASHCOMBE)
    keeps(evening)
    evening.screen._came(before)
    assert not evening.sees("draft-offer")


def test_that_several_drafts_lie_open_and_each_is_offered(evening) -> None:
    texts = [f"Thought {number}" for number in ("one", "two", "three", "four", "five")]
    for number, text in enumerate(texts):
        begins(evening, (WORDS, OTHER)[number % 2], "scqih"[number], text)
        leaves(evening)
    evening.until(lambda: len(lying(evening)) == 5)
    evening.until(lambda: evening.sees("drafts-head") and evening.find("drafts-head").text() == "You were writing (5)")
    evening.click("drafts-more")
    begun = evening.screen.card.begun
    said = [begun._rows.itemAt(at).widget().offer for at in range(begun._rows.count())]
    assert [next(text for text in texts if text in one.words) for one in said] == texts[::-1]
    assert said[0].where.startswith("1 ") and "page 4" in said[0].where and "We are less" in said[0].where


def test_that_another_draft_is_gone_on_with_while_one_is_written(evening) -> None:
    begins(evening, WORDS, "s", "The first")
    leaves(evening)
    evening.until(lambda: evening.sees("draft-go-on"))
    begins(evening, OTHER, "q", "The second")
    evening.click("draft-go-on")
    assert evening.find("finding-text").text() == "The first"
    evening.until(lambda: sorted(one.body["text"] for one in lying(evening)) == ["The first", "The second"])
    leaves(evening)
    evening.until(lambda: evening.find("drafts-head").text() == "You were writing (2)")


def test_that_a_finding_begun_by_an_accidental_letter_is_left_without_a_trace(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("x", evening.screen.reader.pane)
    assert evening.find("finding-leave").text() == "Leave"
    evening.press("oh", evening.find("finding-text"))
    assert evening.find("finding-leave").text() == "Leave as a draft"
    evening.until(lambda: lying(evening))
    for _ in "oh":
        evening.press(Qt.Key.Key_Backspace, evening.find("finding-text"))
    leaves(evening)
    evening.until(lambda: not lying(evening))
    assert not evening.sees("draft-offer")


def test_that_ctrl_enter_pressed_twice_keeps_one_finding(evening) -> None:
    begins(evening, WORDS, "s", "Once")
    text = evening.find("finding-text")
    for _ in range(2):
        QTest.keyClick(text, Qt.Key.Key_Return, CTRL)
    evening.until(lambda: not evening.sees("finding-editor") and not evening.frame.jobs.busy())
    assert [one.text for one in evening.findings()] == ["Once"]
    assert lying(evening) == ()


@pytest.mark.parametrize(("sort", "field"), [("view", "reason"), ("note", "note")])
def test_that_a_reason_and_a_note_begun_before_a_crash_outlive_what_is_said_after_it(evening, sort: str, field: str) -> None:
    """What lay there when the laptop went dark is not thrown away by a grade, nor by other words in the same field."""
    key = f"{sort}/{ASHCOMBE}/leaders/0123"
    keep_draft(evening.workspace, key, {"text": "Half a thought"})
    evening.screen.reload()
    evening.until(lambda: evening.sees("draft-offer"))
    QTest.mouseClick(evening.screen.card.levels.row("good"), Qt.MouseButton.LeftButton)
    evening.until(lambda: evening.view("leaders"))
    area = evening.find(field)
    area.setFocus()
    evening.press("Something else", area)
    evening.until(lambda: len(lying(evening)) == 2)
    evening.screen.reader.pane.setFocus()
    evening.until(lambda: [one.key for one in lying(evening)] == [key])
    evening.until(lambda: evening.sees("draft-go-on"))
    evening.click("draft-go-on")
    assert area.text() == "Half a thought"
    evening.screen.reader.pane.setFocus()
    evening.until(lambda: not lying(evening) and not evening.sees("draft-offer"))
    who = evening.workspace.author
    kept = evening.view("leaders").reason if sort == "view" else evening.workspace.read(note_lines, who, ASHCOMBE)[0].text
    assert kept == "Half a thought"


def test_that_a_reason_typed_and_taken_out_again_leaves_no_draft(evening) -> None:
    reason = evening.find("reason")
    reason.setFocus()
    evening.press("No", reason)
    evening.until(lambda: lying(evening))
    for _ in "No":
        evening.press(Qt.Key.Key_Backspace, reason)
    evening.screen.reader.pane.setFocus()
    evening.until(lambda: not lying(evening))


def test_that_no_order_of_beginning_leaving_and_keeping_loses_a_word(evening) -> None:
    """Sixty steps nobody chose, over three areas and two authorities: each text is a finding or a draft in the end."""
    chance, written = random.Random(20261122), []
    places = [(ASHCOMBE, "leaders"), (ASHCOMBE, "in-care"), (KELSBOROUGH, "leaders")]

    def begin() -> None:
        evening.click("finding-add")
        if evening.sees("finding-editor") and not evening.find("finding-text").text():
            written.append(f"Thought {len(written)}")
            evening.press(written[-1], evening.find("finding-text"))

    def move() -> None:
        authority, area = chance.choice(places)
        if authority != evening.screen.authority:
            evening.go(authority)
        evening.screen.set_area(area)

    def leave() -> None:
        if evening.sees("finding-editor"):
            leaves(evening)

    def keep() -> None:
        if evening.sees("finding-editor"):
            keeps(evening)

    def go_on() -> None:
        evening.until(lambda: not evening.frame.jobs.busy())
        if evening.sees("draft-go-on"):
            evening.click("draft-go-on")

    for _ in range(60):
        chance.choice((begin, begin, leave, keep, move, go_on))()
    leave()
    evening.until(lambda: not evening.frame.jobs.busy())
    kept = [one.text for code in (ASHCOMBE, KELSBOROUGH) for one in evening.findings(code)]
    assert sorted([*kept, *(one.body["text"] for one in lying(evening))]) == sorted(written)
    assert kept and lying(evening) and len(written) > 8


def test_that_two_findings_begun_alike_have_two_drafts_and_each_comes_back_whole() -> None:
    one, other = (Unfinished(ASHCOMBE, "leaders", "strength", "Leaders listen") for _ in range(2))
    assert one.key() != other.key()
    assert Unfinished.of_draft(DraftLine(one.key(), "me", one.body(), "")) == one
    old = DraftLine(
        f"finding/{ASHCOMBE}/leaders", "me", {"authority": ASHCOMBE, "area": "leaders", "kind": "strength", "home": "leaders"}, ""
    )
    assert Unfinished.of_draft(old).key() == old.key


def test_that_a_correction_left_half_typed_is_its_claim_s_alone_and_outlives_an_answer(evening) -> None:
    """Two claims that say the same in two places do not share what is typed of one, and accepting a mark throws no note away."""
    panel = evening.screen.strip.claims
    evening.until(lambda: panel.claims())
    claim = panel.claims()[0]
    twin = replace(claim, id="the same again", start=claim.start + 1)
    evening.screen.show_claims()
    panel.shown.segment("all").click()
    panel.set_shown(replace(panel._shown, claims=(claim, twin)), evening.screen.area())
    panel.list.choose(next(row.key for row in panel.list.rows if row.claim is claim))
    evening.press("r", panel.list)
    evening.press("Half a reason", panel.detail.correction.note)
    evening.press(Qt.Key.Key_Escape, panel.detail.correction.note)
    evening.press("r", panel.list)  # at once, before anything is read again
    assert panel.detail.correction.note.text() == "Half a reason"
    evening.press(Qt.Key.Key_Escape, panel.detail.correction.note)
    panel.set_shown(replace(panel._shown, claims=(claim, twin)), evening.screen.area())
    panel.list.choose(next(row.key for row in panel.list.rows if row.claim is twin))
    evening.press("r", panel.list)
    assert panel.detail.correction.note.text() == ""
    evening.press(Qt.Key.Key_Escape, panel.detail.correction.note)
    evening.until(lambda: [one.body["text"] for one in lying(evening)] == ["Half a reason"] and len(panel.claims()) > 2)
    panel.list.choose(next(row.key for row in panel.list.rows if row.claim is not None and row.claim.id == claim.id))
    evening.press("a", panel.list)
    evening.until(lambda: next(one for one in panel.claims() if one.id == claim.id).answer is not None)
    assert [one.body["text"] for one in lying(evening)] == ["Half a reason"]
