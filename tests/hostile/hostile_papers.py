"""Documents that somebody else's program, a bad line or an ill will could have made: each named for its fault, made when asked for."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator

import document_files as ordinary
from repeated import Repeated
from reportlab.lib.pdfencrypt import StandardEncryption

Make = Callable[[], bytes]

WALSALL = "Walsall children's services: our self-evaluation. Leaders know their services well and say so plainly."


# --- PDF, written by hand: objects in, a file out -------------------------------------------------------------------------------------


def pdf_of(*objects: bytes | str, root: int = 1, extra: str = "", version: str = "1.7") -> bytes:
    """A PDF whose objects 1, 2, 3 … are *objects*, with a right cross-reference table."""
    out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode("latin-1")) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(body: bytes, keys: str = "") -> bytes:
    return f"<< /Length {len(body)} {keys} >>\nstream\n".encode() + body + b"\nendstream"


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(keys: str = "", box: str = "0 0 595 842") -> str:
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R /Y 7 0 R >> >>"
    return f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {resources} {keys} >>"


def words(text: str = WALSALL, at: str = "72 700") -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return stream(f"BT /F 12 Tf {at} Td ({escaped}) Tj ET".encode("latin-1"))


def plain_pdf(box: str = "0 0 595 842", keys: str = "", *more: bytes | str) -> bytes:
    return pdf_of(CATALOG, ONE_PAGE, page(keys, box), words(), HELVETICA, *more)


def ten_pages() -> bytes:
    def draw(canvas: ordinary.Canvas) -> None:
        for number in range(10):
            ordinary.lines(
                canvas, [WALSALL, f"Page {number} of the story, with words of its own on it.", "We visit children every week."] * 8
            )
            canvas.showPage()

    return ordinary.pdf(draw)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def flipped(data: bytes, seed: int, count: int = 60) -> bytes:
    """*data* with *count* bits turned over, the first bytes spared so that it is still told for what it is."""
    draw, out = random.Random(seed), bytearray(data)
    for _ in range(count):
        place = draw.randrange(16, len(out))
        out[place] ^= 1 << draw.randrange(8)
    return bytes(out)


def pdf_many_pages(count: int, body: bytes = b"") -> bytes:
    """Pages that all show the same words."""
    kids = " ".join(f"{number + 5} 0 R" for number in range(count))
    pages = [
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
        for _ in range(count)
    ]
    return pdf_of(CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", body or words(), HELVETICA, *pages)


def pdf_two_thousand_full_pages() -> bytes:
    full = "".join(f"BT /F 12 Tf 72 {780 - 18 * line} Td ({line}. {WALSALL}) Tj ET\n" for line in range(40))
    return pdf_many_pages(2000, stream(full.encode()))


def pdf_page_tree_loop() -> bytes:
    return pdf_of(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>")


def pdf_claiming_a_billion_pages() -> bytes:
    return pdf_of(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", page(), words(), HELVETICA)


def pdf_form_inside_itself() -> bytes:
    loop = stream(b"/X Do /Y Do", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R /Y 7 0 R >> >>")
    return pdf_of(CATALOG, ONE_PAGE, page(), stream(b"/X Do"), HELVETICA, loop, loop)


def pdf_forms_doubling(levels: int = 40) -> bytes:
    forms = [
        stream(
            b"/A Do /A Do",
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /A {7 + level} 0 R >> /Font << /F 5 0 R >> >>",
        )
        for level in range(levels)
    ]
    last = stream(
        b"BT /F 9 Tf 10 10 Td (Walsall) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>"
    )
    return pdf_of(CATALOG, ONE_PAGE, page(), stream(b"/X Do"), HELVETICA, *forms, last)


def pdf_inflating(megabytes: int) -> bytes:
    squeezed = zlib.compress(Repeated(b" ", megabytes << 20).zlib(), 9)
    return pdf_of(CATALOG, ONE_PAGE, page(), stream(squeezed, "/Filter [/FlateDecode /FlateDecode]"), HELVETICA)


def pdf_picture(filters: str, body: bytes, wide: int = 60000, high: int = 60000) -> bytes:
    picture = stream(
        body, f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter {filters}"
    )
    return pdf_of(
        CATALOG,
        ONE_PAGE,
        page(),
        stream(b"q 595 0 0 842 0 0 cm /X Do Q BT /F 12 Tf 72 700 Td (Walsall children.) Tj ET"),
        HELVETICA,
        picture,
    )


def pdf_jbig2() -> bytes:
    header = bytes.fromhex("0000000030000100000013") + (60000).to_bytes(4, "big") * 2 + bytes(8) + b"\x00\x00\x00"
    return pdf_picture("/JBIG2Decode", header)


def pdf_jpx() -> bytes:
    size = (60000).to_bytes(4, "big")
    siz = b"\x00\x00" + size + size + bytes(8) + size + size + bytes(8) + b"\x00\x03" + b"\x07\x01\x01" * 3
    code = b"\xff\x4f\xff\x51" + (len(siz) + 2).to_bytes(2, "big") + siz + b"\xff\xd9"
    return pdf_picture("/JPXDecode", code)


def pdf_million_objects(count: int = 1_000_000) -> bytes:
    return pdf_of(CATALOG, ONE_PAGE, page(), words(), HELVETICA, *(["null"] * count))


def pdf_deep_arrays(depth: int = 200_000) -> bytes:
    return pdf_of(CATALOG, ONE_PAGE, page(f"/Odd {'[' * depth}{']' * depth}"), words(), HELVETICA)


def pdf_with_javascript() -> bytes:
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >> "
        "/Names << /EmbeddedFiles "
        "<< /Names [(run.exe) 6 0 R] >> >> >>",
        ONE_PAGE, page("/AA << /O << /S /Launch /F (cmd.exe) >> >>"), words(), HELVETICA,
        "<< /Type /Filespec /F (run.exe) /EF << /F 7 0 R >> >>", stream(b"MZ" + bytes(2000), "/Type /EmbeddedFile"),
    )  # fmt: skip


def pdf_unreadable_letters(paragraphs: int = 30) -> bytes:
    """Words in a font whose codes stand for no letters: what comes out is private-use or control signs, not words."""
    codes = "".join(f"{number:02X}" for number in range(1, 30))
    lines = "".join(f"BT /F 10 Tf 40 {800 - 20 * line} Td <{codes}> Tj ET " for line in range(paragraphs))
    names = " ".join(f"/g{number}" for number in range(1, 30))
    glyphs = " ".join(f"/g{number} 6 0 R" for number in range(1, 30))
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 29 /Widths "
        f"[{'500 ' * 29}] /Encoding << /Type /Encoding /Differences [1 {names}] >> /CharProcs << {glyphs} >> /Resources << >> >>"
    )
    return pdf_of(CATALOG, ONE_PAGE, page(), stream(lines.encode()), font, stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f"))


def pdf_private_letters(paragraphs: int = 30) -> bytes:
    """Words whose own table maps every code to the private use area: a subset font without its real table."""
    pairs = "".join(f"<{number:02X}> <{0xE000 + number:04X}>\n" for number in range(1, 30))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        f"29 beginbfchar\n{pairs}endbfchar endcmap end end"
    )
    codes = "".join(f"{number:02X}" for number in range(1, 30))
    lines = "".join(f"BT /F 10 Tf 40 {800 - 20 * line} Td <{codes}> Tj ET " for line in range(paragraphs))
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd /FirstChar 1 /LastChar 29 /Widths [" + "500 " * 29 + "] /ToUnicode 6 0 R >>"
    )
    return pdf_of(CATALOG, ONE_PAGE, page(), stream(lines.encode()), font, stream(table.encode()))


def pdf_with_a_user_password() -> bytes:
    return ordinary.pdf(lambda canvas: ordinary.lines(canvas, [WALSALL]), encrypt=StandardEncryption("open", "own", strength=128))


def pdf_with_an_owner_password() -> bytes:
    return ordinary.pdf(lambda canvas: ordinary.lines(canvas, [WALSALL]), encrypt=StandardEncryption("", "own", canPrint=0, strength=128))


# --- zipped formats ------------------------------------------------------------------------------------------------------------------


def lying_zip(data: bytes, part: str, claimed: int) -> bytes:
    """*data* with *part* saying it unpacks to *claimed* bytes, wherever it says so."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo(part).file_size
    needle = real.to_bytes(4, "little")
    return data.replace(needle, claimed.to_bytes(4, "little"))


