"""What a widget that paints itself is to a screen reader: a chart, a button. Qt calls every such widget a mere client area."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_PROPERTY = "accessible_role"
_kept: dict[int, QAccessibleInterface] = {}
_installed = False


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let assistive technology know *widget* as a *role*; its name and description are its own."""
    global _installed
    widget.setProperty(_PROPERTY, role.value)
    if not _installed:
        _installed = True
        QAccessible.installFactory(_factory)


def _factory(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = thing.property(_PROPERTY) if isinstance(thing, QWidget) else None
    if role is None:
        return None
    name = id(thing)
    _kept[name] = QAccessibleWidget(thing, QAccessible.Role(role), "")  # Qt does not keep the Python half
    thing.destroyed.connect(lambda: _kept.pop(name, None))
    return _kept[name]
