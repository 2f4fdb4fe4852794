"""Fields of a form: a label above, help where one hesitates, the field, and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.dates import date_from_words, in_words, why_no_day
from wmpeer.ui.kit.icons import paint_icon, pixmap
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import box, colour, repolish, smooth, words
from wmpeer.ui.kit.texts import TextArea as TextArea
from wmpeer.ui.kit.texts import TextField as TextField
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import CONTROL, TABLE_ROW


class DateField(QLineEdit):
    """A day, typed as people write it. `day_changed(date | None)` when the field is left with another day than before.

    What is no day stays as typed; `is_wrong()` says so, and its `Field` says why when it is left.
    """

    day_changed = Signal(object)

    def __init__(
        self, day: date | None = None, *, today: Callable[[], date] = date.today, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._day: date | None = None
        self.setObjectName(name)
        self.setPlaceholderText("day month year")
        self.setFont(fonts.font())
        self.setFixedWidth(190)
        self.editingFinished.connect(self._finished)
        self.set_day(day)

    def day(self) -> date | None:
        """The day that is written here, or None where it is empty or no day."""
        return date_from_words(self.text(), self._today())

    def set_day(self, day: date | None) -> None:
        self._day = day
        self.setText(in_words(day) if day else "")

    def is_wrong(self) -> bool:
        """Whether something is written that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def why_wrong(self) -> str:
        """Why what is written is no day and what to do, or ""."""
        return why_no_day(self.text(), self._today())

    def _finished(self) -> None:
        day = self.day()
        if day:
            self.setText(in_words(day))
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)


class _ChoiceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 40, TABLE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        from PySide6.QtWidgets import QStyle

        over = bool(option.state & QStyle.StateFlag.State_Selected)
        current = index.row() == self.parent().currentIndex()
        painter.save()
        smooth(painter)
        area = QRectF(option.rect)
        if over:
            painter.fillRect(area, colour("chosen"))
        if current:
            paint_icon(painter, QRectF(area.left() + 8, area.center().y() - 7, 14, 14), "check", "accent_ink", "bold")
        text = str(index.data() or "")
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        tone = "ink" if enabled else "ink3"
        words(painter, area.adjusted(30, 0, -8, 0), text, fonts.font("interface", 600 if current else 400), tone)
        painter.restore()


_MOST_ROWS = 18


