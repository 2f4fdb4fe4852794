"""The window: how long from the start of a process to what a person sees, beside a bare QMainWindow's first paint.

Both sides are fresh processes of the same interpreter on the offscreen platform; each ends itself when the paint that is waited for is
done, so the wall time of the process is the time to that paint. A process that goes two minutes without it is ended and fails.

What travels is compiled; so are the modules of both sides here, kept from the turn that warms up (nothing is compiled while it is timed,
whatever the environment says of writing bytecode).

For the first paint only the window itself is watched: a filter of the whole application is shown every private object of Qt, and to find
a Python type for one of them PySide makes all types it has, which neither program does by itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

from bench import Pair, measurement
from benches.material import fourteen_pdfs, lait_table, new_workspace

PATIENCE_SECONDS = 120
_PASSPHRASE = "another measured passphrase"
_PAINTED = """
    import os, sys
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        def __init__(self, wanted):
            super().__init__()
            self.wanted = wanted
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and self.wanted(watched):
                QTimer.singleShot(0, lambda: os._exit(0))  # when this paint is done
            return False

"""
_BARE = """
    app = QApplication(sys.argv[:1])
    from PySide6.QtWidgets import QMainWindow
    painted = Painted(lambda one: True)
    window = QMainWindow()
    window.resize(1000, 700)
    window.show()
    window.windowHandle().installEventFilter(painted)
    app.exec()
"""
_FIRST = """
    from pathlib import Path
    from wmpeer.app import made, run
    app = made(sys.argv[:1])
    painted = Painted(lambda one: True)

    def watch(window, show):
        show(window)
        window.windowHandle().installEventFilter(painted)

    from wmpeer.ui.start import StartWindow
    StartWindow.show = lambda window, show=StartWindow.show: watch(window, show)
    run(Path(sys.argv[1]))
"""
_FILLED = """
    from pathlib import Path
    from wmpeer.app import made, run
    app = made(sys.argv[:1])
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

    def is_filled(one):
        table = one.parent() if one.objectName() == "qt_scrollarea_viewport" else None
        return isinstance(table, QTableView) and table.objectName() == "authorities" and table.model().rowCount() >= 14

    def unlock():
        app.installEventFilter(painted)
        start = next(one for one in app.topLevelWidgets() if one.objectName() == "start")
        start.findChild(QLineEdit, "start-passphrase").setText(sys.argv[2])
        start.findChild(QAbstractButton, "start-unlock").click()

    painted = Painted(is_filled)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, unlock))  # behind the first paint
    run(Path(sys.argv[1]))
"""


@measurement("window on a full workspace: first paint, beside a bare QMainWindow", limit=2.0, rounds=9)
def first_paint(folder: Path) -> Pair:
    path = _full(folder)
    return Pair(ours=lambda: _run(folder, _FIRST, str(path)), bare=lambda: _run(folder, _BARE))


@measurement("window: the filled Region table, beside a bare QMainWindow", limit=5.0, rounds=9)
def filled_region(folder: Path) -> Pair:
    """From the start of the process, the passphrase given at once; stretching it costs nothing here (in use it costs 64 MB and a fifth
    of a second, on purpose)."""
    path = _full(folder)
    return Pair(ours=lambda: _run(folder, _FILLED, str(path), _PASSPHRASE), bare=lambda: _run(folder, _BARE))


def _run(folder: Path, script: str, *arguments: str) -> None:
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    places = dict.fromkeys(names, str(folder / "home"))
    command = [sys.executable, "-c", textwrap.dedent(_PAINTED) + textwrap.dedent(script), *arguments]
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, env=environment)
    guard = threading.Timer(PATIENCE_SECONDS, process.kill)  # not a timeout of `wait`: that one looks every 50 ms
    guard.start()
    try:
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)
    finally:
        guard.cancel()


def _full(folder: Path) -> Path:
    """A workspace with fourteen documents and the long table, its passphrase not stretched."""
    from wmpeer.intake.load import load
    from wmpeer.intake.records import Wishes
    from wmpeer.region.queries import authorities
    from wmpeer.store.keys import LIGHT

    (folder / "home").mkdir(exist_ok=True)
    workspace = new_workspace(folder)
    codes = workspace.read(authorities)
    for path, one in zip(fourteen_pdfs(folder), codes, strict=False):
        load(workspace, [path], Wishes(authority=one.name))
    load(workspace, [lait_table(folder)], Wishes(kind="indicators"))
    workspace.file.change_passphrase("a measured passphrase", _PASSPHRASE, cost=LIGHT)
    workspace.close()
    return workspace.file.path
