"""What every table shares."""

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The tables of one workspace."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, object]: JSON, list[str]: JSON, list[int]: JSON}  # noqa: RUF012  SQLAlchemy reads it as a plain mapping
