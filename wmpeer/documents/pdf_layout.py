"""From the lines of a PDF to passages: paragraphs, headings by size, list items, rows of tables. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from wmpeer.documents.contents import contents_lines
from wmpeer.documents.hyphens import Hyphens
from wmpeer.documents.pdf_blocks import BULLET, STOPS, Block, blocks_of, leading_of
from wmpeer.documents.pdf_headings import Headings
from wmpeer.documents.pdf_line import Line, PageLines
from wmpeer.documents.pdf_notes import find_notes
from wmpeer.documents.pdf_order import in_order
from wmpeer.documents.pdf_running import take_running
from wmpeer.documents.records import CELL_JOIN, Draft, Turns
from wmpeer.documents.text import clean

_DEEPER, _TOO_FAR = 6.0, 60.0  # points that a nested list is set in, at least and at most
_SHORTEST_HALF = 40  # letters: shorter words at the foot of a column are labels
_LETTER = re.compile(r"[^\W\d_]")


def drafts_of(pages: list[PageLines]) -> list[Draft]:
    """The passages of all pages, in order. Words that go on in the next column or on the next page are one passage, where it begins.
    What runs along the pages comes once, last of all.
    """
    running = take_running(pages)
    leading = leading_of(pages)
    for page in pages:
        page.lines = in_order(page.lines)
        find_notes(page)
    hyphens = Hyphens(line for page in pages for line in page.lines)
    blocks = [(page, blocks_of(page.lines, leading)) for page in pages]
    headings = Headings(blocks)
    _carry_over(blocks, headings)
    drafts: list[Draft] = []
    for page, found in blocks:
        drafts.extend(_tidied(found, [_draft(block, page.number, headings, hyphens) for block in found]))
        drafts.extend(Draft("paragraph", clean(text), page.number) for text in page.fields)
    entries = contents_lines(drafts)
    drafts = [entries.get(place, draft) for place, draft in enumerate(drafts)]
    return [*drafts, *(Draft("note", clean(text), number) for number, text in running)]


def _carry_over(pages: list[tuple[PageLines, list[Block]]], headings: Headings) -> None:
    """Join what the end of a column or page divides: notes at the foot stand between the two halves."""
    last: Block | None = None
    reached = 0
    for page, blocks in pages:
        kept: list[Block] = []
        turned = True
        for block in blocks:
            turned = turned or (last is not None and block.lines[0].base < last.last.base - 2 * block.size)
            if block.note or block.drawing:
                pass
            elif turned and last is not None and not headings.level(last) and not headings.level(block) and _goes_on(last, block):
                if page.number != reached:
                    last.turns.append((len(last.lines), page.number))
                last.lines.extend(block.lines)
                turned, reached = False, page.number
                continue
            else:
                last, turned, reached = block, False, page.number
            kept.append(block)
        blocks[:] = kept


def _goes_on(block: Block, further: Block) -> bool:
    """Whether *further*, at the head of a column or page, is the rest of *block*."""
    before, after = block.last, further.lines[0]
    if (
        block.drawing
        or further.drawing
        or block.row
        or further.row
        or block.cells
        or further.cells
        or before.cells
        or after.cells
        or further.listed
    ):
        return False
    if not (before.upright and after.upright) or abs(before.size - after.size) > 0.09 * before.size:
        return False
    if before.hyphen:
        return True
    length = sum(len(line.text) for line in block.lines)
    if before.text.endswith((*STOPS, "’", ")")) or length < _SHORTEST_HALF:
        return False
    full = before.right >= block.right - 4 * before.size
    if after.text[:1].islower():
        return full or length > 2 * _SHORTEST_HALF
    return full and before.bold == after.bold and length > 2 * _SHORTEST_HALF and len(further.lines) + len(block.lines) > 2


def _tidied(blocks: list[Block], drafts: list[Draft]) -> list[Draft]:
    """What only neighbours tell: how deep a list is nested, and that a name behind the numbers of a chart's axis is no heading."""
    found: list[Draft] = []
    lefts: list[float] = []
    for block, draft in zip(blocks, drafts, strict=True):
        if draft.kind == "list":
            draft = replace(draft, level=_depth(lefts, block.lines[0].left))
        else:
            lefts.clear()
        if draft.kind == "heading" and len(found) > 1 and all(_is_axis(one) for one in found[-2:]):
            draft = replace(draft, kind="paragraph", level=0)
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


def _draft(block: Block, page: int, headings: Headings, hyphens: Hyphens) -> Draft:
    if block.row is not None:
        return Draft("table-row", CELL_JOIN.join(_joined(lines, hyphens) if lines else "" for lines in block.cells).strip(" "), page)
    if block.drawing:
        return Draft("drawing", CELL_JOIN.join(text for label in _labels(block.lines) for text in _cells_of(label, hyphens)), page)
    if block.note:
        return Draft("note", _joined(block.lines, hyphens), page)
    if block.cells or any(line.cells for line in block.lines):
        groups = [_cells_of(lines, hyphens) for lines in (block.lines, *block.cells)]
        return Draft("table-row", CELL_JOIN.join(text for group in groups for text in group if text), page)
    text = _joined(block.lines, hyphens)
    level = headings.level(block)
    if level:
        return Draft("heading", text, page, level)
    if block.listed:
        bullet = BULLET.match(text)  # match: further in the line the same sign is a word
        words = (text[bullet.end() :] if bullet else text).strip() or text
        return Draft("list", words, page, 1, _turns(block, hyphens, len(text) - len(words), len(words)))
    return Draft("paragraph", text, page, 0, _turns(block, hyphens, 0, len(text)))


def _turns(block: Block, hyphens: Hyphens, left_out: int, length: int) -> Turns:
    """Where further pages begin in the words of *block*, the first *left_out* characters of which are not shown."""
    found: list[tuple[int, int]] = []
    for place, page in block.turns:
        first = replace(block.lines[place], hyphen=False)
        at = len(_joined([*block.lines[:place], first], hyphens)) - len(clean(first.text)) - left_out
        if (found[-1][0] if found else -1) < at < length:
            found.append((at, page))
    return tuple(found)


def _labels(lines: list[Line]) -> list[list[Line]]:
    """The labels of a chart; words one below the other round one middle are one label."""
    found: list[list[Line]] = []
    for line in lines:
        before = found[-1][-1] if found else None
        words = (
            not line.cells and before is not None and not before.cells and bool(_LETTER.search(before.text) and _LETTER.search(line.text))
        )
        if words and before is not None and abs(before.size - line.size) < 0.3 and before.bold == line.bold:
            below = 0 < line.base - before.base < 1.4 * line.size
            if below and abs(before.left + before.right - line.left - line.right) < 4:
                found[-1].append(line)
                continue
        found.append([line])
    return found


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
