"""Sentences, names, scales and marks of the screen Data: pure, with tables of cases."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wmpeer.indicators.parts import Part
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.rules import Flag
from wmpeer.indicators.shape import Spread
from wmpeer.indicators.short import sign
from wmpeer.indicators.values import marked
from wmpeer.ui.data.listing import listed
from wmpeer.ui.data.names import count_words, polarity_words, short_name
from wmpeer.ui.data.pictures import file_name
from wmpeer.ui.data.reading import grouped
from wmpeer.ui.data.reasons import reasons_of
from wmpeer.ui.data.records import AreaLine, Figures
from wmpeer.ui.data.region_reading import thirds
from wmpeer.ui.data.words import beside, changed_words, figure_sentence, gap_words, sentence_of, tail, years_title

PERIODS = ("2021", "2022", "2023", "2024")


def row(code: str = "ReReferral", source: str = "LAIT", **more: object) -> BenchmarkRow:
    given = {
        "code": code, "source": source, "title": "Re-referrals (%)", "unit": "%", "polarity": "Low", "period": "2024", "value": 14.8,
        "raw": "14.8", "text": "14.8", "marker": None, "england": 22.6, "region": 19.5, "neighbours": 19.01, "model": "2025",
        "trend": tuple(zip(PERIODS, (20.0, 18.0, 16.0, 14.8), strict=True)), "neighbours_count": 10, "flags": (), "decimals": 1,
        "areas": ("help-and-protection",),
    }  # fmt: skip
    return BenchmarkRow(**(given | more))


def line(key: str, name: str, *raws: str) -> SeriesLine:
    return SeriesLine(key, name, tuple(float(raw) if raw.replace(".", "").isdigit() else None for raw in raws), raws)


def series(own: SeriesLine, *members: SeriesLine, **more: object) -> IndicatorSeries:
    england = line("E92000001", "England", "22.0", "22.2", "22.4", "22.6")
    given = {
        "code": "ReReferral", "source": "LAIT", "title": "Re-referrals (%)", "unit": "%", "polarity": "Low", "decimals": 1,
        "periods": PERIODS, "own": own, "england": england, "region": None, "neighbours": None, "model": None, "members": (own, *members),
        "bounds": (14.0, 24.0),
    }  # fmt: skip
    return IndicatorSeries(**(given | more))


OWN = line("A", "Ashcombe", "20.0", "c", "-", "14.8")


@pytest.mark.parametrize(
    ("unit", "title", "shown"),
    [
        ("% of referrals", "", "%"),
        ("Percentage", "", "%"),
        ("Turnover rate", "Social worker turnover (%)", "%"),
        ("Rate per 10,000", "", "per 10,000"),
        ("Rate per 10,000 of 10-17 population", "", "per 10,000"),
        ("Number", "", ""),
        ("", "", ""),
        ("Working days", "", "working days"),
    ],
)
def test_that_a_unit_is_short_behind_a_number(unit, title, shown):
    assert sign(unit, title) == shown


def test_that_a_long_title_has_a_short_name_and_an_unknown_one_loses_only_its_unit():
    assert short_name("CP_conf_15days", "Initial child protection conferences held within …") == "Conferences within 15 days"
    assert short_name("new_code", "Visits in  time (%)") == "Visits in time"
    assert short_name("new_code", "") == "new_code"


def test_that_polarity_and_counts_are_words():
    assert [polarity_words(one) for one in ("Low", "High", "-", "")] == [
        "lower is better", "higher is better", "neither good nor bad in itself", "nobody said which is better",
    ]  # fmt: skip
    assert (count_words(0), count_words(14), count_words(152)) == ("no", "fourteen", "152")


def test_that_a_figure_is_said_beside_england_the_region_and_its_neighbours():
    assert beside(row(), "England") == "14.8 % is 7.8 points below England, 4.7 below the region and 4.2 below its neighbours’ mean."
    assert beside(row(region=None, neighbours=14.8), "England") == (
        "14.8 % is 7.8 points below England and the same as its neighbours’ mean."
    )
    assert beside(row(england=None, region=None, neighbours=None), "England") == ""
    few = row(england=None, region=None, neighbours=19.0, neighbours_count=3)
    assert beside(few, "England") == "14.8 % is 4.2 points below the mean of the 3 neighbours with a figure."
    assert beside(replace(few, neighbours_count=1), "England") == "14.8 % is 4.2 points below the one neighbour with a figure."


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 2))
def test_that_a_gap_is_the_difference_of_the_numbers_as_they_are_shown(one, other, places):
    value, beside_ = one / 100, other / 100
    shown = [Decimal(repr(each)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) for each in (value, beside_)]
    told = gap_words(value, beside_, places, "England")
    if shown[0] == shown[1]:
        assert told == "the same as England"
    else:
        assert told.split()[1] == ("above" if value > beside_ else "below")
        assert Decimal(told.split()[0].replace(",", "")) == abs(shown[0] - shown[1])


def test_that_a_missing_value_is_said_with_its_marker_and_the_last_value():
    missing = row(value=None, raw="c", text="suppressed", marker="c", trend=(*row().trend[:3], ("2024", None)))
    said = figure_sentence(missing, series(line("A", "Ashcombe", "20.0", "18.0", "16.0", "c")), 3, "England", counts=False)
    assert said == (
        "There is no value for 2024, marked “c” in the source: suppressed to protect confidentiality. The last value is 16.0 %, for 2023."
    )
    assert marked("-") == "marked “-” in the source" and marked("  ") == "left empty in the source"
    assert marked("@@") == "marked “@@” in the source"


def test_that_the_heading_of_the_years_says_where_there_is_no_value_and_why():
    assert years_title(series(OWN), 3) == (
        "Four years; no value in 2022, marked “c” in the source: suppressed to protect confidentiality; "
        "no value in 2023, marked “-” in the source"
    )


def test_that_a_count_is_set_beside_nobody():
    count = row(unit="Number", value=1806.0, england=632830.0, is_count=True)
    assert "not set beside England" in figure_sentence(count, series(OWN), 3, "England", counts=True)
    assert next(reason.title for reason in reasons_of(count, series(OWN), "England", counts=True)) == "Not compared"


def test_that_up_and_down_are_not_told_across_a_hole():
    told = series(OWN)
    assert changed_words(told, line("B", "B", "1", "1", "33.4", "32.7"), 3, 1) == "down from 33.4"
    assert changed_words(told, line("B", "B", "1", "1", "32.71", "32.7"), 3, 1) == "unchanged"
    assert changed_words(told, OWN, 3, 1) == ""
    gap = replace(told, periods=("2020", "2021", "2022", "2025"))
    assert changed_words(gap, line("B", "B", "1", "1", "33.4", "32.7"), 3, 1) == ""


@pytest.mark.parametrize(
    ("value", "polarity", "mark"),
    [(24.0, "Low", "flag"), (14.0, "Low", "low"), (14.0, "High", "flag"), (24.0, "High", "high"), (24.0, "-", "high"), (13.0, "", "low"),
     (20.0, "Low", ""), (None, "Low", "")],
)  # fmt: skip
def test_that_only_the_worse_fifth_is_flagged_and_neutral_measures_never(value, polarity, mark):
    told = series(OWN, polarity=polarity)
    assert tail(value, told) == mark
    assert ("flagged" in told.part.words(mark, polarity, "England")) == (mark == "flag")


def test_that_nothing_is_marked_where_all_are_alike():
    assert tail(0.0, series(OWN, bounds=(0.0, 0.0))) == tail(0.0, series(OWN, bounds=None)) == ""
    assert tail(3.0, series(OWN, bounds=(0.0, 0.0))) == "flag", "most have nought; whoever has more is at that end"


def test_that_the_part_is_the_cycles_and_without_its_rule_nothing_is_flagged():
    tenth, off = Part(0.10), Part(flagging=False)
    assert tenth.words("flag", "Low", "England") == "In England’s highest tenth, so flagged."
    assert tail(24.0, series(OWN, part=off)) == "high" and off.words("high", "Low", "England") == "In England’s highest fifth."


def test_that_a_table_without_other_authorities_says_nothing_of_the_country():
    spread = Spread(2, 14.8, (14.8,) * 3, 14.8, (26.0,) * 3, 26.0, (14.8, 26.0))
    two = series(OWN, line("B", "Brackenford", "20.0", "21.0", "22.0", "26.0"), spreads=(spread,) * 4)
    told = sentence_of("Brackenford", "Re-referrals", two, two.members[1], 3, "England", counts=False)
    assert told.endswith("In these authorities’ highest fifth, so flagged.")
    more = replace(two, spreads=(replace(spread, count=150),) * 4)
    assert sentence_of("Brackenford", "Re-referrals", more, two.members[1], 3, "England", counts=False).endswith(
        "In England’s highest fifth, so flagged."
    )


def test_that_rules_that_were_not_met_say_what_they_found():
    met = row(flags=(Flag("worst-part", "14.8 is in the least favourable fifth."),))
    told = reasons_of(met, series(OWN), "England", counts=False)
    assert [(reason.title, reason.met) for reason in told] == [
        ("In England’s highest fifth", True), ("Far from its neighbours", False), ("Worsening two periods running", False),
        ("Values missing", False),
    ]  # fmt: skip
    assert told[2].sentence == "Not so: 18.0, 16.0, 14.8."


@example([5e-324])
@given(st.lists(st.floats(0, 1e7, allow_nan=False), max_size=20))
def test_that_small_pictures_share_three_round_steps_that_hold_all(values):
    scale = thirds(values)
    assert scale.start == 0 or not values
    assert all(scale.share(value) <= 1 + 1e-6 for value in values)
    assert len(scale.ticks()) <= 4


def figures(*rows: BenchmarkRow) -> Figures:
    areas = (
        AreaLine("leaders", 1, "Leaders", ("ReReferral",)),
        AreaLine("help-and-protection", 2, "Help and protection", ("CIN", "ReReferral", "rereferral_percent")),
    )
    return Figures("A", "Ashcombe", "Westmarch", "X12", areas, (("A", "Ashcombe"),), grouped(rows), (), "", (), True)


def test_that_a_percentage_near_the_whole_ends_at_the_whole():
    assert thirds([91.0, 40.0], "%").ticks() == [0, 25, 50, 75, 100]
    assert thirds([91.0, 40.0], "per 10,000").stop == 120 and thirds([104.0], "%").stop == 120 and thirds([88.0], "%").stop == 90


def test_that_two_sources_of_one_measure_are_one_line_of_the_list():
    both = figures(row(), row("rereferral_percent", "c1"), row("CIN", flags=(Flag("either-tail", "Far."),)), row("other", title="Other"))
    shown, left = listed(both, "help-and-protection")
    assert [measure.name for measure in shown] == ["Children in need", "Re-referrals within 12 months"] and left == 1
    assert both.find("rereferral_percent", "c1") is shown[1] and both.find("nothing") is None
    assert [measure.name for measure in listed(both, "help-and-protection", "c1 re-ref")[0]] == ["Re-referrals within 12 months"]
    assert [measure.name for measure in listed(both, "help-and-protection", every=True)[0]][-1] == "Other"


def test_that_flagged_measures_come_first_when_asked_and_the_rest_keep_their_order():
    both = figures(row("CIN"), row(flags=(Flag("worst-part", "Far."),)))
    assert [measure.row.code for measure in listed(both, "help-and-protection", flagged_first=True)[0]] == ["ReReferral", "CIN"]


def test_that_a_picture_has_a_name_any_laptop_takes():
    assert file_name("Stoke-on-Trent", "16-17 NEET / not known") == "Stoke-on-Trent - 16-17 NEET - not known.png"
