"""Rows of tables laid out: columns as wide as their words ask, merged cells over the columns and rows they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from wmpeer.documents.layout import Cell
from wmpeer.documents.records import Passage
from wmpeer.ui.kit import fonts
from wmpeer.ui.reading import pictures
from wmpeer.ui.reading.blocks import CELL_PADDING, Block, Run, font_of, set_words
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.pictures import Placed
from wmpeer.ui.reading.shapes import Numbered

_MOST_ASKED = 40.0
_LONGEST_WORD = 18


def column_edges(
    rows: Sequence[tuple[str, Sequence[Cell]]], width: float, font: QFont, shown: Mapping[int, float] | None = None
) -> tuple[float, ...]:
    """Edges of the columns of a table whose *rows* are texts with their cells: room for the longest word of each, then for what they ask.

    A cell over several columns asks each for its share, where no other cell stands in them alone. *shown* are the widths of pictures by
    column: each has room up to a third of the table.
    """
    wants: list[float] = []
    words: list[tuple[float, str]] = []  # the longest of each column, and in how many it stands
    alone = {cell.column for _, cells in rows for cell in cells if cell.across == 1}
    for text, cells in rows:
        for cell in cells:
            end = cell.column + cell.across
            wants.extend([0.0] * (end - len(wants)))
            words.extend([(1.0, "")] * (end - len(words)))
            said = text[cell.start : cell.end]
            longest = max(said.split(), key=len, default="")[:_LONGEST_WORD]
            for column in range(cell.column, end):
                if cell.across == 1 or column not in alone:
                    wants[column] = max(wants[column], min(_MOST_ASKED, len(said) / cell.across))
                    share, held = words[column]
                    if len(longest) / cell.across > len(held) / share:
                        words[column] = (float(cell.across), longest)
    metrics, padding = QFontMetricsF(font), 2 * CELL_PADDING + 2
    least = [max(16.0, metrics.horizontalAdvance(word) / share) + padding for share, word in words]
    for column, wide in (shown or {}).items():
        if column < len(least):
            least[column] = max(least[column], min(wide, width / 3) + padding)
    mean = fonts.reading_character() * font.pixelSize()
    return _edges_of(least, [max(4.0, want) * mean + padding for want in wants], width)


def _edges_of(least: Sequence[float], wants: Sequence[float], width: float) -> tuple[float, ...]:
    """Columns of *width* in all: at least so wide and as wide as each wants, as far as there is room; more or less for all alike."""
    more = [max(0.0, want - low) for want, low in zip(wants, least, strict=True)]
    room = width - sum(least)
    if 0 <= room <= sum(more):
        wide = [low + room * part / max(sum(more), 1.0) for low, part in zip(least, more, strict=True)]
    else:
        wide = [low + part for low, part in zip(least, more, strict=True)] if room > 0 else list(least)
    scale = width / max(sum(wide), 1.0)
    return tuple(accumulate((one * scale for one in wide), initial=0.0))


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row to be laid out: its passage, its cells, the pictures in them by column, and the space above it."""

    passage: Passage
    cells: Sequence[Cell]
    hanging: Mapping[int, Sequence[Numbered]]
    top: float


@dataclass(slots=True)
class _Set:
    """A row whose words are set: what is painted, and how much room each cell asks below the row's top."""

    runs: list[Run] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    asks: list[tuple[Cell, float]] = field(default_factory=list)


def lay_out_rows(rows: Sequence[RowOf], pixels: int, edges: Sequence[float]) -> list[Block]:
    """Blocks of rows that follow one another. A merged cell begins in its first row and reaches over the others; where its words need
    more room than they have together, the last of them grows."""
    done = [_set(row, pixels, edges) for row in rows]
    least = QFontMetricsF(font_of(rows[0].passage, pixels)).height() + 2 * CELL_PADDING
    heights = [max([least, *(ask for cell, ask in one.asks if cell.down == 1)]) for one in done]
    for first, one in enumerate(done):
        for cell, ask in one.asks:
            last = min(first + cell.down, len(rows)) - 1
            room = sum(heights[first : last + 1])
            heights[last] += max(0.0, ask - room) if cell.down > 1 else 0.0
    heights = [float(round(height)) for height in heights]
    return [_block(row, one, first, heights, edges) for first, (row, one) in enumerate(zip(rows, done, strict=True))]


def _set(row: RowOf, pixels: int, edges: Sequence[float]) -> _Set:
    font, done = font_of(row.passage, pixels), _Set()
    for cell in row.cells:
        if cell.above:
            continue
        done.asks.append((cell, _set_cell(row, cell, font, pixels, edges, done)))
    return done


def _set_cell(row: RowOf, cell: Cell, font: QFont, pixels: int, edges: Sequence[float], done: _Set) -> float:
    """Set the words and pictures of one cell; how much room it asks."""
    left, right = _sides(cell, edges)
    bottom, width = row.top + CELL_PADDING, max(24.0, right - left - 2 * CELL_PADDING)
    text = row.passage.text[cell.start : cell.end]
    if text:
        run, found, bottom = set_words(text, cell.start, font, QPointF(left + CELL_PADDING, bottom), width)
        done.runs.append(run)
        done.lines.extend(found)
    if hanging := row.hanging.get(cell.column, ()):
        placed = pictures.place(hanging, left + CELL_PADDING, bottom if text else bottom - CELL_PADDING / 2, width, pixels)
        done.placed.extend(placed)
        bottom = placed[-1].bottom
    return bottom - row.top + CELL_PADDING


def _sides(cell: Cell, edges: Sequence[float]) -> tuple[float, float]:
    last = len(edges) - 1
    return edges[min(cell.column, last - 1)], edges[min(cell.column + cell.across, last)]


def _block(row: RowOf, one: _Set, first: int, heights: Sequence[float], edges: Sequence[float]) -> Block:
    cells = []
    for cell, _ in one.asks:
        left, right = _sides(cell, edges)
        cells.append(QRectF(left, row.top, right - left, sum(heights[first : first + cell.down])))
    height = row.top + heights[first]
    return Block(height, tuple(one.runs), tuple(one.lines), None, tuple(cells), row.top, tuple(one.placed), height)
