"""Charts on the pages of a PDF: where they are, and which lines are their labels and not the text's. Pure.

A chart is known by what only charts have: bars of one width on one base and of differing heights, slices round a centre, a line that goes
up and down beside numbers, an axis of numbers at even steps. Boxes, tables, arrows and rules have none of these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wmpeer.documents.pdf_line import Line

_NUMBER = re.compile(r"[-–+]?\s?£?\d[\d,]*(?:\.\d+)?\s?(?:%|k|m|bn)?")
_LONGEST_LABEL, _LONGEST_CELL, _LONGEST_TITLE = 45, 28, 90  # letters
_PROSE = 45  # letters: a line this long, and its neighbours are text as well
_FEWEST_BARS, _FEWEST_SLICES, _FEWEST_STEPS, _FEWEST_NUMBERS = 3, 3, 4, 2
_WIDEST_CURVE = 60.0  # points: shorter lines up and down are arrows
_NEAR = 12.0
_REACH = 20.0  # points: labels are found as far as their own size, and this at most
_LEGEND, _SQUARE = 60.0, 14.0  # points: how far the legend is from its chart, and how large its squares are, at most
_MUCH_LARGER = 1.5  # than the labels: this is the title of the page
_STROKES = 3.0  # points: the bounds of neighbours meet by as much, for their outlines are within them
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3  # of figures, that make a table of what looks like a chart
_MOST_OF_THEM = 0.6  # of the figures: the others are in rows with a gap; charts one below the other have their scales between them
_FEWEST_SHORT = 4  # short labels on a page, or it has no chart
_SHORT = 14
_MOST_LINES, _MOST_CHARTS, _MOST_SEEDS, _MOST_TRIED = 800, 30, 600, 300  # of one page; a page of more is looked at no further


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as it is seen, in points from the top left; how many slanted lines and curves its outline has."""

    left: float
    top: float
    right: float
    bottom: float
    filled: bool = False
    slanted: int = 0
    curved: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


Box = tuple[float, float, float, float]


def may_have_charts(lines: Sequence[Line]) -> bool:
    """Whether there are as many short labels, some of them numbers, as a chart has; looking for shapes takes time."""
    found = numbers = 0
    for line in lines:
        if not line.cells and len(line.text) > _SHORT:  # nearly every line
            continue
        texts = [cell[0] for cell in line.cells] if line.cells else [line.text]
        short = sum(len(text) <= _SHORT and (text[-1:].isalnum() or text[-1:] == "%") for text in texts)
        found += short
        numbers += bool(short) and any(sign.isdigit() for sign in line.text)
        if found >= _FEWEST_SHORT and numbers:
            return True
    return False


def mark_drawings(lines: list[Line], shapes: Sequence[Shape], width: float, height: float) -> None:
    """Number the lines that are labels of a chart: 1 for the first chart of the page."""
    if len(lines) > _MOST_LINES:
        return
    shapes = [one for one in shapes if one.width < 0.95 * width or one.height < 0.7 * height]
    boxes = [_box(line) for line in lines]
    prose = _prose(lines)
    slices = _slices(shapes)
    charts = _merged(_bars(shapes) + slices + _curves(shapes) + _axes(lines, boxes, shapes))
    number = 0
    for chart in charts[:_MOST_CHARTS]:
        region = _grown(chart, shapes, lines, boxes, prose)
        mine = _labels(region, lines, boxes, prose)
        numbers = sum(len(_NUMBER.findall(lines[place].text)) for place in mine)
        shown = numbers >= _FEWEST_NUMBERS or any(_inside(chart, box) for box in slices)
        if mine and shown and not _is_table([lines[place] for place in mine]):
            number += 1
            mine |= _title(region, mine, lines, boxes, prose)
            for place in mine:
                lines[place].drawing = lines[place].drawing or number


def _box(line: Line) -> Box:
    if line.upright:
        return line.left, line.base - 0.75 * line.size, line.right, line.base + 0.2 * line.size
    long = 0.5 * line.size * len(line.text)
    across = line.right - line.left
    down = max(long * long - across * across, line.size * line.size) ** 0.5
    return line.left - 0.3 * line.size, line.base - down, line.right + 0.3 * line.size, line.base + down


