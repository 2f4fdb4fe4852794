"""From the lines of a PDF to passages: paragraphs, headings by size, list items, rows of tables. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from wmpeer.documents.hyphens import Hyphens
from wmpeer.documents.pdf_lines import Line, PageLines
from wmpeer.documents.pdf_running import split_running
from wmpeer.documents.records import CELL_JOIN, Draft
from wmpeer.documents.text import clean

_BULLETS = "•◼▪■●○◦‣∙·➢➤➔►▶❖✓✔✗✘☐☑☒★❑❒♦◆◊\u2010\u2012–—\uf0b7\uf0a7\uf0fc\uf0d8\uf0a8\uf0e0\uf076\uf0be\uf071\uf02d\uf06e"
_BULLET = re.compile(rf"(?:[{re.escape(_BULLETS)}\ue000-\uf8ff]|-(?=\s)|\*(?=\s)|o(?=\s+[A-Z]))\s*")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S|\d{1,3}\.(?=[A-Z])")
_SECTION = re.compile(r"\d{1,2}((?:\.\d{1,2}){1,3})\.?\s+[‘“'\"(]?[A-Z][^.]*[^.\d;:,]")
_CAPTION = re.compile(r"(?:figure|fig\.|table|chart|map|graph|ffigur|tabl|siart) ?\d{1,2}(?:[.:\s]|[a-z]\b|\Z)|source:", re.IGNORECASE)
_DEEPER, _TOO_FAR = 6.0, 60.0  # points that a nested list is set in, at least and at most
_DASHES = ("–", "—", "-")
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = (".", "!", "?", ":", "”", ";")


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    lines: list[Line]
    listed: bool = False
    cells: list[list[Line]] = field(default_factory=list)  # further cells of the same row, to the right

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def drafts_of(pages: list[PageLines]) -> list[Draft]:
    """The passages of all pages, in order. No passage reaches over the end of a page."""
    running = split_running(pages)
    leading = _leading(pages)
    hyphens = Hyphens(line for page in pages for line in page.lines)
    blocks = [(page, _blocks(page.lines, leading)) for page in pages]
    levels = _Levels(pages, [block for _, found in blocks for block in found])
    drafts: list[Draft] = []
    for page, found in blocks:
        drafts.extend(_tidied(found, [_draft(block, page.number, levels, hyphens) for block in found]))
        drafts.extend(Draft("paragraph", clean(text), page.number) for text in page.fields)
        drafts.extend(Draft("note", clean(text), page.number) for text in running.get(page.number, ()))
    return drafts


def _tidied(blocks: list[Block], drafts: list[Draft]) -> list[Draft]:
    """What only neighbours tell: how deep a list is nested, and that a name behind the numbers of a chart's axis is no heading."""
    found: list[Draft] = []
    lefts: list[float] = []
    for block, draft in zip(blocks, drafts, strict=True):
        if draft.kind == "list":
            draft = Draft("list", draft.text, draft.page, _depth(lefts, block.lines[0].left))
        else:
            lefts.clear()
        if draft.kind == "heading" and len(found) > 1 and all(_is_axis(one) for one in found[-2:]):
            draft = Draft("paragraph", draft.text, draft.page)
        found.append(draft)
    return found


def _depth(lefts: list[float], left: float) -> int:
    """The depth, from 1, of an item that begins at *left*; *lefts* are where the items around it begin, and are kept up here."""
    while lefts and left < lefts[-1] - _DEEPER:
        lefts.pop()
    if lefts and left > lefts[-1] + _TOO_FAR:
        lefts.clear()
    if not lefts or left > lefts[-1] + _DEEPER:
        lefts.append(left)
    return min(len(lefts), 9)


def _is_axis(draft: Draft) -> bool:
    return draft.kind == "paragraph" and len(draft.text) < 10 and not _LETTER.search(draft.text)


