"""Laptops without files: each holds revisions and goes by the program's own rules of what counts, what it amounts to and who may write it.

So thousands of laptops can work apart and come together in a second. That real files say the same, `test_bridge.py` holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wmpeer.clock import HybridClock, iso
from wmpeer.exchange.authorise import Facts, authorise, owners_of
from wmpeer.exchange.knowledge import Office
from wmpeer.journal.counting import Counted, counted, named, tells_anew
from wmpeer.journal.cuts import is_an_end, is_cut, report_of
from wmpeer.journal.fold import Standing, fold
from wmpeer.journal.queries import digest
from wmpeer.journal.revisions import RevisionLine, new_line, stream_of
from wmpeer.journal.shelves import OFFICE, SHELVES, STAYS

BEGAN = datetime(2026, 10, 8, 9, 0, 0, tzinfo=UTC)
ORIGIN = "c0"
"""The device on which the cycle was begun."""
Record = tuple[str, str]
Fields = Mapping[str, Any]


class Refused(AssertionError):
    """An honest pack was not taken in."""


@dataclass(frozen=True)
class Rules:
    """What the laptops go by; a test puts a wrong one in the place of one of them."""

    fold: Callable[[Iterable[RevisionLine]], Standing] = fold
    keeps_orphans: bool = True
    hears: bool = True
    hides: bool = True
    knows: bool = True
    awaits: bool = True


HONEST = Rules()


class Time:
    """The hour of the day, everywhere; what the laptops' clocks make of it is theirs."""

    def __init__(self) -> None:
        self.now = BEGAN
        self.count = 0
        self.offices: dict[frozenset[str], Facts] = {}

    def nonce(self) -> str:
        self.count += 1
        return f"{self.count:016x}"


@dataclass(frozen=True, slots=True)
class Pack:
    """A file on a stick."""

    number: int
    lines: tuple[RevisionLine, ...]


