"""Whether the journal still holds together: stream by stream, and each thing that does not fit in words that name nobody's private ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import moment_in_words
from wmpeer.errors import Problem, WmpeerError
from wmpeer.journal.counting import Counted
from wmpeer.journal.fold import fold
from wmpeer.journal.held import hidden_here, missing_here, recounted
from wmpeer.journal.revisions import RevisionLine, read_line, revision_id
from wmpeer.journal.rows import columns_of, row_values
from wmpeer.journal.shelves import LOCAL, OFFICE, PRIVATE
from wmpeer.models.journal import Revision
from wmpeer.models.records import record_kinds
from wmpeer.store.plain import rows


class JournalBrokenError(WmpeerError):
    """The journal does not hold together: {what}.

    Keep this file as it is, restore the newest backup that passes the check, and tell the regional office.
    """


def first_misfit(session: Session) -> Problem | None:
    """The first thing that does not fit, in the order in which streams began here; None where all does."""
    return next(_misfits(session), None)


def journal_faults(session: Session) -> tuple[Problem, ...]:
    """Whatever does not fit: a revision that was altered, a broken chain, an end that was cut off, one that waits and should not, a row
    that is not its fold. That something waits is no fault."""
    return tuple(_misfits(session))


def _misfits(session: Session) -> Iterator[Problem]:
    said = _Words.of(session)
    streams, lines = _read(session)
    for stream in streams.values():
        for what in _of_stream(stream, said):
            yield JournalBrokenError(what=what).problem()
    result = recounted(session, lines)
    standing = [line for line in lines if line.id in result.standing]
    every = {line.id: line for line in lines}
    for part in (_cut_off(session, streams, said), _unsaid(session, result, every, said), _false_rows(session, standing, said)):
        for what in part:
            yield JournalBrokenError(what=what).problem()


@dataclass(frozen=True, slots=True)
class _Words:
    """How people and authorities are called, by id and by code."""

    people: Mapping[str, str]
    authorities: Mapping[str, str]

    @classmethod
    def of(cls, session: Session) -> _Words:
        people: dict[str, str] = dict(rows(session, "SELECT entity, name FROM person WHERE name IS NOT NULL"))
        named = "SELECT ons_code, name FROM authority WHERE ons_code IS NOT NULL AND name IS NOT NULL"
        authorities: dict[str, str] = dict(rows(session, named))
        return cls(people, authorities)

    def person(self, author: str) -> str:
        return self.people.get(author) or "somebody unknown"

    def about(self, kind: str, shelf: str, authority: str | None) -> str:
        """What a revision is about, and nothing that it says."""
        if shelf == PRIVATE:
            return "in private notes"
        if shelf == LOCAL:
            return "to what was taken back"
        if shelf == OFFICE:
            return "to who and what takes part"
        where = self.authorities.get(authority or "") or authority
        return f"of {where} ({kind.replace('_', ' ')})" if where else f"({kind.replace('_', ' ')})"

    def of_row(self, row: Revision) -> str:
        """Which revision *row* is, from what stands beside its body."""
        return self._change(row.author, row.sequence, self.about(row.kind, row.shelf, row.authority), _wall(row.body))

    def of_line(self, line: RevisionLine) -> str:
        return self._change(line.author, line.sequence, self.about(line.kind, line.shelf, line.authority), line.wall)

    def _change(self, author: str, number: int, about: str, wall: str) -> str:
        when = moment_in_words(wall)
        return f"{self.person(author)}’s {ordinal(number)} change {about}{f', {when},' if when else ''}"


def ordinal(number: int) -> str:
    """Such as 1st, 2nd, 3rd, 11th."""
    end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def _wall(body: str) -> str:
    try:
        return read_line(body).wall
    except (ValueError, KeyError, TypeError):
        return ""


@dataclass(slots=True)
class _Stream:
    """A stream as it stands in the file: its rows by sequence, and the revisions that can be read of it."""

    rows: list[Revision] = field(default_factory=list)
    lines: dict[str, RevisionLine] = field(default_factory=dict)


def _read(session: Session) -> tuple[dict[str, _Stream], list[RevisionLine]]:
    """The streams, in the order in which they began here; and every revision that can be read, as they arrived."""
    streams: dict[str, _Stream] = defaultdict(_Stream)
    lines: list[RevisionLine] = []
    for row in session.scalars(select(Revision).order_by(Revision.arrived)):
        stream = streams[row.stream]
        stream.rows.append(row)
        try:
            line = read_line(row.body, row.id)
        except (ValueError, KeyError, TypeError):
            continue
        stream.lines[row.id] = line
        lines.append(line)
    for stream in streams.values():
        stream.rows.sort(key=lambda row: (row.sequence, row.arrived))
    return streams, lines


def _of_stream(stream: _Stream, said: _Words) -> Iterator[str]:
    """What does not fit along a stream, the first first."""
    ids, expected = {row.id for row in stream.rows} | {""}, 1
    for row in stream.rows:
        line = stream.lines.get(row.id)
        if line is None or not _is_as_written(row, line):
            yield f"{said.of_row(row)} was altered: it is not what was written"
        elif row.sequence > expected:
            yield f"what stood before {said.of_line(line)} is gone"
        elif line.previous not in ids:
            yield f"{said.of_line(line)} does not follow the one before it"
        expected = row.sequence + 1


def _is_as_written(row: Revision, line: RevisionLine) -> bool:
    try:
        return revision_id(row.body) == row.id and all(getattr(row, name) == value for name, value in columns_of(line).items())
    except (ValueError, TypeError):
        return False


def _cut_off(session: Session, streams: Mapping[str, _Stream], said: _Words) -> Iterator[str]:
    """Where a laptop vouched for more of a stream than is here, or for something else."""
    for stream, sequence, revision in rows(session, "SELECT stream, sequence, id FROM stream_head ORDER BY stream, sequence DESC"):
        own = streams[stream].rows if stream in streams else []
        if not own:
            yield f"all {sequence} changes of a laptop that vouched for them are gone"
        elif own[-1].sequence < sequence:
            gone = sequence - own[-1].sequence
            yield f"after {said.of_row(own[-1])} {gone} more {'is' if gone == 1 else 'are'} gone, for which the laptop had vouched"
        elif not any(row.sequence == sequence and row.id == revision for row in own):
            other = next(row for row in own if row.sequence >= sequence)
            yield f"{said.of_row(other)} is another than the laptop vouched for"


def _unsaid(session: Session, result: Counted, every: Mapping[str, RevisionLine], said: _Words) -> Iterator[str]:
    """What waits, or was written on a lost laptop, and is not put down as that; and the other way round."""
    missing, hidden = missing_here(session), hidden_here(session)
    for revision in sorted(result.waiting.keys() | missing.keys()):
        if missing.get(revision, set()) != set(result.waiting.get(revision, ())):
            yield f"of {_named(revision, every, said)} it is put down wrongly what it waits for"
    for revision in sorted(set(result.lost) ^ {one for one, receipt in hidden.items() if not receipt}):
        if not hidden.get(revision):
            yield f"of {_named(revision, every, said)} it is put down wrongly whether a lost laptop wrote it"


def _named(revision: str, every: Mapping[str, RevisionLine], said: _Words) -> str:
    return said.of_line(every[revision]) if revision in every else f"a revision that is not here ({revision[:12]})"


def _false_rows(session: Session, lines: Sequence[RevisionLine], said: _Words) -> Iterator[str]:
    kinds = record_kinds()
    records: dict[tuple[str, str], list[RevisionLine]] = defaultdict(list)
    for line in lines:
        if line.kind in kinds:  # of a newer program's kinds there are no rows here
            records[line.kind, line.entity].append(line)
    for (kind, entity), own in records.items():
        standing = fold(own)
        row = session.get(kinds[kind], entity)
        if standing.first is None:
            continue
        values = row_values(kinds[kind], standing)
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            yield f"what is shown after {said.of_line(standing.last or standing.first)} is not what was said ({_record(kind, entity)})"
    yield from _without_revisions(session, records.keys())


def _without_revisions(session: Session, records: Iterable[tuple[str, str]]) -> Iterator[str]:
    known = set(records)
    for kind, row_class in record_kinds().items():
        for entity in session.scalars(select(row_class.entity)):
            if (kind, entity) not in known:
                yield f"something is shown that nobody said ({_record(kind, entity)})"


def _record(kind: str, entity: str) -> str:
    return f"{kind.replace('_', ' ')} {entity[:12]}"
