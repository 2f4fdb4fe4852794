"""What this laptop knows of who may do what: the office revisions that nobody here has built on yet.

Every revision names them (`knew`). What they had seen, back to the first, is what its writer knew, on whichever laptop and in whatever
order it is read later: rights go by that, and not by the order in which packs arrive.
"""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.journal.held import missing_here, unknown_here
from wmpeer.journal.revisions import read_line
from wmpeer.journal.shelves import OFFICE
from wmpeer.store.plain import Reads, rows

_COORDINATES = "SELECT 1 FROM person WHERE role = 'coordinator' AND NOT withdrawn LIMIT 1"
_NEWEST = f"SELECT max(arrived) FROM revision WHERE shelf = '{OFFICE}'"
_SINCE = f"SELECT arrived, body, id FROM revision WHERE shelf = '{OFFICE}' AND arrived > ? ORDER BY arrived"
_BEGAN = (
    "SELECT author FROM revision r WHERE shelf = 'office' AND kind = 'cycle' AND json_extract(body, '$.parents') = '[]'"
    " AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.revision = r.id) ORDER BY at, id LIMIT 1"
)
"""Who said the first of the cycle. What waits says nothing here: whoever wrote it may have had no right to, and dated it as they liked."""


@dataclass(frozen=True, slots=True)
class Office:
    """The office revisions up to the one that came at `arrived`: the `newest` have been seen by no other, `seen` by another; what `waits`
    (revisions of whatever shelf) counts as not here."""

    arrived: int = 0
    newest: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    waits: frozenset[str] = frozenset()


NOTHING_KNOWN = Office()


def office_now(reads: Reads, known: Office) -> Office:
    """*known*, and what came since. What waits is not known: nobody could judge what was written by it."""
    missing = missing_here(reads)
    waits = frozenset(unknown_here(reads, missing)) if missing else frozenset()
    ((newest,),) = rows(reads, _NEWEST)
    if (newest or 0) < known.arrived or waits != known.waits:  # erased, or joined
        known = NOTHING_KNOWN
    elif newest == known.arrived:
        return known
    heads, seen, arrived = set(known.newest), set(known.seen), known.arrived
    for at, body, revision in rows(reads, _SINCE, known.arrived):
        arrived = at
        if revision not in waits:
            line = read_line(body, revision)
            seen |= {*line.knew, *line.parents, line.previous} - {""}
            heads.add(line.id)
    return Office(arrived, frozenset(heads - seen), frozenset(seen), waits)


def left_alone(reads: Reads) -> str:
    """Who began the cycle (an id), where nobody is a coordinator any more; else empty.

    Two coordinators who take each other's part away on two laptops leave a region that nobody could set up again. So whoever began it may
    do what a coordinator may, until there is one.
    """
    if rows(reads, _COORDINATES) or not rows(reads, "SELECT 1 FROM person LIMIT 1"):
        return ""
    began = rows(reads, _BEGAN)
    return str(began[0][0]) if began else ""
