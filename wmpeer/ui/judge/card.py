"""The card of one area: what to look for, the levels, what I say of it, my findings, last year's points."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.judging.records import ViewDraft
from wmpeer.region.framework import Framework, FrameworkArea
from wmpeer.ui.flags.fold import FlagsFold
from wmpeer.ui.judge.begun import Begun
from wmpeer.ui.judge.behind import BehindList
from wmpeer.ui.judge.clips import ClipShow
from wmpeer.ui.judge.offers import Offer
from wmpeer.ui.judge.parts import FindingList, Labelled, Points
from wmpeer.ui.judge.records import Standing
from wmpeer.ui.judge.writing import Writing
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.chips import Bar
from wmpeer.ui.kit.fields import Choice, TextArea
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.levels import Level, LevelPicker
from wmpeer.ui.kit.paint import colour, hairline
from wmpeer.ui.kit.parts import NumberMark, ScrollPage, Step, Steps
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.theme import theme

_SHORT_PRIORITY = {"discuss": "Discuss"}
_INSET = 12


class Foot(QWidget):
    """How much is read and judged, and the button that hands it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card-foot")
        self.setFixedHeight(48)
        self.read, self.judged = Bar("Read", "question", name="bar-read"), Bar("Judged", "strength", name="bar-judged")
        self.hand_in = Button("Hand in", "main", name="hand-in")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        row.addWidget(self.read, 1)
        row.addWidget(self.judged, 1)
        row.addSpacing(10)
        row.addWidget(self.hand_in)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, 0.5, self.width(), 0.5)


