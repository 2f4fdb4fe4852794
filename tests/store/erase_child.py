"""Run in a process of its own by `test_erasing.py`: erasing, or changing the key, killed at a chosen step, and a look at what that left.

Steps are counted where something is about to change on the disk: each call of `Path.unlink`, each saving of keys, each statement.
Statements within one transaction are killed alike, so only some of them are tried. The supervisor forks, so that a round costs
milliseconds; it never opens the workspace itself.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from wmpeer.errors import WmpeerError
from wmpeer.store import erasing, keyfile, pools, rekeying  # noqa: F401 - fetched once, before the forks
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

PASSPHRASE, OTHER = "seven quiet herons", "nine loud crows"
LEAVING = {"erased": "certificate"}
WITHIN = 6
"""Of so many steps in one transaction one is tried."""


def made(path: Path) -> None:
    """A workspace of two people with rows, a backup and something moved aside."""
    file, key = WorkspaceFile.create(path, PASSPHRASE, slot="p", cost=LIGHT)
    file.add_slot("q", OTHER, cost=LIGHT)
    with file.writing() as session:
        for number in range(30):
            session.execute(text("INSERT INTO local VALUES(:key, :value)"), {"key": f"row {number}", "value": f"canary{number} " * 200})
    backup = file.backup()
    shutil.copyfile(backup, path.with_name(f"{path.stem} (damaged 2026-01-01 10-00-00Z){path.suffix}"))
    file.close()
    (path.parent / "recovery.txt").write_text(key)


def killed_at(step: int, act: Callable[[WorkspaceFile], Any], path: Path) -> list[str]:
    """*act*, killed before its *step*th change of the disk; 0 is never. Gives what they all were."""
    file = WorkspaceFile.open(path, PASSPHRASE)
    told: list[str] = []

    def count(*about: Any) -> None:
        told.append(str(about[0]) if about else "")
        if len(told) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            count()
            return original(*given, **named)

        return call

    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    for module, name in ((rekeying, "connect"), (erasing, "connect")):
        setattr(module, name, traced(getattr(module, name), count))
    file._connections.alone = aloned(file._connections.alone, count)  # type: ignore[method-assign]
    rekeying.save_keys = keyfile.save_keys = counted(keyfile.save_keys)
    act(file)
    return told


def moments(told: list[str], every: int) -> list[int]:
    """The steps to be killed at, the last first: every *every*th, of those within a transaction fewer."""
    within, found = 0, []
    for step, statement in enumerate(told, start=1):
        within = 0 if statement == "COMMIT" else within + 1 if within or statement.startswith("BEGIN") else 0
        if within % WITHIN == 0:
            found.append(step)
    return found[::-1][::every]


def traced(connect: Callable[..., Any], count: Callable[..., None]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        connection = connect(*given, **named)
        connection.set_trace_callback(count)
        return connection

    return call


def aloned(alone: Callable[..., Any], count: Callable[..., None]) -> Callable[..., Any]:
    import contextlib

    @contextlib.contextmanager
    def call() -> Any:
        with alone() as connection:
            connection.set_trace_callback(count)
            yield connection

    return call


def look(path: Path, passphrase: str) -> dict[str, Any]:
    """What opens, and what is there."""
    try:
        with WorkspaceFile.open(path, passphrase) as file, file.reading() as session:
            found = [str(key) for key in session.scalars(text("SELECT key FROM local ORDER BY key"))]
            sound = session.scalar(text("PRAGMA integrity_check"))
            triggers = session.scalar(text("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"))
            return {"rows": found, "sound": sound, "triggers": triggers, "people": list(file.people())}
    except WmpeerError as error:
        return {"refused": error.code()}


def forked(action: Callable[[], Any]) -> tuple[int, Any]:
    """How a process of its own that does *action* ended, and what it gave."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inward)
        try:
            os.write(outward, json.dumps(action()).encode())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(outward)
    said = b""
    while part := os.read(inward, 65536):
        said += part
    os.close(inward)
    return os.waitpid(child, 0)[1], json.loads(said or b"null")


ACTS: dict[str, Callable[[WorkspaceFile], Any]] = {
    "erase": lambda file: file.erase(PASSPHRASE, LEAVING, cost=LIGHT),
    "renew": lambda file: file.renew_key(PASSPHRASE, cost=LIGHT),
}


def main(folder: Path, act: str, every: int) -> list[dict[str, Any]]:
    """One line a kill: at which step, what opened with either passphrase, which files were left. Every *every*th step, from the last."""
    seed = folder / "seed"
    seed.mkdir()
    forked(lambda: made(seed / "Region.wmpeer"))
    whole = folder / "whole"
    shutil.copytree(seed, whole)
    _, told = forked(lambda: killed_at(0, ACTS[act], whole / "Region.wmpeer"))
    rounds: list[dict[str, Any]] = []
    for step in dict.fromkeys([*moments(told, every), 2]):
        here = folder / f"{act} {step}"
        shutil.copytree(seed, here)
        path = here / "Region.wmpeer"
        ended, _ = forked(lambda path=path, step=step: killed_at(step, ACTS[act], path))
        torn = look_back(here)
        other = forked(lambda path=path: look(path, OTHER))[1]
        first = forked(lambda path=path: look(path, PASSPHRASE))[1]
        rounds.append({"step": step, "ended": ended, "other": other, "first": first, "torn": torn, "left": look_back(here)})
        shutil.rmtree(here)
    return rounds


def look_back(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


if __name__ == "__main__":
    gc.disable()
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
