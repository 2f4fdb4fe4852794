"""How a letter's state is drawn and said."""

from __future__ import annotations

from wmpeer.letters.batch import LetterLine
from wmpeer.ui.kit.dates import few
from wmpeer.ui.kit.kinds import Mark, mark

_OWN = {
    "not-begun": Mark("not begun", "", "ink3"),
    "ready": Mark("Ready", "check-circle", "strength", "fill"),
    "aside": Mark("you stand aside", "", "ink3"),
}


def state_mark(state: str) -> Mark:
    """Icon, word and hue of a letter's state."""
    return _OWN.get(state) or mark(state)


def said(line: LetterLine) -> str:
    """The line for a screen reader: name, state, what is left."""
    left = counted(line.musts, "must") if line.musts else ""
    return ", ".join(part for part in (line.name, state_mark(line.state).word, f"{left} left" if left else "") if part)


def counted(count: int, word: str) -> str:
    """ "one must", "two should": the strengths are not bent."""
    return f"{few(count)} {word}"


def what_is_left(musts: int, shoulds: int) -> str:
    """ "One must left", "No must left, two should": the foot of the screen."""
    if musts:
        return f"{few(musts).capitalize()} must left"
    return f"No must left, {counted(shoulds, 'should')}" if shoulds else "Nothing is left"
