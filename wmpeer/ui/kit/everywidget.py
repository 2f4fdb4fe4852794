"""Python learns every kind of widget: imported off the GUI thread, it spares that thread the time it takes when a widget that Qt made is
first named (a scrolled pane's viewport, say)."""

from __future__ import annotations

import PySide6.QtWidgets

for _name in tuple(vars(PySide6.QtWidgets)):
    getattr(PySide6.QtWidgets, _name)
