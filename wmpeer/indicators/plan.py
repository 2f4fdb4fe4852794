"""What loading a table would do, before it is done: nothing (it is there already), add, or take another one's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from wmpeer.errors import Problem
from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.ending import CUT_SHORT, RELEASED, is_taken
from wmpeer.indicators.errors import ExtractError, OlderReleaseError
from wmpeer.indicators.periods import Key, read_period
from wmpeer.indicators.tables import AnyTable, Question, ValueTable
from wmpeer.indicators.values import number_in

Status = Literal["loaded", "unchanged", "replaced"]
NO_KEY: Key = (0, 0, 0, 0, 0, 0, "")


@dataclass(frozen=True, slots=True)
class KnownBatch:
    """A batch of data in the workspace, of one `sheet` where the file has several tables.

    `codes` are its measures; `newest` is the key of its newest period; `areas` counts authorities.
    """

    entity: str
    sha256: str
    kind: str
    source: str
    name: str
    retired: bool
    choices: tuple[tuple[str, str], ...] = ()
    codes: frozenset[str] = frozenset()
    newest: Key = NO_KEY
    areas: int = 0
    sample_area: str = ""
    sample: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sheet: str = ""
    """One area's cells (England's where it has them) by code and period: what a table under another name is known again by."""


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What loading *table* does. `status` is what it will be said to have been; `entity` is the batch's record where there is one already.

    `takes_place_of` names the SHA-256s of batches of the same source that are no longer in use then (they are kept).
    """

    table: AnyTable
    status: Status
    entity: str = ""
    takes_place_of: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    ends: tuple[str, ...] = ()
    """Records of batches that are taken out with it: what was taken of a cut file, now that the whole one is here."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What may still be asked; those that are `needed` must be answered (read the file again with the choices)."""
        return self.table.questions


def plan_load(table: AnyTable, known: Iterable[KnownBatch]) -> LoadPlan:
    """What loading *table* into a workspace with these batches does. The same file changes nothing, unless other choices were
    made for it."""
    known = tuple(known)
    same = next((batch for batch in known if (batch.sha256, batch.sheet) == (table.sha256, table.sheet)), None)
    if same is not None and not same.retired and (not table.choices or _as_asked(same, table)):
        return LoadPlan(table, "unchanged", same.entity, problems=table.problems)
    # sheets of one file stand beside each other: none takes another's place
    others = [batch for batch in known if batch.sha256 != table.sha256 and batch.kind == table.kind and not batch.retired]
    table = replace(table, source=_own_source(table, others))
    # what was taken of a cut file makes room for the whole one, and is a source of its own itself
    rivals = [batch for batch in others if batch.source in (table.source, table.source + CUT_SHORT) and _overlap(table, batch)]
    problems = [problem for problem in (_not_in_use(table, batch) for batch in rivals) if problem is not None]
    entity = same.entity if same is not None else ""
    if problems:
        return LoadPlan(table, "loaded", entity, (), (*table.problems, problems[0]))
    again = same is not None and not same.retired
    ends = tuple(batch.entity for batch in rivals if batch.source == table.source + CUT_SHORT)
    status: Status = "replaced" if rivals or again else "loaded"
    return LoadPlan(table, status, entity, tuple(dict.fromkeys(batch.sha256 for batch in rivals)), table.problems, ends)


def _as_asked(same: KnownBatch, table: AnyTable) -> bool:
    """Whether a table was read before as it is read now. The day that a person gave it then stands, unless another is given."""
    before = {column: value for column, value in same.choices if column != RELEASED or column in table.choices}
    return before == dict(table.choices)


def codes_of(table: AnyTable) -> frozenset[str]:
    """The measures a table has."""
    return frozenset(measure.code for measure in getattr(table, "measures", ()))


def newest_of(table: AnyTable) -> Key:
    """The key of the newest period a table has."""
    if not isinstance(table, ValueTable):
        return NO_KEY
    return max((read_period(label).key for measure in table.measures for label in measure.periods), default=NO_KEY)


def authorities_in(table: AnyTable) -> int:
    """For how many authorities a table has a number: one of markers alone stands in no other's place."""
    if not isinstance(table, ValueTable):
        return 0
    return sum(area.level == "authority" and any(number_in(raw or "") is not None for raw in area.cells) for area in table.areas)


def is_extract(areas: int, most: int) -> bool:
    """Whether a table about *areas* authorities is an extract beside one about *most*."""
    return areas * 2 < most


def _own_source(table: AnyTable, others: Sequence[KnownBatch]) -> str:
    """Two different tables that happen to bear the same name are two sources: the second gets a number."""
    everywhere = table.source == LAIT or table.publisher in ("fingertips", "lginform")  # one name, and codes that mean the same in each
    if everywhere or table.kind != "indicators" or is_taken(table.choices):
        return table.source
    name = table.source
    if not any(batch.source == name for batch in others):
        return next((batch.source.removesuffix(CUT_SHORT) for batch in others if _same_table(table, batch)), name)
    for number in range(2, 100):
        bearing = [batch for batch in others if batch.source == name]
        if not bearing or any(_overlap(table, batch) for batch in bearing):
            return name
        name = f"{table.source} ({number})"
    return name


def _same_table(table: AnyTable, batch: KnownBatch) -> bool:
    """Whether *batch* is an earlier state of *table* under another name: the same measures, and most of an area's figures unchanged."""
    if not isinstance(table, ValueTable) or batch.source == LAIT or codes_of(table) != batch.codes:
        return False
    area = next((area for area in table.areas if area.key == batch.sample_area), None)
    if area is None:
        return False
    pairs = ((measure.first + place, (measure.code, label)) for measure in table.measures for place, label in enumerate(measure.periods))
    common = [(area.cells[column], batch.sample[pair]) for column, pair in pairs if pair in batch.sample]
    return len(common) >= 5 and sum(new == old for new, old in common) >= 0.6 * len(common)


def _overlap(table: AnyTable, batch: KnownBatch) -> bool:
    codes = codes_of(table)
    if not codes or not batch.codes:
        return True
    return 2 * len(codes & batch.codes) >= min(len(codes), len(batch.codes))


def _not_in_use(table: AnyTable, batch: KnownBatch) -> Problem | None:
    """Why *batch* stays in use beside *table*, or None where the newer file takes its place."""
    if not isinstance(table, ValueTable) or (batch.source.endswith(CUT_SHORT) and not is_taken(table.choices)):
        return None
    newest = newest_of(table)
    if newest[:3] < batch.newest[:3]:
        return OlderReleaseError(where=batch.name).problem()
    if newest[:3] == batch.newest[:3] and is_extract(authorities_in(table), batch.areas):
        return ExtractError(where=batch.name).problem()
    return None
