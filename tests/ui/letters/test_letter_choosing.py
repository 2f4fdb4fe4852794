"""Stories of the panel's choice in the real window: what a colleague found is moved, left out and put back; keys go through it all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.journal.drafts import drafts
from wmpeer.judging.queries import letter_findings
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import width_of

BRACKENFORD, KELSBOROUGH = "X08000002", "X08000009"
CONSIDER = "It was not yet clear to the panel who looks at long plans together."
SECOND = "You may wish to consider how visits at a distance are planned."
STRENGTH = "The panel was struck by how early a plan is made."
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def order(office: Any) -> list[str]:
    found = [one for one in office.workspace.read(letter_findings, KELSBOROUGH) if one.rank]
    return [one.text for one in sorted(found, key=lambda one: one.rank)]


def details(office: Any, name: str = "") -> None:
    office.click("letter-side-details")
    if name:
        office.find(name)
        office.screen.side.reveal(office.find(name))


def tabbed(office: Any, first: QWidget, count: int) -> list[str]:
    """The names of what Tab reaches from *first* on."""
    first.setFocus()
    names = []
    for _ in range(count):
        office.press(Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_that_keys_move_a_colleagues_point_and_the_focus_goes_along(office: Any) -> None:
    details(office, "consider-2-up")
    office.find("consider-2-up").setFocus()
    office.press(Qt.Key.Key_Space)
    office.until(lambda: order(office) == [SECOND, CONSIDER])
    office.until(lambda: office.find("consider-1-down").hasFocus())  # it is the first now, and can only go down
    office.press(Qt.Key.Key_Space)
    office.until(lambda: order(office) == [CONSIDER, SECOND])
    office.until(lambda: office.find("consider-2-up").hasFocus())
    office.settled()
    office.press(Qt.Key.Key_Z, office.frame, CTRL)
    office.until(lambda: order(office) == [SECOND, CONSIDER])
    office.until(lambda: office.frame.bar.message() and "Undone: move an area to consider down." in office.frame.bar.message().text())
    office.settled()
    office.press(Qt.Key.Key_Z, office.frame, CTRL | SHIFT)
    office.until(lambda: order(office) == [CONSIDER, SECOND])


def test_that_a_point_left_out_stands_below_and_can_be_put_back(office: Any) -> None:
    details(office, "consider-1-out")
    office.click("consider-1-out")
    office.until(lambda: order(office) == [SECOND])
    office.until(lambda: all(CONSIDER not in one.text for one in office.screen._shown.paragraphs))
    office.settled()
    office.screen.side.reveal(office.find("into-1"))
    office.click("into-1")
    office.until(lambda: order(office) == [SECOND, CONSIDER])
    office.until(lambda: not office.sees("into-1"))


def test_that_any_finding_of_the_page_can_be_left_out(office: Any) -> None:
    office.point_at(STRENGTH)
    office.screen.side._first.ensureWidgetVisible(office.find("source-leave-out"))
    office.click("source-leave-out")
    office.until(lambda: all(STRENGTH not in one.text for one in office.screen._shown.paragraphs))
    office.settled()
    office.press(Qt.Key.Key_Z, office.frame, CTRL)
    office.until(lambda: any(STRENGTH in one.text for one in office.screen._shown.paragraphs))


def test_that_tab_goes_through_steps_where_they_stand(office: Any) -> None:
    details(office, "step-add")
    office.click("step-add")
    office.press("Send a plan", office.find("step-3-what"))
    office.until(lambda: len(office.details(KELSBOROUGH).next_steps) == 3)
    office.settled()
    names = tabbed(office, office.find("step-1-what"), 11)
    assert names[:4] == ["step-1-by", "step-1-down", "step-1-remove", "step-2-what"]
    assert "step-3-what" in names and names.index("step-3-what") < len(names) - 1
    rest = tabbed(office, office.find("step-3-remove"), 1)
    assert rest == ["step-add"]


def test_that_tab_goes_through_the_order_and_on_to_where_the_letter_is(office: Any) -> None:
    details(office, "consider-1-down")
    names = tabbed(office, office.find("consider-1-down"), 3)
    assert names == ["consider-1-out", "consider-2-up", "consider-2-out"]
    assert tabbed(office, office.find("consider-2-out"), 1)[0].startswith("letter-stage")


def test_that_tab_goes_from_the_source_to_its_evidence_and_the_checks(office: Any) -> None:
    office.point_at(SECOND)
    office.find("rank-up")
    names = tabbed(office, office.find("paragraph-previous"), 6)
    assert names[0] == "paragraph-next" and names[1].startswith("quote-")
    assert names[2:5] == ["rank-up", "source-leave-out", "source-history"]
    assert names[5].startswith("check-go-") or names[5] == "letter-issue"


def test_that_the_focus_stays_on_the_verb_when_the_paragraph_moves(office: Any) -> None:
    office.point_at(SECOND)
    office.find("rank-up").setFocus()
    office.press(Qt.Key.Key_Space)
    office.until(lambda: order(office) == [SECOND, CONSIDER])
    office.settled()
    office.until(lambda: office.screen.side.source.isAncestorOf(QApplication.focusWidget()))


def test_that_what_is_no_day_stays_as_typed_and_is_told(office: Any) -> None:
    details(office)
    field = office.find("letter-held-on")
    field.setFocus()
    field.selectAll()
    office.press("the 40th", field)
    office.press(Qt.Key.Key_Return, field)
    assert office.find("letter-held-on-error").text() == "Write a day: 8 October 2026."
    addressee = office.find("letter-addressee")
    addressee.setFocus()
    addressee.selectAll()
    office.press("Angharad Puw, Director", addressee)
    office.press(Qt.Key.Key_Return, addressee)
    office.until(lambda: office.details(KELSBOROUGH).addressee == "Angharad Puw, Director")
    office.settled()
    assert (field.text(), office.details(KELSBOROUGH).held_on) == ("the 40th", "2026-10-08")
    office.go(BRACKENFORD)
    assert field.text() == "8 October 2026"
    office.go(KELSBOROUGH)
    assert field.text() == "the 40th" and office.sees("letter-held-on-error")
    [kept] = office.workspace.read(drafts, office.workspace.author)
    assert kept.body == {"held_on": "the 40th"}
    office.click("letter-issue")
    assert field.hasFocus() and not office.sees("confirm")
    assert "“the 40th” is no day" in office.frame.bar.message().text()
    field.selectAll()
    office.press("9 October 2026", field)
    office.press(Qt.Key.Key_Return, field)
    office.until(lambda: office.details(KELSBOROUGH).held_on == "2026-10-09")
    office.until(lambda: office.workspace.read(drafts, office.workspace.author) == ())


def test_that_a_step_keeps_what_is_no_day_when_it_moves(office: Any) -> None:
    details(office, "step-1-by")
    field = office.find("step-1-by")
    field.setFocus()
    field.selectAll()
    office.press("soon", field)
    office.press(Qt.Key.Key_Return, field)
    office.settled()
    office.click("step-1-down")
    office.until(lambda: office.details(KELSBOROUGH).next_steps[0].what == "Challenge day")
    office.settled()
    assert office.find("step-2-by").text() == "soon"
    assert office.details(KELSBOROUGH).next_steps[1].by == "2026-10-30"
    [kept] = office.workspace.read(drafts, office.workspace.author)
    assert list(kept.body.values()) == ["soon"]


def test_that_names_and_states_in_the_list_are_whole(office: Any) -> None:
    listing = office.screen.list
    names = [line.name for line in listing.lines()]
    longest = max(width_of(name, fonts.font("interface", 600)) for name in names)
    states = listing._delegate.states
    assert listing.width() >= longest + states + 34
    assert listing.width() <= 330
