"""What taking in a mixture of files would do, file by file, before anything is kept; then, once its questions are answered, doing it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from wmpeer.documents import actions as documents
from wmpeer.documents.plan import LoadPlan as DocumentPlan
from wmpeer.documents.plan import PlannedDocument
from wmpeer.documents.plan import plan_load as plan_documents
from wmpeer.documents.queries import document_passages
from wmpeer.documents.queries import documents as document_lines
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import name_of, sha256_of
from wmpeer.indicators.actions import load_tables
from wmpeer.indicators.ending import CUT, without_cut
from wmpeer.indicators.errors import TableCutShortError
from wmpeer.indicators.plan import LoadPlan as TablePlan
from wmpeer.indicators.plan import plan_load as plan_table
from wmpeer.indicators.queries import known_areas, known_batches
from wmpeer.indicators.read import read_tables
from wmpeer.indicators.tables import AnyTable, Question
from wmpeer.intake.capture import load_capture_sheet
from wmpeer.intake.errors import AuthorityUnclearError, ChoiceNeededError, NotThatKindError, StoppedInPartError, UnknownMappingError
from wmpeer.intake.records import Result, Wishes
from wmpeer.intake.walk import Found, files_in
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.compared import compare_clips
from wmpeer.progress import Progress, StoppedError, silent
from wmpeer.region.queries import authorities, find_authority, region_of

SELF_EVALUATION = "self-evaluation"
CAPTURE_SHEET = "capture-sheet"
BESIDE = "beside"
KEPT_READ = 3_000_000
"""So many values of planned tables stay in memory until they are carried out; what is beyond is read a second time."""

NAMES_NONE = "no authority of the region is named in its title or words"
"""Why it is asked whose a document is that names nobody."""

Status = Literal["new", "replaces", "unchanged", "unclear", "asks", "sheet", "beside", "refused"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of a plan.

    `status` is what carrying out would do: keep it as ``new``, let it take the place of an earlier one (``replaces``, named by `older`),
    nothing (``unchanged``), ask whose it is (``unclear``: `candidates`, the likeliest first) or what to take of it (``asks``: those of
    `questions` that are needed), take in a colleague's ``sheet``, nothing because it goes with the table ``beside`` it, or nothing because
    it was ``refused``. `kind` is that of the document, table or sheet; LAIT's data dictionary is a ``dictionary``, not ``indicators``.
    `authority` is an ONS code; `choices` are answers, column to value; `earlier` has a document of the same name that says other things.
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
    tables: tuple[TablePlan, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What must still be chosen of a table."""
        return tuple(question for question in self.questions if question.needed and question.column not in self.choices)

    @property
    def does_something(self) -> bool:
        """Whether carrying out takes something in."""
        return self.status in ("new", "replaces", "sheet")


@dataclass(frozen=True, slots=True)
class IntakePlan:
    """What would be done with each file, in the order found."""

    items: tuple[PlannedFile, ...]
    wishes: Wishes = field(default_factory=Wishes)
    documents: DocumentPlan = field(default_factory=lambda: DocumentPlan(()))

    def questions(self) -> tuple[PlannedFile, ...]:
        """The files that ask for something. Unanswered, they stay outside; the rest goes on."""
        return tuple(one for one in self.items if one.status in ("unclear", "asks"))

    def to_take_in(self) -> tuple[PlannedFile, ...]:
        """The files that carrying out takes in."""
        return tuple(one for one in self.items if one.does_something)

    def answered(self, path: Path, authority: str) -> IntakePlan:
        """The plan with the document at *path* given to *authority* (an ONS code); "" takes an answer back, and it is left out."""
        place = next(one.document for one in self.items if one.path == path)
        plan = self.documents.answered(place, authority)
        items = tuple(_of_document(one.path, plan.items[one.document], one.document) if one.document >= 0 else one for one in self.items)
        return replace(self, items=items, documents=plan)

    def chosen(self, path: Path, column: str, value: str) -> IntakePlan:
        """The plan with *value* chosen for *column* of the table at *path* ("" takes a choice back).

        The table is read again with its choices when the plan is carried out.
        """
        return replace(self, items=tuple(_choose(one, column, value) if one.path == path else one for one in self.items))


