"""One question to a process of its own, with limits: bytes in, lines out, and its end whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from wmpeer.confined.limits import WALL_SECONDS
from wmpeer.confined.windows_job import WindowsJob

_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "LANG", "LC_ALL")
_CPU_SIGNAL = -24  # SIGXCPU


class ChildEndedError(Exception):
    """The process ended before it had said all. `slow`: it was ended because its time was up."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__()
        self.slow = slow


@contextmanager
def asked(module: str, arguments: Sequence[str], data: bytes, *, wall_seconds: float = WALL_SECONDS) -> Iterator[IO[bytes]]:
    """The lines that ``main()`` of *module* answers to *data*, while it runs; in a packaged program *arguments* lead there.

    Raises:
        ChildEndedError: it could not be started, ended by itself with a fault, or was ended after *wall_seconds* or its CPU time.
    """
    way = [] if getattr(sys, "frozen", False) else ["-c", f"from {module} import main; main()"]
    try:
        process = subprocess.Popen(
            [sys.executable, *way, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ChildEndedError(slow=False) from error
    hung = threading.Event()
    watch = threading.Timer(wall_seconds, _stop, (process, hung))
    watch.daemon = True
    feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
    job = None
    try:
        job = WindowsJob(int(getattr(process, "_handle", 0))) if os.name == "nt" else None
        watch.start()
        feeder.start()
        assert process.stdout is not None
        yield process.stdout
        if process.wait() != 0:
            raise ChildEndedError(slow=hung.is_set() or process.returncode == _CPU_SIGNAL)
    finally:
        watch.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
        if feeder.ident is not None:
            feeder.join()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # the other end is gone, and with it what was still to be flushed
                if pipe is not None:
                    pipe.close()
        if job is not None:
            job.close()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    with suppress(OSError):  # it ended before it had read all; its return code tells
        if process.stdin is not None:
            process.stdin.write(data)
            process.stdin.close()


def _stop(process: subprocess.Popen[bytes], hung: threading.Event) -> None:
    hung.set()
    process.kill()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept
