"""One flag and what one answers to it: noted, question or finding. The rule's sentence stands beside it; nothing is concluded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.judging.flag_records import FlagLine
from wmpeer.region.framework import Framework
from wmpeer.ui.data.parts import Sign
from wmpeer.ui.flags.desk import Begun
from wmpeer.ui.flags.words import (
    FINDING,
    ICONS,
    KEYS,
    KINDS,
    NOTED,
    OUTCOMES,
    POINT,
    QUESTION,
    WORDS,
    answer_words,
    earlier_words,
    first_words,
    short_title,
)
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextArea
from wmpeer.ui.kit.flow import Flow
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.segmented import Segmented


class AnswerForm(QWidget):
    """The words of a question or a finding. `kept(Begun)`, `left()`, `typed(Begun)` at every change."""

    kept = Signal(object)
    left = Signal()
    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flag-form")
        self._answer = ""
        self.text = TextArea(rows=3, most=8, name="flag-text")
        self.field = Field("Your words", self.text)
        self.kind = Choice(tuple((kind, mark(kind).word) for kind in KINDS), value=KINDS[0], name="flag-kind")
        self.kind_row = Field("As", self.kind)
        self.area = Choice(hint="Choose an area", name="flag-area")
        self.area_row = Field("For the card of", self.area)
        for choice in (self.kind, self.area):
            choice.setSizePolicy(choice.sizePolicy().Policy.Expanding, choice.sizePolicy().Policy.Fixed)
            choice.setMinimumWidth(120)  # else a narrow pane is as wide as its longest option
        self.keep = Button("Keep", "main", name="flag-keep", tip="Ctrl+Enter")
        self.leave = Button("Not now", "plain", name="flag-leave")
        foot, column = QHBoxLayout(), QVBoxLayout(self)
        foot.setSpacing(8)
        foot.addWidget(self.keep)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        for part in (self.field, self.kind_row, self.area_row):
            column.addWidget(part)
        column.addLayout(foot)
        self.text.textChanged.connect(self._changed)
        for choice in (self.kind, self.area):
            choice.chosen.connect(lambda _key: self._changed())
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.left)
        bind(self, ("Ctrl+Return", "Ctrl+Enter"), "Keep the answer to the flag", self._keep, inside=True)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def begun(self) -> Begun:
        """What is written now."""
        return Begun(self._answer, self.text.text().strip(), self.area.value(), self.kind.value())

    def open_for(self, flag: FlagLine, framework: Framework, begun: Begun, *, focus: bool = True) -> None:
        """Write an answer; *begun* is what there is of it. Where a person did not ask for it, the *focus* stays where it is."""
        self._answer = ""  # nothing is told while it is filled
        areas = [(area.code, f"{area.number}  {area.title}") for area in framework.areas]
        self.area.set_options(areas, begun.area or flag.area)
        self.area_row.setVisible(len(flag.areas) != 1)
        self.kind_row.setVisible(begun.answer == FINDING)
        if begun.kind:
            self.kind.set_value(begun.kind)
        self.text.setAccessibleName("Your question" if begun.answer == QUESTION else "Your finding")
        self.field.set_error("")
        self.field.set_help("The figure is kept with it as evidence, as it reads today." if flag.of_figure else "")
        self.text.setPlainText(begun.text)
        self._answer = begun.answer
        self.show()
        if focus:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def _changed(self) -> None:
        if self._answer:
            self.field.set_error("")
            self.typed.emit(self.begun())

    def _keep(self) -> None:
        begun = self.begun()
        if not begun.text:
            self.field.set_error(f"Write the {begun.answer}, or choose “Not now”.")
        elif not begun.area:
            self.field.set_error("Choose the area it belongs to.")
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.kept.emit(begun)


class FlagAnswers(QWidget):
    """A flag with its sentence, what was answered, and the three answers.

    `answered(FlagLine, Begun)`, `taken_back(FlagLine)`; `typed(FlagLine, Begun | None)` while a text is written, None when nothing of it is
    left; `outcome_said(FlagLine, code)` of an earlier point.
    """

    answered = Signal(object, object)
    taken_back = Signal(object)
    typed = Signal(object, object)
    outcome_said = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, titled: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("flag-answers")
        self._titled = titled
        self._flag: FlagLine | None = None
        self._framework: Framework | None = None
        self._begun: Begun | None = None
        self.title = Label("", weight=600, wrap=True)
        self.rule = Label("", "small", "ink2", weight=500, wrap=True)
        self.sentence = Label("", wrap=True, select=True)
        self.sentence.setObjectName("flag-sentence")
        self.said = Label("", "small", "ink2", wrap=True, select=True)
        self.said.setObjectName("flag-said")
        self.buttons = {answer: Button(word, "dense", ICONS[answer], name=f"flag-{answer}") for answer, word in WORDS.items()}
        self.back = Button("Take back", "dense", "arrow-u-up-left", name="flag-take-back")
        self._dress = [(button, ICONS[answer], KEYS[answer]) for answer, button in self.buttons.items()]
        self._dress.append((self.back, "arrow-u-up-left", "U"))
        self.set_narrow(narrow=False)
        self.outcome = Segmented(OUTCOMES, label="What became of the point", clearable=True, name="flag-outcome")
        self.outcome.chosen.connect(lambda code: self.outcome_said.emit(self._flag, code))
        self._form: AnswerForm | None = None
        self._lay_out()
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, answer=answer: self.begin(answer))
        self.back.clicked.connect(self.take_back)

    @property
    def form(self) -> AnswerForm:
        """What a question or a finding is written in: made when it is first wanted, for most flags are only read."""
        if self._form is None:
            self._form = AnswerForm()
            self._form.kept.connect(self._kept)
            self._form.left.connect(self.leave)
            self._form.typed.connect(self._typed)
            self._column.addWidget(self._form)
        return self._form

    def _hide_form(self) -> None:
        if self._form is not None:
            self._form.hide()

    def _lay_out(self) -> None:
        row, buttons = QHBoxLayout(self), QWidget()
        flow = Flow(6)  # four of them are more than a narrow pane is wide
        buttons.setLayout(flow)  # of a widget of its own: a layout made in Python inside another one ends the program
        self._column = column = QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        column.setSpacing(4)
        for button in (*self.buttons.values(), self.back):
            flow.addWidget(button)
        for part in (self.title, self.rule, self.sentence, self.outcome, self.said):
            column.addWidget(part)
        column.addWidget(buttons)
        row.addWidget(Sign("flag", "consider", "fill"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def set_narrow(self, narrow: bool = True) -> None:
        """Where there is little room: words alone on the buttons; their keys stand in the tooltips."""
        for button, icon, key in self._dress:
            button.set_icon("" if narrow else icon)
            button.set_key("" if narrow else key)
            button.setToolTip(f"{button.text()} ({key})")

    def bind_letters(self, owner: QWidget) -> None:
        """N, Q, F and U answer the flag that is shown while the focus is in *owner*."""
        said = {NOTED: "Note the flag", QUESTION: "Ask a question about the flag", FINDING: "Record a finding about the flag"}
        for answer, words in said.items():
            bind(owner, (KEYS[answer],), words, lambda answer=answer: self.begin(answer), inside=True)
        bind(owner, ("U",), "Take one’s answer back", self.take_back, inside=True)

    def show_flag(self, flag: FlagLine, framework: Framework, me: str, begun: Begun | None = None) -> None:
        """Show a flag and the answers to it; *me* is the id of who answers, *begun* what they have written and not kept."""
        other = self._flag is None or (self._flag.authority, *self._flag.key) != (flag.authority, *flag.key)
        self._flag, self._framework, self._begun = flag, framework, begun
        mine = flag.answered_by(me)
        self.title.setText(short_title(flag) if self._titled else flag.rule_title)
        self.title.setToolTip(flag.title if self._titled and short_title(flag) != flag.title else "")
        rule = ". ".join(part for part in (flag.rule_title if self._titled else "", flag.rule_note) if part)
        self.rule.setText(rule)
        self.rule.setVisible(bool(rule))
        self.sentence.setText(flag.sentence)
        said = [answer_words(one, own=one.author == me) for one in flag.answers]
        said += [earlier_words(one, own=one.author == me) for one in flag.earlier]
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))
        self.outcome.setVisible(flag.source == POINT)
        self.outcome.set_value(flag.outcome)
        self.back.setVisible(mine is not None)
        for answer, button in self.buttons.items():
            button.setCheckable(mine is not None and mine.answer == answer)
            button.setChecked(mine is not None and mine.answer == answer)
        self.setAccessibleName(f"Flag. {flag.title}. {flag.rule_title}. {flag.sentence} {' '.join(said)}".strip())
        if begun is not None and other:
            self.form.open_for(flag, framework, begun, focus=False)
        elif other:
            self._hide_form()

    @property
    def flag(self) -> FlagLine | None:
        """The flag that is shown."""
        return self._flag

    def begin(self, answer: str) -> None:
        """What a button or its key does: noted at once, a question or a finding once it is written."""
        if self._flag is None or self._framework is None:
            return
        if answer == NOTED:
            self._hide_form()
            self.answered.emit(self._flag, Begun(NOTED, "", "", ""))
        elif self._begun is not None:  # the words stay, whatever they are to become
            self.form.open_for(self._flag, self._framework, replace(self._begun, answer=answer))
        else:
            self.form.open_for(self._flag, self._framework, Begun(answer, self._given(answer), self._flag.area, ""))

    def _given(self, answer: str) -> str:
        """What the form begins with: one's own answer of that sort, or what the flag suggests."""
        if self._flag is None:
            return ""
        mine = next((one for one in self._flag.answers if one.answer == answer and self.back.isVisibleTo(self)), None)
        return mine.text if mine is not None else first_words(self._flag, answer)

    def take_back(self) -> None:
        """Take one's answer back, where there is one."""
        if self._flag is not None and self.back.isVisibleTo(self):
            self.taken_back.emit(self._flag)

    def leave(self) -> bool:
        """Close what is being written, which stays and is there when one goes on; whether something was open."""
        was = self._form is not None and not self._form.isHidden()
        inside = was and self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._hide_form()
        if inside:
            self.buttons[NOTED].setFocus(Qt.FocusReason.OtherFocusReason)
        return was

    def close_form(self) -> None:
        """What was written is kept."""
        self._begun = None
        self._hide_form()

    def _typed(self, begun: Begun) -> None:
        """What is written is remembered, unless it is nothing, or what the form began with."""
        self._begun = begun if begun.text not in ("", self._given(begun.answer).strip()) else None
        self.typed.emit(self._flag, self._begun)

    def _kept(self, begun: Begun) -> None:
        self.answered.emit(self._flag, begun)
