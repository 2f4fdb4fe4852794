"""The sentences of the screen of versions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wmpeer.documents.changes import Comparison, Fate, PassageChange
from wmpeer.judging.clips_again import NOT_COMPARED
from wmpeer.judging.moved import ClipSpot, MovedClip, MovedEvidence
from wmpeer.judging.records import PassageLine
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
_WHY_PICTURE = {
    "same": "The same part of the page looks as it did.",
    "neighbours": "The same picture stands there.",
    "twice": "It looks the same in {places} places of the new version, and nothing says which of them is meant.",
    "one-of-several": "It looked the same in several places before, and does in one now; it may be another of them.",
    "few-words": "There is only white where it stood.",
    "changed": "This place is the most like it, but it does not look the same. Compare both, then accept it or keep it as lost.",
    "gone": "Nothing like this part of the page is in the new version. If it is there, clip it again in Read & judge.",
    "never-found": "This part of the page was not in the document when it was recorded.",
    NOT_COMPARED: "The pages of both versions could not be laid side by side.",
}
NOTE = "My private note"


def day(moment: str) -> str:
    """ "3 November" from a UTC moment; with the year where it is another than this laptop's."""
    if not moment:
        return "a day that is not known"
    at = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
    return in_words(at.date(), datetime.now().astimezone().date())


def news(moved: Sequence[MovedEvidence | MovedClip], loaded_at: str) -> str:
    """What a new version means, in a sentence."""
    came = f"A new version came on {day(loaded_at)}"
    if not moved:
        return f"{came}; none of your findings rests on the one before."
    waiting = sum(one.waits for one in moved)
    lost = sum(one.answer == "lost" for one in moved)
    found = len(moved) - waiting - lost
    word = _sort(moved)
    behind = "your note" if all(one.kind == "note" for one in moved) else "your findings"
    of = f"the one {word} behind {behind} {'was' if found else 'was not'} found again" if len(moved) == 1 else (
        f"{found} of {len(moved)} {word} found again"
    )  # fmt: skip
    kept = f"; {lost} kept as lost" if lost else ""
    return f"{came}: {of}{kept}; {f'{waiting} to settle' if waiting else 'nothing to settle'}."


def _sort(moved: Sequence[MovedEvidence | MovedClip]) -> str:
    """What they are, in a word."""
    pictures = sum(isinstance(one, MovedClip) for one in moved)
    one = "picture" if pictures == len(moved) else "passage"
    return one if len(moved) == 1 else "passages and pictures" if 0 < pictures < len(moved) else f"{one}s"


def change_counts(found: Comparison) -> str:
    """ "12 passages changed, 3 added, 1 removed, none moved; 210 are the same." """
    if not found.changes:
        return "Both versions say the same, passage for passage."
    edited = sum(one.edited for one in found.changes if one.fate is Fate.MOVED)
    parts = [f"{found.count(fate) or 'none'} {word}" for fate, word in
             ((Fate.CHANGED, "changed"), (Fate.ADDED, "added"), (Fate.REMOVED, "removed"), (Fate.MOVED, "moved"))]  # fmt: skip
    parts[0] = f"{found.count(Fate.CHANGED) + edited or 'none'} changed"
    if edited:
        parts[-1] += " and changed" if edited == found.count(Fate.MOVED) else f", {edited} of them changed as well"
    same = found.count(Fate.SAME)
    return f"Passages: {', '.join(parts)}; {same or 'none'} {'is' if same == 1 else 'are'} the same."


def why(one: MovedEvidence | MovedClip) -> str:
    """Why a passage or a picture waits, or how it was found."""
    picture = isinstance(one, MovedClip)
    what, whose = "picture" if picture else "passage", "note" if one.kind == "note" else "finding"
    if one.answer == "here":
        return f"You settled it: the {what} stands there."
    if one.answer == "lost":
        return f"You settled it: the {what} is not in this version. It stays with the {whose} as it was."
    return (_WHY_PICTURE if picture else _WHY)[one.reason].format(places=few(1 + len(one.others)), percent=round(100 * one.confidence))


def change_line(one: PassageChange) -> Line:
    shown = one.new or one.old
    icon, tone, word = FATES[one.fate]
    more = "moved and changed" if one.fate is Fate.MOVED and one.edited else word.lower()
    page = shown.pages.said() if shown else ""
    heading = shown.heading.split(" › ")[-1] if shown and shown.heading else ""
    second = heading or ("Heading" if shown and shown.kind == "heading" else "")
    text = shown.text if shown else ""
    return Line(text, f"{more.capitalize()}", f"· {second}" if second else "", page, icon, tone, said=f"{more}: {text} {page}")


def moved_line(one: MovedEvidence | MovedClip) -> Line:
    icon, tone, word = state(one)
    where = _page(one.now) or _page(one.was) if one.answer != "lost" else _page(one.was)
    words = one.was.words if isinstance(one, MovedClip) else f"“{one.was.words}”"
    about = " – ".join(part for part in (NOTE if one.kind == "note" else "", one.text) if part)
    return Line(words, word, f"· {about}", where, icon, tone, quiet=not one.waits, said=f"{word}: {one.was.words}. {about}")


def state(one: MovedEvidence | MovedClip) -> tuple[str, str, str]:
    """Icon, tone and word of a passage."""
    if one.answer == "lost":
        return "file-x", "ink2", "Kept as lost"
    if one.answer == "here":
        return "check-circle", "strength", "Settled"
    if one.reason == NOT_COMPARED:
        return "question", "consider", "Not compared"
    return {
        "unchanged": ("check", "ink2", "Unchanged"),
        "moved": ("arrows-left-right", "ink2", "Found again"),
        "uncertain": ("question", "consider", "Uncertain"),
        "lost": ("file-x", "concern", "Lost"),
    }[one.fate]


def _page(passage: PassageLine | ClipSpot | None) -> str:
    return passage.pages.said() if passage is not None else ""
