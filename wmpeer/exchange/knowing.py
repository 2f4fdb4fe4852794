"""Laptops become known: an invitation goes out, a reply comes back, six words are compared by telephone."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words, iso, now
from wmpeer.exchange import contact
from wmpeer.exchange.act_errors import (
    ContactAlteredError,
    DeviceIsLastError,
    DeviceIsThisError,
    FingerprintDiffersError,
    FingerprintNotReadError,
    InvitationOldError,
    InvitationUsedError,
    InvitedElsewhereError,
    ReplyOfAnotherError,
)
from wmpeer.exchange.device_keys import own_keys
from wmpeer.exchange.devices import devices, find_device, inviter, origin_of
from wmpeer.exchange.records import DeviceLine, Joined, Sent
from wmpeer.exchange.words import same_words
from wmpeer.files import in_a_name, name_of, save_whole
from wmpeer.journal.cuts import report_fields
from wmpeer.journal.device_keys import device_fields, keep_own_device, kept_keys, new_keys
from wmpeer.journal.held import lines_by_device
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.seats import INVITED
from wmpeer.journal.shelves import STAYS
from wmpeer.journal.workspace import Changed, Workspace, open_workspace
from wmpeer.models.exchange import Invitation as InvitationRow
from wmpeer.models.records import Device
from wmpeer.progress import Progress, silent
from wmpeer.region.actions import iso_day
from wmpeer.region.queries import cycle, find_person, name_of_region, names_of_people
from wmpeer.store.errors import WorkspaceThereAlreadyError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.plain import Reads, rows

GOOD_FOR_DAYS = 30
INVITE, REPLY = ".wminvite", ".wmreply"
_ANSWERED = "reply"
"""Where a file that joined keeps what it replied: the words, and where the file was put."""
_COUNTED = ("", "second ", "third ", "fourth ", "fifth ")


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation says; `from_` is the name of whoever sends it, `until` an ISO day."""

    cycle: str
    region: str
    person: str
    role: str
    from_: str
    until: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Replied:
    """Whose reply it is, by the invitation it answers."""

    person: str
    person_name: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that was made here; `answered_at` is a moment or empty, `until` an ISO day."""

    id: str
    person: str
    person_name: str
    made_at: str
    until: str
    answered_at: str


def invite(workspace: Workspace, person: str, folder: Path) -> Sent:
    """Write an invitation for one laptop of *person* (an id or a name) into *folder*; good for thirty days.

    Raises:
        NotYourPartError: whoever opened the workspace is no coordinator.
        NotJoinedYetError, UnknownPersonError, FileNotWrittenError.
    """
    keys = own_keys(workspace)
    _know_own(workspace, keys.device)
    at, nonce = now(), secrets.token_hex(16)
    with workspace.file.writing() as session:
        refuse_but_coordinators(session, workspace.file.slot)
        who, of = find_person(session, person), cycle(session)
        text = contact.invitation_text(
            {
                "cycle": of.id, "cycle_name": of.name, "from": workspace.file.slot,
                "from_name": names_of_people(session).get(workspace.file.slot, ""), "nonce": nonce,
                "origin": origin_of(session, of.id), "person": who.id,
                "person_name": who.name, "region": name_of_region(session), "role": who.role, "until": _until(at).isoformat(),
            },
            keys,
        )  # fmt: skip
        made = contact.invitation_of(text, who.name)
        session.add(InvitationRow(id=made.sha256, person=who.id, made_at=iso(at), nonce=nonce, answered_at=None))
        session.flush()
        path = save_whole(_free(folder, _file_name(of.name, who.name), INVITE), text.encode(), for_others=True)
    return Sent(path, made.fingerprint, who.name)


def invited(path: Path) -> Invited:
    """What the invitation at *path* says.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError.
    """
    said = contact.read_invitation(path)
    return Invited(said.cycle_name, said.region, said.person_name, said.role, said.from_name, said.until, said.fingerprint)


def join(
    invitation: Path,
    new: Path,
    passphrase: str,
    folder: Path,
    *,
    fingerprint: str = "",
    progress: Progress = silent,
    program: str = "wmpeer",
) -> Joined:
    """Accept an invitation: a new workspace at *new* with keys of its own, and the reply to it in *folder*.

    Where *new* was made from this very invitation already, it is opened, and its reply is written once more: the words are the same.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError, InvitationOldError.
        FingerprintDiffersError: *fingerprint* was given, and is not the invitation's.
        InvitedElsewhereError: *new* is there and is another workspace.
        WmpeerError: the place refuses a workspace, or the folder the reply.
    """
    said = contact.read_invitation(invitation)
    if fingerprint and not same_words(fingerprint, said.fingerprint):
        raise FingerprintDiffersError
    if new.exists():
        return _reply_again(said, new, passphrase, folder, progress, program)
    _refuse_old(date.fromisoformat(said.until))
    keys, nonce = new_keys(), secrets.token_hex(16)
    sent = _reply(said, (keys.signing_public, keys.sealing_public), nonce, folder)
    local = {**keys.kept(), INVITED: said.text, _ANSWERED: _kept(sent, nonce)}
    stood = new.parent.exists()
    file, recovery_key = WorkspaceFile.create(new, passphrase, slot=said.person, progress=progress, program=program, local=local)
    try:  # torn away before it is written, it is written once more when the same invitation is accepted again
        save_whole(sent.path, contact.reply_text(said, keys, nonce).encode(), for_others=True)
    except BaseException:
        file.unmake()  # nobody has seen its recovery key
        if not stood:
            with contextlib.suppress(OSError):
                new.parent.rmdir()
        raise
    return Joined(Workspace(file), sent.path, sent.fingerprint, said.fingerprint, recovery_key)


def own_reply(reads: Reads) -> Sent | None:
    """What this file replied to whom, while it waits for its first pack; None for every other."""
    invitation = inviter(reads)
    if invitation is None or rows(reads, "SELECT 1 FROM cycle LIMIT 1"):
        return None
    kept = _kept_reply(reads)
    return Sent(Path(kept["path"]), kept["fingerprint"], invitation.from_name)


def replied(workspace: Workspace, reply: Path) -> Replied:
    """Whose reply is at *reply*, before anybody is admitted.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError, ReplyOfAnotherError.
    """
    answered = contact.answered_by(reply)

    def whose(session: Session) -> Replied:
        row = session.get(InvitationRow, answered)
        if row is None:
            raise ReplyOfAnotherError
        return Replied(row.person, names_of_people(session).get(row.person, ""))

    return workspace.read(whose)


def awaits(workspace: Workspace, reply: Path) -> bool:
    """Whether the laptop that replied is still to be admitted: a reply lies on the stick long after that, and after it was lost.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError, ReplyOfAnotherError, InvitationUsedError, InvitationOldError.
        UnknownPersonError: whom the invitation was for takes part no longer.
    """
    who, said = replied(workspace, reply).person, contact.read_reply(reply, own_keys(workspace))
    known = workspace.read(lambda session: session.get(Device, said.device))
    if known is not None and known.person == who == said.person:
        return False
    return bool(workspace.read(_refuse_answered, said, name_of(reply)))


def reply_words(workspace: Workspace, reply: Path) -> str:
    """The six words of the reply at *reply*, as they have to be read out at the other end. Raises what `replied` raises."""
    replied(workspace, reply)
    return _words(workspace, contact.read_reply(reply, own_keys(workspace)))


def admit(workspace: Workspace, reply: Path, fingerprint: str) -> DeviceLine:
    """Know the laptop that replied, whose six words were read out as *fingerprint*. The same reply once more changes nothing.

    Raises:
        NotYourPartError: whoever opened the workspace is no coordinator.
        NotAnInvitationError, ContactAlteredError, ContactNewerError, ReplyOfAnotherError, InvitationUsedError, InvitationOldError.
        FingerprintNotReadError, FingerprintDiffersError: nothing was changed.
        UnknownPersonError: whom the invitation was for takes part no longer.
    """
    replied(workspace, reply)
    workspace.read(refuse_but_coordinators, workspace.file.slot)
    said = contact.read_reply(reply, own_keys(workspace))
    workspace.read(_refuse_answered, said, name_of(reply))
    if not fingerprint.strip():
        raise FingerprintNotReadError
    if not same_words(fingerprint, _words(workspace, said)):
        raise FingerprintDiffersError
    with workspace.write("Admit a laptop") as journal:
        session = journal.session
        who = _refuse_answered(session, said, name_of(reply))
        if who:
            before = session.scalar(select(func.count()).select_from(Device).where(Device.person == who)) or 0
            name = f"{_COUNTED[before] if before < len(_COUNTED) else f'{before + 1}th '}laptop"
            journal.keep("device", device_fields(who, name, said.signing, said.sealing), entity=said.device)
            session.get_one(InvitationRow, said.invitation).answered_at = iso(now())
    return workspace.read(find_device, said.device)


def _refuse_answered(session: Session, said: contact.Reply, name: str) -> str:
    """Whose laptop (an id) is to be admitted by that reply, or empty where it was."""
    row, known = session.get_one(InvitationRow, said.invitation), session.get(Device, said.device)
    if said.person != row.person:
        raise ContactAlteredError(name=name)
    if row.answered_at:
        if known is not None and known.person == said.person and not known.revoked_on:
            return ""
        raise InvitationUsedError(on=_day(row.answered_at))
    _refuse_old(_until(datetime.fromisoformat(row.made_at)))
    return find_person(session, row.person).id


def invitations(reads: Reads) -> tuple[InvitationLine, ...]:
    """The invitations that were made here, newest first."""
    names = names_of_people(reads)
    found = rows(reads, "SELECT id, person, made_at, answered_at FROM invitation ORDER BY made_at DESC, id")
    return tuple(
        InvitationLine(one, who, names.get(who, ""), made_at, _until(datetime.fromisoformat(made_at)).isoformat(), answered_at or "")
        for one, who, made_at, answered_at in found
    )


def revoke(workspace: Workspace, device: str, on: str = "") -> Changed:
    """A laptop was lost: from the ISO day *on* (or today) what it writes counts no more; what is known of it here stays.

    What only another coordinator has of it does not: their pack is to be taken in before. The note of what changed says how much stays.

    *device* is an id, or a name that means only one. Reported before, it stays as it was.

    Raises:
        NotADayError: *on* is none.
        NotYourPartError, NoSuchDeviceError, SeveralDevicesError.
        DeviceIsLastError: no other coordinator's laptop is known. DeviceIsThisError: it is the one at work.
    """
    day = iso_day(on) if on else now().astimezone().date().isoformat()
    with workspace.write("Report a laptop lost") as journal:
        session = journal.session
        refuse_but_coordinators(session, workspace.file.slot)
        line = find_device(session, device)
        if line.revoked_on:
            return Changed("Report a laptop lost", entity=line.id, kind="device")
        if not _others_set_up(session, line):
            raise DeviceIsLastError
        if line.is_this:
            raise DeviceIsThisError
        known = [one for one in lines_by_device(session, line.id) if one.shelf not in STAYS]
        journal.keep("device", {"revoked_on": day, **report_fields(known)}, entity=line.id)
    here = len(known)
    stays = (
        "Nothing of it has come here"
        if not here
        else "One change of it is here and stays"
        if here == 1
        else f"{here} changes of it are here and stay"
    )
    return replace(journal.changed, note=f"{stays}; what has not come here by now counts no more, also where another coordinator has it.")


def _reply_again(said: contact.Invitation, there: Path, passphrase: str, folder: Path, progress: Progress, program: str) -> Joined:
    workspace = open_workspace(there, passphrase, progress=progress, program=program)
    try:
        before = workspace.glance(inviter)
        keys = workspace.glance(kept_keys)
        if before is None or before.sha256 != said.sha256 or keys is None:
            raise InvitedElsewhereError(name=there.name) from WorkspaceThereAlreadyError(name=there.name)
        kept = workspace.glance(_kept_reply)
        nonce = kept["nonce"]
        sent = _reply(said, (keys.signing_public, keys.sealing_public), nonce, folder)
        if (before_path := Path(kept["path"])).parent == folder.absolute():
            sent = replace(sent, path=folder / before_path.name)
        save_whole(sent.path, contact.reply_text(said, keys, nonce).encode(), for_others=True)
        with workspace.file.writing() as session:
            row = (_ANSWERED, _kept(sent, nonce))
            session.connection().exec_driver_sql("INSERT OR REPLACE INTO local(key, value) VALUES(?, ?)", row)
    except BaseException:
        workspace.close()
        raise
    return Joined(workspace, sent.path, sent.fingerprint, said.fingerprint, "")


def _reply(said: contact.Invitation, joiner: tuple[bytes, bytes], nonce: str, folder: Path) -> Sent:
    words = contact.reply_fingerprint(said.sha256, (said.signing, said.sealing), joiner, nonce)
    return Sent(_free(folder, _file_name(said.cycle_name, said.person_name), REPLY), words, said.from_name)


def _kept(sent: Sent, nonce: str) -> str:
    return json.dumps({"fingerprint": sent.fingerprint, "nonce": nonce, "path": str(sent.path.absolute())})


def _kept_reply(reads: Reads) -> Mapping[str, str]:
    ((kept,),) = rows(reads, "SELECT value FROM local WHERE key = ?", _ANSWERED)
    found: Mapping[str, str] = json.loads(kept)
    return found


def _words(workspace: Workspace, said: contact.Reply) -> str:
    keys = own_keys(workspace)
    inviting = (keys.signing_public, keys.sealing_public)
    return contact.reply_fingerprint(said.invitation, inviting, (said.signing, said.sealing), said.nonce)


def _others_set_up(session: Session, line: DeviceLine) -> bool:
    """Whether a coordinator's laptop is left when that of *line* counts no more."""
    coordinators = {who for (who,) in rows(session, "SELECT entity FROM person WHERE role = 'coordinator' AND NOT withdrawn")}
    return any(one.person in coordinators and not one.revoked_on and one.id != line.id for one in devices(session))


def _until(made: datetime) -> date:
    """The last day on which an invitation made then is good, on this laptop's calendar."""
    return (made.astimezone() + timedelta(days=GOOD_FOR_DAYS)).date()


def _refuse_old(until: date) -> None:
    if now().astimezone().date() > until:
        raise InvitationOldError(until=day_in_words(until.isoformat()))


def _day(moment: str) -> str:
    return day_in_words(datetime.fromisoformat(moment).astimezone().date().isoformat())


def _know_own(workspace: Workspace, device: str) -> None:
    """This laptop is known, also where its file is from before laptops were."""
    if workspace.read(lambda session: session.get(Device, device)) is None:
        with workspace.write("Know this laptop") as journal:
            refuse_but_coordinators(journal.session, workspace.file.slot)
            keep_own_device(journal, workspace.file.slot)


def _free(folder: Path, name: str, ending: str) -> Path:
    """Where a file of that name takes no other's place."""
    taken = (folder / f"{name}{f' {at}' if at > 1 else ''}{ending}" for at in count(1))
    return next(path for path in taken if not path.exists())


def _file_name(cycle_name: str, person: str) -> str:
    """Such as “2026-27 Ann Other”."""
    return in_a_name(f"{cycle_name} {person}", longest=100)
