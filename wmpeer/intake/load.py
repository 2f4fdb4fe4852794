"""Loading a mixture of files without asking anybody: what is clear is kept, what is not is refused by name. The rest goes on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wmpeer.documents import actions as documents
from wmpeer.documents.plan import LoadPlan, PlannedDocument, plan_load
from wmpeer.documents.queries import documents as document_lines
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.errors import WmpeerError
from wmpeer.files import sha256_of
from wmpeer.indicators.actions import load_table
from wmpeer.indicators.plan import plan_load as plan_table
from wmpeer.indicators.queries import known_areas, known_batches
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import AnyTable, Question
from wmpeer.intake.capture import load_capture_sheet
from wmpeer.intake.errors import AuthorityUnclearError, ChoiceNeededError, NotThatKindError, UnknownMappingError
from wmpeer.intake.records import Result, Wishes
from wmpeer.intake.walk import Found, files_in
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.queries import authorities, find_authority, region_of

SELF_EVALUATION = "self-evaluation"
CAPTURE_SHEET = "capture-sheet"


def load(workspace: Workspace, paths: Iterable[Path], wishes: Wishes, progress: Progress = silent) -> tuple[Result, ...]:
    """Load *paths*, documents as one batch and each table by itself; one result a file, in the order found.

    Raises:
        UnknownAuthorityError: *wishes* name an authority that is not of the region.
        StoppedError: *progress* was told to stop; what was kept before stays.
    """
    authority = workspace.read(find_authority, wishes.authority).ons_code if wishes.authority else ""
    found = files_in(paths)
    results: dict[Path, Result] = {one.path: _refused(one.path, "", one.problem) for one in found if one.problem}
    left = [one for one in found if not one.problem]
    results |= _load_documents(workspace, [one for one in left if _family(one, wishes) == SELF_EVALUATION], authority, wishes, progress)
    tables = [one for one in left if _family(one, wishes) == "table"]
    for done, one in enumerate(tables):
        progress(done, len(tables), one.path.name)
        results[one.path] = _load_table(workspace, one.path, wishes)
    for one in left:
        family = _family(one, wishes)
        if family == CAPTURE_SHEET:
            results[one.path] = load_capture_sheet(workspace, one.path)
        elif family == "beside":
            results[one.path] = Result(one.path, sha256_of(one.path.read_bytes()), "indicators", "loaded", rows=0, values=0, markers={})
    return tuple(results[one.path] for one in found)


def _family(found: Found, wishes: Wishes) -> str:
    if not wishes.kind:
        return SELF_EVALUATION if found.family == "document" else found.family
    return wishes.kind if wishes.kind in (SELF_EVALUATION, CAPTURE_SHEET) else "table"


def _refused(path: Path, kind: str, problem: object, sha256: str = "") -> Result:
    return Result(path, sha256, kind, "refused", problems=(problem,))  # type: ignore[arg-type]


def _load_documents(workspace: Workspace, found: Sequence[Found], authority: str, wishes: Wishes, progress: Progress) -> dict[Path, Result]:
    if not found:
        return {}
    region = workspace.read(authorities)
    names = {one.ons_code: one.name for one in region}
    replaces = {one.path.name: wishes.replaces for one in found} if wishes.replaces else {}
    with DocumentWorker() as worker:
        plan = plan_load(
            [Source(one.path.name, one.path) for one in found], workspace.read(document_lines, every=True),
            [(one.ons_code, one.names()) for one in region], worker=worker, authority=authority, replaces=replaces, progress=progress,
        )  # fmt: skip
    documents.carry_out(workspace, _without_questions(plan), progress)
    return {one.path: _document_result(one.path, item, names) for one, item in zip(found, plan.items, strict=True)}


def _without_questions(plan: LoadPlan) -> LoadPlan:
    for place in reversed([number for number, item in enumerate(plan.items) if item.status == "unclear"]):
        plan = plan.without(place)
    return plan


def _document_result(path: Path, item: PlannedDocument, names: Mapping[str, str]) -> Result:
    if item.status == "unclear":
        candidates = ", ".join(names[code] for code in item.candidates[:5])
        problem = AuthorityUnclearError(name=item.name, candidates=f"it could be {candidates}" if candidates else "it names none").problem()
        return _refused(path, SELF_EVALUATION, problem, item.sha256)
    if item.document is None:
        return replace(_refused(path, SELF_EVALUATION, item.problem, item.sha256), problems=item.problems)
    status = {"new": "loaded", "replaces": "replaced", "unchanged": "unchanged"}[item.status]
    return Result(
        path, item.sha256, SELF_EVALUATION, status, names.get(item.authority, ""), item.document.pages,  # type: ignore[arg-type]
        len(item.document.passages), item.document.characters, problems=item.problems,
    )  # fmt: skip


def _load_table(workspace: Workspace, path: Path, wishes: Wishes) -> Result:
    try:
        table = read_with_memory(workspace, path, wishes)
        _of_that_kind(table, wishes)
        loaded = load_table(workspace, plan := plan_table(table, workspace.read(known_batches)))
    except WmpeerError as error:
        return _refused(path, wishes.kind or "indicators", error.problem(), _digest(path))
    kind = "indicators" if table.kind == "dictionary" else table.kind
    return Result(
        path, table.sha256, kind, loaded.status, rows=table.rows, values=table.values, markers=dict(table.markers), problems=plan.problems,  # type: ignore[arg-type]
    )  # fmt: skip


def read_with_memory(workspace: Workspace, path: Path, wishes: Wishes) -> AnyTable:
    """Read a table; what it leaves open is answered by *wishes*, else as it was answered when this source was last loaded.

    Raises:
        ChoiceNeededError: something must be chosen and nobody has.
        WmpeerError: it cannot be read.
    """
    book = workspace.read(known_areas, workspace.read(region_of).ons_code)
    mapping = named_mapping(wishes.mapping) if wishes.mapping else None
    table = read_table(path, book=book, choices=wishes.choices, mapping=mapping, period=wishes.period)
    if any(_needed(table)):
        before = [dict(one.choices) for one in workspace.read(known_batches) if one.source == table.source]
        if before:
            table = read_table(path, book=book, choices={**before[0], **wishes.choices}, mapping=mapping, period=wishes.period)
    for question in _needed(table):
        raise ChoiceNeededError(
            name=path.name, column=question.column, values=", ".join(question.values[:8]), first=(question.values or ("value",))[0]
        )
    return table


def _needed(table: AnyTable) -> Iterator[Question]:
    return (question for question in table.questions if question.needed and question.column not in table.choices)


def _of_that_kind(table: AnyTable, wishes: Wishes) -> None:
    really = "indicators" if table.kind == "dictionary" else table.kind
    if wishes.kind and wishes.kind != really:
        raise NotThatKindError(name=table.name, really=really)


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
