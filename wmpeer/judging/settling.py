"""What a new version of a document means for what was recorded: the passages that wait for a person, and that person's answers.

Each answer is one revision of the finding or private note it belongs to, so only its author gives it (or whoever recorded it for them), and
undo takes it back. The passage as it was first recorded is never written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wmpeer.documents.queries import DocumentLine, document_text, documents, pages_at
from wmpeer.documents.reanchor import Fate
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.again import Reanchored, anchor_at, version_chains
from wmpeer.judging.clips import clip_evidence
from wmpeer.judging.clips_again import SETTLED
from wmpeer.judging.errors import NoSuchWordsError, NotTheNewestError, UnknownEvidenceError
from wmpeer.judging.evidence import selector_of
from wmpeer.judging.moved import ClipSpot, MovedClip, MovedEvidence
from wmpeer.judging.records import ClipDraft, Kept
from wmpeer.judging.writing import for_author, kept, refuse_interested, standing_record
from wmpeer.models import records as rows
from wmpeer.region.queries import names_of_people, stood_aside

_PLACED = {"selector", "fragment"}


@dataclass(frozen=True, slots=True)
class Versions:
    """A document in use that replaced others: `newest`, and the `earlier` ones, the latest of them first."""

    newest: DocumentLine
    earlier: tuple[DocumentLine, ...]


def document_versions(session: Session, authority: str | None = None) -> tuple[Versions, ...]:
    """The documents in use that replaced an earlier version, of *authority* or of all."""
    every = documents(session, authority, every=True)
    chains = version_chains(every)
    found = []
    for newest in every:
        if not newest.retired:
            earlier = [one for one in reversed(every) if one is not newest and chains[one.sha256][-1] is newest]
            found += [Versions(newest, tuple(earlier))] if earlier else []
    return tuple(found)


def moved_evidence(session: Session, authority: str, author: str, recorder: str = "") -> tuple[MovedEvidence | MovedClip, ...]:
    """The passages and pictures behind what *author* found, or *recorder* wrote down for others, where a newer version of their document
    stands: those to settle first, then by their place. Private notes are among them where the author is the recorder. Nothing where
    *author* stands aside.
    """
    if authority in stood_aside(session, author):
        return ()
    asked = select(rows.Finding).where(rows.Finding.authority == authority, ~rows.Finding.withdrawn)
    mine = asked.where(or_(rows.Finding.author == author, rows.Finding.recorded_by == (recorder or author)))
    notes = select(rows.Note).where(rows.Note.authority == authority, ~rows.Note.withdrawn, rows.Note.author == author)
    own_notes = session.scalars(notes.order_by(rows.Note.made_at, rows.Note.entity)) if author == (recorder or author) else ()
    again, names = Reanchored(session), names_of_people(session)
    found: list[MovedEvidence | MovedClip] = []
    for row in (*session.scalars(mine.order_by(rows.Finding.made_at, rows.Finding.entity)), *own_notes):
        found += _moved(row, names.get(row.author, ""), again)
    return tuple(sorted(found, key=lambda one: (not one.waits, one.was.document, one.was.start)))


def _moved(row: rows.Finding | rows.Note, name: str, again: Reanchored) -> Iterator[MovedEvidence | MovedClip]:
    """What a record points at in a version that was replaced."""
    kind = (row.kind or "") if isinstance(row, rows.Finding) else "note"
    words = (row.entity, row.area or "", kind, row.text or "", name)
    for key, one in again.standings(row.authority or "", row.evidence):
        if one.found and one.newest is not None and one.newest.sha256 != one.was.sha256:
            yield MovedEvidence(
                *words, key, one.was, one.newest.sha256, one.fate.value, str(one.reason), one.confidence, one.now, one.others, one.answer
            )
    for key, clip in again.clip_standings(row.authority or "", row.evidence):
        if clip.newest is not None and clip.newest.sha256 != clip.was.sha256:
            newest, sure = clip.newest.sha256, float(clip.fate is not Fate.LOST)
            yield MovedClip(
                *words, key, clip.was, newest, clip.fate.value, str(clip.reason), sure, clip.now, clip.others, clip.answer
            )  # fmt: skip


def accept_passage(workspace: Workspace, record: str, evidence: str, document: str, start: int, end: int) -> Kept:
    """Say that *evidence* of one's own finding or note (*record*) stands where it was suggested: at these offsets of the newest version
    (a SHA-256).

    Raises:
        UnknownFindingError, UnknownEvidenceError, NotYoursError, OwnAuthorityError, NotTheNewestError, NoSuchWordsError.
    """
    return _here(workspace, "Accept a passage in the new version", record, evidence, document, start, end)


def choose_passage(workspace: Workspace, record: str, evidence: str, document: str, start: int, end: int) -> Kept:
    """Say that *evidence* of one's own finding or note stands where a person chose it in the newest version. Raises what `accept_passage`
    does."""
    return _here(workspace, "Choose another passage in the new version", record, evidence, document, start, end)


def accept_picture(workspace: Workspace, record: str, evidence: str, spot: ClipSpot) -> Kept:
    """Say that a picture behind one's own finding or note shows, in the newest version of its document, what stands at *spot*.

    Raises:
        UnknownFindingError, UnknownEvidenceError, NotYoursError, OwnAuthorityError, NotTheNewestError, ClipPlaceError, ClippingError.
    """
    with for_author(workspace, record).write("Accept a picture in the new version") as journal:
        newest = _newest(journal, record, evidence, spot.sha256, "fragment")
        whole = clip_evidence(journal.session, newest, ClipDraft(newest.sha256, spot.page, spot.box, spot.image))
        _keep(journal, record, evidence, newest, {"settles": evidence, "answer": "here", "place": whole.pop("fragment"), **whole})
    return kept(journal, record)


def keep_passage_lost(workspace: Workspace, record: str, evidence: str, document: str) -> Kept:
    """Say that *evidence*, a passage or a picture, of one's own finding or note is not in the newest version (a SHA-256); it stays with it
    as it was.

    Raises:
        UnknownFindingError, UnknownEvidenceError, NotYoursError, OwnAuthorityError, NotTheNewestError.
    """
    with for_author(workspace, record).write("Keep a passage as lost") as journal:
        newest = _newest(journal, record, evidence, document, "")
        entry = {"settles": evidence, "answer": "lost", "source": newest.sha256, "name": newest.name}
        _keep(journal, record, evidence, newest, entry)
    return kept(journal, record)


def _here(workspace: Workspace, verb: str, record: str, evidence: str, document: str, start: int, end: int) -> Kept:
    with for_author(workspace, record).write(verb) as journal:
        newest = _newest(journal, record, evidence, document, "selector")
        anchor = anchor_at(document_text(journal.session, newest.sha256), start, end)
        if anchor is None:
            raise NoSuchWordsError(document=newest.name)
        whole = selector_of(newest, anchor, pages_at(journal.session, newest.sha256, start, end))
        entry = {"settles": evidence, "answer": "here", "place": whole.pop("selector"), **whole}
        _keep(journal, record, evidence, newest, entry)
    return kept(journal, record)


def _newest(journal: Journal, record: str, evidence: str, document: str, sort: str) -> DocumentLine:
    """The version in use that replaced the one *evidence* is from: *document*, or the list that was looked at is out of date. *sort* is
    ``selector`` for a passage, ``fragment`` for a picture, empty for either."""
    row = standing_record(journal.session, record)
    refuse_interested(journal, row.authority or "")
    one = row.evidence.get(evidence)
    if not isinstance(one, dict) or not ({sort} if sort else _PLACED) & one.keys():
        raise UnknownEvidenceError
    every = documents(journal.session, row.authority, every=True)
    chain = version_chains(every).get(one["source"], ())
    if not chain or chain[-1].retired or chain[-1].sha256 != document or len(chain) == 1:
        named = next((each.name for each in every if each.sha256 == document), document[:8])
        raise NotTheNewestError(document=named)
    return chain[-1]


def _keep(journal: Journal, record: str, evidence: str, newest: DocumentLine, entry: Mapping[str, JsonValue]) -> None:
    """Nothing is written where the same was said before."""
    name = f"{evidence}{SETTLED}{newest.sha256}"
    row = standing_record(journal.session, record)
    if row.evidence.get(name) != entry:
        journal.keep(row.__tablename__, {f"evidence/{name}": entry}, entity=record)
