"""Tags of a finding: typed and searched, as many as fit; the chosen ones stand below and go with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from wmpeer.region.framework import Tag
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import TextField
from wmpeer.ui.kit.flow import Flow
from wmpeer.ui.kit.focus import tab_through


class TagPicker(QWidget):
    """`changed()` when a tag comes or goes. Typing searches anywhere in a tag's words; Enter takes the first that fits."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(hint="Tags: type to search", name="finding-tags")
        self.field.setAccessibleName("Tags")
        self._tags: dict[str, Tag] = {}
        self._chosen: list[str] = []
        self._box = QWidget()
        self._flow = Flow()
        self._box.setLayout(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._box)
        self._box.hide()
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)

    def set_tags(self, tags: Sequence[Tag]) -> None:
        """What may be chosen."""
        if list(self._tags) == [tag.code for tag in tags]:
            return
        self._tags = {tag.code: tag for tag in tags}
        completer = QCompleter([tag.word for tag in tags], self.field)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)  # the completer writes into the field first
        self.field.setCompleter(completer)

    def value(self) -> tuple[str, ...]:
        """The codes chosen, in the order they were."""
        return tuple(self._chosen)

    def set_value(self, codes: Sequence[str]) -> None:
        self._chosen = [code for code in codes if code in self._tags]
        self.field.clear()
        self._show()

    def _take(self, word: str) -> None:
        code = next((tag.code for tag in self._tags.values() if tag.word == word), "")
        self.field.clear()
        if code and code not in self._chosen:
            self._chosen.append(code)
            self._show()
            self.changed.emit()

    def _entered(self) -> None:
        typed = self.field.text().strip().casefold()
        fits = [tag.word for tag in self._tags.values() if typed and typed in tag.word.casefold()]
        if fits:
            self._take(fits[0])

    def _drop(self, code: str) -> None:
        self._chosen.remove(code)
        self._show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        buttons: list[QWidget] = []
        for code in self._chosen:
            button = Button(self._tags[code].word, "dense", "x", name=f"tag-{code}", tip="Take this tag away", parent=self._box)
            button.setAccessibleName(f"Tag {self._tags[code].word}, take away")
            button.clicked.connect(lambda _checked=False, code=code: self._drop(code))
            self._flow.addWidget(button)
            button.show()
            buttons.append(button)
        tab_through(self.field, buttons)
        self._box.setVisible(bool(self._chosen))
        self._box.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        backwards = watched is self.field and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backspace
        if backwards and not self.field.text() and self._chosen:
            self._drop(self._chosen[-1])
            return True
        return False