def _choose(one: PlannedFile, column: str, value: str) -> PlannedFile:
    choices = {name: said for name, said in {**one.choices, column: value}.items() if said}
    chosen = replace(one, choices=choices, tables=())
    if chosen.open_questions or one.status != "asks":
        return chosen
    return replace(chosen, status="replaces" if one.older else "new")


def plan_intake(workspace: Workspace, paths: Iterable[Path], progress: Progress = silent, wishes: Wishes | None = None) -> IntakePlan:
    """Look at *paths* (files and folders) and say what taking them in would do. Nothing is kept.

    Raises:
        UnknownAuthorityError: *wishes* name an authority that is not of the region.
        StoppedError: *progress* was told to stop.
    """
    wishes = wishes or Wishes()
    authority = workspace.read(find_authority, wishes.authority).ons_code if wishes.authority else ""
    found = files_in(paths)
    left = [one for one in found if not one.problem]
    papers = [one for one in left if _family(one, wishes) == SELF_EVALUATION]
    total = len(left)
    plan = _plan_documents(workspace, papers, authority, wishes, _within(progress, 0, total))
    items: dict[Path, PlannedFile] = {one.path: _refused(one.path, "", one.problem) for one in found if one.problem}
    for number, (one, item) in enumerate(zip(papers, plan.items, strict=True)):
        items[one.path] = _of_document(one.path, item, number)
    values, done = 0, len(papers)
    for one in (each for each in left if each.path not in items):
        progress(done, total, one.path.name)
        items[one.path] = item_ = _plan_other(workspace, one, wishes, _at(progress, done, total))
        values += item_.values or 0
        if values > KEPT_READ:
            items[one.path] = replace(item_, tables=())
        done += 1
    progress(total, total, "")
    return IntakePlan(tuple(items[one.path] for one in found), wishes, plan)


def carry_out(workspace: Workspace, plan: IntakePlan, progress: Progress = silent) -> tuple[Result, ...]:
    """Take in what the plan says: the documents as one batch, each table by itself. One result a file, in the plan's order; a file whose
    question was not answered is refused. Last of all pictures of parts of pages are looked for in new versions: stopped there, every file
    is in, and those not looked for wait.

    Raises:
        StoppedError: from *progress*, before anything was kept.
        StoppedInPartError: from *progress*, later; of the step under way nothing was kept, what was kept before stays.
    """
    total = len(plan.items)
    results: dict[Path, Result] = {}
    plan = replace(plan, documents=plan.documents.seen_again())
    documents.carry_out(workspace, _without_questions(plan.documents), _within(progress, 0, total))
    names = {one.ons_code: one.name for one in workspace.read(authorities)}
    for one in plan.items:
        if one.document >= 0:
            results[one.path] = _document_result(one.path, plan.documents.items[one.document], names)
    for one in (each for each in plan.items if each.path not in results):
        try:
            progress(len(results), total, one.path.name)
            results[one.path] = _carry_out_other(workspace, one, plan.wishes, _at(progress, len(results), total))
        except StoppedError:
            if not any(each.status in ("loaded", "replaced") for each in results.values()):
                raise
            raise StoppedInPartError(done=len(results), total=total) from None
    if plan.documents.items:
        with suppress(StoppedError):  # every file is in; what is not looked for now waits, and is looked for when versions are compared
            compare_clips(workspace, progress)  # also what an earlier run, ended in between, has left
    return tuple(results[one.path] for one in plan.items)


def _at(progress: Progress, done: int, total: int) -> Progress:
    """Steps inside one file: they count as nothing more than where it can be stopped."""
    return lambda _done, _total, label: progress(done, total, label)


