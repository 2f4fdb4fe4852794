"""What is recorded about data: mappings, flag rules and answers, rebasing, commentary. Kept, undone, done again, merged, rebuilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wmpeer.journal.queries import journal_faults, revision_lines
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rights import NotYoursError
from wmpeer.journal.rows import rebuild, refold, row_of
from wmpeer.journal.undo import redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.models.records import FlagRule, field_names, record_kinds
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

TEXT = st.none() | st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=30)
NUMBER = st.none() | st.floats(-1e14, 1e14) | st.integers(-(2**40), 2**40)
FACTS = st.none() | st.dictionaries(st.sampled_from(["value", "sentence", "rows"]), TEXT | st.lists(NUMBER, max_size=3), max_size=3)
KINDS: dict[str, dict[str, st.SearchStrategy[object]]] = {
    "column_mapping": {"name": TEXT, "recipe": FACTS, "signature": TEXT, "source": TEXT},
    "flag_rule": {"rule": TEXT, "used": st.none() | st.booleans(), "changes/share": NUMBER, "changes/least": NUMBER, "reason": TEXT},
    "flag_answer": {
        "rule": TEXT, "code": TEXT, "source": TEXT, "period": TEXT, "answer": TEXT, "text": TEXT, "finding": TEXT, "seen": FACTS,
    },
    "rebase": {"code": TEXT, "source": TEXT, "period": TEXT, "reason": TEXT},
    "commentary": {"part": TEXT, "text": TEXT},
}  # fmt: skip
WALK = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.fixed_dictionaries({}, optional=KINDS[kind]).filter(bool), min_size=1, max_size=5))
)


def made(path: Path) -> Workspace:
    file, _ = WorkspaceFile.create(path, "office", slot="office", cost=LIGHT)
    return Workspace(file)


def told(workspace: Workspace, kind: str, entity: str) -> dict[str, object] | None:
    """What the record says, or None where it was taken back."""

    def fields(session):
        row = session.get(record_kinds()[kind], entity)
        return None if row.withdrawn else {name: getattr(row, name) for name in field_names(type(row)) if name != "withdrawn"}

    return workspace.read(fields)


def expected(kind: str, steps: list[dict[str, object]]) -> dict[str, object]:
    row = record_kinds()[kind]
    said = {name: value for step in steps for name, value in step.items()}
    plain = {name: said.get(name) for name in field_names(row) if name not in (*row.maps, "withdrawn")}
    return plain | {
        name: {key.partition("/")[2]: value for key, value in said.items() if key.startswith(f"{name}/") and value is not None}
        for name in row.maps
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(WALK)
def test_that_what_was_said_of_data_is_kept_undone_and_done_again(workspace, walk):
    kind, steps = walk
    entity = None
    for step in steps:
        with workspace.write("Change") as journal:
            entity = journal.keep(kind, step, entity=entity, authority="E1")
    for count in range(len(steps), 1, -1):
        assert told(workspace, kind, entity) == expected(kind, steps[:count])
        undo(workspace)
    undo(workspace)
    # nobody begins what is common to all laptops: undone, it stands empty; what somebody began is taken back
    assert told(workspace, kind, entity) == (expected(kind, []) if record_kinds()[kind].common else None)
    for _ in steps:
        redo(workspace)
    assert told(workspace, kind, entity) == expected(kind, steps)


def test_that_rows_about_data_are_the_fold_of_their_revisions(workspace):
    examples = {
        "column_mapping": {"name": "Regional quarterly", "recipe": {"sheet": "Data", "header_rows": [2, 3]}, "signature": "ab"},
        "flag_rule": {"rule": "worst-part", "used": True, "changes/share": 0.25, "reason": "agreed in June"},
        "flag_answer": {"rule": "worst-part", "code": "LAC", "answer": "noted", "seen": {"value": 75.5, "sentence": "75.5 is high."}},
        "rebase": {"code": "LAC", "period": "2021", "reason": "A new recording system"},
        "commentary": {"part": "in-care", "text": "The rate has levelled."},
        "batch": {
            "sha256": "ab", "sheet": "Q1", "publisher": "regional", "released_on": "2026-07-01", "mapping": "m",
            "restated": {"count": 1, "examples": [{"area": "E1", "code": "LAC", "period": "2024", "was": "86", "now": "88"}]},
        },
    }  # fmt: skip
    with workspace.write("Change") as journal:
        kept = {kind: journal.keep(kind, fields, authority="E1") for kind, fields in examples.items()}
    before = {kind: told(workspace, kind, entity) for kind, entity in kept.items()}
    assert before["batch"]["restated"]["examples"][0]["now"] == "88" and before["flag_rule"]["changes"] == {"share": 0.25}
    with workspace.file.writing() as session:
        rebuild(session)
    assert {kind: told(workspace, kind, entity) for kind, entity in kept.items()} == before
    assert workspace.read(journal_faults) == ()


def test_that_nobody_answers_a_flag_for_another(workspace):
    with workspace.on_behalf_of("ann").write("Answer a flag") as journal:
        answer = journal.keep("flag_answer", {"answer": "noted"}, authority="E1")
    with pytest.raises(NotYoursError), workspace.on_behalf_of("bea").write("Answer a flag") as journal:
        journal.keep("flag_answer", {"answer": "question"}, entity=answer)


def test_that_a_rule_changed_apart_comes_together_threshold_by_threshold(tmp_path):
    lines: list[RevisionLine] = []
    for name, fields in (("one", {"used": True, "changes/share": 0.1}), ("two", {"changes/least": 20, "changes/share": 0.25})):
        laptop = made(tmp_path / f"{name}.wmpeer")
        with laptop.write("Change a flag’s rule") as journal:
            journal.keep("flag_rule", {"rule": "worst-part", **fields}, entity="worst-part")
        lines += laptop.read(revision_lines)
        laptop.close()
    both = made(tmp_path / "both.wmpeer")
    with both.file.writing() as session:
        for line in lines:
            session.add(row_of(line, arrived_at=line.wall))
            session.flush()
            refold(session, line.kind, line.entity)

    def said(session):
        row = session.get(FlagRule, "worst-part")
        return row.rule, row.used, row.changes["least"], dict(row.differences)

    *agreed, differences = both.read(said)
    assert agreed == ["worst-part", True, 20]
    assert [sorted(value for _, value in pairs) for pairs in differences.values()] == [[0.1, 0.25]] and "changes/share" in differences
    assert both.read(journal_faults) == ()
    both.close()
