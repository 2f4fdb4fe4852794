"""Headings that only their look tells: short lines, bold or larger than the text, and which of them rank alike. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wmpeer.documents.contents import CONTENTS, contents_lines, depth_of_number
from wmpeer.documents.records import Draft

LARGER = 1.12
"""So much larger than the text, at least, is a heading's size."""

_LARGER_ITEM = 1.3
_NEAR = 0.07  # sizes this close, as a share of the larger, are one size to a reader's eye
_LETTER = re.compile(r"[^\W\d_]")
CAPTION = re.compile(
    r"(?:(?:figure|table|chart|map|graph)s?|fig\.|ffigur|tabl|siart) ?(?:[A-Z]{0,3}\d{1,3}|[A-Z](?=[.:]))(?:[.:,\s-]|[a-z]\b|\Z)"
    r"|(?:source|ffynhonnell)s?:",
    re.IGNORECASE,
)
_LONGEST = 120

Key = tuple[int, bool, int]
"""What makes headings alike: rank of size, not bold, and a third thing, such as how many numbers stand before it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: `size` in any unit, as long as it is one for the whole document."""

    size: float
    bold: bool = False


def ranks(sizes: Iterable[float]) -> dict[float, int]:
    """For each size its rank, 1 for the largest; sizes that a reader would call the same share one."""
    found: dict[float, int] = {}
    top, rank = 0.0, 0
    for size in sorted(set(sizes), reverse=True):
        if not found or size < top * (1 - _NEAR):
            top, rank = size, rank + 1
        found[size] = rank
    return found


def could_head(text: str, longest: int = _LONGEST) -> bool:
    """Whether the words may be a heading at all: some letters, not too many, no sentence."""
    letters = len(_LETTER.findall(text))
    if len(text) > longest or letters < 3 or letters * 2 < len(text.replace(" ", "")):
        return False
    return text[-1] not in ";,." and not CAPTION.match(text)


def headings_by_look(drafts: list[Draft], looks: Mapping[int, Look]) -> list[Draft]:
    """The drafts with those that look like headings made into such; *looks* has the looks of plain paragraphs, by their place.

    Where styles already name headings, one that only looks so stands below them all, and lines before the first are a cover.
    """
    entries = contents_lines(drafts)
    drafts = [entries.get(place, draft) for place, draft in enumerate(drafts)]
    looks = {place: look for place, look in looks.items() if place not in entries}
    body = _body(drafts, looks)
    heads = {place: look for place, look in looks.items() if _heads(drafts, looks, place, body)}
    first = next((place for place, draft in enumerate(drafts) if draft.kind == "heading"), -1)
    cover = {place for place in heads if place < first and drafts[place].text.lower() not in CONTENTS}
    title = max(cover, key=lambda place: (heads[place].size, -place), default=-1)
    if title >= 0 and heads[title].size < body * 1.3:
        title = -1
    found = list(drafts)
    if title >= 0:
        found[title] = Draft("heading", drafts[title].text, drafts[title].page, 1)
    marked = [place for place, draft in enumerate(drafts) if draft.kind == "heading" or (place in heads and place not in cover)]
    size = ranks(heads[place].size for place in marked if place in heads)
    for place in [place for place in marked if place in heads and drafts[place].text.lower() in CONTENTS]:
        found[place] = Draft("heading", drafts[place].text, drafts[place].page, 1)
        marked.remove(place)
    named = {place: drafts[place].level for place in marked if place not in heads}
    keys = [None if place in named else _key(heads[place], drafts[place].text, size) for place in marked]
    for place, level in zip(marked, levels(keys, [named.get(place, 0) for place in marked]), strict=True):
        found[place] = Draft("heading", drafts[place].text, drafts[place].page, level)
    return found


def _key(look: Look, text: str, size: Mapping[float, int]) -> Key:
    return size[look.size], not look.bold, max(depth_of_number(text), 1)


def levels(keys: Sequence[Key | None], given: Sequence[int], loose: int = 1_000) -> list[int]:
    """The levels of headings in reading order: those *given* stay; of the others, alike ones (the same key) have the same level.

    A key that sorts lower ranks higher. A kind of heading stands one below those that mostly come before it, so that none is skipped;
    one whose key's third part is at least *loose* stands below whatever comes before it.
    """
    found = [level if key is None else 0 for key, level in zip(keys, given, strict=True)]
    for key in sorted({key for key in keys if key is not None}):
        above: Counter[int] = Counter()
        current, parents = 0, []
        for mine, level in zip(keys, found, strict=True):
            parents.append(current)
            if mine == key:
                above[current] += 1
            elif level:
                current = level
        usual = max(above, key=lambda one: (above[one], one))
        if key[2] >= loose:
            found = [min(parent + 1, 9) if mine == key else level for mine, level, parent in zip(keys, found, parents, strict=True)]
        else:
            found = [min(usual + 1, 9) if mine == key else level for mine, level in zip(keys, found, strict=True)]
    return found


def _body(drafts: list[Draft], looks: Mapping[int, Look]) -> float:
    """The size of most of the text."""
    letters: Counter[float] = Counter()
    for place, look in looks.items():
        letters[look.size] += len(drafts[place].text)
    return max(letters, key=lambda size: (letters[size], -size), default=0.0)


def _heads(drafts: list[Draft], looks: Mapping[int, Look], place: int, body: float) -> bool:
    look, text = looks[place], drafts[place].text
    larger = _LARGER_ITEM if drafts[place].kind == "list" else LARGER  # lists are often set in another font and size
    if not (look.bold and look.size >= body * 0.9) and look.size < body * larger:
        return False
    if not could_head(text) or text[-1] == ":" or not (text[0].isupper() or text[0].isdigit() or text[0] in "‘“'\"("):
        return False
    return any(draft.kind != "note" for draft in drafts[place + 1 : place + 4])
