"""A stretch of one version as plain text: passages with what stands around them, words marked, and words chosen for evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from wmpeer.documents.changes_words import Spans
from wmpeer.documents.records import Passage
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.paint import colour
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.versions.picture import PictureView

AROUND = 12
"""Passages shown on each side of the one that is meant."""
_LONGEST = 60_000  # characters around it; the one that is meant is shown whole


class VersionPane(QWidget):
    """`chosen()` when the words chosen in it change. Offsets are those of the version's whole text."""

    chosen = Signal()

    def __init__(self, name: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tone = tone
        self._base, self._text = 0, ""
        self._meant: tuple[int, int] | None = None
        self._marks: Spans = ()
        self.head = Elided(role="interface", weight=600)
        self.note = Label("", tone="ink2", wrap=True)
        self.area = QTextEdit()
        self.area.setObjectName(f"{name}-text")
        self.area.setReadOnly(True)
        self.area.setAcceptRichText(False)
        self.area.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.area.setTabChangesFocus(True)
        self.area.setProperty("bare", True)
        self.area.document().setDocumentMargin(12)
        self.area.selectionChanged.connect(self.chosen)
        self.picture = PictureView(f"{name}-picture")
        self.shown = QStackedWidget()
        self.shown.addWidget(self.area)
        self.shown.addWidget(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.note)
        column.addWidget(self.shown, 1)
        self._settled = QTimer(self, singleShot=True, interval=0)  # once the text is laid out in its new width
        self._settled.timeout.connect(self._bring)
        theme().changed.connect(self._dress)
        theme().reading_changed.connect(self._resized)  # its own method: the tie ends with the pane

    def _resized(self, _pixels: int) -> None:
        self._lay_out()

    def set_head(self, words: str) -> None:
        self.head.setText(words)
        self.area.setAccessibleName(words)

    def show_words(self, passages: Sequence[Passage], start: int, end: int, marks: Spans = (), note: str = "") -> None:
        """The passages around the offsets *start* to *end*, which are meant; *marks* are offsets within them that changed."""
        self.shown.setCurrentWidget(self.area)
        first = next((at for at, one in enumerate(passages) if one.end >= start), len(passages) - 1)
        last = next((at for at in range(first, len(passages)) if passages[at].end >= end), len(passages) - 1)
        low, high, room = first, last, _LONGEST
        while (low > max(0, first - AROUND) or high < min(len(passages) - 1, last + AROUND)) and room > 0:
            if low > max(0, first - AROUND):
                low -= 1
                room -= len(passages[low].text)
            if high < min(len(passages) - 1, last + AROUND):
                high += 1
                room -= len(passages[high].text)
        shown = passages[low : high + 1]
        self._base = shown[0].start
        self._text = "\n".join(one.text for one in shown)
        self._meant = start - self._base, end - self._base
        self._marks = marks
        self._lay_out()
        self.set_note(note)

    def show_picture(self, png: bytes | None, note: str, said: str) -> None:
        """A part of a page instead of words; *said* is what a screen reader reads."""
        self.show_nothing(note)
        self.picture.show_png(png, said)
        self.shown.setCurrentWidget(self.picture)

    def show_nothing(self, note: str) -> None:
        """There is no such passage here."""
        self.shown.setCurrentWidget(self.area)
        self._text, self._meant, self._marks = "", None, ()
        self._lay_out()
        self.set_note(note)

    def set_note(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def selection(self) -> tuple[int, int] | None:
        """The chosen words, as offsets of the version's whole text."""
        if self.shown.currentWidget() is not self.area:
            return None
        cursor = self.area.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._plain(cursor.selectionStart()), self._plain(cursor.selectionEnd())
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (self._base + start, self._base + end) if start < end else None

    def _plain(self, place: int) -> int:
        """Qt counts in UTF-16: a sign outside the first plane is two."""
        return len(self._text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))

    def _qt(self, place: int) -> int:
        return len(self._text[:place].encode("utf-16-le")) // 2

    def _lay_out(self) -> None:
        self.area.blockSignals(True)
        self.area.setPlainText(self._text)
        self.area.setFont(fonts.reading(theme().reading_pixels))
        cursor = QTextCursor(self.area.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(8)
        spaced.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(spaced)
        self.area.blockSignals(False)
        self._dress()
        if self._meant is not None:
            place = QTextCursor(self.area.document())
            place.setPosition(self._qt(max(0, self._meant[0])))
            self.area.setTextCursor(place)
        self._bring()

    def _bring(self) -> None:
        """Bring what is meant on view, a quarter from the top."""
        if self._meant is not None:
            place = QTextCursor(self.area.document())
            place.setPosition(self._qt(max(0, self._meant[0])))
            top = self.area.cursorRect(place).top() + self.area.verticalScrollBar().value()
            self.area.verticalScrollBar().setValue(max(0, top - self.area.viewport().height() // 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def _dress(self) -> None:
        """What stands around is paler; changed words have a ground and a line, so that it is not colour alone that tells."""
        made: list[QTextEdit.ExtraSelection] = []
        if self._meant is not None:
            pale = QTextCharFormat()
            pale.setForeground(colour("ink3"))
            made += [self._selection(0, self._meant[0], pale), self._selection(self._meant[1], len(self._text), pale)]
            ground = QTextCharFormat()
            ground.setBackground(colour("chosen"))
            made.append(self._selection(*self._meant, ground))
            for start, end in self._marks:
                marked = QTextCharFormat()
                marked.setBackground(colour(f"soft-{self._tone}"))
                marked.setForeground(colour(self._tone))
                marked.setFontStrikeOut(self._tone == "concern")
                marked.setFontUnderline(self._tone != "concern")
                made.append(self._selection(self._meant[0] + start, self._meant[0] + end, marked))
        self.area.setExtraSelections(made)

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        one.cursor = QTextCursor(self.area.document())  # type: ignore[attr-defined]
        one.cursor.setPosition(self._qt(max(0, start)))  # type: ignore[attr-defined]
        one.cursor.setPosition(self._qt(min(len(self._text), max(start, end))), QTextCursor.MoveMode.KeepAnchor)  # type: ignore[attr-defined]
        one.format = look  # type: ignore[attr-defined]
        return one
