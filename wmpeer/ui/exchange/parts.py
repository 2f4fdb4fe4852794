"""Small parts of the screen Exchange: a sentence with its icon, a place for files, six words in large type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.paint import LEFT, box, smooth, width_of, words
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import PAGE_MARGIN
from wmpeer.ui.region.sentences import Icon


class Said(QWidget):
    """A sentence beside its icon, over as many lines as it needs; *next_* is what to do, in a quieter line below."""

    def __init__(self, icon: str, tone: str, sentence: str, next_: str = "", *, name: str = "", bold: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.sentence = Label(sentence, weight=600 if bold else None, wrap=True, select=True)
        column.addWidget(self.sentence)
        if next_:
            column.addWidget(Label(next_, tone="ink2", wrap=True, select=True))
        row.addLayout(column, 1)


class Place(QWidget):
    """A folder: its path, and the button that chooses another; *chosen* is given each new one."""

    def __init__(self, ask: str, chosen: Callable[[Path], Any], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._ask, self._chosen = ask, chosen
        self.folder: Path | None = None
        self.path = Elided("", tone="ink2", middle=True)
        self.button = Button("Choose a folder", "plain", "folder-open", name=f"{name}-choose")
        self.button.clicked.connect(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.button)
        row.addWidget(self.path, 1)
        self.set_folder(None)

    def set_folder(self, folder: Path | None) -> None:
        self.folder = folder
        self.path.setText(str(folder) if folder else "No folder chosen yet")
        self.button.set_words("Another folder" if folder else "Choose a folder")

    def choose(self) -> bool:
        """Ask for a folder; says whether there is one now."""
        chosen = ask_folder(self, self._ask, self.folder)
        if chosen is not None:
            self.set_folder(chosen)
            self._chosen(chosen)
        return self.folder is not None


_before = [Path.home()]
"""Where a person chose last while the program runs: the next choice begins there, and never in the program's own folder."""


def ask_folder(parent: QWidget, ask: str, begin: Path | None) -> Path | None:
    """The folder a person chooses, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, ask, str(begin or _before[-1]))
    if chosen:
        _before[:] = [Path(chosen)]
    return Path(chosen) if chosen else None


def ask_files(parent: QWidget, ask: str, kinds: str, begin: Path | None = None) -> list[Path]:
    """The files a person chooses."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, ask, str(begin or _before[-1]), kinds)
    if chosen:
        _before[:] = [Path(chosen[0]).parent]
    return [Path(one) for one in chosen]


def fit(table: Table) -> None:
    """No taller than its rows, so that what comes next stands right below; where there is no room it scrolls."""
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # columns go before anything has to be scrolled sideways
    table.setMaximumHeight(max(table.height_of_all() + 2, 68))


def middle(content: QWidget) -> QWidget:
    """*content* in the middle of a page."""
    page = QWidget()
    row, column = QHBoxLayout(), QVBoxLayout(page)
    row.addStretch(1)
    row.addWidget(content, 100)
    row.addStretch(1)
    column.setContentsMargins(PAGE_MARGIN, 24, PAGE_MARGIN, 24)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(2)
    return page


class SixWords(QWidget):
    """Six words in large type, numbered, to be read out; three to a line, or one where there is no room."""

    _HIGH, _WIDE, _GAP = 44, 168, 8

    def __init__(self, *, name: str = "six-words") -> None:
        super().__init__()
        self._words: list[str] = []
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "outside")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(3 * self._WIDE + 2 * self._GAP)
        theme().changed.connect(self.update)

    def set_words(self, text: str) -> None:
        self._words = text.split()
        self.setAccessibleName("Six words to read out")
        self.setAccessibleDescription(", ".join(f"{at} {word}" for at, word in enumerate(self._words, 1)))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return " ".join(self._words)

    def _across(self, width: int) -> int:
        longest = max((width_of(word, fonts.font("title")) for word in self._words), default=0) + 52
        return 3 if width >= 3 * longest + 2 * self._GAP else 2 if width >= 2 * longest + self._GAP else 1

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # A layout asks for the room it has, which may be wider than these cards ever are.
        lines = -(-len(self._words) // self._across(min(width, self.maximumWidth())))
        return max(1, lines) * (self._HIGH + self._GAP) - self._GAP

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.heightForWidth(self.maximumWidth()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        across = self._across(self.width())
        wide = (self.width() - (across - 1) * self._GAP) / across
        with QPainter(self) as painter:
            smooth(painter)
            for at, word in enumerate(self._words):
                line, place = divmod(at, across)
                area = QRectF(place * (wide + self._GAP), line * (self._HIGH + self._GAP), wide, self._HIGH)
                box(painter, area, fill="paper", edge="line2")
                words(painter, area.adjusted(12, 0, 0, 0), str(at + 1), fonts.font("small"), "ink3", LEFT, elide=False)
                words(painter, area.adjusted(32, 0, -4, 0), word, fonts.font("title"), "ink", LEFT, elide=False)
