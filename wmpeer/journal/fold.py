"""How the revisions of one record amount to what stands now. Pure, and the same in whatever order they came.

What stands in a field is what the latest revisions say that changed it, where "latest" means that nobody who changed the field had seen
them. Two such revisions that differ are a difference; nobody's clock settles it. Whoever undoes what settled a difference brings it back:
then what stood apart before stands apart again. Sets of revisions are whole numbers, one bit each, so that a record of thousands is folded
in moments.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wmpeer.journal.apart import FieldApart, ValueApart
from wmpeer.journal.revisions import JsonValue, RevisionLine, canonical
from wmpeer.models.kinds import JUDGEMENTS

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one record.

    `differences` has, for each field that was changed apart, every value said with the id of its revision, the newest last, and `bases` the
    value all of them began with (None where there was none, or that was in dispute itself). A difference in ``withdrawn`` is a proposal to
    take the record back that had not seen the latest of it: the record stands. `head` holds the ids nobody has built on yet; `waiting` has
    those with a parent that is not here, and all that builds on them.
    """

    fields: Mapping[str, JsonValue]
    differences: Mapping[str, tuple[tuple[str, JsonValue], ...]]
    head: tuple[str, ...]
    first: RevisionLine | None
    last: RevisionLine | None
    waiting: tuple[RevisionLine, ...] = field(default=())
    bases: Mapping[str, JsonValue] = field(default_factory=dict)


