"""Reads and shows other people's documents in a process of its own, with limits: a bad file costs one sentence, never the window.

One worker serves many requests and is replaced when it dies or hangs. Its methods may be called from any thread, one at a time.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeVar, cast

from wmpeer.confined.limits import CPU_SECONDS, WALL_SECONDS
from wmpeer.confined.windows_job import WindowsJob
from wmpeer.documents import wire, wire_pages
from wmpeer.documents.errors import DocumentCrashedError, DocumentTooSlowError, WorkerNotStartedError
from wmpeer.documents.guard import check_outside
from wmpeer.documents.page_lines import PageLines
from wmpeer.documents.records import PageImage, PageInfo, PageText, Passage, ReadDocument
from wmpeer.documents.worker_main import ARGUMENT

T = TypeVar("T")
_log = logging.getLogger(__name__)
_CPU_SIGNAL = -24  # SIGXCPU
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "LANG", "LC_ALL")


def worker_command() -> list[str]:
    """How the worker is started: this Python, or this packaged program with a hidden argument."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-c", "import gc; gc.disable(); from wmpeer.documents.worker_main import main; main()"]


class DocumentWorker:
    """A worker process and the way to ask it. Use as a context manager, or call `close`."""

    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._job: WindowsJob | None = None
        self._opened: tuple[str, bytes] | None = None
        self._start()

    def __enter__(self) -> DocumentWorker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, name: str, data: bytes) -> ReadDocument:
        """The document's passages.

        Raises:
            DocumentError: one of its kinds; the sentence says what is wrong with the file and what to do.
            WorkerNotStartedError: the worker could not be started.
        """
        check_outside(name, data)
        head, _ = self._ask({"ask": "read", "name": name}, data)
        return self._unpacked(name, lambda: wire.unpack_document(head))

    def open_pages(self, data: bytes, name: str = "document.pdf") -> PageInfo:
        """Keep a PDF open in the worker, to be shown; what was open before is closed.

        Raises:
            DocumentError: it cannot be opened.
        """
        with self._lock:
            self._opened = None
            head, _ = self._ask({"ask": "open", "name": name}, data)
            info = self._unpacked(name, lambda: wire.unpack_info(head))
            self._opened = (name, data)
        return info

    def render(self, page: int, scale: float = 1.0, tile: tuple[int, int, int, int] | None = None) -> PageImage:
        """Page *page* (from 1) of the open PDF, at *scale* pixels a point; with *tile* (left, top, width, height in pixels at that scale)
        that part of it, cut to the page.

        Raises:
            DocumentError: the page cannot be shown.
        """
        head, body = self._ask_page({"ask": "render", "page": page, "scale": scale, "tile": tile})
        return self._unpacked(self._name(), lambda: wire.unpack_image(head, body))

    def words(self, page: int, near: Sequence[Passage] = ()) -> PageLines:
        """The lines of page *page* (from 1) of the open PDF, read in the order of *near*: its passages, and the one before them.

        Raises:
            DocumentError: the page cannot be read.
        """
        head, body = self._ask_page({"ask": "words", "page": page, "near": wire_pages.pack_near(near)})
        return self._unpacked(self._name(), lambda: wire_pages.unpack_lines(head, body))

    def characters(self, page: int) -> PageText:
        """The characters of page *page* (from 1) of the open PDF, with their boxes.

        Raises:
            DocumentError: the page cannot be read.
        """
        head, _ = self._ask_page({"ask": "characters", "page": page})
        return self._unpacked(self._name(), lambda: wire.unpack_text(head))

    def close(self) -> None:
        """End the worker. It is started again by the next request."""
        with self._lock:
            self._end()

    # ------------------------------------------------------------------------------------------------------------------------------

    def _name(self) -> str:
        return self._opened[0] if self._opened else "document.pdf"

    def _ask_page(self, head: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            if self._opened is not None and not self._alive():  # it died over another page: open the document again
                name, data = self._opened
                self._ask({"ask": "open", "name": name}, data)
            return self._ask({**head, "name": self._name()})

    def _ask(self, head: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        name = str(head["name"])
        with self._lock:
            if not self._alive():
                self._start()
            answer, answered = self._exchange(name, head, body)
        if "error" in answer:
            if detail := answer.get("detail"):
                _log.warning("a document made the reader fail: %s", str(detail)[:200])
            raise wire.unpack_error(answer, name)
        return answer, answered

    def _exchange(self, name: str, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        process = cast("subprocess.Popen[bytes]", self._process)
        hung = threading.Event()
        watch = threading.Timer(self._wall_seconds, _stop, (process, hung))
        watch.daemon = True
        watch.start()
        try:
            if self._job is not None:
                self._job.allow_cpu()
            wire.send(cast(BinaryIO, process.stdin), head, body)
            return wire.receive(cast(BinaryIO, process.stdout))
        except (wire.BrokenFrameError, OSError) as error:
            code = self._end()
            if hung.is_set():
                raise DocumentTooSlowError(name=name, seconds=f"{self._wall_seconds:g}") from error
            if code == _CPU_SIGNAL:
                raise DocumentTooSlowError(name=name, seconds=CPU_SECONDS) from error
            _log.warning("the document reader ended with %s", code)
            raise DocumentCrashedError(name=name) from error
        finally:
            watch.cancel()

    def _unpacked(self, name: str, unpack: Callable[[], T]) -> T:
        try:
            return unpack()
        except wire.BrokenFrameError as error:
            with self._lock:
                self._end()
            raise DocumentCrashedError(name=name) from error

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(
                worker_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._job = WindowsJob(int(getattr(self._process, "_handle", 0))) if os.name == "nt" else None
        except OSError as error:
            raise WorkerNotStartedError(why=(error.strerror or "the system refused").lower()) from error

    def _end(self) -> int | None:
        """End the process; its return code."""
        process, self._process = self._process, None
        job, self._job = self._job, None
        if process is None:
            return None
        try:
            code = process.poll()
            if code is None:
                code = _finish(process)
        finally:
            for pipe in (process.stdin, process.stdout):
                _close(pipe)
            if job is not None:
                job.close()
        return code


def _finish(process: subprocess.Popen[bytes]) -> int:
    """Let the worker end by itself, which it does when its input ends; else end it after half a second."""
    _close(process.stdin)
    patience = threading.Timer(0.5, process.kill)
    patience.daemon = True
    patience.start()
    try:
        return process.wait()  # without a time: with one, Python looks again and again in ever longer steps
    finally:
        patience.cancel()


def _close(pipe: Any) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:  # the other end is gone, and with it what was still to be flushed
        _log.debug("the pipe to the document reader was already broken")


def _stop(process: subprocess.Popen[bytes], hung: threading.Event) -> None:
    hung.set()
    process.kill()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept
