"""The list of an area's indicators: a line each, flagged first, beside England, with a small line of years."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.rules import Flag
from wmpeer.indicators.same import RULE, Told, together
from wmpeer.indicators.values import apart
from wmpeer.judging.records import FigureDraft, FindingLine
from wmpeer.ui.data.words import SUM, is_sum
from wmpeer.ui.judge.behind import stands_on
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.spark import paint_spark
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, smooth, uncut, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.records import KIND_KEYS

ROW = 23
YEARS = 6
_Index = QModelIndex | QPersistentModelIndex
INDICATOR, _APART, _BEHIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
NOTE = "note"
"""The private note, where else a kind of finding stands."""


def in_order(rows: Sequence[BenchmarkRow], area: str) -> list[Told]:
    """The indicators of an area, each once, flagged ones first, else as their tables have them."""
    own = [one for one in together(rows) if any(area in row.areas for row in (one.row, *one.also))]
    return sorted(own, key=lambda one: not one.row.flags)


def said(one: Told, authority: str) -> str:
    """An indicator as a sentence for a screen reader."""
    row = one.row
    value = apart(row.text) if row.value is not None else f"no value, marked {row.text or row.raw}"
    england = f"England {apart(row.england_text)}" if row.england_text else "no value for England"
    england = f"England is {SUM}" if is_sum(row) else england
    flags = " Flag: " + " ".join(flag.sentence for flag in row.flags) if row.flags else ""
    told = "".join(f" {sentence}" for sentence in one.sentences)
    return f"{row.title}, {row.unit}, {row.period}: {authority} {value}, {england}.{flags} Source: {source_words(row.source)}.{told}"


class _Columns:
    """Where the columns stand at a width: the title gives way first; the rule's sentence is there only where much room is left."""

    def __init__(self, width: float) -> None:
        self.title = max(90.0, min(width - 354, 470.0))
        self.value = self.title + 16
        self.england = self.value + 112  # room for a whole sum of England, ten figures
        self.spark = self.england + 70
        self.flag = self.spark + 56
        self.rule = width - self.flag - 80 if width - self.flag > 240 else 0.0


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: BenchmarkRow = index.data(INDICATOR)
        disagree: bool = index.data(_APART)
        area, at = QRectF(option.rect), _Columns(option.rect.width())
        chosen, focused = self.parent().currentIndex() == index, self.parent().hasFocus()
        painter.save()
        smooth(painter)
        if chosen:
            box(painter, area.adjusted(6, 0, -6, 0), fill="chosen", edge="focus" if focused else "", width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area.adjusted(6, 0, -6, 0), fill="canvas")

        def part(left: float, right: float) -> QRectF:
            return QRectF(area.left() + left, area.top(), right - left, area.height())

        drawn = words(painter, part(16, at.title), row.title, fonts.font(), "ink")
        if drawn + 60 < at.title - 16:
            note = ", sources differ" if disagree else ""
            words(painter, part(16 + drawn + 8, at.title), f"{row.unit}, {row.period}{note}", fonts.font("small"), "ink3")
        if index.data(_BEHIND):
            paint_icon(painter, QRectF(area.left() + 1, area.center().y() - 6, 13, 13), "link", "accent_ink")
        value = apart(row.text) if row.value is not None else "no value"
        own = fonts.font("interface", 600) if row.value is not None else fonts.font("small")
        uncut(painter, part(at.title + 4, at.value + 68), value, own, "ink" if row.value is not None else "ink3", RIGHT)
        england = "" if is_sum(row) else apart(row.england_text)
        uncut(painter, part(at.value + 74, at.england + 58), england or "–", fonts.font(), "ink2", RIGHT)
        paint_spark(painter, part(at.spark, at.spark + 42), [value for _, value in row.trend[-YEARS:]])
        if row.flags:
            paint_icon(painter, QRectF(area.left() + at.flag, area.center().y() - 8, 16, 16), "flag", "consider", "fill")
            sentence = row.flags[0].sentence if at.rule else ""
            words(painter, part(at.flag + 20, at.flag + 52), "flag", fonts.font("interface", 500), "consider", LEFT)
            words(painter, part(at.flag + 62, area.width() - 12), sentence, fonts.font("small"), "ink2", LEFT)
        painter.restore()


class IndicatorModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told: list[Told] = []
        self.rows: list[BenchmarkRow] = []
        self.authority = ""
        self.findings: tuple[FindingLine, ...] = ()

    def set_told(self, told: list[Told], authority: str, findings: Sequence[FindingLine] = ()) -> None:
        """Nothing is laid out anew where it says the same: the chosen row stays chosen."""
        if (told, authority, tuple(findings)) == (self.told, self.authority, self.findings):
            return
        self.beginResetModel()
        self.told, self.rows, self.authority, self.findings = told, [one.row for one in told], authority, tuple(findings)
        self.endResetModel()

    def behind(self, row: BenchmarkRow) -> str:
        """How many findings stand on an indicator, in words; empty where none does."""
        count = len(stands_on(self.findings, row.code, row.source))
        return f"behind {count} of your findings" if count > 1 else "behind one of your findings" if count else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.told[index.row()]
        row = one.row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{said(one, self.authority)} {self.behind(row).capitalize()}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            head = (f"{row.title} ({row.unit}), {row.period}", f"Source: {source_words(row.source)}.")
            england = (f"England is {SUM}.",) if is_sum(row) else ()
            rule, behind = ((RULE,) if one.also else ()), self.behind(row).capitalize()
            lines = (*head, *england, *one.sentences, *rule, *(flag.sentence for flag in row.flags), behind)
            return "\n".join(filter(None, lines))
        if role == _BEHIND:
            return self.behind(row)
        return row if role == INDICATOR else one.apart if role == _APART else None


def figure_of(row: BenchmarkRow, flags: Sequence[Flag] = ()) -> FigureDraft:
    """An indicator's newest figure as evidence, or the first of *flags* on it."""
    words = flags[0].sentence if flags else f"{row.title}, {row.period}: {apart(row.text) if row.text else 'no value'}"
    return FigureDraft(row.code, row.period, row.source, flags[0].rule if flags else "", words)


class IndicatorList(QListView):
    opened = Signal(object)
    kind_pressed = Signal(str, object)
    """A kind's letter, or that of the private note, on a row (`BenchmarkRow`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("area-indicators")
        self.setAccessibleName("Indicators of this area")
        self.setProperty("bare", True)
        self.setProperty("ring", "none")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(INDICATOR)))
        theme().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(INDICATOR))
        elif index.isValid() and not event.modifiers() and event.text().lower() in (*KIND_KEYS, "w"):
            self.kind_pressed.emit(KIND_KEYS.get(event.text().lower(), NOTE), index.data(INDICATOR))
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def key_group(self) -> KeyGroup:
        """What keys do on an indicator."""
        kinds = [KeyLine((letter.upper(),), mark(kind).word) for letter, kind in KIND_KEYS.items()]
        return KeyGroup("An indicator, or its flag, becomes evidence of", (*kinds, KeyLine(("W",), "My private note")))

    def focusInEvent(self, event: object) -> None:
        self.choose_one()
        super().focusInEvent(event)
        self.viewport().update()

    def choose_one(self) -> None:
        """The first row, where none is chosen: a letter never acts on something that is not shown."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class ListHead(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.authority = ""
        self.setFixedHeight(20)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        at = _Columns(self.width())
        with QPainter(self) as painter:
            font, height = fonts.font("small"), self.height()
            words(painter, QRectF(16, 0, 200, height), "Indicator", font, "ink2")
            words(painter, QRectF(at.title - 60, 0, at.value + 68 - at.title + 60, height), self.authority, font, "ink2", RIGHT)
            words(painter, QRectF(at.value + 70, 0, at.england + 58 - at.value - 70, height), "England", font, "ink2", RIGHT)
            words(painter, QRectF(at.spark, 0, 56, height), f"{YEARS} years", font, "ink2")
            if at.rule:
                words(painter, QRectF(at.flag + 62, 0, at.rule, height), "Why it is flagged", font, "ink2")
