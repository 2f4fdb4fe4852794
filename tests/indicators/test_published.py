"""The published files themselves, where they are at hand: each figure here was read off the raw file by eye or by another way."""

from __future__ import annotations

import csv
import io
import lzma
from collections import defaultdict
from pathlib import Path

import pytest

from wmpeer.errors import WmpeerError
from wmpeer.indicators.disagree import disagreements
from wmpeer.indicators.inspections import NO_SEPARATE
from wmpeer.indicators.queries import batches, benchmark, indicator_series, inspections, neighbours
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import DictionaryTable, InspectionTable, NeighbourTable, ValueTable
from wmpeer.indicators.values import number_in
from wmpeer.region.areas import england

HEREFORDSHIRE = "E06000019"

COUNTS = {
    "dfe_ees_2025/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": (2132, 20930, {"c": 296, "u": 26, "x": 68}),
    "dfe_ees_2025/csww_indicators_2017_to_2025.csv": (1463, 31631, {"c": 8, "low": 12, "u": 51, "x": 95, "z": 81}),
    "dfe_ees_2025/la_cla_swcount.csv": (330, 653, {"x": 4, "z": 3}),
    "lait/derived/lait_west_midlands_long.csv": (60336, 54614, {"-": 5722}),
    "lait/derived/lait_all_england_long.csv.xz": (641070, 547187, {"-": 93883}),
}

C1, WORKFORCE = "c1_children_in_need_referrals_and_rereferrals", "csww_indicators"
IN_CARE = "rate_per_10000 [Children looked after on 31 March each year]"
FIGURES = [
    ("LAIT", "ReReferral", "Herefordshire", "2025", "14.8", 22.6, 19.5),
    ("LAIT", "LAC", "Birmingham", "2025", "79", 67, 86),
    ("LAIT", "CPP_rate", "Dudley", "2025", "33.299999999999997", 40.6, 40.3),
    ("LAIT", "Section_47", "Walsall", "2025", "159.6", 189.3, 182.9),
    ("LAIT", "CP_conf_15days", "Sandwell", "2025", "82.4", 81.4, 84.1),
    ("LAIT", "CareLeaverAcc", "Solihull", "2025", "90", 89, 90),
    ("LAIT", "CareLeaverEET", "Shropshire", "2025", "50", 54, 54),
    ("LAIT", "Work_Force_Vac_Rate", "Coventry", "2025", "7.4", 14.2, 14),
    ("LAIT", "Work_Force_Agecy_Rate", "Staffordshire", "2025", "8.8000000000000007", 13, 10.4),
    ("LAIT", "SEN_EHC_All_20wks", "Worcestershire", "2024", "37.200000000000003", 45.9, 41),
    ("LAIT", "TotPermEx", "Stoke-on-Trent", "2023/24", "0.21540999999999999", 0.12889, 0.15526),
    ("LAIT", "TotAbs", "Telford and Wrekin", "2025", "6.35", 6.78, 6.85),
    ("LAIT", "FirstYJS", "Warwickshire", "2024", "131", 1258, 141),
    ("LAIT", "ChildPov", "Wolverhampton", "2025", "32.9", 19.8, 27.1),
    (C1, "rereferral_percent", "Herefordshire", "2025", "14.8", 22.6, 19.5),
    (C1, "referral_count", "Herefordshire", "2025", "1806", 632830, 62720),
    (WORKFORCE, "caseload_fte", "Birmingham", "2025", "15.2", 15.2, 15.3),
    (WORKFORCE, "agency_rate_fte", "Walsall", "2025", "7.7", 13, 10.4),
    ("la_cla_swcount", "percentage [3 or more social workers during the year]", "Dudley", "2024", "23", 27, 27),
    ("cla_number_and_rate_per_10k_children", IN_CARE, "Birmingham", "2025", "79", 67, 86),
]


@pytest.fixture
def figures(real_data: Path) -> Path:
    return real_data / "indicators"


@pytest.mark.parametrize("name", COUNTS)
def test_that_every_row_value_and_marker_is_counted(figures, name):
    table = read_table(figures / name)
    assert isinstance(table, ValueTable)
    assert (table.rows, table.values, dict(table.markers)) == COUNTS[name]


@pytest.mark.parametrize("name", sorted(COUNTS)[1:2])
def test_that_no_value_and_no_marker_is_lost_from_a_table_without_filters(figures, name):
    with (figures / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "/" not in row["old_la_code"]]
    indicators = [heading for heading in rows[0] if heading not in rows[0].keys() & set(list(rows[0])[:10])]
    table = read_table(figures / name)
    assert isinstance(table, ValueTable)
    assert table.values + sum(table.markers.values()) == len(rows) * len(indicators)


def test_that_twenty_figures_are_those_of_the_raw_files(figures, workspace, load):
    for name in (*list(COUNTS)[:4], "dfe_ees_2025/cla_number_and_rate_per_10k_children.csv"):
        load(figures / name)
    raws = _raw_lait(figures / "lait" / "derived" / "lait_west_midlands_long.csv")
    for source, code, name, period, raw, country, region in FIGURES:
        area = england().find(name=name)
        assert area is not None
        (row,) = workspace.read(benchmark, area.ons, code, source)
        assert (row.period, row.raw, row.england, row.region) == (period, raw, country, region), code
        if source == "LAIT":
            assert row.raw == raws[code, area.dfe][period]


