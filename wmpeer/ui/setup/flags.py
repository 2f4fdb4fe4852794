"""Flags: which rules the cycle uses, with which thresholds, and why. The rule's sentence follows what is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.indicators.flag_settings import FlagRuleReasonMissingError, RuleLine, ThresholdLine, set_rule, tried
from wmpeer.indicators.rule_words import Limits, limits_of
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextField, Tick
from wmpeer.ui.kit.labels import Label, Rule
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section
from wmpeer.ui.setup.view import SetupView, moment_words

_PARTS = {0.10: "a tenth", 0.20: "a fifth", 0.25: "a quarter"}
_ROWS = 5


def number_words(value: float, limits: Limits) -> str:
    """A threshold as it is typed: a share in per cent."""
    return f"{value * 100:g}" if limits.percent else f"{value:g}"


def number_of(text: str, limits: Limits) -> float | None:
    """The threshold that somebody typed; None where it is no number."""
    try:
        number = float(text.strip().rstrip("%").strip())
    except ValueError:
        return None
    return round(number / 100, 6) if limits.percent else number


def allowed(limits: Limits) -> str:
    """What may be typed, as a part of a sentence."""
    if limits.percent:
        return f"a percentage from {limits.least * 100:g} to {limits.most * 100:g}"
    return limits.words


class FlagsSection(Section):
    """The rules as a list, and below it the form of the chosen one."""

    key, word, icon = "flags", "Flags", "flag"
    help = "The rules by which figures, inspections, grades and earlier points are flagged in this cycle. A flag is a reason to ask."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._line: RuleLine | None = None
        self._rules: tuple[RuleLine, ...] = ()
        self.list = RecordList(_listed, label="Rules", key=lambda line: line.rule, bare=False, name="flag-rules")
        self.list.chosen.connect(self.show_rule)
        self.add(self.list)
        self.title = Label("", "subheading", wrap=True)
        self.sentence = Label("", wrap=True, select=True)
        self.sentence.setObjectName("flag-rule-sentence")
        self.who = Label("", "small", "ink2", wrap=True, select=True)
        self.who.setObjectName("flag-rule-who")
        self.add(Rule(), self.title, self.sentence, self.who)
        self.used = Tick("Use this rule in this cycle", name="flag-rule-used")
        self._holder = QWidget()
        self._fields = QVBoxLayout(self._holder)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(12)
        self.inputs: dict[str, Choice | TextField] = {}
        self.rows: dict[str, Field] = {}
        self.reason = TextField(prose=True, name="flag-rule-reason")
        self.reason_row = Field("Reason", self.reason, "Why this cycle has it otherwise than usual. Whoever looks at a flag can read it.")
        self.form(self.used, self._holder, self.reason_row)
        self.keep = Button("Keep the rule", "main", "check", name="flag-rule-keep")
        self.usual = Button("As usual", "plain", name="flag-rule-usual")
        self.add_row(self.keep, self.usual)
        self.end()
        self.used.toggled.connect(lambda _on: self._say())
        self.reason.textChanged.connect(lambda _text: self.reason_row.set_error(""))
        self.keep.clicked.connect(self.keep_rule)
        self.usual.clicked.connect(self.set_as_usual)

    def fill(self, view: SetupView) -> None:
        self._rules = view.rules
        self.list.set_records(view.rules)
        self.list.setFixedHeight(min(_ROWS, len(view.rules)) * self.list.sizeHintForRow(0) + 4)
        current = self.list.current()
        if current is None and view.rules:
            self.list.choose(view.rules[0].rule)  # tells it
        elif current is not None and (self._line is None or not self._is_touched() or self._line.rule != current.rule):
            self.show_rule(current)

    def show_rule(self, line: RuleLine) -> None:
        """Show a rule as it holds in the cycle."""
        self._line = None  # nothing is said while it is filled
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.inputs, self.rows = {}, {}
        for one in line.thresholds:
            self._add_threshold(line.rule, one)
        self.used.setChecked(line.used)
        self.reason.setText(line.reason)
        self.reason_row.set_error("")
        self._line = line
        changed = f"Changed by {line.by or 'a coordinator'}, {moment_words(line.changed_at)}: {line.reason}" if line.changed else ""
        self.who.setText(changed or "As usual.")
        self.usual.setEnabled(line.changed)
        self._say()

    def _add_threshold(self, rule: str, one: ThresholdLine) -> None:
        limits = limits_of(rule, one.name)
        usual = number_words(one.usual, limits)
        if limits.choices:
            field: Choice | TextField = Choice([(f"{each:g}", _PARTS[each]) for each in limits.choices], value=f"{one.value:g}")
            field.chosen.connect(lambda _key: self._say())
            usual = _PARTS[one.usual]
        else:
            field = TextField(number_words(one.value, limits))
            field.setFixedWidth(120)
            field.textChanged.connect(lambda _text: self._say())
        field.setObjectName(f"threshold-{one.name}")
        unit = " %" if limits.percent else ""
        row = Field(f"{limits.title}{', per cent' if limits.percent else ''}", field, f"Usually {usual}{unit}.")
        row.setEnabled(self.view is None or self.view.sets_up)
        self.inputs[one.name], self.rows[one.name] = field, row
        self._fields.addWidget(row)

    def _changes(self, *, say: bool) -> dict[str, float] | None:
        """The thresholds as they stand in the form; None where one is no number or not allowed, said below its field if *say*."""
        if self._line is None:
            return None
        found: dict[str, float] = {}
        right = True
        for name, field in self.inputs.items():
            limits = limits_of(self._line.rule, name)
            number = float(field.value()) if isinstance(field, Choice) else number_of(field.text(), limits)
            wrong = number is None or not limits.allows(number)
            self.rows[name].set_error(f"Give {allowed(limits)}." if wrong and say else "")
            right = right and not wrong
            if number is not None:
                found[name] = number
        return found if right else None

    def _say(self) -> None:
        """The rule in words, with what is typed."""
        if self._line is None:
            return
        changes = self._changes(say=True)
        line = tried(self._line.rule, used=self.used.isChecked(), changes=changes) if changes is not None else self._line
        self.title.setText(line.title if self.used.isChecked() else f"{line.title} (not used)")
        if changes is not None:
            self.sentence.setText(line.words)

    def _is_touched(self) -> bool:
        """Whether something stands in the form that is not kept."""
        if self._line is None:
            return False
        kept = {one.name: one.value for one in self._line.thresholds}
        return self._changes(say=False) != kept or self.used.isChecked() != self._line.used or self.reason.text() != self._line.reason

    def keep_rule(self) -> None:
        """Keep the rule as it stands in the form."""
        line, changes = self._line, self._changes(say=True)
        if line is None:
            return
        if changes is None:
            next(self.inputs[name] for name, row in self.rows.items() if row.error()).setFocus()
            return
        used, reason = self.used.isChecked(), self.reason.text()
        self.do(
            lambda _progress: set_rule(self.screen_.workspace, line.rule, used=used, changes=changes, reason=reason),
            "The rule is kept.", self._forget, failed=self._refused,
        )  # fmt: skip

    def set_as_usual(self) -> None:
        """Let the rule stand as in the file."""
        line = self._line
        if line is not None:
            self.do(
                lambda _progress: set_rule(self.screen_.workspace, line.rule, used=line.usually_used, changes={}),
                "The rule stands as usual.", self._forget,
            )  # fmt: skip

    def _forget(self) -> None:
        """What is in the form is kept: the next reading shows what stands."""
        self._line = None

    def _refused(self, error: WmpeerError) -> None:
        if isinstance(error, FlagRuleReasonMissingError):
            self.reason_row.set_error(error.next)
            self.reason.setFocus()
        else:
            self.screen_.say(error.sentence, error.next, "error")


def _listed(line: RuleLine) -> Line:
    right = "" if line.used else "not used"
    right = f"{right}, changed" if line.changed and right else "changed" if line.changed else right
    return Line(line.title, line.words, right=right, quiet=not line.used, tip=line.words)
