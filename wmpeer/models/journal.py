"""The journal: append-only revisions, and what is local to this laptop."""

from sqlalchemy import DDL, Index, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base


class Revision(Base):
    """One change to one record, as somebody made it. Never updated, never deleted.

    `body` is what its writer wrote, word for word, and `id` its SHA-256; the other columns are said in it too, and stand here to be asked.
    But `arrived` counts, and `arrived_at` is the UTC moment, at which it came to this laptop: no two laptops have the same.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("stream", "sequence", "id"),
        Index("ix_revision_office", "arrived", sqlite_where=text("shelf = 'office'")),
    )

    arrived: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    arrived_at: Mapped[str]
    id: Mapped[str] = mapped_column(unique=True)
    entity: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    shelf: Mapped[str]
    stream: Mapped[str]
    sequence: Mapped[int]
    author: Mapped[str]
    recorded_by: Mapped[str]
    device: Mapped[str]
    authority: Mapped[str | None]
    at: Mapped[str]
    verb: Mapped[str]
    undoes: Mapped[str | None]
    body: Mapped[str]


class Draft(Base):
    """What somebody is typing and has not kept yet."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, object]]
    changed_at: Mapped[str]


class Local(Base):
    """What this laptop knows of itself, by key.

    `device`, `seat` and `place` (`wmpeer.journal.seats`), `clock` (its last stamp), `signing` and `sealing` (its own secret keys),
    `invited_by` where it joined; and what people here last read, looked for and were told.
    """

    __tablename__ = "local"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Pinned(Base):
    """A definition as it stood when the cycle began: a region's or a framework's file, word for word.

    `summary` is the little of it that the first screen says (its name, whether it is invented, how many areas), read when it was pinned.
    """

    __tablename__ = "pinned"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    text: Mapped[str]
    summary: Mapped[dict[str, object]]


for _change in ("UPDATE", "DELETE"):
    event.listen(
        Revision.__table__,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER revision_no_{_change.lower()} BEFORE {_change} ON revision "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        ),
    )
