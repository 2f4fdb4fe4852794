"""The middle of the screen: one measure of one authority, as pictures, as numbers or in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.data.facts import Facts
from wmpeer.ui.data.one_reading import read_one
from wmpeer.ui.data.pages import VIEWS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import NumbersTable, TextPage
from wmpeer.ui.data.rebasing import RebaseForm
from wmpeer.ui.data.records import OneIndicator
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.charts.strip import StripChart
from wmpeer.ui.kit.charts.trend import TrendChart
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, colour, smooth, words, wrapped
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.theme import on_white_paper

_SAVED = QSize(1000, 692)
_LEAST = 210


class _Trend(TrendChart):
    """Takes what is left on the page; the page scrolls only where less than the least is left."""

    def sizeHint(self) -> QSize:
        return QSize(660, _LEAST)


class Head(QWidget):
    """The measure's name, unit and polarity, its figure, and what it means beside England, the region and the neighbours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("Reading …", "heading", wrap=True, select=True)
        self.title.setObjectName("indicator-title")
        self.about = Label("", "small", "ink2", wrap=True)
        self.value = Label("", "figure", "accent_ink")
        self.value.setObjectName("indicator-value")
        self.unit = Label("", "heading", "accent_ink", weight=400)
        self.sentence = Label("", wrap=True, select=True)
        self.sentence.setObjectName("indicator-sentence")
        self.facts = Facts()
        upper, texts = QHBoxLayout(), QVBoxLayout()
        upper.setSpacing(16)
        texts.setSpacing(1)
        texts.addWidget(self.title)
        texts.addWidget(self.about)
        upper.addLayout(texts, 1)
        figure = QHBoxLayout()
        figure.setSpacing(6)
        figure.addWidget(self.value)
        figure.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        upper.addLayout(figure)
        upper.setAlignment(figure, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addWidget(self.facts)
        column.addWidget(self.sentence)

    def show_one(self, one: OneIndicator) -> None:
        self.title.setText(one.title)
        self.about.setText(one.about)
        known = one.row.value is not None
        self.value.setFont(fonts.font("figure" if known and len(one.value) < 9 else "heading"))
        self.value.setText(one.value)
        self.value.set_tone("accent_ink" if known else "ink3")
        unit = one.unit if len(one.unit) < 14 else ""
        self.unit.setFont(fonts.font("heading" if unit == "%" else "small", 400))
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))
        self.sentence.setText(one.sentence)
        self.facts.set_facts(one.facts)


