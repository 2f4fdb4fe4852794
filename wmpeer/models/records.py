"""The journalled records: each row is the fold of its revisions and can be rebuilt from them.

A kind's own columns are its fields. A field in `maps` is a mapping whose entries are revised one by one (``tags/neglect``), so that
two people who add apart both keep what they added.
"""

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.data import Batch, ColumnMapping, Commentary, FlagAnswer, FlagRule, Rebase
from wmpeer.models.laptops import Device, TakeBack
from wmpeer.models.record import SHARED, Owner, Record, field_names


class Cycle(Record):
    """The year's work of one region. `region` and `framework` are SHA-256s of pinned definitions; `dates` maps a step to its day."""

    __tablename__ = "cycle"
    owner = "coordinator"
    maps = ("dates",)

    name: Mapped[str | None]
    region: Mapped[str | None]
    framework: Mapped[str | None]
    dates: Mapped[dict[str, object]]
    started_from: Mapped[str | None]


class Authority(Record):
    """An authority of the region; its key everywhere is `ons_code`."""

    __tablename__ = "authority"
    owner = "coordinator"
    maps = ("variants",)

    name: Mapped[str | None]
    ons_code: Mapped[str | None] = mapped_column(index=True)
    dfe_code: Mapped[str | None]
    ofsted_urn: Mapped[str | None]
    sort: Mapped[str | None]
    trust: Mapped[str | None]
    variants: Mapped[dict[str, object]]


class Person(Record):
    """Somebody who takes part. `home` is the authority they work for (ONS code), or empty."""

    __tablename__ = "person"
    owner = "coordinator"

    name: Mapped[str | None]
    role: Mapped[str | None]
    home: Mapped[str | None]
    email: Mapped[str | None]


class Interest(Record):
    """Why a person stands aside for an authority."""

    __tablename__ = "interest"
    owner = "panel"

    person: Mapped[str | None]
    reason: Mapped[str | None]


class Allocation(Record):
    """A person reads an authority's self-evaluation."""

    __tablename__ = "allocation"
    owner = "coordinator"

    person: Mapped[str | None]


class Approval(Record):
    """The chief executive or the lead member has approved the self-evaluation."""

    __tablename__ = "approval"
    owner = "coordinator"

    by: Mapped[str | None]
    name: Mapped[str | None]
    on: Mapped[str | None]


class Document(Record):
    """A document taken in; its bytes and passages are content, named by `sha256`.

    `replaces` is the id of the one it took the place of when it last came, `replaced_by` of the one that took its own: a version that is
    sent again after another has a `replaces` of its own again, while every `replaced_by` goes on leading to the version in use. `version`
    counts from 1 each time one takes the place of another: a first version that is sent again after a second is the third.
    """

    __tablename__ = "document"
    owner = "coordinator"

    sha256: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str | None]
    format: Mapped[str | None]
    title: Mapped[str | None]
    pages: Mapped[int | None]
    passages: Mapped[int | None]
    characters: Mapped[int | None]
    picture_pages: Mapped[list[int] | None] = mapped_column(JSON)
    replaces: Mapped[str | None]
    replaced_by: Mapped[str | None]
    version: Mapped[int | None]
    loaded_at: Mapped[str | None]
    retired: Mapped[bool | None]


class View(Record):
    """One person's view of one area of one authority."""

    __tablename__ = "view"

    area: Mapped[str | None]
    own_grade: Mapped[str | None]
    view: Mapped[str | None]
    confidence: Mapped[str | None]
    direction: Mapped[str | None]
    priority: Mapped[str | None]
    reason: Mapped[str | None]


class Finding(Record):
    """Something a person found. `evidence` maps an id to a selector (`wmpeer.judging.evidence`).

    `in_letter` and `rank` are what its author proposes for the letter; what counts is the panel's `Choice`, where it made one. `about` is
    the finding that a suggestion answers.
    """

    __tablename__ = "finding"
    maps = ("tags", "evidence")

    area: Mapped[str | None]
    kind: Mapped[str | None]
    text: Mapped[str | None]
    level: Mapped[int | None]
    rank: Mapped[int | None]
    about: Mapped[str | None]
    in_letter: Mapped[bool | None]
    tags: Mapped[dict[str, object]]
    evidence: Mapped[dict[str, object]]


