"""Check: what is inconsistent, grouped by strength, one step from where it is mended."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.errors import Problem
from wmpeer.journal.queries import journal_faults
from wmpeer.progress import Progress
from wmpeer.ui.check.drafts import LetterChecks
from wmpeer.ui.check.lines import MARKS, MEANINGS, STRENGTHS, MendLine, Standing, every_line, standing
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import StateLabel
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.records import RECORD, Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.tokens import PAGE_MARGIN
from wmpeer.ui.places import ApartPlace, DeedPlace
from wmpeer.ui.screen import Screen

GO = 2
MEND_BY_OPENING = "Close it and open it again: it is mended then, or the newest sound backup is offered."
GO_CELL = Cell("Go", tone="accent_ink", weight=500, right=True, said="Enter goes there")


class Group(QWidget):
    """The lines of one strength under its icon, word and number."""

    def __init__(self, strength: str, go: Any) -> None:
        super().__init__()
        self.strength = strength
        self.setObjectName(f"group-{strength}")
        self.head = StateLabel(MARKS[strength], name=f"group-{strength}-head")
        self.meaning = Label(MEANINGS[strength], tone="ink2")
        self.table = Table(
            (
                Column("Authority", lambda line: Cell(line.name or "The region", weight=600), width=150, drop=1),
                Column("What", self._what, width=220, stretch=True, wrap=True),
                Column("", lambda line: GO_CELL, width=64, sort=None),
            ),
            label=mark(MARKS[strength]).word, key=lambda line: (line.code, line.authority, line.sentence, line.number),
            name=f"check-{strength}",
        )  # fmt: skip
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.height_changed.connect(self._fit)
        self.table.opened.connect(go)
        self.table.clicked.connect(lambda index: self._clicked(index, go))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.head)
        row.addWidget(self.meaning)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.table)

    def _what(self, line: MendLine) -> Cell:
        shown = mark(MARKS[line.strength])
        return Cell(line.sentence, shown.icon, icon_tone=shown.tone, icon_weight=shown.weight, tip=line.sentence)

    @staticmethod
    def _clicked(index: QModelIndex, go: Any) -> None:
        if index.column() == GO:
            go(index.data(RECORD))

    def set_lines(self, lines: list[MendLine]) -> None:
        word = mark(MARKS[self.strength]).word
        self.head.set_state(MARKS[self.strength], f"{word}  {len(lines)}")
        self.table.set_records(lines)
        self._fit()
        self.setVisible(bool(lines))

    def _fit(self) -> None:
        self.table.setFixedHeight(self.table.height_of_all())


class CheckScreen(Screen):
    """`groups` by strength; the filter by authority; "Check the file"."""

    title = "Check"
    about_authority = False

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._standing: Standing | None = None
        self._letters = LetterChecks(self, self._show_lines, self.today)
        self._build()

    def today(self) -> date:
        """This day, on this laptop."""
        return now().astimezone().date()

    def _build(self) -> None:
        self.count = Label("", tone="ink2")
        self.filter = Choice((("", "All authorities"),), name="check-authority")
        self.filter.setAccessibleName("Show one authority")
        self.filter.setMinimumWidth(220)
        self.filter.chosen.connect(lambda _code: self._show_lines())
        self.file_button = Button("Check the file", "plain", "shield-check", name="check-file", tip="Read the file from end to end")
        self.file_button.clicked.connect(self.check_file)
        self.apart = Button("Differences", "plain", "not-equals", name="check-apart", tip="What two laptops said differently, to settle")
        self.apart.clicked.connect(lambda: self.go("apart", "", ApartPlace(self.filter.value())))
        self.apart.hide()
        head = QHBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 0)
        head.setSpacing(8)
        head.addWidget(Label("Check", "heading"))
        head.addSpacing(4)
        head.addWidget(self.count, 1)
        head.addWidget(self.filter)
        head.addWidget(self.apart)
        head.addWidget(self.file_button)
        self.groups = {strength: Group(strength, self.go_where) for strength in STRENGTHS}
        self.well = EmptyState("check-circle", "All is well", "Nothing contradicts itself and nothing is missing.", name="all-well")
        self.file_state = StateLabel("not-started", "The file has not been checked since it was opened.", name="file-state")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 16)
        column.setSpacing(20)
        for group in self.groups.values():
            group.hide()
            column.addWidget(group)
        self.well.hide()
        column.addWidget(self.well, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(ScrollPage(body, name="check-page"), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 12)
        foot.addWidget(self.file_state)
        foot.addStretch(1)
        page.addLayout(foot)

    def set_room(self, room: str) -> None:
        super().set_room(room)
        self.count.setVisible(room != "short")
        for group in self.groups.values():
            group.meaning.setVisible(room != "short")

    def reload(self) -> None:
        self.fetch(lambda: self.workspace.read(standing, self.workspace.readers), self._came)

    def hear(self, changed: Any) -> None:
        self._letters.forget(getattr(changed, "authority", None))
        super().hear(changed)

    def _came(self, standing_: Standing) -> None:
        self._standing = standing_
        chosen = self.filter.value()
        self.filter.set_options((("", "All authorities"), *standing_.authorities), chosen)
        self.filter.set_value(chosen)
        self._letters.look_at(standing_.drafted)
        self._show_lines()

    def lines(self) -> list[MendLine]:
        """What is shown, gravest first, by the authority's name."""
        if self._standing is None:
            return []
        code = self.filter.value()
        return [line for line in every_line(self._standing, self._letters.known) if not code or line.authority == code]

    def _show_lines(self) -> None:
        lines = self.lines()
        for strength, group in self.groups.items():
            group.set_lines([line for line in lines if line.strength == strength])
        number = len(lines)
        self.apart.setVisible(any(line.screen == "apart" for line in lines))
        looking = ", still looking at the letters" if self._letters.waiting else ""
        self.count.setText(f"{number} thing{'' if number == 1 else 's'} to look at{looking}" if number else "")
        self.well.setVisible(not lines and not self._letters.waiting)

    def go_where(self, line: MendLine) -> None:
        """To the place that mends *line*."""
        self.go(line.screen, line.authority, line.place)

    def place(self) -> Any:
        return self.filter.value() or None

    def go_to(self, place: Any) -> None:
        if isinstance(place, DeedPlace):
            self.press(place)
        elif isinstance(place, str):
            self.filter.set_value(place)
            self._show_lines()

    def unwind(self) -> bool:
        if not self.filter.value():
            return False
        self.filter.set_value("")
        self._show_lines()
        return True

    # ---- the file itself

    def check_file(self) -> None:
        """Read the file from end to end, and see whether the journal holds together."""
        found: list[Problem] = []
        damage: list[str] = []

        def look(progress: Progress) -> None:
            damage.extend(self.workspace.file.integrity(progress))
            found.extend(self.workspace.read(journal_faults))

        self.file_button.setEnabled(False)
        job = self.do(look, then=lambda: self._file_checked(damage, found), title="Checking the file")
        job.ended = lambda: self.file_button.setEnabled(True)

    def _file_checked(self, damage: list[str], faults: list[Problem]) -> None:
        at = now().astimezone().strftime("%H:%M")
        if not damage and not faults:
            self.file_state.set_state("done", f"The file and its journal are sound, checked at {at}.")
            self.say("The file is sound.", "Every page and every step of the journal was read.", "success")
            return
        self.file_state.set_state("late", f"The file has faults, checked at {at}.")
        if damage:
            self.say("The file is damaged.", MEND_BY_OPENING, "error")
        else:
            first = faults[0]
            more = f" {len(faults) - 1} more like it." if len(faults) > 1 else ""
            self.say(first.sentence + more, first.next, "error", code=first.code)
