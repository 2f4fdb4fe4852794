"""How the mapping screen is laid out: what is said at the left, the table at the right, name and verb below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.fields import TextField, Tick
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Elided, Ground, Label, Rule
from wmpeer.ui.kit.paint import box, smooth
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import PAGE_MARGIN
from wmpeer.ui.mapping.grid import MappingGrid
from wmpeer.ui.mapping.panel import MappingPanel
from wmpeer.ui.screen import Screen

_PANEL = 348
_PROBLEMS = 118


class _Sign(QWidget):
    """One entry of the key under the table."""

    def __init__(self, icon: str, tone: str, soft: str, said: str) -> None:
        super().__init__()
        self._icon, self._tone, self._soft = icon, tone, soft
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(Label(said, "small", "ink2"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def paintEvent(self, event: Any) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            area = QRectF(0, self.height() / 2 - 8, 18, 16)
            box(painter, area, fill=self._soft, edge="" if self._soft.startswith("soft") else "line2", radius=3)
            if self._icon:
                paint_icon(painter, QRectF(2, self.height() / 2 - 7, 14, 14), self._icon, self._tone)


class MappingLayout(Screen):
    """The widgets of the mapping screen."""

    title = "What the columns are"
    about_authority = False
    parts = ("Table", "Columns", "Not read")

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._part = -1
        self.panel = MappingPanel()
        self.grid = MappingGrid()
        self.stack = QStackedWidget()
        self.empty = EmptyState(
            "table", "No table is waiting.",
            "When a table comes whose columns are not known, you say here what they are: where areas, periods, indicators and figures "
            "stand.",
            (("Take in a table", "tray-arrow-down", self._to_region),), name="mapping-empty",
        )  # fmt: skip
        waiting = QWidget()
        around = QVBoxLayout(waiting)
        around.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.empty, 10)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(2)
        self.stack.addWidget(waiting)
        self.stack.addWidget(self._work())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _to_region(self) -> None:
        raise NotImplementedError

    def _work(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = QWidget()
        self.head.setLayout(self._head())
        column.addWidget(self.head)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.side = ScrollPage(self.panel, name="mapping-side")
        self.side.setFixedWidth(_PANEL)
        middle.addWidget(self.side)
        self.right = QWidget()
        self.right.setLayout(self._right())
        middle.addWidget(self.right, 1)
        column.addLayout(middle, 1)
        column.addWidget(self._foot())
        return page

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 6)
        row.setSpacing(10)
        row.addWidget(Label("What the columns are", "heading"))
        self.file = Elided("", tone="ink2")
        row.addWidget(self.file, 1, Qt.AlignmentFlag.AlignVCenter)
        self.again = Button("Start again", "quiet", "arrow-counter-clockwise", name="mapping-again", tip="As it was guessed, or saved")
        row.addWidget(self.again)
        return row

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(4, 4, PAGE_MARGIN, 10)
        column.setSpacing(8)
        self.doubt = Label("", tone="ink", weight=500, wrap=True)
        self.doubt.setObjectName("mapping-doubt")
        self.total = Label("", "subheading", wrap=True)
        self.total.setObjectName("mapping-total")
        self.sentence = Elided("", tone="ink2")
        self.sentence.setObjectName("mapping-sentence")
        self.problems = Table(
            (
                Column("Cell", lambda one: Cell(one.column, weight=600), width=70, sort=None),
                Column("Not read", lambda one: Cell(one.sentence, tip=one.sentence), width=300, stretch=True, sort=None),
            ),
            label="Cells that are not read", key=lambda one: one.column, row_height=26, letters=False, name="mapping-problems",
        )  # fmt: skip
        self.problems.setMaximumHeight(_PROBLEMS)
        self.notes = Label("", "small", "ink2", wrap=True)
        self.notes.setObjectName("mapping-notes")
        column.addWidget(self.doubt)
        column.addWidget(self.total)
        column.addWidget(self.grid, 1)
        column.addLayout(self._key())
        column.addWidget(self.problems)
        column.addWidget(self.notes)
        self.nothing = Label("Everything is read.", tone="ink2")
        self.nothing.hide()
        column.addWidget(self.nothing)
        self._spring = QWidget()
        self._spring.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._spring.hide()
        column.addWidget(self._spring, 1)
        return column

    def _key(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.sentence, 1)
        self.signs = [
            _Sign("minus-circle", "question", "soft-question", "no value"),
            _Sign("warning-circle", "alert", "soft-alert", "not understood"),
            _Sign("", "ink3", "canvas", "not read"),
        ]  # fmt: skip
        for sign in self.signs:
            row.addWidget(sign)
        return row

    def show_part(self, index: int) -> None:
        """In a short room: the table, what is said of it, or what is not read."""
        self._part = index
        self.side.setVisible(index in (-1, 1))
        self.right.setVisible(index != 1)
        for widget in (self.grid, self.sentence, self.total):
            widget.setVisible(index in (-1, 0))
        margins = self.right.layout().contentsMargins()
        margins.setLeft(4 if index < 0 else PAGE_MARGIN)
        self.right.layout().setContentsMargins(margins)
        self._spring.setVisible(index == 2)
        self.setFocusProxy({1: self.panel.last, 2: self.problems}.get(index, self.grid))
        self.dress_notes()

    def dress_notes(self) -> None:
        """What is not read stands below the table, or has a part of its own in a short room."""
        shown = self._part in (-1, 2)
        self.problems.setVisible(shown and self.problems.records.rowCount() > 0)
        self.notes.setVisible(shown and bool(self.notes.text()))
        self.nothing.setVisible(self._part == 2 and not self.notes.text() and not self.problems.records.rowCount())

    def _foot(self) -> QWidget:
        foot = Ground("paper")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 10, PAGE_MARGIN, 10)
        row.setSpacing(10)
        self.name = TextField("", hint="What it reads, such as Regional quarterly", name="mapping-name")
        self.name.setAccessibleName("Name")
        self.name.setFixedWidth(270)
        self.keep = Tick("Use this next time", ticked=True, name="mapping-keep")
        self.missing = Label("", tone="ink2", wrap=True)
        self.missing.setObjectName("mapping-missing")
        self.no = Button("Not now", name="mapping-not-now")
        self.use = Button("Use these columns", "main", "check", name="mapping-use")
        self.name_label = Label("Name", weight=600)
        self.name_label.setBuddy(self.name)
        for widget in (self.name_label, self.name, self.keep):
            row.addWidget(widget)
        row.addWidget(self.missing, 1)
        row.addWidget(self.no)
        row.addWidget(self.use)
        column.addLayout(row)
        return foot

    def set_room(self, room: str) -> None:
        super().set_room(room)
        short = room == "short"
        self.side.setMinimumWidth(0 if short else _PANEL)
        self.side.setMaximumWidth(16_777_215 if short else _PANEL)
        self.head.setVisible(not short)
        for sign in self.signs:
            sign.setVisible(room == "wide")
        self.name_label.setVisible(room == "wide")
        self.missing.setVisible(not short)
        self.name.setFixedWidth(270 if room == "wide" else 210 if not short else 170)
        if not short:
            self.show_part(-1)
        self.dress_verb()

    def dress_verb(self) -> None:
        """What the main button says; a subclass knows."""
