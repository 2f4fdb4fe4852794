"""Questions in plain SQL: by a snapshot that needs no mapper, and by a session."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_kit import PASSPHRASE, put

from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions
from wmpeer.store.connect import dbapi
from wmpeer.store.errors import WorkspaceClosedError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.plain import rows

COUNT = "SELECT count(*) FROM local"


def test_that_a_snapshot_stays_as_it_was_while_others_write(file: WorkspaceFile) -> None:
    with file.glancing() as snapshot:
        before = rows(snapshot, COUNT)
        put(file, "meanwhile")
        assert rows(snapshot, COUNT) == before
    with file.glancing() as snapshot:
        assert rows(snapshot, COUNT) == [(before[0][0] + 1,)]


def test_that_a_session_asked_in_plain_sql_counts_what_it_has_not_sent_yet(file: WorkspaceFile) -> None:
    from wmpeer.models.journal import Local

    with file.writing() as session:
        session.add(Local(key="not sent", value=""))
        assert ("not sent",) in rows(session, "SELECT key FROM local")
        assert rows(session, "SELECT value FROM local WHERE key = ?", "not sent") == [("",)]


def test_that_a_snapshot_cannot_write(file: WorkspaceFile) -> None:
    with pytest.raises(dbapi.OperationalError), file.glancing() as snapshot:
        rows(snapshot, "INSERT INTO local(key, value) VALUES('x', '')")
    put(file, "afterwards")


def test_that_a_question_that_fails_leaves_the_next_ones_alone(file: WorkspaceFile) -> None:
    for _ in range(5):
        with pytest.raises(dbapi.OperationalError), file.glancing() as snapshot:
            rows(snapshot, "SELECT nothing FROM nowhere")
    with file.glancing() as snapshot:
        assert rows(snapshot, COUNT)


def test_that_many_glance_at_the_same_time(file: WorkspaceFile) -> None:
    def glance(_: int) -> int:
        with file.glancing() as snapshot:
            return int(rows(snapshot, COUNT)[0][0])

    with ThreadPoolExecutor(8) as workers:
        assert len(set(workers.map(glance, range(200)))) == 1
    file.close()
    assert not list(file.path.parent.glob("*-wal"))


def test_that_nobody_glances_at_a_closed_workspace(file: WorkspaceFile) -> None:
    file.close()
    with pytest.raises(WorkspaceClosedError), file.glancing():
        pass


_FIRST_SCREEN = """
import importlib, sys
from datetime import date
from pathlib import Path
from wmpeer.journal.workspace import open_workspace
from wmpeer.ui import desk
from wmpeer.ui.region.morning import morning
from wmpeer.ui.start.window import THE_REST
for name in THE_REST:
    importlib.import_module(name)
workspace = open_workspace(Path(sys.argv[1]), sys.argv[2])
standing = workspace.glance(desk._standing, workspace)
table = workspace.glance(morning, workspace.author, date(2026, 11, 2))
workspace.close()
print(standing.cycle, len(table.rows), sorted({"sqlalchemy", "alembic"} & set(sys.modules)))
"""


def test_that_the_first_screen_is_read_without_the_mapper(path: Path) -> None:
    region, framework = definitions(default_region())
    workspace, _ = start_cycle(path, PASSPHRASE, name="2026-27", region=region, framework=framework)
    workspace.close()
    done = subprocess.run([sys.executable, "-c", _FIRST_SCREEN, str(path), PASSPHRASE], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["2026-27", "14", "[]"], done.stderr
