"""Which stretches of a document speak of which area: from a heading that names it to the next heading as high. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wmpeer.documents.records import Passage
from wmpeer.region.framework import FrameworkArea
from wmpeer.ui.reading.records import Stripe

_SMALL = {"and", "of", "the", "in", "on", "for", "to", "with", "our", "their", "at", "impact", "practice"}


def _stems(words: str) -> set[str]:
    """Words by their beginnings, so that "leadership" and "leaders" are one."""
    return {word[:5] for word in re.findall(r"[a-z]+", words.casefold()) if word not in _SMALL}


def area_named(heading: str, areas: Sequence[FrameworkArea]) -> str:
    """The code of the one area whose name stands in *heading*; the one with most words, or empty."""
    said = _stems(heading)
    best, longest = "", 0
    for area in areas:
        for name in (area.short, area.title):
            stems = _stems(name)
            if stems and stems <= said and len(stems) > longest:
                best, longest = area.code, len(stems)
    return best


def stripes(passages: Sequence[Passage], areas: Sequence[FrameworkArea]) -> tuple[Stripe, ...]:
    """Stretches in the order of the document; they do not overlap: a lower heading that names another area goes before."""
    found: list[Stripe] = []
    above: list[tuple[int, str]] = []
    for passage in passages:
        if passage.kind == "heading":
            above = [one for one in above if one[0] < passage.level]
            named = area_named(passage.text, areas) if passage.level > 1 or passage.number > 1 else ""
            if named:
                above.append((passage.level, named))
        area = above[-1][1] if above else ""
        if not area:
            continue
        if found and found[-1].area == area and passage.start <= found[-1].end + 1:
            found[-1] = Stripe(area, found[-1].start, passage.end)
        else:
            found.append(Stripe(area, passage.start, passage.end))
    return tuple(found)
