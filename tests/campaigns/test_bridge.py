"""What happens to a laptop of the model happens to a real file: the same counts, the same rows, the same hash."""

from __future__ import annotations

import convergence
import pytest
import running
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model import Laptop
from sqlalchemy import select, text

from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.held import hidden_here, missing_here
from wmpeer.journal.queries import state_hash
from wmpeer.journal.shapes import shape_of
from wmpeer.journal.workspace import Workspace
from wmpeer.models.records import record_kinds
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    made, _ = WorkspaceFile.create(tmp_path_factory.mktemp("bridge") / "w.wmpeer", "office", slot="office", cost=LIGHT)
    opened = Workspace(made)
    yield opened
    opened.close()


def played(file: Workspace, laptop: Laptop) -> None:
    """All that happened to *laptop*, into an empty file."""
    with file.file.writing() as session:
        session.execute(text("DROP TRIGGER IF EXISTS revision_no_delete"))
        for table in ("revision", "waiting", "hidden", *record_kinds()):
            session.execute(text(f"DELETE FROM {table}"))
    for what, which in laptop.happened or ():
        with file.file.writing() as session:
            hidden = {one for one, receipt in hidden_here(session).items() if receipt}
            if what == "lines":
                write_arrival(session, plan_arrival(session, which, show=hidden & {line.id for line in which}))
            else:
                hide = {one: f"receipt {number}" for one, number in which.items() if one not in hidden}
                write_arrival(session, plan_arrival(session, hide=hide))


def shown(file: Workspace) -> dict[tuple[str, str], dict[str, object]]:
    def asked(session):
        found = {}
        for kind, row_class in record_kinds().items():
            for row in session.scalars(select(row_class)):
                found[kind, row.entity] = {name: getattr(row, name) for name in shape_of(row_class).columns if name != "entity"}
        return found

    return file.read(asked)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), lost=st.booleans(), together=st.booleans())
def test_that_a_real_file_says_what_the_model_says(file, seed, lost, together):
    """Where laptops get *lost*, others were put back from images, and what a report names comes after it."""
    cycle = convergence.new_cycle(running.chance_of(seed, 0), 4 if lost else 3)
    for laptop in cycle.laptops:
        laptop.happened = [("lines", list(laptop.held.values()))]
    if lost:
        cycle.may_be_lost = 2
        convergence.work(cycle, 60, convergence.LOSSES)
        convergence.stream_by_stream(cycle)
    else:
        convergence.work(cycle, 60)
    if together:
        convergence.come_together(cycle)
    laptop = cycle.chance.choice(cycle.laptops)
    played(file, laptop)
    assert file.read(state_hash) == laptop.state_hash()
    assert file.read(missing_here) == {one: set(names) for one, names in laptop.waiting.items()}
    assert file.read(hidden_here).keys() == laptop.hidden.keys() | laptop.lost
    kinds = record_kinds()
    wanted = {record: shape_of(kinds[record[0]]).values(laptop.row(record)) for record, lines in laptop.records.items() if lines}
    found = shown(file)
    assert found.keys() == wanted.keys()
    for record, row in wanted.items():
        assert repr(sorted(found[record].items())) == repr(sorted(row.items()))
