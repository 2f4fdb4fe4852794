"""A difference is settled by a person who may: one side is chosen, or other words, or both texts one after the other."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.fold import same
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.apart import author_for, find_difference, row_apart
from wmpeer.judging.apart_records import Difference
from wmpeer.judging.apart_words import both
from wmpeer.judging.letter import refuse_locked
from wmpeer.judging.records import Kept
from wmpeer.judging.rules import known_code
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.region.queries import find_authority, framework_of


class _Unsaid(Enum):
    UNSAID = "unsaid"


UNSAID: Final = _Unsaid.UNSAID


class NoSuchDifferenceError(WmpeerError):
    """This difference is not there any more, so nothing was changed.

    Somebody may have settled it, or taken the record back; look at the differences again.
    """


class NoSuchSideError(WmpeerError):
    """Nobody said that in this difference, so nothing was changed.

    Look at the differences again: one side more may have come.
    """


class NotOneOfThemError(WmpeerError):
    """“{name}” can only be settled by one of the values that were said: {known}.

    Choose one of them.
    """


class NotTextsError(WmpeerError):
    """“{name}” is no running text, so both cannot be kept one after the other.

    Choose one of the values that were said: {known}.
    """


class NothingChosenError(WmpeerError):
    """It was not said how the difference is to be settled.

    Say one of these: the revision of a side, a value, or that both texts are kept.
    """


def settle(
    workspace: Workspace, entity: str, field: str, *, revision: str = "", value: JsonValue | Literal[_Unsaid.UNSAID] = UNSAID
) -> Kept:
    """Settle a field of a record (its id): as the side of *revision* says it, or with a *value* of its own.

    A running text may become any words, a judgement any code of its scale; everything else only what one side says. What is settled has
    seen all sides, so it stands wherever it is taken in; two who settle differently apart make a new difference. Undo brings it back.

    Raises:
        NoSuchDifferenceError: it is settled already, or this person may not see it.
        NoSuchSideError, NotOneOfThemError, UnknownCodeError: the answer is none that can be given.
        OwnAuthorityError, NotYoursError, NotYourPartError: it is for somebody else to settle.
        LetterIssuedError: it stands in a letter that has left.
    """
    whose = workspace.read(_whose, entity, field, workspace.file.slot, workspace.author)
    with workspace.on_behalf_of(whose).write("Settle a difference") as journal:
        session = journal.session
        standing = row_apart(session, entity, field)
        if standing is None:
            raise NoSuchDifferenceError
        if standing.authority:
            refuse_interested(journal, standing.authority)
        one = find_difference(session, (journal.recorder, journal.author), entity, field)
        if one is None:
            raise NoSuchDifferenceError
        if one.locked:
            refuse_locked(session, find_authority(session, one.authority))
        journal.keep(one.kind, {field: _answer(session, one, revision, value)}, entity=entity)
    return kept(journal, entity)


def settle_with_both(workspace: Workspace, entity: str, field: str) -> Kept:
    """Settle a running text by keeping all of them, one after the other, so that no word is lost.

    Raises:
        NotTextsError: it is none; and what `settle` raises.
    """
    one = workspace.read(find_difference, workspace.readers, entity, field)
    if one is None:
        raise NoSuchDifferenceError
    if not one.free:
        raise NotTextsError(name=one.name, known=_known(one))
    return settle(workspace, entity, field, value=both(one))


def settle_as_said(workspace: Workspace, entity: str, field: str, side: str, value: str | int | None, *, both: bool) -> Kept:
    """Settle as a command or an item says it: the revision of a *side* or how it begins, a *value*, or *both* texts.

    Raises:
        NothingChosenError: none of the three was said, or more than one; and what `settle` and `settle_with_both` raise.
    """
    if sum((bool(side), value is not None, both)) != 1:
        raise NothingChosenError
    if both:
        return settle_with_both(workspace, entity, field)
    if value is not None:
        return settle(workspace, entity, field, value=value)
    one = workspace.read(find_difference, workspace.readers, entity, field)
    meant = [each.revision for each in one.sides if each.revision.startswith(side)] if one is not None else []
    if one is not None and len(meant) != 1:
        raise NoSuchSideError
    return settle(workspace, entity, field, revision=meant[0] if meant else side)


def _whose(session: Session, entity: str, field: str, opened_by: str, author: str) -> str:
    row = row_apart(session, entity, field)
    return author_for(row, opened_by, author) if row is not None else author


def _answer(session: Session, one: Difference, revision: str, value: JsonValue | Literal[_Unsaid.UNSAID]) -> JsonValue:
    if isinstance(value, _Unsaid):
        for side in one.sides:
            if side.revision == revision:
                return side.value
        raise NoSuchSideError
    if one.free and isinstance(value, str) and value.strip():
        return value.strip()
    if any(same(value, side.value) for side in one.sides):
        return value
    if one.judgement and value is not None:
        return _on_the_scale(session, one, value)
    raise NotOneOfThemError(name=one.name, known=_known(one))


def _on_the_scale(session: Session, one: Difference, value: JsonValue) -> JsonValue:
    framework = framework_of(session)
    if one.field == "level":
        known_code("level", str(value), [str(level.level) for level in framework.concern_levels])
        return int(str(value))
    scales = {
        "view": ("view", framework.views), "confidence": ("confidence", framework.confidences),
        "direction": ("direction", framework.directions), "priority": ("priority", framework.priorities),
        "own_grade": ("grade an authority gives itself", framework.own_grades),
    }  # fmt: skip
    if one.field not in scales:
        raise NotOneOfThemError(name=one.name, known=_known(one))
    what, among = scales[one.field]
    known_code(what, str(value), among)
    return str(value)


def _known(one: Difference) -> str:
    return ", ".join(dict.fromkeys(f"“{side.words or 'nothing'}”" for side in one.sides))
