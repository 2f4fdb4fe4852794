"""Packs that are well formed and mean ill in what comes with the revisions. Cecil, a coordinator, sends most of them: nobody else may."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from forging import FREE, OTHER, Forged, World
from malicious import CASES, Case, case

from wmpeer.exchange.frame import CLIPPING, DOCUMENT, HELD, PASSAGES, PINNED, TABLE
from wmpeer.exchange.packing import Part, held
from wmpeer.files import resource, sha256_of
from wmpeer.journal.revisions import canonical

DATA = b"%PDF-1.7 what we say of ourselves"
SHA256 = sha256_of(DATA)
PASSAGE = [1, 1, "heading", 1, 0, "", "What we say", None]
SHEET = sha256_of(b"figures.csv")
MEASURE = [1, "A1", "Children in need", "per 10,000", "Low", 1, "", "", 0, "2023/24", "", "", "", "", ""]
AREA = ["X08000004", "authority", "", "Free", "1.5"]


def lines_of(*said: Any) -> bytes:
    return b"".join(canonical(one) + b"\n" for one in said)


def passages(*rows: Any, sha256: str = SHA256, **head: Any) -> Part:
    said = {"name": "Free.pdf", "passages": len(rows), "sha256": sha256, "size": len(DATA)} | head
    return held(PASSAGES, sha256, lines_of(said, *rows))


def document(data: bytes = DATA, name: str = SHA256) -> Part:
    return held(DOCUMENT, name, data)


def table(*rows: Any, name: str = "", **head: Any) -> Part:
    counts = {"areas": 1, "inspections": 0, "measures": 1, "neighbours": 0, "rows": 1}
    said = {"kind": "indicators", "name": "figures.csv", "sha256": SHEET, "sheet": "", "source": "lait"} | counts | head
    data = lines_of(said, *rows)
    return held(TABLE, name or sha256_of(data), data)


def png(width: int = 8, height: int = 8) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0) + bytes(40)


def sent(world: World, *parts: Part) -> Forged:
    """A document and a table that are named as they should be, and whatever *parts* come with them."""
    own = world.copy("cecil")
    said = own.say("document", {"sha256": SHA256, "name": "Free.pdf"}, authority=FREE)
    batch = own.say("batch", {"sha256": SHEET, "sheet": "", "name": "figures.csv"})
    return world.sends("cecil", [said, batch], parts=parts)


def brought(name: str, code: str, *parts: Part) -> None:
    def make(world: World, chance: Random) -> Forged:
        return sent(world, *parts)

    CASES.append(Case(name, code, make, as_file=True))


def pictured(name: str, code: str, data: bytes, image: str = "", part: str = "") -> None:
    """A finding of Ann's with a picture."""

    def make(world: World, chance: Random) -> Forged:
        own = world.copy("ann")
        evidence = {"source": SHA256, "name": "Free.pdf", "page": 1, "image": image or sha256_of(data), "fragment": {}}
        line = own.say("finding", {"text": "as the chart says", "evidence/1": evidence}, authority=FREE)
        return world.sends("ann", [line], parts=[held(CLIPPING, part or sha256_of(data), data)])

    CASES.append(Case(name, code, make, as_file=True))


