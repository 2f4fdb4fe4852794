"""A question before what cannot be undone. The button repeats the verb; there is never a Yes or an OK.

It lies over the window it belongs to: what is behind is dimmed and out of reach, Esc is "Not now", and the focus goes back to where it
was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import StateLabel
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import box, colour, shadow, smooth
from wmpeer.ui.kit.tokens import RADIUS_CARD

_SHADOW = 12


class Overlay(QWidget):
    """Dims a window and puts one card in its middle. `closed` when it has gone."""

    closed = Signal()

    def __init__(self, window: QWidget, name: str, width: int = 504) -> None:
        super().__init__(window)
        self._wanted_width = width
        self.setObjectName(name)
        self._back: QWidget | None = QApplication.focusWidget()
        self._behind = window.centralWidget() if isinstance(window, QMainWindow) else None
        self._picture: QPixmap = window.grab()
        if self._behind:
            self._behind.setEnabled(False)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.card = QFrame(self)
        self.card.setObjectName(f"{name}-card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")

    def open(self, focus: QWidget) -> None:
        self.show()
        self.raise_()
        self._centre()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_layer(self) -> None:
        """Take the card away and give the focus back."""
        self.parentWidget().removeEventFilter(self)
        if self._behind:
            self._behind.setEnabled(True)
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.parentWidget().rect())
            self._centre()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        inside = self.card.findChildren(QWidget)
        stops = [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisible()]
        if stops:
            here = stops.index(self.focusWidget()) if self.focusWidget() in stops else -1
            stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_layer()
        event.accept()

    def mousePressEvent(self, event) -> None:
        event.accept()

    def _centre(self) -> None:
        self.card.setFixedWidth(min(self._wanted_width, self.width() - 32))
        self.card.adjustSize()
        self.card.move((self.width() - self.card.width()) // 2, (self.height() - self.card.height()) * 9 // 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            painter.fillRect(self.rect(), colour("scrim", 0.4))
            smooth(painter)
            card = QRectF(self.card.geometry())
            shadow(painter, card, RADIUS_CARD)
            box(painter, card, fill="paper", edge="line", radius=RADIUS_CARD)


class Confirm(Overlay):
    """Use `confirm`."""

    def __init__(self, window: QWidget, question: str, text: str, verb: str, then: Callable[[], Any], assurance: str, danger: bool) -> None:
        super().__init__(window, "confirm")
        self._then = then
        self.no = Button("Not now", name="confirm-not-now")
        self.yes = Button(verb, "danger" if danger else "main", name="confirm-verb")
        self.no.clicked.connect(self.close_layer)
        self.yes.clicked.connect(self._confirmed)
        column, row = QVBoxLayout(self.card), QHBoxLayout()
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addWidget(Label(question, "heading", wrap=True))
        column.addWidget(_spoken(text))
        if assurance:
            column.addSpacing(4)
            column.addWidget(StateLabel("done", assurance))
        column.addSpacing(8)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.setAccessibleName(question)
        self.setAccessibleDescription(text)
        announce(self, f"{question} {text}", urgent=True)

    def _confirmed(self) -> None:
        self.close_layer()
        self._then()


def _spoken(text: str) -> Label:
    return Label(text, "subheading", "ink2", weight=400, wrap=True)


class Sheet(Overlay):
    """A form or a plan over the window: a heading, a *body* that scrolls, "Not now" and a *verb*.

    The verb sends `accepted`; close the sheet with `close_layer()` when it has worked, or leave it open and say what is wrong in the body.
    Esc and "Not now" close it and send `declined`. Use ``open(first_field)``.
    """

    accepted = Signal()
    declined = Signal()

    def __init__(
        self, window: QWidget, title: str, body: QWidget, verb: str, *, text: str = "", width: int = 640, name: str = "sheet"
    ) -> None:
        super().__init__(window.window(), name, width)
        self.opened_for = window
        self.no = Button("Not now", name=f"{name}-not-now")
        self.yes = Button(verb, "main", name=f"{name}-verb")
        self.no.clicked.connect(self.decline)
        self.yes.clicked.connect(self.accepted)
        column, row = QVBoxLayout(self.card), QHBoxLayout()
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addWidget(Label(title, "heading", wrap=True))
        self._text = Label(text, tone="ink2", wrap=True)
        column.addWidget(self._text)
        self._text.setVisible(bool(text))  # when it stands in the card: before, it would be a window for a moment
        self._pane = QScrollArea()
        self._pane.setWidgetResizable(True)
        self._pane.setFrameShape(QFrame.Shape.NoFrame)
        self._pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pane.setWidget(body)
        for part in (body, self._pane.viewport()):  # setWidget fills them with the window's colour
            part.setAutoFillBackground(False)
        self._body = body
        column.addWidget(self._pane, 1)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addSpacing(8)
        column.addLayout(row)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        announce(self, f"{title}. {text}")

    def set_text(self, text: str) -> None:
        """The sentence under the heading, as things are now."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def decline(self) -> None:
        self.close_layer()
        self.declined.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.decline()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.yes.isEnabled():
            self.accepted.emit()
        event.accept()

    def _centre(self) -> None:
        width = min(self._wanted_width, self.width() - 32)
        inner = width - 56
        wanted = self._body.heightForWidth(inner) if self._body.hasHeightForWidth() else self._body.sizeHint().height()
        self._pane.setFixedHeight(min(max(wanted, self._body.minimumSizeHint().height()) + 4, max(80, self.height() - 190)))
        super()._centre()


def confirm(
    window: QWidget, question: str, text: str, verb: str, then: Callable[[], Any], *, assurance: str = "", danger: bool = False
) -> Confirm:
    """Ask *question* over *window*; *verb* ("Issue letter") runs *then*. Only for what undo does not reach.

    *assurance* is one line of what has been checked. The focus starts on the verb, or on "Not now" where it is a *danger*.
    """
    card = Confirm(window.window(), question, text, verb, then, assurance, danger)
    card.open(card.no if danger else card.yes)
    return card
