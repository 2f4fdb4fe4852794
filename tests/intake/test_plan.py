"""Taking in a mixture of files: planned first, asked about, then carried out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.documents.queries import documents
from wmpeer.indicators.queries import batches
from wmpeer.intake.errors import StoppedInPartError
from wmpeer.intake.plan import carry_out, plan_intake
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import StoppedError
from wmpeer.region.queries import find_authority

WALSALL = "Walsall children’s services self-evaluation 2026\n\nStaff know the plan. Visits are on time.\n"
NOBODY = "Children’s services self-evaluation\n\nStaff know the plan.\n"
FIGURES = (
    "Short Desc,Data Item,Years,LA Number,New LA Code,LA and Regions,Values\n"
    "CIN01,Referrals,2024-25,335,E08000030,Walsall,551.2\n"
    "CIN01,Referrals,2024-25,336,E08000031,Wolverhampton,c\n"
)
FILTERED = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,"
    "team,children\n"
    "2025,Calendar year,Local authority,E92000001,England,E12000005,West Midlands,E08000030,335,Walsall,North,120\n"
    "2025,Calendar year,Local authority,E92000001,England,E12000005,West Midlands,E08000030,335,Walsall,South,80\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = new_cycle(tmp_path)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it is dropped: a clear document, one that names nobody, a table, an empty file."""
    inside = tmp_path / "sent"
    inside.mkdir()
    (inside / "Walsall self-evaluation.txt").write_text(WALSALL, encoding="utf-8")
    (inside / "self-evaluation.txt").write_text(NOBODY, encoding="utf-8")
    (inside / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (inside / "empty.csv").write_text("", encoding="utf-8")
    return inside


def statuses(plan: object) -> dict[str, str]:
    return {one.path.name: one.status for one in plan.items}  # type: ignore[attr-defined]


def test_that_looking_keeps_nothing(workspace: Workspace, folder: Path) -> None:
    plan = plan_intake(workspace, [folder])
    expected = {"Walsall self-evaluation.txt": "new", "self-evaluation.txt": "unclear", "figures.csv": "new", "empty.csv": "refused"}
    assert statuses(plan) == expected
    assert workspace.read(documents) == () and workspace.read(batches) == ()


def test_that_an_answer_makes_a_document_clear(workspace: Workspace, folder: Path) -> None:
    plan = plan_intake(workspace, [folder])
    dudley = workspace.read(find_authority, "Dudley").ons_code
    (asking,) = plan.questions()
    answered = plan.answered(asking.path, dudley)
    assert statuses(answered)["self-evaluation.txt"] == "new" and not answered.questions()
    results = {one.path.name: one for one in carry_out(workspace, answered)}
    assert results["self-evaluation.txt"].authority == "Dudley"
    assert {one.authority for one in workspace.read(documents)} == {dudley, "E08000030"}


def test_that_what_nobody_answered_stays_outside_and_the_rest_comes_in(workspace: Workspace, folder: Path) -> None:
    results = {one.path.name: one for one in carry_out(workspace, plan_intake(workspace, [folder]))}
    told = {name: one.status for name, one in results.items()}
    assert told == {
        "Walsall self-evaluation.txt": "loaded", "self-evaluation.txt": "refused", "figures.csv": "loaded", "empty.csv": "refused",
    }  # fmt: skip
    assert results["self-evaluation.txt"].problems[0].code == "authority-unclear"


def test_that_the_same_files_again_change_nothing(workspace: Workspace, folder: Path) -> None:
    carry_out(workspace, plan_intake(workspace, [folder]))
    again = plan_intake(workspace, [folder])
    assert statuses(again)["Walsall self-evaluation.txt"] == "unchanged" and statuses(again)["figures.csv"] == "unchanged"
    assert not again.to_take_in()


def test_that_a_newer_version_says_so(workspace: Workspace, folder: Path) -> None:
    carry_out(workspace, plan_intake(workspace, [folder]))
    (folder / "Walsall self-evaluation.txt").write_text(WALSALL + "\nA new page.\n", encoding="utf-8")
    assert statuses(plan_intake(workspace, [folder]))["Walsall self-evaluation.txt"] == "replaces"


def test_that_a_tables_question_is_asked_and_its_answer_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(FILTERED, encoding="utf-8")
    plan = plan_intake(workspace, [path])
    (one,) = plan.items
    assert [question.column for question in one.questions] == ["team"] and "North" in one.questions[0].values
    chosen = plan.chosen(path, "team", "North")
    assert chosen.items[0].status == "new" and chosen.items[0].choices == {"team": "North"}
    (result,) = carry_out(workspace, chosen)
    assert result.status == "loaded" and result.values == 1
    assert dict(workspace.read(batches)[0].choices)["team"] == "North"


def test_that_an_answer_nobody_gave_is_taken_back(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(FILTERED, encoding="utf-8")
    plan = plan_intake(workspace, [path]).chosen(path, "team", "North").chosen(path, "team", "")
    (result,) = carry_out(workspace, plan)
    assert result.values == 2  # each team apart, as the file comes


def test_that_a_choice_the_file_does_not_have_is_refused_by_name(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(FILTERED, encoding="utf-8")
    (result,) = carry_out(workspace, plan_intake(workspace, [path]).chosen(path, "team", "East"))
    assert result.status == "refused" and "East" in result.problems[0].sentence


def test_that_stopping_while_looking_keeps_nothing(workspace: Workspace, folder: Path) -> None:
    def stop(done: int, total: int, label: str) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        plan_intake(workspace, [folder], stop)
    assert workspace.read(documents) == ()


def test_that_stopping_after_the_documents_says_what_stayed(workspace: Workspace, folder: Path) -> None:
    plan = plan_intake(workspace, [folder])

    def stop_at_tables(done: int, total: int, label: str) -> None:
        if label.endswith(".csv"):
            raise StoppedError

    with pytest.raises(StoppedInPartError) as caught:
        carry_out(workspace, plan, stop_at_tables)
    assert "2 of 4 files" in str(caught.value)
    assert len(workspace.read(documents)) == 1 and workspace.read(batches) == ()


def test_that_a_mixture_of_real_files_is_planned(workspace: Workspace, real_data: Path) -> None:
    tables = sorted((real_data / "indicators" / "dfe_ees_2025").glob("csww*.csv"))
    plan = plan_intake(workspace, [*tables, real_data / "wm_inspections.csv", real_data / "wm_stat_neighbours_2025.csv"])
    assert {one.status for one in plan.items} <= {"new", "asks", "replaces"}
    assert {one.kind for one in plan.items} == {"indicators", "inspections", "neighbours"}


def test_that_the_data_dictionary_is_called_one_and_may_be_asked_for_as_figures(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "lait_data_dictionary.csv"
    path.write_text("Measure_code,Topic,Measure,Measure_short,Polarity,dps\n1,Children,Referrals,CIN01,Low,1\n", encoding="utf-8")
    plan = plan_intake(workspace, [path])
    assert [(one.kind, one.status) for one in plan.items] == [("dictionary", "new")]
    (result,) = carry_out(workspace, plan_intake(workspace, [path], wishes=Wishes(kind="indicators")))
    assert (result.kind, result.status) == ("dictionary", "loaded")
    refused = plan_intake(workspace, [path], wishes=Wishes(kind="neighbours")).items[0]
    assert refused.status == "refused" and "dictionary" in refused.problems[0].sentence


def test_that_looking_at_a_long_table_can_be_stopped_in_its_midst(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = [f"CIN01,Referrals,{1900 + number % 120},335,E08000030,Walsall,1" for number in range(20_000)]
    path.write_text("\n".join([FIGURES.splitlines()[0], *rows]), encoding="utf-8")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int, label: str) -> None:
        told.append((done, total))
        if len(told) > 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        plan_intake(workspace, [path], stop)
    assert set(told) == {(0, 1)}


LONG = "Self-evaluation\n\n" + "\n\n".join(f"Paragraph {at} says what the staff of the plan did in week {at}." for at in range(12)) + "\n"


def _given(workspace: Workspace, path: Path, words: str, authority: str) -> None:
    path.write_text(words, encoding="utf-8")
    carry_out(workspace, plan_intake(workspace, [path]).answered(path, workspace.read(find_authority, authority).ons_code))


def test_that_a_newer_version_under_the_same_name_is_known_by_its_words(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "needs assessment.txt"
    _given(workspace, path, LONG, "Walsall")
    path.write_text(LONG.replace("week 3", "week 33") + "\nOne more.\n", encoding="utf-8")
    (item,) = plan_intake(workspace, [path]).items
    assert (item.status, item.authority, item.matched_by) == ("replaces", "E08000030", "earlier version")


def test_that_the_same_name_with_other_words_is_asked_about_and_the_earlier_one_offered_first(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "self-evaluation.txt"
    _given(workspace, path, LONG, "Walsall")
    path.write_text("Self-evaluation\n\n" + "\n\n".join(f"Other words {at}." for at in range(12)), encoding="utf-8")
    (item,) = plan_intake(workspace, [path]).items
    assert (item.status, item.candidates, item.earlier) == ("unclear", ("E08000030",), ("E08000030",))


def test_that_an_answer_can_be_taken_back_and_a_clear_match_changed(workspace: Workspace, folder: Path) -> None:
    plan = plan_intake(workspace, [folder])
    dudley = workspace.read(find_authority, "Dudley").ons_code
    (asking,) = plan.questions()
    again = plan.answered(asking.path, dudley).answered(asking.path, "")
    assert statuses(again) == statuses(plan) and not any(one.authority == dudley for one in again.items)
    clear = next(one for one in plan.items if one.authority)
    assert next(one for one in plan.answered(clear.path, dudley).items if one.path == clear.path).authority == dudley
