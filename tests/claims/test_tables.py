"""Numbers in tables of performance: read where header, indicator and unit are clear, else left alone."""

from __future__ import annotations

import io

import pytest
from labelled import Reader

from wmpeer.documents.worker import DocumentWorker

HEADER = ["KPI", "2023/24", "2024/25", "England", "Target", "RAG"]
ROWS = [
    HEADER,
    ["Re-referrals within 12 months (%)", "22.0", "21.3", "21.8", "18", "A"],
    ["Children looked after per 10,000", "65", "73", "69", "", "A"],
    ["Audits graded good or better", "61%", "70%", "", "75%", "A"],
]
FOUND = [
    ("ReReferral", "own", "2024", 22.0), ("ReReferral", "own", "2025", 21.3), ("ReReferral", "england", "2025", 21.8),
    ("LAC", "own", "2024", 65.0), ("LAC", "own", "2025", 73.0), ("LAC", "england", "2025", 69.0),
]  # fmt: skip


def told(reader: Reader, rows: list[list[str]], caption: str = "Performance") -> list[tuple[str, str, str, float, str]]:
    return [(one.code, one.who, one.period, one.numbers[0], one.verdict) for one in reader.table(rows, caption=caption)]


def test_that_each_cell_is_of_its_column_and_row(reader: Reader):
    assert [one[:4] for one in told(reader, ROWS)] == FOUND
    assert {one[4] for one in told(reader, ROWS)} == {"supports"}


def test_that_a_claim_points_at_its_cell(reader: Reader):
    for one in reader.table(ROWS, caption="Performance"):
        text = " | ".join(next(row for row in ROWS if " | ".join(row).strip() == one.sentence))
        written = text[one.number_start - one.start : one.number_end - one.start]
        assert float(written.strip("% ")) == one.numbers[0]


def test_that_a_wrong_cell_is_contradicted(reader: Reader):
    rows = [["Measure", "2024/25"], ["Re-referral rate (%)", "14.0"]]
    assert told(reader, rows) == [("ReReferral", "own", "2025", 14.0, "contradicts")]


def test_that_a_table_of_areas_has_its_indicator_from_the_caption(reader: Reader):
    rows = [["Area", "2023/24", "2024/25"], ["Calderholt", "22.0", "21.3"], ["England", "22.1", "21.8"], ["Brackenford", "20.0", "20.4"]]
    found = told(reader, rows, caption="Table 4: Re-referral rate (%)")
    assert [one[:4] for one in found if one[2] == "2025"] == [
        ("ReReferral", "own", "2025", 21.3), ("ReReferral", "england", "2025", 21.8), ("ReReferral", "X08000002", "2025", 20.4),
    ]  # fmt: skip


def test_that_codes_and_names_may_stand_left_of_years_that_no_header_names(reader: Reader):
    """As a sheet that was printed: the years alone in the first row, a code before each name, the measure in a heading further up."""
    rows = [
        ["2023/24", "2024/25"],
        ["801", "Calderholt", "22.0", "21.3"],
        ["802", "Brackenford", "20.0", "99.9"],
        ["", "England", "22.1", "14.0"],
    ]
    found = told(reader, rows, caption="Re-referral rate (%)")
    assert [one for one in found if one[2] == "2025"] == [
        ("ReReferral", "own", "2025", 21.3, "supports"), ("ReReferral", "england", "2025", 14.0, "contradicts"),
    ]  # fmt: skip


def test_that_columns_may_name_whom_and_when(reader: Reader):
    rows = [["Indicator", "Unit", "Calderholt 2024/25", "England 2024/25"], ["Re-referrals", "%", "21.3", "21.8"]]
    assert [one[:4] for one in told(reader, rows)] == [("ReReferral", "own", "2025", 21.3), ("ReReferral", "england", "2025", 21.8)]


@pytest.mark.parametrize(
    "rows",
    [
        [["Team", "Visits", "Plans"], ["North", "91%", "85%"], ["South", "88%", "90%"]],
        [["Indicator", "Apr", "May"], ["Re-referrals", "20%", "21%"]],
        [["KPI", "2023/24", "", "2024/25", ""], ["Re-referrals (%)", "440", "22.0", "431", "21.3"]],
        [["KPI", "2023/24", "2024/25"], ["", "number", "%"], ["Re-referrals", "440", "21.3"]],
        [["KPI", "2023/24", "2024/25"], ["Re-referrals (%)", "22.0"]],
        [["KPI", "2023/24", "2024/25"], ["Re-referrals and assessments in 45 working days (%)", "22.0", "21.3"]],
        [["KPI", "2023/24", "2024/25"], ["Target for re-referrals (%)", "20", "18"]],
        [["KPI", "2023/24", "2024/25"], ["Re-referrals (%)", "22.0 (440)", "n/a"]],
        [["KPI", "Target"], ["Re-referrals (%)", "20"]],
        [["Re-referrals (%)", "22.0", "21.3"]],
        [["", ""], ["", ""]],
    ],
)
def test_that_what_is_not_clear_is_left_alone(reader: Reader, rows: list[list[str]]):
    assert told(reader, rows) == []


def test_that_a_quarter_in_a_column_cannot_be_told(reader: Reader):
    rows = [["KPI", "2024/25", "Q1 2026/27"], ["Re-referrals (%)", "21.3", "17.4"]]
    assert [one[4] for one in told(reader, rows)] == ["supports", "cannot-tell"]


def _docx() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Performance", 1)
    table = document.add_table(len(ROWS), len(HEADER))
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    out = io.BytesIO()
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    body = Paragraph("What the figures say of the year is told below the table, in words that go on for a line or so.")
    heading = Paragraph("Performance", getSampleStyleSheet()["Heading1"])
    SimpleDocTemplate(out).build([heading, Table(ROWS, style=grid), body])
    return out.getvalue()


@pytest.mark.parametrize(("name", "made"), [("table.docx", _docx), ("table.pdf", _pdf)])
def test_that_tables_of_word_and_pdf_documents_are_read(reader: Reader, name: str, made):
    with DocumentWorker() as worker:
        document = worker.read(name, made())
    assert [(one.code, one.who, one.period, one.numbers[0]) for one in reader.document(document, name)] == FOUND


def test_that_a_row_named_shortly_is_read_where_the_data_bear_it_out(reader: Reader):
    rows = [["Measure", "2023", "2024", "2025"], ["EET 19-21", "58%", "58%", "61%"], ["PEPs in date", "88%", "91%", "94%"]]
    assert [one[:3] for one in told(reader, rows, caption="Care leavers")] == [
        ("CareLeaverEET", "own", "2023"), ("CareLeaverEET", "own", "2024"), ("CareLeaverEET", "own", "2025"),
    ]  # fmt: skip


def test_that_initials_beside_england_are_the_authority(reader: Reader):
    rows = [["Workforce (30 September 2025)", "CCF", "England"], ["Turnover rate", "11.2%", "13.9%"], ["Vacancy rate", "30.0%", "30.0%"]]
    assert ("Work_Force_TO_Rate", "own", "2025", 11.2, "supports") in told(reader, rows)
    assert not [one for one in told(reader, rows) if one[1] == "own" and one[4] == "contradicts"]


def test_that_months_in_columns_are_no_published_year(reader: Reader):
    rows = [["KPI", "Mar-25", "Apr-25", "May 25"], ["Re-referrals (%)", "21.3", "17.4", "16.0"]]
    found = told(reader, rows)
    assert [one[4] for one in found if one[2] == "2025"] == ["supports"]
    assert {one[4] for one in found if one[2] != "2025"} <= {"cannot-tell"}
