"""PDF pages as pixels from another process, one under another, with their characters to choose and mark."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wmpeer.documents.records import Box, PageInfo, PageSize, Passage
from wmpeer.errors import Problem
from wmpeer.ui.reading import refusals
from wmpeer.ui.reading.bringing import SETTLED_BY, Bringing
from wmpeer.ui.reading.clip import Clipper
from wmpeer.ui.reading.clipping import PagePicture
from wmpeer.ui.reading.column import Column
from wmpeer.ui.reading.feed import OPENING, Delivery, PageFeed, PageWords, Want
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.pagetexts import PageTexts
from wmpeer.ui.reading.painting import GAP, Painting
from wmpeer.ui.reading.pane import ReadingPane
from wmpeer.ui.reading.records import Heading, Mark, Place, Selection, Span
from wmpeer.ui.reading.region import Regions
from wmpeer.ui.reading.small import SmallPages
from wmpeer.ui.reading.source import PageSource
from wmpeer.ui.reading.standing import FULL
from wmpeer.ui.reading.trim import Trim

LEAST_SCALE = 1.3
"""Pixels to the point, below which a page takes the room of the notes beside it: words of 11 points are 14 pixels high then."""
ZOOMS = (100, 110, 125, 150, 175, 200, 250, 300, 400)


class PagesPane(Painting, Bringing, Regions, ReadingPane):
    """The pages of a PDF. At 100 % a page of the usual width, or a wider one, fills the width between the margins."""

    on_page = True

    def __init__(self, parent: QWidget | None = None) -> None:
        self._feed: PageFeed | None = None
        self.small = SmallPages(self)
        self._title = ""
        self._trimmed = True
        self._empty()
        super().__init__(parent)
        self.small.setParent(self)
        self.clipper = Clipper(self)
        self._asking = self._timer(0, self._ask)
        self._widened = self._timer(150, self.relayout)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._asking.start())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _empty(self) -> None:
        self._forget_pixels()
        self._sizes: tuple[PageSize, ...] = ()
        self._texts = PageTexts("", 0, ())
        self._passages: tuple[Passage, ...] = ()
        self._outline: list[Heading] = []
        self._words: dict[int, PageWords] = {}
        self._scaled: dict[int, tuple[Line, ...]] = {}
        self._failed: dict[int, Problem] = {}
        self._widths: list[float] = []
        self._across = 0.0
        self._scales: list[float] = []
        self._zoom = 100
        self._usual = 0.0
        self._trim = Trim()
        self._goal: tuple[int, int | None, Box | None] | None = None
        self._wanted_mark = ""
        self._framed: Mark | None = None
        self._kind = ""

    def ask_soon(self) -> None:
        """Something else is wanted than before."""
        self._asking.start()

    # -- a document

    def open(self, source: PageSource, *, document: str, passages: Sequence[Passage] = (), title: str = "") -> None:
        """Show the pages of *source*; `loaded` when their sizes are known, `failed` if they cannot be.

        *document* is the file's SHA-256 in hex. *passages* make the document's text in which anchors count.
        """
        self.close_document()
        self._document, self._passages, self._title = document, tuple(passages), title
        self._feed = PageFeed(source, self._passages)
        self._feed.delivered.connect(self._came, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._feed.stop)
        self._feed.start()
        self.setAccessibleName(title or "Document")

    def close_document(self) -> None:
        """Show nothing; the source is closed by its own thread."""
        if self._feed is not None:
            self._feed.stop()
            self._feed = None
        self._empty()
        self.column = Column()
        self._shown_page = (0, 0)
        self.small.forget()
        self.chooser.clear()
        self.drop_region()
        self.marks.set(())
        self.finder.start_over()
        self.refit()
        self.selection_changed.emit(False)
        self.viewport().update()

    def feed(self) -> PageFeed | None:
        """What brings the pages, to wait for its end when the program ends."""
        return self._feed

    def _came(self, delivery: Delivery) -> None:
        if delivery.feed is not self._feed:
            return
        unit, brought = delivery.want.page - 1, delivery.brought
        if isinstance(brought, Problem):
            self._fell(delivery.want, brought)
        elif isinstance(brought, PageInfo):
            self._opened(brought)
        elif isinstance(brought, PageWords):
            self._read(unit, brought)
        elif isinstance(brought, PagePicture):
            self._clipped(brought)
        else:
            self._take_pixels(delivery)

    def _fell(self, want: Want, problem: Problem) -> None:
        if want == OPENING or want.part is not None:
            self._kind = ""
            self.failed.emit(problem)
        elif want.scale is None:
            self._read(want.page - 1, PageWords("", ()))
        elif want.small:
            self.small.fell(want.page - 1)
        elif want.tile is not None:
            self._tileless.add(want.page - 1)  # it stays as coarse as it came whole
        else:
            self._failed[want.page - 1] = problem
            self.viewport().update()

    def _opened(self, info: PageInfo) -> None:
        self._sizes = info.sizes
        self._texts = PageTexts(self._document, len(info.sizes), self._passages)
        self._outline = self._headings(info)
        self._lay_out()
        self.marks.look_again(everything=True)
        self._marks_moved()
        self.finder.start_over()
        self.outline_changed.emit(self._outline)
        self._go_on()
        self.go_on_part()
        self.say_page()
        self._asking.start()
        self.loaded.emit()

    def _headings(self, info: PageInfo) -> list[Heading]:
        """The PDF's own table of contents, or the headings that were read."""
        if info.outline:
            first = {passage.page: passage.start for passage in reversed(self._passages)}
            return [Heading(item.title, item.level, item.page, first.get(item.page, 0)) for item in info.outline]
        return [Heading(one.text, max(1, one.level), one.page, one.start) for one in self._passages if one.kind == "heading"]

    def _read(self, unit: int, words: PageWords) -> None:
        self._words[unit] = words
        self._scaled.pop(unit, None)
        self._texts.put(unit, words.text, words.page_map)
        if self._trim.take(unit, words.lines, self._sizes[unit]) and self._trimmed:
            self._widened.start()
        self._settle()
        if self.marks.look_again():
            self._marks_moved(seen=self._is_near(unit))
        self.finder.unit_came(unit)
        self._go_on()
        if self._wanted_mark and self.marks.spans(self._wanted_mark):
            wanted, self._wanted_mark = self._wanted_mark, ""
            self.show_mark(wanted)
        if unit in self.visible_units():
            self.viewport().update()

    def _is_near(self, unit: int) -> bool:
        """Whether marks on a page, or on the one before it, may be on view or beside it."""
        visible = self.visible_units()
        return visible.start - 2 <= unit <= visible.stop + 2

    def _settle(self) -> None:
        """Once a few pages are read their white is known; no page is rendered before."""
        if self._trimmed and not self._trim.settled and len(self._words) >= min(SETTLED_BY, len(self._sizes)):
            self._trim.settle()
            self.relayout()

    def scale(self, unit: int) -> float:
        """Pixels of the window (not of the device) to the point on a page."""
        return self._scales[unit]

    # -- size and place

    def _seen_part(self, unit: int) -> float:
        left, right = self._sides(unit)
        return right - left

    def _sides(self, unit: int) -> tuple[float, float]:
        return self._trim.sides(unit, self._sizes[unit]) if self._trimmed else (0.0, self._sizes[unit].width)

    def unit_width(self, unit: int) -> float:
        return self._widths[unit] if self._sizes else 0.0

    def unit_left(self, unit: int) -> float:
        body, wide = self.body(), self.unit_width(unit)
        return body.left() + max(0.0, (self._across - wide) / 2) - self.horizontalScrollBar().value()

    def relayout(self) -> None:
        if self._sizes:
            self._lay_out()
            self._asking.start()
        else:
            self.refit()

    def _lay_out(self) -> None:
        """Sizes of all pages at this width and zoom; the place at the top of the view stays."""
        top, share = self._top_place()
        parts = [self._seen_part(unit) for unit in range(len(self._sizes))]
        usual = self._usual = median(parts)
        wide = self.body().width() * self._zoom / 100
        self._scales = [wide / max(part, usual) for part in parts]
        self._widths = [part * scale for part, scale in zip(parts, self._scales, strict=True)]
        self._across = max(self.body().width(), max(self._widths))
        self._scaled.clear()
        self.column = Column(round(size.height * scale) + GAP for size, scale in zip(self._sizes, self._scales, strict=True))
        self.refit()
        across = self.horizontalScrollBar()
        middle = (across.value() + self.body().width() / 2) / max(1.0, across.maximum() + self.body().width())
        across.setRange(0, max(0, round(self._across - self.body().width())))
        across.setPageStep(max(1, round(self.body().width())))
        across.setValue(round(middle * (across.maximum() + self.body().width()) - self.body().width() / 2))
        self.verticalScrollBar().setValue(round(self.column.top(top) + share * self.column.height(top)))
        self.margins.forget()
        self.ticks.update()
        self.viewport().update()

    def needs_room(self) -> bool:
        """Enlarged pages, and pages whose words would be small between full margins."""
        return self._zoom > 100 or self.viewport().width() - sum(FULL) < self._usual * LEAST_SCALE

    def _top_place(self) -> tuple[int, float]:
        if len(self.column) != len(self._sizes):
            return 0, 0.0
        value = self.verticalScrollBar().value()
        unit = self.column.unit_at(value)
        return unit, (value - self.column.top(unit)) / self.column.height(unit)

    @property
    def zoom(self) -> int:
        """Per cent of the width between the margins."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        percent = max(ZOOMS[0], min(ZOOMS[-1], percent))
        if percent != self._zoom:
            self._zoom = percent
            self.relayout()
            self.zoom_changed.emit(percent)

    def step_zoom(self, steps: int) -> None:
        if steps == 0:
            self.set_zoom(100)
            return
        larger = [zoom for zoom in ZOOMS if zoom > self._zoom]
        smaller = [zoom for zoom in ZOOMS if zoom < self._zoom]
        if steps > 0 and larger:
            self.set_zoom(larger[0])
        elif steps < 0 and smaller:
            self.set_zoom(smaller[-1])

    @property
    def trimmed(self) -> bool:
        return self._trimmed

    def set_trimmed(self, trimmed: bool) -> None:
        """Leave out the white at the left and right of all pages, so that the words grow."""
        if trimmed != self._trimmed:
            self._trimmed = trimmed
            self._settle()
            self.relayout()

    # -- what the base asks

    def text(self, unit: int) -> str:
        return self._texts.text(unit)

    def is_read(self, unit: int) -> bool:
        return self._texts.is_read(unit)

    def lines(self, unit: int) -> Sequence[Line]:
        words = self._words.get(unit)
        if words is None:
            return ()
        if unit not in self._scaled:
            if len(self._scaled) > 24:
                self._scaled.clear()
            dx = -self._sides(unit)[0] * self._scales[unit]
            self._scaled[unit] = tuple(line.scaled(self._scales[unit], dx) for line in words.lines)
        return self._scaled[unit]

    def selection(self) -> Selection | None:
        chosen = self.chooser.range
        return self._texts.selection(*chosen) if chosen else None

    def refusal(self) -> Problem | None:
        chosen = self.chooser.range
        if chosen:
            return self._texts.refusal(*chosen)
        read = [unit for unit in self.visible_units() if self.is_read(unit)]
        if read and len(read) == len(self.visible_units()) and not any(self.text(unit).strip() for unit in read):
            return refusals.problem(refusals.NO_WORDS)
        return None

    def chosen_words(self) -> str:
        chosen = self.chooser.range
        return self._texts.between(*chosen).strip() if chosen else ""

    def spans_of(self, mark: Mark) -> Sequence[Span] | None:
        if not self._sizes:
            return None
        if mark.box is not None:
            return [Span(mark.page - 1, 0, 0)] if mark.page and mark.page <= len(self._sizes) else []
        return self._texts.spans_of(mark.anchor, mark.page)

    def place_of(self, start: int) -> Place | None:
        return self._texts.place_of(start) if self._sizes else None

    def page_of(self, unit: int) -> tuple[int, int]:
        return unit + 1, len(self._sizes)

    def outline(self) -> list[Heading]:
        return self._outline

    # -- going

    def go_to(self, page: int, offset: int | None = None, box: Box | None = None) -> None:
        """Show a page (from 1), or a character or a box on it (points from the top left). Before the pages are known it waits."""
        self._goal = (page, offset, box)
        self._go_on()

    def go_to_heading(self, heading: Heading) -> None:
        if heading.page is None:
            self.go_to_start(heading.start)
            return
        self.go_to(heading.page)
        place = self.place_of(heading.start)
        if place is not None and place.unit == heading.page - 1 and self._words.get(place.unit):
            self.reveal(place, top=True)

    def show_mark(self, mark: str) -> bool:
        found = super().show_mark(mark)
        known = self.marks.get(mark)
        if not found and known is not None and known in self.marks.waiting():
            self._wanted_mark = mark
            if known.page:
                self.go_to(known.page)
        return found

    def _go_on(self) -> None:
        """Go where was asked, as far as it is known already."""
        if self._goal is None or not self._sizes:
            return
        page, offset, box = self._goal
        unit = max(0, min(len(self._sizes), page) - 1)
        if offset is not None and unit in self._words:
            self._goal = None
            self.reveal(Place(unit, offset), centre=True)
            return
        down = (box.top * self._scales[unit] - 24) if box else 0.0
        target = round(self.column.top(unit) + max(0.0, down))
        if self.verticalScrollBar().value() != target:
            self.verticalScrollBar().setValue(target)
        if offset is None:
            self._goal = None
