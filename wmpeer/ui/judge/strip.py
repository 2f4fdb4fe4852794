"""Data for this area: its indicators in one line each, flagged first, beside England, with a small line of years; below it the claims."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.same import Told
from wmpeer.judging.records import FigureDraft, FindingLine
from wmpeer.ui.judge.behind import short, stands_on
from wmpeer.ui.judge.claims import HEAD, ClaimsPanel
from wmpeer.ui.judge.claims import OPEN_HEIGHT as CLAIMS_HEIGHT
from wmpeer.ui.judge.indicators import INDICATOR, NOTE, IndicatorList, IndicatorModel, ListHead, figure_of, in_order
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import colour, hairline
from wmpeer.ui.kit.parts import Fold
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.records import KIND_KEYS

OPEN_HEIGHT = 178
LEAST_HEIGHT = 96
"""Below which neither data nor claims can be read."""


class DataStrip(QWidget):
    """`asked(BenchmarkRow | None)`: open an indicator in Data, or the area's first; `folded(bool)`. Of data and claims one is open.

    `taken(kind, FigureDraft)`: begin a finding of that kind with a figure or a flag, or add it to the one that is written; `pointed` the
    same for the private note; `finding_asked(FindingLine)` a finding that stands on an indicator.
    """

    asked = Signal(object)
    folded = Signal(bool)
    taken = Signal(str, object)
    pointed = Signal(object)
    finding_asked = Signal(object)
    fitted = Signal()
    """Another height is needed than before."""
    told = Signal()
    """Other rows are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data-strip")
        body = QWidget()
        self._head, self.list = ListHead(body), IndicatorList(body)
        self._model = IndicatorModel(self)
        self.list.setModel(self._model)
        self._empty = Label("", tone="ink2", wrap=True)
        self._empty.setContentsMargins(16, 2, 16, 8)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 4)
        inner.setSpacing(0)
        for part in (self._head, self.list, self._empty):
            inner.addWidget(part)
        self.fold = Fold("Data for this area", body, name="data-fold")
        self.use = Button("Use as evidence", "quiet", "link", name="figure-use", tip="S, H, C, Q, X, I or W in the list")
        self.open_data = Button("Open in Data", "quiet", "arrow-right", name="open-in-data")
        self.fold.add_tool(self.use)
        self.fold.add_tool(self.open_data)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 4, 0)
        column.setSpacing(0)
        column.addWidget(self.fold, 1)
        self.claims = ClaimsPanel()
        column.addWidget(self.claims, 1)
        inner.setContentsMargins(0, 0, 0, 4)
        self.open_data.clicked.connect(lambda: self.asked.emit(self._model.rows[0] if self._model.rows else None))
        self.list.opened.connect(self.asked)
        self.list.kind_pressed.connect(lambda kind, _row: self.take(kind))
        self.list.customContextMenuRequested.connect(self._ask)
        self.use.clicked.connect(self._use)
        self.fold.folded.connect(self._folded)
        self.claims.folded.connect(self._claims_folded)
        self._whole, self._awaited = False, False
        theme().changed.connect(self.update)
        self.refit()

    def current(self) -> BenchmarkRow | None:
        """The indicator that is chosen in the list."""
        row: BenchmarkRow | None = self.list.currentIndex().data(INDICATOR) if self.list.currentIndex().isValid() else None
        return row

    def take(self, kind: str) -> None:
        """What a letter does on the chosen indicator: the first flag on it, else its figure, becomes evidence."""
        row = self.current()
        if row is not None:
            self._take(kind, figure_of(row, row.flags[:1]))

    def _take(self, kind: str, figure: FigureDraft) -> None:
        if kind == NOTE:
            self.pointed.emit(figure)
        else:
            self.taken.emit(kind, figure)

    def _use(self) -> None:
        """What the button offers, for the row that is chosen or else the first."""
        if not self.list.currentIndex().isValid() and self._model.rows:
            self.list.setCurrentIndex(self._model.index(0, 0))
        menu = self.menu()
        if menu is not None:
            menu.popup(self.use.mapToGlobal(self.use.rect().bottomLeft()))

    def _ask(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.list.setCurrentIndex(index)
            menu = self.menu()
            if menu is not None:
                menu.popup(self.list.viewport().mapToGlobal(at))

    def menu(self) -> QMenu | None:
        """What may be done with the current indicator: its value or a flag on it as evidence, and the findings that stand on it."""
        row = self.current()
        if row is None:
            return None
        menu = QMenu(self)
        menu.setObjectName("figure-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pieces = [("The figure", figure_of(row)), *((f"The flag: {short(flag.sentence)}", figure_of(row, (flag,))) for flag in row.flags)]
        for name, figure in pieces:
            part = menu.addMenu(name)
            for letter, kind in KIND_KEYS.items():
                action = part.addAction(icon(mark(kind).icon), f"{mark(kind).word}\t{letter.upper()}")
                action.triggered.connect(lambda _checked=False, kind=kind, figure=figure: self._take(kind, figure))
            part.addSeparator()
            note = part.addAction(icon("lock-simple"), "Private note\tW")
            note.triggered.connect(lambda _checked=False, figure=figure: self._take(NOTE, figure))
        menu.addSeparator()
        for line in stands_on(self._model.findings, row.code, row.source):
            action = menu.addAction(icon(mark(line.kind).icon), f"Behind “{short(line.text)}”")
            action.triggered.connect(lambda _checked=False, line=line: self.finding_asked.emit(line))
        menu.addAction(icon("arrow-right"), "Open in Data").triggered.connect(lambda: self.asked.emit(row))
        return menu

    def set_rows(
        self, rows: Sequence[BenchmarkRow] | None, area: str, authority: str, findings: Sequence[FindingLine] = ()
    ) -> None:  # fmt: skip
        """The authority's benchmark rows, of which those of *area* are shown; None while they are being read. *findings* are one's own."""
        own = in_order(rows or (), area)
        self._show(own, authority, findings)
        self._head.authority = authority
        self._head.update()
        flagged = sum(bool(one.row.flags) for one in own)
        some = f"{len(own)} indicator{'' if len(own) == 1 else 's'}"
        if rows is None:
            self.fold.set_note("reading …")
        elif self.fold.is_open():
            self.fold.set_note(f"{some}, {'flagged first' if flagged else 'none flagged'}" if own else "no indicators")
        else:
            self.fold.set_note(f"{flagged} flagged" if flagged else "none flagged" if own else "no indicators")
        empty = rows is not None and not own
        self._empty.setText("No indicator in the loaded data belongs to this area." if rows else "No data is loaded yet.")
        self._empty.setVisible(empty)
        self._head.setVisible(not empty)
        self.list.setVisible(not empty)
        self.open_data.setEnabled(bool(rows))
        self.use.setEnabled(bool(own))

    def _show(self, own: list[Told], authority: str, findings: Sequence[FindingLine]) -> None:
        """The chosen row stays chosen where it is still there."""
        known, scrolled = self.current(), self.list.verticalScrollBar().value()
        self._model.set_told(own, authority, findings)
        if known is not None and self.current() is None:
            at = next((at for at, row in enumerate(self._model.rows) if (row.code, row.source) == (known.code, known.source)), -1)
            if at >= 0:
                self.list.setCurrentIndex(self._model.index(at, 0))
                self.list.verticalScrollBar().setValue(scrolled)
        if own and self._awaited and self.fold.isAncestorOf(QApplication.focusWidget() or self):
            self.list.setVisible(True)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._awaited = self._awaited and not own
        if self.list.hasFocus():
            self.list.choose_one()
        self.told.emit()

    def set_whole(self, whole: bool) -> None:
        """In a short room it is a part of its own and fills it."""
        self._whole = whole
        if whole and not self.claims.fold.is_open():
            self.fold.set_open(True)
        self.refit()

    def focus_in(self) -> None:
        if self.claims.fold.is_open():
            self.claims.focus_in()
            return
        self._awaited = not self._model.rows
        (self.list if self.fold.is_open() and self._model.rows else self.fold.findChild(QWidget, "data-fold-head")).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _claims_folded(self, folded: bool) -> None:
        if not folded:
            self.fold.set_open(False)
        self.refit()

    def _folded(self, folded: bool) -> None:
        if not folded:
            self.claims.fold.set_open(False)
        self.refit()
        self.folded.emit(folded)

    def refit(self) -> None:
        """Take the height that open or folded needs."""
        data, claims = self.fold.is_open(), self.claims.fold.is_open()
        self.use.setVisible(data)
        for part, open_ in ((self.fold, data), (self.claims, claims)):
            part.setMaximumHeight(16_777_215 if open_ else HEAD)
        if self._whole:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
        elif data or claims:
            self.setMinimumHeight(2 * HEAD + LEAST_HEIGHT)
            self.setMaximumHeight(16_777_215)
        else:
            self.setFixedHeight(2 * HEAD + 4)
        self.fitted.emit()

    def opened(self) -> str:
        """What is open: the name of the setting that remembers its height; empty where nothing is."""
        return "data_height" if self.fold.is_open() else "claims_height" if self.claims.fold.is_open() else ""

    def usual_height(self) -> int:
        """What it takes where nobody dragged it."""
        return OPEN_HEIGHT + HEAD if self.fold.is_open() else CLAIMS_HEIGHT + HEAD + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, 0.5, self.width(), 0.5)
