"""Rows under a heading of the details: lines with one verb, and numbered ones that go up, down and out of the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.labels import Elided, Label, Rule


class Section(QWidget):
    """A heading, what stands there where there is nothing, rows, and a note below them.

    Rows are used again, so that the focus stays; Tab reaches those made later where the section stands.
    """

    def __init__(self, title: str, nothing: str, row: Callable[[], LineRow | OrderRow], *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._make = row
        self._pool: list[LineRow | OrderRow] = []
        self._nothing = Label(nothing, tone="ink2", wrap=True)
        self._note = Label("", "small", "ink2", wrap=True)
        self._note.setObjectName(f"{name}-note")
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule())
        column.addWidget(Label(title, weight=600))
        column.addWidget(self._nothing)
        column.addLayout(self._body)
        column.addWidget(self._note)
        self.set_note("")

    def set_note(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def fill(self, records: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """A row for each of *records*, to be shown with it."""
        made = len(records) > len(self._pool)
        while len(self._pool) < len(records):
            self._pool.append(self._make())
            self._body.addWidget(self._pool[-1])
        if made:
            tab_through(self, [button for row in self._pool for button in row.buttons()])
        for row in self._pool[len(records) :]:
            row.hide()
            row.forget()
        self._nothing.setVisible(not records)
        for row, record in zip(self._pool, records, strict=False):
            row.show()
            yield row, record


class LineRow(QWidget):
    """A title, a quiet second line, and one verb. With *whole* a title goes over as many lines as it needs."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self.act: Callable[[], Any] = lambda: None
        self.more: tuple[tuple[str, str, Callable[[], Any]], ...] = ()
        """What its menu offers besides: words, key, what they do."""
        self._title = Label("", wrap=True) if whole else Elided("", weight=500)
        self._words = Elided("", "small", "ink2")
        self._button = Button("", "dense")
        self._button.clicked.connect(lambda: self.act())
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._words)
        row.addLayout(column, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.more:
            menu = QMenu(self)
            menu.setObjectName("line-menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for words, key, act in self.more:
                menu.addAction(f"{words}\t{key}").triggered.connect(lambda _checked=False, act=act: act())
            menu.popup(event.globalPos())

    def buttons(self) -> list[QWidget]:
        return [self._button]

    def forget(self) -> None:
        """No longer go by the name of what was shown here."""
        self._button.setObjectName("")

    def show_line(self, title: str, words: str, tone: str, verb: str, name: str, enabled: bool) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._words.set_tone(tone)
        self._button.setObjectName(name)
        self._button.set_words(verb)
        self._button.setAccessibleName(f"{verb}: {title}, {words}")
        self._button.setEnabled(enabled)


class OrderRow(QWidget):
    """A numbered text that goes up, down and out of the letter."""

    def __init__(self) -> None:
        super().__init__()
        self.act: Callable[[int], Any] = lambda _step: None
        self.leave: Callable[[], Any] = lambda: None
        self._title = Label("", wrap=True)
        self._up, self._down = IconButton("arrow-up", "Earlier", size=28), IconButton("arrow-down", "Later", size=28)
        self._out = IconButton("minus-circle", "Leave out of the letter", size=28)
        self._up.clicked.connect(lambda: self.act(-1))
        self._down.clicked.connect(lambda: self.act(1))
        self._out.clicked.connect(lambda: self.leave())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        for button in (self._up, self._down, self._out):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def buttons(self) -> list[QWidget]:
        return [self._up, self._down, self._out]

    def forget(self) -> None:
        """No longer go by the name of what was shown here."""
        for button in (self._up, self._down, self._out):
            button.setObjectName("")

    def show_place(self, at: int, count: int, text: str, quiet: bool, enabled: bool) -> None:
        """*text* at place *at*, from 0, of *count*; *quiet* where the letter does not print it."""
        self._title.setText(f"{at + 1}. {text}")
        self._title.set_tone("ink2" if quiet else "ink")
        ways = ((self._up, "up", "Earlier", at > 0), (self._down, "down", "Later", at < count - 1), (self._out, "out", "Leave out", True))
        for button, way, verb, can in ways:
            button.setObjectName(f"consider-{at + 1}-{way}")
            button.setAccessibleName(f"{verb}: {text[:60]}")
            button.setEnabled(enabled and can)

    def is_stepping(self, step: int) -> bool:
        """Whether the focus is on the button that goes by *step*."""
        return (self._up if step < 0 else self._down).hasFocus()

    def focus_step(self, step: int) -> None:
        """Put the focus on the button that goes by *step*, or on the other one at the ends."""
        first, other = (self._up, self._down) if step < 0 else (self._down, self._up)
        (first if first.isEnabled() else other).setFocus()
