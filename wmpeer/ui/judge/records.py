"""What Read & judge shows, read in one go, and the places on it that Alt+Left comes back to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from wmpeer.documents.queries import DocumentLine, documents
from wmpeer.journal.drafts import DraftLine, drafts
from wmpeer.journal.whereabouts import Whereabouts, seen, whereabouts
from wmpeer.judging.queries import finding_lines, handed_in, note_lines, point_lines, view_lines
from wmpeer.judging.records import FindingLine, NoteLine, PointLine, QuoteDraft, QuoteLine, ViewDraft, ViewLine
from wmpeer.region.framework import Framework
from wmpeer.region.queries import coordinators, find_authority, framework_of, may_set_up, stood_aside
from wmpeer.ui.reading.records import Selection


@dataclass(frozen=True, slots=True)
class JudgePlace:
    """An area, a document and the place at the top of the reading pane: its offset in the text, and its page where there are some."""

    area: str
    sha256: str = ""
    start: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class PiecePlace:
    """One piece of evidence behind a finding or a note (`record`), on the card of its area."""

    record: str
    evidence: str
    area: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's work on one authority as it stands. `aside` is why this person stands aside, or empty.

    `documents` are those in use; `versions` counts from 1 by SHA-256. `views` and `notes` are by area, and so are the notes that point at
    something (`pointing`). Notes are there only for whoever opened the file. `ask` are those who take documents in, if it is not them.
    """

    authority: str
    name: str
    aside: str
    framework: Framework
    documents: tuple[DocumentLine, ...]
    versions: dict[str, int]
    findings: tuple[FindingLine, ...] = ()
    views: dict[str, ViewLine] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    pointing: dict[str, NoteLine] = field(default_factory=dict)
    points: tuple[PointLine, ...] = ()
    handed_in: bool = False
    drafts: tuple[DraftLine, ...] = ()
    last: Whereabouts | None = None
    """Where this person last was, on this laptop."""
    seen: dict[str, frozenset[int]] = field(default_factory=dict)
    """The pages or passages that were on view, from 0, by the document's SHA-256."""
    ask: tuple[str, ...] = ()

    def judged(self, area: str) -> bool:
        """Whether a view was chosen; nothing else counts, and no default does."""
        view = self.views.get(area)
        return view is not None and bool(view.view)

    def findings_of(self, area: str) -> tuple[FindingLine, ...]:
        return tuple(one for one in self.findings if one.area == area)

    def replaced(self, sha256: str) -> bool:
        """Whether a version of a document was replaced by another that is in use."""
        used = {one.sha256 for one in self.documents}
        return sha256 in self.versions and sha256 not in used and any(self.versions[one] > 1 for one in used)

    def finding(self, key: str) -> FindingLine | None:
        return next((one for one in self.findings if one.id == key), None)


def standing(session: Any, author: str, person: str, authority: str) -> Standing:
    """What *author* recorded about *authority* (its ONS code), and what *person*, whose passphrase it is, has not finished.

    Nothing but the documents where the author stands aside.
    """
    aside = stood_aside(session, author).get(authority, "")
    every = documents(session, authority, every=True)
    bare = Standing(
        authority, find_authority(session, authority).name, aside, framework_of(session),
        tuple(one for one in every if not one.retired), {one.sha256: one.version for one in every},
        ask=() if may_set_up(session, author) else coordinators(session),
    )  # fmt: skip
    bare = replace(bare, last=whereabouts(session, person, authority), seen=seen(session, person, [one.sha256 for one in bare.documents]))
    if aside:
        return bare
    own_notes = note_lines(session, author, authority) if author == person else ()
    return replace(
        bare,
        findings=finding_lines(session, authority, author=author),
        views={one.area: one for one in view_lines(session, authority, author=author)},
        notes={one.area: one.text for one in own_notes},
        pointing={one.area: one for one in own_notes if one.points},
        points=point_lines(session, authority, reader=author),
        handed_in=author in handed_in(session, authority),
        drafts=tuple(one for one in drafts(session, person) if f"/{authority}/" in one.key),
    )


def main_document(lines: tuple[DocumentLine, ...]) -> DocumentLine | None:
    """The one to open first: called a self-evaluation and not an annex, else the longest."""

    def rank(one: DocumentLine) -> tuple[bool, bool, int]:
        words = f"{one.name} {one.title}".casefold()
        return "annex" not in words and "appendix" not in words, "self" in words or "sef" in words, one.characters

    return max(lines, key=rank) if lines else None


def view_draft(authority: str, area: str, view: ViewLine | None) -> ViewDraft:
    """What was said so far, to be changed in one place and said again."""
    if view is None:
        return ViewDraft(authority, area)
    return ViewDraft(authority, area, view.own_grade, view.view, view.confidence, view.direction, view.priority, view.reason)


def quote_of(chosen: Selection) -> QuoteDraft:
    """Chosen words as evidence."""
    return QuoteDraft(chosen.exact, chosen.document, chosen.start, chosen.end, chosen.prefix, chosen.suffix)


def where(quote: QuoteLine, main: str) -> str:
    """Where a quote stands, in a word: "p 62", or the document where it is not the *main* one (a SHA-256)."""
    page = quote.pages.said()
    if quote.state == "lost":
        return "not found"
    if quote.state == "uncertain":
        return "to settle"
    if quote.sha256 == main:
        return page or "text"
    other = next((word for word in ("annex", "appendix") if word in quote.document.casefold()), "other")
    return f"{other} {page}".strip()


def day_of(moment: str) -> str:
    """The day of a UTC moment as it stands beside a document: "28 Sep"."""
    from datetime import datetime

    at = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone() if moment else None
    return f"{at.day} {at:%b}" if at else ""
