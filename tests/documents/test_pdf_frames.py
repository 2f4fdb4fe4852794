"""Tables of a PDF inside frames: the box around a page is no table, and the innermost table says which cell a word is in."""

from __future__ import annotations

from collections.abc import Callable

from document_files import pdf
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.pdf_grid import Rule, tables_of
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]
ROWS = (("", "Leaders", "Care", "Leavers"), ("Grade", "Good", "", "Good"), ("Files read", "12", "14", "9"))
EDGES = (90, 180, 270, 360, 450)


def framed(canvas: Canvas) -> None:
    """A grid of three rows with empty cells, inside a box around the whole page."""
    canvas.rect(40, 40, 515, 760)
    for edge in EDGES:
        canvas.line(edge, 600 - 72, edge, 600)
    for number in range(4):
        canvas.line(EDGES[0], 600 - 24 * number, EDGES[-1], 600 - 24 * number)
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(ROWS):
        for edge, text in zip(EDGES, row, strict=False):
            canvas.drawString(edge + 5, 600 - 24 * number - 16, text)


def test_that_a_table_is_found_inside_a_box_around_the_page(seen: Seen) -> None:
    assert seen(read_document("a.pdf", pdf(framed))) == [
        ("table-row", "| Leaders | Care | Leavers"), ("table-row", "Grade | Good |  | Good"), ("table-row", "Files read | 12 | 14 | 9"),
    ]  # fmt: skip


def test_that_one_box_is_a_frame_and_two_boxes_are_none() -> None:
    box = [Rule(10, 0, 100), Rule(200, 0, 100)]
    assert [table.is_frame for table in tables_of(box, [Rule(0, 10, 200), Rule(100, 10, 200)])] == [True]
    assert [table.is_frame for table in tables_of(box, [Rule(0, 10, 200), Rule(50, 10, 200), Rule(100, 10, 200)])] == [False]
    assert tables_of(box, [Rule(0, 10, 200), Rule(100, 10, 200)])[0].area == 100 * 190


def boxes(canvas: Canvas) -> None:
    """A page of two boxes side by side, each with several paragraphs, below a row that names them."""
    canvas.rect(60, 300, 460, 400)
    canvas.line(290, 300, 290, 700)
    canvas.line(60, 676, 520, 676)
    canvas.setFont("Helvetica", 9)
    for left, name in ((65, "Strengths"), (295, "Areas for development")):
        canvas.drawString(left, 682, name)
        for number in range(28):
            canvas.drawString(left, 660 - 12 * number, f"{name} line {number} says what we know of it.")


def test_that_two_boxes_of_text_are_read_one_after_the_other_and_are_no_row() -> None:
    document = read_document("a.pdf", pdf(boxes))
    assert all(passage.kind != "table-row" or len(passage.text) < 60 for passage in document.passages), "only the names are side by side"
    said = document.text.replace("\n", " ")
    assert said.index("Strengths line 27") < said.index("Areas for development line 0")


def shaded(canvas: Canvas) -> None:
    """Cells coloured twice, as Word does: the cell, and each line of its words; the lines between cells are drawn in pieces."""
    for row, cells in enumerate(((("Area",), ("2025", "(final)")), (("Leaders",), ("57.6",)), (("Care",), ("60.1",)))):
        top = 700 - 40 * row
        for left, right, said in zip((72, 272), (272, 372), cells, strict=True):
            canvas.setFillGray(0.85)
            canvas.rect(left, top - 40, right - left, 40, fill=1, stroke=0)
            for number, text in enumerate(said):
                canvas.setFillGray(0.8)
                canvas.rect(left + 5, top - 15 - 12 * number, right - left - 10, 12, fill=1, stroke=0)
                canvas.setFillGray(0)
                canvas.drawString(left + 6, top - 12 - 12 * number, text)
            canvas.rect(left, top - 0.5, right - left, 0.5, fill=1, stroke=0)
        for x in (72, 272, 372):
            canvas.rect(x, top - 36.5, 0.5, 36.5, fill=1, stroke=0)
            canvas.rect(x, top - 40, 0.5, 3.5, fill=1, stroke=0)


def test_that_colour_behind_the_words_of_a_cell_divides_nothing(seen: Seen) -> None:
    assert seen(read_document("a.pdf", pdf(shaded))) == [
        ("table-row", "Area | 2025 (final)"), ("table-row", "Leaders | 57.6"), ("table-row", "Care | 60.1"),
    ]  # fmt: skip
