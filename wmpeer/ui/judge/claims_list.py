"""The list of claims and questions: the sentence with its number, the mark as icon and word, what is published."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wmpeer.claims.records import Claim
from wmpeer.ui.judge.claims_words import ANSWERED, Row, around, look_of, plain, published, spoken
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, smooth, width_of, words
from wmpeer.ui.kit.theme import theme

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_HEAD, _TWO = 24, 44
_LEFT, _TEXT = 16, 40


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(ROW)
        return QSize(120, _HEAD if row.head else _TWO)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        area = QRectF(option.rect)
        painter.save()
        smooth(painter)
        if row.head:
            words(painter, area.adjusted(_LEFT, 2, -8, 0), row.head, fonts.font("small", 600), "ink2")
        else:
            self._ground(painter, area, option)
            upper = QRectF(area.left() + _TEXT, area.top() + 3, area.width() - _TEXT - 14, 20)
            lower = upper.translated(0, 19)
            if row.claim is not None:
                _paint_claim(painter, upper, lower, row.claim)
            else:
                _paint_question(painter, upper, lower, row)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        inner = area.adjusted(6, 1, -6, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = self.parent().hasFocus()
            box(painter, inner, fill="chosen", edge="focus" if focused else "", width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, inner, fill="canvas")


def _paint_claim(painter: QPainter, upper: QRectF, lower: QRectF, claim: Claim) -> None:
    look, quiet = look_of(claim), claim.answer is not None
    paint_icon(painter, QRectF(upper.left() - 24, upper.center().y() - 8, 16, 16), look.icon, look.tone, look.weight)
    where = claim.pages.said()
    taken = words(painter, upper, where, fonts.font("small"), "accent_ink", RIGHT) + 10 if where else 0.0
    _paint_sentence(painter, upper.adjusted(0, 0, -taken, 0), claim, "ink2" if quiet else "ink")
    said = ANSWERED[claim.answer.answer] if claim.answer is not None else ""
    right = 0.0
    if said:
        right = words(painter, lower, said, fonts.font("small", 500), "ink2", RIGHT) + 8
        paint_icon(painter, QRectF(lower.right() - right - 10, lower.center().y() - 7, 14, 14), "check-circle", "ink2")
        right += 18
    word = words(painter, lower, look.word, fonts.font("small", 600), look.tone, LEFT)
    told = published(claim) or "nothing to compare with"
    words(painter, lower.adjusted(word + 6, 0, -right, 0), f"· {told}", fonts.font("small"), "ink2", LEFT)


def _paint_sentence(painter: QPainter, area: QRectF, claim: Claim, tone: str) -> None:
    usual, strong = fonts.reading(14), fonts.reading(14, 600)
    room = max(8, round(area.width() / QFontMetricsF(usual).averageCharWidth()) - 4)
    before, number, after = around(claim.sentence, claim.number_start - claim.start, claim.number_end - claim.start, room)
    left = area.left()
    for text, font in ((before, usual), (number, strong), (after, usual)):
        width = QFontMetricsF(font).horizontalAdvance(text)
        words(painter, QRectF(left, area.top(), max(0.0, min(width + 1, area.right() - left)), area.height()), text, font, tone, LEFT)
        left += width
        if left >= area.right():
            return


def _paint_question(painter: QPainter, upper: QRectF, lower: QRectF, row: Row) -> None:
    question = row.question
    if question is None:
        return
    icon, tone = ("check-circle", "ink2") if row.asked else ("chat-text", "ink2")
    paint_icon(painter, QRectF(upper.left() - 24, upper.center().y() - 8, 16, 16), icon, tone)
    where = question.pages.said()
    taken = words(painter, upper, where, fonts.font("small"), "accent_ink", RIGHT) + 10 if where else 0.0
    words(painter, upper.adjusted(0, 0, -taken, 0), plain(question.sentence), fonts.reading(14), "ink2", LEFT)
    right = width_of("asked", fonts.font("small", 500)) + 8 if row.asked else 0
    if row.asked:
        words(painter, lower, "asked", fonts.font("small", 500), "ink2", RIGHT)
    words(painter, lower.adjusted(0, 0, -right, 0), question.question, fonts.font("small"), "ink2", LEFT)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        heading = index.isValid() and self.rows[index.row()].head
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.claim is not None:
            return f"“{plain(row.claim.sentence)}”\n{row.claim.why}"
        return None


class ClaimList(QListView):
    """`chosen(Row | None)` when another row is the current one, `opened(Row)` on Enter, `pointed_at(Row)` on a click."""

    chosen = Signal(object)
    opened = Signal(object)
    pointed_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim-list")
        self.setAccessibleName("Claims in this text")
        self.setProperty("bare", True)
        self.setProperty("ring", "none")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self._rows, self._quiet = _Model(self), False
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        self.clicked.connect(self._clicked)
        theme().changed.connect(self.viewport().update)
        theme().reading_changed.connect(self._font_changed)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows.rows

    def _font_changed(self, _pixels: int) -> None:
        self.viewport().update()

    def current(self) -> Row | None:
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the current one stays, or the one that took its place follows."""
        if tuple(rows) == self._rows.rows:
            return
        known, at, scrolled = self.current(), self.currentIndex().row(), self.verticalScrollBar().value()
        self._quiet = True
        self._rows.set_rows(tuple(rows))
        if known is None or not self.choose(known.key):
            self._choose_near(max(0, at))
        self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        self._tell()

    def choose(self, key: str) -> bool:
        row = next((at for at, one in enumerate(self._rows.rows) if one.key == key and not one.head), -1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))
        return row >= 0

    def _choose_near(self, at: int) -> None:
        takes = [row for row, one in enumerate(self._rows.rows) if not one.head]
        if takes:
            self.setCurrentIndex(self._rows.index(next((row for row in takes if row >= at), takes[-1]), 0))

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.current())

    def _clicked(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if not row.head:
            self.pointed_at.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._choose_near(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
