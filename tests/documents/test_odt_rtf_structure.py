"""OpenDocument and RTF: the numbers that a person sees, marks of notes, headings that only look so, Welsh letters."""

from __future__ import annotations

import pytest
from document_files import odt

from wmpeer.documents.read import read_document

LEVEL = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" text:display-levels="{}"/>'
CHAPTER = '<text:outline-level-style text:level="{0}" style:num-format="1" text:display-levels="{0}"/>'
STYLES = (
    "<office:styles><text:outline-style>" + CHAPTER.format(1) + CHAPTER.format(2) + "</text:outline-style>"
    '<text:list-style style:name="Steps">' + LEVEL.format(1, "1", ".", 1) + LEVEL.format(2, "a", ")", 1) + "</text:list-style>"
    '<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1"/></text:list-style></office:styles>'
)  # fmt: skip


def items(*words: str, style: str = "Steps", more: str = "") -> str:
    inside = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in words)
    return f'<text:list text:style-name="{style}"{more}>{inside}</text:list>'


def test_that_odt_chapters_and_items_have_their_numbers() -> None:
    deeper = items("a", "b", style="").replace(' text:style-name=""', "")
    nested = f'<text:list text:style-name="Steps"><text:list-item><text:p>one</text:p>{deeper}</text:list-item></text:list>'
    body = (
        '<text:h text:outline-level="1">Leaders</text:h><text:h text:outline-level="2">The plan</text:h>'
        + nested
        + items("two", more=' text:continue-numbering="true"')
        + items("bullet", style="Dots")
        + '<text:h text:outline-level="1">Help</text:h><text:h text:outline-level="2">Front door</text:h>'
        + items("one again")
    )
    assert [one.text for one in read_document("a.odt", odt(body, styles=STYLES)).passages] == [
        "1 Leaders", "1.1 The plan", "1. one", "a) a", "b) b", "2. two", "bullet", "2 Help", "2.1 Front door", "1. one again",
    ]  # fmt: skip


def test_that_odt_comments_and_changes_are_said_to_be_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>Kept.<office:annotation><text:p>a comment</text:p></office:annotation></text:p>"
    )
    document = read_document("a.odt", odt(body))
    assert document.text == "Kept."
    assert [one.code for one in document.problems] == ["document-has-comments", "document-has-tracked-changes"]


RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}
{\header Draft\par}{\headerf Walsall Council\par}
\pard\plain\s1 {\listtext\pard\plain 1.\tab}\fs32 Leaders\par
\pard\plain\fs24\b The plan\par
\pard\plain\fs24
 Families wrote it with us, and it is read by all.{\super\chftn}{\footnote\pard\plain{\super\chftn} Audit of May\par}
 It is kept.\par
{\pard\plain\ls1\ilvl0{\listtext\pard\plain 2.\tab}\fs24 Visits\par}
{\pard\plain\ls2\ilvl0{\listtext\pard\plain\f1 \'b7\tab}\fs24 Bullet\par}
{\pard\plain\ls2\ilvl1{\listtext\pard\plain\f1 o\tab}\fs24 Circle\par}
}"""


def test_that_rtf_has_its_numbers_marks_and_headings_by_look() -> None:
    document = read_document("a.rtf", RTF)
    assert [(one.kind, one.text, one.level) for one in document.passages] == [
        ("heading", "1. Leaders", 1), ("heading", "The plan", 2),
        ("paragraph", "Families wrote it with us, and it is read by all. [1] It is kept.", 0),
        ("note", "1 Audit of May", 0), ("list", "2. Visits", 1), ("list", "Bullet", 1), ("list", "Circle", 2),
        ("note", "Walsall Council", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (rb"\ansicpg1252", rb"d\u373?r ac \u375? \'93da\'94"),
        (rb"\ansicpg28604", b"d\\'f0r ac \\'fe \\u8220?da\\u8221?"),
        (rb"\ansicpg65001", "dŵr ac ŷ “da”".encode()),
    ],
)
def test_that_welsh_letters_and_quotation_marks_survive(header: bytes, words: bytes) -> None:
    assert read_document("a.rtf", rb"{\rtf1\ansi" + header + rb"\uc1\pard " + words + rb"\par}").text == "dŵr ac ŷ “da”"
