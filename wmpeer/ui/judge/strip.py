"""Data for this area: its indicators in one line each, flagged first, beside England, with a small line of years; below it the claims."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.rules import Flag
from wmpeer.indicators.same import RULE, Told, together
from wmpeer.indicators.values import apart
from wmpeer.judging.records import FigureDraft, FindingLine
from wmpeer.ui.judge.behind import short, stands_on
from wmpeer.ui.judge.claims import HEAD, ClaimsPanel
from wmpeer.ui.judge.claims import OPEN_HEIGHT as CLAIMS_HEIGHT
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.charts.spark import paint_spark
from wmpeer.ui.kit.icons import icon, paint_icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, hairline, smooth, words
from wmpeer.ui.kit.parts import Fold
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.records import KIND_KEYS

ROW = 23
YEARS = 6
_Index = QModelIndex | QPersistentModelIndex
_ROW, _APART, _BEHIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
NOTE = "note"
"""The private note, where else a kind of finding stands."""
OPEN_HEIGHT = 178


def in_order(rows: Sequence[BenchmarkRow], area: str) -> list[Told]:
    """The indicators of an area, each once, flagged ones first, else as their tables have them."""
    own = [one for one in together(rows) if any(area in row.areas for row in (one.row, *one.also))]
    return sorted(own, key=lambda one: not one.row.flags)


def said(one: Told, authority: str) -> str:
    """An indicator as a sentence for a screen reader."""
    row = one.row
    value = apart(row.text) if row.value is not None else f"no value, marked {row.text or row.raw}"
    england = f"England {apart(row.england_text)}" if row.england_text else "no value for England"
    flags = " Flag: " + " ".join(flag.sentence for flag in row.flags) if row.flags else ""
    told = "".join(f" {sentence}" for sentence in one.sentences)
    return f"{row.title}, {row.unit}, {row.period}: {authority} {value}, {england}.{flags} Source: {source_words(row.source)}.{told}"


class _Columns:
    """Where the columns stand at a width: the title gives way first; the rule's sentence is there only where much room is left."""

    def __init__(self, width: float) -> None:
        self.title = max(90.0, min(width - 354, 470.0))
        self.value = self.title + 16
        self.england = self.value + 112  # room for a whole sum of England, ten figures
        self.spark = self.england + 70
        self.flag = self.spark + 56
        self.rule = width - self.flag - 80 if width - self.flag > 240 else 0.0


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: BenchmarkRow = index.data(_ROW)
        disagree: bool = index.data(_APART)
        area, at = QRectF(option.rect), _Columns(option.rect.width())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self.parent().hasFocus()
        painter.save()
        smooth(painter)
        if chosen:
            box(painter, area.adjusted(6, 0, -6, 0), fill="chosen", edge="focus", width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area.adjusted(6, 0, -6, 0), fill="canvas")

        def part(left: float, right: float) -> QRectF:
            return QRectF(area.left() + left, area.top(), right - left, area.height())

        drawn = words(painter, part(16, at.title), row.title, fonts.font(), "ink")
        if drawn + 60 < at.title - 16:
            note = ", sources differ" if disagree else ""
            words(painter, part(16 + drawn + 8, at.title), f"{row.unit}, {row.period}{note}", fonts.font("small"), "ink3")
        if index.data(_BEHIND):
            paint_icon(painter, QRectF(area.left() + 1, area.center().y() - 6, 13, 13), "link", "accent_ink")
        value = apart(row.text) if row.value is not None else "no value"
        own = fonts.font("interface", 600) if row.value is not None else fonts.font("small")
        words(painter, part(at.title + 4, at.value + 68), value, own, "ink" if row.value is not None else "ink3", RIGHT)
        words(painter, part(at.value + 74, at.england + 58), apart(row.england_text) or "–", fonts.font(), "ink2", RIGHT)
        paint_spark(painter, part(at.spark, at.spark + 42), [value for _, value in row.trend[-YEARS:]])
        if row.flags:
            paint_icon(painter, QRectF(area.left() + at.flag, area.center().y() - 8, 16, 16), "flag", "consider", "fill")
            sentence = row.flags[0].sentence if at.rule else ""
            words(painter, part(at.flag + 20, at.flag + 52), "flag", fonts.font("interface", 500), "consider", LEFT)
            words(painter, part(at.flag + 62, area.width() - 12), sentence, fonts.font("small"), "ink2", LEFT)
        painter.restore()


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told: list[Told] = []
        self.rows: list[BenchmarkRow] = []
        self.authority = ""
        self.findings: tuple[FindingLine, ...] = ()

    def set_told(self, told: list[Told], authority: str, findings: Sequence[FindingLine] = ()) -> None:
        """Nothing is laid out anew where it says the same: the chosen row stays chosen."""
        if (told, authority, tuple(findings)) == (self.told, self.authority, self.findings):
            return
        self.beginResetModel()
        self.told, self.rows, self.authority, self.findings = told, [one.row for one in told], authority, tuple(findings)
        self.endResetModel()

    def behind(self, row: BenchmarkRow) -> str:
        """How many findings stand on an indicator, in words; empty where none does."""
        count = len(stands_on(self.findings, row.code, row.source))
        return f"behind {count} of your findings" if count > 1 else "behind one of your findings" if count else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.told[index.row()]
        row = one.row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{said(one, self.authority)} {self.behind(row).capitalize()}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            head = (f"{row.title} ({row.unit}), {row.period}", f"Source: {source_words(row.source)}.")
            return "\n".join((*head, *one.sentences, *((RULE,) if one.also else ()), *(flag.sentence for flag in row.flags), *filter(None, [
                self.behind(row).capitalize()])))  # fmt: skip
        if role == _BEHIND:
            return self.behind(row)
        return row if role == _ROW else one.apart if role == _APART else None


