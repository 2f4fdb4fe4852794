"""Words of a font that does not say which letters they are: left out of the text, and said."""

from __future__ import annotations

import pytest
from document_files import lines, pdf
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.legible import is_signs
from wmpeer.documents.read import read_document


@pytest.mark.parametrize("text", ["!\"#$%&'()*'+", "!\"#$%&'()*+,-./0123456789", "$%&'() *+,$ #&", "! \"#$ %&'( )*"])
def test_that_numbers_of_letters_are_no_words(text: str) -> None:
    assert is_signs(text)


@pytest.mark.parametrize("text", ["", "......", "-----", "***", "• • •", "£1,234 (5.6%)", "“…” – !?", "123456789", "(a) (b)", "+/- 5%"])
def test_that_signs_among_words_stay(text: str) -> None:
    assert not is_signs(text)


def test_that_they_are_left_out_and_told_of() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Needs assessment of vulnerable children, with a word or two."], top=740)
        lines(canvas, ["!\"#$%&'()*'+"], top=640)
        lines(canvas, ["Visits are recorded within two days in nearly all cases."], top=540)

    document = read_document("a.pdf", pdf(draw))
    assert [one.text[:5] for one in document.passages] == ["Needs", "Visit"]
    assert [(one.code, one.where) for one in document.problems] == [("document-has-unknown-letters", "page 1")]
