"""Where a paragraph comes from: its finding with evidence, the judgement the panel agreed, or what was set up for the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from wmpeer.judging.records import AgreedLine, FindingLine
from wmpeer.letters.paragraphs import Paragraph
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.chips import Chip
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.kinds import KINDS
from wmpeer.ui.kit.labels import Elided, Label, Rule
from wmpeer.ui.letters.evidence import Bring, evidence_rows
from wmpeer.ui.letters.links import Link
from wmpeer.ui.letters.records import Shown

STANDING = {
    "address": ("Who the letter is to stands in Details.", "addressee"),
    "opening": ("Standing words: every letter of this cycle opens so.", ""),
    "considered": ("Made of what was taken in, who took part and the day the panel met.", "held_on"),
    "reflection": ("The panel’s overall reflection stands in Details.", "reflection"),
    "next-steps": ("The next steps stand in Details.", "steps"),
    "asks": ("Standing words beside asks and offers.", ""),
    "closing": ("Standing words; who signs stands in Details.", "signatory"),
    "indicators": ("The figures of the annex come from the tables that were taken in.", "data"),
}


def day_of(stamp: str) -> str:
    """The day of an ISO moment, in words: "6 October 2026"; empty where there is none."""
    return in_words(date_of(stamp)) if stamp else ""


def date_of(stamp: str) -> date:
    return date.fromisoformat(stamp[:10])


class SourcePart(QWidget):
    """The source of the chosen paragraph.

    `stepped(step)`; `quote_opened(finding)`, `piece_opened(finding, piece)`, `figure_opened(figure)`, `data_opened()`,
    `details_opened(field)`; `ranked(finding, step)`, `left_out(finding)`; `judgement_opened(area)`, `concern_opened(finding)`;
    `history_opened(line)` of a finding or judgement.
    """

    stepped = Signal(int)
    quote_opened = Signal(object)
    piece_opened = Signal(object, object)
    figure_opened = Signal(object)
    data_opened = Signal()
    details_opened = Signal(str)
    ranked = Signal(str, int)
    left_out = Signal(str)
    judgement_opened = Signal(str)
    concern_opened = Signal(str)
    history_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter-source")
        self._key: object = None
        self.bring: Bring = lambda _image, _then: None
        """Set by the screen: brings a picture."""
        self._title = Label("Paragraph", "subheading")
        self._title.setObjectName("source-title")
        self._where = Elided("", tone="ink2")
        self._up = IconButton("caret-up", "Previous paragraph", name="paragraph-previous", shortcut="P", size=28)
        self._down = IconButton("caret-down", "Next paragraph", name="paragraph-next", shortcut="N", size=28)
        self._up.clicked.connect(lambda: self.stepped.emit(-1))
        self._down.clicked.connect(lambda: self.stepped.emit(1))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._where, 1)
        head.addWidget(self._up)
        head.addWidget(self._down)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._body)

    def show_paragraph(self, shown: Shown, number: int) -> None:
        """The source of paragraph *number* of *shown*; 0 says how to choose one."""
        one = shown.paragraphs[number - 1] if 0 < number <= len(shown.paragraphs) else None
        finding = shown.finding(one.source) if one else None
        agreed = shown.agreed(one.source) if one else None
        key = (
            shown.code,
            shown.locked,
            shown.told,
            one and (one.number, one.section, one.source, one.text),
            finding,
            agreed,
            shown.sheet.raised,
        )
        if key == self._key:
            return
        self._key = key
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        _empty(self._body)
        self._title.setText(f"Paragraph {number}" if one else "Paragraph")
        self._where.setText(
            one.heading[:1].lower() + one.heading[1:] if one else f"{len(shown.paragraphs)} in this letter" if shown.told else ""
        )
        self._up.setEnabled(bool(one and number > 1))
        self._down.setEnabled(bool(shown.paragraphs) and (one is None or number < len(shown.paragraphs)))
        if one is None:
            self._say_how(shown)
        elif finding:
            self._show_finding(shown, one, finding)
            self._add_history(finding)
        elif agreed:
            self._show_agreed(shown, agreed)
            self._add_history(agreed)
        else:
            self._show_standing(shown, one)
        self._order_stops(name)

    def _order_stops(self, focused: str) -> None:
        """Tab goes from the head through what stands here now; a focus that was on *focused* (a name) is there again, or close by."""
        stops = list(_stops(self._body))
        tab_through(self, [self._up, self._down, *stops])
        if focused and not (self._up.hasFocus() or self._down.hasFocus()):
            able = [one for one in (*stops, self._down, self._up) if one.isEnabled()]
            near = next((one for one in able if one.objectName() == focused), able[0] if able else None)
            if near is not None:
                near.setFocus()

    def _say_how(self, shown: Shown) -> None:
        if shown.told:
            words = "Point at a paragraph of the letter, or press N, to see where it comes from."
        else:
            words = "The letter stands as it left. What was recorded has changed since, so its paragraphs no longer lead to their sources."
        self._body.addWidget(Label(words, tone="ink2", wrap=True))

    # ---- a finding

    def _show_finding(self, shown: Shown, one: Paragraph, finding: FindingLine) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Chip("alert" if finding.level == 4 else finding.kind, name="source-kind"))
        by = finding.author_name or "somebody unknown"
        row.addWidget(Elided(by, tone="ink2"), 1)
        self._body.addLayout(row)
        if finding.recorded_by and finding.recorded_by != finding.author_name:
            self._body.addWidget(Label(f"Recorded by {finding.recorded_by}, {day_of(finding.changed_at)}", "small", "ink3", wrap=True))
        self._body.addWidget(Label(finding.text, wrap=True, select=True))
        for part in evidence_rows(finding, self.bring, lambda piece: self.piece_opened.emit(finding, piece), self.figure_opened.emit):
            self._body.addWidget(part)
        if not finding.supported:
            self._body.addWidget(Label("No passage, picture or figure stands behind it.", tone="ink2", wrap=True))
        for other in shown.sheet.findings:
            if other.kind == "suggestion" and other.id != finding.id and other.text and other.text in one.text:
                self._add_suggestion(other)
        if not shown.locked:
            self._add_tools(shown, finding)

    def _add_history(self, line: FindingLine | AgreedLine) -> None:
        link = Link("History", name="source-history", said="History: who said what, and when", tip="Ctrl+H")
        link.clicked.connect(lambda: self.history_opened.emit(line))
        self._body.addWidget(link)

    def _add_suggestion(self, other: FindingLine) -> None:
        self._body.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Chip("suggestion"))
        row.addWidget(Elided(other.author_name, tone="ink2"), 1)
        self._body.addLayout(row)
        self._body.addWidget(Label(other.text, wrap=True, select=True))

    def _add_tools(self, shown: Shown, finding: FindingLine) -> None:
        if not finding.quotes and not finding.clips:
            link = Link("Open it in Read & judge", name="source-read")
            link.clicked.connect(lambda: self.quote_opened.emit(finding))
            self._body.addWidget(link)
        if finding.kind == "consider":
            last = max((other.rank or 0 for other in shown.sheet.findings), default=0)
            row = QHBoxLayout()
            row.setSpacing(6)
            for words, icon, step, can in (
                ("Move up", "arrow-up", -1, finding.rank != 1),
                ("Move down", "arrow-down", 1, finding.rank != last),
            ):
                button = Button(words, "dense", icon, name=f"rank-{'up' if step < 0 else 'down'}")
                button.setEnabled(can)
                button.clicked.connect(lambda _checked=False, step=step: self.ranked.emit(finding.id, step))
                row.addWidget(button)
            row.addStretch(1)
            self._body.addLayout(row)
        out = Button("Leave out of the letter", "dense", "minus-circle", name="source-leave-out")
        out.clicked.connect(lambda: self.left_out.emit(finding.id))
        self._body.addWidget(out)
        if finding.kind == "concern":
            button = Button("Change when it was raised", "dense", "phone", name="source-concern")
            button.clicked.connect(lambda: self.concern_opened.emit(finding.id))
            self._body.addWidget(button)

    # ---- a judgement, and standing words

    def _show_agreed(self, shown: Shown, agreed: AgreedLine) -> None:
        framework = shown.sheet.framework
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(_word(framework.views, agreed.view), weight=600))
        row.addWidget(Elided(f"agreed by the panel {day_of(agreed.changed_at)}".strip(), tone="ink2"), 1)
        self._body.addLayout(row)
        confidence = _word(framework.confidences, agreed.confidence)
        if confidence:
            self._body.addWidget(Label(f"Confidence: {confidence.lower()}", tone="ink2"))
        if agreed.wording:
            self._body.addWidget(Label(agreed.wording, wrap=True, select=True))
        if agreed.reason:
            self._body.addWidget(Label(f"Why: {agreed.reason}", tone="ink2", wrap=True, select=True))
        self._body.addWidget(
            Label("The panel’s own view is never printed; the letter gives its reading in peer words.", "small", "ink3", wrap=True)
        )
        if not shown.locked:
            button = Button("Change the judgement", "dense", "pencil-simple", name="source-judgement")
            button.clicked.connect(lambda: self.judgement_opened.emit(agreed.area))
            self._body.addWidget(button)

    def _show_standing(self, shown: Shown, one: Paragraph) -> None:
        words, field = STANDING.get(one.section, ("Standing words of the letter.", ""))
        self._body.addWidget(Label(words, wrap=True))
        if field == "data":
            link = Button("See the data", "dense", "chart-line", name="source-data")
            link.clicked.connect(self.data_opened)
            self._body.addWidget(link)
        elif field and not shown.locked:
            link = Button("Change it in Details", "dense", "pencil-simple", name="source-details")
            link.clicked.connect(lambda: self.details_opened.emit(field))
            self._body.addWidget(link)


def kind_mark(shown: Shown, one: Paragraph):
    """The mark that stands beside a paragraph on the page: its finding's kind, or None."""
    finding = shown.finding(one.source)
    return KINDS.get("alert" if finding.level == 4 else finding.kind) if finding else None


def _word(among, code: str) -> str:
    return next((one.word for one in among if one.code == code), code)


def _stops(layout: QLayout) -> Iterator[QWidget]:
    """What Tab can reach in *layout*, in its order."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item.layout() is not None:
            yield from _stops(item.layout())
        elif item.widget() is not None and item.widget().focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield item.widget()


def _empty(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            _empty(item.layout())
