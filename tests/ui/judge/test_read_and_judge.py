"""Read & judge as a panellist works in it: real file, real pages, real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from wmpeer.journal.drafts import drafts
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.queries import handed_in, note_lines
from wmpeer.judging.records import FindingDraft
from wmpeer.region.actions import declare_interest
from wmpeer.ui.places import AreaPlace, FindingPlace, IndicatorPlace, PassagePlace

ASHCOMBE, BRACKENFORD, KELSBOROUGH = "X08000001", "X08000002", "X08000009"
POINT = "Track drift in permanence every month"
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "We are less satisfied with distance"


def test_that_one_letter_over_chosen_words_makes_a_finding_with_its_evidence(evening) -> None:
    """A panellist reads of distance, presses C, says why, and keeps it by Ctrl+Enter; the words are marked at once."""
    evening.screen._set_area("in-care")
    evening.choose_words(WORDS)
    pane = evening.screen.reader.pane
    evening.press("c", pane)
    assert evening.sees("finding-editor")
    assert WORDS in evening.find("finding-quote").text()
    evening.press("Say how distant homes are reviewed", evening.find("finding-text"))
    evening.press(Qt.Key.Key_Return, evening.find("finding-text"), CTRL)
    evening.until(evening.findings)
    (kept,) = evening.findings()
    assert (kept.kind, kept.area, kept.text) == ("consider", "in-care", "Say how distant homes are reviewed")
    assert [(quote.quote, quote.page, quote.state) for quote in kept.quotes] == [(WORDS, 4, "anchored")]
    evening.until(lambda: pane.marks.get(kept.id) and pane.marks.spans(kept.id))
    assert not evening.sees("finding-editor")
    assert pane.hasFocus()
    assert evening.workspace.read(drafts, evening.workspace.file.slot) == ()


def test_that_a_concern_asks_for_its_level(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("x", evening.screen.reader.pane)
    evening.press("Nobody reviews distant homes", evening.find("finding-text"))
    evening.click("finding-keep")
    assert "1 to 4" in evening.find("finding-error").text()
    assert evening.findings() == ()
    evening.click("finding-level-3")
    evening.click("finding-keep")
    evening.until(evening.findings)
    assert evening.findings()[0].level == 3


def test_that_tags_are_found_by_typing(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("s", evening.screen.reader.pane)
    evening.press("Honest about distance", evening.find("finding-text"))
    tags = evening.find("finding-tags")
    tags.setFocus()
    evening.press("permanence", tags)
    evening.press(Qt.Key.Key_Return, tags)
    assert evening.sees("tag-permanence")
    evening.press(Qt.Key.Key_Return, evening.find("finding-text"), CTRL)
    evening.until(evening.findings)
    assert evening.findings()[0].tags == ("permanence",)


def test_that_esc_leaves_a_draft_and_it_is_offered_again(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("q", evening.screen.reader.pane)
    evening.press("Which homes are these", evening.find("finding-text"))
    evening.press(Qt.Key.Key_Escape, evening.find("finding-text"))
    evening.until(lambda: evening.sees("draft-offer"))
    assert evening.findings() == ()
    assert "Which homes are these" in evening.find("draft-words").text()
    evening.click("draft-go-on")
    assert evening.find("finding-text").text() == "Which homes are these"
    assert WORDS in evening.find("finding-quote").text()
    evening.click("finding-keep")
    evening.until(evening.findings)
    evening.until(lambda: not evening.sees("draft-offer"))


def test_that_a_draft_is_kept_while_it_is_typed_and_can_be_thrown_away(evening) -> None:
    """The laptop may go dark at any moment: 300 ms after a key what was typed is in the file."""
    evening.choose_words(WORDS)
    evening.press("s", evening.screen.reader.pane)
    evening.press("Half a sent", evening.find("finding-text"))
    evening.until(lambda: evening.workspace.read(drafts, evening.workspace.file.slot), timeout=2000)
    assert evening.workspace.read(drafts, evening.workspace.file.slot)[0].body["text"] == "Half a sent"
    evening.press(Qt.Key.Key_Escape, evening.find("finding-text"))
    evening.until(lambda: evening.sees("draft-throw"))
    evening.click("draft-throw")
    assert "cannot be brought back" in evening.find("confirm").accessibleDescription()
    evening.click("confirm-verb")
    evening.until(lambda: not evening.sees("draft-offer"))
    assert evening.workspace.read(drafts, evening.workspace.file.slot) == ()


def test_that_letters_mark_only_where_the_text_has_the_focus(evening) -> None:
    evening.choose_words(WORDS)
    reason = evening.find("reason")
    reason.setFocus()
    evening.press("such", reason)
    assert reason.text() == "such"
    assert not evening.sees("finding-editor")


def test_that_a_letter_without_chosen_words_says_what_to_do(evening) -> None:
    evening.press("s", evening.screen.reader.pane)
    assert not evening.sees("finding-editor")
    assert any("No words are chosen." in label.text() for label in evening.frame.bar.findChildren(QLabel))


def test_that_choices_are_kept_at_once_and_nothing_else_counts_as_judged(evening) -> None:
    """A default is never counted: without a choice there is no view, and a confidence alone judges nothing."""
    evening.click("confidence-high")
    evening.until(lambda: evening.view("leaders"))
    assert evening.view("leaders").view == ""
    assert evening.find("bar-judged").accessibleName() == "Judged: 0 of 9"
    QTest.mouseClick(evening.screen.card.levels.row("good"), Qt.MouseButton.LeftButton)
    evening.click("direction-improving")
    evening.click("priority-discuss")
    evening.until(lambda: evening.view("leaders").priority == "discuss")
    view = evening.view("leaders")
    assert (view.view, view.confidence, view.direction, view.priority) == ("good", "high", "improving", "discuss")
    assert evening.find("bar-judged").accessibleName() == "Judged: 1 of 9"
    assert "done" in evening.find("area-leaders").accessibleName()


def test_that_each_choice_can_be_undone(evening) -> None:
    QTest.mouseClick(evening.screen.card.levels.row("good"), Qt.MouseButton.LeftButton)
    evening.until(lambda: evening.view("leaders"))
    QTest.mouseClick(evening.screen.card.levels.row("inadequate"), Qt.MouseButton.LeftButton)
    evening.until(lambda: evening.view("leaders").view == "inadequate")
    evening.until(lambda: not evening.frame.jobs.writing())
    evening.screen._keeper.take_back()
    evening.until(lambda: evening.screen.card.levels.value() == "good")


def test_that_digits_choose_a_level_where_the_picker_has_the_focus(evening) -> None:
    row = evening.screen.card.levels.row("outstanding")
    row.setFocus()
    evening.press("3", row)
    evening.until(lambda: evening.view("leaders"))
    assert evening.view("leaders").view == "requires-improvement"


def test_that_the_authority_s_own_grade_is_a_flag_on_its_level(evening) -> None:
    own = evening.find("own-grade")
    own.setCurrentIndex(own.findData("good"))
    own.activated.emit(own.currentIndex())
    evening.until(lambda: evening.view("leaders"))
    assert evening.view("leaders").own_grade == "good"
    assert "Ashcombe says" in evening.screen.card.levels.row("good").accessibleName()
    assert evening.find("bar-judged").accessibleName() == "Judged: 0 of 9"


def test_that_a_reason_is_kept_when_it_is_left_and_stays_with_its_area(evening) -> None:
    reason = evening.find("reason")
    reason.setFocus()
    evening.press("Practitioners are heard", reason)
    evening.click("area-next")
    evening.until(lambda: evening.view("leaders"))
    assert evening.view("leaders").reason == "Practitioners are heard"
    assert evening.find("reason").text() == ""
    evening.click("area-previous")
    assert evening.find("reason").text() == "Practitioners are heard"
    assert evening.view("help-and-protection") is None


def test_that_a_private_note_is_kept_for_its_author(evening) -> None:
    note = evening.screen.card.note.area
    note.setFocus()
    evening.press("Ask Tom", note)
    evening.screen.reader.pane.setFocus()
    who = evening.workspace.author
    evening.until(lambda: evening.workspace.read(note_lines, who, ASHCOMBE))
    assert evening.workspace.read(note_lines, who, ASHCOMBE)[0].text == "Ask Tom"


def test_that_n_p_and_u_go_through_the_areas(evening) -> None:
    pane = evening.screen.reader.pane
    pane.setFocus()
    evening.press("n", pane)
    evening.press("n", pane)
    assert evening.screen.area() == "in-care"
    evening.press("p", pane)
    assert evening.screen.area() == "help-and-protection"
    QTest.mouseClick(evening.screen.card.levels.row("good"), Qt.MouseButton.LeftButton)
    evening.screen._set_area("leaders")
    evening.press("u", pane)
    assert evening.screen.area() == "in-care"


def test_that_a_finding_leads_to_its_passage_and_a_mark_to_its_finding(evening) -> None:
    evening.screen._set_area("in-care")
    evening.choose_words(WORDS)
    pane = evening.screen.reader.pane
    evening.press("c", pane)
    evening.press("Say how distant homes are reviewed", evening.find("finding-text"))
    evening.click("finding-keep")
    evening.until(lambda: evening.screen.card.findings.records.rowCount() == 1)
    evening.screen._set_area("leaders")
    pane.verticalScrollBar().setValue(0)
    evening.screen.go_to(FindingPlace(evening.findings()[0].id, "in-care"))
    evening.until(lambda: pane.verticalScrollBar().value() > 0)
    assert evening.screen.area() == "in-care"
    evening.screen._set_area("leaders")
    pane.activate(evening.findings()[0].id)
    assert evening.screen.area() == "in-care"
    assert evening.screen.card.findings.current().text == "Say how distant homes are reviewed"


def test_that_a_finding_is_changed_by_enter_and_withdrawn_by_delete_with_an_undo(evening) -> None:
    keep_finding(evening.workspace, FindingDraft(ASHCOMBE, "leaders", "strength", "Leaders listen"))
    evening.screen.reload()
    listed = evening.screen.card.findings
    evening.until(lambda: listed.records.rowCount() == 1)
    listed.setFocus()
    evening.press(Qt.Key.Key_Return, listed)
    text = evening.find("finding-text")
    assert text.text() == "Leaders listen"
    evening.press(" and act", text)
    evening.press(Qt.Key.Key_Return, text, CTRL)
    evening.until(lambda: [one.text for one in evening.findings()] == ["Leaders listen and act"])
    evening.until(lambda: [one.text for one in listed.records.records()] == ["Leaders listen and act"])
    listed.setFocus()
    evening.press(Qt.Key.Key_Delete, listed)
    evening.until(lambda: not evening.findings())
    evening.until(lambda: listed.records.rowCount() == 0 and not evening.frame.jobs.writing())
    evening.screen._keeper.take_back()
    evening.until(lambda: len(evening.findings()) == 1)


def test_that_words_chosen_while_writing_become_more_evidence(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("c", evening.screen.reader.pane)
    evening.choose_words("nine in ten have seen a dentist")
    evening.press("s", evening.screen.reader.pane)
    evening.press("Two things", evening.find("finding-text"))
    evening.click("finding-keep")
    evening.until(evening.findings)
    assert [quote.quote for quote in evening.findings()[0].quotes] == [WORDS, "nine in ten have seen a dentist"]


def test_that_the_data_of_the_area_stands_below_and_leads_on(evening) -> None:
    evening.screen._set_area("in-care")
    strip = evening.screen.strip
    evening.until(lambda: strip.list.model().rowCount())
    index = strip.list.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ashcombe" in said and "England" in said
    went: list[tuple[str, str, object]] = []
    evening.screen.asked_to_go.disconnect()
    evening.screen.asked_to_go.connect(lambda *where: went.append(where))
    evening.click("open-in-data")
    assert went[0][:2] == ("data", ASHCOMBE)
    assert isinstance(went[0][2], IndicatorPlace)


def test_that_last_year_s_points_are_told_with_what_came_of_them(evening) -> None:
    evening.screen._set_area("in-care")
    words = [label.text() for label in evening.screen.card.points.findChildren(QLabel)]
    assert words == [POINT, "done"]


def test_that_praise_without_evidence_is_a_gap_like_doubt_without_evidence(evening) -> None:
    for kind in ("strength", "practice", "consider", "question", "suggestion"):
        keep_finding(evening.workspace, FindingDraft(ASHCOMBE, "leaders", kind, f"Leaders listen ({kind})"))
    evening.screen.reload()
    evening.until(lambda: evening.screen.card.findings.model().rowCount() == 5)
    evening.click("hand-in")
    behind = [one.text() for one in evening.find("hand-in-sheet").findChildren(QPushButton) if "nothing stands behind" in one.text()]
    assert [one.partition("(")[2].rstrip(")”") for one in behind] == ["strength", "practice", "consider"]


def test_that_handing_in_lists_first_what_is_missing(evening) -> None:
    evening.click("hand-in")
    assert evening.sees("hand-in-sheet")
    assert "no view yet" in evening.find("gap-2").text()
    evening.click("gap-2")
    assert evening.screen.area() == "in-care"
    assert not evening.workspace.read(handed_in, ASHCOMBE)
    evening.click("hand-in")
    evening.click("hand-in-sheet-verb")
    evening.until(lambda: evening.workspace.read(handed_in, ASHCOMBE))
    evening.until(lambda: evening.find("hand-in").text() == "Hand in again")
    assert evening.frame.bar.message().text().startswith("Ashcombe is handed in as it is, with nine gaps.")


def test_that_flowing_text_is_read_and_marked_as_pages_are(evening) -> None:
    evening.go(KELSBOROUGH)
    pane = evening.screen.reader.pane
    assert pane is evening.screen.reader.flow_pane
    words = pane.text(3)[:24].strip()
    evening.choose_words(words)
    evening.press("s", pane)
    evening.press("Said plainly", evening.find("finding-text"))
    evening.click("finding-keep")
    evening.until(lambda: evening.findings(KELSBOROUGH))
    assert evening.findings(KELSBOROUGH)[0].quotes[0].quote == words


def test_that_another_document_is_a_choice_away_and_a_passage_leads_to_it(evening) -> None:
    annex = next(one for one in evening.screen.standing.documents if one.format == "docx")
    evening.screen.go_to(PassagePlace(annex.sha256, 1072, 1130))
    evening.until(lambda: evening.screen.reader.sha256 == annex.sha256)
    evening.until(lambda: evening.screen.reader.pane.selection() is not None)
    assert evening.screen.reader.pane.selection().start == 1072
    assert "Annex A" in evening.find("document-chooser").text()


def test_that_an_authority_without_a_self_evaluation_says_so(evening) -> None:
    evening.go(BRACKENFORD)
    evening.until(lambda: evening.sees("no-document"))
    assert "Brackenford’s self-evaluation is not here yet." in evening.screen.empty.accessibleName()
    went: list[str] = []
    evening.screen.asked_to_go.disconnect()
    evening.screen.asked_to_go.connect(lambda page, *_: went.append(page))
    evening.click("no-document-action-1")
    assert went == ["region"]


def test_that_who_stands_aside_reads_the_text_and_nothing_more(evening) -> None:
    declare_interest(evening.workspace, evening.workspace.author, ASHCOMBE, "worked there until March")
    evening.screen.reload()
    evening.until(lambda: evening.sees("stood-aside"))
    assert evening.screen.reader.sha256
    assert not evening.sees("area-card")
    assert not evening.sees("hand-in")
    assert not evening.sees("marking-bar")
    evening.choose_words(WORDS)
    evening.press("s", evening.screen.reader.pane)
    assert not evening.sees("finding-editor")


def test_that_pages_on_view_count_as_read(evening) -> None:
    evening.until(lambda: evening.find("bar-read").accessibleName() == "Read: 1 of 18")
    evening.screen.reader.tools.page.setFocus()
    evening.screen.reader.tools.page.selectAll()
    evening.press("9", evening.screen.reader.tools.page)
    evening.press(Qt.Key.Key_Return, evening.screen.reader.tools.page)
    evening.until(lambda: evening.find("bar-read").accessibleName() in ("Read: 2 of 18", "Read: 3 of 18"))


def test_that_a_short_room_shows_one_part_at_a_time(evening) -> None:
    evening.frame.resize(683, 384)
    evening.until(lambda: evening.screen.room == "short")
    assert evening.sees("reader") and not evening.sees("area-card") and not evening.sees("data-strip")
    evening.frame.turning.show(1)
    assert evening.sees("area-card") and not evening.sees("reader")
    evening.frame.turning.show(2)
    assert evening.sees("data-strip") and not evening.sees("area-card") and not evening.sees("reader")
    evening.frame.turning.show(0)
    evening.choose_words(WORDS)
    evening.press("s", evening.screen.reader.pane)
    assert evening.sees("finding-editor")
    editor = evening.find("finding-editor")
    assert editor.mapTo(evening.frame, editor.rect().bottomRight()).y() <= evening.frame.height()


@pytest.mark.parametrize("key", ["d", "l"])
def test_that_the_switch_in_the_bar_follows_a_key_that_turns_a_short_room(evening, key) -> None:
    evening.frame.resize(800, 600)
    evening.until(lambda: evening.screen.room == "short")
    evening.screen.reader.pane.setFocus()
    evening.press(key, evening.screen.reader.pane)
    assert evening.sees("data-strip") and not evening.sees("reader")
    assert evening.frame.top.parts.value() == "2"
    evening.press(Qt.Key.Key_F6)
    assert evening.sees("reader") and evening.frame.top.parts.value() == "0"


@pytest.mark.parametrize("area", ["send", "self-evaluation"])
def test_that_a_place_is_come_back_to(evening, area: str) -> None:
    evening.screen.go_to(AreaPlace(area))
    place = evening.screen.place()
    evening.screen.go_to(AreaPlace("leaders"))
    evening.screen.go_to(place)
    assert evening.screen.area() == area


def test_that_f6_goes_round_the_three_parts(evening) -> None:
    evening.screen.reader.pane.setFocus()
    evening.press(Qt.Key.Key_F6, evening.screen.reader.pane)
    assert evening.screen.card.isAncestorOf(QApplication.focusWidget())
    evening.press(Qt.Key.Key_F6)
    assert evening.screen.strip.isAncestorOf(QApplication.focusWidget())


def test_that_tab_goes_from_the_level_through_the_rest_of_the_card(evening) -> None:
    card = evening.screen.card
    card.levels.row("good").setFocus()
    went, parts = [], (card.confidence, card.direction, card.reason.area)
    for _ in range(14):
        evening.press(Qt.Key.Key_Tab, QApplication.focusWidget())
        went.append(QApplication.focusWidget())
    places = [next(at for at, one in enumerate(went) if part is one or part.isAncestorOf(one)) for part in parts]
    assert places == sorted(places)
    assert evening.screen.foot.hand_in in went
    assert went.index(evening.screen.foot.hand_in) > places[-1]


def test_that_a_passage_a_search_led_to_can_be_marked_by_the_next_letter(evening) -> None:
    evening.screen.card.levels.row("good").setFocus()
    sha = evening.screen.reader.sha256
    evening.screen.go_to(PassagePlace(sha, 0, 12))
    assert QApplication.focusWidget() is evening.screen.reader.pane


def test_that_who_comes_to_read_has_the_focus_in_the_text(evening) -> None:
    evening.frame.go("data")
    evening.until(lambda: evening.frame.current() is not evening.screen)
    evening.frame.go("read")
    assert QApplication.focusWidget() is evening.screen.reader.pane


def test_that_the_focus_goes_from_an_empty_place_into_the_text_of_the_next(evening) -> None:
    evening.go(BRACKENFORD)
    evening.until(lambda: evening.screen.empty.isVisible())
    inside = [one for one in evening.screen.empty.findChildren(QPushButton) if one.isVisible()]
    inside[0].setFocus()
    evening.go(KELSBOROUGH)
    evening.until(lambda: QApplication.focusWidget() is evening.screen.reader.pane)


def test_that_everything_to_press_has_a_name(evening) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for one in evening.screen.findChildren(kind):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert one.accessibleName() or one.text(), one


def test_that_the_focus_is_in_the_pages_when_read_and_judge_is_first_shown(evening) -> None:
    assert evening.screen.reader.pane is evening.screen.reader.pages_pane
    evening.until(lambda: QApplication.focusWidget() is evening.screen.reader.pages_pane)
