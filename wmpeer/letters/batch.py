"""Many letters at once: where each stands, what one screen needs of one letter, and the files or the issue of several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.judging.queries import agreed_lines, letter_details, letter_findings, raised_lines
from wmpeer.judging.records import AgreedLine, FindingLine, LetterDetails, RaisedLine
from wmpeer.judging.response import Response, response_to
from wmpeer.letters.actions import IssuedLetter, issue_letter, issued_letter, save_letter
from wmpeer.letters.gather import Draft, letter_draft
from wmpeer.models import records as rows
from wmpeer.models.record import Record
from wmpeer.progress import Progress, StoppedError
from wmpeer.region.choices import standings
from wmpeer.region.framework import Framework
from wmpeer.region.queries import Reader, authorities, find_authority, framework_of, stood_aside
from wmpeer.region.records import AuthorityLine
from wmpeer.region.rules import has_left
from wmpeer.region.seeing import may_see

LetterState = Literal["not-begun", "drafting", "held", "checks", "ready", "with-director", "issued", "aside"]
BEGUN_AGAIN = "drafting"
"""The stage of a letter that was issued and is written again."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Where one letter stands. `version` is that of the letter that left last, 0 where none did; `issued_on` its ISO day."""

    authority: str
    name: str
    state: LetterState
    musts: int = 0
    shoulds: int = 0
    version: int = 0
    issued_on: str = ""

    @property
    def can_leave(self) -> bool:
        """Whether nothing stands in its way: only such letters are ticked."""
        return self.state in ("checks", "ready", "with-director") and not self.musts


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """All that a screen shows of one letter. `draft` is None where the reader stands aside (`aside` says why)."""

    authority: AuthorityLine
    framework: Framework
    aside: str
    draft: Draft | None
    details: LetterDetails
    agreed: tuple[AgreedLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    raised: tuple[RaisedLine, ...] = ()
    issued: IssuedLetter | None = None
    locked: bool = False
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """What became of one letter of a batch: `what` is a few words, `next` what to do where it did not work."""

    authority: str
    name: str
    worked: bool
    what: str
    next: str = ""


@dataclass(frozen=True, slots=True)
class BatchLog:
    """A batch that is over. `changed` is what it kept in the workspace, `stopped` whether a person stopped it."""

    verb: str
    lines: tuple[LogLine, ...]
    stopped: bool = False
    folder: Path | None = None
    changed: tuple[Changed, ...] = field(default=())

    @property
    def worked(self) -> int:
        return sum(one.worked for one in self.lines)


def letter_lines(session: Session, reader: Reader, dated: date, only: Collection[str] = ()) -> tuple[LetterLine, ...]:
    """Where the letter of each authority stands, by name; of those in *only* (ONS codes) if any are given.

    *reader* is told nothing of a letter to an authority they stand aside for, and nothing that they may not see yet.
    """
    aside = stood_aside(session, reader)
    chosen = tuple(one for one in authorities(session) if not only or one.ons_code in only)
    return tuple(
        LetterLine(one.ons_code, one.name, "aside") if one.ons_code in aside else _letter_line(session, one, reader, dated)
        for one in chosen
    )


def _letter_line(session: Session, where: AuthorityLine, reader: Reader, dated: date) -> LetterLine:
    code = where.ons_code
    asked, may = select(rows.Issue).where(rows.Issue.authority == code, ~rows.Issue.withdrawn), may_see(session, reader)
    issue = [row for row in session.scalars(asked.order_by(rows.Issue.version)) if may(row)]
    version, on = (issue[-1].version or 1, issue[-1].on or "") if issue else (0, "")
    stage = letter_details(session, code, reader=reader).stage
    if has_left(stage, bool(issue)):
        return LetterLine(code, where.name, "issued", version=version, issued_on=on)
    if not _begun(session, code, may):
        return LetterLine(code, where.name, "not-begun")
    checks = letter_draft(session, code, dated, reader=reader).checks
    musts = sum(one.strength == "must" for one in checks)
    shoulds = sum(one.strength == "should" for one in checks)
    held = any(one.code == "concern-not-raised" for one in checks)
    return LetterLine(code, where.name, _state(stage, held, musts, shoulds), musts, shoulds, version, on)


def _state(stage: str, held: bool, musts: int, shoulds: int) -> LetterState:
    if held:
        return "held"
    if musts:
        return "drafting"
    if stage == "with-director":
        return "with-director"
    return "checks" if shoulds or stage == "quality-check" else "ready"


def _begun(session: Session, authority: str, may: Callable[[Record], bool]) -> bool:
    begun = (row for kind in (rows.Letter, rows.Agreed) for row in session.scalars(select(kind).where(kind.authority == authority)))
    found = standings(session, authority, may).values()
    return any(may(row) and not row.withdrawn for row in begun) or any(one.in_letter for one in found)


def letter_sheet(session: Session, authority: str, reader: Reader, dated: date) -> LetterSheet:
    """What a screen shows of the letter of *authority*: the draft *dated* that day or, once issued, on the day it left.

    Raises:
        UnknownAuthorityError
    """
    where, framework = find_authority(session, authority), framework_of(session)
    code = where.ons_code
    aside = stood_aside(session, reader).get(code, "")
    if aside:
        return LetterSheet(where, framework, aside, None, LetterDetails(code))
    details, issued = letter_details(session, code, reader=reader), issued_letter(session, code, reader=reader)
    locked = has_left(details.stage, issued is not None)
    day = date.fromisoformat(issued.on) if issued and locked and issued.on else dated
    return LetterSheet(
        where, framework, "", letter_draft(session, code, day, draft=not locked, reader=reader), details,
        agreed_lines(session, code, reader=reader),
        letter_findings(session, code, reader=reader), raised_lines(session, code, reader=reader), issued, locked,
        response_to(session, code, reader=reader),
    )  # fmt: skip


def write_files(
    workspace: Workspace, codes: Sequence[str], folder: Path, formats: tuple[str, ...], dated: date, progress: Progress
) -> BatchLog:
    """Write the letters of *codes* into *folder*: of an issued letter the very bytes that left, of a draft what stands in the record.

    One letter that cannot be written does not hold up the others. Stopped, it leaves whole files only.
    """

    def write(where: AuthorityLine) -> str:
        sheet = workspace.read(letter_sheet, where.ons_code, workspace.readers, dated)
        if sheet.draft is None:
            raise StandingAsideError(authority=where.name, reason=sheet.aside)
        paths = save_letter(sheet.draft, folder, formats, sheet.issued if sheet.locked else None)
        return ", ".join(path.name for path in paths)

    return _each(workspace, codes, progress, "Write the files", write, folder)


class StandingAsideError(WmpeerError):
    """You stand aside for {authority}: {reason}.

    Ask a colleague who has no interest there.
    """


def issue_all(workspace: Workspace, codes: Sequence[str], on: date, progress: Progress) -> BatchLog:
    """Issue the letters of *codes*, each for itself: what has left stays issued when a person stops, or when another one is held."""
    changed: list[Changed] = []

    def issue(where: AuthorityLine) -> str:
        changed.append(issue_letter(workspace, where.ons_code, on))
        return "issued and locked"

    log = _each(workspace, codes, progress, "Issue letters", issue)
    return BatchLog(log.verb, log.lines, log.stopped, changed=tuple(changed))


def _each(
    workspace: Workspace,
    codes: Sequence[str],
    progress: Progress,
    verb: str,
    act: Callable[[AuthorityLine], str],
    folder: Path | None = None,
) -> BatchLog:
    lines: list[LogLine] = []
    for at, code in enumerate(codes):
        where = workspace.read(find_authority, code)
        try:
            progress(at, len(codes), where.name)
        except StoppedError:
            return BatchLog(verb, tuple(lines), True, folder)
        try:
            lines.append(LogLine(code, where.name, True, act(where)))
        except WmpeerError as error:
            lines.append(LogLine(code, where.name, False, error.sentence, error.next))
    return BatchLog(verb, tuple(lines), False, folder)
