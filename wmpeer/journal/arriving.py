"""Taking revisions in, and hiding and showing them again: what that comes to is planned first, as the very rows to be written.

So a preview is the same code as the deed, and writes nothing. Nothing here knows of packs, nor whether a writer had the right to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.journal.admissions import cast_out
from wmpeer.journal.apart import FieldApart
from wmpeer.journal.counting import REFUSED, Counted, counted, named, tells_anew
from wmpeer.journal.cuts import is_an_end, is_cut, with_reports
from wmpeer.journal.fold import Standing, differences_in, fold
from wmpeer.journal.held import (
    every_line,
    hidden_here,
    ids_of,
    laptop_lines,
    lines_of_records,
    lines_of_streams,
    missing_here,
    newest_arrival,
    present,
    recounted,
    unknown_here,
    waiting_here,
)
from wmpeer.journal.inserting import Columns, ends, revision_rows, undisturbed, write_rows
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shapes import Tuple, shape_of
from wmpeer.journal.shelves import OFFICE
from wmpeer.models.records import record_kinds

Record: TypeAlias = tuple[str, str]  # kind, entity
Judge: TypeAlias = Callable[[Sequence[RevisionLine]], Collection[str]]
"""Asked of revisions that waited here and that what came lets stand: which of them (ids) may not, after all."""


Held: TypeAlias = tuple[Collection[str], Collection[str]]
"""Of records: the revisions (ids) that are here, and those records (ids) that have any."""


def nobody_is_refused(_lines: Sequence[RevisionLine]) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to happen: `lines` come in, `hide` maps revisions to the receipt they are taken back with, `show` are hidden no more,
    `refused` are those of the lines that may not stand."""

    lines: Sequence[RevisionLine] = ()
    hide: Mapping[str, str] = field(default_factory=dict)
    show: Collection[str] = ()
    judge: Judge = nobody_is_refused
    at: str = ""
    refused: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """What it comes to. `new`, `changed`, `same` and `waiting` count records, `unknown` those of kinds that this program does not know,
    `parallel` those that were changed apart without a difference.

    `lines` are not here yet; `joined` waited here and stand with them; `refused` (ids) waited and may not stand; `stopped` stood, and do so
    no more: they are hidden, or what they build on is, or a lost laptop wrote them. `differences` are those that did not stand before.
    `columns` and `goes` are the rows to be written and the keys of those to be removed, by table; all fits while `newest` is the number of
    the revision that arrived last.
    """

    asked: Asked
    newest: int
    lines: tuple[RevisionLine, ...]
    joined: tuple[RevisionLine, ...]
    refused: frozenset[str]
    stopped: tuple[RevisionLine, ...]
    new: int
    changed: int
    same: int
    waiting: int
    unknown: int
    parallel: int
    differences: tuple[FieldApart, ...]
    columns: Columns
    goes: Mapping[str, tuple[str, ...]]


def plan_arrival(
    session: Session,
    lines: Sequence[RevisionLine] = (),
    *,
    hide: Mapping[str, str] | None = None,
    show: Collection[str] = (),
    judge: Judge = nobody_is_refused,
    at: str = "",
    held: Held | None = None,
    refused: Collection[str] = (),
) -> Arrival:
    """What it comes to when *lines* arrive at the moment *at* (UTC; now), those of *hide* (to the receipt) are hidden and those of *show*
    are hidden no more. It reads only.

    The lines of several packs are one plan. Of each it is taken for granted that its shape was looked at, that its chain fits, and that who
    wrote it had the right to, where all it names is here; *judge* is asked of those that could not be judged when they came, and *refused*
    (ids) may come and not stand. *held* is
    what is here of the records they touch, where that was asked already.
    """
    with undisturbed():
        return _planned(session, Asked(lines, dict(hide or {}), show, judge, at or iso(now()), refused), held)


def write_arrival(session: Session, arrival: Arrival) -> Arrival:
    """Write what was planned; where something was written here meanwhile it is planned anew first. Gives what was written."""
    with undisturbed():
        if newest_arrival(session) != arrival.newest:
            arrival = _planned(session, arrival.asked)
        write_rows(session, arrival.columns, arrival.goes)
    session.expire_all()  # it was written past the mapper
    return arrival


def rebuilt(session: Session) -> Columns:
    """Every row that the revisions here amount to, and which of them wait or are of a lost laptop: as if all came at once."""
    with undisturbed():
        held = every_line(session)
        result = recounted(session, held)
        rows = _Rows()
        rows.put(_by_record(line for line in held if line.id in result.standing), {})
        columns = {kind: tuple(made) for kind, made in rows.made.items()}
        waiting = tuple((one, name) for one, names in result.waiting.items() for name in names)
        return columns | {"waiting": waiting, "hidden": tuple((one, "") for one in result.lost)}


