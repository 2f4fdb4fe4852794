"""Claims in this text: numbers beside what is published, each mark to be accepted, corrected or dismissed, or taken for a finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.claims.carried import EarlierClaim
from wmpeer.claims.records import Claim, ClaimAnswerLine, ClaimQuestion
from wmpeer.ui.judge.claims_detail import ClaimDetail
from wmpeer.ui.judge.claims_list import ClaimList
from wmpeer.ui.judge.claims_words import MARKS, OPEN, SHOWN, Row, counts, nothing_words, rows
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine, bind
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import hairline
from wmpeer.ui.kit.parts import Fold
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.theme import theme

TITLE, KEYS_TITLE = "Claims in this text", "In the claims"
HEAD, OPEN_HEIGHT = 34, 246
_WITH_MARKS = 700


@dataclass(frozen=True, slots=True)
class ClaimsShown:
    """What the panel shows of one authority. `documents` and `batches` count what there is to read and to compare with."""

    authority: str
    name: str
    claims: tuple[Claim, ...] = ()
    questions: tuple[ClaimQuestion, ...] = ()
    documents: int = 0
    batches: int = 0
    asked: Collection[str] = field(default_factory=frozenset)
    earlier: tuple[EarlierClaim, ...] = ()


class ClaimsPanel(QWidget):
    """`answered(Claim, code)`, `corrected(Claim, verdict, note)`, `taken_back(Claim)`, `finding(Row, kind)`, `passage(Row)`.

    `noted(Claim, verdict, note)` is what is being typed, `correcting(Claim)` asks for what was typed; `undo_asked()`, `folded(bool)`.
    """

    answered = Signal(object, str)
    corrected = Signal(object, str, str)
    taken_back = Signal(object)
    finding = Signal(object, str)
    passage = Signal(object)
    seen = Signal(object)
    """A row was clicked: its passage is to be seen, and the focus stays here."""
    noted = Signal(object, str, str)
    correcting = Signal(object)
    undo_asked = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-panel")
        self._shown: ClaimsShown | None = None
        self._area = ""
        self._corrects: Claim | None = None
        self._awaited = False
        self._build()
        self._bind()
        self.detail.set_row(None)
        self.set_reading()

    def _build(self) -> None:
        self.shown = Segmented(SHOWN, label="Which claims are shown", value=OPEN, name="claims-shown")
        self.mark = Choice(MARKS, name="claims-mark")
        self.mark.setAccessibleName("Which mark is shown")
        self.mark.setFixedHeight(28)
        self.list, self.detail = ClaimList(), ClaimDetail()
        self._empty = Label("", tone="ink2", wrap=True)
        self._empty.setObjectName("claims-empty")
        self._empty.setContentsMargins(16, 6, 16, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 0, 0, 2)
        tools.setSpacing(8)
        tools.addWidget(self.shown)
        tools.addWidget(self.mark)
        tools.addStretch(1)
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self._empty)
        body, left = QWidget(), QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(tools)
        left.addWidget(self._left, 1)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(0)
        row.addLayout(left, 5)
        row.addWidget(self.detail, 7)
        self.fold = Fold(TITLE, body, open=False, name="claims-fold")
        self.done = Elided("", "small", "ink2")
        self.done.setObjectName("claims-done")
        self.undo = Button("Undo", "dense", "arrow-u-up-left", name="claims-undo", tip="Ctrl+Z")
        self._gap = QWidget()
        self._gap.setFixedWidth(8)
        for part in (self.done, self._gap, self.undo):
            self.fold.add_tool(part)
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        theme().changed.connect(self.update)

    def _bind(self) -> None:
        detail = self.detail
        self.shown.chosen.connect(lambda _key: self._fill())
        self.mark.chosen.connect(lambda _key: self._fill())
        self.list.chosen.connect(self._row_chosen)
        self.list.opened.connect(self.passage)
        self.list.pointed_at.connect(self.seen)
        self.fold.folded.connect(self.folded)
        self.undo.clicked.connect(self._undo)
        detail.answered.connect(self._answer)
        detail.correcting.connect(self._correct)
        detail.taken_back.connect(self._take_back)
        detail.finding.connect(self._make)
        detail.shown.connect(self._show_passage)
        detail.correction.kept.connect(self._keep_correction)
        detail.correction.left.connect(self.leave_correction)
        detail.correction.typed.connect(lambda mark, note: self.noted.emit(self._corrects, mark, note) if self._corrects else None)
        for keys, _words, act in self._keys():
            bind(self, keys, "", act, inside=True)  # the words stand in a group of their own

    def _keys(self) -> tuple[tuple[tuple[str, ...], str, Callable[[], Any]], ...]:
        return (
            (("A",), "Accept the mark", lambda: self._answer("accepted")),
            (("R",), "Correct the mark: choose another, with a note", self._correct),
            (("D",), "Dismiss the mark", lambda: self._answer("dismissed")),
            (("U",), "Take back what you said of the mark", self._take_back),
            (("Q",), "A question, with the sentence and the figure", lambda: self._make("question")),
            (("C",), "A point to consider, with the sentence and the figure", lambda: self._make("consider")),
            (("S",), "A strength, with the sentence and the figure", lambda: self._make("strength")),
        )

    def key_group(self) -> KeyGroup:
        """What keys do in the claims, for the list of keys."""
        lines = [KeyLine(("Enter",), "Show the passage in the text; Alt+Left leads back")]
        lines += [KeyLine(keys, words) for keys, words, _act in self._keys()]
        return KeyGroup(KEYS_TITLE, tuple(lines) if self.fold.is_open() else ())

    # -- what is shown

    def say_done(self, words: str) -> None:
        """What was just kept, with its undo, in the heading: a message would lie over the buttons. Empty words take it away."""
        self.done.setText(words)
        for part in (self.done, self._gap, self.undo):
            part.setVisible(bool(words))
        if words:
            announce(self.list, words)

    def _undo(self) -> None:
        self.say_done("")
        self._focus_first()
        self.undo_asked.emit()

    def set_reading(self) -> None:
        """Nothing is known yet: the text is being looked through."""
        self._shown = None
        self.say_done("")
        self.fold.set_note("looking …")
        self._fill()

    def set_failed(self, sentence: str) -> None:
        """The claims could not be worked out: say why in their place."""
        self.set_reading()
        self.fold.set_note("not shown")
        self._empty.setText(sentence)

    def set_shown(self, shown: ClaimsShown, area: str) -> None:
        """The claims of an authority, those of *area* first."""
        self._shown, self._area = shown, area
        self.fold.set_note(counts(shown.claims, area, len(shown.earlier)).words())
        self._fill()

    def set_answer(self, claim: str, answer: ClaimAnswerLine | None) -> None:
        """Show what was just kept of a claim (its id) before everything is read again."""
        if self._shown is not None:
            told = tuple(replace(one, answer=answer) if one.id == claim else one for one in self._shown.claims)
            earlier = tuple(one for one in self._shown.earlier if answer is not None or one.claim.id != claim)
            self.set_shown(replace(self._shown, claims=told, earlier=earlier), self._area)

    def set_area(self, area: str) -> None:
        if self._shown is not None and area != self._area:
            self.set_shown(self._shown, area)

    def _fill(self) -> None:
        found = self._shown
        shown, mark = self.shown.value() or OPEN, self.mark.value() if self.width() > _WITH_MARKS else ""
        every = rows(found.claims, found.questions, self._area, shown, mark, found.asked, found.earlier) if found is not None else ()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is self.list or self.detail.isAncestorOf(focused) or self._awaited)
        self.list.set_rows(every)
        self._left.setCurrentIndex(0 if every else 1)
        if found is None:
            self._empty.setText("Looking for numbers in the text that the region’s data knows …")
        elif not every:
            self._empty.setText(nothing_words(found.name, found.documents, found.batches, len(found.claims), shown, mark))
        self.shown.setVisible(found is not None and bool(found.claims or found.questions or found.earlier))
        self._fit()
        if had_focus and self._corrects is None and (self._awaited or not focused.isVisible()):
            self._focus_first()
        self._awaited = self._awaited and found is None

    def _row_chosen(self, row: Row | None) -> None:
        if self._corrects is not None and row is not None and row.claim is not None and row.claim.id == self._corrects.id:
            return  # what is being typed stays
        self._told()
        self._corrects = None
        self.detail.set_row(row)

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the text as it stands, those that are not listed now included."""
        return self._shown.claims if self._shown is not None else ()

    def _claim(self) -> Claim | None:
        """The claim of the current row; None where it is one of an earlier version, of which nothing new is said."""
        row = self.list.current()
        return row.claim if row is not None and not row.earlier else None

    # -- what one does

    def current_claim(self) -> Claim | None:
        """The claim that keys act on."""
        return self._claim() if self.fold.is_open() else None

    def make(self, kind: str) -> None:
        """A finding of *kind*, with the sentence and the figure."""
        self._make(kind)

    def _row(self) -> Row | None:
        """The row that keys and buttons act on: none while another mark is being given, or where the claims are folded away."""
        return self.list.current() if self.fold.is_open() and self._corrects is None else None

    def _answer(self, code: str) -> None:
        claim = self._claim() if self._row() is not None else None
        if claim is not None:
            self.answered.emit(claim, code)

    def _take_back(self) -> None:
        row = self._row()
        if row is not None and row.claim is not None and row.claim.answer is not None:
            self.taken_back.emit(row.claim)

    def _make(self, kind: str) -> None:
        row = self._row()
        if row is not None and not row.earlier and (row.claim is not None or kind == "question"):
            self.finding.emit(row, kind)

    def _show_passage(self) -> None:
        row = self.list.current()
        if row is not None:
            self.passage.emit(row)

    def _correct(self) -> None:
        claim = self._claim()
        if claim is not None and self._row() is not None:
            self.correcting.emit(claim)

    def open_correction(self, claim: Claim, verdict: str, note: str) -> None:
        """Ask for another mark of *claim*, with what was begun before."""
        self._corrects = claim
        self.detail.open_correction(claim, verdict, note)

    def _keep_correction(self, verdict: str, note: str) -> None:
        claim, self._corrects = self._corrects, None
        if claim is not None:
            self.corrected.emit(claim, verdict, note)
            self._back_to_list()

    def leave_correction(self) -> bool:
        """Leave the correction; what is typed stays as a draft. Says whether there was one."""
        if self._corrects is None:
            return False
        self._told()
        self._corrects = None
        self._back_to_list()
        return True

    def _back_to_list(self) -> None:
        self.detail.set_row(self.list.current())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> None:
        if self._corrects is not None:
            self.detail.correction.tell_now()

    def flush(self) -> None:
        """Hand over what is typed before something else is shown."""
        self._told()
        self._corrects = None

    def focus_in(self) -> None:
        """Open, with the focus in the list or, where it is empty, on the first thing there is."""
        self.fold.set_open(True)
        self._awaited = self._shown is None
        self._focus_first()

    def _focus_first(self) -> None:
        head = self.fold.findChild(QWidget, "claims-fold-head")
        stops: Sequence[QWidget] = (self.list, self.shown.segment(self.shown.value() or OPEN), head)
        first = next((one for one in stops if one.isVisibleTo(self) and (one is not self.list or self.list.rows)), stops[-1])
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the open panel makes it the one whose keys act."""
        if self.fold.is_open() and self._corrects is None:
            self._focus_first()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() > _WITH_MARKS) != (self.width() > _WITH_MARKS):
            self._fill()  # a choice that is out of sight chooses nothing

    def _fit(self) -> None:
        self.mark.setVisible(not self.shown.isHidden() and self.width() > _WITH_MARKS)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            hairline(painter, 0, 0.5, self.width(), 0.5)
