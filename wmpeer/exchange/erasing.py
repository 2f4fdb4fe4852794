"""Erasing a cycle when its time has come: everything in the file and beside it, with a certificate of what is known to be elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wmpeer.clock import day_in_words, iso, now
from wmpeer.errors import WmpeerError
from wmpeer.exchange.act_errors import EraseTooEarlyError
from wmpeer.exchange.certificate import Certificate, HeadLine, LaptopKnown, LetterOut, SheetIn, as_json, from_json
from wmpeer.exchange.records import Outsider
from wmpeer.journal.heads import heads
from wmpeer.journal.queries import state_hash
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.seats import was_invited
from wmpeer.journal.workspace import ERASED, Workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.definition import ERASE_AFTER
from wmpeer.region.queries import NotJoinedYetError, authorities, cycle, name_of_region, names_of_people
from wmpeer.store.aside import moved_aside
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.plain import Reads, rows

UNNAMED = "a file without a cycle"


class NoRetentionDayError(WmpeerError):
    """No day is set from which this cycle may be erased.

    Set one under Cycle and calendar; or, where the regional office has decided so, type the cycle’s name to erase it now.
    """


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when a cycle is kept: `erase_after` is an ISO day or "" where none is set, `name` what has to be typed to erase it before.

    `may` tells whether this person may erase this file, and `due` whether the day has come.
    """

    name: str
    erase_after: str
    due: bool
    may: bool

    def sentence(self) -> str:
        """What stands on the screen and in `wmpeer erase --when`."""
        if not self.erase_after:
            return "No day is set from which this cycle may be erased."
        day = day_in_words(self.erase_after)
        return f"This cycle may be erased since {day}." if self.due else f"This cycle is kept; it may be erased from {day} on."


def retention(reads: Reads, person: str, on: date) -> Retention:
    """Until when the cycle is kept, as *person* (an id) sees it on the day *on*."""
    try:
        line = cycle(reads)
        name, day = line.name, line.dates.get(ERASE_AFTER, "")
    except NotJoinedYetError:
        name, day = UNNAMED, ""
    found = rows(reads, "SELECT 1 FROM person WHERE entity = ? AND role = 'coordinator' AND NOT withdrawn", person)
    return Retention(name, day, bool(day) and day <= on.isoformat(), bool(found) or was_invited(reads))


def erase(workspace: Workspace, passphrase: str, *, words: str = "", on: date | None = None, progress: Progress = silent) -> Certificate:
    """Erase everything in the open *workspace* and beside it, and close it. *on* is today; *words*, the cycle's name, erase it early.

    A coordinator erases the regional office's file, whoever joined their own. What is left opens with *passphrase*, of the person who
    opened it, and gives the certificate again (`kept_certificate`). Torn away before the deleting is kept, nothing is changed; after
    it, the next opening goes on.

    Raises:
        EraseTooEarlyError, NoRetentionDayError, NotYourPartError, WrongPassphraseError, BackupFailedError, StoppedError, DiskFullError,
        DiskFaultError: nothing was changed.
    """
    today = on or now().astimezone().date()
    me = workspace.file.slot
    held = workspace.read(retention, me, today)
    if not held.may:
        workspace.read(refuse_but_coordinators, me)
    if not held.due and words.strip() != held.name:
        if held.erase_after:
            raise EraseTooEarlyError(on=day_in_words(held.erase_after))
        raise NoRetentionDayError
    workspace.file.refuse_wrong(passphrase)
    workspace.file.backup(progress)  # until the deleting is kept it is the way back; then it goes with the others
    certificate = certified(workspace, held)
    workspace.file.erase(passphrase, {ERASED: as_json(certificate)}, progress=progress)
    return certificate


def kept_certificate(file: WorkspaceFile) -> Certificate | None:
    """The certificate in a file whose cycle was erased, or None where there still is one."""
    with file.glancing() as snapshot:
        found = rows(snapshot, "SELECT value FROM local WHERE key = ?", ERASED)
    return from_json(found[0][0]) if found else None


