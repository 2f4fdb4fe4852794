"""Packs as they are read: unsealed, verified, parsed, and nothing of them written. Contents are looked at, and let go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wmpeer.clock import day_in_words
from wmpeer.errors import Problem
from wmpeer.exchange.contents_in import HeldIn, contents_of, named_by
from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.errors import (
    DeviceRevokedError,
    PackForSomeoneElseError,
    PackNewerError,
    PackOfAnotherCycleError,
    PackRefusedError,
    UnknownPartNeededError,
    UnknownSenderError,
)
from wmpeer.exchange.frame import HELD, PASSAGES, SEGMENT
from wmpeer.exchange.records import Manifest
from wmpeer.exchange.unpacking import OpenPack, look, opened
from wmpeer.files import name_of
from wmpeer.journal.revisions import RevisionLine
from wmpeer.progress import Progress, silent

NEWER = frozenset({PackNewerError.code(), UnknownPartNeededError.code()})
"""The refusals that ask for a newer program."""

_BESIDE = frozenset({SEGMENT, PASSAGES, HELD})
"""The parts that are no content by themselves."""


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as it was read. Where it was `refused` it has no lines, and a `manifest` only where that could be verified.

    `contents` are the SHA-256s of its other parts. `named` tells what of them a record has to name
    (`wmpeer.exchange.contents_in.named_by`); `holds` are the contents that its sender’s laptop says it holds, or None.
    """

    path: Path
    sha256: str = ""
    manifest: Manifest | None = None
    lines: tuple[RevisionLine, ...] = ()
    contents: tuple[str, ...] = ()
    named: tuple[tuple[str, ...], ...] = ()
    holds: frozenset[str] | None = None
    refused: Problem | None = None

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def is_unknown(self) -> bool:
        """Whether its sender is nobody who is known; another pack may change that."""
        return self.refused is not None and self.refused.code == UnknownSenderError.code()


@dataclass(frozen=True, slots=True)
class Reader:
    """What packs are opened with: this laptop's keys, its cycle, the signing keys of the laptops that are known, and since when some of
    them count no more."""

    own: DeviceKeys = field(repr=False)
    cycle: str
    signing: Mapping[str, bytes]
    revoked: Mapping[str, str]

    def read(self, path: Path, progress: Progress = silent) -> ReadPack:
        """The pack at *path*, or why it may not come in."""
        manifest: Manifest | None = None
        try:
            outside = look(path, self.own.sealing, progress)
            with opened(path, self.own.sealing, self._admitted(name_of(path)), progress) as pack:
                manifest = pack.manifest
                return self._whole(path, outside.sha256, pack)
        except PackRefusedError as error:
            return ReadPack(path, manifest=manifest, refused=error.problem())

    def _whole(self, path: Path, sha256: str, pack: OpenPack) -> ReadPack:
        name = name_of(path)
        if pack.manifest.cycle != self.cycle:
            raise PackOfAnotherCycleError(name=name, cycle=pack.manifest.cycle[:8])
        if self.own.device not in pack.manifest.recipients:
            raise PackForSomeoneElseError(name=name)
        lines = tuple(line for segment in pack.lines() for line in segment)
        holds, named = None, []
        for one in contents_of(pack, name):
            holds = one.contents if isinstance(one, HeldIn) else holds
            named += [said] if (said := named_by(one)) else []
        contents = tuple(part.sha256 for part in pack.manifest.parts if part.kind not in _BESIDE)
        return ReadPack(path, sha256, pack.manifest, lines, contents, tuple(named), holds)

    def _admitted(self, name: str) -> Callable[[str], bytes | None]:
        def key_of(device: str) -> bytes | None:
            if device in self.revoked:
                raise DeviceRevokedError(name=name, on=day_in_words(self.revoked[device]))
            return self.signing.get(device)

        return key_of


More = Callable[[Sequence[ReadPack]], Mapping[str, bytes]]


def read_all(reader: Reader, paths: Sequence[Path], more: More, progress: Progress = silent) -> tuple[ReadPack, ...]:
    """The packs at *paths*, in that order; whoever's admission another of them brings is known by it. *more* tells the signing keys that
    those read so far bring, of laptops that may come in."""
    found = [reader.read(path, progress) for path in paths]
    while any(one.is_unknown for one in found):
        keys = {**more(found), **reader.signing}
        if keys.keys() == reader.signing.keys():
            break
        reader = Reader(reader.own, reader.cycle, keys, reader.revoked)
        found = [reader.read(one.path, progress) if one.is_unknown else one for one in found]
    return tuple(found)
