"""How Read & judge stands in wide, narrow and short rooms: three parts, one splitter."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.ahead import take
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.card import AreaCard, Foot
from wmpeer.ui.judge.editor import Editor
from wmpeer.ui.judge.reader import Reader
from wmpeer.ui.judge.strip import DataStrip
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.sizes import sizes
from wmpeer.ui.kit.splitter import Splitter
from wmpeer.ui.screen import Screen

CARD_WIDTH, CARD_NARROW = 409, 375
_TEXT, _JUDGEMENT, _DATA = range(3)
_TWO_TEXTS = 1000
"""Pixels of width that two documents side by side need."""
_LEAST_TEXT, _MOST_DRAWER = 160, 0.36
"""Pixels of the text that stay whatever is dragged, and the share of the room that the data take by themselves."""


class JudgeLayout(Screen):
    """The widgets and where they stand; what they do is said in `JudgeScreen`."""

    parts: ClassVar[tuple[str, ...]] = ("Text", "Judgement", "Data")
    ahead: ClassVar[tuple[type[QWidget], ...]] = (Reader, DataStrip, AreaCard, Editor, Foot)

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.shows_aside = False
        self._open_strip = True
        self._part = -1
        self._sized = ""
        self._gave_way = 0
        self._drawn = QTimer(self, singleShot=True, interval=0)
        self._drawn.timeout.connect(self._size_drawer)
        self._build()
        self.strip.folded.connect(self._strip_folded)

    def _build(self) -> None:
        self._build_room()
        self.reader, self.strip, self.card = take(Reader), take(DataStrip), take(AreaCard)
        self.editor, self.foot = take(Editor), take(Foot)
        self.editor.hide()
        self.empty = EmptyState(
            "tray-arrow-down", "The self-evaluation is not here yet.", "", (("Choose a document", "file-plus", lambda: self.go("region")),),
            name="no-document",
        )  # fmt: skip
        self.aside = EmptyState("hand-palm", "You stand aside here.", "", name="stood-aside")
        self._text.addWidget(self.reader)
        self._text.addWidget(_middle(self.empty))
        self.drawer.addWidget(self.strip)
        self.reader.two_sides.connect(self.make_way)
        self.strip.fitted.connect(self._drawn.start)  # once its parts have told what they need
        self.drawer.splitterMoved.connect(self._drawer_moved)
        self._judging.addWidget(self.card)
        self._judging.addWidget(_middle(self.aside))
        self._right_column.addWidget(self.editor)
        self._right_column.addWidget(self.foot)
        for pane in (self.reader.pages_pane, self.reader.flow_pane):
            pane.setMinimumHeight(20)  # in a short room the editor needs the height more

    def _build_room(self) -> None:
        """What holds the parts, from the outside in: a part that is put where it stays is told its font and its colours once."""
        self._left, self._right = QWidget(), QWidget()
        self.splitter = Splitter(self._left, self._right, name="judge-splitter")
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self._left.setMinimumWidth(300)
        self._right.setMinimumWidth(300)
        whole = QVBoxLayout(self)
        whole.addWidget(self.splitter)
        self._left_column, self._right_column = QVBoxLayout(self._left), QVBoxLayout(self._right)
        for layout in (whole, self._left_column, self._right_column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._text, self._judging = QStackedWidget(), QStackedWidget()
        self.drawer = Splitter(self._text, lying=True, name="judge-drawer")
        self._left_column.addWidget(self.drawer, 1)
        self._right_column.addWidget(self._judging, 1)
        for stack in (self._text, self._judging):  # a stack is as high as its highest page, shown or not
            stack.setMinimumHeight(20)

    # -- room

    def set_room(self, room: str) -> None:
        super().set_room(room)
        self.reader.set_room(room)
        self.card.set_room(room)
        self.editor.set_short(room == "short")
        self.strip.set_whole(room == "short")
        if room != "short":
            self._part = -1
            self.strip.fold.set_open(self._open_strip and room == "wide")
            self.strip.refit()
        self._size_parts()
        self.dress_parts()

    def show_part(self, index: int) -> None:
        self._part = index if self.room == "short" else -1
        if self.editor.writing() is not None:
            self.place_editor()
        self.dress_parts()
        if self._part == _TEXT:
            self.reader.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._part == _JUDGEMENT:
            self._focus_first(self.card)
        elif self._part == _DATA:
            self.strip.focus_in()

    def show_judgement(self) -> None:
        """In a short room, turn to the judgement."""
        if self._part != _JUDGEMENT:
            self.turn_to(_JUDGEMENT)

    def dress_parts(self) -> None:
        """What is on view: by room, by part, while one writes, and where one stands aside."""
        short, part, aside = self.room == "short", self._part, self.shows_aside
        writing = self.editor.writing() is not None
        self._left.setVisible(not short or part != _JUDGEMENT)
        self._right.setVisible(not short or part == _JUDGEMENT)
        self._text.setVisible(not short or part != _DATA)
        self.strip.setVisible(not aside and (not short or part == _DATA))
        self.reader.marking.setVisible(not aside and not (writing and short))
        self.foot.setVisible(not aside and not (writing and short))  # elsewhere it stays: "Keep" never stands where "Hand in" stood
        if writing:
            self.make_way(False)
        self._judging.setVisible(not (writing and short))

    def place_editor(self) -> None:
        """The editor stands below the part on view: the card, or in a short room the text."""
        below_text = self.room == "short" and self._part != _JUDGEMENT
        column = self._left_column if below_text else self._right_column
        if column.indexOf(self.editor) < 0:
            column.insertWidget(1, self.editor)

    def _strip_folded(self, folded: bool) -> None:
        if self.room == "wide":
            self._open_strip = not folded

    def _size_parts(self) -> None:
        """The card has its width, the text the rest; a person may move the edge, until the room changes."""
        if self.room != self._sized and self.width() > 600:
            self._sized, self._gave_way = self.room, 0
            self.splitter.setCollapsible(1, False)
            card = CARD_WIDTH if self.room == "wide" else CARD_NARROW
            self.splitter.setSizes([self.width() - card - self.splitter.handleWidth(), card])

    def _size_drawer(self) -> None:
        """Data or claims have the height they were dragged to, the text the rest; folded there is no edge to drag."""
        name, whole = self.strip.opened(), self.drawer.height()
        self.drawer.setHandleWidth(9 if name and self.room != "short" else 0)
        if not name or self.room == "short" or whole < 2 * _LEAST_TEXT:
            return
        usual = min(self.strip.usual_height(), round(whole * _MOST_DRAWER))
        wanted = max(self.strip.minimumHeight(), min(sizes().of(name) or usual, whole - _LEAST_TEXT))
        self.drawer.setSizes([whole - wanted - self.drawer.handleWidth(), wanted])

    def _drawer_moved(self) -> None:
        if self.strip.opened() and self.room != "short":
            sizes().set(self.strip.opened(), self.strip.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_parts()
        self._drawn.start()

    def make_way(self, wanted: bool) -> None:
        """Two documents side by side need the card's room where theirs is little: its edge waits at the right, to be dragged back."""
        right = self.splitter.sizes()[1]
        if wanted and self.room != "short" and right and self.splitter.sizes()[0] < _TWO_TEXTS and self.editor.writing() is None:
            self._gave_way = right
            self.splitter.setCollapsible(1, True)
            self.splitter.setSizes([self.width() - self.splitter.handleWidth(), 0])
        elif not wanted and self._gave_way:
            card, self._gave_way = self._gave_way, 0
            self.splitter.setCollapsible(1, False)
            if not right:
                self.splitter.setSizes([self.width() - card - self.splitter.handleWidth(), card])

    # -- F6 goes round the parts

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F6 and self._next_part(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _next_part(self, event: QKeyEvent) -> QWidget | None:
        """The part F6 leads to from where the focus is; None at the end, where the window goes on to its other regions."""
        if self.room == "short":
            return None
        places = [self._left, self._right, self.strip]
        focused = QApplication.focusWidget()
        inside = [at for at, one in enumerate(places) if focused is not None and one.isAncestorOf(focused)]
        if not inside:
            return None
        to = inside[-1] + (-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return places[to] if 0 <= to < len(places) and places[to].isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        part = self._next_part(event) if event.key() == Qt.Key.Key_F6 else None
        if part is self.strip:
            self.strip.focus_in()
        elif part is self._left:
            self.reader.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif part is self._right:
            self._focus_first(self.editor if self.editor.isVisible() else self.card)
        else:
            super().keyPressEvent(event)

    def _focus_first(self, part: QWidget) -> bool:
        """Put the focus on the first thing in *part* that takes it, the chosen one of a group before others."""
        stops = [one for one in part.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()]
        chosen = [one for one in stops if getattr(one, "isChecked", lambda: False)()]
        for one in (*chosen[:1], *stops):
            one.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False


def _middle(part: QWidget) -> QWidget:
    """A widget in the middle of a page."""
    held = QWidget()
    column, row = QVBoxLayout(held), QHBoxLayout()
    row.addWidget(part, 1)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
    return held
