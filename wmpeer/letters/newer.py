"""What came in after the words of a letter were last worked on: a draft always shows the newest figures, but nobody may have read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.documents.queries import documents
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.shape import UNIT
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.journal.queries import revision_lines
from wmpeer.judging.records import AgreedLine, FindingLine
from wmpeer.letters.phrases import day, listed
from wmpeer.models.indicators import IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch, Letter
from wmpeer.region.choices import choice_id

_LOOK = "See whether the letter still holds."
_MOST = 4
_NO_WORDS = {"stage", "responded_on", "responded_by"}
_DATA = {"indicators": "figures", "inspections": "inspection outcomes"}


def written_at(session: Session, authority: str, agreed: Sequence[AgreedLine], findings: Sequence[FindingLine]) -> str:
    """When the words of a letter, or what goes into it, were last worked on, as a moment in UTC; empty where there are none.

    How far a letter has come, and what came back, is no word of it.
    """
    moments = [one.changed_at for one in agreed] + [one.changed_at for one in findings if one.in_letter]
    letter = session.scalar(select(Letter.entity).where(Letter.authority == authority, ~Letter.withdrawn))
    lines = [*(revision_lines(session, letter) if letter else ()), *revision_lines(session, choice_id(authority))]
    moments += [line.wall for line in lines if set(line.fields) - _NO_WORDS]
    return max(moments, default="")


def newer_sentences(session: Session, authority: str, since: str, findings: Sequence[FindingLine]) -> tuple[str, ...]:
    """What was loaded after *since* (a moment in UTC), and figures that *findings* cite though later ones came in after they were kept."""
    return (*_loaded_since(session, authority, since), *_cited_though_older(session, findings)) if since else ()


def _loaded_since(session: Session, authority: str, since: str) -> Iterator[str]:
    papers = [(one.title or one.name, one.loaded_at) for one in documents(session, authority) if one.loaded_at > since]
    if papers:
        yield f"Loaded since the letter was last worked on: {_told(papers)}. {_LOOK}"
    asked = (
        select(Batch.kind, Batch.source, Batch.loaded_at)
        .where(Batch.kind.in_(_DATA), IN_USE, Batch.loaded_at > since)
        .order_by(Batch.loaded_at, Batch.entity)
    )
    found = session.execute(asked).all()
    for kind, words in _DATA.items():
        tables = [(source_words(row.source or ""), row.loaded_at or "") for row in found if row.kind == kind]
        if tables:
            yield f"Newer {words} were loaded since the letter was last worked on: {_told(tables)}. {_LOOK}"


def _told(what: Sequence[tuple[str, str]]) -> str:
    named = [f"{name} ({_day(at)})" for name, at in dict(what).items()]
    more = len(named) - _MOST
    return "; ".join(named[:_MOST]) + (f"; and {more} more" if more > 0 else "")


def _cited_though_older(session: Session, findings: Sequence[FindingLine]) -> Iterator[str]:
    cited = [(one.changed_at, figure) for one in findings if one.in_letter for figure in one.figures]
    if not cited:
        return
    newest = _newest(session, {figure.indicator for _, figure in cited})
    for (source, indicator), (label, loaded_at) in newest.items():
        older = [
            figure
            for kept_at, figure in cited
            if (figure.source, figure.indicator) == (source, indicator)
            and kept_at < loaded_at
            and read_period(figure.period).key[:3] < read_period(label).key[:3]
        ]
        if older:
            periods = listed(tuple(dict.fromkeys(read_period(figure.period).words for figure in older)))
            title = older[0].title or indicator
            yield f"The letter cites {periods} for “{title}”; {read_period(label).words} was loaded on {_day(loaded_at)}."


def _newest(session: Session, indicators: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each source and indicator its newest period in use, and when that came in first."""
    asked = (
        select(Batch.source, IndicatorMeasure.code, IndicatorMeasure.periods, Batch.loaded_at)
        .join(IndicatorTable, IndicatorTable.id == IndicatorMeasure.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IndicatorMeasure.code.in_(indicators))
        .where(IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for source, code, periods, loaded_at in session.execute(asked):
        label = max(periods.split(UNIT), key=lambda one: read_period(one).key)
        standing = found.get((source or "", code))
        if standing is None or read_period(label).key[:3] > read_period(standing[0]).key[:3]:
            found[source or "", code] = (label, loaded_at or "")
    return found


def _day(moment: str) -> str:
    """The day of a UTC moment on this laptop's calendar."""
    return day(datetime.fromisoformat(moment).astimezone().date())