def fold(revisions: Iterable[RevisionLine]) -> Standing:
    """What the revisions of one record amount to, in whatever order they came."""
    by_id = {line.id: line for line in revisions}
    chain = _chain(by_id)
    return _of_chain(chain) if chain else _of_graph(*_in_causal_order(by_id))


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two values are the same in writing: 1 is not True, nor 1.0."""
    return _spelt(one) == _spelt(other)


def _agree(name: str, one: JsonValue, other: JsonValue) -> bool:
    return bool(one) == bool(other) if name == WITHDRAWN else same(one, other)


def _spelt(value: JsonValue) -> bytes:
    return canonical({"": value})


def _chain(by_id: Mapping[str, RevisionLine]) -> list[RevisionLine]:
    """The revisions in order, where each but the first is built on the one before and on nothing else; else none."""
    follows: dict[str, RevisionLine] = {}
    for line in by_id.values():
        parent = line.parents[0] if line.parents else ""
        if len(line.parents) > 1 or parent in follows:
            return []
        follows[parent] = line
    chain = []
    at = ""
    while at in follows:
        chain.append(follows[at])
        at = chain[-1].id
    return chain if len(chain) == len(by_id) else []


def _of_chain(chain: Sequence[RevisionLine]) -> Standing:
    fields: dict[str, JsonValue] = {}
    for line in chain:
        fields |= line.fields
    return Standing(fields, {}, (chain[-1].id,), chain[0], chain[-1])


def _in_causal_order(by_id: Mapping[str, RevisionLine]) -> tuple[list[RevisionLine], list[RevisionLine]]:
    """Those that can stand, each after its parents and otherwise by stamp; and those that wait, by stamp."""
    missing = {line.id: len(set(line.parents)) for line in by_id.values()}
    children: dict[str, list[RevisionLine]] = {}
    for line in by_id.values():
        for parent in set(line.parents):
            children.setdefault(parent, []).append(line)
    ready = [_when(line) for line in by_id.values() if not missing[line.id]]
    heapq.heapify(ready)
    order: list[RevisionLine] = []
    while ready:
        order.append(by_id[heapq.heappop(ready)[1]])
        for child in children.get(order[-1].id, ()):
            missing[child.id] -= 1
            if not missing[child.id]:
                heapq.heappush(ready, _when(child))
    return order, sorted((line for line in by_id.values() if missing[line.id]), key=_when)


def _when(line: RevisionLine) -> tuple[str, str]:
    return line.at, line.id


@dataclass(slots=True)
class _Graph:
    """Revisions in causal order. `above[i]` has a bit for each that the i-th has seen, `leaves` for each field a bit for each writer of it
    that no other writer of it has seen, but for one that undid the settling of a difference the bits of what it brought back.
    `undoing` has a bit for each that undoes another."""

    order: Sequence[RevisionLine]
    above: list[int]
    leaves: dict[str, int]
    undoing: int

    @classmethod
    def of(cls, order: Sequence[RevisionLine]) -> _Graph:
        place = {line.id: at for at, line in enumerate(order)}
        above: list[int] = []
        leaves: dict[str, int] = {}
        undoing = 0
        for at, line in enumerate(order):
            seen = 0
            for parent in line.parents:
                seen |= above[place[parent]] | 1 << place[parent]
            above.append(seen)
            for name in line.fields:
                leaves[name] = leaves.get(name, 0) & ~seen | 1 << at
            if line.undoes and line.undoes in place:
                undoing |= 1 << at
        graph = cls(order, above, leaves, undoing)
        for name in [name for name, last in leaves.items() if last & undoing]:
            graph._bring_back(name, place)
        return graph

    def _bring_back(self, name: str, place: Mapping[str, int]) -> None:
        writers = sum(1 << at for at, line in enumerate(self.order) if name in line.fields)
        brought: dict[int, int] = {}
        for at in bits(writers & self.undoing):  # the oldest first: what one undid may itself have been an undoing
            undone = 1 << place[self.order[at].undoes or ""]
            if undone & writers & self.above[at]:
                seen = self.above[undone.bit_length() - 1]
                before = self._latest(writers & seen, brought)
                if self._is_apart(name, before, seen):
                    brought[at] = before
        self.leaves[name] = self._latest(writers, brought)

    def _latest(self, writers: int, brought: Mapping[int, int]) -> int:
        """Those of *writers* (bits) that no other of them has seen, or what they brought back."""
        latest = 0
        while writers:
            at = writers.bit_length() - 1
            latest |= brought.get(at, 1 << at)
            writers &= ~(self.above[at] | 1 << at)
        return latest

    def _is_apart(self, name: str, leaves: int, seen: int) -> bool:
        """Whether *leaves* of a field were a difference to whoever had *seen* (bits) the record."""
        values = [self.order[at].fields[name] for at in bits(leaves)]
        if any(not _agree(name, value, values[0]) for value in values):
            return True
        return name == WITHDRAWN and bool(values) and bool(values[0]) and bool(self.unseen_edits(leaves, seen))

    def lines(self, which: int) -> list[RevisionLine]:
        """The revisions of those bits, the oldest stamp first."""
        return sorted((self.order[at] for at in bits(which)), key=_when)

    def base(self, name: str) -> JsonValue:
        """What all leaves of a field began with; None where that is nothing, or several things."""
        shared = -1
        for at in bits(self.leaves[name]):
            shared &= self.above[at]
        left = 0
        for at in bits(shared):
            if name in self.order[at].fields:
                left = left & ~self.above[at] | 1 << at
        values = [line.fields[name] for line in self.lines(left)]
        return values[0] if values and all(same(one, values[0]) for one in values) else None

    def unseen_edits(self, takers: int, among: int) -> int:
        """What of *among* had neither seen one of *takers*, who withdrew the record, nor been seen by one, the latest of it: bits."""
        known = takers
        for at in bits(takers):
            known |= self.above[at]
        latest = 0
        for at in bits(among & ~known):
            if not self.above[at] & takers:
                latest = latest & ~self.above[at] | 1 << at
        return latest


def bits(number: int) -> Iterator[int]:
    """The places of the ones in *number*, from the right."""
    digits = bin(number)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def _of_graph(order: Sequence[RevisionLine], waiting: Sequence[RevisionLine]) -> Standing:
    graph = _Graph.of(order)
    fields: dict[str, JsonValue] = {}
    differences: dict[str, tuple[tuple[str, JsonValue], ...]] = {}
    bases: dict[str, JsonValue] = {}
    for name, leaves in graph.leaves.items():
        said = graph.lines(leaves)
        fields[name] = said[-1].fields[name]
        if len(said) > 1 and any(not _agree(name, one.fields[name], fields[name]) for one in said):
            differences[name] = tuple((one.id, one.fields[name]) for one in said)
            bases[name] = graph.base(name)
            if name in JUDGEMENTS.get(order[0].kind, ()):
                fields[name] = bases[name]
    _withdrawal(graph, fields, differences, bases)
    built_on = {parent for line in order for parent in line.parents}
    head = tuple(sorted(line.id for line in order if line.id not in built_on))
    first, last = (order[0], order[-1]) if order else (None, None)
    return Standing(fields, differences, head, first, last, tuple(waiting), bases)


def _withdrawal(
    graph: _Graph, fields: dict[str, JsonValue], differences: dict[str, tuple[tuple[str, JsonValue], ...]], bases: dict[str, JsonValue]
) -> None:
    """A record is taken back by whoever has seen the latest of it; anybody else proposes it, and the record stands."""
    if WITHDRAWN in differences:
        fields[WITHDRAWN] = False
    elif fields.get(WITHDRAWN):
        everything = (1 << len(graph.order)) - 1
        keepers = [(line.id, False) for line in graph.lines(graph.unseen_edits(graph.leaves[WITHDRAWN], everything))]
        if keepers:
            takers = [(line.id, True) for line in graph.lines(graph.leaves[WITHDRAWN])]
            fields[WITHDRAWN], differences[WITHDRAWN], bases[WITHDRAWN] = False, (*keepers, *takers), None


def differences_in(standing: Standing, lines: Iterable[RevisionLine]) -> tuple[FieldApart, ...]:
    """The fields of a record that were changed apart, in the order of their names; *lines* are its revisions."""
    if standing.first is None or not standing.differences:
        return ()
    by_id, first = {line.id: line for line in lines}, standing.first

    def side(revision: str, value: JsonValue) -> ValueApart:
        said = by_id[revision]
        return ValueApart(value, said.author, said.recorded_by, said.device, said.wall, revision)

    return tuple(
        FieldApart(
            first.kind, first.entity, first.authority or "", name, standing.bases.get(name), tuple(side(*pair) for pair in pairs),
            name in JUDGEMENTS.get(first.kind, ()),
        )
        for name, pairs in sorted(standing.differences.items())
    )  # fmt: skip
