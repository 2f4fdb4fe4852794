"""A self-evaluation as its authority sends it, again and again: a PDF with sentences, a table and a chart, each version drawn anew."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

SAME = "Staff know the plan for each child and say so when they are asked."
CHANGED = "Visits to children are recorded late in most teams of the service."
OTHERWISE = "Visits to children were recorded rather late in a few teams of the service."
GONE = "Duty workers visit once; they do not build a relationship with families."
CLAIM = "Our re-referral rate fell to 21.3% in 2024/25."
NOTED = "Supervision is recorded in nine of ten files that were looked at."
ROWS = (("Measure", "Last year", "This year"), ("Assessments in time", "84 %", "88 %"), ("Plans reviewed in time", "91 %", "93 %"))


@dataclass(frozen=True)
class Paper:
    """What one version says."""

    sentences: tuple[str, ...] = (SAME, CHANGED, GONE, CLAIM, NOTED)
    bars: tuple[int, ...] = (12, 18, 15, 22)
    foreword: bool = False
    rows: tuple[tuple[str, ...], ...] = ROWS

    def pdf(self) -> bytes:
        styles = getSampleStyleSheet()
        body: list[Flowable] = [Paragraph("Calderholt children’s services: self-evaluation 2026", styles["Heading1"])]
        if self.foreword:
            words = "The lead member for children writes that the year was a good one, and thanks everybody who worked for it."
            body += [Paragraph("Foreword", styles["Heading2"]), Paragraph(words, styles["BodyText"]), PageBreak()]
        body.append(Paragraph("Help and protection", styles["Heading2"]))
        for one in self.sentences:
            body += [Paragraph(one, styles["BodyText"]), Spacer(1, 14)]
        body += [Table([list(row) for row in self.rows], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), Spacer(1, 20), self.chart()]
        held = io.BytesIO()
        SimpleDocTemplate(held, title="Calderholt self-evaluation 2026", invariant=True).build(body)
        return held.getvalue()

    def chart(self) -> Drawing:
        drawing = Drawing(300, 160)
        chart = VerticalBarChart()
        chart.x, chart.y, chart.width, chart.height = 30, 20, 250, 120
        chart.data = [self.bars]
        chart.categoryAxis.categoryNames = [f"Quarter {at + 1}" for at in range(len(self.bars))]
        drawing.add(chart)
        return drawing


FIRST = Paper()
SECOND = Paper((CLAIM, NOTED.replace("nine", "eight"), SAME, OTHERWISE), foreword=True)
THIRD = Paper((SAME, OTHERWISE, CLAIM, NOTED), foreword=False)
OTHER_BARS = Paper(bars=(12, 18, 15, 29))
