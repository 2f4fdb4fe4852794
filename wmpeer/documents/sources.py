"""The files that are to be loaded: found in folders, read once, with a sentence for what cannot be opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wmpeer.documents.errors import DocumentNotOpenedError, DocumentTooLargeError, FolderNotOpenedError
from wmpeer.documents.guard import ENDINGS, LARGEST_BYTES, MEGABYTE
from wmpeer.errors import Problem

_MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load: on the disk, or its bytes already here (out of a pack)."""

    name: str
    path: Path | None = None
    data: bytes | None = None

    def read(self) -> bytes:
        """The bytes.

        Raises:
            DocumentNotOpenedError: the file is not there or refuses.
            DocumentTooLargeError: it is larger than any document may be; it was not read.
        """
        if self.data is not None:
            return self.data
        path = self.path or Path(self.name)
        try:
            about = path.stat()
            if not stat.S_ISREG(about.st_mode):  # a pipe would never end, a device neither
                raise DocumentNotOpenedError(name=self.name, why="it is a folder" if path.is_dir() else "it is no file")
            if about.st_size > LARGEST_BYTES:
                raise DocumentTooLargeError(name=self.name, size=f"{about.st_size / MEGABYTE:,.1f}", limit=LARGEST_BYTES // MEGABYTE)
            return path.read_bytes()
        except OSError as error:
            raise DocumentNotOpenedError(name=self.name, why=(error.strerror or "the system refused").lower()) from error


def sources_in(paths: Iterable[Path]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The files named, and in folders named (and those inside them) every file of a kind that can be loaded; and what was in the way.

    Hidden files and Word's own lock files (``~$…``) in folders are passed over.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            sources.extend(_in_folder(path, problems))
        else:
            sources.append(Source(path.name, path))
    return tuple(sources), tuple(problems)


def _in_folder(folder: Path, problems: list[Problem]) -> list[Source]:
    def refused(error: OSError) -> None:
        name = Path(error.filename or folder).name
        problems.append(FolderNotOpenedError(name=name, why=(error.strerror or "the system refused").lower()).problem())

    found: list[Source] = []
    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in ENDINGS:
                found.append(Source(name, Path(place) / name))
        if len(found) >= _MOST_FILES:
            break
    return found[:_MOST_FILES]
