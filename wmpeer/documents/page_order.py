"""A page's characters in the order they are read: PDFium gives them in the order they were drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from wmpeer.documents.locate import PageMap
from wmpeer.documents.page_lines import NO_BOX, PageLines, Rect, lines_of
from wmpeer.documents.records import Passage


def in_reading_order(text: str, boxes: Sequence[Rect], page: PageMap) -> tuple[str, list[Rect]]:
    """*text* and *boxes* so that stretches follow one another as the document's passages do; what stands between two stretches stays
    behind the one it followed. A line feed parts stretches that did not stand together."""
    order = page.reading_order()
    if not order:
        return text, list(boxes)
    laid = sorted(order)
    ends = {start: following for (start, _), (following, _) in zip(laid, [*laid[1:], (len(text), 0)], strict=True)}
    signs, moved = [text[: laid[0][0]]], list(boxes[: laid[0][0]])
    reached = laid[0][0]
    for start, _ in order:
        if start != reached and signs[-1] and not signs[-1].endswith("\n"):
            signs.append("\n")
            moved.append(NO_BOX)
        reached = ends[start]
        signs.append(text[start:reached])
        moved.extend(boxes[start:reached])
    return "".join(signs), moved


def lines_as_read(text: str, boxes: Sequence[Rect], number: int = 0, passages: Sequence[Passage] = ()) -> PageLines:
    """The lines of page *number* (from 1), in the order of *passages* where there are any; characters without a box have an empty one."""
    boxes = [*boxes, *[NO_BOX] * (len(text) - len(boxes))]
    if passages:
        text, boxes = in_reading_order(text, boxes, PageMap(number, text, passages))
    return PageLines(text, lines_of(text, boxes))


def near(page: int, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of a page and the one before them, which may end on it: all a `PageMap` of the page needs."""
    here = [passage for passage in passages if passage.page == page]
    before = [one for one in passages if one.page is not None and one.page < page and one.kind not in ("note", "drawing")]
    return (*before[-1:], *here)
