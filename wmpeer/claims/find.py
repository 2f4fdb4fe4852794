"""Claims in an authority's documents. Pure but for the figures, which the board has laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from wmpeer.claims.context import Trail
from wmpeer.claims.judge import Mark, judge
from wmpeer.claims.lexicon import Lexicon
from wmpeer.claims.numbers import Figure
from wmpeer.claims.published import Board
from wmpeer.claims.reading import MAYBE
from wmpeer.claims.records import Claim
from wmpeer.claims.sentences import Sentence, sentences
from wmpeer.claims.tables import read_tables, with_tables
from wmpeer.claims.tie import tied
from wmpeer.claims.tied import Tied
from wmpeer.claims.whom import Gazetteer
from wmpeer.claims.written import year_of
from wmpeer.documents.queries import DocumentPassages
from wmpeer.indicators.catalogue import areas_of

NameOf = Callable[[str], str]
Found = tuple[Sentence, Tied]
Marked = tuple[Sentence, Tied, Mark]


def tie_document(passages: DocumentPassages, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Found]:
    """What the document's numbers are tied to, in its order."""
    told: list[Found] = []
    trail = Trail(lexicon)
    for passage in passages.passages:
        trail.enter(passage)
        if MAYBE.search(passage.text):
            here: list[Sentence] = []
            for sentence in sentences(passage):
                told += [(sentence, one) for one in tied(sentence, lexicon, gazetteer, trail.context(sentence, here))]
                here.append(sentence)
        trail.leave(passage)
    return with_tables(told, read_tables(passages.passages, lexicon, gazetteer))


def claims_of(passages: DocumentPassages, found: Iterable[Found], board: Board, name_of: NameOf) -> list[Claim]:
    """The claims of one document, marked, in its order. A change beside its level, and a share in
    words beside its figure, are part of that claim."""
    made: dict[str, Claim] = {}
    written = year_of(passages)
    marked = [(sentence, one, mark) for sentence, one in _without_changes_beside(list(found)) if (mark := judge(one, board, written))]
    for sentence, one, mark in _one_for_each(marked):
        claim = _claim(passages, sentence, one, mark, name_of)
        made.setdefault(claim.id, claim)
    return list(made.values())


def _one_for_each(marked: Sequence[Marked]) -> list[Marked]:
    """An indicator has one figure for each period and authority: where a sentence has two, the one that the data bear out is it and the
    other is of something else; where they bear out neither, only the first is taken."""
    kept: dict[tuple[object, ...], list[Marked]] = {}
    for sentence, one, mark in marked:
        key = (sentence.start, mark.code, mark.who, mark.period, one.part, "" if mark.published else one.group)
        kept.setdefault(key, []).append((sentence, one, mark))
    out: set[int] = set()
    for rivals in kept.values():
        borne = [each for each in rivals if each[2].verdict == "supports"]
        out.update(id(each[2]) for each in (borne or rivals[:1]))
    return [each for each in marked if id(each[2]) in out]


def _without_changes_beside(found: Sequence[Found]) -> list[Found]:
    levels = {_same_matter(sentence, one) for sentence, one in found if one.role == "level"}
    exact = {_same_matter(sentence, one) for sentence, one in found if one.role == "level" and not one.figure.worded}
    return [
        (sentence, one)
        for sentence, one in found
        if (one.role == "level" or _same_matter(sentence, one) not in levels)
        and not (one.figure.worded and _same_matter(sentence, one) in exact)
    ]


def _same_matter(sentence: Sentence, one: Tied) -> tuple[int, str, str, str]:
    return sentence.start, one.subject.name, one.who.who, one.group


def _claim(passages: DocumentPassages, sentence: Sentence, one: Tied, mark: Mark, name_of: NameOf) -> Claim:
    document, figure = passages.document, one.figure
    numbers = [*_written(one.earlier), *_written(figure)] if one.earlier else _written(figure)
    published = mark.published
    choice = mark.series
    return Claim(
        _id(document.sha256, sentence, figure, mark.code, mark.who), document.name, document.sha256, sentence.page, sentence.heading,
        sentence.text, sentence.start, sentence.end, sentence.start + figure.start, sentence.start + figure.end, tuple(numbers), one.unit,
        mark.code, choice.title if choice else "", choice.source if choice else "", mark.who, name_of(mark.who), mark.period,
        published.value if published else None, published.text if published else "", mark.verdict, mark.why, areas_of(mark.code),
        last_page=sentence.last_page,
    )  # fmt: skip


def _written(figure: Figure | None) -> list[float]:
    if figure is None:
        return []
    return [figure.low, figure.high] if figure.is_range else [figure.value]


def _id(sha256: str, sentence: Sentence, figure: Figure, code: str, who: str) -> str:
    """Made of the document, the words and their place, the number and the indicator: no clock, no laptop."""
    text = "\0".join((sha256, sentence.text, str(sentence.start), str(figure.start), str(figure.end), code, who))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
