"""The next cycle started from the last: people, interests, definitions, saved mappings, and the points that were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.device_keys import keep_own_device
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.settled import is_settled, settled
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models import records as rows
from wmpeer.region.actions import begin, pin_cycle
from wmpeer.region.choices import standings
from wmpeer.region.queries import cycle, declared_interests, people, pinned_texts
from wmpeer.region.records import InterestLine, PersonLine

CARRIED = ("consider", "suggestion", "concern")
"""The kinds of finding whose point is asked about a year later."""
EARLIER_VIEW = "view"
"""The kind of a point that is no point to answer, but what the panel agreed of an area (its code on the panel's scale)."""


@dataclass(frozen=True, slots=True)
class Legacy:
    """What the last cycle leaves to the next; `points` are authority, area, kind, text and the cycle that made them; `rules` are the flags'
    rules that it had otherwise than the file: their fields."""

    name: str
    region: str
    framework: str
    people: tuple[PersonLine, ...]
    interests: tuple[InterestLine, ...]
    points: tuple[tuple[str, str, str, str, str], ...]
    rules: tuple[tuple[str, Mapping[str, JsonValue]], ...] = ()
    mappings: tuple[tuple[str, Mapping[str, JsonValue]], ...] = ()
    """How tables with unknown columns are read: the record's id and its fields."""


def legacy(session: Session) -> Legacy:
    """What this workspace leaves to the next cycle: points that went into letters, and older ones that are not done."""
    name, texts = cycle(session).name, pinned_texts(session)
    stands = standings(session)
    carried = session.scalars(
        select(rows.Finding)
        .where(~rows.Finding.withdrawn, rows.Finding.kind.in_(CARRIED))
        .order_by(rows.Finding.authority, rows.Finding.made_at, rows.Finding.entity)
    )
    made = sorted((row for row in carried if stands[row.entity].in_letter), key=lambda row: (row.authority or "", stands[row.entity].place))
    said = session.scalars(select(rows.Outcome).where(~rows.Outcome.withdrawn, rows.Outcome.point.is_not(None)))
    done = [row.point for row in said if settled(row, "outcome") == "done"]
    open_still = session.scalars(
        select(rows.Point)
        .where(~rows.Point.withdrawn, rows.Point.entity.not_in(done), rows.Point.kind.is_distinct_from(EARLIER_VIEW))
        .order_by(rows.Point.made_at)
    )
    points = [(row.authority or "", row.area or "", row.kind or "", row.text or "", name) for row in made]
    points += [(row.authority or "", row.area or "", row.kind or "", row.text or "", row.cycle or "") for row in open_still]
    agreed = session.scalars(select(rows.Agreed).where(~rows.Agreed.withdrawn).order_by(rows.Agreed.authority, rows.Agreed.made_at))
    seen = [row for row in agreed if is_settled(row, "view")]
    points += [(row.authority or "", row.area or "", EARLIER_VIEW, row.view, name) for row in seen if row.view]
    rules, kept = _rules(session), _mappings(session)
    return Legacy(name, texts[0], texts[1], people(session), declared_interests(session), tuple(points), rules, kept)


def _rules(session: Session) -> tuple[tuple[str, Mapping[str, JsonValue]], ...]:
    """The records of flags' rules and what they say."""
    found = session.scalars(select(rows.FlagRule).where(~rows.FlagRule.withdrawn).order_by(rows.FlagRule.entity))
    told: list[tuple[str, Mapping[str, JsonValue]]] = []
    for row in found:
        fields: dict[str, Any] = {"rule": row.rule, "used": row.used, "reason": row.reason}
        fields |= {f"changes/{name}": value for name, value in row.changes.items()}
        if row.used is not None or row.changes:
            told.append((row.entity, {name: value for name, value in fields.items() if value is not None}))
    return tuple(told)


def _mappings(session: Session) -> tuple[tuple[str, Mapping[str, JsonValue]], ...]:
    """The records of saved mappings and what they say."""
    kept = session.scalars(select(rows.ColumnMapping).where(~rows.ColumnMapping.withdrawn).order_by(rows.ColumnMapping.made_at))
    return tuple((row.entity, {field: getattr(row, field) for field in ("name", "recipe", "signature", "source")}) for row in kept)


def start_next_cycle(earlier: Workspace, path: Path, passphrase: str, *, name: str) -> tuple[Workspace, str]:
    """A new workspace for the cycle *name* that begins where *earlier* ended; the earlier one is only read.

    Raises:
        NotYourPartError: whoever opened the earlier workspace is no coordinator.
        WmpeerError: the place refuses a workspace.
    """
    earlier.read(refuse_but_coordinators, earlier.file.slot)
    left = earlier.read(legacy)

    def set_out(journal: Journal) -> None:
        for person in sorted(left.people, key=lambda one: one.id != earlier.file.slot):  # whoever sets it out comes first
            fields = {"name": person.name, "role": person.role, "home": person.home or None, "email": person.email or None}
            journal.keep("person", fields, entity=person.id)
        keep_own_device(journal, earlier.file.slot)
        pin_cycle(journal, name, left.region, left.framework, started_from=left.name)
        for interest in left.interests:
            journal.keep("interest", {"person": interest.person, "reason": interest.reason}, authority=interest.authority)
        for entity, said in left.mappings:
            journal.keep("column_mapping", said, entity=entity)
        for authority, area, kind, text, made_in in left.points:
            journal.keep("point", {"area": area, "kind": kind, "text": text, "cycle": made_in}, authority=authority)
        for entity, rule in left.rules:
            journal.keep("flag_rule", rule, entity=entity)

    return begin(path, passphrase, earlier.file.slot, set_out)
