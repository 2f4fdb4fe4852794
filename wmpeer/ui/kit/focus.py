"""The focus ring: one per window, 2 px, 1 px outside buttons and in place of the border of fields.

A widget says where its ring goes by its property ``ring``: ``outside`` (buttons), ``inside`` (fields, panes), ``parent`` (one of a few:
the ring is the group's), ``none`` (rows and cells that paint it themselves).
"""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractScrollArea, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from wmpeer.ui.kit.paint import box, smooth
from wmpeer.ui.kit.theme import theme

_WIDTH, _GAP = 2, 1
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange}


def tab_through(owner: QWidget, stops: Sequence[QWidget]) -> None:
    """Let Tab reach *stops*, made after the window was, where *owner* stands. Qt leaves what is made later at the window's end."""
    policy = owner.focusPolicy()
    owner.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # one that takes no focus is no place in the order
    before = owner
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop
    owner.setFocusPolicy(policy)


class FocusRing(QWidget):
    """The ring of one window, blind to the mouse. Make it last: ``FocusRing(window)``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus-ring")
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 7.0
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_changed)
        theme().changed.connect(self.update)

    def target(self) -> QWidget | None:
        """What wears the ring now."""
        return self._target

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        watched, self._watched = self._watched, []
        for widget in watched:
            if shiboken6.isValid(widget):  # one that is deleted with the focus in it is told of only when it is gone
                widget.removeEventFilter(self)
        self._target = None
        if new is not None and self.parentWidget().isAncestorOf(new) and new.window() is self.window():
            self._target = _wearer(new)
        walker = self._target
        while walker is not None and walker is not self.parentWidget():
            walker.installEventFilter(self)
            self._watched.append(walker)
            walker = walker.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is not self:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        outside = _place_of(target) == "outside"
        self._radius = 7.0 if outside else 4.0
        margin = _WIDTH + _GAP if outside else 0
        area = QRect(target.mapTo(self.parentWidget(), QPoint(0, 0)), target.size()).adjusted(-margin, -margin, margin, margin)
        self.setGeometry(area)
        seen = (self._seen(target) & area).translated(-area.topLeft())
        if seen.isEmpty():
            self.hide()
            return
        self.setMask(QRegion(seen))
        self.show()
        self.raise_()

    def _seen(self, target: QWidget) -> QRect:
        """The part of the window that no scrolled pane cuts away from *target*."""
        seen = self.parentWidget().rect()
        parent = target.parentWidget()
        while parent is not None and parent is not self.parentWidget():
            if isinstance(parent.parentWidget(), QAbstractScrollArea) and parent.parentWidget().viewport() is parent:
                seen &= QRect(parent.mapTo(self.parentWidget(), QPoint(0, 0)), parent.size())
            parent = parent.parentWidget()
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            box(smooth(painter), QRectF(self.rect()), edge="focus", width=_WIDTH, radius=self._radius)


def _place_of(widget: QWidget) -> str:
    said = widget.property("ring")
    if said:
        return str(said)
    if isinstance(widget, QAbstractItemView | QLabel):
        return "none" if isinstance(widget, QAbstractItemView) else "outside"
    if isinstance(widget, QLineEdit | QAbstractScrollArea | QComboBox):
        return "inside"
    return "outside" if isinstance(widget, QAbstractButton) else "inside"


def _wearer(widget: QWidget) -> QWidget | None:
    while widget is not None and _place_of(widget) == "parent":
        widget = widget.parentWidget()
    return None if widget is None or _place_of(widget) == "none" else widget
