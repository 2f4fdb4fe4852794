"""Whose word counts because somebody let them in. Pure: the same set of revisions gives the same answer, in whatever order they came.

Where a laptop is reported lost, whoever has it may go on letting others in; what these write would count as anybody's. So a laptop counts
only where an admission of it does: one that is known, not beyond a cut, and written by a laptop that counts itself. Who began the cycle was
let in by nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Container

from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import OFFICE

TELLS = ("cycle", "device")
"""The kinds of the office shelf that this hangs on."""


def cast_out(known: Collection[RevisionLine], cut: Container[str]) -> frozenset[str]:
    """The laptops (ids) of which no admission counts, where *known* has all that is known of `TELLS` and *cut* what is beyond the report of
    a lost laptop (ids). Nothing is told of a laptop of which no admission is here at all."""
    roots = [line for line in known if line.kind == "cycle" and line.shelf == OFFICE and not line.parents]
    if not roots:
        return frozenset()
    said = [line for line in known if line.kind == "device" and line.shelf == OFFICE]
    asked = {line.entity for line in said if admits(line)}
    fine = {device_of(min(roots, key=lambda line: (line.at, line.id)).device)}
    count: set[str] = set()
    left = [line for line in said if line.id not in cut]
    while True:
        more = [line for line in left if _counts(line, asked, fine) and count.issuperset(line.parents)]
        if not more:
            return frozenset(asked - fine)
        count |= {line.id for line in more}
        fine |= {line.entity for line in more if admits(line)}
        left = [line for line in left if line.id not in count]


def admits(line: RevisionLine) -> bool:
    """Whether it says whose a laptop is; the report of a loss does not."""
    return line.kind == "device" and line.shelf == OFFICE and bool(line.fields.get("person"))


def _counts(line: RevisionLine, asked: Container[str], fine: Container[str]) -> bool:
    device = device_of(line.device)
    return device in fine or device not in asked
