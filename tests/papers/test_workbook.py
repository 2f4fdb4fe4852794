"""The moderation workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import as_text, opened
from paper_samples import FINDINGS, TREND, WORKBOOK
from PIL import Image
from python_calamine import CalamineWorkbook

from wmpeer.indicators.chart_records import ChartLine
from wmpeer.outgoing import plain
from wmpeer.papers.content import EvidenceLine, FindingLine
from wmpeer.papers.workbook import evidence_words, moderation_workbook, sheet_rows

MET, MADE = datetime(2026, 10, 7), datetime(2026, 10, 12)  # noqa: DTZ001  a spreadsheet knows no zone


def finding(text: str) -> bytes:
    return moderation_workbook(replace(WORKBOOK, findings=(FindingLine("f", "Ashcombe", "SEND", "Strength", text),)))


def test_that_the_workbook_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    expected("papers/workbook.txt", as_text(moderation_workbook(WORKBOOK)))


def test_that_sheets_are_named_and_counted() -> None:
    data = moderation_workbook(WORKBOOK)
    assert opened(data).sheetnames == ["Overview", "Findings", "Views", "Indicators", "Concerns", "Actions", "Trends"]
    assert sheet_rows(WORKBOOK) == {"Overview": 14, "Findings": 2, "Views": 2, "Indicators": 2, "Concerns": 1, "Actions": 1, "Trends": 4}


def test_that_days_and_numbers_are_what_they_are() -> None:
    book = opened(moderation_workbook(WORKBOOK))
    assert book["Concerns"]["F3"].value == MET
    assert (book["Indicators"]["G3"].value, book["Indicators"]["G3"].number_format) == (22, "#,##0")
    assert book["Indicators"]["J3"].number_format == "#,##0.0"
    assert book["Indicators"]["G4"].value == "suppressed (c)"


def test_that_a_measure_without_a_better_end_says_neither_and_thousands_are_marked() -> None:
    one = replace(WORKBOOK.indicators[0], polarity="-", value=12_345, decimals=0)
    page = opened(moderation_workbook(replace(WORKBOOK, indicators=(one,))))["Indicators"]
    assert (page["E3"].value, page["G3"].value, page["G3"].number_format) == ("neither", 12_345, "#,##0")


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+44", "-5", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0", "TRUE", "1e5"])
def test_that_text_is_never_a_formula(text: str) -> None:
    cell = opened(finding(text))["Findings"]["D3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert b"<f>" not in ZipFile(BytesIO(finding(text))).read("xl/worksheets/sheet2.xml")


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=40))
def test_that_any_text_comes_back(text: str) -> None:
    found = opened(finding(text))["Findings"]["D3"].value
    assert (found or "").strip() == plain(text).strip() or "_x" in text


def test_that_a_long_finding_goes_on_in_the_rows_below() -> None:
    text = " ".join(f"word{number}" for number in range(12_000))
    rows = CalamineWorkbook.from_filelike(BytesIO(finding(text))).get_sheet_by_name("Findings").to_python()
    parts = [str(row[3]) for row in rows[2:]]
    assert len(parts) == 4
    assert "".join(parts) == text
    assert [row[0] for row in rows[2:]] == ["Ashcombe", *["Ashcombe (continued)"] * 3]


def picture(wide: int, high: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (wide, high), "white").save(made, "PNG")
    return made.getvalue()


def test_that_pictures_stand_beside_their_findings_on_a_sheet_of_their_own() -> None:
    parts = (
        EvidenceLine(document="SE.pdf", page=4, part=True, picture=picture(1600, 400)),
        EvidenceLine(document="SE.pdf", page=9, part=True),
    )
    long = FindingLine("a", "Ashcombe", "SEND", "Strength", "w " * 30_000, evidence=(EvidenceLine("q", "d", 1), *parts))
    other = FindingLine(
        "b", "Dene", "SEND", "Strength", "short", evidence=(EvidenceLine(document="D", page=1, part=True, picture=picture(40, 30)),)
    )
    content = replace(WORKBOOK, findings=(long, other))
    data = moderation_workbook(content)
    book = opened(data)
    assert "Picture of a part of page 4 (SE.pdf)" in book["Findings"]["G3"].value
    sheet = book["Pictures"]
    shown = [(one.anchor._from.row + 1, one.anchor.ext.width // 9525) for one in sheet._images]
    rows = {sheet.cell(row, 8).value: row for row in range(sheet.max_row, 2, -1) if sheet.cell(row, 8).value}
    assert shown == [(rows["a"], 420), (rows["b"], 40)]
    assert sheet.row_dimensions[rows["a"]].height >= 105 * 0.75
    second = next(row for row in range(rows["a"] + 1, rows["b"]) if sheet.cell(row, 8).value == "a")
    assert sheet.cell(second, 7).value == "This picture is not on the laptop that wrote this workbook."
    assert sheet_rows(content)["Pictures"] == 3
    assert data == moderation_workbook(content), "the same content gives the same bytes"


def test_that_a_flag_says_its_sentence_behind_its_figure() -> None:
    flag = EvidenceLine(indicator="Re-referrals", value="26 %", period="2025", source="DfE", flag="Worst fifth in England.")
    assert evidence_words(flag) == "Re-referrals: 26 %, 2025 (DfE). Flag: Worst fifth in England."


def test_that_long_evidence_goes_on_too() -> None:
    line = FindingLine("f", "Ashcombe", "SEND", "Strength", "short", evidence=(EvidenceLine("q" * 50_000, "d", 1),))
    sheet = opened(moderation_workbook(replace(WORKBOOK, findings=(line, *FINDINGS))))["Findings"]
    assert len(sheet["G3"].value) + len(sheet["G4"].value) == 50_000 + len("“” (d, page 1)")
    assert sheet["A5"].value == "Kelsborough"


def test_that_each_sheet_prints_well() -> None:
    for sheet in opened(moderation_workbook(WORKBOOK)).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape",
            9,
            1,
            0,
        )
        assert sheet.oddHeader.left.text == "OFFICIAL-SENSITIVE"
        assert sheet.oddHeader.right.text == "FICTIONAL - for demonstration"
        assert sheet["A1"].value.startswith("OFFICIAL-SENSITIVE · FICTIONAL - for demonstration")
        if sheet.title != "Trends":
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$2:$2")
            assert sheet.auto_filter.ref.startswith("A2:")


def test_that_a_real_region_is_not_called_fictional() -> None:
    assert "FICTIONAL" not in as_text(moderation_workbook(replace(WORKBOOK, fictional=False)))


def test_that_an_ampersand_in_a_name_is_one_in_the_footer() -> None:
    sheet = opened(moderation_workbook(replace(WORKBOOK, region="Adult & Child")))["Views"]
    assert "Adult && Child" in sheet.oddFooter.left.text or "Adult & Child" in sheet.oddFooter.left.text


def test_that_there_is_a_native_chart_that_breaks_at_a_gap() -> None:
    data = ZipFile(BytesIO(moderation_workbook(WORKBOOK))).read("xl/charts/chart1.xml").decode()
    assert "<lineChart>" in data
    assert 'dispBlanksAs val="gap"' in data
    assert opened(moderation_workbook(WORKBOOK))["Trends"]["D4"].value is None


def test_that_any_trend_can_be_drawn() -> None:
    for values in ((), (None,), (0.0,), (-3.0, 4.0)):
        trend = replace(TREND, periods=tuple(str(one) for one in range(len(values))), lines=(ChartLine("A", "own", values),))
        assert moderation_workbook(replace(WORKBOOK, trends=(trend, TREND)))


def test_that_an_empty_cycle_has_its_sheets() -> None:
    bare = replace(WORKBOOK, authorities=(), findings=(), views=(), indicators=(), concerns=(), actions=(), trends=())
    assert opened(moderation_workbook(bare)).sheetnames == ["Overview", "Findings", "Views", "Indicators", "Concerns", "Actions"]


def test_that_nobody_is_named_in_the_files_properties_and_bytes_are_steady() -> None:
    data = moderation_workbook(WORKBOOK)
    assert data == moderation_workbook(WORKBOOK)
    facts = opened(data).properties
    assert (facts.creator, facts.lastModifiedBy, facts.modified) == ("wmpeer", None, MADE)
