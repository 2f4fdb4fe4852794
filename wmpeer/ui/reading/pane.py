"""What both panes share: scrolling, choosing, marks, margins, find. A subclass knows its units (pages or passages) and paints them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from wmpeer.errors import Problem
from wmpeer.ui.kit.keywords import KeyGroup
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading import keys, overlay, refusals
from wmpeer.ui.reading.accessible import Reader, install
from wmpeer.ui.reading.chooser import Chooser
from wmpeer.ui.reading.clip import Clipper
from wmpeer.ui.reading.column import Column
from wmpeer.ui.reading.find import FindBar
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.margins import Margins
from wmpeer.ui.reading.markbook import MarkBook
from wmpeer.ui.reading.pointer import Pointer
from wmpeer.ui.reading.records import Area, Heading, Mark, Place, Selection, Span, Stripe
from wmpeer.ui.reading.ring import Ring
from wmpeer.ui.reading.standing import Standing
from wmpeer.ui.reading.ticks import TickBar
from wmpeer.ui.reading.walking import Walking

FLASH_MS = 1400


class ReadingPane(Walking, Standing, QAbstractScrollArea):
    """Somebody else's document, to read and mark.

    `kind_pressed(kind, Selection | Region)` when a kind's letter is pressed over chosen words or a part of a page, `nothing_chosen(kind)`
    without them;
    `refused(Problem)` where the chosen words cannot be quoted.
    `mark_activated(id)` when a mark or its note is clicked. `page_changed(n, of)` counts from 1 (0, 0 where there are no pages).
    `selection_changed(bool)` says whether words are chosen; ask `selection()` for them. `outline_changed(list of Heading)`.
    `failed(Problem)` when the document cannot be shown; `loaded()` when its first look is there.
    """

    kind_pressed = Signal(str, object)
    nothing_chosen = Signal(str)
    refused = Signal(object)
    beside_asked = Signal()
    contents_asked = Signal()
    region_begun = Signal(bool)
    mark_activated = Signal(str)
    selection_changed = Signal(bool)
    next_area_wanted = Signal()
    previous_area_wanted = Signal()
    next_unjudged_wanted = Signal()
    page_changed = Signal(int, int)
    zoom_changed = Signal(int)
    outline_changed = Signal(object)
    loaded = Signal()
    marks_moved = Signal()
    failed = Signal(object)

    on_page = False
    """Whether words stand on white pages, which keep the light hues in the dark palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install()
        self.setObjectName("reading-pane")
        self.setProperty("ring", "none")  # it wears its own, all round
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAutoFillBackground(False)
        self.ticks = TickBar(self)
        self.setVerticalScrollBar(self.ticks)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.column = Column()
        self.chooser = Chooser(self)
        self.marks = MarkBook(self.spans_of)
        self.margins = Margins(self)
        self.painted: dict[int, overlay.Painted] = {}
        self.active_mark = ""
        self.flashed = ""
        self.caret_mode = False
        self.current_area = ""
        self._shown_page = (0, 0)
        self._flash = self._timer(FLASH_MS, self._end_flash)
        self.clipper: Clipper | None = None
        self.pointer = Pointer(self)
        self.finder = FindBar(self)
        self.ring = Ring(self)
        self.ring.stay_above(self.ticks.parentWidget())
        self.ring.stay_above(self.horizontalScrollBar().parentWidget())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self._dress)

    def _timer(self, milliseconds: int, then: object, *, single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """What keys do while the text has the focus."""
        return keys.marking_keys(), keys.key_group()

    # -- what a subclass knows

    def unit_count(self) -> int:
        return len(self.column)

    def text(self, unit: int) -> str:
        """The words of a page or passage; empty where they are not read yet."""
        raise NotImplementedError

    def heard(self, unit: int) -> str:
        """What assistive technology hears of a unit: its words, and what stands beside them."""
        return self.text(unit)

    def lines(self, unit: int) -> Sequence[Line]:
        """Lines in pixels from the unit's top left; empty where they are not known yet."""
        raise NotImplementedError

    def is_read(self, unit: int) -> bool:
        return True

    def spans_of(self, mark: Mark) -> Sequence[Span] | None:
        raise NotImplementedError

    def place_of(self, start: int) -> Place | None:
        """Where an offset in the document's text stands."""
        raise NotImplementedError

    def selection(self) -> Selection | None:
        """The chosen words with their anchor, or None."""
        raise NotImplementedError

    def refusal(self) -> Problem | None:
        """Why there is no `selection()` although words are chosen, or none can be; None where there is nothing to say."""
        return None

    def chosen_words(self) -> str:
        """The chosen words as they stand here, whether they can be quoted or not."""
        chosen = self.selection()
        return chosen.exact if chosen is not None else ""

    def mark_chosen(self, kind: str) -> None:
        """What a kind's letter does: the chosen words become a finding of that kind, or there is a sentence why not."""
        chosen = self.selection()
        if chosen is None and self.mark_region(kind):
            return
        refusal = self.refusal() if chosen is None else None
        if chosen is not None:
            self.kind_pressed.emit(kind, chosen)
        elif refusal is not None:
            self.refused.emit(refusal)
        else:
            self.nothing_chosen.emit(kind)

    def begin_region(self) -> None:
        """A rectangle to be clipped as a picture, where there are pages."""
        self.refused.emit(refusals.problem(refusals.NO_PAGES))

    def move_region(self, event: QKeyEvent) -> bool:
        """An arrow moves the rectangle that is drawn; says whether there is one."""
        return False

    def drop_region(self) -> bool:
        """Esc takes the rectangle away; says whether there was one."""
        return False

    def mark_region(self, kind: str) -> bool:
        """Make a finding of the rectangle that is drawn, and say whether there is one."""
        return False

    def unit_width(self, unit: int) -> float:
        return self.body().width()

    def unit_left(self, unit: int) -> float:
        return self.body().left() - self.horizontalScrollBar().value()

    def page_of(self, unit: int) -> tuple[int, int]:
        return 0, 0

    def prepare(self, units: range) -> None:
        """Called before units are painted."""

    def paint_ground(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        raise NotImplementedError

    def paint_words(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        """Painted over tints and selection."""

    def paint_boxes(self, painter: QPainter, unit: int) -> None:
        """Parts of pages that are marked or being drawn."""

    def outline(self) -> list[Heading]:
        return []

    def step_zoom(self, steps: int) -> None:
        """Larger or smaller by steps; 0 is the usual size."""

    # -- what others ask

    def set_areas(self, areas: Sequence[Area]) -> None:
        """Numbers and names for the left margin."""
        self.margins.set_areas(areas)
        self.viewport().update()

    def set_stripes(self, stripes: Sequence[Stripe]) -> None:
        """Which stretches of the text speak of which area."""
        self.margins.set_stripes(stripes)
        self.viewport().update()

    def set_current_area(self, code: str) -> None:
        self.current_area = code
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others. Cheap to call again after each finding: only new ones are looked for."""
        self.marks.set(marks)
        if self.marks.get(self.active_mark) is None:
            self.active_mark = ""
        self._marks_moved()

    def lost_marks(self) -> list[str]:
        """Marks whose words are not in this document."""
        return self.marks.lost()

    def clear_selection(self) -> None:
        self.chooser.clear()
        self.say_chosen()

    def select_all(self) -> None:
        self.chooser.choose_all()
        self.say_chosen()

    def copy(self) -> None:
        """The chosen words to the clipboard, as plain text."""
        words = self.chosen_words()
        if words:
            QGuiApplication.clipboard().setText(words)

    def open_find(self) -> None:
        self.finder.open()

    def go_to_start(self, start: int) -> None:
        """Show the place at *start* in the document's text."""
        place = self.place_of(start)
        if place is not None:
            self.reveal(place, top=True)

    # -- what happens

    def say_chosen(self) -> None:
        """Tell that other words are chosen, and paint them."""
        self.selection_changed.emit(self.chooser.range is not None)
        self.viewport().update()

    def _marks_moved(self, *, seen: bool = True) -> None:
        """Marks lie elsewhere, or others are there; *seen* where that may be on view."""
        self.ticks.update()
        if seen:
            self.margins.forget()
            self.viewport().update()
        self.marks_moved.emit()

    def _dress(self) -> None:
        self.margins.forget()
        self.viewport().update()
        self.ticks.update()

    def _end_flash(self) -> None:
        self.flashed = ""
        self.viewport().update()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.say_page()

    def say_page(self) -> None:
        """Tell which page is read: the one at a third of the view."""
        if not len(self.column):
            return
        page = self.page_of(self.column.unit_at(self.verticalScrollBar().value() + self.viewport().height() / 3))
        if page != self._shown_page:
            self._shown_page = page
            self.page_changed.emit(*page)
            Reader.page_turned(self)

    def page_now(self) -> tuple[int, int]:
        """What `page_changed` said last."""
        return self._shown_page

    def refit(self) -> None:
        """Set the scroll bars' ranges by the column's height."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self.column.total()) - height))
        bar.setPageStep(max(1, height))
        bar.setSingleStep(48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.handle(self, event):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and keys.is_ours(self, event):
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.relayout()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tip(event)
            return True
        return super().viewportEvent(event)

    def _tip(self, event: QHelpEvent) -> None:
        text = self.margins.tip_at(QPointF(event.pos()))
        if text:
            QToolTip.showText(event.globalPos(), text, self.viewport())
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.pressed(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double_clicked(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.released(event)

    def activate(self, mark: str) -> None:
        """Make a mark the active one, as a click on it does."""
        self.active_mark = mark
        self.viewport().update()
        self.mark_activated.emit(mark)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.step_zoom(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ring.setGeometry(self.rect())
        self.finder.fit()
        self.margins.forget()
        self.relayout()
        self.say_page()

    def relayout(self) -> None:
        """The width changed: lay out again and keep the place that was read."""
        self.refit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ring.setVisible(True)
        self.ring.raise_()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ring.setVisible(False)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.prepare(self.visible_units())
        with QPainter(self.viewport()) as painter:
            overlay.paint(self, painter)
            if self.clipper is not None:
                self.clipper.paint_armed(painter)