brought("another document under its name", "content-altered", passages(PASSAGE), document(b"%PDF-1.7 what they say of us"))
brought("passages of another document", "content-altered", passages(PASSAGE, sha256="ab" * 32), document())
brought("passages without their document", "content-altered", passages(PASSAGE))
brought("passages of a document of another size", "content-altered", passages(PASSAGE, size=7), document())
brought("fewer passages than it says", "content-altered", passages(PASSAGE, passages=2), document())
brought("a passage twice", "content-altered", passages(PASSAGE, PASSAGE), document())
brought("passages that begin at the second", "content-altered", passages([2, *PASSAGE[1:]]), document())
brought("a passage without a text", "content-altered", passages([*PASSAGE[:6], None, None]), document())
brought("a passage whose text is a list", "content-altered", passages([*PASSAGE[:6], ["x"], None]), document())
brought("a passage with turns that are none", "content-altered", passages([*PASSAGE[:7], [["x"]]]), document())
brought("a passage that is too short", "content-altered", passages(PASSAGE[:5]), document())
brought("passages that are no lines", "content-altered", held(PASSAGES, SHA256, b"so it is"), document())
brought("passages that name a size twice", "key-twice", held(PASSAGES, SHA256, b'{"size":1,"size":2}\n'), document())
brought("a passage with a number of twenty digits", "number-too-large", passages([10**19, *PASSAGE[1:]]), document())
brought("a table under another's hash", "content-altered", table(MEASURE, AREA, name="ab" * 32))
brought("a table with fewer rows than it says", "content-altered", table(MEASURE))
brought("a table with more rows than it says", "content-altered", table(MEASURE, AREA, AREA))
brought("a table with a row twice", "content-altered", table(MEASURE, AREA, AREA, rows=2))
brought("a table whose cells are a number", "content-altered", table(MEASURE, [*AREA[:4], 7]))
brought("a table that spells bytes otherwise", "content-altered", table([*MEASURE[:14], "no hex"], AREA))
brought("a table without a head", "content-altered", held(TABLE, sha256_of(b"[]\n"), b"[]\n"))
brought("a table that counts below nought", "content-altered", table(MEASURE, AREA, neighbours=-1))
brought("a table of a file that no record names", "content-unknown", table(MEASURE, AREA, sha256="ab" * 32))
brought("a table of a sheet that no record names", "content-unknown", table(MEASURE, AREA, sheet="another"))
brought("a document that no record names", "content-unknown", document(b"another", sha256_of(b"another")))
brought("a definition that no record names", "content-unknown", held(PINNED, "region", resource("regions", "westmarch.toml").read_bytes()))
brought("a definition that is none", "content-altered", held(PINNED, "region", b"so it is"))
brought("a definition that is no text", "content-altered", held(PINNED, "framework", b"\xff\xfe"))
brought("a definition of something else", "content-altered", held(PINNED, "rules", b"x = 1"))
brought("what it holds, as a mapping", "content-altered", held(HELD, "held", canonical({"contents": {}})))
brought("what it holds, as no JSON", "revision-malformed", held(HELD, "held", b"so it is"))
brought("a part that only a newer program knows, and that is needed", "unknown-part-needed", held(77, "new", b"x", critical=True))
pictured("a picture that is none", "content-altered", b"GIF89a" + bytes(40))
pictured("a picture with a side of 2,001 pixels", "content-altered", png(2001))
pictured("a picture of no height", "content-altered", png(8, 0))
pictured("a picture of more than half a megabyte", "content-altered", png() + bytes(512 * 1024))
pictured("another picture under its name", "content-altered", png(), part=sha256_of(b"another"))
pictured("a picture that no finding names", "content-unknown", png(), image="ab" * 32)


def from_ann(name: str, part: Callable[[], Part], kind: str, fields: Mapping[str, Any]) -> None:
    """What a coordinator recorded, with contents by a panellist: she might say what their own document says."""

    def make(world: World, chance: Random) -> Forged:
        own = world.copy("cecil")
        line = own.say(kind, fields, authority=FREE if kind == "document" else None)
        heads: Sequence[Any] = world.heads("cecil", [line])
        return world.sends("ann", [line], heads=tuple(heads), parts=[part()])

    CASES.append(Case(name, "not-your-kind", make, as_file=True))


from_ann("a document from a panellist", document, "document", {"sha256": SHA256})
from_ann("figures from a panellist", lambda: table(MEASURE, AREA), "batch", {"sha256": SHEET, "sheet": ""})


@case("a note's picture", "content-unknown", as_file=True)
def _picture_alone(world: World, chance: Random) -> Forged:
    line = world.copy("ann").say("finding", {"text": "without"}, authority=OTHER)
    return world.sends("ann", [line], parts=[held(CLIPPING, sha256_of(png()), png())])
