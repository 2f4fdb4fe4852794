"""What the writer of a revision knew of who may do what: the office revisions it had seen, folded as they then stood. Pure.

A set of office revisions is a whole number, one bit each. What `knew` names, and all that those had seen (`knew`, `parents`, `previous`),
is what was known; so it comes out the same on every laptop, in whatever order packs arrive. Of what was known, that counts which no report
that was known leaves out: just what the rows of that laptop were made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from wmpeer.journal.admissions import TELLS, cast_out
from wmpeer.journal.cuts import beyond, report_of, with_reports
from wmpeer.journal.fold import Standing, bits, fold
from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.region.records import AuthorityLine, InterestLine, PersonLine
from wmpeer.region.rules import standing_aside


class Office:
    """The office revisions that are here, and what stood at each moment that a revision names.

    Known is a revision whose own `knew`, parents and previous one are known; the others wait, and name what they wait for.
    """

    def __init__(self, lines: Iterable[RevisionLine]) -> None:
        self.by_id = {line.id: line for line in lines}
        self._place: dict[str, int] = {}
        self._above: list[int] = []
        self._of: dict[tuple[str, str], int] = {}
        self._masks: dict[tuple[str, ...], int | None] = {}
        self._folded: dict[tuple[str, str, int], Standing] = {}
        self._aside: dict[tuple[str, int], frozenset[str]] = {}
        self._alone: dict[int, str] = {}
        self._reports = 0
        self._left_out: dict[int, int] = {}
        self._cast_out: dict[tuple[int, int], frozenset[str]] = {}
        self._order: list[RevisionLine] = []
        self._put_in_order()

    @property
    def lines(self) -> Sequence[RevisionLine]:
        """Those that are known, each after all that it had seen."""
        return self._order

    def known(self, knew: tuple[str, ...]) -> int | None:
        """All that a revision with this *knew* had seen, as bits; None where some of it is not here."""
        if knew not in self._masks:
            self._masks[knew] = self._seen(knew)
        return self._masks[knew]

    def missing(self, knew: Iterable[str]) -> tuple[str, ...]:
        """Which of *knew*, or of what those had seen, is not here."""
        found: set[str] = set()
        seen: set[str] = set()
        ahead = [one for one in knew if one not in self._place]
        while ahead:
            one = ahead.pop()
            if one in seen:
                continue
            seen.add(one)
            line = self.by_id.get(one)
            if line is None:
                found.add(one)
            else:
                ahead += [before for before in _before(line) if before not in self._place]
        return tuple(sorted(found))

    def role(self, person: str, known: int) -> str:
        """The role of *person* (an id) by what was *known*; empty where there was none. Whoever began the cycle is a coordinator where
        nobody else is one any more (`wmpeer.journal.office`)."""
        counts = self._counts(known)
        role = self._role_given(person, counts)
        return "coordinator" if role != "coordinator" and person == self._left_alone(known, counts) else role

    def ever_coordinator(self, person: str, known: int) -> bool:
        """Whether *person* had been a coordinator at some moment of what was *known*."""
        counts = self._counts(known)
        off = {line.id for line in self._standing("person", person, counts).waiting}
        own = (self._order[at] for at in bits(self._of.get(("person", person), 0) & counts))
        ever = any(line.fields.get("role") == "coordinator" and line.id not in off for line in own)
        return ever or self.role(person, known) == "coordinator"

    def _role_given(self, person: str, counts: int) -> str:
        fields = self._standing("person", person, counts).fields
        return "" if fields.get("withdrawn") else str(fields.get("role") or "")

    def _left_alone(self, known: int, counts: int) -> str:
        """Who began the cycle, where by what *counts* of the *known* nobody is a coordinator; else empty."""
        key = counts & self._everybody
        if key not in self._alone:
            persons = [entity for (kind, entity), own in self._of.items() if kind == "person" and own & counts]
            left = persons and not any(self._role_given(one, counts) == "coordinator" for one in persons)
            self._alone[key] = self._founder(known) if left else ""
        return self._alone[key]

    def _founder(self, known: int) -> str:
        roots = [self._order[at] for at in bits(self._all("cycle") & known) if not self._order[at].parents]
        return min(roots, key=lambda line: (line.at, line.id)).author if roots else ""

    def is_person(self, person: str, known: int) -> bool:
        return bool(self._of.get(("person", person), 0) & known)

    def anybody(self, known: int) -> bool:
        """Whether anybody at all was known: until then a workspace is being set out."""
        return bool(self._everybody & known)

    def admitted(self, device: str, known: int) -> bool:
        """Whether *device* had been admitted by then."""
        return bool(self._of.get(("device", device), 0) & known)

    def stands_aside(self, person: str, authority: str, known: int) -> bool:
        """Whether *person* stood aside for *authority* (ONS code) by what was *known*: home, the same trust, or declared."""
        counts = self._counts(known)
        key = person, counts & self._that_matters
        if key not in self._aside:
            self._aside[key] = self._aside_at(person, counts)
        return authority in self._aside[key]

    def interest_is_of(self, entity: str, person: str, known: int) -> bool:
        """Whether every revision of that interest that counted by what was *known* is *person*'s about themselves, as far as any says whom
        it is about."""
        own = [self._order[at] for at in bits(self._of.get(("interest", entity), 0) & self._counts(known))]
        return all(line.fields.get("person", person) == person and (line.parents or line.author == person) for line in own)

    @cached_property
    def cast_out(self) -> frozenset[str]:
        """The laptops of which no admission counts by all that is here (`wmpeer.journal.admissions`)."""
        every = (1 << len(self._order)) - 1
        return self._without_admission(every, self._beyond(every)) if self._reports else frozenset()

    def _counts(self, known: int) -> int:
        """What counts of the *known*: not what lost laptops wrote beyond what the known reports name, nor what those wrote whom only that
        lets in."""
        if not known & self._reports:
            return known
        beyond = self._beyond(known)
        for device in self._without_admission(known, beyond):
            beyond |= self._by_device.get(device, 0)
        return known & ~beyond

    def _beyond(self, known: int) -> int:
        key = known & self._of_lost
        if key not in self._left_out:
            lines = [self._order[at] for at in bits(key)]
            self._left_out[key] = sum(1 << self._place[one] for one in beyond(lines, with_reports(lines)))
        return self._left_out[key]

    def _without_admission(self, known: int, beyond: int) -> frozenset[str]:
        key = known & self._that_let_in, beyond
        if key not in self._cast_out:
            cut = {self._order[at].id for at in bits(beyond)}
            self._cast_out[key] = cast_out([self._order[at] for at in bits(key[0])], cut)
        return self._cast_out[key]

    @cached_property
    def _of_lost(self) -> int:
        """The reports, and whatever was written by laptops that any of them reports."""
        written = self._reports
        for device in {self._order[at].entity for at in bits(self._reports)}:
            written |= self._by_device.get(device, 0)
        return written

    @cached_property
    def _by_device(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for at, line in enumerate(self._order):
            device = device_of(line.device)
            found[device] = found.get(device, 0) | 1 << at
        return found

    @cached_property
    def _that_let_in(self) -> int:
        found = 0
        for kind in TELLS:
            found |= self._all(kind)
        return found

    @cached_property
    def _everybody(self) -> int:
        return self._all("person")

    @cached_property
    def _that_matters(self) -> int:
        return self._all("person") | self._all("interest") | self._all("authority")

    def _all(self, kind: str) -> int:
        found = 0
        for (one, _), own in self._of.items():
            found |= own if one == kind else 0
        return found

    def _put_in_order(self) -> None:
        """Each after all that it had seen; what waits for something that is not here has no place."""
        ahead = {line.id: len(set(_before(line))) for line in self.by_id.values()}
        after: dict[str, list[RevisionLine]] = {}
        for line in self.by_id.values():
            for one in set(_before(line)):
                after.setdefault(one, []).append(line)
        ready = [line for line in self.by_id.values() if not ahead[line.id]]
        while ready:
            self._add(line := ready.pop())
            for follower in after.get(line.id, ()):
                ahead[follower.id] -= 1
                if not ahead[follower.id]:
                    ready.append(follower)

    def _add(self, line: RevisionLine) -> None:
        seen = self._seen(_before(line)) or 0
        at = self._place[line.id] = len(self._order)
        self._order.append(line)
        self._above.append(seen)
        self._of[line.kind, line.entity] = self._of.get((line.kind, line.entity), 0) | 1 << at
        if line.kind == "device" and report_of(line) is not None:
            self._reports |= 1 << at

    def _seen(self, ids: Iterable[str]) -> int | None:
        seen = 0
        for one in ids:
            at = self._place.get(one)
            if at is None:
                return None
            seen |= self._above[at] | 1 << at
        return seen

    def _standing(self, kind: str, entity: str, counts: int) -> Standing:
        own = self._of.get((kind, entity), 0) & counts
        key = kind, entity, own
        if key not in self._folded:
            self._folded[key] = fold(self._order[at] for at in bits(own))
        return self._folded[key]

    def _aside_at(self, person: str, counts: int) -> frozenset[str]:
        said = self._standing("person", person, counts).fields
        who = PersonLine(person, "", "", str(said.get("home") or ""))
        everywhere, declared = [], []
        for kind, entity in self._of:
            if kind == "authority":
                one = self._standing(kind, entity, counts).fields
                if one and not one.get("withdrawn"):
                    everywhere.append(_authority(entity, one))
            elif kind == "interest":
                standing = self._standing(kind, entity, counts)
                if standing.first is not None and standing.fields.get("person") == person and not standing.fields.get("withdrawn"):
                    declared.append(InterestLine(entity, person, "", standing.first.authority or "", "", True))
        return frozenset(one.authority for one in standing_aside(who, everywhere, declared))


def _before(line: RevisionLine) -> tuple[str, ...]:
    return tuple(one for one in (*line.knew, *line.parents, line.previous) if one)


def _authority(entity: str, said: Mapping[str, JsonValue]) -> AuthorityLine:
    return AuthorityLine(entity, "", str(said.get("ons_code") or ""), "", "", str(said.get("trust") or ""))
