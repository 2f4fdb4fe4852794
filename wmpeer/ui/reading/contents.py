"""What a document holds, beside it: its headings, or its pages as small pictures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.kit.paint import colour, hairline
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.reading.outline import OutlineList

if TYPE_CHECKING:
    from wmpeer.ui.reading.pagelist import PageList

OUTLINE, PAGES = "outline", "pages"


class Contents(QWidget):
    """`chosen` when somebody went somewhere. What was chosen last, outline or pages, stays for the next document that has both."""

    chosen = Signal()

    def __init__(self, pages_pane: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contents")
        self._pages_pane, self._wanted = pages_pane, OUTLINE
        self.outline = OutlineList()
        self.switch = Segmented(((OUTLINE, "Outline"), (PAGES, "Pages")), label="Show", value=OUTLINE, fill=True, name="contents-switch")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.outline)
        self._head = QWidget()
        row, column = QHBoxLayout(self._head), QVBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        row.addWidget(self.switch)
        column.addWidget(self._head)
        column.addWidget(self.stack, 1)
        self.switch.chosen.connect(self._choose)
        self.outline.chosen.connect(lambda _heading: self.chosen.emit())
        self.setFocusProxy(self.outline)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # it may lie over the text
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, self.width() - 0.5, 0, self.width() - 0.5, self.height())

    @cached_property
    def pages(self) -> PageList:
        """The small pages, made when they are first asked for."""
        from wmpeer.ui.reading.pagelist import PageList

        pages = PageList()
        pages.follow(self._pages_pane)
        pages.chosen.connect(lambda _page: self.chosen.emit())
        self.stack.addWidget(pages)
        return pages

    def follow(self, pane: Any) -> None:
        """Show what the document of *pane* holds; only the pane of pages has pages to show."""
        self.outline.follow(pane)
        self._head.setVisible(pane is self._pages_pane)
        self.show_as(self._wanted if pane is self._pages_pane else OUTLINE)

    def shows(self) -> str:
        """`OUTLINE` or `PAGES`."""
        return OUTLINE if self.stack.currentWidget() is self.outline else PAGES

    def show_as(self, kind: str) -> None:
        """Headings or small pages."""
        view = self.pages if kind == PAGES else self.outline
        self.switch.set_value(kind)
        self.stack.setCurrentWidget(view)
        self.setFocusProxy(view)

    def _choose(self, kind: str) -> None:
        self._wanted = kind
        self.show_as(kind)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
