"""The left rail: the cycle at its head, the screens with icon and word, the person and the looks at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import IconButton
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.icons import icon, paint_icon
from wmpeer.ui.kit.paint import CENTRE, LEFT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.theme import READING_SIZES, theme
from wmpeer.ui.kit.tokens import RAIL, RAIL_ICON, RAIL_NARROW, RAIL_ROW, TOP_BAR


class RailButton(QPushButton):
    """One screen of the rail."""

    def __init__(self, name: str, word: str, icon: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self._icon, self._shortcut = icon, shortcut
        self.badge = 0
        self.narrow = False
        self.setObjectName(f"rail-{name}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(RAIL_ROW)
        self.set_badge(0)
        theme().changed.connect(self.update)

    def set_badge(self, count: int) -> None:
        self.badge = count
        self.setAccessibleName(f"{self.text()}, {count} waiting" if count else self.text())
        self.setToolTip(f"{self.text()} ({self._shortcut})" if self._shortcut else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(36 if self.narrow else 140, RAIL_ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(36, RAIL_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            chosen = self.isChecked()
            if chosen or self.underMouse():
                box(painter, self.rect(), fill="paper" if chosen else "canvas")
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accent"))
                painter.drawRoundedRect(QRectF(0, 9, 3, self.height() - 18), 1.5, 1.5)
            x = (self.width() - RAIL_ICON) / 2 if self.narrow else 12
            area = QRectF(x, (self.height() - RAIL_ICON) / 2, RAIL_ICON, RAIL_ICON)
            paint_icon(painter, area, self._icon, "accent" if chosen else "ink2", "fill" if chosen else "regular")
            if self.narrow:
                self._paint_dot(painter, area)
                return
            right = self._paint_badge(painter)
            font = fonts.font("interface", 600 if chosen else 400)
            words(painter, QRectF(38, 0, right - 38, self.height()), self.text(), font, "ink" if chosen else "ink2", LEFT)

    def _paint_badge(self, painter: QPainter) -> float:
        if not self.badge:
            return self.width() - 4.0
        text = str(self.badge) if self.badge < 100 else "99+"
        width = max(20, width_of(text, fonts.font("small", 600)) + 12)
        area = QRectF(self.width() - width - 8, (self.height() - 18) / 2, width, 18)
        box(painter, area, fill="line", radius=9)
        words(painter, area, text, fonts.font("small", 600), "ink", CENTRE)
        return area.left() - 4

    def _paint_dot(self, painter: QPainter, area: QRectF) -> None:
        if self.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("concern"))
            painter.drawEllipse(QRectF(area.right() - 1, area.top() - 3, 7, 7))


class _TwoLines(QPushButton):
    """The cycle's head and the person's foot: two lines, an icon, a menu."""

    def __init__(self, name: str, icon: str, *, icon_left: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon, self._icon_left = icon, icon_left
        self._first, self._second = "", ""
        self.narrow = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def set_words(self, first: str, second: str) -> None:
        self._first, self._second = first, second
        self.setAccessibleName(", ".join(part for part in (first, second) if part))
        self.setToolTip(self.accessibleName())
        self.update()

    def second_lines(self) -> list[str]:
        """The second text in one line, or in two where it is long."""
        room = self.width() - self._left() - 8
        lines: list[str] = []
        for word in self._second.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and (len(lines) == 2 or width_of(longer, fonts.font("small")) <= room):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def height_needed(self, height: int) -> int:
        """*height*, or a line more where the second text takes two."""
        return height + (0 if self.narrow else 16 * (len(self.second_lines()) - 1)) if self._second else height

    def _left(self) -> int:
        return 46 if self._icon_left else 20

    def sizeHint(self) -> QSize:
        return QSize(36, TOP_BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(36, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if self.underMouse() and self.isEnabled():
                box(painter, self.rect().adjusted(2, 2, -2, -2), fill="canvas")
            middle = self.height() / 2
            if self.narrow:
                paint_icon(painter, QRectF(self.width() / 2 - 9, middle - 9, 18, 18), self._icon, "ink2")
                return
            side, left, lines = 16, self._left(), self.second_lines()
            top = middle - 11 - 8 * max(1, len(lines))
            x = 21 if self._icon_left else self.width() - side - 13
            y = middle - side / 2 if self._icon_left else top + 1  # at the head the second text has the whole width
            paint_icon(painter, QRectF(x, y, side, side), self._icon, "ink2")
            room = self.width() - left - 8
            first_room = room if self._icon_left else room - 24
            words(painter, QRectF(left, top, first_room, 18), self._first, fonts.font("interface", 600), "ink", LEFT)
            for at, line in enumerate(lines):
                words(painter, QRectF(left, top + 20 + 16 * at, room, 16), line, fonts.font("small"), "ink2", LEFT)


class Rail(QWidget):
    """`chosen(name)` of a screen; `palette_chosen(mode)`, `reading_chosen(pixels)`, `settings_asked`, `help_asked` from its foot."""

    chosen = Signal(str)
    palette_chosen = Signal(str)
    reading_chosen = Signal(int)
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("Screens")
        self._buttons: dict[str, RailButton] = {}
        self._cycle_actions: Sequence[tuple[str, str, Callable[[], Any]]] = ()
        self._narrow = False
        self.cycle = _TwoLines("cycle", "caret-up-down", icon_left=False)
        self.cycle.setFixedHeight(50)
        self.cycle.clicked.connect(self._open_cycle)
        self.person = _TwoLines("person", "user-circle", icon_left=True)
        self.person.setFixedHeight(44)
        self.person.clicked.connect(self._open_person)
        self.cycle.set_words("No cycle", "")
        self.person.set_words("This laptop", "")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(8, 10, 8, 0)
        self._column.setSpacing(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 10)
        outer.setSpacing(0)
        outer.addWidget(self.cycle)
        outer.addLayout(self._column)
        outer.addStretch(1)
        outer.addWidget(self.person)
        outer.addWidget(self._build_foot())
        self.setFixedWidth(RAIL)
        theme().changed.connect(self._dress)
        self._dress()

    def _build_foot(self) -> QWidget:
        self._reading = IconButton("text-aa", "Reading size and font", name="reading-size", shortcut="Ctrl++")
        self._palette = IconButton("moon", "Light and dark", name="palette")
        self._settings = IconButton("gear-six", "Settings", name="settings")
        self._help = IconButton("question", "Help", name="help", shortcut="F1")
        self._reading.clicked.connect(lambda: self._open_at(self._reading_menu(), self._reading))
        self._palette.clicked.connect(lambda: self._open_at(self._palette_menu(), self._palette))
        self._settings.clicked.connect(self.settings_asked)
        self._help.clicked.connect(self.help_asked)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(0)
        for button in (self._reading, self._palette, self._settings, self._help):
            row.addWidget(button)
        row.addStretch(1)
        return self._foot

    def add(self, name: str, word: str, icon: str) -> None:
        """A screen below the others."""
        number = len(self._buttons) + 1
        button = RailButton(name, word, icon, f"Ctrl+{number}" if number < 10 else "")
        button.narrow = self._narrow
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._buttons[name] = button
        self._column.addWidget(button)
        tab_through(self.cycle, list(self._buttons.values()))

    def button(self, name: str) -> RailButton:
        return self._buttons[name]

    def choose(self, name: str) -> None:
        """Mark a screen as the one shown; `chosen` is not sent."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_cycle(self, name: str, region: str, actions: Sequence[tuple[str, str, Callable[[], Any]]]) -> None:
        """*actions* are words, icon and what it does: the menu behind the cycle's name."""
        self._cycle_actions = actions
        self.cycle.set_words(name, region)
        self._fit_two_lines()
        self.cycle.setEnabled(bool(actions))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, words as tooltips."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL)
        self._column.setContentsMargins(5 if narrow else 8, 4 if narrow else 10, 5 if narrow else 8, 0)
        for part in (self.cycle, self.person, *self._buttons.values()):
            part.narrow = narrow
            part.updateGeometry()
        self._fit_two_lines()
        self._foot.setVisible(not narrow)

    def set_person(self, name: str, home: str) -> None:
        """Who is at work, at the foot."""
        self.person.set_words(name, home)
        self._fit_two_lines()

    def _fit_two_lines(self) -> None:
        """As high as the words at the head and at the foot need."""
        for part, narrow, wide in ((self.cycle, 44, 50), (self.person, 36, 44)):
            part.resize(self.width() - 1, part.height())
            part.setFixedHeight(narrow if self._narrow else part.height_needed(wide))

    def set_low(self, low: bool) -> None:
        """Where the window is low, the cycle's head goes to the person's menu so that every screen stays in sight."""
        self.cycle.setVisible(not low)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("rail"))
            hairline(painter, self.width() - 0.5, 0, self.width() - 0.5, self.height())
            if self.cycle.isVisible():
                y = self.cycle.geometry().bottom() + 0.5
                hairline(painter, 0, y, self.width() - 1, y)

    def _dress(self) -> None:
        self._palette.set_icon("sun" if theme().is_dark() else "moon")
        self.update()

    def _open_cycle(self) -> None:
        menu = QMenu(self)
        self._fill(menu, self._cycle_actions)
        self._open_at(menu, self.cycle, below=True)

    def _fill(self, menu: QMenu, actions: Sequence[tuple[str, str, Callable[[], Any]]]) -> None:
        for text, icon_name, act in actions:
            action = menu.addAction(icon(icon_name) if icon_name else icon("caret-right"), text)
            action.triggered.connect(lambda _checked=False, act=act: act())

    def _open_person(self) -> None:
        menu = QMenu(self)
        head = menu.addAction(self.person.accessibleName() or "This laptop")
        head.setEnabled(False)
        menu.addSeparator()
        if self.cycle.isHidden():
            self._fill(menu, self._cycle_actions)
        for word, sub in (("Reading size and font", self._reading_menu()), ("Light and dark", self._palette_menu())):
            sub.setTitle(word)
            menu.addMenu(sub)
        menu.addAction(icon("gear-six"), "Settings").triggered.connect(self.settings_asked)
        menu.addAction(icon("question"), "Help").triggered.connect(self.help_asked)
        self._open_at(menu, self.person)

    def _reading_menu(self) -> QMenu:
        from wmpeer.ui.kit.readingfont import add_fonts

        menu = QMenu(self)
        group = QActionGroup(menu)
        for pixels in READING_SIZES:
            action = menu.addAction(f"{pixels} pixels" if pixels != 16 else "16 pixels, as made")
            action.setCheckable(True)
            action.setChecked(pixels == theme().reading_pixels)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, pixels=pixels: self.reading_chosen.emit(pixels))
        menu.addSeparator()
        add_fonts(menu)
        return menu

    def _palette_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for mode, word in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
            action = menu.addAction(word)
            action.setObjectName(f"palette-{mode}")
            action.setCheckable(True)
            action.setChecked(mode == theme().mode)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, mode=mode: self.palette_chosen.emit(mode))
        return menu

    def _open_at(self, menu: QMenu, button: QWidget, *, below: bool = False) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = QPoint(4, button.height()) if below else QPoint(4, -menu.sizeHint().height())
        menu.popup(button.mapToGlobal(corner))
