"""A text in any usual encoding, of any usual size, and rows whose faults are named by their numbers."""

from __future__ import annotations

import pytest
from table_samples import GEOGRAPHY, walsall

from wmpeer.indicators.read import read_table

LONG = ("Measure", "Year", "Local authority", "Value")
WELSH = "Cyfradd fesul 10,000 – ŵythnos, £5 “da”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_that_welsh_and_signs_are_read_in_every_encoding_that_has_them(write, encoding: str):
    table = read_table(write("r.csv", LONG, (WELSH, "2025", "Walsall", "1"), encoding=encoding))
    assert [measure.code for measure in table.measures] == [WELSH]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_that_figures_are_read_whatever_becomes_of_the_letters(write, encoding: str):
    """Where an encoding cannot be told from another, its letters may be read as the other's: never is a figure lost."""
    table = read_table(
        write("r.csv", LONG, ("Cost £ – é".encode(encoding, "replace").decode(encoding), "2025", "Walsall", "1"), encoding=encoding)
    )
    assert table.values == 1 and len(table.measures) == 1


def test_that_one_letter_of_windows_in_the_middle_of_a_long_text_is_read(write):
    path = write("r.csv", LONG, *[("A", str(year), "Walsall", "1") for year in range(1990, 2026)] * 100)
    path.write_bytes(path.read_bytes() + "Caf\u00e9,2025,Walsall,2\r\n".encode("cp1252"))
    assert [measure.code for measure in read_table(path).measures] == ["A", "Café"]


def test_that_cells_that_are_neither_figures_nor_markers_are_counted_and_their_rows_named(write):
    table = read_table(
        write("r.csv", LONG, ("A", "2025", "Walsall", "1"), ("A", "2025", "Dudley", "many"), ("A", "2025", "Sandwell", "few"))
    )
    (problem,) = table.problems
    assert (problem.code, problem.where) == ("unknown-marker", "rows 3, 4") and "2 cells" in problem.sentence


@pytest.mark.parametrize("columns", [500, 2_900])
def test_that_many_columns_are_read(write, columns: int):
    table = read_table(write("e.csv", (*GEOGRAPHY, *(f"m{at}_percent" for at in range(columns))), walsall(2025, *["1.5"] * columns)))
    assert table.values == columns
