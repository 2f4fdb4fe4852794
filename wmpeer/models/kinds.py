"""What is to be known of the kinds of record without their tables."""

from collections.abc import Mapping

NEVER_UNDONE = frozenset({"cycle", "document", "batch", "issue", "device", "take_back"})
"""Kinds whose changes undo does not reach: they are content, they have left, or they say what this laptop takes part in."""

JUDGEMENTS: Mapping[str, frozenset[str]] = {
    "view": frozenset({"view", "confidence", "direction", "priority", "own_grade"}),
    "agreed": frozenset({"view", "confidence"}),
    "outcome": frozenset({"outcome"}),
    "finding": frozenset({"level"}),
}
"""The fields that are a judgement: said differently on two laptops, nothing stands but what both began with, until a person settles it."""
