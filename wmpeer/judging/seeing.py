"""Whose work a person may see: colleagues' on an authority only when their own view of it is handed in (rule P4)."""

from __future__ import annotations

from collections.abc import Callable

from wmpeer.region.queries import Reader, role_of, stood_aside
from wmpeer.store.plain import Reads, rows


def sees_colleagues(reads: Reads, reader: Reader) -> Callable[[str], bool]:
    """Asked of an authority (ONS code): whether *reader* may see what colleagues say of it, or the panel together.

    Coordinators may, whose file holds everybody's work; nobody does who stands aside.
    """
    readers = (reader,) if isinstance(reader, str) else reader
    office = any(role_of(reads, one) == "coordinator" for one in readers)
    hidden = stood_aside(reads, readers)
    asked = "SELECT authority FROM hand_in WHERE author = ? AND NOT withdrawn"
    handed = {code for one in readers for (code,) in rows(reads, asked, one)}
    return lambda authority: authority not in hidden and (office or authority in handed)
