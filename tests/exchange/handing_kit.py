"""What there is to hand out, put into a workspace without reading files; and a pack opened as its recipient opens it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from wmpeer.documents.actions import keep_content as keep_document
from wmpeer.documents.records import Draft, assemble
from wmpeer.exchange.device_keys import own_keys
from wmpeer.exchange.devices import known_devices
from wmpeer.exchange.records import Manifest
from wmpeer.exchange.unpacking import opened
from wmpeer.files import sha256_of
from wmpeer.indicators.actions import keep_content as keep_table
from wmpeer.indicators.tables import AreaRow, Measure, ValueTable
from wmpeer.journal.revisions import RevisionLine, read_line
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.clips import keep_clipping


@dataclass(frozen=True, slots=True)
class Plain:
    """What a recipient finds in a pack: the manifest, each part's kind, name and bytes, and how large the file is."""

    manifest: Manifest
    parts: tuple[tuple[int, str, bytes], ...]
    size: int

    @property
    def lines(self) -> tuple[RevisionLine, ...]:
        """The revisions, in their order."""
        return tuple(read_line(body.decode()) for kind, _, data in self.parts if kind == 3 for body in data.splitlines())

    def of(self, kind: int) -> dict[str, bytes]:
        """The parts of that kind, by name."""
        return {name: data for one, name, data in self.parts if one == kind}


def read(pack: Path, reader: Workspace, sender: Workspace) -> Plain:
    """*pack* as the laptop of *reader* opens it: from *sender*, and from nobody else."""
    device = own_keys(sender).device
    public = own_keys(sender).signing_public
    with opened(pack, own_keys(reader).sealing, lambda one: public if one == device else None) as inside:
        segments = [(3, str(number), b"".join(line + b"\n" for line in lines)) for number, lines in enumerate(inside.segments(), start=1)]
        contents = [(one.kind, one.name, one.whole()) for one in inside.contents()]
    assert not inside.manifest.sender or inside.manifest.sender in {*reader.read(known_devices), device}
    return Plain(inside.manifest, (*segments, *contents), pack.stat().st_size)


def add_document(workspace: Workspace, authority: str, words: str, size: int = 0) -> str:
    """A document of that *authority* which says *words*, padded to *size* bytes; gives its SHA-256."""
    data = words.encode() + bytes(max(0, size - len(words.encode())))
    sha256 = sha256_of(data)
    said = assemble("pdf", [Draft("heading", words, 1, 1), Draft("paragraph", f"{words} in full", 1)], pages=1)
    with workspace.write("Load document") as journal:
        keep_document(journal.session, sha256, f"{words}.pdf", data, said)
        fields = {"sha256": sha256, "name": f"{words}.pdf", "format": "pdf", "pages": 1, "passages": 2, "retired": False}
        journal.keep("document", fields, authority=authority)
    return sha256


def add_table(workspace: Workspace, name: str, sheet: str = "", areas: int = 3) -> str:
    """A table of figures; gives the SHA-256 of the file it was read from."""
    sha256 = sha256_of(name.encode())
    measures = (Measure("A1", "Children in need", "per 10,000", "Low", 1, periods=("2023/24", "2024/25"), first=0),)
    rows = tuple(AreaRow(f"X{number:08}", f"Area {number}", "authority", "", (f"{number}.5", "c")) for number in range(areas))
    table = ValueTable("indicators", name, sha256, "lait", sheet=sheet, measures=measures, areas=rows)
    with workspace.write("Load data") as journal:
        keep_table(journal.session, table)
        fields = {"sha256": sha256, "sheet": sheet, "name": name, "kind": "indicators", "source": "lait", "retired": False}
        journal.keep("batch", fields)
    return sha256


def add_finding_with_clip(workspace: Workspace, authority: str, text: str) -> str:
    """A finding whose evidence is a picture; gives the picture's SHA-256."""
    image = keep_clipping(workspace, png(text))
    evidence = {"name": "a.pdf", "source": "0" * 64, "page": 1, "image": image, "fragment": {}}
    with workspace.write("Keep finding") as journal:
        journal.keep("finding", {"area": "leaders", "kind": "strength", "text": text, "evidence/1": evidence}, authority=authority)
    return image


def png(words: str) -> bytes:
    """A small picture, another for other *words*."""
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(8 * 25)) + words.encode()
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + bytes(4) + struct.pack(">I", len(body)) + b"IDAT" + body


def whole_prefixes(pack: Plain) -> bool:
    """Whether every stream in *pack* goes from its first revision to the head that vouches for it, and every head has its stream."""
    heads = {head.stream: (head.sequence, head.id) for head in pack.manifest.heads}
    ends: dict[str, tuple[int, str]] = {}
    for line in pack.lines:
        length, last = ends.get(line.stream, (0, ""))
        if (line.sequence, line.previous) != (length + 1, last):
            return False
        ends[line.stream] = (line.sequence, line.id)
    return ends == heads


def plain_files(folder: Path) -> list[str]:
    """The names of all files in *folder*, hidden ones too."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()) if folder.is_dir() else []


def forget_packs(*workspaces: Workspace) -> None:
    """As if no pack had left or come yet."""
    for one in workspaces:
        with one.file.writing() as session:
            for table in ("pack_out", "sent_content", "stream_head"):
                session.connection().exec_driver_sql(f"DELETE FROM {table}")
