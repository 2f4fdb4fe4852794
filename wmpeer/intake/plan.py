"""What taking in a mixture of files would do, file by file, before anything is kept; then, once its questions are answered, doing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from wmpeer.documents import actions as documents
from wmpeer.documents.plan import LoadPlan as DocumentPlan
from wmpeer.documents.plan import PlannedDocument
from wmpeer.documents.plan import plan_load as plan_documents
from wmpeer.documents.queries import document_passages
from wmpeer.documents.queries import documents as document_lines
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import name_of
from wmpeer.indicators.mapped import Use
from wmpeer.intake.capture import load_capture_sheet
from wmpeer.intake.errors import AuthorityUnclearError, StoppedInPartError
from wmpeer.intake.planned import PlannedFile
from wmpeer.intake.records import Result, Wishes
from wmpeer.intake.tables import digest, plan_tables, refused, take_in_tables
from wmpeer.intake.walk import Found, files_in
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.compared import compare_clips
from wmpeer.progress import Progress, StoppedError, silent
from wmpeer.region.queries import authorities, find_authority

SELF_EVALUATION = "self-evaluation"
CAPTURE_SHEET = "capture-sheet"
BESIDE = "beside"
KEPT_READ = 3_000_000
"""So many values of planned tables stay in memory until they are carried out; what is beyond is read a second time."""

NAMES_NONE = "no authority of the region is named in its title or words"
"""Why it is asked whose a document is that names nobody."""


@dataclass(frozen=True, slots=True)
class IntakePlan:
    """What would be done with each file, in the order found."""

    items: tuple[PlannedFile, ...]
    wishes: Wishes = field(default_factory=Wishes)
    documents: DocumentPlan = field(default_factory=lambda: DocumentPlan(()))

    def questions(self) -> tuple[PlannedFile, ...]:
        """The files that ask for something. Unanswered, they stay outside; the rest goes on."""
        return tuple(one for one in self.items if one.status in ("unclear", "asks", "maps"))

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


def with_columns(
    workspace: Workspace, plan: IntakePlan, path: Path, uses: Sequence[Use], progress: Progress = silent,
    choices: Mapping[str, str] | None = None,
) -> IntakePlan:  # fmt: skip
    """The plan with the table at *path* looked at again: with *uses* as a person said of its sheets, without them as the saved mappings
    say, and with *choices* as its answers. The other files stay as they were answered.

    Raises:
        StoppedError: *progress* was told to stop.
    """
    wishes = replace(plan.wishes, choices={**plan.wishes.choices, **(choices or {})})
    items = tuple(plan_tables(workspace, path, wishes, progress, uses) if one.path == path else one for one in plan.items)
    return replace(plan, items=items)


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
    items: dict[Path, PlannedFile] = {one.path: refused(one.path, "", one.problem) for one in found if one.problem}
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
    return plan_tables(workspace, found.path, wishes, progress)


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
        return Result(one.path, digest(one.path), one.kind, "loaded", rows=0, values=0, markers={})
    if one.status == "sheet":
        return load_capture_sheet(workspace, one.path)
    return take_in_tables(workspace, one, wishes, progress)


__all__ = [
    "BESIDE",
    "CAPTURE_SHEET",
    "NAMES_NONE",
    "SELF_EVALUATION",
    "IntakePlan",
    "PlannedFile",
    "carry_out",
    "plan_intake",
    "with_columns",
]
