"""Filters of the search as chips over what was found: what is typed and what is clicked are one and the same words in the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.found import Choices, Filtering
from wmpeer.ui.kit.icons import icon

HEIGHT = 34
_LONGEST = 16
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Up)
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FilterRow(QWidget):
    """One chip a filter, with a menu of what it may be; a chosen one says its value. `filled(text)` is what the field should say then,
    `left()` when the keys go back to the field."""

    filled = Signal(str)
    left = Signal()
    away = Signal()
    """The focus went from a chip to another place by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search-filters")
        self.setFixedHeight(HEIGHT)
        self._filtering: Filtering | None = None
        self._text = ""
        self._choices: tuple[Choices, ...] = ()
        self.chips: dict[str, Button] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 6)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()

    def set_filtering(self, filtering: Filtering | None) -> None:
        self._filtering = filtering
        self.setVisible(filtering is not None and bool(self._choices))

    def set_choices(self, choices: Sequence[Choices]) -> None:
        """What there is to choose from; a filter with nothing to choose has no chip."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            while self.chips:
                _, chip = self.chips.popitem()
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            for at, one in enumerate([one for one in self._choices if one.values]):
                self.chips[one.name] = chip = self._chip(one)
                self._row.insertWidget(at, chip)
        self.setVisible(self._filtering is not None and bool(self.chips))
        self.show_text(self._text)

    def _chip(self, choices: Choices) -> Button:
        chip = Button(choices.word, "dense", name=f"filter-{choices.name}", parent=self)
        chip.setCheckable(True)
        menu = QMenu(chip)
        menu.setObjectName(f"filter-{choices.name}-menu")
        menu.aboutToShow.connect(lambda: self._fill(menu, choices))
        chip.setMenu(menu)
        chip.installEventFilter(self)
        return chip

    def _fill(self, menu: QMenu, choices: Choices) -> None:
        menu.clear()
        now = self._chosen(choices)
        for value, words in (("", choices.every), *choices.values):
            action = menu.addAction(words)
            action.setData(value)
            if words == now or (not value and not now):
                action.setIcon(icon("check"))
            action.triggered.connect(lambda _checked=False, value=value: self._take(choices.name, value))

    def _take(self, name: str, value: str) -> None:
        if self._filtering is not None:
            self.filled.emit(self._filtering.put(self._text, name, value))

    def show_text(self, text: str) -> None:
        """The field says *text*."""
        self._text = text
        for choices in self._choices:
            chip = self.chips.get(choices.name)
            if chip is None:
                continue
            now = self._chosen(choices)
            short = now if len(now) <= _LONGEST else now[: _LONGEST - 1].rstrip() + "…"
            chip.set_words(f"{choices.word}: {short}" if now else choices.word)
            chip.setToolTip(f"{choices.word}: {now or choices.every}")
            chip.setAccessibleName(f"{choices.word}: {now or choices.every}")
            chip.setChecked(bool(now))

    def _chosen(self, choices: Choices) -> str:
        """In words what a filter is set to: as it is listed, or as it was typed."""
        typed = self._filtering.chosen(self._text, choices.name) if self._filtering is not None else ""
        said = typed.casefold()
        return next((words for value, words in choices.values if said in (value.casefold(), words.casefold())), typed)

    def step_into(self) -> bool:
        """Put the focus on the first chip and say whether there is one."""
        first = next(iter(self.chips.values()), None) if self.isVisible() else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on a chip: Tab and the arrows to its neighbours, Enter and Down open it, Esc and the ends go back to the field."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self.away.emit()
        if not isinstance(event, QKeyEvent) or not isinstance(watched, Button) or event.type() == QEvent.Type.KeyRelease:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:  # or Esc would close the whole search
            event.setAccepted(event.key() in _BACK)
            return event.isAccepted()
        chips = list(self.chips.values())
        at, key = chips.index(watched), event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Backtab, Qt.Key.Key_Left):
            at += 1 if key in (Qt.Key.Key_Tab, Qt.Key.Key_Right) else -1
            if 0 <= at < len(chips):
                chips[at].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.left.emit()
        elif key in _BACK:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space):
            watched.showMenu()
        else:
            return super().eventFilter(watched, event)
        return True
