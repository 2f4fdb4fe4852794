"""What ``wmpeer record`` understands: the items by name, each with the action's own words, and their JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError, model_validator

from wmpeer.errors import WmpeerError
from wmpeer.journal.revisions import writable
from wmpeer.region.framework import Framework


class ItemNotUnderstoodError(WmpeerError):
    """Item {number} could not be understood: {why}.

    `wmpeer record --schema` prints what every item may say.
    """


LONGEST = 1_000_000
"""Characters that one text of an item may have."""
LARGEST = 2**53


class _Part(BaseModel):
    """Null is as good as leaving out what has an empty default."""

    model_config = ConfigDict(extra="forbid", strict=True, str_max_length=LONGEST)

    @model_validator(mode="before")
    @classmethod
    def _nothing_said(cls, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return raw
        fields = cls.model_fields
        optional = {name for name, one in fields.items() if not one.is_required() and one.default is not None}
        return {name: value for name, value in raw.items() if value is not None or name not in optional}


class _Item(_Part):
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
    """A view of an area. What is left out stays as it was said before; null or an empty text takes it back."""

    do: Literal["view"]
    authority: str
    area: str
    own_grade: str | None = None
    view: str | None = None
    confidence: str | None = None
    direction: str | None = None
    priority: str | None = None
    reason: str | None = None


class Settle(_Item):
    """Settle a field that was changed apart: as one side says it, with a value of one's own, or both texts one after the other."""

    do: Literal["settle"]
    entity: str
    field: str
    side: str = ""
    value: str | int | None = None
    both: bool = False


class QuoteItem(_Part):
    """Words of a document; without a document they are looked for in all of the authority's."""

    quote: Annotated[str, Field(pattern=r"\S")]
    document: str = ""
    start: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    end: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    prefix: str = ""
    suffix: str = ""


class FigureItem(_Part):
    """A figure: the indicator's code and the period as its source labels it; with `flag`, a rule's code, the flag on it."""

    indicator: str
    period: str
    source: str = ""
    flag: str = ""


def _evidence_of(raw: Any) -> str:
    return "figure" if isinstance(raw, Mapping) and "indicator" in raw else "quote"


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
    rank: Annotated[int, Field(ge=1, le=10_000)] | None = Field(None, description="The order of areas to consider, 1 first.")
    about: str = Field("", description="For a suggestion: the id, or “@key”, of the finding that it answers.")
    evidence: list[Annotated[Annotated[QuoteItem, Tag("quote")] | Annotated[FigureItem, Tag("figure")], Discriminator(_evidence_of)]] = []


class Agree(_Item):
    """The panel's agreed judgement of an area."""

    do: Literal["agree"]
    authority: str
    area: str
    view: str
    wording: str = ""
    reason: str = ""
    confidence: str = ""


class ChooseForLetter(_Item):
    """The panel puts a finding into the letter, whoever recorded it."""

    do: Literal["choose-for-letter"]
    finding: str = Field(description="The finding's id, or “@key” of an item above.")
    rank: Annotated[int, Field(ge=1, le=10_000)] | None = Field(None, description="Its place among the areas to consider, 1 first.")


class LeaveOutOfLetter(_Item):
    """The panel leaves a finding out of the letter, whoever recorded it; it stays in the record."""

    do: Literal["leave-out-of-letter"]
    finding: str = Field(description="The finding's id, or “@key” of an item above.")


class MoveConsider(_Item):
    """The panel moves an area to consider one place up or down."""

    do: Literal["move-consider"]
    finding: str = Field(description="The finding's id, or “@key” of an item above.")
    to: Literal["up", "down"]


class OrderConsiders(_Item):
    """The panel puts all the areas to consider of a letter in order, the first first."""

    do: Literal["order-considers"]
    authority: str
    findings: list[str] = Field(description="The ids, or “@key”s, of all areas to consider that go into the letter.")


class RaiseConcern(_Item):
    """A concern was raised with the authority."""

    do: Literal["raise-concern"]
    finding: str = Field(description="The finding's id, or “@key” of an item above.")
    on: str
    by: str
    how: str = ""


