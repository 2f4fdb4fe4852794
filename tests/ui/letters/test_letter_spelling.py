"""Spelling where the words of a letter are written: in the forms that lie over the window as in Details."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from wmpeer.spelling import sources
from wmpeer.ui.hook import Report
from wmpeer.ui.kit.spelling import spelling


@pytest.fixture(autouse=True)
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sources, "settings_path", lambda: tmp_path / "settings.json")
    yield
    spelling().take_out("brumbly")  # the next test has a list of its own


def test_that_the_wording_of_a_judgement_is_checked_and_knows_the_regions_names(office: Any, reports: list[Report]) -> None:
    office.screen.side.show_tab("details")
    office.click("agree-leaders")
    wording = office.find("agreed-wording")
    wording.setFocus()
    office.until(lambda: wording.spelling is not None and spelling().is_ready())
    wording.selectAll()
    QTest.keyClicks(wording, "Gareth Pryce and Okonjo recieve brumbly plans in Fenholme.")
    office.until(lambda: wording.spelling.marked() == ("recieve", "brumbly") or not office.jobs.busy())
    office.until(lambda: "Pryce" not in wording.spelling.marked())
    wording.spelling.add("brumbly")
    office.until(lambda: "brumbly" not in wording.spelling.marked())
    assert "brumbly" in office.frame.bar.message().text()
    assert reports == []
