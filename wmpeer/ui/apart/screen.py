"""Differences: what two laptops said differently about one thing, settled by who may, one by one or later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wmpeer.journal.workspace import Changed
from wmpeer.judging.actions import settle, settle_with_both
from wmpeer.judging.apart import difference_history
from wmpeer.judging.apart_records import Difference
from wmpeer.judging.history import HistoryStep
from wmpeer.judging.records import Kept
from wmpeer.ui.apart.detail import Detail
from wmpeer.ui.apart.layout import ALL, MINE, NOTHING, ApartLayout
from wmpeer.ui.apart.records import ApartFound, Key, apart_found, key_of
from wmpeer.ui.apart.words import sentence
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.history import open_sheet
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.message import announce
from wmpeer.ui.places import ApartPlace

_STEP = 60
"""Pixels that one key scrolls the page."""


class ApartScreen(ApartLayout):
    """Reached from Check, from an authority's letter, and by its name in the search (`ApartPlace`)."""

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.found: ApartFound | None = None
        self.detail: Detail | None = None
        self._written: dict[Key, str] = {}
        self._wanted: Key | str = ""
        self.back.clicked.connect(lambda: self.go("check"))
        self.mode.chosen.connect(lambda _key: self._show_rows())
        self.filter.chosen.connect(lambda _code: self._show_rows())
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._opened)

    # -- what is shown

    def reload(self) -> None:
        self.fetch(lambda: self.workspace.read(apart_found, self.workspace.readers), self._came)

    def _came(self, found: ApartFound) -> None:
        self.found = found
        self._names = dict(found.names)
        there = {one.authority for one in found.lines}
        chosen = self.filter.value()
        options = (("", "All authorities"), *((code, name) for code, name in found.names.items() if code in there))
        self.filter.set_options(options, chosen if chosen in there else "")
        mine = sum(one.may for one in found.lines)
        self.mode.set_options([(ALL, f"All: {len(found.lines)}"), (MINE, f"For you: {mine}")])
        self._show_rows()

    def rows(self) -> tuple[Difference, ...]:
        """What is listed: of the authority chosen, and for the reader alone where they say so."""
        if self.found is None:
            return ()
        code, mine = self.filter.value(), self.mode.value() == MINE
        return tuple(one for one in self.found.lines if (not code or one.authority == code) and (one.may or not mine))

    def _show_rows(self) -> None:
        found, rows = self.found, self.rows()
        if found is None:
            return
        self.sentence.setText(sentence(found.lines) if found.lines else "")
        self._head.setVisible(bool(found.lines) and not (self.room == "short" and self._part == 1))
        focused = self.window().focusWidget()
        if not rows and focused is not None and self.splitter.isAncestorOf(focused):
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)  # else the ring would go round all that is empty
        self.whole.setCurrentIndex(0 if rows else 1)
        self.empty.set_words(*NOTHING if not found.lines else ("Nothing of these.", "Others wait under “All”, or at other authorities."))
        self.list.set_records(rows)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._choose(wanted)
        if rows and self.list.current() is None:
            self.list.setCurrentIndex(self.list.records.index(0, 0))
        current = self.list.current()
        if current is None:
            self._show_nothing()
        elif self.detail is None or self.detail.one != current:
            self._show(current)

    def _choose(self, wanted: Key | str) -> None:
        """A difference, or the first one of a record."""
        key = next((key_of(one) for one in self.rows() if wanted in (key_of(one), one.entity)), None)
        if key is not None:
            self.list.choose(key)

    def _show_nothing(self) -> None:
        self._keep_typed()
        self.detail = None
        self.show_page(None)

    def _show(self, one: Difference) -> None:
        if self.found is None:
            return
        self._keep_typed()
        detail = Detail(one, self.found)
        detail.settled.connect(self._settle)
        detail.history_asked.connect(self._show_history)
        detail.later.connect(self._later)
        self.detail = detail
        self.show_page(detail)
        if key_of(one) in self._written:
            detail.write_anew(self._written.pop(key_of(one)), focus=False)

    def _opened(self, one: Difference) -> None:
        """Enter: to the first button of what is chosen."""
        self.turn_to(1)
        if self.detail is not None:
            first = self.detail.cards[0].take if one.may else self.detail.history
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_typed(self) -> None:
        """Words that nobody has kept yet wait for whoever comes back to the difference."""
        if self.detail is not None and self.detail.unwritten() and self.detail.text is not None:
            self._written[key_of(self.detail.one)] = self.detail.text.toPlainText()

    # -- answers

    def _settle(self, one: Difference, way: str, what: Any) -> None:
        """Write the answer, and go on to the next one that this person may settle."""
        rows = self.rows()
        at = next((place for place, row in enumerate(rows) if key_of(row) == key_of(one)), 0)
        left = [row for row in (*rows[at + 1 :], *rows[:at]) if row.may and key_of(row) != key_of(one)]
        workspace = self.workspace

        def act(_progress: Any) -> Changed | None:
            return answer(workspace, one, way, what).changed

        def told() -> None:
            self._written.pop(key_of(one), None)
            if self.detail is not None and key_of(self.detail.one) == key_of(one):
                self.detail.put_away()
            if left:
                self._wanted = key_of(left[0])
                announce(self.list, f"Settled. {len(left)} left for you.")
            else:
                self.say("Everything that is yours is settled.", "Ctrl+Z takes the last answer back.", "success")
            if self.room != "short" and self.list.isVisible():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reload()

        self.do(act, then=told)

    def _later(self) -> None:
        """It stays as it is; the next one."""
        self.step(1)

    def step(self, step: int) -> None:
        """To the next difference, or the one before; it stops at the ends and says so."""
        at, total = self.list.currentIndex().row() + step, self.list.records.rowCount()
        if 0 <= at < total:
            self.list.setCurrentIndex(self.list.records.index(at, 0))
        elif total:
            self.say("This is the last one." if step > 0 else "This is the first one.", "What is not settled stays in this list.")

    def _show_history(self, one: Difference) -> None:
        workspace = self.workspace

        def came(steps: tuple[HistoryStep, ...]) -> None:
            open_sheet(self, f"How it came about: {one.title}", steps)

        self.fetch(
            lambda: workspace.read(difference_history, workspace.file.slot, workspace.readers, one.entity, one.kind), came, key="history"
        )

    # -- places and keys

    def place(self) -> Any:
        current = self.list.current()
        return ApartPlace(self.filter.value(), *(key_of(current) if current is not None else ("", "")))

    def go_to(self, place: Any) -> None:
        if not isinstance(place, ApartPlace):
            return
        self._wanted = (place.entity, place.field) if place.field else place.entity
        self.mode.set_value(ALL)
        if self.found is not None:
            self.filter.set_value(place.authority if self.filter.findData(place.authority) >= 0 else "")
            self._show_rows()
        else:
            self.filter.set_options((("", "All authorities"), *([(place.authority, "")] if place.authority else [])), place.authority)

    def may_leave(self) -> bool:
        self._keep_typed()
        if self._written:
            self.say("Words that settle a difference are not kept yet.", "Keep them, or press Esc in the field to leave them.", "warning")
        return not self._written

    def unwind(self) -> bool:
        """Esc: the field, then the list, then the choice of one authority."""
        detail = self.detail
        if detail is not None and detail.put_away():
            self._written.pop(key_of(detail.one), None)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.room == "short" and self._part == 1:
            self.turn_to(0)
            return True
        if self.filter.value():
            self.filter.set_value("")
            self._show_rows()
            return True
        return False

    def key_group(self) -> KeyGroup:
        lines = [KeyLine(("N",), "Next difference"), KeyLine(("P",), "Previous difference"), KeyLine(("H",), "How it came about"),
                 KeyLine(("L",), "Later: it stays as it is"), KeyLine(("Page down", "Page up"), "Scroll what is shown")]  # fmt: skip
        if self.detail is not None and self.detail.one.may:
            lines += [KeyLine(tuple(str(at) for at in range(1, min(9, len(self.detail.cards)) + 1)), "Settle it as this side says")]
            if self.detail.one.free:
                lines += [KeyLine(("B",), "Keep both texts, one after the other"), KeyLine(("W",), "Write it anew")]
        return KeyGroup("Differences", tuple(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        detail = self.detail
        typing = detail is not None and detail.text is not None and detail.text.hasFocus()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = None if typing or detail is None or held else self._act(event.key(), detail)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act(self, key: int, detail: Detail) -> Callable[[], Any] | None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return lambda: detail.take(key - Qt.Key.Key_0)
        acts: dict[int, Callable[[], Any]] = {
            Qt.Key.Key_N: lambda: self.step(1), Qt.Key.Key_P: lambda: self.step(-1), Qt.Key.Key_L: self._later,
            Qt.Key.Key_H: lambda: self._show_history(detail.one), Qt.Key.Key_B: detail.keep_both, Qt.Key.Key_W: detail.write_anew,
            Qt.Key.Key_PageDown: lambda: self._scroll(1), Qt.Key.Key_PageUp: lambda: self._scroll(-1),
        }  # fmt: skip
        return acts.get(key)

    def _scroll(self, way: int) -> None:
        if self.page is not None:
            bar = self.page.verticalScrollBar()
            bar.setValue(bar.value() + way * max(_STEP, self.page.viewport().height() - _STEP))


def answer(workspace: Any, one: Difference, way: str, what: Any) -> Kept:
    """Settle *one* the way it was chosen: ``side`` with a revision, ``value``, or ``both``."""
    if way == "both":
        return settle_with_both(workspace, one.entity, one.field)
    if way == "side":
        return settle(workspace, one.entity, one.field, revision=what)
    return settle(workspace, one.entity, one.field, value=what)
