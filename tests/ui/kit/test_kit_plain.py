"""The frame's plain parts: history, worklist, undo by name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.ui.history import History, Stop
from wmpeer.ui.kit.tokens import room_of
from wmpeer.ui.undo import UndoNames, said_after
from wmpeer.ui.worklist import Worklist

LIST = Worklist.of([("E1", "Ashcombe"), ("E2", "Brackenford"), ("E3", "Calderholt")], mine=True)


@given(st.lists(st.one_of(st.text("abc", min_size=1, max_size=2), st.sampled_from([-1, 1])), max_size=250))
def test_that_history_goes_back_and_forth_like_pages(steps) -> None:
    history = History()
    before: list[str] = []
    after: list[str] = []
    here = ""
    for step in steps:
        if isinstance(step, str):
            before, after, here = [*before, here][-100:] if here else before, [], step
            history.arrive(Stop(step, "", None))
            before = before[-99:]
        elif step < 0 and before:
            after, here, before = [here, *after], before[-1], before[:-1]
            assert history.travel(-1).page == here
        elif step > 0 and after:
            before, here, after = [*before, here], after[0], after[1:]
            assert history.travel(1).page == here
        else:
            assert not history.can_travel(step) and history.travel(step) is None


def test_that_a_place_left_is_found_again() -> None:
    history = History()
    history.leave("nowhere yet")
    history.arrive(Stop("read", "E1", None))
    history.leave("page 62")
    history.arrive(Stop("data", "E1", None))
    assert history.travel(-1) == Stop("read", "E1", "page 62")


def test_that_a_worklist_keeps_its_order_and_ends() -> None:
    assert [LIST.beside("E2", step) for step in (-1, 1)] == ["E1", "E3"]
    assert LIST.beside("E3", 1) == LIST.beside("E1", -1) == ""
    assert LIST.beside("elsewhere", 1) == "E1" and Worklist().beside("E1", 1) == ""
    assert LIST.count("E2", whole=True) == "2 of 3 in my list" and LIST.count("E2", whole=False) == "2 of 3"
    assert LIST.count("elsewhere", whole=True) == ""
    assert Worklist.of(LIST.authorities, mine=False).count("E2", whole=True) == "2 of 3"


def test_that_undo_and_redo_are_named_after_what_was_done() -> None:
    names = UndoNames().after("Keep finding")
    assert names == UndoNames("keep finding", "")
    names = names.after("Undo: keep finding")
    assert names == UndoNames("", "keep finding") and said_after("Undo: keep finding")[0] == "Undone: keep finding."
    names = names.after("Redo: Keep finding")
    assert names == UndoNames("keep finding", "") and said_after("Redo: Keep finding")[0] == "Done again: keep finding."
    assert said_after("Keep finding") == ("", "")
    assert UndoNames().after("Take in: a pack").undo == "take in: a pack"
    assert UndoNames().after("DOCX letter").undo == "DOCX letter"


def test_that_rooms_change_where_the_look_says() -> None:
    assert [room_of(*size) for size in ((1366, 690), (1200, 480), (1199, 690), (860, 480), (859, 690), (1366, 479))] == [
        "wide", "wide", "narrow", "narrow", "short", "short",
    ]  # fmt: skip