class Choice(QComboBox):
    """One of many: *options* are ``(key, word)``. `chosen(key)` when a person chooses; the wheel only chooses where the focus is."""

    chosen = Signal(str)

    def __init__(
        self,
        options: list[tuple[str, str]] | tuple[tuple[str, str], ...] = (),
        *,
        value: str = "",
        hint: str = "Choose",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFont(fonts.font())
        self.setPlaceholderText(hint)
        self.setFixedHeight(CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        view = QListView()
        self.setView(view)
        view.setItemDelegate(_ChoiceDelegate(self))
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.set_options(options, value)
        self.activated.connect(lambda _at: self.chosen.emit(self.value()))
        theme().changed.connect(self.update)

    def set_options(self, options: list[tuple[str, str]] | tuple[tuple[str, str], ...], value: str = "") -> None:
        value = value or self.value()
        self.clear()
        for key, word in options:
            self.addItem(word, key)
        self.set_value(value)

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        self.setCurrentIndex(self.findData(key))

    def sizeHint(self) -> QSize:
        return QSize(max(140, super().sizeHint().width() + 24), CONTROL)

    def showPopup(self) -> None:
        self.view().setMinimumWidth(min(480, self.view().sizeHintForColumn(0) + 16))  # no word in the list is cut
        super().showPopup()
        self._fit_list()

    def _fit_list(self) -> None:
        """The open list shows whole rows, below the field or above it, and never runs off the screen."""
        view, inside = self.view(), self.screen().availableGeometry()
        holder, row = view.parentWidget(), max(1, view.sizeHintForRow(0))
        around = holder.height() - view.viewport().height()
        top = self.mapToGlobal(QPoint(0, 0)).y()
        foot = top + self.height()
        below, above = inside.bottom() + 1 - foot, top - inside.top()
        wanted = min(self.count(), _MOST_ROWS) * row + around
        down = below >= min(wanted, above)
        height = min(wanted, max(1, ((below if down else above) - around) // row) * row + around)
        bars = Qt.ScrollBarPolicy
        view.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if height >= self.count() * row + around else bars.ScrollBarAlwaysOn)
        holder.setGeometry(holder.x(), foot if down else top - height, holder.width(), height)
        view.scrollTo(view.currentIndex())

    def wheelEvent(self, event) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            wrong = bool(self.property("wrong"))
            box(painter, self.rect(), fill="paper", edge="alert" if wrong else "line2", width=2 if wrong else 1)
            text = self.currentText() or self.placeholderText()
            tone = "ink" if self.currentText() and self.isEnabled() else "ink3"
            words(painter, QRectF(12, 0, self.width() - 40, self.height()), text, fonts.font(), tone)
            paint_icon(painter, QRectF(self.width() - 26, (self.height() - 14) / 2, 14, 14), "caret-down", "ink2")


class Tick(QCheckBox):
    """A box to tick, with its words."""

    def __init__(self, text: str = "", *, ticked: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setFont(fonts.font())
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 12, 24)

    def hitButton(self, pos) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_tick(smooth(painter), QRectF(1, (self.height() - 16) / 2, 16, 16), self.checkState(), self.isEnabled())
            tone = "ink" if self.isEnabled() else "ink3"
            words(painter, QRectF(26, 0, self.width() - 26, self.height()), self.text(), self.font(), tone)


def paint_tick(painter: QPainter, rect: QRectF, state: Qt.CheckState, enabled: bool = True) -> None:
    """The box of a `Tick`, for delegates too."""
    if state == Qt.CheckState.Unchecked or not enabled:
        box(painter, rect, fill="paper" if enabled else "sunken", edge="line2" if enabled else "line", radius=3)
        return
    box(painter, rect, fill="accent", radius=3)
    icon = "check" if state == Qt.CheckState.Checked else "minus"
    paint_icon(painter, rect.adjusted(2, 2, -2, -2), icon, "on_accent", "bold")


class Field(QWidget):
    """A field of a form: label, help, the *widget*, and below it what is wrong and what to do (`set_error`)."""

    def __init__(
        self,
        label: str,
        widget: QWidget,
        help: str = "",  # noqa: A002
        *,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.widget = widget
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self._label = Label(label, weight=600)
        self._label.setBuddy(widget)
        self._help = Label(help, "small", "ink2", wrap=True, parent=self)  # shown without a parent it would be a window for a moment
        self._help.setVisible(bool(help))
        column.addWidget(self._label)
        column.addWidget(self._help)
        self._add_widget(column, widget, beside)
        self._error = Label("", tone="alert", weight=500, wrap=True)
        self._error.setObjectName(f"{widget.objectName()}-error" if widget.objectName() else "field-error")
        self._sign = QLabel()
        self._wrong = QWidget()
        row = QHBoxLayout(self._wrong)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        self._wrong.hide()
        column.addWidget(self._wrong)
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(help)
        if isinstance(widget, DateField):
            widget.editingFinished.connect(self._say_day)
        theme().changed.connect(self._dress)

    def _add_widget(self, column: QVBoxLayout, widget: QWidget, beside: QWidget | None) -> None:
        fixed = widget.minimumWidth() == widget.maximumWidth()
        policy = widget.sizePolicy().horizontalPolicy()
        spreads = not fixed and policy in (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(widget, 1 if spreads and beside is None else 0)
        if beside is not None:
            row.addWidget(beside)
        if not spreads or beside is not None:
            row.addStretch(1)
        column.addLayout(row)

    def set_help(self, text: str) -> None:
        self._help.setText(text)
        self._help.setVisible(bool(text))
        self.widget.setAccessibleDescription(text)

    def _say_day(self) -> None:
        """Words that are no day stay, with a sentence; a day takes the sentence away."""
        if self.widget.is_wrong() or self.widget.day() is not None:
            self.set_error(self.widget.why_wrong())

    def error(self) -> str:
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong below the field; "" takes it away."""
        self._error.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.widget.setAccessibleDescription(sentence or self._help.text())
        if bool(self.widget.property("wrong")) != bool(sentence):
            self.widget.setProperty("wrong", bool(sentence))
            repolish(self.widget)
        self._dress()
        if sentence:
            announce(self.widget, sentence, urgent=True)

    def _dress(self) -> None:
        self._sign.setPixmap(pixmap("warning-circle", 16, "alert", "fill", self.devicePixelRatioF()))
