"""Letting control limits begin anew from the screen: a period and a reason, and what was decided before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.indicators.rebases import rebase, take_back_rebase
from wmpeer.indicators.spc import LEAST
from wmpeer.ui.data.records import OneIndicator
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextArea
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import Message
from wmpeer.ui.screen import Screen


class RebaseForm(QWidget):
    """A period, a reason. `keep_asked(period label, reason)`, `run_on_asked(entity)`, `left()`."""

    keep_asked = Signal(str, str)
    run_on_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rebase-form")
        self._periods: tuple[tuple[str, str], ...] = ()
        self.period = Choice(name="rebase-period")
        self.period.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reason = TextArea(rows=2, most=5, name="rebase-reason")
        self.field = Field("What changed then", self.reason)
        self.field.set_help("A new way of working, of recording or of counting. It stands below the chart for everybody.")
        self.keep = Button("Begin limits anew", "main", name="rebase-keep", tip="Begin limits anew (Ctrl+Enter)")
        leave = Button("Not now", "plain", name="rebase-leave")
        self._begun = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.keep, leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(self._begun)
        self._from = Field("Control limits begin anew in", self.period)
        column.addWidget(self._from)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.keep.clicked.connect(self._keep)
        self.period.chosen.connect(lambda _period: self._tell_left())
        leave.clicked.connect(self.left)
        self.reason.textChanged.connect(lambda: self.field.set_error("") if self.reason.text().strip() else None)
        self.hide()

    def open_for(self, one: OneIndicator) -> None:
        self._show_begun(one)
        self._periods = one.rebasing.periods
        self.period.set_options(list(one.rebasing.periods), one.rebasing.periods[0][0] if one.rebasing.periods else "")
        self._tell_left()
        self.reason.setPlainText("")
        self.field.set_error("")
        self.show()
        self.period.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_left(self) -> None:
        """How many figures the new limits would have."""
        labels = [label for label, _ in self._periods]
        left = labels.index(self.period.value()) + 1 if self.period.value() in labels else 0
        few = f" Limits need {LEAST}: none are drawn for them until more figures come." if left < LEAST else ""
        self._from.set_help(f"{left} figure{'' if left == 1 else 's'} from then on.{few}")

    def _show_begun(self, one: OneIndicator) -> None:
        while (item := self._begun.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for begun in one.rebasing.begun:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Label(begun.sentence, "small", "ink2", wrap=True, select=True), 1)
            button = Button("Let them run on", "dense", name=f"run-on-{begun.period}")
            button.clicked.connect(lambda _checked=False, entity=begun.entity: self.run_on_asked.emit(entity))
            row.addWidget(button)
            self._begun.addWidget(line)

    def is_changed(self) -> bool:
        """Whether a reason is written here that nobody kept."""
        return not self.isHidden() and bool(self.reason.text().strip())

    def _keep(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.set_error("Write down what changed in this period.")
            return
        self.keep_asked.emit(self.period.value(), reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
        else:
            super().keyPressEvent(event)


class Rebaser:
    """Keeps for *screen* what *form* is told about the measure that *shown* gives."""

    def __init__(self, screen: Screen, form: RebaseForm) -> None:
        self._screen, self._form = screen, form
        self._about: tuple[str, OneIndicator] | None = None
        form.keep_asked.connect(self._keep)
        form.run_on_asked.connect(self._run_on)

    def begin(self, authority: str, one: OneIndicator) -> None:
        """Ask about a measure of *authority*; who is shown meanwhile does not matter."""
        self._about = authority, one
        self._form.open_for(one)

    def _keep(self, period: str, reason: str) -> None:
        if self._about is None:
            return
        authority, one = self._about
        self._form.keep.setEnabled(False)
        self._screen.do(
            lambda _progress: rebase(self._screen.workspace, authority, one.row.code, one.row.source, period, reason).changed,
            then=lambda: self._kept(f"Control limits begin anew in {dict(one.rebasing.periods).get(period, period)}."),
            failed=self._refused,
        )

    def _run_on(self, entity: str) -> None:
        self._screen.do(
            lambda _progress: take_back_rebase(self._screen.workspace, entity),
            then=lambda: self._kept("The control limits run on."),
            failed=self._refused,
        )

    def _kept(self, sentence: str) -> None:
        self._form.keep.setEnabled(True)
        self._form.reason.setPlainText("")
        self._form.left.emit()
        self._screen.say(sentence, "Ctrl+Z takes it back.", "success")

    def _refused(self, error: WmpeerError) -> None:
        self._form.keep.setEnabled(True)
        self._screen.message.emit(Message.of(error))
