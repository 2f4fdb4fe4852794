"""What lies in a folder that others share with this laptop. It is only ever read: nothing there is written, renamed or deleted."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

from wmpeer.exchange.frame import MAGIC

PACK, REPLY, INVITATION = ".wmpack", ".wmreply", ".wminvite"
_HEAD = struct.Struct(">8sHHQ")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the exchange: `have` bytes are here, and `whole` is how many it says it has (0 where it does not say).

    A file of nothing at all may be a place that a synchronised folder keeps for it.
    """

    path: Path
    kind: str
    have: int
    whole: int
    changed_ns: int = 0

    @property
    def arriving(self) -> bool:
        """Whether it is a pack that is still being copied or fetched."""
        return self.kind == PACK and (self.have < self.whole or not self.have)


def seen(path: Path) -> Seen | None:
    """What can be seen of the file at *path* without opening it up; None where it is none of the exchange, or not there any more."""
    kind = path.suffix.lower()
    try:
        about = path.stat()
        if kind in (REPLY, INVITATION):
            return Seen(path, kind, about.st_size, 0, about.st_mtime_ns)
        with path.open("rb") as file:
            head = file.read(_HEAD.size)
    except OSError:
        return None
    if len(head) == _HEAD.size and head.startswith(MAGIC):
        return Seen(path, PACK, about.st_size, _HEAD.unpack(head)[3], about.st_mtime_ns)
    return Seen(path, PACK, about.st_size, 0, about.st_mtime_ns) if kind == PACK else None


def packs_in(folder: Path) -> tuple[Seen, ...]:
    """The packs and replies that lie in *folder* itself, by name; nothing where it is not to be reached."""
    try:
        with os.scandir(folder) as entries:
            paths = sorted(Path(one.path) for one in entries if Path(one.name).suffix.lower() in (PACK, REPLY))
    except OSError:
        return ()
    return tuple(found for path in paths if (found := seen(path)) is not None)
