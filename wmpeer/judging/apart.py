"""What people said apart of one record, and nobody has settled: each field with both sides, who said them, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from wmpeer.journal.fold import fold, same
from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.journal.rights import EVERYBODY, WRITERS, NotYourPartError, NotYoursError, refuse_unentitled
from wmpeer.journal.rows import lines_of
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import OWN, PANEL, SHELVES, STAYS
from wmpeer.judging.apart_records import Difference, Side
from wmpeer.judging.apart_words import RecordWords, field_name, is_free, side_words
from wmpeer.judging.fieldwords import FieldWords
from wmpeer.judging.history import HistoryOf, HistoryStep, record_history
from wmpeer.models import records as rows
from wmpeer.models.journal import Local
from wmpeer.models.kinds import JUDGEMENTS
from wmpeer.models.record import Record
from wmpeer.region.lettered import is_held
from wmpeer.region.queries import Reader, framework_of, names_of_people, stood_aside
from wmpeer.region.seeing import sees_colleagues

_SETTLERS = {"author": "its author", "coordinator": "a coordinator", "panel": "anybody of the panel"}


def differences(session: Session, reader: Reader | None, authority: str | None = None) -> tuple[Difference, ...]:
    """What was changed apart and is not settled, as *reader* may see it, by authority, area and record; of one *authority* where given.

    Nothing of an authority that the reader stands aside for; of what colleagues say, or the panel together, only what they may see who
    handed in. A side that the reader may not see is not there, and where only one is left there is no difference. Private notes are none.
    Where *reader* is None, all of it, and nothing may be settled: for what asks on nobody's behalf.
    """
    readers = (reader,) if isinstance(reader, str) else reader or ()
    facts = _Facts.of(session, readers)
    found = [one for row in _rows(session, authority) for one in facts.of_record(row)]
    order = {area.code: at for at, area in enumerate(framework_of(session).areas)}
    return tuple(sorted(found, key=lambda one: (one.authority, order.get(one.area, len(order)), one.title, one.entity, facts.place(one))))


def count_differences(session: Session, reader: Reader, authority: str) -> tuple[int, int]:
    """How many there are of an authority for *reader*, and how many of them they may settle."""
    found = differences(session, reader, authority)
    return len(found), sum(one.may for one in found)


def find_difference(session: Session, reader: Reader, entity: str, field: str) -> Difference | None:
    """The difference in that field of a record (its id), where it is there and *reader* may see it."""
    readers = (reader,) if isinstance(reader, str) else reader
    row = row_apart(session, entity, field)
    return next((one for one in _Facts.of(session, readers).of_record(row) if one.field == field), None) if row is not None else None


def row_apart(session: Session, entity: str, field: str) -> Record | None:
    """The row of that id, of whatever kind, in which *field* was changed apart."""
    found = (session.get(kind, entity) for kind in _kinds())
    return next((row for row in found if row is not None and not row.withdrawn and field in row.differences), None)


def difference_history(session: Session, opened_by: str, reader: Reader, entity: str, kind: str) -> tuple[HistoryStep, ...]:
    """How it came about: every step of the record, the newest first."""
    return record_history(session, opened_by, reader, HistoryOf(kind, entity=entity))


def _kinds() -> Iterator[type[Record]]:
    return (row for kind, row in rows.record_kinds().items() if SHELVES[kind] not in STAYS)


def _rows(session: Session, authority: str | None) -> Iterator[Record]:
    for kind in _kinds():
        asked = select(kind).where(~kind.withdrawn, type_coerce(kind.differences, String) != "{}").order_by(kind.authority, kind.entity)
        yield from session.scalars(asked.where(kind.authority == authority) if authority else asked)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked once for all differences of one reader."""

    session: Session
    readers: tuple[str, ...]
    names: Mapping[str, str]
    hidden: Mapping[str, str]
    sees: Callable[[str], bool]
    words: FieldWords
    records: RecordWords
    this: str
    laptops: Mapping[str, str]

    @classmethod
    def of(cls, session: Session, readers: tuple[str, ...]) -> _Facts:
        framework, names = framework_of(session), names_of_people(session)
        this = session.get(Local, "device")
        laptops = {
            row.entity: f"{names[row.person]}’s {row.name}" if row.person in names else row.name
            for row in session.scalars(select(rows.Device))
            if row.name
        }
        sees = sees_colleagues(session, readers) if readers else _all
        return cls(
            session, readers, names, stood_aside(session, readers), sees, FieldWords(session, framework),
            RecordWords(session, framework, names), this.value if this is not None else "", laptops,
        )  # fmt: skip

    def place(self, one: Difference) -> tuple[int, str]:
        return self.words.place(one.kind, one.field)

    def of_record(self, row: Record) -> Iterator[Difference]:
        kind, authority = row.__tablename__, row.authority or ""
        if authority in self.hidden:
            return
        lines = lines_of(self.session, kind, row.entity)
        standing, by_id = fold(lines), {line.id: line for line in lines}
        for field, said in standing.differences.items():
            shown = [(by_id[revision], value) for revision, value in said if self._may_see(by_id[revision])]
            if all(same(value, shown[0][1]) for _, value in shown):
                continue  # one side is left, or none
            yield self._difference(row, field, standing.bases.get(field), shown)

    def _may_see(self, line: RevisionLine) -> bool:
        shared = SHELVES[line.kind] not in (OWN, PANEL)
        return shared or line.author in self.readers or line.recorded_by in self.readers or self.sees(line.authority or "")

    def _difference(self, row: Record, field: str, base: JsonValue, said: Sequence[tuple[RevisionLine, JsonValue]]) -> Difference:
        kind = row.__tablename__
        locked, said_in = is_held(self.session, kind, (field,), row.authority), row.authority or ""
        return Difference(
            kind=kind, entity=row.entity, authority=said_in, area=self.records.area(row), field=field, title=self.records.title(row),
            name=field_name(self.words, kind, field), base=base, base_words=self.words.value(kind, field, base, said_in),
            sides=tuple(self._side(line, field, value) for line, value in said), judgement=field in JUDGEMENTS.get(kind, ()),
            free=is_free(kind, field, [value for _, value in said]), may=self._may_settle(row) and not locked,
            settler=self._settler(row), locked=locked,
        )  # fmt: skip

    def _side(self, line: RevisionLine, field: str, value: JsonValue) -> Side:
        recorder = self.names.get(line.recorded_by, "") if line.recorded_by != line.author else ""
        name = self.names.get(line.author) or "Somebody who is not in this workspace"
        return Side(
            line.id, value, side_words(self.words, line, field, value), line.author, name, recorder, device_of(line.device),
            self._laptop(line), line.wall, line.verb,
        )  # fmt: skip

    def _laptop(self, line: RevisionLine) -> str:
        device = device_of(line.device)
        if device == self.this:
            return "this laptop"
        return self.laptops.get(device, "another laptop")

    def _may_settle(self, row: Record) -> bool:
        if not self.readers:
            return False
        try:
            refuse_unentitled(self.session, type(row), row, {}, author_for(row, self.readers[0], self.readers[-1]), self.readers[0])
        except (NotYoursError, NotYourPartError):
            return False
        return True

    def _settler(self, row: Record) -> str:
        kind = row.__tablename__
        if kind == "interest" or (kind not in WRITERS and row.owner != "author"):
            return _SETTLERS["coordinator"]
        roles = WRITERS.get(kind, EVERYBODY)
        if row.owner == "author":
            return self.names.get(row.author) or _SETTLERS["author"]
        if roles == frozenset({"coordinator"}):
            return _SETTLERS["coordinator"]
        return "anybody of the panel" if "panellist" in roles else "a coordinator, lead moderator or facilitator"


def _all(_authority: str) -> bool:
    return True


def author_for(row: Record, opened_by: str, author: str) -> str:
    """Whose words a settlement is: who recorded a record on somebody's behalf may go on recording for them."""
    return row.author if row.owner == "author" and row.recorded_by == opened_by else author
