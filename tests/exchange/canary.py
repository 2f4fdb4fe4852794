"""Words that occur nowhere else, put into every kind of place a workspace has, and a search for them in raw bytes.

A search index keeps of a word only what differs from the word before, so the ends of words are looked for.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import random
import re
import string
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import insert

from wmpeer.journal.workspace import Workspace
from wmpeer.models import every_table
from wmpeer.models.base import Base

CHANCE = random.Random(200)
WORDS = tuple("".join(CHANCE.choices(string.ascii_lowercase, k=14)) for _ in range(200))
ENDING = 8
RUNS = tuple(
    (re.compile(one + rb"{%d,}" % ENDING), code)
    for one, code in ((rb"[a-z]", "utf-8"), (rb"(?:[a-z]\0)", "utf-16-le"), (rb"(?:\0[a-z])", "utf-16-be"))
)
"""Letters in a row, long enough to be the end of a word, as they stand in UTF-8 and in either UTF-16."""
ACTED = frozenset({"cycle", "revision"})
"""Tables with rows that hold together; the actions put words into the journal."""
CERTIFIED = {
    "authority": {"name"}, "person": {"name"}, "device": {"person", "name", "admitted_on", "revoked_on"},
    "issue": {"authority", "on", "sha256"}, "receipt": {"person", "pack", "made_at"}, "pack_out": {"person", "sha256", "made_at"},
}  # fmt: skip
"""What the certificate names, and is meant to: who, when and under which hash."""


def found_in(data: bytes) -> set[str]:
    """The words of which something is in *data*, plain or deflated."""
    whole = b"\n".join((data, *_inflated(data)))
    letters = "\n".join(run.decode(code) for pattern, code in RUNS for run in pattern.findall(whole))
    return {word for word in WORDS if word[-ENDING:] in letters}


def _inflated(data: bytes) -> Iterator[bytes]:
    """Whatever can be inflated anywhere in *data*: zlib's own streams, and members of a zip."""
    for second in (0x01, 0x5E, 0x9C, 0xDA):
        yield from _streams(data, bytes((0x78, second)), 0, 15)
    yield from _streams(data, b"PK\x03\x04", 30, -15)


def _streams(data: bytes, mark: bytes, beyond: int, bits: int) -> Iterator[bytes]:
    at = data.find(mark)
    while at >= 0:
        start = at + beyond
        if beyond:  # a zip's member: its name and its extra field lie between
            start += int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(bits).decompress(data[start : start + 4096], 65536)
        at = data.find(mark, at + 1)


def fill(workspace: Workspace, code: str) -> list[str]:
    """Put the words into every table there is: first by actions, as people would, then a row into each. Gives the tables' names."""
    words = itertools.cycle(WORDS)
    with workspace.write(f"Keep a finding {next(words)}") as journal:
        said = {"area": "leaders", "text": " ".join(next(words) for _ in range(6))}
        finding = journal.keep("finding", {**said, "kind": "strength", f"tags/{next(words)}": True}, authority=code)
        journal.keep("note", {"area": "leaders", "text": next(words), "evidence/1": {"quote": next(words)}}, authority=code)
        journal.keep("view", {"area": "leaders", "view": "good", "reason": next(words)}, authority=code)
    with workspace.write(f"Change it {next(words)}") as journal:
        journal.keep("finding", {"text": next(words)}, entity=finding)
    every_table()
    tables = [one for one in Base.metadata.sorted_tables if one.name not in ACTED]
    with workspace.file.writing() as session:
        for table in tables:
            for _ in range(2):
                session.execute(insert(table).values(row(session, table, words)))
    return [one.name for one in tables]


def row(session: Any, table: sqlalchemy.Table, words: Iterator[str]) -> dict[str, Any]:
    """A row for *table*: words wherever it takes some."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            (other,) = column.foreign_keys
            row[column.name] = session.scalar(sqlalchemy.select(sqlalchemy.func.max(other.column)))
        elif column.name in CERTIFIED.get(table.name, ()):
            row[column.name] = f"said {CHANCE.randrange(1_000_000)}"
        elif isinstance(column.type, sqlalchemy.Integer | sqlalchemy.Float | sqlalchemy.Boolean):
            if not (column.primary_key and len(table.primary_key.columns) == 1):
                row[column.name] = CHANCE.randrange(2, 1_000_000) if not isinstance(column.type, sqlalchemy.Boolean) else False
        elif isinstance(column.type, sqlalchemy.LargeBinary):
            row[column.name] = _bytes(next(words), next(words), next(words))
        elif isinstance(column.type, sqlalchemy.JSON):
            row[column.name] = {next(words): [next(words)]}
        else:
            row[column.name] = f"{next(words)} {next(words)}"
    return row


def _bytes(first: str, second: str, third: str) -> bytes:
    """As files are: plain, deflated, and the member of a zip."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("word/document.xml", f"<w:t>{third} {third}</w:t>" * 3)
    return first.encode("utf-16-le") + zlib.compress((second * 4).encode()) + whole.getvalue()


def raw_files(folder: Path, except_: Iterable[Path] = ()) -> dict[str, set[str]]:
    """Which words are in which file of *folder* as it lies there."""
    skipped = set(except_)
    paths = [one for one in folder.rglob("*") if one.is_file() and one not in skipped]
    return {one.name: words for one in paths if (words := found_in(one.read_bytes()))}
