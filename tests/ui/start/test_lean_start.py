"""What the first screens fetch: only what they show."""

from __future__ import annotations

import subprocess
import sys

from wmpeer.ui.start.window import THE_REST

HEAVY = ("pydantic", "rapidfuzz", "wmpeer.judging.checks", "wmpeer.indicators", "wmpeer.documents", "wmpeer.letters")


def fetched_with(*modules: str) -> set[str]:
    """The modules a fresh process has after it imported *modules*."""
    script = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.split())


def test_the_first_screen_of_a_workspace_fetches_nothing_that_only_later_work_needs() -> None:
    assert not fetched_with(*THE_REST).intersection(HEAVY)


def test_the_start_window_fetches_no_database() -> None:
    assert not fetched_with("wmpeer.app", "wmpeer.ui.start").intersection({*HEAVY, "sqlalchemy", "wmpeer.models"})


def test_sources_of_modules_are_left_unread_once_the_window_starts() -> None:
    script = """
import PySide6.QtWidgets
import linecache, wmpeer.app, wmpeer.ui.desk
print(*(name for name in linecache.cache if "/wmpeer/ui/" in name.replace(chr(92), "/")))
"""
    assert subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.strip() == ""
