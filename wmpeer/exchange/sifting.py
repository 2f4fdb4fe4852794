"""Which of several packs may come in: each is judged by what is here, by those that may, and by itself. Pure.

A pack may rest on another one: on the laptop that it admits, on the revisions that stand before its own. So they are gone through until no
more of them may come in; what one that may not brings, counts for nothing.

A pack is refused for what its own laptop wrote. What another laptop wrote and may not stand comes in all the same, and stands nowhere:
whoever passes it on did no wrong, and was given it before it could be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wmpeer.errors import known_errors
from wmpeer.exchange.authorise import Facts, authorise, owners_of
from wmpeer.exchange.chains import Streams, misfit, vouched
from wmpeer.exchange.errors import PackRefusedError
from wmpeer.exchange.here import Here
from wmpeer.exchange.knowledge import Office
from wmpeer.exchange.naming import WORDS, Name, names_in
from wmpeer.exchange.reading import ReadPack
from wmpeer.exchange.records import Head
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import OFFICE


@dataclass(slots=True)
class Sifted:
    """What may come in, in the order in which it rests on one another; `refused` tells why the others may not, by their place.

    `facts` is all that is known with those that may. `heads` are theirs, by the revision that each is of.
    """

    facts: Facts
    accepted: list[int] = field(default_factory=list)
    refused: dict[int, PackRefusedError] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    fresh: dict[int, tuple[RevisionLine, ...]] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    """The revisions (ids) that come in and may not stand."""


def sift(here: Here, packs: Sequence[ReadPack]) -> Sifted:
    """Which of *packs* may come in."""
    return _Sieve(here, packs).sifted()


class _Sieve:
    def __init__(self, here: Here, packs: Sequence[ReadPack]) -> None:
        self._here, self._packs = here, packs
        self._streams = Streams()
        self._near = dict(here.near)
        self._office = list(here.office)
        self._come: set[str] = set(here.ids)
        self._names: set[Name] = set(here.names)
        self._any_named = any(pack.named for pack in packs)
        self._unjudged: list[RevisionLine] = []
        office = Office(self._office)
        self._result = Sifted(Facts(office, {**owners_of(office), **here.owners}, here.origin, dict(here.records)))

    def sifted(self) -> Sifted:
        waiting = [at for at, pack in enumerate(self._packs) if pack.refused is None]
        while True:
            left = [at for at in waiting if not self._take(at)]
            if len(left) == len(waiting):
                break
            waiting = left
        self._result.forbidden |= forbidden(self._unjudged, self._near, self._result.facts, self._here.cycle)
        return self._result

    def _take(self, at: int) -> bool:
        """Try a pack; where it may come in, it counts for those that are tried after it."""
        pack, before = self._packs[at], self._result.facts
        near = {line.id: line for line in pack.lines}
        fresh = tuple(near.values() if near.keys().isdisjoint(self._come) else [near[one] for one in near if one not in self._come])
        new_office = [line for line in fresh if line.shelf == OFFICE]
        facts = self._with(new_office) if new_office else before
        added = {line.entity for line in fresh} - facts.records.keys()
        code, which, stands_not = self._fault(pack, fresh, facts, near)
        if code:
            self._result.refused[at] = refusal(code, pack, which, facts)
            for entity in added & facts.records.keys():
                del facts.records[entity]
            return False
        self._result.refused.pop(at, None)
        self._result.accepted.append(at)
        self._result.fresh[at] = fresh
        self._result.facts = facts
        self._result.forbidden |= stands_not
        self._near |= near
        self._unjudged += [line for line in fresh if not self._is_judged(line, facts)]
        if not stands_not.isdisjoint(line.id for line in new_office):
            new_office = [line for line in new_office if line.id not in stands_not]
            self._result.facts = self._with(new_office)
        self._office += new_office
        self._come |= near.keys()
        if self._any_named:
            self._names |= set(names_in(pack.lines))
        for head in pack.manifest.heads if pack.manifest else ():
            if head.id not in self._here.heads:
                self._result.heads[head.id] = head
        return True

    def _is_judged(self, line: RevisionLine, facts: Facts) -> bool:
        """Whether all was here that the answer hangs on."""
        if facts.office.known(line.knew) is None:
            return False
        return not line.parents or (line.entity in facts.records and all(one in self._near for one in line.parents))

    def _with(self, more: Iterable[RevisionLine]) -> Facts:
        before = self._result.facts
        office = Office([*self._office, *more])
        return Facts(office, {**owners_of(office), **self._here.owners}, before.origin, before.records)

    def _fault(
        self, pack: ReadPack, fresh: Sequence[RevisionLine], facts: Facts, near: Mapping[str, RevisionLine]
    ) -> tuple[str, RevisionLine | str | None, set[str]]:
        """The code of what is wrong with a pack, and which revision or content it is; else what of it may not stand."""
        manifest, stands_not = pack.manifest, set[str]()
        assert manifest is not None
        code, late = misfit(fresh, near, self._near, facts.office, self._streams)
        if code or any(device_of(line.device) == manifest.sender for line in late):
            return code or "backdated", None, stands_not
        stands_not |= {line.id for line in late}
        covered, honest = vouched(manifest.heads, near, self._here.heads, self._here.cycle, self._keys(facts.office).get, self._streams)
        if not honest or not covered.issuperset([line.id for line in fresh]):
            return "head-not-signed", None, stands_not
        for line in _first_the_roots(fresh):
            if line.id not in stands_not and (code := _code_of(line, facts, self._here.cycle)):
                if device_of(line.device) == manifest.sender:
                    return code, line, stands_not
                stands_not.add(line.id)
        said = [line for line in fresh if line.shelf == OFFICE and line.id not in stands_not]
        if manifest.sender in (self._with(said).office if stands_not else facts.office).cast_out:
            return "unknown-sender", None, stands_not  # its words may come along with others', and do not count
        if not _sent_by_owner(manifest.sender, manifest.person, facts):
            return "forged-author", None, stands_not
        return *self._unnamed(pack, facts), stands_not

    def _unnamed(self, pack: ReadPack, facts: Facts) -> tuple[str, str | None]:
        """What comes with the revisions is named by one that is here or comes, and but for pictures it comes from coordinators."""
        if not pack.named or pack.manifest is None:
            return "", None
        names = self._names | set(names_in(pack.lines))
        for name in pack.named:
            if name not in names:
                return "content-unknown", f"{WORDS[name[0]]} ({name[1][:12]})"
        owner = facts.owners.get(pack.manifest.sender, "")
        others = [name for name in pack.named if name[0] != "clipping"]
        if others and not ever_coordinator(owner, facts.office):
            return "not-your-kind", WORDS[others[0][0]]
        return "", None

    def _keys(self, office: Office) -> dict[str, bytes]:
        return {**keys_of(office), **self._here.signing}


def forbidden(lines: Sequence[RevisionLine], near: Mapping[str, RevisionLine], facts: Facts, cycle: str) -> set[str]:
    """Which of *lines* (ids) may not stand, now that all is here that they name: dated before that, or written without the right to it.

    *near* has what they name as previous and parents.
    """
    _, late = misfit(lines, near, near, facts.office, Streams())
    found = {line.id for line in late}
    return found | {line.id for line in _first_the_roots(lines) if line.id not in found and _code_of(line, facts, cycle)}


def _first_the_roots(lines: Sequence[RevisionLine]) -> Iterator[RevisionLine]:
    """What begins a record says whose it is, wherever in a pack it stands."""
    yield from (line for line in lines if not line.parents)
    yield from (line for line in lines if line.parents)


def _code_of(line: RevisionLine, facts: Facts, cycle: str) -> str:
    """Why *line* may not stand; a workspace has one cycle, and its record that id."""
    return authorise(line, facts) or ("id-not-its-own" if line.kind == "cycle" and line.entity != cycle else "")


def keys_of(office: Office) -> dict[str, bytes]:
    """The signing keys of the laptops that office revisions admit; one that has a key keeps it."""
    found: dict[str, bytes] = {}
    for line in office.by_id.values():
        key = line.fields.get("signing_key") if line.kind == "device" else None
        if isinstance(key, str) and len(key) == 64:
            try:
                found.setdefault(line.entity, bytes.fromhex(key))
            except ValueError:
                continue
    return found


def senders_of(office: Office) -> dict[str, bytes]:
    """The signing keys of the laptops that may send packs: one whom only a lost laptop let in, after it was lost, may not."""
    return {device: key for device, key in keys_of(office).items() if device not in office.cast_out}


def ever_coordinator(person: str, office: Office) -> bool:
    """Whether *person* was a coordinator at any time that is known of here."""
    own = (line for line in office.lines if (line.kind, line.entity) == ("person", person))
    return any(line.fields.get("role") == "coordinator" for line in own)


def _sent_by_owner(sender: str, person: str, facts: Facts) -> bool:
    owner = facts.owners.get(sender, person)
    return person == owner or ever_coordinator(owner, facts.office)


def refusal(code: str, pack: ReadPack, which: RevisionLine | str | None, facts: Facts) -> PackRefusedError:
    """The refusal of that *code*, with all that its sentence names."""
    said: dict[str, object] = {"name": pack.name}
    if isinstance(which, RevisionLine):
        author = which.recorded_by if code == "on-behalf-not-allowed" else which.author
        said |= {"author": name_of_person(author, facts), "authority": _authority(which.authority, facts)}
        said["what"] = which.kind.replace("_", " ")
    elif which is not None:
        said |= {"what": which, "author": name_of_person(pack.manifest.person if pack.manifest else "", facts)}
    found: PackRefusedError = _BY_CODE[code](**said)
    return found


_BY_CODE: Mapping[str, Any] = {one.code(): one for one in known_errors(PackRefusedError)}


def name_of_person(person: str, facts: Facts) -> str:
    return _said("person", person, "name", facts) or "Somebody"


def _authority(code: str | None, facts: Facts) -> str:
    known = {line.entity for line in facts.office.by_id.values() if line.kind == "authority" and line.authority == code}
    return next((name for one in known if (name := _said("authority", one, "name", facts))), code or "the region")


def _said(kind: str, entity: str, field_name: str, facts: Facts) -> str:
    lines = [line for line in facts.office.by_id.values() if (line.kind, line.entity) == (kind, entity) and field_name in line.fields]
    return str(max(lines, key=lambda line: (line.at, line.id)).fields[field_name]) if lines else ""
