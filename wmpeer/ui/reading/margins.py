"""The two margins: areas on the left, findings on the right. Both stand still sideways and move with the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.ui.kit import fonts, icons
from wmpeer.ui.kit.paint import LEFT, box, colour, words
from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.reading import look
from wmpeer.ui.reading.crowd import Crowd
from wmpeer.ui.reading.lanes import Lying
from wmpeer.ui.reading.lines import line_at
from wmpeer.ui.reading.margin_text import CHIP, LINE, note_lines
from wmpeer.ui.reading.notes import Form, Spot, Wish, place_notes
from wmpeer.ui.reading.records import Area, Mark, Place, Stripe
from wmpeer.ui.reading.words import count_words

CHOSEN = "\0chosen"
MARK_THEM, FROM_ELSEWHERE = ("Press a letter to", "mark them"), ("F6 to the text, then", "a letter marks them")
"""What is said of chosen words while the focus is in the text, and while letters go elsewhere."""
_MOST_UNITS_COUNTED = 60


class Margins:
    """Knows what stands in the margins and where it was last painted, for clicks and tips."""

    def __init__(self, pane: QWidget) -> None:
        self._pane = pane
        self._areas: dict[str, Area] = {}
        self._stripes: tuple[Stripe, ...] = ()
        self._heights: dict[tuple[str, str, str, int], float] = {}
        self._shown: list[tuple[QRectF, tuple[str, ...]]] = []
        self._badges: list[tuple[QRectF, str]] = []
        self._crowd: Crowd | None = None
        self._heap_for: tuple[int, str] = (-1, "")
        self._heap: list[str] = []

    def set_areas(self, areas: Sequence[Area]) -> None:
        self._areas = {area.code: area for area in areas}

    def set_stripes(self, stripes: Sequence[Stripe]) -> None:
        self._stripes = tuple(stripes)

    def forget(self) -> None:
        """Widths or marks changed: heights measured before are of no use."""
        self._heights.clear()

    def hit(self, point: QPointF) -> tuple[str, ...]:
        """The marks whose note stands under a point."""
        return next((ids for rect, ids in self._shown if rect.contains(point) and ids != (CHOSEN,)), ())

    def tip_at(self, point: QPointF) -> str:
        """What a tooltip says: a note in full, or an area's name. Plain text."""
        ids = self.hit(point)
        if len(ids) > 1:
            return f"{len(ids)} more marks here. Click to see them all."
        mark = self._pane.marks.get(ids[0]) if ids else None
        if mark is not None:
            said = f"{look.kind_look(mark.kind).word}: {mark.text}" if mark.text else look.kind_look(mark.kind).word
            return f"{said}\n{self._place()}" if mark.id == self._pane.active_mark and self._place() else said
        return next((name for rect, name in self._badges if rect.contains(point)), "")

    def open_crowd(self, ids: Sequence[str], at: QPoint) -> None:
        """All marks of a crowd in a list; one chosen becomes active."""
        marks = [mark for mark in map(self._pane.marks.get, ids) if mark is not None]
        self._crowd = Crowd(self._pane, marks, self._pane.active_mark)
        self._crowd.chosen.connect(self._pane.activate)
        self._crowd.open_at(at)

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_areas(painter)
        self._paint_notes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # -- the left margin

    def _paint_areas(self, painter: QPainter) -> None:
        self._badges = []
        height = self._pane.viewport().height()
        least, named, taken = self._pane.is_least(), not self._pane.is_narrow(), {}
        for area, span in [*((stripe.area, self._stretch(stripe)) for stripe in self._stripes), *self._marked_spans().items()]:
            current = area == self._pane.current_area
            if (least and not current) or area not in self._areas or span is None or span[1] < 0 or span[0] > height:
                continue
            x = 18.0 if least else 52.0 if current and named else self._lane(taken, span)
            self._paint_area(painter, self._areas[area], x, span, current=current)

    def _lane(self, taken: dict[float, list[tuple[float, float]]], span: tuple[float, float]) -> float:
        """The first of two lanes where a stripe touches no other; both full means beside the second."""
        for x in (33.0, 13.0):
            if all(span[1] < top or span[0] > bottom for top, bottom in taken.get(x, [])):
                taken.setdefault(x, []).append(span)
                return x
        return 13.0

    def _marked_spans(self) -> dict[str, tuple[float, float]]:
        """For every area marked on view that no stripe covers, from its first mark to its last: words, or the rectangle of a clip."""
        said = {stripe.area for stripe in self._stripes}
        found: dict[str, tuple[float, float]] = {}
        for unit in self._pane.visible_units():
            for lying in self._pane.marks.lying(unit):
                mark = self._pane.marks.get(lying.id)
                span = self._span_of(mark, unit) if mark is not None and mark.area and mark.area not in said else None
                if mark is not None and span is not None:
                    old = found.get(mark.area, span)
                    found[mark.area] = (min(span[0], old[0]), max(span[1], old[1]))
        return found

    def _span_of(self, mark: Mark, unit: int) -> tuple[float, float] | None:
        if mark.box is not None:
            page, (_, top, _, high) = self._pane.unit_rect(unit), mark.box
            return page.top() + top / 100 * page.height(), page.top() + (top + high) / 100 * page.height()
        start = mark.anchor.start
        return self._stretch(Stripe(mark.area, start, start + len(mark.anchor.exact)))

    def _stretch(self, stripe: Stripe) -> tuple[float, float] | None:
        """Top and bottom in the viewport."""
        first, last = self._pane.place_of(stripe.start), self._pane.place_of(max(stripe.start, stripe.end - 1))
        if first is None or last is None:
            return None
        visible = self._pane.visible_units()
        if last.unit < visible.start or first.unit >= visible.stop:
            return None
        top = self._pane.place_rect(first).top() if first.unit >= visible.start else -100.0
        bottom = self._pane.place_rect(last).bottom() if last.unit < visible.stop else self._pane.viewport().height() + 100.0
        return top, bottom

    def _paint_area(self, painter: QPainter, area: Area, x: float, span: tuple[float, float], *, current: bool) -> None:
        height = self._pane.viewport().height()
        top, bottom = max(span[0], 8.0), min(span[1], height - 4.0)
        badge = QRectF(x - 10, min(top, max(span[0], span[1] - 20)), 20, 20)
        bar = QRectF(x - (2 if current else 1.5), badge.bottom() + 1, 4 if current else 3, max(4.0, bottom - badge.bottom() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if current else "line2"))
        painter.drawRoundedRect(bar, 2, 2)
        box(painter, badge, fill="accent" if current else "paper", edge="" if current else "line2", radius=4)
        painter.setFont(fonts.font("small", 600))
        painter.setPen(colour("on_accent" if current else "ink2"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(area.number))
        self._badges.append((badge.united(bar).adjusted(-4, 0, 4, 0), f"{area.number} {area.name}"))
        if current and not self._pane.is_narrow():
            self._paint_name(painter, area.name, badge.bottom() + 8, bottom)

    def _paint_name(self, painter: QPainter, name: str, top: float, bottom: float) -> None:
        font = fonts.font("small", 600)
        metrics = QFontMetricsF(font)
        room = min(bottom - top, 220.0)
        if room < 40:
            return
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.setFont(font)
        painter.setPen(colour("accent_ink"))
        painter.translate(32.0, top + metrics.horizontalAdvance(shown))
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), shown)
        painter.restore()

    # -- the right margin

    def _paint_notes(self, painter: QPainter) -> None:
        self._shown = []
        right = self._pane.body().right()
        width = self._pane.viewport().width() - right
        narrow = self._pane.is_narrow()
        spots = place_notes(
            self._wishes(narrow=narrow),
            lambda mark: self._tall(mark, int(width), narrow=narrow),
            columns=1 if narrow else max(1, int((width - 18) // 26)),
            rows=3,
            drift=60.0 if narrow else 90.0,
        )
        painter.save()
        painter.setClipRect(QRectF(right, 0, width, self._pane.viewport().height()))
        for spot in sorted(spots, key=lambda spot: CHOSEN in spot.ids):
            if spot.ids != (CHOSEN,):
                self._paint_spot(painter, spot, right, width, narrow=narrow)
            if CHOSEN in spot.ids:
                self._paint_chosen(painter, spot.top, right, over=spot.form is not Form.FULL)
        painter.restore()

    def _wishes(self, *, narrow: bool) -> list[Wish]:
        pane, wishes = self._pane, []
        for unit in pane.visible_units(pane.viewport().height()):
            lying = pane.marks.lying(unit)
            lines, top = (pane.lines(unit), pane.unit_rect(unit).top()) if lying else ((), 0.0)
            for mark in _first_of_each(lying):
                known = pane.marks.get(mark.id)
                if known is not None and known.box is not None:
                    wishes.append(Wish(mark.id, top + known.box[1] / 100 * pane.unit_rect(unit).height()))
                elif pane.marks.spans(mark.id)[0].unit == unit:
                    wishes.append(Wish(mark.id, top - 3 + (lines[line_at(lines, mark.start)].top if lines else 0.0)))
        wishes = self._active_first(wishes)
        chosen = pane.chooser.range
        if chosen is not None and not narrow and self._on_view(chosen):
            below = pane.place_rect(chosen[0]).top() + 20 if chosen[0].unit >= pane.visible_units().start else 0.0
            wishes.append(Wish(CHOSEN, min(max(below, 8.0), pane.viewport().height() - 64.0)))
        return wishes

    def _active_first(self, wishes: list[Wish]) -> list[Wish]:
        """The active mark before all those that lie over it, so that it is told in full however many they are."""
        active = self._pane.active_mark
        if not self._place() or not any(wish.id == active for wish in wishes):
            return wishes
        first = min(wish.top for wish in wishes if wish.id in self._heap)
        return [Wish(active, first), *(wish for wish in wishes if wish.id != active)]

    def _on_view(self, chosen: tuple[Place, Place]) -> bool:
        visible = self._pane.visible_units()
        return chosen[0].unit < visible.stop and chosen[1].unit >= visible.start

    def _tall(self, mark: str, width: int, *, narrow: bool) -> float:
        found = self._pane.marks.get(mark)
        if found is None:
            return 56.0
        return 26.0 if narrow else self._height(found.id, found.kind, found.text, width)

    def _height(self, mark: str, kind: str, text: str, width: int) -> float:
        key = (mark, kind, text, width)
        if key not in self._heights:
            self._heights[key] = CHIP + 4 + LINE * len(note_lines(text, width - 24))
        return self._heights[key] + (LINE + 4 if mark == self._pane.active_mark and self._place() else 0)

    def _place(self) -> str:
        """Which of the marks that lie over one another the active one is."""
        key = (self._pane.marks.version, self._pane.active_mark)
        if key != self._heap_for:
            self._heap_for, self._heap = key, self._pane.heap_of(self._pane.active_mark)
        if len(self._heap) < 2 or self._pane.active_mark not in self._heap:
            return ""
        return f"{self._heap.index(self._pane.active_mark) + 1} of {len(self._heap)}, O: next"

    def _paint_spot(self, painter: QPainter, spot: Spot, right: float, width: float, *, narrow: bool) -> None:
        if spot.form is Form.MORE:
            rect = QRectF(right + 14 + 26 * spot.column, spot.top, 44, 22) if not narrow else QRectF(right + 4, spot.top, 34, 22)
            box(painter, rect, fill="paper", edge="line2", radius=4)
            words(
                painter, rect, f"+{sum(one != CHOSEN for one in spot.ids)}", fonts.font("small", 600), "ink2", Qt.AlignmentFlag.AlignCenter
            )
            self._shown.append((rect, spot.ids))
            return
        mark = self._pane.marks.get(spot.ids[0])
        if mark is None:
            return
        full = spot.form is Form.FULL and not narrow
        rect = QRectF(right + 4, spot.top, width - 8, self._height(mark.id, mark.kind, mark.text, int(width)))
        if not full:
            rect = QRectF(right + (14 + 26 * spot.column if not narrow else 12), spot.top, 24, 24)
        self._shown.append((rect, spot.ids))
        active = mark.id == self._pane.active_mark
        self._paint_note(painter, mark.kind, mark.text if full else "", rect, active=active, full=full, narrow=narrow)
        if active and full and self._place():
            below = QRectF(rect.left() + 10, rect.bottom() - LINE - 2, rect.width() - 10, LINE)
            words(painter, below, self._place(), fonts.font("small", 600), "accent_ink", LEFT)

    def _paint_note(self, painter: QPainter, kind: str, text: str, rect: QRectF, *, active: bool, full: bool, narrow: bool) -> None:
        kind_look = look.kind_look(kind)
        tint, tone = look.soft(kind), kind_look.tone
        painter.setPen(QPen(look.hue(kind), 1.5) if active else Qt.PenStyle.NoPen)
        if full or narrow:
            bar = QRectF(rect.left() if full else rect.left() - 8, rect.top() + 1, 3, CHIP + 2)
            painter.fillRect(bar, look.hue(kind))
        loud = kind == "alert"
        painter.setBrush(look.hue(kind) if loud else tint)
        font, left = fonts.font("interface", 600), rect.left() + (10 if full else 0)
        if 32 + QFontMetricsF(font).horizontalAdvance(kind_look.word) > rect.right() - left:
            font = fonts.font("small", 600)
        wide = 32 + QFontMetricsF(font).horizontalAdvance(kind_look.word) if full else 24.0
        chip = QRectF(left, rect.top(), min(wide, rect.right() - left), CHIP)
        painter.drawRoundedRect(chip, 4, 4)
        on = "on_alert" if loud else tone
        icons.paint_icon(painter, QRectF(chip.left() + 4, chip.top() + 3, 16, 16), kind_look.icon, on, kind_look.weight)
        if full:
            words(painter, chip.adjusted(25, 0, -2, 0), kind_look.word, font, on)
            painter.setFont(fonts.font())
            painter.setPen(colour("ink" if active else "ink2"))
            for row, line in enumerate(note_lines(text, int(rect.width()) - 16)):
                painter.drawText(QPointF(left, chip.bottom() + 4 + LINE * row + 13), line)

    def _paint_chosen(self, painter: QPainter, top: float, right: float, *, over: bool) -> None:
        """How much is chosen, and what to press, tied to the words by a line; *over* other notes where there is no room."""
        chosen = self._pane.chooser.range
        if chosen is None:
            return
        if over:
            painter.fillRect(QRectF(right + 2, top - 2, 136, 60), colour("sunken"))
        above = chosen[0].unit < self._pane.visible_units().start
        start = -10.0 if above else self._pane.place_rect(chosen[0]).center().y()
        path = QPainterPath(QPointF(right, start))
        path.lineTo(right + 6, start)
        path.lineTo(right + 6, top + 10)
        path.lineTo(right + 12, top + 10)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().accent), 1.5))
        painter.drawPath(path)
        painter.setFont(fonts.font("interface", 600))
        painter.setPen(colour("accent_ink"))
        painter.drawText(QPointF(right + 14, top + 14), self._how_much(chosen))
        painter.setFont(fonts.font())
        painter.setPen(colour("ink2"))
        for row, line in enumerate(MARK_THEM if self._pane.hasFocus() else FROM_ELSEWHERE):
            painter.drawText(QPointF(right + 14, top + 14 + 17 * (row + 1)), line)
        self._shown.append((QRectF(right + 12, top, 120, 50), (CHOSEN,)))

    def _how_much(self, chosen: tuple[Place, Place]) -> str:
        if chosen[1].unit - chosen[0].unit > _MOST_UNITS_COUNTED:
            return "Much is chosen"
        count = 0
        for unit in range(chosen[0].unit, chosen[1].unit + 1):
            span = self._pane.chooser.span_in(unit)
            if span:
                count += count_words(self._pane.text(unit)[slice(*span)])
        return "1 word chosen" if count == 1 else f"{count:,} words chosen"


def _first_of_each(lying: Sequence[Lying]) -> list[Lying]:
    """Each mark once, where it begins: the cells of a table, or a heading and its paragraph, are many stretches of one mark."""
    first: dict[str, Lying] = {}
    for one in lying:
        if one.id not in first or one.start < first[one.id].start:
            first[one.id] = one
    return list(first.values())
