"""A folder is watched: told of by the system where it does, and looked at every twenty seconds where it does not, as on a network share.

It is only ever read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QTimer

from wmpeer.ui.screen import Screen

LOOK_MS = 20_000
SETTLE_MS = 300
"""A file that is being copied changes many times a second."""


class Watching:
    """Watches one folder for *screen*; *came* is given what lies there (`wmpeer.exchange.folder.Seen`) after each look."""

    def __init__(self, screen: Screen, came: Callable[[tuple[Any, ...]], Any]) -> None:
        self._screen, self._came = screen, came
        self.folder: Path | None = None
        self._watcher = QFileSystemWatcher(screen)
        self._watcher.directoryChanged.connect(self._stirred)
        self._watcher.fileChanged.connect(self._stirred)
        self._often, self._soon = QTimer(screen), QTimer(screen)
        self._often.setInterval(LOOK_MS)
        self._often.timeout.connect(self.look)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.look)

    def watch(self, folder: Path | None) -> None:
        """Watch *folder* from now on, or none."""
        if folder == self.folder:
            return
        self._forget()
        self.folder = folder
        if folder is None:
            self._often.stop()
            return
        self._often.start()
        self.look()

    def stop(self) -> None:
        self.watch(None)

    def look(self) -> None:
        """See what lies in the folder now."""
        folder = self.folder
        if folder is None:
            return

        def look() -> tuple[bool, tuple[Any, ...]]:
            from wmpeer.exchange.folder import packs_in

            return folder.is_dir(), packs_in(folder)

        self._screen.fetch(look, lambda found: self._looked(folder, *found), key="watched folder")

    def _looked(self, folder: Path, there: bool, found: tuple[Any, ...]) -> None:
        if folder != self.folder:
            return
        if there and str(folder) not in self._watcher.directories():
            self._watcher.addPath(str(folder))
        arriving = [str(one.path) for one in found if one.arriving]
        fresh = [path for path in arriving if path not in self._watcher.files()]
        if fresh:
            self._watcher.addPaths(fresh)
        self._came(found)

    def _stirred(self, _path: str) -> None:
        self._soon.start()

    def _forget(self) -> None:
        known = [*self._watcher.directories(), *self._watcher.files()]
        if known:
            self._watcher.removePaths(known)
