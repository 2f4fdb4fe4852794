"""Migrations: they end where the models are, work on a copy, and leave the file alone when they fail."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.models.migrations import REVISIONS
from wmpeer.store import migrate
from wmpeer.store.connect import connect, dbapi
from wmpeer.store.errors import MigrationFailedError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.migrate import run_steps
from wmpeer.store.schema import BETWEEN, FIRST, dump_schema
from wmpeer.store.tables import plain, schema_of

SECOND = '''
"""A later step."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")
    op.execute("INSERT INTO later(words) SELECT key FROM local")
'''
FAILING = SECOND + '    op.execute("INSERT INTO nowhere VALUES(1)")\n'


def test_that_the_migrations_end_where_the_models_are() -> None:
    """If this fails because a table changed before the first release: ``python -m wmpeer.store.schema``."""
    with closing(dbapi.connect(":memory:", isolation_level=None)) as connection:
        run_steps(connection)
        migrated = sorted(plain(statement) for statement in schema_of(connection))
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[-1],)]
    assert migrated == sorted(plain(statement) for statement in dump_schema().split(BETWEEN))


def test_that_the_first_step_is_frozen_as_it_was_dumped() -> None:
    assert FIRST.read_text(encoding="utf-8") == dump_schema()


def test_that_the_program_knows_every_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS


def test_that_the_steps_import_nothing_of_ours() -> None:
    for script in migrate.SCRIPTS.rglob("*.py"):
        assert "wmpeer" not in script.read_text(encoding="utf-8")


@pytest.fixture
def older(file: WorkspaceFile, path: Path) -> Path:
    """A workspace made before the step that `later` adds."""
    put(file, "kept")
    file.close()
    return path


def later(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0002_later.py").write_text(step)
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "REVISIONS", ("0001", "0002"))


def test_that_an_older_workspace_is_brought_up_on_opening_after_a_backup(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(SECOND, tmp_path, monkeypatch)
    with WorkspaceFile.open(older, PASSPHRASE) as file:
        assert keys_of(file) == ["kept"]
        with file.reading() as session:
            assert session.scalars(text("SELECT words FROM later")).all() == ["kept"]
            assert session.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
        assert len(file.backups()) == 2
    monkeypatch.undo()
    with WorkspaceFile.open(file.backups()[0].path, PASSPHRASE) as before, before.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM sqlite_schema WHERE name = 'later'")) == 0
    assert not [one.name for one in older.parent.iterdir() if "migrating" in one.name]


def test_that_a_step_that_fails_leaves_the_file_as_it_was(older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hashlib.sha256(older.read_bytes()).hexdigest()
    later(FAILING, tmp_path, monkeypatch)
    with pytest.raises(MigrationFailedError):
        WorkspaceFile.open(older, PASSPHRASE)
    assert hashlib.sha256(older.read_bytes()).hexdigest() == before
    assert not [one.name for one in older.parent.iterdir() if "migrating" in one.name]
    monkeypatch.undo()
    with WorkspaceFile.open(older, PASSPHRASE) as file:
        assert keys_of(file) == ["kept"]


def test_that_a_step_that_fails_leaves_no_half_of_its_tables(file: WorkspaceFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(FAILING, tmp_path, monkeypatch)
    with closing(connect(file.path, file._key)) as connection:
        with pytest.raises(Exception, match="nowhere"):
            run_steps(connection)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").fetchone() == (0,)


def test_that_an_interrupted_creation_is_finished_on_opening(path: Path, file: WorkspaceFile) -> None:
    """The file was marked and given its keys, and then the power went before it had tables."""
    key = file._key
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name, kind in connection.execute(
            "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
            "ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall():
            connection.execute(f"DROP {kind} IF EXISTS {name}")
    file.close()
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        put(again, "works")
        assert keys_of(again) == ["works"]
