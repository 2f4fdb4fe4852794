"""The recording actions by name, as ``wmpeer record``, the capture sheet and the demo give them: the same ones the window calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wmpeer.clock import now
from wmpeer.errors import Problem, WmpeerError
from wmpeer.indicators.rebases import rebase, take_back_rebase
from wmpeer.journal.workspace import Workspace
from wmpeer.judging import actions
from wmpeer.judging.commentary import write_commentary
from wmpeer.judging.flags import find_flag
from wmpeer.judging.items import (
    AnswerFlag,
    ChooseForLetter,
    Finding,
    Letter,
    MoveConsider,
    OrderConsiders,
    QuoteItem,
    RaiseConcern,
    Rebase,
    TakeBackRebase,
    View,
    item_of,
)
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept, LetterDetails, NextStep, QuoteDraft, ViewDraft
from wmpeer.judging.settle_apart import settle_as_said
from wmpeer.progress import Progress, silent
from wmpeer.region import actions as region
from wmpeer.region.queries import find_person, people


class ItemsNotUnderstoodError(WmpeerError):
    """“{name}” is not a list of items: {why}.

    Give a JSON list; `wmpeer record --schema` prints what every item may say.
    """


class OnlyCoordinatorsError(WmpeerError):
    """Only a coordinator records on behalf of somebody else.

    Open the workspace with a coordinator's passphrase.
    """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: `id` of the record, or empty where it was refused."""

    do: str
    id: str
    status: Literal["kept", "refused"]
    problems: tuple[Problem, ...] = ()


def record_items(workspace: Workspace, items: Sequence[Any], progress: Progress = silent) -> tuple[Outcome, ...]:
    """Perform *items* in order, one transaction each; one that is refused does not stop the next."""
    ids: dict[str, str] = {}
    outcomes = []
    for number, raw in enumerate(items, 1):
        progress(number - 1, len(items), "Recording")
        outcome = _record(workspace, number, raw, ids)
        if outcome.id and isinstance(raw, Mapping) and raw.get("key"):
            ids[str(raw["key"])] = outcome.id
        outcomes.append(outcome)
    return tuple(outcomes)


def _record(workspace: Workspace, number: int, raw: Any, ids: Mapping[str, str]) -> Outcome:
    do = str(raw.get("do", "")) if isinstance(raw, Mapping) else ""
    try:
        item = item_of(number, raw)
        kept = _DO[item.do](_as_whom(workspace, item.on_behalf_of), item, ids)
    except WmpeerError as error:
        return Outcome(do, "", "refused", (error.problem(),))
    return Outcome(do, kept.id, "kept", kept.problems)


def _as_whom(workspace: Workspace, name: str) -> Workspace:
    if not name:
        return workspace
    return on_behalf_of(workspace, name)


def on_behalf_of(workspace: Workspace, name: str) -> Workspace:
    """The workspace as a coordinator uses it to record for the person called *name*.

    Raises:
        UnknownPersonError: nobody here is called so.
        OnlyCoordinatorsError: who opened the file is no coordinator.
    """
    person = workspace.read(find_person, name)
    roles = {one.id: one.role for one in workspace.read(people)}
    if person.id != workspace.file.slot and roles.get(workspace.file.slot) != "coordinator":
        raise OnlyCoordinatorsError
    return workspace.on_behalf_of(person.id)


def _finding(workspace: Workspace, item: Finding, ids: Mapping[str, str]) -> Kept:
    evidence = tuple(
        QuoteDraft(one.quote, one.document, one.start, one.end, one.prefix, one.suffix)
        if isinstance(one, QuoteItem)
        else FigureDraft(one.indicator, one.period, one.source, one.flag)
        for one in item.evidence
    )
    draft = FindingDraft(
        item.authority,
        item.area,
        item.kind,
        item.text,
        item.level,
        tuple(item.tags),
        item.in_letter,
        item.rank,
        _id(item.about, ids),
        evidence,
    )
    return actions.keep_finding(workspace, draft)


def _view(workspace: Workspace, item: View, ids: Mapping[str, str]) -> Kept:
    names = [name for name in ("own_grade", "view", "confidence", "direction", "priority", "reason") if name in item.model_fields_set]
    words = {name: getattr(item, name) or "" for name in names}
    return actions.record_view(workspace, ViewDraft(item.authority, item.area, **words), said=names)


