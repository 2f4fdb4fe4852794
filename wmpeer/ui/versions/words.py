"""The sentences of the screen of versions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wmpeer.documents.changes import Comparison, Fate, PassageChange
from wmpeer.judging.records import MovedEvidence, PassageLine
from wmpeer.ui.kit.dates import few, in_words
from wmpeer.ui.kit.lists import Line

FATES = {
    Fate.CHANGED: ("pencil-simple", "consider", "Changed"),
    Fate.ADDED: ("plus-circle", "strength", "Added"),
    Fate.REMOVED: ("minus-circle", "concern", "Removed"),
    Fate.MOVED: ("arrows-left-right", "suggestion", "Moved"),
    Fate.SAME: ("equals", "ink2", "The same"),
}
_WHY = {
    "same": "The same words stand there among the same neighbours.",
    "neighbours": "The same words stand there; what stands around them has changed.",
    "twice": "The same words stand in {places} places of the new version, and nothing says which of them is meant.",
    "one-of-several": "The same words stood in several places before, and stand in one now; it may be another of them.",
    "few-words": "The same few words stand there, without what stood around them.",
    "changed": "The words were changed; these are {percent} % alike.",
    "gone": "No words like these are in the new version.",
    "never-found": "These words were not in the document when they were recorded.",
}


def day(moment: str) -> str:
    """ "3 November" from a UTC moment; with the year where it is another than this laptop's."""
    if not moment:
        return "a day that is not known"
    at = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
    return in_words(at.date(), datetime.now().astimezone().date())


def news(moved: Sequence[MovedEvidence], loaded_at: str) -> str:
    """What a new version means, in a sentence."""
    came = f"A new version came on {day(loaded_at)}"
    if not moved:
        return f"{came}; none of your findings rests on the one before."
    waiting = sum(one.waits for one in moved)
    lost = sum(one.answer == "lost" for one in moved)
    found = len(moved) - waiting - lost
    of = f"the one passage behind your findings {'was' if found else 'was not'} found again" if len(moved) == 1 else (
        f"{found} of {len(moved)} passages found again"
    )  # fmt: skip
    kept = f"; {lost} kept as lost" if lost else ""
    return f"{came}: {of}{kept}; {f'{waiting} to settle' if waiting else 'nothing to settle'}."


def change_counts(found: Comparison) -> str:
    """ "12 passages changed, 3 added, 1 removed, none moved; 210 are the same." """
    if not found.changes:
        return "Both versions say the same, passage for passage."
    parts = [f"{found.count(fate) or 'none'} {word}" for fate, word in
             ((Fate.CHANGED, "changed"), (Fate.ADDED, "added"), (Fate.REMOVED, "removed"), (Fate.MOVED, "moved"))]  # fmt: skip
    same = found.count(Fate.SAME)
    return f"Passages: {', '.join(parts)}; {same or 'none'} {'is' if same == 1 else 'are'} the same."


def why(one: MovedEvidence) -> str:
    """Why a passage waits, or how it was found."""
    if one.answer == "here":
        return "You settled it: the passage stands there."
    if one.answer == "lost":
        return "You settled it: the passage is not in this version. It stays with the finding as it was."
    return _WHY[one.reason].format(places=few(1 + len(one.others)), percent=round(100 * one.confidence))


def change_line(one: PassageChange) -> Line:
    shown = one.new or one.old
    icon, tone, word = FATES[one.fate]
    more = "moved and changed" if one.fate is Fate.MOVED and one.edited else word.lower()
    page = f"p {shown.page}" if shown and shown.page else ""
    heading = shown.heading.split(" › ")[-1] if shown and shown.heading else ""
    second = heading or ("Heading" if shown and shown.kind == "heading" else "")
    text = shown.text if shown else ""
    return Line(text, f"{more.capitalize()}", f"· {second}" if second else "", page, icon, tone, said=f"{more}: {text} {page}")


def moved_line(one: MovedEvidence) -> Line:
    icon, tone, word = state(one)
    where = _page(one.now) or _page(one.was) if one.answer != "lost" else _page(one.was)
    return Line(
        f"“{one.was.words}”", word, f"· {one.text}", where, icon, tone, quiet=not one.waits, said=f"{word}: {one.was.words}. {one.text}"
    )


def state(one: MovedEvidence) -> tuple[str, str, str]:
    """Icon, tone and word of a passage."""
    if one.answer == "lost":
        return "file-x", "ink2", "Kept as lost"
    if one.answer == "here":
        return "check-circle", "strength", "Settled"
    return {
        "unchanged": ("check", "ink2", "Unchanged"),
        "moved": ("arrows-left-right", "ink2", "Found again"),
        "uncertain": ("question", "consider", "Uncertain"),
        "lost": ("file-x", "concern", "Lost"),
    }[one.fate]


def _page(passage: PassageLine | None) -> str:
    return f"p {passage.page}" if passage is not None and passage.page else ""
