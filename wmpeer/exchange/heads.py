"""Heads: what a laptop signs of a stream of its own. One signature vouches for all of the stream up to that revision.

A head travels with its stream through any hands, so that whoever passes the stream on can neither forge an author nor cut its end off
where a later head is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wmpeer.exchange.records import Head

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def head_bytes(cycle: str, stream: str, sequence: int, revision: str) -> bytes:
    """What is signed: that of the cycle of that id, *stream* goes as far as *sequence*, where *revision* (an id) stands."""
    return "\n".join(("wmpeer head 1", cycle, stream, str(sequence), revision)).encode()


def sign_head(key: Ed25519PrivateKey, cycle: str, device: str, stream: str, sequence: int, revision: str) -> Head:
    """The head of a stream of *device* (a laptop, not its seat), whose *key* this is."""
    return Head(stream, device, sequence, revision, key.sign(head_bytes(cycle, stream, sequence, revision)).hex())


def head_fits(head: Head, cycle: str, public: bytes) -> bool:
    """Whether the laptop with that *public* key (32 bytes, Ed25519) signed *head* in this cycle."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        signature = bytes.fromhex(head.signature)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, head_bytes(cycle, head.stream, head.sequence, head.id))
    except (ValueError, InvalidSignature):  # no hex, no key, or not theirs
        return False
    return True
