"""What is refused before anything parses it, and the sentence for it."""

from __future__ import annotations

import pytest
from document_files import (
    docx,
    docx_that_unpacks_to_a_gigabyte,
    docx_with_a_document_type,
    docx_with_macros,
    docx_with_six_thousand_parts,
    odt,
    ole,
    p,
    pdf_of,
    pdf_of_pictures,
    pdf_with_a_password,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents import errors
from wmpeer.documents.guard import LARGEST_BYTES, check, sniff
from wmpeer.documents.read import read_document
from wmpeer.errors import WmpeerError

ENCRYPTED_ODT = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'
REFUSED: list[tuple[str, object, type[WmpeerError], str]] = [
    ("empty.pdf", b"", errors.DocumentEmptyError, "has no bytes"),
    ("blank.txt", b" \n\n", errors.DocumentWithoutTextError, "no words"),
    ("huge.pdf", b"%PDF-1.7" + bytes(LARGEST_BYTES), errors.DocumentTooLargeError, "at most 50 MB"),
    ("really_word.pdf", lambda: docx(p("a")), errors.DocumentMislabelledError, "a Word document"),
    ("really_pdf.docx", lambda: pdf_of(1), errors.DocumentMislabelledError, "a PDF"),
    ("really_a_zip.docx", lambda: zipped({"a.txt": "a"}), errors.DocumentMislabelledError, "a zip archive"),
    ("really_excel.docx", lambda: zipped({"xl/workbook.xml": "<a/>"}), errors.DocumentMislabelledError, "an Excel workbook"),
    ("really_odt.docx", lambda: odt("<text:p>a</text:p>"), errors.DocumentMislabelledError, "an OpenDocument text"),
    ("picture.pdf", b"\x89PNG\r\n\x1a\n123", errors.DocumentMislabelledError, "a picture"),
    ("words.pdf", b"Dear colleague, please find", errors.DocumentMislabelledError, "plain text"),
    ("really_rtf.doc", b"{\\rtf1 hello}", errors.DocumentMislabelledError, "an RTF document"),
    ("saved_error_page.pdf", b"<!DOCTYPE html><html><body>404</body></html>", errors.DocumentIsWebPageError, "web page"),
    ("saved_error_page.docx", b"\n <html lang='en'><title>Sign in</title>", errors.DocumentIsWebPageError, "web page"),
    ("macros.docm", b"PK\x03\x04", errors.DocumentHasMacrosError, "macros"),
    ("macros.docx", docx_with_macros, errors.DocumentHasMacrosError, "macros"),
    ("old.doc", lambda: ole("WordDocument"), errors.DocumentOldOfficeError, "old Word format"),
    ("old.ppt", lambda: ole("PowerPoint Document"), errors.DocumentOldOfficeError, "old PowerPoint format"),
    ("old_renamed.docx", lambda: ole("WordDocument"), errors.DocumentOldOfficeError, "old Word format"),
    ("protected.docx", lambda: ole("EncryptionInfo", "EncryptedPackage"), errors.DocumentEncryptedError, "password"),
    ("protected.odt", lambda: odt("<text:p>a</text:p>", manifest=ENCRYPTED_ODT), errors.DocumentEncryptedError, "password"),
    ("protected.pdf", pdf_with_a_password, errors.DocumentEncryptedError, "password"),
    ("bomb.docx", docx_that_unpacks_to_a_gigabyte, errors.DocumentUnsafeError, "more than 300 MB"),
    ("many_parts.docx", docx_with_six_thousand_parts, errors.DocumentUnsafeError, "more than 5,000"),
    ("document_type.docx", docx_with_a_document_type, errors.DocumentUnsafeError, "document type"),
    ("cut_short.docx", lambda: docx(p("a"))[:-40], errors.DocumentCutShortError, "end is missing"),
    ("damaged.pdf", b"%PDF-1.7\nrubbish", errors.DocumentDamagedError, "damaged"),
    ("damaged.docx", lambda: zipped({"_rels/.rels": "<a>", "word/document.xml": "<w:document"}), errors.DocumentDamagedError, "damaged"),
    ("spreadsheet.xlsx", b"PK\x03\x04", errors.DocumentTypeError, "kind of file"),
    ("scans.pdf", lambda: pdf_of_pictures(12), errors.DocumentPicturesOnlyError, "12 of 12 pages are pictures"),
    ("no_words.docx", lambda: docx(p(" ")), errors.DocumentWithoutTextError, "no words"),
]


@pytest.mark.parametrize(("name", "data", "error", "said"), REFUSED, ids=[one[0] for one in REFUSED])
def test_that_a_bad_file_is_refused_with_a_sentence_and_what_to_do(name: str, data: object, error: type[WmpeerError], said: str) -> None:
    body = data() if callable(data) else data
    with pytest.raises(error) as caught:
        read_document(name, body)
    assert said in caught.value.sentence
    assert name in caught.value.sentence
    assert caught.value.next.endswith(".")
    assert "{" not in str(caught.value)


def test_that_a_good_file_passes() -> None:
    assert check("a.docx", docx(p("a"))).format == "docx"
    assert check("A.PDF", pdf_of(1)).format == "pdf"
    assert check("notes.TXT", "Sgwâr ŵ".encode()).format == "txt"


def test_that_a_document_type_in_wide_letters_is_seen() -> None:
    body = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    with pytest.raises(errors.DocumentUnsafeError):
        check("a.docx", zipped({"_rels/.rels": "<a/>", "word/document.xml": body}))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\r\n%PDF-1.4", "pdf"), (b"{\\rtf1", "rtf"), (b"\xff\xfea\x00", "txt"), ("Tŷ gwyn a'r plant".encode("utf-16-le") * 9, "txt"),
        (b"\x00\x01\x02\x03" * 50, "binary"), (b"PK\x03\x04broken", "zip-cut"), (b"# Notes\n<b>bold</b>", "txt"),
    ],
)  # fmt: skip
def test_that_bytes_are_told_apart(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "odt", "pptx", "rtf", "txt", "md", "doc"]))
def test_that_no_bytes_break_the_guard(data: bytes, ending: str) -> None:
    try:
        check(f"a.{ending}", data)
    except errors.DocumentError as error:
        assert error.sentence
