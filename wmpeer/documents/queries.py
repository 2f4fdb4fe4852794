"""Documents as they are kept: who they are of, their passages, their bytes, and searching them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.documents.errors import DocumentNotLoadedError
from wmpeer.documents.records import Kind, Pages, Passage, Turns
from wmpeer.documents.search import match_expression
from wmpeer.models import documents as content
from wmpeer.models import records as rows

_MARK, _UNMARK = "\x02", "\x03"
_WORDS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of an authority. `replaces` is the id of the version before it, `replaced_by` of the one after it; `retired` ones were
    replaced or taken out. `version` counts from 1; that of a file which came again after another is its latest."""

    id: str
    authority: str
    sha256: str
    name: str
    format: str
    title: str
    pages: int | None
    passages: int
    characters: int
    picture_pages: tuple[int, ...]
    replaces: str
    loaded_at: str
    retired: bool
    replaced_by: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class DocumentPassages:
    """A document and its passages in order."""

    document: DocumentLine
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `marks` are the found words in `snippet` (start, end); `score` is higher for better ones."""

    authority: str
    document: str
    sha256: str
    passage: Passage
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float

    @property
    def page(self) -> int | None:
        """The page of the first word that was found."""
        if not self.passage.turns:
            return self.passage.page
        shown = self.snippet.removeprefix("…")
        first = self.marks[0][0] - (len(self.snippet) - len(shown)) if self.marks else 0
        return self.passage.page_at(self.passage.start + max(0, self.passage.text.find(shown.removesuffix("…"))) + first)


def documents(session: Session, authority: str | None = None, *, every: bool = False) -> tuple[DocumentLine, ...]:
    """The documents of *authority* (of all where None), oldest first; with *every* also those replaced or taken out."""
    asked = select(rows.Document).where(rows.Document.withdrawn.is_(False)).order_by(rows.Document.loaded_at, rows.Document.entity)
    if authority is not None:
        asked = asked.where(rows.Document.authority == authority)
    lines = tuple(_line(row) for row in session.scalars(asked))
    return lines if every else tuple(line for line in lines if not line.retired)


def _line(row: rows.Document) -> DocumentLine:
    return DocumentLine(
        row.entity, row.authority or "", row.sha256 or "", row.name or "", row.format or "", row.title or "", row.pages, row.passages or 0,
        row.characters or 0, tuple(row.picture_pages or ()), row.replaces or "", row.loaded_at or "", bool(row.retired),
        row.replaced_by or "", row.version or 1,
    )  # fmt: skip


def authority_of_document(session: Session, name: str) -> str:
    """The authority that has a document of this name or SHA-256 (its first eight digits are enough), or empty."""
    for line in reversed(documents(session, every=True)):
        if line.name == name or (len(name) >= 8 and line.sha256.startswith(name.lower())):
            return line.authority
    return ""


def document_passages(session: Session, sha256: str) -> tuple[Passage, ...]:
    """The passages of one document, in order."""
    table = content.Passage
    asked = (
        select(table.number, table.kind, table.text, table.page, table.heading, table.level, table.start, table.turns)
        .join(content.Content, content.Content.id == table.content)
        .where(content.Content.sha256 == sha256)
        .order_by(table.number)
    )
    return tuple(Passage(number, cast(Kind, kind), words, page, heading, level, start, _turns(turns))
                 for number, kind, words, page, heading, level, start, turns in session.execute(asked))  # fmt: skip


def _turns(kept: Iterable[Iterable[int]] | None) -> Turns:
    return tuple((at, page) for at, page in kept) if kept else ()


def passages(session: Session, authority: str) -> tuple[DocumentPassages, ...]:
    """The documents of *authority* that are in use, each with its passages."""
    return tuple(DocumentPassages(line, document_passages(session, line.sha256)) for line in documents(session, authority))


def document_text(session: Session, sha256: str) -> str:
    """The document's text, in which passages have their offsets; empty where it is not here."""
    table = content.Passage
    asked = select(table.text).join(content.Content, content.Content.id == table.content).where(content.Content.sha256 == sha256)
    return "\n".join(session.scalars(asked.order_by(table.number)))


def pages_at(session: Session, sha256: str, start: int, end: int) -> Pages:
    """The pages on which the words from *start* to *end* of the document's text begin and end; None twice where there are no pages."""
    table = content.Passage
    asked = (
        select(table.number, table.page, table.start, table.turns)
        .join(content.Content, content.Content.id == table.content)
        .where(content.Content.sha256 == sha256)
        .order_by(table.number.desc())
        .limit(1)
    )
    found: list[int | None] = []
    for offset in (start, max(start, end - 1)):
        row = session.execute(asked.where(table.start <= offset)).first()
        found.append(Passage(row[0], "paragraph", "", row[1], "", 0, row[2], _turns(row[3])).page_at(offset) if row else None)
    return Pages(*found)


