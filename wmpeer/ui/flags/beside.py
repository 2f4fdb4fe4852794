"""The flags of one measure, each with its answers: beside its figure in Data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.indicators.records import BenchmarkRow
from wmpeer.judging.flag_records import FlagLine
from wmpeer.ui.data.parts import Sign, Signed
from wmpeer.ui.data.records import Reason
from wmpeer.ui.flags.answers import FlagAnswers
from wmpeer.ui.flags.desk import Begun, FlagDesk, Flags


class FlagsOfMeasure(QWidget):
    """The rules that a figure meets. They can be answered where the figure leads and whoever looks does not stand aside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flags-of-measure")
        self._desk: FlagDesk | None = None
        self._row: BenchmarkRow | None = None
        self._met: tuple[Reason, ...] = ()
        self._parts: list[QWidget] = []
        self._authority = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_met(self, authority: str, row: BenchmarkRow, met: Sequence[Reason]) -> None:
        """Show the rules that were *met* by a figure; with the answers as soon as they are read."""
        if self._desk is None:
            self._desk = FlagDesk.of(self)
            if self._desk is not None:
                self._desk.came.connect(self._came)
        self._authority, self._row, self._met = authority, row, tuple(met)
        flags = self._desk.want(authority) if self._desk is not None else None
        self._fill(flags)

    def answers(self) -> list[FlagAnswers]:
        """The flags that can be answered here."""
        return [part for part in self._parts if isinstance(part, FlagAnswers)]

    def _came(self, flags: Flags) -> None:
        if flags.authority == self._authority:
            self._fill(flags)

    def _fill(self, flags: Flags | None) -> None:
        row = self._row
        lines = [line for line in flags.lines if (line.code, line.source) == (row.code, row.source)] if flags and row else []
        if lines and len(lines) == len(self.answers()) and flags is not None:
            for part, line in zip(self.answers(), lines, strict=True):
                part.show_flag(line, flags.framework, flags.me, self._begun(line))
            return
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        if flags is not None and lines:
            for line in lines:
                one = FlagAnswers(titled=False)
                one.set_narrow(keys=False)
                one.show_flag(line, flags.framework, flags.me, self._begun(line))
                one.answered.connect(self._answered)
                one.taken_back.connect(self._taken_back)
                one.typed.connect(self._typed)
                self._add(one)
        else:
            for reason in self._met:
                self._add(Signed(Sign("flag", "consider", "fill"), reason.title, reason.sentence))
        self.setVisible(bool(self._parts))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    def _begun(self, line: FlagLine) -> Begun | None:
        return self._desk.begun(line) if self._desk is not None else None

    def _answered(self, flag: FlagLine, begun: Begun) -> None:
        if self._desk is not None:
            self._desk.answer(flag, begun, lambda: self._kept(flag))

    def _kept(self, flag: FlagLine) -> None:
        for part in self.answers():
            if part.flag is not None and (part.flag.authority, *part.flag.key) == (flag.authority, *flag.key):
                part.close_form()

    def _taken_back(self, flag: FlagLine) -> None:
        if self._desk is not None:
            self._desk.take_back(flag)

    def _typed(self, flag: FlagLine, begun: Begun | None) -> None:
        if self._desk is not None:
            self._desk.keep_begun(flag, begun)