class Step(_Part):
    """What happens next, by an ISO day."""

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


class RecordResponse(_Item):
    """The director answered a letter that has left."""

    do: Literal["record-response"]
    authority: str
    on: str
    by: str


class HandIn(_Item):
    """Somebody's own view of an authority is complete."""

    do: Literal["hand-in"]
    authority: str


class Rebase(_Item):
    """The control limits of an authority's series begin anew at a period, for a reason."""

    do: Literal["rebase"]
    authority: str
    indicator: str
    source: str
    period: str
    reason: str


class TakeBackRebase(_Item):
    """Control limits that were begun anew run on."""

    do: Literal["take-back-rebase"]
    rebase: str = Field(description="The id that “rebase” gave.")


class AnswerFlag(_Item):
    """What somebody answers to a flag that is met today; a question or a finding is recorded on its area's card, with the figure."""

    do: Literal["answer-flag"]
    authority: str
    rule: str = Field(description="The rule's code, as `wmpeer flags` tells it.")
    code: str = Field(description="The indicator's code, or what else the flag is about, as `wmpeer flags` tells it.")
    source: str = ""
    period: str = ""
    answer: Literal["noted", "question", "finding"]
    text: str = ""
    area: str = Field("", description="Where a question or a finding goes; the flag's own area where not given.")
    kind: str = Field("consider", description="The kind of a finding.")
    level: Annotated[int, Field(ge=1, le=4)] | None = None


class PointOutcome(_Item):
    """What came of a point of an earlier cycle; an empty outcome takes back what was said."""

    do: Literal["point-outcome"]
    point: str = Field(description="The point's id; `wmpeer flags` tells those of which nothing was recorded.")
    outcome: Literal["done", "under-way", "not-mentioned", ""]
    comment: str = ""


class WriteCommentary(_Item):
    """What stands beside the figures of an area in an authority's data pack; an empty text takes it back."""

    do: Literal["write-commentary"]
    authority: str
    area: str
    text: str = ""


Item = Annotated[
    AddPerson
    | DeclareInterest
    | Allocate
    | Approve
    | View
    | Finding
    | Agree
    | ChooseForLetter
    | LeaveOutOfLetter
    | MoveConsider
    | OrderConsiders
    | RaiseConcern
    | Letter
    | RecordResponse
    | HandIn
    | Rebase
    | TakeBackRebase
    | WriteCommentary
    | AnswerFlag
    | PointOutcome
    | Settle,
    Field(discriminator="do"),
]
_ITEM: TypeAdapter[Any] = TypeAdapter(Item)


def item_of(number: int, raw: Any) -> Any:
    """The item that *raw* says; *number* is its place in the list, from 1.

    Raises:
        ItemNotUnderstoodError
    """
    try:
        return _ITEM.validate_python(writable(raw))
    except (ValueError, RecursionError) as error:
        if isinstance(error, ValidationError):
            raise ItemNotUnderstoodError(number=number, why=_why(error), where=f"item {number}") from error
        raise ItemNotUnderstoodError(number=number, why="it is nested too deep", where=f"item {number}") from error


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"][1:] if part not in ("quote", "figure") or part == first["loc"][-1])
    match first["type"]:
        case "union_tag_invalid":
            why = f"there is no action “{str(first['ctx']['tag'])[:60]}”; there are {first['ctx']['expected_tags']}".replace("'", "")
        case "union_tag_not_found":
            why = "it does not say what to do"
        case "model_attributes_type" | "model_type":
            why = "it is not an object with keys"
        case "missing":
            why = "it is missing"
        case "extra_forbidden":
            why = "there is no such key"
        case "literal_error":
            why = f"it is not one of {first['ctx']['expected']}".replace("'", "")
        case "string_pattern_mismatch":
            why = "it is empty"
        case _:
            message = str(first["msg"])
            why = message[:1].lower() + message[1:]
    return f"{place}: {why}" if place else why


_CODES = {
    "area": "areas", "kind": "kinds", "view": "views", "own_grade": "own_grades", "confidence": "confidences", "direction": "directions",
    "priority": "priorities",
}  # fmt: skip


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
