"""Laptops that work apart, hand over in any order and in parts, and in the end hold the same; whatever their clocks say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from folding import in_plain_words, told
from losing import beyond_in_plain_words, cast_out_in_plain_words
from model import HONEST, ORIGIN, Laptop, Pack, Rules, Time
from running import campaign

from wmpeer.journal.cuts import report_fields
from wmpeer.journal.fold import fold
from wmpeer.journal.ids import made_id
from wmpeer.journal.revisions import RevisionLine, canonical
from wmpeer.journal.shelves import OFFICE, STAYS
from wmpeer.region.choices import choice_id

AUTHORITIES = ("E08000001", "E08000002", "E08000003")
AREAS = ("leaders", "send")
YEAR = timedelta(days=365)
KEPT = 6  # packs that lie about on sticks, for each laptop

FIELDS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "finding": {"text": ("a", "b", "c", None), "level": (1, 2, 3), "tags/neglect": (True, None, 1), "in_letter": (True, False)},
    "view": {"view": ("good", "inadequate", None), "reason": ("x", "y"), "priority": ("high", "low")},
    "agreed": {"view": ("good", "outstanding"), "wording": ("Known.", "Sound.")},
    "letter": {"addressee": ("A", "B"), "next_steps/1": ({"what": "w"}, None), "held_on": ("2026-10-12", None)},
    "choice": {"chosen/f": (True, 1, None), "ranks/f": (1, 2)},
    "point": {"text": ("p", "q"), "kind": ("strength", "concern")},
    "note": {"text": ("mine", "still mine")},
    "person": {"name": ("Ann", "Anne"), "email": ("a@b", None)},
    "authority": {"sort": ("a", "b")},
}
OFFICE_KINDS = ("person", "authority", "cycle", "device")


@dataclass
class Cycle:
    """The laptops of one cycle, and the packs that lie about."""

    chance: Random
    time: Time
    laptops: list[Laptop]
    packs: list[Pack] = field(default_factory=list)
    backups: dict[int, Laptop] = field(default_factory=dict)
    reported: set[str] = field(default_factory=set)
    count: int = 0
    may_be_lost: int = 0
    """How many laptops may be reported lost; from one on, any, by whom it may be, and several at a time."""
    twice: list[str] = field(default_factory=list)
    """The laptops that were put back from an image."""

    def pack(self, of: Laptop, *, part: bool = False) -> Pack:
        self.count += 1
        ends = None
        if part:
            ends = {stream: self.chance.randint(0, lines[-1].sequence) for stream, lines in of.streams.items()}
        return of.pack(self.count, ends)


@cache
def begun(laptops: int) -> tuple[RevisionLine, ...]:
    """What the coordinator's laptop says before anybody joins: who there is, which authorities, whose laptops."""
    office = Laptop("p0", ORIGIN, Time())
    office.says("person", "p0", {"name": "Cora", "role": "coordinator"})
    office.says("cycle", "cycle", {"name": "2026-27"})
    for code in AUTHORITIES:
        office.says("authority", f"a{code}", {"name": code, "ons_code": code}, authority=code)
    for one in range(laptops):
        role = "coordinator" if one == 1 and laptops > 5 else "lead-moderator" if one in (1, 2) else "panellist"
        if one:
            office.says("person", f"p{one}", {"name": f"P{one}", "role": role})
        office.says("device", ORIGIN if not one else f"d{one}", {"person": f"p{one}", "name": f"Laptop {one}"})
    return tuple(office.held.values())


def new_cycle(chance: Random, laptops: int, rules: Rules = HONEST) -> Cycle:
    """The laptops after the first hand-out, their clocks right or a year off."""
    time = Time()
    time.count = 10_000
    made = []
    for one in range(laptops):
        off = chance.choice((timedelta(), timedelta(), YEAR, -YEAR))
        laptop = Laptop(f"p{one}", ORIGIN if not one else f"d{one}", time, rules, off)
        laptop.takes(Pack(-1, begun(laptops)))
        made.append(laptop)
    return Cycle(chance, time, made)


def change(cycle: Cycle, at: Laptop) -> None:
    """Somebody keeps, changes, settles, withdraws or restores a record, for themselves or for another."""
    chance = cycle.chance
    kind = chance.choice(("finding", "finding", "finding", "view", "view", "agreed", "letter", "choice", "point", "note"))
    author = "" if chance.random() < 0.9 else f"p{chance.randrange(len(cycle.laptops))}"
    authority = chance.choice(AUTHORITIES)
    said = _said(chance, kind)
    if kind == "finding":
        own = [one for one in at.records if one[0] == kind]
        if own and chance.random() < 0.7:
            entity = chance.choice(own)[1]
        else:
            entity, said = f"f{cycle.time.nonce()}4", {**said, "area": "leaders"}
    elif kind in ("point", "note"):
        entity = f"{kind}{chance.randrange(4)}{authority}" + (at.person if kind == "note" else "")
    elif kind == "choice":
        entity = choice_id(authority)
    else:
        said = {"area": chance.choice(AREAS), **said} if kind != "letter" else said
        entity = made_id(kind, author or at.person, authority, said) or ""
    at.says(kind, entity, said, authority=authority, author=author)


