"""The certificate of an erased cycle: what was erased here, and what is known to be elsewhere. It holds no text from the record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from wmpeer.clock import day_in_words, in_words
from wmpeer.exchange.records import Outsider
from wmpeer.files import in_a_name, save_whole

FORMAT = "wmpeer certificate of erasure 1"
WORDS: Mapping[str, str] = {
    "revision": "entries of the journal", "view": "views", "finding": "findings", "note": "private notes", "agreed": "agreed judgements",
    "letter": "letters worked on", "issue": "letters issued", "content": "files of documents and letters",
    "passage": "passages of documents", "document": "documents", "batch": "batches of figures", "indicator_area": "rows of figures",
    "clipping": "clippings",
    "draft": "unfinished drafts", "column_mapping": "saved mappings", "commentary": "commentaries", "person": "people",
    "claim_answer": "answers to claims", "flag_answer": "answers to flags", "hand_in": "hand-ins", "receipt": "packs taken in",
    "pack_out": "packs made here", "kept_part": "parts of newer packs", "inspection": "inspections",
}  # fmt: skip
"""The tables that are worth a line of their own, in this order; all others are counted together."""
NOBODY_KNOWS = (
    "copies of this file, its keys or its backups that somebody made by hand, or that are in a backup of the laptop itself",
    "letters, workbooks and other papers that were saved, printed or sent after they were made",
    "what somebody photographed, copied out of the window or wrote down",
    "which of the words on this laptop’s own spelling list (own-words.txt, beside its preferences) came from this cycle",
    "what the disk keeps of deleted files until it needs their place: the laptop’s own disk encryption guards it",
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """How far a stream went: the last revision's id, a SHA-256, vouches for all before it. Sequences count from 1."""

    stream: str
    device: str
    sequence: int
    id: str


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter that was issued: to which authority, which version, on which day, and the hash of the PDF."""

    authority: str
    version: int
    on: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LaptopKnown:
    """A laptop that was admitted, whose it is, and until when it counted ("" where it still does)."""

    person: str
    name: str
    admitted_on: str
    revoked_on: str


@dataclass(frozen=True, slots=True)
class SheetIn:
    """Somebody for whom another person recorded `entries` here, as from a capture sheet: the sheet is somewhere."""

    person: str
    recorded_by: str
    entries: int
    last_at: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """`erased_at` is a UTC moment, `kept_until` an ISO day or "" where none was set; `early` where it was erased before it.

    `counts` are rows by table. `opened_by` are the people whose passphrases opened the file until then.
    """

    cycle: str
    region: str
    file: str
    erased_at: str
    erased_by: str
    kept_until: str
    early: bool
    counts: Mapping[str, int]
    backups: int
    moved_aside: int
    state_hash: str
    heads: tuple[HeadLine, ...]
    packs_out: tuple[Outsider, ...]
    packs_in: tuple[Outsider, ...]
    letters: tuple[LetterOut, ...]
    laptops: tuple[LaptopKnown, ...]
    sheets: tuple[SheetIn, ...]
    opened_by: tuple[str, ...]
    nobody_knows: tuple[str, ...] = NOBODY_KNOWS


def as_json(certificate: Certificate) -> str:
    """The certificate as it is kept and handed to other programs."""
    return json.dumps({"format": FORMAT, **asdict(certificate)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Certificate:
    """The certificate that `as_json` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    said: dict[str, Any] = json.loads(text)
    if said.pop("format") != FORMAT:
        raise ValueError("not a certificate of erasure")
    lists = {
        "heads": HeadLine, "packs_out": Outsider, "packs_in": Outsider, "letters": LetterOut, "laptops": LaptopKnown, "sheets": SheetIn,
    }  # fmt: skip
    for name, kind in lists.items():
        said[name] = tuple(kind(**one) for one in said[name])
    said["opened_by"], said["nobody_knows"] = tuple(said["opened_by"]), tuple(said["nobody_knows"])
    return Certificate(**said)


def as_text(certificate: Certificate) -> str:
    """The certificate as a person files it: plain lines, at most 100 characters wide where names are short."""
    return "\n".join(_lines(certificate)) + "\n"


