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
_IS = re.compile(r"(?:is|are|was|were|remains?|continues to be)\b")
_POINTS_BACK = re.compile(r"(?:this|these|that|those|it|its|their|they|such|which)\b")
_NOT_WITH_IT = frozenset((
    "and", "or", "but", "that", "which", "who", "in", "of", "for", "to", "with", "by", "on", "at", "as", "from", "is", "are", "was",
    "were", "where", "has", "have", "had", "been", "while", "although", "because", "so", "we", "they", "through", "into", "than",
))  # fmt: skip
"""Words that end what goes with a noun, read to the left."""
_FIRST_PASSAGES = 20
_NOT_A_STATEMENT = re.compile(r"[?]$|\b(?:if|when|whether|should|will|would|could|can|must|aim|want|ensure|need|not|where|until|unless)\b")


def questions_of(passages: DocumentPassages, lexicon: Lexicon, most: int) -> Iterator[ClaimQuestion]:
    """The first *most* statements of a document that say how good something is and not how that is known.

    Of an inspectors' report there are none.
    """
    given, seen = 0, set[str]()
    document = passages.document
    opening = plain_words(" ".join(one.text for one in passages.passages[:_FIRST_PASSAGES]))
    if lexicon.words.stands("quality", "inspection", opening):
        return  # an inspectors' report is itself what shows it
    for passage in passages.passages:
        for sentence in sentences(passage):
            what = _praised(sentence, lexicon)
            if not what or what in seen:
                continue
            seen.add(what)
            yield ClaimQuestion(
                document.name, document.sha256, sentence.page, sentence.heading, sentence.text, sentence.start, sentence.end,
                f"What shows that {what}?", sentence.last_page,
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
        if not _IS.match(plain, start):
            return _there_is(sentence.text[start:end])
        subjects = [one for one in words.places("quality", "subject", plain[:start]) if start - one[1] <= _NEAR]
        if not subjects:
            continue
        begun = _whole(sentence.text, plain, min(subjects)[0])
        if not _TWISTED.search(plain[begun:start]) and not _POINTS_BACK.match(plain, begun):
            return re.sub(r"^our\s+", "", _lowered(sentence.text[begun:end]))
    return ""


def _whole(text: str, plain: str, start: int) -> int:
    """Where the words begin that go with what is praised: "strategic partnerships", "the response"."""
    while (before := re.search(r"([^\s]+)\s+$", plain[:start])) is not None:
        word = before[1]
        if not re.fullmatch(r"[a-z'’-]+", word) or word in _NOT_WITH_IT or text[before.start() : start].rstrip().endswith((",", ":")):
            break
        start = before.start()
    return start


def _there_is(praise: str) -> str:
    return f"there {'are' if praise.rstrip().endswith('s') else 'is'} {_lowered(praise)}"


def _lowered(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]
