"""A capture sheet comes back: what its colleague wrote is recorded on their behalf, once, however often the sheet comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import sha256_of
from wmpeer.intake.records import Result, Status
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import add_evidence, change_finding, keep_finding, record_view
from wmpeer.judging.queries import finding_lines, view_lines, withdrawn_findings
from wmpeer.judging.recording import on_behalf_of
from wmpeer.judging.records import FindingDraft, FindingLine, Kept, QuoteDraft, ViewDraft, ViewLine
from wmpeer.outgoing import plain
from wmpeer.region.actions import declare_interest
from wmpeer.region.queries import authorities, cycle, refuse_own_authority

if TYPE_CHECKING:
    from wmpeer.papers.capture import SheetFinding, SheetView
    from wmpeer.papers.taking import CapturedSheet

KIND = "capture-sheet"


class SheetOfAnotherCycleError(WmpeerError):
    """The capture sheet “{name}” belongs to another workspace or cycle ({cycle}).

    Open the workspace it was made from, and load it there.
    """


class SheetFindingWithdrawnError(WmpeerError):
    """A finding of the sheet was taken back here, so it was left out: “{text}”.

    Write it on a new row if it should stand again.
    """


class SheetChangedWordsError(WmpeerError):
    """What was recorded from this row before gave way to what the sheet says now: “{text}”.

    If two people wrote on one sheet, give each their own; the history of the finding has the words that gave way.
    """


class SheetDeclaresInterestError(WmpeerError):
    """{person} declares an interest in {authority} on “{name}”: it was recorded, and nothing else was taken from the sheet.

    Ask another colleague to read this authority.
    """


def load_capture_sheet(workspace: Workspace, path: Path) -> Result:
    """Take in the sheet at *path*. Half a row is told of; what is refused does not stop the rest."""
    from wmpeer.papers.taking import read_capture_sheet  # brings a spreadsheet library; a load of documents needs none

    sha256 = ""
    try:
        data = path.read_bytes()
        sha256 = sha256_of(data)
        sheet, problems = read_capture_sheet(data, path.name)
        _of_this_cycle(workspace, sheet, path.name)
        theirs = on_behalf_of(workspace, sheet.person)
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
        for person in theirs.readers:
            workspace.read(refuse_own_authority, person, sheet.authority)
        if sheet.conflict == "declared":
            declare_interest(workspace, sheet.person, sheet.authority, sheet.conflict_reason or "declared on a capture sheet")
            raise SheetDeclaresInterestError(person=sheet.person_name, authority=sheet.authority_name, name=path.name)
    except OSError as error:
        return Result(path, sha256, KIND, "refused", problems=(_not_opened(path, error),))
    except WmpeerError as error:
        return Result(path, sha256, KIND, "refused", problems=(error.problem(),))
    taken = _take(theirs, sheet)
    status: Status = "loaded" if taken.changed else ("unchanged" if taken.kept or not taken.problems else "refused")
    return Result(
        path, sha256, KIND, status, names.get(sheet.authority, ""), rows=len(sheet.views) + len(sheet.findings), values=taken.kept,
        problems=(*problems, *taken.problems),
    )  # fmt: skip


def _not_opened(path: Path, error: OSError) -> Problem:
    from wmpeer.documents.errors import DocumentNotOpenedError

    return DocumentNotOpenedError(name=path.name, why=(error.strerror or "the system refused").lower()).problem()


def _of_this_cycle(workspace: Workspace, sheet: CapturedSheet, name: str) -> None:
    if sheet.workspace != workspace.read(cycle).id:
        raise SheetOfAnotherCycleError(name=name, cycle=sheet.cycle)


@dataclass(frozen=True, slots=True)
class _Taken:
    """How many rows stand as the sheet says, how many of them changed something, and what is to be told."""

    kept: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()

    def and_(self, row: Kept) -> _Taken:
        return _Taken(self.kept + 1, self.changed + (row.changed is not None), (*self.problems, *row.problems))

    def but(self, problem: Problem) -> _Taken:
        return replace(self, problems=(*self.problems, problem))


def _take(workspace: Workspace, sheet: CapturedSheet) -> _Taken:
    views = {one.area: one for one in workspace.read(view_lines, sheet.authority, author=workspace.author)}
    found = {one.id: one for one in workspace.read(finding_lines, sheet.authority, author=workspace.author)}
    gone = workspace.read(withdrawn_findings, sheet.authority, workspace.author)
    steps: list[Callable[[], Kept]] = []
    steps += [partial(_view, workspace, sheet.authority, one, views.get(one.area)) for one in sheet.views]
    steps += [partial(_finding, workspace, sheet.authority, one, found.get(one.id)) for one in sheet.findings if one.id not in gone]
    taken = _Taken()
    for one in sheet.findings:
        if one.id in gone:
            taken = replace(taken, kept=taken.kept + 1).but(SheetFindingWithdrawnError(text=one.text[:60]).problem())
    for step in steps:
        try:
            taken = taken.and_(step())
        except WmpeerError as error:
            taken = taken.but(error.problem())
    return taken


def _view(workspace: Workspace, authority: str, one: SheetView, before: ViewLine | None) -> Kept:
    """An empty cell takes nothing away: the sheet may be older than what its colleague has said since."""
    words = {name: getattr(one, name) for name in ("own_grade", "view", "confidence", "direction", "priority", "reason")}
    said = {name: text for name, text in words.items() if text.strip() and not (before and _same(getattr(before, name), text))}
    if before and not said:
        return Kept(before.id)
    return record_view(workspace, ViewDraft(authority, one.area, **said), said=said.keys())


def _finding(workspace: Workspace, authority: str, one: SheetFinding, before: FindingLine | None) -> Kept:
    evidence = (QuoteDraft(one.quote),) if one.quote.strip() else ()
    if before is None:
        return keep_finding(workspace, FindingDraft(authority, one.area, one.kind, one.text, one.level, evidence=evidence), id=one.id)
    added: Kept | None = None
    if evidence and not any(_same(quote.quote, one.quote) for quote in before.quotes):
        added = add_evidence(workspace, before.id, evidence[0])
    if (before.kind, before.area, before.level) == (one.kind, one.area, one.level) and _same(before.text, one.text):
        return added or Kept(before.id)
    in_letter = before.in_letter if before.kind == one.kind else None
    text = before.text if _same(before.text, one.text) else one.text
    draft = FindingDraft(authority, one.area, one.kind, text, one.level, before.tags, in_letter, before.rank, before.about)
    changed = change_finding(workspace, before.id, draft)
    if not _same(before.text, one.text):
        changed = replace(changed, problems=(*changed.problems, SheetChangedWordsError(text=before.text[:200]).problem()))
    if added is None:
        return changed
    return replace(changed, problems=(*added.problems, *changed.problems), changed=changed.changed or added.changed)


def _same(standing: str, text: str) -> bool:
    """Whether a cell says what stands: what no cell can hold (tabs, zero-width marks) went out of it on the way."""
    return standing == text or plain(standing).strip() == plain(text).strip()
