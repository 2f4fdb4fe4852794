"""The two files of a first contact: an invitation, and the reply to it. Bytes in, records out; no workspace is known here.

An invitation is read by anybody and signed by whom it names; its words, and then those of the reply, are compared by telephone. The words
of a reply stand for the invitation it answers and for the keys of both sides: whoever swaps either file changes them at one end.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from wmpeer.exchange.act_errors import ContactAlteredError, ContactNewerError, NotAnInvitationError
from wmpeer.exchange.device_keys import DeviceKeys, device_made_of
from wmpeer.exchange.words import six_words
from wmpeer.files import name_of
from wmpeer.journal.revisions import canonical

INVITATION, REPLY = "invitation", "reply"
MOST_BYTES, MOST_LETTERS = 16 * 1024, 300
VERSION = 1
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_INVITATION_KEYS = (
    "cycle", "cycle_name", "device", "from", "from_name", "nonce", "origin", "person", "person_name", "region", "role", "sealing",
    "signing", "until",
)  # fmt: skip
_REPLY_KEYS = ("device", "invitation", "nonce", "person", "sealing", "signing")
_BYTES = {"device": 16, "origin": 16, "nonce": 16, "sealing": 32, "signing": 32, "invitation": 32, "signature": 64}
"""How many bytes each of them stands for, as hex."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who invites whom to what. `from_` and `person` are ids, `until` is an ISO day; the keys are those of the inviter's laptop `device`.
    `origin` is the laptop that began the cycle: on nobody else's word that one set out the workspace before there was anybody.

    `sha256` is that of the whole file, as `text` has it word for word.
    """

    cycle: str
    cycle_name: str
    region: str
    from_: str
    from_name: str
    person: str
    person_name: str
    role: str
    device: str
    signing: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    nonce: str
    origin: str
    until: str
    sha256: str
    text: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Its six words."""
        return six_words(bytes.fromhex(self.sha256))


@dataclass(frozen=True, slots=True)
class Reply:
    """What a laptop says that joined: its keys, whose it is, and which invitation it answers (a SHA-256)."""

    device: str
    person: str
    signing: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    nonce: str
    invitation: str


def invitation_text(said: Mapping[str, str], keys: DeviceKeys) -> str:
    """The invitation file that says *said*, signed."""
    return _signed(INVITATION, {**said, **_public(keys)}, keys)


def read_invitation(path: Path) -> Invitation:
    """The invitation at *path*.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError.
    """
    return invitation_of(_text(path), name_of(path))


def invitation_of(text: str, name: str) -> Invitation:
    """The invitation that a file called *name* says. Raises what `read_invitation` raises."""
    said = _verified(_outside(text, INVITATION, name), INVITATION, _INVITATION_KEYS, name)
    try:
        date.fromisoformat(said["until"])
    except ValueError as error:
        raise ContactAlteredError(name=name) from error
    return Invitation(
        said["cycle"], said["cycle_name"], said["region"], said["from"], said["from_name"], said["person"], said["person_name"],
        said["role"], said["device"], bytes.fromhex(said["signing"]), bytes.fromhex(said["sealing"]), said["nonce"],
        said["origin"], said["until"], hashlib.sha256(text.encode()).hexdigest(), text,
    )  # fmt: skip


def reply_text(invitation: Invitation, keys: DeviceKeys, nonce: str) -> str:
    """The reply file to *invitation* from the laptop of *keys*, sealed to whoever invited."""
    said = {"invitation": invitation.sha256, "nonce": nonce, "person": invitation.person, **_public(keys)}
    to = X25519PublicKey.from_public_bytes(invitation.sealing)
    sealed = _SUITE.encrypt(_signed(REPLY, said, keys).encode(), to, info=_info(invitation.sha256))
    return _line({"invitation": invitation.sha256, "sealed": sealed.hex(), "version": VERSION, "wmpeer": REPLY})


def answered_by(path: Path) -> str:
    """Which invitation (a SHA-256) the reply at *path* answers: all that it tells before it is opened.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError.
    """
    return str(_reply_outside(_text(path), name_of(path))["invitation"])


