"""What holds at a place of an RTF document while it is walked through. Pure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from wmpeer.documents.layout import Picture, Source
from wmpeer.documents.rtf_tables import Defined
from wmpeer.documents.rtf_words import NAMED_CODECS, UNSAID_SIZE


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside one pair of braces."""

    skip: bool = False
    into: str = "body"
    unicode_skip: int = 1
    font: int = -1
    hidden: bool = False
    bold: bool = False
    size: int = UNSAID_SIZE
    raised: bool = False


@dataclass(slots=True)
class Flow:
    """One stream of paragraphs: the body, or a note, a box or a running line inside it."""

    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    in_table: bool = False
    listed: int = 0
    outline: int = 0
    style: int = -1
    not_bold: bool = False
    number: str = ""  # what stands before the words of an item, as the writer's program wrote it
    mark: str = ""  # of the note that the words are
    sizes: dict[int, int] = field(default_factory=dict)  # letters in each size
    defined: Defined = field(default_factory=Defined)  # the cells of its rows
    pictures: list[tuple[Picture, Source]] = field(default_factory=list)  # met inside the paragraph or row


def known_codec(name: str) -> str:
    """The codec of that name, or the usual one where there is none."""
    name = NAMED_CODECS.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
