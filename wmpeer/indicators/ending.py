"""How a text ends. One that was cut in mid-line is no whole table: it is taken only where a person says so, and as a source of its own."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wmpeer.errors import Problem
from wmpeer.indicators.errors import TableCutShortError, TakenInPartError
from wmpeer.indicators.tables import Question

CUT, TAKE = "end of the file", "take what is there"
"""The question of a cut file, and the answer with which it is taken."""
RELEASED = "released on"
"""Where a person said on which day a file was given out."""
CUT_SHORT = " (cut short)"
"""Behind the source of what was taken of such a file: it never stands in the place of a whole one."""
_LOOK_BACK = 20_000
_OPEN_QUOTE = re.compile(r"(?:^|[,;\t|])\s*\"(?:[^\"]|\"\")*$")


@dataclass(slots=True)
class Ending:
    """What is known once a text was gone through: how many rows, the last of them, its text, and whether its line was ended."""

    rows: int = 0
    last: tuple[str, ...] = ()
    tail: bytes = b""
    whole: bool = True
    open: bool = False
    """Whether a quote was opened in the last row and never closed: it swallowed all lines behind it."""

    def note(self, rows: int, last: list[str], tail: bytes, final: bytes = b"") -> None:
        """The text was read to its end: *tail* stands behind the last line end, *final* is the last byte that ends no line."""
        self.rows, self.last, self.tail = rows, tuple(last), tail
        self.whole = tail in (b"", b"\0", b"\x1a")  # a line end of UTF-16 has a zero byte behind it, one of DOS a Ctrl-Z
        self.open = bool(last) and ("\n" in last[-1] or "\r" in last[-1]) and final not in (b"", b'"')

    def cut(self, width: int, delimiter: str) -> bool:
        """Whether the text ends in the middle of a row of *width* cells: its line has no end, and cells or a closing quote are missing."""
        if self.open:
            return True
        if self.whole:
            return False
        text = self.tail.replace(b"\0", b"").decode("utf-8", "replace")[-_LOOK_BACK:]
        inside = bool(_OPEN_QUOTE.search(text)) and len(next(csv.reader([text], delimiter=delimiter), [])) <= width
        return len(self.last) < width or (inside and not any("\n" in cell for cell in self.last[:-1]))


def cut_problem(name: str, row: int) -> Problem:
    """What is said of a cut file that nobody has said is to be taken."""
    return TableCutShortError(name=name, row=f"{row:,}", where=f"row {row:,}").problem()


def taken_problem(name: str, row: int) -> Problem:
    """What is said of what was taken of a cut file."""
    return TakenInPartError(name=name, row=f"{row:,}", where=f"row {row:,}").problem()


def cut_question(name: str, row: int) -> Question:
    """What is asked of a cut file."""
    sentence = f"“{name}” ends in the middle of row {row:,}: ask for the file again, or take what is there, as a source of its own"
    return Question(CUT, (TAKE,), f"{sentence}?", needed=True)


def is_taken(choices: Mapping[str, str]) -> bool:
    """Whether a person said that what is there of a cut file is to be taken."""
    return choices.get(CUT) == TAKE


def without_cut(choices: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for an earlier file, without what was said of its end and its day: that is never said of another file."""
    return {column: value for column, value in choices.items() if column not in (CUT, RELEASED)}
