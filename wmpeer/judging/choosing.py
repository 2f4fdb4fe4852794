"""The panel's choice of what goes into a letter and in which order, whoever recorded the finding. Each action is one step to undo."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.errors import NotAConsiderationError, NotInLetterError, NotTheWholeOrderError
from wmpeer.judging.letter import refuse_locked
from wmpeer.judging.records import Kept
from wmpeer.judging.writing import kept, refuse_interested, standing_finding
from wmpeer.models import records as rows
from wmpeer.region.choices import CONSIDER, choice_id, standings
from wmpeer.region.queries import find_authority


def choose_for_letter(workspace: Workspace, finding: str, place: int = 0) -> Kept:
    """Put a finding into the letter. An area to consider stands at *place*, 1 first; where it is 0, it stays where it is or comes last.

    A suggestion that answers it and was left out comes back with it.

    Raises:
        UnknownFindingError, NotAConsiderationError, OwnAuthorityError, NotYourPartError, LetterIssuedError.
    """
    with workspace.write("Put a finding into the letter") as journal:
        row = _chosen_row(journal, finding)
        if place and row.kind != CONSIDER:
            raise NotAConsiderationError
        wanted: dict[str, JsonValue] = {f"chosen/{one}": True for one in (finding, *_answers(journal, row, in_letter=False))}
        if row.kind == CONSIDER:
            order = _order(journal, row)
            if place or finding not in order:
                order = [one for one in order if one != finding]
                order.insert(place - 1 if place else len(order), finding)
                wanted |= _ranks(order)
        return _settle(journal, row.authority or "", wanted)


def leave_out_of_letter(workspace: Workspace, finding: str) -> Kept:
    """Leave a finding out of the letter, and the suggestions that answer it; all of it stays in the record.

    Raises:
        UnknownFindingError, OwnAuthorityError, NotYourPartError, LetterIssuedError.
    """
    with workspace.write("Leave a finding out of the letter") as journal:
        row = _chosen_row(journal, finding)
        wanted: dict[str, JsonValue] = {f"chosen/{one}": False for one in (finding, *_answers(journal, row, in_letter=True))}
        return _settle(journal, row.authority or "", wanted)


def move_consider(workspace: Workspace, finding: str, step: int) -> Kept:
    """Move an area to consider by *step* places, up where it is negative; at the ends it stays.

    Raises:
        UnknownFindingError, NotAConsiderationError, NotInLetterError, OwnAuthorityError, NotYourPartError, LetterIssuedError.
    """
    with workspace.write(f"Move an area to consider {'up' if step < 0 else 'down'}") as journal:
        row = _chosen_row(journal, finding)
        if row.kind != CONSIDER:
            raise NotAConsiderationError
        order = _order(journal, row)
        if finding not in order:
            raise NotInLetterError
        at = order.index(finding)
        to = min(max(at + step, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        return _settle(journal, row.authority or "", _ranks(order) if to != at else {})


def order_considers(workspace: Workspace, authority: str, order: Sequence[str]) -> Kept:
    """Put all the areas to consider of a letter in *order* (ids of findings, the first first).

    Raises:
        UnknownAuthorityError, NotTheWholeOrderError, OwnAuthorityError, NotYourPartError, LetterIssuedError.
    """
    with workspace.write("Order the areas to consider") as journal:
        where = find_authority(journal.session, authority)
        refuse_interested(journal, where.ons_code)
        refuse_locked(journal.session, where)
        stands = standings(journal.session, where.ons_code)
        if sorted(order) != sorted(one for one, standing in stands.items() if standing.place):
            raise NotTheWholeOrderError(authority=where.name)
        return _settle(journal, where.ons_code, _ranks(order))


def _chosen_row(journal: Journal, finding: str) -> rows.Finding:
    """The finding that is chosen, where it may be."""
    row = standing_finding(journal.session, finding)
    refuse_interested(journal, row.authority or "")
    refuse_locked(journal.session, find_authority(journal.session, row.authority or ""))
    return row


def _order(journal: Journal, row: rows.Finding) -> list[str]:
    """The areas to consider that go into the letter, the first first."""
    stands = standings(journal.session, row.authority)
    return sorted((one for one, standing in stands.items() if standing.place), key=lambda one: stands[one].place)


def _ranks(order: Sequence[str]) -> dict[str, JsonValue]:
    """Every place of *order*: what its authors propose later does not change it."""
    return {f"ranks/{one}": at for at, one in enumerate(order, start=1)}


def _answers(journal: Journal, row: rows.Finding, *, in_letter: bool) -> list[str]:
    """The suggestions that answer a finding and are, or are not, in the letter."""
    if row.kind == "suggestion":
        return []
    asked = select(rows.Finding.entity).where(
        rows.Finding.about == row.entity,
        rows.Finding.kind == "suggestion",
        rows.Finding.authority == row.authority,
        ~rows.Finding.withdrawn,
    )
    stands = standings(journal.session, row.authority)
    return [one for one in journal.session.scalars(asked) if stands[one].in_letter == in_letter]


def _settle(journal: Journal, authority: str, wanted: dict[str, JsonValue]) -> Kept:
    """Make the panel's choice for *authority* say *wanted*; only what differs is written."""
    entity = choice_id(authority)
    known = journal.session.get(rows.Choice, entity)
    if known is not None:
        journal.settle("choice", known, wanted)
    elif wanted:
        journal.keep("choice", wanted, entity=entity, authority=authority)
    return kept(journal, entity)
