"""The regional scorecard and "Performance of the Region": by name, nothing added up or ranked, and no verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
from openpyxl import load_workbook
from paper_reading import as_text as book_text
from paper_reading import pdf_words
from region_paper_samples import CARD, KELSBOROUGH, REPORT, TODAY

from wmpeer.drawing.blocks import as_text
from wmpeer.indicators.flag_settings import rule_lines, set_rule
from wmpeer.indicators.queries import benchmark
from wmpeer.journal.workspace import Workspace
from wmpeer.papers.annual_pdf import annual_paper, annual_pdf
from wmpeer.papers.annual_xlsx import annual_xlsx
from wmpeer.papers.data_pack import data_pack_content
from wmpeer.papers.records import AnnualReport, Scorecard
from wmpeer.papers.scorecard import scorecard_content
from wmpeer.papers.scorecard_pdf import ACROSS, card_grid, scorecard_paper, scorecard_pdf
from wmpeer.papers.scorecard_xlsx import scorecard_xlsx
from wmpeer.region.queries import authorities

VERDICTS = re.compile(r"\b(best|worst|poor\w*|weak\w*|fail(?!ings)\w*|rank\w*|league|top|bottom|good performance)\b", re.IGNORECASE)


def test_that_the_scorecard_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    expected("papers/scorecard.txt", as_text(scorecard_paper(CARD)))
    expected("papers/scorecard-workbook.txt", book_text(scorecard_xlsx(CARD)))


def test_that_authorities_stand_by_name_and_below_them_only_the_country_and_the_region(region: Workspace, card: Scorecard) -> None:
    names = [one.name for one in region.read(authorities)]
    for area in card.areas:
        assert [row.name for row in area.rows] == [*names, card.front.country, card.front.region]
        assert [row.beside for row in area.rows] == [False] * len(names) + [True, True]


def test_that_a_neutral_measure_is_never_flagged_and_nothing_beside_is_marked(card: Scorecard) -> None:
    marks = set()
    for area in card.areas:
        for row in area.rows:
            for column, cell in zip(area.columns, row.cells, strict=True):
                marks.add(cell.mark)
                assert cell.mark != "flag" or column.polarity in ("lower is better", "higher is better")
                assert not (row.beside and cell.mark)
                assert (cell.value is None) <= (cell.mark == "")
    assert {"flag", "high", "low", ""} <= marks


def test_that_the_scorecard_tells_what_the_benchmark_tells(region: Workspace, card: Scorecard) -> None:
    rows = {(row.code, row.period): row for row in region.read(benchmark, KELSBOROUGH)}
    checked = 0
    for area in card.areas:
        line = next(row for row in area.rows if row.name == "Kelsborough")
        for column, cell in zip(area.columns, line.cells, strict=True):
            row = next((one for (code, period), one in rows.items() if code == column.code), None)
            if row is not None and cell.value is not None and row.value is not None and row.period.replace("/", "")[:4] in column.period:
                worse = {"Low": 5, "High": 1}.get(row.polarity, 0)
                assert (cell.value, cell.mark == "flag") == (row.value, row.fifth == worse)
                checked += 1
    assert checked > 15


def test_that_a_marker_stands_as_it_stood_and_is_explained(card: Scorecard) -> None:
    markers = dict(card.markers)
    cells = [cell for area in card.areas for row in area.rows for cell in row.cells if cell.marker]
    assert cells
    assert all(cell.text == cell.marker and cell.marker in markers and "no value" in cell.said for cell in cells)


def test_that_tables_are_no_wider_than_the_page_and_hold_every_column(card: Scorecard) -> None:
    for area in card.areas:
        assert sum(card_grid(area, 0, min(ACROSS, len(area.columns))).shares) <= 1.001
    said = pdf_words(scorecard_pdf(card))
    assert all(column.name.split()[0] in said for area in card.areas for column in area.columns)


def test_that_the_annual_report_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    expected("papers/annual-report.txt", as_text(annual_paper(REPORT)))
    expected("papers/annual-report-workbook.txt", book_text(annual_xlsx(REPORT)))


def test_that_the_annual_report_names_no_authority_beside_a_figure_and_gives_no_verdict(region: Workspace, report: AnnualReport) -> None:
    names = [one.name for one in region.read(authorities)]
    lines = as_text(annual_paper(replace(report, profile=None))).partition("No. | Source")[0].split("\n")
    parts = "\n".join(line for line in lines if "|" in line or "[picture]" in line)
    assert not [name for name in names if name in parts]
    assert not VERDICTS.search(as_text(annual_paper(report)))


def test_that_the_front_of_the_annual_report_holds_no_score_and_a_count_comes_after_its_caveat(report: AnnualReport) -> None:
    front, told = as_text(annual_paper(report)).split("\n# Inspections against")
    assert "favourable" not in front and report.overview[0][1] == str(len(report.areas[0].figures))
    counted = [area for area in report.areas if "more favourable" in " ".join(area.summary)]
    assert counted and all(area.summary[0].startswith("A count of measures is no measure of the work") for area in counted)
    assert told.index("A count of measures") < told.index("more favourable")


def test_that_the_profile_is_told_with_its_target(report: AnnualReport) -> None:
    assert report.profile is not None
    assert report.profile.picture.line("target") is not None
    assert [row[0] for row in report.profile.rows] == sorted(row[0] for row in report.profile.rows)
    assert "target" in report.summary[-1]


def test_that_the_report_is_the_same_each_time_in_both_forms(report: AnnualReport) -> None:
    short = replace(report, areas=report.areas[:1])
    assert annual_pdf(short) == annual_pdf(short)
    made = annual_xlsx(short)
    assert annual_xlsx(short) == made
    sheets = load_workbook(BytesIO(made)).sheetnames
    assert sheets[:5] == ["Summary", "What it holds", "Inspections", "Inspection profile", "Inspections in words"]
    assert sheets[-3:] == ["What changed", "What is missing", "Sources"]


def test_that_a_region_without_data_has_a_scorecard_that_says_so(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    from beginnings import new_cycle

    workspace = new_cycle(tmp_path_factory.mktemp("empty"), "a quiet morning", "westmarch")
    try:
        card = workspace.read(scorecard_content, TODAY)
    finally:
        workspace.close()
    assert card.areas == ()
    assert scorecard_pdf(card).startswith(b"%PDF")


def test_that_the_scorecards_flags_go_by_the_rules_of_the_cycle(own_region: Workspace, card: Scorecard) -> None:
    def flagged(told: Scorecard) -> int:
        return sum(cell.mark == "flag" for area in told.areas for row in area.rows for cell in row.cells)

    set_rule(own_region, "worst-part", used=True, changes={"share": 0.10}, reason="a calmer year")
    tenth = own_region.read(scorecard_content, TODAY)
    assert 0 < flagged(tenth) < flagged(card)
    assert "less favourable tenth" in tenth.summary[1]
    set_rule(own_region, "worst-part", used=False, changes={}, reason="not this year")
    assert flagged(own_region.read(scorecard_content, TODAY)) == 0


def test_that_an_end_of_all_authorities_that_no_rule_flags_has_its_arrow(own_region: Workspace) -> None:
    """A data pack's legend promises an arrow to every figure at an end that is not flagged: where no rule is used, to all of them."""
    for line in own_region.read(rule_lines):
        set_rule(own_region, line.rule, used=False, changes={}, reason="tried")
    pack = own_region.read(data_pack_content, KELSBOROUGH, own_region.readers, TODAY)
    ends = {(one.fifth.partition(" of ")[0], one.mark) for area in pack.areas for one in area.figures if "est fifth of" in one.fifth}
    assert {end for end in ends if end[0] in ("lowest fifth", "highest fifth")} == {("lowest fifth", "low"), ("highest fifth", "high")}


def test_that_the_first_table_begins_on_the_first_page_and_no_page_holds_but_a_note(region: Workspace, card: Scorecard) -> None:
    document = pypdfium2.PdfDocument(scorecard_pdf(card))
    pages = [page.get_textpage().get_text_range() for page in document]
    assert f"1. {card.areas[0].title}" in pages[0] and card.areas[0].rows[-1].name in pages[0]
    assert min(len(page.splitlines()) for page in pages[:-1]) > 12
