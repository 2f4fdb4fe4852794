"""What a letter's draft knows of itself beyond its record: how long it is, and what came in since it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from beginnings import new_cycle

import wmpeer.clock
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.recording import record_items
from wmpeer.letters.checks import Check
from wmpeer.letters.gather import letter_draft
from wmpeer.letters.pdf import count_pages, draw_letter
from wmpeer.letters.printed import as_text, printed
from wmpeer.region.queries import find_authority

WALSALL = "E08000030"
HEADINGS = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
PLACES = (
    "National,E92000001,England,,,,,",
    "Local authority,E92000001,England,E12000005,West Midlands,335,E08000030,Walsall",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_cycle(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table of re-referrals: one year or several."""

    def write(name: str, **years: str) -> Path:
        lines = [f"{HEADINGS},rereferral_percent"]
        lines += [f"{year[1:]},Reporting year,{place},{value}" for year, value in years.items() for place in PLACES]
        path = tmp_path / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def take_in(workspace: Workspace, *paths: Path) -> None:
    results = load(workspace, paths, Wishes(authority=""))
    assert [one.status for one in results if one.status == "refused"] == [], results


def record(workspace: Workspace, *items: dict[str, object]) -> None:
    outcomes = record_items(workspace, items)
    assert [one.problems for one in outcomes if one.status == "refused"] == []


def finding(source: str = "", period: str = "2024") -> dict[str, object]:
    evidence = [{"indicator": "rereferral_percent", "period": period}] if source else []
    return {
        "do": "finding", "authority": "Walsall", "area": "help-and-protection", "kind": "consider", "text": "Why children come back.",
        "tags": [], "in_letter": True, "evidence": evidence,
    }  # fmt: skip


def letter(reflection: str = "Thank you.") -> dict[str, object]:
    return {
        "do": "letter", "authority": "Walsall", "addressee": "Ann Other, Director", "signatory": "Sam Example, Director",
        "reflection": reflection, "next_steps": [{"what": "Reply", "by": "2026-11-20"}],
    }  # fmt: skip


def checks(workspace: Workspace, code: str) -> list[Check]:
    where = workspace.read(find_authority, "Walsall")
    found = workspace.read(letter_draft, where.ons_code, date(2026, 10, 16)).checks
    return [one for one in found if one.code == code]


def test_that_pages_are_counted_as_they_are_drawn(workspace: Workspace) -> None:
    for paragraphs in (1, 30, 60, 90):
        record(workspace, letter("\n".join(["A long reflection that fills a line or two of the letter, as some do. " * 3] * paragraphs)))
        content = workspace.read(letter_draft, WALSALL, date(2026, 10, 16)).content
        assert count_pages(content) == draw_letter(content).pages_before_annexes


def test_that_a_letter_of_many_pages_is_told_that_it_is_long(workspace: Workspace) -> None:
    record(workspace, letter())
    assert checks(workspace, "long-letter") == []
    record(workspace, letter("\n".join(["A long reflection that fills a line or two of the letter, as some do. " * 3] * 90)))
    (told,) = checks(workspace, "long-letter")
    assert "pages before its annexes; three are enough" in told.sentence and told.strength == "should"


def test_that_what_was_there_before_the_letter_was_written_is_not_news(workspace: Workspace, table: Callable[..., Path]) -> None:
    take_in(workspace, table("c1_rereferrals", y2024="19.0"))
    assert checks(workspace, "newer-data") == []  # nothing is written yet
    record(workspace, finding("c1_rereferrals"), letter())
    assert checks(workspace, "newer-data") == []


def test_that_figures_and_documents_loaded_after_it_was_written_are_told(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    take_in(workspace, table("c1_rereferrals", y2024="19.0"))
    record(workspace, finding("c1_rereferrals"), letter())
    paper = tmp_path / "Walsall self-evaluation v2.md"
    paper.write_text(
        "# Walsall self-evaluation\n\nWe answer every contact within a day, and we know why children come back.\n", encoding="utf-8"
    )
    take_in(workspace, paper, table("c1_rereferrals_2025", y2024="19.0", y2025="17.5"))
    today = wmpeer.clock.now().astimezone().date()
    said = f"{today.day} {today:%B %Y}"
    sentences = [one.sentence for one in checks(workspace, "newer-data")]
    assert sentences == [
        f"Loaded since the letter was last worked on: Walsall self-evaluation ({said}). See whether the letter still holds.",
        f"Newer figures were loaded since the letter was last worked on: DfE, re-referrals ({said}). See whether the letter still holds.",
        f"The letter cites 2024 for “Re-referrals within 12 months of the previous referral”; 2025 was loaded on {said}.",
    ]


def test_that_working_on_the_letter_again_settles_all_but_what_it_still_cites(workspace: Workspace, table: Callable[..., Path]) -> None:
    take_in(workspace, table("c1_rereferrals", y2024="19.0"))
    record(workspace, finding("c1_rereferrals"), letter())
    take_in(workspace, table("c1_rereferrals_2025", y2024="19.0", y2025="17.5"))
    record(workspace, letter("Thank you. We have seen the new figures."))
    (left,) = [one.sentence for one in checks(workspace, "newer-data")]
    assert left.startswith("The letter cites 2024")


def test_that_choosing_what_goes_into_it_is_work_on_the_letter(workspace: Workspace, table: Callable[..., Path]) -> None:
    kept, _ = record_items(workspace, [finding(), letter()])
    take_in(workspace, table("c1_rereferrals", y2024="19.0"))
    assert len(checks(workspace, "newer-data")) == 1
    record(workspace, {"do": "leave-out-of-letter", "finding": kept.id})
    assert checks(workspace, "newer-data") == [], "somebody looked at the letter since"


def test_that_a_move_to_another_stage_is_no_work_on_the_words(workspace: Workspace, table: Callable[..., Path]) -> None:
    record(workspace, letter())
    take_in(workspace, table("c1_rereferrals", y2024="19.0"))
    from wmpeer.letters.setting_up import change_letter

    change_letter(workspace, "Walsall", "Move on", {"stage": "quality-check"})
    assert len(checks(workspace, "newer-data")) == 1


def test_that_the_figures_considered_stand_by_source_and_year(workspace: Workspace, table: Callable[..., Path]) -> None:
    take_in(workspace, table("z_rereferrals", y2023="20.0", y2024="19.0"), table("c1_cla_rates", y202324="70"))
    record(workspace, finding("z_rereferrals", "2024"), letter())
    draft = workspace.read(letter_draft, WALSALL, date(2026, 10, 16))
    pairs = [(one.source, one.period) for one in draft.content.data]
    assert pairs == sorted(pairs) and "202324" not in as_text(printed(draft.content))
