"""The journalled records about data: what was taken in and how it was read, and what people decided and said about it."""

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.record import Record


class Batch(Record):
    """A table of data taken in; its values are content, named by `sha256` and, where the file has several tables, by `sheet`.

    `publisher` is who gives the source out: ees, lait, lginform, fingertips, ofsted, regional, or empty. `release` tells the periods in it,
    `released_on` the day its publisher gave it out (ISO). `mapping` is the column mapping it was read by. `restated` tells which figures
    of an earlier release it changed: ``{"count", "examples": [{"area", "code", "period", "was", "now"}]}``, 50 examples at most.
    """

    __tablename__ = "batch"
    owner = "coordinator"

    sha256: Mapped[str | None] = mapped_column(index=True)
    sheet: Mapped[str | None]
    name: Mapped[str | None]
    kind: Mapped[str | None]
    source: Mapped[str | None]
    publisher: Mapped[str | None]
    release: Mapped[str | None]
    released_on: Mapped[str | None]
    mapping: Mapped[str | None]
    rows: Mapped[int | None]
    values: Mapped[int | None]
    markers: Mapped[dict[str, object] | None]
    choices: Mapped[dict[str, object] | None]
    restated: Mapped[dict[str, object] | None]
    loaded_at: Mapped[str | None]
    retired: Mapped[bool | None]


class ColumnMapping(Record):
    """How a table whose columns nobody knew beforehand is read, under a name.

    `recipe` says where headings, areas, periods, indicators and values stand; `signature` is a hash of the headings with the periods taken
    out, by which next quarter's file is known again; `source` is the name its figures are kept under. When it was used last, the batches
    tell that name it.
    """

    __tablename__ = "column_mapping"
    owner = "coordinator"

    name: Mapped[str | None]
    recipe: Mapped[dict[str, object] | None]
    signature: Mapped[str | None] = mapped_column(index=True)
    source: Mapped[str | None]


class FlagRule(Record):
    """What this cycle has otherwise than ``resources/indicators/flags.toml``: one record a rule, whose id is made of the rule's name.

    `used` switches it on or off, `changes` maps a threshold to its number, `reason` says why. What is None or not in the mapping stands as
    in the file.
    """

    __tablename__ = "flag_rule"
    owner = "coordinator"
    maps = ("changes",)
    common = True

    rule: Mapped[str | None]
    used: Mapped[bool | None]
    changes: Mapped[dict[str, object]]
    reason: Mapped[str | None]


class Rebase(Record):
    """From `period` on, a series of the authority has control limits of its own, for a `reason` that a person gives."""

    __tablename__ = "rebase"
    owner = "panel"

    code: Mapped[str | None]
    source: Mapped[str | None]
    period: Mapped[str | None]
    reason: Mapped[str | None]


class Commentary(Record):
    """What a person writes into the data pack of the authority: one record a `part` of it, whose id is made of authority and part."""

    __tablename__ = "commentary"
    owner = "panel"
    common = True

    part: Mapped[str | None]
    text: Mapped[str | None]


class FlagAnswer(Record):
    """What a person said to a flag of the authority: noted, question or finding. Its id is made of author, authority and flag.

    `code` is the measure's, or of a flag on inspections and grades the area it is about; `period` the period or the day it is of. `finding`
    is what was recorded of it. `seen` is what the flag said on the day: ``{"value", "sentence"}``.
    """

    __tablename__ = "flag_answer"

    rule: Mapped[str | None]
    code: Mapped[str | None]
    source: Mapped[str | None]
    period: Mapped[str | None]
    answer: Mapped[str | None]
    text: Mapped[str | None]
    finding: Mapped[str | None]
    seen: Mapped[dict[str, object] | None]
