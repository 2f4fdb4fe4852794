"""The real actions behind the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from wmpeer.demo.build import DemoResult, Doors, build_demo
from wmpeer.demo.contents import QUARTERLY, DemoFile
from wmpeer.demo.morning import HALF_WRITTEN, ISSUED, ISSUED_ON, STAGES, calendar, loaded_at, moved
from wmpeer.files import save_whole
from wmpeer.indicators.grid import grids
from wmpeer.indicators.guess import guess
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.mappings import keep_mapping
from wmpeer.indicators.queries import batches
from wmpeer.intake.load import load
from wmpeer.intake.mapping import book_of
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.drafts import keep_draft
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.letter import set_letter
from wmpeer.judging.recording import record_items
from wmpeer.judging.records import LetterDetails
from wmpeer.letters.actions import issue_letter, issued_letter, save_letter
from wmpeer.letters.gather import letter_draft
from wmpeer.papers.gather import workbook_content
from wmpeer.papers.workbook import moderation_workbook
from wmpeer.progress import Progress, silent
from wmpeer.region.actions import set_dates, start_cycle
from wmpeer.region.queries import authorities, find_authority


def make_demo(folder: Path, progress: Progress = silent, today: date | None = None) -> DemoResult:
    """Build the demonstration in *folder* with the program's own actions, its year laid around *today*.

    Raises:
        DemoThereError, DemoRefusedError, StoppedError.
    """
    return build_demo(folder, Doors(_start, _load, _record, _morning, _letters, _workbook, Workspace.close), progress, today)


def _start(path: Path, passphrase: str, cycle: str, region: str, framework: str) -> Workspace:
    return start_cycle(path, passphrase, name=cycle, region=region, framework=framework)[0]


def _load(workspace: Workspace, files: Sequence[DemoFile], progress: Progress) -> Iterator[tuple[str, str]]:
    whose = {one.path: one.authority for one in files}
    results: list[Result] = []
    _keep_mapping(workspace, [one.path for one in files if one.path.suffix == ".xlsx"])
    for authority in dict.fromkeys(whose.values()):
        paths = [path for path, theirs in whose.items() if theirs == authority]
        results += load(workspace, paths, Wishes(authority=authority or ""), progress)
    return ((one.path.name, one.problems[0].sentence if one.problems else "") for one in results if one.status == "refused")


def _keep_mapping(workspace: Workspace, workbooks: Sequence[Path]) -> None:
    """Say once how the region's own workbook is read, as its coordinator would; the next quarter's is known again by it."""
    for path in workbooks[:1]:
        book, grid = book_of(workspace), next(iter(grids(open_incoming(path))))
        recipe = guess(grid, book)
        if recipe is not None:
            keep_mapping(workspace, QUARTERLY, recipe, grid, book)


def _record(workspace: Workspace, items: Sequence[Mapping[str, Any]], progress: Progress) -> Iterator[tuple[str, str]]:
    outcomes = record_items(workspace, items, progress)
    return (
        (f"item {number}, {one.do}", one.problems[0].sentence)
        for number, one in enumerate(outcomes, 1)
        if one.status == "refused" or one.problems
    )


def _morning(workspace: Workspace, today: date) -> None:
    set_dates(workspace, calendar(today))
    loaded = [(one.entity, loaded_at(one.name, today)) for one in workspace.read(batches)]
    with workspace.write("Load data") as journal:  # as if the year had brought them
        for entity, moment in loaded:
            journal.keep("batch", {"loaded_at": moment}, entity=entity)
    for name in ISSUED:
        issue_letter(workspace, name, date.fromisoformat(moved(ISSUED_ON, today)))
    for name, stage in STAGES.items():
        set_letter(workspace, LetterDetails(name, stage=stage))
    code = workspace.read(find_authority, HALF_WRITTEN.authority).ons_code
    keep_draft(workspace, f"finding/{code}/{HALF_WRITTEN.area}", {**asdict(HALF_WRITTEN), "authority": code})


def _letters(workspace: Workspace, folder: Path, formats: tuple[str, ...], today: date) -> Iterator[Path]:
    for where in workspace.read(authorities):
        issued = workspace.read(issued_letter, where.ons_code)
        draft = workspace.read(letter_draft, where.ons_code, today, draft=False)
        if issued or draft.ready:
            yield from save_letter(draft, folder, formats, issued)


def _workbook(workspace: Workspace, path: Path, today: date) -> Path:
    return save_whole(path, moderation_workbook(workspace.read(workbook_content, today, workspace.author)))
