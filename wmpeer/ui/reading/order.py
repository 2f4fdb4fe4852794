"""A page's characters in the order they are read: PDFium gives them in the order they were drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from wmpeer.documents.locate import PageMap
from wmpeer.ui.reading.lines import NO_BOX, Rect


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