def original(session: Session, sha256: str) -> bytes:
    """The file as it came, byte for byte.

    Raises:
        DocumentNotLoadedError: no such document is here.
    """
    found = session.scalar(select(content.Content.bytes).where(content.Content.sha256 == sha256))
    if found is None:
        raise DocumentNotLoadedError(name=sha256[:8])
    return found


def search_passages(session: Session, query: str, limit: int = 50, authority: str | None = None) -> tuple[Hit, ...]:
    """The best passages for what somebody typed, in documents that are in use; the best first. Nothing typed finds nothing."""
    expression = match_expression(query)
    if not expression or limit <= 0:
        return ()
    in_use, all_are = _in_use(session, authority)
    if not in_use:
        return ()
    found = _driver(session).execute(_SEARCH if all_are else _search_within(in_use), (expression, limit)).fetchall()
    return tuple(Hit(*in_use[row[0]], _passage(*row[1:9]), *_unmarked(row[9]), -row[10]) for row in found)


def _passage(number: int, kind: Kind, text: str, page: int | None, heading: str, level: int, start: int, turns: str | None) -> Passage:
    return Passage(number, kind, text, page, heading, level, start, _turns(json.loads(turns) if turns else None))


_InUse = tuple[dict[int, tuple[str, str, str]], bool]
_IN_USE = (  # SQL by hand: it is asked with every search, and building it would cost as much as asking it
    "SELECT c.id, d.authority, d.name, d.sha256 FROM document d JOIN content c ON c.sha256 = d.sha256 "
    "WHERE NOT d.withdrawn AND NOT coalesce(d.retired, 0) AND (? IS NULL OR d.authority = ?)"
)


def _in_use(session: Session, authority: str | None) -> _InUse:
    """Authority, name and SHA-256 of the documents in use, by the number of their content; and whether those are all there are.

    A connection that only reads keeps the answer until somebody has written: whoever types in the search box asks with every letter.
    """
    driver, kept = _driver(session), dict[str | None, _InUse]()
    if not driver.total_changes:  # one that writes does not hear of its own changes
        (version,) = driver.execute("PRAGMA data_version").fetchone()  # begins the snapshot, and is its number
        info = session.connection().info
        told, kept = info.get(_IN_USE, (None, kept))
        if told != version:
            kept = {}
            info[_IN_USE] = version, kept
    if authority not in kept:
        rows = driver.execute(_IN_USE, (authority, authority))
        found = {number: (whose or "", name or "", sha256) for number, whose, name, sha256 in rows}
        (every,) = driver.execute("SELECT count(*) FROM content").fetchone()
        kept[authority] = found, len(found) == every
    return kept[authority]


def _driver(session: Session) -> Any:
    """The driver's own connection, its transaction begun: a search is asked for with every letter, and this takes a third of a
    millisecond less."""
    return session.connection().connection.driver_connection


_SHOWN = "p.content, p.number, p.kind, p.text, p.page, p.heading, p.level, p.start, p.turns"
_SNIPPET = f"snippet(passage_words, 0, char(2), char(3), '…', {_WORDS_SHOWN})"
_SEARCH = (  # ranked by the index itself; only what is shown gets its row and its snippet
    f"SELECT {_SHOWN}, w.snippet, w.rank FROM (SELECT rowid AS id, rank, {_SNIPPET} AS snippet FROM passage_words "
    "WHERE passage_words MATCH ? ORDER BY rank LIMIT ?) w CROSS JOIN passage p ON p.id = w.id ORDER BY w.rank"
)


def _search_within(numbers: Iterable[int]) -> str:
    """The same among some documents. Their numbers are written out: as a subquery, SQLite asks for them again with every row."""
    return (
        f"SELECT {_SHOWN}, {_SNIPPET}, w.rank FROM passage_words w CROSS JOIN passage p ON p.id = w.rowid "
        f"WHERE passage_words MATCH ? AND p.content IN ({','.join(str(int(number)) for number in numbers)}) ORDER BY w.rank LIMIT ?"
    )


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for place, piece in enumerate(marked.split(_MARK)):
        inside, unmark, after = piece.partition(_UNMARK)
        if place and unmark:
            marks.append((length, length + len(inside)))
        pieces += [inside, after]
        length += len(inside) + len(after)
    return "".join(pieces), tuple(marks)
