"""The bench compares what it says it compares."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import bench


def busy(milliseconds: float) -> None:
    until = time.process_time() + milliseconds / 1000
    while time.process_time() < until:
        sum(range(100))


def test_that_a_measurement_over_its_limit_is_not_ok() -> None:
    line = bench.Line("reading", ours=30.0, bare=10.0, unit="ms", limit=2.0)
    assert line.ratio == 3.0
    assert not line.ok
    assert str(line).endswith("OVER")
    assert bench.Line("reading", ours=20.0, bare=10.0, unit="ms", limit=2.0).ok


def test_that_both_sides_are_run_as_often_and_put_back_before_each_turn() -> None:
    turns: list[str] = []
    pair = bench.Pair(ours=lambda: turns.append("ours"), bare=lambda: turns.append("bare"), before=lambda: turns.append("before"))
    bench.timed(bench.Measurement("turns", lambda folder: pair, limit=1.0, memory_limit=None, rounds=3))
    assert turns.count("ours") == turns.count("bare") == 4
    assert turns[::2] == ["before"] * 8
    assert turns[1::2] == ["bare", "ours", "ours", "bare", "bare", "ours", "ours", "bare"]


def test_that_twice_the_work_takes_about_twice_as_long() -> None:
    pair = bench.Pair(ours=lambda: busy(8), bare=lambda: busy(4))
    line, *_ = bench.timed(bench.Measurement("work", lambda folder: pair, limit=1.0, memory_limit=None, rounds=5))
    assert 1.3 < line.ratio < 4.0


def test_that_every_measurement_can_be_named_and_an_unknown_name_is_refused(root: Path) -> None:
    command = [sys.executable, "packaging/bench.py", "no such measurement"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "saving 10 MB whole" in done.stderr
