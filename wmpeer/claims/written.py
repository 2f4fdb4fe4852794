"""The year a document was written in, as far as its own words tell."""

from __future__ import annotations

import re
from collections import Counter

from wmpeer.documents.queries import DocumentPassages

_YEAR = re.compile(r"(?<![\d.,/-])(20[0-4]\d)(?:\s?[/–-]\s?(\d\d))?(?![\d,%])")
_SHARE = 0.25
_FIRST_PASSAGES = 12


def year_of(passages: DocumentPassages) -> int:
    """The latest year that the document speaks of often (a quarter as often as of the one it names most), or 0 where it names none.

    A year in the file's name, the title or the first passages is taken where it is later than that.
    """
    counts: Counter[int] = Counter()
    for one in passages.passages:
        counts.update(_years(one.text))
    front = f"{passages.document.name} {passages.document.title} " + " ".join(one.text[:200] for one in passages.passages[:_FIRST_PASSAGES])
    first = max(_years(front.replace("_", " ")), default=0)
    if not counts:
        return first
    most = max(counts.values())
    often = max(year for year, count in counts.items() if count >= most * _SHARE)
    return max(first, often) if counts[first] else max(often, first)


def _years(text: str) -> list[int]:
    return [
        int(one[1]) // 100 * 100 + int(one[2]) if one[2] and int(one[2]) == (int(one[1]) + 1) % 100 else int(one[1])
        for one in _YEAR.finditer(text)
    ]