def _said(chance: Random, kind: str) -> dict[str, Any]:
    known = FIELDS[kind]
    return {name: chance.choice(known[name]) for name in chance.sample(sorted(known), min(len(known), chance.choice((1, 1, 2))))}


def settle(cycle: Cycle, at: Laptop) -> None:
    """Somebody looks at what was changed apart, and says what stands."""
    for record in cycle.chance.sample(list(at.records), min(30, len(at.records))):
        standing = at.row(record)
        if standing.differences and standing.first is not None:
            name, pairs = cycle.chance.choice(sorted(standing.differences.items(), key=lambda pair: pair[0]))
            author = standing.first.author if record[0] in ("finding", "view") else ""
            at.says(*record, {name: cycle.chance.choice(pairs)[1]}, author=author)
            return


def withdraw(cycle: Cycle, at: Laptop) -> None:
    """Somebody takes a record back, or shows it again."""
    own = [record for record in at.records if record[0] in ("finding", "agreed", "view", "point")]
    if own:
        record = cycle.chance.choice(own)
        at.says(*record, {"withdrawn": not at.row(record).fields.get("withdrawn")})


def undo(cycle: Cycle, at: Laptop) -> None:
    """Somebody takes back what they did last of a record, where nobody changed it since."""
    own = [lines for (kind, _), lines in at.records.items() if lines[-1].device == at.seat and kind not in OFFICE_KINDS]
    if not own:
        return
    lines = cycle.chance.choice(own)
    line, record = lines[-1], (lines[-1].kind, lines[-1].entity)
    now = at.row(record).fields
    if any(now.get(name) != value for name, value in line.fields.items()):
        return
    before = fold(one for one in lines if one.id in _seen(line, lines)).fields
    fields = {name: before.get(name) for name in line.fields} if line.parents else {"withdrawn": True}
    at.says(*record, fields, author=line.author, undoes=line.id)


def _seen(line: RevisionLine, lines: Sequence[RevisionLine]) -> set[str]:
    parents = {one.id: one.parents for one in lines}
    seen: set[str] = set()
    ahead = list(line.parents)
    while ahead:
        if (one := ahead.pop()) not in seen:
            seen.add(one)
            ahead.extend(parents.get(one, ()))
    return seen


def office(cycle: Cycle, at: Laptop) -> None:
    """Somebody of the regional team changes who takes part and how; anybody declares an interest."""
    chance, person = cycle.chance, f"p{cycle.chance.randrange(len(cycle.laptops))}"
    match chance.choice(("interest", "role", "person", "authority")):
        case "interest":
            authority = chance.choice(AUTHORITIES)
            at.says("interest", f"i{at.person}{authority}", {"person": at.person, "reason": "x"}, authority=authority)
        case "role":
            at.says("person", person, {"role": chance.choice(("panellist", "observer", "lead-moderator", "coordinator"))})
        case "authority":
            at.says("authority", f"a{chance.choice(AUTHORITIES)}", _said(chance, "authority"))
        case _:
            at.says("person", person, _said(chance, "person"))


def hand_over(cycle: Cycle, at: Laptop) -> None:
    """A pack that lies about, or one that is made now, whole or in parts, is taken in."""
    chance = cycle.chance
    if cycle.packs and chance.random() < 0.3:
        pack = chance.choice(cycle.packs)  # late, or again
    else:
        pack = cycle.pack(chance.choice(cycle.laptops), part=chance.random() < 0.4)
        cycle.packs.append(pack)
        if len(cycle.packs) > KEPT * len(cycle.laptops):
            cycle.packs.pop(chance.randrange(len(cycle.packs)))
    at.takes(pack)
    assert all(line.id in at.held for line in pack.lines), "nothing that came is dropped"
    if chance.random() < 0.2:
        _again(at, pack)


def _again(at: Laptop, pack: Pack) -> None:
    before = at.standing.copy()
    assert at.takes(pack) == [] and at.standing == before, "the same pack twice changes nothing"


def take_back(cycle: Cycle, at: Laptop) -> None:
    """What a pack brought is hidden on this laptop."""
    receipts = [number for number in at.brought if number >= 0]
    if receipts:
        at.takes_back(cycle.chance.choice(receipts))
        _rows_fit(at)


