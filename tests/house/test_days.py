"""Days are written in English whatever the laptop speaks: the window sets the system's own language for the names of months."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from wmpeer.clock import day_in_words, in_words

ROOT = Path(__file__).parents[2] / "wmpeer"
_OF_THE_SYSTEM = re.compile(r"[%](?:[aAbBcxX])\b(?=[^\"']*[\"'])")


def test_that_a_day_reads_as_people_write_it() -> None:
    assert (in_words(date(2026, 10, 8)), in_words(date(2026, 10, 8), year=False)) == ("8 October 2026", "8 October")
    assert (day_in_words("2026-10-08"), day_in_words("autumn")) == ("8 October 2026", "autumn")


def test_that_nothing_below_the_screens_asks_the_system_for_the_name_of_a_month() -> None:
    found = [
        path.name for path in ROOT.rglob("*.py") if "ui" not in path.relative_to(ROOT).parts and _OF_THE_SYSTEM.search(path.read_text())
    ]
    assert found == []
