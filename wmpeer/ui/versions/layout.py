"""The widgets of the screen of versions, and where they stand."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.fields import TextField
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.lists import RecordList
from wmpeer.ui.kit.parts import ToolRow
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.splitter import Splitter
from wmpeer.ui.screen import Screen
from wmpeer.ui.versions.panes import VersionPane
from wmpeer.ui.versions.words import change_line, moved_line

SETTLE, CHANGES = "settle", "changes"
ALL = "all"
LIST_WIDTH = 430


class VersionsLayout(Screen):
    """What it does is said in `VersionsScreen`."""

    title: ClassVar[str] = "Versions"
    parts: ClassVar[tuple[str, ...]] = ("List", "Text")

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.setObjectName("versions")
        self._part = -1
        self._sized = False
        self.mode = Segmented([(SETTLE, "To settle"), (CHANGES, "What changed")], name="versions-mode")
        self.filter = Segmented([(ALL, "All")], name="versions-filter")
        self.which = Button("", "quiet", name="versions-which")
        self.menu = QMenu(self.which)
        self.which.setMenu(self.menu)
        self.previous = IconButton("caret-up", "Previous", name="versions-previous", shortcut="P")
        self.next = IconButton("caret-down", "Next", name="versions-next", shortcut="N")
        self.count = Label("", tone="ink2")
        self.back = Button("Read & judge", "quiet", "arrow-left", name="versions-back")
        tools = ToolRow(self.back, self.which, None, self.mode)
        self.sentence = Label("", role="subheading", wrap=True)
        self.sentence.setObjectName("versions-sentence")
        self.moves = RecordList(moved_line, label="Behind your findings and notes", key=lambda one: (one.finding, one.id), letters=False,
                                name="versions-moves")  # fmt: skip
        self.changes = RecordList(change_line, label="Changes", key=_key, letters=False, name="versions-changes")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.moves)
        self.lists.addWidget(self.changes)
        self.old, self.new = VersionPane("version-old", "concern"), VersionPane("version-new", "strength")
        self._build_settling()
        self._lay_out(tools)

    def _lay_out(self, tools: ToolRow) -> None:
        self._left, self._right = Ground("paper"), Ground("paper")
        left = QVBoxLayout(self._left)
        above = QHBoxLayout()
        above.setContentsMargins(16, 6, 8, 6)
        above.addWidget(self.count)
        above.addStretch(1)
        for button in (self.previous, self.next):
            above.addWidget(button)
        kinds = QHBoxLayout()
        kinds.setContentsMargins(12, 8, 12, 0)
        kinds.addWidget(self.filter)
        kinds.addStretch(1)
        left.addLayout(kinds)
        left.addLayout(above)
        left.addWidget(self.lists, 1)
        self.texts = Splitter(self.old, self.new, name="versions-texts")
        right = QVBoxLayout(self._right)
        right.addWidget(self.texts, 1)
        right.addWidget(self.settling)
        self.splitter = Splitter(self._left, self._right, name="versions-splitter")
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.empty = EmptyState("file-text", "There is one version only.", "", (), name="versions-empty")
        self.whole = QStackedWidget()
        self.whole.addWidget(self.splitter)
        self.whole.addWidget(self.empty)
        self._head = QWidget()
        beside = QVBoxLayout(self._head)
        beside.setContentsMargins(16, 8, 16, 8)
        beside.addWidget(self.sentence)
        column = QVBoxLayout(self)
        for part in (tools, self._head):
            column.addWidget(part)
        column.addWidget(self.whole, 1)
        for layout in (left, right, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._left.setMinimumWidth(260)

    def _build_settling(self) -> None:
        self.settling = Ground("canvas")
        self.why = Label("", wrap=True)
        self.why.setObjectName("versions-why")
        self.accept = Button("Accept", "main", "check", name="versions-accept", key="A")
        self.use = Button("Use the chosen words", "plain", "highlighter", name="versions-use", key="O")
        self.lost = Button("Keep as lost", "plain", "file-x", name="versions-lost", key="L")
        self.other = Button("Next place", "quiet", "arrow-right", name="versions-other", key="T")
        self.look = TextField(hint="Look for words in the new version", name="versions-look")
        self.look.setAccessibleName("Look for words in the new version")
        self.look.setMinimumWidth(230)
        self.look.setMaximumWidth(300)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in (self.accept, self.other, self.use, self.lost):
            buttons.addWidget(part)
        buttons.addStretch(1)
        buttons.addWidget(self.look, 1)
        column = QVBoxLayout(self.settling)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.why)
        column.addLayout(buttons)

    def set_room(self, room: str) -> None:
        super().set_room(room)
        for button, words in ((self.accept, "Accept"), (self.use, "Use the chosen words"), (self.lost, "Keep as lost"),
                              (self.other, "Next place")):  # fmt: skip
            button.set_words(words if room == "wide" else words.split()[0] if button is not self.lost else "Lost")
            button.setAccessibleName(words)
        self.look.setVisible(room == "wide")
        self.texts.setOrientation(Qt.Orientation.Horizontal if room != "short" else Qt.Orientation.Vertical)
        self._dress_parts()

    def show_part(self, index: int) -> None:
        self._part = index
        self._dress_parts()
        first = self.new.area if index == 1 else self.lists.currentWidget()
        self.setFocusProxy(first)
        if index >= 0:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress_parts(self) -> None:
        """In a short room the list and the texts take turns."""
        short = self.room == "short"
        self._left.setVisible(not short or self._part != 1)
        self._right.setVisible(not short or self._part == 1)
        self._head.setVisible(not short or self._part != 1)  # the texts need its room

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if not self._sized and self.width() > 700:
            self._sized = True
            self.splitter.setSizes([LIST_WIDTH, self.width() - LIST_WIDTH])


def _key(one: Any) -> tuple[int, int]:
    return (one.old.number if one.old else 0, one.new.number if one.new else 0)
