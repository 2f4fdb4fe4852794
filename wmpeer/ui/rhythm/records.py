"""What the page Quarter shows: lines of one kind, and where each of them leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EXPECTED, CHANGED, FLAGS, APART = "expected", "changed", "flags", "apart"
SECTIONS = (EXPECTED, CHANGED, FLAGS, APART)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `authority` is an ONS code, or empty where it is about several; `name` is who or what it is about.

    `kind` is its mark (`wmpeer.ui.rhythm.words.MARKS`). It leads to the figure of `code` and `source` where there is a code, else to
    loading, or to the file where `loaded`. `day` is an ISO day, `tip` what more there is to say.
    """

    number: int
    kind: str
    name: str
    sentence: str
    authority: str = ""
    code: str = ""
    source: str = ""
    day: str = ""
    tip: str = ""
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a section, and the same brought together for all authorities, where there are that many."""

    lines: tuple[Line, ...]
    together: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was read for a section. `since` is the day from which changes are told, `last` that of the newest load (None: all came
    together); `summary` says how things stand, `none` what an empty list means."""

    section: str
    today: date
    since: date | None
    last: date | None
    summary: str
    shown: Section
    names: tuple[tuple[str, str], ...]
    none: str
    days: tuple[date, ...] = ()
    """The days on which tables came, the newest first."""
