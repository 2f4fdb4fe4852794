"""The recording actions by name, as ``wmpeer record``, the capture sheet and the demo give them: the same ones the window calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from wmpeer.errors import Problem, WmpeerError
from wmpeer.journal.workspace import Workspace
from wmpeer.judging import actions
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept, LetterDetails, NextStep, QuoteDraft, ViewDraft
from wmpeer.progress import Progress, silent
from wmpeer.region import actions as region
from wmpeer.region.framework import Framework
from wmpeer.region.queries import find_person, people


class ItemNotUnderstoodError(WmpeerError):
    """Item {number} could not be understood: {why}.

    `wmpeer record --schema` prints what every item may say.
    """


class ItemsNotUnderstoodError(WmpeerError):
    """“{name}” is not a list of items: {why}.

    Give a JSON list; `wmpeer record --schema` prints what every item may say.
    """


class OnlyCoordinatorsError(WmpeerError):
    """Only a coordinator records on behalf of somebody else.

    Open the workspace with a coordinator's passphrase.
    """


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=1_000_000)
    on_behalf_of: str = Field("", description="The person whose words these are, by name; only a coordinator may say so.")
    key: str = Field("", description="A name of your own for this item; later items may say “@key” where they need its id.")


class AddPerson(_Item):
    """Add somebody who takes part."""

    do: Literal["add-person"]
    name: str
    role: Literal["coordinator", "panellist", "lead-moderator", "facilitator", "observer"] = "panellist"
    home: str = ""
    email: str = ""


class DeclareInterest(_Item):
    """Somebody stands aside for an authority."""

    do: Literal["declare-interest"]
    person: str
    authority: str
    reason: str = ""


class Allocate(_Item):
    """Somebody is to read an authority's self-evaluation."""

    do: Literal["allocate"]
    person: str
    authority: str


class Approve(_Item):
    """The chief executive or the lead member has approved the self-evaluation."""

    do: Literal["approve"]
    authority: str
    by: Literal["chief-executive", "lead-member"]
    name: str = ""
    on: str


class View(_Item):
    """A view of an area."""

    do: Literal["view"]
    authority: str
    area: str
    own_grade: str | None = None
    view: str | None = None
    confidence: str | None = None
    direction: str | None = None
    priority: str | None = None
    reason: str | None = None


class QuoteItem(BaseModel):
    """Words of a document; without a document they are looked for in all of the authority's."""

    model_config = ConfigDict(extra="forbid")
    quote: str
    document: str = ""
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


class FigureItem(BaseModel):
    """A figure: the indicator's code and the period as its source labels it."""

    model_config = ConfigDict(extra="forbid")
    indicator: str
    period: str
    source: str = ""


class Finding(_Item):
    """A finding with its evidence."""

    do: Literal["finding"]
    authority: str
    area: str
    kind: str
    text: str
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    tags: list[str] = []
    in_letter: bool | None = None
    rank: int | None = Field(None, description="The order of areas to consider, 1 first.")
    about: str = Field("", description="For a suggestion: the id, or “@key”, of the finding that it answers.")
    evidence: list[QuoteItem | FigureItem] = []


class Agree(_Item):
    """The panel's agreed judgement of an area."""

    do: Literal["agree"]
    authority: str
    area: str
    view: str
    wording: str = ""
    reason: str = ""
    confidence: str = ""


class RaiseConcern(_Item):
    """A concern was raised with the authority."""

    do: Literal["raise-concern"]
    finding: str = Field(description="The finding's id, or “@key” of an item above.")
    on: str
    by: str
    how: str = ""


class Step(BaseModel):
    """What happens next, by an ISO day."""

    model_config = ConfigDict(extra="forbid")
    what: str
    by: str = ""


class Letter(_Item):
    """Who the letter is to, who signs it, what happens next."""

    do: Literal["letter"]
    authority: str
    addressee: str = ""
    signatory: str = ""
    next_steps: list[Step] = []
    reflection: str = ""
    held_on: str = ""


class HandIn(_Item):
    """Somebody's own view of an authority is complete."""

    do: Literal["hand-in"]
    authority: str


Item = Annotated[
    AddPerson | DeclareInterest | Allocate | Approve | View | Finding | Agree | RaiseConcern | Letter | HandIn, Field(discriminator="do")
]
_ITEM: TypeAdapter[Any] = TypeAdapter(Item)
_CODES = {
    "area": "areas", "kind": "kinds", "view": "views", "own_grade": "own_grades", "confidence": "confidences", "direction": "directions",
    "priority": "priorities",
}  # fmt: skip


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
        item = _understood(number, raw)
        kept = _DO[item.do](_as_whom(workspace, item.on_behalf_of), item, ids)
    except WmpeerError as error:
        return Outcome(do, "", "refused", (error.problem(),))
    return Outcome(do, kept.id, "kept", kept.problems)


def _understood(number: int, raw: Any) -> Any:
    try:
        return _ITEM.validate_python(raw)
    except ValidationError as error:
        raise ItemNotUnderstoodError(number=number, why=_why(error), where=f"item {number}") from error


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    return f"{place}: {first['msg'].lower()}" if place else str(first["msg"]).lower()


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
        else FigureDraft(one.indicator, one.period, one.source)
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
    said = {name: getattr(item, name) or "" for name in ("own_grade", "view", "confidence", "direction", "priority", "reason")}
    return actions.record_view(workspace, ViewDraft(item.authority, item.area, **said))


def _letter(workspace: Workspace, item: Letter, ids: Mapping[str, str]) -> Kept:
    steps = tuple(NextStep(one.what, one.by) for one in item.next_steps)
    details = LetterDetails(item.authority, item.addressee, item.signatory, item.reflection, item.held_on, "", steps)
    return actions.set_letter(workspace, details)


def _raise(workspace: Workspace, item: RaiseConcern, ids: Mapping[str, str]) -> Kept:
    return actions.raise_concern(workspace, _id(item.finding, ids), item.on, item.by, item.how)


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
    "raise-concern": _raise,
    "letter": _letter,
    "hand-in": lambda workspace, item, ids: actions.hand_in(workspace, item.authority),
}


def items_schema(framework: Framework) -> dict[str, Any]:
    """The JSON Schema of a list of items, with every code of *framework*."""
    schema = TypeAdapter(list[Item]).json_schema()
    for definition in schema["$defs"].values():
        for name, field in definition.get("properties", {}).items():
            codes = _codes(framework, name)
            if codes:
                _limit(field, codes)
            if name == "tags":
                field["items"]["enum"] = [one.code for one in framework.tags]
    return schema


def _codes(framework: Framework, name: str) -> list[str]:
    known: Iterable[Any] = getattr(framework, _CODES[name]) if name in _CODES else ()
    return [one.code for one in known]


def _limit(field: dict[str, Any], codes: list[str]) -> None:
    for part in field.get("anyOf", [field]):
        if part.get("type") == "string":
            part["enum"] = codes
