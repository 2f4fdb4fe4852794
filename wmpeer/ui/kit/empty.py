"""Empty places say what belongs there and offer the first step; and the places where files may be dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Elided, Label, Rule
from wmpeer.ui.kit.paint import box, smooth
from wmpeer.ui.kit.theme import theme

Action = tuple[str, str, Callable[[], Any]]
"""Words, icon (or ""), and what it does."""


def dropped_paths(event: QDropEvent) -> list[Path]:
    """The files and folders of this laptop that a drop carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class _Picture(QWidget):
    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(40, 40)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, self.rect(), self._icon, "accent")


class DropArea(QWidget):
    """Where files may be dropped: `dropped(list[Path])`. The edge is dashed, and firm while something is held over it."""

    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None, *, accepts_drops: bool = True) -> None:
        super().__init__(parent)
        self._over = False
        self._accepts = accepts_drops
        self.setAcceptDrops(accepts_drops)
        theme().changed.connect(self.update)

    def set_over(self, over: bool) -> None:
        """Whether something is held over this place, or over the page that hands on to it."""
        self._over = over
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            self.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if self._over:
                box(painter, self.rect(), fill="chosen", edge="accent", width=2, radius=6)
            elif self._accepts:
                box(painter, self.rect(), fill="paper", edge="line2", width=1.5, radius=6, dash=True)


class EmptyState(DropArea):
    """What belongs here and the first step. The first of *actions* is the main button; *foot* is a last line under a hairline.

    With *drops* the place takes files (`dropped`) and has a dashed edge; without, it is only words.
    """

    def __init__(
        self,
        icon: str,
        heading: str,
        text: str,
        actions: Sequence[Action] = (),
        *,
        drops: bool = False,
        foot: QWidget | None = None,
        name: str = "empty",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, accepts_drops=drops)
        self.setObjectName(name)
        self.setMaximumWidth(620)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 30)
        column.setSpacing(8)
        column.addWidget(_Picture(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._heading = Label(heading, "heading", wrap=True)
        self._text = Label(text, "subheading", "ink2", weight=400, wrap=True)
        for label in (self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._add_actions(column, actions)
        if foot is not None:
            column.addSpacing(8)
            column.addWidget(Rule())
            column.addSpacing(4)
            column.addWidget(foot, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(f"{heading}. {text}")

    def set_words(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.setText(text)
        self.setAccessibleName(f"{heading}. {text}")

    def _add_actions(self, column: QVBoxLayout, actions: Sequence[Action]) -> None:
        if not actions:
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for at, (text, icon, act) in enumerate(actions):
            button = Button(text, "plain" if at else "main", icon, name=f"{self.objectName()}-action-{at + 1}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        width = min(self.maximumWidth(), 620)
        return QSize(width, self.layout().totalHeightForWidth(width))


class DropStrip(DropArea):
    """One line that takes files: "Drop a folder of documents here." and what happens then; also a button, for the keyboard."""

    clicked = Signal()

    def __init__(self, bold: str, text: str, *, icon: str = "folder-open", name: str = "drop", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setObjectName(name)
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{bold} {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(42, 0, 12, 0)
        row.addWidget(Label(bold, weight=600))
        row.addWidget(Elided(text, tone="ink2"), 1)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            paint_icon(smooth(painter), QRectF(14, 11, 18, 18), self._icon, "ink2")
