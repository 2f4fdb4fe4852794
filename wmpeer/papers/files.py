"""Papers from the data as files in a folder: gathered in one snapshot, drawn, and each saved whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wmpeer.clock import now
from wmpeer.files import hyphenated, save_whole
from wmpeer.journal.workspace import Workspace

FORMATS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and how many measures, flags and questions are in it."""

    paths: tuple[Path, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def pack_files(workspace: Workspace, authority: str, folder: Path, formats: tuple[str, ...], on: date | None = None) -> Written:
    """The data pack of *authority* (ONS code) as it stands today, or *on* a day, in each of *formats*.

    Raises:
        OwnAuthorityError: whoever reads stands aside for it.
    """
    from wmpeer.papers.data_pack import data_pack_content
    from wmpeer.papers.pack_pdf import data_pack_pdf
    from wmpeer.papers.pack_xlsx import data_pack_xlsx

    pack = workspace.read(data_pack_content, authority, workspace.readers, _day(on))
    figures = {(one.code, one.source): one for area in pack.areas for one in area.figures}
    counts = {
        "measures": len(figures), "flagged": sum(bool(one.flags) for one in figures.values()),
        "questions": len(pack.enquiries) + sum(len(area.enquiries) for area in pack.areas),
        "commentary": sum(bool(area.commentary) for area in pack.areas),
    }  # fmt: skip
    name = f"Data pack {pack.authority} {pack.front.cycle}"
    return _written(folder, name, formats, {"pdf": lambda: data_pack_pdf(pack), "xlsx": lambda: data_pack_xlsx(pack)}, counts)


def sign_off_files(workspace: Workspace, authority: str, folder: Path, on: date | None = None) -> Written:
    """The sign-off sheet of *authority* (ONS code) as the record stands, as a PDF.

    Raises:
        OwnAuthorityError, SignOffHeldError
    """
    from wmpeer.papers.sign_off import sign_off_content, sign_off_pdf

    sheet = workspace.read(sign_off_content, authority, workspace.readers, _day(on))
    counts = {"agreed": sum(bool(one.view) for one in sheet.areas), "ends": len(sheet.ends), "differences": sheet.differences}
    name = f"Sign-off sheet {sheet.authority} {sheet.front.cycle}"
    return _written(folder, name, ("pdf",), {"pdf": lambda: sign_off_pdf(sheet)}, counts)


def scorecard_files(workspace: Workspace, folder: Path, formats: tuple[str, ...], on: date | None = None) -> Written:
    """The regional scorecard in each of *formats*."""
    from wmpeer.papers.scorecard import scorecard_content
    from wmpeer.papers.scorecard_pdf import scorecard_pdf
    from wmpeer.papers.scorecard_xlsx import scorecard_xlsx

    card = workspace.read(scorecard_content, _day(on))
    marks = [cell.mark for area in card.areas for row in area.rows for cell in row.cells]
    counts = {"measures": len({column.code for area in card.areas for column in area.columns}), "flagged": marks.count("flag")}
    name = f"Regional scorecard {card.front.region} {card.front.cycle}"
    return _written(folder, name, formats, {"pdf": lambda: scorecard_pdf(card), "xlsx": lambda: scorecard_xlsx(card)}, counts)


def annual_files(workspace: Workspace, folder: Path, formats: tuple[str, ...], on: date | None = None) -> Written:
    """ "Performance of the Region" in each of *formats*."""
    from wmpeer.papers.annual import annual_content
    from wmpeer.papers.annual_pdf import annual_pdf
    from wmpeer.papers.annual_xlsx import annual_xlsx

    report = workspace.read(annual_content, _day(on))
    counts = {"measures": sum(len(area.figures) for area in report.areas), "missing": len(report.missing)}
    name = f"Performance of the Region {report.front.region} {report.front.cycle}"
    return _written(folder, name, formats, {"pdf": lambda: annual_pdf(report), "xlsx": lambda: annual_xlsx(report)}, counts)


def _written(
    folder: Path, name: str, formats: tuple[str, ...], drawn: Mapping[str, Callable[[], bytes]], counts: Mapping[str, int]
) -> Written:  # fmt: skip
    paths = tuple(save_whole(folder / f"{hyphenated(name)}.{one}", drawn[one]()) for one in formats)
    return Written(paths, counts)


def _day(on: date | None) -> date:
    return on if on is not None else now().astimezone().date()
