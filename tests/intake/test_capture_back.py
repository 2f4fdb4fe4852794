"""A capture sheet on its way: written, filled in by hand or in another office, back twice, half done, by two, with what Excel pastes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from beginnings import new_cycle
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.queries import journal_faults, revision_lines
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.queries import finding_lines, view_lines
from wmpeer.papers.capture import _INTEREST, _NO_INTEREST, FINDINGS, FIRST_ROW, VIEWS, WELCOME
from wmpeer.papers.gather import capture_sheet_for
from wmpeer.region.actions import add_person, start_cycle
from wmpeer.region.queries import find_person, interests
from wmpeer.region.rules import OwnAuthorityError

AREA = "Leaders and impact on practice"
ASHCOMBE, BRACKENFORD = "X08000001", "X08000002"
Fill = Callable[[Any], None]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_cycle(tmp_path, region="westmarch")
    for name, home in (("Ann Reed", "Brackenford"), ("Ben Hall", "Calderholt")):
        add_person(opened, name, "panellist", home)
    yield opened
    opened.close()


def ann(office: Workspace) -> str:
    return office.read(find_person, "Ann Reed").id


def sheet(office: Workspace, tmp_path: Path, fill: Fill, name: str = "sheet.xlsx") -> Path:
    """Ann's sheet for Ashcombe, filled in."""
    path = tmp_path / name
    path.write_bytes(capture_sheet_for(office, ASHCOMBE, ann(office)))
    book = load_workbook(path)
    book[WELCOME]["B12"] = _NO_INTEREST
    fill(book)
    book.save(path)
    return path


def back(office: Workspace, path: Path) -> Result:
    (result,) = load(office, [path], Wishes(authority=""))
    return result


def a_view(book: Any, row: int = FIRST_ROW, *cells: str) -> None:
    for column, value in zip("CDEFGH", cells or ("Good", "Good", "High", "Improving", "", "Audits and visits agree."), strict=False):
        book[VIEWS][f"{column}{row}"] = value or None


def a_finding(book: Any, text: str, row: int = FIRST_ROW, kind: str = "Strength") -> None:
    page = book[FINDINGS]
    page[f"B{row}"], page[f"C{row}"], page[f"D{row}"] = AREA, kind, text


def both(book: Any) -> None:
    a_view(book)
    a_finding(book, "Plans say what changed.")


def said(office: Workspace) -> list[str]:
    return [one.text for one in office.read(finding_lines, ASHCOMBE)]


def test_that_a_sheet_taken_in_twice_is_there_once_and_in_its_colleagues_name(office: Workspace, tmp_path: Path) -> None:
    path = sheet(office, tmp_path, both)
    assert back(office, path).status == "loaded"
    count = len(office.read(revision_lines))
    assert back(office, path).status == "unchanged"
    assert len(office.read(revision_lines)) == count, "nothing is written the second time"
    (finding,), (view,) = office.read(finding_lines, ASHCOMBE), office.read(view_lines, ASHCOMBE)
    assert (finding.author_name, finding.recorded_by) == ("Ann Reed", "Coordinator")
    assert (view.author_name, view.view, view.confidence, view.reason) == ("Ann Reed", "good", "high", "Audits and visits agree.")
    assert office.read(journal_faults) == ()


def test_that_half_a_sheet_is_taken_with_what_is_missing_said(office: Workspace, tmp_path: Path) -> None:
    def half(book: Any) -> None:
        a_view(book, FIRST_ROW, "", "Good")
        book[VIEWS][f"H{FIRST_ROW + 1}"] = "A reason without a view."
        a_finding(book, "Plans say what changed.")
        book[FINDINGS][f"D{FIRST_ROW + 1}"] = "Words without an area or a kind."

    result = back(office, sheet(office, tmp_path, half))
    assert result.status == "loaded" and len(result.problems) >= 2
    assert said(office) == ["Plans say what changed."]
    assert len(office.read(view_lines, ASHCOMBE)) == 2
    rest = back(office, sheet(office, tmp_path, both, "again.xlsx"))
    assert rest.status in ("loaded", "unchanged") and said(office) == ["Plans say what changed."]


def test_that_two_hands_on_one_sheet_lose_nothing_in_silence(office: Workspace, tmp_path: Path) -> None:
    first = sheet(office, tmp_path, lambda book: a_finding(book, "Plans say what changed."), "first.xlsx")
    second = tmp_path / "second.xlsx"
    shutil.copy(first, second)
    book = load_workbook(second)
    a_finding(book, "Visits are seen to.")
    a_finding(book, "Homes are near.", FIRST_ROW + 1)
    book.save(second)
    assert back(office, first).status == "loaded"
    result = back(office, second)
    assert sorted(said(office)) == ["Homes are near.", "Visits are seen to."]
    told = " ".join(one.sentence for one in result.problems)
    assert "Plans say what changed." in told, "who takes it in is told what gave way; the history keeps it"


