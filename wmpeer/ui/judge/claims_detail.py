"""One claim or question beside the list: the sentence whole, the indicator, the reason in words, and what one may do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.claims.records import VERDICTS, Claim, Verdict
from wmpeer.documents.records import Pages
from wmpeer.ui.judge.claims_words import EARLIER, Row, about, answer_words, look_of, place_words, plain
from wmpeer.ui.judge.writing import DRAFT_MS
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import StateLabel
from wmpeer.ui.kit.fields import TextArea
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.kit.kinds import CLAIMS, KINDS
from wmpeer.ui.kit.labels import Label, Quote
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.segmented import Segmented

FINDINGS = ("question", "consider", "strength")
_NARROWEST, _WITH_ICONS = 352, 452


class Correction(QWidget):
    """Another mark for a claim, with a note. `kept(Verdict, note)`, `left()`, `typed(verdict, note)` soon after a change."""

    kept = Signal(str, str)
    left = Signal()
    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim-correction")
        self.mark = Segmented((), label="The mark you would give", name="claim-verdict")
        self.note = TextArea(rows=1, most=4, hint="Why, if you like", name="claim-note")
        self.note.setAccessibleName("Why you correct the mark")
        self.error = Label("", tone="alert", weight=500, wrap=True)
        self.error.setObjectName("claim-error")
        self.keep = Button("Keep", "main", name="claim-correct-keep", tip="Ctrl+Enter")
        self.leave = Button("Leave", "quiet", name="claim-correct-leave", key="Esc")
        foot, column = QHBoxLayout(), QVBoxLayout(self)
        foot.setSpacing(8)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(Label("Ctrl+Enter", "small", "ink3"))
        foot.addWidget(self.keep)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (Label("The mark you would give", "small", "ink2"), self.mark, self.note, self.error):
            column.addWidget(part)
        column.addLayout(foot)
        column.addStretch(1)
        self._typing = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._typing.timeout.connect(self.tell_now)
        self.note.textChanged.connect(self._typing.start)
        self.mark.chosen.connect(lambda _key: self._chosen())
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.left)
        bind(self, ("Ctrl+Return", "Ctrl+Enter"), "Keep the corrected mark", self._keep, inside=True)

    def open(self, claim: Claim, verdict: str, note: str) -> None:
        """Offer the other marks; *verdict* and *note* are what was begun before."""
        self.mark.set_options([(one, CLAIMS[one].word) for one in VERDICTS if one != claim.verdict])
        self.mark.set_value(verdict)
        self.note.setPlainText(note)
        self._typing.stop()
        self.error.hide()
        self.show()
        first = self.mark.segment(self.mark.value() or next(one for one in VERDICTS if one != claim.verdict))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_now(self) -> None:
        """Hand over what is typed and not yet told."""
        self._typing.stop()
        if self.isVisibleTo(self.parentWidget()):
            self.typed.emit(self.mark.value(), self.note.text())

    def _chosen(self) -> None:
        self.error.hide()
        self._typing.start()

    def _keep(self) -> None:
        if self.mark.value():
            self._typing.stop()
            self.kept.emit(self.mark.value(), self.note.text().strip())
        else:
            self.error.setText("Choose the mark you would give, then keep it.")
            self.error.show()


class ClaimDetail(QWidget):
    """`answered(code)` for accepted and dismissed, `correcting()`, `taken_back()`; `finding(kind)`; `shown()` for the passage."""

    answered = Signal(str)
    correcting = Signal()
    taken_back = Signal()
    finding = Signal(str)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim-detail")
        self.mark = StateLabel("cannot-tell")
        self.show_text = Button("Show in the text", "dense", name="claim-show", key="Enter")
        self.quote = Quote("", pixels=14)
        self.quote.setObjectName("claim-quote")
        self.about, self.why = Label("", "small", "ink2", wrap=True), Label("", wrap=True, select=True)
        self.why.setObjectName("claim-why")
        self.said = Label("", tone="ink2", weight=500, wrap=True)
        self.said.setObjectName("claim-said")
        self.correction = Correction()
        head = QHBoxLayout()
        head.addWidget(self.mark)
        head.addStretch(1)
        head.addWidget(self.show_text)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        column.addLayout(head)
        for part in (self.quote, self.about, self.why, self.said, self.correction):
            column.addWidget(part)
        column.addStretch(1)
        self.page = ScrollPage(content, name="claim-page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(4)
        whole.addWidget(self.page, 1)
        self.deeds = self._deeds()
        whole.addWidget(self.deeds)
        self.show_text.clicked.connect(self.shown)
        self.correction.hide()
        self.setMinimumWidth(_NARROWEST)

    def _deeds(self) -> QStackedWidget:
        """The buttons at the foot, which stay in sight when the words above are long."""
        self.accept = Button("Accept", "dense", "check", name="claim-accept", key="A")
        self.correct = Button("Correct", "dense", "pencil-simple", name="claim-correct", key="R")
        self.dismiss = Button("Dismiss", "dense", "x", name="claim-dismiss", key="D")
        self.back = Button("Take back", "dense", "arrow-u-up-left", name="claim-take-back", key="U")
        self.findings = {
            kind: Button(KINDS[kind].word, "dense", KINDS[kind].icon, name=f"claim-make-{kind}", key=KINDS[kind].key) for kind in FINDINGS
        }
        self._icons = {self.accept: "check", self.correct: "pencil-simple", self.dismiss: "x", self.back: "arrow-u-up-left"}
        self._icons |= {button: KINDS[kind].icon for kind, button in self.findings.items()}
        self.accept.clicked.connect(lambda: self.answered.emit("accepted"))
        self.dismiss.clicked.connect(lambda: self.answered.emit("dismissed"))
        self.correct.clicked.connect(self.correcting)
        self.back.clicked.connect(self.taken_back)
        for kind, button in self.findings.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.finding.emit(kind))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        for buttons in ((self.accept, self.correct, self.dismiss, self.back), (*self.findings.values(),)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        stack = QStackedWidget()
        stack.addWidget(held)
        stack.setFixedHeight(52)
        return stack

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        icons = self.width() >= _WITH_ICONS
        for button, icon in self._icons.items():
            button.set_icon(icon if icons else "")

    def set_row(self, row: Row | None) -> None:
        """Show a claim or a question; nothing where there is no row."""
        self.correction.hide()
        self.setVisible(row is not None)
        claim, question = (row.claim, row.question) if row is not None else (None, None)
        today = claim is not None and not (row is not None and row.earlier)
        for part in (self.accept, self.correct, self.dismiss):
            part.setVisible(today)
        self.back.setVisible(claim is not None and claim.answer is not None)
        for kind, button in self.findings.items():
            button.setVisible(today or (question is not None and kind == "question"))
        for part in (self.deeds, self.quote):
            part.show()
        if claim is not None and row is not None:
            self._show_claim(claim, row.earlier)
        elif row is not None and question is not None:
            self.mark.set_state("query", "Question to ask")
            self._show_words(question.sentence, "", question.question, "This question is among your findings." if row.asked else "")
            self._show_place(question.pages, question.document)
        self.page.verticalScrollBar().setValue(0)

    def _show_claim(self, claim: Claim, earlier: str) -> None:
        self.mark.set_state(claim.verdict, look_of(claim).word)
        why = f"{EARLIER[earlier]} The mark then: {claim.why}" if earlier else claim.why
        self._show_words(claim.sentence, about(claim), why, answer_words(claim))
        self._show_place(claim.pages, claim.document)
        if earlier:
            self.show_text.set_words("What changed")

    def _show_place(self, pages: Pages, document: str) -> None:
        said = pages.said(long=True)
        self.show_text.setToolTip(f"{place_words(pages, document)}, {document}" if said else document)
        self.show_text.set_words(f"Show on {said}" if said else "Show in the text")

    def _show_words(self, sentence: str, about_: str, why: str, said: str) -> None:
        self.quote.setText(f"“{plain(sentence).strip()}”")
        self.about.setText(about_)
        self.about.setVisible(bool(about_))
        self.why.setText(why)
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def open_correction(self, claim: Claim, verdict: str, note: str) -> None:
        """Ask for another mark; the reason stays in sight above."""
        for part in (self.said, self.about, self.quote, self.deeds):  # the row beside says the sentence; a short room needs the height
            part.hide()
        self.correction.open(claim, verdict, note)
        self.page.ensureWidgetVisible(self.correction)

    def correcting_now(self) -> bool:
        return self.correction.isVisibleTo(self)


def verdict_of(word: str) -> Verdict | None:
    """A verdict by its code."""
    return next((one for one in VERDICTS if one == word), None)
