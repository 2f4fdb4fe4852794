"""One file of a plan: what taking it in would do, and what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from wmpeer.errors import Problem
from wmpeer.indicators.compared import Restated
from wmpeer.indicators.mapped import Use
from wmpeer.indicators.plan import LoadPlan
from wmpeer.indicators.tables import Question

Status = Literal["new", "replaces", "unchanged", "unclear", "asks", "maps", "sheet", "beside", "refused"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of a plan.

    `status` is what carrying out would do: keep it as ``new``, let it take the place of an earlier one (``replaces``, named by `older`),
    nothing (``unchanged``), ask whose it is (``unclear``: `candidates`, the likeliest first), what to take of it (``asks``: those of
    `questions` that are needed) or what its columns are (``maps``), take in a colleague's ``sheet``, nothing because it goes with the table
    ``beside`` it, or nothing because it was ``refused``. `kind` is that of the document, table or sheet; LAIT's data dictionary is a
    ``dictionary``, not ``indicators``. `authority` is an ONS code; `choices` are answers, column to value; `earlier` has a document of the
    same name that says other things.

    `uses` say how sheets are read whose columns nobody knew beforehand; `doubt` why a mapping that seems to fit was not used without
    being asked for; `to_map` names the sheets whose columns may be said (``""`` is the text of a file that is no workbook).
    """

    path: Path
    kind: str
    status: Status
    sha256: str = ""
    authority: str = ""
    candidates: tuple[str, ...] = ()
    matched_by: str = ""
    older: str = ""
    source: str = ""
    pages: int | None = None
    passages: int | None = None
    rows: int | None = None
    values: int | None = None
    questions: tuple[Question, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    document: int = -1
    tables: tuple[LoadPlan, ...] = ()
    earlier: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    doubt: str = ""
    to_map: tuple[str, ...] = ()
    restated: tuple[Restated, ...] = ()
    """The figures of earlier files that it tells otherwise."""
    unsaid: tuple[tuple[str, int], ...] = ()
    """The sheets that are not read beside others that are, as nobody said their columns, each with its figures."""

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What must still be chosen of a table."""
        return tuple(question for question in self.questions if question.needed and question.column not in self.choices)

    @property
    def does_something(self) -> bool:
        """Whether carrying out takes something in."""
        return self.status in ("new", "replaces", "sheet")
