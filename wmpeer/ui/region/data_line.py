"""How the region's data stands, in a line that leads to the quarter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wmpeer.ui.kit.labels import Label
from wmpeer.ui.region.sentences import Icon


class DataLine(QWidget):
    """`followed(section)` when a person goes to the quarter. One line high also while it has no words, so that nothing jumps."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("data-line")
        self._icon = Icon("chart-line", "ink2")
        self.text = Label("", tone="ink2", links=True)
        self.text.setObjectName("data-line-text")
        self.text.setMinimumHeight(18)
        self.text.linkActivated.connect(self.followed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        self._icon.hide()

    def set_news(self, due: str, restated: str) -> None:
        """The two sentences; each leads to its list."""
        told = [f'<a href="{section}">{words}</a>' for section, words in (("expected", due), ("changed", restated)) if words]
        self.text.setText(" &nbsp; ".join(told))
        self._icon.setVisible(bool(told))
