"""What changed between two versions, passage by passage."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.documents.changes import Fate, compare
from wmpeer.documents.changes_words import word_marks
from wmpeer.documents.records import Draft, Passage, assemble


def passages(*drafts: str) -> tuple[Passage, ...]:
    """Lines as passages; one that begins with # is a heading."""
    made = [Draft("heading", one[1:], None, 1) if one.startswith("#") else Draft("paragraph", one) for one in drafts]
    return assemble("text", made).passages


OLD = (
    "#1 Front door",
    "Contacts are looked at within a day.",
    "Thresholds are understood by partners and by schools.",
    "#2 Care",
    "Drift in permanence is tracked every month by managers.",
    "Yes | 3",
    "#3 Leavers",
    "Housing is safe for most young people.",
    "Yes | 3",
)


def told(new: tuple[str, ...]) -> list[tuple[str, str, str]]:
    rows = compare(passages(*OLD), passages(*new)).changes
    return [(one.fate.value, one.old.text if one.old else "", one.new.text if one.new else "") for one in rows]


def test_that_the_same_document_has_no_changes() -> None:
    assert told(OLD) == []
    assert told(tuple(one.replace("schools.", "schools") for one in OLD)) == []


def test_that_added_removed_and_changed_passages_stand_in_the_new_order() -> None:
    new = (OLD[0], "A sentence that nobody wrote before, about the new hub.", *OLD[1:2],
           "Thresholds are now understood by partners, schools and health.", *OLD[3:4], *OLD[5:])  # fmt: skip
    assert told(new) == [
        ("added", "", "A sentence that nobody wrote before, about the new hub."),
        ("changed", OLD[2], "Thresholds are now understood by partners, schools and health."),
        ("removed", OLD[4], ""),
    ]


def test_that_a_passage_in_another_chapter_has_moved_and_may_be_changed_as_well() -> None:
    new = (*OLD[:4], *OLD[5:], OLD[4])
    assert told(new) == [("moved", OLD[4], OLD[4])]
    edited = "Drift in permanence is tracked every week by managers."
    assert told((*OLD[:4], *OLD[5:], edited)) == [("moved", OLD[4], edited)]


def test_that_rows_which_stand_twice_keep_to_their_own_heading() -> None:
    new = (*OLD[:5], *OLD[6:])  # the first “Yes | 3” is gone
    assert told(new) == [("removed", "Yes | 3", "")]


def test_that_a_renumbered_heading_is_changed_and_what_stands_below_it_is_not() -> None:
    assert told((*OLD[:6], "#4 Leavers", *OLD[7:])) == [("changed", "3 Leavers", "4 Leavers")]


def test_that_a_document_replaced_as_a_whole_is_all_removed_and_all_added() -> None:
    found = compare(passages(*OLD), passages("Bins", "Roads", "Parks and their opening hours in winter"))
    assert (found.count(Fate.REMOVED), found.count(Fate.ADDED)) == (len(OLD), 3)
    assert compare((), ()).rows == ()
    assert compare(passages(*OLD), ()).count(Fate.REMOVED) == len(OLD)


lines = st.lists(
    st.sampled_from(("#One", "#Two", "a b c d e f g h", "late visits", "late visits in teams", "x", "drift in permanence every month")),
    max_size=24,
)


@settings(max_examples=200, deadline=None)
@given(lines, lines)
def test_that_every_passage_of_both_versions_stands_in_it_once(old: list[str], new: list[str]) -> None:
    before, after = passages(*old), passages(*new)
    rows = compare(before, after).rows
    assert [one.new for one in rows if one.new] == list(after)
    assert sorted(one.old.number for one in rows if one.old) == [one.number for one in before]
    stays = [one.old.number for one in rows if one.old and one.fate in (Fate.SAME, Fate.CHANGED)]
    assert stays == sorted(stays)
    assert all(one.old and one.new for one in rows if one.fate in (Fate.SAME, Fate.CHANGED, Fate.MOVED))


def test_that_a_long_document_edited_here_and_there_says_just_that() -> None:
    chance = random.Random(7)
    words = [f"{chance.randrange(16**5):05x}" for _ in range(3_000)]
    old = tuple(" ".join(chance.choice(words) for _ in range(20)) for _ in range(20_000))
    new = tuple(f"{one} more" if at % 100 == 0 else one for at, one in enumerate(old) if at % 1_000 != 7)
    found = compare(passages(*old), passages(*new))
    assert {fate: found.count(fate) for fate in Fate} == {
        Fate.SAME: 20_000 - 200 - 20, Fate.CHANGED: 200, Fate.ADDED: 0, Fate.REMOVED: 20, Fate.MOVED: 0,
    }  # fmt: skip


def test_that_the_words_which_changed_are_marked() -> None:
    old, new = "Visits are recorded late in 18.5% of cases.", "Visits are now recorded late in 12% of cases."
    gone, come = word_marks(old, new)
    assert [old[a:b] for a, b in gone] == ["18.5%"]
    assert [new[a:b] for a, b in come] == ["now", "12%"]
    assert word_marks("", "all new") == ((), ((0, 7),))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .1%", max_size=40), st.text(alphabet="ab .1%", max_size=40))
def test_that_without_what_is_marked_both_say_the_same(old: str, new: str) -> None:
    gone, come = word_marks(old, new)

    def rest(text: str, spans: tuple[tuple[int, int], ...]) -> str:
        for start, end in reversed(spans):
            text = text[:start] + " " + text[end:]
        return "".join(text.split())

    assert rest(old, gone) == rest(new, come)
