"""What the papers from the data print, as frozen records: the data pack of an authority, the regional scorecard, the annual report.

Figures stand as they are read, with the numbers beside them for a workbook. Nothing here is a judgement; commentary is a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wmpeer.drawing.blocks import CellMark, Picture
from wmpeer.indicators.chart_records import ChartDescription


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that figures were read from. `number` stands beside each of them; days are in words, `sha256` names the file."""

    number: int
    source: str
    title: str
    periods: str
    file: str
    sheet: str
    sha256: str
    publisher: str
    released_on: str
    loaded_on: str
    loaded_by: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on every paper: the region, the cycle, the day it was made, how it is to be handled."""

    region: str
    alliance: str
    cycle: str
    made_on: date
    marking: str
    fictional: bool
    country: str = "England"


@dataclass(frozen=True, slots=True)
class PackFigure:
    """A measure of the authority in its newest period, beside others'. `text` is the value or why there is none; numbers are None where
    there is no figure, or where it is a sum that stands beside no count. `flags` and `notes` are sentences."""

    area: str
    code: str
    name: str
    title: str
    unit: str
    polarity: str
    period: str
    state: str
    text: str
    raw: str
    value: float | None
    england: float | None
    region: float | None
    neighbours: float | None
    neighbours_count: int
    decimals: int
    best: str
    fifth: str
    mark: CellMark
    direction: str
    change: str
    flags: tuple[str, ...]
    notes: tuple[str, ...]
    source: int
    sha256: str
    is_count: bool


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question that flags gave reason to ask, and `because`, the sentences of their rules."""

    area: str
    question: str
    because: tuple[str, ...]
    about: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class PackArea:
    """An area of practice in a data pack. `commentary` is empty until a person writes it. `elsewhere` names the areas under which the
    pictures of those of its measures stand, and the questions on them, that belong to others as well."""

    code: str
    title: str
    figures: tuple[PackFigure, ...]
    enquiries: tuple[Enquiry, ...]
    pictures: tuple[Picture, ...]
    elsewhere: str = ""
    commentary: str = ""
    commentary_by: str = ""


@dataclass(frozen=True, slots=True)
class InspectionFact:
    """An inspection of an authority, in words."""

    authority: str
    kind: str
    day: str
    published: str
    grades: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class DataPack:
    """The data pack of one authority, whole. `others` are flagged figures that stand in no area, `enquiries` the questions that belong to
    none: an inspection's overall judgement is about all of them."""

    front: Front
    authority: str
    authority_code: str
    model: str
    neighbours: tuple[str, ...]
    summary: tuple[str, ...]
    inspections: tuple[InspectionFact, ...]
    areas: tuple[PackArea, ...]
    others: tuple[PackFigure, ...]
    sources: tuple[SourceLine, ...]
    enquiries: tuple[Enquiry, ...] = ()


@dataclass(frozen=True, slots=True)
class CardColumn:
    """A measure of the scorecard, and what is to be known of its figures."""

    code: str
    name: str
    unit: str
    period: str
    polarity: str
    decimals: int
    source: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardCell:
    """A figure as it is read, or its marker as it stood; `said` is the cell as a sentence."""

    text: str
    value: float | None
    mark: CellMark
    said: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """An authority, or England or the region (`beside`), and a cell for each column."""

    name: str
    cells: tuple[CardCell, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class CardArea:
    """The scorecard of one area of practice: authorities by name, and below them England and the region."""

    code: str
    title: str
    columns: tuple[CardColumn, ...]
    rows: tuple[CardRow, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The regional scorecard, whole. `markers` tells each marker in it and what it means."""

    front: Front
    summary: tuple[str, ...]
    areas: tuple[CardArea, ...]
    markers: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """A measure of the region: its figure and England's, the spread over its authorities, what changed since the period before.

    `lowest`, `middle` and `highest` are figures of authorities that nobody names, of `with_value` authorities of `of`.
    `other_unit`: the region and England seem to be in another unit than they, and are left out.
    """

    code: str
    name: str
    title: str
    unit: str
    polarity: str
    period: str
    state: str
    region: float | None
    region_text: str
    england: float | None
    england_text: str
    before: float | None
    before_period: str
    change: str
    lowest: float | None
    middle: float | None
    highest: float | None
    with_value: int
    of: int
    decimals: int
    source: int
    notes: tuple[str, ...] = ()
    other_unit: bool = False


@dataclass(frozen=True, slots=True)
class RegionArea:
    """An area of practice in the annual report."""

    code: str
    title: str
    summary: tuple[str, ...]
    figures: tuple[RegionFigure, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """The inspection profile: its picture, what it says in sentences, and where each authority stands, by name."""

    picture: ChartDescription
    sentences: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """ "Performance of the Region", whole."""

    front: Front
    summary: tuple[str, ...]
    overview: tuple[tuple[str, ...], ...]
    profile: ProfilePart | None
    areas: tuple[RegionArea, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    sources: tuple[SourceLine, ...]
