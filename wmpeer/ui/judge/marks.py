"""What is marked in a document: the evidence of findings, and where one's own private notes point. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from wmpeer.documents.anchors import Anchor
from wmpeer.judging.records import ClipLine, FindingLine, NoteLine, QuoteLine
from wmpeer.ui.judge.records import Standing
from wmpeer.ui.reading.records import QUIET, Mark

POINTS_HERE = "Your note points here."
"""What stands beside a mark of a note without words."""


def marks_of(found: Standing, sha256: str) -> list[Mark]:
    """The marks of one document; those of private notes are there only for whoever wrote them, as the notes are."""
    alerts = {one.level for one in found.framework.concern_levels if one.board}
    marks: list[Mark] = []
    for line in found.findings:
        kind = "alert" if line.kind == "concern" and line.level in alerts else line.kind
        marks.extend(_marks(line, sha256, kind, line.text))
    for note in found.pointing.values():
        marks.extend(_marks(note, sha256, QUIET, note.text or POINTS_HERE))
    return marks


def _marks(record: FindingLine | NoteLine, sha256: str, kind: str, text: str) -> Iterator[Mark]:
    for quote in record.quotes:
        if quote.sha256 == sha256:
            anchor = Anchor(quote.quote, quote.prefix, quote.suffix, quote.start or 0, quote.end or 0)
            yield Mark(mark_of(record, quote), kind, anchor, record.area, text, quote.page)
    for clip in record.clips:
        if clip.sha256 == sha256:
            yield Mark(mark_of(record, clip), kind, Anchor(""), record.area, text, clip.page, clip.box)


def mark_of(record: FindingLine | NoteLine, piece: QuoteLine | ClipLine) -> str:
    """The name of the mark that a piece of evidence of *record* leaves."""
    if isinstance(piece, ClipLine):
        return f"{record.id}#{piece.id}"
    at = record.quotes.index(piece)
    return f"{record.id}#{at}" if at else record.id


def piece_of(record: FindingLine | NoteLine, mark: str) -> str:
    """The id of the evidence of *record* that left *mark*; empty where it is there no more."""
    pieces: tuple[QuoteLine | ClipLine, ...] = (*record.quotes, *record.clips)
    return next((one.id for one in pieces if mark_of(record, one) == mark), "")
