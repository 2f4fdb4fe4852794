"""A part of a page's pixels as a PNG of bounded size. Pure."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from wmpeer.documents.reanchor_region import Percent, Tile, tile_of
from wmpeer.documents.records import PageImage, PageSize

MOST_BYTES = 400 * 1024
MOST_SIDE = 1_600
SHARPEST = 3.0
"""Pixels to the point: an A4 page at 216 dots an inch."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def clip_png(render: Callable[[float, Tile], PageImage], size: PageSize, box: Percent) -> bytes:
    """The part *box* of a page of *size*; *render* gives a part of the page at so many pixels to the point."""
    across, down = size.width / 100, size.height / 100
    points = box[0] * across, box[1] * down, box[2] * across, box[3] * down
    scale = min(SHARPEST, MOST_SIDE / max(points[2], points[3], 1.0))
    while True:
        part = render(scale, tile_of(points, scale))
        row = 4 * part.width
        png = png_of(part.width, part.height, tuple(part.rgba[at : at + row] for at in range(0, row * part.height, row)))
        if len(png) <= MOST_BYTES or max(part.width, part.height) < 64:
            return png
        scale *= 0.7


def png_of(width: int, height: int, rows: tuple[bytes, ...]) -> bytes:
    """Rows of four bytes a pixel as a PNG without its fourth, which says how opaque a pixel is: a page is opaque."""
    raw = bytearray()
    for row in rows:
        line = bytearray(3 * width)
        for colour in range(3):
            line[colour::3] = row[colour::4]
        raw += b"\x00" + line
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(raw), 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
