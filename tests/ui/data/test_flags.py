"""Flags are read and answered on their page of Data and beside the figure, by keys and by clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from wmpeer.indicators.flag_settings import set_rule
from wmpeer.indicators.short import short_name
from wmpeer.journal.drafts import drafts
from wmpeer.judging.flag_answers import flag_answers
from wmpeer.judging.queries import finding_lines
from wmpeer.region.actions import add_person, declare_interest
from wmpeer.ui.data.screen import WHY_NARROW
from wmpeer.ui.flags.desk import FlagDesk
from wmpeer.ui.keys import key_groups
from wmpeer.ui.places import IndicatorPlace

KELSBOROUGH = "X08000009"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REREFERRALS = IndicatorPlace("rereferral_percent", "c1_children_in_need_referrals_and_rereferrals")


def page(window):
    window.screen.tools.mode_chosen.emit("flags")
    window.in_area("leaders")
    window.settle()
    window.qtbot.waitUntil(lambda: bool(window.screen.page().panel.shown()))
    return window.screen.page()


def test_that_the_flags_of_an_area_are_gone_through_by_keys_and_their_answers_stay(window):
    flags = page(window)
    every = len(flags.panel.shown())
    assert flags.head.text() == "Kelsborough: Leaders and impact on practice" and every > 3
    assert flags.count.text() == f"{every} flags, {every} not answered"
    first = flags.panel.list.current()
    assert flags.panel.one.sentence.text() == first.sentence, "the rule's sentence stands beside every flag"
    at = next(one for one in flags.panel.shown() if one.of_figure and short_name(one.code, one.title) != one.title)
    flags.panel.list.choose((at.authority, *at.key))
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.screen.page().mode == "one" and window.screen.page().one.row.code == at.code, "Enter leads from a flag to its figure"
    assert flags.panel.one.title.text() == window.screen.listing.view.current().name, "which has one name in both places"
    assert flags.panel.one.title.toolTip() == at.title
    window.frame.back()
    window.settle()
    assert window.screen.page() is flags and flags.panel.list.current().key == at.key and flags.panel.list.hasFocus()
    flags.panel.list.choose((first.authority, *first.key))
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_N)
    window.qtbot.waitUntil(lambda: flags.count.text() == f"{every} flags, {every - 1} not answered")
    assert flags.panel.one.said.text().startswith("You noted it on ")
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Q)
    text = QApplication.focusWidget()
    assert text.objectName() == "flag-text" and text.text().endswith("?")
    window.press(Qt.Key.Key_Escape)
    assert flags.panel.one.form.isHidden()
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_F)
    window.press(Qt.Key.Key_Return, CTRL)
    assert flags.panel.one.form.field.error() == "Write the finding, or choose “Not now”."
    window.qtbot.keyClicks(QApplication.focusWidget(), "Timeliness is a concern for quarter three, nqfu")
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: flags.count.text() == f"{every} flags, {every - 2} not answered")
    (finding,) = window.workspace.read(finding_lines, KELSBOROUGH)
    assert finding.text.endswith("quarter three, nqfu") and finding.kind == "consider" and finding.figures[0].flag
    assert window.said() == "Your finding is on the card, and the flag is answered."
    assert {one.answer for one in window.workspace.read(flag_answers, KELSBOROUGH)} == {"noted", "finding"}
    window.press(Qt.Key.Key_U)
    window.qtbot.waitUntil(lambda: flags.count.text() == f"{every} flags, {every - 1} not answered")
    flags.panel.waiting.setChecked(True)
    assert all(not line.answered_by(window.workspace.author) or line == flags.panel.list.current() for line in flags.panel.shown())
    assert flags.tables()[0][0] == ("Area", "About", "Period", "Figure", "Flag", "Answers")


def test_that_words_not_kept_are_there_again_when_one_comes_back(window):
    flags = page(window)
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_F)
    window.qtbot.keyClicks(QApplication.focusWidget(), "half a sentence")
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_Down)
    assert flags.panel.one.form.isHidden()
    window.press(Qt.Key.Key_Up)
    assert not flags.panel.one.form.isHidden() and flags.panel.one.form.text.text() == "half a sentence"


def test_that_words_not_kept_outlive_the_program_and_go_when_they_are_kept(window):
    flags = page(window)
    flags.panel.list.setFocus()
    window.press(Qt.Key.Key_F)
    assert window.workspace.read(drafts, window.workspace.author) == ()
    window.qtbot.keyClicks(QApplication.focusWidget(), "half a sentence")
    flag = flags.panel.list.current()
    window.qtbot.waitUntil(
        lambda: [one.body["text"] for one in window.workspace.read(drafts, window.workspace.author)] == ["half a sentence"]
    )
    window.press(Qt.Key.Key_Escape)
    assert flags.panel.one.form.isHidden()
    later = FlagDesk(window.screen)
    later.want(flag.authority)
    window.qtbot.waitUntil(lambda: later.begun(flag) is not None)
    assert later.begun(flag).text == "half a sentence" and later.begun(flag).answer == "finding"
    window.press(Qt.Key.Key_Q)
    assert QApplication.focusWidget().text() == "half a sentence", "the words stay, whatever they are to become"
    window.qtbot.keyClicks(QApplication.focusWidget(), ", and the rest?")
    assert window.screen.may_leave()
    window.settle()
    assert [one.body["answer"] for one in window.workspace.read(drafts, window.workspace.author)] == ["question"]
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: flags.panel.one.form.isHidden())
    assert window.workspace.read(drafts, window.workspace.author) == ()
    (finding,) = window.workspace.read(finding_lines, KELSBOROUGH)
    assert finding.text == "half a sentence, and the rest?" and finding.kind == "question"


def test_that_a_flag_is_answered_beside_its_figure_and_a_changed_rule_says_why(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.qtbot.waitUntil(lambda: len(window.screen.why.flags.answers()) == 2)
    window.screen.why.flags.answers()[0].begin("question")
    window.settle()
    scroll = window.screen.why.scroll
    window.qtbot.waitUntil(lambda: scroll.widget().width() <= scroll.viewport().width())
    window.screen.why.flags.answers()[0].leave()
    listed = {key: line.words for group in key_groups(window.frame) for line in group.lines for key in line.keys}
    assert {listed.get(key) for key in "NQFU"} >= {"Note the flag", "Take one’s answer back"}, "F1 lists the letters"
    window.screen.why.flags.answers()[0].buttons["noted"].setFocus()
    window.press(Qt.Key.Key_N)
    window.qtbot.waitUntil(lambda: window.screen.why.flags.answers()[0].said.text().startswith("You noted it on "))
    pane = window.screen.why.scroll
    assert pane.widget().minimumSizeHint().width() <= WHY_NARROW, "four buttons are in as many rows as they need"
    back = window.screen.why.flags.answers()[0].back
    assert back.isVisible() and back.mapTo(pane.viewport(), back.rect().bottomRight()).x() < pane.viewport().width()
    window.screen.do(
        lambda _progress: set_rule(window.workspace, "worst-part", used=True, changes={"share": 0.25}, reason="The panel asks wider")
    )
    window.settle()
    window.qtbot.waitUntil(lambda: any("The panel asks wider" in one.rule.text() for one in window.screen.why.flags.answers()))
    assert any("least favourable quarter" in one.sentence.text() for one in window.screen.why.flags.answers())
    bar = pane.verticalScrollBar()
    window.qtbot.waitUntil(lambda: bar.maximum() > 40)
    bar.setValue(40)
    window.screen.page().reread.emit()
    window.settle()
    assert bar.value() == 40, "the same figure again stays where one reads"
    window.screen.page().stepped.emit(1)
    window.settle()
    assert bar.value() == 0, "another one is read from its top"


def test_that_who_stands_aside_sees_no_flags_to_answer(window):
    mine = add_person(window.workspace, "Coordinator of one", "coordinator").entity
    window.workspace.file.slot = window.workspace.author = mine
    window.screen.do(lambda _progress: declare_interest(window.workspace, mine, "Kelsborough", "worked there"))
    window.settle()
    window.screen.tools.mode_chosen.emit("flags")
    window.settle()
    flags = window.screen.page()
    window.qtbot.waitUntil(lambda: "stand aside" in flags.panel.none.text())
    assert flags.panel.shown() == () and flags.count.text() == ""
    window.screen.go_to(REREFERRALS)
    window.settle()
    assert window.screen.why.flags.answers() == []
    assert "least favourable fifth" in " ".join(label.text() for label in window.screen.why.flags.findChildren(QLabel)), "data is for all"
