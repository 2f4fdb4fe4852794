"""The history of one record, over the window: quiet, read by eye, key and ear; nothing in it can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.paint import colour
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.screen import Screen

if TYPE_CHECKING:
    from wmpeer.judging.differences import Piece
    from wmpeer.judging.history import FieldChange, HistoryOf, HistoryStep

HISTORY_KEY = "Ctrl+H"
_AROUND = 12
_MOST = 300
"""So many steps are written out; the ones before them are counted."""


class HistoryText(QTextEdit):
    """The steps, the newest first. What was taken out is struck through, what was put in underlined: not by colour alone."""

    def __init__(self, steps: Sequence[HistoryStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history-text")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("History, the newest first")
        self.setFont(fonts.font())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._steps = tuple(steps)
        self.wanted_height = 300
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        theme().changed.connect(self._write)

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for at, step in enumerate(self._steps[:_MOST]):
            cursor.insertText(("\n\n" if at else "") + when(step.at), _look(weight=QFont.Weight.DemiBold))
            cursor.insertText(f"  {who(step)}", _look())
            cursor.insertText(f"\n{step.verb}", _look("ink2"))
            for change in step.changes:
                cursor.insertText("\n" + change.field, _look("ink2"))
                cursor.insertText(":  ", _look("ink2"))
                self._write_change(cursor, change)
        if len(self._steps) > _MOST:
            cursor.insertText(f"\n\nand {len(self._steps) - _MOST} earlier steps", _look("ink2"))

    def _write_change(self, cursor: QTextCursor, change: FieldChange) -> None:
        if change.pieces:
            for text, kind in shortened(change.pieces):
                cursor.insertText(text, _LOOKS[kind]())
            return
        if change.old:
            cursor.insertText(change.old, _removed())
            cursor.insertText("  →  " if change.new else "  taken out", _look("ink2"))
        if change.new:
            cursor.insertText(change.new, _added() if change.old else _look())

    def sizeHint(self) -> QSize:
        return QSize(600, self.wanted_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.wanted_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the sheet closes
        else:
            super().keyPressEvent(event)


def _look(tone: str = "ink", weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour(tone))
    look.setFontWeight(weight)
    return look


def _added() -> QTextCharFormat:
    look = _look("ink", QFont.Weight.DemiBold)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(colour("strength"))
    return look


def _removed() -> QTextCharFormat:
    look = _look("ink2")
    look.setFontStrikeOut(True)
    return look


_LOOKS = {"same": _look, "added": _added, "removed": _removed}


def shortened(pieces: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    """Texts and kinds of *pieces*; of a long run that stayed, the words next to what changed."""
    made = []
    for at, piece in enumerate(pieces):
        text = piece.text
        words = text.split(" ")
        if piece.kind == "same" and len(words) > 3 * _AROUND:
            head = " ".join(words[:_AROUND]) if at else ""
            tail = " ".join(words[-_AROUND:]) if at < len(pieces) - 1 else ""
            text = f"{head} … {tail}"
        made.append((text, piece.kind))
    return tuple(made)


def when(at: str) -> str:
    """A UTC moment in this laptop's time: “Sun 22 November 2026, 14:02”."""
    here = datetime.fromisoformat(at).astimezone()
    return f"{here:%a} {here.day} {here:%B %Y, %H:%M}"


def who(step: HistoryStep) -> str:
    return f"{step.who}, on behalf of {step.on_behalf_of}" if step.on_behalf_of else step.who


def show_history(screen: Screen, title: str, what: HistoryOf) -> None:
    """Read the history of *what* beside the window, then lay it over *screen*; where nothing was kept yet, say so."""
    workspace = screen.workspace

    def read() -> tuple[HistoryStep, ...]:
        from wmpeer.judging.history import record_history

        return workspace.read(record_history, workspace.file.slot, workspace.readers, what)

    def came(steps: tuple[HistoryStep, ...]) -> None:
        if steps:
            open_sheet(screen, title, steps)
        else:
            screen.say("Nothing was kept here yet, so there is no history.", "What you type is kept when you leave the field.")

    screen.fetch(read, came, key="history")


def open_sheet(window: QWidget, title: str, steps: Sequence[HistoryStep]) -> Sheet:
    text = HistoryText(steps)
    text.wanted_height = max(120, min(460, window.window().height() - 270))
    count = "one step" if len(steps) == 1 else f"{len(steps)} steps, the newest first"
    sheet = Sheet(window, title, text, "Close", text=f"{count}. Struck through went, underlined came.", width=760, name="history")
    sheet.no.hide()
    sheet.accepted.connect(sheet.close_layer)
    sheet.open(text)
    return sheet
