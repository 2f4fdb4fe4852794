"""Everything a letter prints, as one frozen record.

The panel's grade is not in here: `AreaLine.reading` is the panel's reading in peer words. An empty section has no heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from types import MappingProxyType

from wmpeer.documents.records import Pages
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.letters.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a point rests on: a quote with its page, a *part* of a page that was kept as a picture, or a figure with its period and source.

    `state` is anchored, moved, uncertain or lost.
    """

    quote: str = ""
    document: str = ""
    page: int | None = None
    indicator: str = ""
    value: str = ""
    period: str = ""
    source: str = ""
    state: str = "anchored"
    part: bool = False
    last_page: int | None = None

    @property
    def pages(self) -> Pages:
        """The pages on which it stands."""
        return Pages(self.page, self.last_page or self.page)


@dataclass(frozen=True, slots=True)
class Point:
    """One strength, practice or question. `source` is the finding it was made of."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: the authority's own grade and the panel's reading in peer words, never the panel's grade."""

    area: str
    title: str
    own_grade: str
    reading: str
    confidence: str
    paragraph: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AreaToConsider:
    """What, why with its evidence, and what might help. Ranked by its place. `alone` is a suggestion that answers nothing above it."""

    what: str
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[str, ...] = ()
    source: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class DiscussedMatter:
    """A concern that was raised with the authority; `how` is "by telephone", "in a meeting"."""

    text: str
    raised_on: date
    raised_by: str
    how: str
    evidence: tuple[Evidence, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document the panel considered."""

    title: str
    version: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DataPeriod:
    """A release of figures the panel considered."""

    source: str
    period: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a letter names them."""

    name: str
    role: str = ""
    organisation: str = ""
    salutation: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated next step. `by` is None while it has no date; the checks say so."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One row of Annex A, its values already written with the indicator's own decimals, or a marker in words."""

    title: str
    unit: str
    period: str
    value: str
    england: str = ""
    region: str = ""
    neighbours: str = ""
    source: str = ""
    flag: str = ""
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One row of Annex B: what the panel looked for in the self-evaluation and what it read."""

    question: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter, whole: whoever renders it needs nothing else."""

    region: str
    authority: str
    authority_code: str
    cycle: str
    marking: str
    reference: str
    dated: date
    addressee: Person
    subject: str
    phrases: Phrases
    copies: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    data: tuple[DataPeriod, ...] = ()
    panel: tuple[Person, ...] = ()
    session_on: date | None = None
    reflection: tuple[str, ...] = ()
    strengths: tuple[Point, ...] = ()
    practice: tuple[Point, ...] = ()
    areas: tuple[AreaLine, ...] = ()
    consider: tuple[AreaToConsider, ...] = ()
    consider_left_out: int = 0
    """How many areas to consider stand in the record and, being ranked lower, not in the letter."""
    questions: tuple[Point, ...] = ()
    discussed: tuple[DiscussedMatter, ...] = ()
    asks: tuple[Point, ...] = ()
    offers: tuple[Point, ...] = ()
    peer_review: str = ""
    next_steps: tuple[Step, ...] = ()
    closing: tuple[str, ...] = ()
    signatories: tuple[Person, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    charts: tuple[ChartDescription, ...] = ()
    checklist: tuple[ChecklistLine, ...] = ()
    draft: bool = True
    fictional: bool = False
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Further plain facts for a region's own Word template."""


def texts(record: object) -> Iterator[str]:
    """Every text in a letter's record, in the order it is printed."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for one in record:
            yield from texts(one)
    elif is_dataclass(record):
        for one in fields(record):
            yield from texts(getattr(record, one.name))
