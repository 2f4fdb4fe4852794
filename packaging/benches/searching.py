"""Search over 1,500 pages: what a person gets, beside the bare query of the same index."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from pathlib import Path

from bench import Pair, measurement
from benches.material import new_workspace
from sqlalchemy import text

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import LoadPlan, PlannedDocument
from wmpeer.documents.queries import search_passages
from wmpeer.documents.records import Draft, assemble
from wmpeer.documents.search import match_expression
from wmpeer.documents.sources import Source
from wmpeer.files import sha256_of
from wmpeer.journal.workspace import Workspace

_INVENTED = [
    "".join(parts) for parts in product(("ca", "le", "pla", "su", "vi", "mo"), ("den", "ra", "ti", "sow"), ("ly", "ment", "s", "ver"))
]
_WORDS = [*_INVENTED[:40], "placement", "supervision", *_INVENTED[40:]]
_WORDS += [f"{word}{ending}" for ending in ("ing", "ed", "al", "er", "y") for word in _INVENTED]
_BARE = (
    "SELECT rowid, rank, snippet(passage_words, 0, '[', ']', '…', 24) FROM passage_words "
    "WHERE passage_words MATCH :words ORDER BY rank LIMIT 50"
)


@measurement("search of 1,500 pages: two common words, top 50 with snippets", limit=1.5, rounds=25)
def search_pair(folder: Path) -> Pair:
    return _pair(folder, "placement supervision ", 50)


@measurement("search of 1,500 pages: one word, top 50 with snippets", limit=1.5, rounds=25)
def search_word(folder: Path) -> Pair:
    return _pair(folder, "placement ", 50)


@measurement("search of 1,500 pages: a rare word, all its places", limit=1.5, rounds=25)
def search_rare(folder: Path) -> Pair:
    return _pair(folder, "kelsborough ", 15)


def _pair(folder: Path, query: str, least: int) -> Pair:
    """Ten times in turn: one takes about a millisecond."""
    workspace, expression = _filled(folder), match_expression(query)

    def bare() -> int:
        with workspace.file.reading() as session:
            return len(session.execute(text(_BARE), {"words": expression}).all())

    found = len(workspace.read(search_passages, query, 50))
    assert found == bare() >= least, (query, found, bare())
    return Pair(ours=_ten(lambda: workspace.read(search_passages, query, 50)), bare=_ten(bare))


def _ten(work: Callable[[], object]) -> Callable[[], object]:
    return lambda: [work() for _ in range(10)]


def _filled(folder: Path) -> Workspace:
    """A hundred documents of fifteen pages, six paragraphs each of seventy words. Words are used as often as they are in texts (the tenth
    a tenth as often as the first); in every fifth document stands one rare word."""
    workspace, chance = new_workspace(folder), random.Random(7)
    often = [1 / (rank + 1) for rank in range(len(_WORDS))]
    items = []
    for number in range(100):
        drafts = [Draft("paragraph", "The minutes name Kelsborough once.", 1)] if number % 5 == 0 else []
        drafts += [Draft("paragraph", " ".join(chance.choices(_WORDS, often, k=70)), page) for page in range(1, 16) for _ in range(6)]
        data = str(number).encode()
        document = assemble("pdf", drafts, pages=15)
        source = Source(f"{number}.pdf", data=data)
        items.append(PlannedDocument(source, sha256_of(data), len(data), "new", "E08000030", document=document))
    carry_out(workspace, LoadPlan(tuple(items)))
    return workspace
