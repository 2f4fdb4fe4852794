"""The pages of Data with a screen reader's eyes: whatever Tab reaches, and every cell of what is shown there, in the order it is reached.

The listing is kept in ``tests/expected/ui``: after a change of the pages run with ``--update-expected`` and read what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QWidget

from wmpeer.ui.data import one_reading, profile
from wmpeer.ui.data.kinds import PAGES

TODAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_MOMENT = re.compile(r"\d{1,2} \w+ \d{4}, \d\d:\d\d")


def reached(screen: QWidget) -> Iterator[QWidget]:
    """What Tab goes through on *screen*, in that order."""
    here = screen
    while (here := here.nextInFocusChain()) is not screen:
        if here.isVisible() and here.isEnabled() and here.focusPolicy() & Qt.FocusPolicy.TabFocus and screen.isAncestorOf(here):
            yield here


def told(widget: QWidget) -> Iterator[str]:
    """Its role and name; of a table or a list every heading and cell."""
    one = QAccessible.queryAccessibleInterface(widget)
    yield f"{one.role().name}: {said(one)}"
    if isinstance(widget, QAbstractItemView):
        for at in range(one.childCount()):
            child = one.child(at)
            if child is None or child.role() in (QAccessible.Role.Pane, QAccessible.Role.NoRole):
                continue
            if child.role() == QAccessible.Role.ColumnHeader:
                yield f"    heading: {said(child)}"
            elif child.role() == QAccessible.Role.RowHeader:
                yield f"  {said(child) or '-'}"
            else:
                yield f"    {said(child)}"


def said(one: QAccessibleInterface) -> str:
    name, more = one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Description)
    text = f"{name} ({more})" if more and more != name else name
    return _MOMENT.sub("<moment>", " ".join(text.split()))


def test_that_a_screen_reader_is_told_every_control_and_every_cell(window, expected, monkeypatch: pytest.MonkeyPatch):
    for module in (profile, one_reading):
        monkeypatch.setattr(module, "now", lambda: TODAY)
    window.in_area("leaders")
    lines: list[str] = []
    unnamed: list[str] = []
    for mode in (kind.mode for kind in PAGES):
        window.click(f"mode-{mode}")
        lines += ["", f"# {mode}"]
        for widget in reached(window.screen):
            found = list(told(widget))
            unnamed += [f"{mode}: {widget.objectName() or type(widget).__name__}"] if found[0].endswith(": ") else []
            lines += found
    assert unnamed == []
    expected("ui/data.txt", "\n".join(lines).strip() + "\n")
