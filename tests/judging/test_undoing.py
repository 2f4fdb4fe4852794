"""Undo where a letter has left: what it says stays until a new version is begun; what it only quotes may change, and that is said."""

from __future__ import annotations

import pytest
from panels import ASHCOMBE, BRACKENFORD, Panel
from sqlalchemy import select

from wmpeer.journal.queries import journal_faults
from wmpeer.judging.actions import agree, change_finding, choose_for_letter, leave_out_of_letter, record_response, set_letter
from wmpeer.judging.errors import LetterIssuedError
from wmpeer.judging.queries import agreed_lines, finding_lines
from wmpeer.judging.records import FindingDraft, LetterDetails
from wmpeer.judging.undoing import StandsInLetterError, redo, undo
from wmpeer.models.records import Letter
from wmpeer.region.actions import declare_interest
from wmpeer.region.lettered import is_held, letter_out
from wmpeer.region.rules import OwnAuthorityError

AREA = "in-care"


def issue(panel: Panel, version: int = 1) -> None:
    """The letter to Ashcombe leaves, as the office issues it."""
    with panel.office.write("Issue a letter") as journal:
        journal.keep("issue", {"version": version, "on": "2026-10-20"}, authority=ASHCOMBE)
    set_letter(panel.office, LetterDetails(ASHCOMBE, stage="issued"))


def begin_again(panel: Panel) -> None:
    with panel.office.write("Begin a new version") as journal:
        journal.keep("letter", {"stage": "drafting"}, entity=_letter(panel), authority=ASHCOMBE)


def _letter(panel: Panel) -> str:
    return panel.workspace.read(lambda session: next(iter(session.scalars(select(Letter.entity).where(Letter.authority == ASHCOMBE)))))


def wording(panel: Panel) -> str:
    return next(iter(one.wording for one in panel.workspace.read(agreed_lines, ASHCOMBE)), "")


@pytest.fixture
def written(panel: Panel) -> Panel:
    set_letter(panel.office, LetterDetails(ASHCOMBE, "Fiona Hartley, Director", "Olive"))
    agree(panel("Cara Lead"), ASHCOMBE, AREA, "good", "Plans say what changed.")
    return panel


def test_that_an_agreed_judgement_of_a_letter_that_left_is_not_undone_by_whoever_agreed_it(written: Panel) -> None:
    issue(written)
    with pytest.raises(StandsInLetterError) as told:
        undo(written("Cara Lead"))
    assert "“agree a judgement”" in told.value.sentence and "Ashcombe" in told.value.sentence
    assert "20 October 2026 (version 1)" in told.value.sentence and "new version" in told.value.next
    assert wording(written) == "Plans say what changed."


def test_that_once_a_new_version_is_begun_it_is_undone_and_done_again(written: Panel) -> None:
    issue(written)
    begin_again(written)
    assert undo(written("Cara Lead")).note == "" and wording(written) == ""
    issue(written, 2)
    with pytest.raises(StandsInLetterError):
        redo(written("Cara Lead"))
    begin_again(written)
    redo(written("Cara Lead"))
    assert wording(written) == "Plans say what changed."
    assert written.workspace.read(journal_faults) == ()


def test_that_the_panels_choice_stays_with_the_letter(written: Panel) -> None:
    finding = written.finds("Ann Reed", "Plans say what changed", rank=1)
    leave_out_of_letter(written("Cara Lead"), finding)
    choose_for_letter(written("Cara Lead"), finding)
    issue(written)
    with pytest.raises(StandsInLetterError, match="put a finding into the letter"):
        undo(written("Cara Lead"))


def test_that_ones_own_finding_may_be_undone_and_the_letter_is_said_to_stand(written: Panel) -> None:
    finding = written.finds("Ann Reed", "Plans say what changed", rank=1)
    change_finding(written("Ann Reed"), finding, FindingDraft(ASHCOMBE, AREA, "consider", "Plans clearly say what changed"))
    issue(written)
    changed = undo(written("Ann Reed"))
    assert changed.note == "The letter to Ashcombe stands as it was sent on 20 October 2026 (version 1)."
    assert written.workspace.read(finding_lines, ASHCOMBE)[0].text == "Plans say what changed"


def test_that_other_authorities_and_what_is_recorded_afterwards_are_undone_as_ever(written: Panel) -> None:
    issue(written)
    agree(written.office, BRACKENFORD, AREA, "good", "Visits are seen to.")
    record_response(written.office, ASHCOMBE, "2026-11-02", "Fiona Hartley")
    assert undo(written.office).verb == "Undo: record a response"
    assert undo(written.office).verb == "Undo: agree a judgement"


def test_that_a_judgement_of_a_letter_that_left_is_not_agreed_anew_either(written: Panel) -> None:
    issue(written)
    with pytest.raises(LetterIssuedError):
        agree(written("Cara Lead"), ASHCOMBE, AREA, "good", "Other words.")


def test_that_the_first_screen_knows_it_in_plain_sql(written: Panel) -> None:
    assert written.workspace.read(letter_out, ASHCOMBE) is None
    issue(written)
    out = written.workspace.read(letter_out, ASHCOMBE)
    assert out is not None and (out.version, out.on) == (1, "2026-10-20")
    assert written.workspace.read(is_held, "agreed", ("wording",), ASHCOMBE)
    assert not written.workspace.read(is_held, "letter", ("stage", "responded_on"), ASHCOMBE)
    assert not written.workspace.read(is_held, "finding", ("text",), ASHCOMBE)
    assert not written.workspace.read(is_held, "agreed", ("wording",), BRACKENFORD)


def test_that_nobody_undoes_what_they_said_of_an_authority_they_stand_aside_for_by_now(panel: Panel) -> None:
    """It would be a judgement, and no other laptop would take it in."""
    panel.finds("Ann Reed", "Staff know the plan")
    declare_interest(panel.office, "Ann Reed", ASHCOMBE, "a cousin works there")
    with pytest.raises(OwnAuthorityError):
        undo(panel("Ann Reed"))
    assert [one.text for one in panel.workspace.read(finding_lines, ASHCOMBE)] == ["Staff know the plan"]
