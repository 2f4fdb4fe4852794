"""Frozen records as rows: what a cell shows, what a column is, and the table model that holds them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

CELL = Qt.ItemDataRole.UserRole
RECORD = Qt.ItemDataRole.UserRole + 1
TICKABLE = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows. `said` is what a screen reader says where the text alone would not do.

    `icon` stands before the text in `icon_tone`; `after` is an icon in the gutter behind a number; `bar` (0 to 1) a thin bar before it;
    `soft` tints the cell's ground in a hue (only flags are tinted); `parts` are further pieces beside the first;
    a `link` leads somewhere on a click.
    """

    text: str = ""
    icon: str = ""
    tone: str = "ink"
    icon_tone: str = ""
    icon_weight: str = "regular"
    weight: int = 400
    after: str = ""
    after_weight: str = "regular"
    bar: float | None = None
    bar_tone: str = "accent"
    soft: str = ""
    right: bool = False
    link: bool = False
    said: str = ""
    tip: str = ""
    parts: tuple[Cell, ...] = ()

    def words(self) -> str:
        """The cell for a screen reader, a copy or a test."""
        own = self.said or self.text
        return " ".join((own, *(part.words() for part in self.parts))).strip()


def _no_sort(_record: Any) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cell(record)` gives what it shows. Numbers stand at the right and have their `unit` in the heading.

    `width` in pixels; `stretch` takes what is left; where there is no room, columns with the highest `drop` go first (0 never goes).
    What stands in a `whole` column is not cut while others may go: it is as wide as its longest words.
    The sentences of a column that is to `wrap` go over as many lines as they need, and their rows grow.
    Without `sort` it sorts by its words; ``sort=None`` does not sort at all.
    """

    title: str
    cell: Callable[[Any], Cell | str]
    unit: str = ""
    number: bool = False
    width: int = 100
    stretch: bool = False
    drop: int = 0
    whole: bool = False
    wrap: bool = False
    sort: Callable[[Any], Any] | None = field(default=_no_sort)
    tip: str = ""

    def sorts(self) -> bool:
        return self.sort is not None

    def order(self, record: Any) -> tuple[bool, Any]:
        """For sorting: what has no value comes last."""
        value = self.cell_of(record).words().casefold() if self.sort is _no_sort else self.sort(record) if self.sort else None
        return value is None, 0 if value is None else value

    def cell_of(self, record: Any) -> Cell:
        shown = self.cell(record)
        return Cell(shown) if isinstance(shown, str) else shown


class RecordModel(QAbstractTableModel):
    """Records as rows of *columns*. *key* tells a record again after a reload (so the chosen one stays chosen)."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Hashable] = lambda record: record,
        tickable: Callable[[Any], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._tickable = tickable
        self._given: list[Any] = []
        self._records: list[Any] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._ticked: set[Hashable] = set()
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_records(self, records: Sequence[Any]) -> None:
        """Show *records* in their own order, or in the one a person chose."""
        self.beginResetModel()
        self._given = list(records)
        self._order()
        self._ticked &= {self.key(record) for record in self._given}
        self.endResetModel()

    def look_again(self) -> None:
        """The same records say other things: their rows stay where they are, and so does what stands in them."""
        self._cells.clear()
        if self._records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, len(self.columns) - 1))

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self._sorted = None
        self._order()
        self.endResetModel()

    def records(self) -> list[Any]:
        """The records in the order shown."""
        return list(self._records)

    def record(self, row: int) -> Any:
        return self._records[row]

    def row_of(self, key: Hashable) -> int:
        """The row of the record with *key*, or -1."""
        return next((row for row, record in enumerate(self._records) if self.key(record) == key), -1)

    def cell(self, row: int, column: int) -> Cell:
        if (row, column) not in self._cells:
            self._cells[row, column] = self.columns[column].cell_of(self._records[row])
        return self._cells[row, column]

    def has_ticks(self) -> bool:
        return self._tickable is not None

    def ticked(self) -> list[Any]:
        """The ticked records, in the order shown."""
        return [record for record in self._records if self.key(record) in self._ticked]

    def set_ticked(self, keys: Sequence[Hashable]) -> None:
        self._ticked = {self.key(record) for record in self._records if self._may_tick(record)} & set(keys)
        self._say_ticks()

    def toggle(self, row: int) -> None:
        record = self._records[row]
        if self._may_tick(record):
            self._ticked ^= {self.key(record)}
            self._say_ticks()

    def _may_tick(self, record: Any) -> bool:
        return self._tickable is not None and self._tickable(record)

    def _say_ticks(self) -> None:
        if self._records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, 0))
        self.ticks_changed.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By *column*; -1 goes back to the records' own order."""
        self.layoutAboutToBeChanged.emit()
        before = self._records
        self._sorted = (column, order) if column >= 0 and self.columns[column].sorts() else None
        self._order()
        places = {id(record): row for row, record in enumerate(self._records)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(places[id(before[index.row()])], index.column()) for index in old])
        self.layoutChanged.emit()

    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        return self._sorted

    def _order(self) -> None:
        self._cells.clear()
        self._records = list(self._given)
        if self._sorted is None:
            return
        at, order = self._sorted
        column = self.columns[at]
        present = [record for record in self._records if not column.order(record)[0]]
        absent = [record for record in self._records if column.order(record)[0]]
        present.sort(key=lambda record: column.order(record)[1], reverse=order == Qt.SortOrder.DescendingOrder)
        self._records = present + absent

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column).words()
        if role == CELL:
            return self.cell(row, column)
        if role == RECORD:
            return self._records[row]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[column].title}: {self.cell(row, column).words() or 'empty'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(row, column).tip or None
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and self._tickable is not None:
            return Qt.CheckState.Checked if self.key(self._records[row]) in self._ticked else Qt.CheckState.Unchecked
        if role == TICKABLE:
            return self._may_tick(self._records[row])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}, {column.unit}" if column.unit else column.title
        return (column.tip or None) if role == Qt.ItemDataRole.ToolTipRole else None
