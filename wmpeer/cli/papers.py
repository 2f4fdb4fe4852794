"""Commands that write papers: data packs, the regional scorecard, the annual report, the sheet that the chair signs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, say
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE
from wmpeer.clock import moment_in_words, now
from wmpeer.errors import WmpeerError

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace

OUT = click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder to write into.")
FORMAT = click.option("--format", "formats", default="pdf,xlsx", show_default=True, metavar="pdf,xlsx", help="Which files to write.")


NOT_SO = (
    "As it came to this file, the record of {name} never stood so. Look at the digits again; else ask where the sheet was printed, and "
    "compare with that laptop."
)


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


@click.command("sign-off")
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write into.")
@click.option("--compare", metavar="DIGITS", help="The twenty digits of a sheet that was signed: when did the record stand so?")
@answering
def sign_off(common: Common, file: Path, authority: str, out: Path | None, compare: str | None) -> Answer:
    """Write the sheet that the chair signs: what was agreed, and the state of the record in twenty digits and the ends of its chains.

    Without --out it only says the digits, to be compared aloud between laptops.
    """
    from wmpeer.journal.heads import stood
    from wmpeer.papers.files import sign_off_files
    from wmpeer.papers.sign_off import sign_off_content
    from wmpeer.region.queries import find_authority

    with Opened(file, common) as workspace:
        where = workspace.read(find_authority, authority)
        sheet = workspace.read(sign_off_content, where.ons_code, workspace.readers, now().astimezone().date())
        paths = sign_off_files(workspace, where.ons_code, out).paths if out is not None else ()
        then = workspace.read(stood, compare, where.ons_code) if compare is not None else None
    data: dict[str, Any] = {
        "authority": where.name, "ons_code": where.ons_code, "paths": [str(path) for path in paths], "digits": sheet.digits,
        "ends": [{"who": one.who, "what": one.what, "changes": one.count, "id": one.id} for one in sheet.ends],
    }  # fmt: skip
    told = [str(path) for path in paths] + [f"{where.name}: {sheet.digits}"]
    if compare is None:
        return Answer(data, told)
    data["stood"] = {"at": then.at, "changes": then.changes, "since": then.since} if then else None
    if then is None:
        return Answer(data, [*told, NOT_SO.format(name=where.name)], NOT_DONE)
    since = f"{then.since} came since" if then.since else "nothing came since"
    so = f"It stood so on {moment_in_words(then.at)}, after {then.changes} changes; {since}, and nothing is missing."
    return Answer(data, [*told, so])


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
