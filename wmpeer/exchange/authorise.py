"""Whether a revision may have been written: a pure question to the revision and to what its writer knew (rules M1 and C1).

The answer never depends on when a revision comes or on the roles of the moment: an interest declared later, a role given later, another
order of packs refuse nothing. What hangs on several revisions of one record, `of_record` answers; what waits is asked again when it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from wmpeer.claims.answers import answer_entity
from wmpeer.exchange.knowledge import Office
from wmpeer.indicators.flag_settings import rule_entity
from wmpeer.journal.ids import PARTS, made_id
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rights import COORDINATOR, EVERYBODY, PANEL, WRITERS
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import ALL, OFFICE, OWN, PRIVATE_KINDS, SETUP, SHELVES, STAYS
from wmpeer.journal.shelves import PANEL as PANEL_SHELF
from wmpeer.judging.commentary import commentary_entity
from wmpeer.models.records import record_kinds
from wmpeer.region.choices import choice_id

JUDGED = frozenset({OWN, PANEL_SHELF})
"""The shelves on which an authority is judged: nobody who stands aside for it writes there."""
BY_AUTHOR_ALONE = frozenset({"letter", "issue"})
"""What a coordinator with an interest may still write down for one without: here as where it is written."""
_BY_SHELF = {OFFICE: COORDINATOR, SETUP: COORDINATOR, OWN: EVERYBODY, PANEL_SHELF: PANEL}
"""Who writes a kind that only a newer program knows; a newer minor version keeps to it."""

Begun = tuple[str, str | None, str, str]
"""Kind, authority, shelf and author of a record, as one of its revisions says them."""


@dataclass(slots=True)
class Facts:
    """What is here to authorise by.

    `owners` maps an admitted device to its person's id, whenever it was admitted. `origin` is the device that began the cycle, before there
    was anybody to admit it. `records` has what is known of the records that revisions name, and grows as they are asked for.
    """

    office: Office
    owners: Mapping[str, str]
    origin: str
    records: dict[str, Begun] = field(default_factory=dict)
    told: dict[tuple[object, ...], str] = field(default_factory=dict)
    """What was answered already, by all that the answer hangs on."""


def owners_of(office: Office) -> dict[str, str]:
    """Whose each admitted device is, by the `device` records among the office revisions: an admission is never given to somebody else."""
    found: dict[str, str] = {}
    for line in office.by_id.values():
        if line.kind == "device" and isinstance(person := line.fields.get("person"), str):
            found.setdefault(line.entity, person)
    return found


def authorise(line: RevisionLine, facts: Facts) -> str:
    """Why *line* may not have been written, as the code of a refusal; empty where it may, or where what its writer knew is not here yet."""
    key = line.device, line.author, line.recorded_by, line.authority, line.shelf, line.kind, line.knew
    answer = facts.told.get(key)
    if answer is None:
        answer = facts.told[key] = _placed(line) or _allowed(line, facts)
    return answer or (_own_interest(line, facts.office) if line.kind == "interest" else "") or of_record(line, facts)


def waits_for(line: RevisionLine, facts: Facts) -> tuple[str, ...]:
    """The office revisions that the writer of *line* knew and that are not here."""
    return () if facts.office.known(line.knew) is not None else facts.office.missing(line.knew)


def of_record(line: RevisionLine, facts: Facts) -> str:
    """What is wrong with *line* beside the other revisions of its record, or with the id of a record it begins; and it is remembered.

    Only what begins a record says whose it is, and only where all is here that its writer knew: what waits says nothing yet. Whatever
    changes a record that is not known here waits for it, and is asked again then.
    """
    says = line.kind, line.authority, line.shelf, line.author
    begun = facts.records.get(line.entity)
    if begun is None:
        if line.parents:
            return ""
        if line.kind in _IDS_MADE and _squats(line):
            return "id-not-its-own"
        if facts.office.known(line.knew) is not None:
            facts.records[line.entity] = says
        return ""
    if begun != says:
        if begun[:3] != says[:3]:
            return "record-moved"
        if line.kind in _owned():
            return "not-your-record"
    if line.kind in _IDS_MADE and not line.parents and _squats(line):
        return "id-not-its-own"
    return ""


def _placed(line: RevisionLine) -> str:
    """Whether it stands on the shelf of its kind, and on one that leaves a laptop."""
    if line.shelf in STAYS or line.kind in PRIVATE_KINDS or SHELVES.get(line.kind) in STAYS:
        return "private-in-pack"
    return "record-moved" if line.shelf not in ALL or SHELVES.get(line.kind, line.shelf) != line.shelf else ""


def _allowed(line: RevisionLine, facts: Facts) -> str:
    office, device = facts.office, device_of(line.device)
    if device != facts.origin and device not in facts.owners:
        return "head-not-signed"
    known = office.known(line.knew)
    if known is None:
        return ""
    if device == facts.origin and not office.anybody(known):
        return ""  # being set out
    return _honest(line, facts, device, known) or _entitled(line, office, known) or _impartial(line, office, known)


def _honest(line: RevisionLine, facts: Facts, device: str, known: int) -> str:
    """Whether its laptop may speak for who is named, then."""
    office = facts.office
    if device != facts.origin and not office.admitted(device, known):
        return "backdated"
    owner = facts.owners.get(device, line.recorded_by)
    if line.recorded_by != owner and not office.ever_coordinator(owner, known):
        return "forged-author"
    if not office.is_person(line.author, known) or not office.is_person(line.recorded_by, known):
        return "forged-author"
    if line.author != line.recorded_by and not office.ever_coordinator(line.recorded_by, known):
        return "on-behalf-not-allowed"
    return ""


def _entitled(line: RevisionLine, office: Office, known: int) -> str:
    """As `wmpeer.journal.rights` has it where a revision is written."""
    roles = {office.role(line.author, known), office.role(line.recorded_by, known)}
    allowed = WRITERS.get(line.kind, _BY_SHELF[line.shelf])
    return "" if allowed == EVERYBODY or roles & allowed else "not-your-kind"


def _own_interest(line: RevisionLine, office: Office) -> str:
    """Whether an interest is about its author: a coordinator alone declares what is another's, and takes it back."""
    if (known := office.known(line.knew)) is None or not office.anybody(known):
        return ""
    if {office.role(line.author, known), office.role(line.recorded_by, known)} & COORDINATOR:
        return ""
    seen = office.known((*line.knew, *line.parents, *([line.previous] if line.previous else ())))
    if seen is None:
        return ""
    own = line.fields.get("person", line.author) == line.author and office.interest_is_of(line.entity, line.author, seen)
    return "" if own else "not-your-record"


