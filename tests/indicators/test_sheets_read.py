"""Every sheet of a workbook with a table is read, and what a cell shows is what is read of it: a percentage, an error, nothing saved."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.indicators.biff_notes import shown_cells
from wmpeer.indicators.errors import NoAuthorityRowsError, UnknownTableError
from wmpeer.indicators.read import read_table, read_tables
from wmpeer.indicators.several import together
from wmpeer.indicators.sheets import read_sheets
from wmpeer.indicators.tables import AreaRow, Measure, ValueTable
from wmpeer.indicators.values import text_of

LONG = ("Local authority", "Indicator", "Quarter", "Value")


def workbook(path: Path, **sheets: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        for row in (sheet := book.create_sheet(name)) and rows:
            sheet.append(row)
    book.save(path)
    return path


def changed(path: Path, change) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def told(table) -> dict[tuple[str, str, str], str]:
    assert isinstance(table, ValueTable)
    return {
        (row.name, measure.code, label): row.cells[measure.first + at]
        for row in table.areas for measure in table.measures for at, label in enumerate(measure.periods)
        if row.cells[measure.first + at] is not None
    }  # fmt: skip


def codes(tables) -> dict[str, list[str]]:
    return {table.sheet: [measure.code for measure in table.measures] for table in tables}


def said(table, code: str) -> list[str]:
    return [f"{problem.where} {problem.sentence}" for problem in table.problems if problem.code == code]


def test_that_every_sheet_with_a_table_is_read_and_a_hidden_one_is_named(tmp_path):
    path = workbook(
        tmp_path / "quarterly.xlsx", Cover=[("Prepared by the office",)], Contacts=[LONG, ("Walsall", "A", "Q1 2025", 1)],
        Secret=[LONG, ("Walsall", "B", "Q1 2025", 2)],
    )  # fmt: skip
    changed(path, lambda book: setattr(book["Secret"], "sheet_state", "veryHidden"))
    tables = read_tables(path)
    assert codes(tables) == {"Contacts": ["A"], "Secret": ["B"]} and {table.source for table in tables} == {"quarterly"}
    assert "“Secret”" in said(tables[0], "hidden-sheet")[0] and "“Cover”" in said(tables[0], "sheets-left-out")[0]


def test_that_one_sheet_bears_its_name_as_one_of_many_does(tmp_path):
    assert [table.sheet for table in read_tables(workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 1)]))] == ["Data"]


def test_that_a_sheet_for_each_authority_is_one_table(tmp_path):
    sheets = {
        name: [LONG, (name, "A", "Q1 2025", at), (name, "A", "Q2 2025", at)] for at, name in enumerate(("Walsall", "Dudley", "Sandwell"))
    }
    (table,) = read_tables(workbook(tmp_path / "q.xlsx", **sheets))
    assert table.sheet == "Walsall; Dudley; Sandwell" and table.rows == 6 and table.values == 6
    assert told(table)["Sandwell", "A", "Q2 2025"] == "2" and table.release == "Q1 2025 to Q2 2025"


def test_that_what_is_said_of_a_period_stays_with_it_when_sheets_are_joined():
    def table(sheet: str, period: str, **told) -> ValueTable:
        row = AreaRow("E08000030", "Walsall", "authority", "", ("1",))
        return ValueTable(
            "indicators", "q.xlsx", "a", "q", measures=(Measure("A", "A", periods=(period,), **told),), areas=(row,), sheet=sheet
        )

    (joined,) = together([table("now", "2025", states=("provisional",)), table("then", "2024", kinds=("calendar",))])
    (measure,) = joined.measures
    assert (measure.periods, measure.states, measure.kinds) == (("2024", "2025"), ("", "provisional"), ("calendar", ""))


def test_that_sheets_that_tell_the_same_in_other_figures_are_two_sources(tmp_path):
    path = workbook(tmp_path / "q.xlsx", Boys=[LONG, ("Walsall", "A", "2025", 1)], Girls=[LONG, ("Walsall", "A", "2025", 2)])
    assert [(table.source, table.sheet) for table in read_tables(path)] == [("q", "Boys"), ("q: Girls", "Girls")]


def test_that_a_sheet_without_an_authority_beside_others_is_named_and_alone_is_refused(tmp_path):
    path = workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 1)], Empty=[LONG, ("", "", "", "")])
    (table,) = read_tables(path)
    assert table.sheet == "Data" and "“Empty”" in said(table, "sheets-left-out")[0]
    with pytest.raises(NoAuthorityRowsError):
        read_tables(workbook(tmp_path / "e.xlsx", Empty=[LONG, ("", "", "", "")]))
    with pytest.raises(UnknownTableError):
        read_tables(workbook(tmp_path / "n.xlsx", Notes=[("Nothing", "here")]))


@pytest.mark.parametrize("shown", ["0%", "0.0%", '0.00"%"%', "[Red]0.0%"])
def test_that_a_percentage_is_read_as_it_is_shown(tmp_path, shown: str):
    path = workbook(
        tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 0.125), ("Dudley", "A", "2025", 1), ("Dudley", "B", "2025", 3)]
    )
    changed(path, lambda book: [setattr(book["Data"][cell], "number_format", shown) for cell in ("D2", "D3")])
    table = read_table(path)
    assert told(table) == {("Walsall", "A", "2025"): "12.5%", ("Dudley", "A", "2025"): "100%", ("Dudley", "B", "2025"): "3"}
    assert [(measure.code, measure.unit) for measure in table.measures] == [("A", "%"), ("B", "")]
    assert text_of("12.5%", 1) == "12.5"


def test_that_a_percent_sign_in_words_alone_makes_no_percentage(tmp_path):
    path = workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 0.125)])
    changed(path, lambda book: setattr(book["Data"]["D2"], "number_format", '0.0" of 100%"'))
    assert told(read_table(path)) == {("Walsall", "A", "2025"): "0.125"}


def test_that_errors_and_unsaved_formulas_are_named_row_by_row_and_are_not_empty(tmp_path):
    path = workbook(
        tmp_path / "q.xlsx", Data=[("Returns",), LONG, *[(name, "A", "2025", 1) for name in ("Walsall", "Dudley", "Sandwell", "Solihull")]]
    )

    def change(book):
        book["Data"]["D3"] = "=1+1"
        book["Data"]["D4"], book["Data"]["D4"].data_type = "#DIV/0!", "e"
        book["Data"]["D6"], book["Data"]["D6"].data_type = "#REF!", "e"

    table = read_table(changed(path, change))
    assert told(table)["Dudley", "A", "2025"] == "#DIV/0!" and table.values == 1
    assert dict(table.markers) == {"#DIV/0!": 1, "#REF!": 1, "formula without a result": 1}
    (errors,), (formulas,) = said(table, "cell-errors"), said(table, "formulas-unsaved")
    assert errors.startswith("sheet “Data”, D4, D6 ") and "2 cells" in errors
    assert formulas.startswith("sheet “Data”, D3 ") and "1 cell" in formulas
    assert said(table, "unknown-marker") == []


def test_that_a_formula_that_says_nothing_is_an_empty_cell(tmp_path):
    path = workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 1), ("Dudley", "A", "2025", 5)])
    cell = b'<c r="D3" t="str"><f>IF(1,"","x")</f><v></v></c>'
    table = read_table(_with_part(path, b'<c r="D3" t="n"><v>5</v></c>', cell))
    assert table.values == 1 and table.markers == {} and table.problems == ()


def test_that_fifty_cells_are_named_and_all_are_counted(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(LONG)
    for row in range(2, 130):
        book.active.append(("Walsall", f"A{row}", "2025", "=1/0"))
    book.save(path := tmp_path / "q.xlsx")
    (sentence,) = said(read_table(path), "formulas-unsaved")
    assert "D51 and 78 more" in sentence and "128 cells" in sentence


def test_that_an_open_document_says_the_same(tmp_path):
    path = tmp_path / "q.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
    head = "".join(map(cell, LONG))
    rows = [
        ("Walsall", '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p></table:table-cell>'),
        ("Dudley", '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error">'
                   "<text:p>#DIV/0!</text:p></table:table-cell>"),
    ]  # fmt: skip
    body = "".join(f"<table:table-row>{cell(name)}{cell('A')}{cell('2025')}{last}</table:table-row>" for name, last in rows)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:calc">'
        "<office:body>"
        f'<office:spreadsheet><table:table table:name="Data"><table:table-row>{head}</table:table-row>'
        f"{body}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:m"/>')
        archive.writestr("content.xml", content)
    table = read_table(path)
    assert told(table) == {("Walsall", "A", "2025"): "12.5%", ("Dudley", "A", "2025"): "#DIV/0!"}
    assert said(table, "cell-errors")[0].startswith("sheet “Data”, D3 ")


def test_that_a_sheet_that_begins_further_down_keeps_its_places(tmp_path):
    book = openpyxl.Workbook()
    for column, heading in enumerate(LONG, start=3):
        book.active.cell(5, column, heading)
    for column, value in enumerate(("Walsall", "A", "2025", "=1"), start=3):
        book.active.cell(6, column, value)
    book.save(path := tmp_path / "q.xlsx")
    (sheet,) = read_sheets(path.read_bytes(), "q.xlsx")
    assert sheet.first == (4, 2) and dict(sheet.notes) == {(5, 5): "formula-unknown"}
    assert said(read_table(path), "formulas-unsaved")[0].startswith("sheet “Sheet”, F6 ")


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_that_a_broken_part_beside_the_sheets_costs_a_sentence(tmp_path, part: str):
    path = workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", "2025", 1)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part][:-30]
    _write(path, parts)
    try:
        assert read_table(path).values == 1
    except Exception as refused:
        assert "sheets cannot be read" in str(refused)


def _with_part(path: Path, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).replace(old, new) for name in archive.namelist()}
    return _write(path, parts)


def _write(path: Path, parts: dict[str, bytes]) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


def test_that_what_a_hidden_sheet_says_otherwise_never_comes_before_what_is_shown(tmp_path):
    path = workbook(tmp_path / "q.xlsx", Old=[LONG, ("Walsall", "A", "2025", 9)], Data=[LONG, ("Walsall", "A", "2025", 1)])
    shown, hidden = read_tables(changed(path, lambda book: setattr(book["Old"], "sheet_state", "hidden")))
    assert (shown.source, told(shown)) == ("q", {("Walsall", "A", "2025"): "1"})
    assert (hidden.source, told(hidden)) == ("q: Old", {("Walsall", "A", "2025"): "9"})


PERCENT = Path(__file__).with_name("percent.xls")
"""Made for these tests: percentages in three formats, a sign in quotes, a division by nothing; two sheets without a table."""


def test_that_percentages_and_errors_of_an_old_workbook_are_read_as_they_are_shown():
    table = read_table(PERCENT)
    figures = {key: raw for key, raw in told(table).items() if key[1] != "Count"}
    assert figures == {
        ("Walsall", "Rate", "2025"): "12.5%", ("Walsall", "Rate", "2024"): "10%", ("Dudley", "Rate", "2025"): "25%",
        ("Walsall", "Plain", "2025"): "0.125", ("Dudley", "Plain", "2025"): "#DIV/0!",
    }  # fmt: skip
    assert {measure.code: measure.unit for measure in table.measures} == {"Rate": "%", "Plain": "", "Count": ""}
    assert said(table, "cell-errors")[0].startswith("sheet “Data”, D6 ")
    assert shown_cells(PERCENT.read_bytes(), "Wide") == [(0, 0, "percent", ""), (0, 1, "percent", "")]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_that_an_old_workbook_put_together_wrongly_has_no_odd_cells_and_breaks_nothing(data):
    whole = bytearray(PERCENT.read_bytes())
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        whole[place] = byte
    assert isinstance(shown_cells(bytes(whole[: data.draw(st.integers(0, len(whole)))]), "Data"), list)


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("mmm-yy", "March 2025"),
        ("mmmm yyyy", "March 2025"),
        ("[$-809]mmm\\-yyyy", "March 2025"),
        ("yyyy", "2025"),
        ("dd/mm/yyyy", "2025-03-01"),
    ],
)
def test_that_a_day_shown_as_a_month_is_a_month(tmp_path, shown: str, label: str):
    path = workbook(tmp_path / "q.xlsx", Data=[LONG, ("Walsall", "A", date(2025, 3, 1), 5)])
    changed(path, lambda book: setattr(book["Data"]["C2"], "number_format", shown))
    assert told(read_table(path)) == {("Walsall", "A", label): "5"}
