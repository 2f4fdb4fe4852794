"""What a finding or a private note stands on, piece by piece: words, figures, flags, pictures; and what else stands on the same piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from wmpeer.indicators.values import apart
from wmpeer.judging.records import ClipLine, FigureLine, FindingLine, NoteLine, QuoteLine
from wmpeer.ui.judge.records import where
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.lists import Line, RecordList

Piece = QuoteLine | FigureLine | ClipLine
_SHOWN, _EDGE = 4, 12
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Behind:
    """One piece of evidence of `record` (the id of a finding or a note), and the other findings that stand on the same piece."""

    record: str
    piece: Piece
    also: tuple[FindingLine, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.record, self.piece.id


def behind(record: FindingLine | NoteLine, findings: Sequence[FindingLine]) -> tuple[Behind, ...]:
    """What *record* stands on, in the order in which it was given; *findings* are those among which the same pieces are looked for."""
    pieces: list[Piece] = sorted((*record.quotes, *record.figures, *record.clips), key=lambda one: one.id)
    return tuple(Behind(record.id, one, tuple(_also(one, record.id, findings))) for one in pieces)


def _also(piece: Piece, own: str, findings: Sequence[FindingLine]) -> list[FindingLine]:
    return [one for one in findings if one.id != own and any(same_piece(piece, each) for each in (*one.quotes, *one.figures, *one.clips))]


def same_piece(one: Piece, other: Piece) -> bool:
    """Whether both are the same evidence: words that overlap, the same figure, pictures of overlapping parts of a page."""
    if isinstance(one, QuoteLine) and isinstance(other, QuoteLine):
        if one.sha256 != other.sha256 or one.start is None or other.start is None:
            return (one.sha256, one.quote) == (other.sha256, other.quote)
        return one.start < (other.end or 0) and other.start < (one.end or 0)
    if isinstance(one, FigureLine) and isinstance(other, FigureLine):
        return (one.indicator, one.period, one.source) == (other.indicator, other.period, other.source)
    if isinstance(one, ClipLine) and isinstance(other, ClipLine):
        return (one.sha256, one.page) == (other.sha256, other.page) and _overlap(one, other)
    return False


def _overlap(one: ClipLine, other: ClipLine) -> bool:
    a, b = one.box, other.box
    across = a.left < b.left + b.width and b.left < a.left + a.width
    return across and a.top < b.top + b.height and b.top < a.top + a.height


def stands_on(findings: Sequence[FindingLine], code: str, source: str) -> tuple[FindingLine, ...]:
    """The findings that stand on a figure of an indicator (its code and source), or on a flag on one."""
    return tuple(one for one in findings if any((each.indicator, each.source) == (code, source) for each in one.figures))


def short(text: str, most: int = _SHORT) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class BehindList(RecordList):
    """`jumped(Behind)` on a click, Enter or Space; `removed(Behind)` on Delete where pieces can be taken away; `other(FindingLine)` when
    another finding that stands on the same piece is asked for."""

    jumped = Signal(object)
    removed = Signal(object)
    other = Signal(object)

    def __init__(self, name: str, label: str, *, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(self._as_line, label=label, key=lambda one: one.key, letters=False, name=name, parent=parent)
        self._main, self._removable = "", removable
        self.setProperty("ring", "none")
        self.setViewportMargins(-_EDGE, 0, -_EDGE, 0)
        takes = ", Delete takes it away" if removable else ""
        self.setAccessibleDescription(f"Enter shows it{takes}, F another finding that stands on the same")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)
        self.hide()

    def set_pieces(self, pieces: Sequence[Behind], main: str) -> None:
        """*main* is the SHA-256 of the document that needs no name."""
        self._main = main
        self.set_records(pieces)
        rows = min(_SHOWN, len(pieces))
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(rows)) + 2 if rows else 0)
        self.setVisible(bool(pieces))

    def pieces(self) -> tuple[Behind, ...]:
        return tuple(self.records.record(row) for row in range(self.records.rowCount()))

    def _as_line(self, one: Behind) -> Line:
        icon, text, right = look(one.piece, self._main)
        others = len(one.also)
        also = f"Also behind {others} other finding{'' if others == 1 else 's'}" if others else ""
        tone = "concern" if right == "not found" else "consider" if right == "to settle" else "accent_ink"
        said = ", ".join(part for part in (text, right, also) if part)
        return Line(text, also, right=right, icon=icon, tone=tone, said=said, tip=_tip(one))

    def key_group(self) -> KeyGroup:
        keys = [KeyLine(("Enter",), "Show it"), KeyLine(("F",), "Another finding that stands on the same")]
        return KeyGroup("In what it stands on", (*keys, *((KeyLine(("Del",), "Take it away"),) if self._removable else ())))

    def _ask(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.current() is not None:
            self.menu().popup(self.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What may be done with the current piece."""
        one: Behind = self.current()
        menu = QMenu(self)
        menu.setObjectName("behind-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show it").triggered.connect(lambda: self.jumped.emit(one))
        for other in one.also:
            menu.addAction(f"Also behind “{short(other.text)}”").triggered.connect(
                lambda _checked=False, other=other: self.other.emit(other)
            )
        if self._removable:
            menu.addAction("Take it away").triggered.connect(lambda: self.removed.emit(one))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one: Behind | None = self.current()
        key = event.key()
        if one is not None and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jumped.emit(one)
        elif one is not None and key == Qt.Key.Key_F and not event.modifiers() and one.also:
            self.other.emit(one.also[0])
        elif one is not None and self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(one)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.jumped.emit(self.current())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.records.rowCount() > _SHOWN:
            super().wheelEvent(event)
        else:
            event.ignore()  # the card scrolls


def look(piece: Piece, main: str) -> tuple[str, str, str]:
    """Icon, words, and where it stands."""
    if isinstance(piece, QuoteLine):
        return "quotes", f"“{short(piece.quote, 200)}”", where(piece, main)
    if isinstance(piece, ClipLine):
        state = {"lost": "not found", "uncertain": "to settle"}.get(piece.state, "")
        return "image", f"Picture of a part of page {piece.page}", state or f"p {piece.page}"
    value = apart(piece.text) if piece.text else "no value"
    if piece.flag:
        return "flag", piece.sentence or f"Flag on {piece.title or piece.indicator}", piece.period
    return "chart-line", f"{piece.title or piece.indicator}: {value}", piece.period


def _tip(one: Behind) -> str:
    piece = one.piece
    words = piece.quote if isinstance(piece, QuoteLine) else look(piece, "")[1]
    return "\n".join((words, *(f"Also behind “{short(other.text)}”" for other in one.also)))
