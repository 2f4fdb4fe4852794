"""One indicator: chips, direction and place, the control chart, limits begun anew by a person; and an area in small pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.indicators.charts import ChartMark
from wmpeer.indicators.rebases import rebases
from wmpeer.journal.undo import undo
from wmpeer.ui.data.facts import FactChip, Facts
from wmpeer.ui.data.records import Fact
from wmpeer.ui.data.single import Single
from wmpeer.ui.kit.charts.trend import TrendChart
from wmpeer.ui.places import IndicatorPlace

KELSBOROUGH = "X08000009"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLANS, REREFERRALS = IndicatorPlace("CPP_rate", "LAIT"), IndicatorPlace("ReReferral", "LAIT")


@pytest.fixture
def window(same_window):
    return same_window


def shown(window, place: IndicatorPlace) -> Single:
    window.screen.go_to(place)
    page = window.screen.page("one")
    window.qtbot.waitUntil(lambda: page.one is not None and page.one.row.code == place.code, timeout=20_000)
    window.settle()
    return page


def test_that_direction_distances_place_and_the_best_neighbour_are_told_in_words(window):
    one = shown(window, REREFERRALS).one
    told = {each.title: each.sentence for each in one.told}
    assert told["Direction"].startswith("Up from 24.4 in 2024 to 26.2 in 2025, which is worse. Over three years: ")
    assert told["Distance to the region"].endswith("the gap is widening.")
    assert told["Distance to its neighbours"].startswith("4.5 points above its neighbours’ mean in 2025; 3.2 above in 2024")
    assert told["Place in the region"] == "Place 14 of 14 in 2025; lower is better." and "Fenholme" in told["Best neighbour"]
    assert any(each.text() == told["Direction"] for each in window.screen.why.findChildren(QWidget) if hasattr(each, "text"))
    neutral = {each.title: each.sentence for each in shown(window, PLANS).one.told}
    assert neutral["Place in the region"] == "No place is told: nobody says that high or low is better."
    assert "better" not in neutral["Direction"] and "worse" not in neutral["Direction"] and "Best neighbour" not in neutral


def test_that_chips_say_what_is_to_be_known_and_more_with_the_focus(window):
    page = shown(window, REREFERRALS)
    words = {chip.text(): chip for chip in page.head.facts.chips()}
    assert set(words) == {"A newer one was due", "Sources disagree", "Highest fifth"}
    chip = words["Sources disagree"]
    assert chip.accessibleName() == "Sources disagree" and chip.accessibleDescription() == chip.toolTip() == chip.fact.sentence
    assert chip.toolTip().startswith("For 2021, ")
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    page.trend.setFocus()
    for _ in range(40):
        window.press(Qt.Key.Key_Backtab, SHIFT)
        if isinstance(QApplication.focusWidget(), FactChip):
            break
    assert isinstance(QApplication.focusWidget(), FactChip)


def test_that_a_restated_figure_keeps_its_old_value_in_its_chip(dressed, qtbot):
    facts = Facts()
    qtbot.addWidget(facts)
    restated = Fact("restated", "Restated", "Restated for 2025: was 86, now 88.")
    facts.set_facts((Fact("state", "Provisional", "2025, provisional."), restated))
    facts.show()
    facts.grab()
    assert [(chip.accessibleName(), chip.accessibleDescription()) for chip in facts.chips()] == [
        ("Provisional", "2025, provisional."), ("Restated", "Restated for 2025: was 86, now 88."),
    ]  # fmt: skip
    facts.set_facts(())
    assert facts.isHidden()


def test_that_marks_are_drawn_and_told_at_their_point(dressed, qtbot, window):
    chart = shown(window, REREFERRALS).one.trend
    restated = ChartMark(2, "restated", "Restated for 2020: was 1, now 2.")
    marks = (ChartMark(len(chart.periods) - 1, "provisional", "2025 is provisional."), restated)
    trend = TrendChart(replace(chart, marks=marks))
    qtbot.addWidget(trend)
    trend.resize(660, 260)
    trend.show()
    trend.grab()
    own = [text for _, text in trend.points()[0]]
    assert own[-1].endswith("26.2 %. 2025 is provisional.") and own[2].endswith("Restated for 2020: was 1, now 2.")


def test_that_c_shows_the_control_chart_and_the_others_again(window):
    page = shown(window, PLANS)
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_C)
    assert page.trend.description.kind == "control" and page.control.isChecked()
    assert page.notes.isVisible() and page.notes.text().startswith("Mean 45.9, control limits 42.4 to 49.4, of 8 figures since 2018.")
    assert "control limits 42.4 to 49.4" in page.trend.accessibleDescription()
    assert page.tables()[0] == page.one.control.table
    window.press(Qt.Key.Key_C)
    assert page.trend.description.kind == "trend" and not page.notes.isVisible()


def test_that_a_series_too_short_for_limits_says_so(window):
    page = shown(window, REREFERRALS)
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_C)
    assert page.trend.description.kind == "trend" and not page.control.isEnabled()
    assert "There is no control chart" in window.said() and page.control.toolTip() == "Control limits need 8 figures; there are 7."


def test_that_limits_begin_anew_for_a_reason_by_keyboard_alone(window):
    page = shown(window, PLANS)
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_C)
    page.rebase.setFocus()
    window.press(Qt.Key.Key_Space)
    assert page.form.isVisible() and page.form.period.hasFocus()
    window.press(Qt.Key.Key_Down)
    chosen = page.form.period.value()
    assert chosen == "2024"
    assert page.form.period.accessibleDescription() == (
        "2 figures from then on. Limits need 8: none are drawn for them until more figures come."
    )
    page.form.reason.setFocus()
    window.press(Qt.Key.Key_Return, CTRL)
    assert "Write down what changed" in page.form.field.error()
    window.qtbot.keyClicks(page.form.reason, "A new front door")
    assert not window.screen.may_leave()
    window.press(Qt.Key.Key_Return, CTRL)
    window.settle()
    told = window.workspace.read(rebases, KELSBOROUGH, "CPP_rate", "LAIT")
    assert [(line.period, line.reason) for line in told] == [("2024", "A new front door")]
    assert not page.form.isVisible() and window.screen.may_leave() and "begin anew in 2024" in window.said()
    assert [line.sentence for line in page.one.rebasing.begun] == ["Control limits begin anew in 2024: A new front door"]
    assert page.rebase.isVisible()
    page.rebase.click()
    window.click("run-on-2024")
    window.settle()
    assert window.workspace.read(rebases, KELSBOROUGH) == () and page.one.rebasing.begun == ()
    window.jobs.write(lambda _progress: undo(window.workspace))
    window.settle()
    window.settle()
    assert len(page.one.rebasing.begun) == 1
    page.rebase.click()
    window.click("run-on-2024")
    window.settle()
    page.toggle_control()


def test_that_escape_puts_the_form_away_and_who_may_not_is_not_asked(window):
    page = shown(window, PLANS)
    page.toggle_control()
    page.rebase.click()
    assert page.form.isVisible()
    window.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    page.show_one(replace(page.one, rebasing=replace(page.one.rebasing, allowed=False)))
    assert page.chart().kind == "control" and not page.rebase.isVisible()
    page.toggle_control()


def test_that_all_of_england_stands_as_dots_without_names(window):
    strip = shown(window, REREFERRALS).one.strip
    assert len(strip.everyone) == 12 and len(strip.points) == 14
    assert "12 other authorities stand as dots without a name." in window.screen.page("one").strip.accessibleDescription()
    assert [line.role for line in strip.lines] == ["england", "region", "neighbours", "best"]


def test_that_numbers_are_copied_as_a_table_for_letters_and_sheets(window):
    shown(window, REREFERRALS)
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_C, CTRL | SHIFT)
    held = QGuiApplication.clipboard().mimeData()
    assert held.html().count("<table") == 2 and "2025\t26.2\t" in held.text() and "Ashcombe\t" in held.text()
    assert "copied" in window.said() and not held.hasImage()


def test_that_an_area_is_seen_in_small_pictures_and_enter_opens_one(window):
    window.in_area("help-and-protection")
    window.click("mode-area")
    page = window.screen.page("area")
    names = [cell.name for cell in page.picture.cells]
    listed = [measure.name for measure in window.screen.listing.measures()]
    assert names == [name for name in listed if name in names] and window.text("area-title") == "Help and protection"
    flagged = [card for card, cell in zip(page.grid.cards(), page.picture.cells, strict=True) if cell.flags]
    assert flagged and all(", flag: " in card.accessibleName() for card in flagged)
    cards = page.grid.cards()
    cards[0].setFocus()
    window.press(Qt.Key.Key_Right)
    assert cards[1].hasFocus()
    window.press(Qt.Key.Key_T)
    assert page.table.isVisible() and page.table.as_rows()[0][0] == "Measure" and page.table.records.rowCount() == len(names)
    scales = [row[page.table.as_rows()[0].index("Scale")] for row in page.table.as_rows()[1:]]
    assert scales == [f"0 to {cell.top}" for cell in page.picture.cells] and "30 %" in {cell.top for cell in page.picture.cells}
    window.press(Qt.Key.Key_W)
    assert page.text.lines()[2] == page.picture.cells[0].said
    window.press(Qt.Key.Key_Escape)
    cards[1].setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.screen.page("one").isVisible() and window.screen.page("one").one.row.code == page.picture.cells[1].key[0]


def test_that_a_saved_picture_is_on_white_paper_in_the_dark_palette_too(window):
    window.click("mode-area")
    page = window.screen.page("area")
    page.grid.setPalette(QPalette(QColor("#12181A")))
    image = page.image()
    page.grid.setPalette(QPalette())
    how = page.grid.how.geometry().translated(20, 76)
    places = (how.topLeft(), how.bottomLeft(), page.grid.cards()[0].pos() + QPoint(20, 76))
    assert {image.pixelColor(place * 2).name() for place in places} == {"#ffffff"}


def test_that_an_area_without_measures_says_so(window):
    window.click("mode-area")
    window.in_area("self-evaluation")
    page = window.screen.page("area")
    assert page.picture.cells == () and page.nothing.isVisible() and page.image() is None
