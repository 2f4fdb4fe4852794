"""Search everywhere, from the panellist's chair: filters, kept searches, the passage shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.journal.searches import MOST_NAME, drop_search, keep_search, saved_searches
from wmpeer.judging.actions import keep_note
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.records import FindingDraft
from wmpeer.ui.finding import PAGE
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.found import Found
from wmpeer.ui.wishes import chosen as wish_chosen
from wmpeer.ui.wishes import put, wish_of, words_alone


def look(evening: Evening, words: str) -> list[Found]:
    """Open the search with Ctrl+K, type *words*, and wait for what is found."""
    frame = evening.screen.window()
    frame.open_search()
    frame.top.search.setText(words)
    panel = frame.searching.panel
    evening.until(lambda: not panel._pause.isActive() and "Looking" not in panel._note.text() and panel._list.records.rowCount())
    return panel._list.records.records()


@pytest.fixture
def judged(evening: Evening) -> Evening:
    evening.go(ASHCOMBE)
    for kind, level in (("strength", None), ("concern", 2)):
        keep_finding(evening.workspace, FindingDraft(ASHCOMBE, "in-care", kind, f"Permanence is a {kind} here", level=level))
    keep_note(evening.workspace, ASHCOMBE, "in-care", "Ask Dee about permanence")
    return evening


def test_that_kinds_of_finding_can_be_asked_for(judged: Evening) -> None:
    found = look(judged, "kind:concern permanence")
    assert [one.title for one in found if one.group != "Search"] == ["Permanence is a concern here"]


def test_that_ones_own_notes_and_last_cycles_points_are_found(judged: Evening) -> None:
    assert [one.title for one in look(judged, "in:notes permanence") if one.group == "My note"] == ["Ask Dee about permanence"]
    found = look(judged, "cycle:2025-26 permanence")
    assert {one.group for one in found} == {"Earlier point", "Search"}


def test_that_passages_of_the_authority_on_the_screen_alone_are_found(judged: Evening) -> None:
    every = [one for one in look(judged, "in:passages children") if one.group == "Passage"]
    here = [one for one in look(judged, "authority:here in:passages children") if one.group == "Passage"]
    assert here
    assert all(one.second.startswith("Ashcombe") for one in here)
    assert any(not one.second.startswith("Ashcombe") for one in every)


def test_that_a_filter_begun_offers_what_there_is(judged: Evening) -> None:
    found = look(judged, "permanence kind:conc")
    assert [one.title for one in found if one.group == "Filter"] == ["Concern"]
    frame = judged.screen.window()
    for _ in range([one.group for one in found].index("Filter")):
        frame.searching.panel.step(1)
    frame.searching.panel.accept_current()
    assert frame.top.search.text() == "permanence kind:concern "
    assert frame.searching.panel.isVisible()


def test_that_a_search_is_kept_under_a_name_found_again_and_dropped(judged: Evening) -> None:
    found = look(judged, "Drift = in:findings permanence")
    keep = next(one for one in found if one.group == "Search")
    assert keep.title == "Keep this search as “Drift”"
    keep.go()
    workspace = judged.workspace
    judged.until(lambda: workspace.read(saved_searches, workspace.author))
    look(judged, "")
    shown = judged.screen.window().searching.panel._list.records
    judged.until(lambda: any(one.group == "Kept search" for one in shown.records()))
    (kept,) = [one for one in shown.records() if one.group == "Kept search"]
    assert (kept.title, kept.fill) == ("Drift", "in:findings permanence")
    judged.press(Qt.Key.Key_Delete, judged.screen.window().top.search)
    judged.until(lambda: not workspace.read(saved_searches, workspace.author))


def test_that_kept_searches_are_a_persons_own_and_kept_whole(evening: Evening) -> None:
    workspace = evening.workspace
    keep_search(workspace, "a" * 200, "one")
    keep_search(workspace, "  Ŵyl  dawel ", "y gair  olaf")
    keep_search(workspace, " ", "nothing")
    assert [(one.name, one.words) for one in workspace.read(saved_searches, workspace.author)] == [
        ("a" * MOST_NAME, "one"), ("Ŵyl dawel", "y gair olaf"),
    ]  # fmt: skip
    assert workspace.read(saved_searches, "somebody else") == ()
    drop_search(workspace, "Ŵyl dawel")
    assert len(workspace.read(saved_searches, workspace.author)) == 1


def chips(evening: Evening) -> dict[str, Button]:
    """Open the search and wait for its filters."""
    evening.screen.window().open_search()
    row = evening.screen.window().searching.panel.filters
    evening.until(lambda: row.isVisible() and row.chips)
    return row.chips


def pick(chip: Button, words: str) -> None:
    menu = chip.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == words).trigger()


def test_that_a_chip_narrows_the_search_as_typed_words_do(judged: Evening) -> None:
    search = judged.screen.window().top.search
    shown = chips(judged)
    assert list(shown) == ["in", "authority", "kind", "tag", "cycle"]
    assert not any(chip.isChecked() for chip in shown.values())
    pick(shown["kind"], "Concern")
    assert search.text() == "kind:concern "
    assert search.hasFocus()
    panel = judged.screen.window().searching.panel
    judged.until(lambda: [one.title for one in panel._list.records.records() if one.group == "Concern"] == ["Permanence is a concern here"])
    pick(shown["kind"], "Offer")
    judged.until(lambda: panel._note.text() == "Nothing that is recorded fits. Choose another filter, or type two letters or more.")
    pick(shown["in"], "Passages")
    judged.until(lambda: panel._note.text() == "Now type two letters or more of what you look for.")
    pick(shown["in"], "everything")
    pick(shown["kind"], "Concern")
    judged.press("permanence", search)
    judged.until(lambda: [one.title for one in panel._list.records.records() if one.group == "Concern"] == ["Permanence is a concern here"])
    assert (shown["kind"].text(), shown["kind"].isChecked()) == ("Kind: Concern", True)
    pick(shown["authority"], "Ashcombe")
    assert search.text() == "authority:Ashcombe kind:concern permanence"
    pick(shown["kind"], "all kinds")
    assert search.text() == "authority:Ashcombe permanence"
    assert not shown["kind"].isChecked()
    judged.until(lambda: any(one.group == "Strength" for one in panel._list.records.records()))


def test_that_filters_alone_list_everything_newest_first_a_page_at_a_time(judged: Evening) -> None:
    for number in range(PAGE + 3):
        keep_finding(judged.workspace, FindingDraft(ASHCOMBE, "in-care", "question", f"Question {number:02}"))
    found = look(judged, "kind:question")
    asked = [one.title for one in found if one.group == "Question"]
    assert asked == [f"Question {number:02}" for number in range(PAGE + 2, 2, -1)]
    (older,) = [one for one in found if one.group == "Page"]
    assert (older.title, older.second[:11]) == ("Older: page 2 of 2", "43 in all, ")
    search = judged.screen.window().top.search
    search.setText(older.fill)
    shown = judged.screen.window().searching.panel._list.records
    judged.until(lambda: [one.title for one in shown.records() if one.group == "Question"] == ["Question 02", "Question 01", "Question 00"])
    assert [one.title for one in shown.records() if one.group == "Page"] == ["Newer: page 1 of 2"]
    pick(chips(judged)["kind"], "Strength")
    assert "page:" not in search.text()
    assert {one.group for one in look(judged, "in:notes ")} == {"My note", "Search"}
    assert {one.group for one in look(judged, "authority:Ashcombe in:points ")} == {"Earlier point", "Search"}
    assert look(judged, "kind:question page:99 ")[0].title == "Question 02"


def test_that_the_filters_are_reached_by_key_and_esc_goes_back_to_the_field(judged: Evening) -> None:
    search = judged.screen.window().top.search
    shown = chips(judged)
    judged.press(Qt.Key.Key_Tab, search)
    assert shown["in"].hasFocus()
    judged.press(Qt.Key.Key_Right)
    assert shown["authority"].hasFocus()
    assert judged.screen.window().searching.is_open()
    judged.press(Qt.Key.Key_Escape)
    assert search.hasFocus()
    assert judged.screen.window().searching.is_open()
    judged.press(Qt.Key.Key_Tab, search)
    judged.screen.reader.pane.setFocus()
    judged.until(lambda: not judged.screen.window().searching.is_open())


@given(st.lists(st.sampled_from(["care", "Drift", "kind:concern", "in:notes", 'tag:"two words"', "authority:here"]), max_size=5))
def test_that_a_filter_put_is_the_one_that_counts_and_no_word_is_lost(parts: list[str]) -> None:
    text = " ".join(parts)
    for name, value in (("kind", "strength"), ("authority", "Upper Tarn"), ("cycle", "2025-26")):
        made = put(text, name, value)
        assert wish_chosen(made, name) == value
        assert wish_of(made).words == wish_of(text).words
        assert all(wish_chosen(made, other) == wish_chosen(text, other) for other in ("in", "tag"))
        assert wish_chosen(put(made, name, ""), name) == ""


def test_that_a_name_to_keep_a_search_under_stays_in_front() -> None:
    assert put("Drift = permanence", "kind", "concern") == "Drift = kind:concern permanence"
    assert words_alone("Drift = kind:concern permanence") == "permanence"


def test_that_a_filter_that_says_one_thing_does_not_stand_before_what_it_finds(judged: Evening) -> None:
    for text in ("permanence authority:ashcombe", "permanence authority:ashc"):
        found = [one for one in look(judged, text) if one.group != "Search"]
        assert found and found[0].group != "Filter", text
