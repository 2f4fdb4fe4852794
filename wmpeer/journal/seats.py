"""The seat of a file: what its revisions name as their device, so that a copied or restored file does not count on where another counts.

A device is admitted and has keys; a seat is the device and four hex digits more, new whenever the file stands in another place than before.
The place tells nothing of an older state of the file that was put back under it: so the highest stamp of each seat is noted beside this
laptop's settings, and a file that is behind its note was rolled back. (Where the settings were rolled back with it nobody can tell; what
was written twice is then found when it comes to another laptop.)
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
from pathlib import Path

from wmpeer.clock import is_stamp
from wmpeer.errors import WmpeerError
from wmpeer.settings import settings_path
from wmpeer.store.plain import Reads, rows


class NotJoinedYetError(WmpeerError):
    """This workspace has nothing in it yet: it waits for its first pack.

    Send the reply, read its six words out by telephone, and take in the pack that comes back.
    """


INVITED = "invited_by"
"""Where a file that joined keeps who invited it: the coordinator's laptop and its keys, on whose word everything else rests."""


def place_of(path: Path) -> str:
    """Where the file at *path* stands, as a hash: the machine, the path and the file's own number there. A copy and a restored backup stand
    in another place, also under the same name."""
    said = (socket.gethostname(), str(path.resolve()), str(path.stat().st_ino))
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def note(seat: str, stamp: str) -> None:
    """Remember outside of the file how far *seat* has written. A help: where the folder refuses it, what was written is kept."""
    with contextlib.suppress(OSError):
        folder = notes()
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / seat, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, stamp.encode())  # over the one before, which is as long: at no moment is there none
            os.ftruncate(handle, len(stamp))
        finally:
            os.close(handle)


def noted(seat: str) -> str:
    """The stamp that was noted last for *seat*, or empty."""
    try:
        stamp = (notes() / seat).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
    return stamp if is_stamp(stamp) else ""


def notes() -> Path:
    """The folder of the notes: a file for each seat."""
    return settings_path().with_name("seats")


def was_invited(reads: Reads) -> bool:
    """Whether this file was made by accepting an invitation: who may do what in it comes with the first pack, and until then nobody may."""
    return bool(rows(reads, "SELECT 1 FROM local WHERE key = ?", INVITED))


def new_seat(device: str) -> str:
    """Another seat of *device*."""
    return f"{device}.{secrets.token_hex(2)}"


def device_of(seat: str) -> str:
    """The device that a revision's `device` belongs to."""
    return seat.partition(".")[0]
