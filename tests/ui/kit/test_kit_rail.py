"""The head of the rail says the region's whole name."""

from __future__ import annotations

import pytest

from wmpeer.ui.kit.rail import Rail


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        ("West Midlands", ["West Midlands"]), ("Westmarch (fictional)", ["Westmarch (fictional)"]),
        ("Yorkshire and the Humber", ["Yorkshire and the", "Humber"]), ("", []),
    ],
)  # fmt: skip
def test_that_a_long_region_takes_a_second_line(dressed, qtbot, region: str, lines: list[str]) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_cycle("2026-27", region, ())
    rail.resize(156, 700)
    rail.show()
    assert rail.cycle.second_lines() == lines
    assert rail.cycle.height() == 50 + 16 * max(0, len(lines) - 1)
