"""What a pack would do, or did: sentences with counts, differences with both sides, what waits, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.exchange.lines import DifferenceLine, SideLine
from wmpeer.ui.exchange import records as is_
from wmpeer.ui.exchange import words
from wmpeer.ui.exchange.parts import Said
from wmpeer.ui.exchange.records import Item
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import StateLabel
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.parts import ScrollPage, ToolRow
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.tokens import PAGE_MARGIN

_STATES = {
    is_.LOOKING: "reading", is_.ARRIVING: "waiting", is_.READY: "received", is_.SAME: "agreed", is_.TAKEN: "done", is_.BACK: "returned",
    is_.REFUSED: "must", is_.REPLY: "allocated", is_.ADMITTED: "done", is_.INVITATION: "allocated", is_.GONE: "not-started",
}  # fmt: skip
_LEAVES = (is_.REFUSED, is_.GONE, is_.INVITATION, is_.SAME, is_.ADMITTED, is_.ARRIVING)
_WIDEST = 860
_BREAK = "\u2028"
"""Begins another line in a cell."""


class Preview(QWidget):
    """Shows one `Item`. `take_asked`, `back_asked`, `admit_asked`, `again_asked` and `forget_asked` (take it off the list) carry it;
    `list_asked` goes back to the list in a short room."""

    take_asked = Signal(object)
    back_asked = Signal(object)
    admit_asked = Signal(object)
    again_asked = Signal(object)
    forget_asked = Signal(object)
    list_asked = Signal()
    apart_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.item: Item | None = None
        self.heading = Label("", "heading", wrap=True)
        self.state = StateLabel("received", name="preview-state")
        self.about = Label("", tone="ink2", wrap=True)
        self.file = Elided("", "small", "ink3")
        self._said = QVBoxLayout()
        self._said.setSpacing(10)
        self.differences = Said("not-equals", "concern", "", words.SETTLED, bold=True, name="differing")
        self.table = Table(_columns(), label="What was changed on both sides", key=lambda one: (one.what, one.field), name="differences")
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.height_changed.connect(self._fit)
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        self._lay_out()
        self.show_item(None)

    def _lay_out(self) -> None:
        body = QWidget()
        column, head = QVBoxLayout(body), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.file)
        column.addSpacing(10)
        column.addLayout(self._said)
        column.addSpacing(10)
        column.addWidget(self.differences)
        column.addSpacing(4)
        column.addWidget(self.table)
        column.addLayout(self._below)
        column.addStretch(1)
        self.none = EmptyState("package", "Choose a pack", "What it would change stands here, before anything is kept.", name="no-pack")
        self.take = Button("Take in", "main", "tray-arrow-down", name="take-in")
        self.take.clicked.connect(lambda: self.take_asked.emit(self.item))
        self.admit = Button("Admit this laptop", "main", "user-plus", name="admit")
        self.admit.clicked.connect(lambda: self.admit_asked.emit(self.item))
        self.back = Button("Take back", "plain", "arrow-u-up-left", name="take-back")
        self.back.clicked.connect(lambda: self.back_asked.emit(self.item))
        self.apart = Button("See the differences", "plain", "not-equals", name="see-differences", tip="Both sides of each, to be settled")
        self.apart.clicked.connect(self.apart_asked)
        self.again = Button("Look again", "plain", "arrow-clockwise", name="look-again", tip="Read the file once more")
        self.again.clicked.connect(lambda: self.again_asked.emit(self.item))
        self.forget = Button("Off the list", "quiet", "x", name="off-the-list", tip="The file stays where it is")
        self.forget.clicked.connect(lambda: self.forget_asked.emit(self.item))
        self.packs = Button("Packs", "quiet", "arrow-left", name="to-packs", tip="Back to the list (Esc)")
        self.packs.clicked.connect(self.list_asked)
        self.packs.hide()
        self.note = Label("", "small", "ink2", wrap=True)
        self.foot = ToolRow(self.packs, self.take, self.admit, self.back, self.apart, self.again, self.forget, above=True)
        self.foot.row.addWidget(self.note, 1000)
        self.foot.row.addStretch(1)
        self.page = ScrollPage(body, widest=_WIDEST, name="preview-page")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.page, 1)
        page.addWidget(self.none, 0, Qt.AlignmentFlag.AlignCenter)
        page.addWidget(self.foot)

    def set_short(self, short: bool) -> None:
        self.packs.setVisible(short)
        self.note.setVisible(not short)

    def show_item(self, item: Item | None) -> None:
        """Show *item*, or that none is chosen."""
        scrolled = self.page.verticalScrollBar().value() if item and self.item and item.key == self.item.key else 0
        self.item = item
        self.page.setVisible(item is not None)
        self.foot.setVisible(item is not None)
        self.none.setVisible(item is None)
        if item is None:
            return
        mark = words.MARKS[item.state]
        self.heading.setText(f"From {item.person}" if item.person else item.name)
        self.state.set_state(_STATES[item.state], mark.word)
        self.about.setText(words.about(item))
        self.about.setVisible(bool(self.about.text()))
        self.file.setText(item.name if item.person else str(item.path.parent) if item.path else "")
        self._fill(item)
        self._offer(item)
        self.page.verticalScrollBar().setValue(scrolled)

    def _fill(self, item: Item) -> None:
        _clear(self._said)
        _clear(self._below)
        for said in _sentences(item):
            self._said.addWidget(said)
        lines = item.differences if item.state in (is_.READY, is_.SAME) else ()
        self.differences.sentence.setText(words.differing(len(lines)))
        self.differences.setVisible(bool(lines))
        self.table.set_records(lines)
        self.table.setVisible(bool(lines))
        self._fit()
        if item.taking is not None and item.state == is_.READY:
            if item.taking.waiting:
                self._below.addSpacing(6)
                self._below.addWidget(Said("hourglass-medium", "consider", words.waiting(item.taking.waiting, item.person), name="waiting"))
            for note in item.taking.notes:
                self._below.addWidget(Said("info", "ink2", note.sentence, note.next, name=f"note-{note.code}"))

    def _offer(self, item: Item) -> None:
        standing = item.receipt is not None and not item.receipt.taken_back_at
        self.take.setVisible(item.takes)
        self.take.set_words("Take in again" if item.taking is not None and item.taking.unhides else "Take in")
        self.admit.setVisible(item.state == is_.REPLY)
        self.back.setVisible(standing)
        self.apart.setVisible(item.state == is_.TAKEN and bool(item.differences))
        self.again.setVisible(item.path is not None and item.state in (is_.REFUSED, is_.GONE, is_.ARRIVING))
        self.forget.setVisible(item.path is not None and item.state in _LEAVES)
        self.note.setText("A backup is made first. You can take it back." if item.takes else "")

    def _fit(self) -> None:
        self.table.setFixedHeight(self.table.height_of_all())


def _sentences(item: Item) -> list[QWidget]:
    problems = (*((item.problem,) if item.problem else ()), *(item.taking.refused if item.taking else ()))
    if item.state == is_.REFUSED:
        return [_refused(one.sentence, one.next, one.code, at) for at, one in enumerate(problems)]
    if item.state == is_.ARRIVING:
        have = f"{words.size(item.have)} of {words.size(item.size)} are here."
        next_ = (
            "If it is still being copied, look again in a moment; in a watched folder that is done by itself. "
            "If not, it was cut short: ask for it again."
        )
        return [Said("hourglass-medium", "consider", have, next_, name="arriving")]
    if item.state == is_.LOOKING:
        return [Said("spinner", "question", "It is being read and checked.", name="looking")]
    if item.state == is_.REPLY:
        who = item.person or "Whoever sent it"
        next_ = f"Ring {item.person or 'them'} up and let them read the six words from their screen. Then their laptop is known here."
        return [Said("user-plus", "question", f"{who} has accepted the invitation.", next_, name="replied")]
    if item.state == is_.ADMITTED:
        said = f"{item.person or 'Whoever sent it'} was admitted with this reply, and the laptop is known."
        return [Said("check-circle", "ink2", said, "There is nothing more to do with it.", name="admitted")]
    if item.state == is_.INVITATION:
        next_ = "Close this workspace, and choose “Join with an invitation” where the program starts."
        return [Said("envelope-simple", "ink2", "This is an invitation to another workspace.", next_, name="invited")]
    said: list[QWidget] = []
    if item.receipt is not None:
        back = bool(item.receipt.taken_back_at)
        mark = words.MARKS[is_.BACK if back else is_.TAKEN]
        said.append(Said(mark.icon, mark.tone, words.taken(item), name="receipt"))
        if item.state == is_.TAKEN and item.differences:
            said.append(Said("not-equals", "concern", words.differing(len(item.differences)), words.SETTLED, name="brought-apart"))
    if item.taking is not None and item.state in (is_.READY, is_.SAME):
        said += [Said(icon, "ink2", one, name=f"counts-{at}") for at, (icon, one) in enumerate(words.counted(item.taking))]
    return said


def _refused(sentence: str, next_: str, code: str, at: int) -> Said:
    shown = Said("warning-circle", "alert", sentence, next_, name=f"refused-{at}", bold=True)
    shown.setToolTip(f"Code: {code}")
    code_line = Label(f"Code: {code}", "small", "ink3", select=True)
    code_line.setObjectName(f"refused-{at}-code")
    shown.layout().itemAt(1).layout().addWidget(code_line)
    return shown


def _columns() -> tuple[Column, ...]:
    return (
        Column("What", lambda one: Cell(one.what, weight=600, tip=one.what), width=150, wrap=True, sort=None),
        Column("Field", lambda one: Cell(one.field, tone="ink2"), width=80, wrap=True, sort=None),
        Column("Before", lambda one: Cell(one.before or "nothing", tone="ink" if one.before else "ink3"), width=98, wrap=True, sort=None),
        Column("One side", lambda one: _side(one, 0), width=130, stretch=True, wrap=True, sort=None),
        Column("The other", lambda one: _side(one, 1), width=130, stretch=True, wrap=True, sort=None),
    )


def _side(one: DifferenceLine, at: int) -> Cell:
    if at >= len(one.sides):
        return Cell("—", tone="ink3")
    rest: tuple[SideLine, ...] = one.sides[at:] if at == 1 else one.sides[at : at + 1]
    said = [(side.said, f"{side.who}, {words.day(side.wall)}") for side in rest]
    text = _BREAK.join(f"{what}{_BREAK}{who}" for what, who in said)
    return Cell(text, said="; ".join(f"{what}: {who}" for who, what in said), tip=text.replace(_BREAK, "\n"))


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