def read_reply(path: Path, keys: DeviceKeys) -> Reply:
    """The reply at *path*, opened with the *keys* of the laptop that invited.

    Raises:
        NotAnInvitationError, ContactAlteredError, ContactNewerError.
    """
    name = name_of(path)
    outside = _reply_outside(_text(path), name)
    try:
        inside = _SUITE.decrypt(bytes.fromhex(outside["sealed"]), keys.sealing, info=_info(outside["invitation"])).decode()
    except (InvalidTag, ValueError) as error:
        raise ContactAlteredError(name=name) from error
    said = _verified(_outside(inside, REPLY, name), REPLY, _REPLY_KEYS, name)
    if said["invitation"] != outside["invitation"]:
        raise ContactAlteredError(name=name)
    return Reply(
        said["device"], said["person"], bytes.fromhex(said["signing"]), bytes.fromhex(said["sealing"]), said["nonce"], said["invitation"]
    )


def reply_fingerprint(invitation: str, inviter: tuple[bytes, bytes], joiner: tuple[bytes, bytes], nonce: str) -> str:
    """The six words of a reply: of the invitation it answers (a SHA-256), of both sides' keys (signing, sealing), and of its own nonce."""
    parts = (bytes.fromhex(invitation), *inviter, *joiner, bytes.fromhex(nonce))
    return six_words(hashlib.sha256(b"wmpeer first contact 1" + b"".join(parts)).digest())


def _public(keys: DeviceKeys) -> dict[str, str]:
    return {"device": keys.device, "sealing": keys.sealing_public.hex(), "signing": keys.signing_public.hex()}


def _info(invitation: str) -> bytes:
    return f"wmpeer reply {VERSION} {invitation}".encode()


def _binding(kind: str, said: Mapping[str, Any]) -> bytes:
    return f"wmpeer {kind} {VERSION}\n".encode() + canonical(said)


def _signed(kind: str, said: Mapping[str, str], keys: DeviceKeys) -> str:
    body: dict[str, Any] = {**said, "version": VERSION, "wmpeer": kind}
    return _line({**body, "signature": keys.signing.sign(_binding(kind, body)).hex()})


def _line(said: Mapping[str, Any]) -> str:
    return canonical(said).decode() + "\n"


def _text(path: Path) -> str:
    """The words of a small file.

    Raises:
        NotAnInvitationError: it cannot be read, or is too large or no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) <= MOST_BYTES:
            return data.decode()
    except (OSError, ValueError) as error:
        raise NotAnInvitationError(name=name_of(path)) from error
    raise NotAnInvitationError(name=name_of(path))


def _outside(text: str, kind: str, name: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAnInvitationError(name=name) from error
    if not isinstance(said, dict) or said.get("wmpeer") != kind:
        raise NotAnInvitationError(name=name)
    if type(version := said.get("version")) is not int or version < 1:
        raise ContactAlteredError(name=name)
    if version > VERSION:
        raise ContactNewerError(name=name)
    return said


def _reply_outside(text: str, name: str) -> dict[str, Any]:
    said = _outside(text, REPLY, name)
    if not (_is_hex(said.get("invitation"), 32) and _is_hex(said.get("sealed"))):
        raise ContactAlteredError(name=name)
    return said


def _verified(said: dict[str, Any], kind: str, wanted: tuple[str, ...], name: str) -> dict[str, str]:
    """*said*, if it says all that is *wanted* and is signed by the laptop it comes from."""
    if not all(_is_hex(said.get(key), _BYTES[key]) if key in _BYTES else _is_words(said.get(key)) for key in (*wanted, "signature")):
        raise ContactAlteredError(name=name)
    signing = bytes.fromhex(said["signing"])
    try:
        body = {key: value for key, value in said.items() if key != "signature"}
        Ed25519PublicKey.from_public_bytes(signing).verify(bytes.fromhex(said["signature"]), _binding(kind, body))
    except (InvalidSignature, ValueError, RecursionError) as error:
        raise ContactAlteredError(name=name) from error
    if kind == REPLY and said["device"] != device_made_of(signing):
        raise ContactAlteredError(name=name)
    return said


def _is_words(value: object) -> bool:
    """Whether it can be shown as it is: a line of people's words."""
    return isinstance(value, str) and len(value) <= MOST_LETTERS and value.isprintable()


def _is_hex(value: object, size: int = 0) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None and size in (0, len(value) // 2)