def certificate_in(path: Path, passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Certificate | None:
    """The certificate in the closed file at *path*, or None where there still is a cycle.

    Raises:
        WmpeerError: what `WorkspaceFile.open` raises.
    """
    with WorkspaceFile.open(path, passphrase, progress=progress, program=program) as file:
        return kept_certificate(file)


def certified(workspace: Workspace, held: Retention) -> Certificate:
    """What there is to certify, before it is erased."""
    file = workspace.file
    with file.reading() as session:
        names = names_of_people(session)
        return Certificate(
            cycle=held.name,
            region="" if held.name == UNNAMED else name_of_region(session),
            file=file.path.name,
            erased_at=iso(now()),
            erased_by=names.get(file.slot, "the person who opened it"),
            kept_until=held.erase_after,
            early=not held.due,
            counts=_counts(session),
            backups=len(file.backups()),
            moved_aside=sum(one.suffix == file.path.suffix for one in moved_aside(file.path)),
            state_hash=state_hash(session),
            heads=_heads(session),
            packs_out=_packs_out(session, names, names.get(file.slot, "")),
            packs_in=_packs_in(session, names),
            letters=_letters(session),
            laptops=_laptops(session, names),
            sheets=_sheets(session, names),
            opened_by=tuple(names.get(one, "somebody no longer known") for one in file.people()),
        )


def _counts(reads: Reads) -> dict[str, int]:
    made = rows(reads, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    indexes = tuple(f"{name}_" for name, sql in made if "VIRTUAL TABLE" in str(sql).upper())
    tables = [
        name for name, sql in made
        if name != "alembic_version" and "VIRTUAL TABLE" not in str(sql).upper() and not (indexes and name.startswith(indexes))
    ]  # fmt: skip
    counted = {name: int(rows(reads, f'SELECT count(*) FROM "{name}"')[0][0]) for name in tables}
    return {name: count for name, count in counted.items() if count}


def _heads(reads: Reads) -> tuple[HeadLine, ...]:
    return tuple(HeadLine(one.stream, one.device, one.sequence, one.id) for one in heads(reads))


def _packs_out(reads: Reads, names: Mapping[str, str], sender: str) -> tuple[Outsider, ...]:
    asked = (
        "SELECT DISTINCT coalesce(device.person, pack_out.person), pack_out.sha256, pack_out.made_at FROM pack_out "
        "LEFT JOIN device ON device.entity = pack_out.device ORDER BY 3, 2, 1"
    )
    return tuple(Outsider(_named(names, person), pack, made_at, sender) for person, pack, made_at in rows(reads, asked))


def _packs_in(reads: Reads, names: Mapping[str, str]) -> tuple[Outsider, ...]:
    asked = "SELECT DISTINCT person, pack, made_at FROM receipt ORDER BY made_at, pack"
    return tuple(Outsider("", pack, made_at, _named(names, person)) for person, pack, made_at in rows(reads, asked))


def _letters(reads: Reads) -> tuple[LetterOut, ...]:
    places = {one.ons_code: one.name for one in authorities(reads)}
    asked = 'SELECT authority, version, "on", sha256 FROM issue WHERE NOT withdrawn ORDER BY authority, version'
    return tuple(LetterOut(_named(places, code), int(no or 0), on or "", digest or "") for code, no, on, digest in rows(reads, asked))


def _laptops(reads: Reads, names: Mapping[str, str]) -> tuple[LaptopKnown, ...]:
    asked = "SELECT person, name, admitted_on, revoked_on FROM device WHERE NOT withdrawn ORDER BY admitted_on, entity"
    return tuple(LaptopKnown(_named(names, one), name or "", since or "", until or "") for one, name, since, until in rows(reads, asked))


def _sheets(reads: Reads, names: Mapping[str, str]) -> tuple[SheetIn, ...]:
    asked = (
        "SELECT author, recorded_by, count(*), max(json_extract(body, '$.wall')) FROM revision WHERE author <> recorded_by "
        "GROUP BY author, recorded_by ORDER BY author, recorded_by"
    )
    return tuple(SheetIn(_named(names, one), _named(names, by), int(count), last or "") for one, by, count, last in rows(reads, asked))


def _named(names: Mapping[str, str], one: str | None) -> str:
    return names.get(one or "", one or "unknown")
