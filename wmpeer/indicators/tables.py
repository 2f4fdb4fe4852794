"""What was read from a file: frozen records, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wmpeer.errors import Problem
from wmpeer.region.areas import Level

TableKind = Literal["indicators", "dictionary", "inspections", "neighbours"]
Publisher = Literal["", "ees", "lait", "lginform", "fingertips", "ofsted", "regional"]
"""Who gives a source out, as far as its shape tells; empty where it does not."""
PeriodKind = Literal["", "calendar", "financial", "academic", "quarter", "term", "month", "snapshot", "other"]
"""What kind of time a figure is for; `snapshot` is one day, empty is not said."""
ValueState = Literal["", "provisional", "revised", "final", "estimated"]
"""How firm a figure is, as its source says; empty is not said."""


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
    `states` and `kinds` are as long as `periods`, or empty where the source says nothing of any. `about` is the source's definition,
    `next_update` when it says it will bring the measure up to date, in its own words.
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
    states: tuple[ValueState, ...] = ()
    kinds: tuple[PeriodKind, ...] = ()
    about: str = ""
    next_update: str = ""

    def state(self, place: int) -> ValueState:
        """How firm the figures of the *place*-th period are."""
        return self.states[place] if self.states else ""

    def kind(self, place: int) -> PeriodKind:
        """What kind of time the *place*-th period is."""
        return self.kinds[place] if self.kinds else ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's cells, in the order of the table's columns: raw text, or None where the table has no such cell.

    What is no area (a total, a footnote), or one that nobody knows, is of the level ``other`` and counts nowhere.
    """

    key: str
    name: str
    level: Level
    region: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """What every kind of table has. `rows` are data rows read, `values` cells with a number, `markers` cells with each marker.

    A file of several tables is several of these, each with its `sheet`; it is empty where the file is one table, or its sheets were read
    together as one. `released_on` is the day its publisher gave it out (ISO), or empty; `mapping` the record of the mapping it was read by.
    """

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
    sheet: str = ""
    publisher: Publisher = ""
    released_on: str = ""
    mapping: str = ""


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
