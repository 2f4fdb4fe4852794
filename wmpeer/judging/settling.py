"""What a new version of a document means for what was recorded: the passages that wait for a person, and that person's answers.

Each answer is one revision of the finding it belongs to, so only its author gives it (or whoever recorded it for them), and undo takes it
back. The passage as it was first recorded is never written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wmpeer.documents.queries import DocumentLine, document_text, documents, page_at
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Journal, Workspace
from wmpeer.judging.again import SETTLED, Reanchored, Standing, anchor_at, version_chains
from wmpeer.judging.errors import NoSuchWordsError, NotTheNewestError, UnknownEvidenceError
from wmpeer.judging.evidence import selector_of
from wmpeer.judging.records import Kept, MovedEvidence
from wmpeer.judging.writing import for_author, kept, refuse_interested, standing_finding
from wmpeer.models import records as rows
from wmpeer.region.queries import names_of_people, stood_aside


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
            earlier = [one for one in every if one is not newest and chains[one.sha256][-1] is newest]
            earlier.sort(key=lambda one: len(chains[one.sha256]))
            found += [Versions(newest, tuple(earlier))] if earlier else []
    return tuple(found)


def moved_evidence(session: Session, authority: str, author: str, recorder: str = "") -> tuple[MovedEvidence, ...]:
    """The passages behind what *author* found, or *recorder* wrote down for others, where a newer version of their document stands: those
    to settle first, then by their place. Nothing where *author* stands aside.
    """
    if authority in stood_aside(session, author):
        return ()
    asked = select(rows.Finding).where(rows.Finding.authority == authority, ~rows.Finding.withdrawn)
    mine = asked.where(or_(rows.Finding.author == author, rows.Finding.recorded_by == (recorder or author)))
    again, names = Reanchored(session), names_of_people(session)
    found = [
        _moved(row, names.get(row.author, ""), key, one)
        for row in session.scalars(mine.order_by(rows.Finding.made_at, rows.Finding.entity))
        for key, one in again.standings(authority, row.evidence)
        if one.found and one.newest is not None and one.newest.sha256 != one.was.sha256
    ]
    return tuple(sorted(found, key=lambda one: (not one.waits, one.was.document, one.was.start)))


def _moved(row: rows.Finding, name: str, key: str, one: Standing) -> MovedEvidence:
    newest = one.newest.sha256 if one.newest else ""
    return MovedEvidence(
        row.entity, row.area or "", row.kind or "", row.text or "", name, key, one.was, newest, one.fate.value, str(one.reason),
        one.confidence, one.now, one.others, one.answer,
    )  # fmt: skip


def accept_passage(workspace: Workspace, finding: str, evidence: str, document: str, start: int, end: int) -> Kept:
    """Say that *evidence* of one's own finding stands where it was suggested: at these offsets of the newest version (a SHA-256).

    Raises:
        UnknownFindingError, UnknownEvidenceError, NotYoursError, OwnAuthorityError, NotTheNewestError, NoSuchWordsError.
    """
    return _here(workspace, "Accept a passage in the new version", finding, evidence, document, start, end)


def choose_passage(workspace: Workspace, finding: str, evidence: str, document: str, start: int, end: int) -> Kept:
    """Say that *evidence* of one's own finding stands where a person chose it in the newest version. Raises what `accept_passage` does."""
    return _here(workspace, "Choose another passage in the new version", finding, evidence, document, start, end)


def keep_passage_lost(workspace: Workspace, finding: str, evidence: str, document: str) -> Kept:
    """Say that *evidence* of one's own finding is not in the newest version (a SHA-256); it stays with the finding as it was.

    Raises:
        UnknownFindingError, UnknownEvidenceError, NotYoursError, OwnAuthorityError, NotTheNewestError.
    """
    with for_author(workspace, finding).write("Keep a passage as lost") as journal:
        newest = _newest(journal, finding, evidence, document)
        entry = {"settles": evidence, "answer": "lost", "source": newest.sha256, "name": newest.name}
        _keep(journal, finding, evidence, newest, entry)
    return kept(journal, finding)


def _here(workspace: Workspace, verb: str, finding: str, evidence: str, document: str, start: int, end: int) -> Kept:
    with for_author(workspace, finding).write(verb) as journal:
        newest = _newest(journal, finding, evidence, document)
        anchor = anchor_at(document_text(journal.session, newest.sha256), start, end)
        if anchor is None:
            raise NoSuchWordsError(document=newest.name)
        whole = selector_of(newest, anchor, page_at(journal.session, newest.sha256, start))
        entry = {"settles": evidence, "answer": "here", "place": whole.pop("selector"), **whole}
        _keep(journal, finding, evidence, newest, entry)
    return kept(journal, finding)


def _newest(journal: Journal, finding: str, evidence: str, document: str) -> DocumentLine:
    """The version in use that replaced the one *evidence* is from: *document*, or the list that was looked at is out of date."""
    row = standing_finding(journal.session, finding)
    refuse_interested(journal, row.authority or "")
    one = row.evidence.get(evidence)
    if not isinstance(one, dict) or "selector" not in one:
        raise UnknownEvidenceError
    every = documents(journal.session, row.authority, every=True)
    chain = version_chains(every).get(one["source"], ())
    if not chain or chain[-1].retired or chain[-1].sha256 != document or len(chain) == 1:
        named = next((each.name for each in every if each.sha256 == document), document[:8])
        raise NotTheNewestError(document=named)
    return chain[-1]


def _keep(journal: Journal, finding: str, evidence: str, newest: DocumentLine, entry: Mapping[str, JsonValue]) -> None:
    """Nothing is written where the same was said before."""
    name = f"{evidence}{SETTLED}{newest.sha256}"
    row = standing_finding(journal.session, finding)
    if row.evidence.get(name) != entry:
        journal.keep("finding", {f"evidence/{name}": entry}, entity=finding)
