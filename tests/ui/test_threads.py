"""What belongs to the window ends on the window's thread, whatever the workers do."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt

from wmpeer.documents.page_lines import PageLines
from wmpeer.documents.records import PageImage, PageInfo, PageSize
from wmpeer.ui import collecting
from wmpeer.ui.collecting import Collecting
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.posting import post
from wmpeer.ui.reading import feeding
from wmpeer.ui.reading.pages import PagesPane

STRESS = """
import threading, sys
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from wmpeer.app import application
from wmpeer.ui import collecting

class Part(QLabel):
    def __init__(self, window):
        super().__init__("words")
        self.window_of = window  # a circle: only Python's search for circles ends the two
        self.clock = QTimer(self, interval=1)
        self.clock.timeout.connect(self.tick)
        self.clock.start()
    def tick(self):
        self.setText("other words")

class Window(QWidget):
    def __init__(self):
        super().__init__()
        box = QVBoxLayout(self)
        self.parts = [Part(self) for _ in range(5)]
        for part in self.parts:
            box.addWidget(part)

def make():
    while not ended.is_set():
        [[] for _ in range(3000)]

collecting.YOUNG = 500
app = application(["stress"])
ended = threading.Event()
worker = threading.Thread(target=make)
worker.start()
for _ in range(100):
    window = Window()
    window.show()
    loop = QEventLoop()
    QTimer.singleShot(3, loop.quit)
    loop.exec()
    window.hide()
    del window
collecting.look_everywhere()
ended.set()
worker.join()
print("whole")
"""


class Pages:
    """Three pages, at once."""

    def __init__(self) -> None:
        self.closed_on = ""

    def open(self) -> PageInfo:
        return PageInfo((PageSize(300, 400),) * 3)

    def render(self, page: int, scale: float, tile: object = None) -> PageImage:
        return PageImage(8, 8, bytes(8 * 8 * 4))

    def words(self, page: int, near: object = ()) -> PageLines:
        return PageLines(f"words of page {page}", ())

    def close(self) -> None:
        self.closed_on = threading.current_thread().name


@pytest.fixture
def ends() -> Iterator[list[str]]:
    """The threads on which what is watched ended."""
    yield []


def watched(thing: QObject, ends: list[str]) -> None:
    thing.destroyed.connect(lambda: ends.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection)


def test_that_windows_in_circles_open_and_close_beside_a_busy_worker() -> None:
    """Where Python looks for circles on any thread this crashes within seconds."""
    run = subprocess.run([sys.executable, "-X", "faulthandler", "-c", STRESS], capture_output=True, text=True, check=False, timeout=120)
    said = [line for line in run.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (run.stdout.strip(), run.returncode, said) == ("whole", 0, [])


def test_that_nobody_looks_by_himself_and_the_window_looks_when_enough_was_made(qapp, qtbot) -> None:
    parent = QObject()
    Collecting(parent)
    assert not gc.isenabled()
    kept = [[] for _ in range(collecting.YOUNG + 1000)]
    circle: list[object] = [parent]
    circle.append(circle)
    qtbot.waitUntil(lambda: gc.get_count()[0] < collecting.YOUNG, timeout=10_000)
    assert kept


def test_that_a_feed_ends_on_the_windows_thread_after_its_own_has_ended(qtbot, dressed, ends) -> None:
    pane, source = PagesPane(), Pages()
    qtbot.addWidget(pane)
    pane.show()
    with qtbot.waitSignal(pane.loaded, timeout=10_000):
        pane.open(source, document="ab" * 32)
    feed = pane.feed()
    watched(feed, ends)
    kept = weakref.ref(feed)
    pane.close_document()
    del feed
    qtbot.waitUntil(lambda: kept() is None, timeout=10_000)
    assert source.closed_on == "pages" and ends == ["MainThread"]
    assert not feeding._at_work


def test_that_a_document_may_be_changed_again_and_again_while_pages_come(qtbot, dressed, ends) -> None:
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.show()
    for _ in range(20):
        pane.open(Pages(), document="ab" * 32)
        watched(pane.feed(), ends)
        QCoreApplication.processEvents()
    pane.close_document()
    qtbot.waitUntil(lambda: len(ends) == 20, timeout=10_000)
    assert set(ends) == {"MainThread"}


def test_that_a_worker_holds_nothing_of_the_window_after_its_work(qtbot, workers: Jobs) -> None:
    """It waits for its next job with the last one in its hand."""
    shown = QObject()
    kept = weakref.ref(shown)
    done: list[int] = []

    def ask(here: QObject) -> None:
        workers.read(lambda: len(here.objectName()), then=lambda answer: done.append(answer + len(here.objectName())))
        workers.write(lambda _progress: here.objectName(), then=lambda _answer: done.append(1), ended=lambda: here.objectName())

    ask(shown)
    qtbot.waitUntil(lambda: len(done) == 2 and not workers.busy(), timeout=10_000)
    del shown
    assert kept() is None


def test_that_what_is_sent_from_a_thread_is_done_on_the_windows_in_order(qtbot) -> None:
    done: list[tuple[int, str]] = []
    here = post()

    def work() -> None:
        for number in range(50):
            here.send(lambda number=number: done.append((number, threading.current_thread().name)))

    threading.Thread(target=work).start()
    qtbot.waitUntil(lambda: len(done) == 50, timeout=10_000)
    assert done == [(number, "MainThread") for number in range(50)]


def test_that_the_end_of_the_program_stops_what_still_brings_and_waits_no_longer_than_it_may(qtbot, dressed) -> None:
    slow = threading.Event()

    class Slow(Pages):
        def open(self) -> PageInfo:
            slow.wait(30)
            return super().open()

    panes = [PagesPane(), PagesPane()]
    for pane, source in zip(panes, (Pages(), Slow()), strict=True):
        qtbot.addWidget(pane)
        pane.open(source, document="ab" * 32)
    quick, stuck = (pane.feed() for pane in panes)
    began = time.monotonic()
    feeding.end_all(0.3)
    assert time.monotonic() - began < 5
    assert quick.join(0) and not stuck.join(0)
    slow.set()
    assert stuck.join(10)
