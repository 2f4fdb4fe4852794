"""What the columns of a table are: said on the table itself, seen at once in every cell, named, and known again next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from wmpeer.errors import WmpeerError
from wmpeer.indicators.mapped import unsaid_words
from wmpeer.indicators.mappings import keep_mapping
from wmpeer.indicators.recipe import Orientation, Recipe, Role
from wmpeer.progress import Progress
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import announce
from wmpeer.ui.mapping import draft
from wmpeer.ui.mapping.grid import AUTO, LEAVE
from wmpeer.ui.mapping.layout import MappingLayout
from wmpeer.ui.mapping.panel import GROUPS, IN_HEADINGS, ONCE
from wmpeer.ui.mapping.records import SHOWN, Counted, Looked, TableFound, counted, looked, table_found
from wmpeer.ui.mapping.said import Kept, SheetSaid, entity_of, is_known, kept_recipe, period_of, use_of
from wmpeer.ui.mapping.words import total
from wmpeer.ui.places import DeedPlace, MappedPlace, MappingPlace

if TYPE_CHECKING:
    pass

_COUNT_MS = 250
"""After so long without a change the whole table is gone through; its first rows are looked at at once."""


class MappingScreen(MappingLayout):
    """Reached from the plan of what is taken in (`MappingPlace`); goes back to it with what was said (`MappedPlace`)."""

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._found: TableFound | None = None
        self._path: Path | None = None
        self._wanted = ""
        self._sheets: dict[str, SheetSaid] = {}
        self._at = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_COUNT_MS)
        self._clock.timeout.connect(self._count)
        self.setFocusProxy(self.grid)
        self._listen()
        self.stack.setCurrentIndex(0)

    def _listen(self) -> None:
        panel, grid = self.panel, self.grid
        panel.sheet_chosen.connect(self.show_sheet)
        panel.read_toggled.connect(self._read_toggled)
        panel.headers_chosen.connect(lambda last, count: self._say(lambda one: draft.with_headers(one, last, count)))
        panel.orientation_chosen.connect(lambda key: self._say(lambda one: draft.with_orientation(one, cast(Orientation, key))))
        panel.place_chosen.connect(self._place_chosen)
        panel.once_said.connect(lambda role, said: self._say(lambda one: draft.with_fixed(one, cast(Role, role), said)))
        panel.more_said.connect(self._more_said)
        grid.role_asked.connect(self._role_asked)
        grid.header_asked.connect(lambda row: self._say(lambda one: draft.with_header(one, row)))
        grid.row_asked.connect(lambda row: self._say(lambda one: draft.toggled_row(one, self._now().found.head, row)))
        grid.cell_chosen.connect(lambda _row, _column: self._say_cell())
        self.problems.chosen.connect(self._problem_chosen)
        self.name.textEdited.connect(self._name_said)
        self.keep.clicked.connect(self._keep_said)
        self.again.clicked.connect(lambda: self._say(lambda _one: self._now().found.recipe))
        self.no.clicked.connect(self.leave)
        self.use.clicked.connect(self.accept)

    # ---- a table comes

    def go_to(self, place: Any) -> None:
        if isinstance(place, MappingPlace):
            self._path, self._wanted = place.path, place.sheet
            self.stack.setCurrentIndex(0)
            self.empty.set_words(f"Looking at “{place.path.name}”.", "Its sheets and their headings are being read.")
            path = place.path
            self.fetch(lambda: table_found(self.workspace, path), self._came, failed=self._cannot)

    def _cannot(self, error: WmpeerError) -> None:
        self.empty.set_words(error.sentence, error.next)
        self._found = None

    def _came(self, found: TableFound) -> None:
        before, self._found = self._sheets, found
        if not found.sheets:
            self.empty.set_words(
                f"In “{found.path.name}” no areas with figures were found.",
                "An authority’s name or code must stand in a column, in the headings, or as the sheet’s name.",
            )
            return
        self._sheets = {}
        for one in found.sheets:
            known = before.get(one.grid.sheet)
            same = known is not None and known.found.grid.sha256 == one.grid.sha256
            self._sheets[one.grid.sheet] = known if same and known is not None else SheetSaid(one, one.recipe, one.name)
        self.file.setText(str(found.path.name))
        self.stack.setCurrentIndex(1)
        self._count_others()
        self.show_sheet(self._wanted if self._wanted in self._sheets else next(iter(self._sheets)))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheet(self, sheet: str) -> None:
        """Show one sheet of the file."""
        self._at = sheet
        now = self._now()
        now.seen = True
        self.grid.cells.show_sheet(now.found.grid, now.found.head, now.recipe)
        self.grid.fit_columns()
        self.grid.choose(max(now.recipe.header_rows), 0)
        self.doubt.setText(now.found.doubt)
        self.doubt.setVisible(bool(now.found.doubt))
        self.name.setText(now.name)
        self.name.setCursorPosition(0)
        self.keep.setChecked(now.keep)
        self._show_sheets()
        self._look()

    def _show_sheets(self) -> None:
        options = []
        for key, one in self._sheets.items():
            state = "not read" if not one.read else "said" if one.ready else "hidden" if one.found.grid.hidden else ""
            options.append((key, f"{key}, {state}" if state else key))
        self.panel.show_sheets(options, self._at, read=self._now().read)

    def _now(self) -> SheetSaid:
        return self._sheets[self._at]

    # ---- what is said

    def _say(self, step: Callable[[Recipe], Recipe]) -> None:
        now = self._now()
        recipe = step(now.recipe)
        if recipe != now.recipe:
            now.recipe = recipe
            self._look()

    def _role_asked(self, place: int, role: str) -> None:
        head = self._now().found.head
        if role == LEAVE:
            self._say(lambda one: draft.without_column(one, head, place))
        else:
            self._say(lambda one: draft.with_role(one, head, place, None if role == AUTO else cast(Role, role)))
        announce(
            self.grid, f"Column {self.grid.cells.headerData(place, Qt.Orientation.Horizontal)}: {self.grid.cells.column_word(place)[0]}"
        )

    def _place_chosen(self, role: str, key: str) -> None:
        head, roles = self._now().found.head, next(roles for one, _, roles, _ in GROUPS if one == role)
        if key == ONCE:
            self._say(lambda one: draft.with_fixed(one, cast(Role, role), one.fixed.get(cast(Role, role), "")))
        elif key == IN_HEADINGS:
            self._say(lambda one: draft.without_fixed(replace(
                one, columns={other: at for other, at in one.columns.items() if other not in roles}), cast(Role, role)))  # fmt: skip
        elif key:
            self._say(lambda one: draft.with_role(
                replace(one, columns={other: at for other, at in one.columns.items() if other not in roles or other == "ons"}), head,
                int(key), cast(Role, role)))  # fmt: skip

    def _more_said(self, percent: bool, unit: str, polarity: str) -> None:
        self._say(lambda one: replace(one, percent=percent, unit=unit.strip(), polarity=polarity))

    def _read_toggled(self, read: bool) -> None:
        self._now().read = read
        self._dress()

    def _name_said(self, said: str) -> None:
        self._now().name = said
        self._dress()

    def _keep_said(self, keep: bool) -> None:
        self._now().keep = keep
        self._dress()

    # ---- what comes of it

    def _look(self) -> None:
        """Show the choice at once, then what the cells become, then what the whole table comes to."""
        now, book = self._now(), self._book()
        now.counted = None
        self.grid.cells.show_recipe(now.recipe)
        self.panel.show_recipe(now.found, now.recipe, now.looked)
        sheet, grid, recipe = self._at, now.found.grid, now.recipe
        self.fetch(lambda: (sheet, recipe, looked(grid, recipe, book)), self._looked_came)
        self._clock.start()
        self._dress()

    def _book(self) -> Any:
        assert self._found is not None
        return self._found.book

    def _looked_came(self, came: tuple[str, Recipe, Looked]) -> None:
        sheet, recipe, found = came
        one = self._sheets.get(sheet)
        if one is None or one.recipe != recipe:
            return
        one.looked = found
        if sheet != self._at:
            return
        self.grid.cells.show_looked(found)
        self.panel.show_recipe(one.found, one.recipe, found)
        self.problems.set_records(found.preview.problems)
        if found.preview.problems:
            self.problems.setMaximumHeight(min(self.problems.height_of_all() + 4, 118))
        self._say_cell()
        self._dress()

    def _count(self) -> None:
        if self._at not in self._sheets:
            return
        now, book = self._now(), self._book()
        sheet, grid, recipe = self._at, now.found.grid, now.recipe
        self.fetch(lambda: (sheet, recipe, counted(grid, recipe, book)), self._counted_came)

    def _counted_came(self, came: tuple[str, Recipe, Counted]) -> None:
        sheet, recipe, found = came
        one = self._sheets.get(sheet)
        if one is not None and one.recipe == recipe:
            one.counted = found
            self._dress()

    def _count_others(self) -> None:
        """How many figures each sheet has, so that one left aside can be told with its figures."""
        book = self._book()
        for sheet, one in self._sheets.items():
            if one.counted is None and not one.found.grid.hidden:
                told = (sheet, one.found.grid, one.recipe)
                self.fetch(lambda told=told: (told[0], told[2], counted(told[1], told[2], book)), self._counted_came, key=f"count {sheet}")  # type: ignore[misc]

    def _say_cell(self) -> None:
        index = self.grid.currentIndex()
        said = self.grid.cells.sentence(index.row(), index.column()) if index.isValid() else ""
        self.sentence.setText(said or "Choose a cell to see what became of it.")

    def _problem_chosen(self, problem: Any) -> None:
        if problem is None or not self.problems.hasFocus():
            return
        cell = next(
            (one for one in self._now().looked.preview.cells if self._now().found.grid.cell(one.row, one.column) == problem.column), None
        )  # fmt: skip
        if cell is not None:
            self.grid.choose(cell.row, cell.column)

    def _dress(self) -> None:
        """What is said of the whole, and whether it can be used."""
        now = self._now()
        found = now.counted
        missing = now.looked.missing if now.looked is not None else ()
        self.total.setText(total(found) if found is not None and not missing else missing[0] if missing else "Looking at the figures.")
        self.notes.setText(self._notes(now))
        self.dress_notes()
        self.name.setEnabled(now.keep)
        self.dress_verb()
        self.again.setEnabled(now.recipe != now.found.recipe)
        self.missing.setText(self._hint(now, missing))

    def dress_verb(self) -> None:
        ready = len(self._ready())
        words = f"Use the columns of {ready} sheets" if ready > 1 else "Use these columns"
        self.use.set_words((f"Use {ready} sheets" if ready > 1 else "Use") if self.room == "short" else words)
        self.use.setEnabled(bool(ready))

    def _ready(self) -> list[SheetSaid]:
        """The sheets that can be used as they are said."""
        return [one for one in self._sheets.values() if one.ready and not self._name_taken(one)]

    def _name_taken(self, one: SheetSaid) -> bool:
        """Whether another mapping, or another sheet, has the name already."""
        name = one.name.strip().casefold()
        if not one.keep or not name or self._found is None:
            return False
        others = {other.name.strip().casefold() for other in self._sheets.values() if other is not one and other.keep and other.seen}
        return name in others or (name in self._found.taken and not entity_of(one))

    def _hint(self, now: SheetSaid, missing: tuple[str, ...]) -> str:
        if now.keep and not now.name.strip():
            return "Give it a name, by which it is found again."
        if self._name_taken(now):
            return "Another mapping has this name already: give this one another."
        open_period = next((role for role in ("period", "year") if now.recipe.fixed.get(cast(Role, role)) == ""), "")
        if open_period and not missing:
            return "The period is asked for when the file is taken in."
        return missing[1] if len(missing) > 1 else self._aside()

    def _aside(self) -> str:
        """The sheets in sight that are not among those to be used, though nobody said that they are not read."""
        ready = self._ready()
        left = [(key, one) for key, one in self._sheets.items() if one.read and one not in ready and not is_known(one)]
        if not ready or not left:
            return ""
        return f"{unsaid_words([(key, one.counted.values if one.counted is not None else 0) for key, one in left])}."

    @staticmethod
    def _notes(now: SheetSaid) -> str:
        said = list(now.counted.problems[:3]) if now.counted is not None else []
        if now.found.rows > SHOWN:
            said.insert(0, f"The first {SHOWN} of {now.found.rows:,} rows are shown; all are read.")
        elif not now.found.rows and len(now.found.head) == SHOWN:
            said.insert(0, f"The first {SHOWN} rows are shown; all are read.")
        more = len(now.counted.problems) - 3 if now.counted is not None else 0
        return " ".join(said) + (f" And {more} more." if more > 0 else "")

    # ---- going back

    def accept(self) -> None:
        """Keep what is to be kept, and go back to the plan with what was said."""
        if self._found is None:
            return
        ready = self._ready()
        if not ready:
            return
        choices = period_of(ready)
        workspace, book, path = self.workspace, self._book(), self._found.path
        told = [(one, kept_recipe(one, choices)) for one in ready]

        def keep(_progress: Progress) -> Kept:
            uses, changes = [], []
            for one, recipe in told:
                kept = keep_mapping(workspace, one.name, recipe, one.found.grid, book, entity_of(one)) if one.keep else None
                uses.append(use_of(one, recipe, kept))
                changes += [kept.changed] if kept is not None else []
            return Kept(tuple(uses), tuple(changes))

        def kept(told: Kept) -> None:
            self.stack.setCurrentIndex(0)
            self._sheets = {sheet: one for sheet, one in self._sheets.items() if not one.keep}  # what is saved is found again by itself
            self.go("region", "", MappedPlace(path, told.uses, choices))

        self.do(keep, got=kept)

    def place(self) -> Any:
        return MappingPlace(self._path, self._at) if self._path is not None else None

    def leave(self) -> None:
        """Back to the plan, which stays as it was."""
        if self._path is not None:
            self.go("region", "", MappedPlace(self._path))
        else:
            self._to_region()

    def unwind(self) -> bool:
        if self._path is None:
            return False
        self.leave()
        return True

    def _to_region(self) -> None:
        self.go("region", "", DeedPlace("take-in-documents"))
