"""One measure that two sources tell is one measure: which of them leads is a rule, and whether they agree is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from table_samples import GEOGRAPHY, LAIT, england, walsall

from wmpeer.indicators.catalogue import catalogue, key_codes
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.releases import lait_releases
from wmpeer.indicators.same import beside, differs, same_measure, together

WALSALL = "E08000030"
ROW = BenchmarkRow(
    "ReReferral", "LAIT", "Re-referrals", "%", "Low", "2025", 19.7, "19.7", "19.7", None, None, None, None, None, (), 0, (), decimals=1
)
DFE = replace(ROW, code="rereferral_percent", source="c1_rereferrals")


def test_that_every_pair_is_of_two_known_measures():
    same = catalogue().same
    assert len(same) == len(set(same.values())) > 40
    assert set(same.values()) <= key_codes() | set(lait_releases())
    assert same_measure("rereferral_percent") == same_measure("ReReferral") == "ReReferral" and same_measure("else") == "else"


@pytest.mark.parametrize(
    ("lait", "dfe", "leads"),
    [
        ({}, {}, "c1_rereferrals"),  # level: the Department's own table
        ({"period": "2024"}, {}, "c1_rereferrals"),
        ({}, {"period": "2024"}, "LAIT"),
        ({"period": "2024/25"}, {"period": "2025"}, "c1_rereferrals"),  # both end in 2025
        ({}, {"value": None, "raw": "c", "text": "suppressed", "marker": "c"}, "LAIT"),  # a figure before a marker
    ],
)
def test_that_the_newest_leads_and_where_level_the_departments_own_table(lait, dfe, leads):
    for rows in ((replace(ROW, **lait), replace(DFE, **dfe)), (replace(DFE, **dfe), replace(ROW, **lait))):
        (one,) = together(rows)
        assert one.row.source == leads and len(one.also) == 1


def test_that_what_is_not_known_to_be_the_same_stays_apart():
    strangers = (replace(ROW, code="cases", source="a"), replace(ROW, code="cases", source="b"), ROW)
    assert [one.row for one in together(strangers)] == list(strangers)


@pytest.mark.parametrize(
    ("other", "apart", "sentence"),
    [
        ({}, False, "DfE, re-referrals says the same for 2025: 19.7."),
        ({"value": 20.0, "raw": "20", "text": "20", "decimals": 0}, False, "DfE, re-referrals says the same for 2025: 20."),
        ({"value": 19.9, "raw": "19.9", "text": "19.9"}, True, "DfE, re-referrals disagrees: 19.9 for 2025, not 19.7."),
        ({"value": 19.9, "raw": "19.9", "text": "19.9", "period": "2024"}, False, "DfE, re-referrals tells of 2024: 19.9."),
        (
            {"value": None, "raw": "c", "text": "", "marker": "c"},
            True,
            "DfE, re-referrals has no number for 2025: suppressed to protect confidentiality.",
        ),
    ],
)
def test_that_sources_that_disagree_are_shown_as_disagreeing(other, apart, sentence):
    each = replace(DFE, **other)
    assert differs(ROW, each) is apart and beside(ROW, each) == sentence
    assert together((ROW, each))[0].apart is apart


def test_that_two_markers_disagree_where_they_mean_something_else():
    unreliable, no_value = (replace(ROW, value=None, raw=raw, text="", marker=raw) for raw in ("u", "-"))
    assert differs(unreliable, no_value) and not differs(no_value, no_value)
    assert not differs(no_value, replace(no_value, raw="[-]")) and not differs(unreliable, replace(no_value, period="2024"))


def test_that_it_holds_for_tables_that_were_loaded(workspace, write, load):
    load(write("c1_rereferrals.csv", (*GEOGRAPHY, "rereferral_percent"), england(2025, "22.6"), walsall(2025, "19.5")))
    load(write("lait.csv", LAIT, *[("ReReferral", "Re-referrals", "2025", "Walsall", "19.7", "335", "West Midlands")]))
    (one,) = together(workspace.read(benchmark, WALSALL))
    assert (one.row.source, one.row.value, one.apart) == ("c1_rereferrals", 19.5, True)
    assert one.sentences == ("DfE, Local Authority Interactive Tool disagrees: 19.7 for 2025, not 19.5.",)
