"""A screen that was not fetched yet: asked for by a key before the program had time to."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from pytestqt.qtbot import QtBot

STORY = """
    import sys, tempfile
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    app = QApplication(sys.argv[:1])
    from wmpeer.files import resource
    from wmpeer.region.actions import start_cycle
    from wmpeer.settings import Settings
    from wmpeer.ui.desk import Desk
    from wmpeer.ui.frame import Frame
    from wmpeer.ui.jobs import Jobs
    import wmpeer.ui.region.screen

    names = ("regions", "west-midlands.toml"), ("frameworks", "default-2026.toml")
    words = [resource(*name).read_text(encoding="utf-8") for name in names]
    made, _ = start_cycle(Path(sys.argv[1]) / "r.wmpeer", "a quiet morning in autumn", name="2026-27", region=words[0], framework=words[1])
    jobs = Jobs()
    frame = Frame(jobs, Settings(), lambda changed: None)
    desk = Desk(made, frame, jobs)
    frame.go("region")
    frame.show()
    assert "wmpeer.ui.letters.screen" not in sys.modules and "wmpeer.ui.check.screen" not in sys.modules
    came = []
    frame.page_changed.connect(came.append)
    frame.go("letters")
    frame.go("check")
    assert came == [], "it waits for what it needs, off this thread"
    while "check" not in came:
        app.processEvents()
    while jobs.busy():
        app.processEvents()
    assert came == ["check"], came  # the last wish counts
    assert frame.current().objectName() == "screen-check"
    frame.back()
    assert frame.current().objectName() == "screen-region"
    desk.close()
    print("told")
"""


def test_that_the_last_screen_asked_for_comes_once_it_is_fetched(qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    command = [sys.executable, "-c", textwrap.dedent(STORY), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "told", done.stderr
