"""Views, findings, judgements, concerns and letters as several people record them at one file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from panels import ASHCOMBE, BRACKENFORD, Panel, set_out

from wmpeer.journal.drafts import drafts, keep_draft, throw_away_draft
from wmpeer.journal.queries import journal_faults, revision_lines
from wmpeer.journal.rights import NotYourPartError, NotYoursError
from wmpeer.journal.undo import NothingToUndoError, redo, undo
from wmpeer.judging import actions
from wmpeer.judging.errors import (
    EmptyFindingError,
    EmptyLetterError,
    EmptyStepError,
    LevelMissingError,
    LevelNotAllowedError,
    NobodyNamedError,
    NotAConcernError,
    NothingSaidError,
    UnknownAreaError,
    UnknownCodeError,
    UnknownDocumentError,
    UnknownFindingError,
    UnknownStageError,
)
from wmpeer.judging.queries import (
    agreed_lines,
    finding_lines,
    handed_in,
    letter_details,
    note_lines,
    raised_lines,
    view_lines,
    withdrawn_findings,
)
from wmpeer.judging.records import FigureDraft, FindingDraft, LetterDetails, NextStep, QuoteDraft, ViewDraft
from wmpeer.judging.search import search_findings
from wmpeer.region.actions import NotADayError, declare_interest
from wmpeer.region.queries import UnknownAuthorityError
from wmpeer.region.rules import OwnAuthorityError


def view(**words: str) -> ViewDraft:
    return ViewDraft(ASHCOMBE, "in-care", **words)


def found(text: str = "Plans say what changed", kind: str = "strength", **more: object) -> FindingDraft:
    return FindingDraft(ASHCOMBE, "in-care", kind, text, **more)  # type: ignore[arg-type]


# ---- views


def test_that_each_person_has_one_view_of_an_area_and_changes_it_in_place(panel: Panel):
    first = actions.record_view(panel("Ann Reed"), view(view="good", reason="Carers say so"))
    actions.record_view(panel("Ben Hall"), view(view="requires-improvement"))
    again = actions.record_view(panel("Ann Reed"), view(view="outstanding", reason="Carers say so"))
    assert again.id == first.id
    assert {one.author_name: one.view for one in panel.workspace.read(view_lines, ASHCOMBE)} == {
        "Ann Reed": "outstanding",
        "Ben Hall": "requires-improvement",
    }


def test_that_only_the_fields_that_were_said_count(panel: Panel):
    actions.record_view(panel("Ann Reed"), view(view="good", confidence="high"))
    actions.record_view(panel("Ann Reed"), view(reason="Seen in audits"), said=("reason",))
    [one] = panel.workspace.read(view_lines, ASHCOMBE)
    assert (one.view, one.confidence, one.reason) == ("good", "high", "Seen in audits")


def test_that_a_view_with_nothing_left_in_it_is_taken_back_and_said_again(panel: Panel):
    first = actions.record_view(panel("Ann Reed"), view(view="good"))
    actions.record_view(panel("Ann Reed"), view())
    assert panel.workspace.read(view_lines, ASHCOMBE) == ()
    assert actions.record_view(panel("Ann Reed"), view(view="good")).id == first.id
    assert len(panel.workspace.read(view_lines, ASHCOMBE)) == 1


def test_that_a_view_is_undone_and_done_again_by_whoever_said_it(panel: Panel):
    actions.record_view(panel("Ann Reed"), view(view="good"))
    actions.record_view(panel("Ann Reed"), view(view="outstanding"))
    with pytest.raises(NothingToUndoError):
        undo(panel("Ben Hall"))
    undo(panel("Ann Reed"))
    assert panel.workspace.read(view_lines, ASHCOMBE)[0].view == "good"
    redo(panel("Ann Reed"))
    assert panel.workspace.read(view_lines, ASHCOMBE)[0].view == "outstanding"


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (view(), NothingSaidError),
        (view(reason=" \n"), NothingSaidError),
        (view(view="splendid"), UnknownCodeError),
        (view(own_grade="splendid"), UnknownCodeError),
        (view(view="good", confidence="splendid"), UnknownCodeError),
        (ViewDraft(ASHCOMBE, "weather", view="good"), UnknownAreaError),
        (ViewDraft("Atlantis", "in-care", view="good"), UnknownAuthorityError),
        (ViewDraft(BRACKENFORD, "in-care", view="good"), OwnAuthorityError),
    ],
)
def test_that_what_cannot_be_a_view_is_refused_and_nothing_is_kept(panel: Panel, draft: ViewDraft, error: type[Exception]):
    before = len(panel.workspace.read(revision_lines))
    with pytest.raises(error):
        actions.record_view(panel("Ann Reed"), draft)
    assert len(panel.workspace.read(revision_lines)) == before


# ---- findings


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (found(" \t"), EmptyFindingError),
        (found(kind="rumour"), UnknownCodeError),
        (found(tags=("weather",)), UnknownCodeError),
        (found(kind="concern"), LevelMissingError),
        (found(kind="concern", level=5), LevelMissingError),
        (found(level=2), LevelNotAllowedError),
        (found(kind="suggestion", about="nowhere"), UnknownFindingError),
        (found(evidence=(QuoteDraft("words", "not-here.pdf"),)), UnknownDocumentError),
        (FindingDraft(BRACKENFORD, "in-care", "strength", "Ours is good"), OwnAuthorityError),
    ],
)
def test_that_what_cannot_be_a_finding_is_refused_and_nothing_is_kept(panel: Panel, draft: FindingDraft, error: type[Exception]):
    before = len(panel.workspace.read(revision_lines))
    with pytest.raises(error):
        actions.keep_finding(panel("Ann Reed"), draft)
    assert len(panel.workspace.read(revision_lines)) == before


def test_that_only_its_author_changes_a_finding(panel: Panel):
    mine = actions.keep_finding(panel("Ann Reed"), found()).id
    for act in (
        lambda who: actions.change_finding(who, mine, found("Otherwise")),
        lambda who: actions.withdraw_finding(who, mine),
        lambda who: actions.add_evidence(who, mine, FigureDraft("LAC", "2025")),
    ):
        for name in ("Ben Hall", "Olive Office"):
            with pytest.raises(NotYoursError):
                act(panel(name))
    assert [one.text for one in panel.workspace.read(finding_lines, ASHCOMBE)] == ["Plans say what changed"]


def test_that_who_wrote_it_down_for_somebody_goes_on_doing_so(panel: Panel):
    office = panel.office
    mine = actions.keep_finding(office.on_behalf_of(panel.ids["Ann Reed"]), found()).id
    actions.change_finding(office, mine, found("Put better"))
    [one] = panel.workspace.read(finding_lines, ASHCOMBE)
    assert (one.text, one.author_name, one.recorded_by) == ("Put better", "Ann Reed", "Olive Office")


def test_that_the_same_change_twice_writes_once(panel: Panel):
    mine = actions.keep_finding(panel("Ann Reed"), found(tags=("voice",))).id
    changed = found("Put better", tags=("neglect",))
    assert actions.change_finding(panel("Ann Reed"), mine, changed).changed
    assert actions.change_finding(panel("Ann Reed"), mine, changed).changed is None
    assert actions.keep_finding(panel("Ann Reed"), changed, id=mine).changed is None  # a sheet that comes back
    assert panel.workspace.read(finding_lines, ASHCOMBE)[0].tags == ("neglect",)


def test_that_words_that_are_nowhere_are_kept_as_lost_and_told(panel: Panel):
    kept = actions.keep_finding(panel("Ann Reed"), found(evidence=(QuoteDraft("nobody wrote this"), FigureDraft("NONE", "2025"))))
    assert [one.code for one in kept.problems] == ["quote-not-found", "figure-not-found"]
    [one] = panel.workspace.read(finding_lines, ASHCOMBE)
    assert [quote.state for quote in one.quotes] == ["lost"] and one.figures[0].value is None


def test_that_a_withdrawn_finding_is_gone_until_that_is_undone(panel: Panel):
    mine = actions.keep_finding(panel("Ann Reed"), found()).id
    actions.withdraw_finding(panel("Ann Reed"), mine)
    assert panel.workspace.read(finding_lines, ASHCOMBE) == ()
    assert panel.workspace.read(withdrawn_findings, ASHCOMBE, panel.ids["Ann Reed"]) == {mine}
    with pytest.raises(UnknownFindingError):
        actions.change_finding(panel("Ann Reed"), mine, found("Otherwise"))
    undo(panel("Ann Reed"))
    assert [one.id for one in panel.workspace.read(finding_lines, ASHCOMBE)] == [mine]


def test_that_readers_see_nothing_of_an_authority_they_stand_aside_for(panel: Panel):
    actions.keep_finding(panel("Ann Reed"), found("Carers answer at night"))
    actions.record_view(panel("Ann Reed"), view(view="good"))
    declare_interest(panel.office, "Ben Hall", ASHCOMBE, "a sister works there")
    actions.hand_in(panel("Cara Lead"), ASHCOMBE)
    ben, cara = panel.ids["Ben Hall"], panel.ids["Cara Lead"]
    assert panel.workspace.read(finding_lines, reader=ben) == panel.workspace.read(view_lines, reader=ben) == ()
    assert panel.workspace.read(search_findings, "carers", ben) == ()
    assert [hit.finding.text for hit in panel.workspace.read(search_findings, "carer night", cara)] == ["Carers answer at night"]


# ---- notes, drafts, handing in


def test_that_a_note_is_its_authors_alone(panel: Panel):
    actions.keep_note(panel("Ann Reed"), ASHCOMBE, "in-care", "Ask about beds")
    actions.keep_note(panel("Ann Reed"), ASHCOMBE, "in-care", "Ask about beds and carers")
    assert [one.text for one in panel.workspace.read(note_lines, panel.ids["Ann Reed"])] == ["Ask about beds and carers"]
    assert panel.workspace.read(note_lines, panel.ids["Ben Hall"]) == ()
    actions.keep_note(panel("Ann Reed"), ASHCOMBE, "in-care", " ")
    assert panel.workspace.read(note_lines, panel.ids["Ann Reed"]) == ()


def test_that_typing_is_kept_until_its_record_is_and_for_its_author_alone(panel: Panel):
    key = f"view/{ASHCOMBE}/in-care/1"
    for name in ("Ann Reed", "Ben Hall"):
        keep_draft(panel(name), key, {"reason": f"{name} was typing"})
    actions.record_view(panel("Ann Reed"), view(view="good"))
    assert [one.key for one in panel.workspace.read(drafts, panel.ids["Ann Reed"])] == [key]  # a grade throws no words away
    actions.record_view(panel("Ann Reed"), view(view="good", reason="Ann Reed was typing"), draft_key=key)
    assert panel.workspace.read(drafts, panel.ids["Ann Reed"]) == ()
    [one] = panel.workspace.read(drafts, panel.ids["Ben Hall"])
    assert one.body == {"reason": "Ben Hall was typing"}
    throw_away_draft(panel("Ben Hall"), key)
    assert panel.workspace.read(drafts, panel.ids["Ben Hall"]) == ()


def test_that_a_draft_stays_when_its_record_is_refused(panel: Panel):
    keep_draft(panel("Ann Reed"), "finding/new", {"text": "half a"})
    with pytest.raises(LevelMissingError):
        actions.keep_finding(panel("Ann Reed"), found("half a", "concern"), draft_key="finding/new")
    assert [one.key for one in panel.workspace.read(drafts, panel.ids["Ann Reed"])] == ["finding/new"]


def test_that_handing_in_twice_is_handing_in(panel: Panel):
    for name in ("Ann Reed", "Ben Hall", "Ann Reed"):
        actions.hand_in(panel(name), ASHCOMBE)
    assert sorted(panel.workspace.read(handed_in, ASHCOMBE)) == sorted((panel.ids["Ann Reed"], panel.ids["Ben Hall"]))
    with pytest.raises(OwnAuthorityError):
        actions.hand_in(panel("Ann Reed"), BRACKENFORD)


# ---- what the panel says together


def test_that_what_is_agreed_is_one_record_whoever_leads(panel: Panel):
    first = actions.agree(panel.office, ASHCOMBE, "in-care", "good", "Known well.", confidence="medium")
    again = actions.agree(panel("Cara Lead"), ASHCOMBE, "in-care", "good", "Known very well.", confidence="medium")
    assert first.id == again.id
    assert [one.wording for one in panel.workspace.read(agreed_lines, ASHCOMBE)] == ["Known very well."]
    undo(panel("Cara Lead"))
    assert [one.wording for one in panel.workspace.read(agreed_lines, ASHCOMBE)] == ["Known well."]
    with pytest.raises(NotYourPartError):
        actions.agree(panel("Ann Reed"), ASHCOMBE, "in-care", "inadequate", "")


def test_that_a_concern_is_raised_by_a_named_person_on_a_day(panel: Panel):
    concern = actions.keep_finding(panel("Ann Reed"), found("Late assessments", "concern", level=3)).id
    strength = actions.keep_finding(panel("Ann Reed"), found()).id
    for finding, on, by, error in (
        (strength, "2026-10-05", "Olive", NotAConcernError),
        (concern, "the 5th", "Olive", NotADayError),
        (concern, "2026-10-05", "  ", NobodyNamedError),
        ("nowhere", "2026-10-05", "Olive", UnknownFindingError),
    ):
        with pytest.raises(error):
            actions.raise_concern(panel("Ben Hall"), finding, on, by, "by telephone")
    actions.raise_concern(panel("Ben Hall"), concern, "2026-10-05", "Olive", "by telephone")
    actions.raise_concern(panel.office, concern, "2026-10-06", "Olive", "in a meeting")
    [one] = panel.workspace.read(raised_lines, ASHCOMBE)
    assert (one.on, one.how) == ("2026-10-06", "in a meeting")


def test_that_an_interest_stops_who_writes_down_as_well_as_who_says(panel: Panel):
    declare_interest(panel.office, "Olive Office", ASHCOMBE, "worked there")
    office = panel.office
    for act in (
        lambda: actions.agree(office.on_behalf_of(panel.ids["Cara Lead"]), ASHCOMBE, "in-care", "good", ""),
        lambda: actions.record_view(office.on_behalf_of(panel.ids["Ann Reed"]), view(view="good")),
        lambda: actions.keep_note(office, ASHCOMBE, "in-care", "mine"),
        lambda: actions.set_letter(office, LetterDetails(ASHCOMBE, "M Hale")),
    ):
        with pytest.raises(OwnAuthorityError):
            act()


@pytest.mark.parametrize(
    ("details", "error"),
    [
        (LetterDetails(ASHCOMBE), EmptyLetterError),
        (LetterDetails(ASHCOMBE, " "), EmptyLetterError),
        (LetterDetails(ASHCOMBE, held_on="8 October"), NotADayError),
        (LetterDetails(ASHCOMBE, stage="reading"), UnknownStageError),
        (LetterDetails(ASHCOMBE, next_steps=(NextStep(" ", "2026-10-30"),)), EmptyStepError),
        (LetterDetails(ASHCOMBE, next_steps=(NextStep("Plan", "soon"),)), NotADayError),
        (LetterDetails("Atlantis", "M Hale"), UnknownAuthorityError),
    ],
)
def test_that_what_cannot_stand_in_a_letter_is_refused(panel: Panel, details: LetterDetails, error: type[Exception]):
    with pytest.raises(error):
        actions.set_letter(panel.office, details)
    assert panel.workspace.read(letter_details, ASHCOMBE) == LetterDetails(ASHCOMBE)


def test_that_empty_words_leave_what_stands_in_a_letter(panel: Panel):
    steps = (NextStep("Check the facts", "2026-10-30"), NextStep("Challenge day", ""))
    actions.set_letter(panel.office, LetterDetails(ASHCOMBE, "M Hale", "S Okonjo", "Diolch.", "2026-10-08", "", steps))
    actions.set_letter(panel("Cara Lead"), LetterDetails(ASHCOMBE, "Angharad Puw"))
    assert actions.set_letter(panel.office, LetterDetails(ASHCOMBE, next_steps=steps)).changed is None
    stands = panel.workspace.read(letter_details, ASHCOMBE)
    assert (stands.addressee, stands.reflection, stands.next_steps) == ("Angharad Puw", "Diolch.", steps)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_that_any_words_are_kept_as_written_but_for_what_no_file_holds(tmp_path_factory, texts: list[str]):
    panel = set_out(tmp_path_factory.mktemp("words") / "panel.wmpeer")
    kept = []
    for text in texts:
        try:
            kept.append(actions.keep_finding(panel("Ann Reed"), found(text)).id)
        except EmptyFindingError:
            kept.append("")
    stands = {one.id: one.text for one in panel.workspace.read(finding_lines, ASHCOMBE)}
    for text, entity in zip(texts, kept, strict=True):
        control = {chr(code) for code in range(32)} - {"\t", "\n", "\r"}
        assert not entity or stands[entity] == "".join(one for one in text.strip() if one not in control)
    assert panel.workspace.read(journal_faults) == ()
    panel.workspace.close()
