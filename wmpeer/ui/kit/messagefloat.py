"""Where messages stand in a window: floating over the foot of the screen, so that nothing moves when one comes or goes.

A message goes when the screen it was about is left. An error waits until there was time to read it; what was said in the moment of leaving
belongs to where one goes. A success without a button goes by itself: the top bar says "Saved" all the time.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.message import Message, MessageBar
from wmpeer.ui.kit.paint import box, shadow, smooth
from wmpeer.ui.kit.tokens import RADIUS_CARD

_SHADOW, _EDGE, _WIDEST = 12, 12, 760
_LEAST_SECONDS, _LETTERS_A_SECOND = 4.0, 12.0
_SAME_MOMENT = 0.3
_PANE = 120
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


def reading_seconds(text: str) -> float:
    """How long *text* takes somebody who reads it without hurry."""
    return max(_LEAST_SECONDS, len(text) / _LETTERS_A_SECOND)


class MessageFloat(QWidget):
    """Holds *bar* over the foot of *over*, above *beside* where the two would meet, or at the head where the focus would be hidden."""

    def __init__(self, bar: MessageBar, over: QWidget, beside: QWidget) -> None:
        super().__init__(over.parentWidget())
        self.setObjectName("message-float")
        self._bar, self._over, self._beside = bar, over, beside
        self._since = 0.0
        self._at_head = False
        column = QVBoxLayout(self)
        column.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        column.addWidget(bar)
        bar.set_floating()
        self.going = QTimer(self, singleShot=True)
        self.going.timeout.connect(self._gone_by_itself)
        for watched in (over, beside):
            watched.installEventFilter(self)
        bar.told.connect(self._told)
        bar.closed.connect(self.hide)
        QApplication.instance().focusChanged.connect(self._focus_changed)
        self.hide()

    def left_behind(self) -> None:
        """The screen the message was about is left."""
        message, stood = self._bar.message(), monotonic() - self._since
        if message is None or stood < _SAME_MOMENT:
            return
        if message.kind != "error" or stood >= reading_seconds(message.text()):
            self._bar.dismiss()

    def _told(self, message: Message) -> None:
        self._since = monotonic()
        self._at_head = False
        self.show()
        self.place()
        self.raise_()
        self._stand_last()
        if message.kind in ("info", "success") and not message.actions:
            self.going.start(int(2000 * reading_seconds(message.text())))
        else:
            self.going.stop()

    def _gone_by_itself(self) -> None:
        looked_at = self.underMouse() or not self.isActiveWindow() or self.isAncestorOf(QApplication.focusWidget())
        self.going.start() if looked_at else self._bar.dismiss()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._stand_last()  # what is made later comes behind it otherwise
            self.place()

    def _stand_last(self) -> None:
        """Tab comes here after everything else, as the eye does."""
        last = self.window().previousInFocusChain()
        while last is not self.window() and (self.isAncestorOf(last) or last is self):
            last = last.previousInFocusChain()
        if last is not self.window():
            tab_through(last, self._bar.stops())

    def place(self) -> None:
        """At the foot, at the left: what one presses to go on stands at the right."""
        corner = self._over.mapTo(self.parentWidget(), QPoint(0, 0))
        width = min(_WIDEST, self._over.width() - 2 * _EDGE)
        self._bar.setFixedWidth(max(width, 80))
        height = self._bar.heightForWidth(width)
        self._bar.setFixedHeight(height)
        foot = corner.y() + self._over.height() - _EDGE
        self.setGeometry(corner.x() + _EDGE - _SHADOW, foot - height - _SHADOW, width + 2 * _SHADOW, height + 2 * _SHADOW)
        if self._beside.isVisible():
            top = self.parentWidget().mapFrom(self.window(), self._beside.mapTo(self.window(), QPoint(0, 0)))
            if top.x() < self.geometry().right() - 2 * _SHADOW:
                self.move(self.x(), max(corner.y(), top.y() - self.height() + _SHADOW))
        self._at_head = self._at_head or self._covers_focus()
        if self._at_head:  # until the message goes: it does not leap about with the focus
            self.move(self.x(), corner.y() + _EDGE - _SHADOW)

    def _covers_focus(self) -> bool:
        """Whether a button or a field that has the focus would be under it; a pane is too large to be missed."""
        focused = QApplication.focusWidget()
        if focused is None or focused.height() > _PANE or not self._over.isAncestorOf(focused):
            return False
        return self.geometry().intersects(QRect(focused.mapTo(self.parentWidget(), QPoint(0, 0)), focused.size()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self.isVisible():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
            shadow(painter, card, RADIUS_CARD)
            box(painter, card, fill="paper", edge="line", radius=RADIUS_CARD)
