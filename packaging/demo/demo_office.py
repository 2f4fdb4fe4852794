# ruff: noqa: E501 (markup reads better whole)
"""Renders a document as Word, OpenDocument and PowerPoint; zips are written with one fixed date, so that they are the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from xml.sax.saxutils import escape

from demo_source import FICTIONAL, Block, Source, plain, runs_of
from docx import Document
from docx.shared import Pt, RGBColor
from pptx import Presentation
from pptx.util import Inches
from pptx.util import Pt as SlidePt

DAY = datetime(2026, 9, 14, 9, 0, 0)  # noqa: DTZ001  (documents keep a day without a zone)


def steady(data: bytes, changed: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({})) -> bytes:
    """The same zip with every entry dated 1980, in the same order; *changed* entries as they are given back."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            after.writestr(fixed, changed.get(entry.filename, bytes)(before.read(entry)))
    return out.getvalue()


# ------------------------------------------------------------------ Word
def docx(source: Source, blocks: list[Block]) -> bytes:
    """*blocks* as a Word document with real headings, lists and tables."""
    document = Document()
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.created, facts.modified = (
        source.title,
        f"{source.authority} (fictional)",
        FICTIONAL,
        DAY,
        DAY,
    )
    facts.last_modified_by, facts.revision = source.authority, 1
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = ("Calibri", Pt(11)) if source.authority != "Fenholme" else ("Arial", Pt(12))
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{source.authority}. {FICTIONAL}"
    section.footer.paragraphs[0].text = FICTIONAL
    for block in blocks:
        _docx_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _docx_block(document: object, block: Block) -> None:
    add = document
    if block.kind in ("h1", "h2", "h3"):
        add.add_heading(plain(block.text), int(block.kind[1]))  # type: ignore[attr-defined]
        if block.kind == "h1":
            mark = add.add_paragraph().add_run(f"{FICTIONAL}.")  # type: ignore[attr-defined]
            mark.italic, mark.font.color.rgb = True, RGBColor(0x56, 0x65, 0x6A)
    elif block.kind in ("bullets", "numbers"):
        for item in block.items:
            _runs(add.add_paragraph(style="List Bullet" if block.kind == "bullets" else "List Number"), item)  # type: ignore[attr-defined]
    elif block.kind == "table":
        table = add.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")  # type: ignore[attr-defined]
        for row in block.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = plain(words)
        if len(block.rows[0]) > 6:  # room for the words of the first column
            _widths(table, [Inches(2.4), *[Inches(0.52)] * (len(block.rows[0]) - 1)])
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
        add.add_paragraph()  # type: ignore[attr-defined]
    elif block.text:
        _runs(add.add_paragraph(), block.text)  # type: ignore[attr-defined]


def _widths(table: object, widths: list[int]) -> None:
    table.autofit = False  # type: ignore[attr-defined]
    for row in table.rows:  # type: ignore[attr-defined]
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8.5)


def _runs(paragraph: object, text: str) -> None:
    for style, words in runs_of(text):
        run = paragraph.add_run(words)  # type: ignore[attr-defined]
        run.bold, run.italic = style == "b" or None, style == "i" or None


