"""The page Inspections: a share through time against the target, who changed, and each authority's newest inspection by name."""

from __future__ import annotations

from beginnings import new_cycle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from wmpeer.ui.data.profile import ProfilePage, read_profiles
from wmpeer.ui.kit.charts.profile import ProfileChart

KELSBOROUGH = "X08000009"
CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_inspections_are_seen_through_time_and_each_newest_by_name(window):
    window.click("mode-inspections")
    page = window.screen.page("inspections")
    assert page.share.text().startswith("Good or better: 10 of 14, 71 %. Below the region’s target of 80 %, which takes 2 more.")
    assert not window.screen.tools.area.isVisible()
    chart = page.chart
    assert isinstance(chart, ProfileChart) and chart.description.line("target").values[0] == 80.0
    assert chart.accessibleDescription().startswith("Good or better at inspection, Westmarch, 6 July 2018 to ")
    rows = page.table.as_rows()
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:]) and len(rows) == 15
    assert page.table.current().area == KELSBOROUGH
    kelsborough = next(row for row in rows if row[0] == "Kelsborough")
    assert kelsborough[1] == "requires improvement" and "28 April 2025" in kelsborough
    assert any("no separate judgement then" in row for row in rows)
    header = page.table.horizontalHeader()
    for section in range(header.count()):
        header.sort_by(section)
    assert page.table.as_rows() == rows, "by name and by nothing else"
    told: list[str] = []
    chart.point_told.connect(told.append)
    chart.grab()
    chart.setFocus()
    window.press(Qt.Key.Key_Home)
    window.press(Qt.Key.Key_Right)
    assert told[0].startswith("6 July 2018: 0 of 14, and 13 unknown: between 0 % and 93 %")
    assert told[1].startswith("30 July 2018: 0 of 14, and 12 unknown")
    window.press(Qt.Key.Key_T)
    assert page.changes.isVisible() and QApplication.focusWidget() is page.changes
    assert page.changes.as_rows()[1][:4] == ("6 July 2018", "Ashcombe", "not known", "requires improvement (overall)")
    window.press(Qt.Key.Key_W)
    assert any(line.startswith("Kelsborough: requires improvement (overall), 28 April 2025, ") for line in page.text.lines())
    assert "Inspections from 1 April 2026 have none" in page.text.toPlainText()
    window.press(Qt.Key.Key_Escape)
    assert page.chart.isVisible()
    window.press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    text = QGuiApplication.clipboard().text()
    assert "Kelsborough\trequires improvement" in text and "16 January 2023\tEastholt" in text
    assert page.image().width() > 2000
    window.click("inspection-kind-send")
    assert page.share.text().startswith("Typically positive: ") and page.table.as_rows()[0][1] == "Outcome"


def test_that_without_inspections_it_says_what_to_load(dressed, qtbot, tmp_path):
    workspace = new_cycle(tmp_path / "begun")
    page = ProfilePage()
    qtbot.addWidget(page)
    page.show_read(workspace.read(read_profiles), "E08000030")
    workspace.close()
    page.show()
    assert page.share.text().startswith("No inspection is loaded.") and not page.chart.isVisible() and page.image() is None
    assert {row[1] for row in page.table.as_rows()[1:]} == {"not given"} and page.table.current().name == "Walsall"
    page.set_view("numbers")
    page.set_view("words")
    assert page.text.lines() == ("# West Midlands", page.share.text())
