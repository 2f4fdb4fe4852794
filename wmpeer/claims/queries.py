"""Claims of an authority, worked out from its documents and the data in use, and what people said of them.

Claims are never recorded: they follow from the documents, the data and the words of ``resources/claims``, and are kept in memory by these
three. What people say of them is recorded (`wmpeer.claims.actions`).
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.claims.answers import claim_answers
from wmpeer.claims.carried import carried
from wmpeer.claims.find import Found, claims_of, tie_document
from wmpeer.claims.lexicon import Lexicon, OwnMeasure, lexicon, with_measures
from wmpeer.claims.published import open_board
from wmpeer.claims.questions import questions_of
from wmpeer.claims.records import Claim, ClaimQuestion
from wmpeer.claims.whom import ELSEWHERE, ENGLAND, NEIGHBOURS, OWN, REGION, Gazetteer
from wmpeer.documents.queries import DocumentPassages, document_passages, documents
from wmpeer.indicators.queries import known_areas, measures
from wmpeer.models.records import Batch
from wmpeer.region.queries import Reader, find_authority, region_of

_KEPT: OrderedDict[str, tuple[Claim, ...]] = OrderedDict()
_LEXICONS: dict[str, Lexicon] = {}
_GUARD = Lock()
_MOST_KEPT = 64


def claims(session: Session, authority: str, reader: Reader | None = None) -> tuple[Claim, ...]:
    """The claims in the documents of *authority* (its ONS code, DfE number or a name), in their order, each with the answer of *reader*,
    also where it was given to an earlier version in which the same sentence had the same mark.

    Documents that were replaced or taken out have none.

    Raises:
        UnknownAuthorityError: no authority of the region goes by that name.
    """
    where = find_authority(session, authority)
    texts = documents(session, where.ons_code)
    key = _key(session, where.ons_code, [one.sha256 for one in texts])
    with _GUARD:
        kept = _KEPT.get(key)
    if kept is None:
        kept = _worked_out(session, where.ons_code, where.names(), [
            DocumentPassages(one, document_passages(session, one.sha256)) for one in texts
        ])  # fmt: skip
        with _GUARD:
            _KEPT[key] = kept
            while len(_KEPT) > _MOST_KEPT:
                _KEPT.popitem(last=False)
    if reader is None or not kept:
        return kept
    said = {one.claim: one for one in claim_answers(session, where.ons_code, reader=reader)}
    said = carried(session, where.ons_code, kept, reader) | said
    return tuple(replace(one, answer=said[one.id]) if one.id in said else one for one in kept)


def forget_claims() -> None:
    """Forget what was worked out; it is worked out again when it is next asked for."""
    with _GUARD:
        _KEPT.clear()


def claim_questions(session: Session, authority: str, most: int = 12) -> tuple[ClaimQuestion, ...]:
    """Statements about quality with nothing named that shows it, at most *most* in each document, in their order."""
    where = find_authority(session, authority)
    return tuple(
        question
        for one in documents(session, where.ons_code)
        for question in questions_of(DocumentPassages(one, document_passages(session, one.sha256)), lexicon(), most)
    )


def _worked_out(session: Session, code: str, names: tuple[str, ...], texts: list[DocumentPassages]) -> tuple[Claim, ...]:
    if not texts:
        return ()
    region = region_of(session)
    words = _words(session)
    book = cache(lambda: known_areas(session, region.ons_code))
    gazetteer = Gazetteer(book, code, names, region.ons_code)
    found = [(one, tie_document(one, words, gazetteer)) for one in texts]
    if not any(items for _, items in found):
        return ()
    board = open_board(session, code, region.ons_code, _others(item for _, items in found for item in items))
    own_name = names[0]

    def name_of(who: str) -> str:
        fixed = {OWN: own_name, ENGLAND: "England", REGION: region.name, NEIGHBOURS: "statistical neighbours", ELSEWHERE: "elsewhere"}
        area = book().find(ons=who) if who not in fixed else None
        return fixed.get(who) or (area.name if area else who)

    return tuple(claim for one, items in found for claim in claims_of(one, items, board, name_of))


def _words(session: Session) -> Lexicon:
    """The words of the files, and the titles of measures in use that they do not name; kept for as long as the same data is in use."""
    data = _data(session)
    with _GUARD:
        kept = _LEXICONS.get(data)
    if kept is None:
        kept = with_measures(lexicon(), [OwnMeasure(one.code, one.title, one.unit) for one in measures(session)])
        with _GUARD:
            _LEXICONS.clear()
            _LEXICONS[data] = kept
    return kept


def _others(found: Iterable[Found]) -> set[str]:
    fixed = {OWN, ENGLAND, REGION, NEIGHBOURS, ELSEWHERE}
    return {who for _, one in found for who in (one.who.who, *one.names) if who not in fixed}


def _key(session: Session, authority: str, texts: list[str]) -> str:
    """What the claims follow from: the documents, the data in use with their choices, the words, the region."""
    names = "/".join(find_authority(session, authority).names())
    parts = [authority, lexicon().version, region_of(session).text, _data(session), names, *texts]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _data(session: Session) -> str:
    """The data in use, in one line."""
    found = session.execute(
        select(Batch.sha256, Batch.sheet, Batch.source, Batch.loaded_at)
        .where(Batch.retired.is_not(True), Batch.withdrawn.is_(False))
        .order_by(Batch.sha256, Batch.sheet, Batch.loaded_at)
    )
    return "\n".join("|".join(str(cell) for cell in row) for row in found)
