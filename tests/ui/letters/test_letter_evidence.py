"""What a paragraph of a letter stands on: words, clipped parts of pages, figures and flags, each shown and each a way to its place."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from reportlab.pdfgen import canvas

from tests.ui.letters.conftest import KELSBOROUGH, Office
from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.clips import keep_clipping
from wmpeer.judging.records import ClipDraft, FigureLine, FindingDraft, FindingLine, PercentBox
from wmpeer.ui.judge.clips import ClipPicture
from wmpeer.ui.judge.records import PiecePlace
from wmpeer.ui.letters.evidence import evidence_rows
from wmpeer.ui.places import PartPlace

CHARTED = "The chart of placements was the clearest the panel had seen."
OWN = "The table of visits leaves two teams out."
BOX = PercentBox(10, 20, 50, 30)


@pytest.fixture
def clipped(office: Office) -> Office:
    """A strength of a colleague, and an area to consider of one's own, each on nothing but a part of a page."""
    paper = io.BytesIO()
    page = canvas.Canvas(paper)
    for words in ("Placements by distance from home in the last three years.", "Visits by team, with the two teams that began in May."):
        page.drawString(72, 700, words)
        page.showPage()
    page.save()
    workspace = office.workspace
    known = workspace.read(documents, every=True)
    with DocumentWorker() as worker:
        carry_out(workspace, plan_load([Source("annex.pdf", data=paper.getvalue())], known, (), worker=worker, authority=KELSBOROUGH))
    sha = next(one.sha256 for one in workspace.read(documents, KELSBOROUGH) if one.name == "annex.pdf")
    png = io.BytesIO()
    Image.new("RGB", (300, 120), "white").save(png, "PNG")
    picture = keep_clipping(workspace, png.getvalue())
    colleague = next(one.author for one in office.screen._shown.sheet.findings)
    part = (ClipDraft(sha, 2, BOX, picture),)
    keep_finding(workspace.on_behalf_of(colleague), FindingDraft(KELSBOROUGH, "leaders", "strength", CHARTED, evidence=part))
    keep_finding(workspace, FindingDraft(KELSBOROUGH, "leaders", "consider", OWN, rank=1, evidence=part))
    office.screen.reload()
    office.until(lambda: any(OWN in one.text for one in office.screen._shown.paragraphs))
    office.settled()
    return office


def test_that_a_clipped_part_of_a_page_is_evidence_of_a_paragraph_and_is_shown(clipped: Office) -> None:
    clipped.point_at(CHARTED)
    picture: Any = clipped.find("clip-picture")
    assert isinstance(picture, ClipPicture)
    clipped.until(lambda: not picture._image.isNull())
    assert "Shown on page 2 of" in clipped.paragraph(CHARTED).text
    link = next(
        one for one in clipped.screen.side.source.findChildren(type(clipped.find("source-history"))) if one.objectName()[:5] == "clip-"
    )
    assert link.text() == "p 2, annex.pdf"
    link.click()
    assert clipped.went[-1][:2] == ("read", KELSBOROUGH)
    place = clipped.went[-1][2]
    assert isinstance(place, PartPlace)
    assert (place.page, tuple(place.box)) == (2, tuple(BOX))
    clipped.point_at(OWN)
    clipped.find("clip-picture").setFocus()
    clipped.press(Qt.Key.Key_Space)
    assert isinstance(clipped.went[-1][2], PiecePlace)
    said = [check.sentence for check in clipped.screen._shown.checks]
    assert not any("no evidence" in one and ("struck" in one or "Area to consider 1 " in one) for one in said), said


def test_that_a_flag_says_its_sentence_above_its_figure(qtbot: Any, dressed: Any) -> None:
    flag = FigureLine("e1", "cla", "2025", "lait", "Children in care", 120.0, "120", flag="worst-fifth", sentence="In the worst fifth.")
    bare = FigureLine("e2", "cla", "2025", "lait", "Children in care", None, "")
    line = FindingLine("f", KELSBOROUGH, "leaders", "question", "Why?", None, (), True, None, "", "a", "A", "A", "", figures=(flag, bare))
    opened: list[FigureLine] = []
    parts = list(evidence_rows(line, lambda _image, _then: None, lambda _piece: None, opened.append))
    for one in parts:
        qtbot.addWidget(one)
    assert [one.text() for one in parts] == ["In the worst fifth.", "Children in care, 120", "Children in care, no value"]
    parts[1].click()
    assert opened == [flag]
