"""Which blocks of a PDF are headings, and of which level: by size, bold, capitals and number. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from wmpeer.documents.contents import CONTENTS, depth_of_number
from wmpeer.documents.looks import CAPTION, LARGER, Key, levels, ranks
from wmpeer.documents.pdf_blocks import NUMBERED, Block
from wmpeer.documents.pdf_line import PageLines

_SECTION = re.compile(r"\d{1,2}((?:\.\d{1,2}){1,3})\.?\s+[‘“'\"(]?[A-Z][^.]*[^.\d;:,]")
_BOX = re.compile(r"(?:box|blwch) ?\d{1,2}(?:\.\d)?\b", re.IGNORECASE)
_ENTRY = re.compile(r"(?:.*\D)?\s\d{1,3}")
_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,6}")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[“‘\"'].*[.!?…][”’\"']|[“\"].{40,}[”\"]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.]+@)\S+")
_MOST_LINES, _MOST_TITLE_LINES = 4, 8
_MOST_LETTERS = 200  # of a heading
_LATEST_CONTENTS = 12  # pages before the contents, at most
_COVER_LETTERS = 160  # a paragraph this long, and the page is no cover
_SHORTEST_WITH_SUBTITLE = 2  # pages: in shorter ones nothing recurs
_LOW = 0.6  # of the page's height
_FEWEST_SECTIONS = 3  # on a page that is no cover, though there is little on it
_SHORTEST_TEXT = 90  # letters: shorter ones may be a line of a cover
_LONGEST_SENTENCE = 45  # letters: what ends in a full stop and is longer heads nothing
_UNNUMBERED = 9  # ranks below every number of the same look


class Headings:
    """The headings of one document: found from all its blocks at once."""

    def __init__(self, pages: Sequence[tuple[PageLines, list[Block]]]) -> None:
        bold: Counter[bool] = Counter()
        for page, _ in pages:
            for line in page.lines:
                bold[line.bold] += len(line.text)
        self.body = _body_size(pages)
        self._bold_means_heading = bold[True] * 3 < bold[False]
        self._levels: dict[int, int] = {}
        self._find(pages)

    def level(self, block: Block) -> int:
        """The block's level as a heading; 0 for none."""
        return self._levels.get(id(block), 0)

    def _find(self, pages: Sequence[tuple[PageLines, list[Block]]]) -> None:
        front: list[Block] = []
        text: list[Block] = []
        contents, last_of_contents = True, -1
        for number, (page, blocks) in enumerate(pages):
            heads = [place for place, block in enumerate(blocks) if self._could_head(block) and not self._is_listed(blocks, place)]
            if heads and self._ends_page(page, blocks, heads, pages[number + 1 : number + 2]):
                heads.pop()
            contents = number <= _LATEST_CONTENTS and _lists_contents(page, blocks, contents)
            if contents:
                last_of_contents = number
                behind = max(place for place, block in enumerate(blocks) if _is_entry(block))
                front.extend(text)
                front.extend([blocks[place] for place in heads if _names_contents(blocks[place])][:1])
                text = [blocks[place] for place in heads if place > behind]
            else:
                text.extend(blocks[place] for place in heads)
        title = self._title(pages, last_of_contents)
        self._levels.update((id(block), 1) for block in front + text if _names_contents(block))
        if title is not None:
            self._levels[id(title)] = 1
        if title is None and len(pages) > _SHORTEST_WITH_SUBTITLE:
            _drop_subtitles(next((blocks for _, blocks in pages if blocks), []), text)
        kept = self._kept_in_front(pages, front, text, title)
        found = [block for block in (*kept, *text) if id(block) not in self._levels]
        for block, level in zip(found, levels(_keys(found), [0] * len(found), loose=2 * _UNNUMBERED), strict=True):
            self._levels[id(block)] = min(level, 6)

    def _ends_page(
        self, page: PageLines, blocks: list[Block], heads: list[int], following: Sequence[tuple[PageLines, list[Block]]]
    ) -> bool:
        """Whether the last of *heads* ends its page, low down, and another heading begins the next: it heads nothing."""
        last = blocks[heads[-1]]
        if heads[-1] != len(blocks) - 1 or not heads[-1] or last.last.base < page.height * _LOW:
            return False
        begun = next((block for _, found in following for block in found), None)
        return begun is not None and self._could_head(begun)

    def _kept_in_front(
        self, pages: Sequence[tuple[PageLines, list[Block]]], front: list[Block], text: list[Block], title: Block | None
    ) -> list[Block]:
        """Headings before the contents, or beside the title: those alike to headings of the text, and those with text of their own."""
        looks = {_look(block) for block in text}
        first = next((blocks for _, blocks in pages if blocks), [])
        began = next((place for place, block in enumerate(first) if _is_text(block)), len(first))
        beside = {id(block) for block in first[:began]} if title is not None else set()
        followed = {id(block): _is_text(after) for _, blocks in pages for block, after in pairwise(blocks)}
        if title is not None:
            text[:] = [block for block in text if id(block) not in beside]
        return [
            block
            for block in front
            if id(block) not in beside and (_look(block) in looks or (followed.get(id(block)) and block not in first))
        ]

    def _title(self, pages: Sequence[tuple[PageLines, list[Block]]], contents: int) -> Block | None:
        """The title of a cover, or of a document with contents: on its first page, and above no other heading."""
        blocks = next((blocks for _, blocks in pages if blocks), [])
        cover = self._is_cover(blocks)
        if not cover and contents < 0:
            return None
        titles = [block for block in blocks if self._could_head(block, _MOST_TITLE_LINES) and block.size >= self.body * LARGER]
        if not titles:
            return None
        return max(titles, key=lambda block: (block.size, len(_plain(block))))

    def _is_cover(self, blocks: list[Block]) -> bool:
        plain = [block for block in blocks if block.size < self.body * LARGER]
        if len(blocks) > 30 or any(len(_plain(block)) > _COVER_LETTERS for block in plain):
            return False
        return not any(block.cells or block.listed or block.row is not None for block in blocks) and not self._has_sections(blocks)

    def _has_sections(self, blocks: list[Block]) -> bool:
        """Whether several headings of one look each have something of their own below them, however short it is."""
        looks = Counter(
            _look(block) for block, after in pairwise(blocks) if self._could_head(block) and not self._could_head(after)
        )  # fmt: skip
        return any(count >= _FEWEST_SECTIONS for count in looks.values()) or sum(looks.values()) > _FEWEST_SECTIONS

    def _is_listed(self, blocks: list[Block], place: int) -> bool:
        """Whether a numbered line, no larger than the text and not bold, stands beside another: then both are items of a list."""
        beside = blocks[max(place - 1, 0) : place] + blocks[place + 1 : place + 2]
        return self._is_plain_item(blocks[place]) and any(self._is_plain_item(one) for one in beside)

    def _is_plain_item(self, block: Block) -> bool:
        plain = not block.bold and block.size < self.body * LARGER and not block.cells and block.row is None and len(block.lines) < 3
        return plain and bool(NUMBERED.match(_plain(block)))

    def _is_larger(self, block: Block, most_lines: int = _MOST_LINES) -> bool:
        large = block.size >= self.body * LARGER + 0.2
        return large and not block.cells and len(block.lines) <= most_lines and block.last.upright

    def _could_head(self, block: Block, most_lines: int = _MOST_LINES) -> bool:
        if block.row is not None or block.cells or block.note or block.drawing or any(line.cells or line.boxed for line in block.lines):
            return False
        if sum(len(line.text) for line in block.lines) > _MOST_LETTERS:
            return False
        text = _plain(block)
        if not could_head(text) or CAPTION.match(text) or _BOX.match(text) or _ADDRESS.fullmatch(text):
            return False
        if self._is_larger(block, most_lines) and not block.lines[0].hyphen and (block.bold or not text[0].islower()):
            return not block.listed or bool(NUMBERED.match(text))
        if len(block.lines) <= 2 and len(text) <= 120 and _SECTION.fullmatch(text):
            return True
        if block.listed and not NUMBERED.match(text):
            return False
        as_large = block.size >= self.body * 0.97 and text[0].isalnum() and not text[0].islower()
        if block.bold and self._bold_means_heading and len(block.lines) <= 3 and len(text) <= 160:
            return as_large
        return as_large and len(block.lines) == 1 and _in_capitals(text)


