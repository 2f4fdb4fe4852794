"""Setting up: the cycle, people, interests, approvals, readers."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.files import sha256_of
from wmpeer.journal.device_keys import keep_own_device
from wmpeer.journal.ids import record_id
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models.journal import Pinned
from wmpeer.models.records import Allocation, Approval, Interest, Person, record_kinds
from wmpeer.region.definition import Region, read_region
from wmpeer.region.framework import read_framework
from wmpeer.region.queries import (
    CALENDAR_KEPT,
    cycle,
    declared_interests,
    find_authority,
    find_person,
    people,
    plain,
    refuse_own_authority,
)
from wmpeer.store.file import WorkspaceFile

ROLES = ("coordinator", "panellist", "lead-moderator", "facilitator", "observer")
APPROVERS = ("chief-executive", "lead-member")
COORDINATOR = "Coordinator"


class NoNameError(WmpeerError):
    """A person needs a name.

    Give the name as it should stand in the letter.
    """


class SamePersonError(WmpeerError):
    """“{name}” is already here.

    Change that person instead, or add what tells the two apart to the name.
    """


class LastCoordinatorError(WmpeerError):
    """“{name}” is the only coordinator, and a workspace needs one.

    Make somebody else a coordinator first.
    """


class NothingToWithdrawError(WmpeerError):
    """What should be taken back is not here any more.

    It may have been taken back already; look again.
    """


class UnknownRoleError(WmpeerError):
    """“{role}” is not a role.

    Use one of these: coordinator, panellist, lead-moderator, facilitator, observer.
    """


class NotADayError(WmpeerError):
    """“{text}” is not a day.

    Write it as year-month-day, for example 2026-10-08.
    """


class UnknownApproverError(WmpeerError):
    """“{by}” does not approve self-evaluations.

    Use chief-executive or lead-member.
    """


def start_cycle(path: Path, passphrase: str, *, name: str, region: str, framework: str) -> tuple[Workspace, str]:
    """A new workspace for the cycle *name* with the region's authorities; gives it open, with its recovery key.

    *region* and *framework* are the words of their definition files, pinned as they stand.

    Raises:
        WmpeerError: a definition is not one, or the place refuses a workspace.
    """
    read_region(region), read_framework(framework)
    coordinator = uuid.uuid4().hex

    def set_out(journal: Journal) -> None:
        journal.keep("person", {"name": COORDINATOR, "role": "coordinator"}, entity=coordinator)
        keep_own_device(journal, coordinator)
        pin_cycle(journal, name, region, framework)

    return begin(path, passphrase, coordinator, set_out)


def begin(path: Path, passphrase: str, coordinator: str, set_out: Callable[[Journal], None]) -> tuple[Workspace, str]:
    """A new workspace of *coordinator* (a person's id), set out whole in one transaction or not made at all; with its recovery key."""
    file, recovery_key = WorkspaceFile.create(path, passphrase, slot=coordinator)
    try:
        workspace = Workspace(file)
        with workspace.write("Start the cycle") as journal:
            set_out(journal)
    except BaseException:
        file.close()
        raise
    return workspace, recovery_key


def pin(session: Session, region: str, framework: str) -> Region:
    """Keep both definitions word for word, with what the first screen says of them; gives the region."""
    defined = read_region(region)
    in_short = {"name": defined.name, "fictional": defined.fictional}, {"areas": len(read_framework(framework).areas)}
    for label, text, summary in zip(("region", "framework"), (region, framework), in_short, strict=True):
        session.merge(Pinned(sha256=sha256_of(text.encode()), name=label, text=text, summary=summary))
    return defined


def pin_cycle(journal: Journal, name: str, region: str, framework: str, started_from: str = "") -> None:
    """Pin the definitions, and write the cycle and its authorities as they say."""
    defined = pin(journal.session, region, framework)
    for one in defined.authorities:
        fields: dict[str, object] = {
            "name": one.name, "ons_code": one.ons_code, "dfe_code": one.dfe_code, "ofsted_urn": one.ofsted_urn, "sort": one.kind,
            "trust": one.trust_now or None,
        }  # fmt: skip
        fields |= {f"variants/{variant}": True for variant in one.variants}
        journal.keep("authority", fields, authority=one.ons_code)
    days: dict[str, object] = {f"dates/{step}": day for step, day in _calendar(defined.calendar, name).items()}
    journal.keep(
        "cycle",
        {
            "name": name,
            "region": sha256_of(region.encode()),
            "framework": sha256_of(framework.encode()),
            "started_from": started_from or None,
            **days,
        },
    )


def _calendar(calendar: Mapping[str, str], cycle_name: str) -> dict[str, str]:
    """The days of the cycle from the region's ``month-day`` calendar: the cycle's first year from July on, its second before."""
    digits = "".join(letter for letter in cycle_name if letter.isdigit())[:4]
    year = int(digits) if len(digits) == 4 else datetime.datetime.now(datetime.UTC).year
    return {step: f"{year + (1 if int(day[:2]) < 7 else 0)}-{day}" for step, day in calendar.items()}


def add_person(workspace: Workspace, name: str, role: str = "panellist", home: str = "", email: str = "") -> Changed:
    """Add somebody who takes part; *home* is the authority they work for, by code or name.

    Raises:
        NoNameError, SamePersonError, UnknownRoleError, UnknownAuthorityError.
    """
    if not plain(name):
        raise NoNameError
    if role not in ROLES:
        raise UnknownRoleError(role=role)
    with workspace.write("Add a person") as journal:
        if any(plain(one.name) == plain(name) for one in people(journal.session)):
            raise SamePersonError(name=name.strip())
        code = find_authority(journal.session, home).ons_code if home.strip() else None
        journal.keep("person", {"name": name.strip(), "role": role, "home": code, "email": email.strip() or None})
    return journal.changed


def change_person(workspace: Workspace, person: str, *, name: str, role: str, home: str, email: str = "") -> Changed:
    """Change who somebody is.

    Raises:
        NoNameError, SamePersonError, UnknownRoleError, UnknownAuthorityError, UnknownPersonError, LastCoordinatorError.
    """
    if not plain(name):
        raise NoNameError
    if role not in ROLES:
        raise UnknownRoleError(role=role)
    with workspace.write("Change a person") as journal:
        who = find_person(journal.session, person)
        if any(plain(one.name) == plain(name) and one.id != who.id for one in people(journal.session)):
            raise SamePersonError(name=name.strip())
        if role != "coordinator":
            _refuse_last_coordinator(journal.session, who.id)
        code = find_authority(journal.session, home).ons_code if home.strip() else None
        fields = {"name": name.strip(), "role": role, "home": code, "email": email.strip() or None}
        journal.settle("person", journal.session.get(Person, who.id), fields)
    return journal.changed


def declare_interest(workspace: Workspace, person: str, authority: str, reason: str) -> Changed:
    """Somebody stands aside for an authority. Declared twice for the same reason it is kept once.

    Raises:
        UnknownPersonError, UnknownAuthorityError.
    """
    with workspace.write("Declare an interest") as journal:
        who = find_person(journal.session, person)
        where = find_authority(journal.session, authority)
        known = [one for one in declared_interests(journal.session) if (one.person, one.authority) == (who.id, where.ons_code)]
        said = [one for one in known if one.reason == reason.strip()]
        if said:
            return Changed("Declare an interest", entity=said[0].id, kind="interest", authority=where.ons_code)
        mine = [one.id for one in known if getattr(journal.session.get(Interest, one.id), "author", "") == journal.author]
        entity = mine[0] if mine else None
        journal.keep("interest", {"person": who.id, "reason": reason.strip()}, entity=entity, authority=where.ons_code)
    return journal.changed


def withdraw(workspace: Workspace, kind: str, entity: str, verb: str) -> Changed:
    """Take a set-up record back: a person, an interest, an allocation, an approval.

    Raises:
        NothingToWithdrawError, LastCoordinatorError, NotYoursError, NotYourPartError.
    """
    with workspace.write(verb) as journal:
        row = journal.session.get(record_kinds()[kind], entity)
        if row is None or row.withdrawn:
            raise NothingToWithdrawError
        if kind == "person":
            _refuse_last_coordinator(journal.session, entity)
        journal.keep(kind, {"withdrawn": True}, entity=entity)
    return journal.changed


def _refuse_last_coordinator(session: Session, person: str) -> None:
    coordinators = [one for one in people(session) if one.role == "coordinator"]
    if [one.id for one in coordinators] == [person]:
        raise LastCoordinatorError(name=coordinators[0].name)


def allocate(workspace: Workspace, person: str, authority: str) -> Changed:
    """Somebody is to read an authority's self-evaluation.

    Raises:
        OwnAuthorityError: they have an interest in it.
    """
    with workspace.write("Allocate a reader") as journal:
        who, where = find_person(journal.session, person), find_authority(journal.session, authority)
        refuse_own_authority(journal.session, who.id, where.ons_code)
        entity = record_id("allocation", who.id, where.ons_code)
        known = journal.session.get(Allocation, entity)
        journal.settle("allocation", known, {"person": who.id}, entity=entity, authority=where.ons_code)
        if not journal.changed.revision:
            return Changed("Allocate a reader", entity=entity, kind="allocation", authority=where.ons_code)
    return journal.changed


def approve(workspace: Workspace, authority: str, by: str, name: str, on: str) -> Changed:
    """The chief executive or the lead member has approved the self-evaluation *on* an ISO day; a later word replaces an earlier.

    Raises:
        UnknownApproverError, UnknownAuthorityError, NotADayError.
    """
    if by not in APPROVERS:
        raise UnknownApproverError(by=by)
    day = iso_day(on)
    with workspace.write("Record an approval") as journal:
        where = find_authority(journal.session, authority)
        entity = record_id("approval", where.ons_code, by)
        row = journal.session.get(Approval, entity)
        journal.settle("approval", row, {"by": by, "name": name.strip(), "on": day}, entity=entity, authority=where.ons_code)
        if not journal.changed.revision:
            return Changed("Record an approval", entity=entity, kind="approval", authority=where.ons_code)
    return journal.changed


def set_dates(workspace: Workspace, dates: Mapping[str, str]) -> Changed:
    """Set days of the cycle's calendar; an empty day takes the step away.

    Raises:
        NotADayError: a day is not one.
    """
    with workspace.write(CALENDAR_KEPT) as journal:
        fields = {f"dates/{step}": iso_day(day) if day else None for step, day in dates.items()}
        journal.keep("cycle", fields, entity=cycle(journal.session).id)
    return journal.changed


def keep_calendar(workspace: Workspace) -> Changed:
    """The days as they stand are right: from now on who is late by them is late."""
    return set_dates(workspace, workspace.read(cycle).dates)


def iso_day(text: str) -> str:
    """*text* as an ISO day.

    Raises:
        NotADayError: it is not one.
    """
    try:
        return datetime.date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise NotADayError(text=text) from error


def give_passphrase(workspace: Workspace, person: str, passphrase: str) -> Changed:
    """Let *person* (an id or a name) open the file with a passphrase of their own, or with another than before.

    Raises:
        UnknownPersonError, NotYourPartError, EmptyPassphraseError, PassphraseNotFreeError, FileNotWrittenError.
    """
    who = workspace.read(find_person, person)
    if who.id != workspace.file.slot:  # whoever sets another's passphrase can open the file as that person
        workspace.read(refuse_but_coordinators, workspace.file.slot)
    workspace.file.add_slot(who.id, passphrase)
    return Changed("", entity=who.id, kind="person")


def take_passphrase(workspace: Workspace, person: str) -> Changed:
    """*person* (an id or a name) no longer opens the file. Keys cannot be undone: they are given again.

    Raises:
        UnknownPersonError, NotYourPartError, NoSuchKeyHolderError, LastKeyError, FileNotWrittenError.
    """
    who = workspace.read(find_person, person)
    if who.id != workspace.file.slot:
        workspace.read(refuse_but_coordinators, workspace.file.slot)
    workspace.file.remove_slot(who.id)
    return Changed("", entity=who.id, kind="person")