@dataclass(slots=True)
class _Here:
    """What this file says before: which revisions wait and for what, which of them are `known` all the same, which are hidden and by which
    receipt."""

    waiting: list[RevisionLine]
    missing: dict[str, set[str]]
    known: Collection[str]
    hidden: dict[str, str]

    @classmethod
    def of(cls, session: Session) -> _Here:
        missing = missing_here(session)
        return cls(waiting_here(session) if missing else [], missing, missing.keys() - unknown_here(session, missing), hidden_here(session))

    def stands(self, revision: str) -> bool:
        return revision not in self.missing and revision not in self.hidden


@dataclass(slots=True)
class _Change:
    """What counts after: `up` did not stand before, `down` did; `standing` finds the lines of records as they stand after."""

    result: Counted
    refused: frozenset[str]
    hidden: dict[str, str]
    up: list[RevisionLine]
    down: list[RevisionLine]
    before: dict[Record, list[RevisionLine]]
    after: dict[Record, list[RevisionLine]]


def _planned(session: Session, asked: Asked, held: Held | None = None) -> Arrival:
    newest = newest_arrival(session)
    known, met = held or ids_of(session, {line.entity for line in asked.lines})
    fresh = list({line.id: line for line in asked.lines if line.id not in known}.values())
    here = _Here.of(session)
    change = None if asked.hide or asked.show else _quick(session, asked, here, fresh, met)
    change = change or _whole(session, asked, here, fresh)
    rows = _Rows()
    rows.put(change.after, change.before)
    return _told(asked, newest, here, change, fresh, rows)


def _quick(session: Session, asked: Asked, here: _Here, fresh: list[RevisionLine], met: Collection[str]) -> _Change | None:
    """Where revisions only come in: what stands goes on standing. None where a lost laptop is reported among them, or where one comes up to
    which a lost laptop counts: what was written beside it may have stood until now."""
    candidates = [*here.waiting, *fresh]
    names = {line.id for line in candidates}
    beside = present(session, _named_by(candidates) - names)
    told = [line for line in laptop_lines(session) if line.id not in names or line.id in here.known]
    cuts = with_reports(line for line in told if not here.hidden.get(line.id))
    out = cast_out(told, {one for one, receipt in here.hidden.items() if not receipt}) if cuts else frozenset()
    if cuts and any(is_an_end(line, cuts) for line in fresh):
        return None
    chains = lines_of_streams(session, {line.stream for line in candidates if is_cut(line, cuts)}) if cuts else []
    by_receipt = {revision for revision, receipt in here.hidden.items() if receipt}
    result, refused = _judged(
        asked, here,
        lambda refused: counted(
            candidates, hidden=by_receipt, refused=refused, known=beside, standing=beside - here.hidden.keys(), cuts=cuts, chains=chains,
            out=out,
        ),
    )  # fmt: skip
    if tells_anew((line for line in candidates if line.id not in here.known), result, cuts):
        return None
    up = [line for line in candidates if line.id in result.standing]
    met = {line.entity for line in up if line.entity in met} if met else set()
    met |= {line.entity for line in here.waiting if line.id in result.standing}
    old = lines_of_records(session, met) if met else {}
    before = _by_record(line for lines in old.values() for line in lines if here.stands(line.id))
    after = _by_record(up, {record: list(lines) for record, lines in before.items()})
    if old:
        records = {(line.kind, line.entity) for line in up}
        after = {record: after[record] for record in after if record in records}
    hidden = {**here.hidden, **dict.fromkeys(result.lost, "")} if result.lost else here.hidden
    return _Change(result, refused, hidden, up, [], before, after)


def _named_by(lines: Sequence[RevisionLine]) -> set[str]:
    found = {one for knew in {line.knew for line in lines} for one in knew}
    for line in lines:
        if line.parents or line.shelf == OFFICE:
            found.update(named(line))
    return found


def _whole(session: Session, asked: Asked, here: _Here, fresh: list[RevisionLine]) -> _Change:
    """Where something is hidden or shown, or a laptop is reported lost: all is counted anew."""
    held = every_line(session)
    candidates = [*held, *fresh]
    by_receipt = {one: receipt for one, receipt in {**here.hidden, **asked.hide}.items() if receipt and one not in set(asked.show)}
    result, refused = _judged(asked, here, lambda refused: counted(candidates, hidden=by_receipt, refused=refused))
    stood = {line.id for line in held if here.stands(line.id)}
    up = [line for line in candidates if line.id in result.standing and line.id not in stood]
    down = [line for line in held if line.id in stood and line.id not in result.standing]
    touched = {(line.kind, line.entity) for line in (*up, *down)}
    before = _by_record(line for line in held if line.id in stood and (line.kind, line.entity) in touched)
    after: dict[Record, list[RevisionLine]] = {record: [] for record in touched}
    _by_record((line for line in candidates if line.id in result.standing and (line.kind, line.entity) in touched), after)
    return _Change(result, refused, {**dict.fromkeys(result.lost, ""), **by_receipt}, up, down, before, after)


