"""Heights, lines, words, lanes and notes: the pure parts of the reading pane."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents.page_lines import NO_BOX, Rect, lines_of
from wmpeer.ui.reading.column import Column
from wmpeer.ui.reading.find import pattern_of
from wmpeer.ui.reading.heaps import Ground, heap_of, overlap
from wmpeer.ui.reading.lanes import Lying, lanes, marks_under, next_of, tints
from wmpeer.ui.reading.lines import line_at, line_near, paragraph_at, pieces
from wmpeer.ui.reading.notes import Form, Wish, place_notes
from wmpeer.ui.reading.records import QUIET
from wmpeer.ui.reading.words import count_words, next_word, previous_word, word_at

HEIGHTS = st.lists(st.integers(1, 200).map(float), min_size=1, max_size=60)


@given(HEIGHTS, st.data())
def test_that_a_column_knows_where_each_unit_stands(heights: list[float], data: st.DataObject) -> None:
    column = Column(heights)
    for _ in range(3):
        unit = data.draw(st.integers(0, len(heights) - 1))
        new = float(data.draw(st.integers(1, 300)))
        assert column.set_height(unit, new) == new - heights[unit]
        heights[unit] = new
    tops = [0.0, *accumulate(heights)]
    assert [column.top(unit) for unit in range(len(heights) + 1)] == tops
    y = data.draw(st.floats(0, tops[-1] - 0.5))
    found = column.unit_at(y)
    assert tops[found] <= y < tops[found + 1]


def test_that_an_empty_column_has_no_height() -> None:
    column = Column()
    assert (len(column), column.total(), column.unit_at(50)) == (0, 0.0, 0)


def set_in_lines(rows: list[str], *, left: float = 50, high: float = 12) -> tuple[str, list[Rect]]:
    """Characters six points wide, rows twenty points apart, CRLF between them without ink."""
    boxes: list[Rect] = []
    for row, words in enumerate(rows):
        boxes.extend((left + 6 * at, 20.0 * row, left + 6 * at + 6, 20.0 * row + high) for at in range(len(words)))
        boxes.extend([NO_BOX, NO_BOX] if row < len(rows) - 1 else [])
    return "\r\n".join(rows), boxes


ROWS = st.lists(st.text(st.sampled_from("abcdé ŵ"), min_size=1, max_size=20), min_size=1, max_size=8)


@given(ROWS, st.data())
def test_that_chosen_characters_lie_in_one_rectangle_a_line_that_touch_no_other(rows: list[str], data: st.DataObject) -> None:
    text, boxes = set_in_lines(rows)
    lines = lines_of(text, boxes)
    assert [text[line.start : line.end] for line in lines] == rows
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = pieces(lines, start, end)
    assert all(below[1] >= above[3] for above, below in pairwise(found))
    inked = [index for index in range(start, end) if text[index] not in "\r\n"]
    assert sum(right - left for left, _, right, _ in found) == pytest.approx(6 * len(inked))


def test_that_lines_whose_boxes_reach_into_each_other_are_not_painted_twice() -> None:
    text, boxes = set_in_lines(["tall words here", "more of them"], high=26)
    found = pieces(lines_of(text, boxes), 0, len(text))
    assert found[0][3] == found[1][1]


def test_that_a_point_finds_its_line_and_place() -> None:
    text, boxes = set_in_lines(["first row", "second row", "third"])
    lines = lines_of(text, boxes)
    assert line_near(lines, 60, 25) == 1
    assert line_near(lines, 500, 41) == 2
    assert lines[1].offset_near(50 + 6 * 3 + 1) == lines[1].start + 3
    assert lines[1].offset_near(9999) == lines[1].end
    assert lines[1].character_at(50 + 6 * 3 + 5.5) == lines[1].start + 3
    assert line_at(lines, lines[2].start) == 2


def test_that_columns_beside_one_another_are_lines_of_their_own() -> None:
    left, first = set_in_lines(["left one", "left two"])
    right, second = set_in_lines(["right one", "right two"], left=300)
    lines = lines_of(left + right, [*first, *second])
    assert len(lines) == 4


def test_that_a_line_from_right_to_left_is_chosen_and_pointed_at_from_the_right() -> None:
    text = "ילדים במשפחה"
    boxes = [(200.0 - 6 * (place + 1), 20.0, 200.0 - 6 * place, 34.0) for place in range(len(text))]
    (line,) = lines_of(text, boxes)
    assert (line.left, line.right) == (200 - 6 * len(text), 200)
    assert pieces([line], 0, 5) == [(170, 20, 200, 34)]
    assert line.character_at(197) == 0
    assert line.character_at(200 - 6 * 4 - 1) == 4
    assert line.offset_near(171) == 5


def test_that_lines_far_apart_are_not_one_paragraph() -> None:
    text, boxes = set_in_lines(["a b c", "d e f"], high=16)
    lines = lines_of(text, boxes)
    assert paragraph_at(lines, 0) == (0, len(text))
    apart = [(left, top * 3, right, top * 3 + 16) if right else NO_BOX for left, top, right, _ in boxes]
    assert paragraph_at(lines_of(text, apart), 1) == (7, len(text))


def test_that_words_know_where_they_begin() -> None:
    text = "Mae’r cyngor yn Nhŷ Gŵyr: well-being."
    assert text[slice(*word_at(text, 2))] == "Mae’r"
    assert text[slice(*word_at(text, text.index("ŵ")))] == "Gŵyr"
    assert text[slice(*word_at(text, text.index("b")))] == "well-being"
    assert word_at(text, 5) == (5, 6)
    assert next_word(text, 0) == 6
    assert previous_word(text, 6) == 0
    assert (next_word(text, len(text)), previous_word(text, 0)) == (len(text), 0)
    assert count_words(text) == 6


MARKS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda two: (two[0], two[0] + two[1])), min_size=1, max_size=200
).map(lambda spans: [Lying(str(index), ("strength", "concern", "query")[index % 3], *span) for index, span in enumerate(spans)])


@given(MARKS)
def test_that_overlapping_marks_are_tinted_once_and_only_where_they_lie(marks: list[Lying]) -> None:
    found = tints(marks, marks[0].id)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    assert {place for tint in found for place in range(tint.start, tint.end)} == covered
    active = marks[0]
    assert all(tint.kind == active.kind for tint in found if active.start <= tint.start < active.end)


@given(MARKS)
def test_that_underlines_in_one_lane_never_overlap_and_the_active_mark_has_one(marks: list[Lying]) -> None:
    given_lanes = lanes(marks, marks[-1].id)
    assert marks[-1].id in given_lanes
    for lane in set(given_lanes.values()):
        inside = sorted((mark.start, mark.end) for mark in marks if given_lanes.get(mark.id) == lane)
        assert all(one[1] <= other[0] for one, other in pairwise(inside))


@given(MARKS)
def test_that_quiet_marks_take_no_line_from_a_finding(marks: list[Lying]) -> None:
    quiet = [Lying(f"n{mark.id}", QUIET, mark.start, mark.end) for mark in marks[::2]]
    with_notes = lanes([*marks, *quiet])
    assert {mark: lane for mark, lane in with_notes.items() if not mark.startswith("n")} == lanes(marks)
    for lane in set(with_notes.values()):
        inside = sorted((mark.start, mark.end) for mark in (*marks, *quiet) if with_notes.get(mark.id) == lane)
        assert all(one[1] <= other[0] for one, other in pairwise(inside))


def ground(name: str, start: int, wide: int, *, part: bool) -> Ground:
    """Words in one line of ten points a letter, or a part of the page over the same stretch."""
    rect = (10.0 * start, 0.0, 10.0 * (start + wide), 10.0)
    return Ground(name, start, start if part else start + wide, (rect,), part)


GROUNDS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8), st.booleans()), min_size=1, max_size=40).map(
    lambda found: [ground(str(at), start, wide, part=part) for at, (start, wide, part) in enumerate(found)]
)


@given(GROUNDS)
def test_that_each_mark_is_in_one_heap_with_all_that_lie_over_it_words_and_parts_alike(grounds: list[Ground]) -> None:
    heaps = {one.id: heap_of(grounds, one.id) for one in grounds}
    for one in grounds:
        assert heaps[one.id] == heap_of(grounds[::-1], one.id)
        assert all(heaps[other] == heaps[one.id] for other in heaps[one.id])
        assert {other.id for other in grounds if overlap(one, other)} <= {*heaps[one.id], one.id}
    assert heap_of(grounds, "nobody") == []


@given(MARKS, st.integers(0, 120))
def test_that_clicks_go_round_all_marks_at_a_place(marks: list[Lying], place: int) -> None:
    here = {mark.id for mark in marks if mark.start <= place < mark.end}
    seen, active = [], ""
    for _ in here:
        active = next_of(marks_under(marks, place), active)
        seen.append(active)
    assert set(seen) == here
    assert next_of(marks_under(marks, 500), active) == ""


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200), st.integers(1, 5))
def test_that_every_note_has_a_place_and_none_stands_on_another(tops: list[int], columns: int) -> None:
    spots = place_notes([Wish(str(index), float(top)) for index, top in enumerate(tops)], lambda _: 70.0, columns=columns)
    assert sorted(one for spot in spots for one in spot.ids) == sorted(str(index) for index in range(len(tops)))
    taken = sorted((spot.top, spot.top + (70 if spot.form is Form.FULL else 24)) for spot in spots if not spot.column)
    assert all(one[1] <= other[0] for one, other in pairwise(taken))


def test_that_notes_with_room_stand_beside_their_words() -> None:
    spots = place_notes([Wish("a", 10), Wish("b", 300)], lambda _: 60.0, columns=4)
    assert [(spot.top, spot.form) for spot in spots] == [(10, Form.FULL), (300, Form.FULL)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("looked after", "children LOOKED\r\nafter by", "LOOKED\r\nafter"),
        ("child's plan", "the child’s plan", "child’s plan"),
        ("2019-20", "in 2019–20 it", "2019–20"),
        ("a.b (c)", "see a.b (c)", "a.b (c)"),
        ("gŵyr", "GŴYR", "GŴYR"),
    ],
)
def test_that_find_forgives_case_line_ends_and_the_shape_of_signs(query: str, text: str, found: str) -> None:
    match = pattern_of(query).search(text)
    assert match is not None
    assert match.group() == found


def test_that_nothing_asked_is_nothing_to_find() -> None:
    assert pattern_of("  \n") is None
