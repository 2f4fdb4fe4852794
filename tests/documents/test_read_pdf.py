"""PDFs: lines put together again to headings, paragraphs, items and rows; nothing lost, nothing twice."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from document_files import lines, pdf, pdf_of, pdf_of_pictures, turned
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.hyphens import Hyphens
from wmpeer.documents.pdf_line import Line
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]


def read(draw: Callable[[Canvas], None]) -> ReadDocument:
    return read_document("a.pdf", pdf(draw))


def page(canvas: Canvas) -> None:
    lines(canvas, ["Our self-evaluation"], size=24)
    lines(canvas, ["Leaders"], top=730, size=15, font="Helvetica-Bold")
    lines(
        canvas,
        ["Leaders know their services well and have a clear plan for the", "year ahead. Partners agree with it, and so do families.",
         "Staff know the plan as well. They use it in supervision."], top=700,
    )  # fmt: skip
    lines(canvas, ["A second paragraph stands apart from the first one, and goes on", "in a second line."], top=640)
    lines(canvas, ["• Visits are timely and", "   recorded well", "• Plans are shared", "2. Numbered items stand alone"], top=590)


def test_that_paragraphs_headings_and_items_are_put_together(seen: Seen) -> None:
    document = read(page)
    assert seen(document) == [
        ("heading", "Our self-evaluation"),
        ("heading", "Leaders"),
        ("paragraph", "Leaders know their services well and have a clear plan for the year ahead. Partners agree with it, "
         "and so do families. "
         "Staff know the plan as well. They use it in supervision."),
        ("paragraph", "A second paragraph stands apart from the first one, and goes on in a second line."),
        ("list", "Visits are timely and recorded well"),
        ("list", "Plans are shared"),
        ("list", "2. Numbered items stand alone"),
    ]  # fmt: skip
    assert document.title == "Our self-evaluation"
    assert [one.level for one in document.passages[:2]] == [1, 2]
    assert document.passages[2].heading == "Our self-evaluation › Leaders"
    assert document.passages[2].page == 1


def test_that_running_headers_come_once_at_the_end_and_page_numbers_not_at_all(seen: Seen) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 6):
            lines(canvas, ["Walsall self-evaluation 2026"], top=815, size=9)
            lines(canvas, [f"This page says the number {number} in words of its own."])
            lines(canvas, [f"Page {number} of 5"], top=30, size=9)
            canvas.showPage()

    document = read(draw)
    assert seen(document)[-1] == ("note", "Walsall self-evaluation 2026")
    assert not any("of 5" in text or "Walsall" in text or kind != "paragraph" for kind, text in seen(document)[:-1])
    assert sum("words of its own" in text for _, text in seen(document)) == 5


def test_that_rows_of_tables_have_their_cells(seen: Seen) -> None:
    def draw(canvas: Canvas) -> None:
        for place, cells in enumerate([("Judgement", "Grade"), ("Leaders", "Good"), ("Care leavers", "Requires improvement")]):
            for column, cell in enumerate(cells):
                lines(canvas, [cell], x=72 + 260 * column, top=700 - 30 * place)

    assert seen(read(draw)) == [
        ("table-row", "Judgement | Grade"), ("table-row", "Leaders | Good"), ("table-row", "Care leavers | Requires improvement"),
    ]  # fmt: skip


def test_that_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {number} goes on and" for number in range(30)]
    right = [f"right column line {number} goes on and" for number in range(30)]
    document = read(lambda canvas: (lines(canvas, left), lines(canvas, right, x=320)))  # type: ignore[arg-type,return-value]
    text = document.text
    assert text.index("left column line 29") < text.index("right column line 0")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_that_turned_pages_read_alike(degrees: int, seen: Seen) -> None:
    assert seen(read_document("a.pdf", turned(pdf(page), degrees))) == seen(read(page))


def test_that_words_outside_the_crop_box_are_not_seen() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Printer's mark"], top=830)
        lines(canvas, ["Seen"], top=400)

    assert read_document("a.pdf", turned(pdf(draw), 0, crop=(0, 100, 595, 700))).text == "Seen"


def test_that_filled_in_fields_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Name of the director:"])
        canvas.acroForm.textfield(name="director", value="Angharad Prydderch", x=200, y=770, width=200, height=20)

    assert "Angharad Prydderch" in read(draw).text
    assert read(draw).text.count("Angharad") == 1


def test_that_some_scanned_pages_are_a_problem_with_their_count() -> None:
    document = read_document("a.pdf", pdf_of_pictures(12, with_words=28))
    assert document.picture_pages == tuple(range(1, 13))
    assert document.problems[0].sentence.startswith("12 of 40 pages are scans")
    assert document.problems[0].where == "pages 1-12"
    assert "text version" in document.problems[0].next


def test_that_empty_pages_are_no_scans() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.showPage()
        lines(canvas, ["Words"])

    assert read(draw).picture_pages == ()


def line(text: str, hyphen: bool = False) -> Line:
    return Line(text, 0, 100, 0, 11, False, hyphen)


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "joined"),
    [
        ("a multi", "agency team", "", "a multi-agency team"), ("the con", "tinued effort", "", "the continued effort"),
        ("in care", "leaver homes", "the care-leaver offer", "in care-leaver homes"), ("good per", "son", "a person", "good person"),
        ("out-of", "hours", "", "out-of-hours"), ("Stoke-on", "Trent", "", "Stoke-on-Trent"), ("2016", "17", "", "2016-17"),
        ("decision", "making", "making a decision", "decision-making"),
    ],
)  # fmt: skip
def test_that_words_divided_at_line_ends_are_joined_as_the_document_spells_them(
    before: str, after: str, elsewhere: str, joined: str
) -> None:
    assert Hyphens([line(before, hyphen=True), line(after), line(elsewhere)]).join(before, after) == joined


def test_that_two_thousand_pages_load() -> None:
    document = read_document("long.pdf", pdf_of(2_000))
    assert document.pages == 2_000
    assert document.passages[-1].page == 2_000


def test_that_pdftotext_finds_no_word_more_in_real_documents(real_data: Path) -> None:
    """But for what runs along every page, and the hyphens that pdftotext takes away."""
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    for path in sorted((real_data / "documents" / "ofsted_ilacs_wm").glob("*.pdf"))[::4]:
        other = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True).stdout.decode()
        document = read_document(path.name, path.read_bytes())
        pages = [set(letters(page)) for page in other.split("\f")[1:-1]]
        running = set.intersection(*pages[:-1])
        missing = Counter(letters(other)) - Counter(letters(document.text))
        lost = {
            word: count for word, count in missing.items() if word not in running and not word.isdigit() and not divided(word, document)
        }
        assert sum(lost.values()) <= 3, (path.name, lost)


def letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def divided(word: str, document: ReadDocument) -> bool:
    """Whether the document has the word with a hyphen somewhere in it."""
    return any(f"{word[:place]}-{word[place:]}" in document.text.lower() for place in range(1, len(word)))


def test_that_words_said_on_every_page_are_no_header(seen: Seen) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 9):
            lines(canvas, [f"Page {number} of the plan", "Every child has a plan.", "Every plan is read."])
            canvas.showPage()

    found = seen(read(draw))
    assert sum(text.count("Every child has a plan.") for _, text in found) == 8
    assert sum("of the plan" in text for _, text in found) == 8


def test_that_the_second_line_of_a_header_runs_as_well(seen: Seen) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 6):
            lines(canvas, ["Needs assessment of children", "and young people 2018"], top=795, size=10)
            lines(canvas, [f"The text of page {number} is here."], top=600)
            canvas.showPage()

    assert [text for kind, text in seen(read(draw)) if kind != "note"] == [f"The text of page {number} is here." for number in range(1, 6)]


def prose(canvas: Canvas, top: float = 400) -> None:
    lines(
        canvas,
        ["Leaders know their services well and have a clear plan for the", "year ahead. Partners agree with it, and families do."],
        top=top,
    )


def drawn_bold(canvas: Canvas) -> None:
    """A font without a bold of its own, its letters drawn round."""
    canvas.saveState()
    words = canvas.beginText(72, 700)
    words.setFont("Helvetica", 11)
    words.setTextRenderMode(2)
    words.textLine("Children with disabilities")
    canvas.drawText(words)
    canvas.restoreState()
    prose(canvas, 650)


def caption(canvas: Canvas) -> None:
    lines(canvas, ["Figure 10.3 Children in full-time education"], top=700, font="Helvetica-Bold")
    prose(canvas, 650)


def chart(canvas: Canvas) -> None:
    for place, number in enumerate(("0", "50", "100")):
        lines(canvas, [number], top=700 - 25 * place)
    lines(canvas, ["Your School"], x=200, top=740, font="Helvetica-Bold")
    prose(canvas)
    prose(canvas, 300)


def glossary(canvas: Canvas) -> None:
    for place, (short, long) in enumerate([("PHE", "Public Health England"), ("CAMHSL", "Mental health service"), ("LAC", "In care")]):
        lines(canvas, [short], top=700 - 20 * place)
        lines(canvas, [long], x=122, top=700 - 20 * place)


def judgements(canvas: Canvas) -> None:
    lines(canvas, ["The experiences of children"], top=700)
    lines(canvas, ["Good"], x=240, top=700)
    words = canvas.beginText(72, 670)
    words.setFont("Helvetica", 11)
    words.textOut("Overall effectiveness")
    words.setTextOrigin(240 + 0.01, 670)
    words.textOut("Requires improvement to be good")
    canvas.drawText(words)


def nested(canvas: Canvas) -> None:
    for place, (x, item) in enumerate([(72, "Plans"), (96, "Early help"), (120, "Families"), (96, "Visits"), (72, "People")]):
        lines(canvas, [f"• {item}"], x=x, top=700 - 16 * place)


def contents(canvas: Canvas) -> None:
    lines(canvas, ["Foreword " + "." * 60 + " 5", "Background" + "." * 60 + "12"], top=700)


def bold_in_a_sentence(canvas: Canvas) -> None:
    lines(canvas, ["Being able to"], top=700)
    lines(canvas, ["get the job done matters most to families"], top=687, font="Helvetica-Bold")
    prose(canvas, 600)


@pytest.mark.parametrize(
    ("draw", "first"),
    [
        (drawn_bold, [("heading", "Children with disabilities", 1)]),
        (caption, [("paragraph", "Figure 10.3 Children in full-time education", 0)]),
        (glossary, [("table-row", "PHE | Public Health England", 0), ("table-row", "CAMHSL | Mental health service", 0),
                    ("table-row", "LAC | In care", 0)]),
        (judgements, [("table-row", "The experiences of children | Good", 0),
                      ("table-row", "Overall effectiveness | Requires improvement to be good", 0)]),
        (nested, [("list", "Plans", 1), ("list", "Early help", 2), ("list", "Families", 3), ("list", "Visits", 2), ("list", "People", 1)]),
        (contents, [("table-row", "Foreword | 5", 0), ("table-row", "Background | 12", 0)]),
        (bold_in_a_sentence, [("paragraph", "Being able to get the job done matters most to families", 0)]),
        (lambda canvas: lines(canvas, ["46.PAs are resolute", "47.UASC are welcomed"], top=700),
         [("list", "46.PAs are resolute", 1), ("list", "47.UASC are welcomed", 1)]),
        (lambda canvas: lines(canvas, ["7.12 ‘Spinning Plates’ and the project"], top=700),
         [("heading", "7.12 ‘Spinning Plates’ and the project", 1)]),
    ],
)  # fmt: skip
def test_that_what_stands_out_is_named_for_what_it_is(draw: Callable[[Canvas], None], first: list[tuple[str, str, int]]) -> None:
    passages = read(draw).passages
    assert [(one.kind, one.text, one.level) for one in passages[: len(first)]] == first


def test_that_the_name_of_a_chart_is_no_heading(seen: Seen) -> None:
    assert "Your School" not in [text for kind, text in seen(read(chart)) if kind == "heading"]
