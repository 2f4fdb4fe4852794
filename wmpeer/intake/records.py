"""What is asked of a load, and what became of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from wmpeer.errors import Problem

Status = Literal["loaded", "unchanged", "replaced", "refused"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said about the files.

    `kind` is ``self-evaluation``, ``indicators``, ``inspections``, ``neighbours``, ``capture-sheet`` or empty (recognise it); `authority`
    a name or code; `choices` a table's filters, column to value; `mapping` the name of a mapping; `replaces` a document's SHA-256.
    """

    kind: str = ""
    authority: str = ""
    period: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    mapping: str = ""
    replaces: str = ""
    released_on: str = ""
    """The ISO day on which tables were given out, where the person knows it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `authority` is a name; counts are None where they do not apply."""

    path: Path
    sha256: str
    kind: str
    status: Status
    authority: str = ""
    pages: int | None = None
    passages: int | None = None
    characters: int | None = None
    rows: int | None = None
    values: int | None = None
    markers: Mapping[str, int] | None = None
    problems: tuple[Problem, ...] = ()
    mapping: str = ""
    """By which saved mapping its columns were read, and when that was saved, in words; empty where none was needed."""
