"""Parts of pages: tool rows, folding sections, single-column forms, and the numbered steps of a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import CENTRE, LEFT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import PANEL_MARGIN, TOOL_ROW


class ToolRow(QWidget):
    """A row of tools, 44 px, on a *ground*, with a hairline below (or *above*); add to its `row`."""

    def __init__(self, *widgets: QWidget | None, ground: str = "paper", above: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._above = ground, above
        self.setFixedHeight(TOOL_ROW)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(PANEL_MARGIN, 0, PANEL_MARGIN, 0)
        self.row.setSpacing(8)
        for widget in widgets:
            self.row.addStretch(1) if widget is None else self.row.addWidget(widget)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(self._ground))
            y = 0.5 if self._above else self.height() - 0.5
            hairline(painter, 0, y, self.width(), y)


class _FoldHead(QPushButton):
    def __init__(self, title: str, note: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.note = note
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedHeight(32)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring", "inside")
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(width_of(self.text(), fonts.font("subheading")) + width_of(self.note, fonts.font()) + 44, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            icon = "caret-down" if self.isChecked() else "caret-right"
            paint_icon(painter, QRectF(0, 8, 16, 16), icon, "accent" if self.underMouse() else "ink2", "bold")
            x = 24 + words(painter, QRectF(24, 0, self.width() - 24, 32), self.text(), fonts.font("interface", 600), "ink", LEFT) + 10
            words(painter, QRectF(x, 0, self.width() - x, 32), self.note, fonts.font(), "ink2", LEFT)


class Fold(QWidget):
    """A section that folds away under its heading; *note* is what one still sees then ("12 indicators, 2 flagged"). `folded(bool)`."""

    folded = Signal(bool)

    def __init__(
        self,
        title: str,
        body: QWidget,
        *,
        note: str = "",
        open: bool = True,  # noqa: A002
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.body = body
        self._head = _FoldHead(title, note, self)
        self._head.setObjectName(f"{name}-head" if name else "fold-head")
        self._extra = QHBoxLayout()
        self._extra.addWidget(self._head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._extra)
        column.addWidget(body, 1)
        self._head.toggled.connect(self._toggled)
        self.set_note(note)
        self.set_open(open)

    def add_tool(self, widget: QWidget) -> None:
        """A button at the right end of the heading."""
        self._extra.addWidget(widget)

    def set_title(self, title: str) -> None:
        self._head.setText(title)
        self.set_note(self._head.note)

    def set_note(self, note: str) -> None:
        self._head.note = note
        self._say()
        self._head.update()

    def is_open(self) -> bool:
        return self._head.isChecked()

    def set_open(self, open_: bool) -> None:
        self._head.setChecked(open_)
        self.body.setVisible(open_)
        self._say()

    def _say(self) -> None:
        state = "open" if self._head.isChecked() else "folded"
        self._head.setAccessibleName(", ".join(part for part in (self._head.text(), self._head.note, state) if part))

    def _toggled(self, open_: bool) -> None:
        self.set_open(open_)
        self.folded.emit(not open_)


class ScrollPage(QScrollArea):
    """A page that scrolls; what is in it keeps its width below *widest* and stands at the left."""

    def __init__(self, content: QWidget, *, widest: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if widest:
            content.setMaximumWidth(widest)
            row.addWidget(content, 100)
            row.addStretch(1)
        else:
            row.addWidget(content)
        self.setWidget(holder)
        for part in (holder, self.viewport()):  # setWidget fills them with the window's colour
            part.setAutoFillBackground(False)
        self.content = content


class Form(QWidget):
    """A single column of fields under a heading, at most 616 px wide; `add` fields, then `add_foot` the buttons."""

    def __init__(self, title: str = "", text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        if title:
            head = QVBoxLayout()
            head.setSpacing(2)
            head.addWidget(Label(title, "heading", wrap=True))
            if text:
                head.addWidget(Label(text, tone="ink2", wrap=True))
            self.column.addLayout(head)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)

    def add_foot(self, *widgets: QWidget, note: str = "") -> None:
        """Buttons below the fields, and a quiet note at their right."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        if note:
            row.addWidget(Label(note, "small", "ink2"))
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self.column.addStretch(1)


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step: `key`, its `number`, its `word` (tooltip and screen reader), whether it is `done`."""

    key: str
    number: int
    word: str
    done: bool = False


class _StepButton(QPushButton):
    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(str(step.number), parent)
        self.setCheckable(True)
        self.setFixedHeight(22)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_step(step)
        theme().changed.connect(self.update)

    def set_step(self, step: Step) -> None:
        self.step = step
        self.setText(str(step.number))
        self.setToolTip(step.word)
        self.setAccessibleName(f"{step.number}, {step.word}{', done' if step.done else ''}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(38, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(26, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            here, done = self.isChecked(), self.step.done
            fill = "soft-strength" if done else "paper"
            edge, width = ("accent", 2) if here else ("strength", 1) if done else ("line2", 1)
            box(painter, self.rect(), fill=fill, edge=edge, width=width)
            ink = "accent_ink" if here else "strength" if done else "ink2"
            area = QRectF(self.rect())
            if done:
                paint_icon(painter, QRectF(area.center().x() - 14, area.center().y() - 6, 12, 12), "check", ink, "bold")
                area.setLeft(area.center().x())
                words(painter, area, self.text(), fonts.font("small", 600), ink, LEFT, elide=False)
            else:
                words(painter, area, self.text(), fonts.font("small", 600 if here else 500), ink, CENTRE, elide=False)


class Steps(QWidget):
    """The numbered areas of a card: done ones have a tick. `chosen(key)` when a person chooses one."""

    chosen = Signal(str)

    def __init__(self, *, label: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _StepButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step], current: str = "") -> None:
        """Other steps, or the same ones further on; the focus stays where it was."""
        if [step.key for step in steps] == list(self._buttons):
            for step in steps:
                self._buttons[step.key].set_step(step)
            self.set_current(current)
            return
        focused = next((key for key, button in self._buttons.items() if button.hasFocus()), "")
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for step in steps:
            button = _StepButton(step, self)
            button.setObjectName(f"{self.objectName()}-{step.key}" if self.objectName() else step.key)
            button.clicked.connect(lambda _checked=False, key=step.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._row.addWidget(button)
            button.show()
            self._buttons[step.key] = button
        tab_through(self, tuple(self._buttons.values()))
        self.set_current(current)
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def set_current(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def step(self, key: str) -> QPushButton:
        return self._buttons[key]


class NumberMark(QWidget):
    """An area's number on accent ground, before its heading."""

    def __init__(self, number: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(20, 20)
        self.set_number(number)
        theme().changed.connect(self.update)

    def set_number(self, number: int) -> None:
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            box(smooth(painter), self.rect(), fill="accent", radius=3)
            words(painter, self.rect(), str(self._number), fonts.font("small", 600), "on_accent", CENTRE, elide=False)
