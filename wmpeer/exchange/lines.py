"""What a screen says of the exchange: who takes part with which laptop, what of one's own is handed in, differences in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wmpeer.exchange.records import DeviceLine, FieldApart, ValueApart
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.seats import device_of
from wmpeer.region.queries import Reader, authorities, framework_of, names_of_people, people, stood_aside
from wmpeer.region.readers import allocations
from wmpeer.region.seeing import sight_of
from wmpeer.store.plain import Reads, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Fellow:
    """Somebody who takes part: their laptops, their invitation that nobody answered yet (when it was made, UTC), the last pack made for
    them, the names of the authorities allocated to them that they have handed in (where none is `allocated`: of all they handed in), and
    of those they still owe, and how many revisions and bytes of content a pack for them would bring now (None where nobody has counted)."""

    id: str
    name: str
    role: str
    home: str
    laptops: tuple[DeviceLine, ...] = ()
    invited_at: str = ""
    last_at: str = ""
    last_name: str = ""
    handed: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    allocated: bool = True
    news: int | None = None
    news_bytes: int = 0

    @property
    def reads(self) -> bool:
        """Whether they are there to read and hand in."""
        return self.role not in ("coordinator", "observer")

    @property
    def known(self) -> tuple[DeviceLine, ...]:
        """The laptops that count: neither this one nor lost."""
        return tuple(one for one in self.laptops if not one.is_this and not one.revoked_on)


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What one wrote of an authority (an ONS code): areas judged, findings, and the ISO day it was handed in, or empty."""

    authority: str
    name: str
    judged: int
    findings: int
    handed_on: str


@dataclass(frozen=True, slots=True)
class SideLine:
    """What one person said, in words, and when by their laptop's clock (UTC)."""

    said: str
    who: str
    wall: str


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in words: which record, which field of it, what all sides began with ("" where nothing), and the sides, oldest first."""

    what: str
    field: str
    before: str
    sides: tuple[SideLine, ...]
    judgement: bool


def fellows(reads: Reads, laptops: Iterable[DeviceLine], reader: Reader | None = None) -> tuple[Fellow, ...]:
    """Everybody who takes part, by name; *laptops* are those that were ever admitted. Of what they have done only what *reader* may see."""
    of: dict[str, list[DeviceLine]] = {}
    for one in laptops:
        of.setdefault(one.person, []).append(one)
    places = {one.ons_code: one.name for one in authorities(reads)}
    invited: dict[str, str] = dict(rows(reads, "SELECT person, max(made_at) FROM invitation WHERE answered_at IS NULL GROUP BY person"))
    sent = {person: (at, name) for person, at, name in rows(reads, "SELECT person, max(made_at), name FROM pack_out GROUP BY person")}
    handed: dict[str, list[str]] = {}
    owed: dict[str, list[str]] = {}
    for line in allocations(reads, reader):
        (handed if line.handed_in else owed).setdefault(line.person, []).append(places.get(line.authority, line.authority))
    allocated = {*handed, *owed}
    sight = sight_of(reads, reader) if reader else None
    for person, authority in rows(reads, "SELECT DISTINCT author, authority FROM hand_in WHERE NOT withdrawn"):
        if person not in allocated and (sight is None or sight.of("hand_in", authority or "", person)):
            handed.setdefault(person, []).append(places.get(authority) or str(authority))
    return tuple(
        Fellow(
            one.id, one.name, one.role, places.get(one.home, ""), tuple(of.get(one.id, ())), invited.get(one.id, ""),
            *sent.get(one.id, ("", "")), tuple(sorted(handed.get(one.id, ()))), tuple(sorted(owed.get(one.id, ()))),
            one.id in allocated,
        )
        for one in people(reads)
    )  # fmt: skip


def own_work(reads: Reads, person: str) -> tuple[OwnWork, ...]:
    """What *person* (an id) is to read or wrote something of, by the authority's name; what they stand aside for is not there."""
    aside = stood_aside(reads, person)
    judged: dict[str, int] = dict(
        rows(reads, "SELECT authority, count(DISTINCT area) FROM view WHERE author = ? AND view != '' AND NOT withdrawn GROUP BY 1", person)
    )
    findings = "SELECT authority, count(*) FROM finding WHERE author = ? AND NOT withdrawn GROUP BY 1"
    found: dict[str, int] = dict(rows(reads, findings, person))
    handings = 'SELECT authority, max("on") FROM hand_in WHERE author = ? AND NOT withdrawn GROUP BY 1'
    handed: dict[str, str] = dict(rows(reads, handings, person))
    given = {line.authority for line in allocations(reads) if line.person == person}
    named = {*judged, *found, *handed, *given}
    return tuple(
        OwnWork(one.ons_code, one.name, judged.get(one.ons_code, 0), found.get(one.ons_code, 0), handed.get(one.ons_code) or "")
        for one in authorities(reads)
        if one.ons_code in named and one.ons_code not in aside
    )


def last_out(reads: Reads) -> tuple[str, str]:
    """When the newest pack was made here (UTC) and what its file is called; two empty texts where none was."""
    for made_at, name in rows(reads, "SELECT made_at, name FROM pack_out ORDER BY made_at DESC LIMIT 1"):
        return made_at, name
    return "", ""


def known_until(reads: Reads, based_on: Mapping[str, int], device: str) -> str:
    """When (UTC, by its own clock) the newest of what *device* wrote was written that the sender of a pack had seen; "" for nothing."""
    walls = [
        wall
        for stream, sequence in based_on.items()
        for seat, wall in rows(
            reads, "SELECT device, json_extract(body, '$.wall') FROM revision WHERE stream = ? AND sequence = ?", stream, sequence
        )
        if device_of(seat) == device
    ]
    return max(walls, default="")


def who_said(side: ValueApart, names: Mapping[str, str]) -> str:
    """Who said it: “Ann Reed”, or “Olive Office, on behalf of Ann Reed”."""
    from wmpeer.judging.apart_words import on_behalf

    return on_behalf(names.get(side.author) or "Somebody", names.get(side.recorded_by) or "Somebody")


def difference_lines(session: Session, differences: Iterable[FieldApart]) -> tuple[DifferenceLine, ...]:
    """*differences* as people say them, judgements first."""
    given = sorted(differences, key=lambda one: not one.judgement)
    if not given:
        return ()
    from wmpeer.judging.apart_words import RecordWords, field_name
    from wmpeer.judging.fieldwords import FieldWords
    from wmpeer.models.records import record_kinds

    framework, names, kinds = framework_of(session), names_of_people(session), record_kinds()
    words, titles = FieldWords(session, framework), RecordWords(session, framework, names)
    places = {one.ons_code: one.name for one in authorities(session)}

    def line(one: FieldApart) -> DifferenceLine:
        row = session.get(kinds[one.kind], one.entity) if one.kind in kinds else None
        title = titles.title(row) if row is not None else f"A {one.kind.replace('_', ' ')} that is not here yet"
        where = f"{places[one.authority]}: " if one.authority in places else ""

        def said(value: JsonValue) -> str:
            if one.field == "withdrawn":
                return "take it back" if value is True else "keep it"
            return words.value(one.kind, one.field, value, one.authority) or ("nothing" if value in (None, "", False) else str(value))

        ordered = sorted(one.sides, key=lambda side: side.wall)
        sides = tuple(SideLine(said(side.value), who_said(side, names), side.wall) for side in ordered)
        before = said(one.base) if one.base is not None else ""
        return DifferenceLine(f"{where}{title}", field_name(words, one.kind, one.field), before, sides, one.judgement)

    return tuple(line(one) for one in given)