def forty_two() -> bytes:
    """A zip of zips of zips: small outside, endless inside."""
    body = ordinary.zipped({"0.dll": bytes(8 << 20)})
    for _ in range(3):
        body = ordinary.zipped({f"lib {number}.zip": body for number in range(16)})
    return body


def docx_million_runs(count: int = 300_000) -> bytes:
    return ordinary.docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * count + "</w:p>")


def docx_million_paragraphs(count: int = 250_000) -> bytes:
    return ordinary.docx("<w:p><w:r><w:t>Walsall</w:t></w:r></w:p>" * count)


def docx_huge_attribute() -> bytes:
    return ordinary.docx(f'<w:p w:rsidR="{"A" * (20 << 20)}"><w:r><w:t>Walsall</w:t></w:r></w:p>')


def docx_huge_text() -> bytes:
    return ordinary.docx(f"<w:p><w:r><w:t>{'Walsall ' * (3 << 20)}</w:t></w:r></w:p>")


def docx_cyclic_relations() -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )
    return ordinary.zipped({
        "[Content_Types].xml": "<Types/>", "_rels/.rels": relation.format(kind="officeDocument", target="_rels/.rels"),
        "_rels/_rels/.rels.rels": relation.format(kind="footnotes", target="../.rels"), "word/document.xml": "<a/>",
    })  # fmt: skip


