"""The sign-off sheet of an authority: what the panel agreed, what is still open, and the state of the record in words that can be compared.

The chair signs it. Each change is chained to the one before it, so the ends that are printed vouch for all that was there: nothing of it
can be altered or left out later without its showing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.drawing.blocks import Block, Grid, Heading, Paper, Room, Words
from wmpeer.drawing.paper import paper_pdf
from wmpeer.errors import WmpeerError
from wmpeer.journal.heads import StreamEnd, heads_in_words, heads_of
from wmpeer.journal.shelves import OWN, PANEL, SETUP
from wmpeer.judging.apart import differences
from wmpeer.judging.queries import agreed_lines, finding_lines, handed_in, raised_lines
from wmpeer.papers.figures import front_of
from wmpeer.papers.pack_pdf import paper_of
from wmpeer.papers.records import Front
from wmpeer.region.framework import Framework
from wmpeer.region.queries import Reader, authorities, framework_of, names_of_people, refuse_own_authority, stood_aside
from wmpeer.region.seeing import sees_colleagues

_SHELVES = {OWN: "their own words", PANEL: "the panel’s words", SETUP: "documents and approvals"}
STATE = (
    "These digits are worked out from the last change of everybody named below, and each of those is chained to all before it. Whoever "
    "holds the same record reads the same digits: compare them before you sign. Afterwards wmpeer tells when the record stood so, and that "
    "nothing of it is missing."
)


class SignOffHeldError(WmpeerError):
    """The sign-off sheet of {authority} says what colleagues and the panel said, and your own view is not handed in.

    Hand in first, or ask a coordinator for the sheet.
    """


@dataclass(frozen=True, slots=True)
class AgreedArea:
    """What the panel agreed of an area, in the framework's words; `view` is empty where nothing is agreed."""

    title: str
    view: str
    confidence: str
    wording: str


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A concern, its level in words, and when, how and by whom it was raised with the authority; empty where it was not."""

    text: str
    level: str
    raised: str


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """How far somebody's words go: whose they are, what they are about, how many, and the last one's id."""

    who: str
    what: str
    count: int
    id: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """All that stands on the sheet."""

    front: Front
    authority: str
    took_part: tuple[str, ...]
    areas: tuple[AgreedArea, ...]
    concerns: tuple[OpenConcern, ...]
    differences: int
    digits: str
    ends: tuple[ChainEnd, ...]


def sign_off_content(session: Session, authority: str, reader: Reader, made_on: date) -> SignOff:
    """The sheet of *authority* (ONS code) as the record stands.

    Raises:
        OwnAuthorityError: *reader* stands aside for it. SignOffHeldError: colleagues' words may not be seen yet.
    """
    for person in (reader,) if isinstance(reader, str) else reader:
        refuse_own_authority(session, person, authority)
    name = next(one.name for one in authorities(session) if one.ons_code == authority)
    if not sees_colleagues(session, reader)(authority):
        raise SignOffHeldError(authority=name)
    names = names_of_people(session)
    aside = {person for person in names if authority in stood_aside(session, person)}
    return SignOff(
        front_of(session, made_on),
        name,
        tuple(sorted(names[one] for one in handed_in(session, authority) if one in names and one not in aside)),
        tuple(_areas(session, authority, reader, framework_of(session))),
        tuple(_concerns(session, authority, reader, framework_of(session))),
        len(differences(session, reader, authority)),
        heads_in_words(session, authority),
        tuple(sorted(_ends(heads_of(session, authority), names), key=lambda one: (one.who, one.what, one.id))),
    )


def sign_off_pdf(sheet: SignOff) -> bytes:
    """*sheet* as a tagged PDF; the same sheet gives the same bytes."""
    return paper_pdf(sign_off_paper(sheet))


def sign_off_paper(sheet: SignOff) -> Paper:
    """*sheet* as it is printed."""
    return paper_of(sheet.front, f"Sign-off sheet: {sheet.authority}", tuple(_blocks(sheet)))


def _areas(session: Session, authority: str, reader: Reader, framework: Framework) -> Iterator[AgreedArea]:
    agreed = {one.area: one for one in agreed_lines(session, authority, reader=reader)}
    for area in framework.areas:
        one = agreed.get(area.code)
        if one is None or not one.view:
            yield AgreedArea(area.title, "", "", one.wording if one else "")
        else:
            confidence = framework.word("confidences", one.confidence) if one.confidence else ""
            yield AgreedArea(area.title, framework.view(one.view).word, confidence, one.wording)


def _concerns(session: Session, authority: str, reader: Reader, framework: Framework) -> Iterator[OpenConcern]:
    raised = {one.finding: one for one in raised_lines(session, authority, reader=reader)}
    for one in finding_lines(session, authority, reader=reader):
        if one.kind == "concern":
            told = raised.get(one.id)
            when = f"{in_words(date.fromisoformat(told.on))}, by {told.by}, {told.how}" if told else ""
            yield OpenConcern(one.text, framework.concern_level(one.level).word if one.level else "", when)


def _ends(ends: tuple[StreamEnd, ...], names: dict[str, str]) -> Iterator[ChainEnd]:
    for one in ends:
        yield ChainEnd(names.get(one.author, "somebody of a newer record"), _SHELVES.get(one.shelf, "other words"), one.sequence, one.id)


def _blocks(sheet: SignOff) -> Iterator[Block]:
    yield Heading("What the panel agreed")
    rows = tuple((one.title, one.view or "not agreed", one.confidence or "–", one.wording or "–") for one in sheet.areas)
    yield Grid("agreed", ("Area of practice", "Agreed", "Confidence", "Wording"), rows, (0.26, 0.16, 0.12, 0.46))
    yield Words(f"Handed in their own view: {', '.join(sheet.took_part) or 'nobody yet'}.")
    if sheet.differences:
        some = "One thing was" if sheet.differences == 1 else f"{sheet.differences} things were"
        yield Words(f"{some} said differently on two laptops and not settled yet.")
    if sheet.concerns:
        yield Heading("Concerns")
        raised = tuple((one.text, one.level or "–", one.raised or "not raised with the authority yet") for one in sheet.concerns)
        yield Grid("concerns", ("Concern", "Level", "Raised with the authority"), raised, (0.5, 0.16, 0.34))
    yield Heading("Signed")
    yield Words(sheet.digits, lead="State of the record: ")
    for who in ("Chair of the panel: name, signature, date", "For the regional team: name, signature, date"):
        yield Room(who, "", "")
    yield Heading("State of the record", whole=True)
    yield Words(sheet.digits, lead="All that is here of this authority: ")
    yield Words(STATE)
    ends = tuple((one.who, one.what, str(one.count), " ".join((one.id[:8], one.id[8:16]))) for one in sheet.ends)
    yield Grid("ends", ("Whose", "What", "Changes", "Last change"), ends, (0.32, 0.32, 0.12, 0.24), numbers=(2,), small=True)
