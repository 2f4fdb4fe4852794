"""Rows that were not read, and why: what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from wmpeer.errors import Problem
from wmpeer.indicators.errors import (
    AreaMissingError,
    HeaderTwiceError,
    JoinedAreasError,
    NotesLeftOutError,
    OtherLevelsError,
    RaggedRowsError,
    RowUnnamedError,
    counted,
)
from wmpeer.indicators.rows import Places


@dataclass(slots=True)
class Skipped:
    """Rows that were not read, by why."""

    headers: int = 0
    ragged: Places = field(default_factory=Places)
    joined: int = 0
    unnamed: Places = field(default_factory=Places)
    missing: Places = field(default_factory=Places)
    notes: Places = field(default_factory=Places)
    texts: list[str] = field(default_factory=list)
    levels: dict[str, int] = field(default_factory=dict)
    read: int = 0

    def problems(self) -> list[Problem]:
        found = []
        if self.headers:
            found.append(HeaderTwiceError().problem())
        if self.ragged:
            found.append(RaggedRowsError(where=self.ragged.rows(), rows=counted(self.ragged.count, "row")).problem())
        if self.joined:
            found.append(JoinedAreasError(rows=counted(self.joined, "row")).problem())
        if self.unnamed:
            found.append(RowUnnamedError(where=self.unnamed.rows(), rows=counted(self.unnamed.count, "row")).problem())
        if self.missing:
            found.append(AreaMissingError(where=self.missing.rows(), rows=counted(self.missing.count, "row")).problem())
        if self.notes:
            texts = ", ".join(f"“{text[:60]}”" for text in self.texts)
            found.append(NotesLeftOutError(where=self.notes.rows(), rows=counted(self.notes.count, "row"), texts=texts).problem())
        if self.levels:
            found.append(OtherLevelsError(rows=counted(sum(self.levels.values()), "row"), levels=", ".join(sorted(self.levels))).problem())
        return found

    def note(self, number: int, text: str) -> None:
        """A row that says something of the table."""
        self.notes.add(number)
        if len(self.texts) < 3:
            self.texts.append(text)
