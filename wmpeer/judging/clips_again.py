"""Pictures of a part of a page in the newest version of their document: read from what was worked out once (`wmpeer.judging.compared`).

As with passages, only what a person settled is recorded, beside the evidence; the picture stays as it was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.documents.queries import DocumentLine
from wmpeer.documents.reanchor import Fate, Reason
from wmpeer.files import sha256_of
from wmpeer.judging.moved import Answer, ClipSpot
from wmpeer.judging.records import AnchorState, ClipLine, PercentBox
from wmpeer.models.clippings import ClipPlace

SETTLED = "@"
"""Between the id of evidence and the SHA-256 of the version for which it was settled."""
NOT_COMPARED = "not-compared"
_XYWH = re.compile(r"^xywh=percent:" + ",".join([r"(\d{1,3}(?:\.\d{1,4})?)"] * 4) + "$")


@dataclass(frozen=True, slots=True)
class ClipStanding:
    """One picture in the newest version of its document (`newest`, None where no version is in use).

    `base` is what is looked for: the picture as recorded, or as a person settled it in a version between.
    """

    was: ClipSpot
    base: ClipSpot
    newest: DocumentLine | None
    fate: Fate
    reason: str = ""
    now: ClipSpot | None = None
    others: tuple[ClipSpot, ...] = ()
    answer: Answer = ""


def clip_standings(
    session: Session, chains: Mapping[str, tuple[DocumentLine, ...]], evidence: Mapping[str, Any]
) -> Iterator[tuple[str, ClipStanding]]:
    """Every picture among a record's evidence by its id; *chains* are the versions of each document, the newest last."""
    for key, one in evidence.items():
        if "fragment" in one:
            yield key, _standing(session, chains, key, one, evidence)


def _standing(
    session: Session, chains: Mapping[str, tuple[DocumentLine, ...]], key: str, one: Mapping[str, Any], evidence: Mapping[str, Any]
) -> ClipStanding:
    was = spot_of(one, one["fragment"])
    chain = chains.get(was.sha256, ())
    newest = chain[-1] if chain and not chain[-1].retired else None
    if newest is None:
        return ClipStanding(was, was, None, Fate.LOST, Reason.GONE)
    if newest.sha256 == was.sha256:
        return ClipStanding(was, was, newest, Fate.UNCHANGED, Reason.SAME, was)
    base = was
    for version in chain[1:]:
        settled = evidence.get(f"{key}{SETTLED}{version.sha256}")
        if settled and settled["answer"] == "here":
            base = spot_of(settled, settled["place"])
        elif settled and version is newest:
            return ClipStanding(was, base, newest, Fate.LOST, Reason.GONE, answer="lost")
    if base.sha256 == newest.sha256:
        return ClipStanding(was, base, newest, Fate.MOVED, Reason.SAME, base, answer="here")
    kept = session.get(ClipPlace, place_id(base, newest.sha256))
    if kept is None:
        return ClipStanding(was, base, newest, Fate.UNCERTAIN, NOT_COMPARED)
    places = cast("list[dict[str, Any]]", kept.found["spots"])
    spots = tuple(ClipSpot(newest.name, newest.sha256, one["page"], PercentBox(*one["box"]), one["image"]) for one in places)
    fate, reason = Fate(str(kept.found["fate"])), str(kept.found["reason"])
    return ClipStanding(was, base, newest, fate, reason, spots[0] if spots else None, spots[1:])


def clip_line(key: str, one: ClipStanding) -> ClipLine:
    """A picture where it stands now; where that is not known, as it was recorded."""
    now, was = one.now, one.was
    if now is None or one.fate in (Fate.LOST, Fate.UNCERTAIN):
        state: AnchorState = "uncertain" if one.fate is Fate.UNCERTAIN else "lost"
        return ClipLine(key, was.document, was.sha256, was.page, was.box, was.image, state)
    state = "anchored" if now.sha256 == was.sha256 else "moved"
    return ClipLine(key, now.document, now.sha256, now.page, now.box, now.image or was.image, state)


def place_id(base: ClipSpot, newest: str) -> str:
    """The name under which it is kept what became of *base* in the version *newest* (a SHA-256)."""
    box = ",".join(f"{part:.2f}" for part in base.box)
    return sha256_of(f"{base.sha256}\0{base.page}\0{box}\0{newest}".encode())


def spot_of(one: Mapping[str, Any], fragment: Mapping[str, Any]) -> ClipSpot:
    """A kept place as a record."""
    return ClipSpot(one["name"], one["source"], one["page"], _box_of(fragment), one["image"])


def _box_of(selector: Mapping[str, Any]) -> PercentBox:
    found = _XYWH.match(selector.get("refinedBy", {}).get("value", ""))
    return PercentBox(*map(float, found.groups())) if found else PercentBox(0, 0, 100, 100)
