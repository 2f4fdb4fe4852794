"""The widgets of the screen of differences, and where they stand."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.judging.apart_records import Difference
from wmpeer.ui.apart.records import key_of
from wmpeer.ui.apart.words import line_of
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.parts import ScrollPage, ToolRow
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.splitter import Splitter
from wmpeer.ui.screen import Screen

ALL, MINE = "all", "mine"
LIST_WIDTH = 420
WIDEST = 820
NOTHING = ("No differences.", "What two laptops say differently about one thing stands here when their packs are taken in.")


class ApartLayout(Screen):
    """What it does is said in `ApartScreen`."""

    title: ClassVar[str] = "Differences"
    about_authority: ClassVar[bool] = False
    parts: ClassVar[tuple[str, ...]] = ("List", "Difference")

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._part = -1
        self._sized = False
        self._names: dict[str, str] = {}
        self.back = Button("Check", "quiet", "arrow-left", name="apart-back")
        self.filter = Choice((("", "All authorities"),), name="apart-authority")
        self.filter.setAccessibleName("Show one authority")
        self.filter.setMinimumWidth(180)
        self.mode = Segmented([(ALL, "All"), (MINE, "For you")], value=ALL, label="Which differences", name="apart-mode")
        tools = ToolRow(self.back, None, self.mode, self.filter)
        self.sentence = Label("", role="subheading", wrap=True)
        self.sentence.setObjectName("apart-sentence")
        self.list = RecordList(self._line, label="Differences", key=key_of, letters=False, name="apart-list")
        self.empty = EmptyState("check-circle", *NOTHING, name="apart-empty")
        self._lay_out(tools)
        self.setFocusProxy(self.list)

    def _line(self, one: Difference) -> Line:
        return line_of(one, self._names)

    def _lay_out(self, tools: ToolRow) -> None:
        self._left, self._right = Ground("paper"), Ground("canvas")
        left, self._beside = QVBoxLayout(self._left), QVBoxLayout(self._right)
        left.addWidget(self.list)
        self._left.setMinimumWidth(240)
        self.splitter = Splitter(self._left, self._right, name="apart-splitter")
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        nothing = QWidget()
        middle = QHBoxLayout(nothing)
        middle.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignCenter)
        self.whole = QStackedWidget()
        self.whole.addWidget(self.splitter)
        self.whole.addWidget(nothing)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 8, 16, 8)
        head.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        for part in (tools, self._head):
            column.addWidget(part)
        column.addWidget(self.whole, 1)
        for layout in (left, self._beside, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.page: ScrollPage | None = None

    def show_page(self, content: QWidget | None) -> None:
        """Put *content* at the right, at its beginning."""
        old, self.page = self.page, None
        if content is not None:
            self.page = ScrollPage(content, widest=WIDEST, name="apart-page")
            self._beside.addWidget(self.page)
            self.page.show()  # in a layout that is on view it would only be shown a turn later
        if old is not None:
            self._beside.removeWidget(old)
            old.hide()
            old.deleteLater()

    def set_room(self, room: str) -> None:
        super().set_room(room)
        self._dress_parts()

    def show_part(self, index: int) -> None:
        self._part = index
        self._dress_parts()
        if index == 0:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress_parts(self) -> None:
        """In a short room the list and what is chosen in it take turns."""
        short = self.room == "short"
        self._left.setVisible(not short or self._part != 1)
        self._right.setVisible(not short or self._part == 1)
        self._head.setVisible(not short or self._part != 1)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if not self._sized and self.width() > 700:
            self._sized = True
            self.splitter.setSizes([LIST_WIDTH, self.width() - LIST_WIDTH])
