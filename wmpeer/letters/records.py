"""What a letter is composed of, as the rooms below hand it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.letters.content import ChecklistLine, DataPeriod, Document, Evidence, IndicatorLine, Person, Step


@dataclass(frozen=True, slots=True)
class AreaView:
    """The agreed judgement on an area. `view` is the panel's grade: it is compared and never printed. `wording` is."""

    area: str
    own_grade: str = "not-stated"
    view: str = "not-enough-evidence"
    confidence: str = ""
    wording: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """A finding of the panel. `rank` orders areas to consider (1 first, 0 unranked); `about` names the finding a suggestion answers."""

    id: str
    kind: str
    area: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    level: int = 0
    in_letter: bool = True
    rank: int = 0
    about: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class RaisedConcern:
    """That a concern was raised with the authority: when, by whom, how."""

    finding: str
    on: date
    by: str
    how: str


@dataclass(frozen=True, slots=True)
class LetterMaterial:
    """All that one authority's letter is made of."""

    region: str
    authority: str
    authority_code: str
    cycle: str
    reference: str
    dated: date
    addressee: Person
    marking: str = "OFFICIAL-SENSITIVE"
    copies: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    data: tuple[DataPeriod, ...] = ()
    panel: tuple[Person, ...] = ()
    session_on: date | None = None
    reflection: tuple[str, ...] = ()
    views: tuple[AreaView, ...] = ()
    findings: tuple[LetterFinding, ...] = ()
    concerns: tuple[RaisedConcern, ...] = ()
    next_steps: tuple[Step, ...] = ()
    signatories: tuple[Person, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    charts: tuple[ChartDescription, ...] = ()
    checklist: tuple[ChecklistLine, ...] = ()
    peer_review: bool = True
    draft: bool = True
    fictional: bool = False
