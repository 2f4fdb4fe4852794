"""The mouse in a reading pane: a drag chooses whole words (with Shift single letters), two clicks a word, three a paragraph, one
a mark or its note."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from wmpeer.ui.reading.chooser import Grain
from wmpeer.ui.reading.lanes import next_of
from wmpeer.ui.reading.records import Place

CREEP_MS = 40
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Pointer(QObject):
    """What the mouse did so far, between a press and its release."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._from: QPointF | None = None
        self._dragged = self._letters = False
        self._clicks = 0
        self._clicked = QPointF()
        self._creep = QTimer(self)
        self._creep.setInterval(CREEP_MS)
        self._creep.timeout.connect(self._creep_on)
        self._run = QTimer(self)
        self._run.setSingleShot(True)
        self._run.setInterval(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._run.timeout.connect(self.forget_clicks)

    def forget_clicks(self) -> None:
        """The next press is a first one."""
        self._clicks = 0

    def pressed(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT:
            return
        if self._pane.clipper is not None and self._begins_clip(event):
            return
        self._from, self._dragged = event.position(), False
        place = self._pane.place_at(event.position())
        if self._pane.margins.hit(event.position()) or place is None:
            return
        if self._clicks == 2 and self._run.isActive() and (event.position() - self._clicked).manhattanLength() < 12:
            self._clicks = 3
            self._pane.chooser.press(self._under(event.position(), place), Grain.PARAGRAPH)
        else:
            self._clicks = 1
            self._pane.chooser.press(place, extend=bool(event.modifiers() & _SHIFT))
        self._pane.say_chosen()

    def double_clicked(self, event: QMouseEvent) -> None:
        place = self._pane.place_at(event.position())
        if event.button() != _LEFT or place is None or self._pane.margins.hit(event.position()):
            return
        self._clicks, self._dragged, self._from, self._clicked = 2, True, event.position(), event.position()
        self._run.start()
        self._pane.chooser.press(self._under(event.position(), place), Grain.WORD)
        self._pane.say_chosen()

    def _begins_clip(self, event: QMouseEvent) -> bool:
        """Alt with the mouse, or the tool: a part of a page. Any other press takes the rectangle away."""
        clipper = self._pane.clipper
        if clipper.armed or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._pane.clear_selection()
            clipper.press(event.position())
            return True  # beside a page as well: nobody who draws a rectangle means to choose words
        self._pane.drop_region()
        return False

    def _under(self, point: QPointF, otherwise: Place) -> Place:
        return self._pane.place_at(point, character=True) or otherwise

    def moved(self, event: QMouseEvent) -> None:
        if self._pane.clipper is not None and self._pane.clipper.drawing:
            self._pane.clipper.drag(event.position())
            self._pane.viewport().update()
            return
        if self._from is None or not event.buttons() & _LEFT:
            self._point(event.position())
            return
        if self._pane.margins.hit(self._from) or not self._far_enough(event.position()):
            return
        self._dragged, self._letters = True, bool(event.modifiers() & _SHIFT)
        self._drag_to(event.position())
        outside = not 0 <= event.position().y() <= self._pane.viewport().height()
        if outside and not self._creep.isActive():
            self._creep.start()
        elif not outside:
            self._creep.stop()

    def _far_enough(self, point: QPointF) -> bool:
        """A hand that trembles has not dragged yet."""
        least = QGuiApplication.styleHints().startDragDistance() / 2
        return self._dragged or self._from is None or (point - self._from).manhattanLength() >= least

    def _point(self, point: QPointF) -> None:
        """The shape of the pointer says what a click would do."""
        shape = Qt.CursorShape.ArrowCursor
        if self._pane.clipper is not None and self._pane.clipper.armed:
            shape = Qt.CursorShape.CrossCursor
        elif self._pane.margins.hit(point) or self._pane.click_marks(point):
            shape = Qt.CursorShape.PointingHandCursor
        elif self._pane.body().contains(point):
            shape = Qt.CursorShape.IBeamCursor
        self._pane.viewport().setCursor(shape)

    def _drag_to(self, point: QPointF) -> None:
        place = self._pane.place_at(point)
        if place is not None:
            self._pane.chooser.drag(place, letters=self._letters)
            self._pane.say_chosen()

    def _creep_on(self) -> None:
        """Scroll on while the mouse is held above or below the view."""
        view, bar = self._pane.viewport(), self._pane.verticalScrollBar()
        point = QPointF(view.mapFromGlobal(self._pane.cursor().pos()))
        beyond = point.y() if point.y() < 0 else max(0.0, point.y() - view.height())
        bar.setValue(round(bar.value() + max(-80.0, min(80.0, beyond))))
        self._drag_to(QPointF(point.x(), max(0.0, min(float(view.height()), point.y()))))

    def released(self, event: QMouseEvent) -> None:
        self._creep.stop()
        if self._pane.clipper is not None and self._pane.clipper.drawing:
            self._pane.clipper.release()
            self._pane.say_region()
            return
        pressed, self._from = self._from, None
        if event.button() != _LEFT or pressed is None or self._dragged or self._clicks > 1:
            return
        note = self._pane.margins.hit(event.position())
        if len(note) > 1:
            self._pane.margins.open_crowd(note, event.globalPosition().toPoint())
            return
        mark = note[0] if note else self._mark_under(event.position())
        if mark and not event.modifiers() & _SHIFT:
            self._pane.activate(mark)

    def _mark_under(self, point: QPointF) -> str:
        """The mark a click means: the first one under the point, then the next one at each further click, then the first again."""
        return next_of(self._pane.marks_under(point), self._pane.active_mark)
