"""What is deleted is gone: from the rows, from the full text, from the WAL and from the backups."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from store_kit import PASSPHRASE, bare_bytes, put

from wmpeer.models.fulltext import fts_table_ddl
from wmpeer.store.file import WorkspaceFile

CANARY = "zaqxswcde"


def with_words(file: WorkspaceFile) -> None:
    """A full-text table and a row that hold the canary among much else."""
    with file.writing() as session:
        for statement in fts_table_ddl("tried_text", "body", "passage UNINDEXED"):
            session.execute(statement)
    for number in range(40):
        word = CANARY if number == 20 else f"plain{number}"
        with file.writing() as session:
            session.execute(text("INSERT INTO tried_text VALUES(:body, :number)"), {"body": f"the {word} words " * 30, "number": number})
        put(file, f"row {number}", f"{word} " * 300)


def forget(file: WorkspaceFile) -> None:
    with file.writing() as session:
        session.execute(text("DELETE FROM tried_text WHERE passage = 20"))
        session.execute(text("DELETE FROM local WHERE key = 'row 20'"))


def test_that_a_deleted_word_is_nowhere_in_the_file_even_before_it_is_written_anew(file: WorkspaceFile, path: Path) -> None:
    with_words(file)
    key = file._key
    file.close()
    assert CANARY.encode() in bare_bytes(path, key)  # the search would find it
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        forget(again)
    bare = bare_bytes(path, key)
    assert b"plain19" in bare
    assert CANARY.encode() not in bare


def test_that_scrubbing_leaves_no_trace_in_the_open_file_its_wal_and_its_backups(file: WorkspaceFile, path: Path) -> None:
    with_words(file)
    file.backup()
    aside = path.with_name(f"{path.stem} (damaged 2026-01-01 10-00-00Z){path.suffix}")
    aside.write_bytes(file.backups()[0].path.read_bytes())
    stranger = path.with_name(f"{path.stem} (mine){path.suffix}")
    stranger.write_bytes(b"")
    forget(file)
    file.scrub(backups=True)
    assert len(file.backups()) == 1
    assert not aside.exists() and stranger.exists()
    key, left = file._key, [path, file.backups()[0].path]
    file.close()
    for one in left:
        bare = bare_bytes(one, key)
        assert b"plain19" in bare
        assert CANARY.encode() not in bare


def test_that_words_are_found_after_scrubbing(file: WorkspaceFile) -> None:
    with_words(file)
    file.scrub()
    with file.reading() as session:
        assert session.scalars(text("SELECT passage FROM tried_text WHERE tried_text MATCH :word"), {"word": CANARY}).all() == [20]
        assert session.scalar(text("SELECT v FROM tried_text_config WHERE k = 'secure-delete'")) == 1


def test_that_triggers_may_keep_the_full_text_although_schemas_are_not_trusted(file: WorkspaceFile) -> None:
    with file.writing() as session:
        for statement in fts_table_ddl("over_local", "value", content="local"):
            session.execute(statement)
        session.execute(
            text(
                "CREATE TRIGGER in_local AFTER INSERT ON local BEGIN INSERT INTO over_local(rowid, value) VALUES(new.rowid, new.value); END"
            )
        )
    put(file, "one", "words of one")
    with file.reading() as session:
        assert session.scalars(text("SELECT value FROM over_local WHERE over_local MATCH 'words'")).all() == ["words of one"]


def test_that_a_full_text_table_may_leave_the_text_to_another(file: WorkspaceFile) -> None:
    with file.writing() as session:
        for statement in fts_table_ddl("over_local", "value", content="local", prefix="2 3"):
            session.execute(statement)
        session.execute(text("INSERT INTO local(rowid, key, value) VALUES(7, 'k', 'Llanfair-ym-Muallt 100%')"))
        session.execute(text("INSERT INTO over_local(rowid, value) VALUES(7, 'Llanfair-ym-Muallt 100%')"))
    with file.reading() as session:
        assert session.scalars(text("SELECT value FROM over_local WHERE over_local MATCH 'llanf*'")).all() == ["Llanfair-ym-Muallt 100%"]
