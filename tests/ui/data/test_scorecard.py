"""The scorecard: every measure for all authorities, by name and by nothing else; painted and read out a cell at a time."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from slowness import slowness

from wmpeer.indicators.parts import Part
from wmpeer.indicators.scorecard import Score, ScoreMeasure, ScorePlace
from wmpeer.ui.data import scoregrid, scorewords
from wmpeer.ui.data.scoregrid import MARK, ScoreGrid
from wmpeer.ui.data.scorewords import chosen, in_words, sentence, table_rows

LINDMOOR = "X08000010"
CTRL = Qt.KeyboardModifier.ControlModifier
PLACES = (
    ScorePlace("X1", "Ashcombe"), ScorePlace("X2", "Brackenford"), ScorePlace("E92000001", "England (invented figures)", "england"),
    ScorePlace("X12", "Westmarch", "region"),
)  # fmt: skip


def measure(code: str = "vacancies", polarity: str = "Low", raws=("30.1", "c", "14.2", "15.0"), **more) -> ScoreMeasure:
    told = {
        "code": code, "source": "LAIT", "title": f"Social worker {code} (%)", "unit": "%", "polarity": polarity, "decimals": 1,
        "period": "2025", "before": "2024", "areas": ("workforce",), "year": 2025, "bounds": (5.0, 25.0), "is_count": False,
        "doubtful": False, "raws": raws, "earlier": ("28.0", "x", "14.0", "15.0"),
    }  # fmt: skip
    return ScoreMeasure(**(told | more))


def test_that_a_cell_says_whose_it_is_what_when_how_much_and_why_it_is_flagged():
    score = Score(PLACES, (measure(),))
    assert sentence(score, score.measures[0], 0) == (
        "Ashcombe, social worker vacancies, 2025: 30.1 %, up from 28.0 in 2024. England 14.2. Lower is better. "
        "In England’s highest fifth, so flagged."
    )
    assert sentence(score, score.measures[0], 1).endswith(": no value, marked “c” in the source: suppressed to protect confidentiality.")
    assert sentence(score, score.measures[0], 3) == "Westmarch, social worker vacancies, 2025: 15.0 %, the same as in 2024."


@pytest.mark.parametrize(
    ("more", "mark", "said"),
    [
        ({"polarity": "-"}, "high", "Neither good nor bad in itself. In England’s highest fifth."),
        ({"polarity": "High"}, "high", "In England’s highest fifth, the better one."),
        ({"is_count": True, "bounds": None}, "", "A count, not compared."),
        ({"doubtful": True}, "flag", "England and the region seem to be in another unit."),
        ({"bounds": None}, "", "England 14.2. Lower is better."),
        ({"part": Part(flagging=False)}, "high", "In England’s highest fifth."),
        ({"raws": ("30.1", "c", "", "15.0")}, "flag", "In these authorities’ highest fifth, so flagged."),
    ],
)
def test_that_only_a_worse_fifth_is_a_flag_and_neutral_measures_never_are(more, mark, said):
    one = measure(**more)
    assert one.mark(0) == mark and said in sentence(Score(PLACES, (one,)), one, 0)


def test_that_measures_are_found_by_area_by_words_and_by_any_of_several_words():
    score = Score(PLACES, (measure("Work_Force_Vac_Rate"), measure("agency", areas=()), measure("turnover")))
    assert chosen(score, "", "", key_only=False) == (0, 1, 2) and chosen(score, "workforce", "", key_only=False) == (0, 2)
    assert chosen(score, "", "", key_only=True) == (0,)
    assert chosen(score, "", "agency, turn", key_only=True) == (1, 2), "what is looked for is found among all"
    assert chosen(score, "", " , ", key_only=False) == (0, 1, 2) and chosen(score, "", "nowhere", key_only=False) == ()
    assert chosen(score, "", "", key_only=False, card=("turnover",)) == (2, 0, 1)


def test_that_a_copied_table_keeps_numbers_as_numbers_and_says_below_what_is_flagged():
    rows = table_rows(Score(PLACES, (measure(), measure("agency", "-"))), (0, 1))
    assert rows[4] == ("Ashcombe", "30.1", "30.1") and rows[5] == ("Brackenford", "c", "c")
    assert rows[-1] == ("Flagged, Ashcombe", "Social worker vacancies")
    assert [row[0] for row in rows[:4]] == ["Authority", "Period", "Unit", "Better"]


def test_that_the_words_of_many_measures_are_those_of_one_authority():
    score = Score(PLACES, tuple(measure(f"m{at}") for at in range(scorewords.MANY + 1)))
    assert [line for line in in_words(score, range(3), 1) if line.startswith("# ")] == ["# Ashcombe", "# Brackenford"]
    flagged = "Three of three measures are flagged as in the less favourable fifth; what other rules flag is in Flags."
    assert flagged in in_words(score, range(3), 1), "it does not say that no other rule is met"
    many = in_words(score, range(len(score.measures)), 1)
    assert "choose its row" in many[0] and [line for line in many if line.startswith("# ")] == ["# Brackenford"]


def test_that_of_many_measures_only_what_is_in_view_is_ever_asked_for(dressed, qtbot, monkeypatch):
    """Nothing is computed for the 6,900 cells that nobody sees, and no turn of the thread is long."""
    asked: set[tuple[int, int]] = set()
    shown_text = scorewords.shown_text
    monkeypatch.setattr(scoregrid, "shown_text", lambda one, at: asked.add((int(one.code), at)) or shown_text(one, at))
    places = tuple(ScorePlace(f"X{at}", f"Authority {at:02}") for at in range(14)) + PLACES[2:]
    raws = tuple(f"{at + 10}.5" for at in range(16))
    score = Score(places, tuple(measure(str(at), raws=raws, earlier=raws) for at in range(434)))
    grid = ScoreGrid()
    qtbot.addWidget(grid)
    grid.resize(1170, 560)
    begun = time.thread_time()
    grid.set_score(score, range(434))
    grid.show()
    qtbot.waitUntil(lambda: bool(asked))
    grid.grab()
    assert time.thread_time() - begun < 0.35 * slowness()  # making the window is most of it
    assert len({column for column, _ in asked}) < 12
    asked.clear()
    grid.setFocus()
    longest = 0.0
    for key, modifiers in ((Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier), *(((Qt.Key.Key_Left, CTRL),) * 8)):
        begun = time.thread_time()
        qtbot.keyClick(grid, key, modifiers)
        grid.viewport().repaint()
        longest = max(longest, time.thread_time() - begun)
    assert longest < 0.1 * slowness() and max(column for column, _ in asked) == 433


def test_that_the_grid_has_nothing_to_sort_by_and_tells_a_screen_reader_every_cell(dressed, qtbot):
    grid = ScoreGrid()
    qtbot.addWidget(grid)
    grid.set_score(Score(PLACES, (measure(), measure("agency", "-"))), (0, 1))
    model = grid.model()
    before = [model.headerData(row, Qt.Orientation.Vertical) for row in range(4)]
    assert before == [place.name for place in PLACES]
    assert not grid.isSortingEnabled() and not grid.horizontalHeader().sectionsClickable()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(4)] == before
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role).startswith("Ashcombe, social worker vacancies, 2025: 30.1 %")
    assert model.headerData(0, Qt.Orientation.Horizontal, role) == "Social worker vacancies (%), 2025, %, low is better"
    assert [model.index(row, 0).data(MARK) for row in range(4)] == ["flag", "", "", ""]


def test_that_the_scorecard_is_read_filtered_copied_and_opened_from_the_keyboard(window):
    window.in_area("help-and-protection")
    window.click("mode-scorecard")
    page = window.screen.page("scorecard")
    names = [place.name for place in page.card.score.places]
    assert names[:14] == sorted(names[:14]) and names[14:] == ["England (invented figures)", "Westmarch"]
    assert page.table.currentIndex().row() == names.index("Kelsborough")
    page.table.setFocus()
    at = next(at for at, one in enumerate(page.shown()) if one.code in ("ReReferral", "rereferral_percent"))
    page.table.choose(9, max(at - 1, 0))
    window.press(Qt.Key.Key_Right) if at else None
    assert page.read_out.text().startswith("Lindmoor, re-referrals within 12 months, 2025: ")
    page.key_only.click()
    window.in_area("")
    every = len(page.shown())
    grid = page.table
    grid.setFocus()
    window.press(Qt.Key.Key_End)
    assert grid.currentIndex().column() == every - 1
    window.press(Qt.Key.Key_Left, CTRL)
    assert 0 < grid.currentIndex().column() < every - 3
    window.press(Qt.Key.Key_Home)
    assert grid.currentIndex().column() == 0 and QApplication.focusWidget() is grid
    assert page.image().width() > 1200 and page.image().pixelColor(QPoint(2, 2)).name() == "#ffffff"
    page.choose_source("LAIT")
    window.settle()
    assert {one.source for one in page.shown()} == {"LAIT"} and len(page.shown()) < every
    window.qtbot.keyClicks(page.search, "vacanc, re-referral")
    assert sorted(one.code for one in page.shown()) == ["ReReferral", "Work_Force_Vac_Rate"]
    window.click("copy-table")
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().splitlines()[4].startswith("Ashcombe\t") and "<table" in held.html() and "copied" in window.said()
    page.table.setFocus()
    window.press(Qt.Key.Key_W)
    assert page.text.isVisible() and page.text.lines()[0] == "# Ashcombe"
    window.press(Qt.Key.Key_W)
    page.search.setText("nowhere at all")
    assert not page.table.isVisible() and page.nothing.text() == "No measure says “nowhere at all”."
    page.search.setText("re-referral")
    page.table.setFocus()
    page.table.choose(9, 0)
    window.press(Qt.Key.Key_Return)
    assert window.frame.authority() == LINDMOOR and window.screen.page("one").one.row.code == "ReReferral"
