"""Pictures in RTF: where each group ends, how large it is shown, its words, and its bytes once they are asked for. Pure."""

from __future__ import annotations

import re

from wmpeer.documents.docx_pictures import plain_words
from wmpeer.documents.layout import Picture, Source

_BINARY_TEXT = re.compile(r"\\bin(\d{1,9}) ?")
_BRACE_BYTES = re.compile(rb"[{}]")
_SIZE = re.compile(r"\\(picwgoal|pichgoal|picscalex|picscaley|piccropl|piccropt|piccropr|piccropb)(-?\d{1,9})")
_WORDS = re.compile(r"\\sn wzDescription\}\s*\{\\sv ((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d{1,6} ?\??)*)\}")
_ESCAPE = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\'([0-9a-fA-F]{2})")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_CONTROL = re.compile(rb"\\[a-zA-Z]+-?\d* ?|[^0-9a-fA-F]+")
_NESTED = re.compile(rb"\{[^{}]*\}")
_HEAD = 4_000
_TWIPS = 20.0
_PLACE = "rtf:"
IN_A_SHAPE = re.compile(r"\\sn pib\}\s*\{\\sv\s*\{\s*\Z")
"""What stands before the picture of a shape, whose other properties are nobody's words."""


def group_end(text: str, place: int) -> int:
    """Where the group that *place* is in closes: the place of its brace, or the end of *text*.

    It looks for single letters, never for a pattern: between two braces there may be millions of digits.
    """
    depth = 0
    while (close := text.find("}", place)) >= 0:
        opened = text.find("{", place, close)
        brace = opened if opened >= 0 else close
        raw = text.find("\\bin", place, brace)
        found = _BINARY_TEXT.match(text, raw) if raw >= 0 else None
        if found is not None:
            place = found.end() + int(found[1])
            continue
        begun, place = place, brace + 1
        if brace > begun and text[brace - 1] == "\\":  # a brace that is a letter; alternative texts have some
            continue
        if brace == close and not depth:
            return close
        depth += 1 if brace == opened else -1
    return len(text)


def is_of_a_shape(text: str, place: int) -> bool:
    """Whether the group around *place*, whose brace is just before it, is the picture that a shape shows."""
    return bool(IN_A_SHAPE.search(text[max(0, place - 60) : place]))


def picture_at(text: str, start: int, end: int) -> tuple[Picture, Source]:
    """The picture of the group from *start* (behind its ``\\pict``) to *end*; its bytes stay where they are."""
    head = text[start : min(end, start + _HEAD)]
    said = {name: int(number) for name, number in _SIZE.findall(head)}
    width, height = (said.get(f"pic{side}goal", 0) / _TWIPS for side in "wh")
    cut = [max(0.0, said.get(f"piccrop{side}", 0) / _TWIPS) for side in "ltrb"]
    left, right = (one / width if width > 0 else 0.0 for one in (cut[0], cut[2]))
    top, bottom = (one / height if height > 0 else 0.0 for one in (cut[1], cut[3]))
    shape = text.rfind("\\shpinst", max(0, start - _HEAD), start) if is_of_a_shape(text, start - len("\\pict")) else -1
    words = _WORDS.search(head) or (_WORDS.search(text, shape, start) if shape >= 0 else None)
    shown = [
        max(0.0, goal * (1 - first - last)) * min(max(said.get(f"picscale{axis}", 100), 1), 1_000) / 100
        for goal, first, last, axis in ((width, left, right, "x"), (height, top, bottom, "y"))
    ]
    size = shown if all(shown) else [0.0, 0.0]
    picture = Picture(0, -1, size[0], size[1], plain_words(_plain(words[1])) if words else "")
    return picture, Source(f"{_PLACE}{start}-{end}", crop=(left, top, right, bottom))


def _plain(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        return bytes([int(found[2], 16)]).decode("cp1252", "replace") if found[2] else chr(int(found[1]) & 0xFFFF)

    return _ESCAPE.sub(letter, text)


def bytes_of(data: bytes, part: str, most: int) -> bytes:
    """At most so many bytes of a picture; *part* says where it is in *data*. Empty where there is none."""
    found = re.fullmatch(rf"{_PLACE}(\d+)-(\d+)", part)
    if found is None:
        return b""
    start, end = int(found[1]), int(found[2])
    raw = _BINARY.search(data, start, min(end, start + _HEAD))
    if raw is not None:
        return data[raw.end() : min(raw.end() + min(int(raw[1]), most), end)]
    group = data[start : min(end, start + _HEAD + 3 * most)]  # two letters a byte, and line ends between them
    while (inner := _NESTED.search(group)) is not None:
        group = group[: inner.start()] + group[inner.end() :]
    letters = _CONTROL.sub(b"", _BRACE_BYTES.sub(b" ", group))[: 2 * most]
    return bytes.fromhex(letters[: len(letters) // 2 * 2].decode("ascii"))
