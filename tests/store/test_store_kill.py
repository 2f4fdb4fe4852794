"""`kill -9` in the middle of writing, again and again: no acknowledged edit is lost, none is there by half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent


def killed(path: Path, rounds: int) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, str(HERE / "kill_child.py"), str(path), str(rounds)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The quick run's twenty kills are the first twenty of the whole run's forty: nobody needs both."""
    quick = "not slow" in (metafunc.config.getoption("-m") or "")
    metafunc.parametrize("rounds", [20] if quick else [pytest.param(40, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_that_no_acknowledged_edit_is_lost_by_a_kill(path: Path, rounds: int) -> None:
    found = killed(path, rounds)
    assert found.get("kills") == rounds, found
    assert found["lost"] == []
    assert found["edits"] >= found["acknowledged"] >= rounds
    assert not list((path.parent / f"{path.stem} backups").glob("*.migrating"))
