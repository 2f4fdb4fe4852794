"""What was read from a file: frozen records, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wmpeer.errors import Problem

TableKind = Literal["indicators", "dictionary", "inspections", "neighbours"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say. The answer is one of `values` under `column` in the choices; empty `values` means any text."""

    column: str
    values: tuple[str, ...]
    sentence: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator of a table. Its cells are those from `first` on, one for each of `periods` (oldest first), in every area's row.

    `polarity` is High, Low, ``-`` (neither) or empty (not said), as the Department writes it. `decimals` is None where nobody says.
    """

    code: str
    title: str
    unit: str = ""
    polarity: str = ""
    decimals: int | None = None
    year_type: str = ""
    topic: str = ""
    periods: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's cells, in the order of the table's columns: raw text, or None where the table has no such cell."""

    key: str
    name: str
    level: str
    region: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """What every kind of table has. `rows` are data rows read, `values` cells with a number, `markers` cells with each marker."""

    kind: TableKind
    name: str
    sha256: str
    source: str
    release: str = ""
    rows: int = 0
    values: int = 0
    markers: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueTable(TableRead):
    """Figures: measures, areas and their cells."""

    measures: tuple[Measure, ...] = ()
    areas: tuple[AreaRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DictionaryTable(TableRead):
    """What measures mean: LAIT's data dictionary."""

    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection or visit. Days are ISO or empty.

    Grades are ``outstanding``, ``good``, ``requires-improvement``, ``inadequate``, ``no-separate-judgement`` (there was none then), empty
    (not given), or the words of the file where they are not known. `outcome` is the area SEND outcome, ``1`` to ``3``, or empty.
    """

    area: str
    name: str
    framework: Literal["ilacs", "send"]
    type: str = ""
    start: str = ""
    end: str = ""
    published: str = ""
    overall: str = ""
    leaders: str = ""
    help_protection: str = ""
    in_care: str = ""
    care_leavers: str = ""
    outcome: str = ""
    theme: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class InspectionTable(TableRead):
    """Inspection outcomes."""

    inspections: tuple[InspectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """*neighbour* is the *rank*-th nearest statistical neighbour of *area* in *model*; both are ONS codes."""

    model: str
    area: str
    rank: int
    neighbour: str
    closeness: str = ""


@dataclass(frozen=True, slots=True)
class NeighbourTable(TableRead):
    """Statistical neighbours, of one model or more."""

    neighbours: tuple[NeighbourRow, ...] = ()


AnyTable = ValueTable | DictionaryTable | InspectionTable | NeighbourTable
