"""What a person was writing when they stopped: every draft in a short list, each to be gone on with or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.ui.judge.offers import Offer
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.paint import box, smooth
from wmpeer.ui.kit.theme import theme

SHOWN = 3
"""So many at once; a button shows the rest."""


class DraftOffer(QWidget):
    """One draft: its first words, its area and passage, and what may be done with it."""

    def __init__(self, offer: Offer, go_on: Callable[[], Any], throw: Callable[[], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft-offer")
        self.offer = offer
        self.on = Button("Go on", "dense", "pencil-simple", name="draft-go-on")
        self.away = IconButton("trash", "Throw away", name="draft-throw", size=28)
        for part, verb in ((self.on, "Go on"), (self.away, "Throw away")):
            part.setAccessibleName(f"{verb}: {offer.words}, {offer.where}")
        self.on.clicked.connect(lambda: go_on())
        self.away.clicked.connect(lambda: throw())
        self.words = Label(offer.words, wrap=True)
        self.words.setObjectName("draft-words")
        row, lines = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(Elided(offer.where, "small", "ink2"))
        row.addLayout(lines, 1)
        row.addWidget(self.on)
        row.addWidget(self.away)


class Begun(QWidget):
    """The list, above the card's area. `taken(Offer)` to go on, `thrown(Offer)` to throw away; nothing is shown where there is none."""

    taken = Signal(object)
    thrown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafts")
        self._offers: tuple[Offer, ...] = ()
        self._every = False
        self.head = Label("", weight=600)
        self.head.setObjectName("drafts-head")
        self.more = Button("", "quiet", "caret-down", name="drafts-more")
        self.more.clicked.connect(self._show_every)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self._rows)
        column.addWidget(self.more)
        self.hide()
        theme().changed.connect(self.update)

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Every draft of this authority that is not being typed now, newest first."""
        if tuple(offers) != self._offers:
            self._offers = tuple(offers)
            self._every = self._every and len(offers) > SHOWN
            self._fill()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        count = len(self._offers)
        for one in self._offers if self._every else self._offers[:SHOWN]:
            offer = DraftOffer(one, lambda one=one: self.taken.emit(one), lambda one=one: self.thrown.emit(one))
            self._rows.addWidget(offer)
        self.head.setText(f"You were writing ({count})" if count > 1 else "You were writing")
        self.more.setVisible(not self._every and count > SHOWN)
        self.more.set_words(f"Show {count - SHOWN} more")
        self.setVisible(bool(count))

    def _show_every(self) -> None:
        self._every = True
        self._fill()
        stops = self.stops()
        stops[2 * SHOWN].setFocus()

    def stops(self) -> list[QWidget]:
        """What Tab reaches here, in order."""
        rows = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [stop for row in rows for stop in (row.on, row.away)] + [self.more]

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            box(smooth(painter), self.rect(), fill="chosen", radius=5)
