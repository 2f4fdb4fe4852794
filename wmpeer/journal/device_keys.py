"""The keys of a laptop: one signs what it wrote, the other opens what was sealed to it.

They are made with the file, stay in it (table `local`), and so travel in every backup and in no pack. The laptop's id is made of the key
that signs: nobody can bring a laptop under the name of another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wmpeer.clock import now
from wmpeer.store.plain import Reads, rows

if TYPE_CHECKING:
    from wmpeer.journal.writing import Journal

SIGNING, SEALING = "signing", "sealing"


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """A laptop's own keys, Ed25519 and X25519. `device` is its id; they show themselves to nobody."""

    device: str
    signing: Ed25519PrivateKey = field(repr=False)
    sealing: X25519PrivateKey = field(repr=False)

    @property
    def signing_public(self) -> bytes:
        """The 32 bytes by which others know what this laptop signed."""
        return self.signing.public_key().public_bytes_raw()

    @property
    def sealing_public(self) -> bytes:
        """The 32 bytes to which others seal what this laptop is to open."""
        return self.sealing.public_key().public_bytes_raw()

    def kept(self) -> Mapping[str, str]:
        """What the file keeps of them, by key of its table `local`."""
        secret = {SIGNING: self.signing.private_bytes_raw(), SEALING: self.sealing.private_bytes_raw()}
        return {"device": self.device, **{name: key.hex() for name, key in secret.items()}}


def device_made_of(signing_public: bytes) -> str:
    """The id of the laptop whose signatures that key knows: 32 hex digits."""
    return hashlib.sha256(b"wmpeer device 1" + signing_public).hexdigest()[:32]


def new_keys(device: str = "") -> DeviceKeys:
    """Fresh keys; of a laptop that is called *device* already where it is given."""
    signing = Ed25519PrivateKey.generate()
    return DeviceKeys(device or device_made_of(signing.public_key().public_bytes_raw()), signing, X25519PrivateKey.generate())


def kept_keys(reads: Reads) -> DeviceKeys | None:
    """This file's own keys, or None where it has none yet."""
    asked = "SELECT key, value FROM local WHERE key IN ('device', 'signing', 'sealing')"
    known: dict[str, str] = dict(rows(reads, asked))
    if len(known) < 3:
        return None
    signing, sealing = (bytes.fromhex(known[name]) for name in (SIGNING, SEALING))
    return DeviceKeys(known["device"], Ed25519PrivateKey.from_private_bytes(signing), X25519PrivateKey.from_private_bytes(sealing))


def keep_own_device(journal: Journal, person: str) -> None:
    """Admit this very laptop as *person*'s (an id): so begins every cycle, and whoever joins it knows whom it comes from.

    Raises:
        NotYourPartError: *person* sets up nothing.
    """
    keys = kept_keys(journal.session)
    if keys is None:
        raise LookupError("this file has no keys of its own")
    journal.keep("device", device_fields(person, "laptop", keys.signing_public, keys.sealing_public), entity=keys.device)


def device_fields(person: str, name: str, signing: bytes, sealing: bytes) -> dict[str, str]:
    """What the record of a laptop says from the day it was admitted. *name* is what stands after its person's: “laptop”."""
    day = now().astimezone().date().isoformat()
    return {"person": person, "name": name, "signing_key": signing.hex(), "sealing_key": sealing.hex(), "admitted_on": day}
