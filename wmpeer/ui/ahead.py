"""The large parts of a screen, made before it: one a turn of the event loop, for to make them in one go holds the window up."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
_waiting: dict[type[QWidget], QWidget] = {}


def is_made(kind: type[QWidget]) -> bool:
    """Whether one of that kind waits to be taken."""
    return kind in _waiting


def make(kind: type[QWidget]) -> None:
    """Make a widget for the screen that will take it."""
    _waiting[kind] = kind()


def take(kind: type[W]) -> W:
    """The widget that waits, or a new one."""
    made = _waiting.pop(kind, None)
    return made if isinstance(made, kind) else kind()
