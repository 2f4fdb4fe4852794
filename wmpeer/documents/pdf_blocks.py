"""Lines of a PDF put together that belong together: paragraphs, items, cells of a row. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from wmpeer.documents.pdf_line import Line, PageLines

_BULLETS = "•◼▪■●○◦‣∙·➢➤➔►▶❖✓✔✗✘☐☑☒★❑❒♦◆◊\u2010\u2012–—\uf0b7\uf0a7\uf0fc\uf0d8\uf0a8\uf0e0\uf076\uf0be\uf071\uf02d\uf06e"
BULLET = re.compile(rf"(?:[{re.escape(_BULLETS)}\ue000-\uf8ff]|-(?=\s)|\*(?=\s)|o(?=\s+[A-Z]))\s*")
NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S|\d{1,3}\.(?=[A-Z])")
_LEVEL = 2.0  # points: figures of one row stand no further from one line
_FIGURE = re.compile(r"[(<>£+–-]?\s?[\d.,]+\s?[%)kmKM]*|[-–cxzu:.]")
_DASHES = ("–", "—", "-")
_NAMED = re.compile(r"[A-Z][^.:?!]{1,45}:(?:\s+\S|\Z)")  # a label and what it says, as on a form
STOPS = (".", "!", "?", ":", "”", ";")


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    lines: list[Line]
    listed: bool = False
    cells: list[list[Line]] = field(default_factory=list)  # further cells of the same row, to the right
    row: tuple[int, int] | None = None  # table and row, where the page's own lines or tags say so: then `cells` are all of its cells
    columns: dict[int, int] = field(default_factory=dict)  # the place in `cells` of each column of the table
    note: bool = False
    drawing: int = 0  # the chart of the page that the lines label, from 1
    turns: list[tuple[int, int]] = field(default_factory=list)  # the place in `lines` where those of a further page begin, and its number

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def left(self) -> float:
        return min([line.left for line in self.lines])  # a list is twice as fast as a generator here, where most of the time goes

    @property
    def right(self) -> float:
        return max([line.right for line in self.lines])

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def leading_of(pages: list[PageLines]) -> dict[int, float]:
    """The usual distance of baselines for each font size (rounded), from the lines themselves."""
    found: dict[int, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for above, line in zip(page.lines, page.lines[1:], strict=False):
            step = line.base - above.base
            alike = abs(line.size - above.size) < 0.5 and abs(line.left - above.left) < 3 * line.size
            if alike and 0.8 * line.size < step < 2.2 * line.size:
                found[round(line.size)][round(step * 2) / 2] += 1
    return {size: min(steps, key=lambda step: (-steps[step], step)) for size, steps in found.items()}


def blocks_of(lines: list[Line], leading: dict[int, float]) -> list[Block]:
    """The blocks of one page, in order."""
    blocks: list[Block] = []
    rows: dict[tuple[int, int], Block] = {}
    drawings: dict[int, Block] = {}
    for line in lines:
        last = blocks[-1] if blocks else None
        if line.drawing:
            _into_drawing(blocks, drawings, line)
        elif line.cell is not None:
            _into_cell(blocks, rows, line, lines)
        elif last is None or last.row is not None or last.drawing:
            blocks.append(_begun(line))
        elif line.note or last.note:
            _into_note(blocks, line)
        elif _same_line(last, line):
            _carry_on(last, line)
        elif _continues(last, line, leading):
            (last.cells[-1] if last.cells else last.lines).append(line)
        else:
            if len(blocks) > 1 and _same_row(blocks[-2], last):
                _into_row(blocks)
            blocks.append(_begun(line))
    if len(blocks) > 1 and _same_row(blocks[-2], blocks[-1]):
        _into_row(blocks)
    return [one for block in blocks for one in (_rows_of(block) if block.row is not None else (block,))]


def _rows_of(block: Block) -> list[Block]:
    """The rows of figures that no line divides: figures at the same heights in every column of them, and a label at each."""
    heights = _heights(block)
    if len(heights) < 2:
        return [block]
    rows: list[list[list[Line]]] = [[[] for _ in block.cells] for _ in heights]
    for column, cell in enumerate(block.cells):
        for line in cell:
            rows[min(range(len(heights)), key=lambda row: abs(heights[row] - line.base))][column].append(line)
    label = next((column for column, cell in enumerate(block.cells) if cell and not _figures(cell)), None)
    if label is not None and not all(row[label] for row in rows):
        return [block]  # a second line of figures, such as shares under numbers, under one label
    return [Block([line for cell in row for line in cell], cells=row, row=block.row) for row in rows]


def _heights(block: Block) -> list[float]:
    """Where the rows of the block's figures stand; none where its columns do not agree."""
    columns = [[line.base for line in cell] for cell in block.cells if cell and _figures(cell)]
    heights = max(columns, key=len, default=[])
    agreeing = [column for column in columns if len(column) == len(heights)]
    if any(abs(one - other) > _LEVEL for column in agreeing for one, other in zip(column, heights, strict=True)):
        return []
    labelled = any(cell and not _figures(cell) for cell in block.cells)
    fewest = 1 if labelled and len([cell for cell in block.cells if cell]) == 2 else 2
    return heights if len(agreeing) >= fewest else []


