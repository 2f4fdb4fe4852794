"""Chooses a framework area: its number on the accent ground, its title, a caret; a menu of all of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from wmpeer.ui.data.records import AreaLine
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import icon, paint_icon
from wmpeer.ui.kit.paint import CENTRE, LEFT, box, smooth, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import TOOL_ROW

ALL = "All areas"


class AreaChooser(QPushButton):
    """The area that is shown; `chosen(code)`, "" for all areas."""

    chosen = Signal(str)

    def __init__(self, *, fill: bool, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: tuple[AreaLine, ...] = ()
        self._area: AreaLine | None = None
        self._fill = fill
        self.setObjectName(name)
        self.setProperty("ring", "inside")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding if fill else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        theme().changed.connect(self.update)

    def set_areas(self, areas: tuple[AreaLine, ...], code: str) -> None:
        self._areas = areas
        self._area = next((area for area in areas if area.code == code), None)
        self.setText(self._area.title if self._area else ALL)
        self.setAccessibleName(f"Area: {self.text()}")
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def menu_of_areas(self) -> QMenu:
        """A menu of the areas, the one shown ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, text in [*((area.code, f"{area.number}  {area.title}") for area in self._areas), ("", ALL)]:
            here = code == (self._area.code if self._area else "")
            action = menu.addAction(icon("check", "accent_ink", "bold"), text) if here else menu.addAction(text)
            action.setObjectName(f"area-{code or 'all'}")
            action.triggered.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            if here:
                menu.setActiveAction(action)
        return menu

    def _open(self) -> None:
        self.menu_of_areas().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        width = width_of(self.text(), fonts.font("interface", 600)) + (60 if self._area else 32)
        return QSize(width + (28 if self._fill else 8), TOOL_ROW - 1 if self._fill else 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if self.underMouse():
                painter.fillRect(self.rect(), self.palette().window() if self._fill else self.palette().base())
            x = 16.0 if self._fill else 4.0
            if self._area is not None:
                mark = QRectF(x, (self.height() - 20) / 2, 20, 20)
                box(painter, mark, fill="accent", radius=3)
                words(painter, mark, str(self._area.number), fonts.font("small", 600), "on_accent", CENTRE, elide=False)
                x += 28
            end = self.width() - (30.0 if self._fill else 20.0)
            drawn = words(painter, QRectF(x, 0, end - x - 6, self.height()), self.text(), fonts.font("interface", 600), "ink", LEFT)
            caret = end if self._fill else x + drawn + 6
            paint_icon(painter, QRectF(caret, (self.height() - 14) / 2, 14, 14), "caret-down", "ink2")
