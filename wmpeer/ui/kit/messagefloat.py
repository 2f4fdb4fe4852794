"""Where messages stand in a window: in the top bar, where nothing moves and nothing of the screen is covered.

What is too long for that floats over the screen, where it covers nothing that can be pressed or written in. A message goes when the
screen it was about is left. An error waits until there was time to read it; what was said in the moment of leaving belongs to where one
goes. Facts and successes go by themselves, those with a button later: what it does has a key as well, or a place of its own.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.message import Message, MessageBar
from wmpeer.ui.kit.paint import box, shadow, smooth
from wmpeer.ui.kit.tokens import RADIUS_CARD
from wmpeer.ui.kit.topbar import TopBar

_SHADOW, _EDGE, _WIDEST = 12, 12, 760
_LEAST_SECONDS, _LETTERS_A_SECOND = 4.0, 12.0
_SAME_MOMENT = 0.3
_PANE, _LEAST_WIDTH, _MUCH = 120, 280, 100_000
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


def reading_seconds(text: str) -> float:
    """How long *text* takes somebody who reads it without hurry."""
    return max(_LEAST_SECONDS, len(text) / _LETTERS_A_SECOND)


class MessageFloat(QWidget):
    """Holds *bar* in what *top* has to spare, or over that part of *over* where it hides least, never over *beside*."""

    def __init__(self, bar: MessageBar, over: QStackedWidget, beside: QWidget, top: TopBar) -> None:
        super().__init__(over.parentWidget())
        self.setObjectName("message-float")
        self._bar, self._over, self._beside, self._top = bar, over, beside, top
        self._since = 0.0
        self._spot = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        column.addWidget(bar)
        bar.set_floating()
        self.going = QTimer(self, singleShot=True)
        self.going.timeout.connect(self._gone_by_itself)
        for watched in (over, beside, top):
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
        self._spot = ""
        self.show()
        self.place()
        self.raise_()
        self._stand_last()
        if message.kind in ("info", "success"):
            self.going.start(int((4000 if message.actions else 2000) * reading_seconds(message.text())))
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
        """In the top bar if the words have room there, else over the screen."""
        if not self._place_in_top():
            self._place_over()

    def in_top(self) -> bool:
        """Whether it stands in the top bar."""
        return self._spot == "top"

    def _place_in_top(self) -> bool:
        if self._top.search.hasFocus():
            return False
        self._bar.set_compact(True)
        corner = self._top.mapTo(self.parentWidget(), QPoint(0, 0))
        for over_search in (False, True):
            spare = self._top.spare(over_search=over_search).translated(corner)
            if spare.width() >= _LEAST_WIDTH and self._bar.heightForWidth(spare.width()) <= spare.height():
                self._spot = "top"
                self._put(spare)
                return True
        return False

    def _place_over(self) -> None:
        self._bar.set_compact(False)
        corner = self._over.mapTo(self.parentWidget(), QPoint(0, 0))
        width = max(80, min(_WIDEST, self._over.width() - 2 * _EDGE))
        height = self._bar.heightForWidth(width)
        left, right = corner.x() + _EDGE, corner.x() + self._over.width() - _EDGE - width
        foot, head = corner.y() + self._over.height() - _EDGE - height, corner.y() + _EDGE
        spots = {
            name: QRect(x, y, width, height)
            for name, x, y in (("foot", left, foot), ("foot right", right, foot), ("head right", right, head), ("head", left, head))
        }
        if self._beside.isVisible():
            top = self.parentWidget().mapFrom(self.window(), self._beside.mapTo(self.window(), QPoint(0, 0)))
            spots["above"] = QRect(left, max(corner.y(), top.y() - height), width, height)
        hidden = {name: self._hides(spot) for name, spot in spots.items()}
        best = min(hidden, key=lambda name: hidden[name])
        if hidden.get(self._spot, _MUCH) > hidden[best]:  # where it stands well it stays: it does not leap about with the focus
            self._spot = best
        self._put(spots[self._spot])

    def _put(self, spot: QRect) -> None:
        self._bar.setFixedSize(spot.size())
        self.setGeometry(spot.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))

    def _hides(self, spot: QRect) -> int:
        """How much of what is in use would be under it: buttons and fields, the focus most; a pane is too large to be missed."""
        found = 0
        focused = QApplication.focusWidget()
        page = self._over.currentWidget()
        for one in page.findChildren(QWidget) if page is not None else ():
            small = one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.height() <= _PANE
            if small and spot.intersects(QRect(one.mapTo(self.parentWidget(), QPoint(0, 0)), one.size())):
                found += 20 if one is focused else 2 if one.isEnabled() else 1
        card = self._beside
        if card.isVisible():
            place = self.parentWidget().mapFrom(self.window(), card.mapTo(self.window(), QPoint(0, 0)))
            found += _MUCH if spot.intersects(QRect(place, card.size())) else 0
        return found

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
