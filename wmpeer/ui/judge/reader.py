"""The reading part: the tool row, the text as pages or flowing, the marking bar. It knows a document and marks, nothing of areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.documents.queries import DocumentLine
from wmpeer.documents.records import Passage
from wmpeer.ui.judge.beside import Beside
from wmpeer.ui.judge.contents_place import ContentsPlace
from wmpeer.ui.judge.marking import MarkingBar
from wmpeer.ui.judge.tools import Tools
from wmpeer.ui.reading.contents import Contents
from wmpeer.ui.reading.flow import FlowPane
from wmpeer.ui.reading.pages import PagesPane
from wmpeer.ui.reading.pane import ReadingPane
from wmpeer.ui.reading.records import Mark
from wmpeer.ui.reading.text_source import source_of
from wmpeer.ui.reading.worker_source import WorkerSource

SEEN_MS = 700
"""A page counts as read when it stayed on view so long."""


class Reader(ContentsPlace, QWidget):
    """`kind_pressed(kind, Selection)`, `nothing_chosen(kind)`, `mark_activated(id)`; `stepped(-1 | +1)` and `unjudged_wanted()` for areas.

    `seen(done, total, pages)` says how much of the document was on view in this session. `failed(Problem)`, `document_chosen(sha256)`.
    """

    kind_pressed = Signal(str, object)
    nothing_chosen = Signal(str)
    mark_activated = Signal(str)
    stepped = Signal(int)
    unjudged_wanted = Signal()
    seen = Signal(int, int)
    settled = Signal()
    """One has stayed for a moment at a place."""
    failed = Signal(object)
    refused = Signal(object)
    """A `Problem`: why the chosen words cannot be quoted."""
    document_chosen = Signal(str)
    two_sides = Signal(bool)
    """Whether a second side is open now."""
    beside_wanted = Signal(str)
    """The SHA-256 of the document to show beside the one that is read; the same one for a second place in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.tools, self.marking = Tools(), MarkingBar()
        self.pages_pane, self.flow_pane = PagesPane(), FlowPane()
        self.contents = Contents(self.pages_pane)
        self.stack = QStackedWidget()
        self.contents.setFixedWidth(250)
        self.contents.hide()
        self.sha256 = ""
        self._seen: dict[str, set[int]] = {}
        self._totals: dict[str, int] = {}
        self._passages: tuple[Passage, ...] = ()
        self._goal: tuple[int, int] | None = None
        self._goal_page = 0
        self._choose: tuple[int, int] | None = None
        self._stay = QTimer(self, singleShot=True, interval=SEEN_MS)
        self._stay.timeout.connect(self._count_seen)
        self._stay.timeout.connect(self.settled)
        self._looking = QTimer(self, interval=120)
        self._looking.timeout.connect(self._look_for_choice)
        self._row, column = QHBoxLayout(), QVBoxLayout(self)
        row = self._row
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.contents)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setObjectName("reading-sides")
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(self.stack)
        row.addWidget(self.sides, 1)
        column.addWidget(self.tools)
        column.addLayout(row, 1)
        for pane in (self.pages_pane, self.flow_pane):
            self.stack.addWidget(pane)
            self._listen(pane)
            pane.beside_asked.connect(self._beside_asked)
            pane.contents_asked.connect(self.tools.outline.toggle)
        column.addWidget(self.marking)  # after the panes: Tab goes in this order
        self.pages_pane.setObjectName("pages-pane")
        self.flow_pane.setObjectName("flow-pane")
        self.stack.setCurrentWidget(self.flow_pane)
        self.contents.follow(self.flow_pane)
        self._bind()

    @cached_property
    def beside(self) -> Beside:
        """The second side, made when it is first asked for: its two panes would keep the first visit waiting."""
        beside = Beside()
        self.sides.addWidget(beside)
        for pane in (beside.pages_pane, beside.flow_pane):
            self._listen(pane)
        beside.document_wanted.connect(self.beside_wanted)
        beside.closed.connect(lambda: self.two_sides.emit(False))
        beside.closed.connect(lambda: self.pane.setFocus(Qt.FocusReason.OtherFocusReason))
        return beside

    def has_beside(self) -> bool:
        """Whether a second side is open."""
        return "beside" in self.__dict__ and self.beside.isVisible()

    def leave_beside(self) -> None:
        """Close the second side if it is open."""
        if self.has_beside():
            self.beside.leave()

    def _listen(self, pane: ReadingPane) -> None:
        pane.kind_pressed.connect(self.kind_pressed)
        pane.nothing_chosen.connect(self.nothing_chosen)
        pane.refused.connect(self.refused)
        pane.mark_activated.connect(self.mark_activated)
        pane.next_area_wanted.connect(lambda: self.stepped.emit(1))
        pane.previous_area_wanted.connect(lambda: self.stepped.emit(-1))
        pane.next_unjudged_wanted.connect(self.unjudged_wanted)
        pane.failed.connect(self.failed)
        pane.page_changed.connect(lambda page, of, pane=pane: self._page(pane, page, of))
        pane.zoom_changed.connect(lambda percent, pane=pane: self._zoomed(pane, percent))
        pane.verticalScrollBar().valueChanged.connect(lambda _value: self._stay.start())
        pane.loaded.connect(lambda pane=pane: self._loaded(pane))

    def _bind(self) -> None:
        self.tools.page_asked.connect(self._go_to_page)
        self.tools.page_stepped.connect(lambda step: self._go_to_page(self._page_now + step))
        self.tools.zoomed.connect(lambda steps: self.pane.step_zoom(steps))
        self.tools.find_asked.connect(lambda: self.pane.open_find())
        self.tools.outline_asked.connect(self._show_contents)
        self.tools.trim_asked.connect(self.pages_pane.set_trimmed)
        self.tools.clip_asked.connect(self._clip)
        self.pages_pane.region_begun.connect(self.tools.clip.setChecked)
        self.tools.document_chosen.connect(self.document_chosen)
        self.contents.chosen.connect(self._contents_chosen)
        self.marking.more.clicked.connect(self._more)
        self._page_now, self._room = 0, "wide"

    @property
    def pane(self) -> ReadingPane:
        """The pane on view."""
        return self.stack.currentWidget()

    # -- a document

    def open(self, line: DocumentLine, passages: Sequence[Passage], data: bytes | None, title: str) -> None:
        """Show a document: as its pages where *data* is a PDF's bytes, else as flowing text, with the pictures and tables of *data*."""
        paged = data is not None and line.format == "pdf"
        before, had_focus = self.pane, self.pane.hasFocus()  # what is hidden has the focus no more
        self.close_document()
        self.sha256, self._passages = line.sha256, tuple(passages)
        pane = self.pages_pane if paged else self.flow_pane
        self.stack.setCurrentWidget(pane)
        if before is not pane:
            if had_focus:
                pane.setFocus(Qt.FocusReason.OtherFocusReason)
            self.contents.follow(pane)
        self._page_now = 0
        self.tools.show_page(0, 0)
        self.marking.page.setText("")
        if paged:
            self.pages_pane.open(WorkerSource(data, line.name), document=line.sha256, passages=passages, title=title)
        else:
            self.flow_pane.open(passages, document=line.sha256, title=title, source=source_of(line.format, data, line.name))
        self.tools.set_trims(paged, self.pages_pane.trimmed)
        self._zoomed(pane, self.pages_pane.zoom if paged else self.flow_pane.zoom)

    def _beside_asked(self) -> None:
        """B: open a second side, or put the focus there if there is one."""
        if self.has_beside():
            self.beside.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.sha256 and self._room != "short":
            self.beside_wanted.emit(self.sha256)

    def open_beside(self, line: DocumentLine, passages: Sequence[Passage], data: bytes | None, title: str, words: str) -> None:
        """Show a document beside the one that is read; the same one from the place that is read."""
        start = self.place() if line.sha256 == self.sha256 and not self.has_beside() else 0
        self.beside.open(line, passages, data, title, words, start)
        self.two_sides.emit(True)
        half = max(1, self.sides.width() // 2)
        self.sides.setSizes([half, half])

    def shown(self) -> tuple[tuple[ReadingPane, str], ...]:
        """The panes on view, each with the SHA-256 of its document."""
        sides = [(self.pane, self.sha256), *([(self.beside.pane, self.beside.sha256)] if self.has_beside() else [])]
        return tuple((pane, sha) for pane, sha in sides if sha)

    def close_document(self) -> None:
        """Show nothing; the worker of the pages ends."""
        self.sha256, self._passages, self._goal, self._choose = "", (), None, None
        self._looking.stop()
        self.pages_pane.close_document()
        self.flow_pane.close_document()

    def _loaded(self, pane: ReadingPane) -> None:
        if pane is not self.pane or not self.sha256:
            return
        self._totals[self.sha256] = max(1, pane.unit_count())
        self._stay.start()
        self._tell_seen()
        if self._goal is not None:
            (start, end), self._goal = self._goal, None
            self.show_words(start, end) if end else self.show_place(self._goal_page, start)

    def show_words(self, start: int, end: int = 0) -> None:
        """Show the words from *start* to *end* in the document's text, chosen; before they are read it waits."""
        if not self.pane.unit_count():
            self._goal, self._goal_page = (start, end), 0
            return
        self.pane.go_to_start(start)
        if end > start:
            self._choose = (start, end)
            self._looking.start()
            self._look_for_choice()

    def show_place(self, page: int, start: int) -> None:
        """Show a page where the document has some, else the place at *start* of its text; before it is read it waits."""
        if not self.pane.unit_count():
            self._goal, self._goal_page = (start, 0), page
        elif page and self.pane is self.pages_pane:
            self.pages_pane.go_to(page)
        else:
            self.pane.go_to_start(start)

    def show_part(self, page: int, box: tuple[float, float, float, float]) -> None:
        """Show a part of a page (per cent of it) for a moment framed, where the document has pages."""
        if self.pane is self.pages_pane:
            self.pages_pane.show_part(page, box)

    def _look_for_choice(self) -> None:
        """Choose the wanted words as soon as their page is read."""
        if self._choose is None:
            self._looking.stop()
            return
        start, end = self._choose
        pane = self.pane
        first = pane.place_of(start)
        last = pane.place_of(end - 1)
        if first is None or last is None or not (pane.is_read(first.unit) and pane.is_read(last.unit)):
            return
        self._looking.stop()
        self._choose = None
        pane.chooser.choose(first, last._replace(offset=last.offset + 1))
        pane.reveal(first, centre=True)
        pane.say_chosen()

    def place(self) -> int:
        """The offset in the document's text at the top of the view."""
        units = self.pane.visible_units()
        if not len(units) or not self._passages:
            return 0
        if self.pane is self.flow_pane:
            return self._passages[min(units.start, len(self._passages) - 1)].start
        return next((one.start for one in self._passages if (one.page or 0) >= units.start + 1), 0)

    def page(self) -> int:
        """The page that is read, from 1; 0 where there are none."""
        return self._page_now

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self.pane.set_marks(marks)

    # -- how much was read

    def _count_seen(self) -> None:
        if not self.sha256 or not self.isVisible() or not self.pane.isVisible():
            return
        known = self._seen.setdefault(self.sha256, set())
        new = set(self.pane.visible_units()) - known
        if new:
            known |= new
            self._tell_seen()

    def know_seen(self, known: Mapping[str, Collection[int]]) -> None:
        """What was on view on other evenings, by the document's SHA-256: it is not read for the first time."""
        for sha, units in known.items():
            self._seen.setdefault(sha, set()).update(units)
        self._tell_seen()

    def seen_of(self, sha256: str) -> frozenset[int]:
        """The pages or passages of a document, from 0, that were on view."""
        return frozenset(self._seen.get(sha256, ()))

    def _tell_seen(self) -> None:
        self.seen.emit(len(self._seen.get(self.sha256, ())), self._totals.get(self.sha256, 0))

    # -- tools

    def _page(self, pane: ReadingPane, page: int, of: int) -> None:
        if pane is not self.pane:
            return
        self._page_now = page
        self.tools.show_page(page, of)
        self.marking.page.setText(f"{page} of {of}" if of else "")
        self._stay.start()

    def _go_to_page(self, page: int) -> None:
        if self.pane is self.pages_pane:
            self.pages_pane.go_to(page)
        else:
            start = next((one.start for one in self._passages if (one.page or 0) >= page), None)
            if start is not None:
                self.flow_pane.go_to_start(start)
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _zoomed(self, pane: ReadingPane, percent: int) -> None:
        if pane is self.pane:
            self.tools.show_size(percent, paged=pane is self.pages_pane)

    def _show_contents(self, on: bool) -> None:
        self._place_contents()
        self.contents.setVisible(on)
        self.sides.setVisible(not (on and self._room == "short"))
        if on:
            self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_contents()

    def _contents_chosen(self) -> None:
        if self._room == "short" or self._lies_over():
            self.tools.outline.setChecked(False)
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clip(self, on: bool) -> None:
        """The next rectangle drawn on a page is a picture; pressed again, or with Esc, it is not."""
        self.pages_pane.arm_region(on)
        self.pages_pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, kind: str) -> None:
        """What a kind's letter does in the text."""
        self.pane.mark_chosen(kind)

    def _more(self) -> None:
        """In a short room: what the tool row would offer."""
        menu = QMenu(self)
        menu.setObjectName("foot-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.tools.menu.actions():
            menu.addAction(action)
        menu.addSeparator()
        for words, act in (
            ("Outline and pages", lambda: self.tools.outline.toggle()),
            ("Find (Ctrl+F)", lambda: self.pane.open_find()),
            *([("Clip a table or chart", lambda: self._clip(True))] if self.pane is self.pages_pane else []),
            ("Larger", lambda: self.pane.step_zoom(1)),
            ("Smaller", lambda: self.pane.step_zoom(-1)),
            ("Reading font (Ctrl+Shift+F)", self.tools.choose_font),
        ):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(self.marking.more.mapToGlobal(self.marking.more.rect().topLeft()))

    def unwind(self) -> bool:
        """Esc: close the outline, and say whether it was open."""
        if self.tools.outline.isChecked():
            self.tools.outline.setChecked(False)
            self.pane.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def set_room(self, room: str) -> None:
        self._room = room
        if room == "short":
            self.leave_beside()
        self.tools.set_room(room)
        self.marking.set_room(room)
        if room == "short":
            self.contents.setMaximumWidth(16_777_215)
        else:
            self.contents.setFixedWidth(250 if room == "wide" else 200)
        self._show_contents_again()

    def _show_contents_again(self) -> None:
        self._place_contents()
        on = self.tools.outline.isChecked()
        self.contents.setVisible(on)
        self.sides.setVisible(not (on and self._room == "short"))
