"""The history of a record: who, when, what was and what is, in words; and who may not read it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from panels import ASHCOMBE, Panel

from wmpeer.journal.undo import undo
from wmpeer.judging.actions import agree, change_finding, keep_note, record_view, set_letter, withdraw_finding
from wmpeer.judging.differences import differences
from wmpeer.judging.history import HistoryOf, HistoryStep, record_history
from wmpeer.judging.records import FindingDraft, LetterDetails, NextStep, ViewDraft
from wmpeer.region.actions import declare_interest

AREA = "in-care"


def history(panel: Panel, name: str, what: HistoryOf) -> tuple[HistoryStep, ...]:
    """What *name* reads of it."""
    workspace = panel(name)
    return workspace.read(record_history, workspace.file.slot, workspace.readers, what)


def said(step: HistoryStep) -> dict[str, tuple[str, str]]:
    return {one.field: (one.old, one.new) for one in step.changes}


def test_that_a_finding_tells_who_changed_what_in_words(panel: Panel) -> None:
    finding = panel.finds("Ann Reed", "Plans say what changed", rank=1)
    change_finding(panel("Ann Reed"), finding, FindingDraft(ASHCOMBE, "leaders", "strength", "Plans clearly say what changed"))
    newest, first = history(panel, "Ann Reed", HistoryOf("finding", entity=finding))
    assert (first.who, first.on_behalf_of, first.verb) == ("Ann Reed", "", "Keep a finding")
    assert said(first)["What it says"] == ("", "Plans say what changed")
    changed = said(newest)
    assert changed["What it says"] == ("Plans say what changed", "Plans clearly say what changed")
    assert changed["Kind"][1] == "Strength"
    assert all("-" not in new and "_" not in name for name, (_, new) in changed.items() if name in ("Kind", "Area"))
    text = next(one for one in newest.changes if one.field == "What it says")
    assert [(one.kind, one.text.strip()) for one in text.pieces] == [
        ("same", "Plans"), ("added", "clearly"), ("same", "say what changed"),
    ]  # fmt: skip


def test_that_withdrawing_and_undoing_it_are_steps_too(panel: Panel) -> None:
    finding = panel.finds("Ann Reed", "Plans say what changed")
    withdraw_finding(panel("Ann Reed"), finding)
    undo(panel("Ann Reed"))
    steps = history(panel, "Ann Reed", HistoryOf("finding", entity=finding))
    assert [one.verb for one in steps] == ["Undo: withdraw a finding", "Withdraw a finding", "Keep a finding"]
    assert said(steps[1]) == {"Withdrawn": ("", "yes")}


def test_that_it_says_on_whose_behalf_something_was_written_down(panel: Panel) -> None:
    office = panel("Olive Office").on_behalf_of(panel.ids["Ann Reed"])
    record_view(office, ViewDraft(ASHCOMBE, AREA, reason="Said on the telephone"))
    (step,) = history(panel, "Ann Reed", HistoryOf("view", ASHCOMBE, AREA, panel.ids["Ann Reed"]))
    assert (step.who, step.on_behalf_of) == ("Olive Office", "Ann Reed")
    assert said(step)["Reason"] == ("", "Said on the telephone")


def test_that_a_private_note_tells_its_history_to_its_author_alone(panel: Panel) -> None:
    ann = panel("Ann Reed")
    keep_note(ann, ASHCOMBE, AREA, "Ask about the rota")
    keep_note(ann, ASHCOMBE, AREA, "Ask about the new rota")
    what = HistoryOf("note", ASHCOMBE, AREA, panel.ids["Ann Reed"])
    assert [said(one)["Private note"][1] for one in history(panel, "Ann Reed", what)] == ["Ask about the new rota", "Ask about the rota"]
    assert history(panel, "Olive Office", what) == history(panel, "Ben Hall", what) == ()


def test_that_whoever_stands_aside_reads_nothing_of_it(panel: Panel) -> None:
    finding = panel.finds("Ann Reed", "Plans say what changed")
    agree(panel("Cara Lead"), ASHCOMBE, AREA, "good", "Plans say what changed.", "")
    declare_interest(panel.office, "Ben Hall", ASHCOMBE, "worked there")
    for what in (HistoryOf("finding", entity=finding), HistoryOf("agreed", ASHCOMBE, AREA), HistoryOf("letter", ASHCOMBE)):
        assert history(panel, "Olive Office", what) != ()
        assert history(panel, "Ben Hall", what) == ()


def test_that_a_letter_tells_of_its_details_and_of_what_was_agreed(panel: Panel) -> None:
    details = LetterDetails(ASHCOMBE, "Dear director", "Olive", "Thank you", "2026-10-08", "", (NextStep("Meet", "2026-11-05"),))
    set_letter(panel("Cara Lead"), details)
    agree(panel("Cara Lead"), ASHCOMBE, AREA, "good", "Plans say what changed.", "")
    agreed, letter = history(panel, "Olive Office", HistoryOf("letter", ASHCOMBE))
    assert said(letter)["The panel met on"] == ("", "8 October 2026")
    assert said(letter)["Next step"] == ("", "Meet (by 5 November 2026)")
    assert said(agreed)["What the letter says"] == ("", "Plans say what changed.")
    assert agreed.who == "Cara Lead"


def test_that_a_record_nobody_made_has_no_history(panel: Panel) -> None:
    assert history(panel, "Ann Reed", HistoryOf("view", ASHCOMBE, AREA, panel.ids["Ann Reed"])) == ()
    assert history(panel, "Ann Reed", HistoryOf("finding", entity="no such record")) == ()


@given(st.text("ab c\n", max_size=40), st.text("ab c\n", max_size=40))
def test_that_the_pieces_make_both_texts_again(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(one.text for one in pieces if one.kind != "removed") == new
    assert "".join(one.text for one in pieces if one.kind != "added") == old


def test_that_very_long_texts_are_compared_and_endless_ones_shown_one_after_the_other() -> None:
    old = "We read the plan with the family. " * 1500
    assert len(old) > 50_000
    pieces = differences(old, old.replace("plan", "long plan", 1))
    assert [one.text for one in pieces if one.kind == "added"] == [" long"]
    assert [one.kind for one in differences("a " * 20_001, "b")] == ["removed", "added"]
