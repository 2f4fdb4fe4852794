"""Small helps for widgets that paint themselves. Everything reads the tokens in force at the moment of painting."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from wmpeer.ui.kit.theme import theme, tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def colour(name: str, alpha: float = 1.0) -> QColor:
    """The token *name* as a colour, *alpha* 0 to 1."""
    made = QColor(tokens().colour(name))
    made.setAlphaF(alpha)
    return made


def smooth(painter: QPainter) -> QPainter:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter, rect: QRect | QRectF, *, fill: str = "", edge: str = "", width: float = 1.0, radius: float = 4.0, dash: bool = False
) -> None:
    """A rounded box whose *edge* lies inside *rect*."""
    half = width / 2 if edge else 0
    area = QRectF(rect).adjusted(half, half, -half, -half)
    pen = QPen(colour(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
    if dash:
        pen.setDashPattern([4 / width, 3 / width])
    painter.setPen(pen)
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius - half, radius - half)


_LEAST_FIGURE = 8
"""Pixels below which no number is drawn."""


def words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    tone: str = "ink",
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: bool = True,
    middle: bool = False,
) -> float:
    """One line of text, cut with an ellipsis where it does not fit, in its *middle* or at its end; gives back the width drawn, in logical
    pixels."""
    area = QRectF(rect)
    metrics = QFontMetricsF(font)
    where = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(text, where, area.width() + 0.5) if elide else text
    painter.setFont(font)
    painter.setPen(colour(tone))
    painter.drawText(area, align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def uncut(painter: QPainter, rect: QRect | QRectF, text: str, font: QFont, tone: str = "ink", align: Qt.AlignmentFlag = LEFT) -> float:
    """A number on one line: never cut, smaller where it does not fit; gives back the width drawn."""
    wide = QFontMetricsF(font).horizontalAdvance(text)
    if wide > QRectF(rect).width() > 0:
        font = QFont(font)
        font.setPixelSize(max(_LEAST_FIGURE, int(font.pixelSize() * QRectF(rect).width() / wide)))
    return words(painter, rect, text, font, tone, align, elide=False)


def lines_of_words(painter: QPainter, rect: QRectF, text: str, font: QFont, tone: str = "ink") -> None:
    """Text over as many lines as it needs, in the middle of *rect*."""
    laid = _laid(text, font, rect.width())
    painter.setPen(colour(tone))
    laid.draw(painter, QPointF(rect.left(), rect.center().y() - laid.boundingRect().height() / 2))


def height_of_lines(text: str, font: QFont, width: float) -> int:
    """The logical pixels that *text* needs from top to bottom where it may be *width* wide, rounded up."""
    return int(_laid(text, font, width).boundingRect().height() + 0.999)


def _laid(text: str, font: QFont, width: float) -> QTextLayout:
    """Lines broken between words; a word that is longer than a line (a file's name) is broken where it must be."""
    laid, option = QTextLayout(text.replace("\n", "\u2028"), font), QTextOption(LEFT)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    y = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, y))
        y += line.height()
    laid.endLayout()
    return laid


def wrapped(painter: QPainter, rect: QRectF, text: str, font: QFont, tone: str = "ink") -> None:
    """*text* from the upper left of *rect* on, in as many lines as it needs."""
    painter.setFont(font)
    painter.setPen(colour(tone))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)


def width_of(text: str, font: QFont) -> int:
    """The logical pixels *text* takes, rounded up."""
    return int(QFontMetricsF(font).horizontalAdvance(text) + 0.999)


def hairline(painter: QPainter, x1: float, y1: float, x2: float, y2: float, tone: str = "line", width: float = 1.0) -> None:
    """A straight line, lying or standing; the points are its middle. Filled, not stroked: three times as fast, and sharp."""
    half = width / 2
    lying = y1 == y2
    area = QRectF(min(x1, x2), y1 - half, abs(x2 - x1), width) if lying else QRectF(x1 - half, min(y1, y2), width, abs(y2 - y1))
    painter.fillRect(area, colour(tone))


def shadow(painter: QPainter, rect: QRectF, radius: float, depth: int = 10) -> None:
    """A soft shadow under what floats."""
    painter.setPen(Qt.PenStyle.NoPen)
    strength = 0.09 if tokens().dark else 0.018
    for step in range(depth, 0, -1):
        painter.setBrush(QColor(0, 0, 0, round(255 * strength)))
        painter.drawRoundedRect(rect.adjusted(-step, -step + 2, step, step + 2), radius + step, radius + step)


def repolish(widget: QWidget) -> None:
    """Let the stylesheet see a changed property. The font is put back: polishing a styled widget again drops one set in code."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    font = widget.font()
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.setFont(font)
    widget.update()


def own_viewport(area: QAbstractScrollArea) -> None:
    """Give *area* a viewport that Python made. To name the one Qt made, Python would first learn every kind of widget there is, which is
    a twentieth of the time to the first screen."""
    mine = QWidget()
    mine.setObjectName("qt_scrollarea_viewport")
    mine.setBackgroundRole(QPalette.ColorRole.Base)
    mine.setAutoFillBackground(True)
    area.setViewport(mine)


def follow_theme(widget: QWidget) -> None:
    """Repaint *widget* when the palette changes."""
    theme().changed.connect(widget.update)
