"""One difference as it is settled: what it is, what both began with, the sides, both texts, or another word."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.judging.apart_records import Difference
from wmpeer.judging.apart_words import both
from wmpeer.judging.differences import Piece
from wmpeer.ui.apart.records import ApartFound, key_of
from wmpeer.ui.apart.sides import MarkedText, SideCard
from wmpeer.ui.apart.words import began, waits_for
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import StateLabel
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.texts import TextArea


class Detail(QWidget):
    """Settles nothing itself: `settled(Difference, way, what)` with the way ``side`` (a revision), ``value`` or ``both``."""

    settled = Signal(object, str, object)
    history_asked = Signal(object)
    later = Signal()

    def __init__(self, one: Difference, found: ApartFound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one = one
        self.text: TextArea | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(Label(one.title, "heading", wrap=True))
        self.column.addWidget(Label(f"{found.names.get(one.authority, 'The region')} · {one.name}", "subheading", "ink2", wrap=True))
        self.column.addWidget(Label(began(one), tone="ink2", wrap=True))
        if not one.may:
            self.column.addWidget(StateLabel("waiting", f"For {one.settler}", name="apart-whose"))
            self.column.addWidget(Label(waits_for(one), tone="ink2", wrap=True))
        if one.free and one.base_words:
            self._add_base(one)
        beside = found.compared.get(key_of(one), {})
        self.cards = [SideCard(one, side, number, beside.get(side.revision)) for number, side in enumerate(one.sides, 1)]
        for card in self.cards:
            card.taken.connect(self._side_taken)
            self.column.addWidget(card)
        self.both = Button("Keep both, one after the other", "plain", "rows", key="B", name="apart-both")
        self.write = Button("Write it anew", "plain", "pencil-simple", key="W", name="apart-write")
        self.history = Button("How it came about", "quiet", "clock-counter-clockwise", key="H", name="apart-history")
        self.put_off = Button("Later", "quiet", "arrow-right", key="L", name="apart-later")
        self.other: Choice | None = self._other(one, found)
        self._add_foot(one)
        self.column.addStretch(1)

    def _add_base(self, one: Difference) -> None:
        part = Ground("sunken")
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addWidget(Label("Before", "small", "ink2", weight=600))
        column.addWidget(MarkedText((Piece("same", one.base_words),), "Before"))
        part.setObjectName("apart-base")
        self.column.addWidget(part)

    def _other(self, one: Difference, found: ApartFound) -> Choice | None:
        """Another point of the scale than those that were said."""
        said = {str(side.value) for side in one.sides}
        left = [(code, word) for code, word in found.scale(one) if code not in said]
        if not (one.may and left):
            return None
        other = Choice((("", "Another judgement"), *left), name="apart-other")
        other.setAccessibleName("Settle by another judgement")
        other.chosen.connect(self._other_chosen)
        return other

    def _add_foot(self, one: Difference) -> None:
        rows = [[self.both, self.write] if one.free and one.may else [], [self.history, self.put_off]]
        if self.other is not None:
            rows[0].append(self.other)
        for button in (self.both, self.write):
            button.setVisible(one.free and one.may)
        self.both.clicked.connect(self.keep_both)
        self.write.clicked.connect(lambda: self.write_anew())
        self.history.clicked.connect(self._history)
        self.put_off.clicked.connect(self.later)
        self.writing = QVBoxLayout()
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            for part in row:
                line.addWidget(part)
            line.addStretch(1)
            if row:
                self.column.addLayout(line)
            if row is rows[0]:
                self.column.addLayout(self.writing)

    # -- answers

    def take(self, number: int) -> None:
        """The side of that number, 1 first."""
        if self.one.may and 0 < number <= len(self.cards):
            self._side_taken(self.cards[number - 1].side)

    def keep_both(self) -> None:
        if self.one.may and self.one.free:
            self.settled.emit(self.one, "both", None)

    def write_anew(self, words: str = "", *, focus: bool = True) -> None:
        """Both texts in a field (or the *words* that were typed before), to be made one; its own button keeps them."""
        if not (self.one.may and self.one.free):
            return
        if self.text is None:
            self.text = TextArea(words or both(self.one), rows=4, most=14, name="apart-words")
            self.text.setAccessibleName(f"{self.one.name}, written anew")
            self.keep = Button("Keep these words", "main", "check", name="apart-keep")
            self.keep.clicked.connect(self._keep_words)
            self.writing.addWidget(self.text)
            self.writing.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        if focus:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def unwritten(self) -> bool:
        """Whether there are words in the field that nobody has kept."""
        return self.text is not None and self.text.toPlainText().strip() != both(self.one)

    def put_away(self) -> bool:
        """Close the field; False where none is open."""
        if self.text is None:
            return False
        for part in (self.text, self.keep):
            self.writing.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.text = None
        return True

    def _side_taken(self, side: Any) -> None:
        self.settled.emit(self.one, "side", side.revision)

    def _other_chosen(self, code: str) -> None:
        if code:
            self.settled.emit(self.one, "value", int(code) if self.one.field == "level" else code)

    def _keep_words(self) -> None:
        if self.text is not None and self.text.toPlainText().strip():
            self.settled.emit(self.one, "value", self.text.toPlainText().strip())

    def _history(self) -> None:
        self.history_asked.emit(self.one)
