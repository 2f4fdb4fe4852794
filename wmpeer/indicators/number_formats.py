"""How a workbook's number formats show a cell, as far as that changes what its value says."""

from __future__ import annotations

import re

BUILT_IN = {"9": "percent", "10": "percent", "17": "month"}
"""How the number formats show that have no code of their own."""


def shown_as(code: str) -> str:
    """How a number format shows a number or a day: ``percent``, ``month`` (without its day), ``year``, or empty for in any other way."""
    plain = re.sub(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.", "", code).casefold().partition(";")[0]
    if "%" in plain:
        return "percent"
    if "y" not in plain or any(letter in plain for letter in "dhs"):
        return ""
    return "month" if "m" in plain else "year"