def docx_styles_in_a_circle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="s{number}"/>'
        f'<w:basedOn w:val="s{(number + 1) % 5000}"/></w:style>'
        for number in range(5000)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{number}"/></w:pPr><w:r><w:t>Walsall {number}</w:t></w:r></w:p>' for number in range(2000)
    )
    return ordinary.docx(body, styles=f"<w:styles {ordinary.NAMESPACES}>{styles}</w:styles>")


def docx_entity(declaration: str) -> bytes:
    return ordinary.zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": f"{declaration}<w:document {ordinary.NAMESPACES}>&x;</w:document>"}
    )


def docx_wide_entity() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    return ordinary.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": text.encode("utf-16")})


def docx_utf7_entity() -> bytes:
    head = b'<?xml version="1.0" encoding="UTF-7"?>'
    return ordinary.zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": head + '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'.encode("utf-7"),
        }
    )


def docx_ebcdic_entity() -> bytes:
    text = '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    return ordinary.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": text.encode("cp037")})


def docx_nested_tables(depth: int) -> bytes:
    return ordinary.docx_nested_too_deeply(depth)


def docx_wide_table() -> bytes:
    return ordinary.docx(ordinary.tbl(*[["Walsall"] * 600 for _ in range(60)]))


def docx_bad_spans() -> bytes:
    cell = ordinary.tc("Walsall", '<w:gridSpan w:val="2000000000"/>')
    return ordinary.docx(ordinary.tbl([cell, "b"], ["c", "d"]))


def odt_repeats() -> bytes:
    return ordinary.odt('<table:table><table:table-row table:number-rows-repeated="1048576">'
                        '<table:table-cell table:number-columns-repeated="16384">'
                        "<text:p>Walsall</text:p></table:table-cell></table:table-row></table:table>")  # fmt: skip


def odt_spaces() -> bytes:
    return ordinary.odt('<text:p>Walsall<text:s text:c="2000000000"/>children</text:p>')


# --- RTF, text -----------------------------------------------------------------------------------------------------------------------


def rtf_deep(depth: int = 1_000_000) -> bytes:
    return b"{\\rtf1 Walsall " + b"{" * depth + b"x" + b"}" * depth + b"}"


def rtf_bin() -> bytes:
    return b"{\\rtf1 Walsall \\bin2147483647 abc \\bin-5 def \\bin99999999999999999999 x}"


def strange_words() -> str:
    return "\n\n".join((
        WALSALL,
        "Mae plant a phobl ifanc yn ddiogel; ŵ ŷ â ê î ô û ï — Cymraeg.",
        "الأطفال في أمان שלום ילדים",
        "縦書き 児童サービス",
        "👨‍👩‍👧‍👦 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "of\ufb01ce a\ufb03liated soft\u00adhyphen zero\u200bwidth joi\u200dner \u202eoverride\u202c",
        "a" * 500_000,
        "e" + "\u0301" * 20_000,
    ))  # fmt: skip


