"""A second document, or a second place of the same, beside the first: a pane of its own with its own position, size and find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.documents.queries import DocumentLine
from wmpeer.documents.records import Passage
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.reading.flow import FlowPane
from wmpeer.ui.reading.pages import PagesPane
from wmpeer.ui.reading.pane import ReadingPane
from wmpeer.ui.reading.text_source import source_of
from wmpeer.ui.reading.worker_source import WorkerSource


class Beside(QWidget):
    """`document_wanted(sha256)` when another document is chosen for this side; `closed()`."""

    document_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beside")
        self.sha256 = ""
        self.pages_pane, self.flow_pane = PagesPane(), FlowPane()
        self.stack = QStackedWidget()
        self.document = Button("", "quiet", name="beside-document")
        self.menu = QMenu(self.document)
        self.document.setMenu(self.menu)
        self.page = Label("", tone="ink2")
        self.page.setObjectName("beside-page")
        self.close_button = IconButton("x", "Close this side (B)", name="beside-close", size=28)
        self.close_button.clicked.connect(self.leave)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        for layout in (column,):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.document)
        row.addStretch(1)
        row.addWidget(self.page)
        row.addWidget(self.close_button)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        for pane, name in ((self.pages_pane, "beside-pages"), (self.flow_pane, "beside-flow")):
            pane.setObjectName(name)
            pane.setMinimumHeight(20)
            pane.page_changed.connect(lambda page, of, pane=pane: self._paged(pane, page, of))
            pane.beside_asked.connect(self.leave)
            self.stack.addWidget(pane)
        self.hide()

    @property
    def pane(self) -> ReadingPane:
        """The pane on view."""
        return self.stack.currentWidget()

    def open(self, line: DocumentLine, passages: Sequence[Passage], data: bytes | None, title: str, words: str, start: int = 0) -> None:
        """Show a document here, called *words* in the row above it, from the place *start* of its text on."""
        self.close_document()
        self.sha256 = line.sha256
        self.document.set_words(words)
        self.document.setAccessibleName(f"Beside: {title}")
        paged = data is not None and line.format == "pdf"
        self.stack.setCurrentWidget(self.pages_pane if paged else self.flow_pane)
        self.page.setText("")
        if paged:
            page = next((one.page_at(start) for one in reversed(passages) if one.start <= start and one.page), None)
            self.pages_pane.open(WorkerSource(data, line.name), document=line.sha256, passages=passages, title=f"Beside: {title}")
            if start and page:
                self.pages_pane.go_to(page)
        else:
            source = source_of(line.format, data, line.name)
            self.flow_pane.open(passages, document=line.sha256, title=f"Beside: {title}", source=source)
            self.flow_pane.go_to_start(start)
        self.show()
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_documents(self, named: Sequence[tuple[str, str]]) -> None:
        """What may be shown here: SHA-256 and name of each."""
        self.menu.clear()
        for sha, words in named:
            action = self.menu.addAction(words)
            if sha == self.sha256:
                action.setIcon(icon("check"))
            action.triggered.connect(lambda _checked=False, sha=sha: self.document_wanted.emit(sha))

    def close_document(self) -> None:
        """Show nothing; the worker of the pages ends."""
        self.sha256 = ""
        self.pages_pane.close_document()
        self.flow_pane.close_document()

    def leave(self) -> None:
        """Close this side."""
        self.close_document()
        self.hide()
        self.closed.emit()

    def _paged(self, pane: ReadingPane, page: int, of: int) -> None:
        if pane is self.pane:
            self.page.setText(f"{page} of {of}" if of else "")
