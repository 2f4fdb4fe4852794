"""What stands in or under a table and is no area: totals, averages, and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOTAL = re.compile(
    r"^(?:(?:grand|sub|regional|region|overall|national|english|all|wm|our|the)\W+)*(?:total|sum|average|mean|median|minimum|maximum)s?\b"
    r"|\b(?:total|average|mean|median)s?\W*$|^statistical neighbours?\b|^all (?:authorities|areas|councils|las|local authorities)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:\*|†|‡|©|\(c\)\s|\[?\d{1,2}[\].):]\s)"
    r"|^(?:sources?|notes?|footnotes?|key|copyright|crown copyright)\b\s*(?:\W|\d|$)"
    r"|^(?:please note|figures?|data|numbers|values|percentages|rates)\s"
    r"|\b(?:provisional|rounded|suppressed|not available|extracted|published)\b",
    re.IGNORECASE,
)


def is_total(name: str) -> bool:
    """Whether a row of this name adds other rows up, or is their average."""
    return bool(_TOTAL.search(name.strip()))


def is_note(text: str) -> bool:
    """Whether *text* says something of the table, as lines under it do."""
    return bool(_NOTE.search(text.strip())) and not is_total(text)


def only_cell(row: Sequence[str]) -> str:
    """The text of a row in which one cell alone is filled, else empty."""
    filled = [cell.strip() for cell in row if cell and not cell.isspace()]
    return filled[0] if len(filled) == 1 else ""