def _figures(cell: list[Line]) -> bool:
    return all(_FIGURE.fullmatch(line.text) for line in cell)


def _begun(line: Line) -> Block:
    listed = bool(BULLET.match(line.text) or NUMBERED.match(line.text)) and not line.cells and not line.note
    return Block([line], listed, note=bool(line.note))


def _into_drawing(blocks: list[Block], drawings: dict[int, Block], line: Line) -> None:
    """All labels of a chart are one block, where its first one stands."""
    if line.drawing in drawings:
        drawings[line.drawing].lines.append(line)
    else:
        drawings[line.drawing] = Block([line], drawing=line.drawing)
        blocks.append(drawings[line.drawing])


def _into_note(blocks: list[Block], line: Line) -> None:
    if blocks[-1].note and blocks[-1].last.note == line.note:
        blocks[-1].lines.append(line)
    else:
        blocks.append(_begun(line))


def _into_cell(blocks: list[Block], rows: dict[tuple[int, int], Block], line: Line, lines: list[Line]) -> None:
    """Put *line* into its cell; all rows of a table begin where its first line stands, in their order."""
    if line.cell is None:
        return
    table, row, column = line.cell
    if (table, row) not in rows:
        mine = [other.cell for other in lines if other.cell is not None and other.cell[0] == table]
        columns = {column: place for place, column in enumerate(sorted({cell[2] for cell in mine}))}  # none is empty in every row
        for number in sorted({cell[1] for cell in mine}):
            rows[table, number] = Block([], cells=[[] for _ in columns], row=(table, number), columns=columns)
            blocks.append(rows[table, number])
    block = rows[table, row]
    block.lines.append(line)
    block.cells[block.columns[column]].append(line)


def _into_row(blocks: list[Block]) -> None:
    cell = blocks.pop()
    blocks[-1].cells.extend([cell.lines, *cell.cells])


def _same_line(block: Block, line: Line) -> bool:
    """Whether *line* carries on the visual line that *block* ends with (PDFium divides lines where fonts or objects change)."""
    before = block.last
    if block.cells or not (before.upright and line.upright) or before.cells or line.cells:
        return False
    size = max(before.size, line.size)
    return abs(line.base - before.base) <= size * 0.45 and -0.3 * size <= line.left - before.right <= 1.5 * size


