"""What a drawn picture says at its edges: which period a line's last value is of, and where an axis ends."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from wmpeer.drawing.chart import end_label, trend_drawing
from wmpeer.drawing.strokes import steps_of
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.papers.cells import figure
from wmpeer.papers.pack_xlsx import sheet_name

PERIODS = ("2023", "2024", "2025")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ((2.0, 1.0, 0.0), "0 Walsall"),
        ((0.0, None, None), "0 Walsall, 2023"),
        ((None, 4.0, None), "4 Walsall, 2024"),
        ((None,) * 3, "Walsall"),
    ],
)
def test_that_a_lines_end_names_its_period_where_it_is_not_the_newest(values: tuple[float | None, ...], label: str) -> None:
    line = ChartLine("Walsall (outer)", "own", values, tuple("" if value is None else f"{value:.0f}" for value in values))
    assert end_label(line, PERIODS) == label
    drawn = trend_drawing(ChartDescription("Children", "number", PERIODS, (line,)), 220, 120)
    told = {str(shape.text) for shape in drawn.getContents() if hasattr(shape, "text")}
    assert (label in told) is any(value is not None for value in values)


@pytest.mark.parametrize(("unit", "end"), [("%", 100.0), ("per 10,000", 125.0)])
def test_that_the_axis_of_a_percentage_ends_at_100(unit: str, end: float) -> None:
    most = ChartDescription("Seen in time", unit).most
    assert steps_of((101.0,), most)[-1] == 125 and steps_of((62.0, 99.0), most)[-1] == 100
    assert steps_of((99.0, 75.0), most)[-1] <= end


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Leaders", "3 Leaders"),
        ("The social work practice: [all]", "3 The social work practice all"),
        ("Experiences of children in need of permanence", "3 Experiences of children"),
        ("Helping children and the families", "3 Helping children"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis", "3 Pneumonoultramicroscopicsilico"[:31]),
    ],
)
def test_that_a_sheets_name_is_cut_at_a_word(title: str, name: str) -> None:
    assert sheet_name(3, title) == name and len(name) <= 31


def test_that_a_cell_holds_the_number_that_it_shows() -> None:
    sheet = Workbook().create_sheet("Figures")
    for value, decimals, held in ((81.29999999999998, 1, 81.3), (7.45, 1, 7.5), (1204.0, 0, 1204), (-0.04, 1, 0)):
        figure(sheet["A1"], value, decimals)
        assert sheet["A1"].value == held and str(sheet["A1"].value)[0] != "-"
