"""A capture sheet goes out, is filled in, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import as_text, filled, kept, opened
from paper_samples import CAPTURE

from wmpeer.errors import Problem
from wmpeer.outgoing import plain
from wmpeer.papers.capture import FINDING_ROWS, SheetFinding, SheetView, capture_sheet, finding_id
from wmpeer.papers.taking import (
    CapturedSheet,
    CaptureSheetChangedError,
    NewerCaptureSheetError,
    NotACaptureSheetError,
    is_capture_sheet,
    read_capture_sheet,
)
from wmpeer.papers.workbook import moderation_workbook

EMPTY = replace(CAPTURE, views=(), findings=())
FULL = {
    ("Start here", "B12"): "I have no interest in this authority",
    ("Views", "C4"): "Good",
    ("Views", "D4"): "Requires improvement",
    ("Views", "E4"): "High",
    ("Views", "F4"): "Improving",
    ("Views", "G4"): "Discuss",
    ("Views", "H4"): "Tŷ: they found it themselves",
    ("Findings", "B4"): "Children in care and permanence",
    ("Findings", "C4"): "To consider",
    ("Findings", "D4"): "Visits are recorded late",
    ("Findings", "E4"): "visited as often as others",
    ("Findings", "F4"): 38,
    ("Findings", "B6"): "Help and protection",
    ("Findings", "C6"): "Concern",
    ("Findings", "D6"): "A backlog in August",
    ("Findings", "G6"): "3 significant",
}


def read(data: bytes) -> tuple[CapturedSheet, tuple[Problem, ...]]:
    return read_capture_sheet(data, "Kelsborough.xlsx")


def codes(data: bytes) -> list[str]:
    return [one.code for one in read(data)[1]]


def test_that_the_sheet_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    text = as_text(capture_sheet(CAPTURE))
    expected("papers/capture.txt", "\n".join(line for line in text.splitlines() if not _is_spare(line)) + "\n")


def _is_spare(line: str) -> bool:
    return len(line) == 32 and set(line) <= set("0123456789abcdef")


def test_that_what_was_written_comes_back() -> None:
    sheet, problems = read(filled(capture_sheet(EMPTY), FULL))
    assert problems == ()
    assert (sheet.workspace, sheet.sheet, sheet.authority, sheet.person, sheet.cycle) == (
        "w" * 32,
        "s" * 32,
        "E09990009",
        "p1",
        "autumn 2026",
    )
    assert sheet.conflict == "none"
    assert sheet.views == (
        SheetView("leaders", "good", "requires-improvement", "high", "improving", "discuss", "Tŷ: they found it themselves"),
    )
    assert sheet.findings == (
        SheetFinding(finding_id("s" * 32, 1), "consider", "in-care", "Visits are recorded late", "visited as often as others", 38),
        SheetFinding(finding_id("s" * 32, 3), "concern", "help-and-protection", "A backlog in August", level=3),
    )


def test_that_the_same_sheet_twice_is_the_same() -> None:
    data = filled(capture_sheet(EMPTY), FULL)
    assert read(data) == read(kept(opened(data)))


def test_that_what_goes_out_filled_in_comes_back_unchanged() -> None:
    sheet, _ = read(capture_sheet(CAPTURE))
    assert (sheet.views, sheet.findings) == (CAPTURE.views, CAPTURE.findings)
    again, _ = read(capture_sheet(replace(CAPTURE, views=sheet.views, findings=sheet.findings)))
    assert (again.views, again.findings) == (sheet.views, sheet.findings)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(lambda text: "_x" not in text)


@settings(deadline=None, max_examples=20)
@given(st.lists(TEXT.filter(lambda text: plain(text).strip() != ""), max_size=5))
def test_that_any_words_survive_the_way_there_and_back(texts: list[str]) -> None:
    findings = tuple(SheetFinding(finding_id("s" * 32, row), "question", "send", text) for row, text in enumerate(texts, start=1))
    sheet, _ = read(capture_sheet(replace(EMPTY, findings=findings)))
    assert [one.text for one in sheet.findings] == [plain(one.text).strip() for one in findings]


def test_that_an_untouched_sheet_says_nothing_but_the_missing_declaration() -> None:
    sheet, problems = read(capture_sheet(EMPTY))
    assert (sheet.views, sheet.findings) == ((), ())
    assert [one.code for one in problems] == ["capture-no-declaration"]


def test_that_an_interest_is_heard() -> None:
    sheet, _ = read(
        filled(
            capture_sheet(EMPTY),
            {("Start here", "B12"): "I have an interest (say which below)", ("Start here", "B13"): "I worked there until May"},
        )
    )
    assert (sheet.conflict, sheet.conflict_reason) == ("declared", "I worked there until May")


def test_that_a_reason_alone_declares_an_interest() -> None:
    sheet, _ = read(filled(capture_sheet(EMPTY), {("Start here", "B13"): "my sister works there"}))
    assert sheet.conflict == "declared"


@pytest.mark.parametrize(
    ("cells", "code", "where"),
    [
        ({("Views", "D4"): "Splendid"}, "capture-not-in-list", "Views, row 4"),
        ({("Views", "H5"): "Only a reason"}, "capture-view-open", "Views, row 5"),
        ({("Findings", "D9"): "No kind, no area"}, "capture-finding-open", "Findings, row 9"),
        ({("Findings", "C9"): "Strength"}, "capture-finding-open", "Findings, row 9"),
        ({("Findings", "D9"): "x", ("Findings", "F9"): "31 to 33"}, "capture-page", "Findings, row 9"),
        ({("Start here", "B12"): "I have an interest (say which below)"}, "capture-interest-without-reason", "Start here"),
    ],
)
def test_that_half_a_row_is_told_of_and_kept(cells: dict[tuple[str, str], object], code: str, where: str) -> None:
    sheet, problems = read(filled(capture_sheet(EMPTY), cells))
    found = [one for one in problems if one.code == code]
    assert [one.where for one in found] == [where]
    assert len(sheet.views) + len(sheet.findings) == (0 if where == "Start here" else 1)


def test_that_what_is_no_number_or_choice_stays_as_it_was_written() -> None:
    cells = {("Views", "D4"): "Splendid", ("Findings", "D4"): "x", ("Findings", "F4"): "31 to 33"}
    sheet, _ = read(filled(capture_sheet(EMPTY), cells))
    assert sheet.views[0].view == "Splendid"
    assert (sheet.findings[0].page, sheet.findings[0].page_text) == (None, "31 to 33")


@pytest.mark.parametrize("page", ["p. 31", "31", 31, 31.0, "Page 31", "p31"])
def test_that_a_page_is_read_as_people_write_it(page: object) -> None:
    sheet, _ = read(filled(capture_sheet(EMPTY), {("Findings", "D4"): "x", ("Findings", "F4"): page}))
    assert sheet.findings[0].page == 31


def test_that_choices_are_found_whatever_their_letters() -> None:
    sheet, _ = read(filled(capture_sheet(EMPTY), {("Views", "C4"): " good ", ("Views", "D4"): "OUTSTANDING", ("Views", "E4"): "high"}))
    assert (sheet.views[0].own_grade, sheet.views[0].view, sheet.views[0].confidence) == ("good", "outstanding", "high")


def changed(change: Callable[[object], None]) -> bytes:
    book = opened(capture_sheet(CAPTURE))
    change(book)
    return kept(book)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda book: book.remove(book["Views"]), "the sheet “Views” is gone"),
        (lambda book: book.remove(book["Choices"]), "the sheet “Choices” is gone"),
        (lambda book: book["Findings"].delete_cols(3), "the heading “Kind” on the sheet “Findings”"),
        (lambda book: book["Findings"].insert_rows(1), "the heading “Id” on the sheet “Findings”"),
        (lambda book: book["Views"].__setitem__("D3", "Their view"), "the heading “My view” on the sheet “Views”"),
        (lambda book: book["Findings"].__setitem__("A4", None), "row 4 of the sheet “Findings” has lost its id"),
        (lambda book: _copy_row(book["Findings"]), "row 5 of the sheet “Findings” carries the id of another row"),
        (lambda book: book["wmpeer"].__setitem__("B3", None), "it no longer says which sheet it belongs to"),
    ],
)
def test_that_a_changed_structure_is_refused_by_its_name(change: Callable[[object], None], what: str) -> None:
    with pytest.raises(CaptureSheetChangedError) as raised:
        read(changed(change))
    assert what in raised.value.sentence
    assert "Kelsborough.xlsx" in raised.value.sentence


def _copy_row(sheet: object) -> None:
    for cell in ("A", "B", "C", "D"):
        sheet[f"{cell}5"] = sheet[f"{cell}4"].value  # type: ignore[index]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0old excel"])
def test_that_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    assert not is_capture_sheet(data)
    with pytest.raises(NotACaptureSheetError):
        read(data)


def test_that_another_spreadsheet_is_refused() -> None:
    from paper_samples import WORKBOOK

    data = moderation_workbook(WORKBOOK)
    assert not is_capture_sheet(data)
    with pytest.raises(NotACaptureSheetError):
        read(data)


def test_that_a_sheet_cut_short_is_refused() -> None:
    data = capture_sheet(CAPTURE)
    with pytest.raises(NotACaptureSheetError):
        read(data[: len(data) // 2])


def test_that_a_later_sheet_asks_for_a_newer_program() -> None:
    data = changed(lambda book: book["wmpeer"].__setitem__("B1", "wmpeer capture sheet 2"))
    assert is_capture_sheet(data)
    with pytest.raises(NewerCaptureSheetError):
        read(data)


def test_that_only_what_is_to_be_filled_in_is_open() -> None:
    book = opened(capture_sheet(CAPTURE))
    assert book.security.lockStructure
    assert [book[name].sheet_state for name in ("Choices", "wmpeer")] == ["veryHidden", "veryHidden"]
    for name, inside, outside in (("Views", "D4", "B4"), ("Findings", "D4", "A4"), ("Start here", "B12", "A12")):
        assert book[name].protection.sheet
        assert not book[name][inside].protection.locked
        assert book[name][outside].protection.locked


def test_that_every_choice_has_its_list() -> None:
    book = opened(capture_sheet(CAPTURE))
    assert {rule.formula1 for rule in book["Views"].data_validations.dataValidation} == {
        "wmpeer_grades",
        "wmpeer_views",
        "wmpeer_confidence",
        "wmpeer_directions",
        "wmpeer_priorities",
    }
    assert book.defined_names["wmpeer_kinds"].attr_text == "'Choices'!$K$2:$K$6"
    assert {str(rule.sqref) for rule in book["Findings"].data_validations.dataValidation} == {
        "B4:B123",
        "C4:C123",
        "G4:G123",
        "F4:F123",
    }


def test_that_more_findings_than_rows_all_go_out() -> None:
    findings = tuple(SheetFinding(f"{row:032x}", "question", "send", f"Question {row}") for row in range(FINDING_ROWS + 30))
    sheet, _ = read(capture_sheet(replace(EMPTY, findings=findings)))
    assert len(sheet.findings) == FINDING_ROWS + 30


def test_that_a_long_text_is_never_cut_in_silence() -> None:
    """A cell holds 32,767 characters: what a colleague writes is never longer, what goes out is split over rows of its own."""
    text = " ".join(f"word{number}" for number in range(8_000))
    findings = (SheetFinding("f" * 32, "question", "send", text),)
    sheet, problems = read(capture_sheet(replace(EMPTY, findings=findings)))
    assert sheet.findings[0].text == text
    assert [one.code for one in problems] == ["capture-no-declaration"]
