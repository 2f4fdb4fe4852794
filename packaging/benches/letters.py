"""Fourteen letters, beside reportlab setting the same words on as many pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from bench import Pair, measurement
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from wmpeer.demo.doors import make_demo
from wmpeer.files import resource
from wmpeer.journal.workspace import open_workspace
from wmpeer.letters.content import LetterContent
from wmpeer.letters.gather import letter_draft
from wmpeer.letters.pdf import letter_pdf
from wmpeer.letters.printed import Grid, Picture, Words, blocks_of, printed
from wmpeer.outgoing import plain
from wmpeer.region.queries import authorities


@measurement("fourteen letters, beside bare reportlab", limit=1.8, rounds=5)
def letters(folder: Path) -> Pair:
    made = make_demo(folder / "demo")
    workspace = open_workspace(made.workspace, "demo")
    contents = [workspace.read(letter_draft, one.ons_code, date(2026, 10, 16)).content for one in workspace.read(authorities)]
    workspace.close()
    pdfmetrics.registerFont(TTFont("Bare", str(resource("fonts", "LiberationSans-Regular.ttf"))))
    style = getSampleStyleSheet()["BodyText"].clone("bare", fontName="Bare")
    return Pair(ours=lambda: [letter_pdf(one) for one in contents], bare=lambda: [_bare(one, style) for one in contents])


def _bare(content: LetterContent, style: object) -> bytes:
    out, story = BytesIO(), []
    for block in blocks_of(printed(content)):
        if isinstance(block, Words):
            story.append(Paragraph(plain(block.text).replace("&", "&amp;").replace("<", "&lt;"), style))
        elif isinstance(block, Grid):
            rows = (block.heads, *block.rows)
            story.append(Table([[Paragraph(plain(cell).replace("&", "&amp;"), style) for cell in row] for row in rows]))
        elif isinstance(block, Picture):
            from wmpeer.drawing.chart import chart_drawing

            story.append(chart_drawing(block.chart, 450))
    SimpleDocTemplate(out).build(story)
    return out.getvalue()
