"""What a letter says beside findings and judgements, and whether it can still be changed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.ids import record_id
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.errors import EmptyLetterError, EmptyStepError, LetterIssuedError, UnknownStageError
from wmpeer.judging.records import Kept, LetterDetails, NextStep
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.queries import find_authority
from wmpeer.region.records import AuthorityLine
from wmpeer.region.rules import LEFT, STAGES, has_left

LETTER_STAGES = STAGES[STAGES.index("drafting") :]
_LETTER_FIELDS = ("addressee", "signatory", "reflection", "held_on", "stage")


def set_letter(workspace: Workspace, details: LetterDetails) -> Kept:
    """Say who the letter is to, who signs it, what happens next; empty strings leave what stands.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterIssuedError, NotADayError, UnknownStageError, EmptyLetterError, EmptyStepError.
    """
    with workspace.write("Set up the letter") as journal:
        session, authority = journal.session, find_authority(journal.session, details.authority)
        refuse_interested(journal, authority.ons_code)
        fields: dict[str, object] = {name: getattr(details, name).strip() for name in _LETTER_FIELDS if getattr(details, name).strip()}
        if not (fields or details.next_steps):
            raise EmptyLetterError
        if "held_on" in fields:
            fields["held_on"] = iso_day(details.held_on)
        if fields.get("stage", "drafting") not in LETTER_STAGES:
            raise UnknownStageError(stage=details.stage, known=", ".join(LETTER_STAGES))
        entity = record_id("letter", authority.ons_code)
        known = session.get(rows.Letter, entity)
        later = set(fields) == {"stage"} and fields["stage"] in LEFT and not details.next_steps
        if not later:
            refuse_locked(session, authority)
        fields |= _next_steps(known, details.next_steps)
        journal.settle("letter", known, fields, entity=entity, authority=authority.ons_code)
    return kept(journal, entity)


def refuse_locked(session: Session, authority: AuthorityLine) -> None:
    """Stop a change of what a letter says that has left: it keeps its words until a new version is begun.

    Raises:
        LetterIssuedError
    """
    asked = select(rows.Issue).where(rows.Issue.authority == authority.ons_code, ~rows.Issue.withdrawn).order_by(rows.Issue.version.desc())
    issued = session.scalars(asked).first()
    stage = session.scalars(select(rows.Letter.stage).where(rows.Letter.authority == authority.ons_code, ~rows.Letter.withdrawn)).first()
    if issued and has_left(stage or "", bool(issued)):
        raise LetterIssuedError(authority=authority.name, on=issued.on)


def _next_steps(known: rows.Letter | None, steps: Sequence[NextStep]) -> dict[str, object]:
    """The entries that make *steps* what happens next; none where nothing is said or they stand already."""
    entries: list[dict[str, object]] = []
    for order, step in enumerate(steps):
        if not step.what.strip():
            raise EmptyStepError
        entries.append({"what": step.what.strip(), "by": iso_day(step.by) if step.by.strip() else "", "order": order})
    standing = dict(known.next_steps) if known else {}
    if not entries or sorted(standing.values(), key=lambda one: one["order"]) == entries:  # type: ignore[index]
        return {}
    fields: dict[str, object] = {f"next_steps/{key}": None for key in standing}
    return fields | {f"next_steps/{uuid.uuid4().hex}": entry for entry in entries}
