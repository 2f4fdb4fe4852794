"""A text that was cut in mid-line is no whole table: it takes nobody's place, and is taken at all only where a person says so."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from beginnings import new_cycle
from hypothesis import given, settings
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, LAIT, england, herefordshire, walsall

from wmpeer.errors import WmpeerError
from wmpeer.indicators.ending import CUT, TAKE
from wmpeer.indicators.plan import plan_load
from wmpeer.indicators.queries import batches, benchmark
from wmpeer.indicators.read import read_table
from wmpeer.intake.plan import carry_out, plan_intake
from wmpeer.intake.records import Wishes

HERE = "E06000019"
ROWS = [(*GEOGRAPHY, "cases"), *(each(year, year - 2000) for year in (2023, 2024, 2025) for each in (england, herefordshire, walsall))]


@pytest.fixture
def workspace(tmp_path):
    made = new_cycle(tmp_path)
    yield made
    made.close()


def cut(path: Path, less: int) -> Path:
    path.write_bytes(path.read_bytes()[:-less])
    return path


def load(workspace, path: Path, **wishes: object):
    plan = plan_intake(workspace, [path], wishes=Wishes(**wishes))  # type: ignore[arg-type]
    return plan.items[0], carry_out(workspace, plan)[0]


def figures(workspace) -> dict[str, float | None]:
    return {row.source: row.value for row in workspace.read(benchmark, HERE)}


def test_that_a_cut_file_is_refused_with_its_row_and_the_whole_one_stays(workspace, write):
    load(workspace, write("c1.csv", *ROWS))
    planned, result = load(workspace, cut(write("c1.csv", *ROWS), 12))
    assert planned.status == "asks" and [question.column for question in planned.questions] == [CUT]
    (problem,) = result.problems
    assert (result.status, problem.code, problem.where) == ("refused", "table-cut-short", "row 10")
    assert "ends in the middle of row 10" in problem.sentence
    assert figures(workspace) == {"c1": 25.0} and len(workspace.read(batches)) == 1


def test_that_a_person_may_take_what_is_there_beside_the_whole_one(workspace, write):
    load(workspace, write("c1.csv", *ROWS))
    _, result = load(workspace, cut(write("c1.csv", *ROWS), 100), choices={CUT: TAKE})
    assert (result.status, result.rows, [problem.code for problem in result.problems]) == ("loaded", 8, ["taken-in-part"])
    assert figures(workspace) == {"c1": 25.0, "c1 (cut short)": 25.0}


def test_that_the_whole_file_takes_the_place_of_what_was_taken_of_a_cut_one(workspace, write):
    load(workspace, cut(write("c1.csv", *ROWS), 12), choices={CUT: TAKE})
    assert figures(workspace) == {"c1 (cut short)": 25.0}
    _, result = load(workspace, write("c1.csv", *ROWS))
    assert result.status == "replaced" and figures(workspace) == {"c1": 25.0}


def test_that_what_was_said_of_one_cut_file_is_not_said_of_the_next(workspace, write):
    path = cut(write("c1.csv", *ROWS), 12)
    load(workspace, path, choices={CUT: TAKE})
    assert [load(workspace, path)[1].status, load(workspace, path)[1].status] == ["unchanged", "unchanged"]
    assert load(workspace, cut(write("c1.csv", *ROWS), 13))[1].status == "refused"


def test_that_a_plan_in_the_window_takes_it_once_it_is_chosen(workspace, write):
    path = cut(write("c1.csv", *ROWS), 12)
    plan = plan_intake(workspace, [path])
    assert [one.path for one in plan.questions()] == [path]
    plan = plan.chosen(path, CUT, TAKE)
    assert plan.questions() == () and [one.status for one in carry_out(workspace, plan)] == ["loaded"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_that_the_end_is_seen_in_every_encoding(write, encoding: str):
    path = write("c1.csv", *ROWS, encoding=encoding)
    assert read_table(path).questions == ()
    path.write_bytes(path.read_bytes()[: -24 if "16" in encoding else -12])
    assert [question.column for question in read_table(path).questions] == [CUT]


def test_that_a_cell_left_open_is_a_cut_though_no_cell_is_missing(tmp_path):
    path = tmp_path / "lait.csv"
    rows = [
        LAIT,
        ("CIN", "Children", "2024", "Walsall", "1", "335", "West Midlands"),
        ("CIN", "Children", "2025", "Walsall", "12", "335", "West Mid"),
    ]
    path.write_text("\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)[:-1], encoding="utf-8")
    table = read_table(path)
    assert [question.column for question in table.questions] == [CUT] and table.values == 1


@pytest.mark.parametrize("line", ['CIN,2025,"Dudley,6', 'CIN,2025,Dudley,"6', '"CIN,2025,Dudley,6'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_that_a_quote_that_is_never_closed_swallows_no_rows_without_a_word(tmp_path, line: str, encoding: str):
    text = f"Indicator,Period,LA,Value\r\nCIN,2025,Walsall,5\r\n{line}\r\nCIN,2025,Sandwell,7\r\n"
    (path := tmp_path / "t.csv").write_bytes(text.encode(encoding))
    table = read_table(path)
    assert [(problem.code, problem.where) for problem in table.problems] == [("table-cut-short", "row 3")]
    assert [question.needed for question in table.questions] == [True]


def test_that_a_note_in_quotes_over_two_lines_is_no_cut(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text('Indicator,Period,Local authority,Value,Note\nCIN,2025,Walsall,1,"two\nlines"', encoding="utf-8")
    assert read_table(path).questions == ()


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (("Local authority", "Overall effectiveness", "Leaders", "Publication date"), [("Walsall", "Good", "Good", "01/02/2024")]),
        (("la_name", "SN_1", "SN_2", "SN_3"), [("Walsall", "Dudley", "Sandwell", "Stoke-on-Trent")]),
    ],
)
def test_that_inspections_and_neighbours_are_cut_as_well(write, headings, rows):
    path = cut(write("k_2025.csv", headings, *rows, rows[0]), 25)
    assert CUT in [question.column for question in read_table(path).questions]


@settings(max_examples=60, deadline=None)
@given(end=st.integers(1, 2000))
def test_that_no_cut_takes_a_whole_tables_place(tmp_path_factory, end: int):
    """Cut anywhere but behind a line or behind its last cell, a table asks; whatever is left never stands in the place of the whole."""
    path = tmp_path_factory.mktemp("cut") / "c1.csv"
    made = io.StringIO()
    csv.writer(made).writerows(ROWS)
    text = made.getvalue()
    path.write_text(text, encoding="utf-8", newline="")
    known = _known(read_table(path))
    left = text[: len(text) - end % (len(text) - 400)]
    path.write_text(left, encoding="utf-8", newline="")
    try:
        asks = CUT in [question.column for question in read_table(path).questions]
    except WmpeerError:
        return
    whole_cells = len(next(csv.reader(left.splitlines()[-1:]))) == len(ROWS[0])
    assert asks or left.endswith(("\n", "\r")) or whole_cells
    assert not asks or plan_load(read_table(path, choices={CUT: TAKE}), known).takes_place_of == ()


def _known(table):
    from wmpeer.indicators.plan import KnownBatch, authorities_in, codes_of, newest_of

    return (
        KnownBatch(
            "e", table.sha256, table.kind, table.source, table.name, False, (), codes_of(table), newest_of(table), authorities_in(table)
        ),
    )
