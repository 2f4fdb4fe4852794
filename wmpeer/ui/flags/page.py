"""The page of Data with an authority's flags: those that wait for an answer, and those that have one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.indicators.periods import read_period
from wmpeer.judging.flag_records import FlagLine
from wmpeer.ui.data.pages import PICTURE, Page, Rows, Shown, Wanted
from wmpeer.ui.flags.desk import FlagDesk, Flags
from wmpeer.ui.flags.panel import FlagPanel
from wmpeer.ui.flags.words import answer_words
from wmpeer.ui.kit.fields import Tick
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.places import IndicatorPlace, PagePlace


class FlagsPage(Page):
    """The flags of the authority in the area that is chosen."""

    mode = "flags"
    views = (PICTURE,)
    pictured = False
    of_figures = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flags-page")
        self._area = ""
        self._returned = False
        self.head, self.count = Label("", "heading"), Label("", tone="ink2")
        self.count.setObjectName("flags-count")
        self.every = Tick("All measures", name="flags-every")
        self.every.setToolTip("Also those that no area’s card names")
        self.panel = FlagPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        for label in (self.head, self.count):
            label.setContentsMargins(16, 0, 16, 0)
            column.addWidget(label)
        column.addWidget(self.panel, 1)
        self.every.toggled.connect(lambda _on: self.panel.refill())
        self.panel.add_tool(self.every)
        self.panel.counted.connect(self.count.setText)
        self.panel.figure_asked.connect(lambda flag: self.went.emit("data", IndicatorPlace(flag.code, flag.source)))

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Flags"

    def wanted(self, shown: Shown) -> Wanted | None:
        return Wanted(("flags-page", shown.figures.authority), _nothing)

    def show_answer(self, answer: Any, shown: Shown) -> None:
        desk = FlagDesk.of(self)
        if desk is None:
            return
        self._area = shown.area
        area = shown.figures.area(shown.area)
        self.head.setText(f"{shown.figures.name}: {area.title if area else 'all areas'}")
        self.panel.set_desk(desk)
        self.panel.show_flags(shown.figures.authority, self._which)
        if self._returned:
            self._returned = False
            self.view_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _which(self, flags: Flags) -> tuple[FlagLine, ...]:
        return tuple(
            line
            for line in flags.lines
            if (line.on_card or self.every.isChecked()) and (not self._area or self._area == line.area or self._area in line.areas)
        )

    def place(self) -> PagePlace:
        return PagePlace(self.mode)

    def show_section(self, section: str) -> None:
        """One came back: where one was in the list is still chosen."""
        self._returned = True

    def set_view(self, view: str) -> None:
        """It is words already."""

    def set_room(self, room: str) -> None:
        self.head.setVisible(room != "short")  # the authority and the area stand above it, too
        self.panel.set_room(room)

    def view_widget(self) -> QWidget:
        return self.panel.list if self.panel.list.isVisibleTo(self.panel) else self.panel.waiting

    def image(self) -> QImage | None:
        """A list of sentences is copied as a table."""
        return None

    def tables(self) -> tuple[Rows, ...]:
        head = ("Area", "About", "Period", "Figure", "Flag", "Answers")
        return ((head, *(_row(line) for line in self.panel.shown())),)

    def file_name(self, shown: Shown) -> str:
        return "Flags"


def _row(line: FlagLine) -> tuple[str, ...]:
    answers = " ".join(answer_words(one, own=False) for one in line.answers)
    return line.area, line.title, read_period(line.period).words if line.of_figure else line.period, line.text, line.sentence, answers


def _nothing(_session: Any) -> bool:
    """The flags are read by the desk that all parts of the screen share."""
    return True
