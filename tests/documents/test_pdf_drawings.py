"""Charts of a PDF: their labels are one passage of their own, found by search, and no headings, paragraphs or rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from document_files import lines, pdf, turned
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.charts.piecharts import Pie
from reportlab.graphics.shapes import Drawing, String
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.pdf_drawings import Shape, mark_drawings
from wmpeer.documents.pdf_line import Line
from wmpeer.documents.pdfium import Pdf
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument
from wmpeer.documents.text import clean

ABOVE = ["Leaders know their services well and have a clear plan for the year ahead, which all", "partners have agreed with."]
BELOW = ["Visits are recorded within two days in nearly all of the cases that were looked at by the", "auditors in May."]


def bars() -> Any:
    chart = VerticalBarChart()
    chart.data = [[21, 34, 28, 40], [18, 25, 31, 36]]
    chart.categoryAxis.categoryNames = ["Spring", "Summer", "Autumn", "Winter"]
    chart.valueAxis.valueMin = 0
    return chart


def bars_across() -> Any:
    chart = HorizontalBarChart()
    chart.data = [[21, 34, 28, 40]]
    chart.categoryAxis.categoryNames = ["Spring", "Summer", "Autumn", "Winter"]
    return chart


def curve() -> Any:
    chart = HorizontalLineChart()
    chart.data = [[21, 34, 28, 40]]
    chart.categoryAxis.categoryNames = ["Spring", "Summer", "Autumn", "Winter"]
    return chart


def pie() -> Any:
    chart = Pie()
    chart.data = [40, 30, 20]
    chart.labels = ["Spring 40%", "Summer 30%", "Autumn 20%"]
    return chart


def charted(make: Callable[[], Any], heading: str = "Early help") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        drawing = Drawing(420, 200)
        chart = make()
        chart.x, chart.y, chart.width, chart.height = 60, 30, 300, 120
        if isinstance(chart, Pie):
            chart.width = 120
        drawing.add(chart)
        drawing.add(String(210, 168, "Family hubs opened", fontName="Helvetica-Bold", fontSize=11, textAnchor="middle"))
        lines(canvas, [heading], top=760, size=13, font="Helvetica-Bold")
        lines(canvas, ABOVE, top=735)
        renderPDF.draw(drawing, canvas, 80, 480)
        lines(canvas, BELOW, top=450)

    return draw


def read(draw: Callable[[Canvas], None]) -> ReadDocument:
    return read_document("a.pdf", pdf(draw))


@pytest.mark.parametrize("make", [bars, bars_across, curve, pie])
def test_that_the_labels_of_a_chart_are_a_passage_of_their_own(make: Callable[[], Any]) -> None:
    passages = read(charted(make)).passages
    assert [one.kind for one in passages] == ["heading", "paragraph", "drawing", "paragraph"]
    words = passages[2].text
    assert all(word in words for word in ("Spring", "Summer", "Autumn", "Family hubs opened"))
    assert passages[2].heading == "Early help"
    assert passages[1].text == " ".join(ABOVE)
    assert passages[3].text == " ".join(BELOW)


def test_that_a_pie_beside_bars_needs_no_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        charted(bars)(canvas)
        drawing = Drawing(260, 150)
        round_one = Pie()
        round_one.x, round_one.y, round_one.width, round_one.height = 70, 15, 100, 100
        round_one.data, round_one.labels = [60, 30, 10], ["Good", "Mixed", "Weak"]
        drawing.add(round_one)
        drawing.add(String(120, 128, "Grades of audits", fontName="Helvetica-Bold", fontSize=10, textAnchor="middle"))
        renderPDF.draw(drawing, canvas, 80, 200)

    passages = read(draw).passages
    assert [one.text for one in passages if one.kind == "heading"] == ["Early help"]
    assert any("Grades of audits" in one.text and "Weak" in one.text for one in passages if one.kind == "drawing")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_that_charts_of_turned_pages_are_found_as_well(degrees: int) -> None:
    passages = read_document("a.pdf", turned(pdf(charted(bars)), degrees)).passages
    assert [one.kind for one in passages] == ["heading", "paragraph", "drawing", "paragraph"]


def test_that_a_heading_right_above_a_chart_stays_one() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ABOVE, top=760)
        lines(canvas, ["Referrals"], top=640, size=13, font="Helvetica-Bold")
        drawing = Drawing(420, 160)
        chart = bars()
        chart.x, chart.y, chart.width, chart.height = 30, 30, 300, 120
        drawing.add(chart)
        renderPDF.draw(drawing, canvas, 72, 474)

    assert [(one.kind, one.text) for one in read(draw).passages if one.kind == "heading"] == [("heading", "Referrals")]


def test_that_tables_tiles_and_banners_are_no_charts() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(5):
            canvas.setFillGray(0.9)
            canvas.rect(72, 700 - 20 * row, 400, 19, fill=1, stroke=0)
            canvas.setFillGray(0)
            for column, text in enumerate([f"Measure {row}", str(10 * row), str(20 * row), str(30 * row)]):
                lines(canvas, [text], x=80 + 100 * column, top=706 - 20 * row)
        for column, number in enumerate(["612", "94%", "1 in 5"]):
            canvas.setFillGray(0.8)
            canvas.roundRect(72 + 130 * column, 500, 110, 60, 6, fill=1, stroke=0)
            canvas.setFillGray(0)
            lines(canvas, [number], x=90 + 130 * column, top=530, size=22)
        canvas.setFillGray(0.3)
        canvas.rect(72, 420, 400, 24, fill=1, stroke=0)
        canvas.setFillGray(1)
        lines(canvas, ["Our practice"], x=80, top=427, size=14, font="Helvetica-Bold")
        canvas.setFillGray(0)
        lines(canvas, ABOVE, top=400)

    passages = read(draw).passages
    assert "drawing" not in {one.kind for one in passages}
    assert [one.text for one in passages if one.kind == "heading"] == ["Our practice"]
    assert [one.text for one in passages if one.kind == "table-row"][:2] == ["Measure 0 | 0 | 0 | 0", "Measure 1 | 10 | 20 | 30"]


def test_that_coloured_columns_of_figures_are_a_table() -> None:
    """Cells of one colour, drawn as tall boxes of one width on one base, are no bars."""

    def draw(canvas: Canvas) -> None:
        for column in range(6):
            canvas.setFillColorRGB(1, 1, 0.6)
            canvas.rect(160 + 50 * column, 580, 50, 120 - 20 * column, fill=1, stroke=0)
        canvas.setFillGray(0)
        for y in range(580, 701, 20):
            canvas.line(72, y, 460, y)
        for x in (72, *range(160, 461, 50)):
            canvas.line(x, 580, x, 700)
        for row, name in enumerate(["Age", "Under 1", "1 - 4", "5 - 9", "10 - 15", "TOTAL"]):
            lines(canvas, [name], x=78, top=686 - 20 * row)
            for column in range(6):
                lines(canvas, [str(2004 + column) if not row else str(7 * row + 11 * column)], x=170 + 50 * column, top=686 - 20 * row)

    assert {one.kind for one in read(draw).passages} == {"table-row"}
    assert [one.text for one in read(draw).passages][2] == "1 - 4 | 14 | 25 | 36 | 47 | 58 | 69"


WORDS = st.sampled_from(["Visits", "are kept", "42%", "Plan", "Leaders know their services well and have a plan for the year", "7"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(WORDS, st.integers(40, 480), st.integers(60, 780), st.sampled_from([8.0, 11.0, 16.0])), min_size=1, max_size=25))
def test_that_every_letter_of_a_page_is_in_some_passage(placed: list[tuple[str, int, int, float]]) -> None:
    def draw(canvas: Canvas) -> None:
        charted(bars)(canvas)
        for text, x, y, size in placed:
            lines(canvas, [text], x=x, top=y, size=size)

    data = pdf(draw)
    opened = Pdf("a.pdf", data)
    page = opened.page(0)
    assert page is not None
    given_by_pdfium = Counter(sign for sign in clean(page.text()) if sign.isalnum())
    page.close()
    opened.close()
    assert Counter(sign for sign in read_document("a.pdf", data).text if sign.isalnum()) == given_by_pdfium


@settings(deadline=None)
@given(
    st.lists(st.tuples(*[st.floats(-1e4, 1e4)] * 4, st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=30),
    st.lists(st.tuples(st.text(min_size=1, max_size=60), st.floats(-500, 500), st.floats(-500, 500), st.booleans()), max_size=30),
)
def test_that_any_shapes_and_lines_can_be_looked_at(shapes: list[Any], texts: list[Any]) -> None:
    drawn = [Shape(min(a, c), min(b, d), max(a, c), max(b, d), filled, slanted, curved) for a, b, c, d, filled, slanted, curved in shapes]
    found = [Line(text, x, x + 30, y, 10.0, False, upright=upright) for text, x, y, upright in texts]
    mark_drawings(found, drawn, 595, 842)
    assert all(line.drawing >= 0 for line in found)
