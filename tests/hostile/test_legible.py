"""Text that came out as signs is recognised and said; words of any honest kind are not."""

from __future__ import annotations

import document_files as ordinary
import hostile_papers as hostile
import pytest

from wmpeer.documents.errors import DocumentIllegibleError
from wmpeer.documents.legible import illegible, legibility_problems
from wmpeer.documents.read import read_document
from wmpeer.documents.records import Draft, ReadDocument, assemble

WELSH = "Mae plant yn ddiogel ac yn cael eu clywed; ŵ ŷ â ê î ô û. "


def of_pages(*pages: str) -> ReadDocument:
    return assemble("pdf", [Draft("paragraph", text, number, 0) for number, text in enumerate(pages, start=1)], pages=len(pages))


def test_that_a_document_whose_letters_are_private_signs_is_refused() -> None:
    with pytest.raises(DocumentIllegibleError):
        read_document("Walsall.pdf", hostile.pdf_private_letters())


def test_that_the_pages_that_came_out_as_signs_are_named_and_the_others_kept() -> None:
    document = of_pages(hostile.WALSALL * 5, "\ue001\ue002\ue003" * 40, hostile.WALSALL * 5)
    assert not illegible(document.passages)
    (problem,) = legibility_problems(document.passages)
    assert (problem.code, problem.where) == ("document-has-unreadable-pages", "page 2")


def test_that_letters_shifted_along_the_alphabet_are_noticed() -> None:
    shifted = "".join(chr(ord("a") + (ord(sign) - ord("a") + 3) % 26) if sign.isalpha() else sign for sign in hostile.WALSALL.lower() * 20)
    (problem,) = legibility_problems(of_pages(shifted).passages)
    assert problem.code == "document-hardly-words"


@pytest.mark.parametrize(
    "text",
    [hostile.WALSALL * 20, WELSH * 40, "\uf0b7 " + hostile.WALSALL, "12.5 | 13.0 | 14.1\n" * 300, "👍🏽 " * 30, "الأطفال في أمان " * 10],
    ids=["English", "Welsh", "bullets out of a symbol font", "figures", "emoji", "a quotation in Arabic"],
)
def test_that_honest_words_pass_without_a_remark(text: str) -> None:
    document = of_pages(text)
    assert not illegible(document.passages)
    assert legibility_problems(document.passages) == ()


def test_that_an_ordinary_document_passes_through_the_door() -> None:
    assert read_document("Walsall.docx", ordinary.docx(ordinary.p(hostile.WALSALL))).problems == ()
