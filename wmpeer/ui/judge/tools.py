"""The row over the text: which document, which page, how large; outline, find, white at the sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from wmpeer.documents.queries import DocumentLine
from wmpeer.ui.judge.records import day_of
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import width_of
from wmpeer.ui.kit.parts import ToolRow

_LONGEST = 90
_LEAST_TITLE = 90
"""Pixels of the title that stay however narrow the row is."""


def short_title(line: DocumentLine, authority: str) -> str:
    """A document's title without the name of its authority, which the top bar says: "Self-evaluation 2026"."""
    title = (line.title or line.name).strip().rstrip("= ").strip()
    head, colon, rest = title.partition(":")
    if colon and rest.strip() and (authority.casefold() in head.casefold() or "council" in head.casefold()):
        title = rest.strip()
    elif title.casefold().startswith(authority.casefold()) and len(title) > len(authority) + 3:
        title = title[len(authority) :].strip(" -:,")
    title = title[:1].upper() + title[1:]
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def format_word(line: DocumentLine) -> str:
    return f"{line.pages} pages" if line.pages else line.format.upper()


class PageCount(Label):
    """ "of 132", which belongs to the *field* before it: a click there means the field."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__("", weight=500)
        self.setObjectName("page-count")
        self.setToolTip(field.toolTip())
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setBuddy(field)
        self._field = field

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._field.setFocus(Qt.FocusReason.MouseFocusReason)
        self._field.selectAll()
        event.accept()


class Tools(ToolRow):
    """`document_chosen(sha256)`, `page_asked(n)`, `page_stepped(-1 | +1)`, `zoomed(-1 | 0 | +1)`, `find_asked()`, `outline_asked()`,
    `trim_asked(bool)`, `clip_asked(bool)`, `versions_asked()`,
    `original_asked()`."""

    document_chosen = Signal(str)
    page_asked = Signal(int)
    page_stepped = Signal(int)
    zoomed = Signal(int)
    find_asked = Signal()
    outline_asked = Signal(bool)
    trim_asked = Signal(bool)
    clip_asked = Signal(bool)
    versions_asked = Signal()
    original_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("reading-tools")
        self.row.setContentsMargins(8, 0, 8, 0)
        self.row.setSpacing(4)
        self.outline = IconButton("list", "Outline and pages", name="outline-toggle", shortcut="G")
        self.outline.setCheckable(True)
        self.document = Button("", "quiet", name="document-chooser")
        self.menu = QMenu(self.document)
        self.menu.setObjectName("document-menu")
        self.document.setMenu(self.menu)
        self.version = Label("", tone="ink2")
        self.version.setObjectName("document-version")
        self.previous = IconButton("caret-up", "Previous page", name="page-previous", size=28)
        self.next = IconButton("caret-down", "Next page", name="page-next", size=28)
        self.page = QLineEdit()
        self.page.setObjectName("page-number")
        self.page.setAccessibleName("Go to a page")
        self.page.setToolTip("Go to a page")
        self.page.setProperty("small", True)
        self.page.setFont(fonts.font("interface", 500))
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setValidator(QIntValidator(1, 99_999, self.page))
        self.pages = PageCount(self.page)
        self.smaller = IconButton("minus", "Smaller", name="zoom-out", size=28, shortcut="Ctrl+-")
        self.size = Button("Fit width", "quiet", name="zoom-usual", tip="The usual size (Ctrl+0)")
        self.larger = IconButton("plus", "Larger", name="zoom-in", size=28, shortcut="Ctrl++")
        self.letters = IconButton("text-aa", "Reading font", name="reading-font", size=28, shortcut="Ctrl+Shift+F")
        self.find = IconButton("magnifying-glass", "Find in this document", name="find-open", shortcut="Ctrl+F")
        self.clip = IconButton("scissors", "Clip a table or chart as a picture", name="clip-region", shortcut="R")
        self.clip.setCheckable(True)
        self.trim = IconButton("crop", "Leave out the white at the sides", name="trim-toggle")
        self.trim.setCheckable(True)
        left = (self.outline, self.document, self.version)
        middle = (self.previous, self.page, self.pages, self.next)
        right = (self.smaller, self.size, self.larger, self.letters, self.find, self.clip, self.trim)
        for part in left:
            self.row.addWidget(part)
        self.row.addStretch(2)
        for part in middle:
            self.row.addWidget(part)
        self.row.addStretch(1)
        for part in right:
            self.row.addWidget(part)
        self._wide, self._paged = True, False
        self._connect()
        self.show_page(0, 0)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.page_stepped.emit(-1))
        self.next.clicked.connect(lambda: self.page_stepped.emit(1))
        self.page.returnPressed.connect(self._page_typed)
        self.smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        self.size.clicked.connect(lambda: self.zoomed.emit(0))
        self.larger.clicked.connect(lambda: self.zoomed.emit(1))
        self.letters.clicked.connect(self.choose_font)
        self.find.clicked.connect(self.find_asked)
        self.outline.toggled.connect(self.outline_asked)
        self.trim.clicked.connect(self.trim_asked)
        self.clip.clicked.connect(self.clip_asked)

    def set_documents(self, lines: Sequence[DocumentLine], versions: dict[str, int], current: str, authority: str) -> None:
        """What may be read; *current* is the SHA-256 of what is."""
        self.menu.clear()
        for line in lines:
            words = f"{short_title(line, authority)}  ·  {format_word(line)}  ·  {day_of(line.loaded_at)}"
            action = self.menu.addAction(words)
            action.setData(line.sha256)
            if line.sha256 == current:
                action.setIcon(icon("check"))
            action.triggered.connect(lambda _checked=False, sha=line.sha256: self.document_chosen.emit(sha))
        if any(versions.get(line.sha256, 1) > 1 for line in lines):
            self.menu.addSeparator()
            self.menu.addAction("What changed between versions").triggered.connect(self.versions_asked)
        if any(line.sha256 == current for line in lines):
            self.menu.addSeparator()
            self.menu.addAction(icon("download-simple"), "Save the original…").triggered.connect(self.original_asked)
        now = next((line for line in lines if line.sha256 == current), None)
        self.document.set_words(short_title(now, authority) if now else "No document")
        self.document.setToolTip(now.name if now else "")
        self.document.setAccessibleName(f"Document: {now.title or now.name}" if now else "No document")
        self.version.setText(f"version {versions.get(now.sha256, 1)} · {day_of(now.loaded_at)}" if now else "")
        self._fit()

    def show_page(self, page: int, of: int) -> None:
        """*of* is 0 where there are no pages."""
        self._paged = bool(of)
        for part in (self.page, self.pages):
            part.setVisible(self._paged)
        for part in (self.previous, self.next):
            part.setVisible(self._paged and self._wide)
        if not self.page.hasFocus():
            self.page.setText(str(page))
        self.page.setFixedWidth(width_of(str(max(of, 10)), self.page.font()) + 18)
        self.pages.setText(f"of {of}")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < of)
        self._fit()

    def show_size(self, percent: int, *, paged: bool = True) -> None:
        """*paged*: of pages, which fit the width at their usual size."""
        self.size.set_words("Fit width" if percent == 100 and paged else f"{percent} %")
        self._fit()

    def set_room(self, room: str) -> None:
        self.setVisible(room != "short")
        self.trim.setVisible(room == "wide" and self.trim.isEnabled())
        self._wide = room == "wide"
        for part in (self.previous, self.next):  # what keys do as well makes room for the words
            part.setVisible(self._paged and self._wide)
        self.letters.setVisible(self._wide)
        self._fit()

    def set_trims(self, can: bool, on: bool) -> None:
        self.trim.setEnabled(can)
        self.trim.setChecked(on)
        self.trim.setVisible(can and self._wide)
        self.clip.setVisible(can)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The title has the room that the tools leave; its version is said where both have theirs."""
        around = self.row.contentsMargins()
        parts = [self.row.itemAt(at).widget() for at in range(self.row.count())]
        others = [one for one in parts if one not in (None, self.document, self.version) and not one.isHidden()]
        room = self.width() - around.left() - around.right() - sum(_wide(one) + self.row.spacing() for one in others) - 16
        title, version = self.document.sizeHint().width(), self.version.sizeHint().width() + self.row.spacing()
        self.version.setVisible(self._wide and title + version <= room)
        self.document.setFixedWidth(max(_LEAST_TITLE, min(title, room)))

    def _page_typed(self) -> None:
        if self.page.text():
            self.page_asked.emit(int(self.page.text()))

    def choose_font(self) -> None:
        from wmpeer.ui.kit.readingfont import open_menu

        open_menu(self.window())


def _wide(part: QWidget) -> int:
    return min(part.sizeHint().width(), part.maximumWidth())
