"""What came in after the words of a letter were last worked on: a draft always shows the newest figures, but nobody may have read them.

Laptops whose clocks differ come together here. Something is told of when either says that it is the later one: the clocks of who wrote it,
or the order in which it came to this laptop. To be told once too often costs a look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.documents.queries import documents
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.shape import UNIT
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.journal.revisions import read_line
from wmpeer.judging.records import AgreedLine, FindingLine
from wmpeer.letters.phrases import day, listed
from wmpeer.models.indicators import IndicatorMeasure, IndicatorTable
from wmpeer.models.record import Record
from wmpeer.models.records import Batch, Choice, Letter
from wmpeer.region.choices import choice_id
from wmpeer.store.plain import rows

_LOOK = "See whether the letter still holds."
_MOST = 4
_NO_WORDS = {"stage", "responded_on", "responded_by"}
_DATA = {"indicators": "figures", "inspections": "inspection outcomes"}


@dataclass(frozen=True, slots=True)
class Worked:
    """When something was last worked on: `wall` by the clock of who did, as a moment in UTC; `arrived` counts what came to this laptop, and
    what came in one pack has one `arrived_at`. Empty where nobody did."""

    wall: str = ""
    arrived: int = 0
    arrived_at: str = ""

    def before(self, other: Worked) -> bool:
        """Whether *other* is the later, by its writer's clock or as it came to this laptop."""
        return other.wall > self.wall or (other.arrived > self.arrived and other.arrived_at != self.arrived_at)


def written_at(
    session: Session, authority: str, agreed: Sequence[AgreedLine], findings: Sequence[FindingLine], may: Callable[[Record], bool]
) -> Worked:
    """When the words of a letter, or what goes into it, were last worked on, in the records that *may* allows.

    How far a letter has come, and what came back, is no word of it.
    """
    parts = [(one.id, one.changed_at) for one in agreed] + [(one.id, one.changed_at) for one in findings if one.in_letter]
    letters = session.scalars(select(Letter).where(Letter.authority == authority, ~Letter.withdrawn)).all()
    chosen = session.get(Choice, choice_id(authority))
    ids = [row.entity if row is not None and may(row) else "" for row in (letters[0] if letters else None, chosen)]
    asked = "SELECT arrived, arrived_at, body, id FROM revision WHERE entity IN (?, ?)"
    words = [
        Worked(line.wall, arrived, at)
        for arrived, at, line in ((arrived, at, read_line(body, name)) for arrived, at, body, name in rows(session, asked, *ids))
        if set(line.fields) - _NO_WORDS
    ]
    came = [*words, *_came(session, [entity for entity, _ in parts]).values()]
    last = max(came, key=lambda one: one.arrived, default=Worked())
    return Worked(max([*(moment for _, moment in parts), *(one.wall for one in words)], default=""), last.arrived, last.arrived_at)


def newer_sentences(session: Session, authority: str, since: Worked, findings: Sequence[FindingLine]) -> tuple[str, ...]:
    """What was loaded after *since*, and figures that *findings* cite though later ones came in after they were kept."""
    return (*_loaded_since(session, authority, since), *_cited_though_older(session, findings)) if since.wall else ()


def _came(session: Session, entities: Iterable[str]) -> dict[str, Worked]:
    """When the last revision of each of these records came to this laptop."""
    wanted = list(dict.fromkeys(entities))
    asked = f"SELECT entity, max(arrived), arrived_at FROM revision WHERE entity IN ({','.join('?' * len(wanted))}) GROUP BY entity"
    return {entity: Worked("", arrived, at) for entity, arrived, at in rows(session, asked, *wanted)} if wanted else {}


