"""Explore Education Statistics tables: what is read of their filters, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_samples import GEOGRAPHY, england, herefordshire, region, walsall

from wmpeer.errors import WmpeerError
from wmpeer.indicators.ees_filters import EACH
from wmpeer.indicators.errors import FilterChoiceNeededError, FilterValueError, MetaFileError, NoAuthorityRowsError
from wmpeer.indicators.read import belongs_to, read_table
from wmpeer.indicators.tables import ValueTable

FOUR = (england, region, herefordshire, walsall)


def values(path: Path, **choices: str) -> ValueTable:
    table = read_table(path, choices=choices)
    assert isinstance(table, ValueTable)
    return table


def codes(table: ValueTable) -> list[str]:
    return [measure.code for measure in table.measures]


def cell(table: ValueTable, area: str, code: str, period: str) -> str | None:
    measure = next(measure for measure in table.measures if measure.code == code)
    row = next(row for row in table.areas if row.key == area)
    return row.cells[measure.first + measure.periods.index(period)]


def said(table: ValueTable) -> list[str]:
    return [problem.code for problem in table.problems]


def test_that_a_table_without_filters_gives_a_measure_for_each_column(write):
    table = values(write("plain.csv", (*GEOGRAPHY, "cases", "caseload_fte"), england(2025, 100, "15.2"), herefordshire(2025, 7, "c")))
    assert codes(table) == ["cases", "caseload_fte"]
    assert (table.rows, table.values, dict(table.markers)) == (2, 3, {"c": 1})
    assert cell(table, "E06000019", "caseload_fte", "2025") == "c"
    assert cell(table, "E92000001", "caseload_fte", "2025") == "15.2"


def test_that_a_filter_with_one_value_cuts_nothing(write):
    rows = [place(2025, "Referrals", 5) for place in FOUR]
    table = values(write("one.csv", (*GEOGRAPHY, "category", "referral_count"), *rows))
    assert codes(table) == ["referral_count"]
    assert said(table) == []


@pytest.mark.parametrize("total", ["Total", "All", "All children", "total", "All pupils", "Gender - Total", "Overall"])
def test_that_a_total_is_taken_and_said(write, total):
    rows = [place(2025, sex, number) for place in FOUR for sex, number in ((total, 30), ("Boys", 12), ("Girls", 18))]
    table = values(write("total.csv", (*GEOGRAPHY, "sex", "headcount"), *rows))
    assert codes(table) == ["headcount"]
    assert cell(table, "E08000030", "headcount", "2025") == "30"
    assert said(table) == ["total-taken"]
    assert table.questions[0].column == "sex"


def test_that_without_a_total_each_value_is_a_measure_of_its_own(write):
    rows = [place(2025, group, number) for place in FOUR for group, number in (("In need", 30), ("In care", 12))]
    table = values(write("groups.csv", (*GEOGRAPHY, "social_care_group", "pt_overall"), *rows))
    assert codes(table) == ["pt_overall [In need]", "pt_overall [In care]"]
    assert cell(table, "E08000030", "pt_overall [In care]", "2025") == "12"
    assert said(table) == ["values-apart"]


def test_that_a_total_of_a_hundred_per_cent_is_the_whole_that_parts_are_measured_against(write):
    parts = (("Total", 200, 100), ("Suitable", 180, 90), ("Unsuitable", 20, 10))
    rows = [place(2025, *part) for place in FOUR for part in parts]
    table = values(write("parts.csv", (*GEOGRAPHY, "breakdown", "care_leaver_count", "care_leaver_percent"), *rows))
    assert "care_leaver_percent [Suitable]" in codes(table)
    assert cell(table, "E06000019", "care_leaver_percent [Suitable]", "2025") == "90"


def test_that_several_filters_are_told_apart_in_the_code(write):
    rows = [place(2025, age, part, 5) for place in FOUR for age in ("17 to 18", "19 to 21") for part in ("Suitable", "Not known")]
    table = values(write("two.csv", (*GEOGRAPHY, "age", "breakdown", "percentage"), *rows))
    assert codes(table)[-1] == "percentage [19 to 21; Not known]"
    assert len(table.measures) == 4


def test_that_provisional_and_final_years_are_one_series(write):
    rows = [place(period, state, 5) for place in FOUR for period, state in ((202324, "Final"), (202425, "Revised"))]
    table = values(write("version.csv", (*GEOGRAPHY, "version", "avg_att8"), *rows))
    assert codes(table) == ["avg_att8"]
    assert table.measures[0].periods == ("202324", "202425")
    assert said(table) == ["status-column"]


def test_that_a_choice_is_kept_with_the_table_and_narrows_it(write):
    rows = [place(2025, group, number) for place in FOUR for group, number in (("In need", 30), ("In care", 12))]
    path = write("groups.csv", (*GEOGRAPHY, "social_care_group", "pt_overall"), *rows)
    table = values(path, social_care_group="in care")
    assert codes(table) == ["pt_overall"]
    assert cell(table, "E08000030", "pt_overall", "2025") == "12"
    assert table.choices == {"social_care_group": "in care"}


def test_that_every_value_may_be_asked_for_even_with_a_total(write):
    rows = [place(2025, sex, 3) for place in FOUR for sex in ("Total", "Boys", "Girls")]
    table = values(write("total.csv", (*GEOGRAPHY, "sex", "headcount"), *rows), sex=EACH)
    assert codes(table) == ["headcount [Total]", "headcount [Boys]", "headcount [Girls]"]


def test_that_a_choice_the_column_does_not_have_is_refused_with_those_it_has(write):
    path = write("sex.csv", (*GEOGRAPHY, "sex", "headcount"), herefordshire(2025, "Boys", 1), herefordshire(2025, "Girls", 1))
    with pytest.raises(FilterValueError, match="Boys, Girls"):
        read_table(path, choices={"sex": "Men"})


def test_that_too_many_measures_need_a_choice(write):
    rows = [herefordshire(2025, f"School type {number}", *range(9)) for number in range(390)]
    path = write("many.csv", (*GEOGRAPHY, "school_type", *(f"n{number}" for number in range(9))), *rows)
    with pytest.raises(FilterChoiceNeededError, match="school_type"):
        read_table(path)
    assert len(values(path, school_type="School type 4").measures) == 9


def test_that_years_of_age_are_a_filter_though_they_are_numbers(write):
    rows = [place(2025, age, 5 + age) for place in FOUR for age in (16, 17, 18)]
    table = values(write("ages.csv", (*GEOGRAPHY, "age", "number_of_pupils"), *rows))
    assert codes(table) == ["number_of_pupils [16]", "number_of_pupils [17]", "number_of_pupils [18]"]
    assert cell(table, "E08000030", "number_of_pupils [17]", "2025") == "22"


def test_that_ages_with_a_total_are_a_filter(write):
    rows = [place(2025, age, 5) for place in FOUR for age in ("Total", 16, 17)]
    assert codes(values(write("ages.csv", (*GEOGRAPHY, "age", "pupils"), *rows))) == ["pupils"]


def test_that_totals_that_never_occur_together_give_way(write):
    pairs = (("Total", "Boys"), ("Total", "Girls"), ("White", "Total"))
    rows = [place(2025, *pair, 5) for place in FOUR for pair in pairs]
    table = values(write("odd.csv", (*GEOGRAPHY, "ethnicity", "sex", "pupils"), *rows))
    assert codes(table)


def test_that_an_odd_word_among_figures_is_an_unknown_marker(write):
    rows = [herefordshire(2020 + year, year, 10.5 + year) for year in range(5)] + [walsall(2025, 1, "see note")]
    table = values(write("note.csv", (*GEOGRAPHY, "cases", "caseload"), *rows))
    assert codes(table) == ["cases", "caseload"]
    assert table.markers == {"see note": 1}
    assert said(table) == ["unknown-marker"]


def test_that_what_a_meta_file_says_goes_before_what_cells_look_like(write):
    meta = (
        "col_name",
        "col_type",
        "label",
        "indicator_grouping",
        "indicator_unit",
        "indicator_dp",
        "filter_hint",
        "filter_grouping_column",
    )
    write(
        "pupils.meta.csv",
        meta,
        ("grade", "Filter", "Grade", "", "", "", "", ""),
        ("share", "Indicator", "Share of pupils", "", "%", "2", "", ""),
    )
    rows = [place(2025, grade, 5.5) for place in FOUR for grade in (1, 2)]
    table = values(write("pupils.csv", (*GEOGRAPHY, "grade", "share"), *rows))
    assert codes(table) == ["share [1]", "share [2]"]
    assert (table.measures[0].title, table.measures[0].unit, table.measures[0].decimals) == ("Share of pupils: 1", "%", 2)


def test_that_a_meta_file_alone_is_refused_and_beside_its_table_known(write, tmp_path):
    meta = write("pupils.meta.csv", ("col_name", "col_type", "label"), ("share", "Indicator", "Share"))
    assert belongs_to(meta) is None
    with pytest.raises(MetaFileError):
        read_table(meta)
    table = write("pupils.csv", (*GEOGRAPHY, "share"), herefordshire(2025, 1))
    assert belongs_to(meta) == table


def test_that_other_levels_and_joined_authorities_are_left_out_and_counted(write):
    school = list(herefordshire(2025, 3))
    school[2] = "School"
    joined = list(herefordshire(2025, 3))
    joined[7:10] = ["940 / 941", "E06000061 / E06000062", "North and West"]
    table = values(write("levels.csv", (*GEOGRAPHY, "pupils"), school, joined, herefordshire(2025, 4)))
    assert said(table) == ["joined-areas", "other-levels"]
    assert table.rows == 3
    assert [row.key for row in table.areas] == ["E06000019"]


def test_that_a_table_of_schools_alone_is_refused(write):
    school = list(herefordshire(2025, 3))
    school[2] = "School"
    with pytest.raises(NoAuthorityRowsError):
        read_table(write("schools.csv", (*GEOGRAPHY, "pupils"), school))


def test_that_quarters_and_terms_are_periods_of_their_own(write):
    rows = [herefordshire(202425, 5, identifier=f"Financial year Q{quarter}") for quarter in (1, 2, 3)]
    table = values(write("quarters.csv", (*GEOGRAPHY, "contacts"), *rows))
    assert table.measures[0].periods == ("202425 Q1", "202425 Q2", "202425 Q3")


def test_that_two_kinds_of_year_in_one_table_are_told_apart(write):
    rows = [herefordshire(2025, 5, identifier="Calendar year"), herefordshire(2025, 6, identifier="Reporting year")]
    assert values(write("kinds.csv", (*GEOGRAPHY, "contacts"), *rows)).measures[0].periods == ("2025 calendar year", "2025 reporting year")


def test_that_the_same_row_twice_is_kept_once(write):
    table = values(write("twice.csv", (*GEOGRAPHY, "cases"), herefordshire(2025, 5), herefordshire(2025, 5)))
    assert (table.values, said(table)) == (1, ["row-repeated"])


def test_that_two_different_figures_for_one_cell_are_neither_kept(write):
    rows = [herefordshire(2025, "14.8"), herefordshire(2025, "15.8"), *(walsall(year, "3.5") for year in range(1990, 2025))]
    table = values(write("clash.csv", (*GEOGRAPHY, "share"), *rows))
    assert cell(table, "E06000019", "share", "2025") is None
    problem = next(problem for problem in table.problems if problem.code == "row-twice")
    assert "Herefordshire" in problem.where


def test_that_an_authority_under_an_old_code_is_the_same_authority(write):
    old, new = list(herefordshire(2024, 3)), list(herefordshire(2025, 4))
    old[7:10], new[7:10] = ["390", "E08000020", "Gateshead"], ["390", "E08000037", "Gateshead"]
    table = values(write("codes.csv", (*GEOGRAPHY, "cases"), old, new))
    assert [(row.key, row.cells) for row in table.areas] == [("E08000037", ("3", "4"))]


def test_that_an_invented_region_keeps_its_own_codes(write):
    rows = [list(herefordshire(2025, 3)), list(region(2025, 4))]
    rows[0][5:10] = ["X12000001", "Kelsmarch", "9001", "X99000001", "Kelsborough"]
    rows[1][5:7] = ["X12000001", "Kelsmarch"]
    table = values(write("invented.csv", (*GEOGRAPHY, "cases"), *rows))
    assert [(row.key, row.level, row.region) for row in table.areas] == [
        ("X99000001", "authority", "X12000001"),
        ("X12000001", "region", "E92000001"),
    ]
    assert said(table) == ["strange-areas"]


def test_that_well_known_columns_have_readable_titles(write):
    table = values(write("c1.csv", (*GEOGRAPHY, "rereferral_percent"), herefordshire(2025, "14.8")))
    measure = table.measures[0]
    assert (measure.title, measure.unit, measure.polarity, measure.decimals) == (
        "Re-referrals within 12 months of the previous referral",
        "%",
        "Low",
        1,
    )


@pytest.mark.parametrize("count", [0, 1])
def test_that_headings_without_rows_are_refused_in_a_sentence(write, count):
    with pytest.raises(WmpeerError) as refused:
        read_table(write("bare.csv", (*GEOGRAPHY, "cases"), *[[""] * 11] * count))
    assert refused.value.next


def test_that_a_strange_code_is_known_by_its_number_or_its_name(write):
    row = list(herefordshire(2025, 3))
    row[8] = "E06000999"
    assert [area.key for area in values(write("new.csv", (*GEOGRAPHY, "cases"), row)).areas] == ["E06000019"]
    row[7] = ""
    assert [area.key for area in values(write("newer.csv", (*GEOGRAPHY, "cases"), row)).areas] == ["E06000019"]


def test_that_a_strange_code_with_somebody_elses_number_is_nobody_known(write):
    row = list(herefordshire(2025, 3))
    row[7:10] = ["330", "X99000001", "Kelsborough"]
    assert [area.key for area in values(write("invented.csv", (*GEOGRAPHY, "cases"), row)).areas] == ["X99000001"]


def test_that_a_choice_is_kept_under_the_tables_own_heading(write):
    rows = [place(2025, sex, 3) for place in FOUR for sex in ("Boys", "Girls")]
    table = values(write("sex.csv", (*GEOGRAPHY, "pupil_sex", "headcount"), *rows), **{"Pupil sex": "boys"})
    assert table.choices == {"pupil_sex": "boys"}
    assert codes(table) == ["headcount"]
