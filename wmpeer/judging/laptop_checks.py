"""What is out of step because several laptops wrote: what waits, what was changed after a letter had left, who is here twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words
from wmpeer.journal.heads import FORKED
from wmpeer.journal.held import STANDS
from wmpeer.journal.office import left_alone
from wmpeer.journal.queries import WaitingLine, waiting_lines
from wmpeer.journal.revisions import read_line
from wmpeer.journal.seats import device_of
from wmpeer.region.lettered import AFTERWARDS, HELD, letter_out
from wmpeer.region.queries import in_a_sentence, names_of_people, people, plain
from wmpeer.region.seeing import Sight
from wmpeer.store.plain import rows

Item = tuple[Literal["must", "should", "information"], str, str, str]
"""A strength, a code, a sentence, and an ONS code or nothing."""
_WORDS = {"agreed": "an agreed judgement", "choice": "what goes into it", "letter": "its details"}
_ISSUED = (
    "SELECT i.authority, max(r.arrived), r.arrived_at, r.at FROM issue i JOIN revision r ON r.entity = i.entity AND r.kind = 'issue'"
    f" WHERE NOT i.withdrawn AND {STANDS} GROUP BY i.authority"
)
_RECORDS = " UNION ALL ".join(f"SELECT entity FROM {kind} WHERE authority = ?" for kind in sorted(HELD))
_CHANGED = (
    f"SELECT r.body, r.id FROM revision r WHERE r.entity IN ({_RECORDS})"
    f" AND (r.at > ? OR (r.arrived > ? AND r.arrived_at <> ?)) AND {STANDS} ORDER BY r.arrived"
)
_TWICE_ISSUED = "SELECT authority, version FROM issue WHERE NOT withdrawn GROUP BY authority, version HAVING count(*) > 1"
_NO_DOCUMENT = (
    "SELECT authority, name FROM document d WHERE NOT withdrawn AND NOT coalesce(retired, 0)"
    " AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = d.sha256) ORDER BY authority, name"
)
_NO_TABLE = (
    "SELECT name FROM batch b WHERE NOT withdrawn AND NOT coalesce(retired, 0)"
    " AND NOT EXISTS (SELECT 1 FROM indicator_table t WHERE t.sha256 = b.sha256 AND t.sheet = coalesce(b.sheet, '')) ORDER BY name"
)
_COPIED = f"SELECT DISTINCT device FROM revision WHERE stream IN ({FORKED})"


def waiting(session: Session, sight: Sight) -> Iterator[Item]:
    """What came and does not count yet, for each authority and whoever wrote it."""
    names, found = names_of_people(session), defaultdict[tuple[str, str, bool], list[WaitingLine]](list)
    lines = [line for line in waiting_lines(session) if sight.of(line.kind, line.authority or "", line.author)]
    all_here = not any(line.missing for line in lines)
    for line in lines:
        found[line.authority or "", line.author, line.refused].append(line)
    for (authority, author, refused), several in found.items():
        what = f"{_many(len(several), 'record')} of {names.get(author) or 'somebody who is not known here yet'}"
        one = len(several) == 1
        if refused:
            sentence = f"{what} {'does' if one else 'do'} not count: when {'it was' if one else 'they were'} written, {_NOT_THEIRS}"
            yield "should", "not-counted", sentence, authority
        elif all_here:
            sentence = f"{what} {'rests' if one else 'rest'} on what was taken back here. Take that pack in again to show both."
            yield "information", "rests-on-taken-back", sentence, authority
        else:
            sentence = (
                f"{what} {'waits' if one else 'wait'} for what has not come here yet. Take in the packs that are missing; a new one from"
                " whoever wrote this brings what it rests on."
            )
            yield "should", "waits", sentence, authority


_NOT_THEIRS = "that was not their part. It is kept, and shown nowhere; ask them about it."


def not_come(session: Session, sight: Sight) -> Iterator[Item]:
    """Documents and data that are named here and are not: the pack that brought them was missed."""
    asked = [in_a_sentence(one.name) for one in people(session) if one.role == "coordinator" and one.id not in sight.readers]
    missed = f"the pack that brought it never came in. {_ask(asked)}"
    for authority, name in rows(session, _NO_DOCUMENT):
        yield "must", "content-not-here", f"“{name}” is listed and not here: {missed}", authority or ""
    for (name,) in rows(session, _NO_TABLE):
        yield "must", "content-not-here", f"The data of “{name}” are listed and not here: {missed}", ""


def _ask(coordinators: Sequence[str]) -> str:
    """Whom to ask for what, where the pack that brought something was missed; *coordinators* are the others who have it."""
    if not coordinators:
        return "Load it here again."
    if len(coordinators) == 1:
        return f"Ask {coordinators[0]} to hand out to you again with “Send everything again” ticked, and take that pack in."
    who = f"{', '.join(coordinators[:-1])} or {coordinators[-1]}"
    return f"Ask {who} to hand out to you again with “Send everything again” ticked, and take that pack in."


def changed_after(session: Session, sight: Sight) -> Iterator[Item]:
    """Letters that have left, and what another laptop changed of them without knowing that."""
    for authority, arrived, arrived_at, at in rows(session, _ISSUED):
        out = letter_out(session, authority)
        if out is None or not sight.colleagues(authority):
            continue
        lines = [read_line(*row) for row in rows(session, _CHANGED, *[authority] * len(HELD), at, arrived, arrived_at)]
        kinds = dict.fromkeys(_WORDS[line.kind] for line in lines if not AFTERWARDS.issuperset(line.fields))
        if kinds:
            sentence = (
                f"The letter left on {day_in_words(out.on)} (version {out.version}), and another laptop changed {' and '.join(kinds)}"
                " without having seen that. Compare the two; if the change is to stand, begin a new version."
            )
            yield "must", "changed-after-letter", sentence, authority


def issued_twice(session: Session, sight: Sight) -> Iterator[Item]:
    for authority, version in (found for found in rows(session, _TWICE_ISSUED) if sight.colleagues(found[0])):
        sentence = f"Two laptops issued version {version} of the letter. Both are kept: find out which was sent, and begin a new version."
        yield "must", "letter-issued-twice", sentence, authority


def twice_here(session: Session) -> Iterator[Item]:
    """People of one name, whom two coordinators added apart."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in people(session):
        found[plain(one.name)].append(one.name)
    for named in found.values():
        if len(named) > 1:
            yield "should", "person-twice", f"{named[0]} is in People {len(named)} times. Remove whichever was not invited.", ""


def without_coordinator(session: Session) -> Iterator[Item]:
    """Two coordinators took each other's part away, on two laptops."""
    if who := left_alone(session):
        name = names_of_people(session).get(who) or "Whoever began this cycle"
        sentence = f"Nobody is a coordinator any more. {name} began this cycle, and may make somebody coordinator again in People."
        yield "must", "nobody-coordinates", sentence, ""


def copied(session: Session) -> Iterator[Item]:
    """Laptops of which two files wrote under one name: nothing of either is lost."""
    whose: dict[str, str] = dict(rows(session, "SELECT entity, person FROM device"))
    names = names_of_people(session)
    for device in sorted({device_of(seat) for (seat,) in rows(session, _COPIED)}):
        who = names.get(whose.get(device, "")) or "Somebody"
        sentence = (
            f"{who}’s laptop was copied or put back, and both files went on writing. What both wrote is kept here; ask {who} which one they"
            " use, and report the laptop as lost if it is neither."
        )
        yield "should", "copied-laptop", sentence, ""


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
