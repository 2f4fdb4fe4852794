"""The checks of one letter, gravest first, each with the way to what mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wmpeer.letters.checks import Check
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.icons import pixmap
from wmpeer.ui.kit.kinds import Mark, mark
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.letters.links import Link

_STRENGTHS = {"must": "must", "should": "should", "information": "to-know"}


def check_mark(strength: str) -> Mark:
    """How a check of that strength is drawn."""
    return mark(_STRENGTHS[strength])


class _Row(QWidget):
    def __init__(self, check: Check, at: int, goes: bool, parent: CheckList) -> None:
        super().__init__(parent)
        self._mark = check_mark(check.strength)
        self._icon = QLabel()
        self._icon.setFixedWidth(24)
        word = Label(self._mark.word, tone=self._mark.tone if self._mark.loud else "ink2", weight=600)
        text = Label(check.sentence, wrap=True)
        head, column, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        for layout in (head, column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        head.addWidget(word)
        head.addStretch(1)
        self.link: Link | None = None
        if goes:
            self.link = Link("Go", name=f"check-go-{at}", said=f"Go to what mends it: {check.sentence}")
            self.link.clicked.connect(lambda: parent.go_asked.emit(check))
            head.addWidget(self.link)
        column.addLayout(head)
        column.addWidget(text)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{self._mark.word}: {check.sentence}")
        self._dress()
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        self._icon.setPixmap(pixmap(self._mark.icon, 16, self._mark.tone, self._mark.weight, self.devicePixelRatioF()))


class CheckList(QWidget):
    """`go_asked(check)` when a person wants to mend it."""

    go_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter-checks")
        self._checks: tuple[Check, ...] | None = None
        self._goes: frozenset[Check] = frozenset()
        self._links: list[Link] = []
        self._count = Label("", tone="ink2")
        self._count.setObjectName("letter-checks-count")
        head = QHBoxLayout()
        head.addWidget(Label("Checks", weight=600))
        head.addStretch(1)
        head.addWidget(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._rows)

    def set_checks(self, checks: tuple[Check, ...], goes: frozenset[Check]) -> None:
        """Show *checks*; those in *goes* have a way to what mends them."""
        if (checks, goes) == (self._checks, self._goes):
            return
        self._checks, self._goes = checks, goes
        focused = next((at for at, link in enumerate(self._links) if link.hasFocus()), None)
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self._links = []
        for at, check in enumerate(checks, start=1):
            row = _Row(check, at, check in goes, self)
            self._rows.addWidget(row)
            row.show()
            self._links += [row.link] if row.link else []
        tab_through(self, self._links)
        if focused is not None and self._links:
            self._links[min(focused, len(self._links) - 1)].setFocus()
        counts = [(sum(one.strength == strength for one in checks), word) for strength, word in _WORDS]
        self._count.setText(" · ".join(f"{count} {word}" for count, word in counts if count) or "nothing to say")


_WORDS = (("must", "must"), ("should", "should"), ("information", "to know"))
