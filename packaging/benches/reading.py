"""Reading: a PDF of 132 pages with 300 marks beside the same without any, and a letter's key press beside an empty paint.

Both sides show the same file in the same kind of pane, on the offscreen platform; the worker that renders is part of both.
"""

from __future__ import annotations

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
    pane.resize(800, 560)
    pane.show()
    app.processEvents()
    return pane


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