def _loaded(session: Session, kind: str, loaded_at: dict[str, str]) -> dict[str, Worked]:
    """When each of these records of that *kind* was loaded: *loaded_at* says it by the clock of who loaded it."""
    asked = (
        f"SELECT entity, max(arrived), arrived_at FROM revision WHERE entity IN (SELECT entity FROM {kind})"
        " AND json_extract(body, '$.fields.loaded_at') IS NOT NULL GROUP BY entity"
    )
    came = {entity: (arrived, at) for entity, arrived, at in rows(session, asked)}
    return {entity: Worked(wall, *came.get(entity, (0, ""))) for entity, wall in loaded_at.items()}


def _loaded_since(session: Session, authority: str, since: Worked) -> Iterator[str]:
    own = documents(session, authority)
    when = _loaded(session, "document", {one.id: one.loaded_at for one in own})
    papers = [(one.title or one.name, one.loaded_at) for one in own if since.before(when[one.id])]
    if papers:
        yield f"Loaded since the letter was last worked on: {_told(papers)}. {_LOOK}"
    asked = (
        select(Batch.entity, Batch.kind, Batch.source, Batch.loaded_at)
        .where(Batch.kind.in_(_DATA), IN_USE)
        .order_by(Batch.loaded_at, Batch.entity)
    )
    found = session.execute(asked).all()
    when = _loaded(session, "batch", {row.entity: row.loaded_at or "" for row in found})
    for kind, words in _DATA.items():
        newer = [row for row in found if row.kind == kind and since.before(when[row.entity])]
        tables = [(source_words(row.source or ""), row.loaded_at or "") for row in newer]
        if tables:
            yield f"Newer {words} were loaded since the letter was last worked on: {_told(tables)}. {_LOOK}"


def _told(what: Sequence[tuple[str, str]]) -> str:
    named = [f"{name} ({_day(at)})" for name, at in dict(what).items()]
    more = len(named) - _MOST
    return "; ".join(named[:_MOST]) + (f"; and {more} more" if more > 0 else "")


def _cited_though_older(session: Session, findings: Sequence[FindingLine]) -> Iterator[str]:
    came = _came(session, [one.id for one in findings if one.in_letter and one.figures])
    kept = {one.id: Worked(one.changed_at, came[one.id].arrived, came[one.id].arrived_at) for one in findings if one.id in came}
    cited = [(kept[one.id], figure) for one in findings if one.id in kept for figure in one.figures]
    if not cited:
        return
    newest = _newest(session, {figure.indicator for _, figure in cited})
    for (source, indicator), (label, loaded) in newest.items():
        older = [
            figure
            for kept_at, figure in cited
            if (figure.source, figure.indicator) == (source, indicator)
            and kept_at.before(loaded)
            and read_period(figure.period).key[:3] < read_period(label).key[:3]
        ]
        if older:
            periods = listed(tuple(dict.fromkeys(read_period(figure.period).words for figure in older)))
            title = older[0].title or indicator
            yield f"The letter cites {periods} for “{title}”; {read_period(label).words} was loaded on {_day(loaded.wall)}."


def _newest(session: Session, indicators: set[str]) -> dict[tuple[str, str], tuple[str, Worked]]:
    """For each source and indicator its newest period in use, and when that came in first."""
    asked = (
        select(Batch.entity, Batch.source, IndicatorMeasure.code, IndicatorMeasure.periods, Batch.loaded_at)
        .join(IndicatorTable, IndicatorTable.id == IndicatorMeasure.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IndicatorMeasure.code.in_(indicators))
        .where(IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    found: dict[tuple[str, str], tuple[str, Worked]] = {}
    told = session.execute(asked).all()
    when = _loaded(session, "batch", {row.entity: row.loaded_at or "" for row in told})
    for batch, source, code, periods, _ in told:
        label = max(periods.split(UNIT), key=lambda one: read_period(one).key)
        standing = found.get((source or "", code))
        if standing is None or read_period(label).key[:3] > read_period(standing[0]).key[:3]:
            found[source or "", code] = (label, when[batch])
    return found


def _day(moment: str) -> str:
    """The day of a UTC moment on this laptop's calendar."""
    return day(datetime.fromisoformat(moment).astimezone().date())
