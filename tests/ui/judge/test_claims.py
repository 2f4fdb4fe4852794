"""Claims in this text, as a panellist meets them: real file, real data, real keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wmpeer.claims.answers import claim_answers
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.drafts import drafts
from wmpeer.region.actions import declare_interest
from wmpeer.ui.keys import key_groups

ASHCOMBE, BRACKENFORD, KELSBOROUGH = "X08000001", "X08000002", "X08000009"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def informed(evening: Any) -> Any:
    """An evening with the region's long table loaded, and the claims on view with the focus in them."""
    load(evening.workspace, [resource("demo", "data", "lait_westmarch_long.csv")], Wishes())
    evening.screen.read_soon()
    evening.until(lambda: supported(evening), timeout=30_000)
    evening.press("l", evening.screen.reader.pane)
    evening.until(lambda: panel(evening).list.hasFocus())
    return evening


def panel(evening: Any) -> Any:
    return evening.screen.strip.claims


def note(evening: Any) -> str:
    return evening.find("claims-fold-head").accessibleName()


def said(evening: Any, authority: str = ASHCOMBE) -> list[tuple[str, str | None, str]]:
    lines = evening.workspace.read(claim_answers, authority, reader=evening.workspace.author)
    return [(one.answer, one.verdict, one.note) for one in lines]


def claim(evening: Any) -> Any:
    row = panel(evening).list.current()
    return row.claim if row is not None else None


def supported(evening: Any) -> bool:
    """Whether the data that was loaded has come to the screen."""
    claims = [row.claim for row in panel(evening).list.rows if row.claim is not None]
    return any((one.code, one.verdict) == ("ReReferral", "supports") for one in claims)


def turn_to(evening: Any, word: str) -> Any:
    """The claim whose sentence has *word*, made the current one."""
    found = next(row for row in panel(evening).list.rows if row.claim is not None and word in row.claim.sentence)
    panel(evening).list.choose(found.key)
    return found.claim


def test_that_claims_stand_beside_what_is_published_those_of_the_area_first(informed) -> None:
    rows = panel(informed).list.rows
    first = next(row for row in rows if row.claim is not None)
    assert rows[0].head.startswith(("In this area", "As published, in this area")) and "leaders" in first.claim.areas
    one = turn_to(informed, "re-referral rate")
    assert "18.4%" in informed.find("claim-quote").text()
    assert one.why == informed.find("claim-why").text() and "18.4 published for 2025" in one.why
    informed.screen._set_area("in-care")
    informed.until(lambda: "in-care" in panel(informed).list.rows[1].claim.areas)
    assert claim(informed).id == one.id, "the row one looks at stays the current one"


def test_that_every_mark_has_an_icon_and_a_word(informed) -> None:
    for row in panel(informed).list.rows:
        if row.claim is not None:
            panel(informed).list.choose(row.key)
            assert panel(informed).detail.mark.text() in ("Data supports", "Data contradicts", "Cannot tell")


def test_that_enter_leads_to_the_passage_and_back_again(informed) -> None:
    before = informed.screen.place()
    one = turn_to(informed, "Vacancies have fallen")
    informed.press(Qt.Key.Key_Return, panel(informed).list)
    pane = informed.screen.reader.pane
    informed.until(lambda: pane.selection() is not None and "Vacancies" in pane.selection().exact)
    assert (pane.selection().start, pane.hasFocus()) == (one.start, True)
    informed.press(Qt.Key.Key_Left, informed.frame, Qt.KeyboardModifier.AltModifier)
    informed.until(lambda: informed.screen.place() == before)
    informed.press("l", pane)
    assert panel(informed).list.hasFocus() and claim(informed).id == one.id


def test_that_a_click_on_a_row_shows_its_words(informed) -> None:
    view, row = panel(informed).list, 1
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center())
    pane = informed.screen.reader.pane
    informed.until(lambda: pane.selection() is not None and pane.selection().start == view.rows[row].claim.start)


def test_that_one_key_accepts_and_undo_brings_it_back(informed) -> None:
    before = note(informed)
    first = claim(informed)
    informed.press("a")
    informed.until(lambda: said(informed) == [("accepted", None, "")])
    informed.until(lambda: "1 looked at" in note(informed))
    assert claim(informed).id != first.id, "the next one is there at once"
    assert informed.find("claims-done").text() == "The mark is accepted."
    assert informed.frame.keeping.names.undo == "accept a claim’s mark"
    informed.click("claims-undo")
    informed.until(lambda: said(informed) == [])
    informed.until(lambda: note(informed) == before)


def test_that_an_answer_is_taken_back_by_a_key_where_it_is_shown(informed) -> None:
    first = claim(informed)
    informed.click("claim-dismiss")
    informed.until(lambda: said(informed) == [("dismissed", None, "")])
    informed.click("claims-shown-seen")
    informed.until(lambda: claim(informed) is not None and claim(informed).id == first.id)
    assert informed.find("claim-said").text() == "You dismissed this mark."
    panel(informed).list.setFocus()
    informed.press("u")
    informed.until(lambda: said(informed) == [])
    informed.until(lambda: informed.sees("claims-empty"))