def _judged(asked: Asked, here: _Here, count: Callable[[frozenset[str]], Counted]) -> tuple[Counted, frozenset[str]]:
    """What counts once those that waited were judged; and which may not stand."""
    refused = frozenset(one for one, names in here.missing.items() if REFUSED in names) | frozenset(asked.refused)
    result = count(refused)
    joined = [line for line in here.waiting if line.id in result.known and line.id not in here.known]
    more = frozenset(asked.judge(joined)) if joined else frozenset()
    return (count(refused | more), refused | more) if more else (result, refused)


def _by_record(lines: Iterable[RevisionLine], found: dict[Record, list[RevisionLine]] | None = None) -> dict[Record, list[RevisionLine]]:
    found = {} if found is None else found
    for line in lines:
        record = (line.kind, line.entity)
        if record in found:
            found[record].append(line)
        else:
            found[record] = [line]
    return found


@dataclass(slots=True)
class _Rows:
    """The rows of the records that change, and what is counted of them."""

    made: dict[str, list[Tuple]] = field(default_factory=lambda: defaultdict(list))
    goes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    new: int = 0
    changed: int = 0
    unknown: int = 0
    parallel: int = 0
    differences: list[FieldApart] = field(default_factory=list)
    _kinds: Mapping[str, type] = field(default_factory=record_kinds)

    def put(self, after: Mapping[Record, Sequence[RevisionLine]], before: Mapping[Record, Sequence[RevisionLine]]) -> None:
        """The rows of records whose lines of *after* count, where those of *before* did."""
        begun = len(before.keys() & after.keys())
        self.new += len(after) - begun
        self.changed += begun
        ones: dict[str, list[RevisionLine]] = defaultdict(list)
        for record, lines in after.items():
            if len(lines) == 1:
                ones[record[0]].append(lines[0])
            else:
                self._put(record, lines, before.get(record, ()))
        for kind, several in ones.items():
            if kind in self._kinds:
                self.made[kind] += shape_of(self._kinds[kind]).rows_of_ones(several)
            else:
                self.unknown += len(several)

    def _put(self, record: Record, lines: Sequence[RevisionLine], before: Sequence[RevisionLine]) -> None:
        """The row of a record that several lines tell of, or none any more."""
        kind, entity = record
        shape = shape_of(self._kinds[kind]) if kind in self._kinds else None
        self.unknown += shape is None
        if not lines:
            if shape is not None:
                self.goes[kind].append(entity)
            return
        standing = fold(lines)
        if len(standing.head) > 1:
            self._apart(standing, lines, before)
        if shape is not None:
            self.made[kind].append(shape.row(standing))

    def _apart(self, standing: Standing, lines: Sequence[RevisionLine], before: Sequence[RevisionLine]) -> None:
        self.parallel += not standing.differences
        if standing.differences:
            stood = fold(before).differences if before else {}
            self.differences += [one for one in differences_in(standing, lines) if standing.differences[one.field] != stood.get(one.field)]


def _told(asked: Asked, newest: int, here: _Here, change: _Change, fresh: list[RevisionLine], rows: _Rows) -> Arrival:
    result = change.result
    given = {(line.kind, line.entity) for line in asked.lines}
    waits = {(line.kind, line.entity) for line in asked.lines if line.id in result.waiting} if result.waiting else set()
    moved = given & change.after.keys()
    waiting = [(one, name) for one, names in result.waiting.items() if set(names) != here.missing.get(one) for name in names]
    hidden = [(one, receipt) for one, receipt in change.hidden.items() if here.hidden.get(one) != receipt]
    columns: dict[str, tuple[Tuple, ...]] = {"revision": revision_rows(fresh, asked.at)} if fresh else {}
    columns |= {kind: tuple(made) for kind, made in rows.made.items()}
    columns |= {name: tuple(several) for name, several in (("waiting", waiting), ("hidden", hidden)) if several}
    goes = {kind: tuple(entities) for kind, entities in rows.goes.items()}
    goes |= ends("waiting", (one for one, names in here.missing.items() if set(result.waiting.get(one, ())) != names))
    goes |= ends("hidden", (one for one in here.hidden if one not in change.hidden))
    waited = {line.id for line in here.waiting}
    joined = tuple(line for line in change.up if line.id in waited) if waited else ()
    return Arrival(
        asked, newest, tuple(fresh), joined, change.refused, tuple(change.down), rows.new,
        rows.changed, len(given) - len(moved | waits), len(waits), rows.unknown, rows.parallel, tuple(rows.differences), columns, goes,
    )  # fmt: skip
