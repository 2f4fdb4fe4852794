"""To the passage behind a finding and back; words that cannot be quoted."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.records import FindingDraft, QuoteDraft
from wmpeer.ui.reading.records import Place


def test_that_alt_left_leads_back_from_a_passage_to_where_one_was_reading(evening: Evening) -> None:
    evening.go(ASHCOMBE)
    pane, bar = evening.screen.reader.pane, evening.screen.reader.pane.verticalScrollBar()
    evening.until(lambda: pane.unit_count() > 1 and all(pane.is_read(unit) for unit in range(pane.unit_count())))
    last = pane.unit_count() - 1
    words = next(one.text for one in reversed(evening.screen.reader._passages) if one.page == last + 1 and len(one.text) > 40)[:40]
    draft = FindingDraft(ASHCOMBE, "in-care", "question", "Why here?", evidence=(QuoteDraft(words, evening.screen.reader.sha256),))
    keep_finding(evening.workspace, draft)
    evening.screen.reload()
    evening.until(lambda: evening.screen.standing.findings and len(pane.marks) == 1 and not pane.marks.waiting())
    assert bar.value() == 0
    evening.screen._jump(evening.screen.standing.findings[0])
    evening.until(lambda: last in pane.visible_units())
    evening.screen.window().back()
    evening.until(lambda: 0 in pane.visible_units())


def test_that_words_of_a_running_line_are_refused_and_no_finding_is_begun(evening: Evening) -> None:
    evening.go(ASHCOMBE)
    pane, said = evening.screen.reader.pane, []
    evening.screen.message.connect(lambda message: said.append(message.sentence))
    evening.until(lambda: pane.unit_count() > 1 and pane.is_read(1))
    gaps = [gap for gap in pane._texts._map(1).gaps(0, len(pane.text(1))) if gap.at_edge]
    assert gaps, "the page has no running line"
    pane.chooser.choose(Place(1, gaps[0].start), Place(1, gaps[0].end))
    pane.setFocus()
    evening.press("s")
    evening.until(lambda: any(one.startswith("Words along the head or foot of a page") for one in said))
    assert not evening.sees("finding-editor")
    evening.press(Qt.Key.Key_Escape)