def _within(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _own, label: progress(before + done, total, label)


def _family(found: Found, wishes: Wishes) -> str:
    if not wishes.kind:
        return SELF_EVALUATION if found.family == "document" else found.family
    return wishes.kind if wishes.kind in (SELF_EVALUATION, CAPTURE_SHEET) else "table"


def _refused(path: Path, kind: str, problem: Problem | None, sha256: str = "") -> PlannedFile:
    return PlannedFile(path, kind, "refused", sha256, problems=(problem,) if problem else ())


def _plan_documents(workspace: Workspace, found: Sequence[Found], authority: str, wishes: Wishes, progress: Progress) -> DocumentPlan:
    if not found:
        return DocumentPlan(())
    region = workspace.read(authorities)
    replaces = {name_of(one.path): wishes.replaces for one in found} if wishes.replaces else {}
    with DocumentWorker() as worker:
        return plan_documents(
            [Source(name_of(one.path), one.path) for one in found], workspace.read(document_lines, every=True),
            [(one.ons_code, one.names()) for one in region], worker=worker, authority=authority, replaces=replaces,
            said_before=lambda sha256: [one.text for one in workspace.read(document_passages, sha256)], progress=progress,
        )  # fmt: skip


def _of_document(path: Path, item: PlannedDocument, number: int) -> PlannedFile:
    read = item.document
    return PlannedFile(
        path, SELF_EVALUATION, item.status, item.sha256, item.authority, item.candidates, item.matched_by, item.replaces,
        pages=read.pages if read else None, passages=len(read.passages) if read else None, problems=item.problems, document=number,
        earlier=item.earlier,
    )  # fmt: skip


def _plan_other(workspace: Workspace, found: Found, wishes: Wishes, progress: Progress) -> PlannedFile:
    family = _family(found, wishes)
    if family == CAPTURE_SHEET:
        return PlannedFile(found.path, CAPTURE_SHEET, "sheet")
    if family == BESIDE:
        return PlannedFile(found.path, "indicators", "beside")
    return _plan_table(workspace, found.path, wishes, progress)


def _plan_table(workspace: Workspace, path: Path, wishes: Wishes, progress: Progress) -> PlannedFile:
    try:
        tables = read_with_memory(workspace, path, wishes, progress)
        for table in tables:
            _of_that_kind(table, wishes)
    except StoppedError:
        raise
    except WmpeerError as error:
        return _refused(path, wishes.kind or "indicators", error.problem(), _digest(path))
    known = workspace.read(known_batches)
    plans = tuple(plan_table(table, known) for table in tables)
    status: Status = {"loaded": "new", "replaced": "replaces", "unchanged": "unchanged"}[_together([plan.status for plan in plans])]  # type: ignore[assignment]
    older = (sha256 for plan in plans for sha256 in plan.takes_place_of)
    planned = PlannedFile(
        path, tables[0].kind, status, tables[0].sha256, older=next(older, ""), source=plans[0].table.source,
        rows=sum(table.rows for table in tables), values=sum(table.values for table in tables),
        questions=tuple(dict.fromkeys(question for table in tables for question in table.questions)),
        choices={column: value for table in tables for column, value in table.choices.items()}, problems=_problems(plans), tables=plans,
    )  # fmt: skip
    return replace(planned, status="asks") if planned.open_questions and status != "unchanged" else planned


def _together(statuses: Sequence[str]) -> str:
    """What is said of a file of several tables, of what each of them is."""
    return next((status for status in ("replaced", "loaded") if status in statuses), "unchanged")


def _problems(plans: Iterable[TablePlan]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for plan in plans for problem in plan.problems))


def _without_questions(plan: DocumentPlan) -> DocumentPlan:
    for place in reversed([number for number, item in enumerate(plan.items) if item.status == "unclear"]):
        plan = plan.without(place)
    return plan


def _document_result(path: Path, item: PlannedDocument, names: Mapping[str, str]) -> Result:
    if item.status == "unclear":
        candidates = ", ".join(names[code] for code in item.candidates[:5])
        problem = AuthorityUnclearError(name=item.name, candidates=f"it could be {candidates}" if candidates else NAMES_NONE).problem()
        return Result(path, item.sha256, SELF_EVALUATION, "refused", problems=(problem,))
    if item.document is None:
        return Result(path, item.sha256, SELF_EVALUATION, "refused", problems=item.problems)
    status = {"new": "loaded", "replaces": "replaced", "unchanged": "unchanged"}[item.status]
    return Result(
        path, item.sha256, SELF_EVALUATION, status, names.get(item.authority, ""), item.document.pages,  # type: ignore[arg-type]
        len(item.document.passages), item.document.characters, problems=item.problems,
    )  # fmt: skip


