"""What `test` does: style, types, rooms, tests, in this order, all of them whatever fails, and a plain summary at the end."""

from __future__ import annotations

import os
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path

from environment import ROOT, python, script

REPORT = ROOT / "build" / "tests.xml"


def run(*, quick: bool, extra: list[str]) -> int:
    """Run the checks; 0 if all are well. *extra* are arguments for pytest."""
    steps = {
        "style": [str(python()), "-m", "ruff", "check", "wmpeer", "tests", "packaging"],
        "types": [str(python()), "-m", "mypy"],
        "rooms": [str(script("lint-imports"))],
        "tests": pytest_command(quick=quick, extra=extra),
    }
    if quick:
        del steps["types"]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    outcomes = [(name, *_timed(name, command)) for name, command in steps.items()]
    print()
    for name, code, seconds in outcomes:
        print(f"{name:8}{'ok' if code == 0 else 'FAILED':8}{seconds:7.1f} s")
    print(closing_line(REPORT))
    return 0 if all(code == 0 for _, code, _ in outcomes) else 1


def pytest_command(*, quick: bool, extra: list[str]) -> list[str]:
    command = [str(python()), "-m", "pytest", "-q", f"--junitxml={REPORT}"]
    if quick:
        command += ["-m", "not slow"]
    if not extra and (workers := cores()) > 1:
        command += ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]  # slow files first, as tests/conftest.py sorts them
    return command + extra


def cores() -> int:
    """The processors we may use, eight at most."""
    may = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(may, 8)


def closing_line(report: Path) -> str:
    """How many tests passed and failed, from pytest's report; without a report nothing passed."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return "0 passed, 1 failed"
    ran, failed, skipped = (_sum(suites, names) for names in (("tests",), ("failures", "errors"), ("skipped",)))
    return f"{ran - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")


def _sum(suites: Iterable[ElementTree.Element], names: Iterable[str]) -> int:
    return sum(int(suite.get(name, "0")) for suite in suites for name in names)


def _timed(name: str, command: list[str]) -> tuple[int, float]:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", **os.environ}
    code = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
    return code, time.monotonic() - started