def _drop_subtitles(first: list[Block], text: list[Block]) -> None:
    """Of the large lines that a document begins with, only the largest is a heading, unless one looks like headings further on."""
    began = next((place for place, block in enumerate(first) if _is_text(block)), len(first))
    beginning = {id(block) for block in first[:began]}
    run = [block for block in text if id(block) in beginning]
    if len(run) > 1:
        title = max(run, key=lambda block: block.size)
        looks = {_look(block) for block in text if id(block) not in beginning}
        gone = {id(block) for block in run if block is not title and _look(block) not in looks}
        text[:] = [block for block in text if id(block) not in gone]


def _body_size(pages: Sequence[tuple[PageLines, list[Block]]]) -> float:
    """The size of most of the running text; of all words where there is none."""
    letters: Counter[float] = Counter()
    every: Counter[float] = Counter()
    for _, blocks in pages:
        for block in blocks:
            for line in block.lines:
                every[round(line.size * 2) / 2] += len(line.text)
            if _is_text(block) and block.row is None and not block.cells and not block.note and not block.drawing:
                letters[half(block.size)] += sum(len(line.text) for line in block.lines)
    counted = letters if sum(letters.values()) * 5 > sum(every.values()) else every
    return max(counted, key=lambda size: (counted[size], -size)) if counted else 0.0


