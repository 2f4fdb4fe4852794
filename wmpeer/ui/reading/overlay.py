"""Paints a pane: grounds, tints, chosen words, words, underlines, caret, margins, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.kit.tokens import LIGHT
from wmpeer.ui.reading import look
from wmpeer.ui.reading.lanes import lanes, tints
from wmpeer.ui.reading.lines import Line, Rect, pieces
from wmpeer.ui.reading.records import QUIET

DOTS = (1.5, 1.5)


def paint(pane: object, painter: QPainter) -> None:
    painter.fillRect(pane.viewport().rect(), QColor(tokens().sunken))
    body = pane.body()
    painter.save()
    painter.setClipRect(body)
    for unit in pane.visible_units():
        _paint_unit(pane, painter, unit)
    _paint_handles(pane, painter)
    _paint_caret(pane, painter)
    painter.restore()
    pane.margins.paint(painter)


@dataclass(frozen=True, slots=True)
class Painted:
    """The marks of a unit as rectangles from its top left, good as long as its key is. An underline says whether it is dotted."""

    lines: Sequence[Line]
    key: tuple[object, ...]
    grounds: list[tuple[QRectF, QColor]]
    underlines: list[tuple[QRectF, QColor, bool]]
    rings: list[QRectF]


def _painted(pane: object, unit: int) -> Painted:
    lines = pane.lines(unit)
    key = (pane.marks.version, pane.active_mark, pane.flashed, tokens().dark)
    held = pane.painted.get(unit)
    if held is not None and held.lines is lines and held.key == key:
        return held
    if len(pane.painted) > 60:
        pane.painted.clear()
    made = pane.painted[unit] = _paint_marks(pane, unit, lines, key)
    return made


def _paint_marks(pane: object, unit: int, lines: Sequence[Line], key: tuple[object, ...]) -> Painted:
    lying, active = pane.marks.lying(unit), pane.flashed or pane.active_mark
    grounds = [
        (_rect(piece), look.soft(tint.kind, tint.depth, on_page=pane.on_page))
        for tint in tints([one for one in lying if one.kind != QUIET or one.id == active], active)
        for piece in pieces(lines, tint.start, tint.end)
    ]
    underlines, rings, given = [], [], lanes(lying, active)
    for mark in lying:
        if mark.id not in given:
            continue
        wide, colour = 2.5 if mark.id == active else 1.5, look.hue(mark.kind, on_page=pane.on_page)
        for left, top, right, bottom in pieces(lines, mark.start, mark.end):
            underlines.append((QRectF(left, bottom + 2 * given[mark.id], right - left, wide), colour, mark.kind == QUIET))
            if mark.id == pane.flashed:
                rings.append(QRectF(left - 2, top - 1, right - left + 4, bottom - top + 3))
    return Painted(lines, key, grounds, underlines, rings)


def _rect(piece: Rect) -> QRectF:
    left, top, right, bottom = piece
    return QRectF(left, top, right - left, bottom - top)


def _paint_unit(pane: object, painter: QPainter, unit: int) -> None:
    rect = pane.unit_rect(unit)
    pane.paint_ground(painter, unit, rect)
    painter.save()
    if pane.on_page:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    marks = _painted(pane, unit)
    for piece, colour in marks.grounds:
        painter.fillRect(piece.translated(rect.topLeft()), colour)
    _paint_hits(pane, painter, unit)
    chosen = pane.chooser.span_in(unit)
    if chosen:
        for piece in pane.rects_of(unit, *chosen):
            painter.fillRect(piece, look.selection(on_page=pane.on_page))
    painter.restore()
    pane.paint_words(painter, unit, rect)
    pane.paint_boxes(painter, unit)
    _paint_underlines(pane, painter, marks, rect.topLeft())


def _paint_underlines(pane: object, painter: QPainter, marks: Painted, at: QPointF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line, colour, dotted in marks.underlines:
        moved = line.translated(at)
        moved.moveTop(round(moved.top()))  # on a whole pixel, or equal lines look unequally thick
        if dotted:
            pen = QPen(colour, moved.height(), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(DOTS)
            painter.setPen(pen)
            painter.drawLine(QPointF(moved.left(), moved.center().y()), QPointF(moved.right(), moved.center().y()))
        else:
            painter.fillRect(moved, colour)
    painter.setPen(QPen(_accent(pane), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in marks.rings:
        painter.drawRect(ring.translated(at))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_hits(pane: object, painter: QPainter, unit: int) -> None:
    """Hits of find: a ground in the shade of a chosen row, the current one ringed."""
    for hit, current in pane.finder.hits_in(unit):
        palette = LIGHT if pane.on_page else tokens()
        for piece in pane.rects_of(unit, hit.start, hit.end):
            painter.fillRect(piece, QColor(palette.band))
            painter.setPen(QPen(QColor(palette.consider), 2 if current else 1))
            painter.drawRect(piece.adjusted(-1, -1, 1, 1))


def _accent(pane: object) -> QColor:
    return QColor((LIGHT if pane.on_page else tokens()).accent)


def _paint_handles(pane: object, painter: QPainter) -> None:
    """A bar with a dot at both ends of the chosen words, so that they are seen without colour."""
    chosen = pane.chooser.range
    if chosen is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_accent(pane))
    visible = pane.visible_units()
    for place, above in zip(chosen, (True, False), strict=True):
        if place.unit not in visible or not pane.lines(place.unit):
            continue
        rect = _end_rect(pane, place, above)
        painter.drawRect(QRectF(rect.left() - 1, rect.top(), 2, rect.height()))
        painter.drawEllipse(QPointF(rect.left(), rect.top() - 3 if above else rect.bottom() + 3), 3.5, 3.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _end_rect(pane: object, place: object, first: bool) -> QRectF:
    """The caret at an end of the chosen words; the last end stays on the line it closes."""
    if first or place.offset == 0:
        return pane.place_rect(place)
    last = pane.rects_of(place.unit, place.offset - 1, place.offset)
    return QRectF(last[-1].right(), last[-1].top(), 1, last[-1].height()) if last else pane.place_rect(place)


def _paint_caret(pane: object, painter: QPainter) -> None:
    caret = pane.chooser.caret
    if pane.caret_mode and pane.hasFocus() and caret is not None and caret.unit in pane.visible_units():
        rect = pane.place_rect(caret)
        painter.fillRect(QRectF(rect.left() - 1, rect.top(), 2, rect.height()), _accent(pane))