@dataclass
class Laptop:
    """One laptop, and who works at it."""

    person: str
    device: str
    time: Time
    rules: Rules = HONEST
    off: timedelta = timedelta()
    seats: int = 1
    held: dict[str, RevisionLine] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    standing: set[str] = field(default_factory=set)
    waiting: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    cuts: Mapping[str, Any] = field(default_factory=dict)
    out: Container[str] = frozenset()
    brought: dict[int, tuple[str, ...]] = field(default_factory=dict)
    streams: dict[str, list[RevisionLine]] = field(default_factory=dict)
    records: dict[Record, list[RevisionLine]] = field(default_factory=dict)
    folds: dict[Record, Standing] = field(default_factory=dict)
    begun: dict[str, tuple[str, str | None, str, str]] = field(default_factory=dict)
    knew: tuple[str, ...] | None = None
    latest: str = ""
    authorised_by: Facts | None = None
    happened: list[tuple[str, Any]] | None = None
    """What came to this laptop and what was written on it, in order, where somebody wants to know."""
    clock: HybridClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = HybridClock(self.latest, self._wall)

    def _wall(self) -> datetime:
        return self.time.now + self.off

    @property
    def seat(self) -> str:
        return f"{self.device}.{self.seats:04x}"

    def again(self, image: Laptop) -> Laptop:
        """This laptop as it was in an older *image* of all of it: in the same seat, so that its streams are written twice from there on."""
        other = image.copied()
        other.off = self.off
        return other

    def after(self, backup: Laptop) -> Laptop:
        """This laptop with an older backup put back: another seat, and no memory of what came since."""
        other = backup.copied()
        other.seats, other.off = self.seats + 1, self.off
        return other

    def copied(self) -> Laptop:
        """As it is now, to go on apart."""
        other = copy(self)
        for name in ("held", "known", "standing", "waiting", "hidden", "lost", "brought", "folds", "begun", "happened"):
            setattr(other, name, copy(getattr(self, name)))
        for name in ("streams", "records"):
            setattr(other, name, {key: list(lines) for key, lines in getattr(self, name).items()})
        other.authorised_by = None
        other.__post_init__()
        return other

    def row(self, record: Record) -> Standing:
        """What stands of a record here."""
        if record not in self.folds:
            self.folds[record] = self.rules.fold(self.records.get(record, ()))
        return self.folds[record]

    def says(
        self, kind: str, entity: str, fields: Fields, *, authority: str | None = None, author: str = "", undoes: str | None = None
    ) -> RevisionLine | None:
        """Write down a change as `Journal.keep` does; None where it may not be written here."""
        author, shelf = author or self.person, SHELVES[kind]
        standing = self.row((kind, entity))
        if standing.first is not None:
            authority = standing.first.authority
        own = self.streams.get(stream_of(self.seat, author, authority, shelf), ())
        last = next((one for one in reversed(own) if one.id in self.known), None)  # all are, but where it was put back from an image
        before = self.latest
        line = new_line({
            "at": self.clock.tick() if self.rules.hears else f"{int(self._wall().timestamp() * 1000):012x}-0000", "author": author,
            "authority": authority, "device": self.seat, "entity": entity, "fields": fields, "kind": kind, "knew": self.newest(),
            "nonce": self.time.nonce(), "parents": standing.head, "previous": last.id if last else "", "recorded_by": self.person,
            "sequence": last.sequence + 1 if last else 1, "shelf": shelf, "undoes": undoes, "verb": "Say", "wall": iso(self._wall()),
        })  # fmt: skip
        if shelf not in STAYS and authorise(line, self.facts()):
            return None
        assert line.at > before, "what was written after something sorts before it"
        self._tell("lines", [line])
        self._held([line])
        self._count([line])
        assert line.id in self.standing or line.id in self.lost, "what is written here counts here"
        return line

    def pack(self, number: int, ends: Mapping[str, int] | None = None) -> Pack:
        """What may leave this laptop, of each stream a prefix: all of it, or up to the sequence in *ends*."""
        chosen: list[RevisionLine] = []
        for stream, lines in self.streams.items():
            if lines[0].shelf not in STAYS:
                chosen += lines if ends is None else [line for line in lines if line.sequence <= ends.get(stream, 0)]
        return Pack(number, tuple(chosen))

    def takes(self, pack: Pack) -> list[RevisionLine]:
        """Take a pack in, again where it was taken back; gives what was not here yet."""
        held, shown = self.held, [line.id for line in pack.lines if line.id in self.hidden]
        fresh = [line for line in pack.lines if line.id not in held]
        self.brought[pack.number] = tuple(line.id for line in pack.lines)
        self._tell("lines", list(pack.lines))
        if not fresh and not shown:
            return fresh
        if not self.rules.keeps_orphans:
            fresh = _without_orphans(fresh, held.keys() | {line.id for line in fresh})
        self._held(fresh)
        for one in shown:
            del self.hidden[one]
        news = [line for line in fresh if report_of(line) is not None]
        self._judge(fresh, self.waiting)
        if shown or news:
            self._count_anew()
        else:
            self._count(fresh)
        if fresh and self.rules.hears:
            self.clock.hear(max(line.at for line in fresh))
        return fresh

    def takes_back(self, number: int) -> None:
        """Hide what came with a pack, and with no other that stands; who there is and what they may do stays known."""
        others = {one for other, ids in self.brought.items() if other != number for one in ids}
        own = f"{self.device}."
        for one in self.brought.pop(number):
            if one not in others and self.held[one].shelf != OFFICE and not self.held[one].device.startswith(own):
                self.hidden[one] = number
        self._tell("hidden", dict(self.hidden))
        self._count_anew()

    def newest(self) -> tuple[str, ...]:
        """What a revision says that its writer knew."""
        if self.knew is None:
            office = [line for line in self.held.values() if line.shelf == OFFICE and line.id in self.known]
            seen = {one for line in office for one in (*line.knew, *line.parents, line.previous)}
            self.knew = tuple(sorted(line.id for line in office if line.id not in seen))
        return self.knew

    def facts(self) -> Facts:
        """What is authorised by here."""
        if self.authorised_by is None:
            own = {line.id: line for line in self.held.values() if line.shelf == OFFICE}
            key = frozenset(own)
            if key not in self.time.offices:
                office = Office(own.values())
                self.time.offices[key] = Facts(office, owners_of(office), ORIGIN)
            self.authorised_by = replace(self.time.offices[key], records=self.begun)  # what was answered already, the others know too
        return self.authorised_by

    def _tell(self, what: str, which: Any) -> None:
        if self.happened is not None:
            self.happened.append((what, which))

    def visible(self) -> frozenset[str]:
        """The revisions that count here and that another laptop can have."""
        return frozenset(one for one in self.standing if self.held[one].shelf not in STAYS)

    def state_hash(self) -> str:
        return digest(self.visible())

    def _held(self, lines: Sequence[RevisionLine]) -> None:
        for line in lines:
            self.held[line.id] = line
            own = self.streams.setdefault(line.stream, [])
            own.append(line)
            if len(own) > 1 and own[-2].sequence >= line.sequence:
                own.sort(key=lambda one: (one.sequence, one.id))
            if line.shelf == OFFICE:
                self.authorised_by = self.knew = None
        self.latest = max([self.latest, *(line.at for line in lines)])

    def _judge(self, lines: Sequence[RevisionLine], waited: Collection[str]) -> None:
        """That who wrote them might, as far as it can be told now: what nobody could tell when it came is asked again."""
        facts = self.facts()
        for line in (*lines, *(self.held[one] for one in waited)):
            code = authorise(line if self.rules.knows else _knowing(line, facts.office), facts)
            early = code == "head-not-signed" and facts.office.known(line.knew) is None  # who let it in is in another part of the pack
            if code and not early:
                raise Refused(f"{code}: {line}")

    def _count(self, fresh: Sequence[RevisionLine]) -> None:
        """As `arriving` does where revisions only come in."""
        candidates = [*(self.held[one] for one in self.waiting), *fresh]
        result = self._counted(candidates, self.known, self.standing, self.cuts)
        came = [line for line in candidates if line.id not in self.known]
        anew = tells_anew(came, result, self.cuts) or any(is_an_end(line, self.cuts) for line in fresh)
        if anew and (self.rules.awaits or result.cuts != self.cuts):
            self._count_anew()
            return
        self.known |= set(result.known)
        self.waiting, self.lost = dict(result.waiting), self.lost | set(result.lost)
        for one in result.standing:
            line = self.held[one]
            record = (line.kind, line.entity)
            self.records.setdefault(record, []).append(line)
            self.folds.pop(record, None)
        self.standing |= set(result.standing)

    def _count_anew(self) -> None:
        result = self._counted(list(self.held.values()), frozenset(), frozenset(), {})
        self.known, self.standing, self.waiting = set(result.known), set(result.standing), dict(result.waiting)
        self.lost, self.cuts, self.out = set(result.lost), result.cuts, result.out
        self.records, self.folds, self.knew = {}, {}, None
        for line in self.held.values():
            if line.id in self.standing:
                self.records.setdefault((line.kind, line.entity), []).append(line)

    def _counted(
        self, lines: Sequence[RevisionLine], known: Collection[str], standing: Collection[str], cuts: Mapping[str, Any]
    ) -> Counted:
        hidden = self.hidden if self.rules.hides else frozenset()
        streams = {line.stream for line in lines if is_cut(line, cuts)} if cuts else ()
        chains = [line for stream in streams for line in self.streams[stream]]
        names = set() if self.rules.knows else {one for line in lines for one in line.knew}
        return counted(lines, hidden=hidden, known={*known, *names} if names else known, standing=standing, cuts=cuts, chains=chains,
                       out=self.out if cuts else None)  # fmt: skip


def _knowing(line: RevisionLine, office: Office) -> RevisionLine:
    """As if its writer had known whatever is known here by now."""
    seen = {one for known in office.by_id.values() for one in (*known.knew, *known.parents, known.previous)}
    return replace(line, knew=tuple(sorted(office.by_id.keys() - seen)))


def _without_orphans(lines: Sequence[RevisionLine], here: Collection[str]) -> list[RevisionLine]:
    return [line for line in lines if all(one in here for one in named(line))]
