"""What assistive technology hears of a reading pane: its name, the page, and the words on view."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

MOST_CHARACTERS = 20_000
_kept: dict[int, QAccessibleInterface] = {}


class Reader(QAccessibleWidget):
    """A pane as a document whose value is the text on view."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane, QAccessible.Role.Document, "")
        self._pane = pane

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return visible_text(self._pane)
        if kind == QAccessible.Text.Name:
            return self._pane.accessibleName()
        if kind == QAccessible.Text.Description:
            return describe(self._pane)
        return super().text(kind)

    @staticmethod
    def page_turned(pane: QWidget) -> None:
        """Tell whoever listens that other words are on view."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(pane, QAccessible.Event.ValueChanged))


def visible_text(pane: QWidget) -> str:
    """The words of the pages or passages on view, or the chosen words where there are some."""
    text = pane.chosen_words() or "\n".join(pane.heard(unit) for unit in pane.visible_units())
    return text[:MOST_CHARACTERS]


def describe(pane: QWidget) -> str:
    page, of = pane.page_of(pane.visible_units().start) if pane.unit_count() else (0, 0)
    where = f"Page {page} of {of}. " if of else ""
    marks = f"{len(pane.marks)} marks. " if len(pane.marks) else ""
    keys = "F7 for a caret, Shift with the arrows chooses words; S, H, C, Q, X or I marks them; M goes to the next mark."
    return where + marks + keys


def _factory(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    from wmpeer.ui.reading.pane import ReadingPane

    if not isinstance(thing, ReadingPane):
        return None
    name = id(thing)
    _kept[name] = Reader(thing)  # Qt does not keep the Python half
    thing.destroyed.connect(lambda: _kept.pop(name, None))
    return _kept[name]


_installed = False


def install() -> None:
    """Tell Qt about the panes, once in a process."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_factory)
