"""Reading: a PDF of 132 pages with 300 marks beside the same without any, and a letter's key press beside an empty paint.

Both sides show the same file in the same kind of pane, on the offscreen platform; the worker that renders is part of both.
"""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import Pair, measurement
from benches.material import real

PAGES = 132
MARKS = 300
_LONGEST_WAIT = 60.0


@measurement("reading: a PDF of 132 pages with 300 marks opened, beside opening it bare", limit=1.5, rounds=7)
def opening(folder: Path) -> Pair:
    """To the first page sharp on view with its words read, the marks on it painted."""
    app, paper = _application(), _paper(folder)
    marks = _marks(paper[1], MARKS)

    def opened(found: list[Any]) -> None:
        pane = _pane(app)
        _open(app, pane, paper, found)
        feed = pane.feed()
        pane.close_document()
        pane.deleteLater()
        app.processEvents()
        if feed is not None:
            feed.join(20)

    return Pair(ours=lambda: opened(marks), bare=lambda: opened([]))


@measurement("reading: a key press to its painted stripe, 300 marks there, beside an empty paint", limit=2.0, rounds=15)
def stripe(folder: Path) -> Pair:
    """Chosen words, the key, the mark among the others, and the page painted with it; twenty times. Beside it: the same page painted again
    with nothing new on it."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from wmpeer.ui.reading.records import Mark, Place

    app, paper = _application(), _paper(folder)
    marks = _marks(paper[1], MARKS)
    pane = _pane(app)
    _open(app, pane, paper, marks)
    _wait(app, lambda: all(pane.is_read(unit) for unit in range(pane.unit_count())))
    made: list[Mark] = []
    pane.kind_pressed.connect(
        lambda kind, chosen: made.append(Mark(f"new {len(made)}", kind, chosen.anchor, "one", "What I say of it", chosen.page))
    )
    words = next(at for at in range(len(pane.text(0))) if pane.text(0)[at].isalpha())
    image = pane.viewport().grab().toImage()

    def pressed() -> None:
        for step in range(20):
            pane.chooser.choose(Place(0, words + step), Place(0, words + step + 30))
            app.sendEvent(pane, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s"))
            pane.set_marks([*marks, *made[-1:]])
            pane.viewport().render(image)
        made.clear()

    def painted() -> None:
        for _ in range(20):
            pane.viewport().render(image)

    def check() -> None:
        pane.chooser.choose(Place(0, words), Place(0, words + 30))
        app.sendEvent(pane, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s"))
        assert made, "the key made no mark"
        made.clear()

    check()
    return Pair(ours=pressed, bare=painted)


def _application() -> Any:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from wmpeer.ui.kit.theme import theme

    app = QApplication.instance() or QApplication(["bench"])
    theme().install(app, "light")
    return app


def _paper(folder: Path) -> tuple[bytes, Any]:
    """A PDF of 132 pages and what was read of it."""
    from wmpeer.documents.worker import DocumentWorker

    there = real("documents", "west_sussex_jsna", "needs_assessment_of_vulnerable_and_looked_after_children___full_report.pdf")
    data = there.read_bytes() if there else _made(folder / "long.pdf").read_bytes()
    with DocumentWorker() as worker:
        return data, worker.read("long.pdf", data)


def _made(path: Path) -> Path:
    """Pages of invented words."""
    import random

    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles, chance = getSampleStyleSheet(), random.Random(3)
    words = ["children", "plans", "workers", "audits", "carers", "review", "months", "placement", "supervision", "partners", "school"]
    story: list[Any] = []
    for page in range(PAGES):
        story.append(Paragraph(f"Part {page + 1}: what we know", styles["Heading2"]))
        story += [Paragraph(" ".join(chance.choices(words, k=90)).capitalize() + ".", styles["BodyText"]) for _ in range(5)]
        story.append(PageBreak())
    SimpleDocTemplate(str(path)).build(story)
    return path


def _marks(read: Any, count: int) -> list[Any]:
    """Marks in passages all over the document, thirty of them on its first pages."""
    from wmpeer.documents.anchors import anchor_of
    from wmpeer.ui.reading.records import KIND_KEYS, Mark

    kinds, long = list(KIND_KEYS.values()), [one for one in read.passages if len(one.text) > 60 and one.kind == "paragraph"]
    found = []
    for at in range(count):
        passage = long[at * len(long) // count] if at % 10 else long[at // 10 % min(10, len(long))]
        start = passage.start + at % 15
        found.append(Mark(str(at), kinds[at % 6], anchor_of(read.text, start, start + 40), "one", "What I say of it", passage.page))
    return found


def _pane(app: Any) -> Any:
    from wmpeer.ui.reading.pages import PagesPane

    pane = PagesPane()
    atexit.register(_close, pane)
    pane.resize(800, 560)
    pane.show()
    app.processEvents()
    return pane


def _close(pane: Any) -> None:
    """End the thread of a pane's pages before Qt ends."""
    import shiboken6

    if shiboken6.isValid(pane) and (feed := pane.feed()) is not None:
        pane.close_document()
        feed.join(20)


