"""One door for reading: a name and bytes in, passages out, or an error that is a sentence. Called in the worker process only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wmpeer.documents.children import names_children
from wmpeer.documents.errors import (
    DocumentDamagedError,
    DocumentIllegibleError,
    DocumentNamesChildrenError,
    DocumentTooLongError,
    DocumentWithoutTextError,
)
from wmpeer.documents.guard import Guarded, check
from wmpeer.documents.legible import illegible, legibility_problems
from wmpeer.documents.records import ReadDocument

MOST_PASSAGES = 200_000
MOST_CHARACTERS = 20_000_000


def read_document(name: str, data: bytes) -> ReadDocument:
    """The document as passages.

    Raises:
        DocumentError: one of its kinds: too large, damaged, protected, only pictures, without words, too long, listing children.
    """
    document = parsed(name, check(name, data))
    if not document.passages:
        raise DocumentWithoutTextError(name=name)
    if len(document.passages) > MOST_PASSAGES:
        raise DocumentTooLongError(name=name, count=f"{len(document.passages):,}", what="paragraphs", limit=f"{MOST_PASSAGES:,}")
    if document.characters > MOST_CHARACTERS:
        raise DocumentTooLongError(name=name, count=f"{document.characters:,}", what="characters", limit=f"{MOST_CHARACTERS:,}")
    if what := names_children(document.passages):
        raise DocumentNamesChildrenError(name=name, what=what)
    if illegible(document.passages):
        raise DocumentIllegibleError(name=name)
    return replace(document, problems=(*document.problems, *legibility_problems(document.passages)))


def parsed(name: str, guarded: Guarded) -> ReadDocument:
    """The document as its reader gives it, before anything else is asked of it.

    Raises:
        DocumentError: it is damaged.
    """
    if guarded.format == "pdf":
        from wmpeer.documents.read_pdf import read_pdf

        return read_pdf(name, guarded.data)
    from lxml import etree

    try:
        return _reader(guarded)()
    except (etree.XMLSyntaxError, ValueError, KeyError, RecursionError) as error:
        raise DocumentDamagedError(name=name) from error


def _reader(guarded: Guarded) -> Callable[[], ReadDocument]:
    """The reader of a format, imported only when it is needed: a PDF should not wait for the others."""
    if guarded.format == "docx":
        from wmpeer.documents.read_docx import read_docx

        return lambda: read_docx(guarded.parts)
    if guarded.format == "odt":
        from wmpeer.documents.read_odt import read_odt

        return lambda: read_odt(guarded.parts)
    if guarded.format == "pptx":
        from wmpeer.documents.read_pptx import read_pptx

        return lambda: read_pptx(guarded.parts)
    if guarded.format == "rtf":
        from wmpeer.documents.read_rtf import read_rtf

        return lambda: read_rtf(guarded.data)
    from wmpeer.documents import read_text

    return lambda: read_text.read_plain(guarded.data) if guarded.format == "txt" else read_text.read_markdown(guarded.data)