def _carry_out_other(workspace: Workspace, one: PlannedFile, wishes: Wishes, progress: Progress) -> Result:
    if one.status == "refused":
        return Result(one.path, one.sha256, one.kind, "refused", problems=one.problems)
    if one.status == "beside":
        return Result(one.path, _digest(one.path), one.kind, "loaded", rows=0, values=0, markers={})
    if one.status == "sheet":
        return load_capture_sheet(workspace, one.path)
    return _load_table(workspace, one, wishes, progress)


def _load_table(workspace: Workspace, one: PlannedFile, wishes: Wishes, progress: Progress) -> Result:
    try:
        if one.tables:
            tables = tuple(plan.table for plan in one.tables)
        else:
            tables = read_with_memory(workspace, one.path, replace(wishes, choices={**wishes.choices, **one.choices}), progress)
        known = workspace.read(known_batches)
        plans = [plan_table(table, known) for table in tables]
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
        problems=_problems(plans),
    )  # fmt: skip


def _refuse_open(name: str, plan: TablePlan) -> None:
    """Refuse a table with a question that was not answered, unless it is here already.

    Raises:
        ChoiceNeededError; TableCutShortError.
    """
    question = next(_needed(plan.table), None)
    if question is None or plan.status == "unchanged":
        return
    if question.column == CUT:
        problem = next(problem for problem in plan.problems if problem.code == TableCutShortError.code())
        raise TableCutShortError(name=name, row=problem.where.removeprefix("row "), where=problem.where)
    values = ", ".join(question.values[:8])
    raise ChoiceNeededError(name=name, column=question.column, values=values, first=(question.values or ("value",))[0])


def read_with_memory(workspace: Workspace, path: Path, wishes: Wishes, progress: Progress = silent) -> tuple[AnyTable, ...]:
    """Read the tables of a file; what they leave open is answered by *wishes*, else as it was answered when this source was last loaded.
    What is then still open stands in their questions.

    Raises:
        WmpeerError: it cannot be read. StoppedError: from *progress*.
    """
    book = workspace.read(known_areas, workspace.read(region_of).ons_code)
    mapping = named_mapping(wishes.mapping) if wishes.mapping else None
    tables = read_tables(path, book=book, choices=wishes.choices, mapping=mapping, period=wishes.period, progress=progress)
    if any(question for table in tables for question in _needed(table)):
        sources = {table.source for table in tables}
        sha256 = tables[0].sha256
        known = sorted(workspace.read(known_batches), key=lambda one: one.sha256 != sha256)
        before = [
            dict(one.choices) if one.sha256 == sha256 else without_cut(dict(one.choices)) for one in known
            if one.source in sources or one.sha256 == sha256
        ]  # fmt: skip
        if before:
            again = {**before[0], **wishes.choices}
            tables = read_tables(path, book=book, choices=again, mapping=mapping, period=wishes.period, progress=progress)
    return tables


def _needed(table: AnyTable) -> Iterator[Question]:
    return (question for question in table.questions if question.needed and question.column not in table.choices)


def _of_that_kind(table: AnyTable, wishes: Wishes) -> None:
    """A data dictionary belongs to its figures: it may be asked for as indicators."""
    asked = ("indicators", "dictionary") if wishes.kind == "indicators" else (wishes.kind,)
    if wishes.kind and table.kind not in asked:
        raise NotThatKindError(name=table.name, really=table.kind)


def named_mapping(name: str) -> dict[str, str]:
    """The mapping in a TOML file: what a column is for, and its heading.

    Raises:
        UnknownMappingError: there is none of that name.
    """
    try:
        found = tomllib.loads(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnknownMappingError(name=name) from error
    return {role: str(heading) for role, heading in found.get("columns", found).items()}


def _digest(path: Path) -> str:
    try:
        return sha256_of(path.read_bytes())
    except OSError:  # the sentence already says that it cannot be opened
        return ""
