"""Readers: who reads which self-evaluation. Whoever stands aside is not offered."""

from __future__ import annotations

from wmpeer.region.actions import allocate, withdraw
from wmpeer.region.readers import AllocationLine
from wmpeer.region.records import AuthorityLine, PersonLine
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import READS, SetupView


class ReadersSection(Section):
    """The authorities with their readers; below it the readers of the chosen one."""

    key, word, icon = "readers", "Readers", "book-open"
    help = "Each self-evaluation is read by several panellists apart. Who stands aside for an authority is not offered."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Authority", lambda one: Cell(one.name, weight=600), width=180, stretch=True),
                Column("Readers", self._names, width=340, stretch=True, wrap=True),
                Column("Handed in", self._handed, width=96, drop=1),
            ),
            label="Authorities and their readers", key=lambda one: one.ons_code, name="reader-authorities",
        )  # fmt: skip
        self.table.chosen.connect(lambda _one: self._show())
        self.heading = Label("", "subheading")
        self.readers = Table(
            (
                Column("Reader", lambda one: Cell(one.person_name, weight=600), width=200, stretch=True),
                Column("Where they are", self._stage, width=240),
            ),
            label="Readers of the chosen authority", key=lambda one: one.id, name="readers",
        )  # fmt: skip
        self.person = Choice((), hint="Choose a reader", name="reader-person")
        self.person_field = Field("Another reader", self.person, "In brackets: how many each reads already.")
        self.keep = Button("Allocate", "main", "user-plus", name="reader-keep")
        self.take_off = Button("Take the chosen reader off", "quiet", "x-circle", name="reader-withdraw")
        self.keep.clicked.connect(self.allocate_reader)
        self.take_off.clicked.connect(self.withdraw_reader)
        self.add(self.table, self.heading)
        self.readers.setMaximumWidth(616)
        self.column.addWidget(self.readers)
        self.add(self.person_field)
        self.add_row(self.keep, self.take_off)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.table.set_records(view.authorities)
        fit_rows(self.table)
        if self.table.current() is None and view.authorities:
            self.table.choose(view.authorities[0].ons_code)
        self._show()

    def go_to(self, authority: str) -> None:
        self.table.choose(authority)
        self._show()
        self.person.setFocus()

    def _of(self, code: str) -> list[AllocationLine]:
        return [one for one in self.view.allocations if one.authority == code] if self.view else []

    def _names(self, one: AuthorityLine) -> Cell:
        names = ", ".join(line.person_name for line in self._of(one.ons_code))
        return Cell(names or "nobody yet", tone="ink" if names else "consider", tip=names)

    def _handed(self, one: AuthorityLine) -> Cell:
        lines = self._of(one.ons_code)
        return Cell(f"{sum(bool(line.handed_in) for line in lines)} of {len(lines)}" if lines else "—", tone="ink" if lines else "ink3")

    def _stage(self, one: AllocationLine) -> Cell:
        if one.handed_in:
            return Cell("Handed in", "check-circle", icon_tone="strength", icon_weight="fill")
        return Cell("Reading", "circle-half", icon_tone="question") if one.begun else Cell("Allocated", "user-plus", icon_tone="ink3")

    def choices(self) -> list[PersonLine]:
        """Who may read the chosen authority and does not yet, those with least to read first."""
        where = self.table.current()
        if where is None or self.view is None:
            return []
        aside, known = self.view.aside(), {one.person for one in self._of(where.ons_code)}
        free = [one for one in self.view.people if one.role in READS and one.id not in known and (one.id, where.ons_code) not in aside]
        return sorted(free, key=lambda one: (self._load(one), one.name))

    def _load(self, one: PersonLine) -> int:
        return sum(line.person == one.id for line in self.view.allocations) if self.view else 0

    def _show(self) -> None:
        where = self.table.current()
        self.heading.setText(f"Who reads {where.name}" if where else "")
        self.readers.set_records(self._of(where.ons_code) if where else [])
        fit_rows(self.readers)
        self.take_off.setEnabled(self.readers.records.rowCount() > 0)
        self.person.clear()
        self.person.set_options([(one.id, f"{one.name} ({self._load(one)})") for one in self.choices()])
        self.person.set_value("")
        self.person_field.set_error("")

    def allocate_reader(self) -> None:
        """Let the chosen person read the chosen authority."""
        where, person = self.table.current(), self.person.value()
        self.person_field.set_error("" if person else "Choose who is to read it.")
        if where is not None and person:
            workspace, code = self.screen_.workspace, where.ons_code
            self.do(lambda _progress: allocate(workspace, person, code))

    def withdraw_reader(self) -> None:
        line = self.readers.current()
        if line is None:
            self.screen_.say("Choose the reader in the list first.")
            return
        workspace = self.screen_.workspace
        self.do(
            lambda _progress: withdraw(workspace, "allocation", line.id, "Take a reader off"), f"{line.person_name} no longer reads it."
        )