def test_that_pasted_formats_numbers_and_days_are_read_as_their_words(office: Workspace, tmp_path: Path) -> None:
    def pasted(book: Any) -> None:
        both(book)
        cell = book[FINDINGS][f"D{FIRST_ROW}"]
        cell.font, cell.fill = Font(name="Comic Sans MS", size=22, bold=True), PatternFill("solid", "FFFF00")
        book[VIEWS][f"H{FIRST_ROW}"] = date(2026, 10, 8)
        book[FINDINGS][f"D{FIRST_ROW + 1}"] = 42
        pasted_area = book[VIEWS][f"B{FIRST_ROW}"].value  # with its prompt in the lines below, as it stands there
        book[FINDINGS][f"B{FIRST_ROW + 1}"], book[FINDINGS][f"C{FIRST_ROW + 1}"] = pasted_area, "Strength"

    assert back(office, sheet(office, tmp_path, pasted)).status == "loaded"
    assert sorted(said(office)) == ["42", "Plans say what changed."]
    assert "2026" in office.read(view_lines, ASHCOMBE)[0].reason


def test_that_moved_columns_are_refused_by_name_and_nothing_is_kept(office: Workspace, tmp_path: Path) -> None:
    def moved(book: Any) -> None:
        both(book)
        book[VIEWS].protection.sheet = False
        book[VIEWS].move_range("C3:D20", cols=8)

    result = back(office, sheet(office, tmp_path, moved))
    assert result.status == "refused" and "lost a part" in result.problems[0].sentence
    assert said(office) == [] and office.read(view_lines, ASHCOMBE) == ()


def test_that_an_interest_declared_on_the_sheet_closes_the_authority_and_takes_nothing(office: Workspace, tmp_path: Path) -> None:
    def declared(book: Any) -> None:
        both(book)
        book[WELCOME]["B12"], book[WELCOME]["B13"] = _INTEREST, "My partner works there."

    result = back(office, sheet(office, tmp_path, declared))
    assert result.status == "refused" and said(office) == []
    assert any(one.person == ann(office) and one.authority == ASHCOMBE and "partner" in one.reason for one in office.read(interests))
    with pytest.raises(OwnAuthorityError):
        capture_sheet_for(office, ASHCOMBE, ann(office))


def test_that_nobody_gets_a_sheet_for_their_own_authority(office: Workspace) -> None:
    with pytest.raises(OwnAuthorityError):
        capture_sheet_for(office, BRACKENFORD, ann(office))


def test_that_the_sheet_of_another_cycle_is_refused(office: Workspace, tmp_path: Path) -> None:
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    other, _ = start_cycle(tmp_path / "other.wmpeer", "a quiet morning", name="2027-28", region=words[0], framework=words[1])
    try:
        result = back(other, sheet(office, tmp_path, both))
        assert result.status == "refused" and "2026-27" in result.problems[0].sentence
    finally:
        other.close()


@pytest.mark.parametrize("length", [32_767, 50_000])
def test_that_a_text_as_long_as_a_cell_and_longer_comes_back_whole(office: Workspace, tmp_path: Path, length: int) -> None:
    text = ("Plans say what changed for the child. " * 2000)[:length].strip()
    half = 30_000

    def long(book: Any) -> None:
        if len(text) <= 32_767:
            a_finding(book, text)
        else:  # as Excel makes one do it: the rest in the row below
            a_finding(book, text[:half])
            book[FINDINGS][f"D{FIRST_ROW + 1}"] = text[half:]

    result = back(office, sheet(office, tmp_path, long))
    assert "".join(said(office))[:1000] == text[:1000]
    if len(text) > 32_767:
        told = " ".join(one.sentence for one in result.problems)
        assert "lacks a kind and an area" in told, "what could not be taken is told of"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.slow
def test_that_a_sheet_saved_by_libreoffice_comes_back_the_same(office: Workspace, tmp_path: Path) -> None:
    path, out = sheet(office, tmp_path, both), tmp_path / "out"
    home = f"-env:UserInstallation=file://{tmp_path}/lo"
    subprocess.run(["soffice", home, "--headless", "--convert-to", "ods", "--outdir", str(out), str(path)], check=True, capture_output=True)
    ods = out / "sheet.ods"
    subprocess.run(["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(ods)], check=True, capture_output=True)
    assert back(office, out / "sheet.xlsx").status == "loaded"
    assert said(office) == ["Plans say what changed."]
    assert back(office, path).status == "unchanged"