def _leading(pages: list[PageLines]) -> dict[int, float]:
    """The usual distance of baselines for each font size (rounded), from the lines themselves."""
    found: dict[int, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for above, line in zip(page.lines, page.lines[1:], strict=False):
            step = line.base - above.base
            alike = abs(line.size - above.size) < 0.5 and abs(line.left - above.left) < 3 * line.size
            if alike and 0.8 * line.size < step < 2.2 * line.size:
                found[round(line.size)][round(step * 2) / 2] += 1
    return {size: min(steps, key=lambda step: (-steps[step], step)) for size, steps in found.items()}


def _blocks(lines: list[Line], leading: dict[int, float]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        if last is not None and _same_line(last, line):
            _carry_on(last, line)
        elif last is not None and _continues(last, line, leading):
            (last.cells[-1] if last.cells else last.lines).append(line)
        else:
            if last is not None and len(blocks) > 1 and _same_row(blocks[-2], last):
                _into_row(blocks)
            blocks.append(Block([line], bool(_BULLET.match(line.text) or _NUMBERED.match(line.text)) and not line.cells))
    if len(blocks) > 1 and _same_row(blocks[-2], blocks[-1]):
        _into_row(blocks)
    return blocks


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
    apart = "" if before.hyphen or line.left - before.right < 0.08 * line.size else " "
    text = before.text + ("-" if before.hyphen else "") + apart + line.text
    main = before if len(before.text) >= len(line.text) else line
    block.lines[-1] = Line(
        text, before.left, max(before.right, line.right), before.base, main.size, before.bold and line.bold, line.hyphen, True, ()
    )
    if len(block.lines) == 1 and not block.listed:
        block.listed = bool(_BULLET.match(text) or _NUMBERED.match(text))


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
    runs_on = line.text[:1].islower() and not before.text.endswith(_STOPS)  # bold words inside a sentence part nothing
    if abs(before.size - line.size) > 0.09 * size or (before.bold != line.bold and not runs_on):
        return False
    dash = line.text.startswith(_DASHES)
    if (_BULLET.match(line.text) and not (dash and _within(block, line))) or (_NUMBERED.match(line.text) and not _within(block, line)):
        return False
    if line.left > block.right + size or line.right < block.left - size:
        return False
    return not _starts_anew(block, line)


def _within(block: Block, line: Line) -> bool:
    """A line of running text that happens to begin like an item ("an increase of\\n2.5 per cent", "their lives\\n– and")."""
    if block.listed and abs(line.left - block.lines[0].left) < 2:
        return False
    return not block.last.text.endswith(_STOPS) and abs(line.left - (block.last.left if len(block.lines) > 1 else block.left)) < 1.5


def _starts_anew(block: Block, line: Line) -> bool:
    before = block.last
    if block.listed and line.left < block.left - 3:
        return True
    if not before.text.endswith(_STOPS):
        return False
    if line.left - before.left > 0.7 * line.size and not block.listed:  # first line set in
        return True
    wide = max(block.right, line.right) - min(block.left, line.left)
    if block.listed and line.left > block.lines[0].left + 3:  # the item goes on, set in
        return False
    short = before.right < max(block.right, line.right) - 0.2 * wide
    return short and line.text[:1].isupper() and len(before.text) > 3


def _same_row(row: Block, cell: Block) -> bool:
    """Whether *cell* stands beside *row*: to its right, at the same height, both short."""
    above = row.cells[-1] if row.cells else row.lines
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


def _draft(block: Block, page: int, levels: _Levels, hyphens: Hyphens) -> Draft:
    if block.cells or any(line.cells for line in block.lines):
        groups = [_cells_of(lines, hyphens) for lines in (block.lines, *block.cells)]
        return Draft("table-row", CELL_JOIN.join(text for group in groups for text in group if text), page)
    text = _joined(block.lines, hyphens)
    level = levels.level(block, text)
    if level:
        return Draft("heading", text, page, level)
    if block.listed:
        bullet = _BULLET.match(text)  # match: further in the line the same sign is a word
        return Draft("list", (text[bullet.end() :] if bullet else text).strip() or text, page, 1)
    return Draft("paragraph", text, page)


def _cells_of(lines: list[Line], hyphens: Hyphens) -> list[str]:
    if any(line.cells for line in lines):
        return [clean(text) for line in lines for text in ([cell[0] for cell in line.cells] if line.cells else [line.text])]
    return [_joined(lines, hyphens)]


def _joined(lines: list[Line], hyphens: Hyphens) -> str:
    text = ""
    for place, line in enumerate(lines):
        if not place:
            text = line.text
        elif lines[place - 1].hyphen:
            text = hyphens.join(text, line.text)
        elif text.endswith("-") and text[-2:-1].isalnum() and line.text[:1].isalnum():
            text += line.text
        else:
            text = f"{text} {line.text}"
    if lines[-1].hyphen:
        text += "-"
    return clean(text)


class _Levels:
    """Which blocks are headings, and of which level: the larger the higher; bold in the size of the text is the lowest."""

    def __init__(self, pages: list[PageLines], blocks: list[Block]) -> None:
        sizes: Counter[float] = Counter()
        bold: Counter[bool] = Counter()
        for page in pages:
            for line in page.lines:
                sizes[_half(line.size)] += len(line.text)
                bold[line.bold] += len(line.text)
        self._body = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0
        self._bold_means_heading = bold[True] * 3 < bold[False]
        larger = {_half(block.size) for block in blocks if self._is_larger(block) and _could_head(_plain(block))}
        self._ranks = {size: place for place, size in enumerate(sorted(larger, reverse=True), 1)}

    def _is_larger(self, block: Block) -> bool:
        return block.size >= self._body * 1.12 + 0.2 and not block.cells and len(block.lines) <= 4 and block.last.upright

    def level(self, block: Block, text: str) -> int:
        if not _could_head(text) or _CAPTION.match(text):
            return 0
        if self._is_larger(block) and not block.lines[0].hyphen:
            return min(self._ranks.get(_half(block.size), 1), 6)
        section = _SECTION.fullmatch(text)
        if section and len(block.lines) <= 2 and len(text) <= 120:
            return min(len(self._ranks) + section[1].count("."), 6)
        numbered = not block.listed or bool(_NUMBERED.match(text))
        if block.bold and self._bold_means_heading and numbered and len(block.lines) <= 3 and len(text) <= 160:
            as_large = block.size >= self._body * 0.97
            if as_large and text[0].isalnum() and not (text[0].isalpha() and text[0].islower()):
                return min(len(self._ranks) + 1, 6)
        return 0


def _plain(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _half(size: float) -> float:
    return round(size * 2) / 2


def _could_head(text: str) -> bool:
    if len(text) > 200:
        return False
    letters = len(_LETTER.findall(text))
    if letters < 3 or letters * 2 < len(text.replace(" ", "")):
        return False
    if text[-1] in ";,":
        return False
    return not (text[-1] == "." and len(text) > 60)
