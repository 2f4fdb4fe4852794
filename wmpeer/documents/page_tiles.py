"""Parts of a page's picture: where they lie on it. Known on both sides of the pipe, so that they agree to the pixel. Pure."""

from __future__ import annotations

from wmpeer.documents.records import PageSize

Tile = tuple[int, int, int, int]
"""Left, top, width and height of a part of a page, in pixels at the scale it is rendered at."""
SIDE = 1024
"""Pixels; four megabytes a tile."""


def pixels_of(size: PageSize, scale: float) -> tuple[int, int]:
    """Width and height of a whole page at *scale* pixels a point."""
    return max(1, round(size.width * scale)), max(1, round(size.height * scale))


def tiles_over(whole: tuple[int, int], left: float, top: float, right: float, bottom: float) -> tuple[Tile, ...]:
    """The tiles of a page *whole* pixels large that a rectangle touches, row by row; none where it lies beside the page."""
    wide, high = whole
    left, top, right, bottom = max(0.0, left), max(0.0, top), min(float(wide), right), min(float(high), bottom)
    if right <= left or bottom <= top:
        return ()
    columns = range(int(left) // SIDE, -(-int(-(-right // 1)) // SIDE))
    rows = range(int(top) // SIDE, -(-int(-(-bottom // 1)) // SIDE))
    return tuple(
        (column * SIDE, row * SIDE, min(SIDE, wide - column * SIDE), min(SIDE, high - row * SIDE)) for row in rows for column in columns
    )
