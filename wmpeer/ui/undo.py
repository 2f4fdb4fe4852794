"""What Ctrl+Z and Ctrl+Shift+Z would do, by name, and what is said when they did it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UndoNames:
    """The names of what would be undone and redone ("keep finding"); "" where there is nothing."""

    undo: str = ""
    redo: str = ""

    def after(self, verb: str) -> UndoNames:
        """The names after an action called *verb* was kept: "Keep finding", "Undo: keep finding", "Redo: keep finding"."""
        head, plain = _parted(verb)
        return UndoNames("", plain) if head == "Undo" else UndoNames(plain, "")


def said_after(verb: str) -> tuple[str, str]:
    """What the message bar says after *verb* was kept, and what to do next; two empty texts where nothing is said."""
    head, plain = _parted(verb)
    if head == "Undo":
        return f"Undone: {plain}.", "Ctrl+Shift+Z brings it back."
    return (f"Done again: {plain}.", "") if head == "Redo" else ("", "")


def _parted(verb: str) -> tuple[str, str]:
    head, colon, what = verb.partition(": ")
    return (head, _lower(what)) if colon and head in ("Undo", "Redo") else ("", _lower(verb))


def _lower(words: str) -> str:
    """A verb as it stands inside a sentence: "Keep finding" is "keep finding", "DOCX letter" stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or len(words) == 1 else words
