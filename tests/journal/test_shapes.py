"""Rows that are made many at a time are those that are made one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.journal.fold import fold
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shapes import shape_of
from wmpeer.models.records import record_kinds

_values = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.just(1 << 70), st.text(max_size=3), st.just("\ud800"), st.just(["a"]))
_names = st.sampled_from(("text", "in_letter", "level", "withdrawn", "tags/neglect", "tags/finance", "evidence/a", "tags", "author", "new"))
_same = st.fixed_dictionaries({"text": st.text(max_size=3), "in_letter": st.booleans(), "tags/neglect": st.just(True)})


def line(number: int, fields: dict[str, object], kind: str = "finding") -> RevisionLine:
    """A line that says *fields*, also such as no pack lets through."""
    return RevisionLine(
        f"{number:064x}", "{}", f"{number + 1:012x}-0000", f"a{number % 2}", None if number % 3 else "E1", "d", f"e{number}", fields, kind,
        (), str(number), (), "", "r", 1, "own", None, "Say", f"2026-10-08T14:02:{number:02d}.123Z",
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(_same, st.dictionaries(_names, _values, max_size=4)), max_size=6))
def test_that_rows_made_together_are_those_made_alone(said):
    shape, lines = shape_of(record_kinds()["finding"]), [line(number, fields) for number, fields in enumerate(said)]
    alone = [shape.row_of_one(one) for one in lines]
    assert sorted(shape.rows_of_ones(lines), key=repr) == sorted(alone, key=repr)
    assert alone == [shape.row(fold([one])) for one in lines]


@pytest.mark.parametrize("kind", sorted(record_kinds()))
def test_that_every_kind_is_made_together_as_alone(kind):
    shape = shape_of(record_kinds()[kind])
    plain = [dict.fromkeys(shape.fields, value) for value in ("text", True, 3, None, "é")]
    lines = [line(number, fields, kind) for number, fields in enumerate([*plain, *plain, {"text": "é"}, {}])]
    assert sorted(shape.rows_of_ones(lines), key=repr) == sorted(map(shape.row_of_one, lines), key=repr)
