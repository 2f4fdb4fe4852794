"""The right column: the chosen paragraph's source and the checks, or the details; and below, what is left and the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.letters.checks import Check
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.labels import Ground, Label, Rule
from wmpeer.ui.kit.parts import ScrollPage, ToolRow
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.letters.checklist import CheckList
from wmpeer.ui.letters.details import DetailsPart
from wmpeer.ui.letters.records import Shown
from wmpeer.ui.letters.source import SourcePart, date_of
from wmpeer.ui.letters.states import what_is_left

LONG = 40
"""Letters of a sentence that has no room beside the verbs."""


class Side(Ground):
    """`issue_asked` from the main button; of a letter that has left, `response_asked` and `version_asked`."""

    issue_asked = Signal()
    version_asked = Signal()
    response_asked = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("letters-side")
        self.tabs = Segmented(
            [("paragraph", "Paragraph"), ("details", "Details")],
            label="What is shown here",
            value="paragraph",
            fill=True,
            name="letter-side",
        )
        self.tabs.chosen.connect(self.show_tab)
        self.source = SourcePart()
        self.checks = CheckList()
        self.details = DetailsPart(today)
        first = QWidget()
        inside = QVBoxLayout(first)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(12)
        inside.addWidget(self.source)
        self._rule = Rule()
        inside.addWidget(self._rule)
        inside.addWidget(self.checks)
        inside.addStretch(1)
        for part in (self.source, self.checks):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        second = QWidget()
        holder = QVBoxLayout(second)
        holder.setContentsMargins(16, 12, 16, 16)
        holder.addWidget(self.details)
        self.stack = QStackedWidget()
        self._first, self._second = ScrollPage(first, name="letter-side-paragraph"), ScrollPage(second, name="letter-side-details")
        self.stack.addWidget(self._first)
        self.stack.addWidget(self._second)
        head = ToolRow(self.tabs, ground="canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = Ground("paper")
        row = self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        row.setContentsMargins(16, 9, 16, 10)
        self._short = False
        self._left = Label("", weight=500, wrap=True)
        self._left.setObjectName("letter-left")
        self.issue = Button("Issue letter", "main", "paper-plane-tilt", name="letter-issue")
        self.version = Button("Begin a new version", "plain", "file-plus", name="letter-new-version")
        self.response = Button("Record the response", "plain", "tray-arrow-down", name="letter-response")
        self.issue.clicked.connect(self.issue_asked)
        self.version.clicked.connect(self.version_asked)
        self.response.clicked.connect(self.response_asked)
        self._verbs = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._verbs.setSpacing(6)
        for verb in (self.response, self.issue, self.version):
            self._verbs.addWidget(verb)
        row.addWidget(self._left, 1)
        row.addLayout(self._verbs)
        return foot

    def set_short(self, short: bool) -> None:
        """In a short room the verbs stand in a row."""
        self._short = short
        self._verbs.setDirection(QBoxLayout.Direction.LeftToRight if short else QBoxLayout.Direction.TopToBottom)
        self._turn_foot()

    def _turn_foot(self) -> None:
        """What came back, or is still to be raised, takes a line of its own above the verbs, where there is the height for it."""
        above = not self._short and len(self._left.text()) > LONG
        self._foot_row.setDirection(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight)

    def show_tab(self, tab: str) -> None:
        """ "paragraph" or "details"."""
        self.tabs.set_value(tab)
        self.stack.setCurrentWidget(self._second if tab == "details" else self._first)

    def show_letter(self, shown: Shown | None, number: int, goes: frozenset[Check] = frozenset()) -> None:
        """Everything about *shown*, with paragraph *number* chosen."""
        hidden = shown is None or bool(shown.sheet.aside)
        self.stack.setVisible(not hidden)
        self.tabs.setEnabled(not hidden)
        self.details.show_letter(None if hidden else shown)
        self._say_left(None if hidden else shown)
        if shown is None or hidden:
            return
        self.source.show_paragraph(shown, number)
        checks = not shown.locked
        self.checks.setVisible(checks)
        self._rule.setVisible(checks)
        self.checks.set_checks(shown.checks, goes)

    def wait(self) -> None:
        """Another letter is on its way: this one cannot be issued by a late click."""
        self.issue.setEnabled(False)

    def _say_left(self, shown: Shown | None) -> None:
        locked = bool(shown and shown.locked)
        focused = any(one.hasFocus() for one in (self.issue, self.version, self.response))
        self.issue.setVisible(not locked)
        self.version.setVisible(locked)
        self.response.setVisible(locked)
        self.response.set_words("Change the response" if shown and shown.sheet.response else "Record the response")
        self.issue.setEnabled(bool(shown and shown.ready))
        if focused:  # the one button gives way to the other
            (self.response if locked else self.issue).setFocus()
        musts = sum(one.strength == "must" for one in shown.checks) if shown else 0
        shoulds = sum(one.strength == "should" for one in shown.checks) if shown else 0
        self._left.set_tone("alert" if musts and shown and shown.begun else "ink")
        if shown is None:
            self._left.setText("")
        elif locked and shown.sheet.issued:
            back = shown.sheet.response
            answered = f". Response from {back.by}, {in_words(date_of(back.on))}" if back else ""
            count = len(shown.unraised)
            since = f". {'A concern is' if count == 1 else f'{count} concerns are'} not raised yet: see Details" if count else ""
            self._left.setText(f"Issued {in_words(date_of(shown.sheet.issued.on))}{answered}{since}")
            self._left.set_tone("alert" if count else "ink")
        else:
            self._left.setText("Not begun" if not shown.begun else what_is_left(musts, shoulds))
        self._turn_foot()

    def reveal(self, widget: QWidget | None) -> None:
        """Scroll so that *widget* of the details is seen."""
        if widget is not None:
            self._second.ensureWidgetVisible(widget, 16, 60)
