"""Whose document is it: by its file's name, then by what it says of itself. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from wmpeer.documents.records import ReadDocument

Named = tuple[str, Sequence[str]]
"""An authority: its key (ONS code), and every name it goes by."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isascii() and chr(code).isalnum() else 0x20 for code in range(256))
_OPENING = 3_000  # characters that count as the first page where a format has no pages
_ENOUGH, _ENOUGH_FIRST = 3, 2
_SHORTEST_RUN = 6
_SHARE_KEPT, _LEAST_KEPT = 0.3, 3
EARLIER = "earlier version"
"""How a document was matched that says much the same as the one of its name."""


@dataclass(frozen=True, slots=True)
class Match:
    """`authority` is the key, or empty where it is not clear; `candidates` are the likely ones, the likeliest first."""

    authority: str
    candidates: tuple[str, ...] = ()
    by: Literal["file name", "title", "first page", "text", ""] = ""


class Matcher:
    """Knows the authorities' names, and finds them in file names and texts."""

    def __init__(self, authorities: Sequence[Named]) -> None:
        self._keys: dict[str, str] = {}
        for key, names in authorities:
            for name in names:
                for spelling in (_plain(name), _plain(_inverted(name))):
                    if len(spelling) > 2:
                        self._keys.setdefault(spelling, key)
        longest_first = sorted(self._keys, key=len, reverse=True)
        one = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
        self._name = re.compile(rf"(?<![a-z0-9])(?:{one})(?![a-z0-9])")
        # "Coventry and Warwickshire Partnership Trust" says nothing of either
        self._series = re.compile(rf"(?<![a-z0-9])(?:{one})(?: (?:and )?(?:{one}))+(?![a-z0-9])")
        self._runs = [name.replace(" ", "") for name in longest_first if len(name.replace(" ", "")) >= _SHORTEST_RUN]

    def match(self, file_name: str, document: ReadDocument) -> Match:
        """Whose *document* is. The file's name decides, unless the document's title names somebody else."""
        named = self._in_file_name(file_name)
        titled = set(self._count(document.title))
        opening, rest = self._texts(document)
        first, every = self._count(opening), self._count(opening + " \n " + rest)
        likely = tuple(key for key, _ in (Counter((*named, *titled)) + first + every).most_common())
        if len(named) == 1 and not (len(titled) == 1 and titled != named):
            return Match(next(iter(named)), likely, "file name")
        if len(titled) == 1 and (not named or titled <= named):
            return Match(next(iter(titled)), likely, "title")
        if named or titled:
            return Match("", (*sorted(named | titled, key=lambda key: -every[key]), *(key for key in likely if key not in named | titled)))
        return self._by_text(first, every, likely)

    def _by_text(self, first: Counter[str], every: Counter[str], likely: tuple[str, ...]) -> Match:
        for key in _clear(first, _ENOUGH_FIRST):
            return Match(key, likely, "first page")
        for key in _clear(every, _ENOUGH):
            return Match(key, likely, "text")
        return Match("", likely)

    def _in_file_name(self, file_name: str) -> set[str]:
        stem = PurePath(file_name).stem
        text = _plain(_CAMEL.sub(" ", stem))
        found = {self._keys[name] for name in self._name.findall(text)}
        if found:
            return found
        run = _plain(stem).replace(" ", "")
        for name in self._runs:
            if name in run:
                found |= {key for spelling, key in self._keys.items() if spelling.replace(" ", "") == name}
                run = run.replace(name, " ")
        return found

    def _count(self, text: str) -> Counter[str]:
        return Counter(self._keys[name] for name in self._name.findall(self._series.sub(" ", _plain(text))))

    def _texts(self, document: ReadDocument) -> tuple[str, str]:
        """The first page and the rest; what is said again and again (headers, footers) counts once."""
        opening: list[str] = []
        rest: list[str] = []
        length = 0
        for passage in document.passages:
            early = passage.page == 1 if passage.page is not None else length < _OPENING
            length += len(passage.text)
            if early:
                opening.append(passage.text)
            elif passage.kind not in ("table-row", "drawing"):  # tables and charts compare with neighbours
                rest.append(passage.text)
        return " \n ".join(opening), " \n ".join(dict.fromkeys(rest))


def alike(now: Collection[str], before: Collection[str]) -> bool:
    """Whether of two texts, each as its passages, one is likely a newer version of the other: a good part of the shorter stands in both."""
    new, old = ({_plain(text) for text in texts} - {""} for texts in (now, before))
    kept = len(new & old)
    return kept >= min(_LEAST_KEPT, len(new), len(old)) > 0 and kept >= _SHARE_KEPT * min(len(new), len(old))


def _clear(counts: Counter[str], enough: int) -> list[str]:
    """The authority that is named often enough, and twice as often as any other; as a list of one or none."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < enough:
        return []
    return [ranked[0][0]] if len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1] else []


def _plain(text: str) -> str:
    """Lower case, no accents, ``&`` as ``and``, single spaces between letters and digits only."""
    bare = text.replace("&", " and ").replace("’", "").replace("'", "")
    folded = bare if bare.isascii() else unicodedata.normalize("NFKD", bare).lower()
    return b" ".join(folded.encode("ascii", "ignore").translate(_LETTERS).split()).decode()


def _inverted(name: str) -> str:
    """``Herefordshire, County of`` as ``County of Herefordshire``."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma else name
