"""What is to be said beside a figure: that it was restated, that a newer one was due, that another source tells it differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.compared import Restated
from wmpeer.indicators.disagree import disagreements, of_figure
from wmpeer.indicators.next_update import rhythms
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.restated import restated, restated_sentence
from wmpeer.indicators.stale import stale


def honest(session: Session, authority: str, rows: Sequence[BenchmarkRow], today: date) -> tuple[BenchmarkRow, ...]:
    """*rows* of *authority* (its ONS code) with `restated` (of the row's own period), `stale` (as on *today*) and `disagree` (of every
    period, the newest first)."""
    apart = disagreements(session, authority, {row.code for row in rows})
    changed: dict[tuple[str, str, str], Restated] = {}
    for source in dict.fromkeys(row.source for row in rows):
        codes = {row.code for row in rows if row.source == source}
        changed |= {(source, one.code, one.period): one for one in restated(session, source, [authority], codes)}
    said = rhythms(session, {row.code for row in rows if row.source == LAIT})
    return tuple(
        replace(
            row, restated=changed.get((row.source, row.code, row.period)), stale=stale(row, today, said),
            disagree=of_figure(apart, authority, row.code, row.source),
        )
        for row in rows
    )  # fmt: skip


def honest_sentences(row: BenchmarkRow) -> tuple[str, ...]:
    """What is said beside the row's figure: of its own period, which earlier periods another source tells differently, and which an earlier
    release tells."""
    found = [restated_sentence(row.restated)] if row.restated else []
    found += [row.stale.sentence] if row.stale else []
    found += [one.sentence for one in row.disagree if one.period == row.period]
    earlier = [one for one in row.disagree if one.period != row.period]
    if earlier:
        others = dict.fromkeys(read_period(one.period).words for one in earlier[1:] if one.period != earlier[0].period)
        found.append(earlier[0].sentence + (f" They differ for {', '.join(others)} too." if others else ""))
    found += [one.sentence for one in row.earlier]
    return tuple(found)
