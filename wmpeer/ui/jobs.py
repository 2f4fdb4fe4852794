"""Work off the GUI thread: one writing worker, first come first served, and two readers.

A `Job` is a plain object with callables, handed over before the work starts; results come back to the GUI thread by one queued
signal. Every write, short or long, takes the same door: SQLite has one writer, and a click that waits behind a long load must not
freeze the window.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QMetaMethod, QObject, Qt, Signal, Slot

from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.hook import unexpected

_READERS = 2
_numbers = itertools.count(1)


@dataclass(eq=False)
class Job:
    """One piece of work. `stop()` may be called from anywhere; the work ends at its next step, and nothing of it is kept."""

    work: Callable[[Progress], Any]
    title: str = ""
    writes: bool = True
    then: Callable[[Any], None] | None = None
    failed: Callable[[Exception], None] | None = None
    progressed: Callable[[int, int, str], None] | None = None
    ended: Callable[[], None] | None = None
    note: str = ""
    number: int = field(default_factory=lambda: next(_numbers))
    done: int = 0
    total: int = 0
    label: str = ""
    started_at: float = 0.0
    finished: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask the work to end; its next call of `progress` raises `StoppedError`."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def forget(self) -> None:
        """Let go of what it did and called: the worker holds it until its next one, and what is the window's must not end there."""
        self.work, self.then, self.failed, self.progressed, self.ended = _nothing, None, None, None, None


def _nothing(_progress: Progress) -> None:
    """The work of a job that was done."""


class Jobs(QObject):
    """The workers of one window.

    `started`, `progressed`, `over` (before its answer is handed in) and `ended` carry the `Job`; `kept` carries what a write returned,
    `failed` the exception nobody asked for.
    With ``by_hand=True`` nothing runs until `run()` is called, and then on the caller's thread: for tests.
    """

    started = Signal(object)
    progressed = Signal(object)
    over = Signal(object)
    ended = Signal(object)
    kept = Signal(object)
    failed = Signal(object)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, by_hand: bool = False) -> None:
        super().__init__(parent)
        self._by_hand = by_hand
        self._writes: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._open: dict[int, Job] = {}
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[Progress], Any],
        *,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progressed: Callable[[int, int, str], None] | None = None,
        ended: Callable[[], None] | None = None,
        title: str = "",
        note: str = "",
    ) -> Job:
        """Run ``work(progress)`` on the writing worker; *then* and *failed* are called on this thread. *note* says what stopping does.

        Without *failed* the exception goes out by the signal `failed`. *ended* is called last, whatever happened.
        """
        return self._hand_over(Job(work, title, True, then, failed, progressed, ended, note))

    def read(
        self, query: Callable[[], Any], *, then: Callable[[Any], None] | None = None, failed: Callable[[Exception], None] | None = None
    ) -> Job:
        """Run ``query()`` on a reader; *then* gets its answer on this thread."""
        return self._hand_over(Job(lambda _progress: query(), "", False, then, failed))

    def busy(self) -> bool:
        """Whether anything is under way or waiting."""
        return bool(self._open)

    def writing(self) -> bool:
        """Whether a write is under way or waiting."""
        return any(job.writes for job in self._open.values())

    def stop_all(self) -> None:
        """Ask everything under way and waiting to end; nothing half done is kept."""
        for job in tuple(self._open.values()):
            job.stop()

    def close(self) -> None:
        """Let the writes already handed over finish, end the workers, and hand in what they gave."""
        if self._closed:
            return
        self._closed = True
        for thread in self._threads:
            (self._writes if thread.name == "writer" else self._reads).put(None)
        for thread in self._threads:
            thread.join()
        QCoreApplication.sendPostedEvents(self)

    def run(self) -> None:
        """By hand: run everything handed over, and whatever that hands over, here and now."""
        while True:
            job = self._next()
            if job is None:
                return
            self._carry_out(job)

    def _next(self) -> Job | None:
        for waiting in (self._writes, self._reads):
            try:
                return waiting.get_nowait()
            except queue.Empty:
                continue
        return None

    def _hand_over(self, job: Job) -> Job:
        if self._closed and job.writes:
            raise RuntimeError("the workers have ended")
        if self._closed:
            job.finished = True  # nobody is left to show the answer to
            return job
        self._open[job.number] = job
        (self._writes if job.writes else self._reads).put(job)
        if not self._by_hand and not self._threads:
            self._start()
        if job.writes:
            self.started.emit(job)
        return job

    def _start(self) -> None:
        plan = [("writer", self._writes)] + [(f"reader {n}", self._reads) for n in range(1, _READERS + 1)]
        for name, waiting in plan:
            thread = threading.Thread(target=self._serve, args=(waiting,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, waiting: queue.SimpleQueue[Job | None]) -> None:
        while (job := waiting.get()) is not None:
            self._carry_out(job)

    def _carry_out(self, job: Job) -> None:
        job.started_at = time.monotonic()

        def progress(done: int, total: int, label: str) -> None:
            if job.stopping:
                raise StoppedError
            job.done, job.total, job.label = done, total, label
            if not job._told.is_set():  # one step on its way at a time: fast work must not flood the window
                job._told.set()
                self._send(lambda: self._step(job))

        try:
            if job.stopping:
                raise StoppedError
            answer = job.work(progress)
        except Exception as error:
            self._send(lambda error=error: self._fell(job, error))
        else:
            self._send(lambda: self._came(job, answer))

    def _send(self, call: Callable[[], None]) -> None:
        if self._by_hand:
            call()
        else:
            self._delivered.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def _step(self, job: Job) -> None:
        job._told.clear()
        if job.finished:
            return
        if job.progressed:
            job.progressed(job.done, job.total, job.label)
        self.progressed.emit(job)

    def _came(self, job: Job, answer: Any) -> None:
        self._close_job(job)
        try:
            if job.writes:
                self.kept.emit(answer)
            if job.then:
                job.then(answer)
        finally:
            self._farewell(job)

    def _fell(self, job: Job, error: Exception) -> None:
        self._close_job(job)
        try:
            if job.failed:
                job.failed(error)
            elif self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
                self.failed.emit(error)
            else:
                unexpected(error)
        finally:
            self._farewell(job)

    def _close_job(self, job: Job) -> None:
        job.finished = True
        self._open.pop(job.number, None)
        if job.writes:
            self.over.emit(job)

    def _farewell(self, job: Job) -> None:
        if job.ended:
            job.ended()
        if job.writes:
            self.ended.emit(job)
        job.forget()
