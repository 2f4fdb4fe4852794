"""Readers: who reads which self-evaluation. Whoever stands aside is not offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from wmpeer.files import save_whole
from wmpeer.progress import Progress
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


def sheet_name(authority: str, person: str) -> str:
    """A name for a capture sheet, for any system."""
    words = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in f"{authority} {person}").split()
    return f"{' '.join(words)}.xlsx"


def choose_sheet(parent: QWidget, name: str) -> Path | None:
    """Ask where the sheet goes; its ending is put on where a person left it out."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Write a capture sheet", str(Path(folder) / name), "Excel (*.xlsx)")
    path = Path(chosen)
    return None if not chosen else path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


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
        self.sheet = Button("Write a capture sheet", "quiet", "file-arrow-down", name="reader-sheet")
        self.sheet.setToolTip("An Excel file for a reader without the program; take it back in through Region")
        self.ask_file: Callable[[QWidget, str], Path | None] = choose_sheet
        self.sheet.clicked.connect(self.write_sheet)
        self.keep.clicked.connect(self.allocate_reader)
        self.take_off.clicked.connect(self.withdraw_reader)
        self.add(self.table, self.heading)
        self.readers.setMaximumWidth(616)
        self.column.addWidget(self.readers)
        self.add_row(self.sheet, self.take_off)
        self.form(self.person_field)
        self.add_row(self.keep)
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
        for button in (self.take_off, self.sheet):
            button.setEnabled(self.readers.records.rowCount() > 0)
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

    def _chosen_reader(self) -> AllocationLine | None:
        """The chosen reader, or the only one there is; None after saying that one is to be chosen."""
        lines = self.readers.records.records()
        line = self.readers.current() or (lines[0] if len(lines) == 1 else None)
        if line is None:
            self.screen_.say("Choose the reader in the list first.")
        return line

    def write_sheet(self) -> None:
        """Write a capture sheet of the chosen authority for the chosen reader, with what they have said already."""
        line, where = self._chosen_reader(), self.table.current()
        path = self.ask_file(self, sheet_name(where.name, line.person_name)) if line is not None and where is not None else None
        if line is None or where is None or path is None:
            return
        workspace, code, person = self.screen_.workspace, where.ons_code, line.person

        def write(_progress: Progress) -> Path:
            from wmpeer.papers.gather import capture_sheet_for

            return save_whole(path, capture_sheet_for(workspace, code, person))

        self.do(write, f"“{path.name}” is written. Send it to {line.person_name}; drop it on Region when it comes back.")

    def withdraw_reader(self) -> None:
        line = self._chosen_reader()
        if line is None:
            return
        workspace = self.screen_.workspace
        self.do(
            lambda _progress: withdraw(workspace, "allocation", line.id, "Take a reader off"), f"{line.person_name} no longer reads it."
        )
