"""Files: what travels with the program, and saving whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from wmpeer.errors import WmpeerError

_HERE = Path(__file__).resolve().parent


class FileNotWrittenError(WmpeerError):
    """“{name}” could not be written: {why}.

    Choose another folder, or close the program that holds it, and try again; what was there before is untouched.
    """


def resource(*parts: str) -> Path:
    """A file or folder that travels with the program, for example ``resource("regions", "west-midlands.toml")``."""
    inside = _HERE / "resources"
    root = inside if inside.is_dir() else _HERE.parent / "resources"
    return root.joinpath(*parts)


def name_of(path: Path) -> str:
    """The name of a file as it can be shown and kept: what is no character in it, or would steer a terminal, becomes “?” or a space."""
    plain = path.name.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in plain).split()) or "?"


def sha256_of(data: bytes) -> str:
    """The SHA-256 of *data*, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def save_whole(target: Path, data: bytes) -> Path:
    """Write *data* to *target* whole or not at all: beside it, flushed to the disk, then renamed.

    Raises:
        FileNotWrittenError: the folder or the file refuses, or the disk is full.
    """
    with whole(target) as out:
        out.write(data)
    return target


@contextlib.contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A file to write and read back that becomes *target* when the block ends; if it ends badly, nothing stays and *target* is as it was.

    Raises:
        FileNotWrittenError: the folder or the file refuses, the disk is full, a stick was pulled out: any OSError, the block's own too.
    """
    with whole_as(target.parent, target.name, lambda: target.name) as out:
        yield out


@contextlib.contextmanager
def whole_as(folder: Path, called: str, name: Callable[[], str]) -> Iterator[BinaryIO]:
    """As `whole`, where the file's *name* is made of what was written: it is asked for when the block has ended well.

    *called* is what it goes by where it could not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "w+b") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            Path(beside).replace(folder / name())
        except BaseException:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
            raise
        _flush_folder(folder)
    except OSError as error:
        raise FileNotWrittenError(name=called, why=(error.strerror or "the disk refused").lower()) from error


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to flush it; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