def figure_of(row: BenchmarkRow, flags: Sequence[Flag] = ()) -> FigureDraft:
    """An indicator's newest figure as evidence, or the first of *flags* on it."""
    words = flags[0].sentence if flags else f"{row.title}, {row.period}: {apart(row.text) if row.text else 'no value'}"
    return FigureDraft(row.code, row.period, row.source, flags[0].rule if flags else "", words)


class _List(QListView):
    opened = Signal(object)
    kind_pressed = Signal(str, object)
    """A kind's letter, or that of the private note, on a row (`BenchmarkRow`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("area-indicators")
        self.setAccessibleName("Indicators of this area")
        self.setProperty("bare", True)
        self.setProperty("ring", "none")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_ROW)))
        theme().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(_ROW))
        elif index.isValid() and not event.modifiers() and event.text().lower() in (*KIND_KEYS, "w"):
            self.kind_pressed.emit(KIND_KEYS.get(event.text().lower(), NOTE), index.data(_ROW))
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def key_group(self) -> KeyGroup:
        """What keys do on an indicator."""
        kinds = [KeyLine((letter.upper(),), mark(kind).word) for letter, kind in KIND_KEYS.items()]
        return KeyGroup("An indicator, or its flag, becomes evidence of", (*kinds, KeyLine(("W",), "My private note")))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _Head(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.authority = ""
        self.setFixedHeight(20)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        at = _Columns(self.width())
        with QPainter(self) as painter:
            font, height = fonts.font("small"), self.height()
            words(painter, QRectF(16, 0, 200, height), "Indicator", font, "ink2")
            words(painter, QRectF(at.title - 60, 0, at.value + 68 - at.title + 60, height), self.authority, font, "ink2", RIGHT)
            words(painter, QRectF(at.value + 70, 0, at.england + 58 - at.value - 70, height), "England", font, "ink2", RIGHT)
            words(painter, QRectF(at.spark, 0, 56, height), f"{YEARS} years", font, "ink2")
            if at.rule:
                words(painter, QRectF(at.flag + 62, 0, at.rule, height), "Why it is flagged", font, "ink2")


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data-strip")
        body = QWidget()
        self._head, self.list = _Head(body), _List(body)
        self._model = _Model(self)
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
        self.list.kind_pressed.connect(lambda kind, row: self._take(kind, figure_of(row, row.flags[:1])))
        self.list.customContextMenuRequested.connect(self._ask)
        self.use.clicked.connect(self._use)
        self.fold.folded.connect(self._folded)
        self.claims.folded.connect(self._claims_folded)
        self._whole = False
        theme().changed.connect(self.update)
        self.refit()

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
        row: BenchmarkRow | None = self.list.currentIndex().data(_ROW) if self.list.currentIndex().isValid() else None
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
        self._model.set_told(own, authority, findings)
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
        else:
            self.setFixedHeight((OPEN_HEIGHT if data else HEAD + 4) + (CLAIMS_HEIGHT if claims else HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, 0.5, self.width(), 0.5)
