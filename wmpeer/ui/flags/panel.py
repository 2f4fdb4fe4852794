"""The flags of an authority as a list, and the chosen one with its answers: beside it on a page, below it on an area's card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.judging.flag_records import FlagLine
from wmpeer.ui.flags.answers import FlagAnswers
from wmpeer.ui.flags.desk import Begun, FlagDesk, Flags
from wmpeer.ui.flags.words import NOTED, answer_words, count_words, right_word, short_title, subject
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Tick
from wmpeer.ui.kit.labels import Label, Rule
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.parts import ScrollPage

_ROWS = 4
NO_JUDGEMENT = "A flag is a reason to ask, not a judgement."


class FlagPanel(QWidget):
    """`counted(words)`: how many flags there are and how many wait; `figure_asked(FlagLine)`: Enter, a double click or the button "Show the
    figure" on a flag of a figure, where the panel stands beside figures. Keys N, Q, F and U act on the chosen flag."""

    counted = Signal(str)
    figure_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, beside: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("flag-panel")
        self._beside = beside
        self._desk: FlagDesk | None = None
        self._flags: Flags | None = None
        self._which: Callable[[Flags], tuple[FlagLine, ...]] = lambda flags: flags.lines
        self.waiting = Tick("Only those not answered", name="flags-waiting")
        self.list = RecordList(
            self._line, label="Flags", key=lambda flag: (flag.authority, *flag.key), bare=beside, letters=False, name="flags-list"
        )
        self.one = FlagAnswers(titled=True)
        self.figure = Button("Show the figure", "dense", "chart-line", name="flag-figure", tip="Enter in the list; Alt+Left leads back")
        self.figure.hide()
        self.none = Label("", tone="ink2", wrap=True)
        self.none.setObjectName("flags-none")
        self.left = Label("", "small", "ink2", wrap=True, select=True)
        self.left.setObjectName("flags-left")
        self._lay_out()
        self.list.chosen.connect(self._show_one)
        self.list.opened.connect(self._open)
        self.figure.clicked.connect(lambda: self._open(self.list.current()))
        self.waiting.toggled.connect(lambda _on: self._fill())
        self.one.answered.connect(self._answered)
        self.one.taken_back.connect(self._take_back)
        self.one.typed.connect(self._typed)
        self.one.outcome_said.connect(self._outcome_said)
        self.one.bind_letters(self)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16 if self._beside else 0, 6 if self._beside else 0, 16 if self._beside else 0, 0)
        head.setSpacing(16)
        head.addWidget(self.waiting)
        self._tools = QHBoxLayout()
        head.addLayout(self._tools)
        head.addStretch(1)
        whole.addLayout(head)
        self._reminder = Label(NO_JUDGEMENT, "small", "ink2", italic=True, wrap=not self._beside)
        if self._beside:
            head.addWidget(self._reminder)
        else:
            whole.addWidget(self._reminder)
            self.one.set_narrow()
        self._body = QWidget()
        direction = QBoxLayout.Direction.LeftToRight if self._beside else QBoxLayout.Direction.TopToBottom
        self._both = QBoxLayout(direction, self._body)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0 if self._beside else 8)
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(16 if self._beside else 0, 10 if self._beside else 0, 16 if self._beside else 0, 12)
        column.setSpacing(12)
        column.addWidget(self.one)
        column.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.left)
        column.addStretch(1)
        self._both.addWidget(self.list, 5)
        if self._beside:
            self._both.addWidget(Rule(standing=True))
            self._both.addWidget(ScrollPage(detail, name="flag-scroll"), 6)
        else:
            self._both.addWidget(detail)
        whole.addWidget(self._body, 100)
        self.none.setContentsMargins(16 if self._beside else 0, 8, 16, 8)
        whole.addWidget(self.none)
        if self._beside:
            whole.addStretch(1)

    def set_desk(self, desk: FlagDesk) -> None:
        """Whose flags are shown is read, and answers are kept, by *desk*."""
        if self._desk is not desk:
            self._desk = desk
            desk.came.connect(self._came)

    def show_flags(self, authority: str, which: Callable[[Flags], tuple[FlagLine, ...]]) -> None:
        """Show *which* of the flags of *authority*; they are read first where they are not known."""
        self._which = which
        flags = self._desk.want(authority) if self._desk is not None else None
        if flags is not None:
            self._flags = flags
            self._fill()
        elif self._flags is None or self._flags.authority != authority:
            self._flags = None
            self._say_none("Reading …")

    def add_tool(self, widget: QWidget) -> None:
        """Something to choose above the list."""
        self._tools.addWidget(widget)

    def set_room(self, room: str) -> None:
        """Beside each other, list and flag need more room than a short window has."""
        self._reminder.setVisible(room != "short" or not self._beside)
        self.one.set_narrow(narrow=room != "wide" or not self._beside)

    def refill(self) -> None:
        """Ask again which flags are to be shown."""
        self._fill()

    def _came(self, flags: Flags) -> None:
        self._flags = flags
        self._fill()

    def shown(self) -> tuple[FlagLine, ...]:
        """The flags in the list."""
        flags = self._flags
        if flags is None:
            return ()
        lines = self._which(flags)
        current = self.list.current()
        if not self.waiting.isChecked():
            return lines
        key = current.key if current is not None else None  # the one just answered stays until one goes on
        return tuple(line for line in lines if not line.answered_by(flags.me) or line.key == key)

    def _fill(self) -> None:
        flags = self._flags
        if flags is None:
            return
        lines, shown = self._which(flags), self.shown()
        self.counted.emit("" if flags.aside else count_words(len(lines), len(flags.unanswered(lines))))
        if not shown:
            self._say_none(self._why_none(flags, lines))
            return
        self._body.show()
        self.none.hide()
        self.waiting.show()
        self.list.set_records(shown)
        if self.list.current() is None:
            self.list.choose((shown[0].authority, *shown[0].key))
        if not self._beside:
            self.list.setFixedHeight(min(_ROWS, len(shown)) * self.list.sizeHintForRow(0) + 4)
        left = [f"{one.sentence} {answer_words(one, own=one.author == flags.me)}" for one in flags.left] if self._beside else []
        self.left.setText("\n".join(["Answered, and not flagged any more:", *left]) if left else "")
        self.left.setVisible(bool(left))
        self._show_one(self.list.current())

    def _why_none(self, flags: Flags, lines: tuple[FlagLine, ...]) -> str:
        if flags.aside:
            return f"You stand aside for {flags.name}: {flags.aside.rstrip('.')}. Its flags are for colleagues to answer."
        if lines:
            return "You have answered every flag here. Take the tick away to see them."
        return "No rule is met here. The rules are listed in Set up, Flags."

    def _say_none(self, words: str) -> None:
        self._body.hide()
        self.waiting.setVisible(self.waiting.isChecked())
        self.none.setText(words)
        self.none.show()

    def _line(self, flag: FlagLine) -> Line:
        me = self._flags.me if self._flags is not None else ""
        right = right_word(flag, me)
        said = f"{subject(flag)}. {flag.sentence} {f'You answered: {right}.' if right else 'Not answered.'}"
        icon, tone, weight = ("check", "ink2", "bold") if right else ("flag", "consider", "fill")
        tip = f"{flag.title}\n{flag.sentence}"
        return Line(short_title(flag), flag.sentence, right=right, icon=icon, tone=tone, icon_weight=weight, said=said, tip=tip)

    def _open(self, flag: FlagLine | None) -> None:
        """To the figure, or, where none stands behind the flag, to the answers."""
        if flag is not None and flag.of_figure and self._beside:
            self.figure_asked.emit(flag)
        else:
            self.one.buttons[NOTED].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_one(self, flag: FlagLine | None) -> None:
        if flag is None or self._flags is None:
            return
        self.figure.setVisible(self._beside and flag.of_figure)
        begun = self._desk.begun(flag) if self._desk is not None else None
        self.one.show_flag(flag, self._flags.framework, self._flags.me, begun)

    # ---- answering

    def _answered(self, flag: FlagLine, begun: Begun) -> None:
        if self._desk is not None:
            self._desk.answer(flag, begun, self._kept)

    def _kept(self) -> None:
        self.one.close_form()
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, flag: FlagLine) -> None:
        if self._desk is not None:
            self._desk.take_back(flag)

    def _outcome_said(self, flag: FlagLine, outcome: str) -> None:
        if self._desk is not None:
            self._desk.say_outcome(flag, outcome)

    def _typed(self, flag: FlagLine, begun: Begun | None) -> None:
        if self._desk is not None:
            self._desk.keep_begun(flag, begun)
