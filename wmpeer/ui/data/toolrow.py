"""The row over the pictures: which page is shown; numbers, words, picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from wmpeer.ui.data.chooser import AreaChooser
from wmpeer.ui.data.kinds import PAGES
from wmpeer.ui.data.pages import NUMBERS, WORDS, Page
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.parts import ToolRow
from wmpeer.ui.kit.segmented import Segmented

_BETWEEN = 52
"""Margins and gaps of the row."""


class _Tool(Button):
    """A quiet button that takes no more room than its words."""

    def _padding(self) -> int:
        return 6


class Tools(ToolRow):
    """`mode_chosen(mode)`, `area_chosen(code)`, `numbers_asked()`, `words_asked()`, `save_asked()`,
    `copy_asked()`, `table_asked()`."""

    mode_chosen = Signal(str)
    area_chosen = Signal(str)
    numbers_asked = Signal()
    words_asked = Signal()
    save_asked = Signal()
    copy_asked = Signal()
    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ground="canvas", parent=parent)
        self.row.setContentsMargins(20, 0, 12, 0)
        self.row.setSpacing(4)
        self._count, self._room = 0, "wide"
        self._buttons: tuple[tuple[Button, str], ...] = ()
        self.mode = Segmented(_options(0), label="What is shown", value=PAGES[0].mode, name="mode")
        self.area = AreaChooser(fill=False, name="area-of-region")
        self.numbers = _Tool("Numbers", "quiet", "table", key="T", name="numbers-view", tip="The numbers as a table (T)")
        self.words = _Tool("In words", "quiet", "text-align-left", key="W", name="words-view", tip="Everything in words (W)")
        self.picture = _Tool("Picture", "quiet", "image", name="picture", tip="Save the picture, or copy it or its numbers")
        self.table = _Tool("Copy table", "quiet", "copy", name="table-alone", tip="Copy what is listed as a table (Ctrl+Shift+C)")
        self._buttons = ((self.numbers, "Numbers"), (self.words, "In words"), (self.picture, "Picture"), (self.table, "Copy table"))
        for button in (self.numbers, self.words):
            button.setCheckable(True)
        menu = QMenu(self.picture)
        menu.addAction(icon("floppy-disk"), "Save picture").triggered.connect(self.save_asked)
        menu.addAction(icon("copy"), "Copy picture and numbers").triggered.connect(self.copy_asked)
        menu.addAction(icon("table"), "Copy table\tCtrl+Shift+C").triggered.connect(self.table_asked)
        self.picture.setMenu(menu)
        self.row.addWidget(self.mode)
        self.row.addWidget(self.area)
        self.row.addStretch(1)
        for button, _ in self._buttons:
            self.row.addWidget(button)
        self.table.hide()
        self.mode.chosen.connect(self.mode_chosen)
        self.area.chosen.connect(self.area_chosen)
        self.numbers.clicked.connect(self.numbers_asked)
        self.words.clicked.connect(self.words_asked)
        self.table.clicked.connect(self.table_asked)

    def set_count(self, count: int) -> None:
        """How many authorities "all" are."""
        if count != self._count:
            self._count = count
            self._fit()

    def _fit(self) -> None:
        """Whole words where they have room: first those of the pages are shortened, then those of the buttons go."""
        for pages, buttons in ((True, True), (False, True), (False, False)):
            if self._room != "wide" and (pages or buttons):
                continue
            self.mode.set_options(_options(self._count, whole=pages))
            for mode, name in _options(self._count):
                segment = self.mode.segment(mode)
                segment.setAccessibleName(name)
                segment.setToolTip(name if segment.text() != name else "")
            for button, text in self._buttons:
                button.set_words(text if buttons else "")
                button.setAccessibleName(text)
            beside = (self.mode, self.area, *(button for button, _ in self._buttons))
            if sum(widget.sizeHint().width() for widget in beside if not widget.isHidden()) + _BETWEEN <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def set_room(self, room: str) -> None:
        """Where there is less room the words of the buttons go; they stay in the tooltips."""
        self._room = room
        self._fit()
        self.row.setContentsMargins(20 if room == "wide" else 12, 0, 12 if room == "wide" else 8, 0)

    def show_state(self, page: type[Page], view: str, *, live: bool = True) -> None:
        """Which page is shown, whether its numbers or words are, and only what can be done on it; where it is not *live*, nothing."""
        self.mode.set_value(page.mode)
        offered = (
            (self.area, page.of_area and not page.beside),
            (self.numbers, live and NUMBERS in page.views and not page.numbers_are_picture),
            (self.words, live and WORDS in page.views),
            (self.picture, live and page.pictured),
            (self.table, live and not page.pictured),
        )
        if any(widget.isHidden() is wanted for widget, wanted in offered):
            for widget, wanted in offered:
                widget.setVisible(wanted)
            self._fit()
        self.numbers.setChecked(view == NUMBERS)
        self.words.setChecked(view == WORDS)


def _options(count: int, *, whole: bool = True) -> list[tuple[str, str]]:
    return [(page.mode, page.label(count, whole=whole)) for page in PAGES]
