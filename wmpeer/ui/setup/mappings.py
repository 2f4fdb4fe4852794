"""Saved mappings: how tables with unknown columns are read, what each was used for, calling it otherwise and forgetting it."""

from __future__ import annotations

from wmpeer.errors import WmpeerError
from wmpeer.indicators.mappings import MappingLine, forget_mapping, rename_mapping
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView, moment_words

ACROSS = {
    "long": "one figure a row", "areas-across": "areas side by side", "periods-across": "periods side by side",
    "indicators-across": "indicators side by side",
}  # fmt: skip


class MappingsSection(Section):
    """The saved mappings, by name."""

    key, word, icon = "mappings", "Mappings", "table"
    help = "How tables whose columns were not known are read. A table with the headings of one of these is read by it without being asked."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Mapping", lambda one: Cell(one.name, weight=600, tip=one.source), width=190, stretch=True, wrap=True),
                Column("Reads", lambda one: Cell(ACROSS.get(one.recipe.orientation, ""), tone="ink2"), width=160, drop=1),
                Column("Last used for", self._used, width=220, stretch=True, wrap=True, sort=lambda one: one.used_at or None),
                Column("Saved", lambda one: moment_words(one.saved_at), width=146, drop=2, sort=lambda one: one.saved_at),
            ),
            label="Mappings", key=lambda one: one.entity, name="mappings",
        )  # fmt: skip
        self.table.chosen.connect(lambda _one: self._dress())
        self.table.opened.connect(lambda _one: self.ask_name())
        self.about = Label("", tone="ink2", wrap=True)
        self.name = Button("Rename", "plain", "pencil-simple", name="mapping-rename")
        self.name.clicked.connect(self.ask_name)
        self.out = Button("Forget", "plain", "x-circle", name="mapping-forget")
        self.out.clicked.connect(self.forget)
        self.add(self.table, self.about)
        self.add_row(self.name, self.out)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.table.set_records(view.mappings)
        self.table.setVisible(bool(view.mappings))
        fit_rows(self.table, 12)
        self._dress()

    @staticmethod
    def _used(one: MappingLine) -> Cell:
        if not one.used_for:
            return Cell("not used yet", tone="ink3")
        files = f"{one.files} tables read by it" if one.files > 1 else ""
        return Cell(f"{one.used_for}, {moment_words(one.used_at)}", tip=files)

    def _dress(self) -> None:
        one = self.table.current()
        for button in (self.name, self.out):
            button.setEnabled(one is not None)
        if one is None:
            self.about.setText(
                "Choose a row to call it otherwise or to forget it."
                if self.view and self.view.mappings
                else "No mapping is saved yet. When a table comes whose columns are not known, say on the Region page what they are."
            )
            return
        sheet = f", sheet “{one.recipe.sheet}”" if one.recipe.sheet else ""
        headings = ", ".join(f"“{said}”" for said in one.known.headings if not said.startswith("<"))
        self.about.setText(f"Its figures are kept as “{one.source}”{sheet}. It is known again by its headings: {headings or 'areas'}.")

    def ask_name(self) -> None:
        """What it is called from now on."""
        one = self.table.current()
        if one is None or (self.view is not None and not self.view.sets_up):
            return
        name = TextField(one.name, name="mapping-new-name")
        field = Field("Name", name)
        text = f"What was read by it stays under “{one.source}”, so that each series goes on."
        sheet = Sheet(self, f"Rename “{one.name}”", field, "Rename it", text=text, width=520, name="rename-mapping")
        workspace = self.screen_.workspace

        def told(error: WmpeerError) -> None:
            field.set_error(str(error))

        def agreed() -> None:
            said = name.text()
            self.do(
                lambda _progress: rename_mapping(workspace, one.entity, said), f"It is called “{said.strip()}” now.", sheet.close_layer,
                failed=told,
            )  # fmt: skip

        sheet.accepted.connect(agreed)
        sheet.open(name)
        name.selectAll()

    def forget(self) -> None:
        """Undo brings it back, so nothing is asked."""
        one = self.table.current()
        if one is None:
            return
        workspace = self.screen_.workspace
        self.do(
            lambda _progress: forget_mapping(workspace, one.entity),
            f"“{one.name}” is forgotten. What was read by it stays; the next table of its kind is asked about.",
        )