def _prose(lines: Sequence[Line]) -> set[int]:
    """The places of lines of running text, however short: beside a long line of the same size, at its distance."""
    long = {place for place, line in enumerate(lines) if len(line.text) > _PROSE and not line.cells}
    found = {place for place in long if len(lines[place].text) > _LONGEST_TITLE}
    for above, line in pairwise(range(len(lines))):
        one, other = lines[above], lines[line]
        alike = abs(one.size - other.size) < 0.4 and abs(one.left - other.left) < 2.5 * one.size
        if alike and 0 < other.base - one.base < 1.7 * one.size and {above, line} & (long | found):
            found |= {above, line}
    return found


# --- what only charts have ----------------------------------------------------------------------------------------------------------------


def _bars(shapes: Sequence[Shape]) -> list[Box]:
    """Filled boxes of one width on one base, or of one height from one side, that are not equally long."""
    upward: dict[tuple[int, int], list[Shape]] = defaultdict(list)
    across: dict[tuple[int, int], list[Shape]] = defaultdict(list)
    for one in shapes:
        if one.filled and not one.slanted and not one.curved and one.width >= 2 and one.height >= 1:
            upward[round(one.bottom), round(one.width)].append(one)
            across[round(one.left), round(one.height)].append(one)
    found = [
        _around(bars) for bars in upward.values() if _differ([one.height for one in bars]) and _apart([(b.left, b.right) for b in bars])
    ]
    found += [
        _around(bars) for bars in across.values() if _differ([one.width for one in bars]) and _apart([(b.top, b.bottom) for b in bars])
    ]
    return found


def _differ(lengths: list[float]) -> bool:
    return len(lengths) >= _FEWEST_BARS and len({round(one / 2) for one in lengths}) > len(lengths) // 3 + 1


def _apart(sides: list[tuple[float, float]]) -> bool:
    """Whether the bars stand beside each other, not upon each other."""
    return all(after[0] > before[1] - _STROKES for before, after in pairwise(sorted(sides)))


def _slices(shapes: Sequence[Shape]) -> list[Box]:
    """Filled shapes with curves and straight slanted sides that touch each other."""
    slices = [one for one in shapes if one.filled and one.curved and one.slanted and max(one.width, one.height) > 15]
    if len(slices) < _FEWEST_SLICES:
        return []
    return [box for box, count in _counted([_around([one]) for one in slices], 1.0) if count >= _FEWEST_SLICES]


def _curves(shapes: Sequence[Shape]) -> list[Box]:
    """Lines that go up and down for some way, not filled."""
    found = [_around([one]) for one in shapes if not one.filled and one.slanted >= 2 and one.width >= _WIDEST_CURVE]
    steps = [one for one in shapes if not one.filled and one.slanted == 1 and not one.curved]
    found += [box for box, count in _counted([_around([one]) for one in steps], 1.0) if count >= 3 and box[2] - box[0] >= _WIDEST_CURVE]
    return found


def _axes(lines: Sequence[Line], boxes: Sequence[Box], shapes: Sequence[Shape]) -> list[Box]:
    """What is drawn beside numbers that stand one above the other at even steps, alone on their lines, and rise evenly."""
    columns: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.upright and len(line.text) <= _SHORT and _NUMBER.fullmatch(line.text):
            columns[round(line.right / 3)].append(place)
    found: list[Box] = []
    for key, places in sorted(columns.items()):
        near = sorted({*places, *columns.get(key + 1, ())}, key=lambda place: lines[place].base)
        if (
            len(near) >= _FEWEST_STEPS
            and _even([lines[place].base for place in near])
            and _even([_value(lines[place].text) for place in near])
        ):
            box = _around_boxes([boxes[place] for place in near])
            beside = [one for one in shapes if one.width >= _WIDEST_CURVE and _beside(box, one)]
            if beside and not any(_shares_line(line, near, lines) for line in lines):
                found.append(_around_boxes([box, *(_around([one]) for one in beside)]))
    return found


