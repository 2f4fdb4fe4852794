"""Makes office documents with pictures and merged cells in them, and pictures named for their fault."""

from __future__ import annotations

import io
import struct
import zlib

from document_files import NAMESPACES, PACKAGE, STYLES, R, p, tbl, tc, zipped
from PIL import Image

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
EMU = 12_700


def picture(size: tuple[int, int] = (40, 20), kind: str = "PNG", colour: object = RED, mode: str = "RGB", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, colour).save(made, kind, **options)
    return made.getvalue()


def thirds() -> bytes:
    """Three stripes side by side, ten pixels each: red, green, blue."""
    image = Image.new("RGB", (30, 10), RED)
    image.paste(GREEN, (10, 0, 20, 10))
    image.paste(BLUE, (20, 0, 30, 10))
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A picture of a few bytes that claims any size; its rows compress to almost nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    rows = packer.compress(bytes(min(width * height * 3 + height, 20_000_000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def emf(*words: str) -> bytes:
    """A Windows metafile that writes *words* under one another and draws nothing else."""
    return (
        b"\x01\x00\x00\x00"
        + struct.pack("<I", 104)
        + bytes(32)
        + b" EMF"
        + bytes(60)
        + b"".join(_written(*one) for one in enumerate(words))
    )


def _written(row: int, words: str) -> bytes:
    """EMR_EXTTEXTOUTW."""
    text = words.encode("utf-16-le")
    text += bytes(-len(text) % 4)
    head = struct.pack("<II16xIff", 84, 76 + len(text), 1, 1.0, 1.0)
    return head + struct.pack("<iiIII16xI", 0, 20 * row, len(words), 76, 0, 0) + text


def drawing(name: str = "image1", *, width: float = 120, height: float = 60, words: str = "", inside: str = "", frame: str = "") -> str:
    """A run with a picture of so many points; *inside* stands beside the blip (a crop), *frame* are attributes of the shape's frame."""
    size = f'cx="{round(width * EMU)}" cy="{round(height * EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent {size}/><wp:docPr id="1" name="Picture 1" descr="{words}"/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr/>'
        f'<pic:blipFill><a:blip r:embed="{name}"/>{inside}</pic:blipFill>'
        f"<pic:spPr><a:xfrm {frame}><a:ext {size}/></a:xfrm></pic:spPr>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx_with(body: str, pictures: dict[str, bytes], external: dict[str, str] | None = None) -> bytes:
    """A Word document with *pictures* by part name (``image1.png``; the relation is called ``image1``), and linked ones by address."""
    named = "".join(f'<Relationship Id="{name.partition(".")[0]}" Type="{R}/image" Target="media/{name}"/>' for name in pictures)
    linked = "".join(
        f'<Relationship Id="{name}" Type="{R}/image" Target="{target}" TargetMode="External"/>' for name, target in (external or {}).items()
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="s" Type="{R}/styles" Target="styles.xml"/>{named}{linked}</Relationships>',
            **{f"word/media/{name}": data for name, data in pictures.items()},
        }
    )


def merged(words: str, *, across: int = 1, down: str = "") -> str:
    """A cell over several columns, or (*down* ``restart`` or ``continue``) part of one over several rows."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return tc(words, span + (f'<w:vMerge w:val="{down}"/>' if down else ""))


def table_with_merged_cells() -> str:
    """Three columns: a head over two of them; one cell over the three rows below."""
    return tbl(
        ["Priority", merged("What we did", across=2)],
        [merged("Early help", down="restart"), "Visits", "81%"],
        [merged("", down="continue"), "Plans", "77%"],
        [merged("", down="continue"), "Reviews", "90%"],
        ["Placements", "Near home", "64%"],
    )


def paper_with_pictures() -> bytes:
    body = (
        p("Placements", style="berschrift1")
        + p("Most children live near home.")
        + f"<w:p>{drawing('image1', words='Children by distance from home')}</w:p>"
        + p("Visits are recorded late.")
        + table_with_merged_cells()
        + p("What stands after the table.")
    )
    return docx_with(body, {"image1.png": picture((240, 120))})
