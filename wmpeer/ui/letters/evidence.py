"""What a finding stands on, in the source of a paragraph: words, pictures of parts of pages, figures and flags, each a way to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from wmpeer.judging.records import ClipLine, FigureLine, FindingLine, QuoteLine
from wmpeer.ui.kit.labels import Label, Quote
from wmpeer.ui.letters.links import Link
from wmpeer.ui.places import FindingPlace, PartPlace, PassagePlace

Bring = Callable[[str, Callable[[bytes | None], Any]], Any]
"""Fetches a picture by its SHA-256 and calls back with it."""
_STATES = {"lost": " (no longer found there)", "uncertain": " (to be settled in the new version)"}


def evidence_rows(
    finding: FindingLine, bring: Bring, passage: Callable[[QuoteLine | ClipLine], Any], figure: Callable[[FigureLine], Any]
) -> Iterator[QWidget]:
    """A few widgets for each piece in turn; *passage* opens words or a part of a page, *figure* the figures."""
    for one in finding.quotes:
        yield Quote(f"“{one.quote}”", pixels=15)
        yield _place(one, "quote", f"Read it in {one.document}", passage)
    for clip in finding.clips:
        yield _picture(clip, bring, passage)
        yield _place(clip, "clip", f"Show this part of the page in {clip.document}", passage)
    for each in finding.figures:
        yield from _figure(each, figure)


def _place(one: QuoteLine | ClipLine, sort: str, said: str, opened: Callable[[QuoteLine | ClipLine], Any]) -> Link:
    pages = one.pages.said() if isinstance(one, QuoteLine) else f"p {one.page}"
    where = f"{pages}, {one.document}" if pages else one.document
    link = Link(f"{where}{_STATES.get(one.state, '')}", name=f"{sort}-{one.id[:8]}", said=said, tip=one.document)
    link.clicked.connect(lambda: opened(one))
    return link


def _picture(clip: ClipLine, bring: Bring, opened: Callable[[QuoteLine | ClipLine], Any]) -> QWidget:
    from wmpeer.ui.judge.clips import ClipPicture

    picture = ClipPicture(clip)
    picture.clicked.connect(lambda: opened(clip))
    bring(clip.image, picture.set_png)
    return picture


def _figure(figure: FigureLine, opened: Callable[[FigureLine], Any]) -> Iterator[QWidget]:
    """A flag says its sentence, and below it the figure it was raised on."""
    if figure.flag:
        sentence = Label(figure.sentence or "A flag was raised on this figure.", wrap=True, select=True)
        sentence.setObjectName(f"flag-{figure.id[:8]}")
        yield sentence
    words = f"{figure.title or figure.indicator}, {figure.text or 'no value'}"
    link = Link(shortened(words, 48), name=f"figure-{figure.id[:8]}", said=f"See the figure: {words}", tip=f"{words}, {figure.period}")
    link.clicked.connect(lambda: opened(figure))
    yield link


def place_of(finding: FindingLine, piece: QuoteLine | ClipLine, author: str) -> object:
    """Where a piece of evidence is shown: with its finding on the card of *author*, or the bare place of a colleague's."""
    from wmpeer.ui.judge.records import PiecePlace

    if finding.author == author:
        return PiecePlace(finding.id, piece.id, finding.area)
    if piece.state in ("lost", "uncertain"):
        return FindingPlace(finding.id, finding.area)
    if isinstance(piece, ClipLine):
        return PartPlace(piece.sha256, piece.page, piece.box)
    return PassagePlace(piece.sha256, piece.start or 0, piece.end or 0)


def shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
