"""What is to be known of the kinds of record without their tables."""

NEVER_UNDONE = frozenset({"cycle", "document", "batch", "issue"})
"""Kinds whose changes undo does not reach: they are content, or they have left."""
