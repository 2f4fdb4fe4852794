"""What a person presses everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut

from wmpeer.ui.kit.theme import theme

if TYPE_CHECKING:
    from wmpeer.ui.frame import Frame


def bind_keys(frame: Frame) -> None:
    """Bind the keys of the whole window to *frame*'s central widget."""
    keys: list[tuple[str, Callable[[], Any]]] = [
        ("Ctrl+K", frame.open_search),
        ("Ctrl+Alt+Up", lambda: frame.step_authority(-1)),
        ("Ctrl+Alt+Down", lambda: frame.step_authority(1)),
        ("Alt+Left", frame.back),
        ("Alt+Right", frame.forward),
        ("Ctrl+Z", frame.keeping.undo_pressed),
        ("Ctrl+Shift+Z", frame.keeping.redo_pressed),
        ("Ctrl+Y", frame.keeping.redo_pressed),
        ("Ctrl++", lambda: theme().step_reading(1)),
        ("Ctrl+=", lambda: theme().step_reading(1)),
        ("Ctrl+-", lambda: theme().step_reading(-1)),
        ("Ctrl+0", lambda: theme().set_reading_pixels(16)),
        ("F6", lambda: frame.next_part(1)),
        ("Shift+F6", lambda: frame.next_part(-1)),
        ("F1", frame.help_asked.emit),
    ]
    keys += [(f"Ctrl+{n}", lambda n=n: frame.go_number(n)) for n in range(1, 10)]
    for key, act in keys:  # on the central widget: a question over the window disables it, and with it these keys
        QShortcut(QKeySequence(key), frame.centralWidget()).activated.connect(act)
