"""A capture sheet comes back: what its colleague wrote is recorded on their behalf, once, however often the sheet comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import sha256_of
from wmpeer.intake.records import Result
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import add_evidence, keep_finding, record_view
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.recording import on_behalf_of
from wmpeer.judging.records import FindingDraft, FindingLine, QuoteDraft, ViewDraft
from wmpeer.papers.capture import SheetFinding, SheetView
from wmpeer.papers.taking import CapturedSheet, read_capture_sheet
from wmpeer.region.actions import declare_interest
from wmpeer.region.queries import authorities, cycle

KIND = "capture-sheet"


class SheetOfAnotherCycleError(WmpeerError):
    """The capture sheet “{name}” belongs to another workspace or cycle ({cycle}).

    Open the workspace it was made from, and load it there.
    """


class SheetDeclaresInterestError(WmpeerError):
    """{person} declares an interest in {authority} on “{name}”: it was recorded, and nothing else was taken from the sheet.

    Ask another colleague to read this authority.
    """


def load_capture_sheet(workspace: Workspace, path: Path) -> Result:
    """Take in the sheet at *path*. Half a row is told of; what is refused does not stop the rest."""
    sha256 = ""
    try:
        data = path.read_bytes()
        sha256 = sha256_of(data)
        sheet, problems = read_capture_sheet(data, path.name)
        _of_this_cycle(workspace, sheet, path.name)
        theirs = on_behalf_of(workspace, sheet.person)
        if sheet.conflict == "declared":
            declare_interest(workspace, sheet.person, sheet.authority, sheet.conflict_reason or "declared on a capture sheet")
            raise SheetDeclaresInterestError(person=sheet.person_name, authority=sheet.authority_name, name=path.name)
    except OSError as error:
        return Result(path, sha256, KIND, "refused", problems=(_not_opened(path, error),))
    except WmpeerError as error:
        return Result(path, sha256, KIND, "refused", problems=(error.problem(),))
    before = len(workspace.read(revision_lines))
    more, kept = _take(theirs, sheet)
    changed = len(workspace.read(revision_lines)) > before
    names = {one.ons_code: one.name for one in workspace.read(authorities)}
    status = "loaded" if changed else ("unchanged" if kept or not more else "refused")
    return Result(
        path, sha256, KIND, status, names.get(sheet.authority, ""), rows=len(sheet.views) + len(sheet.findings),  # type: ignore[arg-type]
        values=kept, problems=(*problems, *more),
    )  # fmt: skip


def _not_opened(path: Path, error: OSError) -> Problem:
    from wmpeer.documents.errors import DocumentNotOpenedError

    return DocumentNotOpenedError(name=path.name, why=(error.strerror or "the system refused").lower()).problem()


def _of_this_cycle(workspace: Workspace, sheet: CapturedSheet, name: str) -> None:
    if sheet.workspace != workspace.read(cycle).id:
        raise SheetOfAnotherCycleError(name=name, cycle=sheet.cycle)


def _take(workspace: Workspace, sheet: CapturedSheet) -> tuple[tuple[Problem, ...], int]:
    found = {one.id: one for one in workspace.read(finding_lines, sheet.authority, author=workspace.author)}
    problems: list[Problem] = []
    kept = 0
    steps: list[Callable[[], tuple[Problem, ...]]] = []
    steps += [lambda view=view: _view(workspace, sheet.authority, view) for view in sheet.views]  # type: ignore[misc]
    steps += [lambda one=one: _finding(workspace, sheet.authority, one, found.get(one.id)) for one in sheet.findings]  # type: ignore[misc]
    for step in steps:
        try:
            problems += step()
            kept += 1
        except WmpeerError as error:
            problems.append(error.problem())
    return tuple(problems), kept


def _view(workspace: Workspace, authority: str, one: SheetView) -> tuple[Problem, ...]:
    draft = ViewDraft(authority, one.area, one.own_grade, one.view, one.confidence, one.direction, one.priority, one.reason)
    return record_view(workspace, draft).problems


def _finding(workspace: Workspace, authority: str, one: SheetFinding, before: FindingLine | None) -> tuple[Problem, ...]:
    evidence = (QuoteDraft(one.quote),) if one.quote.strip() else ()
    if before is not None:
        known = {quote.quote.strip() for quote in before.quotes}
        more = add_evidence(workspace, before.id, evidence[0]).problems if evidence and one.quote.strip() not in known else ()
        if (before.kind, before.area, before.text, before.level) == (one.kind, one.area, one.text.strip(), one.level):
            return more
    draft = FindingDraft(authority, one.area, one.kind, one.text, one.level, before.tags if before else (), None, evidence=evidence)
    return keep_finding(workspace, draft, id=one.id).problems
