"""What can be undone and done again: told by the revisions alone, in plain SQL, for the first screen says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wmpeer.journal.revisions import RevisionLine, read_line
from wmpeer.models.kinds import NEVER_UNDONE
from wmpeer.store.plain import Reads, rows

DEPTH = 500
FINAL = frozenset({"Start the cycle", "Issue a letter"})
"""Actions that have no undo, nor has what came before them in the records they wrote."""
_NEWEST = f"SELECT body, id FROM revision WHERE recorded_by = ? AND device LIKE ? ORDER BY arrived DESC LIMIT {DEPTH}"


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be undone and done again, newest last."""

    undo: tuple[RevisionLine, ...]
    redo: tuple[RevisionLine, ...]


def steps(reads: Reads, actor: str, device: str) -> Steps:
    """The steps of *actor* on this device, whichever seat it had, as their revisions tell them."""
    return _stacks([read_line(*row) for row in reversed(rows(reads, _NEWEST, actor, f"{device}%"))])


def _stacks(lines: Sequence[RevisionLine]) -> Steps:
    undo: list[RevisionLine] = []
    redo: list[RevisionLine] = []
    for line in lines:
        if line.verb in FINAL:
            undo = [one for one in undo if one.entity != line.entity]
            redo = [one for one in redo if one.entity != line.entity]
        elif undo and line.undoes == undo[-1].id:
            undo.pop()
            redo.append(line)
        elif redo and line.undoes == redo[-1].id:
            redo.pop()
            undo.append(line)
        elif line.kind not in NEVER_UNDONE and line.undoes is None:
            undo.append(line)
            redo.clear()
    return Steps(tuple(undo), tuple(redo))
