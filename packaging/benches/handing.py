"""Fourteen packs handed out of 150 MB of documents, beside reading the same rows, the bare cipher and files."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

from bench import Pair, measurement
from benches.material import new_workspace
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wmpeer.exchange.contents_out import driver_of
from wmpeer.exchange.handing import hand_out_all
from wmpeer.files import sha256_of
from wmpeer.journal.device_keys import new_keys
from wmpeer.journal.workspace import Workspace
from wmpeer.models.documents import Content
from wmpeer.region.queries import authorities

PEOPLE, DOCUMENTS, EACH, READ = 14, 30, 5_000_000, 2
STEP = 1 << 20


@measurement("fourteen packs of 150 MB handed out, beside rows, cipher, files", limit=1.5, memory_limit=40.0, rounds=5)
def handing(folder: Path) -> Pair:
    """Each of fourteen people reads two authorities, so 300 MB are written. The bare side needs little more than the 1 MB it counts as."""
    workspace, read_by = _region(folder)
    return Pair(
        ours=lambda: hand_out_all(workspace, folder / "ours", whole=True),
        bare=lambda: _bare(workspace, folder, read_by),
        before=lambda: _clear(folder / "ours"),
    )


def _region(folder: Path) -> tuple[Workspace, dict[int, list[int]]]:
    """A workspace, and the numbers of the documents (rows of `content`) that each person reads."""
    workspace = new_workspace(folder)
    where = [one.ons_code for one in workspace.read(authorities)]
    of: dict[str, list[int]] = defaultdict(list)
    with workspace.write("Load documents") as journal:
        for number in range(DOCUMENTS):
            data = os.urandom(EACH)
            row = Content(sha256=sha256_of(data), name=f"{number}.pdf", size=EACH, bytes=data)
            journal.session.add(row)
            journal.session.flush()
            journal.session.expunge(row)
            of[where[number % len(where)]].append(row.id)
            journal.keep("document", {"sha256": row.sha256, "name": row.name}, authority=where[number % len(where)])
    read_by: dict[int, list[int]] = {}
    with workspace.write("Admit laptops") as journal:
        for person in range(PEOPLE):
            keys, who = new_keys(), journal.keep("person", {"name": f"Person {person}", "role": "panellist"})
            public = {"signing_key": keys.signing_public.hex(), "sealing_key": keys.sealing_public.hex()}
            journal.keep("device", {"person": who, "name": "laptop", "admitted_on": "2026-10-01", **public}, entity=keys.device)
            theirs = [where[(person + more) % len(where)] for more in range(READ)]
            for authority in theirs:
                journal.keep("allocation", {"person": who}, authority=authority)
            read_by[person] = [number for authority in theirs for number in of[authority]]
    return workspace, read_by


def _bare(workspace: Workspace, folder: Path, read_by: dict[int, list[int]]) -> None:
    with workspace.file.reading() as session:
        driver = driver_of(session)
        for person, documents in read_by.items():
            cipher, place = ChaCha20Poly1305(os.urandom(32)), 0
            with (folder / f"bare {person}.bin").open("wb") as out:
                for number in documents:
                    blob = driver.open_blob("content", "bytes", number, readonly=True)
                    while piece := blob.read(STEP):
                        out.write(cipher.encrypt(place.to_bytes(12, "big"), piece, None))
                        place += 1
                    blob.close()
                out.flush()
                os.fsync(out.fileno())


def _clear(folder: Path) -> None:
    for one in folder.glob("*"):
        one.unlink()
