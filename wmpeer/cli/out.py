"""Commands that write what leaves: letters, the workbook, capture sheets, the demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, say
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE
from wmpeer.clock import now
from wmpeer.errors import WmpeerError

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace
    from wmpeer.region.records import AuthorityLine

FORMATS = ("pdf", "docx")


class UnknownFormatError(WmpeerError):
    """“{text}” is not a format a letter can have.

    Use pdf, docx, or both as pdf,docx.
    """


@click.command()
@FILE
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder to write into.")
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@click.option("--format", "formats", default="pdf,docx", show_default=True, metavar="pdf,docx", help="Which files to write.")
@click.option("--draft", is_flag=True, help="Write drafts, also of letters whose checks do not pass yet.")
@answering
def letters(common: Common, file: Path, out: Path, authority: str | None, formats: str, draft: bool) -> Answer:
    """Write one letter an authority: a copy, never issuing it.

    Without --draft only letters whose checks pass are written; none: exit 2.
    """
    from wmpeer.region.queries import authorities, stood_aside

    wanted = _formats(formats)
    with Opened(file, common) as workspace:
        hidden = workspace.read(stood_aside, workspace.readers)
        chosen = (_theirs(workspace, authority),) if authority else workspace.read(authorities)
        chosen = tuple(one for one in chosen if one.ons_code not in hidden)
        advance, data = bar(), []
        for done, one in enumerate(chosen):
            advance(done, len(chosen), one.name)
            data.append(_letter(workspace, one, out, wanted, draft))
        advance(len(chosen), len(chosen), "")
    written = sum(bool(letter["paths"]) for letter in data)
    for held in (letter for letter in data if not letter["paths"]):
        say(f"{held['authority']}: " + " ".join(check["sentence"] for check in held["checks"] if check["strength"] == "must"))
    code = DONE if written == len(data) and data else (IN_PART if written else NOT_DONE)
    return Answer(data, [path for letter in data for path in letter["paths"]], code)


def _theirs(workspace: Workspace, authority: str) -> AuthorityLine:
    """The authority that is meant, if whoever reads does not stand aside for it."""
    from wmpeer.region.queries import find_authority, refuse_own_authority

    where = workspace.read(find_authority, authority)
    for person in workspace.readers:
        workspace.read(refuse_own_authority, person, where.ons_code)
    return where


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for one in wanted or ("",):
        if one not in FORMATS:
            raise UnknownFormatError(text=text)
    return wanted


def _letter(workspace: Workspace, where: AuthorityLine, out: Path, formats: tuple[str, ...], draft: bool) -> dict[str, Any]:
    from wmpeer.letters.actions import issued_letter, save_letter
    from wmpeer.letters.gather import letter_draft

    reader = workspace.readers
    issued = workspace.read(issued_letter, where.ons_code, reader=reader)
    prepared = workspace.read(letter_draft, where.ons_code, now().astimezone().date(), draft=draft, reader=reader)
    paths: tuple[Path, ...] = ()
    if issued and not draft:
        paths = save_letter(prepared, out, formats, issued)
    elif draft or prepared.ready:
        paths = save_letter(prepared, out, formats)
    state = "issued" if issued else ("ready" if prepared.ready else "held")
    checks = [{"strength": one.strength, "code": one.code, "sentence": one.sentence, "where": one.where} for one in prepared.checks]
    return {"authority": where.name, "ons_code": where.ons_code, "paths": [str(path) for path in paths], "state": state, "checks": checks}


@click.command()
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@click.option("--on", "on", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="The day on the letter; today where not given.")
@answering
def issue(common: Common, file: Path, authority: str, on: Any) -> Answer:
    """Issue an authority's letter: it is locked as it stands, and both files are kept."""
    from wmpeer.letters.actions import issue_letter, issued_letter

    day: date = on.date() if on else now().astimezone().date()
    with Opened(file, common) as workspace:
        where = _theirs(workspace, authority)
        issue_letter(workspace, where.ons_code, day)
        issued = workspace.read(issued_letter, where.ons_code)
    version = issued.version if issued else 1
    return Answer(
        {"authority": where.name, "version": version, "on": day.isoformat(), "state": "issued"},
        [f"{where.name}: letter issued, version {version}."],
    )


@click.command()
@FILE
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="X.xlsx", help="The workbook to write.")
@answering
def workbook(common: Common, file: Path, out: Path) -> Answer:
    """Write the moderation workbook: overview, findings with evidence, views, indicators with flags, concerns, actions."""
    from wmpeer.files import save_whole
    from wmpeer.papers.gather import workbook_content
    from wmpeer.papers.workbook import moderation_workbook, sheet_rows

    with Opened(file, common) as workspace:
        content = workspace.read(workbook_content, now().astimezone().date(), workspace.readers)
    save_whole(out, moderation_workbook(content))
    rows = sheet_rows(content)
    return Answer({"path": str(out), "sheets": rows}, [f"{out}: " + ", ".join(f"{name} {count}" for name, count in rows.items())])


@click.command()
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@click.option("--for", "person", required=True, metavar="NAME", help="The colleague who fills it in: somebody of the workspace.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="X.xlsx", help="The sheet to write.")
@answering
def form(common: Common, file: Path, authority: str, person: str, out: Path) -> Answer:
    """Write a capture sheet for a colleague without the program; `load` takes it back."""
    from wmpeer.files import save_whole
    from wmpeer.papers.gather import capture_sheet_for
    from wmpeer.region.queries import find_person

    with Opened(file, common) as workspace:
        where, who = _theirs(workspace, authority), workspace.read(find_person, person)
        data = capture_sheet_for(workspace, where.ons_code, who.id)
    save_whole(out, data)
    return Answer({"path": str(out)}, [str(out)])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@answering
def demo(common: Common, folder: Path) -> Answer:
    """Build a fictional region's workspace in DIR, with documents, data, two sittings, letters and a workbook.

    Its passphrase is demo. Everything in it is invented.
    """
    from wmpeer.demo.contents import PASSPHRASE
    from wmpeer.demo.doors import make_demo

    made = make_demo(folder, bar())
    say(f"The passphrase is {PASSPHRASE}. Open the window with: wmpeer {made.workspace}")
    return Answer(
        {"workspace": str(made.workspace), "letters": [str(path) for path in made.letters], "workbook": str(made.workbook)},
        [str(made.workspace), *map(str, made.letters), str(made.workbook)],
    )
