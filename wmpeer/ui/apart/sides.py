"""The sides of one difference, one below the other: who, where and when, what they say with their own words marked, and a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from wmpeer.judging.apart_records import Compared, Difference, Side
from wmpeer.judging.differences import Piece
from wmpeer.ui.apart.words import verb, where, who
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.paint import colour
from wmpeer.ui.kit.theme import theme


class MarkedText(QTextEdit):
    """Words as plain text, as high as they are: what is this side's own is underlined and bold, what went struck through."""

    def __init__(self, pieces: Sequence[Piece], label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = tuple(pieces)
        self.setReadOnly(True)
        self.setObjectName("apart-text")
        self.setProperty("bare", True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAccessibleName(label)
        self.setFont(fonts.font())
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._write()
        theme().changed.connect(self._write)

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in self._pieces:
            cursor.insertText(piece.text, _look(piece.kind))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fit(self) -> None:
        self.setFixedHeight(max(20, int(self.document().size().height()) + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)

    def wheelEvent(self, event) -> None:
        event.ignore()  # the page scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _look(kind: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour("ink2" if kind == "removed" else "ink"))
    if kind == "added":
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(colour("strength"))
    elif kind == "removed":
        look.setFontStrikeOut(True)
    return look


class SideCard(Ground):
    """One side; `taken` when its button, or key *number*, chooses it."""

    taken = Signal(object)

    def __init__(self, one: Difference, side: Side, number: int, words: Compared | None, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.side = side
        self.setObjectName(f"apart-side-{number}")
        pieces = words.pieces if words is not None else (Piece("same", side.words),)
        self.take = Button(verb(one, side), "plain", "check", key=str(number), name=f"apart-take-{number}")
        self.take.setAccessibleName(f"{verb(one, side)}, said by {who(side)}")
        self.take.setVisible(one.may)
        self.take.clicked.connect(self._take)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(who(side), weight=600, wrap=True), 1)
        about = Label(where(side), "small", "ink2", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(about)
        if side.words:
            self.text: QWidget = MarkedText(pieces, f"{who(side)} says")
        else:
            self.text = Label("Nothing", tone="ink2")
        column.addWidget(self.text)
        if one.may:
            column.addSpacing(2)
            column.addLayout(foot)

    def _take(self) -> None:
        self.taken.emit(self.side)