def _rows_fit(at: Laptop) -> None:
    """What is shown is what counts amounts to, and what is hidden is in none of it."""
    shown = {line.id for lines in at.records.values() for line in lines}
    assert shown == at.standing and not shown & at.hidden.keys(), "what is hidden does not count"


def back_up(cycle: Cycle, at: Laptop) -> None:
    cycle.backups[cycle.laptops.index(at)] = at.copied()


def restore(cycle: Cycle, at: Laptop) -> None:
    """A backup is put back: what came since is there no more, and the file has another seat."""
    place = cycle.laptops.index(at)
    if place in cycle.backups:
        cycle.laptops[place] = at.after(cycle.backups[place])


def restore_image(cycle: Cycle, at: Laptop) -> None:
    """All of a laptop is as it was, and nothing tells it so: what it writes now has the places of what it wrote then."""
    place = cycle.laptops.index(at)
    if place in cycle.backups and cycle.backups[place].seats == at.seats:
        cycle.laptops[place] = at.again(cycle.backups[place])
        cycle.twice.append(at.device)


def revoke(cycle: Cycle, at: Laptop) -> None:
    """A coordinator reports a laptop lost: what it wrote counts as far as it is known here."""
    device = cycle.chance.choice([one.device for one in cycle.laptops[0 if cycle.may_be_lost else 2 :]])
    if cycle.twice and cycle.chance.random() < 0.7:
        device = cycle.chance.choice(cycle.twice)
    most = cycle.may_be_lost or len(cycle.laptops) // 5
    if at.device == device or (device not in cycle.reported and len(cycle.reported) >= most):
        return
    if at.row(("device", device)).fields.get("revoked_on"):
        return
    known = [line for line in at.held.values() if line.device.startswith(f"{device}.")]
    if at.says("device", device, {"revoked_on": "2026-10-09", **report_fields(known)}) is not None:
        cycle.reported.add(device)


def let_in(cycle: Cycle, at: Laptop) -> None:
    """A coordinator lets another laptop in, or once more one that is there; so does who has stolen theirs."""
    chance, made = cycle.chance, [one for one in cycle.laptops if one.device.startswith("x")]
    device = chance.choice(made).device if made and (len(made) > 3 or chance.random() < 0.5) else f"x{cycle.time.nonce()}"
    person = next((one.person for one in made if one.device == device), chance.choice(cycle.laptops).person)
    if at.row(("person", at.person)).fields.get("role") != "coordinator":
        return
    if at.says("device", device, {"person": person, "name": "Another"}) is not None and device not in {one.device for one in made}:
        new = Laptop(person, device, cycle.time, at.rules, happened=[])
        new.takes(cycle.pack(at))
        cycle.laptops.append(new)


def jump(cycle: Cycle, at: Laptop) -> None:
    """Somebody sets the clock of a laptop, right or a year off."""
    at.off = cycle.chance.choice((timedelta(), YEAR, -YEAR, timedelta(hours=-1)))


DEEDS: Mapping[Callable[[Cycle, Laptop], None], int] = {
    change: 560, hand_over: 150, settle: 60, withdraw: 40, undo: 40, office: 25, take_back: 8, jump: 10, back_up: 6, restore: 4, revoke: 2,
}  # fmt: skip


LOSSES: Mapping[Callable[[Cycle, Laptop], None], int] = {
    **DEEDS, hand_over: 250, take_back: 20, back_up: 60, restore: 2, restore_image: 100, revoke: 60, let_in: 60,
}  # fmt: skip
"""Laptops are lost, and put back from images, all the time."""


def work(cycle: Cycle, steps: int, happen: Mapping[Callable[[Cycle, Laptop], None], int] = DEEDS) -> None:
    """That many things happen, anywhere."""
    deeds, weights = list(happen), list(happen.values())
    for deed in cycle.chance.choices(deeds, weights, k=steps):
        cycle.time.now += timedelta(seconds=cycle.chance.randrange(600))
        deed(cycle, cycle.chance.choice(cycle.laptops))


def come_together(cycle: Cycle) -> None:
    """Everybody takes in what everybody has, each in an order of their own; twice, for what was taken back."""
    packs = [cycle.pack(one) for one in cycle.laptops]
    for laptop in cycle.laptops:
        for pack in cycle.chance.sample(packs, len(packs)):
            laptop.takes(pack)
    for laptop in cycle.laptops:
        for pack in packs:
            _again(laptop, pack)


