"""What goes into a letter and in which order: the panel's choice where it made one, else what the author of a finding proposed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.models import records as rows
from wmpeer.models.record import Record

CONSIDER = "consider"
"""The kind of finding that stands in an order."""
_NAMES = uuid.UUID("5b0c9a1e-8d55-4f0e-9c62-3d1f6f2f7a10")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the panel chose of one finding; None where it chose nothing. `rank` is 1 for the first area to consider."""

    in_letter: bool | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding counts for the letter. `place` is that of an area to consider, 1 first, and 0 of everything else."""

    in_letter: bool
    place: int = 0
    chosen: bool = False


def choice_id(authority: str) -> str:
    """The id of the record that holds the choices for *authority* (ONS code): the same on every laptop."""
    return uuid.uuid5(_NAMES, authority).hex


def _all(_: Record) -> bool:
    return True


def choices(session: Session, authority: str | None = None, may: Callable[[Record], bool] = _all) -> Mapping[str, Choice]:
    """What the panel chose, by the id of the finding; for one *authority* (ONS code) where given, and of the records that *may* allows."""
    asked = select(rows.Choice).where(~rows.Choice.withdrawn)
    if authority:
        asked = asked.where(rows.Choice.authority == authority)
    found: dict[str, Choice] = {}
    for row in filter(may, session.scalars(asked)):
        for finding in {*row.chosen, *row.ranks}:
            into, rank = row.chosen.get(finding), row.ranks.get(finding)
            found[finding] = Choice(None if into is None else bool(into), rank if isinstance(rank, int) else None)
    return found


def standings(session: Session, authority: str | None = None, may: Callable[[Record], bool] = _all) -> Mapping[str, Standing]:
    """How every finding that is not withdrawn counts, by its id; for one *authority* where given, and as if only what *may* allows were."""
    asked = select(rows.Finding).where(~rows.Finding.withdrawn)
    if authority:
        asked = asked.where(rows.Finding.authority == authority)
    ordered = asked.order_by(rows.Finding.authority, rows.Finding.made_at, rows.Finding.entity)
    found = [row for row in session.scalars(ordered) if may(row)]
    chosen = choices(session, authority, may)
    into = {row.entity: _stands(row, chosen.get(row.entity, _NONE)) for row in found}
    order: dict[str, list[rows.Finding]] = {}
    for row in found:
        if row.kind == CONSIDER and into[row.entity]:
            order.setdefault(row.authority or "", []).append(row)
    places = {row.entity: at for own in order.values() for at, row in enumerate(_in_order(own, chosen), start=1)}
    return {
        row.entity: Standing(into[row.entity], places.get(row.entity, 0), chosen.get(row.entity, _NONE).in_letter is not None)
        for row in found
    }


_NONE = Choice()


def _stands(row: rows.Finding, choice: Choice) -> bool:
    return bool(row.in_letter) if choice.in_letter is None else choice.in_letter


def _in_order(own: Iterable[rows.Finding], chosen: Mapping[str, Choice]) -> list[rows.Finding]:
    """Those the panel placed, as it placed them; then the others as their authors rank them, the unranked last, the older first."""

    def key(row: rows.Finding) -> tuple[bool, bool, int]:
        placed = chosen.get(row.entity, _NONE).rank
        rank = row.rank if placed is None else placed
        return placed is None, rank is None, rank or 0

    return sorted(own, key=key)
