"""The director's answer to a letter that has left, recorded where the letter is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wmpeer.clock import now
from wmpeer.judging.actions import agree
from wmpeer.judging.response import response_to
from wmpeer.letters.actions import issue_letter

KELSBOROUGH = "X08000009"
CTRL = Qt.KeyboardModifier.ControlModifier


def issued(office: Any) -> None:
    """The letter to Kelsborough left yesterday."""
    yesterday = now().astimezone().date() - timedelta(days=1)
    office.jobs.write(lambda _progress: issue_letter(office.workspace, KELSBOROUGH, yesterday))
    office.until(lambda: office.state(KELSBOROUGH) == "issued")
    office.settled()


def back(office: Any) -> Any:
    return office.workspace.read(response_to, KELSBOROUGH)


def test_that_the_response_to_an_issued_letter_is_recorded_with_its_day_and_undone(office: Any) -> None:
    assert not office.sees("letter-response"), "what has not left is not answered"
    issued(office)
    office.click("letter-response")
    assert office.find("response-by").text() == "Margaret Hale", "the letter says to whom it went"
    office.click("response-verb")
    assert "Give the day" in office.find("response-on-error").text()
    office.click("response-today")
    office.click("response-verb")
    office.until(lambda: back(office) is not None and not office.sees("response-verb"))
    assert back(office).by == "Margaret Hale" and back(office).on == now().astimezone().date().isoformat()
    office.until(lambda: "Response from Margaret Hale" in office.find("letter-left").text())
    assert office.state(KELSBOROUGH) == "issued"
    office.settled()
    QTest.keyClick(office.frame, Qt.Key.Key_Z, CTRL)
    office.until(lambda: back(office) is None)
    office.until(lambda: "Response" not in office.find("letter-left").text())


def test_that_a_wrong_day_is_said_and_a_response_that_did_not_come_is_taken_back(office: Any) -> None:
    issued(office)
    office.click("letter-response")
    day = office.find("response-on")
    for written, said in (("1 October 2020", "The letter left on"), ("1 January 2099", "has not come yet"), ("soon", "Write a day")):
        day.setText(written)
        office.click("response-verb")
        assert said in office.find("response-on-error").text(), written
    office.click("response-today")
    office.click("response-verb")
    office.until(lambda: back(office) is not None and not office.sees("response-verb"))
    office.settled()
    assert office.find("letter-response").text() == "Change the response"
    office.click("letter-response")
    office.click("response-back")
    office.until(lambda: back(office) is None and not office.sees("response-verb"))


def test_that_it_is_recorded_by_keys_alone(office: Any) -> None:
    issued(office)
    office.find("letter-response").setFocus()
    office.press(Qt.Key.Key_Space)
    day = office.find("response-on")
    office.until(day.hasFocus)
    office.press(f"{now().astimezone().date():%d %B %Y}", day)
    office.press(Qt.Key.Key_Return, day)
    office.until(lambda: back(office) is not None and not office.sees("response-verb"))
    office.until(lambda: office.find("letter-response").hasFocus())


def test_that_ctrl_z_after_a_letter_has_left_says_that_it_stands_and_how_it_is_changed(office: Any) -> None:
    office.jobs.write(lambda _progress: agree(office.workspace, KELSBOROUGH, "leaders", "good", "Leaders know their services very well."))
    office.until(lambda: "agree a judgement" in office.frame.keeping.names.undo)
    issued(office)
    office.until(lambda: "in an issued letter: begin a new version first" in office.frame.keeping.names.undo)
    QTest.keyClick(office.frame, Qt.Key.Key_Z, CTRL)
    office.until(
        lambda: office.frame.bar.message() is not None and "stands in the letter to Kelsborough" in office.frame.bar.message().text()
    )
    assert "Begin a new version" in office.frame.bar.message().text()
    office.click("letter-new-version")
    office.until(lambda: office.state(KELSBOROUGH) != "issued")
    office.settled()
    assert office.frame.keeping.names.undo == "begin a new version"
    office.screen.side.show_tab("details")
    office.click("agree-leaders")
    assert office.find("agreed-wording").text() == "Leaders know their services very well."
