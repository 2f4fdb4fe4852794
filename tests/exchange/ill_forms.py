"""Malicious packs whose manifest says what is not so, or whose revisions are written as none is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from forging import Forged, World
from malicious import CASES, Case, case, findings
from scribe import Scribe

from wmpeer.journal.revisions import canonical

# ---- the manifest


@case("another cycle", "pack-of-another-cycle", as_file=True)
def _another_cycle(world: World, chance: Random) -> Forged:
    return world.sends("ann", findings(world.copy("ann"), 1), cycle="ab" * 16)


@case("sealed to us, and said to be for another", "pack-for-someone-else", as_file=True)
def _for_another(world: World, chance: Random) -> Forged:
    return world.sends("ann", findings(world.copy("ann"), 1), recipients=(world.laptops["ben"].device,))


@case("for another", "pack-for-someone-else", as_file=True)
def _to_another(world: World, chance: Random) -> Forged:
    return world.sends("ann", findings(world.copy("ann"), 1), to=(world.laptops["ben"],))


@case("from a laptop that nobody knows", "unknown-sender", as_file=True)
def _unknown(world: World, chance: Random) -> Forged:
    own = Scribe(world.laptops["eve"].device, "ann", world.scribes["ann"].held.values())
    return world.sends("eve", findings(own, 1), person="ann")


@case("from another's laptop by name", "signature-wrong", as_file=True)
def _false_sender(world: World, chance: Random) -> Forged:
    made = world.sends("ann", findings(world.copy("ann"), 1))
    return replace(made, manifest=replace(made.manifest, sender=world.laptops["ben"].device))


@case("from a laptop that was reported lost", "device-revoked", as_file=True)
def _lost(world: World, chance: Random) -> Forged:
    return world.sends("lena", findings(world.copy("lena"), 1))


# ---- bodies

BODIES: tuple[tuple[str, str, Callable[[dict[str, Any]], bytes]], ...] = (
    ("no JSON", "revision-malformed", lambda said: b"so it is"),
    ("a list", "revision-malformed", lambda said: b"[1]"),
    ("a key is missing", "revision-malformed", lambda said: canonical({key: value for key, value in said.items() if key != "nonce"})),
    ("a sequence of nought", "revision-malformed", lambda said: canonical({**said, "sequence": 0})),
    ("a sequence that is true", "revision-malformed", lambda said: canonical({**said, "sequence": True})),
    ("an author that is a number", "revision-malformed", lambda said: canonical({**said, "author": 7})),
    ("fields that are a list", "revision-malformed", lambda said: canonical({**said, "fields": []})),
    ("a shelf that is none", "revision-malformed", lambda said: canonical({**said, "shelf": "cupboard"})),
    ("a parent that is no id", "revision-malformed", lambda said: canonical({**said, "parents": ["me"]})),
    ("a character by its number", "revision-malformed", lambda said: canonical(said).replace(b'"Say"', b'"S\\u0061y"')),
    ("a key twice", "key-twice", lambda said: canonical(said)[:-1] + b',"author":"ben"}'),
    ("a field twice", "key-twice", lambda said: canonical(said).replace(b'"fields":{', b'"fields":{"text":"other",')),
    ("a number of twenty digits", "number-too-large", lambda said: canonical({**said, "fields": {"level": 10**19}})),
    ("no number", "number-too-large", lambda said: canonical(said).replace(b'"fields":{', b'"fields":{"level":NaN,')),
    ("an endless number", "number-too-large", lambda said: canonical(said).replace(b'"fields":{', b'"fields":{"level":1e400,')),
    ("brackets twenty deep", "nested-too-deep", lambda said: canonical({**said, "fields": {"a": json.loads("[" * 20 + "]" * 20)}})),
    ("a stamp of the year 2100", "bad-stamp", lambda said: canonical({**said, "at": "03bb2cc3d800-0000"})),
    ("a stamp that is none", "bad-stamp", lambda said: canonical({**said, "at": "yesterday"})),
    ("a moment that is none", "bad-stamp", lambda said: canonical({**said, "wall": "2026-13-41T00:00:00.000Z"})),
)


def bodied(name: str, code: str, spelt: Callable[[dict[str, Any]], bytes]) -> None:
    def make(world: World, chance: Random) -> Forged:
        own = world.copy("ann")
        lines = findings(own, 2)
        return world.sends("ann", lines, bodies=[lines[0].body.encode(), spelt(json.loads(lines[1].body))])

    CASES.append(Case(name, code, make))


for _body in BODIES:
    bodied(*_body)
