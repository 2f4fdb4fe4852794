"""The data key of a workspace and the slots that wrap it: a passphrase for each person, or this laptop's own key store.

The key is 256 random bits. A slot is the key encrypted (AES-256-GCM) under what Argon2id makes of a passphrase; the workspace, the kind and
the person are bound to it as associated data, so that no slot can be passed off as another person's.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
import uuid
from dataclasses import dataclass, field, replace
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wmpeer.store.errors import EmptyPassphraseError, LastKeyError, NoSuchKeyHolderError, PassphraseNotFreeError, WrongPassphraseError

Kind = Literal["passphrase", "keyring"]


class DataKey:
    """The 256-bit key of one workspace. It shows itself to nobody: not in a log, a traceback or a pickle."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise ValueError("a data key has 32 bytes")
        self._secret = secret

    @classmethod
    def random(cls) -> DataKey:
        return cls(secrets.token_bytes(32))

    def reveal(self) -> bytes:
        """The 32 bytes, for wrapping, for SQLCipher and for the printed sheet alone."""
        return self._secret

    def check(self) -> str:
        """What may be public: it tells this key from another (64 hex digits) and tells nothing else, for the key is random."""
        return hmac.digest(self._secret, b"wmpeer key check 1", "sha256").hex()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and secrets.compare_digest(self._secret, other._secret)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "DataKey(hidden)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a data key is not written anywhere unwrapped")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs (Argon2id, RFC 9106): memory in KiB, passes, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def bearable(self) -> bool:
        """Whether a laptop can pay it: a keys file from elsewhere must not take all memory."""
        return 8 * self.lanes <= self.memory_kib <= 256 * 1024 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16


STANDARD = Cost()
LIGHT = Cost(memory_kib=64, passes=1, lanes=1)
"""For throw-away workspaces, as in tests: it does not protect anything."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped for one person. `wrapped` holds the encrypted key and its tag."""

    person: str
    kind: Kind
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    cost: Cost = STANDARD


@dataclass(frozen=True, slots=True)
class Keys:
    """All slots of one workspace.

    `file_salt` is the workspace file's own public salt (32 hex digits): it tells whether the two belong together. `check` is the data
    key's. `generation` rises with every change, so that of two copies the newer is known.
    """

    workspace: str
    file_salt: str
    check: str
    generation: int
    slots: tuple[Slot, ...]

    @classmethod
    def fresh(cls, key: DataKey, file_salt: str = "") -> Keys:
        """No slot yet, for a new file or one whose keys are lost."""
        return cls(uuid.uuid4().hex, file_salt or secrets.token_hex(16), key.check(), 0, ())

    def people(self) -> tuple[str, ...]:
        """The ids of those who have a passphrase."""
        return tuple(slot.person for slot in self.slots if slot.kind == "passphrase")

    def with_slots(self, slots: tuple[Slot, ...]) -> Keys:
        return replace(self, slots=slots, generation=self.generation + 1)


def wrap(key: DataKey, secret: str, *, workspace: str, person: str, kind: Kind = "passphrase", cost: Cost = STANDARD) -> Slot:
    """*key* wrapped for *person* under *secret*, with a fresh salt and nonce."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = _stretch(secret, salt, cost)
    wrapped = AESGCM(wrapping).encrypt(nonce, key.reveal(), _binding(workspace, kind, person))
    return Slot(person, kind, salt, nonce, wrapped, cost)


def unwrap(slot: Slot, secret: str, *, workspace: str) -> DataKey | None:
    """The key in *slot*, or None where *secret* is not the one that wrapped it."""
    wrapping = _stretch(secret, slot.salt, slot.cost)
    try:
        return DataKey(AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, _binding(workspace, slot.kind, slot.person)))
    except InvalidTag:
        return None


def unlock(keys: Keys, passphrase: str, *, name: str, person: str | None = None) -> tuple[DataKey, Slot]:
    """The data key and the slot that *passphrase* opens; only *person*'s slot is tried where one is named.

    Raises:
        WrongPassphraseError: it opens none. *name* is the workspace's, for the sentence.
    """
    for slot in keys.slots:
        if slot.kind == "passphrase" and person in (None, slot.person):
            key = unwrap(slot, passphrase, workspace=keys.workspace)
            if key is not None:
                return key, slot
    raise WrongPassphraseError(name=name)


def add_person(keys: Keys, key: DataKey, person: str, passphrase: str, cost: Cost = STANDARD) -> Keys:
    """*keys* with a passphrase for *person*, in place of the one they had.

    Raises:
        EmptyPassphraseError: nothing was typed.
        PassphraseNotFreeError: it opens another person's slot, and who acts could not be told.
    """
    if not passphrase.strip():
        raise EmptyPassphraseError
    others = tuple(slot for slot in keys.slots if (slot.person, slot.kind) != (person, "passphrase"))
    for slot in others:
        if slot.kind == "passphrase" and unwrap(slot, passphrase, workspace=keys.workspace) is not None:
            raise PassphraseNotFreeError
    return keys.with_slots((*others, wrap(key, passphrase, workspace=keys.workspace, person=person, cost=cost)))


def remove_person(keys: Keys, person: str) -> Keys:
    """*keys* without *person*'s slots.

    Raises:
        NoSuchKeyHolderError: they have none.
        LastKeyError: nobody else's passphrase would open the workspace.
    """
    left = tuple(slot for slot in keys.slots if slot.person != person)
    if len(left) == len(keys.slots):
        raise NoSuchKeyHolderError
    if not any(slot.kind == "passphrase" for slot in left):
        raise LastKeyError
    return keys.with_slots(left)


def _stretch(secret: str, salt: bytes, cost: Cost) -> bytes:
    normal = unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")  # ŵ is one code point on some keyboards, two on others
    return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib).derive(normal)


def _binding(workspace: str, kind: Kind, person: str) -> bytes:
    return "\n".join(("wmpeer key slot 1", workspace, kind, person)).encode()
