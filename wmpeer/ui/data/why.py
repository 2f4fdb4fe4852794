"""The right of the screen: why a figure is flagged, where it comes from, what it is compared with, and a question about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.ui.data.asking import AskForm
from wmpeer.ui.data.parts import Canvas, Paragraphs, Sign, Signed
from wmpeer.ui.data.records import Figures, OneIndicator
from wmpeer.ui.flags.beside import FlagsOfMeasure
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.labels import Label, Rule
from wmpeer.ui.kit.parts import ScrollPage

NOT_A_JUDGEMENT = "A flag is a reason to ask, not a judgement."


def model_words(model: str) -> str:
    """ "2025" as "Model of 2025", "current" as "Model “current”"."""
    return f"Model of {model}" if model[:1].isdigit() else f"Model “{model}”"


class Why(Canvas):
    """Reasons, origin, neighbours, question. `model_chosen(model)`, `source_chosen(key)`; `asked(authority, OneIndicator)`
    when a question is begun, `ask_kept(text, area, the area's title)` when it is to be kept."""

    model_chosen = Signal(str)
    source_chosen = Signal(object)
    asked = Signal(str, object)
    ask_kept = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", parent)
        self._one: OneIndicator | None = None
        self._figures: Figures | None = None
        self._area = ""
        self._changing: list[QWidget] = []
        self.setObjectName("why")
        self.reasons_head = Label("", weight=600)
        self.reasons_head.setObjectName("why-head")
        self.flags = FlagsOfMeasure()
        self.reasons = QVBoxLayout()
        self.told = Paragraphs()
        self.origin = QVBoxLayout()
        self.model = Choice(name="neighbours-model")
        self.model.setSizePolicy(self.model.sizePolicy().Policy.Expanding, self.model.sizePolicy().Policy.Fixed)
        self.model.setAccessibleName("Model of statistical neighbours")
        self.neighbours = Label("", "small", "ink2", wrap=True)
        self.neighbours.setObjectName("neighbours")
        self.ask = Button("Ask about this", "plain", "question", name="ask")
        self.form = AskForm()
        self.model.hide()
        self.ask.setEnabled(False)  # until there is something to ask about
        self._lay_out()
        self.model.chosen.connect(self.model_chosen)
        self.ask.clicked.connect(self.open_question)
        self.form.keep_asked.connect(self._ask_kept)
        self.form.left.connect(self.close_question)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        self.reasons.setSpacing(10)
        self.origin.setSpacing(4)
        column.addWidget(self.reasons_head)
        column.addWidget(self.flags)
        column.addLayout(self.reasons)
        column.addWidget(Label(NOT_A_JUDGEMENT, "small", "ink2", italic=True, wrap=True))
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(2)
        column.addWidget(Label("Direction and place", weight=600))
        column.addWidget(self.told)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(2)
        column.addWidget(Label("Where it comes from", weight=600))
        column.addLayout(self.origin)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(2)
        column.addWidget(Label("Statistical neighbours", weight=600))
        column.addWidget(self.model)
        column.addWidget(self.neighbours)
        column.addStretch(1)
        self.scroll = ScrollPage(content, name="why-scroll")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroll, 1)
        whole.addWidget(self.form)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        foot.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(foot)

    def show_one(self, one: OneIndicator, figures: Figures, area: str) -> None:
        before = (self._figures.authority, self._one.row.code, self._one.row.source) if self._one and self._figures else None
        if before != (figures.authority, one.row.code, one.row.source):
            self.scroll.verticalScrollBar().setValue(0)  # another figure is read from its top
        self._one, self._figures, self._area = one, figures, area
        self.ask.setEnabled(True)
        for widget in self._changing:
            widget.hide()
            widget.deleteLater()
        self._changing = []
        self.reasons_head.setText("Why it is flagged" if one.flagged else "Not flagged")
        self.flags.show_met(figures.authority, one.row, [reason for reason in one.reasons if reason.met])
        for reason in one.reasons:
            if not reason.met:
                self._add(self.reasons, Signed(Sign("minus-circle", "ink2"), reason.title, reason.sentence, quiet=True))
        self.told.set_told(one.told)
        for line in one.origin.lines:
            self._add(self.origin, Label(line.replace("_", "_\u200b"), "small", "ink2", wrap=True, select=True))  # file names may break
        for key, sentence, disagrees in one.origin.other:
            sign = Sign("not-equals", "concern", "bold") if disagrees else Sign("info", "ink2")
            self._add(self.origin, Signed(sign, "Another source disagrees" if disagrees else "", sentence))
            other = Button("Show that source", "dense", name=f"source-{key[0]}")
            other.clicked.connect(lambda _checked=False, key=key: self.source_chosen.emit(key))
            self._add(self.origin, other)
        self._show_neighbours(figures)

    def _add(self, column: QVBoxLayout, widget: QWidget) -> None:
        self._changing.append(widget)
        column.addWidget(widget)

    def _show_neighbours(self, figures: Figures) -> None:
        self.model.setVisible(len(figures.models) > 1)
        self.model.set_options([(name, model_words(name)) for name in figures.models], figures.model)
        if not figures.models:
            self.neighbours.setText("No model of statistical neighbours is loaded for this authority.")
            return
        named = "" if len(figures.models) > 1 else f"{model_words(figures.model)}. "
        self.neighbours.setText(f"{named}{', '.join(figures.neighbours)}.")

    # ---- the question

    def open_question(self) -> None:
        if self._one is not None and self._figures is not None:
            area = self._area if self._area in self._one.row.areas or not self._one.row.areas else self._one.row.areas[0]
            self.form.open_for(self._one, self._figures.areas, area, self._figures.name)
            self.asked.emit(self._figures.authority, self._one)
            self.ask.hide()

    def close_question(self) -> None:
        focused = self.form.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.form.hide()
        self.ask.show()
        if focused:
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_kept(self, text: str, area: str) -> None:
        here = self._figures.area(area) if self._figures else None
        self.ask_kept.emit(text, area, here.title if here else area)

    def asking(self) -> bool:
        return not self.form.isHidden()
