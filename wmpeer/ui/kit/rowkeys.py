"""What keys do in tables and lists, as one table or list has it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMetaMethod

from wmpeer.ui.kit.keywords import KeyGroup, KeyLine

TITLE = "In tables and lists"


def row_keys(view: Any, *, copies: bool = False) -> KeyGroup:
    """The keys of *view* (a `Table` or `RecordList`): opening only where somebody listens, ticks only where there are any."""
    lines = [KeyLine(("Up", "Down"), "The row before, the row after")]
    if view.hears_letters():
        lines.append(KeyLine(("A to Z",), "The row whose name begins with what you type"))
    if view.isSignalConnected(QMetaMethod.fromSignal(view.opened)):
        lines.append(KeyLine(("Enter",), "Open what is chosen"))
    if view.records.has_ticks():
        lines.append(KeyLine(("Space",), "Tick, or take the tick away"))
    if copies:
        lines.append(KeyLine(("Ctrl+C",), "Copy the row"))
        if any(column.sorts() for column in view.records.columns):
            lines.append(KeyLine(("Tab",), "To the headings, where Space sorts"))
    return KeyGroup(TITLE, tuple(lines))
