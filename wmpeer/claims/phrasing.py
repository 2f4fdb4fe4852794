"""The plain language of phrases in ``resources/claims``: words, ``(one|other)``, ``[may be left out]``, ``ending*``, ``..`` and ``#``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LIKE = str.maketrans({
    **dict.fromkeys("‐‑‒–—―−-/≤≥<>", " "), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("\u00a0\u2009\u202f\t\n\r", " "),
    **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
})  # fmt: skip
_PIECE = re.compile(r"\.\.|[()\[\]|]|[^\s()\[\]|]+")
_GAP = r"((?:[,:)]?\s+[^\s;]+){0,6}?)[,):]?\s+\(?"
_NEXT = r"[,):]?\s+\(?"
_NUMBER = r"\d[\d,.]*"


def plain_words(text: str) -> str:
    """*text* in small letters, its dashes and slashes as spaces, quotation marks alike; every character keeps its place."""
    return text.translate(_LIKE)


@dataclass(frozen=True, eq=False)
class Phrase:
    """A phrase, ready to be looked for in `plain_words`. `anchors` are words of which one must be there; empty where none need be."""

    text: str
    pattern: str
    anchors: tuple[str, ...]

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self.pattern}(?!\w)")

    def finditer(self, plain: str) -> list[tuple[int, int]]:
        """Where it stands: (start, end) of each place, none within another."""
        if self.anchors and not any(anchor in plain for anchor in self.anchors):
            return []
        return [found.span() for found in self._compiled.finditer(plain)]

    def weighed(self, plain: str) -> list[tuple[int, int, int]]:
        """Where it stands, and how many characters of that are its own: what stands in a gap (``..``) is not."""
        if self.anchors and not any(anchor in plain for anchor in self.anchors):
            return []
        return [
            (*found.span(), found.end() - found.start() - sum(len(gap or "") for gap in found.groups()))
            for found in self._compiled.finditer(plain)
        ]


class Phrases(tuple[Phrase, ...]):
    """Several phrases that mean the same: any of them will do."""

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(one.pattern for one in self)})(?!\w)")

    def stand_in(self, plain: str) -> bool:
        """Whether one of them stands anywhere in *plain*."""
        return bool(self) and self._any.search(plain) is not None

    def places(self, plain: str) -> list[tuple[int, int]]:
        """Where each of them stands."""
        return [span for one in self for span in one.finditer(plain)] if self.stand_in(plain) else []


def phrase(text: str) -> Phrase:
    """The phrase that *text* writes.

    Raises:
        ValueError: a bracket is not closed, or the phrase is empty.
    """
    pieces = _PIECE.findall(plain_words(text))
    pattern, anchors, rest = _sequence(pieces, 0, "")
    if rest != len(pieces) or not pattern:
        raise ValueError(f"“{text}”: a bracket is missing, or nothing is said")
    return Phrase(text, pattern, anchors)


def _sequence(pieces: list[str], at: int, until: str) -> tuple[str, tuple[str, ...], int]:
    """A row of words up to one of *until*: its pattern, its anchors, and where it ended."""
    items: list[tuple[str, bool]] = []  # pattern, whether it may be left out; a gap is ".."
    anchors: list[tuple[str, ...]] = []
    while at < len(pieces) and pieces[at] not in until.split():
        piece = pieces[at]
        if piece in ("(", "["):
            inner, some, at = _choice(pieces, at + 1, ")" if piece == "(" else "]")
            items.append((inner, piece == "["))
            if piece == "(" and some:
                anchors.append(some)
        elif piece == "..":
            items.append(("..", False))
        else:
            items.append((_word(piece), False))
            anchors.append((piece.strip("*+#',"),))
        at += 1
    best = max((one for one in anchors if all(one)), key=lambda one: min(len(word) for word in one), default=())
    return _joined(items), best, at


def _choice(pieces: list[str], at: int, close: str) -> tuple[str, tuple[str, ...], int]:
    """Alternatives up to *close*; their anchors are there only where each alternative has one."""
    patterns: list[str] = []
    anchors: list[str] = []
    whole = True
    while True:
        pattern, some, at = _sequence(pieces, at, f"| {close}")
        if at >= len(pieces):
            raise ValueError("a bracket is not closed")
        patterns.append(pattern)
        anchors.extend(some)
        whole = whole and bool(some)
        if pieces[at] == close:
            return f"(?:{'|'.join(patterns)})", tuple(anchors) if whole else (), at
        at += 1


def _word(piece: str) -> str:
    if piece == "#":
        return _NUMBER
    stem = re.escape(piece.rstrip("*"))
    if piece.endswith("*"):
        return rf"{stem}\w*"
    return rf"{stem}(?:'?s'?)?" if piece[-1].isalpha() else stem


def _joined(items: list[tuple[str, bool]]) -> str:
    out, gap, begun = "", False, False
    for pattern, optional in items:
        if pattern == "..":
            gap = True
            continue
        between = _GAP if gap else _NEXT
        if not begun:
            out += f"(?:{pattern}{_NEXT})?" if optional else pattern
        elif optional:
            out += f"(?:{between}{pattern})?"
        else:
            out += between + pattern
        begun = begun or not optional
        gap = gap and optional
    return out