def _open(app: Any, pane: Any, paper: tuple[bytes, Any], marks: list[Any]) -> None:
    from wmpeer.ui.reading.worker_source import WorkerSource

    pane.open(WorkerSource(paper[0], "long.pdf"), document="ab" * 32, passages=paper[1].passages)
    pane.set_marks(marks)
    _wait(app, lambda: pane.unit_count() > 0 and pane.is_read(0) and not pane.lacks(0))
    pane.viewport().repaint()


def _wait(app: Any, true: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop

    until = time.perf_counter() + _LONGEST_WAIT
    while not true():
        if time.perf_counter() > until:
            raise TimeoutError("the page did not come")
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


@measurement("reading: typing into the search of 100,000 passages, beside the same panel that searches nothing", limit=2.0, rounds=7)
def typing(folder: Path) -> Pair:
    """Forty letters, each typed and painted, a few milliseconds apart, while searches run on another thread; what they hold up shows here.
    (In use a search waits until the typing pauses.)"""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QMainWindow

    from wmpeer.documents.queries import search_passages
    from wmpeer.journal.workspace import Workspace
    from wmpeer.ui.jobs import Jobs
    from wmpeer.ui.kit.found import Found
    from wmpeer.ui.kit.searchpanel import SearchPanel
    from wmpeer.ui.kit.topbar import SearchField

    app, workspace = _application(), _many_passages(folder)

    def find(words: str) -> list[Found]:
        hits = workspace.read(search_passages, words, 12)
        return [Found(hit.snippet, hit.document, "Passage") for hit in hits]

    window, jobs = QMainWindow(), Jobs()
    field = SearchField(window)
    panel = SearchPanel(window, field, jobs, lambda error: None)
    window.resize(900, 600)
    window.show()
    field.show()
    field.setFocus()
    app.processEvents()
    field.textChanged.connect(lambda _text: panel.typed())
    panel._pause.setInterval(0)
    letters = "placement supervision children visits ca"
    assert isinstance(workspace, Workspace)
    assert find("placement supervision"), "nothing was found"

    def typed(searching: bool) -> None:
        panel.find = find if searching and window.isVisible() else None
        field.clear()
        for letter in letters:
            QTest.keyClick(field, Qt.Key(ord(letter.upper())) if letter != " " else Qt.Key.Key_Space)
            panel.repaint()
            _spin(app, 0.002)

    return Pair(ours=lambda: typed(True), bare=lambda: typed(False))


def _spin(app: Any, seconds: float) -> None:
    """What a pause between two letters lets happen, for so long at least."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()


def _many_passages(folder: Path) -> Any:
    """A hundred documents of a thousand passages each."""
    import random

    from benches.material import new_workspace

    from wmpeer.documents.actions import carry_out
    from wmpeer.documents.plan import LoadPlan, PlannedDocument
    from wmpeer.documents.records import Draft, assemble
    from wmpeer.documents.sources import Source
    from wmpeer.files import sha256_of

    workspace, chance = new_workspace(folder), random.Random(11)
    words = ["placement", "supervision", "children", "visits", "carers", "plans", "review", "months", "school", "audit", "health"]
    items = []
    for number in range(100):
        drafts = [Draft("paragraph", " ".join(chance.choices(words, k=25)), place // 10 + 1) for place in range(1000)]
        data = str(number).encode()
        document = assemble("pdf", drafts, pages=100)
        items.append(PlannedDocument(Source(f"{number}.pdf", data=data), sha256_of(data), len(data), "new", "E08000030", document=document))
    carry_out(workspace, LoadPlan(tuple(items)))
    return workspace
