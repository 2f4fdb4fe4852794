"""Documents that were taken in: content, named by the file's SHA-256, never changed. Whose it is and whether it is in use, its `document`
record says.

The words of all passages are indexed in `passage_words`; triggers keep it and the passages together, also when a cycle is erased.
"""

from sqlalchemy import DDL, JSON, ForeignKey, LargeBinary, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base
from wmpeer.models.fulltext import fts_table_ddl


class Content(Base):
    """The bytes of a document as they came."""

    __tablename__ = "content"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    bytes: Mapped[bytes] = mapped_column(LargeBinary)


class Passage(Base):
    """A passage of a document, as `wmpeer.documents.records.Passage`; `number` counts from 1 in the document."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("content", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # named, for VACUUM renumbers rows that have no such column
    content: Mapped[int] = mapped_column(ForeignKey("content.id", ondelete="CASCADE"))
    number: Mapped[int]
    page: Mapped[int | None]
    kind: Mapped[str]
    level: Mapped[int]
    start: Mapped[int]
    heading: Mapped[str]
    text: Mapped[str]
    turns: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))


_WORDS_FOLLOW = (
    "CREATE TRIGGER passage_said AFTER INSERT ON passage BEGIN INSERT INTO passage_words(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN "
    "INSERT INTO passage_words(passage_words, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER passage_fixed BEFORE UPDATE ON passage BEGIN SELECT RAISE(ABORT, 'passages are never changed'); END",
)

for _statement in (*fts_table_ddl("passage_words", "text", content="passage", rowid="id"), *map(DDL, _WORDS_FOLLOW)):
    event.listen(Passage.__table__, "after_create", _statement)
