"""Tables of contents, whose lines are list items whatever they were set in, and the numbers before headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wmpeer.documents.records import CELL_JOIN, Draft

CONTENTS = frozenset({"contents", "table of contents", "list of contents", "cynnwys", "tabl cynnwys"})
NUMBER = re.compile(r"(?:(?:section|chapter|part|appendix|annex|adran|rhan) )?(\d{1,2}(?:\.\d{1,2}){0,4})[.):]?\s+\S", re.IGNORECASE)
_ENTRY = re.compile(r"(.*[^\W_].*?)(?:\s*\||\s*(?:\.\s?){4,}|\s*…+|\s)\s*(\d{1,3}|[ivxl]{1,6})")
_ROW_ENDS = re.compile(re.escape(CELL_JOIN.strip()))
_FEWEST = 3  # lines
_MOST_BETWEEN = 1  # lines without a page, such as the first half of a long entry
LONGEST_ENTRY = 200
"""Letters of a line of a table of contents: to look for its leaders in a long one takes time with the square of its length."""


def depth_of_number(text: str) -> int:
    """How many numbers stand before a heading's words: 1 for ``1. Leaders``, 2 for ``1.1 Visits``; 0 for none. ``1.0`` counts as ``1``."""
    found = NUMBER.match(text)
    if found is None:
        return 0
    parts = found[1].split(".")
    while len(parts) > 1 and set(parts[-1]) == {"0"}:
        parts.pop()
    return len(parts)


def contents_lines(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The lines below a heading such as "Contents" that end in page numbers, none lower than the one before: by place, as list items."""
    found: dict[int, Draft] = {}
    for place, draft in enumerate(drafts):
        if draft.kind in ("heading", "paragraph", "list") and draft.text.strip(" :").lower() in CONTENTS:
            entries = _entries(drafts, place + 1)
            if len(entries) >= _FEWEST:
                found.update(entries)
    return found


def _entries(drafts: Sequence[Draft], start: int) -> dict[int, Draft]:
    found: dict[int, Draft] = {}
    reached, between = 0, 0
    for place in range(start, len(drafts)):
        draft = drafts[place]
        entry = _entry(draft)
        if entry is None:
            between += 1
            if between > _MOST_BETWEEN:
                break
            continue
        number = int(entry[2]) if entry[2].isdigit() else reached
        if number < reached:
            break
        reached, between = number, 0
        text = f"{entry[1].strip()} {entry[2]}"
        found[place] = Draft("list", text, draft.page, max(depth_of_number(text), 1))
    return found


def _entry(draft: Draft) -> re.Match[str] | None:
    if draft.kind in ("heading", "note") or len(draft.text) > LONGEST_ENTRY or len(_ROW_ENDS.findall(draft.text)) > 1:
        return None
    return _ENTRY.fullmatch(draft.text)
