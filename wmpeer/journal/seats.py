"""The seat of a file: what its revisions name as their device, so that a copied or restored file does not count on where another counts.

A device is admitted and has keys; a seat is the device and four hex digits more, new whenever the file stands in another place than before.
"""

from __future__ import annotations

import hashlib
import secrets
import socket
from pathlib import Path

from wmpeer.store.plain import Reads, rows

INVITED = "invited_by"
"""Where a file that joined keeps who invited it: the coordinator's laptop and its keys, on whose word everything else rests."""


def place_of(path: Path) -> str:
    """Where the file at *path* stands, as a hash: the machine, the path and the file's own number there. A copy and a restored backup stand
    in another place, also under the same name."""
    said = (socket.gethostname(), str(path.resolve()), str(path.stat().st_ino))
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def was_invited(reads: Reads) -> bool:
    """Whether this file was made by accepting an invitation: who may do what in it comes with the first pack, and until then nobody may."""
    return bool(rows(reads, "SELECT 1 FROM local WHERE key = ?", INVITED))


def new_seat(device: str) -> str:
    """Another seat of *device*."""
    return f"{device}.{secrets.token_hex(2)}"


def device_of(seat: str) -> str:
    """The device that a revision's `device` belongs to."""
    return seat.partition(".")[0]
