"""How a workspace's tables came to be what they are. Imports nothing of ours, so that an old step stays what it was."""

from __future__ import annotations

REVISIONS = ("0001",)
"""Every step in order; the last is what this version of the program needs."""
