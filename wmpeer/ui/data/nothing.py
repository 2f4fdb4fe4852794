"""What stands in the middle of Data where nothing is loaded that the page could show: what belongs there, and how it comes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.ui.data.records import Figures
from wmpeer.ui.kit.empty import EmptyState

_NONE = "No figures are here yet"
_LOAD = "Load the tables of the Department for Education on the page Region: drop the files there, or a folder of them."


class Nothing(QWidget):
    """*load* leads to where tables are loaded."""

    def __init__(self, load: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState("chart-line", _NONE, _LOAD, (("Load tables", "tray-arrow-down", load),), name="no-figures")
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 20, 20, 20)
        place.addStretch(2)
        middle = QHBoxLayout()  # in a row, not aligned: an aligned widget is not asked how tall its words are at its width
        place.addLayout(middle)
        middle.addStretch(1)
        middle.addWidget(self.empty, 100)
        middle.addStretch(1)
        place.addStretch(3)

    def say(self, figures: Figures | None) -> None:
        """Say why there is nothing: no table at all, or none that has the authority."""
        beside = " What needs no figure stands on the pages above." if figures is not None and figures.any_loaded else ""
        if figures is not None and figures.loaded:
            lacking = "The tables that are loaded do not have this authority. Load those that do on the page Region."
            self.empty.set_words(f"No figures of {figures.name} are here", lacking + beside)
        else:
            self.empty.set_words(_NONE, _LOAD + beside)
