"""Evidence: from what a person chose to a selector that finds its place again, and back.

A quote is kept as the two selectors of the W3C Web Annotation data model, `TextPositionSelector` and `TextQuoteSelector`, on the
document's SHA-256. A figure is kept as it read on the day.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from wmpeer.documents.anchors import Anchor, AnchorState, anchor_of, find_anchor
from wmpeer.documents.queries import DocumentLine, authority_of_document, document_text, documents, page_at
from wmpeer.errors import Problem
from wmpeer.judging.errors import EvidenceElsewhereError, FigureNotFoundError, QuoteNotFoundError, UnknownDocumentError
from wmpeer.judging.figures import figure
from wmpeer.judging.records import FigureDraft, FigureLine, QuoteDraft, QuoteLine
from wmpeer.region.queries import find_authority


def selectors(
    session: Session, authority: str, drafts: Iterable[QuoteDraft | FigureDraft]
) -> tuple[dict[str, dict[str, Any]], tuple[Problem, ...]]:
    """The evidence to keep, by a new id each, and what is worth knowing about it.

    Raises:
        EvidenceElsewhereError: a document of another authority was named.
        UnknownDocumentError: a document was named that is not here.
    """
    kept: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for order, draft in enumerate(drafts):
        one, problem = _quote(session, authority, draft) if isinstance(draft, QuoteDraft) else _figure(session, authority, draft)
        kept[f"{time.time_ns():016x}{order:04x}{secrets.token_hex(4)}"] = one  # ids sort as they were given
        problems += [problem] if problem else []
    return kept, tuple(problems)


def _quote(session: Session, authority: str, draft: QuoteDraft) -> tuple[dict[str, Any], Problem | None]:
    among = _named(session, authority, draft.document) if draft.document else documents(session, authority)
    for document in among:
        text = document_text(session, document.sha256)
        place = find_anchor(text, Anchor(draft.quote, draft.prefix, draft.suffix, draft.start or 0, draft.end or 0), fuzzy=0.9)
        if place.state is not AnchorState.LOST:
            return _selector(document, anchor_of(text, place.start, place.end), page_at(session, document.sha256, place.start)), None
    lost = _selector(among[0] if len(among) == 1 else None, Anchor(draft.quote, draft.prefix, draft.suffix), None)
    lost["name"] = lost["name"] or draft.document
    return lost, QuoteNotFoundError(quote=_short(draft.quote)).problem()


def _named(session: Session, authority: str, name: str) -> tuple[DocumentLine, ...]:
    here = [one for one in documents(session, authority) if one.name == name or (len(name) >= 8 and one.sha256.startswith(name.lower()))]
    if here:
        return tuple(here[-1:])
    elsewhere = authority_of_document(session, name)
    if elsewhere and elsewhere != authority:
        raise EvidenceElsewhereError(document=name, authority=find_authority(session, elsewhere).name)
    raise UnknownDocumentError(document=name)


def _selector(document: DocumentLine | None, anchor: Anchor, page: int | None) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    return {
        "source": document.sha256 if document else "",
        "name": document.name if document else "",
        "page": page,
        "selector": [position, quote] if anchor.end else [quote],
    }


def _figure(session: Session, authority: str, draft: FigureDraft) -> tuple[dict[str, Any], Problem | None]:
    found = figure(session, authority, draft.indicator, draft.period, draft.source)
    if found is None:
        bare = {"indicator": draft.indicator, "period": draft.period, "table": draft.source, "title": "", "value": None, "text": ""}
        return bare, FigureNotFoundError(indicator=draft.indicator, period=draft.period).problem()
    return {
        "indicator": found.code, "period": found.period, "table": found.source, "title": found.title, "value": found.value,
        "text": found.text, "england": found.england_text,
    }, None  # fmt: skip


def figure_lines(evidence: Mapping[str, Any]) -> tuple[FigureLine, ...]:
    """The figures among a finding's evidence."""
    return tuple(
        FigureLine(key, one["indicator"], one["period"], one["table"], one["title"], one["value"], one["text"], one.get("england") or "")
        for key, one in evidence.items()
        if "indicator" in one
    )


class Reanchored:
    """Finds quotes again in the documents as they are now; texts are read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[str, str] = {}
        self._current: dict[str, dict[str, DocumentLine | None]] = {}

    def quotes(self, authority: str, evidence: Mapping[str, Any]) -> tuple[QuoteLine, ...]:
        """The quotes among a finding's evidence, each where it stands now."""
        return tuple(self._line(authority, key, one) for key, one in evidence.items() if "selector" in one)

    def _line(self, authority: str, key: str, one: Mapping[str, Any]) -> QuoteLine:
        quote = next(part for part in one["selector"] if part["type"] == "TextQuoteSelector")
        position = next((part for part in one["selector"] if part["type"] == "TextPositionSelector"), None)
        lost = QuoteLine(
            key, quote["exact"], one["name"], one["source"], one["page"], None, None, quote["prefix"], quote["suffix"], "lost"
        )  # fmt: skip
        now = self._now(authority).get(one["source"]) if position else None
        if position is None or now is None:
            return lost
        start, end = position["start"], position["end"]
        if now.sha256 == one["source"]:
            return QuoteLine(
                key, quote["exact"], now.name, now.sha256, one["page"], start, end, quote["prefix"], quote["suffix"], "anchored"
            )
        place = find_anchor(self._text(now.sha256), Anchor(quote["exact"], quote["prefix"], quote["suffix"], start, end))
        if place.state is AnchorState.LOST:
            return lost
        page = page_at(self._session, now.sha256, place.start)
        return QuoteLine(key, quote["exact"], now.name, now.sha256, page, place.start, place.end, quote["prefix"], quote["suffix"], "moved")

    def _text(self, sha256: str) -> str:
        if sha256 not in self._texts:
            self._texts[sha256] = document_text(self._session, sha256)
        return self._texts[sha256]

    def _now(self, authority: str) -> dict[str, DocumentLine | None]:
        """For every document the authority ever sent, the one that stands in its place now, or None."""
        if authority not in self._current:
            every = documents(self._session, authority, every=True)
            by_id = {one.id: one for one in every}
            heirs = {one.replaces: one for one in every if one.replaces in by_id}
            self._current[authority] = {one.sha256: _heir(one, heirs) for one in every}
        return self._current[authority]


def _heir(document: DocumentLine, heirs: Mapping[str, DocumentLine]) -> DocumentLine | None:
    seen = set()
    while document.id in heirs and document.id not in seen:
        seen.add(document.id)
        document = heirs[document.id]
    return None if document.retired else document


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
