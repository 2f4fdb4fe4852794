"""The power goes: whatever of the unflushed writes reached the disk, every acknowledged edit is there and the file is sound.

A process edits a workspace while every write, cut and flush is written down. From that the disk is made again as it may have stood at
many moments: flushed writes are there; of the others each is there, missing or torn at a sector, as chance has it.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from disk_kit import child

from wmpeer.store.connect import dbapi, keyed
from wmpeer.store.keys import DataKey

SECTOR = 512
Image = dict[str, bytearray]


@dataclass(frozen=True)
class Step:
    """What the disk was told (write, truncate, sync) or an acknowledged edit (note)."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


def steps_in(book: bytes) -> Iterator[Step]:
    while book:
        line, book = book.split(b"\n", 1)
        what, *rest = line.decode().split(" ", 3)
        if what == "note":
            yield Step(what, rest[0])
            continue
        size, at, path = int(rest[0]), int(rest[1]), rest[2]
        yield Step(what, Path(path).name, at, book[:size] if what == "write" else b"")
        book = book[size:] if what == "write" else book


def apply(image: Image, step: Step) -> None:
    held = image.setdefault(step.name, bytearray())
    if step.what == "truncate":
        del held[step.at :]
        held.extend(bytes(step.at - len(held)))
        return
    held.extend(bytes(max(0, step.at - len(held))))
    held[step.at : step.at + len(step.data)] = step.data


def torn(step: Step, chance: random.Random) -> Step | None:
    """What of an unflushed write reached the disk."""
    fate = chance.random()
    if fate < 0.4 or step.what == "truncate":
        return step if fate < 0.5 else None
    if fate < 0.8:
        return None
    return Step(step.what, step.name, step.at, step.data[: chance.randrange(0, len(step.data) + SECTOR, SECTOR)])


def images(start: bytes, steps: list[Step], many: int) -> Iterator[tuple[Image, set[str]]]:
    """The disk after a power cut at *many* moments, and what had been acknowledged by then."""
    chance = random.Random(20261121)
    name = next(step.name for step in steps if step.what != "note").removesuffix("-wal").removesuffix("-shm")
    for cut in sorted(chance.randrange(1, len(steps)) for _ in range(many)):
        flushed: Image = {name: bytearray(start)}
        waiting: dict[str, list[Step]] = {}
        kept: set[str] = set()
        for step in steps[:cut]:
            if step.what == "note":
                kept.add(step.name)
            elif step.what == "sync":
                for one in waiting.pop(step.name, []):
                    apply(flushed, one)
            else:
                waiting.setdefault(step.name, []).append(step)
        for unflushed in waiting.values():
            for one in unflushed:
                if survivor := torn(one, chance):
                    apply(flushed, survivor)
        yield flushed, kept


def outcome(image: Image, folder: Path, key: DataKey) -> tuple[set[str], bool]:
    """The edits that are found, and whether the file is sound."""
    folder.mkdir(exist_ok=True)
    for old in list(folder.iterdir()):
        old.unlink()
    for file, data in image.items():
        if not file.endswith("-shm"):
            (folder / file).write_bytes(data)
    path = folder / min(image, key=len)
    try:
        with closing(keyed(path, key)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # nothing is lost any more: what is found need not be flushed again
            found = {row[0] for row in connection.execute("SELECT key FROM local").fetchall()}
            return found, connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except dbapi.DatabaseError:
        return set(), False


def cut_off(tmp_path: Path, bad_disk: str, synchronous: str, many: int) -> tuple[int, int, int]:
    """In how many images edits are lost, in how many the file is not sound, and of how many."""
    book = tmp_path / "book"
    told = child("watched", tmp_path / "live" / "a.wmpeer", bad_disk, str(book), synchronous, preload=bad_disk)
    key = DataKey(bytes.fromhex(told["key"]))
    steps = list(steps_in(book.read_bytes()))
    lost = unsound = count = 0
    seen: dict[bytes, tuple[set[str], bool]] = {}  # chance makes the same disk again and again
    for image, kept in images(Path(f"{book}.start").read_bytes(), steps, many):
        looks = hashlib.sha256(b"".join(b"%s %d " % (file.encode(), len(data)) + data for file, data in sorted(image.items()))).digest()
        if looks not in seen:
            seen[looks] = outcome(image, tmp_path / "image", key)
        found, sound = seen[looks]
        lost += not kept <= found
        unsound += not sound
        count += 1
    return lost, unsound, count


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The quick run looks at some images, the whole run at so many that nobody needs both."""
    if "many" in metafunc.fixturenames:
        quick = "not slow" in (metafunc.config.getoption("-m") or "")
        metafunc.parametrize("many", [150] if quick else [pytest.param(800, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])


def test_that_no_acknowledged_edit_is_lost_when_the_power_goes(tmp_path: Path, bad_disk: str, many: int) -> None:
    assert cut_off(tmp_path, bad_disk, "FULL", many) == (0, 0, many)


def test_that_the_images_would_tell(tmp_path: Path, bad_disk: str) -> None:
    """With `synchronous=NORMAL`, which the store refuses, some images do lose edits."""
    lost, _, _ = cut_off(tmp_path, bad_disk, "NORMAL", 60)
    assert lost > 0
