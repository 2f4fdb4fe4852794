"""Clippings: pictures of a part of a page, content named by its SHA-256, never changed. A finding's evidence says what each shows.

Where a part of a page stands in a later version of its document is worked out once, by rendering both, and kept beside them.
"""

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base


class Clipping(Base):
    """A picture as PNG, `width` by `height` pixels."""

    __tablename__ = "clipping"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    png: Mapped[bytes] = mapped_column(LargeBinary)


class ClipPlace(Base):
    """What became of a part of a page in another version. `id` is made of both versions, the page and the rectangle; `found` is
    ``{"fate", "reason", "spots": [{"page", "box", "image"}]}``, the likeliest spot first.
    """

    __tablename__ = "clip_place"

    id: Mapped[str] = mapped_column(primary_key=True)
    found: Mapped[dict[str, object]] = mapped_column(JSON)
