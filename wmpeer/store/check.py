"""Is a file sound from end to end?"""

from __future__ import annotations

from contextlib import suppress

from wmpeer.progress import Progress, silent
from wmpeer.store import faults
from wmpeer.store.connect import Connection, dbapi

STEPS_BETWEEN = 20_000


def damage_in(connection: Connection, progress: Progress = silent) -> tuple[str, ...]:
    """What is wrong with the file behind *connection*, in SQLite's words; empty where it is sound.

    Checks every page's seal (SQLCipher's HMAC), every tree, index, constraint and full-text table. *progress* may stop it.
    """
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # a page half written by a checkpoint is whole in the WAL
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        progress(0, 2 * pages, "Checking every page")
        broken = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
        progress(pages, 2 * pages, "Checking tables and indexes")
        broken += _trees(connection, pages, progress)
    except dbapi.DatabaseError as error:
        if faults.primary_code(error) not in faults.DAMAGE:
            raise
        return (str(error),)
    return tuple(broken)


def _trees(connection: Connection, pages: int, progress: Progress) -> list[str]:
    raised: list[BaseException] = []
    done = pages

    def step() -> int:
        nonlocal done
        done = min(done + 1, 2 * pages)  # how many steps there are nobody knows beforehand
        try:
            progress(done, 2 * pages, "Checking tables and indexes")
        except BaseException as problem:  # SQLite would swallow it
            raised.append(problem)
            return 1
        return 0

    connection.set_progress_handler(step, STEPS_BETWEEN)
    try:
        rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
    except dbapi.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        with suppress(dbapi.Error):
            connection.set_progress_handler(None, 0)
    progress(2 * pages, 2 * pages, "Checking tables and indexes")
    return [] if rows == ["ok"] else rows
