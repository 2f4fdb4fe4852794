"""What is drawn on a PDF's page besides its words: the bounds of every shape, and what its outline is made of. Runs in the worker."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from wmpeer.documents.pdf_drawings import Shape
from wmpeer.documents.pdfium import Page, raw

_MOST_OBJECTS, _MOST_SEGMENTS, _DEEPEST = 4_000, 60, 4
_SLANTED = 2.0  # points, across and down, at least
_THIN = 1.0  # points: lower than any bar
_WHITE = 250  # of 255: what is as light as this is a ground

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_EDGES = [ctypes.c_float() for _ in range(4)]  # where PDFium writes bounds


def shapes_of(page: Page) -> list[Shape]:
    """The shapes of the page in points from the top left of the page as it is read, those inside forms as well."""
    left = [_MOST_OBJECTS]
    count = raw.FPDFPage_CountObjects(page.handle)
    ours = (raw.FPDFPage_GetObject(page.handle, place) for place in range(min(max(count, 0), _MOST_OBJECTS)))
    return list(_shapes(page, ours, _PLAIN, 0, left))


def _shapes(page: Page, objects: Iterator[Any], matrix: Matrix, depth: int, left: list[int]) -> Iterator[Shape]:
    for one in objects:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            shape = _shape(page, one, matrix)
            if shape is not None:
                yield shape
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = raw.FPDFFormObj_CountObjects(one)
            parts = (raw.FPDFFormObj_GetObject(one, place) for place in range(min(max(inner, 0), _MOST_OBJECTS)))
            yield from _shapes(page, parts, _times(_matrix_of(one), matrix), depth + 1, left)


def _matrix_of(one: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """What *inner* does, and then *outer*."""
    if outer is _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _shape(page: Page, one: Any, matrix: Matrix) -> Shape | None:
    if not raw.FPDFPageObj_GetBounds(one, *_EDGES):
        return None
    x, y, u, v = [edge.value for edge in _EDGES]
    corners = ((x, y), (u, v)) if matrix is _PLAIN else [_moved(matrix, *corner) for corner in ((x, y), (u, v), (x, v), (u, y))]
    lefts, tops = zip(*[page.reading(*corner) for corner in corners], strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(lefts), max(tops)
    if right - left < _SLANTED or bottom - top < _THIN:  # no line in it is slanted, and it is too thin for a bar
        return Shape(left, top, right, bottom)
    slanted, curved = _outline(one, matrix)
    return Shape(left, top, right, bottom, _is_filled(one), slanted, curved)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_filled(one: Any) -> bool:
    """Whether the shape is filled, and darker than paper."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(one, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(one, *colour):
        return True
    return min(part.value for part in colour[:3]) < _WHITE


def _outline(one: Any, outer: Matrix) -> tuple[int, int]:
    """How many slanted lines and how many curves there are in the outline, as far as it is followed."""
    count = min(raw.FPDFPath_CountSegments(one), _MOST_SEGMENTS)
    if count < 2:
        return 0, 0
    matrix = _times(_matrix_of(one), outer)
    slanted = curved = 0
    last = first = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(count):
        segment = raw.FPDFPath_GetPathSegment(one, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved += 1
        else:
            slanted += _is_slanted(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            slanted += kind == raw.FPDF_SEGMENT_LINETO and _is_slanted(point, first)
    return slanted, curved


def _is_slanted(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) >= _SLANTED and abs(one[1] - other[1]) >= _SLANTED
