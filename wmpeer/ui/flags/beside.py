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
        self._answers: list[FlagAnswers] = []
        self._told: list[Signed] = []
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
        return [part for part in self._answers if not part.isHidden()]

    def _came(self, flags: Flags) -> None:
        if flags.authority == self._authority:
            self._fill(flags)

    def _fill(self, flags: Flags | None) -> None:
        """What was made is shown again for another figure: to make it anew each time holds the window up."""
        row = self._row
        lines = [line for line in flags.lines if (line.code, line.source) == (row.code, row.source)] if flags and row else []
        while len(self._answers) < len(lines):
            self._answers.append(self._new())
        for part, line in zip(self._answers, lines, strict=False):
            assert flags is not None
            part.show_flag(line, flags.framework, flags.me, self._begun(line))
        for at, part in enumerate(self._answers):
            part.setVisible(at < len(lines))
        for reason in self._told:
            reason.hide()
            reason.deleteLater()
        self._told = [] if lines else [Signed(Sign("flag", "consider", "fill"), one.title, one.sentence) for one in self._met]
        for reason in self._told:
            self._column.addWidget(reason)
        self.setVisible(bool(lines or self._told))

    def _new(self) -> FlagAnswers:
        one = FlagAnswers(titled=False)
        one.set_narrow()
        one.bind_letters(one)  # of several flags, the one that has the focus
        one.answered.connect(self._answered)
        one.taken_back.connect(self._taken_back)
        one.typed.connect(self._typed)
        self._column.addWidget(one)
        return one

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