class ClaimAnswer(Record):
    """What a person said of a claim's mark (`wmpeer.claims`): accepted, corrected to another `verdict`, or dismissed.

    `claim` is the claim's id, `selector` its place in the document (`wmpeer.judging.evidence`), `mark` what it said on the day:
    ``{"code", "period", "numbers", "published", "verdict", "why"}``.
    """

    __tablename__ = "claim_answer"

    claim: Mapped[str | None] = mapped_column(index=True)
    answer: Mapped[str | None]
    verdict: Mapped[str | None]
    note: Mapped[str | None]
    selector: Mapped[dict[str, object] | None]
    mark: Mapped[dict[str, object] | None]


class Note(Record):
    """A private note: it never leaves the file. `evidence` is what it points at, as a finding's (`wmpeer.judging.evidence`)."""

    __tablename__ = "note"
    maps = ("evidence",)

    area: Mapped[str | None]
    text: Mapped[str | None]
    evidence: Mapped[dict[str, object]]


class Agreed(Record):
    """The panel's agreed judgement of an area."""

    __tablename__ = "agreed"
    owner = "panel"

    area: Mapped[str | None]
    view: Mapped[str | None]
    confidence: Mapped[str | None]
    wording: Mapped[str | None]
    reason: Mapped[str | None]


class Choice(Record):
    """What the panel chose for the letter of one authority: one record an authority, whose id is made of the authority's code.

    `chosen` maps a finding to whether it goes into the letter, `ranks` an area to consider to its place, 1 first. A finding that is in
    neither stands as its author proposed.
    """

    __tablename__ = "choice"
    owner = "panel"
    maps = ("chosen", "ranks")
    common = True

    chosen: Mapped[dict[str, object]]
    ranks: Mapped[dict[str, object]]


class Raised(Record):
    """A concern was raised with the authority: `on` which day, `by` whom, `how`."""

    __tablename__ = "raised"
    owner = "panel"

    finding: Mapped[str | None]
    on: Mapped[str | None]
    by: Mapped[str | None]
    how: Mapped[str | None]


class Point(Record):
    """A point of the last cycle."""

    __tablename__ = "point"
    owner = "coordinator"

    area: Mapped[str | None]
    kind: Mapped[str | None]
    text: Mapped[str | None]
    cycle: Mapped[str | None]


class Outcome(Record):
    """What came of a `point` of the last cycle (its id), as the panel read it; its own id is made of authority and point."""

    __tablename__ = "outcome"
    owner = "panel"
    common = True

    point: Mapped[str | None] = mapped_column(index=True)
    outcome: Mapped[str | None]
    comment: Mapped[str | None]


class HandIn(Record):
    """A person has handed in their own view of an authority."""

    __tablename__ = "hand_in"

    on: Mapped[str | None]


class Letter(Record):
    """What a letter says beside the findings, and what came back. `next_steps` maps an id to ``{"what", "by", "order"}``."""

    __tablename__ = "letter"
    owner = "panel"
    maps = ("next_steps",)

    addressee: Mapped[str | None]
    signatory: Mapped[str | None]
    reflection: Mapped[str | None]
    held_on: Mapped[str | None]
    stage: Mapped[str | None]
    responded_on: Mapped[str | None]
    responded_by: Mapped[str | None]
    next_steps: Mapped[dict[str, object]]


class Issue(Record):
    """A letter as it left: locked. `sha256` names the PDF kept as content."""

    __tablename__ = "issue"
    owner = "coordinator"

    version: Mapped[int | None]
    on: Mapped[str | None]
    sha256: Mapped[str | None]
    word_sha256: Mapped[str | None]


def record_kinds() -> dict[str, type[Record]]:
    """Every kind of record by its name in the journal."""
    return {row.__tablename__: row for row in Record.__subclasses__()}


__all__ = [
    "SHARED", "Agreed", "Allocation", "Approval", "Authority", "Batch", "Choice", "ClaimAnswer", "ColumnMapping", "Commentary",
    "Cycle", "Device", "Document", "Finding", "FlagAnswer", "FlagRule", "HandIn", "Interest", "Issue", "Letter", "Note", "Outcome", "Owner",
    "Person", "Point", "Raised", "Rebase", "Record", "TakeBack", "View", "field_names", "record_kinds",
]  # fmt: skip
