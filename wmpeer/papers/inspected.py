"""Inspections of authorities as papers tell them: kind, days and grades in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.indicators.judged import grade_words
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.queries import inspections
from wmpeer.indicators.records import InspectionLine
from wmpeer.indicators.rules import JUDGED
from wmpeer.papers.records import InspectionFact
from wmpeer.region.records import AuthorityLine

_KINDS = {"ilacs": "Children’s services (ILACS)", "send": "Area SEND"}


def inspection_facts(session: Session, authorities: Iterable[AuthorityLine]) -> tuple[InspectionFact, ...]:
    """Every inspection of *authorities* that is loaded and told a grade or an outcome, by authority's name, the newest first."""
    return tuple(
        _fact(where.name, line)
        for where in authorities
        for line in inspections(session, where.ons_code)
        if line.inspection.outcome or any(getattr(line.inspection, judged) for judged in JUDGED)
    )


def _fact(name: str, line: InspectionLine) -> InspectionFact:
    one = line.inspection
    grades = (
        (("Outcome", f"{one.outcome}, {grade_words(one.outcome, 'send')}"),)
        if one.framework == "send"
        else tuple((title, grade_words(grade)) for judged, title in JUDGED.items() if (grade := getattr(one, judged)))
    )
    kind = _KINDS[one.framework] + (f", {one.type}" if one.type else "")
    return InspectionFact(name, kind, _day(one.start), _day(one.published), grades, source_words(line.source))


def _day(text: str) -> str:
    return in_words(date.fromisoformat(text)) if text else ""
