"""Two sources that tell one figure differently are shown as disagreeing: numbers and markers, in every period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, LAIT, england, herefordshire, walsall

from wmpeer.indicators.disagree import disagreements, of_figure, period_of, turned

HEREFORDSHIRE, WALSALL = "E06000019", "E08000030"
FULL = "DfE, children in need referrals and re-referrals"


@pytest.fixture
def two_sources(write, load):
    """Re-referrals as LAIT and as the Department's table tell them: Herefordshire without a return in 2023 and 2024."""

    def loaded(*order: str) -> None:
        head = (*GEOGRAPHY, "rereferral_percent")
        figures = {2022: ("17", "19.0"), 2023: ("u", "20.0"), 2024: ("u", "19.4"), 2025: ("14.8", "19.7")}
        rows = [
            row
            for year, (hereford, wal) in figures.items()
            for row in (england(year, "22.6"), herefordshire(year, hereford), walsall(year, wal))
        ]
        told = [("Herefordshire", "884", ("17", "-", "-", "14.8")), ("Walsall", "335", ("19", "20.0", "19.7", "19.70000001"))]
        lait = [
            ("ReReferral", "", str(2022 + at), name, value, number, "West Midlands")
            for name, number, values in told
            for at, value in enumerate(values)
        ]
        paths = {
            "dfe": write("c1_children_in_need_referrals_and_rereferrals.csv", head, *rows),
            "lait": write("lait.csv", LAIT, *lait),
        }
        for which in order:
            load(paths[which])

    return loaded


@pytest.mark.parametrize("order", [("dfe", "lait"), ("lait", "dfe")])
def test_that_a_marker_here_and_another_there_is_a_disagreement_in_every_period(two_sources, workspace, order):
    two_sources(*order)
    found = workspace.read(disagreements, HEREFORDSHIRE)
    assert [(one.code, one.other, one.other_code, one.period, one.raw, one.other_raw) for one in found] == [
        ("rereferral_percent", "LAIT", "ReReferral", "2024", "u", "-"),
        ("rereferral_percent", "LAIT", "ReReferral", "2023", "u", "-"),
    ]
    assert found[0].sentence == (
        "For 2024, DfE, children in need referrals and re-referrals: no number (“u”, low reliability). "
        "DfE, Local Authority Interactive Tool: no number (“-”, no value)."
    )


def test_that_all_authorities_are_told_where_none_is_named(two_sources, workspace):
    two_sources("dfe", "lait")
    found = workspace.read(disagreements)
    assert [(one.area, one.period) for one in found] == [(HEREFORDSHIRE, "2024"), (HEREFORDSHIRE, "2023"), (WALSALL, "2024")]
    assert found[-1].sentence == f"For 2024, {FULL}: 19.4. DfE, Local Authority Interactive Tool: 19.7."


def test_that_each_source_may_tell_it_from_its_own_side(two_sources, workspace):
    two_sources("dfe", "lait")
    found = workspace.read(disagreements)
    (one,) = of_figure(found, WALSALL, "ReReferral", "LAIT", "2024")
    assert (one.raw, one.other_raw, one.other_code) == ("19.7", "19.4", "rereferral_percent")
    assert one.sentence == f"For 2024, DfE, Local Authority Interactive Tool: 19.7. {FULL}: 19.4."
    assert turned(one) == found[-1]
    assert of_figure(found, HEREFORDSHIRE, "ReReferral", "LAIT", "2025") == ()


def test_that_nothing_is_told_of_one_source_alone(two_sources, workspace):
    two_sources("lait")
    assert workspace.read(disagreements) == ()


def test_that_two_releases_of_one_source_do_not_disagree(write, load, workspace):
    head = (*GEOGRAPHY, "rereferral_percent")
    load(write("c1_2013_to_2024.csv", head, england(2024, "22.6"), walsall(2024, "19.0")))
    load(write("c1_2013_to_2025.csv", head, england(2024, "22.6"), walsall(2024, "19.5"), england(2025, "22.6"), walsall(2025, "19.7")))
    assert workspace.read(disagreements) == ()


@given(st.integers(2000, 2090))
def test_that_a_year_is_one_period_however_it_is_written(year):
    labels = (f"{year}", f"{year - 1}/{year % 100:02d}", f"{year - 1}{year % 100:02d}", f"{year - 1}-{year}")
    assert {period_of(label) for label in labels} == {(year,)}
    assert period_of(f"Q1 {year}") != period_of(f"{year}") != period_of(f"31 March {year}")


@pytest.fixture(scope="module")
def real_tables(real_data):
    data = real_data / "indicators"
    dfe = data / "dfe_ees_2025" / "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
    return dfe, data / "lait" / "derived" / "lait_west_midlands_long.csv"


def test_that_herefordshires_rereferrals_of_2023_and_2024_disagree_in_the_published_tables(real_tables, workspace, load):
    for path in real_tables:
        load(path)
    found = [one for one in workspace.read(disagreements, HEREFORDSHIRE) if one.other_code == "ReReferral"]
    assert {(one.period, one.raw, one.other_raw) for one in found} >= {("2023", "u", "-"), ("2024", "u", "-")}