class AreaCard(QWidget):
    """`area_chosen(code)`, `stepped(-1 | +1)`; `said(field, code)` for each choice; `add_asked()` a finding without a passage.

    The findings' own signals are those of `findings`; the texts' those of `reason` and `note` (their place is authority and area).
    """

    area_chosen = Signal(str)
    stepped = Signal(int)
    said = Signal(str, str)
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("area-card")
        self._framework: Framework | None = None
        self._area = ""
        self._room = "wide"
        self._build_head()
        self._build_look()
        self._build_say()
        self._lay_out()
        theme().changed.connect(self.update)

    # -- building

    def _build_head(self) -> None:
        self.steps = Steps(label="Areas", name="area")
        self.previous = IconButton("caret-left", "Previous area", name="area-previous", size=28, shortcut="P in the text")
        self.next = IconButton("caret-right", "Next area", name="area-next", size=28, shortcut="N in the text")
        self.steps.chosen.connect(self.area_chosen)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.head = QWidget()
        self._head_row = QHBoxLayout(self.head)
        self._head_row.setContentsMargins(16, 12, 10, 4)
        self._head_row.setSpacing(2)
        self._head_row.addWidget(self.steps, 1)
        self._head_row.addSpacing(4)
        self._head_row.addWidget(self.previous)
        self._head_row.addWidget(self.next)

    def _build_look(self) -> None:
        """What one looks at: the area's name and prompts, the levels."""
        self._number, self._title = NumberMark(), Label("", "subheading", wrap=True)
        self._title.setObjectName("area-title")
        self._title.setFont(fonts.font("subheading", pixels=17))
        self._prompts, self._prompt = Label("", tone="ink2", wrap=True), Elided("", tone="ink2")
        self._prompts.setObjectName("area-prompts")
        self.levels = LevelPicker(label="My view", name="view")
        self.own = Choice(hint="not said yet", name="own-grade")
        self.own_row = Labelled("The authority says", self.own)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._number)
        title.addWidget(self._title, 1)
        self._look = QWidget()
        self._look_column = QVBoxLayout(self._look)
        self._look_column.setContentsMargins(_INSET, 0, _INSET, 0)
        self._look_column.setSpacing(6)
        self.begun = Begun()
        self._look_column.addWidget(self.begun)
        self._look_column.addLayout(title)
        for part in (self._prompts, self._prompt, self.levels, self.own_row):
            self._look_column.addWidget(part)
        self._look_column.addStretch(1)
        self.levels.chosen.connect(lambda key: self.said.emit("view", key))
        self.own.chosen.connect(lambda key: self.said.emit("own_grade", key))

    def _build_say(self) -> None:
        """What one says: confidence, direction, findings, reason, priority, note."""
        self.confidence = Segmented((), label="Confidence", clearable=True, name="confidence")
        self.direction = Segmented((), label="Direction", clearable=True, name="direction")
        self.priority = Segmented((), label="On the challenge day", clearable=True, name="priority")
        self.findings = FindingList()
        self.clips = ClipShow()
        self.behind = BehindList("finding-behind", "What this finding stands on")
        self.pointed = BehindList("note-behind", "What my private note points at", removable=True)
        self.point = Button("Point at chosen words", "quiet", "link", name="note-point", tip="W in the text")
        self.add = Button("Add without a passage", "quiet", "plus", name="finding-add")
        self._count = Label("0", tone="ink2")
        self._none = Label("", tone="ink2", wrap=True)
        self._none.setObjectName("no-findings")
        self._reason, self._note = TextArea(rows=2, most=8, name="reason"), TextArea(rows=1, most=8, name="note")
        self._reason.setAccessibleName("Reason for my view")
        self._note.setAccessibleName("Private note")
        self._note.setPlaceholderText("Only you see this; it never leaves this file.")
        self._reason.setPlaceholderText("Why this view, in a sentence or two")
        self.reason, self.note = Writing(self._reason, "view"), Writing(self._note, "note")
        self.points = Points()
        self._points_head = Label("Last year’s points", weight=600)
        self._points_count = Label("", tone="ink2")
        self.last_year = Button("Last year", "quiet", "caret-right", name="last-year")
        self.last_year.clicked.connect(lambda: self._show_points(not self.points.isVisibleTo(self)))
        self.add.clicked.connect(self.add_asked)
        for name, part in (("confidence", self.confidence), ("direction", self.direction), ("priority", self.priority)):
            part.chosen.connect(lambda key, name=name: self.said.emit(name, key))
        self._say = QWidget()
        column = self._say_column = QVBoxLayout(self._say)
        column.setContentsMargins(_INSET, 0, _INSET, 0)
        column.setSpacing(6)
        column.addWidget(Labelled("Confidence", self.confidence))
        column.addWidget(Labelled("Direction", self.direction))
        self.flags = FlagsFold()
        column.addWidget(self.flags)
        column.addLayout(_heading(Label("My findings", weight=600), self._count, self.last_year, self.add))
        column.addWidget(self.findings)
        column.addWidget(self.behind)
        column.addWidget(self.clips)
        column.addWidget(self._none)
        column.addSpacing(2)
        column.addWidget(Label("Reason", weight=600))
        column.addWidget(self._reason)
        column.addWidget(Labelled("On the challenge day", self.priority))
        column.addSpacing(2)
        column.addLayout(_heading(Label("Private note", weight=600), Label("", tone="ink2"), self.point))
        column.addWidget(self._note)
        column.addWidget(self.pointed)
        column.addSpacing(2)
        column.addLayout(_heading(self._points_head, self._points_count))
        column.addWidget(self.points)
        column.addStretch(1)

    def _lay_out(self) -> None:
        content = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._both.setContentsMargins(4, 4, 4, 12)
        self._both.setSpacing(6)
        self._both.addWidget(self._look)
        self._both.addWidget(self._say)
        self.scroll = ScrollPage(content, name="card-scroll")
        for text in (self._reason, self._note):
            text.cursorPositionChanged.connect(self._show_caret)
        self.scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show_caret())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.scroll, 1)

    def _show_caret(self) -> None:
        """What is being typed stays in view while its field grows."""
        text = next((one for one in (self._reason, self._note) if one.hasFocus()), None)
        if text is not None:
            foot = text.viewport().mapTo(self.scroll.widget(), text.cursorRect().bottomLeft())
            self.scroll.ensureVisible(foot.x(), foot.y(), 0, 24)

    # -- showing

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Unfinished drafts, above everything else."""
        self.begun.set_offers(offers)
        tab_through(self.next, self.begun.stops())

    def show_area(self, standing: Standing, area: str, said: ViewDraft, main: str, judged: Callable[[str], bool]) -> None:
        """Everything of one area. *said* is what was said of it and *judged* which are, the last choices included; *main* is on view."""
        framework = standing.framework
        if framework is not self._framework:
            self._set_framework(framework)
        one = framework.area(area)
        moved, self._area = area != self._area, area
        self.steps.set_steps([Step(a.code, a.number, a.title, judged(a.code)) for a in framework.areas], area)
        at = [a.code for a in framework.areas].index(area)
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at < len(framework.areas) - 1)
        self._number.set_number(one.number)
        self._title.setText(one.title)
        self._prompts.setText(" ".join(one.prompts))
        self._prompt.setText(" ".join(one.prompts))
        self._show_said(standing, one, said)
        self._show_findings(standing, area, main)
        self.flags.show_area(standing.authority, area)
        self.reason.show((standing.authority, area), said.reason)
        self.note.show((standing.authority, area), standing.notes.get(area, ""))
        if moved:
            self.scroll.verticalScrollBar().setValue(0)

    def _set_framework(self, framework: Framework) -> None:
        self._framework = framework
        self.confidence.set_options([(one.code, one.word) for one in reversed(framework.confidences)])
        self.direction.set_options([(one.code, one.word) for one in framework.directions])
        self.priority.set_options([(one.code, _SHORT_PRIORITY.get(one.code, one.word)) for one in framework.priorities])
        for one in framework.priorities:
            self.priority.segment(one.code).setToolTip(one.word)
            self.priority.segment(one.code).setAccessibleName(one.word)

    def _show_said(self, standing: Standing, one: FrameworkArea, said: ViewDraft) -> None:
        framework = standing.framework
        self.own_row.label.setText(f"{standing.name} says")
        self.own.setAccessibleName(f"{standing.name} says")
        grades = [(point.code, point.word) for point in framework.grades_of(one.code)]
        if [self.own.itemData(at) for at in range(self.own.count())] != [code for code, _ in grades]:
            self.own.set_options(grades, said.own_grade)
        self.own.set_value(said.own_grade)
        flag = (("flag-pennant", f"{standing.name} says"),)
        levels = [
            Level(p.code, p.word, one.descriptors.get(p.code, p.descriptor), p.key, flag if p.code == said.own_grade else ())
            for p in framework.views
        ]
        if levels != getattr(self, "_levels", None):
            self._levels = levels
            self.levels.set_levels(levels, said.view)
        elif self.levels.value() != said.view:
            self.levels.set_value(said.view)
        for part, value in ((self.confidence, said.confidence), (self.direction, said.direction), (self.priority, said.priority)):
            if part.value() != value:
                part.set_value(value)

    def _show_findings(self, standing: Standing, area: str, main: str) -> None:
        lines = standing.findings_of(area)
        alerts = frozenset(one.level for one in standing.framework.concern_levels if one.board)
        self.findings.set_findings(lines, main, alerts)
        self._count.setText(str(len(lines)))
        self._none.setText("" if lines else "None yet. Choose words in the text and press a letter.")
        self._none.setVisible(not lines)
        points = [one for one in standing.points if one.area == area]
        self.points.set_points(points)
        self._points_count.setText(str(len(points)) if points else "none in this area")
        self.last_year.set_words(f"Last year {len(points)}")
        self._dress_points()

    # -- room

    def set_room(self, room: str) -> None:
        """In a short room two columns, the areas above the second; elsewhere one."""
        short = room == "short"
        self._room = room
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if short else QBoxLayout.Direction.TopToBottom)
        self._both.setContentsMargins(*((0, 10, 0, 10) if short else (4, 4, 4, 12)))
        self._both.setSpacing(0 if short else 6)
        self._both.setStretch(0, 1 if short else 0)
        self._both.setStretch(1, 1 if short else 0)
        self._say_column.setContentsMargins(_INSET, 0, 4 if short else _INSET, 0)
        self.head.setVisible(not short)
        if short:
            self._say_column.insertWidget(0, self.steps)
        else:
            self._head_row.insertWidget(0, self.steps, 1)
        self._title.setFont(fonts.font("subheading", pixels=15 if short else 17))
        self.levels.set_compact(short)
        self._prompts.setVisible(not short)
        self._prompt.setVisible(short)
        self.add.set_words("Add" if short else "Add without a passage")
        self.add.setAccessibleName("Add without a passage")
        self.point.set_words("Point" if short else "Point at chosen words")
        self.point.setAccessibleName("Point my private note at the chosen words")
        self._dress_points()

    def show_note(self) -> None:
        """Scroll to the private note, with what it points at; again when another piece is added, for then it is longer."""
        self.scroll.widget().layout().activate()
        self.scroll.ensureWidgetVisible(self.pointed if self.pointed.isVisible() else self._note, 0, 24)
        self.scroll.ensureWidgetVisible(self._note, 0, 24)

    def _dress_points(self) -> None:
        short = self._room == "short"
        self.last_year.setVisible(short and self.points.count() > 0)
        self._show_points(not short)

    def _show_points(self, shown: bool) -> None:
        for part in (self._points_head, self._points_count, self.points):
            part.setVisible(shown)
        if shown and self._room == "short":
            self.scroll.ensureWidgetVisible(self.points)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("canvas"))


def _heading(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.setContentsMargins(0, 0, 0, 0)
    for at, part in enumerate(parts):
        row.addWidget(part)
        if at == 1:
            row.addStretch(1)
    return row
