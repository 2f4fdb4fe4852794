"""The plan over the page: one list of the files with what each would do, and the questions to be answered where they arise.

The rows stay where they are from the first moment to the last, and so do the boxes in them: an answer changes words, never places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Choice, TextField
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.region import intake_words
from wmpeer.ui.region.plan_choice import PlanChoice

if TYPE_CHECKING:
    from wmpeer.indicators.tables import Question
    from wmpeer.intake.plan import IntakePlan, PlannedFile

_ROW, _TALLEST, _AROUND = 48, 480, 230
_WHOSE = 2
_AS_IT_COMES = "as it comes"
_EACH_WORD = "each of them apart"
_LEAVE = "-"


@dataclass(frozen=True, slots=True)
class _Line:
    """A file, or one question of it."""

    path: Path
    question: Question | None = None

    def key(self) -> tuple[Path, str]:
        return self.path, self.question.column if self.question else ""


class PlanSheet(Sheet):
    """Shows an `IntakePlan` and takes its answers; `agreed(plan)` when a person says "Take in", `columns_asked(PlannedFile)` when
    the columns of a table are to be said."""

    agreed = Signal(object)
    columns_asked = Signal(object)

    def __init__(self, window: QWidget, plan: IntakePlan, names: Mapping[str, str]) -> None:
        self.plan = plan
        self._names = names
        self._left: set[Path] = set()
        self._entering = False
        self._files = {one.path: one for one in plan.items}
        self._fields: dict[tuple[Path, str], QWidget] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        chosen = "Whose, or which?" if any(one.questions for one in plan.items) else "Whose is it?"
        self.table = Table(
            (
                Column("File", self._file_cell, width=150, stretch=True, sort=None, wrap=True),
                Column("What", self._what_cell, width=124, sort=None, drop=1),
                Column(chosen, self._whose_cell, width=212, sort=None),
                Column("What happens", self._happens_cell, width=200, stretch=True, sort=None, wrap=True),
            ),
            label="Files and what happens with each", key=_Line.key, row_height=_ROW, name="plan",
        )  # fmt: skip
        column.addWidget(self.table)
        count = len(plan.items)
        title = f"{count} file{'' if count == 1 else 's'} to take in"
        super().__init__(window, title, body, intake_words.verb(plan), text=intake_words.summary(plan), width=1060, name="take-in")
        self.accepted.connect(lambda: self.agreed.emit(self.plan))
        self._fill()
        self.table.chosen.connect(self._unfold)
        self.table.opened.connect(self._open_row)
        self.table.link_followed.connect(lambda line, _column: self._open_row(line))
        self.table.height_changed.connect(self._fit_table)

    def begin(self) -> None:
        """Open it, with the focus on the first question, or on the verb where there is none."""
        choices = self.choices()
        maps = next((one.path for one in self.plan.items if one.status == "maps"), None)
        if maps is not None and not choices:
            self.table.choose((maps, ""))
        self.open(choices[0] if choices else self.table if maps is not None else self.yes if self.yes.isEnabled() else self.no)

    def choices(self) -> list[Choice]:
        """The boxes there are, in the order shown."""
        rows = range(self.table.records.rowCount())
        shown = [self._fields.get(self.table.records.record(row).key()) for row in rows if not self.table.isRowHidden(row)]
        return [one for one in shown if isinstance(one, Choice)]

    # ---- rows

    def _fill(self) -> None:
        lines: list[_Line] = []
        for item in sorted(self.plan.items, key=lambda item: not self._asks(item)):
            lines.append(_Line(item.path))
            lines += [_Line(item.path, one) for one in sorted(item.questions, key=lambda one: not one.needed)]
        self.table.set_records(lines)
        for row, line in enumerate(lines):
            if line.question is not None and not line.question.needed:
                self.table.setRowHidden(row, True)
            elif line.question is not None or self._files[line.path].status == "unclear":
                self._give_field(row, line)
        self.table.look_again()
        self._fit_table()
        self._say()

    def _give_field(self, row: int, line: _Line) -> QWidget:
        """The box of a row, made when it is first needed; it stays."""
        if line.key() not in self._fields:
            field = self._fields[line.key()] = self._field(line)
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 8, 0)
            inside.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
            self.table.setIndexWidget(self.table.records.index(row, _WHOSE), holder)
        return self._fields[line.key()]

    def _unfold(self, line: _Line) -> None:
        """The questions of the chosen file that may be answered stand below it, from now on."""
        if self._entering:
            return  # a box was clicked: what is about to open there must not move
        for row in range(self.table.records.rowCount()):
            one = self.table.records.record(row)
            if one.path == line.path and self.table.isRowHidden(row):
                self.table.setRowHidden(row, False)
                self._give_field(row, one)
        self._fit_table()

    def _open_row(self, line: _Line) -> None:
        """Enter on a row, or a click on its authority: its box opens."""
        if line.question is None and _may_map(self._files[line.path]):
            self.columns_asked.emit(self._files[line.path])
            return
        row = self.table.records.row_of(line.key())
        if line.question is None and not self._may_choose(self._files[line.path]):
            return
        field = self._give_field(row, line)
        self.table.look_again()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, Choice):
            field.showPopup()

    def _enter(self, line: _Line) -> None:
        """The focus came to the box of a row: that row is the chosen one."""
        self._entering = True
        self.table.choose(line.key())
        self._entering = False

    def _step(self, line: _Line, step: int) -> None:
        boxes = [self._fields.get(one.key()) for one in self._shown()]
        there = [box for box in boxes if box is not None]
        at = there.index(self._fields[line.key()]) + step
        if 0 <= at < len(there):
            there[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _shown(self) -> list[_Line]:
        rows = range(self.table.records.rowCount())
        return [self.table.records.record(row) for row in rows if not self.table.isRowHidden(row)]

    def _fit_table(self) -> None:
        most = min(_TALLEST, max(150, self.parentWidget().height() - _AROUND))
        self.table.setFixedHeight(min(self.table.height_of_all() + 4, most))
        if self.isVisible():
            self._centre()

    @staticmethod
    def _asks(item: PlannedFile) -> bool:
        return item.status in ("unclear", "maps") or any(question.needed for question in item.questions)

    @staticmethod
    def _may_choose(item: PlannedFile) -> bool:
        return item.document >= 0 and item.status != "refused"

    # ---- boxes

    def _field(self, line: _Line) -> QWidget:
        number = self.table.records.row_of(line.key())
        if line.question is not None:
            return self._question_field(line, line.question, f"plan-choice-{number}")
        item = self._files[line.path]
        first = [code for code in item.candidates if code in self._names]
        rest = sorted((code for code in self._names if code not in first), key=lambda code: self._names[code])
        options = [*((code, self._names[code]) for code in (*first, *rest)), (_LEAVE, "Leave it out")]
        choice = PlanChoice(options, value=item.authority, hint="Whose is it?", name=f"plan-choice-{number}")
        choice.setAccessibleName(f"Whose is {item.path.name}?")
        choice.chosen.connect(lambda code: self._whose_chosen(line.path, code))
        return self._joined(choice, line)

    def _question_field(self, line: _Line, question: Question, name: str) -> QWidget:
        column, said = question.column, self._files[line.path].choices.get(question.column, "")
        if not question.values:
            text = TextField(said, hint=f"Which {_plain(column)}?" if question.needed else _AS_IT_COMES, name=name)
            text.setAccessibleName(question.sentence)
            text.textEdited.connect(lambda value: self._take(self.plan.chosen(line.path, column, value.strip())))
            return text
        options = [(value, _EACH_WORD if value == "*" else value) for value in question.values]
        if not question.needed:
            options.insert(0, ("", _AS_IT_COMES))
        choice = PlanChoice(options, value=said, hint=f"Which {_plain(column)}?", name=name)
        choice.setAccessibleName(question.sentence)
        choice.chosen.connect(lambda value: self._take(self.plan.chosen(line.path, column, value)))
        return self._joined(choice, line)

    def _joined(self, choice: PlanChoice, line: _Line) -> PlanChoice:
        choice.entered.connect(lambda: self._enter(line))
        choice.stepped.connect(lambda step: self._step(line, step))
        return choice

    def _whose_chosen(self, path: Path, code: str) -> None:
        if code == _LEAVE:
            self._left.add(path)
        else:
            self._left.discard(path)
        self._take(self.plan.answered(path, "" if code == _LEAVE else code))

    def _take(self, plan: IntakePlan) -> None:
        self.plan = plan
        self._files = {one.path: one for one in plan.items}
        self.table.look_again()
        self._fit_table()
        self._say()

    def _say(self) -> None:
        self.set_text(intake_words.summary(self.plan, len(self._left)))
        self.yes.set_words(intake_words.verb(self.plan))
        self.yes.setEnabled(bool(self.plan.to_take_in()))

    # ---- cells

    def _file_cell(self, line: _Line) -> Cell:
        if line.question is not None:
            return Cell(f"      {_plain(line.question.column)}", tone="ink2", said=line.question.sentence, tip=line.question.sentence)
        return Cell(line.path.name, weight=500, tip=str(line.path))

    def _what_cell(self, line: _Line) -> Cell:
        return Cell("" if line.question else intake_words.what(self._files[line.path]), tone="ink2")

    def _whose_cell(self, line: _Line) -> Cell:
        item = self._files[line.path]
        if line.question is None and _may_map(item):
            return _columns_cell(item)
        name = self._names.get(item.authority, "")
        if line.question is not None or line.key() in self._fields or not name or not self._may_choose(item):
            return Cell(said=name)
        return Cell(
            name, tone="accent_ink", weight=500, link=True, tip="Click or press Enter to choose another authority, or to leave it out"
        )

    def _happens_cell(self, line: _Line) -> Cell:
        if line.question is not None:
            return Cell(line.question.sentence if line.question.needed else "", tone="ink2")
        return intake_words.happens(self._files[line.path], self._names, left=line.path in self._left)


def _may_map(item: PlannedFile) -> bool:
    return item.status != "unchanged" and bool(item.to_map or item.uses)


def _columns_cell(item: PlannedFile) -> Cell:
    """The way to the columns of a table, in words for what there is."""
    tip = "Click or press Enter to say where its areas, periods, indicators and figures stand"
    if item.status == "maps":
        return Cell("Say what the columns are…", tone="accent_ink", weight=600, link=True, tip=tip)
    more = ", ".join(f"“{sheet}”" for sheet in item.to_map[:4])
    word = "See the columns…" if item.uses else "Say more columns…"
    return Cell(word, tone="accent_ink", weight=500, link=True, tip=f"{tip}. Not read yet: {more}" if more else tip)


def _plain(column: str) -> str:
    return column.replace("_", " ")
