"""Clippings: pictures of a part of a page, content named by its SHA-256, never changed. A finding's evidence says what each shows."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base


class Clipping(Base):
    """A picture as PNG, `width` by `height` pixels."""

    __tablename__ = "clipping"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    png: Mapped[bytes] = mapped_column(LargeBinary)
