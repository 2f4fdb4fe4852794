"""What all charts share: a description, arrow keys through the points, T for the numbers, copies as picture and as table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wmpeer.clock import now
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.clipboard import copy_picture, copy_tables
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import box, colour, smooth, width_of, words
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.roles import give_role
from wmpeer.ui.kit.theme import on_white_paper, theme

ROLES = {  # colour, width, dash, end mark
    "own": ("accent", 2.5, None, "disc"),
    "england": ("ink", 1.75, None, "square"),
    "region": ("ink3", 1.75, (5.0 / 1.75, 3.0 / 1.75), "diamond"),
    "neighbours": ("consider", 1.75, (0.1, 2.2), "triangle"),
    "best": ("suggestion", 1.25, (6.0, 2.5, 1.0, 2.5), "ring"),
    "target": ("ink2", 1.25, (2.0, 2.0), "bar"),
}


class ChartWidget(QWidget):
    """A chart painted from a description.

    The arrow keys go through the points (`point_told(words)`), T shows the numbers as a table and T or Esc the chart again
    (`numbers_shown(bool)`), Ctrl+C copies picture and table at once.
    """

    point_told = Signal(str)
    numbers_shown = Signal(bool)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.description: ChartDescription | None = None
        self._at: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        self._table: QWidget | None = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        give_role(self, QAccessible.Role.Chart)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    # ---- what is drawn

    def set_description(self, description: ChartDescription | None) -> None:
        """Draw *description*, or nothing."""
        self.description = description
        self._at = self._hover = None
        shown = self.showing_numbers()
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        self.setAccessibleName(_called(description) if description else "")
        self.setAccessibleDescription(f"{description.alt} Arrow keys go through the points, T shows the numbers." if description else "")
        if shown:
            self.show_numbers(True)
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint the chart into *area*; also for pictures and SVG."""
        raise NotImplementedError

    def points(self) -> list[list[tuple[QPointF, str]]]:
        """The rows of points the arrow keys go through: where each is and what it says; from the last painting."""
        return []

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if self.description is not None and not self.showing_numbers():
                self.draw(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4))
                self._draw_told(painter)

    def _draw_told(self, painter: QPainter) -> None:
        told = self._at if self.hasFocus() and self._at is not None else self._hover
        found = self._point(told)
        if found is None:
            return
        place, text = found
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(place.x() - 8, place.y() - 8, 16, 16)
        box(painter, ring, edge="focus", width=2, radius=8)
        font = fonts.font("small", 500)
        width = width_of(text, font) + 16
        x = min(max(4.0, place.x() - width / 2), max(4.0, self.width() - width - 4.0))
        y = place.y() - 36 if place.y() > 44 else place.y() + 12
        label = QRectF(x, y, width, 22)
        box(painter, label, fill="paper", edge="line2")
        words(painter, label, text, font, "ink", Qt.AlignmentFlag.AlignCenter, elide=False)

    def _point(self, at: tuple[int, int] | None) -> tuple[QPointF, str] | None:
        rows = self.points()
        if at is None or at[0] >= len(rows) or at[1] >= len(rows[at[0]]):
            return None
        return rows[at[0]][at[1]]

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        if key in steps:
            self._move(*steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_end(key == Qt.Key.Key_End)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.show_numbers(not self.showing_numbers())
        elif key == Qt.Key.Key_Escape and self.showing_numbers():
            self.show_numbers(False)
        else:
            super().keyPressEvent(event)

    def _move(self, row_step: int, step: int) -> None:
        rows = self.points()
        if not rows:
            return
        if self._at is None:
            self._at = (0, len(rows[0]) - 1)
        else:
            row = min(max(self._at[0] + row_step, 0), len(rows) - 1)
            self._at = (row, min(max(self._at[1] + step, 0), len(rows[row]) - 1))
        self._tell()

    def _go_to_end(self, last: bool) -> None:
        rows = self.points()
        if rows:
            row = self._at[0] if self._at else 0
            self._at = (row, len(rows[row]) - 1 if last else 0)
            self._tell()

    def _tell(self) -> None:
        found = self._point(self._at)
        if found is not None:
            announce(self, found[1])
            self.point_told.emit(found[1])
        self.update()

    def mouseMoveEvent(self, event) -> None:
        here = event.position()
        near, best = None, 14.0
        for row, points in enumerate(self.points()):
            for at, (place, _) in enumerate(points):
                distance = (place - here).manhattanLength()
                if distance < best:
                    near, best = (row, at), distance
        if near != self._hover:
            self._hover = near
            self.update()

    def leaveEvent(self, event) -> None:
        self._hover = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ---- numbers

    def showing_numbers(self) -> bool:
        return self._table is not None and not self._table.isHidden()

    def show_numbers(self, shown: bool) -> None:
        """The numbers as a table in the chart's place."""
        if self.description is None or shown == self.showing_numbers():
            return
        if shown:
            if self._table is None:
                self._table = numbers_table(self.description, self)
            self._table.setGeometry(self.rect())
            self._table.show()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            back = self._table.hasFocus()
            self._table.hide()
            if back:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.numbers_shown.emit(shown)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._table is not None:
            self._table.setGeometry(self.rect())

    # ---- pictures

    def picture(self, ratio: float = 2.0, size: QSize | None = None) -> QImage:
        """The chart as a picture on white paper, with its title; *ratio* pixels for each logical one."""
        size = size or self.size()
        head = 32
        image = QImage(QSize(size.width(), size.height() + head) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        with on_white_paper(), QPainter(image) as painter:
            painter.fillRect(image.rect(), colour("paper"))
            self._draw_whole(painter, size, head)
        return image

    def _draw_whole(self, painter: QPainter, size: QSize, head: int) -> None:
        smooth(painter)
        if self.description is not None:
            words(painter, QRectF(12, 6, size.width() - 24, 24), self.description.title, fonts.font("subheading"))
            self.draw(painter, QRectF(8, head, size.width() - 16, size.height() - 8))
        self.update()

    def copy(self) -> None:
        """Picture and numbers to the clipboard: whoever pastes takes what they can use."""
        if self.description is not None:
            copy_picture(self.picture(), (self.description.table,), self._origin())

    def copy_numbers(self) -> None:
        """The numbers alone, as a table for a letter and for a sheet."""
        if self.description is not None:
            copy_tables((self.description.table,), self._origin())

    def _origin(self) -> tuple[str, ...]:
        own = self.description.line("own") if self.description is not None else None
        return self.description.origin(now().astimezone().date(), own.name if own else "") if self.description is not None else ()

    def svg(self, size: QSize | None = None) -> bytes:
        """The chart as SVG."""
        from PySide6.QtCore import QBuffer, QByteArray
        from PySide6.QtSvg import QSvgGenerator

        size = size or self.size()
        data = QByteArray()
        buffer = QBuffer(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(size.width(), size.height() + 32))
        generator.setViewBox(QRectF(0, 0, size.width(), size.height() + 32))
        generator.setTitle(self.description.title if self.description else "")
        generator.setDescription(self.description.alt if self.description else "")
        with on_white_paper(), QPainter(generator) as painter:
            painter.fillRect(0, 0, size.width(), size.height() + 32, colour("paper"))
            self._draw_whole(painter, size, 32)
        return bytes(data.data())

    def save_picture(self, target: Path) -> Path:
        """Save as PNG, or as SVG where *target* ends so; whole or not at all.

        Raises:
            FileNotWrittenError: the folder refuses.
        """
        from PySide6.QtCore import QBuffer, QByteArray

        from wmpeer.files import save_whole

        if target.suffix.lower() == ".svg":
            return save_whole(target, self.svg())
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.picture().save(buffer, "PNG")
        return save_whole(target, bytes(data.data()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("copy"), "Copy picture and numbers").triggered.connect(self.copy)
        menu.addAction(icon("clipboard-text"), "Copy the numbers as a table").triggered.connect(self.copy_numbers)
        shown = self.showing_numbers()
        menu.addAction(icon("table"), "Show the chart" if shown else "Show the numbers").triggered.connect(
            lambda: self.show_numbers(not shown)
        )
        menu.popup(event.globalPos())


def _called(description: ChartDescription) -> str:
    """What a chart is called where two tell of one measure: the title, and which picture of it this is."""
    period = description.periods[0] if description.periods else ""
    picture = {"trend": "over time", "control": "control chart", "strip": f"place of each authority in {period}"}.get(description.kind, "")
    return ", ".join(part for part in (description.title, picture) if part)


def numbers_table(description: ChartDescription, parent: QWidget) -> QWidget:
    """The description's table as a `Table`: the first column words, the others numbers."""
    from wmpeer.ui.kit.table import Table

    heads, *rows = [tuple(row) for row in description.table] or [("",)]

    def column(at: int, head: str) -> Column:
        return Column(head, lambda row: Cell(row[at] if at < len(row) else ""), number=at > 0, width=120 if at else 180, stretch=at == 0)

    table = Table([column(at, head) for at, head in enumerate(heads)], label=f"Numbers: {description.title}", name="numbers", parent=parent)
    table.set_records(list(rows))
    return table
