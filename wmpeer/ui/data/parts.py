"""Small parts of the screen: text to read, a sign with words beside it, a table of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.data.records import Told
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import colour, width_of
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme


class TextPage(QTextBrowser):
    """Lines to read at the reading size; a line that begins with "# " is a heading."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ring", "inside")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)
        theme().reading_changed.connect(self._show)  # its own method: the tie ends with the page

    def set_lines(self, lines: Sequence[str]) -> None:
        self._lines = tuple(line for line in lines if line)
        self._show()

    def lines(self) -> tuple[str, ...]:
        return self._lines

    def _show(self) -> None:
        self.setFont(fonts.font("reading", pixels=theme().reading_pixels))
        parts = []
        for line in self._lines:
            head = line.startswith("# ")
            text = escape(line.removeprefix("# "))
            parts.append(f'<p style="margin:14px 0 4px 0"><b>{text}</b></p>' if head else f'<p style="margin:2px 0">{text}</p>')
        self.setHtml("".join(parts))
        self.setAccessibleName("In words")


class Sign(QWidget):
    """An icon of 16 px that follows the palette."""

    def __init__(self, icon: str, tone: str = "ink2", weight: str = "regular", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = (icon, tone, weight)
        self.setFixedSize(16, 18)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, self.rect(), *self._looks)


class Signed(QWidget):
    """A sign, a title and a sentence below it."""

    def __init__(self, sign: Sign, title: str, text: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        column.setSpacing(0)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        if title:
            column.addWidget(Label(title, "interface", "ink2" if quiet else "ink", weight=500 if quiet else 600, wrap=True))
        if text:
            column.addWidget(Label(text, "small", "ink2", wrap=True, select=True))
        self.setAccessibleName(f"{title}. {text}")


class Paragraph(QWidget):
    """A small heading and a sentence below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "small", "ink", weight=500, wrap=True)
        self._text = Label("", "small", "ink2", wrap=True, select=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._text)

    def set_words(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")


class Paragraphs(QWidget):
    """Small headings with their sentences; the widgets stay, for to make them anew for each measure costs the window time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Paragraph] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_told(self, told: Sequence[Told]) -> None:
        while len(self._all) < len(told):
            self._all.append(Paragraph(self))
            self._column.addWidget(self._all[-1])
        for at, paragraph in enumerate(self._all):
            if at < len(told):
                paragraph.set_words(told[at].title, told[at].sentence)
            paragraph.setVisible(at < len(told))


def columns_of(chart: ChartDescription) -> list[Column]:
    """The columns of a chart's table; its first column words, the others numbers; a long marker is whole in its tooltip."""
    heads = chart.table[0] if chart.table else ("",)

    def cell(row: Sequence[str], at: int) -> Cell:
        text = row[at] if at < len(row) else ""
        if at and text.startswith("no value"):
            return Cell("no value", tone="ink3", said=text, tip=text)
        return Cell(text, tip=text if at == 0 or heads[at] in _TEXTS else "")

    def column(at: int, head: str) -> Column:
        if head in _TEXTS:
            return Column(head, lambda row: cell(row, at), width=_TEXTS[head], sort=None)
        longest = max((width_of(word, fonts.font("small", 500)) for word in head.split()), default=0)  # headings go over several lines
        wide = max(88, longest + 24)
        first = 84 if head == "Period" else 150
        return Column(head, lambda row: cell(row, at), number=at > 0, width=wide if at else first, stretch=at == 0, sort=None)

    return [column(at, head) for at, head in enumerate(heads)]


_TEXTS = {"Notes": 220, "Flags": 340}
"""Columns of words, and how wide they are."""


class NumbersTable(Table):
    """A chart's numbers; as tall as its rows."""

    def __init__(self, label: str, *, name: str, row_height: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(
            [Column("", lambda row: "")], label=label, key=lambda row: row, row_height=row_height, letters=False, name=name, parent=parent
        )

    def set_chart(self, chart: ChartDescription) -> None:
        self.set_records([])
        self.set_columns(columns_of(chart))
        self.set_records(list(chart.table[1:]))
        self.setFixedHeight(self.height_of_all() + 14)


class Canvas(QWidget):
    """A widget on a plain ground."""

    def __init__(self, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(self._ground))


def at_left(text: QWidget) -> QWidget:
    """*text* as wide as it may be, what is left empty beside it."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(text, 100)
    row.addStretch(1)
    return page


def on_top(table: QWidget) -> QWidget:
    """*table* as high as it is, what is left empty below it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table)
    column.addStretch(1)
    return page
