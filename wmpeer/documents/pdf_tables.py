"""Which cell of a table each line of a PDF page is in: as its tags say, else as its drawn lines show. Runs in the worker."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from wmpeer.documents.pdf_grid import Table
from wmpeer.documents.pdf_line import Line
from wmpeer.documents.pdf_rules import drawn_tables
from wmpeer.documents.pdfium import Page, Probe, raw

Cell = tuple[int, int, int]
_MOST_ELEMENTS = 20_000
_BOXFUL = 900  # letters: a cell this long is no cell of a table but a column of text
_TABLE_PARTS = {b"Table": 0, b"TR": 1, b"TD": 2, b"TH": 2}


def find_cells(page: Page, text: str, lines: list[Line], spans: list[tuple[int, int]], probe: Probe) -> list[Line]:
    """The lines with their cells; those that reach over several cells are divided."""
    tagged = _tagged_cells(page)
    if tagged is not None and not tagged:  # the tags know of no table
        return lines
    if tagged:
        return _divided(page, text, lines, spans, probe, lambda char: tagged.get(_content(page, char)), ())
    tables = [table for table in drawn_tables(page) if not table.is_frame and (table.down or _set_starts(table, lines))]
    tables.sort(key=lambda table: table.area)  # the innermost says most
    if not tables:
        return lines

    def drawn(char: int) -> Cell | None:
        left, bottom, right, top = probe.box(page.text_page, char)
        x, y = page.reading((left + right) / 2, (bottom + top) / 2)
        for number, table in enumerate(tables):
            if (found := table.cell(x, y)) is not None:
                return number, *found
        return None

    return _divided(page, text, lines, spans, probe, drawn, tables)


# --- as the tags say ----------------------------------------------------------------------------------------------------------------------


def _content(page: Page, char: int) -> int:
    shown = raw.FPDFText_GetTextObject(page.text_page, char)
    return int(raw.FPDFPageObj_GetMarkedContentID(shown)) if shown else -1


def _tagged_cells(page: Page) -> dict[int, Cell] | None:
    """For each marked content of the page the cell it stands in; empty where no table is tagged, None where nothing is."""
    tree = raw.FPDF_StructTree_GetForPage(page.handle)
    if not tree:
        return None
    walk = _Walk()
    try:
        for place in range(min(raw.FPDF_StructTree_CountChildren(tree), _MOST_ELEMENTS)):
            walk.go(raw.FPDF_StructTree_GetChildAtIndex(tree, place), None, 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return walk.cells if walk.tagged else None


class _Walk:
    """A walk of the tags of one page, counting tables, rows and cells."""

    def __init__(self) -> None:
        self.cells: dict[int, Cell] = {}
        self._left = _MOST_ELEMENTS
        self._tables = 0
        self.tagged = 0  # how much of the page has tags
        self._name = ctypes.create_string_buffer(64)

    def go(self, element: Any, cell: list[int] | None, depth: int) -> None:
        """Take in *element* and what is below it; *cell* is the table, row and column reached above."""
        if not element or depth > 60:
            return
        part = self._part(element)
        if part == 0:
            cell = [self._tables, -1, -1]
            self._tables += 1
        elif cell is not None and part == 1:
            cell[1], cell[2] = cell[1] + 1, -1
        elif cell is not None and part == 2:
            cell[2] += 1
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            self._left -= 1
            if self._left < 0:
                return
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
            if content >= 0:
                self.tagged += 1
                if cell is not None and cell[1] >= 0 and cell[2] >= 0:
                    self.cells[content] = (cell[0], cell[1], cell[2])
            else:
                self.go(raw.FPDF_StructElement_GetChildAtIndex(element, place), cell, depth + 1)

    def _part(self, element: Any) -> int:
        """0 for a table, 1 for a row, 2 for a cell, -1 for everything else."""
        length = raw.FPDF_StructElement_GetType(element, self._name, 64)
        return _TABLE_PARTS.get(self._name.raw[: max(length - 2, 0)].replace(b"\0", b""), -1)


# --- as the lines show --------------------------------------------------------------------------------------------------------------------


def _set_starts(table: Table, lines: list[Line]) -> bool:
    """Find where the columns of a table without lines downwards begin: where cells of several rows do."""
    rows: dict[int, set[int]] = defaultdict(set)
    lefts: dict[int, float] = {}
    head: set[int] = set()  # where the cells of the first row begin
    for line in lines:
        if table.top < line.base < table.bottom and len(line.cells) > 1 and not line.drawing:
            head = head or {round(left / 4) for _, left, _ in line.cells}
            for _, left, _ in line.cells:
                rows[round(left / 4)].add(round(line.base))
                lefts[round(left / 4)] = min(left, lefts.get(round(left / 4), left))
    starts: list[float] = []
    for key in sorted(rows):
        if (len(rows[key]) > 1 or key in head) and (not starts or lefts[key] > starts[-1] + 12):
            starts.append(lefts[key])
    table.starts = starts if len(starts) > 1 else []
    return bool(table.starts) and not _holds_rows(table, lines)


def _holds_rows(table: Table, lines: list[Line]) -> bool:
    """Whether several rows stand between two of the table's lines, which then divide groups and not rows."""
    begun: dict[int, int] = defaultdict(int)
    for line in lines:
        if len(line.cells) > 1 and not line.drawing and abs(line.cells[0][1] - table.starts[0]) < 6:
            found = table.cell(line.cells[0][1] + 1, line.base - line.size / 3)
            if found is not None:
                begun[found[0]] += 1
    return any(count > 2 for count in begun.values())