def _is_text(block: Block) -> bool:
    """Running text or a row of a table: what a heading stands above."""
    if block.row is not None or block.cells or block.lines[0].cells:
        return True
    return sum(len(line.text) for line in block.lines) + len(block.lines) - 1 > _SHORTEST_TEXT


def _look(block: Block) -> tuple[float, bool]:
    return round(block.size), block.bold


def _names_contents(block: Block) -> bool:
    return _plain(block).strip(" :").lower() in CONTENTS


def _keys(found: list[Block]) -> list[Key | None]:
    """What makes headings alike: size, bold, capitals, and how many numbers stand before the words."""
    size = ranks(half(block.size) for block in found)
    looks = [(size[half(block.size)], not block.bold) for block in found]
    depths = [depth_of_number(_plain(block)) for block in found]
    shallowest: dict[tuple[int, bool], int] = defaultdict(lambda: _UNNUMBERED)
    for look, depth in zip(looks, depths, strict=True):
        if depth:
            shallowest[look] = min(shallowest[look], depth)
    keys: list[Key | None] = []
    for block, look, depth in zip(found, looks, depths, strict=True):
        unnumbered = 1 if shallowest[look] in (1, _UNNUMBERED) else _UNNUMBERED
        keys.append((*look, 2 * (depth or unnumbered) + (not _in_capitals(_plain(block)))))
    return keys


def _lists_contents(page: PageLines, blocks: list[Block], before: bool) -> bool:
    """Whether the page is one of contents: named so, or following such a page, with lines that end in page numbers."""
    entries = sum(_is_entry(block) for block in blocks)
    named = any(_names_contents(block) for block in blocks)
    return entries >= 3 and (named or (before and entries * 2 > len(blocks)))


def _is_entry(block: Block) -> bool:
    """Whether the block ends in a page's number, as a line of contents does."""
    if block.row is not None:
        last = block.cells[-1][-1].text if block.cells[-1] else ""
        return bool(_PAGE.fullmatch(last))
    line = block.lines[0]
    return bool(_PAGE.fullmatch(line.cells[-1][0]) if line.cells else _ENTRY.fullmatch(line.text))


def _in_capitals(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return text.isupper() and letters >= 6 and (" " in text or letters >= 8) and len(text) <= 80


def _plain(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def half(size: float) -> float:
    return round(size * 2) / 2


def could_head(text: str) -> bool:
    """Whether the words may be a heading at all."""
    if len(text) > _MOST_LETTERS:
        return False
    letters = len(_LETTER.findall(text))
    if letters < 3 or letters * 2 < len(text.replace(" ", "")):
        return False
    if text[-1] in ";,":
        return False
    return not (text[-1] == "." and len(text) > _LONGEST_SENTENCE) and not _QUOTED.fullmatch(text)
