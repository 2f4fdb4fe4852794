"""The history of one record, over the window: quiet, read by eye, key and ear; nothing in it can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

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


class HistoryText(QTextBrowser):
    """The steps, the newest first. What was taken out is struck through, what was put in underlined: not by colour alone.

    What was typed with short pauses is one step; its link, by click or by Tab and Enter, shows each pause.
    """

    def __init__(self, steps: Sequence[HistoryStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history-text")
        self.setReadOnly(True)
        self.setOpenLinks(False)
        self.setAccessibleName("History, the newest first")
        self.setFont(fonts.font())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._steps = tuple(steps)
        self._open: set[int] = set()
        self.anchorClicked.connect(self._toggle)
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
            cursor.insertText(f"\n{step.verb}{': ' if step.about else ''}{step.about}", _look("ink2"))
            self._write_changes(cursor, step)
            if step.parts:
                self._write_parts(cursor, at, step)
        if len(self._steps) > _MOST:
            cursor.insertText(f"\n\nand {len(self._steps) - _MOST} earlier steps", _look("ink2"))

    def _write_changes(self, cursor: QTextCursor, step: HistoryStep) -> None:
        for change in step.changes:
            cursor.insertText(f"\n{change.field}:  ", _look("ink2"))
            self._write_change(cursor, change)

    def _write_parts(self, cursor: QTextCursor, at: int, step: HistoryStep) -> None:
        """The link that shows or hides the pauses of *step*, and where they are shown, each with its time."""
        cursor.insertText("\n", _look())
        cursor.insertText(pauses(step) + (": hide each" if at in self._open else ": show each"), _link(at))
        for part in step.parts if at in self._open else ():
            cursor.insertText(f"\n{when(part.at, seconds=True)}", _look(weight=QFont.Weight.DemiBold))
            self._write_changes(cursor, part)

    def _toggle(self, link: QUrl) -> None:
        self._open ^= {int(link.fragment())}
        stood = self.verticalScrollBar().value()
        self._write()
        self.verticalScrollBar().setValue(stood)
        self._go_to(link.fragment())

    def _go_to(self, anchor: str) -> None:
        """Put the focus on the link again: the text was written anew."""
        block = self.document().begin()
        while block.isValid():
            for piece in block:
                if piece.fragment().charFormat().anchorHref() == f"#{anchor}":
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(piece.fragment().position())
                    cursor.setPosition(piece.fragment().position() + piece.fragment().length(), QTextCursor.MoveMode.KeepAnchor)
                    self.setTextCursor(cursor)
                    return
            block = block.next()

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
        at_link = self.textCursor().hasSelection() and self.textCursor().charFormat().isAnchor()
        if event.key() == Qt.Key.Key_Escape or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not at_link):
            event.ignore()  # the sheet closes
        else:
            super().keyPressEvent(event)


def _look(tone: str = "ink", weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour(tone))
    look.setFontWeight(weight)
    return look


def _link(at: int) -> QTextCharFormat:
    look = _look("accent_ink")
    look.setAnchor(True)
    look.setAnchorHref(f"#{at}")
    look.setFontUnderline(True)
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


def when(at: str, *, seconds: bool = False) -> str:
    """A UTC moment in this laptop's time: “Sun 22 November 2026, 14:02”, or with *seconds* “14:02:11”."""
    here = datetime.fromisoformat(at).astimezone()
    return f"{here:%H:%M:%S}" if seconds else f"{here:%a} {here.day} {here:%B %Y, %H:%M}"


def pauses(step: HistoryStep) -> str:
    """How often and when what reads as one change was kept while it was typed."""
    first, last = (when(one.at, seconds=True) for one in (step.parts[-1], step.parts[0]))
    return f"Kept {len(step.parts)} times while typing, {first} to {last}"


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