# ------------------------------------------------------------------ PowerPoint
def pptx(source: Source, blocks: list[Block]) -> bytes:
    """*blocks* as slides, one for each second-level heading; notes stand in the speaker's notes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    facts = deck.core_properties
    facts.title, facts.author, facts.created, facts.modified = source.title, f"{source.authority} (fictional)", DAY, DAY
    facts.last_modified_by, facts.revision = source.authority, 1
    slides: list[list[Block]] = []
    for block in blocks:
        if block.kind in ("h1", "h2"):
            slides.append([block])
        else:
            slides[-1].append(block)
    for group in slides:
        _slide(deck, group)
    out = io.BytesIO()
    deck.save(out)
    return steady(out.getvalue())


def _slide(deck: object, group: list[Block]) -> None:
    first = group[0].kind == "h1"
    slide = deck.slides.add_slide(deck.slide_layouts[0 if first else 1])  # type: ignore[attr-defined]
    slide.shapes.title.text = plain(group[0].text)
    title, body = slide.shapes.title, slide.placeholders[1]
    title.left, title.top, title.width, title.height = Inches(0.7), Inches(0.4 if not first else 2.0), Inches(12), Inches(1.1)
    body.left, body.top, body.width, body.height = Inches(0.7), Inches(1.6 if not first else 3.4), Inches(12), Inches(3)
    lines = [item for block in group[1:] if block.kind in ("bullets", "numbers") for item in block.items]
    lines += [block.text for block in group[1:] if block.kind == "para"]
    for number, line in enumerate(lines):
        paragraph = body.text_frame.paragraphs[0] if number == 0 else body.text_frame.add_paragraph()
        paragraph.text, paragraph.font.size = plain(line), SlidePt(20)
    rows = next((block.rows for block in group if block.kind == "table"), None)
    if rows:
        top = Inches(4.2 if lines else 1.7)
        table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(0.7), top, Inches(12), Inches(0.45 * len(rows))).table
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, words in zip(cells.cells, row, strict=True):
                cell.text = plain(words)
                cell.text_frame.paragraphs[0].font.size = SlidePt(16)
    if not lines:
        body.element.getparent().remove(body.element)
    mark = slide.shapes.add_textbox(Inches(9.2), Inches(7.0), Inches(4), Inches(0.4)).text_frame
    mark.text = FICTIONAL
    mark.paragraphs[0].font.size = SlidePt(11)
    for block in group:
        if block.kind == "note":
            slide.notes_slide.notes_text_frame.text = plain(block.text)


# ------------------------------------------------------------------ OpenDocument
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
_FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def odt(source: Source, blocks: list[Block]) -> bytes:
    """*blocks* as an OpenDocument text with real headings, lists, tables, and a running header."""
    body = "".join(_odt_block(block) for block in blocks)
    automatic = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #9aa8aa" fo:padding="0.1cm"/></style:style>'
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
        '<text:list-style style:name="U"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    content = (
        f'{_HEAD}<office:document-content {_NAMES} {_FO} office:version="1.3"><office:automatic-styles>{automatic}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    headings = "".join(
        f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" style:default-outline-level="{n}">'
        f'<style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"/>'
        f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
        for n, size in ((1, 20), (2, 15), (3, 12))
    )
    styles = (
        f'{_HEAD}<office:document-styles {_NAMES} {_FO} office:version="1.3"><office:styles>'
        '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm"/></style:style>'
        f'{headings}</office:styles><office:automatic-styles><style:page-layout style:name="P"/></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header>'
        f"<text:p>{escape(source.authority)}. {FICTIONAL}</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_NAMES} {_DC} office:version="1.3"><office:meta><dc:title>{escape(source.title)}</dc:title>'
        f"<dc:creator>{escape(source.authority)} (fictional)</dc:creator><dc:date>{DAY.isoformat()}</dc:date></office:meta></office:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    parts = ("content.xml", "styles.xml", "meta.xml")
    entries = "".join(f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>' for part in parts)
    manifest = (
        f'{_HEAD}<manifest:manifest {_NAMES} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f"{entries}</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, text in (("content.xml", content), ("styles.xml", styles), ("meta.xml", meta), ("META-INF/manifest.xml", manifest)):
            archive.writestr(name, text)
    return steady(out.getvalue())


def _odt_block(block: Block) -> str:
    if block.kind in ("h1", "h2", "h3"):
        level = block.kind[1]
        heading = f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{escape(plain(block.text))}</text:h>'
        return heading + (f"<text:p>{FICTIONAL}.</text:p>" if level == "1" else "")
    if block.kind in ("bullets", "numbers"):
        items = "".join(f"<text:list-item><text:p>{_spans(item)}</text:p></text:list-item>" for item in block.items)
        return f'<text:list text:style-name="{"U" if block.kind == "bullets" else "N"}">{items}</text:list>'
    if block.kind == "table":
        columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
        rows = "".join(
            "<table:table-row>"
            + "".join(f'<table:table-cell table:style-name="C"><text:p>{_spans(cell)}</text:p></table:table-cell>' for cell in row)
            + "</table:table-row>"
            for row in block.rows
        )
        return f"<table:table>{columns}{rows}</table:table>"
    return f'<text:p text:style-name="Standard">{_spans(block.text)}</text:p>'


def _spans(text: str) -> str:
    return "".join(
        f'<text:span text:style-name="{style.upper()}">{escape(words)}</text:span>' if style else escape(words)
        for style, words in runs_of(text)
    )
