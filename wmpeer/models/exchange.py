"""What this laptop keeps of its packs: heads, receipts, what waits and what left. None of it is journalled, and no pack carries it."""

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base


class StreamHead(Base):
    """The newest head of a stream that its own device signed, as far as it came here: everything up to it is vouched for.

    A stream of which two files wrote under one name has one for each branch.
    """

    __tablename__ = "stream_head"

    stream: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str]
    sequence: Mapped[int]
    id: Mapped[str] = mapped_column(primary_key=True)
    signature: Mapped[str]


class Receipt(Base):
    """A pack that was taken in. `pack` is its SHA-256, `sender` a device and `person` whose it was, `number` the sender's count to us.

    `based_on` maps a stream to the sequence the sender knew us to hold, `counts` says what was new, changed, the same and waiting; `backup`
    is the name of the restore point made before.
    """

    __tablename__ = "receipt"

    id: Mapped[str] = mapped_column(primary_key=True)
    pack: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str]
    person: Mapped[str]
    number: Mapped[int]
    made_at: Mapped[str]
    taken_at: Mapped[str]
    based_on: Mapped[dict[str, object]]
    counts: Mapped[dict[str, object]]
    backup: Mapped[str]


class Brought(Base):
    """A revision that a receipt brought or brought again."""

    __tablename__ = "brought"

    revision: Mapped[str] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(primary_key=True, index=True)


class Hidden(Base):
    """A revision that is not shown, because the receipt that brought it was taken back."""

    __tablename__ = "hidden"

    revision: Mapped[str] = mapped_column(primary_key=True)
    receipt: Mapped[str]


class Waiting(Base):
    """A revision that cannot stand yet, and a revision it waits for."""

    __tablename__ = "waiting"

    revision: Mapped[str] = mapped_column(primary_key=True)
    missing: Mapped[str] = mapped_column(primary_key=True, index=True)


class PackOut(Base):
    """A pack that was handed out or handed in: to which device, whose it is, and how much was in it (bytes of content).

    `streams` maps each stream in it to how many revisions of it are there.
    """

    __tablename__ = "pack_out"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    person: Mapped[str]
    number: Mapped[int]
    made_at: Mapped[str]
    revisions: Mapped[int]
    content_bytes: Mapped[int]
    streams: Mapped[dict[str, object]]


class SentContent(Base):
    """Content that a device was sent, and that need not be sent again."""

    __tablename__ = "sent_content"

    device: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)


class Invitation(Base):
    """An invitation that was made here for a person; `nonce` comes back in the answer, and it is answered once."""

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    made_at: Mapped[str]
    nonce: Mapped[str]
    answered_at: Mapped[str | None]


class KeptPart(Base):
    """A part of a pack of a newer minor version: kept as it came, and passed on."""

    __tablename__ = "kept_part"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[int]
    data: Mapped[bytes]
