"""Revisions: history, undo, audit and merge, one mechanism for all four."""
