"""What a letter says beside its findings: to whom, from whom, when the panel met, the reflection, next steps, judgements, concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.judging.records import FindingLine, RaisedLine
from wmpeer.letters.compose import MOST_CONSIDERED
from wmpeer.ui.kit.fields import DateField, Field, TextArea, TextField
from wmpeer.ui.kit.labels import Label, Rule
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.letters.records import Shown
from wmpeer.ui.letters.rows import LineRow, OrderRow, Section
from wmpeer.ui.letters.source import day_of
from wmpeer.ui.letters.steps import StepsEditor, iso_of

NO_DAY = "Write a day: 8 October 2026."
STAGES = (("drafting", "Drafting"), ("quality-check", "Checks"), ("with-director", "With director"))
VERBS = {
    "addressee": "Change the addressee",
    "signatory": "Change who signs",
    "held_on": "Change the panel’s day",
    "reflection": "Change the reflection",
    "stage": "Change the letter’s stage",
}

LOCKED = "Issued and locked. Begin a new version to change what it says."


class DetailsPart(QWidget):
    """Fields that are kept as they are left.

    `field_changed(field, value)`; `steps_changed(steps)`; `judgement_opened(area)`; `concern_opened(finding)`; `ranked(finding, step)`;
    `put_in(finding)` and `left_out(finding)`; `history_opened(judgement)`;
    `no_days_changed(authority, texts)` with what stands in fields for days and is none.
    """

    field_changed = Signal(str, str)
    steps_changed = Signal(tuple)
    judgement_opened = Signal(str)
    concern_opened = Signal(str)
    ranked = Signal(str, int)
    no_days_changed = Signal(str, dict)
    put_in = Signal(str)
    left_out = Signal(str)
    history_opened = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter-details")
        self._code = ""
        self._kept: dict[str, str] = {}
        self._lists: object = None
        self._shown: Shown | None = None
        self._no_days: dict[str, dict[str, str]] = {}
        self._moving = ("", 0)
        self.addressee = TextField(hint="Name, role", name="letter-addressee")
        self.signatory = TextField(hint="Name, role; another name, role", name="letter-signatory")
        self.held_on = DateField(today=today, name="letter-held-on")
        self.reflection = TextArea(rows=4, most=14, name="letter-reflection")
        self.stage = Segmented(STAGES, label="Where it is", name="letter-stage")
        self.steps = StepsEditor(today)
        self._held = Field("The panel met on", self.held_on)
        self._locked = Label(LOCKED, tone="ink2", wrap=True)
        self._build()
        self._listen()
        self.show_letter(None)  # nothing can be typed before it is known whose letter it is

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._locked)
        for field in (
            Field("To", self.addressee, "Name and role, with a comma between."),
            Field("Signed by", self.signatory, "Several people with a semicolon between."),
            self._held,
            Field("Overall reflection", self.reflection),
        ):
            column.addWidget(field)
        self._concerns = Section(
            "Concerns to raise", "No concern about this authority.", lambda: LineRow(whole=True), name="letter-concerns"
        )
        self._areas = Section("Areas agreed", "", LineRow, name="letter-areas")
        self._considers = Section("Order of areas to consider", "No area to consider in this letter.", OrderRow, name="letter-considers")
        self._left_out = Section("Left out of the letter", "Nothing is left out.", lambda: LineRow(whole=True), name="letter-left-out")
        part = QVBoxLayout()
        part.setSpacing(6)
        part.addWidget(Rule())
        part.addWidget(Label("Next steps", weight=600))
        part.addWidget(self.steps)
        column.addLayout(part)
        for section in (self._concerns, self._areas, self._considers, self._left_out):
            column.addWidget(section)
        column.addWidget(Rule())
        column.addWidget(Field("Where it is", self.stage))
        column.addStretch(1)

    def _listen(self) -> None:
        self.addressee.editingFinished.connect(lambda: self._send("addressee", self.addressee.text()))
        self.signatory.editingFinished.connect(lambda: self._send("signatory", self.signatory.text()))
        self.held_on.editingFinished.connect(self._day_left)
        self.reflection.settled.connect(lambda: self._send("reflection", self.reflection.text()))
        self.stage.chosen.connect(lambda stage: self._send("stage", stage))
        self.steps.changed.connect(self.steps_changed)
        self.steps.days_left.connect(self._days_left)

    def _day_left(self) -> None:
        self._say_day()
        if not self.held_on.is_wrong():
            self._send("held_on", iso_of(self.held_on.day()))
        self._days_left()

    def _say_day(self) -> None:
        sentence = NO_DAY if self.held_on.is_wrong() else ""
        if sentence != self._held.error():
            self._held.set_error(sentence)

    def _days_left(self) -> None:
        """Remember what stands in a field for a day and is none: it is kept as unfinished typing until it is a day, or emptied."""
        held = {"held_on": self.held_on.text().strip()} if self.held_on.is_wrong() else {}
        texts = held | {f"step/{words}": text for words, text in self.steps.no_days().items()}
        if self._code and texts != self._no_days.get(self._code, {}):
            self._no_days[self._code] = texts
            self.no_days_changed.emit(self._code, texts)

    def holds_no_day(self, code: str) -> bool:
        """Whether something stands in a field for a day of that letter and is none."""
        return bool(self._no_days.get(code))

    def go_to_no_day(self) -> QWidget | None:
        """Put the focus on the first field that holds something which is no day; gives it, or None where there is none."""
        if self.held_on.isEnabled() and self.held_on.is_wrong():
            self.held_on.setFocus()
            return self.held_on
        return self.steps.go_to_no_day() if self.steps.isEnabled() else None

    def _send(self, field: str, value: str) -> None:
        value = value.strip()
        if self._code and value != self._kept.get(field, ""):
            self._kept[field] = value
            self.field_changed.emit(field, value)

    def flush(self) -> None:
        """Send what is typed and not sent yet: another letter is coming, or the window closes."""
        if self._code and self.isEnabled():
            self._send("addressee", self.addressee.text())
            self._send("signatory", self.signatory.text())
            self._send("reflection", self.reflection.text())
            if not self.held_on.is_wrong():
                self._send("held_on", iso_of(self.held_on.day()))
            self.steps.settle()
            self._days_left()

    # ---- showing

    def show_letter(self, shown: Shown | None) -> None:
        """The details of *shown*; what a person is typing right now is left alone. None empties all."""
        details = shown.sheet.details if shown else None
        afresh = (shown.code if shown else "") != self._code
        self._code = shown.code if shown else ""
        values = {name: getattr(details, name) if details else "" for name in VERBS}
        for name, field in (("addressee", self.addressee), ("signatory", self.signatory), ("reflection", self.reflection)):
            typing = field.text().strip() != self._kept.get(name, "") and not afresh
            if not typing and field.text().strip() != values[name]:
                self._write(field, values[name])
        if afresh or not (self.held_on.hasFocus() or self.held_on.is_wrong()):
            self.held_on.set_day(date.fromisoformat(values["held_on"]) if values["held_on"] else None)
        self.stage.set_value(values["stage"] or "drafting")
        self._kept = values
        self.steps.set_steps(details.next_steps if details else (), afresh=afresh)
        if shown and afresh:
            self._write_no_days(self._no_days.setdefault(shown.code, dict(shown.no_days)))
        self._say_day()
        locked = bool(shown and shown.locked)
        self._locked.setVisible(locked)
        since = " A concern found since is raised below all the same." if shown and shown.unraised else ""
        self._locked.setText(f"{LOCKED}{since}")
        for part in (self.addressee, self.signatory, self.held_on, self.reflection, self.stage, self.steps):
            part.setEnabled(bool(shown) and not locked)
        self._shown = shown
        if shown and self.isVisible():
            self._show_lists(shown)

    def _write_no_days(self, texts: Mapping[str, str]) -> None:
        if "held_on" in texts:
            self.held_on.setText(texts["held_on"])
        self.steps.write_no_days({name.partition("/")[2]: text for name, text in texts.items() if name.startswith("step/")})

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown:
            self._show_lists(self._shown)

    def _write(self, field: TextField | TextArea, text: str) -> None:
        if isinstance(field, TextField):
            field.setText(text)
            field.setCursorPosition(0)
        else:
            field.setPlainText(text)

    def _show_lists(self, shown: Shown) -> None:
        sheet = shown.sheet
        key = (shown.code, sheet.findings, sheet.agreed, sheet.raised, shown.locked)
        if key == self._lists:
            return
        self._lists = key
        self._fill_concerns(shown)
        self._fill_areas(shown)
        self._fill_considers(shown)
        self._fill_left_out(shown)

    def _fill_concerns(self, shown: Shown) -> None:
        concerns = [one for one in shown.sheet.findings if one.kind == "concern"]
        raised = {one.finding: one for one in shown.sheet.raised}
        for at, (row, one) in enumerate(self._concerns.fill(concerns), start=1):
            told = raised.get(one.id)
            can = not shown.locked or told is None or shown.is_since(told)
            tone, verb = ("ink2", "Change") if told else ("alert", "Raise")
            row.show_line(one.text, _raised_words(shown, told), tone, verb, f"concern-{at}", can)
            row.act = lambda one=one: self.concern_opened.emit(one.id)

    def _fill_areas(self, shown: Shown) -> None:
        framework = shown.sheet.framework
        agreed = {one.area: one for one in shown.sheet.agreed}
        views = {one.code: one.word for one in framework.views}
        for row, area in self._areas.fill(framework.areas):
            known = agreed.get(area.code)
            confidence = next((one.word.lower() for one in framework.confidences if known and one.code == known.confidence), "")
            words = ", ".join(part for part in (views.get(known.view, known.view), confidence) if part) if known else "not agreed yet"
            verb = "Change" if known else "Agree"
            row.show_line(area.short, words, "ink2" if known else "ink3", verb, f"agree-{area.code}", not shown.locked)
            row.act = lambda area=area: self.judgement_opened.emit(area.code)
            row.more = (("History", "Ctrl+H", lambda known=known: self.history_opened.emit(known)),) if known else ()

    def _fill_considers(self, shown: Shown) -> None:
        considers = considers_of(shown)
        for at, (row, one) in enumerate(self._considers.fill(considers)):
            row.show_place(at, len(considers), one.text, at >= MOST_CONSIDERED, not shown.locked)
            row.act = lambda step, one=one, row=row: self._move(row, one.id, step)
            row.leave = lambda one=one: self.left_out.emit(one.id)
            if self._moving[0] == one.id:
                row.focus_step(self._moving[1])
                self._moving = ("", 0)
        self._considers.set_note("The letter prints the first five." if len(considers) > MOST_CONSIDERED else "")

    def _move(self, row: OrderRow, finding: str, step: int) -> None:
        self._moving = (finding, step) if row.is_stepping(step) else ("", 0)  # the focus goes along, so that it can go on
        self.ranked.emit(finding, step)

    def _fill_left_out(self, shown: Shown) -> None:
        kinds = {one.code: one.word for one in shown.sheet.framework.kinds}
        for at, (row, one) in enumerate(self._left_out.fill(left_out_of(shown)), start=1):
            words = ", ".join(part for part in (kinds.get(one.kind, one.kind), one.author_name) if part)
            row.show_line(one.text, words, "ink2", "Put in", f"into-{at}", not shown.locked)
            row.act = lambda one=one: self.put_in.emit(one.id)

    def go_to(self, field: str) -> QWidget | None:
        """Put the focus on a field by name, or on what the section *field* begins with; gives the widget back for scrolling."""
        named = {"addressee": self.addressee, "signatory": self.signatory, "held_on": self.held_on, "reflection": self.reflection}
        widget: QWidget | None = named.get(field)
        if field == "steps":
            rows = self.steps.findChildren(TextArea)
            undated = [one for one in self.steps.findChildren(DateField) if not one.text().strip()]
            widget = undated[0] if undated else rows[0] if rows else self.steps.add
        elif field.startswith(("agree-", "concern-")):
            widget = self.findChild(QWidget, field)
        if widget is not None:
            widget.setFocus()
        return widget


def _raised_words(shown: Shown, told: RaisedLine | None) -> str:
    """Whether a concern was raised. One that was found after the letter left is raised all the same: nobody waits for a letter with it."""
    if told is None:
        return "Not yet raised" if shown.locked else "Not yet raised: the letter is held"
    since = ", since the letter left" if shown.locked and shown.is_since(told) else f", {told.how}"
    return f"Raised {day_of(told.on)}{since}"


def considers_of(shown: Shown) -> list[FindingLine]:
    """The areas to consider that go into the letter, in its order."""
    return sorted((one for one in shown.sheet.findings if one.rank), key=lambda one: one.rank or 0)


def left_out_of(shown: Shown) -> list[FindingLine]:
    """The findings that could stand in the letter and do not."""
    printed = {one.code for one in shown.sheet.framework.kinds if one.in_letter}
    return [one for one in shown.sheet.findings if not one.in_letter and one.kind in printed]
