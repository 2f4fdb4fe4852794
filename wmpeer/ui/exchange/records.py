"""What the screen Exchange shows, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wmpeer.errors import Problem
from wmpeer.exchange.lines import DifferenceLine, Fellow, OwnWork
from wmpeer.exchange.records import ReceiptLine, Sent, Taking

LOOKING, ARRIVING, READY, SAME, TAKEN, BACK, REFUSED, REPLY, ADMITTED, INVITATION, GONE = (
    "looking", "arriving", "ready", "same", "taken", "back", "refused", "reply", "admitted", "invitation", "gone",
)  # fmt: skip
OPEN = (REPLY, READY, REFUSED, ARRIVING, LOOKING, INVITATION, GONE)
"""What a person still has to do with, in the order shown; what is settled stands below it, the newest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exchange stands for the person at work. While nothing but an invitation was accepted it is not `joined`, and `reply` is what
    is to be sent and read out. `folder` is where packs were written last, `watched` the folder that is looked at, or empty."""

    joined: bool
    sets_up: bool
    me: str
    device: str = ""
    cycle: str = ""
    areas: int = 0
    reply: Sent | None = None
    fellows: tuple[Fellow, ...] = ()
    work: tuple[OwnWork, ...] = ()
    receipts: tuple[ReceiptLine, ...] = ()
    coordinators: tuple[str, ...] = ()
    sent_at: str = ""
    sent_name: str = ""
    folder: str = ""
    watched: str = ""

    def receivers(self) -> tuple[Fellow, ...]:
        """Those a pack can be made for."""
        return tuple(one for one in self.fellows if one.known)

    def without(self) -> tuple[Fellow, ...]:
        """Those who take part and whose laptop is not known, but for whoever is at work."""
        return tuple(one for one in self.fellows if not one.known and one.id != self.me and one.role != "observer")

    def name_of(self, person: str) -> str:
        return next((one.name for one in self.fellows if one.id == person), "")


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file turned out to be: a pack with what taking it in would do, a reply with whose it is, or a refusal.

    `until` is when the newest of this laptop's own words was written that the sender had seen (UTC), or empty.
    """

    path: Path
    kind: str
    size: int = 0
    sha256: str = ""
    person: str = ""
    made_at: str = ""
    until: str = ""
    taking: Taking | None = None
    differences: tuple[DifferenceLine, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the inbox: a file that is here, a pack that was taken in, or both. Moments are UTC, `have` and `size` bytes."""

    key: str
    state: str
    name: str
    path: Path | None = None
    person: str = ""
    made_at: str = ""
    size: int = 0
    have: int = 0
    until: str = ""
    taking: Taking | None = None
    differences: tuple[DifferenceLine, ...] = ()
    problem: Problem | None = None
    receipt: ReceiptLine | None = None

    @property
    def takes(self) -> bool:
        """Whether it can be taken in now."""
        return self.state == READY
