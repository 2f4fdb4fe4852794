"""PDF documents: PDFium's text, lines put together again. Runs in the worker, for PDFium may end its process."""

from __future__ import annotations

from wmpeer.documents.errors import DocumentPicturesOnlyError, DocumentTooLongError
from wmpeer.documents.legible import is_signs
from wmpeer.documents.pdf_layout import drafts_of
from wmpeer.documents.pdf_line import PageLines
from wmpeer.documents.pdf_lines import page_lines
from wmpeer.documents.pdfium import Pdf, Probe
from wmpeer.documents.records import Draft, ReadDocument, assemble
from wmpeer.documents.text import clean
from wmpeer.errors import Problem

MOST_PAGES = 5_000
_NO_TITLE = ("untitled", "microsoft word", "microsoft powerpoint", "document", "slide 1", "powerpoint presentation", "layout 1")


def read_pdf(name: str, data: bytes) -> ReadDocument:
    """The passages of a PDF, page by page."""
    pdf = Pdf(name, data)
    try:
        if pdf.pages > MOST_PAGES:
            raise DocumentTooLongError(name=name, count=f"{pdf.pages:,}", what="pages", limit=f"{MOST_PAGES:,}")
        probe = Probe()
        pages = [_page(pdf, index, probe) for index in range(pdf.pages)]
        given = clean(pdf.meta("Title"))
    finally:
        pdf.close()
    pictures = tuple(page.number for page in pages if page.picture)
    damaged = tuple(page.number for page in pages if page.damaged)
    drafts = drafts_of(pages)
    if pictures and not drafts:
        raise DocumentPicturesOnlyError(name=name, pictures=len(pictures), pages=len(pages))
    unread = tuple(dict.fromkeys(draft.page or 0 for draft in drafts if is_signs(draft.text)))
    drafts = [draft for draft in drafts if not is_signs(draft.text)]
    problems = _problems(len(pages), pictures, damaged, unread)
    return assemble("pdf", drafts, title=_title(drafts, given), pages=len(pages), picture_pages=pictures, problems=problems)


def _page(pdf: Pdf, index: int, probe: Probe) -> PageLines:
    page = pdf.page(index)
    if page is None:
        return PageLines(index + 1, 0, 0, [], damaged=True)
    try:
        return page_lines(page, index + 1, probe)
    finally:
        page.close()


def _problems(pages: int, pictures: tuple[int, ...], damaged: tuple[int, ...], unread: tuple[int, ...]) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if pictures:
        sentence = f"{len(pictures)} of {pages} pages are scans: their words cannot be searched or quoted."
        problems.append(Problem("document-has-scans", sentence, _pages(pictures), "Ask the authority for the text version."))
    if unread:
        sentence = "Some words are in a font that does not say which letters they are; they were left out."
        problems.append(Problem("document-has-unknown-letters", sentence, _pages(unread), "Read them on the page itself."))
    if damaged:
        sentence = f"{len(damaged)} of {pages} pages are damaged and were left out."
        problems.append(Problem("document-has-damaged-pages", sentence, _pages(damaged), "Ask the authority to save it again as PDF."))
    return tuple(problems)


def _pages(numbers: tuple[int, ...]) -> str:
    """``pages 1, 4-6``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs[:20])
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{' …' if len(runs) > 20 else ''}"


def _title(drafts: list[Draft], given: str) -> str:
    """The highest heading on the first page with words; else what the file says of itself, unless that is a program's default."""
    first = next((draft.page for draft in drafts if draft.kind != "note"), None)
    heads = [draft for draft in drafts if draft.kind == "heading" and draft.page == first]
    if heads:
        return min(heads, key=lambda draft: draft.level).text
    return "" if given.lower().startswith(_NO_TITLE) else given
