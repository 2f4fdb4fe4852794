"""Limits on the worker process: memory, CPU time, no core files, no files written."""

from __future__ import annotations

import math
import sys

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 15


def limit_this_process() -> None:
    """Called in the worker before it reads anything. On Windows the job object does it, from outside."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_AS, MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def allow_cpu(seconds: int = CPU_SECONDS) -> None:
    """From now on this process may use *seconds* more of CPU time; then the system ends it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + seconds)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
