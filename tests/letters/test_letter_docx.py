"""The letter as a Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from letter_reading import bag, docx_styles, docx_text, pdf_bodies
from letter_samples import MATERIAL, kelsborough
from lxml import etree

from wmpeer.letters.compose import compose
from wmpeer.letters.content import Evidence, Point
from wmpeer.letters.docx import LetterTemplateError, chart_png, letter_docx
from wmpeer.letters.pdf import letter_pdf
from wmpeer.letters.printed import Words, as_text, printed
from wmpeer.letters.records import LetterFinding


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def test_that_word_and_pdf_say_the_same() -> None:
    """Each line of the letter stands in both files, in the same order."""
    content = kelsborough()
    word = bag(docx_text(letter_docx(content)))
    paper = bag(pdf_bodies(letter_pdf(content)))
    lines = [line.removeprefix("# ").removeprefix("- ").removeprefix("> ").removeprefix("[chart] ") for line in _lines(content)]
    for line in lines:
        for piece in line.split(" | ") if " | " in line else [line]:
            assert bag(piece) in word, piece
            assert bag(piece) in paper, piece


def _lines(content: Any) -> list[str]:
    letter = printed(content)
    named = {", ".join(lines): lines for block in letter.closing if not isinstance(block, Words) for lines in getattr(block, "people", ())}
    found: list[str] = []
    for line in as_text(letter).split("\n"):
        text = line.strip().lstrip("123456789").removeprefix(". ") if line[:2] in ("1.", "2.", "3.", "4.", "5.") else line.strip()
        found += named.get(text, (text,)) if text and text not in letter.warnings else ()
    return found


def test_that_the_word_file_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    expected("letters/kelsborough-word.txt", docx_styles(letter_docx(kelsborough())))


def test_that_it_is_made_of_real_styles() -> None:
    styles = {one.text: one.style.name for one in opened(letter_docx(kelsborough())).paragraphs}
    assert styles["Westmarch Regional Improvement Alliance"] == "Title"
    assert styles["Areas to consider"] == "Heading 2"
    assert styles["How learning from audits reaches supervision"] == "List Number"
    assert {one.style.name for one in opened(letter_docx(kelsborough())).tables} >= {"Letter Table"}


def test_that_header_and_footer_say_what_it_is() -> None:
    section = opened(letter_docx(kelsborough())).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE\tDRAFT · FICTIONAL - for demonstration"
    fields = [
        one.text.strip() for one in section.footer._element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_that_no_person_is_named_in_the_files_properties() -> None:
    facts = opened(letter_docx(kelsborough())).core_properties
    assert (facts.author, facts.last_modified_by) == ("Westmarch Regional Improvement Alliance", "")
    assert facts.title.startswith("Kelsborough: what")


def test_that_the_same_content_gives_the_same_bytes() -> None:
    assert letter_docx(kelsborough()) == letter_docx(kelsborough())


def test_that_an_empty_section_leaves_nothing_behind() -> None:
    bare = replace(MATERIAL, findings=(), views=(), indicators=(), charts=(), checklist=(), reflection=(), concerns=())
    text = docx_text(letter_docx(compose(bare)))
    for heading in ("Strengths", "Areas to consider", "Our view by area", "Matters already", "Annex A", "Annex B"):
        assert heading not in text


def test_that_the_picture_has_its_words() -> None:
    names = {"wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
    tree = etree.fromstring(ZipFile(BytesIO(letter_docx(kelsborough()))).read("word/document.xml"))
    assert [one.get("descr")[:20] for one in tree.iterfind(".//wp:docPr", names)] == ["Kelsborough’s share "]


@pytest.mark.parametrize(
    "text",
    [
        "a <b>stray tag</b> & <w:p/> ]]>",
        "{{ 7 * 7 }} and {% raw %} and {{r x }} and {%p if %}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "line\nbreak\ttab\x00\x1b\x07",
        "Tŷ Gwyn \U0001f600 قال",
        "=cmd|' /C calc'!A0",
        "y" * 50_000,
    ],
)
def test_that_no_text_is_anything_but_text(text: str) -> None:
    point = Point(text, (Evidence(quote=text, document="d", page=1),), "f")
    found = docx_text(letter_docx(replace(kelsborough(), strengths=(point,), subject=text)))
    kept = text.replace("\t", " ").replace("\x00", "").replace("\x1b", "").replace("\x07", "")
    assert bag(kept) in bag(found)


def _template(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.docx"
    document: Any = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_that_a_coordinators_own_template_is_filled(tmp_path: Path) -> None:
    path = _template(tmp_path, "To {{ address[0] }} of {{ authority }}: {{ strengths.heading }}")
    assert docx_text(letter_docx(kelsborough(), path)) == "To Margaret Aldous of Kelsborough: Strengths"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ adressee }}", "adressee"),
        ("{{ subject", ""),
        ("{{ subject.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ ''.__class__.__base__ }}", "unsafe"),
    ],
)
def test_that_a_template_that_cannot_be_filled_says_why(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(LetterTemplateError) as raised:
        letter_docx(kelsborough(), _template(tmp_path, text))
    assert why in raised.value.sentence


def test_that_a_template_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(LetterTemplateError):
        letter_docx(kelsborough(), path)


def test_that_the_chart_is_a_picture_of_the_same_drawing() -> None:
    assert chart_png(kelsborough().charts[0]).startswith(b"\x89PNG")


def test_that_a_finding_of_one_kind_more_or_less_stays_in_order() -> None:
    findings = tuple(LetterFinding(f"q{one}", "question", "send", f"Question number {one}?") for one in range(40))
    found = docx_text(letter_docx(compose(replace(MATERIAL, findings=findings))))
    assert [found.index(f"Question number {one}?") for one in range(40)] == sorted(
        found.index(f"Question number {one}?") for one in range(40)
    )
