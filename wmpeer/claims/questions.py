"""Statements about quality with nothing named that shows it: few and specific questions to ask, never a reproach. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wmpeer.claims.lexicon import Lexicon
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.records import ClaimQuestion
from wmpeer.claims.sentences import Sentence, sentences
from wmpeer.documents.queries import DocumentPassages

_MOST_WORDS = 32
_TWISTED = re.compile(r",|\b(?:that|which|who|and|or|whose|but)\b")
_NEAR = 60
_NOT_A_STATEMENT = re.compile(r"[?]$|\b(?:if|when|whether|should|will|would|could|can|must|aim|want|ensure|need|not|where|until|unless)\b")


def questions_of(passages: DocumentPassages, lexicon: Lexicon, most: int) -> Iterator[ClaimQuestion]:
    """The first *most* statements of a document that say how good something is and not how that is known."""
    given, seen = 0, set[str]()
    document = passages.document
    for passage in passages.passages:
        for sentence in sentences(passage):
            what = _praised(sentence, lexicon)
            if not what or what in seen:
                continue
            seen.add(what)
            yield ClaimQuestion(
                document.name, document.sha256, sentence.page, sentence.heading, sentence.text, sentence.start, sentence.end,
                f"What shows that {what}?",
            )  # fmt: skip
            given += 1
            if given == most:
                return


def _praised(sentence: Sentence, lexicon: Lexicon) -> str:
    """What is said to be good, in the sentence's own words; empty where it is not, or where something is named that shows it."""
    plain, words = plain_words(sentence.text), lexicon.words
    if re.search(r"\d", plain) or len(plain.split()) > _MOST_WORDS or words.stands("quality", "evidence", plain):
        return ""
    if words.stands("quality", "evidence", plain_words(sentence.before)) or _NOT_A_STATEMENT.search(plain):
        return ""
    for start, end in words.places("quality", "verdict", plain):
        subjects = [one for one in words.places("quality", "subject", plain[:start]) if start - one[1] <= _NEAR]
        if subjects and not _TWISTED.search(plain[min(subjects)[0] : start]):
            return _lowered(sentence.text[min(subjects)[0] : end])
    return ""


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
