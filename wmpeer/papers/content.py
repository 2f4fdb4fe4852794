"""Everything a workbook prints, as frozen records. Words are already words: areas, kinds and views come as the framework names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wmpeer.documents.records import Pages
from wmpeer.indicators.chart_records import ChartDescription


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """One authority in the overview. `own` and `panel` tell how many areas have a grade of its own, and an agreed view."""

    name: str
    ons_code: str
    stage: str
    documents: int
    chief_executive_on: date | None = None
    lead_member_on: date | None = None
    own: int = 0
    panel: int = 0
    findings: int = 0
    open_concerns: int = 0
    letter: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A quote with its page, a *part* of a page (`picture` is its PNG, empty where it is not on this laptop), or a figure with its period
    and source; `flag` is what a flag on the figure said."""

    quote: str = ""
    document: str = ""
    page: int | None = None
    indicator: str = ""
    value: str = ""
    period: str = ""
    source: str = ""
    part: bool = False
    picture: bytes = b""
    flag: str = ""
    last_page: int | None = None

    @property
    def pages(self) -> Pages:
        """The pages on which it stands."""
        return Pages(self.page, self.last_page or self.page)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with its evidence."""

    id: str
    authority: str
    area: str
    kind: str
    text: str
    level: int | None = None
    tags: tuple[str, ...] = ()
    author: str = ""
    in_letter: bool = False
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A view of an area: one panellist's, or the agreed one."""

    authority: str
    area: str
    author: str
    own_grade: str
    view: str
    confidence: str = ""
    direction: str = ""
    priority: str = ""
    reason: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator of an authority beside its comparators. A value is a number, or None with its marker in words."""

    authority: str
    area: str
    code: str
    title: str
    unit: str
    polarity: str
    period: str
    value: float | None
    marker: str = ""
    england: float | None = None
    region: float | None = None
    neighbours: float | None = None
    neighbours_count: int = 0
    decimals: int = 1
    flags: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern and its road."""

    authority: str
    area: str
    text: str
    level: int | None
    state: str
    raised_on: date | None = None
    raised_by: str = ""
    how: str = ""
    board_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A next step or an action of an improvement plan."""

    authority: str
    what: str
    owner: str = ""
    by: date | None = None
    measure: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """The moderation workbook, whole."""

    region: str
    cycle: str
    made_on: date
    marking: str = "OFFICIAL-SENSITIVE"
    fictional: bool = False
    authorities: tuple[AuthorityLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    views: tuple[ViewLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    concerns: tuple[ConcernLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    trends: tuple[ChartDescription, ...] = ()
