"""The history of a record: who, when, what was and what is, in words; and who may not read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panels import ASHCOMBE, Panel

from wmpeer.journal.undo import undo
from wmpeer.journal.workspace import Workspace
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
    (step,) = history(panel, "Ann Reed", what)
    assert [said(one)["Private note"][1] for one in step.parts] == ["Ask about the new rota", "Ask about the rota"]
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


def test_that_what_was_typed_with_short_pauses_reads_as_one_change_and_shows_each_pause(panel: Panel) -> None:
    ann, words = panel("Ann Reed"), "Audits, practice weeks and what parents say all point the same way."
    record_view(ann, ViewDraft(ASHCOMBE, AREA, "", "good", reason="Plans."))
    record_view(ann, ViewDraft(ASHCOMBE, AREA, "", "good", confidence="high"), said=("confidence",))
    for end in range(10, len(words) + 1, 6):
        record_view(ann, ViewDraft(ASHCOMBE, AREA, reason=words[:end]), said=("reason",))
    typed, confident, first = history(panel, "Ann Reed", HistoryOf("view", ASHCOMBE, AREA, panel.ids["Ann Reed"]))
    assert said(typed) == {"Reason": ("Plans.", words[: 10 + 6 * (len(typed.parts) - 1)])}
    assert len(typed.parts) == len(range(10, len(words) + 1, 6)) and typed.at == typed.parts[0].at
    assert [one.changes[0].new for one in typed.parts] == [words[:end].strip() for end in range(10, len(words) + 1, 6)][::-1]
    assert typed.parts[-1].changes[0].old == "Plans."
    assert (confident.parts, first.parts) == ((), ())
    assert said(confident) == {"Confidence": ("", "High")} and said(first)["Reason"] == ("", "Plans.")


def test_that_a_longer_pause_an_undo_and_another_person_begin_a_new_change(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    lead, office = panel("Cara Lead"), "Olive Office"
    at = datetime(2046, 10, 8, 9, tzinfo=UTC)  # a clock never goes back

    def agreed(workspace: Workspace, wording: str, seconds: int) -> None:
        nonlocal at
        at += timedelta(seconds=seconds)
        monkeypatch.setattr(workspace.clock, "_wall", lambda: at)
        agree(workspace, ASHCOMBE, AREA, "good", wording, "")

    agreed(lead, "Plans say", 0)
    agreed(lead, "Plans say.", 1)
    agreed(lead, "Plans say what.", 59)
    agreed(lead, "Plans say what changed.", 61)
    undo(panel("Cara Lead"))
    agreed(panel(office), "Plans say what changes.", 5)
    steps = history(panel, office, HistoryOf("agreed", ASHCOMBE, AREA))
    assert [len(one.parts) for one in steps] == [0, 0, 0, 2, 0], "the first chose a view besides"
    assert said(steps[-2])["What the letter says"] == ("Plans say", "Plans say what.")
    assert steps[-2].parts[0].changes[0].old == "Plans say."
    assert [one.who for one in steps] == [office, *["Cara Lead"] * 4]


def test_that_what_was_typed_and_taken_out_again_still_says_something(panel: Panel) -> None:
    ann = panel("Ann Reed")
    record_view(ann, ViewDraft(ASHCOMBE, AREA, view="good"))
    for reason in ("A", "A b", ""):
        record_view(ann, ViewDraft(ASHCOMBE, AREA, reason=reason), said=("reason",))
    typed, _ = history(panel, "Ann Reed", HistoryOf("view", ASHCOMBE, AREA, panel.ids["Ann Reed"]))
    assert len(typed.parts) == 3 and said(typed) == {"Reason": ("A b", "")}


def test_that_the_history_of_a_letter_says_which_area_was_agreed(panel: Panel) -> None:
    for area in (AREA, "leaders"):
        agree(panel("Cara Lead"), ASHCOMBE, area, "good", "Plans say what changed.", "")
    agree(panel("Cara Lead"), ASHCOMBE, AREA, "good", "Plans say.", "")
    steps = history(panel, "Olive Office", HistoryOf("letter", ASHCOMBE))
    care, leaders = "3. Children in care and permanence", "1. Leaders and impact on practice"
    assert [one.about for one in steps] == [care, leaders, care]
    (alone,) = history(panel, "Olive Office", HistoryOf("agreed", ASHCOMBE, "leaders"))
    assert alone.about == "", "the heading says it"


def test_that_what_was_recorded_about_data_tells_its_history_in_words(panel: Panel) -> None:
    finding = panel.finds("Ann Reed", "The rate has doubled", kind="question")
    seen = {"value": 75.5, "sentence": "75.5 is in the highest fifth."}
    with panel("Ann Reed").write("Answer a flag") as journal:
        fields = {"rule": "either-tail", "code": "LAC", "answer": "noted", "text": "Known to the panel", "seen": seen}
        answer = journal.keep("flag_answer", fields, authority=ASHCOMBE)
    with panel("Ann Reed").write("Answer a flag") as journal:
        journal.keep("flag_answer", {"answer": "question", "finding": finding}, entity=answer)
    later, first = history(panel, "Ann Reed", HistoryOf("flag_answer", entity=answer))
    assert said(first) == {
        "Answer to the flag": ("", "noted"), "What was said": ("", "Known to the panel"), "The flag": ("", "75.5 is in the highest fifth."),
    }  # fmt: skip
    assert said(later) == {"Answer to the flag": ("noted", "a question"), "Recorded as": ("", "“The rate has doubled”")}
    with panel.office.write("Change a flag’s rule") as journal:
        rule = journal.keep("flag_rule", {"rule": "worst-part", "used": False, "changes/share": 0.25, "reason": "Too many"})
        journal.keep("flag_rule", {"used": True}, entity=rule)
    later, first = history(panel, "Olive Office", HistoryOf("flag_rule", entity=rule))
    assert said(first) == {"Used": ("", "no"), "Threshold": ("", "share 0.25"), "Why": ("", "Too many")}
    assert said(later) == {"Used": ("no", "yes")}


def test_that_whoever_stands_aside_reads_no_answers_to_flags(panel: Panel) -> None:
    with panel("Ann Reed").write("Answer a flag") as journal:
        answer = journal.keep("flag_answer", {"answer": "noted"}, authority=ASHCOMBE)
    with panel.office.write("Write commentary") as journal:
        words = journal.keep("commentary", {"part": AREA, "text": "The rate has levelled."}, authority=ASHCOMBE)
    declare_interest(panel.office, "Cara Lead", ASHCOMBE, "worked there last year")
    for sort, entity in (("flag_answer", answer), ("commentary", words)):
        assert history(panel, "Cara Lead", HistoryOf(sort, entity=entity)) == ()
        assert history(panel, "Olive Office", HistoryOf(sort, entity=entity)) != ()


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
