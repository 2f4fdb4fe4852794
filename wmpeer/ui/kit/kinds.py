"""Kinds of finding, states, claims and checks: each an icon, a word and a hue, and never the hue alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """How something is told apart. `key` is the letter that sets it; a `loud` mark colours its word too."""

    word: str
    icon: str
    tone: str
    weight: str = "regular"
    key: str = ""
    loud: bool = False


KINDS: dict[str, Mark] = {
    "strength": Mark("Strength", "star", "strength", "bold", "S"),
    "practice": Mark("Practice to share", "share-network", "practice", "bold", "H"),
    "consider": Mark("To consider", "scales", "consider", "bold", "C"),
    "question": Mark("Question", "question", "question", "bold", "Q"),
    "concern": Mark("Concern", "warning", "concern", "bold", "X"),
    "alert": Mark("Alert", "warning-octagon", "alert", "fill", "", True),
    "suggestion": Mark("Suggestion", "lightbulb", "suggestion", "bold", "I"),
    "ask": Mark("Ask", "lifebuoy", "ask", "bold"),
    "offer": Mark("Offer", "gift", "offer", "bold"),
    "query": Mark("Query", "chat-text", "ink2"),
}

STATES: dict[str, Mark] = {
    "not-started": Mark("Not started", "circle-dashed", "ink3"),
    "expected": Mark("Expected", "circle-dashed", "ink3"),
    "allocated": Mark("Allocated", "user-plus", "ink3"),
    "booked": Mark("Booked", "calendar-blank", "ink2"),
    "received": Mark("Received", "tray-arrow-down", "question"),
    "reading": Mark("Reading", "circle-half", "question"),
    "drafting": Mark("Drafting", "pencil-simple", "question"),
    "checks": Mark("Checks", "list-magnifying-glass", "question"),
    "signed-off": Mark("Signed off", "check-circle", "strength", "fill"),
    "accepted": Mark("Accepted", "check-circle", "strength", "fill"),
    "agreed": Mark("Agreed", "check-circle", "strength", "fill"),
    "done": Mark("Done", "check-circle", "strength", "fill"),
    "in-session": Mark("In session", "users-three", "accent", "fill"),
    "waiting": Mark("Waiting", "hourglass-medium", "consider"),
    "returned": Mark("Returned", "arrow-u-up-left", "consider"),
    "late": Mark("Late", "clock-countdown", "concern", "fill", "", True),
    "held": Mark("Held", "hand-palm", "alert", "fill", "", True),
    "with-director": Mark("With director", "paper-plane-tilt", "suggestion"),
    "issued": Mark("Issued", "lock-simple", "ask", "fill"),
}

AGREEMENT: dict[str, Mark] = {
    "agrees": Mark("panel agrees", "equals", "ink2"),
    "higher": Mark("panel higher", "arrow-up", "ink2"),
    "lower": Mark("panel lower", "arrow-down", "ink2"),
    "cannot-compare": Mark("cannot compare", "minus-circle", "ink2"),
}

CLAIMS: dict[str, Mark] = {
    "supports": Mark("Data supports", "check", "strength", "bold", "", True),
    "contradicts": Mark("Data contradicts", "not-equals", "concern", "bold", "", True),
    "cannot-tell": Mark("Cannot tell", "question", "ink2"),
}

CHECKS: dict[str, Mark] = {
    "must": Mark("Must", "warning-circle", "alert", "fill", "", True),
    "should": Mark("Should", "warning", "consider", "fill", "", True),
    "to-know": Mark("To know", "info", "ink2", "fill"),
}

NOTE = Mark("Private note", "lock-simple", "ink2")
"""Where one's private note points: quiet, and never seen by anybody else."""

FLAG = Mark("flag", "flag", "consider", "fill", "", True)


def mark(name: str) -> Mark:
    """The mark called *name*, whatever it marks; a name nobody drew is told by its word alone."""
    for marks in (KINDS, STATES, AGREEMENT, CLAIMS, CHECKS):
        if name in marks:
            return marks[name]
    if name == "note":
        return NOTE
    return FLAG if name == "flag" else Mark(name.replace("-", " ").capitalize(), "circle-dashed", "ink3")
