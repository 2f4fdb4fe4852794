"""What the screen of differences says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wmpeer.judging.apart_records import Difference, Side
from wmpeer.judging.apart_words import on_behalf, short
from wmpeer.ui.judge.history import when
from wmpeer.ui.kit.lists import Line

LEFT = "The letter has left, so nothing of it changes. Begin a new version of the letter, and settle it then."
LATER = "It stays as it is, and waits in this list, in Check and on the agenda of the sitting."


def line_of(one: Difference, names: Mapping[str, str]) -> Line:
    """A difference as a line of the list."""
    told = list(dict.fromkeys(short(side.words, 28) or "nothing" for side in one.sides))
    values = "take it back, or keep it" if one.proposal else f"{one.name}: {', or '.join(told)}" if not one.free else one.name
    where = names.get(one.authority, "The region")
    said = "for you to settle" if one.may else waits_for(one)
    return Line(
        one.title, f"{where} · {values}", icon="" if one.may else "user", right="" if one.may else short(whose(one), 18),
        tip=f"{one.title}\n{where}: {one.name}", said=f"{one.title}, {where}, {values}, {said}",
    )  # fmt: skip


def whose(one: Difference) -> str:
    return "in a letter" if one.locked else one.settler


def waits_for(one: Difference) -> str:
    """Who settles it, where the reader does not."""
    if one.locked:
        return LEFT
    return f"This is for {one.settler} to settle. {LATER}"


def began(one: Difference) -> str:
    """What all sides began with, and what stands meanwhile."""
    if one.proposal:
        return "Until it is answered it stands."
    before = f"Before: {one.base_words}." if one.base_words else "Nothing was said before."
    if one.free:
        taken = " what it took out is struck through." if one.base_words else " what it alone says."
        before = f"In each, what it added is underlined;{taken}" if one.base_words else f"{before} In each is underlined{taken}"
    if one.judgement:
        return f"{before} A judgement is settled by a person alone: until then it counts as not said."
    return f"{before} Until it is settled, the newest words stand."


def who(side: Side) -> str:
    """Who said it: “Ann Reed”, or “Olive Office, on behalf of Ann Reed”."""
    return on_behalf(side.author_name, side.recorded_by or side.author_name)


def where(side: Side) -> str:
    """When and where: “Sun 22 November 2026, 14:02, on this laptop”."""
    return f"{when(side.at)}, on {side.laptop}"


def sentence(lines: Sequence[Difference]) -> str:
    """The head of the screen."""
    mine, total = sum(one.may for one in lines), len(lines)
    if total == 1:
        return f"One thing was said differently on two laptops. {'It is for you' if mine else 'Somebody else has'} to settle it."
    whose_ = "All are for you to settle." if mine == total else f"{mine} of them are for you to settle." if mine else "Others settle them."
    return f"{total} things were said differently on two laptops. {'One of them is for you to settle.' if mine == 1 else whose_}"


def verb(one: Difference, side: Side) -> str:
    """What the button of a side says."""
    if one.proposal:
        return "Take it back" if side.value else "Keep it"
    if not side.words:
        return "Leave it empty"
    return f"Take “{side.words}”" if len(side.words) <= 32 and "\n" not in side.words else "Take these words"
