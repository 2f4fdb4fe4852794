"""The regional scorecard as a paper: a table for each area of practice, on its side, and below it what is to be known of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wmpeer.drawing.blocks import Block, Grid, Heading, Paper, Words
from wmpeer.drawing.paper import paper_pdf
from wmpeer.papers.pack_pdf import notes_of, paper_of, sources_part
from wmpeer.papers.records import CardArea, CardColumn, Scorecard

ACROSS = 11
"""So many measures stand in one table."""


def scorecard_pdf(card: Scorecard) -> bytes:
    """*card* as a tagged PDF; the same card gives the same bytes."""
    return paper_pdf(scorecard_paper(card))


def scorecard_paper(card: Scorecard) -> Paper:
    """*card* as it is printed."""
    return paper_of(card.front, f"Regional scorecard: {card.front.region}", tuple(_blocks(card)), landscape=True)


def _blocks(card: Scorecard) -> Iterator[Block]:
    yield from (Words(sentence, "lead") for sentence in card.summary)
    if card.markers:
        told = "; ".join(f"{marker} {words}" for marker, words in card.markers)
        yield Words(f"{told}; – not in the source.", "body", "Where there is no number: ")
    for place, area in enumerate(card.areas, start=1):
        parts = list(_parts(area.columns))
        for step, (first, last) in enumerate(parts):
            more = f", continued ({step + 1} of {len(parts)})" if step else ""
            yield Heading(f"{place}. {area.title}{more}", whole=place > 1 or step > 0)
            yield card_grid(area, first, last)
            if notes := notes_of((one.name, one.notes) for one in area.columns[first:last]):
                yield from (Words(f" {', '.join(names)}.", "note", sentence) for sentence, names in notes)
    yield from sources_part(card.sources)


def _parts(columns: Sequence[CardColumn]) -> Iterator[tuple[int, int]]:
    """From where to where each table goes: as few as hold all columns, and about as many columns in each."""
    tables = -(-len(columns) // ACROSS)
    each = -(-len(columns) // tables) if tables else 1
    for first in range(0, len(columns), each):
        yield first, min(first + each, len(columns))


def card_grid(area: CardArea, first: int, last: int) -> Grid:
    """The columns from *first* up to *last* as a table."""
    columns = area.columns[first:last]
    heads = ("Authority, A to Z", *(_head(one) for one in columns))
    rows = tuple((row.name, *(cell.text for cell in row.cells[first:last])) for row in area.rows)
    marks = tuple(("", *(cell.mark for cell in row.cells[first:last])) for row in area.rows)
    share = min(0.87 / max(len(columns), 1), 0.12)
    strong = tuple(place for place, row in enumerate(area.rows) if row.beside)
    return Grid(
        f"scorecard-{area.code}",
        heads,
        rows,
        (0.13, *(share for _ in columns)),
        tuple(range(1, len(columns) + 1)),
        marks,
        strong,
        small=True,
    )


def _head(one: CardColumn) -> str:
    unit = f", {one.unit}" if one.unit else ""
    better = {"lower is better": "low is better", "higher is better": "high is better"}.get(one.polarity, "neutral")
    return f"{one.name}{unit}\n{one.period}, {better} [{one.source}]"
