"""Data that was taken in: content, named by the file's SHA-256 and the sheet, never changed. Whether it is in use, its `batch` record says.

An area's cells are one text, in the order of the table's columns: a table of 641,070 values is 170 rows, and all figures of one
authority are one row. A measure's columns stand together, one for each of its periods, oldest first.
"""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wmpeer.models.base import Base


class IndicatorTable(Base):
    """A table that was read. `kind` is indicators, dictionary, inspections or neighbours; `areas` counts authorities.

    `sheet` is the workbook's sheet it stands on; empty where the file is one table, or its sheets were read together as one.

    `digest` and `length` are the SHA-256 and the bytes of it as it travels in a pack, once it did.
    """

    __tablename__ = "indicator_table"
    __table_args__ = (UniqueConstraint("sha256", "sheet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    sheet: Mapped[str]
    kind: Mapped[str]
    source: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    areas: Mapped[int]
    digest: Mapped[str | None]
    length: Mapped[int | None]


class IndicatorMeasure(Base):
    """A measure of a table: its columns are `first` and those after it, one for each of `periods` (joined by the unit separator).

    `states` and `kinds` say of each period whether its figures are provisional and what kind of period it is, joined likewise; empty where
    the source says it of none (`wmpeer.indicators.tables.Measure`). `about` is the source's definition, `next_update` when it says it
    will bring the measure up to date, in its own words.

    `spread` holds twelve little-endian doubles for each period: how many authorities have a value, the lowest, the bounds of the lowest
    10, 20, 25 and 40 in 100, the middle, the bounds of the highest 40, 25, 20 and 10 in 100, the highest.
    """

    __tablename__ = "indicator_measure"

    table: Mapped[int] = mapped_column(ForeignKey("indicator_table.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    unit: Mapped[str]
    polarity: Mapped[str]
    decimals: Mapped[int | None]
    year_type: Mapped[str]
    topic: Mapped[str]
    first: Mapped[int]
    periods: Mapped[str]
    states: Mapped[str]
    kinds: Mapped[str]
    about: Mapped[str]
    next_update: Mapped[str]
    spread: Mapped[bytes]


class IndicatorArea(Base):
    """An area's raw cells in a table, joined by the unit separator; a cell that the table does not have is the record separator.

    `level` is country, region, authority, or other: a total, a footnote, an area nobody knows. Those are in no spread and no count.
    """

    __tablename__ = "indicator_area"
    __table_args__ = (Index("ix_indicator_area_level", "table", "level", "region", "area", "name"),)

    table: Mapped[int] = mapped_column(ForeignKey("indicator_table.id", ondelete="CASCADE"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    cells: Mapped[str]


class Inspection(Base):
    """One inspection or visit; see `wmpeer.indicators.tables.InspectionRow`."""

    __tablename__ = "inspection"

    table: Mapped[int] = mapped_column(ForeignKey("indicator_table.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    framework: Mapped[str]
    type: Mapped[str]
    start: Mapped[str]
    end: Mapped[str]
    published: Mapped[str]
    overall: Mapped[str]
    leaders: Mapped[str]
    help_protection: Mapped[str]
    in_care: Mapped[str]
    care_leavers: Mapped[str]
    outcome: Mapped[str]
    theme: Mapped[str]
    link: Mapped[str]


class Neighbour(Base):
    """`neighbour` is the `rank`-th nearest statistical neighbour of `area` in a model."""

    __tablename__ = "neighbour"

    table: Mapped[int] = mapped_column(ForeignKey("indicator_table.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    neighbour: Mapped[str]
    closeness: Mapped[str]
