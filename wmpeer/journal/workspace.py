"""The workspace as actions and queries see it: who is at work, one way to read, one way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from wmpeer.clock import HybridClock
from wmpeer.errors import WmpeerError
from wmpeer.journal.office import NOTHING_KNOWN
from wmpeer.journal.seats import INVITED, new_seat, note, noted, place_of
from wmpeer.progress import Progress, silent
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.plain import Snapshot, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from wmpeer.journal.writing import Journal

P = ParamSpec("P")
T = TypeVar("T")
ERASED = "erased"
"""The key in `local` under which a file whose cycle was erased keeps the certificate of it."""


class CycleErasedError(WmpeerError):
    """The cycle in “{name}” was erased. Only the certificate of it is left in this file.

    `wmpeer erase "{name}"` writes the certificate once more; to begin another cycle, make a new workspace.
    """


@dataclass(frozen=True, slots=True)
class Actor:
    """The person whose passphrase opened the file."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What an action changed: screens that are concerned reload. `note` is what a person is told beside it."""

    verb: str
    revision: str = ""
    entity: str = ""
    kind: str = ""
    authority: str | None = None
    note: str = ""


class Workspace:
    """An open workspace file and the person at work in it. `device` is this laptop, `seat` this file on it (`wmpeer.journal.seats`)."""

    def __init__(self, file: WorkspaceFile) -> None:
        self.file = file
        self.author = file.slot
        self.device, self.seat, stamp = self._local()
        self.clock = HybridClock(stamp)
        self.office = NOTHING_KNOWN

    def on_behalf_of(self, person: str) -> Workspace:
        """The same workspace, recording the words of *person* (an id): both names are kept, and that person's interests apply."""
        other = copy(self)
        other.author = person
        return other

    @property
    def readers(self) -> tuple[str, ...]:
        """The ids of those whose interests decide what may be read: who opened the file, and whom they record for."""
        return tuple(dict.fromkeys((self.file.slot, self.author)))

    @property
    def actor(self) -> Actor:
        """Who is at work."""
        with self.file.glancing() as snapshot:
            found = rows(snapshot, "SELECT name FROM person WHERE entity = ?", self.file.slot)
            found = found or rows(snapshot, "SELECT json_extract(value, '$.person_name') FROM local WHERE key = ?", INVITED)
        return Actor(self.file.slot, (found[0][0] if found else "") or "")

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What *query* finds, in one snapshot: frozen records, never rows."""
        with self.file.reading() as session:
            return query(session, *args, **named)

    def glance(self, query: Callable[Concatenate[Snapshot, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What a *query* in plain SQL finds, in one snapshot: it needs no mapper, and the first screen is read so."""
        with self.file.glancing() as snapshot:
            return query(snapshot, *args, **named)

    @contextmanager
    def write(self, verb: str) -> Iterator[Journal]:
        """One change with a name: kept whole when the block ends, or not at all."""
        from wmpeer.journal.writing import Journal, all_kept  # the mapper is much to fetch, and the first screen can do without

        written: list[str] = []
        with self.file.writing(lambda session: all_kept(session, written)) as session:
            journal = Journal(self, session, verb, written)
            yield journal
            journal.close()
        if journal.stamp:
            note(self.seat, journal.stamp)
        self.office = journal.office  # only what was kept: a number of arrival that fell back is given again

    def close(self) -> None:
        self.file.close()

    def _local(self) -> tuple[str, str, str]:
        with self.file.glancing() as snapshot:
            known: dict[str, str] = dict(rows(snapshot, "SELECT key, value FROM local"))
        if ERASED in known:
            self.file.close()
            raise CycleErasedError(name=self.file.path.name)
        own: Mapping[str, str] = {}
        if "device" not in known:
            from wmpeer.journal.device_keys import new_keys  # cryptography's own keys: only a file that is being made needs them

            own = new_keys().kept()
        device, place = known.get("device") or own["device"], place_of(self.file.path)
        seat, stamp = known.get("seat", ""), known.get("clock", "")
        written = noted(seat) if seat else ""
        if not seat or known.get("place") != place or written > stamp:
            seat = new_seat(device)
            with self.file.writing() as session:
                for row in {**own, "place": place, "seat": seat}.items():
                    session.connection().exec_driver_sql("INSERT OR REPLACE INTO local(key, value) VALUES(?, ?)", row)
        return device, seat, max(stamp, written)


def open_workspace(path: Path, passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Workspace:
    """The workspace at *path*, opened with a person's passphrase.

    Raises:
        WmpeerError: no such file, a wrong passphrase, open elsewhere, damaged, saved by a newer program.
    """
    return Workspace(WorkspaceFile.open(path, passphrase, progress=progress, program=program))
