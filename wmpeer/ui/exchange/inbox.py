"""The list of packs that came: who from, made when, and the state of each in a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.ui.exchange import words
from wmpeer.ui.exchange.records import Item
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.empty import DropStrip
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.parts import ToolRow
from wmpeer.ui.kit.tokens import PANEL_MARGIN


class Inbox(QWidget):
    """`chosen(Item)`, `opened(Item)`; `files_asked`, `folder_asked`, `all_asked`; `dropped(list[Path])`."""

    chosen = Signal(object)
    opened = Signal(object)
    files_asked = Signal()
    folder_asked = Signal()
    all_asked = Signal()
    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inbox")
        self.count = Label("", tone="ink2")
        head = ToolRow(Label("Packs", "subheading"), None, self.count)
        self.list = RecordList(line, label="Packs", key=lambda item: item.key, name="packs")
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.all = Button("Take in all", "main", "tray-arrow-down", name="take-in-all")
        self.all.clicked.connect(self.all_asked)
        self.files = Button("Choose packs", "plain", "folder-open", name="choose-packs")
        self.files.clicked.connect(self.files_asked)
        self.watch = Button("Watch a folder", "quiet", "eye", name="watch-folder")
        self.watch.clicked.connect(self.folder_asked)
        self.watched = Elided("", "small", "ink2")
        self.strip = DropStrip("Drop packs here,", "or a folder with packs.", icon="package", name="drop-packs")
        self.strip.clicked.connect(self.files_asked)
        self.strip.dropped.connect(self.dropped)
        buttons, foot, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        buttons.setSpacing(8)
        for button in (self.all, self.files):
            buttons.addWidget(button)
        buttons.addStretch(1)
        watching = QHBoxLayout()
        watching.setSpacing(8)
        watching.addWidget(self.watch)
        watching.addWidget(self.watched, 1)
        foot.setContentsMargins(PANEL_MARGIN, 8, PANEL_MARGIN, 12)
        foot.setSpacing(8)
        foot.addLayout(buttons)
        foot.addLayout(watching)
        foot.addWidget(self.strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addSpacing(6)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.set_watched("")

    def set_items(self, items: Sequence[Item]) -> None:
        ready = sum(one.takes for one in items)
        self.list.set_records(items)
        self.count.setText(f"{ready} of {len(items)} to take in" if ready else words.how_many(items))
        self.all.setVisible(ready > 1)
        self.all.set_words(f"Take in all {ready}")

    def set_watched(self, folder: str) -> None:
        self.watch.set_words("Stop watching" if folder else "Watch a folder")
        self.watch.set_icon("eye-slash" if folder else "eye")
        self.watched.setText(f"Watching {folder}" if folder else "")

    def set_short(self, short: bool) -> None:
        self.strip.setVisible(not short)

    def choose(self, item: Item) -> None:
        self.list.choose(item.key)

    def current(self) -> Item | None:
        found: Item | None = self.list.current()
        return found

    def ready(self) -> list[Path]:
        """The files of the packs that can be taken in, in the order shown."""
        return [one.path for one in self.list.records.records() if one.takes and one.path is not None]


def line(item: Item) -> Line:
    """An item as its line in the list."""
    shown = words.MARKS[item.state]
    state = words.state_word(item)
    title = item.person or item.name
    second = words.second_line(item) if item.person else words.size(item.size) if item.size else ""
    return Line(
        title, second or " ", right=state, icon=shown.icon, tone=shown.tone if shown.loud else "ink2", icon_weight=shown.weight,
        quiet=False, said=f"{title}, {second}, {state}", tip=item.name,
    )  # fmt: skip
