"""The journalled records about laptops: who may send, and what this one has taken back."""

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.record import Record


class Device(Record):
    """A laptop that was admitted; its id is the device's own.

    `person` is who works at it, `name` what people call it. The keys are public ones, as hex: Ed25519 of what it signs, X25519 of what is
    sealed to it. From `revoked_on` (an ISO day) on it counts no more, and `cut` tells up to where it does (`wmpeer.journal.cuts`).
    """

    __tablename__ = "device"
    owner = "coordinator"
    maps = ("cut",)
    common = True

    person: Mapped[str | None]
    name: Mapped[str | None]
    signing_key: Mapped[str | None] = mapped_column(index=True)
    sealing_key: Mapped[str | None]
    admitted_on: Mapped[str | None]
    revoked_on: Mapped[str | None]
    cut: Mapped[dict[str, object]]


class TakeBack(Record):
    """What the receipt of that id brought is hidden on this laptop, or shown again. It leaves this laptop in no pack."""

    __tablename__ = "take_back"
    owner = "panel"

    hidden: Mapped[bool | None]
