"""Flags of an authority as one list, and what people answer to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from panels import ASHCOMBE, Panel

from wmpeer.indicators.flag_settings import set_rule
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.undo import redo, undo
from wmpeer.judging.actions import answer_flag, record_outcome, record_view, take_back_flag_answer, withdraw_finding
from wmpeer.judging.flag_answers import FlagAreaMissingError, FlagTextMissingError, UnknownFlagAnswerError, flag_answers
from wmpeer.judging.flag_records import FlagLine
from wmpeer.judging.flags import FlagNotMetError, answers_left, authority_flags, find_flag
from wmpeer.judging.history import HistoryOf, record_history
from wmpeer.judging.points import UnknownOutcomeError, UnknownPointError
from wmpeer.judging.queries import finding_lines, point_lines
from wmpeer.judging.records import ViewDraft
from wmpeer.region.actions import declare_interest
from wmpeer.region.rules import OwnAuthorityError

TODAY = date(2026, 11, 22)
HEAD = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code")
HEAD += ("new_la_code", "la_name", "rereferral_percent")
LONG = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")
INSPECTED = ("old_la_code", "new_la_code", "la_name", "ilacs_published", "ilacs_start", "overall", "leaders", "help_protection", "in_care")
INSPECTED += ("care_leavers", "send_outcome", "send_start", "send_published")
Give = Callable[..., None]


@pytest.fixture
def give(panel: Panel, tmp_path: Path) -> Give:
    """Loads a table that is written here."""

    def given(name: str, head: Sequence[str], *rows: Sequence[object]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows((head, *rows))
        path = tmp_path / "tables" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")
        (result,) = load(panel.office, [path], Wishes())
        assert result.status in ("loaded", "replaced"), result.problems

    return given


def referrals(*values: object, england: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Re-referrals of Ashcombe from 2023 on, and of England."""
    own = ("X12000001", "Westmarch", "9801", ASHCOMBE, "Ashcombe")
    rows = [(2023 + at, "Reporting year", "Local authority", "E92000001", "England", *own, value) for at, value in enumerate(values)]
    country = (2023, "Reporting year", "National", "E92000001", "England", "", "", "", "", "")
    return rows + [(2023 + at, *country[1:], value) for at, value in enumerate(england)]


def flags(panel: Panel, who: str = "Ann Reed") -> tuple[FlagLine, ...]:
    return panel.workspace.read(authority_flags, ASHCOMBE, TODAY, panel.ids[who])


def worse(panel: Panel) -> FlagLine:
    return next(one for one in flags(panel) if one.rule == "worsening")


