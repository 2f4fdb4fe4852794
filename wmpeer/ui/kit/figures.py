"""Figures as they are read: with their thousands apart."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?<![\d.,])\d{4,}(?=(\.\d+)?(?![\d,]))")


def apart(text: str) -> str:
    """*text*, a figure as its table writes it, with a comma between thousands: "636380" is "636,380". Anything else stays as it is."""
    return _WHOLE.sub(lambda found: f"{int(found[0]):,}" if not found[0].startswith("0") else found[0], text)
