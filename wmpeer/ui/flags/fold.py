"""The flags of an area on its card in Read & judge: folded, with how many wait for an answer; unfolded, the list and the answers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.ui.flags.desk import FlagDesk, Flags
from wmpeer.ui.flags.panel import FlagPanel
from wmpeer.ui.flags.words import count_words
from wmpeer.ui.kit.parts import Fold


class FlagsFold(QWidget):
    """Its panel is made when it is unfolded for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card-flags")
        self._desk: FlagDesk | None = None
        self._authority, self._area = "", ""
        self.panel: FlagPanel | None = None
        body = QWidget()
        self._place = QVBoxLayout(body)
        self._place.setContentsMargins(0, 4, 0, 4)
        self.fold = Fold("Flags", body, open=False, name="flags-fold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self.fold.folded.connect(lambda _folded: self._fill())

    def show_area(self, authority: str, area: str) -> None:
        """Show the flags of an area of *authority* (ONS code)."""
        if self._desk is None:
            self._desk = FlagDesk.of(self)
            if self._desk is None:
                return
            self._desk.came.connect(self._came)
        self._authority, self._area = authority, area
        flags = self._desk.want(authority)
        self.fold.set_note("reading …" if flags is None else self._note(flags))
        self._fill()

    def _came(self, flags: Flags) -> None:
        if flags.authority == self._authority:
            self.fold.set_note(self._note(flags))

    def _note(self, flags: Flags) -> str:
        lines = flags.of_area(self._area)
        return "" if flags.aside else count_words(len(lines), len(flags.unanswered(lines)))

    def _fill(self) -> None:
        if not self.fold.is_open() or not self._authority or self._desk is None:
            return
        if self.panel is None:
            self.panel = FlagPanel(beside=False)
            self.panel.set_desk(self._desk)
            self._place.addWidget(self.panel)
        area = self._area
        self.panel.show_flags(self._authority, lambda flags: flags.of_area(area))
