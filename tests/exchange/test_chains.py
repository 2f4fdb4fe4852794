"""Whether revisions follow one another, asked the quick way and the plain one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.exchange.chains import Streams, misfit
from wmpeer.exchange.knowledge import Office
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import OFFICE

_shelves = st.sampled_from((OFFICE, "own", "panel"))
_few = st.integers(0, 5)


def line(
    number: int, at: int, previous: int, sequence: int, shelf: str, knew: set[int], parents: set[int], authority: str | None
) -> RevisionLine:
    ids = [f"{one:064x}" for one in range(9)]
    named = tuple(ids[one] for one in sorted(knew)), tuple(ids[one] for one in sorted(parents))
    return RevisionLine(
        ids[number], "{}", f"{at:012x}-0000", "a", authority, "d", "e", {}, "finding", named[0], "n", named[1],
        ids[previous] if previous != number else "", "a", sequence, shelf, None, "Say", "",
    )  # fmt: skip


_lines = st.builds(
    line, number=_few, at=st.integers(1, 4), previous=_few, sequence=st.integers(1, 3), shelf=_shelves, knew=st.sets(_few, max_size=2),
    parents=st.sets(_few, max_size=1), authority=st.sampled_from((None, "E1", "E2")),
)  # fmt: skip
_chain = st.builds(
    lambda several: [
        line(at, at + 1, max(at - 1, 0), at + 1, "own", knew, parents, "E1") for at, (knew, parents) in enumerate(several)
    ],
    st.lists(st.tuples(st.sets(st.integers(6, 8), max_size=2), st.sets(_few, max_size=1)), max_size=5),
)  # fmt: skip


def plainly(fresh: list[RevisionLine], near: dict[str, RevisionLine], office: Office) -> tuple[str, list[RevisionLine]]:
    """The same question, line by line, with nothing remembered."""
    late: list[RevisionLine] = []
    for one in fresh:
        before = near.get(one.previous)
        if one.sequence == 1 or not one.previous:
            if one.previous or one.sequence != 1:
                return "chain-broken", late
        elif before is None:
            return "chain-gap", late
        elif before.sequence != one.sequence - 1 or before.stream != one.stream:
            return "chain-broken", late
        heard = [before] + [near.get(name) for name in one.parents] + [office.by_id.get(name) for name in one.knew]
        then, now = office.known(before.knew) if before else None, office.known(one.knew)
        forgot = then is not None and now is not None and then & ~now
        if forgot or any(other is not None and other.at >= one.at for other in heard):
            late.append(one)
    return "", late


@settings(deadline=None)
@given(st.one_of(_chain, st.lists(_lines, unique_by=lambda one: one.id, max_size=5)), st.lists(_lines, max_size=2), st.integers(0, 3))
def test_that_what_follows_is_told_as_line_by_line(fresh, beside, known):
    office = Office(line(6 + at, 1 + at // 2, 6 + at, 1, OFFICE, set(range(6, 6 + at)), set(), None) for at in range(known))
    near, others = {one.id: one for one in fresh}, {one.id: one for one in beside}
    assert misfit(fresh, near, others, office, Streams()) == plainly(fresh, {**others, **near}, office)


@settings(deadline=None)
@given(_lines, _lines)
def test_that_revisions_are_of_one_stream_where_their_streams_are_the_same(one, other):
    assert Streams().same(one, other) == (one.stream == other.stream)
