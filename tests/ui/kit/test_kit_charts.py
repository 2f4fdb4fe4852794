"""Charts: scales, gaps, labels apart, keys, numbers, copies."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor

from wmpeer.indicators.chart_records import ChartBand, ChartDescription, ChartLine, ChartPoint
from wmpeer.ui.kit.charts.scale import Scale, number, scale_of, short_periods, spread, with_unit
from wmpeer.ui.kit.charts.spark import Sparkline, runs
from wmpeer.ui.kit.charts.strip import StripChart, label_places, stacked
from wmpeer.ui.kit.charts.trend import SmallTrend, TrendChart
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import LIGHT

YEARS = tuple(str(year) for year in range(2016, 2026))
GAPS = (4.4, 3.0, None, None, None, 0.0, None, None, None, 6.4)
PLANS = ChartDescription(
    "Second or later plans",
    "%",
    YEARS,
    (
        ChartLine("Kelsborough", "own", GAPS),
        ChartLine("England", "england", (3.8, 3.4, 3.4, 3.3, 3.6, 3.7, 3.7, 3.8, 3.7, 4.4)),
        ChartLine("Westmarch", "region", (4.0,) * 10),
        ChartLine("Neighbours’ mean", "neighbours", (4.1,) * 10),
    ),
    (ChartPoint("Ashcombe", 3.1), ChartPoint("Kelsborough", 6.4, True), ChartPoint("Ravensby", None), ChartPoint("Dunmere", 3.1)),
    ChartBand(5.0, "England’s highest fifth, from 5.0"),
    "Kelsborough 6.4 % in 2025, England 4.4 %.",
    (("Year", "Kelsborough"), *((year, number(value)) for year, value in zip(YEARS, GAPS, strict=True))),
)


@given(st.lists(st.floats(-1e6, 1e6), max_size=12), st.booleans())
def test_that_a_scale_holds_every_value_in_few_round_steps(values, zero) -> None:
    scale = scale_of(values, zero=zero)
    assert 1 <= len(scale.ticks()) - 1 <= 5
    slack = scale.step * 1e-6
    assert all(scale.start - slack <= value <= scale.stop + slack for value in values)
    assert not zero or (scale.start <= slack and scale.stop >= -slack)


def test_that_scales_are_the_ones_of_the_look() -> None:
    assert scale_of([18, 34.5], zero=True).ticks() == [0, 10, 20, 30, 40]
    assert scale_of([19.6, 32.7], zero=False).ticks() == [15, 20, 25, 30, 35]
    assert scale_of([0.0, 0.0], zero=True).stop > 0


@pytest.mark.parametrize(("step", "places"), [(5.0, 0), (2.5, 1), (1.0, 0), (0.5, 1), (0.25, 2), (0.1, 1), (0.025, 3), (20.0, 0)])
def test_that_ticks_have_the_decimals_their_steps_need(step, places) -> None:
    assert Scale(0, step * 4, step).places() == places


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_that_labels_are_pushed_apart_and_keep_their_order(wanted) -> None:
    placed = spread(wanted, 18, 0, 300)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    for above, below in pairwise(order):
        assert placed[below] - placed[above] >= 18 - 1e-6
    assert min(placed) >= -1e-6 and max(placed) <= 300 + 1e-6


def test_that_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 100, 200], 18, 0, 300) == [10, 100, 200]


@given(st.lists(st.floats(0, 600), max_size=30))
def test_that_no_circle_of_a_strip_covers_another(xs) -> None:
    levels = stacked(xs)
    for a in range(len(xs)):
        for b in range(a):
            assert levels[a] != levels[b] or abs(xs[a] - xs[b]) >= 13


def test_that_nothing_is_joined_across_a_gap() -> None:
    assert runs(GAPS) == [[0, 1], [5], [9]]
    assert runs([]) == runs([None]) == []


def test_that_years_are_short_and_other_periods_are_left_alone() -> None:
    assert short_periods(YEARS)[:2] == ["2016", "’17"] and short_periods(YEARS)[-1] == "2025"
    assert short_periods(["2023-24", "2024-25"]) == ["2023-24", "2024-25"]


def test_that_numbers_are_written_as_people_write_them() -> None:
    assert with_unit(12345.678, "per 10,000") == "12,345.7 per 10,000"
    assert with_unit(None, "%") == "no value"
    assert number(-3.25, 1) in ("−3.2", "−3.3")


@pytest.fixture
def trend(dressed, qtbot) -> TrendChart:
    chart = TrendChart(PLANS)
    qtbot.addWidget(chart)
    chart.resize(660, 360)
    chart.show()
    chart.grab()
    return chart


def test_that_the_arrow_keys_tell_every_point_of_every_line(trend, qtbot) -> None:
    told: list[str] = []
    trend.point_told.connect(told.append)
    trend.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Left):
        qtbot.keyClick(trend, key)
    assert told == [
        "2025, Kelsborough: 6.4 %",
        "2024, Kelsborough: no value",
        "2024, England: 3.7 %",
        "2016, England: 3.8 %",
        "2016, England: 3.8 %",
    ]


def test_that_t_shows_the_numbers_and_t_again_the_chart(trend, qtbot) -> None:
    shown: list[bool] = []
    trend.numbers_shown.connect(shown.append)
    qtbot.keyClick(trend, Qt.Key.Key_T)
    table = trend.findChild(object, "numbers")
    assert trend.showing_numbers() and table.records.rowCount() == 10
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert shown == [True, False] and not trend.showing_numbers()


def test_that_copying_gives_a_picture_on_white_paper_and_the_numbers(trend, qtbot, dressed) -> None:
    theme().set_mode("dark")
    qtbot.keyClick(trend, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = dressed.clipboard().mimeData()
    assert data.text().startswith("Year\tKelsborough\n2016\t4.4\n") and "2018\tno value" in data.text()
    image = trend.picture()
    assert image.size() == QSize(1320, (360 + 32) * 2)
    assert image.pixelColor(2, 2) == QColor(LIGHT.paper)
    assert theme().is_dark()
    theme().set_mode("light")


def test_that_pictures_are_saved_as_png_or_svg(trend, tmp_path) -> None:
    assert trend.save_picture(tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    svg = trend.save_picture(tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<svg" in svg and "Second or later plans" in svg and LIGHT.accent.lower() in svg.lower()


def test_that_a_chart_describes_itself(trend) -> None:
    assert trend.accessibleName() == "Second or later plans, over time"
    assert trend.accessibleDescription().startswith("Kelsborough 6.4 % in 2025")


@pytest.mark.parametrize(
    "description",
    [
        ChartDescription("Empty"),
        ChartDescription("No values", "%", YEARS, (ChartLine("Own", "own", (None,) * 10),)),
        ChartDescription("One year", "per 10,000", ("2025",), (ChartLine("Own", "own", (40.4,)),)),
        ChartDescription(
            "All the same", "%", YEARS, (ChartLine("Own", "own", (5.0,) * 10),), (ChartPoint("A", 5.0, True), ChartPoint("B", 5.0))
        ),
        ChartDescription("Below nothing", "", YEARS, (ChartLine("Own", "own", tuple(float(n) for n in range(-5, 5))),)),
        ChartDescription("Long periods", "%", tuple(f"Quarter {n} of 2025-26" for n in range(20)), (ChartLine("Own", "own", (1.0,) * 20),)),
        ChartDescription("Long name", "%", YEARS, (ChartLine("The Royal Borough of Somewhere upon Somewhere Else", "own", GAPS),)),
    ],
    ids=lambda d: d.title,
)
@pytest.mark.parametrize("kind", [TrendChart, StripChart])
@pytest.mark.parametrize("size", [(660, 360), (280, 140), (60, 40)])
def test_that_odd_descriptions_and_little_room_are_painted_without_fault(dressed, qtbot, description, kind, size) -> None:
    chart = kind(description)
    qtbot.addWidget(chart)
    chart.setMinimumSize(1, 1)
    chart.resize(*size)
    chart.show()
    chart.grab()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    chart.grab()


@given(st.lists(st.floats(40, 620), min_size=1, max_size=2), st.integers(60, 190))
def test_that_the_labels_below_a_strip_are_whole_and_apart(middles, wide) -> None:
    widths = [float(wide), wide * 0.8][: len(middles)]
    places = label_places(middles, widths, 4, 648)
    assert all(place - width / 2 >= 4 and place + width / 2 <= 648 for place, width in zip(places, widths, strict=True))
    assert len(places) < 2 or abs(places[0] - places[1]) >= wide + 14 - 1e-6


def test_that_a_strip_names_who_has_no_value_and_goes_from_left_to_right(dressed, qtbot) -> None:
    strip = StripChart(PLANS)
    qtbot.addWidget(strip)
    strip.resize(660, 150)
    strip.show()
    strip.grab()
    assert [text for _, text in strip.points()[0]] == ["Ashcombe: 3.1 %", "Dunmere: 3.1 %", "Kelsborough: 6.4 %"]
    first, second, _ = (place for place, _ in strip.points()[0])
    assert first.y() - second.y() == 13


def test_that_hovering_names_a_circle(dressed, qtbot) -> None:
    strip = StripChart(PLANS)
    qtbot.addWidget(strip)
    strip.resize(660, 150)
    strip.show()
    strip.grab()
    place = strip.points()[0][0][0].toPoint()
    qtbot.mouseMove(strip, place)
    qtbot.waitUntil(lambda: strip._hover == (0, 0))
    strip.grab()


def test_that_a_chart_without_a_description_is_empty(dressed, qtbot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.show()
    chart.grab()
    chart.set_description(PLANS)
    chart.grab()
    chart.set_description(None)
    qtbot.keyClick(chart, Qt.Key.Key_T)
    assert not chart.showing_numbers() and chart.description is None


def test_that_small_multiples_and_sparklines_paint_gaps(dressed, qtbot) -> None:
    small = SmallTrend()
    qtbot.addWidget(small)
    small.set_chart(PLANS, Scale(0, 12, 4), name="Kelsborough", value="6.4 %", note="highest fifth in England", flag=True, own=True)
    small.resize(226, 190)
    small.show()
    small.grab()
    assert small.accessibleName() == "Kelsborough, 6.4 %, flag: highest fifth in England"
    spark = Sparkline(GAPS, "from 4.4 to 6.4 in ten years, with gaps")
    qtbot.addWidget(spark)
    spark.show()
    spark.grab()
    assert QRectF(spark.rect()).width() == 40
