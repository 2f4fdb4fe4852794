"""Files: what travels with the program, and saving whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
import unicodedata
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


def in_a_name(words: str, longest: int = 60) -> str:
    """*words* as part of a file's name, on any system and any stick: at most *longest* letters, and twice as many bytes."""
    signs = unicodedata.normalize("NFC", words)
    kept = "".join(sign if sign.isalnum() or sign in " -_'’()." or unicodedata.category(sign).startswith("M") else " " for sign in signs)
    return " ".join(kept.split())[:longest].encode()[: 2 * longest].decode(errors="ignore").strip(" .")


def hyphenated(title: str) -> str:
    """A file's name made of a title, in small letters and hyphens."""
    kept = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in title)
    return "-".join(kept.split()).lower()


def sha256_of(data: bytes) -> str:
    """The SHA-256 of *data*, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def save_whole(target: Path, data: bytes, *, for_others: bool = False) -> Path:
    """Write *data* to *target* whole or not at all: beside it, flushed to the disk, then renamed.

    It is for this laptop's user alone, unless it is *for_others*: then the folder and the system say who may read it (the umask).

    Raises:
        FileNotWrittenError: the folder or the file refuses, or the disk is full.
    """
    with whole_as(target.parent, target.name, lambda: target.name, for_others=for_others) as out:
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
def whole_as(folder: Path, called: str, name: Callable[[], str], *, for_others: bool = False) -> Iterator[BinaryIO]:
    """As `whole`, where the file's *name* is made of what was written: it is asked for when the block has ended well.

    *called* is what it goes by where it could not be written. *for_others* as in `save_whole`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, beside = _readable(folder) if for_others else tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
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


def _readable(folder: Path) -> tuple[int, str]:
    """As `tempfile.mkstemp`, with the rights that the umask leaves (which cannot be asked for without changing it)."""
    beside = folder / f".{secrets.token_hex(4)}.part"
    return os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), str(beside)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to flush it; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
