"""A head is signed by the laptop that wrote its stream, and by nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wmpeer.exchange.heads import head_fits, sign_head

KEY, OTHER = Ed25519PrivateKey.from_private_bytes(b"k" * 32), Ed25519PrivateKey.from_private_bytes(b"o" * 32)
HEAD = sign_head(KEY, "cycle", "laptop", "stream", 12, "revision")


def test_that_a_head_fits_the_laptop_that_signed_it_and_no_other() -> None:
    assert head_fits(HEAD, "cycle", KEY.public_key().public_bytes_raw())
    assert not head_fits(HEAD, "cycle", OTHER.public_key().public_bytes_raw())
    assert not head_fits(HEAD, "cycle", b"no key")


@pytest.mark.parametrize(
    "other",
    [
        replace(HEAD, sequence=11),
        replace(HEAD, stream="another"),
        replace(HEAD, id="another"),
        replace(HEAD, stream="stream\n12", sequence=1),
        replace(HEAD, signature=""),
        replace(HEAD, signature="no hex"),
        replace(HEAD, signature=HEAD.signature[:-2]),
    ],
    ids=str,
)
def test_that_a_head_altered_in_anything_does_not_fit(other: object) -> None:
    assert not head_fits(other, "cycle", KEY.public_key().public_bytes_raw())  # type: ignore[arg-type]


def test_that_a_head_of_one_cycle_is_none_of_another() -> None:
    assert not head_fits(HEAD, "next cycle", KEY.public_key().public_bytes_raw())