def _shares_line(line: Line, axis: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether words stand on the line of a number, as in a row of a table."""
    return len(line.text) > 2 and not _NUMBER.fullmatch(line.text) and any(abs(line.base - lines[place].base) < 1 for place in axis)


def _beside(axis: Box, one: Shape) -> bool:
    return -2 <= one.left - axis[2] <= 30 and one.top >= axis[1] - 10 and one.bottom <= axis[3] + 10


def _even(numbers: list[float]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    usual = sorted(steps)[len(steps) // 2]
    return usual != 0 and all(abs(step - usual) <= max(0.12 * abs(usual), 1e-6) for step in steps)


def _value(text: str) -> float:
    digits = re.sub(r"[^\d.]", "", text)
    return float(digits) * (-1 if text[0] in "-–" else 1) if digits.count(".") < 2 and digits.strip(".") else 0.0


def _is_table(labels: Sequence[Line]) -> bool:
    """Whether the labels are rows of figures, one below the other in the same columns: coloured columns look like bars."""
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in labels:
        for text, left, right in line.cells or ((line.text, line.left, line.right),):
            if line.upright and _NUMBER.fullmatch(text):
                rows[round(line.base / 2)].append((left, right))
    figures = sum(len(row) for row in rows.values())
    alike: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    for row in rows.values():
        alike[len(row)].append(sorted(row))
    for count, found in alike.items():
        for first in found[:_MOST_CHARTS] if count >= _FEWEST_COLUMNS else ():
            below = sum(_in_columns(row, first) for row in found)
            if below >= _FEWEST_ROWS and below * count >= _MOST_OF_THEM * figures:
                return True
    return False


def _in_columns(row: list[tuple[float, float]], first: list[tuple[float, float]]) -> bool:
    """Whether the figures stand below those of the first row: where they begin, where they end, or in their middle."""
    pairs = list(zip(row, first, strict=True))
    begin = all(abs(one[0] - other[0]) < _STROKES for one, other in pairs)
    end = all(abs(one[1] - other[1]) < _STROKES for one, other in pairs)
    return begin or end or all(abs(sum(one) - sum(other)) < 2 * _STROKES for one, other in pairs)


# --- how far it goes ----------------------------------------------------------------------------------------------------------------------


def _around(shapes: Sequence[Shape]) -> Box:
    return _around_boxes([(one.left, one.top, one.right, one.bottom) for one in shapes])


def _around_boxes(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _meet(one: Box, other: Box, across: float = 0.0, down: float = 0.0) -> bool:
    beside = one[0] - across <= other[2] and other[0] <= one[2] + across
    return beside and one[1] - down <= other[3] and other[1] <= one[3] + down


def _counted(boxes: Sequence[Box], near: float) -> list[tuple[Box, int]]:
    """Boxes that touch as one, with how many they were."""
    found: list[tuple[Box, int]] = []
    for box in boxes[:_MOST_SEEDS]:
        count = 1
        again = True
        while again:
            mine = [one for one in found if _meet(one[0], box, near, near)]
            again = bool(mine)
            for one in mine:
                found.remove(one)
                box, count = _around_boxes([box, one[0]]), count + one[1]
        found.append((box, count))
    return found


def _merged(boxes: Sequence[Box]) -> list[Box]:
    return sorted((box for box, _ in _counted(boxes, _NEAR / 2)), key=lambda box: (box[1], box[0]))


def _legend(chart: Box, shapes: Sequence[Shape], lines: Sequence[Line], boxes: Sequence[Box]) -> list[Box]:
    """Where labels stand that each have a small square to their left, not far from the chart."""
    reach = (chart[0] - _LEGEND, chart[1] - _LEGEND, chart[2] + _LEGEND, chart[3] + _LEGEND)
    squares = [one for one in shapes if one.filled and 2 <= one.width <= _SQUARE and 2 <= one.height <= _SQUARE]
    near = [one for one in squares if _meet(reach, _around([one]))][:_MOST_TRIED]
    found = [
        box
        for line, box in zip(lines, boxes, strict=True)
        if line.upright
        and len(line.text) <= _LONGEST_TITLE
        and any(-1 <= box[0] - one.right <= _SQUARE and box[1] - 3 <= one.bottom and one.top <= box[3] + 3 for one in near)
    ]
    return found if len(found) > 1 else []


def _grown(chart: Box, shapes: Sequence[Shape], lines: Sequence[Line], boxes: Sequence[Box], prose: set[int]) -> Box:
    """The chart with its axes, its grid and its frame: shapes that touch it and go round no running text."""
    prosaic = [boxes[place] for place in sorted(prose)]
    wide, high = chart[2] - chart[0], chart[3] - chart[1]
    tried = 0
    for one in shapes:
        box = _around([one])
        if _inside(chart, box) or not _meet(chart, box, 2, 2) or one.width > 2 * wide + 120 or one.height > 2 * high + 120:
            continue
        tried += 1
        grown = _around_boxes([chart, box])
        if tried <= _MOST_TRIED and not any(_meet(grown, line) for line in prosaic):
            chart = grown
    return _around_boxes([chart, *_legend(chart, shapes, lines, boxes)])


def _labels(region: Box, lines: Sequence[Line], boxes: Sequence[Box], prose: set[int]) -> set[int]:
    """The places of lines inside the region and beside it, and of those beside these."""
    found: set[int] = set()
    for _ in range(2):
        for place, line in enumerate(lines):
            if place in found or place in prose or not (_is_label(line) or _inside(region, boxes[place])):
                continue
            near = line.drawing == 0 and _meet(region, boxes[place], 1.2 * min(line.size, _REACH), 0.9 * min(line.size, _REACH))
            if near and not _heads_text(place, region, lines, boxes, prose):
                found.add(place)
        if not found:
            break
        grown = _around_boxes([region, *(boxes[place] for place in found)])
        region = grown if _clear(grown, boxes, prose) else region
    return found


def _clear(region: Box, boxes: Sequence[Box], prose: set[int]) -> bool:
    return not any(_meet(region, boxes[place]) for place in prose)


def _heads_text(place: int, region: Box, lines: Sequence[Line], boxes: Sequence[Box], prose: set[int]) -> bool:
    """Whether a line above the region is the text's, and the chart is below it: it begins where the text does, or carries a line on."""
    if boxes[place][3] > region[1] + 1:
        return False
    line = lines[place]
    before = lines[place - 1] if place else line
    if abs(before.size - line.size) < 0.3 and 0 < line.base - before.base < 1.5 * line.size and boxes[place - 1][3] < region[1] - line.size:
        labels = [one.size for one, box in zip(lines, boxes, strict=True) if _inside(region, box)]
        return line.size > _MUCH_LARGER * max(labels, default=line.size)
    return any(abs(lines[one].left - line.left) < 1.5 for one in prose)


def _inside(region: Box, box: Box) -> bool:
    return region[0] <= box[0] and region[1] <= box[1] and region[2] >= box[2] and region[3] >= box[3]


def _is_label(line: Line) -> bool:
    if line.cells:
        return all(len(cell[0]) <= _LONGEST_CELL for cell in line.cells)
    return len(line.text) <= _LONGEST_LABEL


def _title(region: Box, mine: set[int], lines: Sequence[Line], boxes: Sequence[Box], prose: set[int]) -> set[int]:
    """The lines just above the labels, hardly larger than they are, that say what the chart shows."""
    region = _around_boxes([region, *(boxes[place] for place in mine)])
    size = max(lines[place].size for place in mine)
    found: set[int] = set()
    top = region[1]
    for place in sorted(range(len(lines)), key=lambda place: -lines[place].base):
        line, box = lines[place], boxes[place]
        if place in mine or place in prose or not line.upright or len(line.text) > _LONGEST_TITLE or line.size > _MUCH_LARGER * size:
            continue
        above = region[0] <= (box[0] + box[2]) / 2 <= region[2] and -2 <= top - box[3] <= (0.8 if found else 1.8) * size
        if above and not _heads_text(place, region, lines, boxes, prose) and all(abs(lines[one].size - line.size) < 0.3 for one in found):
            found.add(place)
            top = box[1]
    return found
