"""Whether a key is that of a closed file's pages: so that wrong keys are told from a damaged file, whose first page says nothing of either.

SQLCipher 4 ends every page with 16 bytes that begin its cipher and an HMAC-SHA-512 of it all, whose key is made of the file's key and the
salt in front of the first page (its design: https://www.zetetic.net/sqlcipher/design/). This is the one place beside SQLite that reads the
file; nothing of this process has it open then, so no lock of SQLite's can be lost.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from wmpeer.store.keys import DataKey

PAGE, SALT, MARK = 4096, 16, 64
"""Bytes of a page, of the salt, of a page's HMAC: those that SQLCipher takes where nobody says otherwise."""
_MASK, _ROUNDS, _LENGTH = 0x3A, 2, 32
MOST = 2_000
"""So many pages are looked at, spread over the file: a right key fits the first that is whole."""


def fits_a_page(path: Path, key: DataKey) -> bool:
    """Whether *key* made one of the pages of the closed file at *path* after the first."""
    with path.open("rb") as file:
        salt = file.read(SALT)
        count = path.stat().st_size // PAGE
        made = hashlib.pbkdf2_hmac("sha512", key.reveal(), bytes(one ^ _MASK for one in salt), _ROUNDS, _LENGTH)
        for number in range(2, count + 1, max(1, count // MOST)):
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
            if hmac.compare_digest(hmac.digest(made, page[:-MARK] + number.to_bytes(4, "little"), "sha512"), page[-MARK:]):
                return True
    return False
