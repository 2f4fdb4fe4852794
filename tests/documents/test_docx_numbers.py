"""Word's own numbers: what a person sees before a heading or an item is part of its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from document_files import NAMESPACES, STYLES, docx, p, r, tbl, tc
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents.docx_numbers import numeral
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


HEADED = level(0, "%1", more='<w:pStyle w:val="berschrift1"/>') + level(1, "%1.%2", more='<w:pStyle w:val="berschrift2"/>')
ITEMS = level(0, "%1.") + level(1, "%2)", "lowerLetter") + level(2, "(%3)", "lowerRoman")
NUMBERING = f"""<w:numbering {NAMESPACES}>
<w:abstractNum w:abstractNumId="0">{HEADED}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{ITEMS}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "", "bullet")}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">{level(0, "Appendix %1:", "upperLetter")}{level(1, "%1.%2", more="<w:isLgl/>")}</w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Ours"/></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Ours"/>{level(0, "Step %1", "upperRoman")}</w:abstractNum>
<w:abstractNum w:abstractNumId="6">{level(0, "·", "none")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>
</w:numbering>"""
NUMBERED_STYLES = STYLES.replace(
    '<w:name w:val="heading 1"/>', '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
).replace(
    '<w:name w:val="heading 2"/>',
    '<w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
)


def read(body: str, **parts: str) -> ReadDocument:
    return read_document("a.docx", docx(body, **{"numbering": NUMBERING, **parts}))


def item(words: str, number: int, depth: int = 0) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_that_numbered_headings_have_their_numbers() -> None:
    body = (
        p("Leaders", style="berschrift1") + p("Plan", style="berschrift2") + p("Partners", style="berschrift2") + p("words")
        + p("Help", style="berschrift1") + p("Front door", style="berschrift2") + p("words")
    )  # fmt: skip
    document = read(body, styles=NUMBERED_STYLES)
    assert [(one.text, one.level) for one in document.passages if one.kind == "heading"] == [
        ("1 Leaders", 1), ("1.1 Plan", 2), ("1.2 Partners", 2), ("2 Help", 1), ("2.1 Front door", 2),
    ]  # fmt: skip
    assert document.passages[-1].heading == "2 Help › 2.1 Front door"


def test_that_items_have_the_numbers_a_person_sees() -> None:
    body = (
        item("one", 2) + item("a", 2, 1) + item("b", 2, 1) + item("i", 2, 2) + item("two", 2) + item("a again", 2, 1)
        + item("bullet", 3) + item("five", 4) + item("six", 4) + item("goes on", 2)
        + item("Plans", 5) + item("in digits", 5, 1) + item("linked", 6) + item("none", 0)
    )  # fmt: skip
    assert [one.text for one in read(body).passages] == [
        "1. one", "a) a", "b) b", "(i) i", "2. two", "a) a again", "bullet", "5. five", "6. six", "7. goes on", "Appendix A: Plans",
        "1.1 in digits", "Step I linked", "none",
    ]  # fmt: skip


def test_that_rows_numbered_by_word_have_their_numbers_and_empty_lines_count() -> None:
    body = tbl([tc(item("", 2)), "Visits"], [tc(item("", 2)), "Plans"]) + item("", 2) + item("four", 2)
    assert [one.text for one in read(body).passages] == ["1. | Visits", "2. | Plans", "4. four"]


def test_that_a_deleted_end_of_paragraph_counts_once() -> None:
    gone = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:rPr><w:del/></w:rPr>'
    body = item("one", 2) + p("half and ", properties=gone) + item("half", 2) + item("three", 2)
    assert [one.text for one in read(body).passages] == ["1. one", "2. half and half", "3. three"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "lowerLetter", "a"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (4, "lowerRoman", "iv"), (12, "ordinal", "12th"),
        (1994, "upperRoman", "MCMXCIV"), (7, "decimalZero", "07"), (2, "ordinal", "2nd"), (5, "never heard of", "5"), (5, "none", ""),
    ],
)  # fmt: skip
def test_that_numbers_are_written_in_their_form(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_that_no_two_headings_have_the_same_number(depths: list[int]) -> None:
    levels = "".join(level(depth, ".".join(f"%{one + 1}" for one in range(depth + 1))) for depth in range(4))
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    document = read("".join(item("words", 1, depth) for depth in depths), numbering=numbering)
    numbers = [one.text.split()[0] for one in document.passages]
    assert len(set(numbers)) == len(depths)
    assert [number.count(".") for number in numbers] == depths


def raised(words: str) -> str:
    return r(words, '<w:vertAlign w:val="superscript"/>')


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        ((r("last year"), raised("1")), "last year [1]"), ((r("the 21"), raised("st"), r(" of May")), "the 21st of May"),
        ((r("48 m"), raised("2"), r(" each")), "48 m2 each"), ((r("Plans"), raised("1,2"), r(" and")), "Plans [1,2] and"),
        ((r("Good."), raised('</w:t><w:footnoteReference w:id="1"/><w:t>')), "Good. [1]"),
    ],
)  # fmt: skip
def test_that_raised_marks_stand_apart_from_words(runs: tuple[str, ...], seen: str) -> None:
    assert read(p(*runs)).passages[0].text == seen


def test_that_headings_without_a_style_rank_by_size_below_those_with_one() -> None:
    def look(words: str, size: int, bold: bool = True) -> str:
        return p(r(words, f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>'))

    words = "We know our services well and say so in plain words, every year."
    body = look("Walsall", 48, False) + look("October 2026", 24, False) + p("Leaders", style="berschrift1")
    body += (
        look("Plan", 28)
        + p(words)
        + look("Visits", 20)
        + p(words)
        + look("Partners", 27)
        + p(words)
        + look("Table 1: Visits", 20)
        + p(words)
    )
    assert [(one.text, one.level) for one in read(body).passages if one.kind == "heading"] == [
        ("Walsall", 1), ("Leaders", 1), ("Plan", 2), ("Visits", 3), ("Partners", 2),
    ]  # fmt: skip


def test_that_what_was_left_out_is_said() -> None:
    body = p(r("Kept."), '<w:r><w:commentReference w:id="1"/></w:r>', "<w:ins>" + r("New.") + "</w:ins>") + '<w:altChunk r:id="x"/>'
    assert [one.code for one in read(body).problems] == [
        "document-has-inserted-files",
        "document-has-comments",
        "document-has-tracked-changes",
    ]


def test_that_a_number_without_figures_is_a_bullet(seen: Callable[[ReadDocument], list[tuple[str, str]]]) -> None:
    item = p("Visits", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')
    assert seen(read(item + p("After."))) == [("list", "Visits"), ("paragraph", "After.")]
