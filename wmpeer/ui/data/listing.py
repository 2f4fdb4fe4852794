"""The list at the left: an area's measures, each with its newest value, a small line of years, and a flag or the word neutral."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from wmpeer.indicators.periods import read_period
from wmpeer.indicators.short import sign
from wmpeer.indicators.values import marked
from wmpeer.ui.data.chooser import AreaChooser
from wmpeer.ui.data.names import polarity_words
from wmpeer.ui.data.records import Figures, Measure
from wmpeer.ui.data.words import places_of
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.charts.scale import number
from wmpeer.ui.kit.charts.spark import paint_spark
from wmpeer.ui.kit.fields import TextField, Tick
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label, Rule
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, smooth, uncut, width_of, words
from wmpeer.ui.kit.records import RECORD, Cell, Column
from wmpeer.ui.kit.theme import theme

YEARS = 6
_LINE = 18


def listed(figures: Figures, area: str, search: str = "", *, flagged_first: bool = False, every: bool = False) -> tuple[list[Measure], int]:
    """The measures to list, those of the card first and in its order, and how many more the area has.

    What is searched for is looked for among all of them.
    """
    here = figures.area(area)
    cards = here.card if here else tuple(code for one in figures.areas for code in one.card)
    order = {code: place for place, code in reversed(list(enumerate(cards)))}
    own = [measure for measure in figures.measures if not area or any(area in row.areas for row in (measure.row, *measure.also))]
    place = {measure.key: _place(measure, order) for measure in own}
    own.sort(key=lambda measure: (place[measure.key], measure.name.casefold() if place[measure.key] == len(order) else ""))
    wanted = search.casefold().split()
    if wanted:
        shown = [measure for measure in own if all(word in _searched(measure) for word in wanted)]
    else:
        shown = [measure for measure in own if every or place[measure.key] < len(order) or not order]
    if flagged_first:
        shown.sort(key=lambda measure: not measure.row.flags)
    return shown, 0 if wanted else len(own) - len(shown)


def _place(measure: Measure, order: dict[str, int]) -> int:
    return min(order.get(row.code, len(order)) for row in (measure.row, *measure.also))


def _searched(measure: Measure) -> str:
    rows = (measure.row, *measure.also)
    return " ".join((measure.name, *(f"{row.title} {row.code} {row.source}" for row in rows))).casefold()


def line_of(measure: Measure) -> Line:
    """A measure as a line of the list, and as words for a screen reader."""
    row = measure.row
    value = number(row.value, places_of(row)) if row.value is not None else "no value"
    unit = sign(row.unit, row.title) if row.value is not None else ""
    neutral = row.polarity not in ("High", "Low")
    state = f"{len(row.flags)} flag{'s' if len(row.flags) > 1 else ''}" if row.flags else "neutral" if neutral else "no flag"
    period = read_period(row.period).words
    shown = f"{value} {unit}".strip() if row.value is not None else f"no value, {marked(row.raw)}"
    return Line(
        measure.name, value, unit, "flag" if row.flags else "neutral" if neutral else "", "flag" if row.flags else "",
        "consider" if row.flags else "ink2", "fill" if row.flags else "regular",
        spark=tuple(each for _, each in row.trend[-YEARS:]), bold_second=row.value is not None,
        said=f"{measure.name}, {shown}, {period}, {state}",
        tip="\n".join(
            (" ".join(row.title.split()), f"{shown}, {period}; {polarity_words(row.polarity)}", *(flag.sentence for flag in row.flags))
        ),
    )  # fmt: skip


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: MeasureView) -> None:
        super().__init__(view)
        self._view = view
        self._wrapped: dict[tuple[str, int], list[str]] = {}

    def _lines(self, title: str, width: int) -> list[str]:
        """The title in two lines at most; the tooltip has it whole."""
        if (title, width) not in self._wrapped:
            font, lines = fonts.font("interface", 600), [""]
            for word in title.split():
                longer = f"{lines[-1]} {word}".strip()
                if not lines[-1] or width_of(longer, font) <= width or len(lines) == 2:
                    lines[-1] = longer
                else:
                    lines.append(word)
            self._wrapped[title, width] = lines
        return self._wrapped[title, width]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        name = index.data(RECORD).name  # all rows are asked, hundreds of them: nothing is wrapped here
        short = width_of(name, fonts.font("interface", 600)) <= self._view.viewport().width() - 32
        return QSize(120, 50 if short else 50 + _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line = self._view.line_of(index)
        painter.save()
        smooth(painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if chosen:
            box(painter, area, fill="chosen")
            painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, fill="canvas")
        inner = area.adjusted(10, 0, -10, 0)
        y = inner.top() + 5
        for text in self._lines(line.title, self._view.viewport().width() - 32):
            font = fonts.font("interface", 600 if chosen else 500)
            words(painter, QRectF(inner.left(), y, inner.width(), _LINE), text, font, "ink", LEFT)
            y += _LINE
        self._paint_second(painter, QRectF(inner.left(), y + 1, inner.width(), _LINE), line)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            box(painter, area, edge="focus", width=2)
        painter.restore()

    def _paint_second(self, painter: QPainter, area: QRectF, line: Line) -> None:
        tone = line.tone if line.icon else "ink3"
        words(painter, area, line.right, fonts.font("interface" if line.icon else "small", 500 if line.icon else 400), tone, RIGHT)
        if line.icon:
            left = area.right() - width_of(line.right, fonts.font("interface", 500)) - 20
            paint_icon(painter, QRectF(left, area.center().y() - 8, 16, 16), line.icon, line.tone, line.icon_weight)
        spark = QRectF(area.right() - 48 - 34, area.top(), 34, area.height())
        if area.width() >= 170:
            paint_spark(painter, spark, line.spark)
        else:  # no room for years and unit: the unit stays
            spark.moveLeft(area.right() - 44)
        font = fonts.font("interface", 600 if line.bold_second else 400)
        left = area.adjusted(0, 0, spark.left() - area.right() - 2, 0)
        draw = uncut if line.second[:1].isdigit() else words  # a number is never cut
        x = draw(painter, left, line.second, font, "ink" if line.bold_second else "ink2", LEFT)
        if line.second_unit:
            words(painter, left.adjusted(x + 5, 0, 0, 0), line.second_unit, fonts.font("small"), "ink3", LEFT)


class MeasureView(RecordList):
    """The measures; up and down choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(line_of, label="Measures", key=lambda measure: measure.key, letters=False, name="measures", parent=parent)
        cell = lambda measure: Cell(self._line_for(measure).title, said=self._line_for(measure).said, tip=self._line_for(measure).tip)  # noqa: E731
        self.records.set_columns([Column("Measure", cell)])
        self.setItemDelegate(_Delegate(self))

    def measure_at(self, index: QModelIndex) -> Measure:
        return index.data(RECORD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class Listing(QWidget):
    """Area, filter, and the measures. `chosen(Measure)`, `area_chosen(code)`."""

    chosen = Signal(object)
    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Figures | None = None
        self._area = ""
        self._every = False
        self.setObjectName("listing")
        self.area = AreaChooser(fill=True, name="area")
        self.search = TextField(hint="Filter measures", name="measure-filter")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Filter measures by word")
        self.flagged = Tick("Flagged first", name="flagged-first")
        self.view = MeasureView()
        self.nothing = Label("", "interface", "ink2", wrap=True)
        self.nothing.setContentsMargins(16, 8, 16, 8)
        self.more = Button("", "quiet", name="more-measures")
        self._lay_out()
        self.area.chosen.connect(self.area_chosen)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.flagged.toggled.connect(lambda _on: self._fill())
        self.more.clicked.connect(self._more)
        self.view.chosen.connect(self.chosen)
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tools = QVBoxLayout()
        tools.setContentsMargins(12, 8, 12, 6)
        tools.setSpacing(4)
        tools.addWidget(self.search)
        tools.addWidget(self.flagged)
        column.addWidget(self.area)
        column.addWidget(Rule())
        column.addLayout(tools)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        column.addWidget(self.more)
        self.nothing.hide()

    def set_figures(self, figures: Figures, area: str) -> None:
        """Show the measures of *area* ("" for all areas); the chosen one stays chosen where it is still listed."""
        if area != self._area:
            self._every = False
        self._figures, self._area = figures, area
        self.area.set_areas(figures.areas, area)
        self._fill()

    def measures(self) -> list[Measure]:
        """What is listed, in its order."""
        return self.view.records.records()

    def choose(self, measure: Measure) -> None:
        """Make *measure* current, and take away what hides it; nothing is sent."""
        if not self._select(measure):
            self.search.clear()
            self._every = True
            self._fill()
            self._select(measure)

    def _select(self, measure: Measure) -> bool:
        self.view.blockSignals(True)
        found = self.view.choose(measure.key)
        self.view.blockSignals(False)
        if found:
            self.view.scrollTo(self.view.currentIndex())
        return found

    def _fill(self) -> None:
        if self._figures is None:
            return
        shown, left = listed(
            self._figures, self._area, self.search.text(), flagged_first=self.flagged.isChecked(), every=self._every
        )  # fmt: skip
        self.view.set_records(shown)
        searched = self.search.text().strip()
        self.nothing.setText(f"No measure says “{searched}”." if searched else "No measure of this area is loaded for this authority.")
        self.nothing.setVisible(not shown)
        self.more.setVisible(bool(left) or (self._every and not searched))
        self.more.set_words(f"Show {left} more" if left else "Show the card’s measures only")

    def _more(self) -> None:
        self._every = not self._every
        self._fill()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
