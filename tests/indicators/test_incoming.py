"""Files as they come: packed, encoded, separated, cut, mislabelled, or not tables at all."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, LAIT, england, herefordshire, walsall

from wmpeer.errors import WmpeerError
from wmpeer.indicators import errors
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.read import read_table, recognise
from wmpeer.indicators.tables import ValueTable

ROWS = (
    LAIT,
    ("ReReferral", "", "2025", "Herefordshire", "14.8", "884.0", "West Midlands"),
    ("ReReferral", "", "2024", "Herefordshire", "-", "884.0", "West Midlands"),
    ("ReReferral", "", "2025", "Bristol, City of", "19.9", "801.0", "South West"),
)


def same(table: object) -> None:
    assert isinstance(table, ValueTable)
    assert (table.rows, table.values, dict(table.markers), table.source) == (3, 2, {"-": 1}, "LAIT")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_any_usual_encoding_and_separator_is_read(write, encoding, delimiter):
    same(read_table(write("lait.csv", *ROWS, delimiter=delimiter, encoding=encoding)))


@pytest.mark.parametrize("packed", ["xz", "gz", "zip"])
def test_that_one_packed_table_is_read(write, tmp_path, packed):
    plain = write("lait.csv", *ROWS)
    path = tmp_path / f"lait.csv.{packed}"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "data/lait.csv")
    else:
        path.write_bytes({"xz": lzma, "gz": gzip}[packed].compress(plain.read_bytes()))
    same(read_table(path))


def test_that_the_name_of_a_file_says_nothing(write, tmp_path):
    plain = write("lait.csv", *ROWS)
    same(read_table(plain.rename(tmp_path / "holiday.doc")))


def test_that_welsh_and_windows_letters_survive(write):
    rows = [("ReReferral", "", "2025", "Rhônebourgh", "1", "", "Nowhere")]
    for encoding in ("utf-8", "cp1252"):
        table = read_table(write("names.csv", LAIT, *rows, encoding=encoding))
        assert isinstance(table, ValueTable)
        assert table.areas[0].name == "Rhônebourgh"


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_that_a_workbook_is_read_where_its_headings_begin(tmp_path):
    title = [["RIIA quarterly tool"], ["Published 3 March 2026"]]
    path = workbook(tmp_path / "lait.xlsx", {"Notes": [["Nothing here"]], "Data": [*title, *[list(row) for row in ROWS]]})
    same(read_table(path))


def test_that_a_workbooks_numbers_lose_no_digit(tmp_path):
    path = workbook(tmp_path / "lait.xlsx", {"Data": [list(LAIT), ["ReReferral", "", 2025, "Herefordshire", 14.8, 884, "West Midlands"]]})
    table = read_table(path)
    assert isinstance(table, ValueTable)
    assert table.areas[0].cells == ("14.8",)
    assert table.measures[0].periods == ("2025",)


REFUSED = [
    (b"", errors.EmptyTableError),
    (b"\r\n \r\n", errors.EmptyTableError),
    (b"PAR1....PAR1", errors.NotATableError),
    (b"%PDF-1.7 ...", errors.NotATableError),
    (b"\x89PNG\r\n\x1a\n....", errors.NotATableError),
    (b"\x00\x01\x02\x03" * 9, errors.NotATableError),
    (b"\xef\xbb\xbf<!DOCTYPE html><table>", errors.HtmlTableError),
    (b"  <html><body>", errors.HtmlTableError),
    (b"\xfd7zXZ\x00 and then nothing", errors.DamagedTableError),
    (b"\x1f\x8b\x08\x00broken", errors.DamagedTableError),
    (b"PK\x03\x04 not a zip", errors.DamagedTableError),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, errors.DamagedTableError),
    (b"Dear all,\nplease find the figures attached.\n", errors.UnknownTableError),
    (b"a,b,c\n1,2,3\n", errors.UnknownTableError),
    (b'Short Desc,Years,Values,LA Number\nA,2025,"1,330\n' + b"x" * 200_000, errors.DamagedTableError),
]


@pytest.mark.parametrize(("data", "kind"), REFUSED, ids=[f"{kind.code()}-{number}" for number, (_, kind) in enumerate(REFUSED)])
def test_that_what_is_no_table_is_refused_in_a_sentence(tmp_path, data, kind):
    path = tmp_path / "figures.csv"
    path.write_bytes(data)
    with pytest.raises(kind) as refused:
        read_table(path)
    assert "figures.csv" in refused.value.sentence
    assert refused.value.next


def test_that_several_tables_in_one_zip_are_to_be_taken_out(write, tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write("a.csv", *ROWS), "a.csv")
        archive.write(write("b.csv", *ROWS), "b.csv")
    with pytest.raises(errors.SeveralTablesError, match="2 tables"):
        read_table(path)


def test_that_a_zip_bomb_is_not_swallowed(tmp_path, monkeypatch):
    monkeypatch.setattr("wmpeer.indicators.incoming.LIMIT", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(",".join(LAIT).encode() + b"\nA,,2025,Walsall,1,335,West Midlands" * 100_000))
    with pytest.raises(errors.TableTooLargeError):
        read_table(path)


def test_that_a_locked_workbook_says_so(tmp_path):
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600)
    with pytest.raises(errors.DamagedTableError, match="password"):
        read_table(path)


def test_that_a_table_cut_in_mid_row_asks_before_it_is_taken_up_to_there(write):
    path = write("lait.csv", *ROWS)
    path.write_bytes(path.read_bytes()[:-25])
    table = read_table(path)
    assert isinstance(table, ValueTable)
    assert table.rows == 2
    assert [(problem.code, problem.where) for problem in table.problems] == [("table-cut-short", "row 4")]
    assert [(question.column, question.needed) for question in table.questions] == [("end of the file", True)]


def test_that_a_missing_last_line_end_is_no_fault(write):
    path = write("lait.csv", *ROWS)
    path.write_bytes(path.read_bytes().rstrip())
    assert read_table(path).problems == ()


def test_that_headings_in_the_middle_are_skipped(write):
    table = read_table(write("lait.csv", *ROWS, LAIT, ("ReReferral", "", "2025", "Walsall", "19.7", "335.0", "West Midlands")))
    assert (table.rows, [problem.code for problem in table.problems]) == (4, ["header-twice"])
    ees = read_table(write("c1.csv", (*GEOGRAPHY, "cases"), (*GEOGRAPHY, "cases"), england(2025, 4), walsall(2025, 1)))
    assert (ees.rows, [problem.code for problem in ees.problems]) == (2, ["header-twice"])


def test_that_rows_of_another_width_are_left_out_and_counted(write):
    table = read_table(write("c1.csv", (*GEOGRAPHY, "cases"), herefordshire(2025, 4), (2025, "stray"), walsall(2025, 1, 9)))
    assert (table.rows, [problem.code for problem in table.problems]) == (1, ["ragged-rows"])
    assert table.problems[0].where == "rows 3, 4"


CHILDREN = [
    ("List 1", ["Contact", "Reason"]),
    ("List_8", ["x"]),
    ("Data", ["UPN", "School"]),
    ("Data", ["NHS Number", "x"]),
    ("Data", ["nhs_no", "x"]),
    ("Data", ["Child Unique ID", "Gender", "Date of Birth"]),
    ("Data", ["ChildID", "DOB"]),
    ("Data", ["Person Id", "Ethnicity", "Date of birth"]),
    ("Data", ["Unique Pupil Number", "Absence"]),
    ("Data", ["child_id", "date_of_birth"]),
    ("Data", ["Former UPN", "x"]),
    ("Data", ["Child NHS number", "x"]),
    ("Data", ["NHSNumber", "x"]),
]


@pytest.mark.parametrize(("sheet", "headings"), CHILDREN)
def test_that_a_list_of_children_is_refused_whole(tmp_path, sheet, headings):
    path = workbook(tmp_path / "annex.xlsx", {"Front": [list(row) for row in ROWS], sheet: [headings, ["1"] * len(headings)]})
    with pytest.raises(errors.ChildLevelError, match="children"):
        read_table(path)


@pytest.mark.parametrize("headings", [headings for sheet, headings in CHILDREN if sheet == "Data"])
def test_that_a_list_of_children_as_csv_is_refused(write, headings):
    with pytest.raises(errors.ChildLevelError):
        recognise(write("contacts.csv", headings, ["1"] * len(headings)))


@pytest.mark.parametrize(
    "headings",
    [
        [*GEOGRAPHY, "children_count"],
        [*GEOGRAPHY, "number_of_unique_children"],
        [*GEOGRAPHY, "child_count", "birth_rate"],
        [*GEOGRAPHY, "children_with_upn_percent", "nhs_number_completeness"],
    ],
)
def test_that_counts_of_children_are_welcome(write, headings):
    row = list(herefordshire(2025, *[4] * (len(headings) - len(GEOGRAPHY))))
    assert read_table(write("counts.csv", headings, row)).values


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\xff\xfe", b"\x1f\x8b", ",".join(LAIT).encode() + b"\n", ",".join(GEOGRAPHY).encode() + b",cases\n"]
    ),
)
def test_that_no_bytes_bring_anything_but_a_sentence(tmp_path_factory, data, start):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(start + data)
    try:
        read_table(path)
    except WmpeerError as refused:
        assert refused.sentence


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 400))
def test_that_a_workbook_cut_anywhere_brings_but_a_sentence(tmp_path_factory, cut):
    folder = tmp_path_factory.mktemp("cut")
    whole = workbook(folder / "whole.xlsx", {"Data": [list(row) for row in ROWS]}).read_bytes()
    path = folder / "cut.xlsx"
    path.write_bytes(whole[: max(1, len(whole) * cut // 400)])
    try:
        read_table(path)
    except WmpeerError as refused:
        assert refused.sentence


def test_that_the_identity_of_a_file_is_its_own_bytes(write):
    path = write("lait.csv", *ROWS)
    first = open_incoming(path).sha256
    path.write_bytes(path.read_bytes() + b"\r\n")
    assert open_incoming(path).sha256 != first
    assert len(first) == 64


def test_that_a_long_table_of_another_make_is_read_by_its_headings(write):
    rows = [
        ("indicator_code", "title", "pol", "unit", "ytype", "period", "old_la_code", "area", "value"),
        ("X1", "Visits in time", "High", "%", "Quarter", "Q3 2025", "335", "Walsall", "91.2"),
    ]
    table = read_table(write("riia.csv", *rows))
    assert isinstance(table, ValueTable)
    measure = table.measures[0]
    assert (table.source, measure.code, measure.title, measure.polarity, measure.unit) == ("riia", "X1", "Visits in time", "High", "%")


def test_that_a_mapping_names_the_columns_of_a_strange_table(write):
    path = write("tool.csv", ("Ref", "Council", "When", "Result"), ("A1", "Walsall", "Q3 2025", "4.5"), ("A1", "Dudley", "Q3 2025", "c"))
    with pytest.raises(errors.UnknownTableError, match="Ref, Council"):
        read_table(path)
    table = read_table(path, mapping={"code": "Ref", "area": "Council", "period": "When", "value": "Result"})
    assert isinstance(table, ValueTable)
    assert [(row.key, row.cells) for row in table.areas] == [("E08000030", ("4.5",)), ("E08000027", ("c",))]


def test_that_control_characters_do_no_harm(write):
    table = read_table(write("lait.csv", LAIT, ("A", "", "2025", "Walsall", "1\x1f2\x1e", "335", "West Midlands")))
    from wmpeer.indicators.shape import joined, parted

    assert isinstance(table, ValueTable)
    assert len(parted(joined(table.areas[0].cells))) == 1


def test_that_bytes_in_memory_are_never_the_only_copy(tmp_path):
    """A workbook packed once more is read as well."""
    buffer = io.BytesIO()
    workbook(tmp_path / "w.xlsx", {"Data": [list(row) for row in ROWS]})
    buffer.write(gzip.compress((tmp_path / "w.xlsx").read_bytes()))
    path = tmp_path / "w.xlsx.gz"
    path.write_bytes(buffer.getvalue())
    same(read_table(path))


def test_that_a_period_told_beforehand_stands_where_the_table_has_none(write):
    path = write("tool.csv", ("indicator", "authority", "value"), ("A1", "Walsall", "4.5"))
    with pytest.raises(errors.UnknownTableError):
        read_table(path)
    table = read_table(path, period="Q3 2025")
    assert isinstance(table, ValueTable)
    assert table.measures[0].periods == ("Q3 2025",)


def test_that_a_second_row_of_headings_in_other_words_is_no_authority(write):
    labels = ("Indicator", "Description", "Period", "Area", "Value", "LA code", "Region name")
    table = read_table(write("lait.csv", ROWS[0], labels, *ROWS[1:]))
    same(table)
    assert [problem.code for problem in table.problems] == ["header-twice"]


def test_that_a_file_that_cannot_be_opened_says_so(tmp_path):
    with pytest.raises(errors.DamagedTableError, match="cannot be opened"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(errors.DamagedTableError, match="cannot be opened"):
        read_table(tmp_path)


def open_document(path: Path, cells: str) -> Path:
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", content)
    return path


def test_that_an_open_document_spreadsheet_is_read(tmp_path):
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    same(read_table(open_document(tmp_path / "lait.ods", cells)))


def test_that_an_open_document_that_repeats_a_cell_without_end_is_refused(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    path = open_document(tmp_path / "far.ods", f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    with pytest.raises(errors.TableTooLargeError, match="million cells"):
        read_table(path)


def test_that_a_cell_at_the_end_of_the_world_does_not_take_the_program_along(tmp_path):
    path = workbook(tmp_path / "far.xlsx", {"Data": [list(row) for row in ROWS]})
    book = openpyxl.load_workbook(path)
    book["Data"]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(errors.TableTooLargeError, match="million cells"):
        read_table(path)


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_that_a_workbook_with_macros_is_not_opened(tmp_path, ending):
    path = tmp_path / f"figures.{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", b"\xcc\x61")
    with pytest.raises(errors.TableHasMacrosError, match="small programs"):
        open_incoming(path)
