"""Versions: what changed between two versions, passage by passage, and the passages behind findings that a person is to settle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wmpeer.documents.changes import Fate, PassageChange
from wmpeer.documents.changes_words import word_marks
from wmpeer.documents.records import Passage
from wmpeer.journal.workspace import Changed
from wmpeer.judging.actions import accept_passage, accept_picture, choose_passage, keep_passage_lost
from wmpeer.judging.clips import clipping
from wmpeer.judging.clips_again import NOT_COMPARED
from wmpeer.judging.compared import compare_clips
from wmpeer.judging.moved import ClipSpot, MovedClip, MovedEvidence
from wmpeer.judging.records import Kept, PassageLine
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.message import announce
from wmpeer.ui.versions.layout import ALL, CHANGES, SETTLE, VersionsLayout
from wmpeer.ui.versions.panes import VersionPane
from wmpeer.ui.versions.records import Beside, Moved, VersionsFound, VersionsPlace, versions_found
from wmpeer.ui.versions.words import FATES, change_counts, day, news, why

_FILTERS = (Fate.CHANGED, Fate.ADDED, Fate.REMOVED, Fate.MOVED)


class VersionsScreen(VersionsLayout):
    """Reached from Read & judge where a newer version stands, and by its name in the search."""

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.found: VersionsFound | None = None
        self._old = ""
        self._later: VersionsPlace | None = None
        self._candidates: tuple[PassageLine | ClipSpot, ...] = ()
        self._compared: set[str] = set()
        self._candidate = -1
        self._looked = -1
        self.setFocusProxy(self.moves)
        self.mode.chosen.connect(lambda _key: self._show_mode())
        self.filter.chosen.connect(lambda _key: self._show_rows())
        self.moves.chosen.connect(self._show_moved)
        self.changes.chosen.connect(self._show_change)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.go("read", self.authority))
        self.accept.clicked.connect(self._accept)
        self.use.clicked.connect(self._use)
        self.lost.clicked.connect(self._keep_lost)
        self.other.clicked.connect(self._next_place)
        self.look.returnPressed.connect(self._look)
        self.look.textChanged.connect(lambda _text: setattr(self, "_looked", -1))
        self.new.chosen.connect(self._dress_buttons)

    # -- reading what is kept

    def set_authority(self, authority: str) -> None:
        if authority != self.authority:
            self.found, self._old = None, ""
        super().set_authority(authority)

    def reload(self) -> None:
        if not self.authority:
            return
        authority, old, known = self.authority, self._old, self.found.beside if self.found else None
        self.fetch(lambda: versions_found(self.workspace, authority, old, known), self._came)

    def _came(self, found: VersionsFound) -> None:
        if found.authority != self.authority:
            return
        first = self.found is None
        self.found = found
        if found.beside is None:
            words = "When the authority sends its self-evaluation again, what changed and what it means for your findings stands here."
            self.empty.set_words(f"{found.name} has sent one version only.", words)
            self.sentence.setText("")
        self.whole.setCurrentIndex(0 if found.beside else 1)
        for part in (self.mode, self.which):
            part.setVisible(found.beside is not None)
        if found.beside is not None:
            self._show_versions(found, found.beside)
            waiting = sum(one.waits for one in self._moved())
            if first or not self.mode.value():
                self.mode.set_value(SETTLE if self._moved() else CHANGES)
            self.mode.set_options([(SETTLE, f"To settle: {waiting}"), (CHANGES, f"What changed: {len(found.beside.comparison.changes)}")])
            self._show_mode()
        self._compare()
        later, self._later = self._later, None
        if later is not None:
            self.go_to(later)

    def _compare(self) -> None:
        """Pictures that were not looked for yet, because the program was ended in between, are looked for now, once."""
        waiting = {one.newest for one in self._moved() if one.reason == NOT_COMPARED} - self._compared
        if waiting:
            self._compared |= waiting
            self.do(lambda progress: compare_clips(self.workspace, progress), then=self.reload, title="Laying pages side by side")

    def _moved(self) -> tuple[Moved, ...]:
        """The passages of the versions before the newest one of the document shown."""
        found = self.found
        if found is None or found.beside is None:
            return ()
        return tuple(one for one in found.moved if one.newest == found.beside.new.sha256)

    def _show_versions(self, found: VersionsFound, beside: Beside) -> None:
        old, new = f"Version {beside.old.version}", f"version {beside.new.version}"
        self.which.set_words(f"{old} beside {new}")
        self.which.setToolTip(f"{beside.old.name} · {beside.new.name}")
        self.old.set_head(f"{old} · {day(beside.old.loaded_at)}")
        self.new.set_head(f"{new.capitalize()} · {day(beside.new.loaded_at)}")
        self.menu.clear()
        for versions in found.every:
            for line in versions.earlier:
                action = self.menu.addAction(
                    f"{line.name} (version {line.version}, {day(line.loaded_at)}) beside version {versions.newest.version}"
                )
                action.triggered.connect(lambda _checked=False, sha=line.sha256: self._choose_old(sha))

    def _choose_old(self, sha256: str) -> None:
        self._old = sha256
        self.reload()

    # -- the lists

    def _show_mode(self) -> None:
        settling = self.mode.value() != CHANGES
        self.lists.setCurrentIndex(0 if settling else 1)
        self.settling.setVisible(settling)
        self.setFocusProxy(self.moves if settling else self.changes)
        beside = self.found.beside if self.found else None
        if beside is None:
            return
        if settling:
            self.sentence.setText(news(self._moved(), beside.new.loaded_at))
        else:
            self.sentence.setText(change_counts(beside.comparison))
            counts = [(fate.value, f"{FATES[fate][2]} {beside.comparison.count(fate)}") for fate in _FILTERS]
            kept = self.filter.value() or ALL
            self.filter.set_options([(ALL, "All"), *counts])
            self.filter.set_value(kept)
        self.filter.setVisible(not settling)
        self._show_rows()

    def _show_rows(self) -> None:
        beside = self.found.beside if self.found else None
        if beside is None:
            return
        rows = self._rows()
        listed = self._list()
        listed.set_records(rows)
        if rows and listed.current() is None:
            listed.setCurrentIndex(listed.records.index(0, 0))
        elif rows:
            self._show_current()
        else:
            nothing = "Nothing of yours rests on the earlier version." if listed is self.moves else "No passage is like this."
            self.old.show_nothing(nothing)
            self.new.show_nothing("")
            self.why.setText("")
            self._dress_buttons()
        self._tell_place()

    def _rows(self) -> tuple[Any, ...]:
        beside = self.found.beside if self.found else None
        if beside is None:
            return ()
        if self._list() is self.moves:
            return self._moved()
        wanted = self.filter.value()
        return tuple(one for one in beside.comparison.changes if wanted in ("", ALL) or one.fate.value == wanted)

    def _list(self) -> Any:
        return self.changes if self.mode.value() == CHANGES else self.moves

    def _show_current(self) -> None:
        one = self._list().current()
        if isinstance(one, MovedEvidence | MovedClip):
            self._show_moved(one)
        elif isinstance(one, PassageChange):
            self._show_change(one)

    def _tell_place(self) -> None:
        index, total = self._list().currentIndex(), self._list().records.rowCount()
        self.count.setText(f"{index.row() + 1} of {total}" if index.isValid() else "")

    def step(self, step: int) -> None:
        """To the next row, or the one before; it stops at the ends and says so."""
        listed = self._list()
        at = listed.currentIndex().row() + step
        if 0 <= at < listed.records.rowCount():
            listed.setCurrentIndex(listed.records.index(at, 0))
        elif listed.records.rowCount():
            self.say("This is the last one." if step > 0 else "This is the first one.")

    # -- one row

    def _show_change(self, one: PassageChange) -> None:
        beside = self.found.beside if self.found else None
        if beside is None:
            return
        gone, come = word_marks(one.old.text, one.new.text) if one.old and one.new and one.edited else ((), ())
        moved = one.fate is Fate.MOVED
        self._fill(self.old, beside.before, one.old, gone, "Added in the new version.", moved)
        self._fill(self.new, beside.after, one.new, come, "Removed: it is not in the new version.", moved)
        self._tell_place()

    def _fill(self, pane: Any, passages: tuple[Passage, ...], one: Passage | None, marks: Any, absent: str, moved: bool) -> None:
        if one is None:
            pane.show_nothing(absent)
        else:
            where = " · ".join(part for part in (one.pages.said(long=True), one.heading) if part)
            pane.show_words(passages, one.start, one.end, marks, where)

    def _show_moved(self, one: Moved) -> None:
        beside = self.found.beside if self.found else None
        if beside is None:
            return
        self._candidates = tuple(each for each in (one.now, *one.others) if each is not None)
        self._candidate = 0 if self._candidates else -1
        if isinstance(one, MovedClip):
            self._bring(self.old, one.was, _where(one.was))
        else:
            same = one.was.sha256 == beside.old.sha256
            before = beside.before if same else (Passage(1, "paragraph", one.was.words, one.was.page, "", 0, one.was.start),)
            gone, _ = word_marks(one.was.words, one.now.words) if one.now else ((), ())
            self.old.show_words(before, one.was.start, one.was.end, gone, _where(one.was))
        self.why.setText(why(one))
        self._show_candidate(one)
        self._tell_place()

    def _show_candidate(self, one: Moved) -> None:
        beside = self.found.beside if self.found else None
        there = self._candidates[self._candidate] if self._candidate >= 0 else None
        more = f"place {self._candidate + 1} of {len(self._candidates)}" if len(self._candidates) > 1 else ""
        if beside is None:
            return
        if isinstance(there, ClipSpot):
            self._bring(self.new, there, " · ".join(part for part in (_where(there), more) if part))
        elif isinstance(one, MovedClip):
            self.new.show_nothing("No part of the new version’s pages looks like it.")
        elif there is not None:
            _, come = word_marks(one.was.words, there.words)
            note = " · ".join(part for part in (_where(there), more) if part)
            self.new.show_words(beside.after, there.start, there.end, come, note)
        elif beside.after:
            near = round(len(beside.after) * one.was.start / max(1, beside.old.characters))
            place = beside.after[min(near, len(beside.after) - 1)]
            self.new.show_words(
                beside.after, place.start, place.start, (), "Nothing like it was found. Look for it, choose the words, and use them."
            )
        self._dress_buttons()

    def _bring(self, pane: VersionPane, spot: ClipSpot, note: str) -> None:
        """Show a kept picture once it is read."""
        pane.show_picture(None, note, spot.words)
        self.fetch(
            lambda: self.workspace.read(clipping, spot.image), lambda png: pane.show_picture(png, note, spot.words), key=pane.objectName()
        )

    def _dress_buttons(self) -> None:
        one = self.moves.current() if self._list() is self.moves else None
        self.settling.setVisible(one is not None)
        self.accept.setEnabled(one is not None and self._candidate >= 0 and one.answer != "here")
        self.lost.setEnabled(one is not None and one.answer != "lost")
        self.other.setVisible(len(self._candidates) > 1)
        words = not isinstance(one, MovedClip)
        self.use.setVisible(words)
        self.look.setVisible(words and self.room == "wide")
        self.use.setEnabled(words and one is not None and self.new.selection() is not None)

    # -- settling

    def _accept(self) -> None:
        one = self.moves.current()
        if one is None or not self.accept.isEnabled():
            return
        there = self._candidates[self._candidate]
        if isinstance(there, ClipSpot):
            self._settle(one, lambda: accept_picture(self.workspace, one.finding, one.id, there))
        else:
            self._settle(one, lambda: accept_passage(self.workspace, one.finding, one.id, one.newest, there.start, there.end))

    def _use(self) -> None:
        one, chosen = self.moves.current(), self.new.selection()
        if one is None or isinstance(one, MovedClip):
            return
        if chosen is None:
            self.say("No words are chosen in the new version.", "Choose the passage there, then press O.")
            self.new.area.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._settle(one, lambda: choose_passage(self.workspace, one.finding, one.id, one.newest, *chosen))

    def _keep_lost(self) -> None:
        one = self.moves.current()
        if one is not None and self.lost.isEnabled():
            self._settle(one, lambda: keep_passage_lost(self.workspace, one.finding, one.id, one.newest))

    def _settle(self, one: Moved, action: Callable[[], Kept]) -> None:
        """Write the answer, and go on to the next passage that waits."""
        rows = self._moved()
        at = rows.index(one) if one in rows else 0
        waiting = [other for other in (*rows[at + 1 :], *rows[:at]) if other.waits]

        def act(_progress: Any) -> Changed | None:
            return action().changed

        def told() -> None:
            if waiting:
                self.moves.choose((waiting[0].finding, waiting[0].id))
                announce(self.moves, f"Settled. {len(waiting)} left.")
            else:
                self.say("Everything is settled.", "Ctrl+Z takes the last answer back.", "success")
            self.moves.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reload()

        self.do(act, then=told)

    def _next_place(self) -> None:
        one = self.moves.current()
        if one is not None and len(self._candidates) > 1:
            self._candidate = (self._candidate + 1) % len(self._candidates)
            self._show_candidate(one)

    def _look(self) -> None:
        """The next passage of the new version that has the words typed."""
        beside, words = self.found.beside if self.found else None, " ".join(self.look.text().casefold().split())
        if beside is None or not words:
            return
        order = [(self._looked + 1 + step) % len(beside.after) for step in range(len(beside.after))]
        for at in order:
            place = beside.after[at].text.casefold().find(words)
            if place >= 0:
                self._looked = at
                start = beside.after[at].start + place
                self.new.show_words(beside.after, start, start + len(words), (), "Choose the words of the passage, then press O.")
                return
        self.new.set_note(f"“{self.look.text().strip()}” is not in the new version.")

    # -- places and keys

    def place(self) -> VersionsPlace:
        return VersionsPlace(self.mode.value(), self._old)

    def go_to(self, place: Any) -> None:
        if not isinstance(place, VersionsPlace):
            return
        if place.old and place.old != self._old:
            self._old, self._later = place.old, VersionsPlace(place.part, place.old, place.row)
            self.reload()
        elif self.found is None:
            self._later = place
        elif self.found.beside is not None and place.part:
            self.mode.set_value(place.part)
            self._show_mode()

    def unwind(self) -> bool:
        """Esc: the words looked for, then back to what one reads."""
        if self.look.text():
            self.look.clear()
            self._show_current()
            self.moves.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def key_group(self) -> KeyGroup:
        lines = [KeyLine(("N",), "Next row"), KeyLine(("P",), "Previous row")]
        if self._list() is self.moves:
            lines += [KeyLine(("A",), "Accept the suggested passage"), KeyLine(("T",), "The next place it may be"),
                      KeyLine(("O",), "Use the words chosen in the new version"), KeyLine(("L",), "Keep the passage as lost")]  # fmt: skip
        return KeyGroup("Versions", tuple(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        settling = self._list() is self.moves
        acts: dict[int, Callable[[], Any]] = {Qt.Key.Key_N: lambda: self.step(1), Qt.Key.Key_P: lambda: self.step(-1)}
        if settling:
            acts |= {Qt.Key.Key_A: self._accept, Qt.Key.Key_T: self._next_place, Qt.Key.Key_O: self._use, Qt.Key.Key_L: self._keep_lost}
        act = acts.get(event.key()) if not event.modifiers() and not self.look.hasFocus() else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)


def _where(one: PassageLine | ClipSpot) -> str:
    return one.pages.said(long=True)
