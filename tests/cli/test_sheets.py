"""A capture sheet goes out to a colleague without the program and comes back: once, twice, half filled in, broken, too late."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

SAID = "Mae staff yn gwybod y cynllun\tand say so \u200b."


@pytest.fixture
def sheet(workspace, wmpeer, items, tmp_path) -> Path:
    """Ann's sheet for Walsall, as it goes out: with one finding and one view that she has said already."""
    people = [{"do": "add-person", "name": name, "home": home} for name, home in (("Ann Invented", "Dudley"), ("Bea Invented", "Walsall"))]
    view = {"do": "view", "authority": "Walsall", "area": "leaders", "view": "good", "reason": "said on the telephone"}
    finding = {
        "do": "finding", "authority": "Walsall", "area": "in-care", "kind": "consider", "text": SAID, "rank": 2, "in_letter": False,
        "tags": ["voice"],
    }  # fmt: skip
    mine = [one | {"on_behalf_of": "Ann Invented"} for one in (view, finding)]
    assert wmpeer("record", workspace, items(*people, *mine)).code == 0
    out = tmp_path / "Ann Walsall.xlsx"
    assert wmpeer("form", workspace, "--authority", "Walsall", "--for", "Ann Invented", "--out", out).data == {"path": str(out)}
    return out


def filled(sheet: Path, cells: dict[tuple[str, int, str], str]) -> Path:
    """*sheet* with *cells* (sheet, row, heading) filled in."""
    book = openpyxl.load_workbook(sheet)
    for (page, row, head), words in cells.items():
        column = next(cell.column for cell in book[page][3] if cell.value == head)
        book[page].cell(row, column).value = words
    book.save(sheet)
    return sheet


def findings(wmpeer, workspace):
    return wmpeer("findings", workspace).data


def test_that_an_untouched_sheet_changes_nothing(workspace, wmpeer, sheet):
    before = len(wmpeer("history", workspace).data)
    ran = wmpeer("load", workspace, sheet)
    assert [one["status"] for one in ran.data] == ["unchanged"], ran.err
    assert len(wmpeer("history", workspace).data) == before
    assert findings(wmpeer, workspace)["findings"][0]["text"] == SAID.strip()


def test_that_a_filled_sheet_is_taken_in_once(workspace, wmpeer, sheet):
    filled(sheet, {
        ("Views", 5, "My view"): "Requires improvement", ("Views", 5, "Why"): "Ŵyau: plans drift",
        ("Findings", 5, "Kind"): "Strength", ("Findings", 5, "Area"): "Care leavers", ("Findings", 5, "What I want to say"): "x" * 30_000,
    })  # fmt: skip
    first = wmpeer("load", workspace, sheet)
    assert (first.code, first.data[0]["kind"], first.data[0]["status"]) == (0, "capture-sheet", "loaded"), first.err
    assert first.data[0]["authority"] == "Walsall"
    before = len(wmpeer("history", workspace).data)
    assert wmpeer("load", workspace, sheet).data[0]["status"] == "unchanged"
    assert len(wmpeer("history", workspace).data) == before
    found = findings(wmpeer, workspace)
    assert {one["author"] for one in (*found["views"], *found["findings"])} == {"Ann Invented"}
    assert sorted(len(one["text"]) for one in found["findings"]) == [len(SAID.strip()), 30_000]


def test_that_a_changed_finding_keeps_what_the_sheet_does_not_show(workspace, wmpeer, sheet):
    filled(sheet, {("Findings", 4, "What I want to say"): "Staff know the plan"})
    assert wmpeer("load", workspace, sheet).data[0]["status"] == "loaded"
    one = findings(wmpeer, workspace)["findings"][0]
    assert (one["text"], one["rank"], one["in_letter"], one["tags"]) == ("Staff know the plan", 2, False, ["voice"])


def test_that_an_emptied_cell_takes_nothing_away(workspace, wmpeer, sheet):
    book = openpyxl.load_workbook(sheet)
    row = next(row for row in book["Views"].iter_rows(min_row=4) if any(cell.value == "said on the telephone" for cell in row))
    next(cell for cell in row if cell.value == "said on the telephone").value = None
    book.save(sheet)
    wmpeer("load", workspace, sheet)
    assert findings(wmpeer, workspace)["views"][0]["reason"] == "said on the telephone"


def test_that_a_withdrawn_finding_does_not_come_back(workspace, wmpeer, sheet):
    from wmpeer.journal.workspace import open_workspace
    from wmpeer.judging.actions import withdraw_finding

    opened = open_workspace(workspace, "a quiet morning in autumn")
    withdraw_finding(opened, findings_of(opened)[0])
    opened.close()
    ran = wmpeer("load", workspace, sheet)
    assert ran.data[0]["status"] == "unchanged" and "sheet-finding-withdrawn" in ran.err
    assert findings(wmpeer, workspace)["findings"] == []


def findings_of(opened):
    from wmpeer.judging.queries import finding_lines

    return [one.id for one in opened.read(finding_lines)]


def test_that_a_colleague_with_an_interest_gets_no_sheet_and_sends_none(workspace, wmpeer, sheet, items, tmp_path):
    assert wmpeer("form", workspace, "--authority", "Walsall", "--for", "Bea Invented", "--out", tmp_path / "b.xlsx").code == 2
    assert not (tmp_path / "b.xlsx").exists()
    interest = {"do": "declare-interest", "person": "Ann Invented", "authority": "Walsall", "reason": "moved there"}
    wmpeer("record", workspace, items(interest))
    before = len(wmpeer("history", workspace).data)
    ran = wmpeer("load", workspace, filled(sheet, {("Views", 5, "My view"): "Good"}))
    assert (ran.code, ran.data[0]["status"], [one["code"] for one in ran.data[0]["problems"]]) == (2, "refused", ["own-authority"])
    assert len(wmpeer("history", workspace).data) == before


def test_that_a_sheet_of_another_workspace_or_without_its_headings_is_refused(workspace, wmpeer, sheet, tmp_path):
    other = tmp_path / "other.wmpeer"
    wmpeer("new", other, "--cycle", "2026-27", "--recovery-key-out", tmp_path / "k2.txt")
    assert wmpeer("load", other, sheet).data[0]["problems"][0]["code"] == "sheet-of-another-cycle"
    book = openpyxl.load_workbook(sheet)
    book["Findings"]["D3"].value = "Something else"
    book.save(sheet)
    assert wmpeer("load", workspace, sheet).data[0]["problems"][0]["code"] == "capture-sheet-changed"


def test_that_authorities_stand_by_name_on_every_sheet_of_the_workbook(workspace, wmpeer, items, tmp_path):
    said = [
        {"do": "finding", "authority": name, "area": "in-care", "kind": kind, "text": "Hears children", "level": level}
        for name in ("Telford and Wrekin", "Herefordshire", "Birmingham")
        for kind, level in (("strength", None), ("concern", 2))
    ]
    views = [
        {"do": "view", "authority": one["authority"], "area": "in-care", "view": "good", "confidence": "low", "direction": "stable"}
        for one in said[::2]
    ]
    recorded = [{key: value for key, value in one.items() if value is not None} for one in said]
    assert {one["status"] for one in wmpeer("record", workspace, items(*recorded, *views)).data} == {"kept"}
    wmpeer("workbook", workspace, "--out", tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    for name in ("Findings", "Views", "Concerns"):
        names = [row[0] for row in book[name].iter_rows(min_row=3, max_col=1, values_only=True) if row[0]]
        assert {"Birmingham", "Herefordshire", "Telford and Wrekin"} <= set(names) and names == sorted(names), name
