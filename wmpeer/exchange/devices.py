"""The laptops that are known: by their records, and before the first pack by the invitation that was accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from wmpeer.exchange.act_errors import NoSuchDeviceError, SeveralDevicesError
from wmpeer.exchange.contact import Invitation, invitation_of
from wmpeer.exchange.records import DeviceLine
from wmpeer.exchange.words import six_words
from wmpeer.files import sha256_of
from wmpeer.journal.seats import INVITED, device_of
from wmpeer.region.queries import names_of_people, plain
from wmpeer.store.plain import Reads, rows

_BEGAN = "SELECT device FROM revision WHERE kind = 'cycle' AND entity = ? ORDER BY arrived LIMIT 1"
_ASKED = "SELECT entity, person, name, signing_key, sealing_key, admitted_on, revoked_on FROM device WHERE NOT withdrawn"


@dataclass(frozen=True, slots=True)
class Known:
    """A laptop whose word counts, or counted until `revoked_on` (an ISO day, or empty), with its public keys."""

    device: str
    person: str
    signing: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    revoked_on: str = ""


def inviter(reads: Reads) -> Invitation | None:
    """The invitation that this file was made by accepting, or None."""
    found = rows(reads, "SELECT value FROM local WHERE key = ?", INVITED)
    return invitation_of(found[0][0], "invitation") if found else None


def origin_of(reads: Reads, cycle: str) -> str:
    """The laptop that began the cycle: as the invitation says that this file was made by, else as the first revision here says."""
    if invited := inviter(reads):
        return invited.origin
    began = rows(reads, _BEGAN, cycle)
    return device_of(began[0][0]) if began else ""


def known_devices(reads: Reads) -> dict[str, Known]:
    """Every laptop that was admitted, by its id; and that of whoever invited this one, on whose word everything else rests."""
    invited = inviter(reads)
    found = {invited.device: Known(invited.device, invited.from_, invited.signing, invited.sealing)} if invited else {}
    for device, person, _, signing, sealing, _, revoked_on in rows(reads, f"{_ASKED} ORDER BY entity"):
        if person and signing and sealing:
            known = Known(device, person, bytes.fromhex(signing), bytes.fromhex(sealing), revoked_on or "")
            if invited and device == invited.device:  # no pack takes its place: these are the keys whose words were read out
                known = Known(device, person, invited.signing, invited.sealing, revoked_on or "")
            found[device] = known
    return found


def devices(reads: Reads) -> tuple[DeviceLine, ...]:
    """The laptops that were admitted, by their people's names, the oldest first of each."""
    names = names_of_people(reads)
    ((here,),) = rows(reads, "SELECT coalesce((SELECT value FROM local WHERE key = 'device'), '')")
    packs: dict[str, str] = dict(rows(reads, "SELECT sender, max(taken_at) FROM receipt GROUP BY sender"))
    lines = []
    for device, person, name, signing, sealing, admitted_on, revoked_on in rows(reads, _ASKED):
        whose = names.get(person or "", "")
        words = key_words(bytes.fromhex(signing or ""), bytes.fromhex(sealing or ""))
        called = f"{whose}’s {name or 'laptop'}" if whose else name or "laptop"
        days = (admitted_on or "", revoked_on or "")
        lines.append(DeviceLine(device, called, person or "", whose, words, *days, packs.get(device, ""), device == here))
    return tuple(sorted(lines, key=lambda one: (one.person_name, one.admitted_on, one.name, one.id)))


def key_words(signing: bytes, sealing: bytes) -> str:
    """The six words of a laptop's public keys."""
    return six_words(bytes.fromhex(sha256_of(b"wmpeer laptop 1" + signing + sealing)))


def find_device(reads: Reads, name: str) -> DeviceLine:
    """The laptop that *name* means: its id or four letters of it and more, what it is called, or whose only laptop it is.

    Raises:
        NoSuchDeviceError, SeveralDevicesError.
    """
    known = devices(reads)
    asked = plain(name)
    by_id = [one for one in known if len(asked) >= 4 and one.id.startswith(asked)]
    by_name = [one for one in known if plain(one.name) == asked] or [one for one in known if plain(one.person_name) == asked]
    standing = [one for one in by_name if not one.revoked_on] or by_name
    found = by_id or standing
    if not asked or not found:
        raise NoSuchDeviceError(name=name)
    if len(found) > 1:
        raise SeveralDevicesError(name=name, known=", ".join(f"{one.name} ({one.id[:8]})" for one in found))
    return found[0]
