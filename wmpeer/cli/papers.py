"""Commands that write papers from the data: data packs, the regional scorecard, the annual report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, say
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE
from wmpeer.errors import WmpeerError

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace

OUT = click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder to write into.")
FORMAT = click.option("--format", "formats", default="pdf,xlsx", show_default=True, metavar="pdf,xlsx", help="Which files to write.")


class UnknownPaperFormatError(WmpeerError):
    """“{text}” is not a format a paper from the data can have.

    Use pdf, xlsx, or both as pdf,xlsx.
    """


@click.command("data-pack")
@FILE
@OUT
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@FORMAT
@answering
def data_pack(common: Common, file: Path, out: Path, authority: str | None, formats: str) -> Answer:
    """Write one data pack an authority: its figures beside others', pictures, questions that flags give reason to ask, room for commentary.

    Without --authority all are written but those that whoever opens the file stands aside for.
    """
    from wmpeer.papers.files import pack_files
    from wmpeer.region.queries import authorities, find_authority, refuse_own_authority, stood_aside

    wanted = _formats(formats)
    with Opened(file, common) as workspace:
        hidden = workspace.read(stood_aside, workspace.readers)
        if authority:
            where = workspace.read(find_authority, authority)
            for person in workspace.readers:
                workspace.read(refuse_own_authority, person, where.ons_code)
            chosen = [where]
        else:
            chosen = [one for one in workspace.read(authorities) if one.ons_code not in hidden]
        advance, data = bar(), list[dict[str, Any]]()
        for done, one in enumerate(chosen):
            advance(done, len(chosen), one.name)
            written = pack_files(workspace, one.ons_code, out, wanted)
            data.append({"authority": one.name, "ons_code": one.ons_code, "paths": [str(path) for path in written.paths], **written.counts})
        advance(len(chosen), len(chosen), "")
    empty = [line["authority"] for line in data if not line["measures"]]
    if empty:
        say(f"No figures are loaded of {', '.join(empty)}.")
    code = DONE if data and not empty else IN_PART if len(empty) < len(data) else NOT_DONE
    return Answer(data, [path for line in data for path in line["paths"]], code)


@click.command()
@FILE
@OUT
@FORMAT
@answering
def scorecard(common: Common, file: Path, out: Path, formats: str) -> Answer:
    """Write the regional scorecard: every authority by name, the measures of every area's card, England and the region below."""
    from wmpeer.papers.files import scorecard_files

    return _one(common, file, out, formats, scorecard_files)


@click.command("annual-report")
@FILE
@OUT
@FORMAT
@answering
def annual_report(common: Common, file: Path, out: Path, formats: str) -> Answer:
    """Write “Performance of the Region”: inspections against the target, each area of practice, what changed, what is missing."""
    from wmpeer.papers.files import annual_files

    return _one(common, file, out, formats, annual_files)


def _one(common: Common, file: Path, out: Path, formats: str, write: Callable[[Workspace, Path, tuple[str, ...]], Any]) -> Answer:
    wanted = _formats(formats)
    with Opened(file, common) as workspace:
        written = write(workspace, out, wanted)
    data = {"paths": [str(path) for path in written.paths], **written.counts}
    if not written.counts["measures"]:
        say("No figures are loaded of the region’s authorities.")
        return Answer(data, data["paths"], NOT_DONE)
    return Answer(data, data["paths"])


def _formats(text: str) -> tuple[str, ...]:
    from wmpeer.papers.files import FORMATS

    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for one in wanted or ("",):
        if one not in FORMATS:
            raise UnknownPaperFormatError(text=text)
    return wanted
