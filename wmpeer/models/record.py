"""What every journalled record has."""

from typing import ClassVar, Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base

Owner = Literal["author", "coordinator", "panel"]


class Record(Base):
    """A journalled record: the fold of its revisions.

    A kind that is `common` is begun by nobody: every laptop makes the same record, so undoing its first change takes back that change
    alone. `head` holds the ids of the revisions nobody has built on yet: more than one means that people changed it apart.
    `differences` holds, field by field, the values that stand side by side until somebody settles them.
    """

    __abstract__ = True
    owner: ClassVar[Owner] = "author"
    maps: ClassVar[tuple[str, ...]] = ()
    common: ClassVar[bool] = False

    entity: Mapped[str] = mapped_column(primary_key=True)
    authority: Mapped[str | None] = mapped_column(index=True)
    author: Mapped[str]
    recorded_by: Mapped[str]
    made_at: Mapped[str]
    changed_at: Mapped[str]
    head: Mapped[list[str]]
    differences: Mapped[dict[str, object]]
    withdrawn: Mapped[bool] = mapped_column(default=False)


SHARED = frozenset({"entity", "authority", "author", "recorded_by", "made_at", "changed_at", "head", "differences"})


def field_names(row: type[Record]) -> tuple[str, ...]:
    """The fields that a kind's revisions may change, in the order of its table."""
    return tuple(column.name for column in row.__table__.columns if column.name not in SHARED)