def test_that_a_correction_needs_another_mark_and_keeps_its_note(informed) -> None:
    one = claim(informed)
    informed.press("r")
    informed.click("claim-correct-keep")
    assert "Choose the mark" in informed.find("claim-error").text()
    other = "cannot-tell" if one.verdict != "cannot-tell" else "supports"
    informed.click(f"claim-verdict-{other}")
    informed.press("They mean another year", informed.find("claim-note"))
    informed.press(Qt.Key.Key_Return, informed.find("claim-note"), CTRL)
    informed.until(lambda: said(informed) == [("corrected", other, "They mean another year")])
    informed.until(lambda: not informed.sees("claim-correction"))
    assert informed.workspace.read(drafts, informed.workspace.file.slot) == ()


def test_that_letters_in_a_note_are_letters_and_esc_keeps_them_as_a_draft(informed) -> None:
    informed.press("r")
    informed.press("drafts and arcs", informed.find("claim-note"))
    informed.until(lambda: informed.workspace.read(drafts, informed.workspace.file.slot), timeout=3000)
    informed.press(Qt.Key.Key_Escape, informed.find("claim-note"))
    informed.until(lambda: panel(informed).list.hasFocus())
    assert said(informed) == [] and informed.findings() == ()
    informed.until(lambda: informed.screen.standing.drafts)
    informed.press("r")
    assert informed.find("claim-note").text() == "drafts and arcs"


def test_that_one_key_makes_a_finding_on_the_sentence_and_the_figure(informed) -> None:
    one = turn_to(informed, "re-referral rate")
    informed.press("q", panel(informed).list)
    informed.until(informed.findings)
    (kept,) = informed.findings()
    assert (kept.kind, kept.area) == ("question", "leaders")
    assert [quote.start for quote in kept.quotes] == [one.start]
    assert [(figure.indicator, figure.period) for figure in kept.figures] == [one.evidence]
    informed.until(lambda: informed.screen.standing.findings)
    informed.press("q", panel(informed).list)
    informed.until(lambda: not informed.frame.jobs.busy())
    assert len(informed.findings()) == 1, "the same key twice says it once"
    informed.press("s", panel(informed).list)
    informed.until(lambda: len(informed.findings()) == 2)


def test_that_a_filter_shows_one_mark(informed) -> None:
    mark = panel(informed).mark
    mark.set_value("supports")
    mark.chosen.emit("supports")
    shown = [row.claim for row in panel(informed).list.rows if not row.head]
    assert shown and {one.verdict for one in shown} == {"supports"}


def test_that_the_list_of_keys_has_those_of_the_claims(informed) -> None:
    groups = {group.title: [line.words for line in group.lines] for group in key_groups(informed.frame)}
    assert "Accept the mark" in groups["In the claims"] and "Claims in this text" in groups["In the text"]
    panel(informed).fold.set_open(False)
    assert "In the claims" not in {group.title for group in key_groups(informed.frame)}


def test_that_data_and_claims_share_the_strip(informed) -> None:
    strip = informed.screen.strip
    assert not strip.fold.is_open()
    informed.click("data-fold-head")
    assert strip.fold.is_open() and not strip.claims.fold.is_open()
    assert informed.screen.reader.pane.height() > 150


def test_that_another_authority_shows_nothing_of_this_one(informed) -> None:
    informed.press("r")
    informed.press("Half a", informed.find("claim-note"))
    informed.go(KELSBOROUGH)
    assert not informed.sees("claim-correction")
    informed.until(lambda: all(row.claim is None or row.claim.document.startswith("kelsborough") for row in panel(informed).list.rows))
    informed.until(lambda: informed.workspace.read(drafts, informed.workspace.file.slot))
    assert informed.workspace.read(drafts, informed.workspace.file.slot)[0].key.startswith(f"claim/{ASHCOMBE}/")


def test_that_an_authority_without_a_text_says_so(evening) -> None:
    evening.frame.go("read", BRACKENFORD)
    evening.until(lambda: evening.screen.standing is not None and evening.screen.standing.authority == BRACKENFORD)
    evening.click("claims-fold-head")
    evening.until(lambda: "There is no text of Brackenford yet" in evening.find("claims-empty").text())
    assert not evening.sees("claim-detail")


def test_that_someone_who_stands_aside_sees_no_claims(informed) -> None:
    declare_interest(informed.workspace, informed.workspace.author, ASHCOMBE, "Works there")
    informed.screen.read_soon()
    informed.until(lambda: informed.screen.standing.aside)
    informed.until(lambda: not informed.sees("claims-panel"))
    assert panel(informed).list.rows == ()
    informed.press("l", informed.screen.reader.pane)
    assert not informed.sees("claims-panel")


def test_that_looking_for_claims_never_blocks_the_window(evening, watchdog) -> None:
    load(evening.workspace, [resource("demo", "data", "lait_westmarch_long.csv")], Wishes())
    evening.until(lambda: not evening.frame.jobs.busy())
    watchdog.clear()
    evening.screen.read_soon()
    evening.until(lambda: supported(evening), timeout=30_000)
    assert [one for one in watchdog if "claims" in one.stack] == []
