"""Data: an authority's measures one by one, the region in pictures, and the scorecard.

Everything is read off the window's thread; what was read of an authority is kept until something about the tables changes, so that
going to and fro between authorities is at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.journal.workspace import Changed
from wmpeer.judging.records import Kept
from wmpeer.ui.ahead import take
from wmpeer.ui.data.copies import Copies
from wmpeer.ui.data.kinds import PAGES
from wmpeer.ui.data.listing import Listing
from wmpeer.ui.data.nothing import Nothing
from wmpeer.ui.data.pages import NUMBERS, PICTURE, WORDS, Page, Shown
from wmpeer.ui.data.question import Question
from wmpeer.ui.data.reading import read_figures
from wmpeer.ui.data.rebasing import Rebaser
from wmpeer.ui.data.records import Figures, Key, Measure
from wmpeer.ui.data.toolrow import Tools
from wmpeer.ui.data.why import Why
from wmpeer.ui.flags.desk import FlagDesk
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.kit.labels import Rule
from wmpeer.ui.places import IndicatorPlace, PagePlace
from wmpeer.ui.screen import Screen

LIST, WHY = 236, 272
LIST_NARROW, WHY_NARROW = 200, 220
KEPT = 32
"""So many readings are kept at once, the oldest going first."""
_FIGURES_CHANGE = ("", "batch", "authority", "cycle", "flag_rule", "rebase", "person", "interest")


class DataScreen(Screen):
    """The figures of one authority, and of all beside it."""

    title = "Data"
    parts: ClassVar[Sequence[str]] = ("Measures", "Figures", "Why")
    ahead: ClassVar[Sequence[type[QWidget]]] = (Listing, Tools, Why, *PAGES)

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.setObjectName("data")
        self._kept: dict[tuple[Any, ...], Any] = {}
        self._figures: Figures | None = None
        self._area: str | None = None
        self._measure: Measure | None = None
        self._source: Key | None = None
        self._model = ""
        self._mode, self._view = PAGES[0].mode, PICTURE
        self._part = -1
        self._wanted: IndicatorPlace | None = None
        self.listing, self.tools, self.why = take(Listing), take(Tools), take(Why)
        self._pages: dict[str, Page] = {kind.mode: take(kind) for kind in PAGES}
        self.nothing = Nothing(lambda: self.go("region"))
        self.empty = self.nothing.empty
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        """From the outside in: a part that is put where it stays is told its font and its colours once."""
        row = _without_edges(QHBoxLayout(self))
        self.middle, self._edges = QWidget(), (Rule(standing=True), Rule(standing=True))
        for widget, stretch in ((self.listing, 0), (self._edges[0], 0), (self.middle, 1), (self._edges[1], 0), (self.why, 0)):
            row.addWidget(widget, stretch)
        column = _without_edges(QVBoxLayout(self.middle))
        column.addWidget(self.tools)
        self.centre = QStackedWidget()
        column.addWidget(self.centre, 1)
        for widget in (*self._pages.values(), self.nothing):
            self.centre.addWidget(widget)
        self._arrange()

    def _listen(self) -> None:
        self.listing.chosen.connect(self._choose)
        self.listing.area_chosen.connect(self._choose_area)
        self.tools.area_chosen.connect(self._choose_area)
        self.tools.mode_chosen.connect(self._choose_mode)
        self.tools.numbers_asked.connect(lambda: self._toggle_view(NUMBERS))
        self.tools.words_asked.connect(lambda: self._toggle_view(WORDS))
        self.copies = Copies(self, self.page, self._shown)
        self.tools.save_asked.connect(self.copies.ask_where_to_save)
        self.tools.copy_asked.connect(self.copies.copy_picture)
        self.tools.table_asked.connect(self.copies.copy_table)
        self.why.model_chosen.connect(self._choose_model)
        self.why.source_chosen.connect(self._choose_source)
        self.question = Question(self, self.why)
        single = self.page("one")
        self.rebaser = Rebaser(self, single.form)
        single.rebase_asked.connect(lambda one: self.rebaser.begin(self.authority, one))
        for page in self._pages.values():
            page.stepped.connect(self._step)
            page.opened.connect(self._open)
            page.said.connect(self.say)
            page.went.connect(lambda screen, place: self.go(screen, "", place))
            page.reread.connect(self._show_mode)
        bind(self, ("C",), "Control chart, or the others beside it again", self._toggle_control, inside=True)
        for key, words, step in (("Ctrl+PgDown", "The next page of Data", 1), ("Ctrl+PgUp", "The page of Data before", -1)):
            bind(self, (key,), words, lambda step=step: self._turn(step), inside=True)
        for key, words, view in (("T", "Numbers, or the picture again", NUMBERS), ("W", "In words, or the picture again", WORDS)):
            bind(self, (key,), words, lambda view=view: self._toggle_view(view), inside=True)

    # ---- reading

    def reload(self) -> None:
        if not self.authority:
            self._figures = None
            self.nothing.say(None)
            self._arrange()
            return
        key = ("figures", self.authority, self._model)
        self._get(key, read_figures, (self.authority, self._model, self.workspace.file.slot), self._show_figures)

    def _get(self, key: tuple[Any, ...], query: Callable[..., Any], given: tuple[Any, ...], then: Callable[[Any], None]) -> None:
        """What is kept under *key*, at once; else what *query* gives, read off this thread and kept."""
        if key in self._kept:
            self._generations[key[0]] = self._generations.get(key[0], 0) + 1  # an older reading on its way is stale now
            then(self._kept[key])
            return

        def came(answer: Any) -> None:
            self._kept[key] = answer
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
            then(answer)

        self.fetch(lambda: self.workspace.read(query, *given), came, key=key[0])

    def concerned(self, changed: Any) -> bool:
        """Whether the tables changed, or what the region is; findings and views are not shown here."""
        if changed is None or isinstance(changed, Kept):
            return False
        return not isinstance(changed, Changed) or changed.kind in _FIGURES_CHANGE

    def hear(self, changed: Any) -> None:
        if self.concerned(changed):
            self._kept.clear()
        super().hear(changed)

    def _show_figures(self, figures: Figures) -> None:
        self._figures = figures
        self._model = figures.model if self._model else ""
        self.tools.set_count(len(figures.places))
        if not figures.measures:
            self.nothing.say(figures)
            self._arrange()
            if not figures.any_loaded:
                return
        if self._area is None:
            self._area = next((area.code for area in figures.areas if _has(figures, area.code)), "")
        self._fill()

    def _fill(self) -> None:
        """List the area's measures and show the chosen one, the one asked for, or the first."""
        assert self._figures is not None and self._area is not None
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._seek(wanted)
        self.tools.area.set_areas(self._figures.areas, self._area)
        self.listing.set_figures(self._figures, self._area)
        standing = self._figures.find(*self._measure.key) if self._measure else None
        if standing is None or (wanted is None and not self._in_area(standing)):
            listed = self.listing.measures()
            standing = listed[0] if listed else None
            self._source = None
        self._measure = standing
        if standing is not None:
            self.listing.choose(standing)
        self._show_mode()

    def _seek(self, place: IndicatorPlace) -> None:
        assert self._figures is not None
        found = self._figures.find(place.code, place.source)
        if found is None:
            self.say("This measure has no figure for this authority.", "Choose another authority, or another measure.")
            return
        row = found.says(place.code, place.source) or found.says(place.code) or found.row
        self._measure, self._source = found, (row.code, row.source)
        if not self._in_area(found):
            self._area = found.row.areas[0] if found.row.areas else ""

    def _in_area(self, measure: Measure) -> bool:
        return not self._area or any(self._area in row.areas for row in (measure.row, *measure.also))

    # ---- choosing

    def _choose(self, measure: Measure) -> None:
        self._measure, self._source = measure, None
        self._show_mode()

    def _choose_area(self, area: str) -> None:
        self._area = area
        if self._figures is not None:
            self._fill()

    def _choose_mode(self, mode: str) -> None:
        self._mode = mode
        self._view = PICTURE if self._view != WORDS else WORDS
        self._show_mode()

    def _turn(self, step: int) -> None:
        """To the page beside in the row of tools, which stops at its ends; the focus goes where one begins there."""
        modes = list(self._pages)
        at = modes.index(self._mode) + step
        if 0 <= at < len(modes) and self.tools.isVisibleTo(self):
            self._choose_mode(modes[at])
            begins = self.begins_at()
            if begins is not None:
                begins.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose_model(self, model: str) -> None:
        self._model = model
        self.reload()

    def _choose_source(self, source: Key) -> None:
        self._source = source
        self._show_mode()

    def _step(self, step: int) -> None:
        listed = self.listing.measures()
        at = listed.index(self._measure) if self._measure in listed else 0
        if listed and 0 <= at + step < len(listed):
            self.listing.choose(listed[at + step])
            self._choose(listed[at + step])

    def _open(self, code: str, key: Key | None) -> None:
        """Show a measure (None: the one shown) of an authority ("": this one) as one indicator."""
        self._view = PICTURE
        place = IndicatorPlace(*key) if key is not None else self._measure_place()
        if code in ("", self.authority):
            self.go_to(place)
        else:
            self.go("", code, place)

    # ---- showing

    def page(self, mode: str = "") -> Page:
        """The page of *mode*, or the one that is shown."""
        return self._pages[mode or self._mode]

    def _shown(self) -> Shown | None:
        figures, measure = self._figures, self._measure
        if figures is None:
            return None
        row = ((measure.says(*self._source) if self._source else None) or measure.row) if measure is not None else None
        return Shown(figures, self._area or "", measure, row, tuple(self.listing.measures()), self.workspace.author)

    def _show_mode(self) -> None:
        """Read what the page wants, and show it when it is there."""
        self._arrange()
        page, shown = self.page(), self._shown()
        if self.centre.currentWidget() is self.nothing:
            return
        wanted = page.wanted(shown) if shown is not None else None
        if shown is not None and wanted is not None:
            self._get(wanted.key, wanted.query, wanted.given, lambda answer: self._show(page, answer, shown))

    def _show(self, page: Page, answer: Any, shown: Shown) -> None:
        page.show_answer(answer, shown)
        if page.beside and answer is not None:
            self.why.show_one(answer, shown.figures, shown.area)

    def _toggle_control(self) -> None:
        if self.page().beside:
            self.page("one").toggle_control()

    def _toggle_view(self, view: str) -> None:
        if view not in self.page().views or self.centre.currentWidget() is self.nothing:
            return
        if self.page().numbers_are_picture and view == NUMBERS:
            view = PICTURE
        self._view = PICTURE if self._seen() == view else view
        self._arrange()
        self.page().view_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen(self) -> str:
        """The view that is on the page: its own where it has no other."""
        return self._view if self._view in self.page().views else PICTURE

    def _arrange(self) -> None:
        """Who is seen: in a short room one part at a time, at the region's pictures the middle alone."""
        page = self.page()
        figures = self._figures
        loaded = figures is not None and figures.any_loaded
        empty = not self.authority or (figures is not None and not figures.measures and (page.of_figures or not loaded))
        one = page.beside and not empty
        self.tools.setVisible(not empty or loaded)
        short = self.room == "short" and self._part >= 0 and one
        self.listing.setVisible(one and (not short or self._part == 0))
        self.middle.setVisible(not short or self._part == 1)
        self.why.setVisible(one and (not short or self._part == 2))
        for edge in self._edges:
            edge.setVisible(one and not short)
        for widget, wide, narrow in ((self.listing, LIST, LIST_NARROW), (self.why, WHY, WHY_NARROW)):
            width = wide if self.room == "wide" else narrow
            widget.setMinimumWidth(0 if short else width)
            widget.setMaximumWidth(16777215 if short else width)
        self.tools.show_state(type(page), self._seen(), live=not empty)
        self.centre.setCurrentWidget(self.nothing if empty else page)
        page.set_view(self._seen())
        middle = self.empty.buttons[0] if empty else page.view_widget()
        self.setFocusProxy(self.listing.view if not self.listing.isHidden() else middle)

    def set_room(self, room: str) -> None:
        super().set_room(room)
        for part in (self.tools, *self._pages.values()):
            part.set_room(room)
        self._arrange()

    def show_part(self, index: int) -> None:
        self._part = index
        self._arrange()

    def place(self) -> IndicatorPlace | PagePlace | None:
        return self.page().place() or self._measure_place()

    def _measure_place(self) -> IndicatorPlace | None:
        return IndicatorPlace(*(self._source or self._measure.key)) if self._measure is not None else None

    def go_to(self, place: Any) -> None:
        if isinstance(place, PagePlace):
            self._to_page(place)
            return
        if not isinstance(place, IndicatorPlace):
            return
        self._wanted, self._mode, self._view = place, PAGES[0].mode, PICTURE
        if self._figures is not None and self._figures.authority == self.authority and self._figures.measures:
            self._fill()

    def _to_page(self, place: PagePlace) -> None:
        page = self._pages.get(place.mode)
        if page is not None:
            self._mode, self._view = place.mode, PICTURE
            page.show_section(place.section)
            self._show_mode()

    def unwind(self) -> bool:
        form = self.page("one").form
        if not form.isHidden():
            if form.is_changed():
                self.say("The reason is not kept yet.", "Begin the limits anew, or choose “Not now”.")
            else:
                self.page("one").close_form()
            return True
        if self.why.asking():
            if self.why.form.is_changed():
                self.say("The question is not kept yet.", "Keep it, or choose “Not now”.")
            else:
                self.why.close_question()
            return True
        if self._seen() != PICTURE:
            self._toggle_view(self._seen())
            return True
        return False

    def may_leave(self) -> bool:
        for desk in self.findChildren(FlagDesk):
            desk.flush()
        self.question.flush()
        if self.page("one").form.is_changed():
            self.say("Why control limits begin anew is not kept yet.", "Keep it on the page Data, or choose “Not now” there.")
            return False
        if self.why.form.is_changed():
            self.say("A question about a figure is not kept yet.", "Keep it on the page Data, or choose “Not now” there.")
            return False
        return True


def _has(figures: Figures, area: str) -> bool:
    return any(area in measure.row.areas for measure in figures.measures)


def _without_edges(layout: QBoxLayout) -> QBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
