"""What is said about the inspection profile: changes and what a reader must know before counting on it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from wmpeer.clock import in_words
from wmpeer.indicators.judged import Framework

if TYPE_CHECKING:
    from wmpeer.indicators.profile import Profile, Standing

JUDGEMENT = {"overall": "overall", "leaders": "impact of leaders", "outcome": "outcome", "": "no judgement that counts"}
_SINCE = {"end": "its last day, for its publication is not told", "start": "its first day, for neither publication nor last day is told"}


def percent(share: float) -> str:
    """A share in whole percent: ``64 %``."""
    return f"{int(share * 100 + 0.5)} %"


def share_words(profile: Profile, at: int = -1) -> str:
    """How many are good or better: ``10 of 14, 71 %``; where some are unknown, between what and what."""
    if not profile.days:
        return "No inspection is loaded"
    good, unknown, of = profile.good_or_better[at], profile.unknown[at], profile.of[at]
    if not unknown:
        return f"{good} of {of}, {percent(profile.least(at))}"
    return f"{good} of {of}, and {unknown} unknown: between {percent(profile.least(at))} and {percent(profile.most(at))}"


def what_counts(framework: Framework) -> str:
    """ "good or better", or what stands for it."""
    return "good or better" if framework == "ilacs" else "typically positive"


def against_target(profile: Profile, at: int = -1) -> str:
    """Where the share stands against the region's target; "" where there is none, or nothing to set beside it."""
    if not profile.target or not profile.days or not profile.of[at]:
        return ""
    target = f"the region’s target of {percent(profile.target)}"
    if profile.least(at) >= profile.target:
        return f"This meets {target}."
    short = ceil(round(profile.target * profile.of[at], 6)) - profile.good_or_better[at]
    if profile.most(at) >= profile.target:
        return f"Whether this meets {target} cannot be told: it takes {short} more, and {profile.unknown[at]} are unknown."
    return f"Below {target}, which takes {short} more."


def standing_words(one: Standing) -> str:
    """A standing as it is read: ``good (overall)``."""
    if one.line is None:
        return "unknown: no inspection is loaded"
    if not one.by:
        return "unknown: the source leaves the judgement out that counts"
    return f"{one.grade} ({JUDGEMENT[one.by]})" + ("" if one.good is not None else ", which is no grade that is known")


def sentence_of_change(was: Standing | None, now: Standing) -> str:
    """``Coventry: from good (overall) to outstanding (overall), published 18 May 2026.``"""
    assert now.day is not None
    standing = standing_words(now)
    if was is None:
        said = f"{standing}; not known before"
    else:
        said = f"again {standing}" if standing_words(was) == standing else f"from {standing_words(was)} to {standing}"
    counts = f"published {in_words(now.day)}" if now.since == "published" else f"counted from {in_words(now.day)}, {_SINCE[now.since]}"
    return f"{now.name}: {said}, {counts}."


def notes_of(
    framework: Framework, standings: Sequence[Standing], counted: Sequence[Standing], alike: tuple[int, int], more: Sequence[str], on: date
) -> tuple[str, ...]:  # fmt: skip
    """What a reader must know, each a sentence or two."""
    notes = [_day_note()]
    if framework == "ilacs":
        notes.append(_overall_note(standings, alike))
    else:
        notes.append("An area’s outcome is one of three. Counted is the first: typically positive experiences and outcomes.")
    notes.append("Before the first inspection of an authority that is loaded, its standing is unknown and is counted as that.")
    if missing := [one.name for one in standings if one.line is None]:
        notes.append(f"No inspection is loaded of {_names(missing)}.")
    if unread := [one.name for one in standings if one.line is not None and one.good is None]:
        notes.append(f"The newest inspection of {_names(unread)} gives no judgement that can be counted, so the standing is unknown.")
    if apart := [one for one in counted if one.apart]:
        notes.append("Sources differ: " + "; ".join(f"{one.name}, {one.grade}, but {', '.join(one.apart)}" for one in apart) + ".")
    notes += more
    if days := [one.day for one in counted if one.day is not None]:
        notes.append(f"The newest that is loaded counts from {in_words(max(days))}; what came after, to {in_words(on)}, is not known here.")
    return tuple(notes)


def left_out(undated: Sequence[str], gone: Sequence[str]) -> list[str]:
    """What is loaded and not counted: inspections without a day, and those of authorities (by name) that are no more."""
    found = []
    if undated:
        found.append(f"Not counted, for no day is told: an inspection of {_names(sorted(set(undated)))}.")
    if gone:
        is_, its = ("is", "its") if len(gone) == 1 else ("are", "their")
        found.append(f"{_names(gone)} {is_} no more, so {its} inspections are not counted; what followed counts from its own first one.")
    return found


def _day_note() -> str:
    return "An inspection counts from its publication, not from the days of the visit; where none is told, from its last day."


def _overall_note(standings: Sequence[Standing], alike: tuple[int, int]) -> str:
    note = (
        "Good or better is read from the judgement of overall effectiveness. Inspections from 1 April 2026 have none; they count by the "
        "judgement of leaders’ impact on practice."
    )
    same, both = alike
    if both:
        note += f" Of the {both} inspections loaded that give both, the two said the same about good or better in {same}."
    by_leaders = [one.name for one in standings if one.by == "leaders"]
    return note + (f" So counted now: {_names(by_leaders)}." if by_leaders else " None of the region’s is counted so yet.")


def _names(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