def save(certificate: Certificate, folder: Path) -> tuple[Path, Path]:
    """Write both into *folder* and give their paths: the text, the JSON. They are named after the file too: a laptop may have several
    of one cycle, and no certificate takes the place of another's.

    Raises:
        FileNotWrittenError: the folder refuses.
    """
    name = f"{in_a_name(certificate.cycle) or 'cycle'} erased {certificate.erased_at[:10]} ({in_a_name(Path(certificate.file).stem)})"
    text = save_whole(folder / f"{name}.txt", as_text(certificate).encode())
    return text, save_whole(folder / f"{name}.json", as_json(certificate).encode())


def _lines(one: Certificate) -> Iterator[str]:
    moment = datetime.fromisoformat(one.erased_at).astimezone()
    yield "CERTIFICATE OF ERASURE"
    yield ""
    yield f"Cycle {one.cycle}, {one.region}" if one.region else f"Cycle {one.cycle}"
    yield f"File “{one.file}”"
    yield f"Erased on {in_words(moment)} at {moment:%H:%M} by {one.erased_by}"
    until = f"It was to be kept until {day_in_words(one.kept_until)}" if one.kept_until else "No day was set until which it had to be kept"
    yield f"{until}; {one.erased_by} typed the name of the cycle to erase it all the same." if one.early else f"{until}."
    yield from _part("What was erased from this file", _counted(one))
    yield from _part("What vouches for it: the last entry of each stream (SHA-256)", (
        f"{head.stream}  entry {head.sequence}: {head.id}" for head in one.heads
    ))  # fmt: skip
    yield f"- all entries together: {one.state_hash}"
    yield from _part("What is known to be outside", _outside(one), "nothing: no pack, no letter and no sheet left this file")
    yield from _part("What nobody can know", one.nobody_knows)
    yield ""
    yield "The file has another key since: no passphrase but that of the person named, no printed recovery key and no copy of the"
    yield "keys made before opens what is left of it. Destroy the printed recovery keys of this cycle: they may open copies."
    yield ""
    yield "Signed ______________________________    Day ____________"


def _part(heading: str, lines: Any, none: str = "") -> Iterator[str]:
    said = list(lines) or ([none] if none else [])
    yield ""
    yield heading
    yield from (f"- {line}" for line in said)


def _counted(one: Certificate) -> Iterator[str]:
    yield from (f"{count:,} {WORDS[table]}" for table in WORDS if (count := one.counts.get(table, 0)))
    rest = sum(count for table, count in one.counts.items() if table not in WORDS)
    if rest:
        yield f"{rest:,} rows beside (authorities, days, what this laptop was told and looked for, search words)"
    yield f"{_number(one.backups, 'backup')}, {_number(one.moved_aside, 'file')} that had been moved aside"
    if one.opened_by:
        yield f"the keys of {', '.join(one.opened_by)}"


def _outside(one: Certificate) -> Iterator[str]:
    for pack in one.packs_out:
        yield f"a pack for {pack.person}, made here on {_day(pack.made_at)}: {pack.pack}"
    for pack in one.packs_in:
        yield f"a pack from {pack.sent_by}, made on {_day(pack.made_at)}: what is in it is on that laptop too ({pack.pack})"
    for laptop in one.laptops:
        until = f", reported lost on {day_in_words(laptop.revoked_on)}" if laptop.revoked_on else ""
        since = f" since {day_in_words(laptop.admitted_on)}" if laptop.admitted_on else ""
        yield f"the laptop {f'“{laptop.name}” ' if laptop.name else ''}of {laptop.person}, known{since}{until}: it holds its own file"
    for letter in one.letters:
        yield f"the letter to {letter.authority}, version {letter.version}, issued on {day_in_words(letter.on)} (SHA-256 {letter.sha256})"
    for sheet in one.sheets:
        what = f"{sheet.entries} {'entry' if sheet.entries == 1 else 'entries'} recorded by {sheet.recorded_by} for {sheet.person}"
        yield f"{what}, the last on {_day(sheet.last_at)}: the sheet or note they come from"


def _day(moment: str) -> str:
    return day_in_words(moment[:10])


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
