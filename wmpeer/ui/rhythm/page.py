"""Quarter: which data is expected when, what came last and what it changed, and where sources differ. A page of Data.

One list at a time. For all authorities together a line is about a measure; for one of them, about each figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.ui.data.pages import WORDS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import TextPage
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.fields import Choice, DateField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, colour, words
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import on_white_paper
from wmpeer.ui.places import PagePlace
from wmpeer.ui.rhythm.records import APART, CHANGED, EXPECTED, FLAGS, SECTIONS, Line, Quarter

_TITLES = {EXPECTED: "Expected", CHANGED: "Changed", FLAGS: "Flags", APART: "Sources differ"}
_MEANT = {
    EXPECTED: "What each source was last expected to bring, and what comes next. Enter leads to loading, or to the file that is here.",
    CHANGED: "What the tables that came since then say that was not said before. Enter shows the figure.",
    FLAGS: "Flags that figures met or left with the tables that came since then. A flag asks, it never concludes.",
    APART: "Where two sources tell one figure differently: both are kept, and which one leads is said beside each figure.",
}
ANOTHER = "another"


class QuarterPage(Page):
    """The quarter. It asks to be read again (`reread`) when another list or another day is chosen."""

    mode: ClassVar[str] = "quarter"
    of_area: ClassVar[bool] = False
    numbers_are_picture: ClassVar[bool] = True
    of_figures: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quarter")
        self.quarter: Quarter | None = None
        self._since: date | None = None
        self._counts: dict[str, int] = {}
        self.summary = Label("", tone="ink2", wrap=True)
        self.summary.setObjectName("quarter-summary")
        self.section = Segmented(_options({}), label="Which list", value=EXPECTED, name="quarter-section")
        self.authority = Choice((("", "All authorities"),), name="quarter-authority")
        self.authority.setAccessibleName("Show one authority")
        self.since = Choice((("", "Since the last load"), (ANOTHER, "Since another day")), name="quarter-since")
        self.since.setAccessibleName("Changes since")
        self.day = DateField(today=_today, name="quarter-day")
        self.day.setAccessibleName("The day from which changes are told")
        self.meant = Label("", "small", "ink2", wrap=True)
        self.table = Table(_COLUMNS[EXPECTED], label="Expected", key=lambda line: line.number, letters=False, name="quarter-lines")
        self.text = TextPage(name="quarter-words")
        self.none = Label("", tone="ink2", wrap=True)
        self.none.setObjectName("quarter-none")
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.stack = QStackedWidget()
        self._view, self._short = "", False
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.heading = Label("The quarter", "heading")
        head.addWidget(self.heading)
        head.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        self._row, choices = QHBoxLayout(), QHBoxLayout()
        for row in (self._row, choices):
            row.setSpacing(8)
        self._row.addWidget(self.section)
        choices.addStretch(1)
        for widget in (self.since, self.day, self.authority):
            choices.addWidget(widget)
        self._row.addLayout(choices, 1)
        column.addLayout(self._row)
        column.addWidget(self.meant)
        for widget in (self.table, self.text, self.none):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        self._dress()

    def _listen(self) -> None:
        self.section.chosen.connect(lambda _section: self._ask())
        self.authority.chosen.connect(lambda _code: self._fill())
        self.since.chosen.connect(self._choose_since)
        self.day.day_changed.connect(self._choose_day)
        self.table.opened.connect(self._follow)
        self.table.doubleClicked.connect(lambda _index: self._follow(self.table.current()))

    # ---- what is asked for

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Quarter"

    def show_section(self, section: str) -> None:
        """Turn to a list; it is read when the page is next asked what it wants."""
        if section in SECTIONS:
            self.section.set_value(section)
            self._dress()

    def place(self) -> PagePlace:
        return PagePlace(self.mode, self.section.value())

    def wanted(self, shown: Shown) -> Wanted | None:
        section = self.section.value()
        since = None if section in (EXPECTED, APART) else self._since
        return Wanted((self.mode, section, since, _today()), _read, (section, since, _today(), shown.reader))

    def _ask(self) -> None:
        self._dress()
        self.reread.emit()

    def _choose_since(self, key: str) -> None:
        if key == ANOTHER:
            self._dress()
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._since = date.fromisoformat(key) if key else None
        self._ask()

    def _choose_day(self, day: date | None) -> None:
        if day is not None and self.since.value() == ANOTHER:
            self._since = day
            self._ask()
        elif self.day.is_wrong():
            self.said.emit(self.day.why_wrong(), "")

    # ---- showing

    def show_answer(self, answer: Quarter, shown: Shown) -> None:
        self.quarter = answer
        self._counts[answer.section] = len(answer.shown.lines)
        self.section.set_options(_options(self._counts))
        self.authority.set_options((("", "All authorities"), *answer.names), self.authority.value())
        days = tuple((day.isoformat(), f"Since {in_words(day)}") for day in answer.days[1:6])
        last = f"Since the last load, {in_words(answer.last)}" if answer.last else "Since everything was loaded"
        self.since.set_options((("", last), *days, (ANOTHER, "Since another day")), self.since.value())
        self.summary.setText(answer.summary)
        self._dress()
        self._fill()

    def _fill(self) -> None:
        if self.quarter is None:
            return
        code, shown = self.authority.value(), self.quarter.shown
        one = bool(code) and self.quarter.section != EXPECTED
        lines = [line for line in shown.lines if not one or line.authority in ("", code)] if one or not shown.together else shown.together
        columns = _SHORT if self._short and self.quarter.section == EXPECTED else _COLUMNS[self.quarter.section]
        if self.table.records.columns != columns:
            self.table.set_records([])
            self.table.set_columns(columns)
        self.table.setAccessibleName(_TITLES[self.quarter.section])
        self.table.set_records(list(lines))
        self.text.set_lines(_in_words(self.quarter, lines))
        self.none.setText(self.quarter.none)
        self._show_view()

    def _dress(self) -> None:
        """Which of the choices there are for the list that is chosen."""
        section = self.section.value()
        timed = section in (CHANGED, FLAGS)
        self.since.setVisible(timed)
        self.day.setVisible(timed and self.since.value() == ANOTHER)
        self.authority.setVisible(section != EXPECTED)
        self.meant.setText(_MEANT[section])

    def _show_view(self) -> None:
        empty = self.quarter is not None and not self.table.records.rowCount()
        self.stack.setCurrentWidget(self.none if empty else self.text if self._view == WORDS else self.table)

    def set_view(self, view: str) -> None:
        self._view = view
        self._show_view()

    def view_widget(self) -> QWidget:
        shown = self.stack.currentWidget()
        if shown is not None and shown is not self.none:
            return shown
        return self.section.findChild(QWidget, f"quarter-section-{self.section.value()}") or self.section

    def set_room(self, room: str) -> None:
        self._short = short = room == "short"
        self._fill()
        for widget in (self.meant, self.summary, self.heading):
            widget.setVisible(not short)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if short else QBoxLayout.Direction.LeftToRight)

    def _follow(self, line: Line | None) -> None:
        """To the figure, to the file, or to loading."""
        if line is None:
            return
        if line.code:
            self.opened.emit(line.authority, (line.code, line.source))
        elif line.loaded or line.kind == "new-source":
            self.went.emit("setup", "data")
        else:
            self.went.emit("region", None)

    # ---- what leaves it

    def image(self) -> QImage | None:
        """The list as far as it is seen, on a white page."""
        if not self.table.records.rowCount():
            return None
        size = QSize(self.table.width(), self.table.height() + 68)
        image = QImage(size * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper():
            with QPainter(image) as painter:
                painter.fillRect(image.rect(), colour("paper"))
                title = f"The quarter: {_TITLES[self.section.value()].lower()}"
                words(painter, QRectF(8, 6, size.width(), 28), title, fonts.font("heading"))
                words(painter, QRectF(8, 34, size.width(), 18), self.summary.text(), fonts.font("small"), "ink2", LEFT)
            self.table.render(image, QPoint(0, 60))
        return image

    def tables(self) -> tuple[Rows, ...]:
        return (self.table.as_rows(),) if self.table.records.rowCount() else ()

    def file_name(self, shown: Shown) -> str:
        return "the quarter"


def _read(session: Any, section: str, since: date | None, today: date, reader: str) -> Quarter:
    from wmpeer.ui.rhythm.reading import read_quarter  # much to fetch: when somebody looks

    return read_quarter(session, section, since, today, reader)


def _today() -> date:
    return now().astimezone().date()


def _options(counts: dict[str, int]) -> list[tuple[str, str]]:
    return [(section, f"{_TITLES[section]} {counts[section]:,}" if section in counts else _TITLES[section]) for section in SECTIONS]


def _in_words(quarter: Quarter, lines: Sequence[Line]) -> list[str]:
    from wmpeer.ui.rhythm.words import MARKS

    found = [f"# {_TITLES[quarter.section]}", quarter.summary]
    kind = ""
    for line in lines:
        if line.kind != kind:
            kind = line.kind
            found.append(f"# {MARKS[kind][0]}")
        day = f"{in_words(date.fromisoformat(line.day))}, " if line.day else ""
        found.append(f"{day}{line.name}: {line.sentence}")
    return found


def _kind(line: Line) -> Cell:
    from wmpeer.ui.rhythm.words import MARKS

    word, icon, tone, weight = MARKS[line.kind]
    return Cell(word, icon, icon_tone=tone, icon_weight=weight, tip=line.tip)


def _who(line: Line) -> Cell:
    return Cell(line.name, weight=500, tip=line.tip)


def _what(line: Line) -> Cell:
    tip = f"{line.sentence}\n{line.tip}" if line.tip else line.sentence
    return Cell(line.sentence, tip=tip)


def _when(line: Line) -> Cell:
    return Cell(in_words(date.fromisoformat(line.day)) if line.day else "", tip=line.tip)


_CHANGES = (
    Column("What happened", _kind, width=124),
    Column("Whose", _who, width=140),
    Column("What is told", _what, width=240, stretch=True, wrap=True, sort=None),
)


def _expected(source: int, what: int) -> tuple[Column, ...]:
    return (
        Column("Standing", _kind, width=100),
        Column("By", _when, width=146, sort=lambda line: line.day),
        Column("Source", _who, width=source, wrap=True),
        Column("What", _what, width=what, stretch=True, wrap=True, sort=None),
    )


_SHORT = _expected(150, 160)
_COLUMNS = {
    EXPECTED: _expected(360, 300), CHANGED: _CHANGES, FLAGS: _CHANGES, APART: (Column("How", _kind, width=136), *_CHANGES[1:]),
}  # fmt: skip
