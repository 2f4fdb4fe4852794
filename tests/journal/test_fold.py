"""Whatever the order in which revisions arrive, they amount to the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.journal.fold import fold
from wmpeer.journal.revisions import RevisionLine, new_line

FIELDS = ("text", "kind", "tags/neglect", "tags/finance")


def line(
    number: int, parents: tuple[RevisionLine, ...], fields: dict[str, object], at: int | None = None, kind: str = "finding"
) -> RevisionLine:
    return new_line({
        "at": f"{at if at is not None else number:012x}-0000", "author": "a", "authority": "E1", "device": "d", "entity": "one",
        "fields": fields, "kind": kind, "knew": [], "nonce": str(number), "parents": [parent.id for parent in parents], "previous": "",
        "recorded_by": "a", "sequence": number, "shelf": "own", "undoes": None, "verb": "Change", "wall": "2026-10-08T14:02:11.123Z",
    })  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[RevisionLine]:
    made: list[RevisionLine] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        parents = draw(st.lists(st.sampled_from(made), unique_by=lambda one: one.id, max_size=3)) if made else []
        fields = draw(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from([None, "x", "y", True]), min_size=1))
        made.append(line(number, tuple(parents), fields, draw(st.integers(0, 50))))
    return made


@given(histories(), st.randoms())
def test_that_the_order_of_arrival_makes_no_difference(history, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(history) == fold(history + shuffled)


@given(histories())
def test_that_no_word_anybody_wrote_last_is_dropped(history):
    """A value that nobody has changed after seeing it stands, or stands in a difference."""
    standing = fold(history)
    for one in history:
        for name, value in one.fields.items():
            later = [other for other in history if name in other.fields and one.id in ancestors(other, history)]
            if not later:
                told = [pair[1] for pair in standing.differences.get(name, ())]
                assert standing.fields[name] == value or value in told


def ancestors(line: RevisionLine, history: list[RevisionLine]) -> set[str]:
    parents = {one.id: one.parents for one in history}
    found: set[str] = set()
    waiting = list(line.parents)
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += parents[one]
    return found


def test_that_different_fields_changed_apart_are_both_kept():
    first = line(1, (), {"text": "a", "kind": "strength"})
    words, kind = line(2, (first,), {"text": "b"}), line(3, (first,), {"kind": "practice"})
    standing = fold([first, words, kind])
    assert standing.fields == {"text": "b", "kind": "practice"} and not standing.differences and len(standing.head) == 2


def test_that_the_same_field_changed_apart_is_a_difference_whatever_the_clocks_say():
    first = line(1, (), {"text": "a"})
    early, late = line(2, (first,), {"text": "b"}, at=2), line(3, (first,), {"text": "c"}, at=999_999)
    assert {value for _, value in fold([first, late, early]).differences["text"]} == {"b", "c"}


def test_that_equal_values_are_no_difference():
    first = line(1, (), {"text": "a"})
    assert not fold([first, line(2, (first,), {"text": "b"}), line(3, (first,), {"text": "b"})]).differences


def test_that_a_revision_waits_for_its_parent():
    first = line(1, (), {"text": "a"})
    second = line(2, (first,), {"text": "b"})
    third = line(3, (second,), {"text": "c"})
    assert fold([first, third]).fields == {"text": "a"}
    assert fold([first, third]).waiting == (third,)
    assert fold([third, second, first]).fields == {"text": "c"}
