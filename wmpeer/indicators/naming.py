"""Sources as a letter names them: a table is kept under the name of its file, and people read its publisher and subject."""

from __future__ import annotations

import re

from wmpeer.indicators.catalogue import LAIT

_GLUED = re.compile(r"\b([a-z]+?)(\d{1,2})(january|february|march|april|may|june|july|august|september|october|november|december)\b")
"""A day as a table's name has it: ``at31march``."""
_PART = re.compile(r"^(?!ks\d)[a-z]{1,2}\d{1,2}_|^la_")
"""What stands before a table's subject: its number in the publication, or that it is by authority."""


def source_words(source: str) -> str:
    """*source* in words: ``c1_children_in_need_referrals`` is “DfE, children in need referrals”.

    Tables of Explore Education Statistics are the Department for Education's; their names are in small letters joined by underscores.
    """
    if source == LAIT:
        return "DfE, Local Authority Interactive Tool"
    if source.casefold().startswith("la_inspection_outcomes"):
        return "Ofsted, inspection outcomes of local authorities"
    if "_" not in source or source != source.lower():
        return source
    words = _PART.sub("", source).replace("_", " ").strip()
    for short, whole in _WHOLE.items():
        words = re.sub(rf"\b{short}\b", whole, words)
    words = _GLUED.sub(lambda day: f"{day[1]} {day[2]} {day[3].capitalize()}", words)
    if words.startswith("ofsted "):
        return f"Ofsted, {words.removeprefix('ofsted ')}"
    return words[:1].upper() + words[1:] if "inspection" in words else f"DfE, {words}"


_WHOLE = {
    "cla": "children looked after",
    "csww": "children’s social work workforce",
    "cpps": "child protection plans",
    "icpcs": "initial child protection conferences",
    "rereferrals": "re-referrals",
    "la": "by authority",
    "ks2": "key stage 2",
    "ks4": "key stage 4",
    "10k": "10,000",
    "csc": "children’s social care",
    "ilacs": "ILACS",
    "swcount": "social workers during the year",
}


def with_unit(title: str, unit: str) -> str:
    """A title with its unit, unless it says it already: many of the Department's end in “(%)” or “rate”."""
    said = not unit or "(%)" in title or (unit.casefold().startswith("rate") and "rate" in title.casefold())
    return title if said else f"{title} ({unit})"


FEW_NEIGHBOURS = 4
"""Under so many neighbours with a figure, their mean says how many they are."""


def mean_words(count: int) -> str:
    """What the mean of *count* statistical neighbours is called in a sentence about an authority."""
    if count >= FEW_NEIGHBOURS:
        return "its neighbours’ mean"
    return "the one neighbour with a figure" if count == 1 else f"the mean of the {count} neighbours with a figure"


def mean_title(count: int) -> str:
    """The same as a heading or the name of a line."""
    if count >= FEW_NEIGHBOURS:
        return "Neighbours’ mean"
    return "One neighbour" if count == 1 else f"Mean of {count} neighbours"
