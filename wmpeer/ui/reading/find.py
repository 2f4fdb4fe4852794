"""Find in the document: a bar over the pane, hits counted while they are looked for, a few milliseconds at a time."""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.reading.records import Place, Span

MOST_HITS = 10_000
WIDTH = 500
_SLICE_SECONDS = 0.008
_ALIKE = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–—]"}


def pattern_of(query: str, *, case: bool = False, whole: bool = False) -> re.Pattern[str] | None:
    """What *query* means: its words with any white space between, with either shape of quotation mark and dash; in any case unless *case*
    counts, and inside of longer words unless they must stand as *whole* ones."""
    words = query.split()
    if not words:
        return None
    parts = ("".join(_ALIKE.get(sign, re.escape(sign)) for sign in word.translate(_PLAIN)) for word in words)
    said = r"\s+".join(parts)
    return re.compile(rf"(?<!\w){said}(?!\w)" if whole else said, 0 if case else re.IGNORECASE)


_PLAIN = str.maketrans({**dict.fromkeys("’‘", "'"), **dict.fromkeys("“”", '"'), **dict.fromkeys("‐‑–—", "-")})


class FindBar(QWidget):
    """The find bar. `hits` are in the order of the document; units that are not read yet are searched as they come."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self.setObjectName("find-bar")
        self._pane = pane
        self.hits: list[Span] = []
        self._current: Span | None = None
        self._pattern: re.Pattern[str] | None = None
        self._left: Iterator[int] = iter(())
        self._unread: set[int] = set()
        self._jump = False
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._search_on)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.field = QLineEdit(self)
        self.field.setObjectName("find-field")
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.field.setMaxLength(200)
        self.field.setFont(fonts.font())
        self.field.textChanged.connect(self._changed)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setObjectName("find-count")
        self.count.setFont(fonts.font())
        self.count.setProperty("tone", "ink2")
        self.case = self._switch("Aa", "Match capital and small letters (Alt+C)", "find-case")
        self.whole = self._switch("Word", "Whole words only (Alt+W)", "find-whole")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for part in (self.case, self.whole, self.count):
            row.addWidget(part)
        row.addSpacing(4)
        for icon, words, name, key, then in (
            ("caret-up", "Previous", "find-previous", "Shift+Enter", lambda: self.step(-1)),
            ("caret-down", "Next", "find-next", "Enter", lambda: self.step(1)),
            ("x", "Close", "find-close", "Esc", self.leave),
        ):
            button = IconButton(icon, words, name=name, size=28, shortcut=key, parent=self)
            button.clicked.connect(then)
            row.addWidget(button)

    def _switch(self, words: str, tip: str, name: str) -> Button:
        button = Button(words, "dense", name=name, tip=tip, parent=self)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self._changed(self.field.text()))
        return button

    # -- for the pane

    def open(self) -> None:
        """Show the bar; words chosen on one line are what is looked for."""
        chosen = self._pane.chosen_words()
        self.show()
        self.fit()
        self.raise_()
        if chosen and len(chosen) <= 60 and "\n" not in chosen:
            self.field.setText(chosen)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text() and not self.hits:
            self._changed(self.field.text())

    def leave(self) -> None:
        """Close the bar, put out the lights, give the focus back."""
        self.hide()
        self._begin(None)
        self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        viewport = self._pane.viewport().geometry()
        width = min(WIDTH, viewport.width() - 16)
        self.setGeometry(viewport.right() - width - 8, viewport.top() + 8, width, 42)

    def hits_in(self, unit: int) -> list[tuple[Span, bool]]:
        first = bisect_left(self.hits, Span(unit, 0, 0))
        last = bisect_left(self.hits, Span(unit + 1, 0, 0))
        return [(hit, hit == self._current) for hit in self.hits[first:last]]

    def ticks(self) -> list[Span]:
        """Hits for the scroll bar, thinned to a few hundred."""
        return self.hits[:: max(1, len(self.hits) // 400)] if self.isVisible() else []

    def unit_came(self, unit: int) -> None:
        """A page's words have come; look there too if something is looked for."""
        if unit in self._unread:
            self._unread.discard(unit)
            self._search(unit)
            self._tell()

    def start_over(self) -> None:
        """Another document: look for the same words in it."""
        self._begin(self._pattern)

    def step(self, way: int) -> None:
        """To the next hit after the current one (or after the top of the view), *way* -1 to the one before; round at the ends."""
        if not self.isVisible():
            self.open()
        if not self.hits:
            return
        if self._current in self.hits:
            at = (bisect_left(self.hits, self._current) + way) % len(self.hits)
        else:
            at = bisect_right(self.hits, Span(self._pane.visible_units().start, -1, -1)) - (way < 0)
        self._go(self.hits[at % len(self.hits)])

    def _go(self, hit: Span) -> None:
        self._current = hit
        self._pane.reveal(Place(hit.unit, hit.start), centre=True)
        self._pane.chooser.choose(Place(hit.unit, hit.start), Place(hit.unit, hit.end))
        self._pane.say_chosen()
        self._tell()
        announce(self.field, self.count.text())

    # -- looking

    def _changed(self, query: str) -> None:
        self._begin(pattern_of(query, case=self.case.isChecked(), whole=self.whole.isChecked()))
        self._jump = self._pattern is not None

    def _begin(self, pattern: re.Pattern[str] | None) -> None:
        self._pattern, self.hits, self._current, self._unread = pattern, [], None, set()
        self._jump = False
        self._work.stop()
        if pattern is not None:
            count, first = self._pane.unit_count(), self._pane.visible_units().start
            self._left = iter([*range(first, count), *range(first)])
            self._work.start()
        self._tell()

    def _search_on(self) -> None:
        until = time.perf_counter() + _SLICE_SECONDS
        for unit in self._left:
            self._search(unit)
            if time.perf_counter() > until:
                break
        else:
            self._work.stop()
        if len(self.hits) >= MOST_HITS:
            self._work.stop()
        if self._jump and self.hits:
            self._jump = False
            first = bisect_left(self.hits, Span(self._pane.visible_units().start, 0, 0))
            self._go(self.hits[first % len(self.hits)])
        self._tell()

    def _search(self, unit: int) -> None:
        if self._pattern is None:
            return
        if not self._pane.is_read(unit):
            self._unread.add(unit)
            return
        found = [Span(unit, *match.span()) for match in self._pattern.finditer(self._pane.text(unit))]
        if found:
            at = bisect_left(self.hits, found[0])
            self.hits[at:at] = found

    def _tell(self) -> None:
        self.count.setText(self._words())
        self._pane.viewport().update()
        self._pane.verticalScrollBar().update()

    def _words(self) -> str:
        if self._pattern is None:
            return ""
        many = f"{len(self.hits):,}" + (" or more" if len(self.hits) >= MOST_HITS else "")
        looking = self._work.isActive() or bool(self._unread)
        if self._current is not None and self.hits:
            return f"{bisect_left(self.hits, self._current) + 1:,} of {many}" + (" so far" if looking else "")
        if not self.hits:
            return "looking …" if looking else "not found"
        return f"{many} found"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        switch = {Qt.Key.Key_C: self.case, Qt.Key.Key_W: self.whole}.get(Qt.Key(event.key()))
        if switch is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            switch.click()
            return True
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.step(-1 if back else 1)
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().line2), 1))
            painter.setBrush(QColor(tokens().paper))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
