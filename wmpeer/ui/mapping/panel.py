"""What is said of a table, in words beside it: where its headings stand, what stands side by side, and which column says what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.indicators.recipe import Recipe, Role
from wmpeer.ui.kit.fields import Choice, Field, TextField, Tick
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.parts import Fold
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.mapping.draft import heading, text, width
from wmpeer.ui.mapping.records import Looked, SheetFound
from wmpeer.ui.mapping.words import ORIENTATION_HELP, ORIENTATIONS, column_name

IN_HEADINGS, ONCE = "in the headings", "once for all"
_MOST_HEAD_ROWS = 30
GROUPS: tuple[tuple[Role, str, tuple[Role, ...], str], ...] = (
    ("area", "Area", ("area", "ons", "number"), "An authority’s name"),
    ("period", "Period", ("period",), "Such as Q2 2025/26"),
    ("title", "Indicator", ("title", "code"), "What the figures are"),
    ("value", "Figures", ("value",), ""),
)
"""What a table must say: the role, its label, the roles that answer it, and what may be written once for all."""
_ANSWERED = {"areas-across": "area", "periods-across": "period", "indicators-across": "title"}


class _Group(QWidget):
    """Where one thing is said: in a column, in the headings, or once for all."""

    chosen = Signal(str)
    said = Signal(str)

    def __init__(self, role: Role, label: str, hint: str) -> None:
        super().__init__()
        self._options: list[tuple[str, str]] = []
        self.choice = Choice((), hint="Choose a column", name=f"mapping-{role}")
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.once = TextField("", hint=hint, name=f"mapping-{role}-once")
        self.once.setAccessibleName(f"{label}, once for all")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.field = Field(label, self.choice)
        column.addWidget(self.field)
        column.addWidget(self.once)
        self.once.hide()
        self.choice.chosen.connect(self._chosen)
        self.once.textEdited.connect(self.said)

    def _chosen(self, key: str) -> None:
        self.once.setVisible(key == ONCE)
        self.chosen.emit(key)
        if key == ONCE:
            self.once.setFocus()

    def show_options(self, options: Sequence[tuple[str, str]], value: str, once: str) -> None:
        if list(options) != self._options:  # a list of eighty is not made anew for each letter that is typed
            self._options = list(options)
            self.choice.clear()
            for key, word in options:
                self.choice.addItem(word, key)
        self.choice.set_value(value)
        self.once.setVisible(value == ONCE)
        if not self.once.hasFocus() and self.once.text() != once:
            self.once.setText(once)


class MappingPanel(QWidget):
    """`headers_chosen(last, count)`, `orientation_chosen(key)`, `place_chosen(role, key)` (a column's number, `IN_HEADINGS` or `ONCE`),
    `once_said(role, text)`, `more_said(percent, unit, polarity)`, `sheet_chosen(sheet)`, `read_toggled(bool)`."""

    sheet_chosen = Signal(str)
    read_toggled = Signal(bool)
    headers_chosen = Signal(int, int)
    orientation_chosen = Signal(str)
    place_chosen = Signal(str, str)
    once_said = Signal(str, str)
    more_said = Signal(bool, str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 12, 16)
        column.setSpacing(10)
        self.sheet = Choice((), name="mapping-sheet")
        self.read = Tick("Read this sheet", ticked=True, name="mapping-read")
        self.last = Choice((), name="mapping-headings")
        for choice in (self.sheet, self.last):
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sheet_field = Field("Sheet", self.sheet)
        counts = (("1", "1 row"), ("2", "2 rows"), ("3", "3 rows"))
        self.count = Segmented(counts, label="Rows of headings", name="mapping-count", fill=True)
        self.across = Segmented(ORIENTATIONS, label="What stands side by side", name="mapping-across", fill=True)
        self.help = Label("", "small", "ink2", wrap=True)
        self.groups = {role: _Group(role, label, hint) for role, label, _, hint in GROUPS}
        column.addWidget(self.sheet_field)
        column.addWidget(self.read)
        column.addWidget(Field("Headings end in", self.last))
        column.addWidget(self.count)
        column.addSpacing(2)
        column.addWidget(Label("What stands side by side?", weight=600))
        column.addWidget(self.across)
        column.addWidget(self.help)
        column.addSpacing(2)
        for group in self.groups.values():
            column.addWidget(group)
        column.addWidget(self._more())
        column.addStretch(1)
        self._listen()

    def _more(self) -> Fold:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        self.percent = Tick("0.125 stands for 12.5 %", name="mapping-percent")
        self.unit = TextField("", hint="Such as Rate per 10,000", name="mapping-unit")
        ways = (("High", "High"), ("Low", "Low"), ("-", "Neither"))
        self.polarity = Segmented(ways, label="Which is better", clearable=True, fill=True, name="mapping-polarity")
        column.addWidget(self.percent)
        column.addWidget(Field("Unit, where no column says it", self.unit))
        better = QHBoxLayout()
        better.addWidget(self.polarity)
        column.addWidget(Label("Which is better?", weight=600))
        column.addLayout(better)
        return Fold("Unit and direction", inside, open=False, name="mapping-more")

    def _listen(self) -> None:
        self.sheet.chosen.connect(self.sheet_chosen)
        self.read.clicked.connect(self.read_toggled)
        self.last.chosen.connect(lambda _key: self._say_headers())
        self.count.chosen.connect(lambda _key: self._say_headers())
        self.across.chosen.connect(self.orientation_chosen)
        for role, group in self.groups.items():
            group.chosen.connect(lambda key, role=role: self.place_chosen.emit(role, key))
            group.said.connect(lambda said, role=role: self.once_said.emit(role, said))
        self.percent.clicked.connect(lambda _on: self._say_more())
        self.unit.textEdited.connect(lambda _text: self._say_more())
        self.polarity.chosen.connect(lambda _key: self._say_more())

    def _say_headers(self) -> None:
        self.headers_chosen.emit(int(self.last.value() or 0), int(self.count.value() or 1))

    def _say_more(self) -> None:
        self.more_said.emit(self.percent.isChecked(), self.unit.text(), self.polarity.value())

    # ---- showing

    def show_sheets(self, options: Sequence[tuple[str, str]], value: str, *, read: bool) -> None:
        """The sheets to choose from; nothing of it where there is only one."""
        self.sheet.set_options(list(options), value)
        self.sheet_field.setVisible(len(options) > 1)
        self.read.setVisible(len(options) > 1)
        self.read.setChecked(read)

    def show_recipe(self, sheet: SheetFound, recipe: Recipe, found: Looked | None) -> None:
        """What is said so far. *found* is None until it was looked at."""
        head, rows = sheet.head, sorted(recipe.header_rows)
        options = [(str(row), self._row_word(sheet, row)) for row in range(min(_MOST_HEAD_ROWS, len(head))) if any(head[row])]
        if str(rows[-1]) != self.last.value() or self.last.count() != len(options):
            self.last.clear()
            for key, word in options:
                self.last.addItem(word, key)
            self.last.set_value(str(rows[-1]))
        self.count.set_value(str(len(rows)))
        self.across.set_value(recipe.orientation)
        self.help.setText(ORIENTATION_HELP[recipe.orientation])
        for role, _label, roles, _hint in GROUPS:
            self._show_group(sheet, recipe, found, role, roles)
        self.percent.setChecked(recipe.percent)
        if not self.unit.hasFocus():
            self.unit.setText(recipe.unit)
        self.polarity.set_value(recipe.polarity)

    def _show_group(self, sheet: SheetFound, recipe: Recipe, found: Looked | None, role: Role, roles: Sequence[Role]) -> None:
        group = self.groups[role]
        long = recipe.orientation == "long"
        group.setVisible(_ANSWERED.get(recipe.orientation) != role and (long or role != "value"))
        options = [(str(place), self._column_word(sheet, recipe, place)) for place in range(min(width(sheet.head), 80))]
        if not long and role in ("period", "title"):
            options.insert(0, (IN_HEADINGS, "In the headings"))
        if role != "value":
            options.append((ONCE, "The same for all"))
        group.show_options(options, self._value(recipe, found, role, roles), recipe.fixed.get(role, ""))

    @staticmethod
    def _value(recipe: Recipe, found: Looked | None, role: Role, roles: Sequence[Role]) -> str:
        at = next((str(recipe.columns[one]) for one in roles if one in recipe.columns), "")
        if at or role in recipe.fixed:
            return at or ONCE
        columns = found.preview.values if found is not None else ()
        said = columns and all((one.period if role == "period" else one.code) for one in columns)
        return IN_HEADINGS if said and recipe.orientation != "long" and role in ("period", "title") else ""

    @staticmethod
    def _row_word(sheet: SheetFound, row: int) -> str:
        said = ", ".join(cell.strip() for cell in sheet.head[row][:8] if cell.strip())
        return f"Row {sheet.grid.number(row)}: {said[:60]}"

    @staticmethod
    def _column_word(sheet: SheetFound, recipe: Recipe, place: int) -> str:
        said = heading(sheet.head, recipe, place) or f"({text(sheet.head, max(recipe.header_rows) + 1, place)[:30] or 'empty'})"
        return f"Column {column_name(sheet.grid, place)}: {said[:40]}"
