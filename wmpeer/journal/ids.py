"""Ids that are made, not drawn: a record there can be one of has the same id on every laptop, so that it stays one when they come together.

Two people may begin it apart; their first revisions are then two roots of one record, and what they say differently is a difference.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from wmpeer.journal.revisions import JsonValue

_NAMES = uuid.UUID("c1d0c2a8-6a1c-4b0c-9a3e-7f3a64f1be52")
_BETWEEN = "\x1f"  # a control character: no part of an id can hold it (`writable`)

PARTS: Mapping[str, tuple[str, ...]] = {
    "view": ("author", "authority", "area"),
    "hand_in": ("author", "authority"),
    "agreed": ("authority", "area"),
    "letter": ("authority",),
    "allocation": ("person", "authority"),
    "approval": ("authority", "by"),
    "outcome": ("authority", "point"),
    "document": ("authority", "sha256"),
    "batch": ("sha256", "sheet"),
}
"""What the id of each kind is made of: ``author`` and ``authority`` of its first revision, the others among the fields it says."""


def record_id(kind: str, *parts: str) -> str:
    """The id of the record of that *kind* that there can be one of, made of its *parts* in the order of `PARTS`."""
    return uuid.uuid5(_NAMES, _BETWEEN.join((kind, *parts))).hex


def made_id(kind: str, author: str, authority: str | None, fields: Mapping[str, JsonValue]) -> str | None:
    """The id that a record's first revision has to have; None where the kind's ids are drawn, or the fields do not say all its parts."""
    if kind not in PARTS:
        return None
    said = {**fields, "author": author, "authority": authority}
    parts = [part for name in PARTS[kind] if isinstance(part := said.get(name), str)]
    return record_id(kind, *parts) if len(parts) == len(PARTS[kind]) else None
