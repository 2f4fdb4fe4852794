"""The window: first something is painted, then the rest of the program is fetched."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks there for its own name, to know whether a module may choose other spellings of Qt (``from __feature__ import snake_case``).
    No module here does, and reading them is a sixth of the time to the first screen.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010 - it is no name that a type checker knows


gc.disable()  # before the first thread, and while modules are fetched: from `application` on it is done in its turn (`Collecting`)
leave_sources_unread()  # before anything of ours is fetched: the first paint waits for it

# ruff: noqa: E402
from wmpeer import settings as preferences
from wmpeer.errors import WmpeerError
from wmpeer.settings import Settings
from wmpeer.ui import hook
from wmpeer.ui.collecting import Collecting
from wmpeer.ui.kit.theme import STYLED, theme

log = logging.getLogger("wmpeer")
SWITCH_SECONDS = 0.0001
"""How long a worker may hold Python before the window gets its turn: the usual 5 ms add up to stalls that are seen."""


def application(arguments: list[str]) -> QApplication:
    """The one application object, dressed as this laptop prefers."""
    app = QApplication.instance() or made(arguments)
    app.setApplicationName("wmpeer")
    app.setApplicationDisplayName("wmpeer")
    app.setOrganizationName("wmpeer")
    kept = preferences.load()
    theme().install(app, kept.palette, kept.reading_pixels, kept.reading_font)
    if app.findChild(Collecting) is None:
        Collecting(app)
    return app


def made(arguments: list[str]) -> QApplication:
    """A new application object with its style, not yet with its colours."""
    app = QApplication([*arguments, "-style", "Fusion"])
    app.setProperty(STYLED, True)
    return app


def keep_settings(changed: Settings) -> None:
    """Keep the preferences; a look that cannot be kept is worth a line in the log and nothing more."""
    try:
        preferences.save(changed)
    except WmpeerError as error:
        log.warning("preferences were not kept: %s", error.code())


def run(file: Path | None = None) -> int:
    """Open the window, on *file* where given; gives the exit code."""
    app = application(sys.argv[:1])
    hook.install()
    sys.setswitchinterval(SWITCH_SECONDS)
    from wmpeer.ui.start import StartWindow

    start = StartWindow(file, preferences.load(), keep_settings)
    start.show()
    QTimer.singleShot(0, start.fetch_the_rest)
    return app.exec()
