"""What a drawn picture says at its edges: which period a line's last value is of, and where an axis ends."""

from __future__ import annotations

from datetime import date

import pypdfium2 as pdfium
import pytest
from openpyxl import Workbook

from wmpeer.drawing.blocks import Block, Heading, Paper, Picture, Pictures, Room, Words
from wmpeer.drawing.chart import end_label, trend_drawing
from wmpeer.drawing.paper import paper_pdf
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


def test_that_a_cell_holds_its_number_without_the_tail_of_a_binary_fraction() -> None:
    sheet = Workbook().create_sheet("Figures")
    for value, decimals, held in ((81.29999999999998, 1, 81.3), (7.45, 1, 7.45), (18.130000000000003, 2, 18.13), (1204, 0, 1204)):
        figure(sheet["A1"], value, decimals)
        assert sheet["A1"].value == held


def pages_of(*blocks: Block) -> list[str]:
    """The words of each page of a paper of *blocks*."""
    made = pdfium.PdfDocument(paper_pdf(Paper("Pack", "Region", "line", "", (), "Pack", date(2026, 11, 22), blocks)))
    return [page.get_textpage().get_text_bounded() for page in made]


@pytest.mark.parametrize("above", range(24, 40, 3))
def test_that_no_page_holds_one_small_picture_and_no_heading_is_parted_from_its_contents(above: int) -> None:
    chart = ChartDescription("Seen", "%", PERIODS, (ChartLine("Ashcombe", "own", (1.0, 2.0, 3.0)),))
    rows = tuple(Picture(f"Picture {place}", chart) for place in range(5))
    filler = tuple(Words("A line of words.", "item") for _ in range(above))
    pages = pages_of(Heading("Part"), *filler, Heading("Pictures", 2), Pictures(rows))
    last = pages[-1]
    assert "Picture 4" in last and ("Picture 2" in last or "Picture 3" in last)
    assert all("Picture 0" in page for page in pages if "\nPictures" in page)
    parts = (Heading("9. Quality"), Words("No measure."), Heading("Lines of enquiry", 2), Words("No flag."), Room("Commentary", "", "none"))
    page = next(one for one in pages_of(Heading("Part"), *filler, *parts) if "9. Quality" in one)
    assert "Lines of enquiry" in page and "Commentary" in page
