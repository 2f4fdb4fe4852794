"""Preparing letters, and issuing one: then it is locked as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.files import hyphenated, save_whole, sha256_of
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.letters.docx import letter_docx
from wmpeer.letters.gather import Draft, letter_draft
from wmpeer.letters.pdf import letter_pdf
from wmpeer.models.documents import Content
from wmpeer.models.records import Issue, Letter
from wmpeer.region.queries import Reader, find_authority, refuse_own_authority
from wmpeer.region.rules import has_left
from wmpeer.region.seeing import may_see


class LetterHeldError(WmpeerError):
    """The letter to {authority} cannot leave yet: {why}

    Mend what the checks name, then try again.
    """


class LetterIssuedAlreadyError(WmpeerError):
    """The letter to {authority} was issued on {on}.

    Begin a new version if it must change.
    """


class LetterChangedError(WmpeerError):
    """Something in the letter to {authority} was changed just now; it was not issued.

    Look at the letter once more, then issue it.
    """


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter as it left: its version, its ISO day, and the bytes of both files."""

    authority: str
    version: int
    on: str
    pdf: bytes
    word: bytes


def render(draft: Draft, formats: tuple[str, ...] = ("pdf", "docx")) -> dict[str, bytes]:
    """The files of a letter, by format."""
    makers = {"pdf": letter_pdf, "docx": letter_docx}
    return {one: makers[one](draft.content) for one in formats}


def save_letter(draft: Draft, folder: Path, formats: tuple[str, ...], issued: IssuedLetter | None = None) -> tuple[Path, ...]:
    """Write the letter's files into *folder*: of an issued letter the very bytes that left.

    Raises:
        FileNotWrittenError
    """
    files = {"pdf": issued.pdf, "docx": issued.word} if issued else render(draft, formats)
    mark = "" if issued or not draft.content.draft else " draft"
    return tuple(save_whole(folder / f"{hyphenated(draft.content.authority)}{mark}.{one}", files[one]) for one in formats)


def issue_letter(workspace: Workspace, authority: str, on: date) -> Changed:
    """Issue the letter: both files are kept as they left, and the letter is locked.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterHeldError, LetterIssuedAlreadyError, LetterChangedError.
    """
    where = workspace.read(find_authority, authority)
    before = workspace.read(issued_letter, where.ons_code)
    if before and has_left(workspace.read(_stage, where.ons_code), issued=True):
        raise LetterIssuedAlreadyError(authority=where.name, on=before.on)
    draft = workspace.read(letter_draft, where.ons_code, on, draft=False, reader=workspace.readers)
    if not draft.ready:
        raise LetterHeldError(authority=where.name, why=" ".join(one.sentence for one in draft.checks if one.strength == "must"))
    files = render(draft)
    version = before.version + 1 if before else 1
    with workspace.write("Issue a letter") as journal:
        refuse_own_authority(journal.session, journal.author, where.ons_code)
        if letter_draft(journal.session, where.ons_code, on, draft=False, reader=workspace.readers).content != draft.content:
            raise LetterChangedError(authority=where.name)
        for kind, data in files.items():
            _keep(journal.session, f"{hyphenated(where.name)} {version}.{kind}", data)
        fields = {
            "version": version,
            "on": on.isoformat(),
            "sha256": sha256_of(files["pdf"]),
            "word_sha256": sha256_of(files["docx"]),
        }
        journal.keep("issue", fields, authority=where.ons_code)
        letter = journal.session.scalar(select(Letter.entity).where(Letter.authority == where.ons_code))
        journal.keep("letter", {"stage": "issued"}, entity=letter, authority=where.ons_code)
    return journal.changed


def issued_letter(session: Session, authority: str, *, reader: Reader | None = None) -> IssuedLetter | None:
    """The newest letter that was issued to *authority* (ONS code), byte for byte, or None; as *reader* may see it, where one is named."""
    row = session.scalars(select(Issue).where(Issue.authority == authority, ~Issue.withdrawn).order_by(Issue.version.desc())).first()
    if row is None or not may_see(session, reader)(row):
        return None
    files = [session.scalar(select(Content.bytes).where(Content.sha256 == sha256)) or b"" for sha256 in (row.sha256, row.word_sha256)]
    return IssuedLetter(authority, row.version or 1, row.on or "", files[0], files[1])


def _stage(session: Session, authority: str) -> str:
    return session.scalar(select(Letter.stage).where(Letter.authority == authority, ~Letter.withdrawn)) or ""


def _keep(session: Session, name: str, data: bytes) -> None:
    sha256 = sha256_of(data)
    if session.scalar(select(Content.id).where(Content.sha256 == sha256)) is None:
        session.add(Content(sha256=sha256, name=name, size=len(data), bytes=data))
        session.flush()