def _raw_lait(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    raws: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    with io.StringIO(data.decode("utf-8"), newline="") as file:
        for row in csv.DictReader(file):
            raws[row["Short Desc"], row["LA Number"].removesuffix(".0")][row["Years"]] = row["Values"]
    return raws


def test_that_herefordshires_missing_year_is_a_marker_in_both_sources(figures, workspace, load):
    load(figures / "dfe_ees_2025" / "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv")
    load(figures / "lait" / "derived" / "lait_west_midlands_long.csv")
    for source, code, marker in (("LAIT", "ReReferral", "-"), ("c1_children_in_need_referrals_and_rereferrals", "rereferral_percent", "u")):
        series = workspace.read(indicator_series, HEREFORDSHIRE, code, source)
        place = series.periods.index("2024")
        assert (series.own.raws[place], series.own.values[place]) == (marker, None)
        (row,) = workspace.read(benchmark, HEREFORDSHIRE, code, source)
        assert (row.value, row.text, row.england, row.region) == (14.8, "14.8", 22.6, 19.5)
        assert dict(row.trend)["2024"] is None


def test_that_all_of_lait_stands_beside_its_comparators_as_in_the_raw_file(figures, workspace, load):
    path = figures / "lait" / "derived" / "lait_all_england_long.csv.xz"
    load(path)
    load(figures / "dfe_ees_2025" / "sn_model_2025_wide.csv")
    raws = _raw_lait(path)
    own = england().find(ons=HEREFORDSHIRE)
    kin = [england().find(ons=line.neighbour) for line in workspace.read(neighbours, HEREFORDSHIRE)]
    rows = workspace.read(benchmark, HEREFORDSHIRE)
    assert own is not None and len(rows) == 434
    for row in rows:
        assert row.raw == raws[row.code, own.dfe][row.period]
        assert row.england == _number(raws[row.code, "970"][row.period])
        assert row.region == _number(raws[row.code, "984"][row.period])
        beside = [number for area in kin if area and (number := _number(raws[row.code, area.dfe].get(row.period, "-"))) is not None]
        assert row.neighbours_count == len(beside)
        assert row.neighbours == (pytest.approx(sum(beside) / len(beside)) if beside else None)
        assert [label for label, _ in row.trend] == sorted(raws[row.code, own.dfe], key=lambda label: (label != "0", label))
    (suspect,) = [row for row in rows if row.code == "FirstYJS"]
    assert "unit-error" in [flag.rule for flag in suspect.flags]


def _number(raw: str) -> float | None:
    return None if raw == "-" else float(raw)


def test_that_the_whole_folder_loads_or_says_why_not(real_data, workspace, load):
    refused = {}
    for path in sorted(path for folder in ("indicators", "ofsted") for path in (real_data / folder).rglob("*") if path.is_file()):
        try:
            load(path)
        except WmpeerError as error:
            refused[path.name] = error.code()
    assert refused == {
        "RSX_LA_Data_2024-25_data_by_LA.ods": "finance-table",
        "bds_long_0.parquet": "not-a-table",
        "la_code_list.xlsx": "code-list",
    }
    assert len(workspace.read(batches)) == 24
    rows = workspace.read(benchmark, HEREFORDSHIRE)
    assert len(rows) > 700
    assert len({(row.code, row.source) for row in rows}) == len(rows)
    apart = workspace.read(disagreements)  # what is called one measure is one: the two sources differ in markers alone
    assert len(apart) > 1000 and not [one for one in apart if None not in (number_in(one.raw), number_in(one.other_raw))]


def test_that_the_dictionary_tells_all_measures(figures):
    table = read_table(figures / "lait" / "lait_data_dictionary.csv")
    assert isinstance(table, DictionaryTable)
    assert (table.rows, len(table.measures)) == (448, 434)


@pytest.mark.parametrize(
    ("name", "areas", "models"),
    [
        ("indicators/dfe_ees_2025/sn_model_2025_wide.csv", 153, {"2025"}),
        ("ofsted/Provider_data_lookup.csv", 153, {"current", "previous"}),
        ("wm_stat_neighbours_2025.csv", 14, {"2025"}),
    ],
)
def test_that_neighbours_come_in_four_shapes(real_data, name, areas, models):
    table = read_table(real_data / name)
    assert isinstance(table, NeighbourTable)
    newest = [row for row in table.neighbours if row.model != "previous"]
    assert {row.model for row in table.neighbours} == models
    assert len({row.area for row in newest}) == areas and len(newest) == 10 * areas
    own = [row.neighbour for row in newest if row.area == "E08000025"]
    assert [england().find(ons=code).name for code in own[:3]] == ["Nottingham", "Manchester", "Bradford"]


def test_that_dudley_had_no_separate_judgement_and_herefordshire_improved(real_data, workspace, load):
    load(real_data / "ofsted" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods")
    load(real_data / "wm_inspections.csv")
    dudley = workspace.read(inspections, "E08000027")
    newest = next(line.inspection for line in dudley if line.inspection.framework == "ilacs")
    assert (newest.published, newest.care_leavers, newest.in_care) == ("2023-01-13", NO_SEPARATE, "requires-improvement")
    graded = [line.inspection for line in workspace.read(inspections, HEREFORDSHIRE) if line.inspection.overall]
    assert [(one.start, one.overall) for one in graded] == [
        ("2025-11-10", "good"),
        ("2022-07-18", "inadequate"),
        ("2018-06-11", "requires-improvement"),
    ]


def test_that_both_official_and_scraped_outcomes_are_read(real_data):
    for name, rows in (("LA_Inspection_Outcomes_as_at_31_March_2025.ods", 536), ("ofsted_csc_ilacs_overview.xlsx", 153)):
        table = read_table(real_data / "ofsted" / name)
        assert isinstance(table, InspectionTable)
        assert (table.rows, [problem.code for problem in table.problems]) == (rows, [])
