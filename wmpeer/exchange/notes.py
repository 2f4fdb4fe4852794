"""What is told of a pack that comes in all the same: clocks that are far off, laptops that were copied, packs that came before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from wmpeer.clock import day_in_words
from wmpeer.errors import Problem, WmpeerError
from wmpeer.exchange.act_errors import (
    ClockFarOffError,
    CopiedLaptopError,
    NewerKindsError,
    OlderThanKnownError,
    SentBeforeError,
)
from wmpeer.exchange.authorise import Facts
from wmpeer.exchange.here import Here, Taken
from wmpeer.exchange.reading import ReadPack
from wmpeer.exchange.sifting import name_of_person
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.models.records import record_kinds

FAR = timedelta(days=1)


def notes_of(
    pack: ReadPack, fresh: Sequence[RevisionLine], taken: Taken | None, facts: Facts, here: Here, followed: dict[str, RevisionLine]
) -> tuple[Problem, ...]:
    """What a person is told beside what it brings. *followed* grows from pack to pack: what follows each revision, by its id."""
    if pack.manifest is None:
        return ()
    who = name_of_person(facts.owners.get(pack.manifest.sender, pack.manifest.person), facts)
    said: list[WmpeerError] = []
    if taken is not None and not taken.hidden:
        said.append(SentBeforeError(name=pack.name, on=day_in_words(taken.taken_at[:10])))
    elif taken is None and not fresh and _is_older(pack, here):
        said.append(OlderThanKnownError(name=pack.name, person=who))
    if how := _off(pack, fresh, facts, here.at):
        said.append(ClockFarOffError(name=pack.name, how=how, person=who))
    said += [
        CopiedLaptopError(name=pack.name, device=name_of_person(facts.owners.get(device, ""), facts), person=who)
        for device in sorted(_parted(fresh, here, followed))
    ]
    kinds = record_kinds()
    unknown = {(line.kind, line.entity) for line in fresh if line.kind not in kinds}
    if unknown:
        said.append(NewerKindsError(name=pack.name, count=f"{len(unknown)} record{'' if len(unknown) == 1 else 's'}"))
    return tuple(one.problem() for one in said)


def _is_older(pack: ReadPack, here: Here) -> bool:
    """Whether a later pack of the same laptop came before this one."""
    assert pack.manifest is not None
    return any(one.sender == pack.manifest.sender and one.number > pack.manifest.number for one in here.taken)


def _parted(fresh: Iterable[RevisionLine], here: Here, followed: dict[str, RevisionLine]) -> set[str]:
    """The laptops of which a stream goes on here otherwise than in a pack."""
    parted: set[str] = set()
    for line in fresh:
        known = followed.setdefault(line.previous or line.stream, line)  # what follows another is of its stream: that was looked at
        if known is not line or (here.ends and line.sequence <= here.ends.get(line.stream, 0)):
            parted.add(device_of(line.device))
    return parted


def _off(pack: ReadPack, fresh: Sequence[RevisionLine], facts: Facts, at: str) -> str:
    """How far a clock was off, in words; empty where it was not. It is ahead where it says a moment that has not come yet, and behind where
    it says one before what it had seen, whose own clocks were right."""
    assert pack.manifest is not None
    now = datetime.fromisoformat(at)
    seats = {seat for seat in {line.device for line in fresh} if device_of(seat) == pack.manifest.sender}
    own = [line for line in fresh if line.device in seats]
    latest = datetime.fromisoformat(max([pack.manifest.made_at, *[line.wall for line in own]]))
    if latest - now > FAR:
        return f"{_days(latest - now)} ahead"
    first: dict[tuple[str, ...], str] = {}
    for line in own:
        if line.wall < first.get(line.knew, "~"):
            first[line.knew] = line.wall
    worst = timedelta()
    for knew, wall in first.items():
        seen = [datetime.fromisoformat(one.wall) for name in knew if (one := facts.office.by_id.get(name)) is not None]
        worst = max([worst, *(one - datetime.fromisoformat(wall) for one in seen if one - now <= FAR)])
    return f"{_days(worst)} behind" if worst > FAR else ""


def _days(off: timedelta) -> str:
    days = off.days
    return f"{days // 365} year{'s' if days >= 730 else ''}" if days >= 365 else f"{max(days, 1)} day{'' if days == 1 else 's'}"
