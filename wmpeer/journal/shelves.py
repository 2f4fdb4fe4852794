"""Which shelf each kind of record stands on: a shelf of one person at one authority, on one laptop, is a stream of its own.

A pack carries a whole prefix of a stream or nothing of it (rule M2). So what is given out together, and what is withheld together, stands
on one shelf; and as a revision waits for its parents, all revisions of one record stand on the same one.
"""

from __future__ import annotations

from collections.abc import Mapping

OFFICE, SETUP, OWN, PANEL, PRIVATE, LOCAL = "office", "setup", "own", "panel", "private", "local"
ALL = frozenset({OFFICE, SETUP, OWN, PANEL, PRIVATE, LOCAL})
STAYS = frozenset({PRIVATE, LOCAL})
"""The shelves that no pack carries and that do not count in what two laptops share."""

SHELVES: Mapping[str, str] = {
    # for everybody: who there is and what they may do
    "cycle": OFFICE,
    "authority": OFFICE,
    "person": OFFICE,
    "interest": OFFICE,
    "device": OFFICE,
    # for those who read an authority, and of the region's data for everybody
    "allocation": SETUP,
    "approval": SETUP,
    "document": SETUP,
    "point": SETUP,
    "batch": SETUP,
    "column_mapping": SETUP,
    "flag_rule": SETUP,
    # one's own; colleagues get it when they have handed in
    "view": OWN,
    "finding": OWN,
    "claim_answer": OWN,
    "flag_answer": OWN,
    "hand_in": OWN,
    # what the panel says together
    "agreed": PANEL,
    "choice": PANEL,
    "letter": PANEL,
    "raised": PANEL,
    "issue": PANEL,
    "rebase": PANEL,
    "commentary": PANEL,
    "outcome": PANEL,
    # for nobody else
    "note": PRIVATE,
    "take_back": LOCAL,
}
"""The shelf of each kind; a kind that is not here, of a newer program, goes by the shelf that its revision names."""

PRIVATE_KINDS = frozenset(kind for kind, shelf in SHELVES.items() if shelf == PRIVATE)
"""The kinds that never leave this file, whatever wrote them."""