class Single(Page):
    """One measure of one authority."""

    mode = "one"
    beside = True
    rebase_asked = Signal(object)
    """Control limits of this `OneIndicator` are to begin anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one: OneIndicator | None = None
        self.setObjectName("one-indicator")
        self.head = Head()
        self.years = Label("", weight=600, wrap=True)
        self.years.setObjectName("years")
        self.trend = _Trend(name="trend")
        self.trend.setMinimumHeight(_LEAST)
        self.strip_title = Label("", weight=600)
        self.strip = StripChart(name="strip")
        self.strip.setFixedHeight(174)
        self.control = Button(
            "Control chart", "quiet", "chart-line", key="C", name="control-chart", tip="Control limits, or the others (C)"
        )
        self.control.setCheckable(True)
        self.rebase = Button("Begin limits anew", "quiet", "note-pencil", name="begin-anew", tip="Say from when they begin anew, and why")
        for button in (self.control, self.rebase):
            button.hide()  # until there is something to do it to
        self.form = RebaseForm()
        self.notes = Label("", "small", "ink2", wrap=True, select=True)
        self.notes.setObjectName("chart-notes")
        self.trend_table = NumbersTable("The years in numbers", name="trend-numbers")
        self.strip_table = NumbersTable("The region in numbers, by name", name="strip-numbers")
        self.text = TextPage(name="in-words")
        self._view = 0
        self._pages = (self._picture(), self._numbers(), self._reading())  # not a stack: it would be as tall as its tallest page
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        for page in self._pages:
            column.addWidget(page, 1)
            page.setVisible(page is self._pages[0])
        self.control.clicked.connect(self._show_trend)
        self.rebase.clicked.connect(lambda: self.rebase_asked.emit(self.one))
        self.form.left.connect(self.close_form)
        self.scroll = ScrollPage(content, name="one-scroll")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroll)

    def _picture(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.years, 1)
        head.addWidget(self.rebase)
        head.addWidget(self.control)
        column.addLayout(head)
        column.addWidget(self.trend, 1)
        column.addWidget(self.notes)
        column.addWidget(self.form)
        column.addSpacing(4)
        column.addWidget(self.strip_title)
        column.addWidget(self.strip)
        return page

    def _numbers(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._numbers_years, self._numbers_strip = Label("", weight=600, wrap=True), Label("", weight=600, wrap=True)
        for widget in (self._numbers_years, self.trend_table, self._numbers_strip, self.strip_table):
            column.addWidget(widget)
        column.addStretch(1)
        return page

    def _reading(self) -> QWidget:
        self.text.setMaximumWidth(660)
        self.text.setMinimumHeight(320)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 100)
        row.addStretch(1)
        return page

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "One indicator" if whole else "One"

    def wanted(self, shown: Shown) -> Wanted | None:
        if shown.measure is None or shown.row is None:
            return None
        figures, row = shown.figures, shown.row
        key = ("one", figures.authority, figures.model, row.code, row.source, shown.reader)
        return Wanted(key, read_one, (figures, shown.measure, row, shown.reader))

    def show_answer(self, answer: Any, shown: Shown) -> None:
        if answer is not None:
            self.show_one(answer)

    def show_one(self, one: OneIndicator) -> None:
        self.one = one
        self.control.show()
        self.head.show_one(one)
        self.years.setText(one.years)
        self._numbers_years.setText(one.years)
        self._show_trend()
        self.strip_title.setText(one.strip_title)
        self._numbers_strip.setText(one.strip_title.partition(", one circle each")[0] + ", by name")
        for widget in (self.strip_title, self.strip):
            widget.setVisible(any(point.value is not None for point in one.strip.points))
        self.strip.set_description(one.strip)
        self._fill_view()

    def toggle_control(self) -> None:
        """The control chart, or the others beside the authority again; where there is none, why."""
        if self.control.isEnabled():
            self.control.setChecked(not self.control.isChecked())
            self._show_trend()
        elif self.one is not None:
            self.said.emit("There is no control chart of this.", self.one.why_no_limits)

    def chart(self) -> ChartDescription | None:
        """What is drawn of the years: the authority with its control limits, or beside the others."""
        if self.one is None:
            return None
        return self.one.control if self.control.isChecked() and not self.one.why_no_limits else self.one.trend

    def _show_trend(self) -> None:
        one, chart = self.one, self.chart()
        if one is None or chart is None:
            return
        limited = chart.kind == "control"
        self.control.setEnabled(not one.why_no_limits)
        self.control.setToolTip(one.why_no_limits or "Control limits, or the others beside it (C)")
        self.control.setAccessibleDescription(self.control.toolTip())
        self.rebase.setVisible(one.rebasing.allowed and (limited or bool(one.rebasing.begun)))
        self.trend.set_description(chart)
        begun = tuple(line.sentence for line in one.rebasing.begun) if limited else ()
        self.notes.setText(" ".join((*chart.notes, *begun)))
        self.notes.setVisible(bool(self.notes.text()))
        self._fill_view()

    def close_form(self) -> None:
        """Put the form for new limits away."""
        focused = self.form.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.form.hide()
        if focused:
            (self.rebase if self.rebase.isVisible() else self.trend).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_view(self, view: str) -> None:
        at = VIEWS.index(view)
        if at != self._view:
            self._view = at
            for page in self._pages:
                page.setVisible(page is self._pages[at])
            self._fill_view()

    def set_room(self, room: str) -> None:
        """A smaller heading where there is less room."""
        self.head.title.setFont(fonts.font("heading" if room == "wide" else "subheading"))

    def view_widget(self) -> QWidget:
        """What takes the focus in the view shown."""
        return (self.trend, self.trend_table, self.text)[self._view]

    def _fill_view(self) -> None:
        """Numbers and words are only laid out when they are looked at."""
        if self.one is None:
            return
        if self._view == 1:
            self.trend_table.set_chart(self.chart())
            self.strip_table.set_chart(_named(self.one.strip, self.one.unit))
        elif self._view == 2:
            self.text.set_lines(self.one.words)

    # ---- pictures

    def image(self) -> QImage | None:
        """Both charts on one white page with their words, twice as fine as the screen."""
        if self.one is None:
            return None
        image = QImage(_SAVED * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper(), QPainter(image) as painter:
            smooth(painter)
            painter.fillRect(image.rect(), colour("paper"))
            width = _SAVED.width() - 40
            words(painter, QRectF(20, 14, width, 28), self.one.title, fonts.font("heading"))
            words(painter, QRectF(20, 42, width, 18), self.one.about, fonts.font("small"), "ink2", LEFT)
            words(painter, QRectF(20, 64, width, 18), self.one.sentence, fonts.font(), "ink", LEFT)
            words(painter, QRectF(20, 92, width, 18), self.one.years, fonts.font("interface", 600), "ink", LEFT)
            notes = self.notes.text()
            self.trend.draw(painter, QRectF(20, 114, width, 350 if notes else 380))
            wrapped(painter, QRectF(20, 466, width, 48), notes, fonts.font("small"), "ink2")
            if not self.strip.isHidden():
                top = 516 if notes else 506
                words(painter, QRectF(20, top, width, 18), self.one.strip_title, fonts.font("interface", 600), "ink", LEFT)
                self.strip.draw(painter, QRectF(20, top + 20, width, 156))
        for chart in (self.trend, self.strip):
            chart.update()
        return image

    def origin(self, shown: Shown, day: date) -> tuple[str, ...]:
        return self.one.trend.origin(day, shown.figures.name) if self.one is not None else ()

    def tables(self) -> tuple[Rows, ...]:
        return (self.chart().table, _named(self.one.strip, self.one.unit).table) if self.one is not None else ()


def _named(strip: ChartDescription, unit: str) -> ChartDescription:
    """The strip with its unit in the heading."""
    head = tuple(f"{text}, {unit}" if at and unit else text for at, text in enumerate(strip.table[0]))
    return replace(strip, table=(head, *strip.table[1:]))
