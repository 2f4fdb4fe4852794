"""Packs that are well formed and mean ill: each case says by which code it is refused.

Most are made by Ann, a panellist with a program of her own; she has her laptop's keys and all that was handed out to her. Cases of one code
stand together; where a code has several cases, they are several ways of doing one thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from forging import DECLARED, FREE, HOME, OTHER, TRUST, Forged, World
from pack_kit import Laptop
from scribe import Scribe

from wmpeer.files import sha256_of
from wmpeer.journal.ids import record_id
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rights import WRITERS
from wmpeer.journal.shelves import OFFICE, SHELVES, STAYS

Make = Callable[[World, Random], Forged]


@dataclass(frozen=True, slots=True)
class Case:
    """A pack that is refused by `code`. One `as_file` can only be seen in a file, for it lies in what comes with the revisions."""

    name: str
    code: str
    make: Make
    as_file: bool = False


CASES: list[Case] = []


def case(name: str, code: str, *, as_file: bool = False) -> Callable[[Make], Make]:
    def put(make: Make) -> Make:
        CASES.append(Case(name, code, make, as_file))
        return make

    return put


def ill(name: str, code: str, who: str, kind: str, fields: Mapping[str, Any], authority: str | None = FREE, **otherwise: Any) -> None:
    """A case of one revision that *who* should not have written, somewhere among what they may."""

    def make(world: World, chance: Random) -> Forged:
        own = world.copy(who)
        before = honest(own, chance)
        said = own.say(kind, fields, authority=authority, **otherwise)
        after = honest(own, chance) if chance.random() < 0.5 else []
        return world.sends(who, [*before, said, *after])

    CASES.append(Case(name, code, make))


def honest(own: Scribe, chance: Random) -> list[RevisionLine]:
    """A few findings of an authority that nobody stands aside for."""
    where = chance.choice((FREE, OTHER))
    return [
        own.say("finding", {"area": "send", "text": f"as it should be {number}"}, authority=where) for number in range(chance.randint(0, 3))
    ]


# ---- kinds that are not for a panellist, a lead moderator or an observer to write

FIELDS: Mapping[str, Mapping[str, Any]] = {
    "document": {"sha256": "ab" * 32}, "batch": {"sha256": "ab" * 32, "sheet": ""}, "agreed": {"area": "leaders", "view": "good"},
    "commentary": {"part": "leaders"}, "approval": {"by": "lead-member"}, "allocation": {"person": "ben"}, "outcome": {"point": "p"},
    "flag_rule": {"rule": "r"}, "person": {"name": "Mallory", "role": "coordinator"}, "device": {"person": "ann", "signing_key": "ab" * 32},
    "claim_answer": {"claim": "c"}, "flag_answer": {"rule": "r", "code": "c", "source": "s", "period": "p"},
    "view": {"area": "send", "view": "inadequate"}, "hand_in": {"on": "2026-10-08"},
}  # fmt: skip


def made_entity(kind: str, author: str, authority: str) -> str:
    """The id that a record of a kind with a maker of its own has to have."""
    from wmpeer.claims.answers import answer_entity
    from wmpeer.indicators.flag_settings import rule_entity
    from wmpeer.judging.commentary import commentary_entity
    from wmpeer.region.choices import choice_id

    flag = "\0".join(("flag_answer", author, authority, "r", "c", "s", "p"))
    made = {
        "choice": lambda: choice_id(authority), "commentary": lambda: commentary_entity(authority, "leaders"),
        "flag_rule": lambda: rule_entity("r"), "claim_answer": lambda: answer_entity(author, "c"),
        "flag_answer": lambda: sha256_of(flag.encode())[:32],
    }  # fmt: skip
    return made[kind]() if kind in made else ""


for _who, _role in (("ann", "panellist"), ("dora", "lead-moderator"), ("olga", "observer")):
    for _kind, _writers in WRITERS.items():
        if _role not in _writers and SHELVES[_kind] not in STAYS:
            _where = None if SHELVES[_kind] == OFFICE else OTHER
            ill(f"{_role} writes {_kind}", "not-your-kind", _who, _kind, FIELDS.get(_kind, {}), _where,
                entity=made_entity(_kind, _who, OTHER))  # fmt: skip
ill("a panellist makes herself coordinator", "not-your-kind", "ann", "person", {"role": "coordinator"}, None, entity="ann")
ill("a panellist admits a laptop", "not-your-kind", "ann", "device", {"person": "cora", "signing_key": "cd" * 32}, None, entity="ab" * 16)
ill("a panellist lets a lost laptop count again", "not-your-kind", "ann", "device", {"revoked_on": None}, None, entity=Laptop("ben").device)
ill("a panellist gives herself another home", "not-your-kind", "ann", "person", {"home": None}, None, entity="ann")
ill("a kind of a newer program on the office shelf", "not-your-kind", "ann", "mood", {"is": "fair"}, None, shelf="office")
ill("a kind of a newer program on the setup shelf", "not-your-kind", "ann", "mood", {"is": "fair"}, FREE, shelf="setup")

# ---- what is another's

ill("a colleague's finding is changed", "not-your-record", "ann", "finding", {"text": "not so"}, entity="ben-finds")
ill("a colleague's finding is taken back", "not-your-record", "ann", "finding", {"withdrawn": True}, entity="ben-finds")
ill(
    "a colleague's view is changed",
    "not-your-record",
    "ann",
    "view",
    {"view": "inadequate"},
    entity=record_id("view", "ben", FREE, "leaders"),
)
ill("a coordinator changes a finding in his own name", "not-your-record", "cecil", "finding", {"text": "no"}, entity="ben-finds")
ill(
    "an interest that a coordinator declared is taken back",
    "not-your-record",
    "ann",
    "interest",
    {"withdrawn": True},
    DECLARED,
    entity="hers",
)
ill(
    "an interest that a coordinator declared is somebody else's now",
    "not-your-record",
    "ann",
    "interest",
    {"person": "ben"},
    DECLARED,
    entity="hers",
)
ill("an interest is declared for somebody else", "not-your-record", "ann", "interest", {"person": "ben", "reason": "his"}, FREE)
ill("an observer declares an interest for somebody else", "not-your-record", "olga", "interest", {"person": "ben", "reason": "his"}, FREE)


ill("a cycle beside this one", "id-not-its-own", "cecil", "cycle", {"name": "another"}, None, entity="ab" * 16)


@case("a colleague's finding begins once more", "not-your-record")
def _begins_again(world: World, chance: Random) -> Forged:
    own = world.copy("ann")
    return world.sends("ann", [own.say("finding", {"text": "mine now"}, entity="ben-finds", authority=FREE, parents=[])])


# ---- an authority that one stands aside for

for _why, _code in (("home", HOME), ("trust", TRUST), ("declared", DECLARED)):
    for _kind in ("view", "finding", "hand_in", "claim_answer", "flag_answer", "raised", "outcome"):
        ill(f"an own authority ({_why}) and a {_kind}", "own-authority-judged", "ann", _kind, FIELDS.get(_kind, {"text": "x"}), _code,
            entity=made_entity(_kind, "ann", _code))  # fmt: skip
    ill(
        f"an own authority ({_why}) and a kind of a newer program",
        "own-authority-judged",
        "ann",
        "mood",
        {"is": "fair"},
        _code,
        shelf="own",
    )


@case("an own authority judged by the hand of a coordinator", "own-authority-judged")
def _by_anothers_hand(world: World, chance: Random) -> Forged:
    own = world.copy("cecil")
    return world.sends("cecil", [own.say("view", FIELDS["view"], authority=HOME, author="ann")])


@case("a coordinator judges by another's name what he stands aside for", "own-authority-judged")
def _by_anothers_name(world: World, chance: Random) -> Forged:
    own = world.copy("cecil")
    declared = own.say("interest", {"person": "cecil", "reason": "his"}, authority=OTHER)
    return world.sends("cecil", [declared, own.say("view", FIELDS["view"], authority=OTHER, author="ben")])


@case("an interest is declared, and judged all the same", "own-authority-judged")
def _declared_then_judged(world: World, chance: Random) -> Forged:
    own = world.copy("ann")
    declared = own.say("interest", {"person": "ann", "reason": "mine"}, authority=OTHER)
    return world.sends("ann", [declared, own.say("view", FIELDS["view"], authority=OTHER)])


# ---- in another's name

for _as in ("ben", "cora", "dora", "nobody"):
    ill(f"a finding in {_as}'s name and by their hand", "forged-author", "ann", "finding", {"text": "x"}, author=_as, recorded_by=_as)
ill("a finding in nobody's name, by a coordinator", "forged-author", "cecil", "finding", {"text": "x"}, author="nobody")
ill("a finding by nobody's hand", "forged-author", "cecil", "finding", {"text": "x"}, recorded_by="nobody")
ill("an agreed judgement by a coordinator's hand", "forged-author", "ann", "agreed", FIELDS["agreed"], author="cora", recorded_by="cora")
ill("an admission by a coordinator's hand", "forged-author", "ann", "device", FIELDS["device"], None, author="cora", recorded_by="cora",
    entity="ab" * 16)  # fmt: skip
for _who in ("ann", "dora", "olga"):
    for _as in ("ben", "cora"):
        ill(f"{_who} writes for {_as}", "on-behalf-not-allowed", _who, "finding", {"text": "x"}, author=_as)
ill(
    "a panellist writes an agreed judgement for the lead moderator",
    "on-behalf-not-allowed",
    "ann",
    "agreed",
    FIELDS["agreed"],
    author="dora",
)
ill(
    "a panellist declares an interest in a coordinator's name", "on-behalf-not-allowed", "ann", "interest", {"person": "ben"}, author="cora"
)


@case("a pack in another person's name", "forged-author")
def _in_anothers_name(world: World, chance: Random) -> Forged:
    own = world.copy("ann")
    return world.sends("ann", [own.say("finding", {"text": "x"}, authority=FREE)], person="ben")


# ---- where records stand

for _shelf in ("office", "setup", "panel"):
    ill(f"a finding on the {_shelf} shelf", "record-moved", "ann", "finding", {"text": "x"}, shelf=_shelf)
ill("an agreed judgement on one's own shelf", "record-moved", "dora", "agreed", FIELDS["agreed"], shelf="own")
ill("a finding moves to another authority", "record-moved", "ann", "finding", {"text": "x"}, OTHER, entity="ann-finds")
ill("a finding moves to no authority", "record-moved", "ann", "finding", {"text": "x"}, None, entity="ann-finds")
ill(
    "a finding becomes a claim's answer",
    "record-moved",
    "ann",
    "claim_answer",
    {"answer": "accepted"},
    entity="ann-finds",
    parents=("ab" * 32,),
)
ill("a view becomes a finding", "record-moved", "ann", "finding", {"text": "x"}, entity=record_id("view", "ann", FREE, "leaders"))
ill("a kind of a newer program takes a finding's place", "record-moved", "ann", "mood", {"is": "fair"}, entity="ann-finds", shelf="own")
for _kind in ("note", "take_back"):
    for _shelf in ("own", "private", "local"):
        ill(f"a {_kind} on the {_shelf} shelf", "private-in-pack", "ann", _kind, {"text": "psst"}, shelf=_shelf)
for _shelf in ("private", "local"):
    ill(f"a finding on the {_shelf} shelf", "private-in-pack", "ann", "finding", {"text": "psst"}, shelf=_shelf)
    ill(f"a kind of a newer program on the {_shelf} shelf", "private-in-pack", "ann", "mood", {"is": "fair"}, shelf=_shelf)

# ---- ids that are somebody else's to begin

for _kind, _entity in (
    ("view", record_id("view", "ben", FREE, "send")), ("view", record_id("view", "ann", OTHER, "send")), ("view", "0" * 32),
    ("hand_in", record_id("hand_in", "ben", FREE)), ("outcome", record_id("outcome", FREE, "another")),
    ("flag_answer", "ab" * 16), ("claim_answer", "ab" * 16),
):  # fmt: skip
    ill(f"a {_kind} begins as {_entity[:8]}", "id-not-its-own", "ann", _kind, FIELDS[_kind], entity=_entity)
for _kind in ("agreed", "choice", "commentary", "letter"):
    ill(f"a {_kind} begins as another's", "id-not-its-own", "dora", _kind, FIELDS.get(_kind, {}), OTHER, entity="cd" * 16)
ill(
    "a view that does not say its area begins as another's",
    "id-not-its-own",
    "ann",
    "view",
    {"view": "good"},
    entity=record_id("view", "ben", FREE, "send"),
)
ill("an answer that does not say its claim", "id-not-its-own", "ann", "claim_answer", {"answer": "accepted"}, entity="ab" * 16)

# ---- chains


def findings(own: Scribe, count: int) -> list[RevisionLine]:
    return [own.say("finding", {"text": str(number)}, authority=OTHER) for number in range(count)]


def chain(name: str, code: str, change: Callable[[World, Scribe, list[RevisionLine]], tuple[list[RevisionLine], Any]]) -> None:
    """A case of five findings of a new stream, put together otherwise; *change* may give heads of its own besides."""

    def make(world: World, chance: Random) -> Forged:
        own = world.copy("ann")
        lines, heads = change(world, own, findings(own, 5))
        return world.sends("ann", lines, **({"heads": tuple(heads)} if heads is not None else {}))

    CASES.append(Case(name, code, make))


def again(line: RevisionLine, **said: Any) -> RevisionLine:
    """*line* with something else said."""
    from wmpeer.journal.revisions import new_line

    return new_line(json.loads(line.body) | said)


chain("the first of a stream is left out", "chain-gap", lambda world, own, five: (five[1:], None))
chain("one in the middle is left out", "chain-gap", lambda world, own, five: ([*five[:2], *five[3:]], None))
chain("all but the last are left out", "chain-gap", lambda world, own, five: (five[4:], None))
chain("a stream begins at its seventh", "chain-gap", lambda world, own, five: ([again(five[0], sequence=7, previous="ab" * 32)], None))
chain("a number is left out", "chain-broken", lambda world, own, five: ([*five[:4], again(five[4], sequence=6)], None))
chain("a number stands twice", "chain-broken", lambda world, own, five: ([*five[:4], again(five[4], sequence=4)], None))
chain("a first one that follows another", "chain-broken", lambda world, own, five: ([again(five[0], previous=five[1].id), *five[1:]], None))
chain("a second one that follows nothing", "chain-broken", lambda world, own, five: ([five[0], again(five[1], previous="")], None))
chain(
    "a stream goes on in another authority's", "chain-broken", lambda world, own, five: ([*five[:4], again(five[4], authority=FREE)], None)
)
chain(
    "a stream goes on from another's seat",
    "chain-broken",
    lambda world, own, five: ([*five[:4], again(five[4], device=f"{own.device}.0002")], None),
)
chain("a stream goes on from a colleague's", "chain-broken", lambda world, own, five: (
    [again(five[1], previous=next(line.id for line in world.held if line.author == "ben" and line.sequence == 1))], None,
))  # fmt: skip

# ---- heads

chain("no head at all", "head-not-signed", lambda world, own, five: (five, []))
chain("a head for all but the last", "head-not-signed", lambda world, own, five: (five, [world.head("ann", five[3])]))
chain("the end is cut off before the head", "head-not-signed", lambda world, own, five: (five[:4], [world.head("ann", five[4])]))
chain("a head signed by somebody else", "head-not-signed", lambda world, own, five: (five, [world.head("ben", five[4])]))
chain("a head signed by a laptop nobody knows", "head-not-signed", lambda world, own, five: (five, [world.head("eve", five[4])]))
chain("a head in another laptop's name", "head-not-signed", lambda world, own, five: (
    five, [world.head("ben", five[4], device=world.laptops["ben"].device)],
))  # fmt: skip
chain("a head of another stream", "head-not-signed", lambda world, own, five: (five, [world.head("ann", five[4], stream="ab" * 16)]))
chain("a head of another number", "head-not-signed", lambda world, own, five: (five, [world.head("ann", five[4], sequence=9)]))
chain("a head of another cycle", "head-not-signed", lambda world, own, five: (five, [world.head("ann", five[4], cycle="another")]))
chain(
    "a head whose number was changed",
    "head-not-signed",
    lambda world, own, five: (five, [replace(world.head("ann", five[3]), sequence=5, id=five[4].id)]),
)
chain("a head beside the true one that is none", "head-not-signed", lambda world, own, five: (
    five, [world.head("ann", five[4]), replace(world.head("ann", five[4]), signature="ab" * 64)],
))  # fmt: skip


@case("what another laptop is said to have written", "head-not-signed")
def _as_anothers_laptop(world: World, chance: Random) -> Forged:
    ben = world.copy("ben")
    return world.sends("ann", [ben.say("finding", {"text": "so said Ben"}, authority=FREE)])


@case("what a coordinator's laptop is said to have written", "head-not-signed")
def _as_the_office(world: World, chance: Random) -> Forged:
    cora = world.copy("cora")
    return world.sends("ann", [cora.say("person", {"role": "coordinator"}, entity="ann")])


@case("a laptop of one's own making, with an admission of one's own making", "head-not-signed")
def _own_making(world: World, chance: Random) -> Forged:
    eve = Scribe(world.laptops["eve"].device, "ben", world.scribes["ann"].held.values())
    return world.sends("ann", [eve.say("finding", {"text": "by nobody"}, authority=FREE)])


# ---- time and knowledge


chain("a stamp before the one it follows", "backdated", lambda world, own, five: (
    [*five[:4], again(five[4], at=five[0].at)], None,
))  # fmt: skip
chain("a stamp as the one it follows", "backdated", lambda world, own, five: ([*five[:4], again(five[4], at=five[3].at)], None))
chain("a stamp before what it knew", "backdated", lambda world, own, five: ([again(five[0], at="000000000001-0000")], None))
chain("it knew nothing at all", "backdated", lambda world, own, five: ([again(five[0], knew=[])], None))
chain("it knew nothing of its own admission", "backdated", lambda world, own, five: (
    [again(five[0], knew=[next(line.id for line in world.held if line.kind == "cycle")])], None,
))  # fmt: skip


@case("a stamp before its parent's", "backdated")
def _before_its_parent(world: World, chance: Random) -> Forged:
    """A new seat, so that nothing stands before it in its stream."""
    own = world.copy("ann")
    knew = own.newest()
    at = max(own.held[one].at for one in knew)[:-1] + "1"
    said = own.say("finding", {"text": "x"}, entity="ann-finds", authority=FREE, device=f"{own.device}.0002", at=at)
    return world.sends("ann", [said])


@case("it knew less than before", "backdated")
def _forgets(world: World, chance: Random) -> Forged:
    """She forgets the interest that was declared for her, and judges that authority."""
    own = world.copy("ann")
    knew = own.newest()
    before = next(line for line in world.held if line.id == knew[0]).previous
    first = own.say("finding", {"text": "1"}, authority=DECLARED, knew=[before])
    own.say("finding", {"text": "2"}, authority=OTHER)
    lines = [first, own.say("finding", {"text": "3"}, authority=OTHER, knew=[before])]
    return world.sends("ann", [*lines, *(line for line in own.held.values() if line.authority == OTHER and line.sequence == 1)])
