"""What the screen holds of one letter, and how it is fetched: on a reader, never on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wmpeer.journal.drafts import drafts
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.records import AgreedLine, FindingLine, LetterDetails, RaisedLine
from wmpeer.letters.batch import LetterSheet, letter_sheet
from wmpeer.letters.checks import Check
from wmpeer.letters.paragraphs import Paragraph, paragraphs
from wmpeer.letters.pdf import draw_letter


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it is shown: its record, its file and what stands where on it.

    `told` is whether the paragraphs belong to this file; `no_days` is what the person at work typed for a day that is none, by field.
    """

    sheet: LetterSheet
    pdf: bytes = b""
    paragraphs: tuple[Paragraph, ...] = ()
    told: bool = True
    no_days: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.sheet.authority.ons_code

    @property
    def name(self) -> str:
        return self.sheet.authority.name

    @property
    def locked(self) -> bool:
        return self.sheet.locked

    @property
    def begun(self) -> bool:
        """Whether there is anything of this letter: what was set up, agreed or found for it."""
        sheet = self.sheet
        return (
            sheet.locked or sheet.details != LetterDetails(self.code) or bool(sheet.agreed) or any(one.in_letter for one in sheet.findings)
        )

    @property
    def ready(self) -> bool:
        """Whether it can leave now."""
        return self.sheet.draft is not None and self.sheet.draft.ready and self.begun and not self.locked

    @property
    def unraised(self) -> tuple[FindingLine, ...]:
        """The concerns that nobody has raised with the authority yet."""
        told = {one.finding for one in self.sheet.raised}
        return tuple(one for one in self.sheet.findings if one.kind == "concern" and one.id not in told)

    def is_since(self, raised: RaisedLine) -> bool:
        """Whether a concern was raised when the letter had left, so that the letter cannot tell of it."""
        return self.sheet.issued is not None and raised.on >= self.sheet.issued.on

    @property
    def checks(self) -> tuple[Check, ...]:
        """What the checks say; an issued letter is beyond them."""
        return () if self.locked or self.sheet.draft is None else self.sheet.draft.checks

    def finding(self, entity: str) -> FindingLine | None:
        return next((one for one in self.sheet.findings if one.id == entity), None)

    def agreed(self, entity: str) -> AgreedLine | None:
        return next((one for one in self.sheet.agreed if one.id == entity), None)

    def checks_of(self, paragraph: Paragraph) -> tuple[Check, ...]:
        """The checks that speak of this very paragraph."""
        return tuple(one for one in self.checks if one.source and one.source == paragraph.source)

    def paragraph_for(self, check: Check) -> Paragraph | None:
        """Where a check is to be mended on the page: its finding, else the first paragraph of its section."""
        if check.source:
            return next((one for one in self.paragraphs if one.source == check.source), None)
        return next((one for one in self.paragraphs if one.section == check.where), None)


def shown_letter(workspace: Workspace, code: str, dated: date, wanted: Callable[[], bool] = lambda: True) -> Shown | None:
    """The letter to *code*, drawn: of an issued one the very bytes that left. None where it is no longer *wanted*.

    Raises:
        UnknownAuthorityError
    """
    if not wanted():
        return None
    sheet = workspace.read(letter_sheet, code, workspace.readers, dated)
    if sheet.draft is None or not wanted():
        return Shown(sheet) if wanted() else None
    drawn = draw_letter(sheet.draft.content)
    told = not (sheet.locked and sheet.issued and sheet.issued.pdf != drawn.data)
    pdf = sheet.issued.pdf if sheet.locked and sheet.issued else drawn.data
    key = no_days_key(code)
    typed = next((one.body for one in workspace.read(drafts, workspace.file.slot) if one.key == key), {})
    return Shown(sheet, pdf, paragraphs(sheet.draft.content, drawn.places) if told else (), told, typed)


def no_days_key(code: str) -> str:
    """Where what was typed for days of a letter, and is none, is kept as unfinished typing."""
    return f"letter-no-days/{code}"


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """A paragraph of a letter, by what it was made of: a finding or an agreed judgement."""

    source: str
