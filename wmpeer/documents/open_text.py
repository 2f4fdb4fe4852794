"""A document without pages of its own, kept open to be seen: how it is laid out, and its pictures as pixels. Runs in the worker."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace

from wmpeer.documents import drawn_words
from wmpeer.documents.errors import DocumentDamagedError, PictureNotShownError
from wmpeer.documents.guard import check
from wmpeer.documents.layout import LEAST_POINTS, Layout, Picture, Source
from wmpeer.documents.pictures import MOST_BYTES, kind_of, natural_size, pixels_of
from wmpeer.documents.read import parsed
from wmpeer.documents.records import PageImage
from wmpeer.documents.rtf_pictures import bytes_of

_HEAD = 2_048
_LARGEST_POINTS = 4_000.0
_UNSAID = 200.0
"""Points of a picture whose size nobody says."""


class OpenText:
    """An office document; pictures count from 1 as in its layout."""

    def __init__(self, name: str, data: bytes) -> None:
        guarded = check(name, data)
        self._data = data
        document = parsed(name, guarded)
        self._zip = zipfile.ZipFile(io.BytesIO(data)) if guarded.parts else None
        self._names = {one.replace("\\", "/").lstrip("/").lower(): one for one in self._zip.namelist()} if self._zip else {}
        self._sources = document.sources
        layout = document.layout
        pictures = [self._known(one, source) for one, source in zip(layout.pictures, self._sources, strict=True)]
        self.layout: Layout = replace(layout, pictures=tuple(pictures))

    def close(self) -> None:
        if self._zip is not None:
            self._zip.close()

    def _known(self, picture: Picture, source: Source) -> Picture:
        """The picture with its size, and with what stands in the way of showing it."""
        if picture.why:
            return _sized(picture, _UNSAID, _UNSAID)
        try:
            if why := kind_of(source.part, self._bytes(source, _HEAD)):
                inside = drawn_words.words_in(self._bytes(source, drawn_words.MOST_BYTES))
                return _sized(replace(picture, why=why, inside=inside), _UNSAID, _UNSAID)
            if picture.width and picture.height:
                return _sized(picture, 0.0, 0.0)
            return _sized(picture, *natural_size(self._bytes(source, MOST_BYTES + 1)))
        except PictureNotShownError as error:
            return _sized(replace(picture, why=str(error.facts.get("why", "it is damaged"))), _UNSAID, _UNSAID)

    def _bytes(self, source: Source, most: int) -> bytes:
        """At most so many of the picture's bytes.

        Raises:
            PictureNotShownError: it is not in the file.
        """
        if found := bytes_of(self._data, source.part, most):
            return found
        name = self._names.get(source.part.lower())
        if self._zip is None or name is None:
            raise PictureNotShownError(why="it is missing from the file")
        try:
            with self._zip.open(name) as part:
                return part.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise PictureNotShownError(why="it is damaged") from error

    def render(self, number: int, scale: float) -> PageImage:
        """Picture *number* with *scale* pixels to the point.

        Raises:
            PictureNotShownError: it is of a kind that is not shown, damaged or too large.
        """
        if not 1 <= number <= len(self._sources):
            raise DocumentDamagedError
        picture, source = self.layout.pictures[number - 1], self._sources[number - 1]
        if picture.why:
            raise PictureNotShownError(why=picture.why)
        scale = max(0.05, min(scale, 20.0))
        data = self._bytes(source, MOST_BYTES + 1)
        return pixels_of(data, source, round(picture.width * scale), round(picture.height * scale))


def _sized(picture: Picture, width: float, height: float) -> Picture:
    """The picture with a size that can be laid out: what is said, else *width* and *height*."""
    wide, high = (picture.width, picture.height) if picture.width and picture.height else (width, height)
    shrink = min(1.0, _LARGEST_POINTS / max(wide, high, 1.0))
    return replace(picture, width=max(LEAST_POINTS, wide * shrink), height=max(LEAST_POINTS, high * shrink))
