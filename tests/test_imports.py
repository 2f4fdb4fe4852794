"""Packages that are fetched from several threads at once, as the window does."""

from __future__ import annotations

import subprocess
import sys

import pytest

FETCH = """
import gc, importlib, pkgutil, random, sys, threading
gc.disable()
sys.setswitchinterval(1e-5)
if sys.argv[2] == "guarded":
    from wmpeer.imports import one_thread_at_a_time
    one_thread_at_a_time()
names = ["sqlalchemy.orm", "sqlalchemy.sql.elements", "sqlalchemy.engine.default", "sqlalchemy.dialects.sqlite", "sqlalchemy.pool"]
names += ["wmpeer.store.pools", "wmpeer.journal.writing", "wmpeer.judging.actions", "wmpeer.letters.batch"]
names += ["sqlalchemy.event", "PySide6.QtCore", "PySide6.QtWidgets"]
faults = []

def fetch(seed):
    mine = names[:]
    random.Random(seed).shuffle(mine)
    for name in mine:
        try:
            exec("import " + name)
        except Exception as error:
            faults.append(f"{name}: {error!r}")

threads = [threading.Thread(target=fetch, args=(4 * int(sys.argv[1]) + each,)) for each in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit("\\n".join(faults) or 0)
"""


@pytest.mark.parametrize("turn", range(3))
def test_that_four_threads_may_fetch_the_same_packages(turn: int) -> None:
    """Without the guard about every second of these ended with a half-made module, or with the interpreter."""
    run = subprocess.run([sys.executable, "-c", FETCH, str(turn), "guarded"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_that_what_is_not_there_is_said_as_ever() -> None:
    words = "from wmpeer.imports import one_thread_at_a_time as guard; guard(); guard()\nfrom json import nothing_of_that_name"
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert "ImportError: cannot import name 'nothing_of_that_name' from 'json'" in run.stderr
