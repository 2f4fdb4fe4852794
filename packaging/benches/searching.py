"""Search over 1,500 pages: what a person gets, beside the bare query of the same index."""

from __future__ import annotations

import random
from pathlib import Path

from bench import Pair, measurement
from benches.material import new_workspace
from sqlalchemy import text

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import LoadPlan, PlannedDocument
from wmpeer.documents.queries import search_passages
from wmpeer.documents.records import Draft, assemble
from wmpeer.documents.sources import Source
from wmpeer.files import sha256_of

_WORDS = (Path(__file__).read_text(encoding="utf-8") + " care leavers supervision placement audits plans carers review" * 2).split()
_BARE = (
    "SELECT rowid, rank, snippet(passage_words, 0, '[', ']', '…', 24) FROM passage_words "
    'WHERE passage_words MATCH \'"placement" AND "supervision"\' ORDER BY rank LIMIT 50'
)


@measurement("search of 1,500 pages, top 50 with snippets", limit=1.5, rounds=25)
def search(folder: Path) -> Pair:
    workspace, chance = new_workspace(folder), random.Random(7)
    items = []
    for number in range(100):
        drafts = [Draft("paragraph", " ".join(chance.choices(_WORDS, k=70)), page) for page in range(1, 16) for _ in range(6)]
        data = str(number).encode()
        document = assemble("pdf", drafts, pages=15)
        source = Source(f"{number}.pdf", data=data)
        items.append(PlannedDocument(source, sha256_of(data), len(data), "new", "E08000030", document=document))
    carry_out(workspace, LoadPlan(tuple(items)))
    assert len(workspace.read(search_passages, "placement supervision ", 50)) == 50

    def bare() -> None:
        with workspace.file.reading() as session:
            assert len(session.execute(text(_BARE)).all()) == 50

    return Pair(ours=lambda: workspace.read(search_passages, "placement supervision ", 50), bare=bare)