def test_that_a_measure_told_by_two_sources_is_flagged_once_by_the_leading_one(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    rows = [("ReReferral", "Re-referrals", year, "Ashcombe", value, "9801.0", "Westmarch") for year, value in ((2023, 10), (2024, 12))]
    give("lait_long.csv", LONG, *rows, ("ReReferral", "Re-referrals", 2025, "Ashcombe", 14, "9801.0", "Westmarch"))
    found = [one for one in flags(panel) if one.rule == "worsening"]
    assert [(one.source, one.code, one.area, one.period, one.value) for one in found] == [
        ("c1_referrals", "rereferral_percent", "leaders", "2025", 14.0)
    ]
    assert found[0].on_card and found[0].rule_title == "Worsening two periods running"
    assert found[0].sentence == "Less favourable two periods running: 10.0, 12.0, 14.0 (2023, 2024, 2025), a change of 40 %."


def test_that_what_is_missing_is_a_flag_too(panel, give):
    give("c1_children_in_need_referrals_and_rereferrals.csv", HEAD, *referrals(10, "c", england=(9, 9, 9)))
    found = {one.rule: one.sentence for one in flags(panel)}
    assert found["older"] == "The newest figure is of 2024; England has one for 2025."
    assert found["no-value"].startswith("There is no figure for 2024: ")
    set_rule(panel.workspace, "stale", used=True, changes={}, reason="We want to be reminded")
    assert any(one.rule == "stale" and "was due by" in one.sentence and one.rule_note for one in flags(panel))


def test_that_a_measure_nobody_tells_of_the_authority_is_a_flag_where_others_have_it(panel, give):
    others = [
        (2025, "Reporting year", "Local authority", "E92000001", "England", "E12000005", "West Midlands", str(330 + at),
         f"E0800002{5 + at}", name, 10 + at)
        for at, name in enumerate(("Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull"))
    ]  # fmt: skip
    give("c1_referrals.csv", HEAD, *others)
    (found,) = flags(panel)
    assert (found.rule, found.code, found.area, found.value, found.of_figure) == ("no-figure", "rereferral_percent", "leaders", None, False)
    assert found.sentence.endswith("has no figure of this authority for any period; 5 other authorities have one for 2025.")


def test_that_inspections_and_the_grades_an_authority_gives_itself_are_flags(panel, give):
    row = ("9801", ASHCOMBE, "Ashcombe", "05/07/2024", "13/05/2024", "", "good", "inadequate", "good", "requires improvement", "3")
    give("inspections.csv", INSPECTED, (*row, "10/03/2025", "22/05/2025"))
    ann = panel("Ann Reed")
    record_view(ann, ViewDraft(ASHCOMBE, "care-leavers", own_grade="good"), said=("own_grade",))
    record_view(ann, ViewDraft(ASHCOMBE, "leaders", own_grade="good"), said=("own_grade",))
    record_view(ann, ViewDraft(ASHCOMBE, "send", own_grade="good"), said=("own_grade",))
    found = [(one.area, one.rule, one.sentence) for one in flags(panel)]
    assert found == [
        ("help-and-protection", "inspection-inadequate", "Help and protection: inadequate at the inspection published 5 July 2024."),
        ("care-leavers", "grade-above-inspection",
         "The self-evaluation says: Good. The inspection published 5 July 2024 said: Requires improvement."),
        ("send", "send-outcome-3", "Area SEND inspection published 22 May 2025: widespread or systemic failings (outcome 3)."),
    ], "a grade on another scale is not compared"  # fmt: skip


def test_that_points_of_an_earlier_cycle_without_a_response_are_flags(panel):
    with panel.workspace.write("Bring a point") as journal:
        point = journal.keep(
            "point", {"area": "in-care", "kind": "consider", "text": "Say how drift is tracked", "cycle": "2025-26"}, authority=ASHCOMBE
        )
        view = journal.keep("point", {"area": "in-care", "kind": "view", "text": "good", "cycle": "2025-26"}, authority=ASHCOMBE)
    assert [one.text for one in panel.workspace.read(point_lines, ASHCOMBE)] == ["Say how drift is tracked"], "a view is no point to answer"
    assert [one.sentence for one in flags(panel)] == [
        "Point of 2025-26: “Say how drift is tracked”. Nothing is recorded of what became of it."
    ]
    record_outcome(panel("Ann Reed"), point, "not-mentioned")
    assert flags(panel)[0].sentence.endswith("It is not mentioned in the self-evaluation.")
    record_outcome(panel("Ann Reed"), point, "under-way", "a panel sits")
    assert flags(panel) == ()
    record_view(panel("Ann Reed"), ViewDraft(ASHCOMBE, "in-care", own_grade="outstanding"), said=("own_grade",))
    assert [one.sentence for one in flags(panel)] == ["The self-evaluation says: Outstanding. In 2025-26 the panel agreed: Good."]
    with pytest.raises(UnknownOutcomeError):
        record_outcome(panel("Ann Reed"), point, "forgotten")
    with pytest.raises(UnknownPointError):
        record_outcome(panel("Ann Reed"), "0" * 32, "done")
    with pytest.raises(UnknownPointError):
        record_outcome(panel("Ann Reed"), view, "done")


def test_that_an_answer_stays_when_the_figure_is_restated_and_says_what_it_was(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    answer_flag(panel("Ann Reed"), worse(panel), "noted", "Known since the audit.")
    (mine,) = worse(panel).answers
    assert (mine.answer, mine.text, mine.author_name, mine.then) == ("noted", "Known since the audit.", "Ann Reed", "")
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 15))
    (mine,) = worse(panel).answers
    assert mine.then == "Answered when the figure was 14.0." and worse(panel).text == "15.0"
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 15, 17))
    later = worse(panel)
    assert later.period == "2026" and later.answers == () and [one.period for one in later.earlier] == ["2025"]
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 15, 11))
    assert not any(one.rule == "worsening" for one in flags(panel))
    (left,) = panel.workspace.read(answers_left, ASHCOMBE, flags(panel), panel.ids["Ann Reed"])
    assert left.text == "Known since the audit." and left.then == "The flag is not met any more."


def test_that_an_answer_stands_beside_the_flag_whichever_source_tells_it_today(panel, give):
    rows = [("ReReferral", "Re-referrals", year, "Ashcombe", value, "9801.0", "Westmarch") for year, value in ((2023, 10), (2024, 12))]
    give("lait_long.csv", LONG, *rows, ("ReReferral", "Re-referrals", 2025, "Ashcombe", 14, "9801.0", "Westmarch"))
    ann = panel("Ann Reed")
    answer_flag(ann, next(one for one in flags(panel) if one.code == "ReReferral"), "noted")
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    assert worse(panel).source == "c1_referrals" and [one.source for one in worse(panel).answers] == ["LAIT"]
    answer_flag(ann, worse(panel), "noted", "seen in both")
    assert [one.text for one in panel.workspace.read(flag_answers, ASHCOMBE)] == ["seen in both"], "said twice is said once"


