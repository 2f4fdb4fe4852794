"""A panellist's half hour with the numbers of a self-evaluation, through the real windows: what the text says, what the data says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from wmpeer.claims.answers import claim_answers
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.queries import finding_lines
from wmpeer.region.actions import start_cycle

PASSPHRASE = "three quiet words"
CALDERHOLT = "X08000003"
SELF_EVALUATION = """# Calderholt children's services: self-evaluation 2026

## Front door

Our re-referral rate fell to 21.3% in 2024/25. Our re-referral rate was 14% in 2023/24. This text is invented.

## Practice

Our practice in the middle is good.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace with the invented region's data and one self-evaluation that says two numbers."""
    paper = tmp_path / "Calderholt self-evaluation 2026.md"
    paper.write_text(SELF_EVALUATION, encoding="utf-8")
    table = shutil.copy(resource("demo", "data", "lait_westmarch_long.csv"), tmp_path)
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    workspace, _ = start_cycle(tmp_path / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    assert {one.status for one in load(workspace, [paper, Path(table)], Wishes())} == {"loaded"}
    workspace.close()
    return tmp_path / "panel.wmpeer"


def test_that_a_panellist_weighs_the_numbers_of_a_text(laptop: Any, file: Path) -> None:
    """She reads the marks one by one, agrees with one, asks about another, and leaves; what she said is there the next day."""
    laptop.begins(file)
    laptop.types(PASSPHRASE, "start-passphrase")
    laptop.press(Qt.Key.Key_Return, laptop.find("start-passphrase"))
    laptop.until(lambda: laptop.frame is not None and laptop.frame.isVisible())
    laptop.until(lambda: laptop.frame.authority())
    laptop.quiet()
    laptop.goes_to(2)
    laptop.frame.go("read", CALDERHOLT)
    laptop.until(lambda: laptop.screen.standing is not None and laptop.screen.authority == CALDERHOLT)
    laptop.until(lambda: laptop.screen.reader.pane.unit_count())
    laptop.quiet()
    accept_what_is_supported(laptop)
    ask_about_what_is_not(laptop)
    laptop.ends()
    laptop.start = None

    again = open_workspace(file, PASSPHRASE)
    try:
        (answer,) = again.read(claim_answers, CALDERHOLT, reader=again.author)
        assert answer.answer == "accepted"
        asked, about = sorted(again.read(finding_lines, CALDERHOLT), key=lambda one: len(one.figures))
        assert (asked.text, asked.figures) == ("What shows that practice in the middle is good?", ())
        assert about.quotes[0].quote == "Our re-referral rate was 14% in 2023/24."
        assert [figure.indicator for figure in about.figures] == ["ReReferral"]
        assert again.read(journal_faults) == ()
    finally:
        again.close()


def accept_what_is_supported(laptop: Any) -> None:
    laptop.click("claims-fold-head")
    claims = laptop.find("claim-list")
    laptop.until(lambda: claims.rows)
    choose(claims, "21.3%")
    assert laptop.find("claim-detail").mark.text() == "Data supports"
    laptop.click("claim-accept")
    laptop.quiet()
    laptop.until(lambda: "1 looked at" in laptop.find("claims-fold-head").accessibleName())


def ask_about_what_is_not(laptop: Any) -> None:
    claims = laptop.find("claim-list")
    choose(claims, "14%")
    assert "published for 2024" in laptop.find("claim-why").text()
    claims.setFocus()
    laptop.press(Qt.Key.Key_Return, claims)
    pane = laptop.screen.reader.pane
    laptop.until(lambda: pane.selection() is not None and "14%" in pane.selection().exact)
    laptop.press(Qt.Key.Key_L, pane)
    laptop.press(Qt.Key.Key_Q, claims)
    laptop.quiet()
    choose(claims, "in the middle")
    laptop.press(Qt.Key.Key_Q, claims)
    laptop.quiet()


def choose(claims: Any, words: str) -> None:
    """Makes the row current whose sentence has *words*."""
    said = [(row.key, (row.claim or row.question).sentence) for row in claims.rows if not row.head]
    assert claims.choose(next(key for key, sentence in said if words in sentence))
