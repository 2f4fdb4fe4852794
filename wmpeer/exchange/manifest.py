"""The manifest: what a pack's sender signed, and the signature. It is read only when the signature of a known laptop fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wmpeer.exchange import caps
from wmpeer.exchange.body import is_moment
from wmpeer.exchange.errors import (
    ContentTooLargeError,
    ManifestMalformedError,
    RevisionTooLargeError,
    SignatureWrongError,
    TooManyPartsError,
    TooManyRevisionsError,
    UnknownPartNeededError,
    UnknownSenderError,
)
from wmpeer.exchange.frame import END, KNOWN, SEGMENT, SIGNATURE, Header
from wmpeer.exchange.prescan import depth, parsed
from wmpeer.exchange.records import Head, Manifest, PartLine
from wmpeer.journal.revisions import canonical

_ABOUT = b"wmpeer manifest 1"
_SIGNED = 64
_DEVICE = re.compile(r"[0-9A-Za-z_-]{1,64}").fullmatch
_WORD = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}").fullmatch
_HEX = re.compile(r"[0-9a-f]+").fullmatch
_LONGEST = 500  # characters of a name or a version


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is signed: canonical JSON."""
    return canonical(asdict(replace(manifest, based_on=dict(manifest.based_on))))


def signature_of(header: Header, manifest: bytes, sender: str, signing: Ed25519PrivateKey) -> bytes:
    """The signature as it stands in a pack: 64 bytes, then the sender's device. So the manifest need not be read to know whose it is."""
    return signing.sign(signed_bytes(header, manifest)) + sender.encode()


def signed_bytes(header: Header, manifest: bytes) -> bytes:
    """What is signed. The header is in it: a recipient cannot pass the inside on as sealed by the sender to somebody else."""
    return _ABOUT + header.digest + manifest


def verified(header: Header, manifest: bytes, signature: bytes, admitted: Callable[[str], bytes | None], name: str) -> str:
    """The device that signed *manifest*. *admitted* gives the signing key (Ed25519, 32 bytes) of a device that was admitted, or None.

    Raises:
        UnknownSenderError, SignatureWrongError, and what *admitted* raises
    """
    sender = signature[_SIGNED:].decode("ascii", "replace")
    key = admitted(sender) if _DEVICE(sender) else None
    if key is None:
        raise UnknownSenderError(name=name)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature[:_SIGNED], signed_bytes(header, manifest))
    except InvalidSignature as error:
        raise SignatureWrongError(name=name) from error
    return sender


def read_manifest(raw: bytes, header: Header, sender: str, name: str) -> Manifest:
    """The manifest that *sender* signed.

    Raises:
        ManifestMalformedError, KeyTwiceError, NumberTooLargeError
        SignatureWrongError: it names another sender than the one who signed it.
    """
    if depth(raw) > caps.DEEPEST:
        raise ManifestMalformedError(name=name)
    said = parsed(raw, name, lambda: ManifestMalformedError(name=name))
    try:
        manifest = _manifest(said)
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestMalformedError(name=name) from error
    if manifest.sender != sender:
        raise SignatureWrongError(name=name)
    if manifest.minor != header.minor or len(manifest.recipients) != len(header.slots):
        raise ManifestMalformedError(name=name)
    return manifest


def _manifest(said: Any) -> Manifest:
    based_on = _a(dict, said["based_on"])
    manifest = Manifest(
        cycle=_word(said["cycle"]),
        sender=_word(said["sender"]),
        person=_word(said["person"]),
        recipients=tuple(_word(one) for one in _a(list, said["recipients"])),
        number=_count(said["number"], least=1),
        made_at=_text(said["made_at"]),
        program=_text(said["program"]),
        based_on={_word(stream): _count(sequence) for stream, sequence in based_on.items()},
        heads=tuple(_head(one) for one in _a(list, said["heads"])),
        parts=tuple(_part(one) for one in _a(list, said["parts"])),
        minor=_count(said["minor"]),
    )
    if not is_moment(manifest.made_at) or len(set(manifest.recipients)) != len(manifest.recipients):
        raise ValueError("no moment, or a recipient twice")
    _refuse_disorder(manifest.parts)
    return manifest


def _head(said: Any) -> Head:
    one, signature = _word(said["id"]), _hex(said["signature"], 2 * _SIGNED)
    return Head(_word(said["stream"]), _word(said["device"]), _count(said["sequence"], least=1), _hex(one, 64), signature)


def _part(said: Any) -> PartLine:
    kind, name, critical = _count(said["kind"]), _text(said["name"]), said["critical"]
    if not SIGNATURE < kind < END or type(critical) is not bool:
        raise ValueError("no kind of a part")
    return PartLine(kind, name, _count(said["size"]), _hex(said["sha256"], 64), critical)


def _refuse_disorder(parts: tuple[PartLine, ...]) -> None:
    """Segments come first, and nothing stands there twice."""
    segments = [part.kind == SEGMENT for part in parts]
    if sorted(segments, reverse=True) != segments or len({(part.kind, part.name) for part in parts}) != len(parts):
        raise ValueError("parts in no order, or one twice")


def refuse_too_much(parts: tuple[PartLine, ...], name: str) -> None:
    """The caps on what a manifest lists: before any of it is read, and before any of it is written.

    Raises:
        TooManyPartsError, TooManyRevisionsError, RevisionTooLargeError, ContentTooLargeError
    """
    if len(parts) > caps.MOST_PARTS:
        raise TooManyPartsError(name=name)
    segments, contents = ([part for part in parts if (part.kind == SEGMENT) is wanted] for wanted in (True, False))
    if sum(part.size for part in segments) > caps.LARGEST_SEGMENTS:
        raise TooManyRevisionsError(name=name)
    if any(part.size > caps.LARGEST_SEGMENT for part in segments):
        raise RevisionTooLargeError(name=name)
    for part in contents:
        if part.size > caps.LARGEST_CONTENT:
            raise ContentTooLargeError(name=name, what=f"{part.name or 'a part'} is larger than {caps.LARGEST_CONTENT // caps.MB} MB")
    if sum(part.size for part in contents) > caps.LARGEST_CONTENTS:
        raise ContentTooLargeError(name=name, what=f"documents and tables of more than {caps.LARGEST_CONTENTS // caps.MB} MB together")


def refuse_unknown(parts: tuple[PartLine, ...], name: str) -> None:
    """
    Raises:
        UnknownPartNeededError: a newer program says that a part is needed, and this one does not know it.
    """
    if any(part.critical and part.kind not in KNOWN for part in parts):
        raise UnknownPartNeededError(name=name)


def _a(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"no {kind.__name__}")
    return value


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > _LONGEST or not value.isprintable():
        raise ValueError("no text of one line")
    return value


def _word(value: Any) -> str:
    if not _WORD(_text(value)):
        raise ValueError("no word")
    return str(value)


def _hex(value: Any, length: int) -> str:
    if not _HEX(_text(value)) or len(value) != length:
        raise ValueError("no hex digits")
    return str(value)


def _count(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise ValueError("no count")
    return value
