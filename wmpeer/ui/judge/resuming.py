"""Where a person is in each authority: kept as they go, and come back to on the next visit, in the next evening, after a kill."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wmpeer.journal.whereabouts import Whereabouts, keep_seen, keep_whereabouts

if TYPE_CHECKING:
    from wmpeer.ui.judge.records import Standing
    from wmpeer.ui.judge.showing import JudgeShowing


class Resuming:
    """Remembers for one screen. What it writes is no record: nothing reloads for it, and undo knows nothing of it."""

    def __init__(self, screen: JudgeShowing) -> None:
        self._screen = screen
        self._known: dict[str, Whereabouts] = {}
        self._kept: dict[str, Whereabouts] = {}
        self._last = ""
        self._seen: dict[str, int] = {}
        screen.reader.settled.connect(self.note)

    def came(self, found: Standing) -> None:
        """An authority was read: what was left here on another evening counts until one has been there today."""
        if found.authority not in self._known and found.last is not None:
            self._known[found.authority] = self._kept[found.authority] = found.last
        self._screen.reader.know_seen(found.seen)

    def area(self, authority: str) -> str:
        """The area one was last in, or empty."""
        known = self._known.get(authority)
        return known.area if known is not None else ""

    def document(self, authority: str) -> str:
        """The document one read last, or empty."""
        known = self._known.get(authority)
        return known.sha256 if known is not None else ""

    def show_place(self, sha256: str) -> None:
        """Go on where one was in a document."""
        known = self._known.get(self._screen.authority)
        if known is not None and sha256 in known.places:
            page, start = known.places[sha256]
            self._screen.reader.show_place(page, start)

    def note(self) -> None:
        """The reader stays on a place, or another area is shown: remember it."""
        screen, reader = self._screen, self._screen.reader
        authority, sha = screen.authority, reader.sha256
        found = screen.standing
        if found is None or found.authority != authority or not screen.isVisible():
            return
        before = self._known.get(authority, Whereabouts())
        if sha in {one.sha256 for one in found.documents} and reader.pane.unit_count():
            before = replace(before, sha256=sha, places=before.places | {sha: (reader.page(), reader.place())})
            self._keep_seen(sha)
        now = self._known[authority] = replace(before, area=screen.area())
        if now != self._kept.get(authority) or authority != self._last:
            self._kept[authority], self._last = now, authority
            workspace = screen.workspace
            screen.do(lambda _progress: keep_whereabouts(workspace, authority, now))

    def _keep_seen(self, sha: str) -> None:
        units = self._screen.reader.seen_of(sha)
        if len(units) != self._seen.get(sha, -1):
            self._seen[sha] = len(units)
            workspace = self._screen.workspace
            self._screen.do(lambda _progress: keep_seen(workspace, sha, units))
