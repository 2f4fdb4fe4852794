"""That a letter was answered: when, from whom, who may say so, and how it is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from panels import ASHCOMBE, BRACKENFORD, Panel
from sqlalchemy import select

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.undo import redo, undo
from wmpeer.judging.actions import record_response, set_letter, take_back_response
from wmpeer.judging.history import HistoryOf, record_history
from wmpeer.judging.recording import record_items
from wmpeer.judging.records import LetterDetails
from wmpeer.judging.response import NoResponseError, NothingToAnswerError, Response, ResponseDayError, UnnamedResponseError, response_to
from wmpeer.models.records import Letter
from wmpeer.region.actions import NotADayError
from wmpeer.region.tracker import tracker

ISSUED = "2026-10-20"


@pytest.fixture
def out(panel: Panel) -> Panel:
    """The panel, with the letter to Ashcombe issued."""
    set_letter(panel.office, LetterDetails(ASHCOMBE, "Fiona Hartley, Director", "Olive"))
    with panel.office.write("Issue a letter") as journal:
        journal.keep("issue", {"version": 1, "on": ISSUED}, authority=ASHCOMBE)
    set_letter(panel.office, LetterDetails(ASHCOMBE, stage="issued"))
    return panel


def standing(panel: Panel) -> tuple[str, str, str]:
    """The letter's stage, and the day and sender of the response, as the region sees them."""
    line = next(one for one in panel.workspace.read(tracker) if one.authority.ons_code == ASHCOMBE)
    back = panel.workspace.read(response_to, ASHCOMBE)
    return line.letter, line.responded_on, back.by if back else ""


def test_that_a_response_is_recorded_corrected_undone_and_done_again(out: Panel) -> None:
    assert standing(out) == ("issued", "", "")
    record_response(out.office, "Ashcombe", "2026-11-02", " Fiona Hartley ")
    assert standing(out) == ("response-received", "2026-11-02", "Fiona Hartley")
    record_response(out.office, ASHCOMBE, "2026-11-03", "Fiona Hartley")
    assert out.workspace.read(response_to, ASHCOMBE) == Response("2026-11-03", "Fiona Hartley")
    undo(out.office)
    assert standing(out)[1] == "2026-11-02"
    undo(out.office)
    assert standing(out) == ("issued", "", "")
    redo(out.office)
    assert standing(out)[1] == "2026-11-02"
    assert out.workspace.read(journal_faults) == ()


def test_that_the_same_response_twice_changes_nothing(out: Panel) -> None:
    record_response(out.office, ASHCOMBE, "2026-11-02", "Fiona Hartley")
    assert record_response(out.office, ASHCOMBE, "2026-11-02", "Fiona Hartley").changed is None


def test_that_a_response_is_taken_back(out: Panel) -> None:
    record_response(out.office, ASHCOMBE, "2026-11-02", "Fiona Hartley")
    take_back_response(out.office, ASHCOMBE)
    assert standing(out)[0] == "issued" and out.workspace.read(response_to, ASHCOMBE) is None
    with pytest.raises(NoResponseError):
        take_back_response(out.office, ASHCOMBE)


@pytest.mark.parametrize(
    ("on", "by", "fault"),
    [
        ("2026-10-19", "Fiona", ResponseDayError),
        ((now().date() + timedelta(days=2)).isoformat(), "Fiona", ResponseDayError),
        ("yesterday", "Fiona", NotADayError),
        ("2026-11-02", "  ", UnnamedResponseError),
    ],
)
def test_that_what_cannot_be_is_refused(out: Panel, on: str, by: str, fault: type[WmpeerError]) -> None:
    with pytest.raises(fault):
        record_response(out.office, ASHCOMBE, on, by)
    assert standing(out)[0] == "issued"


def test_that_only_a_letter_that_is_out_is_answered(out: Panel) -> None:
    with pytest.raises(NothingToAnswerError):
        record_response(out.office, BRACKENFORD, "2026-11-02", "Somebody")
    with out.office.write("Begin a new version") as journal:
        letter = next(iter(journal.session.scalars(select(Letter.entity))))
        journal.keep("letter", {"stage": "drafting"}, entity=letter, authority=ASHCOMBE)
    with pytest.raises(NothingToAnswerError):
        record_response(out.office, ASHCOMBE, "2026-11-02", "Fiona")


def test_that_only_those_who_lead_record_it(out: Panel) -> None:
    with pytest.raises(NotYourPartError):
        record_response(out("Ann Reed"), ASHCOMBE, "2026-11-02", "Fiona")
    record_response(out("Cara Lead"), ASHCOMBE, "2026-11-02", "Fiona")


def test_that_the_history_of_the_letter_tells_of_it(out: Panel) -> None:
    record_response(out.office, ASHCOMBE, "2026-11-02", "Fiona Hartley")
    office = out.office
    newest = office.read(record_history, office.file.slot, office.readers, HistoryOf("letter", ASHCOMBE))[0]
    assert (newest.verb, newest.who) == ("Record a response", "Olive Office")
    assert {one.field: one.new for one in newest.changes} == {
        "Stage": "response received", "Response received on": "2 November 2026", "Response from": "Fiona Hartley",
    }  # fmt: skip


def test_that_the_command_line_records_the_same(out: Panel) -> None:
    item = {"do": "record-response", "authority": "Ashcombe", "on": date(2026, 11, 2).isoformat(), "by": "Fiona Hartley"}
    (done,) = record_items(out.office, [item])
    assert done.status == "kept" and standing(out)[1] == "2026-11-02"
