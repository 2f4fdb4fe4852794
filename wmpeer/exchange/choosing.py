"""What goes into whose pack. It starts from nothing and adds: what no rule names is not in the pack, nor is anything that counts it.

Streams go whole, as far as their own laptop vouches for them, or not at all (rule M2); content goes because a stream that goes names it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from wmpeer.journal.shelves import ALL, OFFICE, OWN, PANEL, SETUP, STAYS

COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class StreamFact:
    """A stream that may be handed on: `laptop` wrote it (the device, not its seat), `length` revisions of it are vouched for, `size` bytes.

    `ends` are the last of them, sequence and id: one, or one for each branch where two files wrote under one name.
    """

    stream: str
    laptop: str
    author: str
    authority: str | None
    shelf: str
    length: int
    ends: tuple[tuple[int, str], ...]
    size: int = 0


@dataclass(frozen=True, slots=True)
class ContentFact:
    """A document, a table, a clipping or a pinned text (`kind`, as a pack's part), under the `key` by which it is known as sent.

    `size` bytes travel for it, in `parts` parts. `named_by` are the streams with a revision that names it; a part of a newer program is
    named by none that this one can read, and goes from coordinator to coordinator alone.
    """

    kind: int
    key: str
    size: int
    named_by: frozenset[str]
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known here of everybody, and all there is to hand on. Pairs are of a person and an authority (ONS code)."""

    authorities: frozenset[str]
    roles: Mapping[str, str]
    laptops: Mapping[str, str]
    """Whose each laptop is."""
    allocated: frozenset[tuple[str, str]]
    aside: frozenset[tuple[str, str]]
    handed_in: frozenset[tuple[str, str]]
    streams: tuple[StreamFact, ...]
    contents: tuple[ContentFact, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes into a pack, in the order of its keys."""

    streams: tuple[StreamFact, ...]
    contents: tuple[ContentFact, ...]


@dataclass(slots=True)
class _Choice:
    """What was added so far."""

    among: tuple[StreamFact, ...]
    streams: dict[str, StreamFact] = field(default_factory=dict)

    def add(self, wanted: Callable[[StreamFact], bool]) -> None:
        self.streams |= {one.stream: one for one in self.among if wanted(one)}

    def whole(self, contents: Iterable[ContentFact], *, unnamed: bool) -> Chosen:
        """The streams, and what of *contents* they name; also what none names, where *unnamed* may go."""
        going = tuple(self.streams[key] for key in sorted(self.streams))
        named = [one for one in contents if not one.named_by.isdisjoint(self.streams) or (unnamed and not one.named_by)]
        return Chosen(going, tuple(sorted(named, key=lambda one: (one.kind, one.key))))


def given(facts: Facts, person: str) -> frozenset[str]:
    """The authorities that *person* gets: those allocated, or all where nobody allocated any to them; never one they stand aside for."""
    allocated = frozenset(authority for who, authority in facts.allocated if who == person)
    return ((allocated or facts.authorities) & facts.authorities) - _aside(facts, person)


def choose(facts: Facts, person: str) -> Chosen:
    """What *person* (an id) is handed out.

    Everybody gets who there is and what they may do, and the region's data. A panellist gets the set-up of the authorities they are
    given, their own work, and colleagues' and the panel's work on an authority once their own hand-in of it stands. A coordinator's
    other laptop gets all that leaves a laptop.
    """
    choice = _Choice(facts.streams)
    if facts.roles.get(person) == COORDINATOR:
        choice.add(lambda one: one.shelf in ALL - STAYS)
        return choice.whole(facts.contents, unnamed=True)
    theirs, aside = given(facts, person), _aside(facts, person)
    open_to_them = frozenset(authority for authority in theirs if (person, authority) in facts.handed_in)
    choice.add(lambda one: one.shelf == OFFICE)
    choice.add(lambda one: one.shelf == SETUP and (one.authority is None or one.authority in theirs))
    choice.add(lambda one: one.shelf in (OWN, PANEL) and one.authority in open_to_them)
    choice.add(lambda one: one.shelf == OWN and one.author == person and one.authority not in aside)
    choice.add(lambda one: one.shelf in (SETUP, PANEL) and _own(facts, one, person) and one.authority not in aside)
    return choice.whole(facts.contents, unnamed=False)


def choose_in(facts: Facts, laptop: str, built_on: Collection[str] = ()) -> Chosen:
    """What *laptop* hands in: all it wrote that leaves a laptop, handed in or not. Who may see it is decided where it is handed out.

    With it goes what all of it rests on, whoever wrote that: the office, and the streams *built_on*. A coordinator whose laptop was put
    back from a backup, or died before its last pack came, may have said what nobody else has; without it, all that was written since would
    wait for ever.
    """
    choice = _Choice(facts.streams)
    choice.add(lambda one: one.laptop == laptop and one.shelf in ALL - STAYS)
    own = choice.whole(facts.contents, unnamed=facts.roles.get(facts.laptops.get(laptop, "")) == COORDINATOR)
    choice.add(lambda one: one.shelf == OFFICE or (one.stream in built_on and one.shelf in ALL - STAYS))
    return replace(choice.whole((), unnamed=False), contents=own.contents)


def _own(facts: Facts, stream: StreamFact, person: str) -> bool:
    """Whether *person* wrote it on a laptop of their own: what was recorded for them elsewhere may build on what they may not see."""
    return stream.author == person and facts.laptops.get(stream.laptop) == person


def _aside(facts: Facts, person: str) -> frozenset[str]:
    return frozenset(authority for who, authority in facts.aside if who == person)
