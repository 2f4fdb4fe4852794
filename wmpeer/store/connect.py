"""One connection to a workspace: SQLCipher with a raw key, its settings made and read back.

Only SQLite ever opens the file. (Measured: opening, reading and closing it in the same process drops SQLite's lock, and a second process
can then write.)
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from wmpeer.store.errors import StoreLibraryError
from wmpeer.store.keys import DataKey

dbapi: Any = dbapi2
"""The driver; the package has no types."""
Connection = Any

APPLICATION = 0x574D5052  # "WMPR"
FORMAT = 1
"""The layout of the file as a whole (`PRAGMA user_version`); its tables are numbered by their migrations."""
BUSY_MILLISECONDS = 5_000
WANTED_SQLITE = (3, 45)
WANTED_CIPHER = (4, 6)

SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(BUSY_MILLISECONDS), BUSY_MILLISECONDS),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),  # macOS: a plain fsync leaves it in the drive's cache; elsewhere it changes nothing
    ("checkpoint_fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-65536", -65536),
    ("journal_size_limit", "67108864", 67108864),  # a WAL that a large batch has stretched shrinks again
)


def connect(path: Path, key: DataKey, *, query_only: bool = False) -> Connection:
    """A connection for living in: every setting of `SETTINGS` made and read back, no implicit transactions.

    Raises:
        StoreLibraryError: the library is not the one this was made for, or refused a setting.
        sqlcipher3.dbapi2.DatabaseError: the file is not one this key opens, or is damaged.
    """
    connection = keyed(path, key)
    try:
        _settle(connection)
        if query_only:
            _set(connection, "query_only", "ON", 1)
    except BaseException:
        connection.close()
        raise
    return connection


def keyed(path: Path, key: DataKey, *, read_only: bool = False, salt: str = "") -> Connection:
    """A bare connection with the key given. *salt* (32 hex digits) becomes that of a new file; *read_only* changes no byte."""
    target = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = dbapi.connect(target, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MILLISECONDS / 1000)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it prints to the terminal otherwise
        connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
        if salt:
            connection.execute(f"PRAGMA cipher_salt = \"x'{salt}'\"")
    except BaseException:
        connection.close()
        raise
    return connection


def bare_salt(path: Path, key: DataKey) -> str:
    """The public salt of the closed file at *path* (32 hex digits), whether *key* opens it or not; empty where it has none."""
    with closing(keyed(path, key, read_only=True)) as connection:
        with suppress(dbapi.DatabaseError):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the salt is read with the first page
        row = connection.execute("PRAGMA cipher_salt").fetchone()
    return str(row[0]) if row else ""


def mark(connection: Connection) -> None:
    """Write into a new file that it is a workspace, and of which layout."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def assert_library() -> None:
    """Stop at once where the SQLite inside is older than what the rules of the store rest on.

    Raises:
        StoreLibraryError: it is, or it has no encryption.
    """
    connection = dbapi.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    cipher = str(row[0]) if row else ""
    if dbapi.sqlite_version_info < WANTED_SQLITE or not cipher or _numbers(cipher) < WANTED_CIPHER:
        wanted = f"SQLCipher {'.'.join(map(str, WANTED_CIPHER))} with SQLite {'.'.join(map(str, WANTED_SQLITE))} or later"
        raise StoreLibraryError(found=f"SQLCipher {cipher or 'none'} with SQLite {dbapi.sqlite_version}", wanted=wanted)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split()[0].split(".") if part.isdigit())


def _settle(connection: Connection) -> None:
    for name, value, expected in SETTINGS:
        _set(connection, name, value, expected)


def _set(connection: Connection, name: str, value: str, expected: object) -> None:
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    found = connection.execute(f"PRAGMA {name}").fetchone()
    if found is None or found[0] != expected:
        raise StoreLibraryError(found=f"{name} {found[0] if found else 'unknown'}", wanted=f"{name} {expected}")
