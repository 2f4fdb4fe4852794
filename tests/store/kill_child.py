"""Run in a process of its own by `test_store_kill.py`: writers that are killed in the middle, and a look at what they left.

The supervisor forks, so that a round costs milliseconds; it never opens the workspace itself, but fetches what every opening needs.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import sqlalchemy.dialects.sqlite  # noqa: F401
from sqlalchemy import text

from wmpeer.store import pools  # noqa: F401 - fetched once, before the forks
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

PASSPHRASE = "seven quiet herons"


def write_on(path: Path, name: str, out: int) -> None:
    """Write rows until killed; a row's name goes out when COMMIT has returned."""
    file = WorkspaceFile.open(path, PASSPHRASE)
    for number in range(10_000):
        key = f"{name}-{number}"
        with file.writing() as session:
            for part in range(3):
                session.execute(text("INSERT INTO local VALUES(:key, :value)"), {"key": f"{key}/{part}", "value": "x" * 900})
        os.write(out, f"{key}\n".encode())
        if number % 9 == 8:
            file.backup()


def look(path: Path, out: int) -> None:
    """What is there, each edit whole."""
    with WorkspaceFile.open(path, PASSPHRASE) as file, file.reading() as session:
        rows = session.execute(text("SELECT substr(key, 1, instr(key, '/') - 1), count(*) FROM local GROUP BY 1")).all()
        sound = session.scalar(text("PRAGMA integrity_check"))
    os.write(out, json.dumps({"whole": [name for name, parts in rows if parts == 3], "edits": len(rows), "sound": sound}).encode())


def forked(action: Callable[[int], None]) -> tuple[int, int]:
    """*action* in a process of its own: its id, and where its output is read."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            action(outward)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(outward)
    return child, inward


def drained(inward: int, first: bytes = b"") -> bytes:
    while part := os.read(inward, 65536):
        first += part
    os.close(inward)
    return first


def main(path: Path, rounds: int) -> dict[str, object]:
    chance = random.Random(20261121)
    child, inward = forked(lambda out: WorkspaceFile.create(path, PASSPHRASE, slot="p", cost=LIGHT)[0].close())
    drained(inward)
    os.waitpid(child, 0)
    acknowledged: list[str] = []
    lost: list[str] = []
    found: dict[str, object] = {}
    for at in range(rounds):
        child, inward = forked(lambda out, at=at: write_on(path, f"{at}", out))  # type: ignore[misc]
        wanted, seen = chance.randrange(1, 28), b""
        while seen.count(b"\n") < wanted and (part := os.read(inward, 4096)):
            seen += part
        os.kill(child, signal.SIGKILL)
        acknowledged += drained(inward, seen).decode().split()
        os.waitpid(child, 0)
        child, inward = forked(lambda out: look(path, out))
        found = json.loads(drained(inward) or b"{}")
        if os.waitpid(child, 0)[1] or found.get("sound") != "ok" or len(found["whole"]) != found["edits"]:  # type: ignore[arg-type]
            return {"round": at, "found": found}
        lost = sorted(set(acknowledged) - set(found["whole"]))  # type: ignore[call-overload]
        if lost:
            break
    return {"kills": rounds, "acknowledged": len(acknowledged), "lost": lost, "edits": found["edits"]}


if __name__ == "__main__":
    gc.disable()
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