def papers() -> Iterator[tuple[str, Make]]:
    """File name and maker of every hostile document."""
    ten = ten_pages()
    yield "pdf user password.pdf", pdf_with_a_user_password
    yield "pdf owner password.pdf", pdf_with_an_owner_password
    for share in (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        yield f"pdf cut at {share}.pdf", lambda share=share: cut(ten, share)
    for seed in range(12):
        yield f"pdf bits {seed}.pdf", lambda seed=seed: flipped(ten, seed, 5 * (seed + 1))
    yield "pdf pictures only.pdf", lambda: ordinary.pdf_of_pictures(6, 0)
    yield "pdf part scanned walsall.pdf", lambda: ordinary.pdf_of_pictures(3, 3)
    yield "pdf 2000 pages walsall.pdf", lambda: pdf_many_pages(2000)
    yield "pdf 2000 full pages walsall.pdf", pdf_two_thousand_full_pages
    yield "pdf 6000 pages walsall.pdf", lambda: pdf_many_pages(6000)
    yield "pdf tree loop.pdf", pdf_page_tree_loop
    yield "pdf billion pages.pdf", pdf_claiming_a_billion_pages
    yield "pdf form in itself.pdf", pdf_form_inside_itself
    yield "pdf forms doubling.pdf", pdf_forms_doubling
    yield "pdf inflating 2 GB.pdf", lambda: pdf_inflating(2000)
    yield "pdf jbig2.pdf", pdf_jbig2
    yield "pdf jpx.pdf", pdf_jpx
    yield "pdf million objects walsall.pdf", pdf_million_objects
    yield "pdf deep arrays walsall.pdf", pdf_deep_arrays
    yield "pdf javascript walsall.pdf", pdf_with_javascript
    yield "pdf huge box walsall.pdf", lambda: plain_pdf("-1e30 -1e30 1e30 1e30")
    yield "pdf zero box walsall.pdf", lambda: plain_pdf("0 0 0 0")
    yield "pdf nan box walsall.pdf", lambda: plain_pdf("0 0 NaN 99999999999999999999999999999999999999999999")
    yield "pdf unreadable letters walsall.pdf", pdf_unreadable_letters
    yield "pdf private letters walsall.pdf", pdf_private_letters
    yield "docx gigabyte.docx", ordinary.docx_that_unpacks_to_a_gigabyte
    yield "docx lying size.docx", lambda: lying_zip(ordinary.docx_that_unpacks_to_a_gigabyte(), "word/document.xml", 100)
    yield "docx 42.docx", forty_two
    yield "docx parts.docx", ordinary.docx_with_six_thousand_parts
    yield "docx dtd.docx", ordinary.docx_with_a_document_type
    yield "docx external.docx", lambda: docx_entity('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    yield "docx wide entity.docx", docx_wide_entity
    yield "docx utf7 entity.docx", docx_utf7_entity
    yield "docx ebcdic entity.docx", docx_ebcdic_entity
    yield "docx macros.docx", ordinary.docx_with_macros
    yield "docm.docm", ordinary.docx_with_macros
    yield "docx runs walsall.docx", docx_million_runs
    yield "docx paragraphs walsall.docx", docx_million_paragraphs
    yield "docx attribute walsall.docx", docx_huge_attribute
    yield "docx text walsall.docx", docx_huge_text
    yield "docx cyclic.docx", docx_cyclic_relations
    yield "docx styles walsall.docx", docx_styles_in_a_circle
    yield "docx nested 60 walsall.docx", lambda: docx_nested_tables(60)
    yield "docx nested 250 walsall.docx", lambda: docx_nested_tables(250)
    yield "docx nested 100000 walsall.docx", lambda: docx_nested_tables(100_000)
    yield "docx wide table walsall.docx", docx_wide_table
    yield "docx spans walsall.docx", docx_bad_spans
    yield "odt repeats walsall.odt", odt_repeats
    yield "odt spaces walsall.odt", odt_spaces
    yield "rtf deep walsall.rtf", rtf_deep
    yield "rtf bin walsall.rtf", rtf_bin
    yield "rtf unclosed walsall.rtf", lambda: b"{\\rtf1 Walsall \\u-1? \\'zz {\\*\\unknown {{{{ "
    yield "old.doc", lambda: ordinary.ole("WordDocument")
    yield "old.ppt", lambda: ordinary.ole("PowerPoint Document")
    yield "encrypted.docx", lambda: ordinary.ole("EncryptedPackage")
    yield "empty.pdf", lambda: b""
    yield "one byte.docx", lambda: b"x"
    yield "one byte.txt", lambda: b"x"
    yield "page.pdf", lambda: b"<!DOCTYPE html><html><body>503 Service Unavailable</body></html>"
    yield "page.docx", lambda: b"<html><body>503</body></html>"
    yield "large.pdf", lambda: b"%PDF-1.7\n" + bytes(51 << 20)
    yield "large walsall.txt", lambda: (WALSALL + "\n\n").encode() * 250_000
    yield "nuls walsall.txt", lambda: b"Walsall\x00\x00\x00children" * 100
    yield "wide walsall.txt", lambda: WALSALL.encode("utf-16-le")
    yield "strange walsall.txt", lambda: strange_words().encode()
    yield "strange walsall.docx", lambda: ordinary.docx("".join(ordinary.p(line) for line in strange_words().split("\n\n")))
    yield (
        "backticks walsall.md",
        lambda: b"Walsall\n\n" + b"`" * 200_000 + b"\n" + b"[" * 100_000 + b"\n" + b"> " * 50_000 + b"x\n" + b"|" * 200_000,
    )
    formats = {
        "pdf": plain_pdf(), "docx": ordinary.docx(ordinary.p(WALSALL)), "odt": ordinary.odt(f"<text:p>{WALSALL}</text:p>"),
        "rtf": b"{\\rtf1 Walsall children}", "txt": WALSALL.encode(), "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "zip": ordinary.zipped({"a.txt": "Walsall"}), "svg": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    }  # fmt: skip
    for ending in (*formats, "pptx", "md", "exe", "doc"):
        for really, data in formats.items():
            if ending != really:
                yield f"{really} as {ending} walsall.{ending}", lambda data=data: data