def _carry_on(block: Block, line: Line) -> None:
    before = block.last
    close = before.hyphen or line.left - before.right < 0.08 * line.size or line.text.startswith((",", ".", ";", ":", ")"))
    apart = "" if close else " "
    text = before.text + ("-" if before.hyphen else "") + apart + line.text
    main = before if len(before.text) >= len(line.text) else line
    block.lines[-1] = Line(
        text,
        before.left,
        max(before.right, line.right),
        before.base,
        main.size,
        before.bold and line.bold,
        line.hyphen,
        True,
        (),
        before.mark,
        boxed=before.boxed,
    )
    if len(block.lines) == 1 and not block.listed:
        block.listed = bool(BULLET.match(text) or NUMBERED.match(text))


def _continues(block: Block, line: Line, leading: dict[int, float]) -> bool:
    """Whether *line* is the next line of the same paragraph."""
    if block.cells:
        return False
    before = block.last
    if before.hyphen:
        return True
    if before.cells or line.cells or not (before.upright and line.upright):
        return False
    size = max(before.size, line.size)
    step = line.base - before.base
    usual = leading.get(round(line.size), 1.25 * line.size)
    if not 0.4 * size < step <= min(max(1.3 * usual, 1.3 * size), 2.3 * size):
        return False
    runs_on = line.text[:1].islower() and not before.text.endswith(STOPS)  # bold words inside a sentence part nothing
    if abs(before.size - line.size) > 0.09 * size or (before.bold != line.bold and not runs_on):
        return False
    dash = line.text.startswith(_DASHES)
    if (BULLET.match(line.text) and not (dash and _within(block, line))) or (NUMBERED.match(line.text) and not _within(block, line)):
        return False
    left, right = block.left, block.right
    if line.left > right + size or line.right < left - size:
        return False
    return not _starts_anew(block, line, left, right)


def _within(block: Block, line: Line) -> bool:
    """A line of running text that happens to begin like an item ("an increase of\\n2.5 per cent", "their lives\\n– and")."""
    if block.listed and abs(line.left - block.lines[0].left) < 2:
        return False
    return not block.last.text.endswith(STOPS) and abs(line.left - (block.last.left if len(block.lines) > 1 else block.left)) < 1.5


def _centred(block: Block, line: Line) -> bool:
    """Whether all lines have one middle and none begins where another does, as in a title on two lines."""
    middle = line.left + line.right
    apart = all(abs(other.left - line.left) > 0.5 * line.size for other in block.lines)
    return apart and all(abs(other.left + other.right - middle) < 4 for other in block.lines)


def _starts_anew(block: Block, line: Line, left: float, right: float) -> bool:
    """Whether *line* begins a new paragraph; *left* and *right* are those of the block."""
    before = block.last
    if block.listed and line.left < left - 3:
        return True
    if _NAMED.match(line.text) and _NAMED.match(before.text):
        return True
    if not before.text.endswith(STOPS):
        return False
    if not block.listed and _centred(block, line):
        return before.text.endswith((".", "!", "?"))
    if line.left - before.left > 0.7 * line.size and not block.listed:  # first line set in
        return True
    wide = max(right, line.right) - min(left, line.left)
    if block.listed and line.left > block.lines[0].left + 3:  # the item goes on, set in
        return False
    short = before.right < max(right, line.right) - 0.2 * wide
    return short and line.text[:1].isupper() and len(before.text) > 3


def _same_row(row: Block, cell: Block) -> bool:
    """Whether *cell* stands beside *row*: to its right, at the same height, both short."""
    above = row.cells[-1] if row.cells else row.lines
    if row.row is not None or cell.row is not None or row.note or cell.note or row.drawing or cell.drawing:
        return False
    if row.listed or row.last.hyphen or len(above) > 8 or len(cell.lines) > 8:
        return False
    if not all(line.upright for line in (*above, *cell.lines)):
        return False
    size = max(row.last.size, cell.last.size)
    right = max(line.right for line in above)
    if cell.left < right + 0.5 * size:
        return False
    first = min(line.base for line in row.lines)
    last = max(line.base for line in row.lines)
    return cell.lines[0].base <= last + 0.5 * size and cell.last.base >= first - 0.5 * size
