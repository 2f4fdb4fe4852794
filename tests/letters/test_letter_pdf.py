"""The letter as a PDF."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letter_reading import bag, pdf_bodies, pdf_pages, pdf_words, words
from letter_samples import CHART, FINDINGS, MATERIAL, kelsborough

from wmpeer.indicators.chart_records import ChartLine
from wmpeer.letters.compose import compose
from wmpeer.letters.content import Document, Evidence, IndicatorLine, Person, Point
from wmpeer.letters.docx import letter_docx
from wmpeer.letters.pdf import draw_letter, letter_pdf
from wmpeer.letters.printed import chart_numbers
from wmpeer.letters.records import LetterFinding


def test_that_the_pages_stand_as_they_were_looked_at(expected: Callable[[str, str], None]) -> None:
    pages = pdf_pages(letter_pdf(kelsborough()))
    expected(
        "letters/kelsborough-pdf.txt",
        "\n".join(f"--- page {place}\n{page}" for place, page in enumerate(pages, start=1)).replace("\r\n", "\n"),
    )


def test_that_each_page_says_what_it_is() -> None:
    pages = pdf_pages(letter_pdf(kelsborough()))
    for place, page in enumerate(pages, start=1):
        assert "OFFICIAL-SENSITIVE" in page
        assert "DRAFT" in page
        assert "FICTIONAL - for demonstration" in page
        assert "WM-2026-KEL" in page
        assert f"Page {place} of {len(pages)}" in words(page)


def test_that_a_final_letter_of_a_real_region_carries_no_warning() -> None:
    text = pdf_words(letter_pdf(replace(kelsborough(), draft=False, fictional=False)))
    assert "DRAFT" not in text
    assert "FICTIONAL" not in text


def test_that_the_letter_is_three_pages_before_its_annexes() -> None:
    drawn = draw_letter(kelsborough())
    assert (drawn.pages_before_annexes, drawn.pages) == (3, 4)


def test_that_the_same_content_gives_the_same_bytes() -> None:
    assert letter_pdf(kelsborough()) == letter_pdf(kelsborough())


def test_that_no_person_is_named_in_the_files_properties() -> None:
    document: Any = pypdfium2.PdfDocument(letter_pdf(kelsborough()))
    facts = document.get_metadata_dict()
    assert facts["Author"] == "Westmarch Regional Improvement Alliance"
    assert "Tŷ-Gwyn" not in " ".join(facts.values())
    assert facts["CreationDate"].startswith("D:20261012000000")


def test_that_fonts_travel_in_the_file() -> None:
    data = letter_pdf(kelsborough())
    assert b"Helvetica" not in data
    assert b"LiberationSans" in data


def test_that_the_file_is_tagged_and_has_an_outline() -> None:
    document: Any = pypdfium2.PdfDocument(letter_pdf(kelsborough()))
    assert document.is_tagged()
    titles = [one.get_title() for one in document.get_toc()]
    assert titles[0].startswith("Kelsborough: what the moderation panel")
    assert "Areas to consider" in titles


def test_that_the_tree_holds_headings_lists_tables_and_the_picture() -> None:
    data = letter_pdf(kelsborough())
    for role in (b"/H1", b"/H2", b"/LI", b"/Table", b"/TH", b"/TD", b"/Figure", b"/StructTreeRoot"):
        assert b"/S " + role in data or role == b"/StructTreeRoot"
    assert b"/Alt" in data
    assert b"en-GB" in data


def test_that_paragraphs_know_their_place_and_their_finding() -> None:
    drawn = draw_letter(kelsborough())
    places = {place.source: place for place in drawn.places if place.source}
    assert set(places) >= {one.id for one in FINDINGS if one.kind in ("strength", "consider") and one.in_letter}
    assert all(place.left < place.right and place.bottom < place.top for place in drawn.places)


def test_that_a_finding_of_fifty_thousand_characters_is_printed_whole() -> None:
    text = " ".join(f"word{number}" for number in range(6000))[:50_000]
    content = replace(kelsborough(), strengths=(Point(text, (), "f"),))
    assert bag(text) in bag(pdf_bodies(letter_pdf(content)))


def test_that_a_long_text_in_a_table_runs_over_the_page() -> None:
    text = " ".join(f"cell{number}" for number in range(2000))
    content = replace(kelsborough(), indicators=(IndicatorLine(text, "%", "2025", "1"),), charts=())
    found = pdf_words(letter_pdf(content))
    assert "cell0" in found
    assert "cell1999" in found


@pytest.mark.parametrize(
    "text",
    [
        "a <b>stray tag, <img src='/etc/passwd'/> and <font",
        "100 % & more < less > equal",
        "x" * 3000,
        "قال الطفل إنه سعيد",
        "smile \U0001f600 and \U0001fae0",
        "Tŷ Gwyn, Llŵyn, ẃẁẅ",
        "line\nbreak\ttab\x00\x1b",
        "{{ 7 * 7 }} {% include 'x' %}",
        "a\u0301\u0323 combining",
        "&nbsp;&#0; ]]>",
    ],
)
def test_that_no_text_stops_a_letter(text: str) -> None:
    finding = LetterFinding("t", "consider", "in-care", text, (Evidence(quote=text, document=text, page=1),), rank=1, why=text)
    content = compose(replace(MATERIAL, findings=(finding,), reflection=(text,), authority=text, region=text))
    assert len(pdf_pages(letter_pdf(content))) >= 2


def test_that_welsh_is_read_back_as_it_was_written() -> None:
    assert "Gwenllian Tŷ-Gwyn" in pdf_words(letter_pdf(kelsborough()))


def test_that_a_letter_with_nothing_in_it_can_be_looked_at() -> None:
    bare = replace(MATERIAL, findings=(), views=(), documents=(), data=(), panel=(), session_on=None, reflection=(), next_steps=())
    bare = replace(bare, signatories=(), indicators=(), charts=(), checklist=(), copies=(), peer_review=False, concerns=())
    assert len(pdf_pages(letter_pdf(compose(bare)))) == 1


@pytest.mark.parametrize("values", [(None,), (0.0,), (5.0, None, 5.0), (-3.0, 4.0), (1e9, 2e9), ()])
def test_that_any_line_can_be_drawn(values: tuple[float | None, ...]) -> None:
    chart = replace(CHART, periods=tuple(str(2000 + one) for one in range(len(values))), lines=(ChartLine("A", "own", values),))
    assert letter_pdf(replace(kelsborough(), charts=(chart,)))


def test_that_many_periods_and_long_names_fit() -> None:
    periods = tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(1990, 2026))
    line = ChartLine("An authority with a very long name indeed, and its trust", "own", tuple(float(one) for one in range(36)))
    assert letter_pdf(replace(kelsborough(), charts=(replace(CHART, periods=periods, lines=(line,)),)))


def test_that_many_periods_stand_below_one_another_in_numbers() -> None:
    periods = tuple(str(year) for year in range(2008, 2026))
    line = ChartLine("Kelsborough", "own", tuple(float(one) for one in range(18)), tuple(f"{one}.5" for one in range(18)))
    grid = chart_numbers(replace(CHART, periods=periods, lines=(line,)))
    assert grid.heads == ("Period", "Kelsborough")
    assert grid.rows[0] == ("2008", "0.5")
    assert len(grid.rows) == 18


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_that_any_words_can_be_printed(text: str) -> None:
    point = Point(text, (Evidence(quote=text, document=text),), "f")
    content = replace(kelsborough(), strengths=(point,), subject=text, addressee=Person(text), documents=(Document(text),), copies=(text,))
    assert letter_pdf(content).startswith(b"%PDF")
    assert letter_docx(content).startswith(b"PK")


@pytest.mark.slow
def test_that_a_batch_does_not_grow(tmp_path: Path) -> None:
    """Fourteen letters, again and again: memory comes to rest."""
    content = kelsborough()
    sizes = []
    for _ in range(4):
        for _ in range(14):
            letter_pdf(content)
        gc.collect()
        sizes.append(_resident())
    assert sizes[-1] <= sizes[1] * 1.15


def _resident() -> int:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("this system does not say how much memory a process has")
    return int(statm.read_text().split()[1])


def test_that_fourteen_letters_take_little_time() -> None:
    """A coarse guard against a slip of ten times; the careful measurement is in the benches."""
    letter_pdf(kelsborough())
    start = time.process_time()
    for _ in range(14):
        letter_pdf(kelsborough())
    assert time.process_time() - start < 15


def test_that_no_heading_and_no_point_stand_alone_at_the_foot_of_a_page() -> None:
    """Whatever came before: the quote below a point, and the first point below its heading, are on the same page."""
    said = "The panel would like to hear how managers know that plans are read with the family, and by whom. " * 3
    point = Point(said.strip(), (Evidence(quote="Plans are read", document="Self-evaluation", page=3),), "f1")
    for lines in range(1, 40):
        filler = Point("Filler " + "and more of it " * 6 * lines)
        changed = {
            "strengths": (filler,),
            "asks": (point,),
            "offers": (point,),
            "questions": (point, point),
            "charts": (),
            "indicators": (),
        }
        letter = replace(kelsborough(), **changed)
        headings = set(kelsborough().phrases.headings.values())
        for page in pdf_pages(letter_pdf(letter)):
            last = [line.strip() for line in page.splitlines() if line.strip()][-1]
            assert last not in headings and "by whom." not in last, lines
