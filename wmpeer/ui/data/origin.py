"""Where a figure comes from, and what other sources say of the same; read on a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from wmpeer.indicators.disagree import period_of
from wmpeer.indicators.honest import honest_sentences
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import batches
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.released import released_words
from wmpeer.indicators.same import RULE, differs
from wmpeer.indicators.states import state_said
from wmpeer.indicators.values import marked
from wmpeer.journal.queries import revision_lines
from wmpeer.region.queries import people
from wmpeer.ui.data.names import source_name
from wmpeer.ui.data.records import Measure, Origin
from wmpeer.ui.kit.dates import in_words


def release_of(session: Any, row: BenchmarkRow) -> str:
    """What the batch of *row* calls its release, and the day it was given out; empty where neither is said."""
    batch = next((one for one in batches(session) if (one.sha256, one.sheet) == (row.sha256, row.sheet)), None)
    day = in_words(date.fromisoformat(batch.released_on)) if batch is not None and batch.released_on else ""
    return ", ".join(part for part in (batch.release if batch is not None else "", day) if part)


def origin_of(session: Any, measure: Measure, row: BenchmarkRow) -> Origin:
    """The lines of *row*, which knows what is to be said beside it (`wmpeer.indicators.honest`)."""
    lines = []
    batch = next((one for one in batches(session) if (one.sha256, one.sheet) == (row.sha256, row.sheet)), None)
    head = source_name(row.source)
    if batch is not None and batch.release:
        head = f"{head}. Release: {batch.release}"
    lines.append(f"{head}.")
    lines.append(f"Period: {state_said(row)}.")
    if batch is not None:
        sheet = f", sheet “{batch.sheet}”" if batch.sheet else ""
        lines.append(f"File {batch.name}{sheet}, SHA-256 {batch.sha256[:12]}.")
        lines.append(released_words(batch.name, batch.released_on, dict(batch.choices)))
        lines.append(f"Loaded {_moment(batch.loaded_at)}{_by_whom(session, batch.entity)}.")
    if row.value is None:
        lines.append(f"The cell has no number: {marked(row.raw)}.")
    lines.extend(honest_sentences(replace(row, disagree=tuple(one for one in row.disagree if one.period != row.period))))
    others = (each for each in (measure.row, *measure.also) if (each.code, each.source) != (row.code, row.source))
    other = tuple(_other(row, each) for each in others)
    if other:
        lines.append(RULE)
    return Origin(tuple(lines), other)


def _other(row: BenchmarkRow, each: BenchmarkRow) -> tuple[tuple[str, str], str, bool]:
    """What another source says of the same, and whether it disagrees for the same period."""
    name, period = source_name(each.source), read_period(each.period).words
    value = each.text if each.value is not None else f"no value, {marked(each.raw)}"
    key = (each.code, each.source)
    if period_of(each.period) != period_of(row.period):
        return key, f"{name} tells of {period}: {value}.", False
    apart = differs(row, each)
    if row.value is None or each.value is None:
        return key, f"{name} says {value}.", apart
    if not apart:
        return key, f"{name} says the same: {value}.", False
    return key, f"{name} disagrees: {value} for {period}, not {row.text}.", True


def _moment(stamp: str) -> str:
    """A stored moment in this laptop's time: "6 October 2026, 14:02"."""
    if not stamp:
        return "at a time not told"
    at = datetime.fromisoformat(stamp).astimezone()
    return f"{in_words(at.date())}, {at:%H:%M}"


def _by_whom(session: Any, entity: str) -> str:
    lines = revision_lines(session, entity)
    if not lines:
        return ""
    who = {one.id: one.name for one in people(session)}.get(lines[0].author, "")
    return f" by {who}" if who else ""
