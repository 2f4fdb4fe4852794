"""The middle of the screen: the tools over the pages, the pages, the log of a batch, and what stands there when there is neither."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.labels import Elided, Ground, Label
from wmpeer.ui.kit.paint import width_of
from wmpeer.ui.kit.parts import ToolRow
from wmpeer.ui.letters.checklist import check_mark
from wmpeer.ui.letters.log import LogPage
from wmpeer.ui.letters.pages import LetterPages
from wmpeer.ui.letters.records import Shown
from wmpeer.ui.letters.source import kind_mark


class Centre(Ground):
    """`save_asked(format)` for one copy; `paragraph_chosen(number)`; `source_asked(number)`; `begin_asked` in an empty letter."""

    save_asked = Signal(str)
    paragraph_chosen = Signal(int)
    source_asked = Signal(int)
    begin_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self.setObjectName("letters-centre")
        self._name = Label("", weight=600)
        self._name.setObjectName("letter-name")
        self._state = Elided("", tone="ink2")
        self._state.setObjectName("letter-state")
        self._page = Label("")
        self._page.setContentsMargins(2, 0, 5, 0)  # the ring of the button beside it stands outside
        self._page.setObjectName("letter-page")
        self._previous = IconButton("caret-up", "Previous page", name="page-previous", size=28)
        self._next = IconButton("caret-down", "Next page", name="page-next", size=28)
        self._smaller = IconButton("minus", "Smaller", name="zoom-out", size=28, shortcut="-")
        self._larger = IconButton("plus", "Larger", name="zoom-in", size=28, shortcut="+")
        self._fit = _Fit("Fit width", "quiet", name="zoom-fit", tip="Fill the width (0)")
        self.word = Button("Word", "quiet", "file-doc", name="letter-word", tip="Save one copy as Word")
        self.pdf = Button("PDF", "quiet", "file-pdf", name="letter-pdf", tip="Save one copy as PDF")
        self.pages = LetterPages()
        self.log = LogPage()
        self._build()
        self._listen()
        self.show_letter(None)

    def _build(self) -> None:
        self._tools = ToolRow(self._name, self._state)
        row = self._tools.row
        row.insertSpacing(1, 4)
        row.setStretch(row.indexOf(self._state), 1)
        row.setSpacing(2)
        for part in (self._previous, self._page, self._next, None, self._smaller, self._fit, self._larger, None, self.word, self.pdf):
            row.addWidget(part) if part is not None else row.addSpacing(6)
        row.setContentsMargins(16, 0, 8, 0)
        self.empty = EmptyState(
            "envelope-simple",
            "This letter is not begun",
            "It grows out of what the panel agreed and found.",
            [("Begin in Details", "pencil-simple", self.begin_asked.emit)],
            name="letter-empty",
        )
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignVCenter)
        self.stack = QStackedWidget()
        self.stack.setObjectName("letter-stack")
        self._blank = QWidget()
        self._empty_page = holder
        for page in (self._blank, self.pages, self.log, holder):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools)
        column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self._previous.clicked.connect(lambda: self.pages.go_to_page(self.pages.page() - 1))
        self._next.clicked.connect(lambda: self.pages.go_to_page(self.pages.page() + 1))
        self._smaller.clicked.connect(lambda: self.pages.step_zoom(-1))
        self._larger.clicked.connect(lambda: self.pages.step_zoom(1))
        self._fit.clicked.connect(lambda: self.pages.set_zoom(0))
        self.word.clicked.connect(lambda: self.save_asked.emit("docx"))
        self.pdf.clicked.connect(lambda: self.save_asked.emit("pdf"))
        self.pages.page_changed.connect(self._say_page)
        self.pages.zoom_changed.connect(lambda zoom: self._fit.set_words(f"{zoom} %" if zoom else "Fit width"))
        self.pages.chosen.connect(self.paragraph_chosen)
        self.pages.opened.connect(self.source_asked)
        self.log.closed.connect(self.close_log)

    def _say_page(self, page: int, of: int) -> None:
        self._page.setText(f"{page} of {of}" if of else "")
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(page < of)

    # ---- what is shown

    def show_letter(self, shown: Shown | None) -> None:
        """Show *shown*, or what belongs here; the log stays open over it."""
        there = bool(shown and shown.pdf and shown.begun)
        for part in (self.word, self.pdf, self._smaller, self._larger, self._fit):
            part.setEnabled(there)
        self._name.setText(shown.name if shown else "")
        self._state.setText(_state(shown) if shown else "")
        if shown is None or not there:
            self.pages.clear()
            self._say_page(0, 0)
        if shown is not None and there:
            marks = {one.number: (kind_mark(shown, one), _worst(shown, one)) for one in shown.paragraphs}
            said = f"Letter to {shown.name}. N and P go from paragraph to paragraph, Enter to the source."
            self.pages.set_letter(shown.code, shown.pdf, shown.paragraphs, marks, said=said)
        self._fill_empty(shown)
        if self.stack.currentWidget() is not self.log:
            self._show_page(shown, there)

    def _show_page(self, shown: Shown | None, there: bool) -> None:
        self.stack.setCurrentWidget(self.pages if there else self._empty_page if shown else self._blank)

    def _fill_empty(self, shown: Shown | None) -> None:
        if shown is None:
            return
        if shown.sheet.aside:
            self.empty.set_words(f"You stand aside for {shown.name}", f"{shown.sheet.aside}. Its letter is with the others.")
        else:
            self.empty.set_words(
                f"{shown.name}’s letter is not begun",
                "It grows out of what the panel agreed and found. Say who it is to and what was agreed, and its pages stand here.",
            )
        for button in self.empty.buttons:
            button.setVisible(not shown.sheet.aside)

    def show_log(self) -> None:
        self.stack.setCurrentWidget(self.log)
        self.log.table.setFocus()

    def close_log(self) -> bool:
        """Back to the pages; whether the log was open."""
        if self.stack.currentWidget() is not self.log:
            return False
        self.stack.setCurrentWidget(self.pages if self.pages.pages() else self._empty_page if self._name.text() else self._blank)
        if self.pages.isVisible():
            self.pages.setFocus()
        return True

    def set_narrow(self, narrow: bool, short: bool) -> None:
        self.pages.set_narrow(narrow)
        for button, words in ((self.word, "Word"), (self.pdf, "PDF")):
            button.set_words("" if narrow else words)
            button.setAccessibleName(f"Save one copy as {words}")
        for label in (self._name, self._state):  # the top bar names the authority
            label.setVisible(not narrow or short)
        self._tools.row.setStretch(self._tools.row.indexOf(self._state), 1)


class _Fit(Button):
    """The zoom, and the way back to the full width: as wide as its longest word."""

    def _content_width(self) -> int:
        return width_of("Fit width", self._font()) + 1


def _worst(shown: Shown, one):
    order = ("must", "should")
    found = [check.strength for check in shown.checks_of(one) if check.strength in order]
    return check_mark(min(found, key=order.index)) if found else None


def _state(shown: Shown) -> str:
    issued = shown.sheet.issued
    if shown.sheet.aside or not shown.begun:
        return ""
    if shown.locked and issued:
        return f"version {issued.version}, locked"
    return f"version {issued.version + 1}, draft" if issued else "draft, not issued"
