"""What a PDF only shows: covers, contents, ranks of headings, notes at the foot, words that go on over a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from document_files import lines, pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.contents import depth_of_number
from wmpeer.documents.looks import levels, ranks
from wmpeer.documents.marks import mark
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

PROSE = [
    "Leaders know their services well and have a clear plan for the year ahead, which all",
    "partners have agreed with, and which families have helped to write in plain words too.",
]


def read(draw: Callable[[Canvas], None]) -> ReadDocument:
    return read_document("a.pdf", pdf(draw))


def headings(document: ReadDocument) -> list[tuple[str, int]]:
    return [(one.text, one.level) for one in document.passages if one.kind == "heading"]


def chapter(canvas: Canvas, name: str, parts: list[str], size: float = 16) -> None:
    lines(canvas, [name], top=740, size=size, font="Helvetica-Bold")
    lines(canvas, PROSE, top=710)
    for place, part in enumerate(parts):
        lines(canvas, [part], top=660 - 70 * place, size=12.5, font="Helvetica-Bold")
        lines(canvas, PROSE, top=640 - 70 * place)
    canvas.showPage()


def test_that_a_cover_has_its_title_and_contents_are_no_headings() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Children’s services", "self-evaluation"], top=600, size=30, step=36)
        lines(canvas, ["October 2026"], top=480, size=18)
        lines(canvas, ["Walsall Council"], top=300, size=20)
        canvas.showPage()
        lines(canvas, ["Contents"], top=740, size=16, font="Helvetica-Bold")
        for place, name in enumerate(["Leaders", "Help and protection", "Care leavers"]):
            lines(canvas, [name], top=700 - 20 * place, font="Helvetica-Bold")
            lines(canvas, [str(place + 3)], x=500, top=700 - 20 * place)
        canvas.showPage()
        chapter(canvas, "Leaders", ["The plan", "Partners"])
        chapter(canvas, "Help and protection", ["The front door"], size=15.6)
        chapter(canvas, "Care leavers", ["Homes"])

    document = read(draw)
    assert document.title == "Children’s services self-evaluation"
    assert headings(document) == [
        ("Children’s services self-evaluation", 1), ("Contents", 1), ("Leaders", 1), ("The plan", 2), ("Partners", 2),
        ("Help and protection", 1), ("The front door", 2), ("Care leavers", 1), ("Homes", 2),
    ]  # fmt: skip


def test_that_numbers_before_headings_rank_them() -> None:
    def draw(canvas: Canvas) -> None:
        for place, name in enumerate(["1 Leaders", "1.1 The plan", "Why it matters", "1.2 Partners", "2 Help", "2.1 Front door"]):
            lines(canvas, [name], top=760 - 80 * place, size=12, font="Helvetica-Bold")
            lines(canvas, PROSE, top=735 - 80 * place, size=12)

    assert headings(read(draw)) == [
        ("1 Leaders", 1), ("1.1 The plan", 2), ("Why it matters", 1), ("1.2 Partners", 2), ("2 Help", 1), ("2.1 Front door", 2),
    ]  # fmt: skip


def raised(canvas: Canvas, x: float, y: float, before: str, sign: str, after: str = "", size: float = 11) -> None:
    words = canvas.beginText(x, y)
    words.setFont("Helvetica", size)
    words.textOut(before)
    words.setFont("Helvetica", size * 0.6)
    words.setRise(size * 0.33)
    words.textOut(sign)
    words.setRise(0)
    words.setFont("Helvetica", size)
    words.textOut(after)
    canvas.drawText(words)


def test_that_footnotes_are_notes_with_their_marks_and_words_stay_whole() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, PROSE, top=740)
        raised(canvas, 72, 712, "Fewer children came back last year", "1", ", on the 21")
        raised(canvas, 72, 698, "and we know why.", "2", " Audits said so.")
        raised(canvas, 72, 90, "", "1", " Source: audit of May, all teams, and what the", size=8)
        lines(canvas, ["partners said of it."], top=80, size=8)
        raised(canvas, 72, 70, "", "2", "Supervision records.", size=8)

    passages = read(draw).passages
    assert "last year [1], on the 21" in passages[0].text
    assert "we know why. [2] Audits" in passages[0].text
    assert [(one.kind, one.text) for one in passages[1:]] == [
        ("note", "1 Source: audit of May, all teams, and what the partners said of it."), ("note", "2 Supervision records."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "sign", "written"),
    [
        ("last year", "1", " [1]"),
        ("the 1", "st", "st"),
        ("48 m", "2", "2"),
        ("Trust", "*", " [*]"),
        ("seen", "3,4", " [3,4]"),
        ("10", "6", "6"),
    ],
)
def test_that_only_marks_of_notes_are_set_apart(before: str, sign: str, written: str) -> None:
    assert mark(before, sign) == written


def test_that_words_go_on_over_a_page_and_its_notes() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Self-evaluation of Walsall"], top=815, size=8)
        lines(canvas, [*PROSE, "Visits are recorded within two days in nearly all of the cases that were looked at by the"], top=740)
        raised(canvas, 72, 60, "", "1", " Audit of May.", size=8)
        canvas.showPage()
        lines(canvas, ["Self-evaluation of Walsall"], top=815, size=8)
        lines(canvas, ["auditors in May. That is better than it was.", "• An item"], top=740)
        canvas.showPage()
        lines(canvas, ["Self-evaluation of Walsall"], top=815, size=8)
        lines(canvas, ["Another page begins with its own words."], top=740)

    document = read(draw)
    assert [(one.kind, one.page) for one in document.passages] == [
        ("paragraph", 1), ("note", 1), ("list", 2), ("paragraph", 3), ("note", 1),
    ]  # fmt: skip
    assert "looked at by the auditors in May." in document.passages[0].text


def test_that_words_go_on_in_the_next_column() -> None:
    left = [f"left column line {number} goes on and" for number in range(30)]
    document = read(lambda canvas: (lines(canvas, left), lines(canvas, ["on in the right one, to the end."], x=320)))  # type: ignore[arg-type,return-value]
    assert document.passages[0].text.endswith("line 29 goes on and on in the right one, to the end.")


@given(st.lists(st.floats(6, 40), min_size=1, max_size=12))
def test_that_sizes_nearly_alike_share_a_rank_and_larger_ones_never_rank_lower(sizes: list[float]) -> None:
    found = ranks(sizes)
    assert set(found) == set(sizes)
    for one in sizes:
        for other in sizes:
            assert one <= other or found[one] <= found[other]
    assert ranks([14.0, 13.6, 12.0]) == {14.0: 1, 13.6: 1, 12.0: 2}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.integers(1, 3)), max_size=20))
def test_that_alike_headings_have_one_level_and_none_is_skipped(keys: list[tuple[int, bool, int]]) -> None:
    found = levels(keys, [0] * len(keys))
    assert len({(key, level) for key, level in zip(keys, found, strict=True)}) == len(set(keys))
    assert sorted(set(found)) == list(range(1, len(set(found)) + 1))


@pytest.mark.parametrize(
    ("text", "depth"),
    [("1. Leaders", 1), ("1.0 Leaders", 1), ("2.1 Visits", 2), ("Section 3: Care", 1), ("2026 was good", 0), ("Leaders", 0)],
)
def test_that_the_number_before_a_heading_tells_its_depth(text: str, depth: int) -> None:
    assert depth_of_number(text) == depth


def ruled(canvas: Canvas, rows: list[list[list[str]]], lefts: list[float], top: float = 740, *, posts: bool = True) -> None:
    """A table with a line above and below every row; a cell is its lines."""
    right, y = 520.0, top
    canvas.line(lefts[0] - 4, y, right, y)
    for row in rows:
        height = 14 * max(map(len, row)) + 6
        for left, cell in zip(lefts, row, strict=True):
            lines(canvas, cell, x=left, top=y - 13)
        if posts:
            for left in (*(left - 4 for left in lefts), right):
                canvas.line(left, y, left, y - height)
        y -= height
        canvas.line(lefts[0] - 4, y, right, y)


ROWS = [
    [["Area"], ["What we know"], ["Next"]],
    [["Help and", "protection"], ["Visits are timely, and chil-", "dren are seen alone, as", "audits say."], ["Supervision"]],
    [["Care leavers"], [""], ["More homes,", "nearer by"]],
]


@pytest.mark.parametrize("posts", [True, False])
def test_that_cells_of_several_lines_come_row_by_row(posts: bool) -> None:
    document = read(lambda canvas: ruled(canvas, ROWS, [72, 200, 380], posts=posts))
    assert [(one.kind, one.text) for one in document.passages] == [
        ("table-row", "Area | What we know | Next"),
        ("table-row", "Help and protection | Visits are timely, and children are seen alone, as audits say. | Supervision"),
        ("table-row", "Care leavers |  | More homes, nearer by"),
    ]


def test_that_a_frame_around_words_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 600, 460, 100)
        lines(canvas, ["Our practice"], top=680, size=14, font="Helvetica-Bold")
        lines(canvas, PROSE, top=655)
        for place, cells in enumerate([("Area", "Grade"), ("Leaders", "Good")]):
            lines(canvas, [cells[0]], top=500 - 30 * place)
            lines(canvas, [cells[1]], x=300, top=500 - 30 * place)

    assert [one.kind for one in read(draw).passages] == ["heading", "paragraph", "table-row", "table-row"]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.lists(st.lists(st.sampled_from(["Visits", "are kept", "plan"]), min_size=1, max_size=3), min_size=3, max_size=3),
        min_size=2,
        max_size=5,
    )
)
def test_that_no_word_of_a_table_is_lost_or_in_another_row(rows: list[list[list[str]]]) -> None:
    document = read(lambda canvas: ruled(canvas, rows, [72, 200, 380]))
    assert [one.text for one in document.passages] == [" | ".join(" ".join(cell) for cell in row) for row in rows]