def _letter(workspace: Workspace, item: Letter, ids: Mapping[str, str]) -> Kept:
    steps = tuple(NextStep(one.what, one.by) for one in item.next_steps)
    details = LetterDetails(item.authority, item.addressee, item.signatory, item.reflection, item.held_on, "", steps)
    return actions.set_letter(workspace, details)


def _choose(workspace: Workspace, item: ChooseForLetter, ids: Mapping[str, str]) -> Kept:
    return actions.choose_for_letter(workspace, _id(item.finding, ids), item.rank or 0)


def _move(workspace: Workspace, item: MoveConsider, ids: Mapping[str, str]) -> Kept:
    return actions.move_consider(workspace, _id(item.finding, ids), -1 if item.to == "up" else 1)


def _order(workspace: Workspace, item: OrderConsiders, ids: Mapping[str, str]) -> Kept:
    return actions.order_considers(workspace, item.authority, [_id(one, ids) for one in item.findings])


def _raise(workspace: Workspace, item: RaiseConcern, ids: Mapping[str, str]) -> Kept:
    return actions.raise_concern(workspace, _id(item.finding, ids), item.on, item.by, item.how)


def _rebase(workspace: Workspace, item: Rebase, ids: Mapping[str, str]) -> Kept:
    done = rebase(workspace, item.authority, item.indicator, item.source, item.period, item.reason)
    return Kept(done.entity, (), done.changed if done.changed.revision else None)


def _take_back_rebase(workspace: Workspace, item: TakeBackRebase, ids: Mapping[str, str]) -> Kept:
    entity = _id(item.rebase, ids)
    changed = take_back_rebase(workspace, entity)
    return Kept(entity, (), changed if changed.revision else None)


def _answer_flag(workspace: Workspace, item: AnswerFlag, ids: Mapping[str, str]) -> Kept:
    today = now().astimezone().date()
    flag = workspace.read(find_flag, item.authority, today, workspace.readers, item.rule, item.code, item.source, item.period)
    return actions.answer_flag(workspace, flag, item.answer, item.text, item.area, item.kind, item.level)


def _id(named: str, ids: Mapping[str, str]) -> str:
    return ids.get(named[1:], named) if named.startswith("@") else named


_DO: dict[str, Callable[[Workspace, Any, Mapping[str, str]], Kept]] = {
    "add-person": lambda workspace, item, ids: Kept(region.add_person(workspace, item.name, item.role, item.home, item.email).entity),
    "declare-interest": lambda workspace, item, ids: Kept(
        region.declare_interest(workspace, item.person, item.authority, item.reason).entity
    ),
    "allocate": lambda workspace, item, ids: Kept(region.allocate(workspace, item.person, item.authority).entity),
    "approve": lambda workspace, item, ids: Kept(region.approve(workspace, item.authority, item.by, item.name, item.on).entity),
    "view": _view,
    "finding": _finding,
    "agree": lambda workspace, item, ids: actions.agree(
        workspace, item.authority, item.area, item.view, item.wording, item.reason, item.confidence
    ),
    "choose-for-letter": _choose,
    "leave-out-of-letter": lambda workspace, item, ids: actions.leave_out_of_letter(workspace, _id(item.finding, ids)),
    "move-consider": _move,
    "order-considers": _order,
    "raise-concern": _raise,
    "letter": _letter,
    "record-response": lambda workspace, item, ids: actions.record_response(workspace, item.authority, item.on, item.by),
    "hand-in": lambda workspace, item, ids: actions.hand_in(workspace, item.authority),
    "rebase": _rebase,
    "take-back-rebase": _take_back_rebase,
    "write-commentary": lambda workspace, item, ids: write_commentary(workspace, item.authority, item.area, item.text),
    "answer-flag": _answer_flag,
    "settle": lambda workspace, item, ids: settle_as_said(
        workspace, _id(item.entity, ids), item.field, item.side, item.value, both=item.both
    ),
    "point-outcome": lambda workspace, item, ids: actions.record_outcome(workspace, _id(item.point, ids), item.outcome, item.comment),
}
