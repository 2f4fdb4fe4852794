"""History, the digest that two laptops share, and whether the journal still holds together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import Problem, WmpeerError
from wmpeer.journal.counting import Counted
from wmpeer.journal.fold import fold
from wmpeer.journal.held import STANDS, hidden_here, missing_here, recounted
from wmpeer.journal.revisions import RevisionLine, read_line, revision_id
from wmpeer.journal.rows import columns_of, line_of, row_values
from wmpeer.journal.shelves import STAYS
from wmpeer.models.journal import Revision
from wmpeer.models.records import record_kinds
from wmpeer.store.plain import rows

_STAYS = ", ".join(f"'{shelf}'" for shelf in sorted(STAYS))
_VISIBLE = f"SELECT r.id FROM revision r WHERE r.shelf NOT IN ({_STAYS}) AND {STANDS}"


class JournalBrokenError(WmpeerError):
    """The journal does not hold together: {what}.

    Keep this file as it is, restore the newest backup that passes the check, and tell the regional office.
    """


def revision_lines(session: Session, entity: str | None = None) -> tuple[RevisionLine, ...]:
    """Every revision, oldest first as they arrived here; of one record where *entity* is given."""
    asked = select(Revision).order_by(Revision.arrived)
    if entity:
        asked = asked.where(Revision.entity == entity)
    return tuple(line_of(row) for row in session.scalars(asked))


def state_hash(session: Session) -> str:
    """A digest that two laptops share when the same revisions count on both, whatever their order of arrival. What leaves no laptop, as
    private notes, is not in it, nor what waits, was taken back, or was written on a laptop after it was lost."""
    return digest(visible(session))


def visible(session: Session) -> frozenset[str]:
    """The ids of the revisions that count here and that another laptop can have too."""
    return frozenset(revision for (revision,) in rows(session, _VISIBLE))


def digest(ids: Iterable[str]) -> str:
    """The digest of revisions (ids), in whatever order they are named."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def journal_faults(session: Session) -> tuple[Problem, ...]:
    """Whatever does not fit: a revision that is not what its id says, a broken chain, one that waits and should not, a row that is not its
    fold. That something waits is no fault."""
    lines, altered = _read(session)
    result = recounted(session, lines)
    standing = tuple(line for line in lines if line.id in result.standing)
    return tuple(
        JournalBrokenError(what=what).problem()
        for part in (altered, _broken_chains(lines), _unsaid(session, result), _false_rows(session, standing))
        for what in part
    )


def _read(session: Session) -> tuple[tuple[RevisionLine, ...], list[str]]:
    """Every revision that can be read, and which of them were altered: their body, or what is said of it beside."""
    lines: list[RevisionLine] = []
    altered: list[str] = []
    for row in session.scalars(select(Revision).order_by(Revision.arrived)):
        try:
            lines.append(read_line(row.body, row.id))
            fits = revision_id(row.body) == row.id and all(getattr(row, name) == said for name, said in columns_of(lines[-1]).items())
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            altered.append(f"revision {row.id[:12]} was altered")
    return tuple(lines), altered


def _broken_chains(lines: tuple[RevisionLine, ...]) -> Iterator[str]:
    streams: dict[str, list[RevisionLine]] = defaultdict(list)
    for line in lines:
        streams[line.stream].append(line)
    for stream in streams.values():
        ids = {line.id for line in stream} | {""}
        stream.sort(key=lambda line: line.sequence)
        for line in stream:
            if line.previous not in ids:
                yield f"what stood before revision {line.id[:12]} is gone"
        if len({line.sequence for line in stream}) != stream[-1].sequence:
            yield f"a revision before {stream[-1].id[:12]} is missing"


def _unsaid(session: Session, result: Counted) -> Iterator[str]:
    """What waits, or was written on a lost laptop, and is not put down as that; and the other way round."""
    missing, hidden = missing_here(session), hidden_here(session)
    for revision in sorted(result.waiting.keys() | missing.keys()):
        if missing.get(revision, set()) != set(result.waiting.get(revision, ())):
            yield f"revision {revision[:12]} waits for one that is not here, and that is not put down"
    for revision in sorted(set(result.lost) ^ {one for one, receipt in hidden.items() if not receipt}):
        if not hidden.get(revision):
            yield f"of revision {revision[:12]} it is put down wrongly whether a lost laptop wrote it"


def _false_rows(session: Session, lines: tuple[RevisionLine, ...]) -> Iterator[str]:
    kinds = record_kinds()
    records: dict[tuple[str, str], list[RevisionLine]] = defaultdict(list)
    for line in lines:
        if line.kind in kinds:  # of a newer program's kinds there are no rows here
            records[line.kind, line.entity].append(line)
    for (kind, entity), own in records.items():
        standing = fold(own)
        if standing.first is None:
            if session.get(kinds[kind], entity) is not None:
                yield f"the {kind} {entity[:12]} stands on revisions that are not here"
            continue
        row = session.get(kinds[kind], entity)
        values = row_values(kinds[kind], standing)
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            yield f"the {kind} {entity[:12]} does not say what its revisions say"
    for kind, row_class in kinds.items():
        for entity in session.scalars(select(row_class.entity)):
            if (kind, entity) not in records:
                yield f"the {kind} {entity[:12]} has no revision"
