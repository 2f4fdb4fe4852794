"""The left column: every authority with the state of its letter, and what is done with several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from wmpeer.letters.batch import LetterLine
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.fields import paint_tick
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Ground, Label, Rule
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.paint import box, colour, smooth, width_of, words
from wmpeer.ui.kit.parts import ToolRow
from wmpeer.ui.kit.records import RECORD, TICKABLE
from wmpeer.ui.letters.states import said, state_mark

ROW = 36
_EDGES, _NAME_AT, _ICON, _GAP, _END = 15, 34, 16, 6, 8
_LEAST = {False: 240, True: 178}
_MOST = {False: 330, True: 230}
"""The widths between which the list is as wide as what stands in it; where there is little room it has no words for a state."""


def _name_width(lines: Sequence[LetterLine]) -> float:
    """As wide as the longest name is when it is chosen."""
    return max((width_of(line.name, fonts.font("interface", 600)) for line in lines), default=0.0) + 2


def _state_width(line: LetterLine) -> float:
    shown = state_mark(line.state)
    icon = _ICON + 5 if shown.icon else 0
    return icon + width_of(shown.word, fonts.font("interface", 500 if shown.loud else 400)) + 2


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RecordList) -> None:
        super().__init__(view)
        self._view = view
        self.states = 0.0
        """How wide the widest state is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line: LetterLine = index.data(RECORD)
        painter.save()
        smooth(painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(8, 0, -7, 0)
        if chosen:
            box(painter, area, fill="chosen")
            painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, fill="canvas")
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        paint_tick(painter, QRectF(area.left() + 10, area.center().y() - 8, 16, 16), ticked, bool(index.data(TICKABLE)))
        self._paint_words(painter, area, line, chosen)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            box(painter, area, edge="focus", width=2)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, line: LetterLine, chosen: bool) -> None:
        quiet = line.state in ("not-begun", "aside")
        shown = state_mark(line.state)
        room = area.right() - area.left()
        wide = room + _EDGES >= _LEAST[False]
        state_at = room - self.states - _END if wide else room - _ICON - _GAP
        icon_at = area.left() + state_at
        name = QRectF(area.left() + _NAME_AT, area.top(), state_at - _NAME_AT - _GAP, area.height())
        words(painter, name, line.name, fonts.font("interface", 600 if chosen else 400 if quiet else 500), "ink2" if quiet else "ink")
        if shown.icon:
            paint_icon(painter, QRectF(icon_at, area.center().y() - 8, 16, 16), shown.icon, shown.tone, shown.weight)
        if wide:
            tone = "ink2" if quiet else shown.tone if shown.loud else "ink"
            rest = QRectF(icon_at + (_ICON + 5 if shown.icon else 0), area.top(), area.right() - icon_at, area.height())
            words(painter, rest, shown.word, fonts.font("interface", 500 if shown.loud else 400), tone)