def is_one(cycle: Cycle) -> None:
    """That all laptops hold the same, that it is all there is, and that it stands as the rules say in plain words."""
    first, *others = cycle.laptops
    every = {one for laptop in cycle.laptops for one in laptop.held if laptop.held[one].shelf not in STAYS}
    hashes = {laptop.state_hash() for laptop in cycle.laptops}
    assert len(hashes) == 1, "the same revisions count everywhere"
    for laptop in cycle.laptops:
        assert every <= laptop.held.keys(), "nothing that anybody wrote is missing"
        assert not laptop.hidden and not laptop.waiting.keys() - _for_good(laptop), "nothing waits once all is here"
    rows = _rows(first)
    for laptop in others:
        assert _rows(laptop) == rows, "what stands is the same everywhere"
    is_cut_as_told(first)
    for record, row in rows.items():
        if len(lines := first.records[record]) > 1:
            assert row == canonical({"": in_plain_words(lines)}), (row, lines)


def is_cut_as_told(at: Laptop) -> None:
    """That lost laptops count up to where it was reported, as far as it can be told here."""
    known = [line for one, line in at.held.items() if one in at.known]
    beyond = beyond_in_plain_words(at.held.values(), [line for line in known if line.id not in at.hidden]) & at.known
    assert at.lost == beyond | cast_out_in_plain_words(known, beyond), "up to where a lost laptop counts"
    rights_are_as_shown(at)


def rights_are_as_shown(at: Laptop) -> None:
    """That what may be written here goes by what stands here: others judge it by what was known, and may not come to another answer."""
    office = at.facts().office
    known = office.known(at.newest())
    assert known is not None
    persons = {entity: at.row((kind, entity)).fields for kind, entity in list(at.records) if kind == "person"}
    alone = not any(fields.get("role") == "coordinator" for fields in persons.values())
    for person, fields in persons.items():
        role = office.role(person, known)
        assert role == (fields.get("role") or "") or (alone and role == "coordinator"), "who may do what"
    interests = {key: at.row(key) for key in list(at.records) if key[0] == "interest"}
    for person in persons:
        for authority in AUTHORITIES:
            own = [row for row in interests.values() if row.first is not None and row.first.authority == authority]
            aside = any(row.fields.get("person") == person and not row.fields.get("withdrawn") for row in own)
            assert office.stands_aside(person, authority, known) == aside, "who stands aside"


def _for_good(laptop: Laptop) -> set[str]:
    """What waits for good: it builds on what a lost laptop wrote after it was lost, or names what is nowhere any more, as the laptop that
    wrote it was put back to an older backup before it had handed that out."""
    found = laptop.lost | {name for names in laptop.waiting.values() for name in names if name not in laptop.held}
    more = True
    while more:
        more = False
        for one, names in laptop.waiting.items():
            if one not in found and found & set(names):
                found.add(one)
                more = True
    return found


def _rows(laptop: Laptop) -> dict[tuple[str, str], Any]:
    """What stands of every record; of a single revision its id says all."""
    return {
        record: canonical({"": told(laptop.row(record))}) if len(lines) > 1 else lines[0].id
        for record, lines in laptop.records.items()
        if lines[0].shelf not in STAYS
    }


def one_cycle(chance: Random, laptops: int, steps: int, rules: Rules = HONEST) -> None:
    """A whole cycle, from the first hand-out to where all come together."""
    cycle = new_cycle(chance, laptops, rules)
    work(cycle, laptops * steps)
    come_together(cycle)
    is_one(cycle)


def stream_by_stream(cycle: Cycle) -> None:
    """Everybody hears of all reports before they have what these name, as in packs of what somebody may see; that comes as it comes."""
    for laptop in cycle.laptops:
        other = cycle.chance.choice(cycle.laptops)
        for chosen in (lambda lines: lines[0].shelf == OFFICE, lambda lines: cycle.chance.random() < 0.5):
            ends = [{stream: lines[-1].sequence} for stream, lines in other.streams.items() if chosen(lines)]
            for one in cycle.chance.sample(ends, len(ends)):
                cycle.count += 1
                laptop.takes(other.pack(cycle.count, one))
        is_cut_as_told(laptop)


def losses(chance: Random, laptops: int, steps: int, rules: Rules = HONEST) -> None:
    """A cycle in which half of the laptops may be reported lost, some by two at once, and streams are written twice."""
    cycle = new_cycle(chance, laptops, rules)
    cycle.may_be_lost = laptops // 2
    for _ in range(4):
        work(cycle, laptops * steps // 4, LOSSES)
        stream_by_stream(cycle)
    come_together(cycle)
    is_one(cycle)


@campaign("convergence")
def convergence(chance: Random, trial: int) -> None:
    one_cycle(chance, 5, 60)


@campaign("losses")
def lost_laptops(chance: Random, trial: int) -> None:
    losses(chance, 6, 40)


@campaign("convergence-region", long=True)
def convergence_region(chance: Random, trial: int) -> None:
    one_cycle(chance, 14, 300)
