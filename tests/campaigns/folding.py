"""A record's revisions, at random, folded as the program does and as the rules say it in plain words (M3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from running import campaign

from wmpeer.journal.fold import Standing, fold
from wmpeer.journal.revisions import RevisionLine, canonical, new_line
from wmpeer.models.kinds import JUDGEMENTS

FIELDS = ("view", "reason", "tags/x", "withdrawn")
VALUES: Mapping[str, tuple[Any, ...]] = {"withdrawn": (True, True, False), "reason": ("a", "b", None, True, 1), "tags/x": (True, None)}


def history(chance: Random, most: int = 14) -> list[RevisionLine]:
    """A record's revisions in causal order; stamps and clocks say what they like."""
    made: list[RevisionLine] = []
    for number in range(chance.randint(1, most)):
        parents = chance.sample(made, min(len(made), chance.choice((0, 1, 1, 1, 2, 3))))
        said = {name: chance.choice(VALUES.get(name, ("good", "fair", None))) for name in chance.sample(FIELDS, chance.randint(1, 2))}
        stamp = f"{chance.randint(0, 40):012x}-{chance.randint(0, 2):04x}"
        undone = chance.choice(made).id if made and chance.random() < 0.3 else None
        made.append(revision(number, said, [one.id for one in parents], stamp, chance.choice(("view", "note")), undone))
    kind = made[0].kind
    return made if all(one.kind == kind for one in made) else _of_kind(made, kind)


def _of_kind(made: Sequence[RevisionLine], kind: str) -> list[RevisionLine]:
    """The same history, of one kind: a record has one."""
    new: dict[str, RevisionLine] = {}
    for number, one in enumerate(made):
        undone = new[one.undoes].id if one.undoes else None
        new[one.id] = revision(number, one.fields, [new[parent].id for parent in one.parents], one.at, kind, undone)
    return list(new.values())


def revision(
    number: int, fields: Mapping[str, Any], parents: Sequence[str], stamp: str, kind: str, undoes: str | None = None
) -> RevisionLine:
    return new_line({
        "at": stamp, "author": "a", "authority": "E1", "device": "d", "entity": "e", "fields": fields, "kind": kind, "knew": [],
        "nonce": str(number), "parents": parents, "previous": "", "recorded_by": "a", "sequence": number + 1, "shelf": "own",
        "undoes": undoes, "verb": "Say", "wall": "2026-10-08T14:02:11.123Z",
    })  # fmt: skip


def in_plain_words(lines: Sequence[RevisionLine]) -> tuple[Any, ...]:
    """Fields, differences, bases, head and who waits, by sets and without haste."""
    every = {line.id: line for line in lines}
    here: dict[str, RevisionLine] = {}
    while True:
        more = {one.id: one for one in every.values() if one.id not in here and all(parent in here for parent in one.parents)}
        if not more:
            break
        here |= more
    seen: dict[str, set[str]] = {}
    for one in here.values():  # parents stand before children
        seen[one.id] = set(one.parents).union(*(seen[parent] for parent in one.parents))
    fields: dict[str, Any] = {}
    apart: dict[str, list[tuple[str, Any]]] = {}
    bases: dict[str, Any] = {}
    for name in {name for one in here.values() for name in one.fields}:
        last = _sayers(name, here, set(here), seen)
        fields[name] = last[-1].fields[name]
        if len({_spelt(name, one.fields[name]) for one in last}) > 1:
            apart[name] = [(one.id, one.fields[name]) for one in last]
            common = set.intersection(*(seen[one.id] for one in last))
            before = _last_writers(name, [here[one] for one in common], seen)
            bases[name] = before[0].fields[name] if len({canonical({"": one.fields[name]}) for one in before}) == 1 else None
            if name in JUDGEMENTS.get(last[0].kind, ()):
                fields[name] = bases[name]
    if "withdrawn" in apart:
        fields["withdrawn"] = False
    elif fields.get("withdrawn"):
        takers = _sayers("withdrawn", here, set(here), seen)
        newest = _unseen(takers, list(here.values()), seen)
        if newest:
            fields["withdrawn"], bases["withdrawn"] = False, None
            apart["withdrawn"] = [(one.id, False) for one in sorted(newest, key=_when)] + [(one.id, True) for one in takers]
    head = sorted(one for one in here if not any(one in other.parents for other in here.values()))
    return fields, apart, bases, head, sorted(set(every) - set(here))


def _sayers(name: str, here: Mapping[str, RevisionLine], among: set[str], seen: Mapping[str, set[str]]) -> list[RevisionLine]:
    """Who says what stands of a field, to whoever has *among*: the last writers, but for who undid a settlement those it had settled."""
    found: dict[str, RevisionLine] = {}
    for one in _last_writers(name, [here[each] for each in among], seen):
        undone = here.get(one.undoes or "")
        apart: list[RevisionLine] = []
        if undone is not None and undone.id in seen[one.id] and name in undone.fields:
            apart = _sayers(name, here, seen[undone.id], seen)
            said = {_spelt(name, each.fields[name]) for each in apart}
            gone = name == "withdrawn" and apart and apart[0].fields[name]
            if len(said) < 2 and not (gone and _unseen(apart, [here[each] for each in seen[undone.id]], seen)):
                apart = []
        found |= {each.id: each for each in apart or [one]}
    return sorted(found.values(), key=_when)


def _unseen(takers: Sequence[RevisionLine], among: Sequence[RevisionLine], seen: Mapping[str, set[str]]) -> list[RevisionLine]:
    """The latest that neither saw a withdrawal nor was seen by one."""
    known = {one.id for one in takers}.union(*(seen[one.id] for one in takers))
    unseen = [one for one in among if one.id not in known and not seen[one.id] & {taker.id for taker in takers}]
    return [one for one in unseen if not any(one.id in seen[other.id] for other in unseen)]


def _last_writers(name: str, lines: Any, seen: Mapping[str, set[str]]) -> list[RevisionLine]:
    writers = [one for one in lines if name in one.fields]
    return sorted((one for one in writers if not any(one.id in seen[other.id] for other in writers)), key=_when)


def _when(line: RevisionLine) -> tuple[str, str]:
    return line.at, line.id


def _spelt(name: str, value: Any) -> bytes:
    return canonical({"": bool(value) if name == "withdrawn" else value})


def told(standing: Standing) -> tuple[Any, ...]:
    apart = {name: list(pairs) for name, pairs in standing.differences.items()}
    return dict(standing.fields), apart, dict(standing.bases), list(standing.head), sorted(one.id for one in standing.waiting)


def agrees(chance: Random, folded: Callable[[Sequence[RevisionLine]], Standing] = fold) -> None:
    """One history, some of it lost or twice, in two orders of arrival."""
    made = history(chance)
    if chance.random() < 0.3:
        made.remove(chance.choice(made))
    arrived = made + chance.sample(made, len(made) // 2)
    chance.shuffle(arrived)
    wanted, found = in_plain_words(made), told(folded(arrived))
    assert _written(found) == _written(wanted), (wanted, found)


def _written(what: Any) -> str:
    """True is not 1 here."""
    return repr([sorted(part.items()) if isinstance(part, dict) else part for part in what])


@campaign("folding")
def folding(chance: Random, trial: int) -> None:
    agrees(chance)
