"""How much slower than an idle laptop this machine is just now: limits of a thread's own work grow by it, for two neighbours on one core
make each other's work dearer."""

from __future__ import annotations

import time

IDLE = 0.035
"""Seconds that `_work` takes on an idle laptop of 2021."""


def slowness() -> float:
    """1 or more."""
    return max(1.0, sorted(_work() for _ in range(3))[1] / IDLE)


def _work() -> float:
    begun, total = time.thread_time(), 0
    for number in range(200_000):
        total += number * number % 7
    return time.thread_time() - begun