# --- lines into cells ---------------------------------------------------------------------------------------------------------------------


def _divided(
    page: Page,
    text: str,
    lines: list[Line],
    spans: list[tuple[int, int]],
    probe: Probe,
    cell_at: Callable[[int], Cell | None],
    tables: Sequence[Table],
) -> list[Line]:
    found: list[tuple[Line, list[Line]]] = []
    for line, span in zip(lines, spans, strict=True):
        parts = _parts(page, text, line, span, probe, cell_at) if line.upright and not line.drawing else [line]
        found.append((line, [one for part in parts for one in _heads(part, tables)]))
    real = _real_tables(part.cell for _, parts in found for part in parts)
    boxes = real & _boxes_of_text(part for _, parts in found for part in parts)
    kept: list[Line] = []
    for line, parts in found:
        if any(part.cell is not None and part.cell[0] in real for part in parts):
            kept.extend(part if part.cell is not None and part.cell[0] in real else replace(part, cell=None) for part in parts)
        else:
            kept.append(line)
    return _box_by_box(kept, boxes) if boxes else kept


def _boxes_of_text(parts: Iterable[Line]) -> set[int]:
    """Tables that only set text in boxes side by side: some row has two cells, each as long as several paragraphs."""
    letters: dict[Cell, int] = defaultdict(int)
    for part in parts:
        if part.cell is not None:
            letters[part.cell] += len(part.text)
    long: dict[tuple[int, int], int] = defaultdict(int)
    for (table, row, _), count in letters.items():
        long[table, row] += count >= _BOXFUL
    return {table for (table, _), count in long.items() if count > 1}


def _box_by_box(lines: list[Line], boxes: set[int]) -> list[Line]:
    """The lines with those of the *boxes* as running text: one box after the other, where the first of them began."""
    for table in sorted(boxes):
        mine = [line for line in lines if line.cell is not None and line.cell[0] == table]
        first = next(place for place, line in enumerate(lines) if line is mine[0])
        ordered = [replace(line, cell=None, boxed=True) for line in sorted(mine, key=lambda line: line.cell or ())]
        lines = [*lines[:first], *ordered, *(line for line in lines[first:] if line.cell is None or line.cell[0] != table)]
    return lines


def _real_tables(cells: Any) -> set[int]:
    """Tables with several rows, and several cells side by side; anything else is a frame around text."""
    columns: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for cell in cells:
        if cell is not None:
            columns[cell[0]][cell[1]].add(cell[2])
    found: set[int] = set()
    for table, rows in columns.items():
        if len(rows) > 1 and any(len(row) > 1 for row in rows.values()):
            found.add(table)
    return found


def _heads(line: Line, tables: Sequence[Table]) -> list[Line]:
    """The cells of a head row that no line divides, as gaps show them, each above the column it names."""
    if line.cell is None or not line.cells:
        return [line]
    if len(line.cells) < 2 or line.cell[0] >= len(tables):
        return [replace(line, cells=())]
    number, row, _ = line.cell
    columns = [tables[number].column((left + right) / 2) for _, left, right in line.cells]
    if len(set(columns)) < len(columns):
        return [replace(line, cells=())]
    return [
        replace(line, text=text, left=left, right=right, cells=(), cell=(number, row, column), hyphen=False)
        for (text, left, right), column in zip(line.cells, columns, strict=True)
    ]


def _parts(page: Page, text: str, line: Line, span: tuple[int, int], probe: Probe, cell_at: Callable[[int], Cell | None]) -> list[Line]:
    """The line divided where its words change cells."""
    runs: list[tuple[int, int, Cell | None]] = []
    place, last = span
    while place < last:
        while place < last and text[place] <= " ":
            place += 1
        if place >= last:
            break
        behind = place
        while behind < last and text[behind] > " ":
            behind += 1
        cell = cell_at(page.char_at(place))
        if runs and runs[-1][2] == cell:
            runs[-1] = (runs[-1][0], behind, cell)
        else:
            runs.append((place, behind, cell))
        place = behind
    if len(runs) == 1:
        return [replace(line, cell=runs[0][2])]
    return [_part(page, text, line, run, probe, run is runs[-1]) for run in runs]


def _part(page: Page, text: str, line: Line, run: tuple[int, int, Cell | None], probe: Probe, is_last: bool) -> Line:
    first, last, cell = run
    boxes = [probe.box(page.text_page, page.char_at(place)) for place in (first, last - 1)]
    edges = [page.reading(box[side], box[side + 1])[0] for box in boxes for side in (0, 2)]
    words = " ".join(text[first:last].split())
    return Line(words, min(edges), max(edges), line.base, line.size, line.bold, line.hyphen and is_last, True, cell=cell)