def test_that_a_question_is_recorded_with_the_flag_as_its_evidence_and_reworded_when_it_is_asked_again(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    ann = panel("Ann Reed")
    answer_flag(ann, worse(panel), "question", "What explains the rise?")
    (finding,) = panel.workspace.read(finding_lines, ASHCOMBE)
    assert (finding.kind, finding.area, finding.text, finding.author_name) == ("question", "leaders", "What explains the rise?", "Ann Reed")
    assert [(one.indicator, one.flag, one.sentence) for one in finding.figures] == [
        ("rereferral_percent", "worsening", worse(panel).sentence)
    ]
    assert worse(panel).answers[0].finding == finding.id
    answer_flag(ann, worse(panel), "question", "What explains the rise since 2023?")
    (again,) = panel.workspace.read(finding_lines, ASHCOMBE)
    assert (again.id, again.text) == (finding.id, "What explains the rise since 2023?")
    take_back_flag_answer(ann, worse(panel))
    answer_flag(ann, worse(panel), "question", "What explains it?")
    assert [one.id for one in panel.workspace.read(finding_lines, ASHCOMBE)] == [finding.id], "one flag is one question"
    answer_flag(ann, worse(panel), "finding", "Re-referrals rise", area="help-and-protection", kind="consider")
    assert [(one.kind, one.area) for one in panel.workspace.read(finding_lines, ASHCOMBE)] == [
        ("question", "leaders"), ("consider", "help-and-protection"),
    ]  # fmt: skip
    withdraw_finding(ann, worse(panel).answers[0].finding)
    assert worse(panel).answers[0].answer == "finding" and worse(panel).answers[0].finding == ""


def test_that_an_answer_is_undone_done_again_taken_back_and_told_in_its_history(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    workspace = panel.workspace
    flag = panel.workspace.read(authority_flags, ASHCOMBE, TODAY)[0]
    kept = answer_flag(workspace, flag, "noted", "once")
    answer_flag(workspace, flag, "noted", "twice")
    assert undo(workspace).verb == "Undo: answer a flag"
    assert [one.text for one in workspace.read(flag_answers, ASHCOMBE)] == ["once"]
    redo(workspace)
    take_back_flag_answer(workspace, flag)
    assert workspace.read(flag_answers, ASHCOMBE) == ()
    assert not take_back_flag_answer(workspace, flag).changed, "nothing was left to take back"
    answer_flag(workspace, flag, "noted", "again")
    assert [one.text for one in workspace.read(flag_answers, ASHCOMBE)] == ["again"]
    history = HistoryOf("flag_answer", ASHCOMBE, entity=kept.id)
    steps = workspace.read(record_history, workspace.author, workspace.readers, history)
    told = [change.new for step in steps for part in (step.parts or (step,)) for change in part.changes]
    assert "once" in told and "again" in told


def test_that_who_stands_aside_neither_sees_nor_answers_flags(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    flag = worse(panel)
    answer_flag(panel("Ann Reed"), flag, "noted", "Known")
    declare_interest(panel.office, "Ben Hall", "Ashcombe", "worked there")
    ben = panel.ids["Ben Hall"]
    assert flags(panel, "Ben Hall") == () and panel.workspace.read(flag_answers, None, reader=ben) == ()
    for refused in (lambda: answer_flag(panel("Ben Hall"), flag, "noted"), lambda: take_back_flag_answer(panel("Ben Hall"), flag)):
        with pytest.raises(OwnAuthorityError):
            refused()
    with pytest.raises(OwnAuthorityError):
        panel.workspace.read(find_flag, "Ashcombe", TODAY, ben, "worsening", "rereferral_percent")


def test_that_an_answer_that_cannot_be_kept_is_refused_and_nothing_is_half_kept(panel, give):
    give("c1_referrals.csv", HEAD, *referrals(10, 12, 14))
    ann, flag = panel("Ann Reed"), worse(panel)
    with pytest.raises(UnknownFlagAnswerError):
        answer_flag(ann, flag, "accepted")
    with pytest.raises(FlagTextMissingError, match="A question about a flag needs words"):
        answer_flag(ann, flag, "question", "  ")
    nowhere = FlagLine(
        ASHCOMBE, "inspection-inadequate", "Overall: inadequate.", "", "overall", "inspection", "2024-07-05", None, "Overall"
    )
    with pytest.raises(FlagAreaMissingError):
        answer_flag(ann, nowhere, "finding", "It was so")
    with pytest.raises(FlagNotMetError):
        panel.workspace.read(find_flag, "Ashcombe", TODAY, panel.ids["Ann Reed"], "worst-part", "rereferral_percent")
    assert panel.workspace.read(flag_answers, ASHCOMBE) == () and panel.workspace.read(finding_lines, ASHCOMBE) == ()
