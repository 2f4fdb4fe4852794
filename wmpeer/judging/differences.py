"""What changed between two texts, in whole words. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\s*\S+|\s+")
MOST = 20_000
"""Texts of more words than this are shown one after the other: to compare them would take long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is in both texts, only in the later one, or only in the earlier one."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: *new* is all but the removed ones, *old* all but the added ones."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST:
        return tuple(Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text)  # type: ignore[arg-type]
    pieces: list[Piece] = []
    for step in Indel.opcodes(before, after):
        removed, added = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(Piece("same", added))
            continue
        pieces += [Piece("removed", removed)] if removed else []
        pieces += [Piece("added", added)] if added else []
    return tuple(_gathered(pieces))


def _gathered(pieces: list[Piece]) -> list[Piece]:
    """Between two things that stay, first all that went, then all that came."""
    made: list[Piece] = []
    went = came = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.kind == "removed":
            went += piece.text
        elif piece.kind == "added":
            came += piece.text
        else:
            made += [one for one in (Piece("removed", went), Piece("added", came), piece) if one.text]
            went = came = ""
    return made
