"""A paper of a few pages made here, the worker that reads it, and panes that show it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen import canvas

from wmpeer.documents.records import ReadDocument
from wmpeer.documents.worker import DocumentWorker
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.pages import PagesPane
from wmpeer.ui.reading.worker_source import WorkerSource

SHA = "ab" * 32
SENTENCES = (
    "Visits are recorded late in two of the five teams, and managers know which.",
    "Most children in care live within twenty miles of home, as they did last year.",
    "The proportion of children who moved three times fell from ten to eight in a hundred.",
    "Young people tell us that their plans are written with them and not about them.",
)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme().install(qapp, mode="light")
    return qapp


@pytest.fixture(autouse=True)
def _usual_size(dressed: QApplication) -> Iterator[None]:
    yield
    theme().set_reading_pixels(16)


def make_paper(pages: int = 12, *, turned: int | None = None, wide: int | None = None) -> bytes:
    """A PDF: on each page a heading with its number and four sentences; page *turned* lies on its side
    with /Rotate 90, page *wide* is landscape."""
    made = io.BytesIO()
    paper = canvas.Canvas(made, pagesize=A4)
    for page in range(1, pages + 1):
        width, height = landscape(A4) if page in (wide, turned) else A4
        paper.setPageSize((width, height))
        paper.setPageRotation(90 if page == turned else 0)
        if page == turned:  # drawn lying on an upright sheet, as wide tables are
            paper.translate(height, 0)
            paper.rotate(90)
        paper.setFont("Helvetica-Bold", 16)
        paper.drawString(72, height - 80, f"{page} Chapter of page {page}")
        paper.setFont("Helvetica", 11)
        for row, sentence in enumerate(SENTENCES):
            paper.drawString(72, height - 130 - 40 * row, f"{sentence[:-1]} ({page}).")
        paper.showPage()
    paper.save()
    return made.getvalue()


@pytest.fixture(scope="session")
def paper() -> bytes:
    return make_paper(turned=5, wide=7)


@pytest.fixture(scope="session")
def read_paper(paper: bytes) -> ReadDocument:
    with DocumentWorker() as worker:
        return worker.read("paper.pdf", paper)


@pytest.fixture
def pages_pane(qtbot) -> Iterator[Callable[..., PagesPane]]:
    """Makes a shown pane of a PDF whose pages are all read; panes end with the test."""
    made: list[PagesPane] = []

    def show(data: bytes, passages=(), *, whole: bool = True, size: tuple[int, int] = (800, 470)) -> PagesPane:
        pane = PagesPane()
        qtbot.addWidget(pane)
        made.append(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        with qtbot.waitSignal(pane.loaded, timeout=20_000):
            pane.open(WorkerSource(data, "paper.pdf"), document=SHA, passages=passages, title="Self-evaluation")
        if whole:
            qtbot.waitUntil(lambda: all(pane.is_read(unit) for unit in range(pane.unit_count())), timeout=20_000)
            qtbot.waitUntil(lambda: not any(map(pane.lacks, pane.visible_units())) and not pane._widened.isActive(), timeout=20_000)
        pane.setFocus()
        return pane

    yield show
    for pane in made:
        feed = pane.feed()
        pane.close_document()
        assert feed is None or feed.join(20)
