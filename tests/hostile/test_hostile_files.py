"""Hostile files cost one sentence each; the rest of the batch is kept, and what was here before is as it was."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import hostile_papers
import hostile_tables
import pytest

from wmpeer.documents import plan as documents_plan
from wmpeer.documents.queries import document_passages, documents
from wmpeer.documents.worker import DocumentWorker
from wmpeer.indicators.errors import TableTooSlowError
from wmpeer.indicators.sheets import read_sheets
from wmpeer.intake import plan as intake_plan
from wmpeer.intake.load import load
from wmpeer.intake.plan import carry_out, plan_intake
from wmpeer.intake.records import Result, Wishes
from wmpeer.intake.walk import files_in
from wmpeer.journal.workspace import Workspace
from wmpeer.papers.taking import is_capture_sheet

SLOW = ("2000 full pages", "forms doubling", "form in itself", "inflating", "million", "gigabyte", "lying", "docx runs", "docx paragraphs",
        "docx styles", "large", "bomb text", "three million", "shared", "ods rows", "one endless")  # fmt: skip
SOON = 2
"""Seconds after which a slow document is given up here, so that a dozen of them cost a test no minutes."""
PAPERS = {
    "pdf user password.pdf": "document-encrypted",
    "pdf cut at 0.5.pdf": "document-damaged",
    "pdf pictures only.pdf": "document-pictures-only",
    "pdf 6000 pages walsall.pdf": "document-too-long",
    "pdf private letters walsall.pdf": "document-illegible",
    "docx 42.docx": "document-mislabelled",
    "docx parts.docx": "document-unsafe",
    "docx dtd.docx": "document-unsafe",
    "docx external.docx": "document-unsafe",
    "docx wide entity.docx": "document-unsafe",
    "docx ebcdic entity.docx": "document-damaged",
    "docx macros.docx": "document-has-macros",
    "docm.docm": "document-has-macros",
    "docx nested 100000 walsall.docx": "document-damaged",
    "old.doc": "document-old-office",
    "encrypted.docx": "document-encrypted",
    "empty.pdf": "document-empty",
    "page.docx": "document-is-web-page",
    "docx as pdf walsall.pdf": "document-mislabelled",
    "txt as exe walsall.exe": "document-type",
}
TABLES = {
    "20000 columns.csv": "table-too-large",
    "nuls.csv": "not-a-table",
    "upn.csv": "child-level",
    "nhs.csv": "child-level",
    "child and birth.csv": "child-level",
    "list 1.xlsx": "child-level",
    "List_3.xlsx": "child-level",
    "hidden list.xlsx": "child-level",
    "page.csv": "html-table",
    "empty.csv": "empty-table",
    "far.xlsx": "table-too-large",
    "far small letters.xlsx": "damaged-table",
    "far elsewhere.xlsx": "damaged-table",
    "far by row.xlsx": "damaged-table",
    "xlsb far.xlsx": "damaged-table",
    "laughs.xlsx": "damaged-table",
    "deep.xlsx": "damaged-table",
    "locked.xlsx": "damaged-table",
    "cut.csv.xz": "damaged-table",
    "two.zip": "several-tables",
}
LOADED_TABLES = (
    "two headers.csv",
    "duplicates.csv",
    "500 columns.csv",
    "wide.csv",
    "xlsx as csv.csv",
    "merged.xlsx",
    "formulas.xlsx",
    "errors.xlsx",
)


def written(folder: Path, makers: Iterator[tuple[str, hostile_papers.Make]], *, slow: bool) -> Path:
    folder.mkdir()
    for name, make in makers:
        if any(word in name for word in SLOW) is slow:
            (folder / name).write_bytes(make())
    return folder


def before(workspace: Workspace) -> list[str]:
    """The words that were there first."""
    first = next(one for one in workspace.read(documents) if one.name == "walsall first.txt")
    return [one.text for one in workspace.read(document_passages, first.sha256)]


def by_name(results: tuple[Result, ...]) -> dict[str, Result]:
    for one in results:
        assert all(problem.code and problem.sentence.endswith((".", ")")) and problem.next for problem in one.problems), one
        assert one.status != "refused" or len(one.problems) == 1, one
    return {one.path.name: one for one in results}


def codes(results: dict[str, Result]) -> dict[str, str]:
    return {name: one.problems[0].code for name, one in results.items() if one.status == "refused"}


def test_that_hostile_documents_cost_a_sentence_each_and_the_rest_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    words = before(workspace)
    folder = written(tmp_path / "in", hostile_papers.papers(), slow=False)
    results = by_name(load(workspace, [folder], Wishes()))
    assert len(results) == len(list(folder.iterdir()))
    refused = codes(results)
    assert {name: refused.get(name) for name in PAPERS} == PAPERS
    assert {one.name for one in workspace.read(documents)}.isdisjoint(refused)
    assert results["pdf javascript walsall.pdf"].status == results["pdf part scanned walsall.pdf"].status == "loaded"
    assert results["strange walsall.txt"].status == results["strange walsall.docx"].status == "loaded", "half a million letters in one line"
    assert before(workspace) == words


@pytest.mark.slow
def test_that_a_document_without_end_is_given_up_at_the_programs_own_limit(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "styles walsall.docx"
    path.write_bytes(hostile_papers.docx_styles_in_a_circle())
    assert codes(by_name(load(workspace, [path], Wishes()))) == {path.name: "document-too-slow"}


@pytest.mark.slow
def test_that_documents_made_to_be_slow_or_large_are_given_up_in_time(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = before(workspace)
    for room in (intake_plan, documents_plan):
        monkeypatch.setattr(room, "DocumentWorker", partial(DocumentWorker, wall_seconds=SOON))
    folder = written(tmp_path / "in", (one for one in hostile_papers.papers() if "styles" not in one[0]), slow=True)
    results = by_name(load(workspace, [folder], Wishes()))
    assert len(results) == len(list(folder.iterdir()))
    assert before(workspace) == words


def test_that_hostile_tables_cost_a_sentence_each_and_the_rest_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    words = before(workspace)
    folder = written(tmp_path / "in", hostile_tables.tables(), slow=False)
    results = by_name(load(workspace, [folder], Wishes()))
    assert len(results) == len(list(folder.iterdir()))
    refused = codes(results)
    assert {name: refused.get(name) for name in TABLES} == TABLES
    assert not {name for name in LOADED_TABLES if name in refused}
    assert before(workspace) == words


@pytest.mark.slow
def test_that_tables_made_to_be_slow_or_large_are_given_up_in_time(workspace: Workspace, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", hostile_tables.tables(), slow=True)
    results = by_name(load(workspace, [folder], Wishes()))
    assert codes(results)["bomb text.csv.gz"] == codes(results)["one endless line.csv"] == "table-too-large"


@pytest.mark.parametrize("make", [hostile_tables.far_cell_small_letters, hostile_tables.xlsb_far, hostile_tables.xlsx_deep])
def test_that_telling_a_capture_sheet_from_a_hostile_workbook_lays_nothing_out(make: hostile_papers.Make) -> None:
    assert not is_capture_sheet(make())


def test_that_a_workbook_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TableTooSlowError):
        read_sheets(hostile_tables.many_cells(400_000), "slow.xlsx", wall_seconds=0.3)


def test_that_a_document_that_is_gone_or_changed_since_the_look_is_left_out_alone(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("walsall stays.txt", "walsall goes.txt", "walsall changes.txt"):
        (folder / name).write_text(f"{hostile_papers.WALSALL} {name}", encoding="utf-8")
    plan = plan_intake(workspace, [folder])
    (folder / "walsall goes.txt").unlink()
    (folder / "walsall changes.txt").write_text("Other words.", encoding="utf-8")
    results = by_name(carry_out(workspace, plan))
    assert codes(results) == {"walsall goes.txt": "document-not-opened", "walsall changes.txt": "document-changed"}
    assert {one.name for one in workspace.read(documents)} == {"walsall first.txt", "walsall stays.txt"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
@pytest.mark.timeout(60)
def test_that_pipes_devices_and_links_that_lead_nowhere_are_no_files(tmp_path: Path) -> None:
    for name in ("pipe.txt", "pipe.csv", "pipe.xlsx"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    (tmp_path / "zeros.csv").symlink_to("/dev/zero")
    (tmp_path / "up").symlink_to(tmp_path)
    found = files_in([tmp_path])
    assert {one.problem.code for one in found if one.problem} == {"not-a-file"}
    assert len(found) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as characters")
def test_that_names_which_are_no_text_are_shown_and_kept_plain(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate((b"walsall \xff.txt", b"walsall\nline.txt", b"walsall \x1b[31m.txt")):
        (folder / os.fsdecode(name)).write_text(f"{hostile_papers.WALSALL} {number}", encoding="utf-8")
    results = load(workspace, [folder], Wishes())
    assert {one.status for one in results} == {"loaded"}
    names = {one.name for one in workspace.read(documents)}
    assert {"walsall ?.txt", "walsall line.txt", "walsall [31m.txt"} <= names


def test_that_an_ordinary_workbook_comes_through_the_process_unchanged() -> None:
    (sheet,) = read_sheets(hostile_tables.workbook(hostile_tables.of_rows([("Name", "n"), ("=1", 2.5), ("Ŵyr 👍\n", 3)])), "book.xlsx")
    assert (sheet.name, sheet.rows[0], sheet.rows[2]) == ("Data", ("Name", "n"), ("Ŵyr 👍\n", "3"))
