"""A page full of small pictures: as many columns as there is room for, the arrow keys go from one to the next, Enter opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.trend import SmallTrend, draw_crosses, draw_mark, line_pen
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, colour, smooth, words, wrapped
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.theme import on_white_paper, theme

_WIDE_CARD, _LOW_CARD = 190, 150


class HowToRead(QWidget):
    """What the lines and marks of the small pictures are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("how-to-read")
        self._england = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 120, 0, 0)
        self._note = Label("", "small", "ink2", wrap=True)
        column.addWidget(self._note)
        column.addStretch(1)
        theme().changed.connect(self.update)

    def set_words(self, england: str, note: str) -> None:
        """What England's line is called, and what is to be known of scale and order."""
        self._england = england
        self._note.setText(note)
        rows = ", ".join(text for text in (england, "cross: no value published", "dot: one year between gaps") if text)
        self.setAccessibleName(f"How to read these: line with a disc: the authority, {rows}. {note}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self.draw(smooth(painter))

    def draw(self, painter: QPainter, *, noted: bool = False) -> None:
        """Paint the marks and their words; for a picture the note as well, which is a widget of its own on the screen."""
        words(painter, QRectF(12, 4, self.width() - 12, 18), "How to read these", fonts.font("interface", 600))
        rows = [("own", "the authority"), ("england", self._england), ("cross", "no value published"), ("dot", "one year between gaps")]
        y = 37.0
        for kind, text in ((kind, text) for kind, text in rows if text):
            self._mark(painter, kind, y)
            words(painter, QRectF(50, y - 9, self.width() - 50, 18), text, fonts.font("small"), "ink2", LEFT)
            y += 22
        if noted:
            wrapped(painter, QRectF(12, 120, self.width() - 12, 80), self._note.text(), fonts.font("small"), "ink2")

    @staticmethod
    def _mark(painter: QPainter, kind: str, y: float) -> None:
        if kind in ("own", "england"):
            painter.setPen(line_pen(kind, 2.25 if kind == "own" else 1.25))
            painter.drawLine(QPointF(12, y), QPointF(40, y))
            if kind == "own":
                draw_mark(painter, QPointF(38, y), "own", 3.6)
        elif kind == "cross":
            draw_crosses(painter, [26], y)
        else:
            draw_mark(painter, QPointF(26, y), "own", 2.4)


class CardGrid(ScrollPage):
    """Small pictures in a grid of *most* columns, the last place says how to read them. `chosen(at)` counts from 0."""

    chosen = Signal(int)

    def __init__(self, *, name: str, most: int = 5, parent: QWidget | None = None) -> None:
        self._most = most
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        super().__init__(self._holder, name=name, parent=parent)
        self.how = HowToRead()
        self._cards: list[SmallTrend] = []
        self._count, self._columns = 0, most

    def take(self, count: int) -> list[SmallTrend]:
        """So many cards, to be filled."""
        while len(self._cards) < count:
            at, card = len(self._cards), SmallTrend(name=f"small-{len(self._cards)}")
            card.installEventFilter(self)
            card.chosen.connect(lambda at=at: self.chosen.emit(at))
            self._cards.append(card)
        self._count = count
        self._place()
        return self.cards()

    def cards(self) -> list[SmallTrend]:
        """Those that are shown."""
        return self._cards[: self._count]

    def _room_for(self) -> int:
        return max(1, min(self._most, (self.viewport().width() + 8) // (_WIDE_CARD + 8)))

    def _place(self) -> None:
        self._columns = self._room_for()
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
        self._grid.removeWidget(self.how)
        shown = [*self.cards(), self.how]
        for at, widget in enumerate(shown):
            widget.setMinimumHeight(_LOW_CARD)
            self._grid.addWidget(widget, at // self._columns, at % self._columns)
            widget.show()
        rows = (len(shown) + self._columns - 1) // self._columns
        for column in range(self._most + 1):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for line in range(max(rows, self._grid.rowCount())):
            self._grid.setRowStretch(line, 1 if line < rows else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._count and self._room_for() != self._columns:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go from card to card; the page that scrolls would take them."""
        return event.type() == QEvent.Type.KeyPress and watched in self._cards and self._move(event)

    def _move(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._count - 1}
        here = next((at for at, card in enumerate(self.cards()) if card.hasFocus()), -1)
        if event.key() not in {**steps, **ends} or here < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        to = ends.get(event.key(), here + steps.get(event.key(), 0))
        if 0 <= to < self._count:
            self._cards[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._cards[to])
        return True

    def image(self, title: str, about: str) -> QImage:
        """The cards on one white page, with their heading."""
        image = QImage(self._holder.width() * 2 + 80, self._holder.height() * 2 + 200, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper():
            with QPainter(image) as painter:
                smooth(painter)
                painter.fillRect(image.rect(), colour("paper"))
                words(painter, QRectF(20, 12, self._holder.width(), 28), title, fonts.font("heading"))
                words(painter, QRectF(20, 42, self._holder.width(), 18), about, fonts.font("small"), "ink2", LEFT)
            for card in self.cards():
                card.render(image, card.pos() + QPoint(20, 76), QRegion(), QWidget.RenderFlag.DrawChildren)  # no ground of the dark palette
            with QPainter(image) as painter:
                painter.translate(self.how.pos() + QPoint(20, 76))
                self.how.draw(smooth(painter), noted=True)
        return image
