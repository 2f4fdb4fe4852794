"""The next steps of a letter: what and by when, in an order; each change goes out at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.judging.records import NextStep
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.fields import DateField, TextArea
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import repolish


def iso_of(day: date | None) -> str:
    return day.isoformat() if day else ""


class _Row(QWidget):
    def __init__(self, at: int, today: Callable[[], date], parent: StepsEditor) -> None:
        super().__init__(parent)
        self.kept = NextStep("", "")
        self.what = TextArea(rows=1, most=5, hint="What happens next", name=f"step-{at}-what")
        self.what.setAccessibleName(f"Next step {at}: what")
        self.by = DateField(today=today, name=f"step-{at}-by")
        self.by.setFixedWidth(150)
        self.by.setAccessibleName(f"Next step {at}: by when")
        self.wrong = Label("Write a day: 30 October 2026.", "small", "alert")
        self.wrong.hide()
        buttons = (("arrow-up", "Earlier", "up"), ("arrow-down", "Later", "down"), ("trash", "Remove", "remove"))
        self.up, self.down, self.remove = (
            IconButton(icon, f"{words}: next step {at}", name=f"step-{at}-{name}", size=28) for icon, words, name in buttons
        )
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(2)
        row.addWidget(self.by)
        row.addStretch(1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.what)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.what.settled.connect(parent.settle)
        self.by.editingFinished.connect(self._day_left)
        self.by.editingFinished.connect(parent.settle)
        self.up.clicked.connect(lambda: parent.move(self, -1))
        self.down.clicked.connect(lambda: parent.move(self, 1))
        self.remove.clicked.connect(lambda: parent.take_out(self))

    def stops(self) -> list[QWidget]:
        """What Tab reaches here, in its order."""
        return [self.what, self.by, self.up, self.down, self.remove]

    def _day_left(self) -> None:
        wrong = self.by.is_wrong()
        self.by.setProperty("wrong", wrong)
        self.by.setAccessibleDescription(self.wrong.text() if wrong else "")
        repolish(self.by)
        self.wrong.setVisible(wrong)

    def no_day(self) -> str:
        """What is written for a day and is none; empty where it is one, or nothing is written."""
        return self.by.text().strip() if self.by.is_wrong() else ""

    def write_day(self, text: str) -> None:
        """Show *text*, that is no day, as it was typed, and say so."""
        self.by.setText(text)
        self._day_left()

    def value(self) -> NextStep:
        """What is written; a day that is none leaves the day that was kept."""
        return NextStep(self.what.text().strip(), self.kept.by if self.by.is_wrong() else iso_of(self.by.day()))

    def fill(self, step: NextStep, *, afresh: bool = False) -> None:
        """Show what is kept, unless a person has typed other words here that are on their way."""
        written = self.what.text().strip()
        if written != step.what and (afresh or written == self.kept.what):
            self.what.setPlainText(step.what)
        if afresh or not (self.by.hasFocus() or self.by.is_wrong()):  # what is no day is not taken away: nobody else has it
            self.by.set_day(date.fromisoformat(step.by) if step.by else None)
            self._day_left()
        self.kept = step


class StepsEditor(QWidget):
    """`changed(steps)` with all of them whenever one was written, moved or taken out; a step without words is not sent.

    `days_left()` when a field for a day was left: what is no day stands there as typed (`no_days`).
    """

    changed = Signal(tuple)
    days_left = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter-steps")
        self._today = today
        self._rows: list[_Row] = []
        self._kept: tuple[NextStep, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._none = Label("No next step yet. A letter needs at least one, with a day.", tone="ink2", wrap=True)
        self.add = Button("Add a step", "plain", "plus", name="step-add")
        self.add.clicked.connect(self._add_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(self.add)

    def set_steps(self, steps: Sequence[NextStep], *, afresh: bool = False) -> None:
        """Show what is kept; a row that is not kept yet stays, unless another letter comes (*afresh*)."""
        self._kept = tuple(steps)
        waiting = [] if afresh else [row for row in self._rows[len(steps) :] if not row.kept.what]
        wanted = len(steps) + len(waiting)
        while len(self._rows) > wanted:
            self._drop(self._rows[-1])
        while len(self._rows) < wanted:
            self._append()
        for row, step in zip(self._rows, steps, strict=False):
            row.fill(step, afresh=afresh)
        self._say()

    def _append(self) -> _Row:
        row = _Row(len(self._rows) + 1, self._today, self)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        row.by.editingFinished.connect(self.days_left)
        tab_through(self, [*(stop for one in self._rows for stop in one.stops()), self.add])
        return row

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _say(self) -> None:
        self._none.setVisible(not self._rows)
        for at, row in enumerate(self._rows):
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self._rows) - 1)

    def _add_clicked(self) -> None:
        row = next((row for row in self._rows if not row.value().what), None) or self._append()
        self._say()
        row.what.setFocus()

    def steps(self) -> tuple[NextStep, ...]:
        """What is written now."""
        return tuple(value for row in self._rows if (value := row.value()).what)

    def no_days(self) -> dict[str, str]:
        """What is written for days and is none, by the words of the step; two steps that say the same are told apart by a number."""
        return {name: row.no_day() for name, row in self._named() if row.no_day()}

    def _named(self) -> Iterator[tuple[str, _Row]]:
        met: dict[str, int] = {}
        for row in self._rows:
            words = row.what.text().strip()
            met[words] = met.get(words, 0) + 1
            yield (words if met[words] == 1 else f"{words}\n{met[words]}"), row

    def write_no_days(self, texts: Mapping[str, str]) -> None:
        """Show what is no day as it was typed, by the words of the step."""
        for name, row in self._named():
            if text := texts.get(name):
                row.write_day(text)

    def go_to_no_day(self) -> QWidget | None:
        """The first field that holds no day, with the focus; None where all are days."""
        field = next((row.by for row in self._rows if row.no_day()), None)
        if field is not None:
            field.setFocus()
        return field

    def settle(self) -> None:
        """Send what is written, where it differs from what is kept."""
        steps = self.steps()
        emptied = any(row.kept.what and not row.value().what and row.what.hasFocus() for row in self._rows)
        if steps != self._kept and not emptied:  # a text that is being written anew is not taken out under the pen
            self._send(steps)

    def _send(self, steps: tuple[NextStep, ...]) -> None:
        self._kept = steps
        self.changed.emit(steps)

    def move(self, row: _Row, step: int) -> None:
        at = self._rows.index(row)
        to = at + step
        if not 0 <= to < len(self._rows):
            return
        order = list(self._rows)
        order[at], order[to] = order[to], order[at]
        self._write(order)
        button = self._rows[to].up if step < 0 else self._rows[to].down
        if QApplication.focusWidget() in (row.up, row.down) and button.isEnabled():
            button.setFocus()

    def take_out(self, row: _Row) -> None:
        self._write([one for one in self._rows if one is not row])

    def _write(self, order: list[_Row]) -> None:
        written = [(one.value(), one.no_day()) for one in order if one.value().what]
        kept = tuple(step for step, _ in written)
        if len(order) < len(self._rows):  # the button that was pressed goes away
            self.add.setFocus()
        self.set_steps(kept, afresh=True)
        for row, (_, text) in zip(self._rows, written, strict=True):
            if text:
                row.write_day(text)
        self._send(kept)
        self.days_left.emit()
