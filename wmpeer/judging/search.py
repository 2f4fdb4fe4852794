"""Searching findings: words anywhere in a finding's text or quotes, whole or as their beginning; case and accents do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingLine
from wmpeer.region.queries import Reader


@dataclass(frozen=True, slots=True)
class FindingHit:
    """A finding that a search found; `score` is between 0 and 1, higher is better."""

    finding: FindingLine
    score: float


def search_findings(session: Session, query: str, reader: Reader, limit: int = 50) -> tuple[FindingHit, ...]:
    """The findings that have every word of *query*, best first; none about an authority that *reader* stands aside for."""
    wanted = _words(query)
    if not wanted:
        return ()
    hits = []
    for finding in finding_lines(session, reader=reader):
        words = _words(" ".join((finding.text, *(quote.quote for quote in finding.quotes))))
        score = _score(wanted, words)
        if score:
            hits.append(FindingHit(finding, score))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.finding.id))[:limit])


def _score(wanted: list[str], words: list[str]) -> float:
    """How much of the text the words wanted make up, by how whole they stand; 0 where one is missing."""
    total = 0.0
    for want in wanted:
        if want in words:
            total += 1.0
        elif any(word.startswith(want) for word in words):
            total += 0.5
        else:
            return 0.0
    return total / len(wanted) * (0.5 + 0.5 / (1 + len(words) / 40))


def _words(text: str) -> list[str]:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return re.findall(r"\w+", bare)
