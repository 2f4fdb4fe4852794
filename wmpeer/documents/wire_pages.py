"""The lines of a page between the worker and the window's process: words and places as JSON, coordinates as plain numbers behind it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import isfinite
from typing import Any

from wmpeer.documents.page_lines import Line, PageLines
from wmpeer.documents.records import KINDS, Passage
from wmpeer.documents.wire import BrokenFrameError


def pack_lines(page: PageLines) -> tuple[dict[str, Any], bytes]:
    """The words and where lines begin and end; behind it for each line its top, its bottom and its edges, eight bytes each."""
    numbers = array("d")
    for line in page.lines:
        numbers.append(line.top)
        numbers.append(line.bottom)
        numbers.extend(line.edges)
    return {"text": page.text, "lines": [[line.start, line.end] for line in page.lines]}, numbers.tobytes()


def unpack_lines(head: dict[str, Any], body: bytes) -> PageLines:
    """The record, checked part by part.

    Raises:
        BrokenFrameError: places outside the words, or numbers that do not agree with them.
    """
    try:
        text, places = head["text"], [(start, end) for start, end in head["lines"]]
        numbers = array("d")
        numbers.frombytes(body)
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrameError from error
    if not isinstance(text, str) or not all(map(isfinite, numbers)):
        raise BrokenFrameError
    lines: list[Line] = []
    at = reached = 0
    for start, end in places:
        if type(start) is not int or type(end) is not int or not reached <= start < end <= len(text):
            raise BrokenFrameError
        edges = numbers[at + 2 : at + 3 + end - start]
        if len(edges) != end - start + 1:
            raise BrokenFrameError
        lines.append(Line(start, end, numbers[at], numbers[at + 1], edges))
        at, reached = at + 3 + end - start, end
    if at != len(numbers):
        raise BrokenFrameError
    return PageLines(text, tuple(lines))


def pack_near(passages: Sequence[Passage]) -> list[list[Any]]:
    return [[one.number, one.kind, one.page, one.text] for one in passages]


def unpack_near(given: Any) -> tuple[Passage, ...]:
    """The passages of a page as the worker is told them. What a `PageMap` does not ask for is left empty.

    Raises:
        BrokenFrameError: they are no passages.
    """
    try:
        found = tuple(Passage(int(number), kind, str(text), int(page), "", 0, 0) for number, kind, page, text in given)
    except (TypeError, ValueError) as error:
        raise BrokenFrameError from error
    if any(one.kind not in KINDS for one in found):
        raise BrokenFrameError
    return found
