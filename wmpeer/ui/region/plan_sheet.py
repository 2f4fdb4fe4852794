"""The plan over the page: one list of the files with what each would do, and the questions to be answered where they arise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Choice, TextField
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.region import intake_words

if TYPE_CHECKING:
    from wmpeer.indicators.tables import Question
    from wmpeer.intake.plan import IntakePlan, PlannedFile

_ROW, _TALLEST = 36, 460
_AS_IT_COMES = "as it comes"
_EACH_WORD = "each of them apart"


@dataclass(frozen=True, slots=True)
class _Line:
    """A file, or one question of it."""

    file: PlannedFile
    question: Question | None = None

    def key(self) -> tuple[Path, str]:
        return self.file.path, self.question.column if self.question else ""


class PlanSheet(Sheet):
    """Shows an `IntakePlan` and takes its answers; `agreed(plan)` when a person says "Take in"."""

    agreed = Signal(object)

    def __init__(self, window: QWidget, plan: IntakePlan, names: Mapping[str, str]) -> None:
        self.plan = plan
        self._names = names
        self._open: Path | None = None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        self.table = Table(
            (
                Column("File", self._file_cell, width=290, stretch=True, sort=None),
                Column("What", self._what_cell, width=160, sort=None, drop=1),
                Column("What happens", self._happens_cell, width=350, sort=None),
            ),
            label="Files and what happens with each", key=_Line.key, row_height=_ROW, name="plan",
        )  # fmt: skip
        column.addWidget(self.table)
        self.table.chosen.connect(self._unfold)
        count = len(plan.items)
        title = f"{count} file{'' if count == 1 else 's'} to take in"
        super().__init__(window, title, body, intake_words.verb(plan), text=intake_words.summary(plan), width=900, name="take-in")
        self.accepted.connect(lambda: self.agreed.emit(self.plan))
        self._fill()

    def begin(self) -> None:
        """Open it, with the focus on the first question, or on the verb where there is none."""
        choices = self.choices()
        self.open(choices[0] if choices else self.yes if self.yes.isEnabled() else self.no)

    def choices(self) -> list[Choice]:
        """The fields of the questions, in the order shown."""
        found = [self.table.indexWidget(self.table.records.index(row, 2)) for row in range(self.table.records.rowCount())]
        return [one for one in found if isinstance(one, Choice)]

    def _fill(self) -> None:
        focused = QApplication.focusWidget()
        again = focused.objectName() if isinstance(focused, Choice) else ""
        lines: list[_Line] = []
        for item in sorted(self.plan.items, key=lambda item: not self._asks(item)):
            lines.append(_Line(item))
            lines += [_Line(item, question) for question in item.questions if question.needed or item.path == self._open]
        self.table.set_records(lines)
        for row, line in enumerate(lines):
            choice = self._field(line, row)
            if choice is not None:
                self.table.setIndexWidget(self.table.records.index(row, 2), choice)
                if choice.objectName() == again:
                    choice.setFocus()
        self._fit_table()
        self.yes.set_words(intake_words.verb(self.plan))
        self.yes.setEnabled(bool(self.plan.to_take_in()))

    def _unfold(self, line: _Line) -> None:
        """The questions of the chosen file that may be answered stand below it."""
        if line.file.path != self._open:
            self._open = line.file.path
            QTimer.singleShot(0, self, self._fill)

    def _fit_table(self) -> None:
        self.table.setFixedHeight(min(max(self.table.height_of_all() + 4, self.table.height() if self.isVisible() else 0), _TALLEST))
        if self.isVisible():
            self._centre()

    def _asks(self, item: PlannedFile) -> bool:
        """Whether a file asked something when the plan came; an answer does not move it."""
        return bool(self._may_choose(item)) or any(question.needed for question in item.questions)

    @staticmethod
    def _may_choose(item: PlannedFile) -> bool:
        return item.document >= 0 and (item.status == "unclear" or item_chosen(item))

    def _field(self, line: _Line, row: int) -> QWidget | None:
        item = line.file
        if line.question is not None:
            return self._question_field(item, line.question, row)
        if not self._may_choose(item):
            return None
        first = [code for code in item.candidates if code in self._names]
        rest = sorted((code for code in self._names if code not in first), key=lambda code: self._names[code])
        choice = Choice(
            [(code, self._names[code]) for code in (*first, *rest)], value=item.authority, hint="Whose is it?", name=f"plan-choice-{row}"
        )
        choice.setAccessibleName(f"Whose is {item.path.name}?")
        choice.chosen.connect(lambda code: self._take(self.plan.answered(item.path, code)))
        return choice

    def _question_field(self, item: PlannedFile, question: Question, row: int) -> QWidget:
        column, said = question.column, item.choices.get(question.column, "")
        if not question.values:
            text = TextField(said, hint=_AS_IT_COMES, name=f"plan-choice-{row}")
            text.setAccessibleName(question.sentence)
            text.textEdited.connect(lambda value: setattr(self, "plan", self.plan.chosen(item.path, column, value.strip())))
            return text
        options = [(value, _EACH_WORD if value == "*" else value) for value in question.values]
        if not question.needed:
            options.insert(0, ("", _AS_IT_COMES))
        choice = Choice(options, value=said, hint=f"Which {_plain(column)}?", name=f"plan-choice-{row}")
        choice.setAccessibleName(question.sentence)
        choice.chosen.connect(lambda value: self._take(self.plan.chosen(item.path, column, value)))
        return choice

    def _take(self, plan: IntakePlan) -> None:
        self.plan = plan
        QTimer.singleShot(0, self, self._fill)  # the field that was just used must not go while it still speaks

    def _file_cell(self, line: _Line) -> Cell:
        if line.question is not None:
            return Cell(f"      {_plain(line.question.column)}", tone="ink2", said=line.question.sentence, tip=line.question.sentence)
        return Cell(line.file.path.name, weight=500, tip=str(line.file.path))

    def _what_cell(self, line: _Line) -> Cell:
        return Cell("" if line.question else intake_words.what(line.file), tone="ink2")

    def _happens_cell(self, line: _Line) -> Cell:
        return Cell() if line.question else intake_words.happens(line.file, self._names)


def item_chosen(item: PlannedFile) -> bool:
    """Whether a person gave the document its authority: then they may think again."""
    return item.matched_by == "chosen" and item.status in ("new", "replaces", "unchanged")


def _plain(column: str) -> str:
    return column.replace("_", " ")
