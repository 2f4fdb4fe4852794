"""How many authorities are good or better through time: days that count, what is unknown, what changed in 2026, sources that differ."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.indicators.profile import Profile, inspection_profile
from wmpeer.indicators.profile_words import against_target, share_words
from wmpeer.indicators.queries import inspections
from wmpeer.indicators.rules import inspection_flags
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.queries import authorities, region_of

HEAD = (
    "new_la_code", "la_name", "ilacs_start", "ilacs_end", "ilacs_published", "ilacs_type", "overall", "leaders", "help_protection",
    "in_care", "care_leavers", "send_outcome", "send_start", "send_published",
)  # fmt: skip
DUDLEY, WALSALL, SANDWELL = "E08000027", "E08000030", "E08000028"
TODAY = date(2026, 11, 22)
Tell = Callable[..., None]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_cycle(tmp_path / "begun")
    yield opened
    opened.close()


@pytest.fixture
def tell(workspace: Workspace, tmp_path: Path) -> Tell:
    """``tell("outcomes", line, ...)`` loads a file of such lines."""

    def told(name: str, *rows: tuple[str, ...]) -> None:
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows((HEAD, *rows))
        (result,) = load(workspace, [path], Wishes(kind="inspections"))
        assert result.status in ("loaded", "replaced"), result.problems

    return told


def line(area: str, published: str, overall: str, *, leaders: str = "", start: str = "", end: str = "", send: str = "") -> tuple[str, ...]:
    days = ("", "", "", start, published) if send else (start, end, published, "", "")
    return (
        area, "", *days[:3], "" if send else "standard", overall, leaders or overall, overall, overall, overall, send, *days[3:],
    )  # fmt: skip


def profile_of(workspace: Workspace, on: date = TODAY, framework: str = "ilacs") -> Profile:
    return workspace.read(lambda session: inspection_profile(session, region_of(session), on, framework))  # type: ignore[arg-type]


def test_that_an_authority_of_which_nothing_is_loaded_is_unknown_and_not_counted_as_either(workspace, tell):
    nothing = profile_of(workspace)
    assert (nothing.days, nothing.changes, share_words(nothing)) == ((), (), "No inspection is loaded")
    tell("one", line(DUDLEY, "13/01/2023", "good", start="31/10/2022"))
    profile = profile_of(workspace)
    assert (profile.days, profile.good_or_better, profile.unknown, profile.of) == ((date(2023, 1, 13),), (1,), (13,), (14,))
    assert share_words(profile) == "1 of 14, and 13 unknown: between 7 % and 100 %"
    assert against_target(profile).startswith("Whether this meets the region’s target of 80 % cannot be told: it takes 11 more")
    assert [one.name for one in profile.standings] == sorted(one.name for one in profile.standings) and len(profile.standings) == 14
    assert any(note.startswith("No inspection is loaded of Birmingham, Coventry, Herefordshire") for note in profile.notes)


def test_that_an_inspection_counts_from_its_publication_and_what_is_published_later_does_not_yet(workspace, tell):
    tell("two", line(DUDLEY, "13/01/2023", "good", start="31/10/2022"), line(DUDLEY, "01/12/2026", "inadequate", start="02/11/2026"))
    profile = profile_of(workspace)
    assert profile.days == (date(2023, 1, 13),) and profile.good_or_better == (1,)
    later = profile_of(workspace, date(2026, 12, 1))
    assert later.good_or_better == (1, 0)
    assert [one.sentence for one in later.changes] == [
        "Dudley: good (overall); not known before, published 13 January 2023.",
        "Dudley: from good (overall) to inadequate (overall), published 1 December 2026.",
    ]


@pytest.mark.parametrize(("end", "day", "since"), [("11/11/2022", date(2022, 11, 11), "end"), ("", date(2022, 10, 31), "start")])
def test_that_where_no_publication_is_told_the_last_day_counts_and_that_is_said(workspace, tell, end, day, since):
    tell("one", line(DUDLEY, "", "good", start="31/10/2022", end=end))
    profile = profile_of(workspace)
    assert profile.days == (day,) and profile.changes[0].now.since == since
    assert "publication" in profile.changes[0].sentence


def test_that_an_inspection_without_any_day_is_named_and_not_counted(workspace, tell):
    tell("one", line(DUDLEY, "", "good"))
    profile = profile_of(workspace)
    assert profile.days == () and "Not counted, for no day is told: an inspection of Dudley." in profile.notes


def test_that_since_april_2026_leaders_count_for_the_overall_judgement_and_the_files_say_how_often_both_agreed(workspace, tell):
    tell(
        "three",
        line(DUDLEY, "17/06/2026", "", leaders="good", start="27/04/2026"),
        line(WALSALL, "17/06/2025", "requires improvement", leaders="good", start="12/05/2025"),
        line(SANDWELL, "02/12/2025", "", leaders="good", start="13/10/2025"),
    )
    profile = profile_of(workspace)
    told = {one.name: (one.by, one.good) for one in profile.standings}
    assert told["Dudley"] == ("leaders", True) and told["Walsall"] == ("overall", False)
    assert told["Sandwell"] == ("", None), "before that day a missing overall judgement is a gap of the source"
    assert profile.alike == (0, 1)
    assert any("So counted now: Dudley." in note and "in 0" in note for note in profile.notes)
    assert any(note.startswith("The newest inspection of Sandwell gives no judgement that can be counted") for note in profile.notes)


def test_that_a_grade_nobody_knows_is_unknown(workspace, tell):
    tell("one", line(DUDLEY, "13/01/2023", "excellent", start="31/10/2022"))
    profile = profile_of(workspace)
    assert profile.unknown == (14,) and profile.changes[0].sentence.startswith(
        "Dudley: excellent (overall), which is no grade that is known"
    )


def test_that_visits_without_grades_change_nothing(workspace, tell):
    tell("two", line(DUDLEY, "13/01/2023", "good", start="31/10/2022"), line(DUDLEY, "13/01/2024", "", start="31/10/2023"))
    assert len(profile_of(workspace).days) == 1


def test_that_two_sources_of_one_inspection_are_one_and_where_they_differ_that_is_said(workspace, tell):
    tell("first", line(DUDLEY, "13/01/2023", "requires improvement", start="31/10/2022"))
    tell("second", line(DUDLEY, "13/01/2023", "good"))  # without the first day: told again by its publication
    profile = profile_of(workspace)
    assert len(profile.changes) == 1 and profile.good_or_better == (1,)
    assert profile.changes[0].now.apart == ("first says requires improvement",)
    assert "Sources differ: Dudley, good, but first says requires improvement." in profile.notes
    assert len(workspace.read(inspections, DUDLEY)) == 1
    assert inspection_flags([line.inspection for line in workspace.read(inspections, DUDLEY)], "2026-11-22") == ()


def test_that_several_changes_of_a_day_are_one_step_told_by_name(workspace, tell):
    tell("two", line(WALSALL, "13/01/2023", "good"), line(DUDLEY, "13/01/2023", "outstanding"))
    profile = profile_of(workspace)
    assert profile.days == (date(2023, 1, 13),) and profile.good_or_better == (2,)
    assert [one.now.name for one in profile.changes] == ["Dudley", "Walsall"]


def test_that_a_target_is_met_by_what_is_known_alone(workspace, tell):
    tell("all", *(line(one.ons_code, "13/01/2023", "good") for one in workspace.read(authorities)[:12]))
    assert against_target(profile_of(workspace)) == "This meets the region’s target of 80 %."


def test_that_area_send_counts_the_first_outcome_and_has_no_target(workspace, tell):
    tell(
        "send", line(DUDLEY, "11/03/2025", "", start="20/01/2025", send="1"), line(WALSALL, "12/03/2025", "", start="20/01/2025", send="2")
    )
    profile = profile_of(workspace, framework="send")
    assert (profile.good_or_better, profile.unknown, profile.target) == ((1, 1), (13, 12), 0.0) and against_target(profile) == ""
    assert profile.changes[1].sentence.startswith("Walsall: inconsistent experiences and outcomes (outcome); not known before")


def test_that_the_published_share_of_november_2023_comes_out(workspace, real_data):
    """The region's own update said: nine of fourteen, 64 %, against a target of 80 %."""
    folder = real_data / "ofsted"
    load(workspace, [folder / "LA_Inspection_Outcomes_as_at_31_March_2025.ods", folder / "ofsted_csc_ilacs_overview.xlsx"], Wishes())
    assert share_words(profile_of(workspace, date(2023, 11, 30))) == "9 of 14, 64 %"
    now = profile_of(workspace)
    assert share_words(now) == "10 of 14, 71 %" and against_target(now) == "Below the region’s target of 80 %, which takes 2 more."
    assert now.alike == (306, 316)
