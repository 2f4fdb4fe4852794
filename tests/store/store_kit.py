"""What the tests of the store do with a workspace."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text

from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import DataKey

PASSPHRASE = "seven quiet herons"


def put(file: WorkspaceFile, key: str, value: str = "") -> None:
    """Keep a row, as an action would."""
    with file.writing() as session:
        session.execute(text("INSERT INTO local(key, value) VALUES(:key, :value)"), {"key": key, "value": value})


def keys_of(file: WorkspaceFile) -> list[str]:
    with file.reading() as session:
        return list(session.scalars(text("SELECT key FROM local ORDER BY key")))


def bare_bytes(path: Path, key: DataKey) -> bytes:
    """Every page of the closed file and of its WAL, decrypted as they lie there: also the free ones, which no query reaches.

    SQLCipher 4: pages of 4096 bytes, AES-256-CBC, the last 80 bytes of a page are its IV (16) and its seal (64).
    """
    pages = [path.read_bytes()[at : at + 4096] for at in range(0, path.stat().st_size, 4096)]
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        pages += [wal.read_bytes()[at + 24 : at + 24 + 4096] for at in range(32, wal.stat().st_size, 24 + 4096)]
    found = []
    for number, page in enumerate(pages):
        cipher = Cipher(algorithms.AES(key.reveal()), modes.CBC(page[-80:-64])).decryptor()
        found.append(cipher.update(page[16 if number == 0 else 0 : -80]))
    return b"".join(found)
