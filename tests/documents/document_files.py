"""Makes the documents that the tests read: ordinary ones, and ones named for their fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pypdfium2
import pypdfium2.raw as raw
from repeated import Repeated
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(parts: Mapping[str, str | bytes | Repeated]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 10, 8, 9, 0, 0))  # the same bytes, whenever they are made
            entry.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(body, Repeated):
                body.write_to(archive, entry)
            else:
                archive.writestr(entry, body)
    return out.getvalue()


# --- Word ------------------------------------------------------------------------------------------------------------------------------


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of plain words or of runs that are XML already."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def tbl(*rows: list[str]) -> str:
    """A table; a cell is XML (``<w:p>…``) or words."""
    written = "".join("<w:tr>" + "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def tc(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Our chapter"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Odd"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullet2"><w:name w:val="List Bullet 2"/></w:style>
</w:styles>"""


def docx(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """A Word document; *parts* are further parts by kind (``footnotes="<w:footnotes>…"``)."""
    parts = {"styles": STYLES, **parts}
    relations = "".join(f'<Relationship Id="{kind}" Type="{R}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>' for kind in parts)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{kind}.xml": written for kind, written in parts.items()},
    }
    if strict:
        made = {name: str(body).replace(W, STRICT_W).replace(R, STRICT_R) for name, body in made.items()}
    return zipped(made)


# --- OpenDocument -----------------------------------------------------------------------------------------------------------------------

_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("svg", "svg-compatible"),
    )
)
ODT_KIND = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    return zipped(
        {
            "mimetype": ODT_KIND,
            "content.xml": f'<office:document-content {_ODF} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}>{styles}</office:document-styles>",
            "META-INF/manifest.xml": manifest or '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )


# --- PDF --------------------------------------------------------------------------------------------------------------------------------


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def lines(
    canvas: Canvas, texts: list[str], *, x: float = 72, top: float = 780, size: float = 11, step: float = 14, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, size)
    for place, text in enumerate(texts):
        canvas.drawString(x, top - step * place, text)


def pdf_of(pages: int, words: str = "Children are seen promptly on page {page}.") -> bytes:
    def draw(canvas: Canvas) -> None:
        for page in range(1, pages + 1):
            lines(canvas, [words.format(page=page)])
            canvas.showPage()

    return pdf(draw)


def pdf_of_pictures(pictures: int, with_words: int = 0) -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    scan = ImageReader(Image.new("RGB", (60, 80), "grey"))

    def draw(canvas: Canvas) -> None:
        for _ in range(pictures):
            canvas.drawImage(scan, 0, 0, 595, 842)
            canvas.showPage()
        for page in range(with_words):
            lines(canvas, [f"These words can be read, on page {page}."])
            canvas.showPage()

    return pdf(draw)


def pdf_with_a_password() -> bytes:
    return pdf(lambda canvas: lines(canvas, ["secret"]), encrypt=StandardEncryption("open sesame", canPrint=0))


def turned(data: bytes, degrees: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """The PDF with its first page turned clockwise, and cropped to left, bottom, right, top."""
    document = pypdfium2.PdfDocument(data)
    document[0].set_rotation(degrees)
    if crop:
        document[0].set_cropbox(*crop)
    out = io.BytesIO()
    document.save(out, flags=raw.FPDF_NO_INCREMENTAL)
    return out.getvalue()


# --- named for their fault ----------------------------------------------------------------------------------------------------------------


def docx_that_unpacks_to_a_gigabyte() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": Repeated(b" ", 1 << 30)})


def docx_with_six_thousand_parts() -> bytes:
    return zipped({"word/document.xml": "<a/>", **{f"word/media/{number}.bin": "" for number in range(6_000)}})


def docx_with_a_document_type() -> bytes:
    laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{laughs}<w:document>&lol2;</w:document>"})


def docx_with_macros() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>", "word/vbaProject.bin": b"Sub AutoOpen()"})


def ole(*streams: str) -> bytes:
    """An old Office container, as far as anything looks at it: its first bytes and the names of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def docx_nested_too_deeply(depth: int = 400) -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * depth + p("deep") + "</w:tc></w:tr></w:tbl>" * depth)
