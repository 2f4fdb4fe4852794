"""The codes of the exchange: stable names that the command line, the screens and other programs go by."""

from __future__ import annotations

from wmpeer.errors import WmpeerError
from wmpeer.exchange import act_errors, errors

OF_PACKS = """
    not-a-pack pack-cut-short pack-too-long pack-too-large pack-newer pack-altered pack-for-someone-else pack-empty
    pack-unreadable manifest-malformed
    pack-of-another-cycle unknown-sender device-revoked signature-wrong too-many-parts part-altered part-missing unknown-part-needed
    revision-malformed revision-too-large nested-too-deep key-twice number-too-large bad-stamp chain-broken chain-gap head-not-signed
    forged-author backdated too-many-revisions record-too-long private-in-pack
    not-your-kind not-your-record own-authority-judged on-behalf-not-allowed record-moved id-not-its-own
    content-altered content-too-large content-unknown
"""
OF_ACTS = """
    fingerprint-differs fingerprint-not-read not-an-invitation invitation-used invitation-old reply-of-another nobody-to-send-to
    nothing-to-hand-out no-such-receipt built-upon already-taken-back device-is-last device-is-this no-such-device erase-too-early
    contact-altered contact-newer several-devices invited-elsewhere
    changed-apart clock-far-off copied-laptop newer-kinds older-than-known sent-before
"""


def codes(module: object, beside: type[WmpeerError]) -> set[str]:
    classes = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, WmpeerError)]
    return {one.code() for one in classes if one is not beside and one is not WmpeerError}


def test_that_every_refusal_of_a_pack_has_its_code():
    assert codes(errors, errors.PackRefusedError) == set(OF_PACKS.split())


def test_that_every_act_that_cannot_be_has_its_code():
    assert codes(act_errors, WmpeerError) == set(OF_ACTS.split())


def test_that_whatever_refuses_a_pack_can_be_caught_as_one_and_says_that_nothing_changed():
    said = [getattr(errors, name) for name in vars(errors) if name.endswith("Error") and name not in ("WmpeerError", "PackRefusedError")]
    assert all(issubclass(one, errors.PackRefusedError) for one in said)
    waits = {"not-a-pack", "pack-empty", "pack-cut-short"}
    assert [one.code() for one in said if "othing was changed" not in " ".join(one.template()) and one.code() not in waits] == []
