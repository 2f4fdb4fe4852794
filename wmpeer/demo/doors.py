"""The real actions behind the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from wmpeer.demo.build import DemoResult, Doors, build_demo
from wmpeer.demo.contents import DemoFile
from wmpeer.files import save_whole
from wmpeer.intake.load import load
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.recording import record_items
from wmpeer.letters.actions import save_letter
from wmpeer.letters.gather import letter_draft
from wmpeer.papers.gather import workbook_content
from wmpeer.papers.workbook import moderation_workbook
from wmpeer.progress import Progress, silent
from wmpeer.region.actions import start_cycle
from wmpeer.region.queries import authorities

LETTERS_ON = date(2026, 10, 16)
"""The day on the demonstration's letters and workbook: invented, like all of it."""


def make_demo(folder: Path, progress: Progress = silent) -> DemoResult:
    """Build the demonstration in *folder* with the program's own actions.

    Raises:
        DemoThereError, DemoRefusedError, StoppedError.
    """
    return build_demo(folder, Doors(_start, _load, _record, _letters, _workbook, Workspace.close), progress)


def _start(path: Path, passphrase: str, cycle: str, region: str, framework: str) -> Workspace:
    return start_cycle(path, passphrase, name=cycle, region=region, framework=framework)[0]


def _load(workspace: Workspace, files: Sequence[DemoFile], progress: Progress) -> Iterator[tuple[str, str]]:
    whose = {one.path: one.authority for one in files}
    results: list[Result] = []
    for authority in dict.fromkeys(whose.values()):
        paths = [path for path, theirs in whose.items() if theirs == authority]
        results += load(workspace, paths, Wishes(authority=authority or ""), progress)
    return ((one.path.name, one.problems[0].sentence if one.problems else "") for one in results if one.status == "refused")


def _record(workspace: Workspace, items: Sequence[Mapping[str, Any]], progress: Progress) -> Iterator[tuple[str, str]]:
    outcomes = record_items(workspace, items, progress)
    return (
        (f"item {number}, {one.do}", one.problems[0].sentence)
        for number, one in enumerate(outcomes, 1)
        if one.status == "refused" or one.problems
    )


def _letters(workspace: Workspace, folder: Path, formats: tuple[str, ...]) -> Iterator[Path]:
    for where in workspace.read(authorities):
        draft = workspace.read(letter_draft, where.ons_code, LETTERS_ON, draft=False)
        if draft.ready:
            yield from save_letter(draft, folder, formats)


def _workbook(workspace: Workspace, path: Path) -> Path:
    return save_whole(path, moderation_workbook(workspace.read(workbook_content, LETTERS_ON, workspace.author)))