def _impartial(line: RevisionLine, office: Office, known: int) -> str:
    if line.shelf not in JUDGED or line.authority is None:
        return ""
    whose = {line.author} if line.kind in BY_AUTHOR_ALONE else {line.author, line.recorded_by}
    return "own-authority-judged" if any(office.stands_aside(one, line.authority, known) for one in whose) else ""


@cache
def _owned() -> frozenset[str]:
    return frozenset(kind for kind, row in record_kinds().items() if row.owner == "author")


def _squats(line: RevisionLine) -> bool:
    """Whether a record begins under an id that is another's, of a kind whose ids are made."""
    if line.kind in PARTS:
        made = made_id(line.kind, line.author, line.authority, line.fields)
        return line.entity != made if made is not None else line.entity[12:13] != "4"  # else it was drawn, and says so there (RFC 9562)
    maker = _MAKERS.get(line.kind)
    try:
        return maker is not None and line.entity != maker(line)
    except (KeyError, TypeError, AttributeError):
        return True


def _flag_answer(line: RevisionLine) -> str:
    said = (line.fields[part] for part in ("rule", "code", "source", "period"))
    return hashlib.sha256("\0".join(("flag_answer", line.author, line.authority or "", *said)).encode()).hexdigest()[:32]


_MAKERS: Mapping[str, Callable[[RevisionLine], str]] = {
    "choice": lambda line: choice_id(line.authority or ""),
    "commentary": lambda line: commentary_entity(line.authority or "", line.fields["part"]),
    "flag_rule": lambda line: rule_entity(line.fields["rule"]),
    "flag_answer": _flag_answer,
    "claim_answer": lambda line: answer_entity(line.author, line.fields["claim"]),
}
"""The kinds whose ids are made in a room of their own."""
_IDS_MADE = PARTS.keys() | _MAKERS.keys()