class Listing(Ground):
    """Every letter. `chosen(code)` when a person moves to one; `prepare_asked`, `write_asked`, `issue_asked`, `log_asked`,
    `papers_asked`."""

    chosen = Signal(str)
    ticks_changed = Signal()
    prepare_asked = Signal()
    write_asked = Signal()
    issue_asked = Signal()
    log_asked = Signal()
    papers_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", parent)
        self.setObjectName("letters-list")
        self._narrow = False
        self._issued = Label("", tone="ink2")
        self._issued.setObjectName("letters-issued")
        self.all = IconButton("list-checks", "Tick every letter that can leave", name="letters-tick-all", size=28)
        self.all.clicked.connect(self._tick_all)
        head = ToolRow(Label("Letters", weight=600), None, self._issued, self.all)
        head.row.setContentsMargins(18, 0, 8, 0)
        head.row.setSpacing(4)
        self.list = RecordList(
            lambda line: Line(line.name, said=said(line), tip=said(line)),
            label="Letters",
            key=lambda line: line.authority,
            tickable=lambda line: line.can_leave,
            name="letters",
        )
        self._delegate = _Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.chosen.connect(lambda line: self.chosen.emit(line.authority))
        self.list.ticks_changed.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addSpacing(4)
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())
        self._count()

    def _foot(self) -> QWidget:
        foot = QWidget()
        column, row = QVBoxLayout(foot), QHBoxLayout()
        column.setContentsMargins(16, 9, 12, 10)
        column.setSpacing(6)
        row.setSpacing(4)
        self.prepare = Button("Prepare and look", "plain", "eye", name="letters-prepare")
        self.write = Button("Write the files", "plain", "file-arrow-down", name="letters-write")
        self.issue = Button("Issue letters", "plain", "lock-simple", name="letters-issue-all")
        self.log = IconButton("clipboard-text", "Log of the last batch", name="letters-log", size=32)
        self.log.setEnabled(False)
        self._verbs = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._verbs.setSpacing(6)
        tip = "Papers: data packs, scorecard, annual report, sign-off sheet"
        self.papers = IconButton("chart-line", tip, name="letters-papers", size=32)
        for verb in (self.prepare, self.write, self.issue):
            self._verbs.addWidget(verb)
        row.addLayout(self._verbs)
        row.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.log)
        beside.addWidget(self.papers)
        beside.addStretch(1)
        row.addLayout(beside)
        self._note = Label("", "small", "ink2", wrap=True)
        self._note.setObjectName("letters-ticked")
        column.addLayout(row)
        column.addWidget(self._note)
        self.prepare.clicked.connect(self.prepare_asked)
        self.write.clicked.connect(self.write_asked)
        self.issue.clicked.connect(self.issue_asked)
        self.papers.clicked.connect(self.papers_asked)
        self.log.clicked.connect(self.log_asked)
        return foot

    def wanted_width(self, *, narrow: bool) -> int:
        """As wide as the longest name and the longest state need, within bounds."""
        lines = self.lines()
        states = float(_ICON) if narrow else max((_state_width(line) for line in lines), default=0.0) + _END
        wanted = int(_EDGES + _NAME_AT + _name_width(lines) + 2 * _GAP + states) + 1
        return min(max(wanted, _LEAST[narrow]), _MOST[narrow])

    def set_narrow(self, narrow: bool) -> None:
        """With little room the buttons are as wide as the column and say less."""
        self._narrow = narrow
        self._count()

    def set_short(self, short: bool) -> None:
        """In a short room the buttons stand in a row: the letters need the height."""
        self._verbs.setDirection(QBoxLayout.Direction.LeftToRight if short else QBoxLayout.Direction.TopToBottom)

    # ---- what is shown

    def set_lines(self, lines: Sequence[LetterLine], current: str) -> None:
        """Show *lines*; ticks stay where a letter can still leave."""
        stays = [line.authority for line in self.list.ticked()]
        self._delegate.states = max((_state_width(line) for line in lines), default=0.0)
        self.list.set_records(lines)
        self.list.records.set_ticked(stays)
        self.choose(current)
        self._count()

    def set_line(self, line: LetterLine) -> None:
        """One letter stands otherwise than before."""
        self.set_lines([line if one.authority == line.authority else one for one in self.lines()], self._code())

    def _code(self) -> str:
        current = self.list.current()
        return current.authority if current else ""

    def choose(self, code: str) -> None:
        """Choose without sending `chosen`."""
        current = self.list.current()
        if current is None or current.authority != code:
            self.list.blockSignals(True)
            self.list.choose(code)
            self.list.blockSignals(False)

    def lines(self) -> list[LetterLine]:
        return self.list.records.records()

    def line(self, code: str) -> LetterLine | None:
        return next((one for one in self.lines() if one.authority == code), None)

    def ticked(self) -> list[str]:
        """The codes of the ticked letters, in the order of the list."""
        return [line.authority for line in self.list.ticked()]

    def drafts(self) -> list[str]:
        """The codes of every letter that is begun, issued ones too: what is written where nothing is ticked."""
        return [line.authority for line in self.lines() if line.state not in ("not-begun", "aside")]

    def _tick_all(self) -> None:
        ready = [line.authority for line in self.lines() if line.can_leave]
        self.list.records.set_ticked([] if self.ticked() == ready else ready)

    def _count(self) -> None:
        lines, ticked = self.lines(), len(self.ticked())
        issued = sum(line.state == "issued" for line in lines)
        self._issued.setText("" if not lines or self._narrow else f"{issued} issued of {len(lines)}")
        self.prepare.setEnabled(bool(ticked))
        self.prepare.set_words("Prepare" if self._narrow else "Prepare and look")
        self.write.setEnabled(bool(self.drafts()))
        self.write.set_words("Write" if self._narrow else "Write the files" if ticked else "Write all files")
        self.issue.setEnabled(bool(ticked))
        word = "Issue" if self._narrow else "Issue letters"
        self.issue.set_words(
            word if not ticked else f"Issue {ticked}" if self._narrow else f"Issue {ticked} letter{'' if ticked == 1 else 's'}"
        )
        self.all.setEnabled(any(line.can_leave for line in lines))
        self._note.setText(f"{ticked or 'None'} ticked. Only letters without a must can be ticked.")
        self.ticks_changed.emit()
