"""How tests/exchange/packs/1.0 was made, by the program of that version. It writes what is not there yet, and never over what is.

    python tests/exchange/make_packs.py

`keys.json` has the private keys of two laptops that are nowhere else. A later version adds a folder of its own, and still opens these.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pack_kit as kit

from wmpeer.exchange.frame import CLIPPING, HELD, PASSAGES, PINNED, TABLE
from wmpeer.exchange.packing import Part, held, segments

HERE = Path(__file__).resolve().parent / "packs" / "1.0"
SKETCH, NEEDED = 40, 41
WELSH = "Mae’r staff yn gwybod y cynllun: “ŵ”, 1 < 2, C:\\users"


def words(count: int) -> list[bytes]:
    said = [{"text": f"{WELSH} {number}", "tags/neglect": True, "share": 0.25} for number in range(1, count + 1)]
    return [kit.revision(number, fields=fields) for number, fields in enumerate(said, 1)]


def plain() -> bytes:
    """A hand-in: nothing but revisions."""
    return kit.pack(segments(words(12)), kit.ANN, [kit.BEN])


def everything() -> bytes:
    """A hand-out to two laptops, with each kind of content, over a megabyte, so that it has two chunks."""
    report, picture = Random(1).randbytes(1_050_000), Random(2).randbytes(300)
    sha256, clip = hashlib.sha256(report).hexdigest(), hashlib.sha256(picture).hexdigest()
    passages = "".join(f'[{number},1,"text",1,0,"","{WELSH[:20]}",""]\n' for number in range(1, 60_000)).encode()
    parts = [
        *segments(words(3)),
        held(PINNED, "region", f"name = 'West Midlands' # {WELSH}\n".encode()),
        held(TABLE, "table", b'{"rows":1}\n[1,"a"]\n'),
        held(PASSAGES, sha256, passages),
        kit.document(report),
        held(CLIPPING, clip, picture),
        held(PINNED, "framework", b""),
        held(HELD, "held", b'{"contents":[]}'),
    ]
    return kit.pack(parts, kit.BEN, [kit.EVE, kit.ANN], number=2)


def of_minor_1(more: Sequence[Part] = ()) -> bytes:
    """By a program that is a little newer: keys, a kind, a field and a part that this one does not know."""

    def change(said: dict[str, Any]) -> None:
        said.update(greeting=WELSH, shape={"of": [1, 2]})
        said["parts"][0]["lines"] = 4
        said["heads"][0]["seen_at"] = "2027-01-01T00:00:00.000Z"

    bodies = [
        kit.revision(1),
        kit.revision(2, mood={"of": ["the", "writer"]}),
        kit.revision(3, kind="theme", shelf="panel", fields={"name": WELSH}),
        kit.revision(4, fields={"text": "plain", "weight": 3}),
    ]
    parts = [*segments(bodies), held(SKETCH, "a" * 64, b"\x89SKETCH" * 30), held(PINNED, "region", b"name = 1\n"), *more]
    return kit.pack_that_says(change, parts, kit.ANN, [kit.BEN], minor=1)


def of_minor_1_needed() -> bytes:
    """The same with a part that nobody may leave out."""
    return of_minor_1([held(NEEDED, "oath", b"x", critical=True)])


def of_major_2() -> bytes:
    """By a program whose format is another."""
    return kit.frame.MAGIC + (2).to_bytes(2, "big") + (5).to_bytes(2, "big") + b"another layout" * 40


PACKS: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "everything": everything,
    "of-minor-1": of_minor_1,
    "of-minor-1-needed": of_minor_1_needed,
    "of-major-2": of_major_2,
}


def main() -> None:
    HERE.mkdir(parents=True, exist_ok=True)
    laptops = {"ann": kit.ANN, "ben": kit.BEN}
    keys = {
        name: {"device": one.device, "sealing": one.sealing.private_bytes_raw().hex(), "signing": one.signing.private_bytes_raw().hex()}
        for name, one in laptops.items()
    }
    if not (HERE / "keys.json").exists():
        (HERE / "keys.json").write_text(json.dumps(keys, indent=1) + "\n", encoding="utf-8")
    for name, make in PACKS.items():
        if not (HERE / f"{name}.wmpack").exists():
            (HERE / f"{name}.wmpack").write_bytes(make())


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2])]
    main()
