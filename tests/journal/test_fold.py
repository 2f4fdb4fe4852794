"""Whatever the order in which revisions arrive, they amount to the same."""

from __future__ import annotations

import time

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


def test_that_a_withdrawal_that_saw_everything_takes_the_record_back():
    first = line(1, (), {"text": "a"})
    standing = fold([first, line(2, (first,), {"withdrawn": True})])
    assert standing.fields["withdrawn"] is True and not standing.differences


def test_that_a_withdrawal_that_had_not_seen_an_edit_is_a_proposal_and_the_record_stands():
    first = line(1, (), {"text": "a"})
    taken, edited = line(2, (first,), {"withdrawn": True}, at=99), line(3, (first,), {"text": "b"})
    standing = fold([first, taken, edited])
    assert standing.fields == {"text": "b", "withdrawn": False}
    assert standing.differences["withdrawn"] == ((edited.id, False), (taken.id, True))


def test_that_a_proposal_to_withdraw_is_settled_by_whoever_has_seen_both():
    first = line(1, (), {"text": "a"})
    taken, edited = line(2, (first,), {"withdrawn": True}), line(3, (first,), {"text": "b"})
    for kept in (True, False):
        settled = fold([first, taken, edited, line(4, (taken, edited), {"withdrawn": not kept})])
        assert settled.fields["withdrawn"] is (not kept) and not settled.differences
    other = fold([first, taken, edited, line(4, (taken, edited), {"kind": "practice"})])
    assert "withdrawn" in other.differences, "whoever changed another field settled nothing"


def test_that_two_who_withdraw_apart_agree_and_what_one_of_them_had_seen_is_seen():
    first = line(1, (), {"text": "a"})
    edited = line(2, (first,), {"text": "b"})
    knowing, unknowing = line(3, (edited,), {"withdrawn": True}), line(4, (first,), {"withdrawn": True})
    assert fold([first, edited, unknowing, knowing]).fields["withdrawn"] is True
    assert fold([first, edited, unknowing]).fields["withdrawn"] is False


def test_that_a_judgement_changed_apart_stands_at_what_both_began_with():
    first = line(1, (), {"view": "good", "reason": "a"}, kind="view")
    ours, theirs = (line(at, (first,), {"view": said, "reason": said}, kind="view") for at, said in ((2, "fair"), (3, "poor")))
    standing = fold([first, ours, theirs])
    assert (standing.fields["view"], standing.bases["view"]) == ("good", "good")
    assert (standing.fields["reason"], standing.bases["reason"]) == ("poor", "a"), "of other fields the newest is shown"
    roots = fold([line(1, (), {"view": "fair"}, kind="view"), line(2, (), {"view": "poor"}, kind="view")])
    assert roots.fields["view"] is None and len(roots.differences["view"]) == 2


def test_that_one_and_true_are_not_the_same():
    first = line(1, (), {"text": "a"})
    assert len(fold([first, line(2, (first,), {"text": True}), line(3, (first,), {"text": 1})]).differences["text"]) == 2


def test_that_what_a_third_person_built_on_both_sides_is_the_base_of_what_follows():
    first = line(1, (), {"text": "a"})
    ours, theirs = line(2, (first,), {"text": "b"}), line(3, (first,), {"text": "c"})
    settled = line(4, (ours, theirs), {"text": "d"})
    apart = [line(5, (settled,), {"text": "e"}), line(6, (settled,), {"text": "f"})]
    assert fold([first, ours, theirs, settled, *apart]).bases["text"] == "d"
    unsettled = line(7, (ours, theirs), {"kind": "practice"})
    later = [line(8, (unsettled,), {"text": "e"}), line(9, (unsettled,), {"text": "f"})]
    assert fold([first, ours, theirs, unsettled, *later]).bases["text"] is None, "what was in dispute itself is no base"


def test_that_a_long_history_folds_in_moments_however_it_branches():
    """It took minutes where each revision kept the set of all before it."""
    chain: list[RevisionLine] = []
    for number in range(1, 3001):
        chain.append(line(number, tuple(chain[-1:]), {"text": str(number)}, at=10_000 - number))
    root, *rest = chain
    assert fold(chain).fields == {"text": "3000"} and fold(reversed(chain)).head == (chain[-1].id,)
    branches = [line(number, (root,), {"text": str(number), f"tags/{number}": True}) for number in range(5000, 6500)]
    began = time.process_time()
    standing = fold([*rest, *branches, root])
    assert time.process_time() - began < 5
    assert len(standing.differences["text"]) == 1501 and standing.bases["text"] == "1"
