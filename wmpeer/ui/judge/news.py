"""The quiet word that a newer version of a document stands, and the way to what it means."""

from __future__ import annotations

from typing import Any

from wmpeer.journal.told import tell, told
from wmpeer.judging.moved import MovedClip, MovedEvidence
from wmpeer.judging.settling import Versions, document_versions, moved_evidence
from wmpeer.region.queries import stood_aside
from wmpeer.ui.screen import Screen
from wmpeer.ui.versions.records import VersionsPlace
from wmpeer.ui.versions.words import news

_Found = tuple[str, bool, tuple[Versions, ...], tuple[MovedEvidence | MovedClip, ...], frozenset[str]]


class VersionNews:
    """Says it once for each new version: while there is something to settle once in each window, else once for ever. What changed stays
    behind the document's name."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._told: set[str] = set()

    def look(self) -> None:
        """Look whether there is something to say of the authority shown."""
        workspace, authority = self._screen.workspace, self._screen.authority
        self._screen.fetch(
            lambda: workspace.read(_found, authority, workspace.author, workspace.file.slot), self._came, key="version-news"
        )  # fmt: skip

    def _came(self, found: _Found) -> None:
        authority, aside, every, moved, before = found
        waits = {one.newest for one in moved if one.waits}
        known = self._told | (before - waits)
        fresh = [one for one in every if one.newest.sha256 not in known]
        if authority != self._screen.authority or aside or not fresh or not self._screen.isVisible():
            return
        mine = {one.newest for one in moved}
        newest = max(fresh, key=lambda one: (one.newest.sha256 in mine, one.newest.loaded_at)).newest
        self._told |= {one.newest.sha256 for one in fresh}
        behind = [one for one in moved if one.newest == newest.sha256]
        waiting = any(one.waits for one in behind)
        workspace, said = self._screen.workspace, [one.newest.sha256 for one in fresh]
        self._screen.jobs.write(lambda _progress: tell(workspace, workspace.author, said))
        settle = (("Settle them", lambda: self.open("settle")),) if waiting else ()
        self._screen.say(news(behind, newest.loaded_at), actions=(*settle, ("What changed", lambda: self.open("changes"))))

    def open(self, part: str = "") -> None:
        """Show the versions; *part* is ``settle`` or ``changes``."""
        self._screen.go("versions", self._screen.authority, VersionsPlace(part))


def _found(session: Any, authority: str, author: str, person: str) -> _Found:
    every = document_versions(session, authority)
    moved = moved_evidence(session, authority, author, person) if every else ()
    return authority, authority in stood_aside(session, author), every, moved, told(session, author)
