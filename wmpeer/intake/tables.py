"""The tables of a file: what taking them in would do, and doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import sha256_of
from wmpeer.indicators.actions import load_tables
from wmpeer.indicators.compared import Restated
from wmpeer.indicators.ending import CUT
from wmpeer.indicators.errors import TableCutShortError
from wmpeer.indicators.mapped import PERIOD, Use, said_of
from wmpeer.indicators.plan import LoadPlan, plan_load
from wmpeer.indicators.queries import known_batches
from wmpeer.indicators.released import told_by_a_person
from wmpeer.indicators.restated import restated_ahead
from wmpeer.indicators.tables import AnyTable, ValueTable
from wmpeer.intake.errors import ChoiceNeededError, ColumnsDoubtfulError, ColumnsUnnamedError, NotThatKindError, PeriodNeededError
from wmpeer.intake.mapping import needed, read_file
from wmpeer.intake.planned import PlannedFile, Status
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, StoppedError


def plan_tables(workspace: Workspace, path: Path, wishes: Wishes, progress: Progress, uses: Sequence[Use] = ()) -> PlannedFile:
    """What taking in the tables of *path* would do; *uses* are what a person said of its columns."""
    try:
        read = read_file(workspace, path, wishes, progress, uses)
        for table in read.tables:
            _of_that_kind(table, wishes)
    except StoppedError:
        raise
    except WmpeerError as error:
        return refused(path, wishes.kind or "indicators", error.problem(), digest(path))
    tables = told_by_a_person(read.tables, wishes.released_on)
    if not tables:
        unread = ColumnsDoubtfulError(name=path.name, doubt=read.doubt) if read.doubt else ColumnsUnnamedError(name=path.name)
        problem = unread.problem()
        return PlannedFile(path, "indicators", "maps", read.sha256, doubt=read.doubt, to_map=read.to_map, problems=(problem,))
    known = workspace.read(known_batches)
    plans = tuple(plan_load(table, known) for table in tables)
    status: Status = {"loaded": "new", "replaced": "replaces", "unchanged": "unchanged"}[_together([plan.status for plan in plans])]  # type: ignore[assignment]
    older = (sha256 for plan in plans for sha256 in plan.takes_place_of)
    planned = PlannedFile(
        path, tables[0].kind, status, read.sha256, older=next(older, ""), source=plans[0].table.source,
        rows=sum(table.rows for table in tables), values=sum(table.values for table in tables),
        questions=tuple(dict.fromkeys(question for table in tables for question in table.questions)),
        choices={column: value for table in tables for column, value in table.choices.items()}, problems=_problems(plans), tables=plans,
        uses=read.uses, doubt=read.doubt, to_map=read.to_map, unsaid=read.unsaid,
        restated=tuple(one for plan in plans for one in _restated(workspace, plan)),
    )  # fmt: skip
    return replace(planned, status="asks") if planned.open_questions and status != "unchanged" else planned


def _restated(workspace: Workspace, plan: LoadPlan) -> tuple[Restated, ...]:
    if plan.status == "unchanged" or not plan.takes_place_of or not isinstance(plan.table, ValueTable):
        return ()
    return workspace.read(restated_ahead, plan.table, plan.takes_place_of)


def take_in_tables(workspace: Workspace, one: PlannedFile, wishes: Wishes, progress: Progress) -> Result:
    """Take in the tables of a planned file, read again where its answers came after it was read."""
    if one.status == "maps":
        return Result(one.path, one.sha256, one.kind, "refused", problems=one.problems)
    try:
        if one.tables:
            tables = tuple(plan.table for plan in one.tables)
        else:
            answered = replace(wishes, choices={**wishes.choices, **one.choices})
            tables = told_by_a_person(read_file(workspace, one.path, answered, progress, one.uses).tables, wishes.released_on)
        known = workspace.read(known_batches)
        plans = [plan_load(table, known) for table in tables]
        for plan in plans:
            _refuse_open(one.path.name, plan)
        loaded = load_tables(workspace, plans, progress)
    except StoppedError:
        raise
    except WmpeerError as error:
        return Result(one.path, one.sha256, wishes.kind or "indicators", "refused", problems=(error.problem(),))
    markers: Counter[str] = Counter()
    for table in tables:
        markers.update(table.markers)
    return Result(
        one.path, tables[0].sha256, tables[0].kind, _together([each.status for each in loaded]),  # type: ignore[arg-type]
        rows=sum(table.rows for table in tables), values=sum(table.values for table in tables), markers=dict(sorted(markers.items())),
        problems=_problems(plans), mapping=said_of(one.uses),
    )  # fmt: skip


def refused(path: Path, kind: str, problem: Problem | None, sha256: str = "") -> PlannedFile:
    """A file that is not taken in."""
    return PlannedFile(path, kind, "refused", sha256, problems=(problem,) if problem else ())


def digest(path: Path) -> str:
    """The SHA-256 of a file, or empty where it cannot be opened: its sentence already says that."""
    try:
        return sha256_of(path.read_bytes())
    except OSError:
        return ""


def _together(statuses: Sequence[str]) -> str:
    """What is said of a file of several tables, of what each of them is."""
    return next((status for status in ("replaced", "loaded") if status in statuses), "unchanged")


def _problems(plans: Iterable[LoadPlan]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for plan in plans for problem in plan.problems))


def _refuse_open(name: str, plan: LoadPlan) -> None:
    """Refuse a table with a question that was not answered, unless it is here already.

    Raises:
        ChoiceNeededError; PeriodNeededError; TableCutShortError.
    """
    question = next(needed(plan.table), None)
    if question is None or plan.status == "unchanged":
        return
    if question.column == PERIOD:
        raise PeriodNeededError(name=name)
    if question.column == CUT:
        problem = next(problem for problem in plan.problems if problem.code == TableCutShortError.code())
        raise TableCutShortError(name=name, row=problem.where.removeprefix("row "), where=problem.where)
    values = ", ".join(question.values[:8])
    raise ChoiceNeededError(name=name, column=question.column, values=values, first=(question.values or ("value",))[0])


def _of_that_kind(table: AnyTable, wishes: Wishes) -> None:
    """A data dictionary belongs to its figures: it may be asked for as indicators."""
    asked = ("indicators", "dictionary") if wishes.kind == "indicators" else (wishes.kind,)
    if wishes.kind and table.kind not in asked:
        raise NotThatKindError(name=table.name, really=table.kind)
