"""Evidence: from what a person chose to a selector that finds its place again, and back.

A quote is kept as the two selectors of the W3C Web Annotation data model, `TextPositionSelector` and `TextQuoteSelector`, on the
document's SHA-256. A figure is kept as it read on the day. Where a quote stands in a later version is read by `wmpeer.judging.again`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.documents.anchors import Anchor, AnchorState, anchor_of, find_anchor
from wmpeer.documents.queries import DocumentLine, authority_of_document, document_text, documents, pages_at
from wmpeer.documents.records import NO_PAGES, Pages
from wmpeer.errors import Problem
from wmpeer.judging.clips import clip_evidence
from wmpeer.judging.errors import EvidenceElsewhereError, FigureNotFoundError, FlagNotFoundError, QuoteNotFoundError, UnknownDocumentError
from wmpeer.judging.figures import figure, flag_on
from wmpeer.judging.records import ClipDraft, FigureDraft, FigureLine, QuoteDraft
from wmpeer.region.queries import find_authority


def selectors(
    session: Session, authority: str, drafts: Iterable[QuoteDraft | FigureDraft | ClipDraft]
) -> tuple[dict[str, dict[str, Any]], tuple[Problem, ...]]:
    """The evidence to keep, by a new id each, and what is worth knowing about it.

    Raises:
        EvidenceElsewhereError: a document of another authority was named.
        UnknownDocumentError: a document was named that is not here.
        ClipPlaceError, ClippingError: a clip that is on no page, or whose picture is not kept.
    """
    kept: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for order, draft in enumerate(drafts):
        one, problem = _one(session, authority, draft)
        kept[f"{time.time_ns():016x}{order:04x}{secrets.token_hex(4)}"] = one  # ids sort as they were given
        problems += [problem] if problem else []
    return kept, tuple(problems)


def _one(session: Session, authority: str, draft: QuoteDraft | FigureDraft | ClipDraft) -> tuple[dict[str, Any], Problem | None]:
    if isinstance(draft, ClipDraft):
        return clip_evidence(session, _named(session, authority, draft.document)[-1], draft), None
    return _quote(session, authority, draft) if isinstance(draft, QuoteDraft) else _figure(session, authority, draft)


def _quote(session: Session, authority: str, draft: QuoteDraft) -> tuple[dict[str, Any], Problem | None]:
    among = _named(session, authority, draft.document) if draft.document else documents(session, authority)
    for document in among:
        text = document_text(session, document.sha256)
        place = find_anchor(text, Anchor(draft.quote, draft.prefix, draft.suffix, draft.start or 0, draft.end or 0), fuzzy=0.9)
        if place.state is not AnchorState.LOST:
            pages = pages_at(session, document.sha256, place.start, place.end)
            return selector_of(document, anchor_of(text, place.start, place.end), pages), None
    lost = selector_of(among[0] if len(among) == 1 else None, Anchor(draft.quote, draft.prefix, draft.suffix))
    lost["name"] = lost["name"] or draft.document
    return lost, QuoteNotFoundError(quote=_short(draft.quote)).problem()


def _named(session: Session, authority: str, name: str) -> tuple[DocumentLine, ...]:
    """The document meant. One that was replaced while somebody wrote about it counts if it is meant by its SHA-256: its words are found
    again in the version that came.
    """
    every = documents(session, authority, every=True)
    by_sha = [one for one in every if len(name) >= 8 and one.sha256.startswith(name.lower())]
    here = [one for one in every if not one.retired and (one.name == name or one in by_sha)] or by_sha
    if here:
        return tuple(here[-1:])
    elsewhere = authority_of_document(session, name)
    if elsewhere and elsewhere != authority:
        raise EvidenceElsewhereError(document=name, authority=find_authority(session, elsewhere).name)
    raise UnknownDocumentError(document=name)


def selector_of(document: DocumentLine | None, anchor: Anchor, pages: Pages = NO_PAGES) -> dict[str, Any]:
    """A passage as it is kept; without a place where the words alone are known."""
    quote = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    return {
        "source": document.sha256 if document else "",
        "name": document.name if document else "",
        **page_fields(pages),
        "selector": [position, quote] if anchor.end else [quote],
    }


def page_fields(pages: Pages) -> dict[str, int | None]:
    """The page as evidence keeps it, and the last one where the words go over the end of a page."""
    return {"page": pages.first} if pages.last == pages.first else {"page": pages.first, "last_page": pages.last}


def _figure(session: Session, authority: str, draft: FigureDraft) -> tuple[dict[str, Any], Problem | None]:
    found = figure(session, authority, draft.indicator, draft.period, draft.source)
    if found is None:
        bare = {"indicator": draft.indicator, "period": draft.period, "table": draft.source, "title": "", "value": None, "text": ""}
        return bare | _flag(draft, ""), FigureNotFoundError(indicator=draft.indicator, period=draft.period).problem()
    sentence = flag_on(session, authority, found, draft.flag) if draft.flag else ""
    flagged = _flag(draft, sentence)
    problem = FlagNotFoundError(title=found.title, period=found.period).problem() if draft.flag and not sentence else None
    return {
        "indicator": found.code, "period": found.period, "table": found.source, "title": found.title, "value": found.value,
        "text": found.text, "england": found.england_text, **flagged,
    }, problem  # fmt: skip


def _flag(draft: FigureDraft, sentence: str) -> dict[str, str]:
    """The rule and what it said, where a flag on the figure is the evidence."""
    return {"flag": draft.flag, "sentence": sentence} if draft.flag else {}


def figure_lines(evidence: Mapping[str, Any]) -> tuple[FigureLine, ...]:
    """The figures among a finding's evidence."""
    return tuple(
        FigureLine(
            key, one["indicator"], one["period"], one["table"], one["title"], one["value"], one["text"], one.get("england") or "",
            one.get("flag") or "", one.get("sentence") or "",
        )
        for key, one in evidence.items()
        if "indicator" in one
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
