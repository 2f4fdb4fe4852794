"""Renders a document as PDF: running marks on every page, an outline, tables that break over pages, and one page that is only a picture."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

from demo_source import FICTIONAL, Block, Source, runs_of
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

rl_config.invariant = 1  # the same bytes each time
FONTS = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
TEAL = colors.HexColor("#075E69")
LOOKS = {
    "Ashcombe": ("#064E57", 11.5, 17),
    "Eastholt": ("#3B3B3B", 11, 16),
    "Greyminster": ("#3A2A5C", 10, 14.5),
    "Wexcombe": ("#7A2E1E", 10.5, 15),
}
LETTER = (
    "4 August 2026", "", "Dear Director,", "", "You asked what we would want the panel to read. We met",
    "at the pier on Sunday, nine of us, and this is it.", "", "We want to know six months before, not six weeks, where",
    "we are going to live.", "", "We want one number that somebody answers after six.", "",
    "We want you to stop saying transition. We are moving out.", "", "Three of us have had five advisers. Two of us have had",
    "the same one all along, and you can tell which.", "", "Please do not tidy this up.", "", "Written down by two of us for the nine.", "",
    "FICTIONAL: FOR DEMONSTRATION",
)  # fmt: skip


def pdf(source: Source, blocks: list[Block]) -> bytes:
    """*blocks* on A4 pages."""
    for style, name in (("Regular", "L"), ("Bold", "LB"), ("Italic", "LI")):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"LiberationSans-{style}.ttf"))
    pdfmetrics.registerFontFamily("L", normal="L", bold="LB", italic="LI", boldItalic="LB")
    out = io.BytesIO()
    document = _Document(out, source)
    document.build(_story(source, blocks))
    return out.getvalue()


class _Document(BaseDocTemplate):
    def __init__(self, out: io.BytesIO, source: Source) -> None:
        super().__init__(out, pagesize=A4, title=source.title, author=f"{source.authority} (fictional)", subject=FICTIONAL)
        self._source = source
        frame = Frame(22 * mm, 20 * mm, A4[0] - 44 * mm, A4[1] - 42 * mm, id="text")
        whole = Frame(0, 0, A4[0], A4[1], 0, 0, 0, 0, id="picture")
        self.addPageTemplates([PageTemplate("text", [frame], onPage=self._marks), PageTemplate("picture", [whole])])

    def _marks(self, canvas: object, _document: object) -> None:
        canvas.saveState()  # type: ignore[attr-defined]
        canvas.setFont("L", 8)  # type: ignore[attr-defined]
        canvas.setFillColor(colors.HexColor("#56656A"))  # type: ignore[attr-defined]
        canvas.drawString(22 * mm, A4[1] - 13 * mm, f"{self._source.authority} · {FICTIONAL}")  # type: ignore[attr-defined]
        canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, f"{FICTIONAL} · {canvas.getPageNumber()}")  # type: ignore[attr-defined]
        canvas.restoreState()  # type: ignore[attr-defined]

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        level = getattr(flowable, "outline_level", None)
        if level is None:
            return
        key = f"h{self.page}-{level}-{flowable.getPlainText()[:40]}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level, level > 1)


def _story(source: Source, blocks: list[Block]) -> list[Flowable]:
    colour, size, leading = LOOKS.get(source.authority, ("#064E57", 10.5, 15))
    body = ParagraphStyle("body", fontName="L", fontSize=size, leading=leading, spaceAfter=leading * 0.5)
    small = ParagraphStyle("cell", fontName="L", fontSize=8.5, leading=10.5)
    heads = {
        f"h{n}": ParagraphStyle(f"h{n}", fontName="LB", fontSize=points, leading=points * 1.25, spaceBefore=points * 0.7,
                                spaceAfter=points * 0.4,
                                textColor=colors.HexColor(colour), keepWithNext=1)
        for n, points in ((1, 22), (2, 15), (3, 12))
    }  # fmt: skip
    story: list[Flowable] = []
    for block in blocks:
        if block.kind in heads:
            if block.kind == "h2" and source.page_each and len(story) > 4:
                story.append(PageBreak())
            heading = Paragraph(_marked(block.text), heads[block.kind])
            heading.outline_level = int(block.kind[1]) - 1
            story.append(heading)
        elif block.kind in ("bullets", "numbers"):
            items = [ListItem(Paragraph(_marked(item), body), leftIndent=16) for item in block.items]
            start = {"bulletType": "bullet", "start": "•"} if block.kind == "bullets" else {"bulletType": "1"}
            story.append(ListFlowable(items, bulletFontName="L", bulletFontSize=size, leftIndent=16, **start))
        elif block.kind == "table":
            story.append(_table(block.rows, small, colour))
        elif block.kind == "scan":
            story += [NextPageTemplate("picture"), PageBreak(), _Picture(scanned()), NextPageTemplate("text"), PageBreak()]
        else:
            story.append(Paragraph(_marked(block.text), body))
    return story


def _table(rows: tuple[tuple[str, ...], ...], style: ParagraphStyle, colour: str) -> Table:
    width = A4[0] - 44 * mm
    numeric = len(rows[0]) > 3 and all(len(cell) < 9 for row in rows[1:] for cell in row[1:])
    first = max(0.28, 1 - 0.115 * (len(rows[0]) - 1)) if numeric else 1.0
    lengths = [max(6, min(60, sum(len(row[n]) for row in rows) / len(rows))) for n in range(len(rows[0]))]
    shares = [first, *[(1 - first) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)] if numeric else [length / sum(lengths) for length in lengths]
    table = Table([[Paragraph(_marked(cell), style) for cell in row] for row in rows], [width * share for share in shares],
                  repeatRows=1, spaceBefore=6, spaceAfter=10)  # fmt: skip
    table.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9AA8AA")), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#E8EDED")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 1, colors.HexColor(colour)),
    ]))  # fmt: skip
    return table


def _marked(text: str) -> str:
    return "".join(f"<{style}>{escape(words)}</{style}>" if style else escape(words) for style, words in runs_of(text))


class _Picture(Flowable):
    """A picture that fills the page: a scanned letter. There is no text on it that a program could read."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.width, self.height = A4[0] - 1, A4[1] - 1
        self._data = data

    def draw(self) -> None:
        self.canv.drawImage(ImageReader(io.BytesIO(self._data)), 0, 0, self.width, self.height)


def scanned() -> bytes:
    """A letter as a scanner leaves it: grey, slightly turned, with a shadow at the edge."""
    page = Image.new("L", (1060, 1500), 244)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONTS / "LiberationSans-Italic.ttf"), 30)
    for line, words in enumerate(LETTER):
        pen.text((130, 150 + line * 54), words, fill=48, font=font)
    for edge in range(18):
        pen.line([(edge, 0), (edge, 1500)], fill=190 + edge * 3)
    turned = page.rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor=244).quantize(16, dither=Image.Dither.NONE)
    out = io.BytesIO()
    turned.convert("L").save(out, "PNG", optimize=True)
    return out.getvalue()
