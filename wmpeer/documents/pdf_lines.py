"""The lines of a PDF: PDFium's text, with where each line stands and how large it is. Runs in the worker."""

from __future__ import annotations

import re
from typing import Any

from wmpeer.documents.marks import mark
from wmpeer.documents.pdf_drawings import mark_drawings, may_have_charts
from wmpeer.documents.pdf_line import Line, PageLines
from wmpeer.documents.pdfium import Page, Probe, raw

HYPHEN = "\ufffe"
_LEADERS = re.compile(r"(.*[^\s.…])\s*(?:(?:\.\s?){4,}|…{2,})\s*(\d{1,4}|[ivxlc]{1,6})")
_DIGIT = re.compile(r"[0-9*†‡]")
_RAISED = re.compile(r"(?<!\d)(?<!\d[.,])(?<![£$/-])(?:\d{1,3}(?:[,–]\s?\d{1,3})*|[*†‡]+)(?![\d.%]\d|[\d%/])")
_ITEM = re.compile(r"[•◼▪■●○◦‣∙➢➤►❖✓✔\uf0b7\uf0a7\uf0fc]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_ALONE = re.compile(r"\d{1,3}(?:[,–]\s?\d{1,3})*|[*†‡]+")
_BEFORE_STOP = re.compile(r"\] (?=[,.;:)])")
_SMALL = 0.83  # of the line's size: marks are this small, at most
_MARGIN = 0.07  # of the page's height
_SURELY_WIDE = 0.68
_WIDE = 0.55  # characters this wide on average, in font sizes, mean gaps inside the line


def page_lines(page: Page, number: int, probe: Probe) -> PageLines:
    """The lines of *page*, those outside its crop box left out."""
    size = page.reading_size()
    text = page.text()
    lines: list[Line] = []
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in text.split("\n"):
        end = start + len(piece)
        for first, last, hyphen in _halves(text, start, end):
            line = _line(page, text, first, last, hyphen, probe)
            if line is not None and -2 <= line.base <= size.height * 1.02 and line.right >= -2 and line.left <= size.width + 2:
                lines.append(line)
                spans.append((first, last))
        start = end + 1
    _take_in_marks(lines, spans)
    _align_to_lines(page, text, lines, spans, probe)
    if any(len(line.cells) > 1 for line in lines):
        _align(page, text, lines, spans, probe)
    if may_have_charts(lines):
        from wmpeer.documents.pdf_shapes import shapes_of  # most pages have no chart

        mark_drawings(lines, shapes_of(page), size.width, size.height)
    if _side_by_side(lines, size.height):
        from wmpeer.documents.pdf_tables import find_cells  # most pages have no table

        lines = find_cells(page, text, lines, spans, probe)
    letters = sum(len(line.text) for line in lines)
    picture = letters < 25 and not any(sign.isalpha() for line in lines for sign in line.text) and shows_picture(page)
    shown = set(text.split()) if page.fields else set()
    fields = tuple(value for value in page.fields if set(value.split()) - shown)
    return PageLines(number, size.width, size.height, lines, picture and not fields, fields=fields)


def _side_by_side(lines: list[Line], height: float) -> bool:
    """Whether anything on the page, its margins apart, stands side by side more than once, as cells of a table do."""
    found = 0
    ends: dict[int, float] = {}
    last: Line | None = None
    for line in lines:
        if line.drawing or not _MARGIN * height < line.base < (1 - _MARGIN) * height:
            continue
        level = round(line.base / 2)
        end = ends.get(level)
        beside = last is not None and line.base < last.base and line.left > last.right + 0.8 * line.size  # up and to the right
        found += len(line.cells) > 1 or beside or (end is not None and abs(line.left - end) > 1.5 * line.size)
        ends[level], last = line.right, line
        if found > 1:
            return True
    return False


def _halves(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The stretches between line-end hyphens: first, last (behind), and whether a hyphen ends it."""
    found: list[tuple[int, int, bool]] = []
    while (place := text.find(HYPHEN, start, end)) >= 0:
        found.append((start, place, True))
        start = place + 1
    found.append((start, end, False))
    return found


def _line(page: Page, text: str, first: int, last: int, hyphen: bool, probe: Probe) -> Line | None:
    while first < last and (text[first] <= " " or text[first] in "\xa0\u200b"):
        first += 1
    while last > first and (text[last - 1] <= " " or text[last - 1] in "\xa0\u200b"):
        last -= 1
    if first >= last:
        return None
    handle = page.text_page
    at = page.char_at
    inside = first + (last - first) * 2 // 3
    while text[inside] <= " ":  # PDFium makes up spaces, and gives them size 1
        inside += 1
    begin, behind, middle = at(first), at(last - 1), at(inside)
    left, base = page.reading(*probe.origin(handle, begin))
    size = probe.size(handle, middle)
    right, end_base = page.reading(*_end(page, behind, probe))
    upright = abs(end_base - base) <= max(size, 1) * 0.8
    bold = probe.is_bold(handle, middle) and probe.is_bold(handle, begin)
    if right < left:
        left, right = right, left
    line = Line(text[first:last], left, right, base, size, bold, hyphen, upright)
    if upright and _DIGIT.search(line.text):
        _set_marks_apart(page, line, first, last, probe)
    if "..." in line.text or "……" in line.text:
        entry = _LEADERS.fullmatch(line.text)
        line.cells = ((entry[1], left, right), (entry[2], right, right)) if entry else ()
    elif upright and size > 0 and (right - left) > _WIDE * size * (last - first) and " " in line.text:
        surely = (right - left) > _SURELY_WIDE * size * (last - first)
        line.cells = _cells(page, handle, text, first, last, size * (1.5 if surely else 3), probe)
        if not surely and any(not cell[0][:1].isupper() for cell in line.cells):  # justified prose
            line.cells = ()
    return line


def _end(page: Page, char: int, probe: Probe) -> tuple[float, float]:
    """Where the baseline leaves the character, as the page is read."""
    box = probe.box(page.text_page, char)
    x, y = probe.origin(page.text_page, char)
    if not page.reading_rotation:
        return box[2], y
    return {90: (x, box[3]), 180: (box[0], y)}.get(page.reading_rotation, (x, box[1]))


def _set_marks_apart(page: Page, line: Line, first: int, last: int, probe: Probe) -> None:
    """Write small raised numbers and signs, the marks of notes, apart from the words: ``last year [1]``."""
    handle, at = page.text_page, page.char_at
    words, reached = "", 0
    for found in _RAISED.finditer(line.text):
        begin = found.start()
        char = at(first + begin)
        if probe.size(handle, char) > line.size * _SMALL or first + begin >= last:
            continue
        if begin == 0:
            line.mark = True
            words, reached = f"{found[0]} ", found.end()
            continue
        if page.reading(*probe.origin(handle, char))[1] > line.base - 0.1 * line.size:  # as low as the words: part of a formula
            continue
        words += line.text[reached:begin]
        words += mark(words, found[0])
        reached = found.end()
        if line.text[reached : reached + 1].isalnum():
            words += " "
    if reached:
        line.text = _BEFORE_STOP.sub("]", (words + line.text[reached:]).replace("  ", " "))


def _take_in_marks(lines: list[Line], spans: list[tuple[int, int]]) -> None:
    """Give marks that PDFium made lines of their own to the words before them, or to the note they begin."""
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if len(line.text) > 8 or not _ALONE.fullmatch(line.text) or not line.upright:
            continue
        before = lines[place - 1] if place else None
        if before is not None and _beside(before, line) and line.base < before.base - 0.1 * before.size and not before.cells:
            before.text += mark(before.text, line.text)
            before.right = line.right
        elif place + 1 < len(lines) and _beside(line, lines[place + 1]) and not lines[place + 1].cells:
            after = lines[place + 1]
            after.text, after.left, after.mark = f"{line.text} {after.text}", line.left, True
        else:
            continue
        del lines[place], spans[place]


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines are one to the eye, words and a small mark, the first to the left."""
    small, large = sorted((one.size, other.size))
    near = -0.3 * large <= other.left - one.right <= 1.5 * large
    return near and small <= large * _SMALL and abs(one.base - other.base) <= 0.7 * large


def _cells(page: Page, handle: Any, text: str, first: int, last: int, least: float, probe: Probe) -> tuple[tuple[str, float, float], ...]:
    """The line divided where its words stand more than *least* points apart; empty where nowhere."""
    at = page.char_at
    cells: list[tuple[str, float, float]] = []
    begin = first
    place = first
    while (place := text.find(" ", place, last)) >= 0:
        behind = place
        while behind < last and text[behind] == " ":
            behind += 1
        if behind >= last:
            break
        before = probe.box(handle, at(place - 1))
        after = probe.box(handle, at(behind))
        gap = _between(page, before, after)
        if gap > least:
            cells.append(_cell(page, handle, text, begin, place, probe))
            begin = behind
        place = behind
    if not cells or (len(cells) == 1 and _ITEM.fullmatch(cells[0][0])):  # the sign or number of an item, and the item
        return ()
    cells.append(_cell(page, handle, text, begin, last, probe))
    words = sum(cell[0].isalpha() and cell[0].islower() for cell in cells)
    return () if words > 3 and words * 2 > len(cells) else tuple(cells)  # a justified line of prose, pulled apart


def _align_to_lines(page: Page, text: str, lines: list[Line], spans: list[tuple[int, int]], probe: Probe) -> None:
    """Divide a line whose words stand, behind a gap, exactly below the last cell of the row just above it."""
    for place in range(2, len(lines)):
        line, above, before = lines[place], lines[place - 1], lines[place - 2]
        if line.cells or not line.upright or not (0 < line.base - above.base < 4 * line.size):
            continue
        in_column = line.left + 3 * line.size < above.left < line.right and before.left < above.left
        if in_column and before.right < above.left and abs(before.left - line.left) < 2:
            line.cells = _below(page, text, spans[place], line.size, [above.left], probe, 0.8)


def _align(page: Page, text: str, lines: list[Line], spans: list[tuple[int, int]], probe: Probe) -> None:
    """Divide lines beside a divided one where their words stand exactly below its cells, though the gap is narrow."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for place in order:
            line, beside = lines[place], lines[place - step]
            if len(line.cells) >= len(beside.cells) or len(beside.cells) < 2 or not line.upright or _leads(line) or _leads(beside):
                continue
            alike = abs(line.left - beside.left) < 2 and abs(line.size - beside.size) < 0.6
            if alike and abs(line.base - beside.base) < 3 * line.size:
                starts = [cell[1] for cell in beside.cells[1:]]
                found = _below(page, text, spans[place], line.size, starts, probe)
                line.cells = found if len(found) > len(line.cells) else line.cells


def _leads(line: Line) -> bool:
    """Whether the line is one of contents, whose last cell is a page's number."""
    return len(line.cells) > 1 and line.cells[-1][1] == line.cells[-1][2]


def _below(
    page: Page, text: str, span: tuple[int, int], size: float, starts: list[float], probe: Probe, least: float = 0.4
) -> tuple[tuple[str, float, float], ...]:
    """The cells of a line that begin at *starts* behind a gap of *least* font sizes; empty where none does."""
    at, handle = page.char_at, page.text_page
    first, last = span
    last = min(last, len(text))
    cells: list[tuple[str, float, float]] = []
    while first < last and (text[first] <= " " or text[first] in "\xa0\u200b"):
        first += 1
    begin = place = first
    while (place := text.find(" ", place, last)) >= 0:
        behind = place
        while behind < last and text[behind] == " ":
            behind += 1
        if behind >= last:
            break
        after = probe.box(handle, at(behind))
        left = min(page.reading(after[0], after[1])[0], page.reading(after[2], after[3])[0])
        if any(abs(left - start) < 1.5 for start in starts):
            gap = _between(page, probe.box(handle, at(place - 1)), after)
            if gap > size * least:
                cells.append(_cell(page, handle, text, begin, place, probe))
                begin = behind
        place = behind
    if cells:
        while last > begin and (text[last - 1] <= " " or text[last - 1] in "\xa0\u200b"):
            last -= 1
        cells.append(_cell(page, handle, text, begin, last, probe))
    return tuple(cells)


def _cell(page: Page, handle: Any, text: str, first: int, last: int, probe: Probe) -> tuple[str, float, float]:
    at = page.char_at
    before, after = probe.box(handle, at(first)), probe.box(handle, at(last - 1))
    edges = [page.reading(box[side], box[side + 1])[0] for box in (before, after) for side in (0, 2)]
    return text[first:last].strip(), min(edges), max(edges)


def _between(page: Page, before: tuple[float, float, float, float], after: tuple[float, float, float, float]) -> float:
    right = max(page.reading(before[0], before[1])[0], page.reading(before[2], before[3])[0])
    left = min(page.reading(after[0], after[1])[0], page.reading(after[2], after[3])[0])
    return left - right


def shows_picture(page: Page) -> bool:
    """Whether a page without words shows something: a picture of some size, or words drawn as shapes."""
    shapes, found = 0, False
    waiting = [raw.FPDFPage_GetObject(page.handle, place) for place in range(min(max(raw.FPDFPage_CountObjects(page.handle), 0), 5_000))]
    depth_left = 5_000
    while waiting and not found and depth_left > 0:
        depth_left -= 1
        one = waiting.pop()
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            count = raw.FPDFFormObj_CountObjects(one)
            waiting.extend(raw.FPDFFormObj_GetObject(one, place) for place in range(min(max(count, 0), 1_000)))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            shapes += 1
        found = kind == raw.FPDF_PAGEOBJ_IMAGE or shapes > 200
    return found
