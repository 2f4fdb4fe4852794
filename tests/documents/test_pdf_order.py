"""The order in which a PDF's page is read, rows and heads of its tables, and what is set large or numbered but heads nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from document_files import lines, pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.pdf_line import Line
from wmpeer.documents.pdf_order import in_order
from wmpeer.documents.pdfium import is_bold_name
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

PROSE = [
    "Leaders know their services well and have a clear plan for the year ahead, which all",
    "partners have agreed with, and which families have helped to write in plain words too.",
]


def read(draw: Callable[[Canvas], None]) -> ReadDocument:
    return read_document("a.pdf", pdf(draw))


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in document.passages]


def test_that_boxes_drawn_last_are_read_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["First come these words of the page.", "They go on in a second line."], top=760)
        lines(canvas, ["Third come these, below the boxes."], top=560)
        lines(canvas, ["A box in between says this."], x=90, top=690)
        lines(canvas, ["Another box below it says that."], x=90, top=630)

    said = [one.text[:11] for one in read(draw).passages]
    assert said == ["First come ", "A box in be", "Another box", "Third come "]


def test_that_columns_stay_one_after_the_other_beside_a_box_across_both() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, [f"Left upper line {number} of the page" for number in range(4)], top=760)
        lines(canvas, [f"Right upper line {number} of the page" for number in range(4)], x=320, top=760)
        lines(canvas, [f"Left lower line {number} of the page" for number in range(4)], top=560)
        lines(canvas, [f"Right lower line {number} of the page" for number in range(4)], x=320, top=560)
        lines(canvas, ["In brief, this box says it all once more across both of the columns of the page."], top=640)

    text = read(draw).text
    places = [
        text.index(words) for words in ("Left upper line 3", "Right upper line 3", "In brief", "Left lower line 0", "Right lower line 0")
    ]
    assert places == sorted(places)


def test_that_a_banner_drawn_last_heads_the_page_though_a_box_far_below_is_drawn_with_it() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Words below the banner, and above the title."], top=740)
        for row in range(3):
            for column, text in enumerate([f"Place {row}", "17", "19"]):
                lines(canvas, [text], x=72 + 150 * column, top=640 - 20 * row)
        lines(canvas, ["What is meant is told below."], top=500)
        lines(canvas, ["Where we stand this year"], top=770, size=14)
        lines(canvas, ["Children in care, per 10,000"], top=700, size=12)
        lines(canvas, ["Children in care on the last day of March."], top=480)

    said = [one.text[:9] for one in read(draw).passages]
    assert said == ["Where we ", "Words bel", "Children ", "Place 0 |", "Place 1 |", "Place 2 |", "What is m", "Children "]


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 800), st.floats(10, 300)), max_size=40))
@settings(deadline=None)
def test_that_ordering_keeps_every_line_once(places: list[tuple[float, float, float]]) -> None:
    given_lines = [Line(str(number), left, left + wide, base, 10.0, False) for number, (left, base, wide) in enumerate(places)]
    assert sorted(line.text for line in in_order(list(given_lines))) == sorted(line.text for line in given_lines)


def test_that_the_first_column_of_a_table_may_stand_in_the_middle_of_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for row, name in enumerate(["In need", "Vulnerable", "At risk"]):
            top = 700 - 80 * row
            canvas.rect(72, top - 70, 90, 80)
            canvas.rect(162, top - 70, 300, 80)
            lines(canvas, [name], x=78, top=top - 30, font="Helvetica-Bold")
            lines(canvas, [f"A child is said to be {name.lower()} when", "• help is asked for;", "• plans are made."], x=170, top=top)

    assert [one.kind for one in read(draw).passages] == ["table-row"] * 3
    assert read(draw).passages[1].text.startswith("Vulnerable | A child is said to be vulnerable when")


def grouped(canvas: Canvas, rows: list[tuple[str, ...]], lefts: tuple[int, ...]) -> None:
    """A table whose lines go round groups of rows, not round each."""
    for y in (690, 670, 670 - 14 * len(rows) - 8):
        canvas.line(68, y, 520, y)
    for x in (68, *(left - 6 for left in lefts[1:]), 520):
        canvas.line(x, 670 - 14 * len(rows) - 8, x, 690)
    for number, row in enumerate([("Code", "Place", "2024", "2025"), *rows]):
        for left, text in zip(lefts, row, strict=True):
            lines(canvas, [text], x=left, top=676 if not number else 672 - 14 * number)


def test_that_rows_of_figures_between_two_lines_are_rows_each() -> None:
    rows = [("901", "Ashcombe", "17.2", "18.9"), ("902", "Brackenford and the Vale", "21.0", "x"), ("", "England", "20.1", "22.6")]
    told = [text for _, text in kinds(read(lambda canvas: grouped(canvas, rows, (74, 140, 330, 420))))]
    assert told == ["Code | Place | 2024 | 2025", *("| ".join([row[0] and row[0] + " ", " | ".join(row[1:])]) for row in rows)]


def test_that_shares_under_their_numbers_stay_in_one_row() -> None:
    rows = [("901", "Ashcombe", "17", "18"), ("", "", "(4%)", "(5%)")]
    told = [text for _, text in kinds(read(lambda canvas: grouped(canvas, rows, (74, 140, 330, 420))))]
    assert told == ["Code | Place | 2024 | 2025", "901 | Ashcombe | 17 (4%) | 18 (5%)"]


def test_that_a_head_row_without_lines_stands_above_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        lefts = (72, 200, 330, 450)
        canvas.rect(68, 690, 460, 20)
        for left, head in zip(lefts, ("Outcome", "What we did", "What changed", "Rating"), strict=True):
            lines(canvas, [head], x=left, top=696, font="Helvetica-Bold")
        for row in range(3):
            top = 690 - 30 * row
            for left, right in zip((68, 196, 326, 446), (196, 326, 446, 528), strict=True):
                canvas.rect(left, top - 30, right - left, 30)
            for left, text in zip(lefts, ("Homes", "Opened two", "Fewer moves", "Good"), strict=True):
                lines(canvas, [text], x=left, top=top - 18)

    assert kinds(read(draw))[0] == ("table-row", "Outcome | What we did | What changed | Rating")


def test_that_a_thick_line_divides_the_head_from_the_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for y, thick in ((720, 0.5), (700, 3.0), (680, 0.5), (660, 0.5)):
            canvas.setLineWidth(thick)
            canvas.line(72, y, 400, y)
        canvas.setLineWidth(0.5)
        for x in (72, 240, 400):
            canvas.line(x, 660, x, 720)
        for row, cells in enumerate((("Area", "Grade"), ("Leaders", "Good"), ("Care", "Good"))):
            lines(canvas, [cells[0]], x=80, top=706 - 20 * row)
            lines(canvas, [cells[1]], x=250, top=706 - 20 * row)

    assert [text for _, text in kinds(read(draw))] == ["Area | Grade", "Leaders | Good", "Care | Good"]


def plain_numbers(canvas: Canvas) -> None:
    lines(canvas, PROSE, top=760)
    lines(canvas, ["1. Homes", "1.1. Two homes opened", "1.2. Kinship offer", "2. Health", "2.1. Checks in time"], top=720)
    lines(canvas, PROSE, top=640)


def quote(canvas: Canvas) -> None:
    lines(canvas, PROSE, top=760)
    lines(canvas, ["“My worker rings me on my birthday.”"], top=720, size=17)
    lines(canvas, PROSE, top=690)


def tile(canvas: Canvas) -> None:
    lines(canvas, PROSE, top=760)
    lines(canvas, ["92%"], top=715, size=30, font="Helvetica-Bold")
    lines(canvas, ["of families would ask for us again"], top=690, size=15)
    lines(canvas, PROSE, top=650)


@pytest.mark.parametrize("draw", [plain_numbers, quote, tile])
def test_that_lists_quotes_and_great_numbers_are_no_headings(draw: Callable[[Canvas], None]) -> None:
    assert "heading" not in {one.kind for one in read(draw).passages}


@pytest.mark.parametrize(
    ("name", "bold"),
    [(b"URWGothic-Demi", True), (b"Arial,Bold", True), (b"SourceSans3-Semibold", True), (b"NotoSans-DemiLight", False), (b"Arial", False)],
)
def test_that_fonts_say_by_name_that_they_are_bold(name: bytes, bold: bool) -> None:
    assert is_bold_name(name) is bold


def test_that_a_title_in_the_middle_over_two_lines_is_one_heading() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 28)
        canvas.drawCentredString(297, 780, "Strengths we can evidence:")
        canvas.drawCentredString(297, 746, "charts")
        lines(canvas, PROSE, top=700)

    assert [one.text for one in read(draw).passages if one.kind == "heading"] == ["Strengths we can evidence: charts"]


def test_that_sections_of_one_line_each_are_headings_below_their_title() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Test document"], top=770, size=24)
        for number, name in enumerate(["Homes", "Health", "Learning", "Staff"]):
            lines(canvas, [name], top=730 - 50 * number, size=15)
            lines(canvas, [f"{name} are well looked after"], top=708 - 50 * number)

    assert len([one for one in read(draw).passages if one.kind == "heading"]) == 5


def test_that_the_labels_of_a_form_are_passages_each() -> None:
    document = read(lambda canvas: lines(canvas, ["Name of authority: Thornbeck", "Completed by: Head of Quality", "Date: 12 October"]))
    assert [text for _, text in kinds(document)] == ["Name of authority: Thornbeck", "Completed by: Head of Quality", "Date: 12 October"]


def test_that_a_bullet_far_from_its_words_makes_no_row_of_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        text = canvas.beginText(72, 740)
        text.textOut("• ")
        text.setXPos(60)
        text.textOut("Smokefree services")
        canvas.drawText(text)
        lines(canvas, ["are open to all who live here, by appointment or without."], top=726)

    assert "table-row" not in {one.kind for one in read(draw).passages}


def test_that_thousands_of_labels_drawn_in_many_turns_are_ordered_by_looking_at_each_only_beside_its_gaps() -> None:
    looked: list[int] = []

    class Counted(Line):
        __slots__ = ()

        def __getattribute__(self, name: str) -> object:
            if name == "base":
                looked.append(1)
            return super().__getattribute__(name)

    labels = [
        Counted(f"{run} {at}", 10 + 8 * run, 17 + 8 * run, 20 + 16 * at + run / 100, 2.0, False) for run in range(60) for at in range(50)
    ]
    assert len(in_order(list(labels))) == len(labels)
    assert len(looked) < 1_000 * len(labels)
