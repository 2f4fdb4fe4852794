"""What an inspection's judgements are worth in a count of good or better, and what they are called. Pure."""

from __future__ import annotations

from typing import Literal

from wmpeer.indicators.inspections import JUDGEMENTS, NO_SEPARATE
from wmpeer.indicators.tables import InspectionRow

Framework = Literal["ilacs", "send"]
By = Literal["overall", "leaders", "outcome", ""]
NO_OVERALL_FROM = "2026-04-01"
"""From this day Ofsted's inspections of children's services give no judgement of overall effectiveness."""
GRADES = {
    "outstanding": "outstanding", "good": "good", "requires-improvement": "requires improvement", "inadequate": "inadequate",
    NO_SEPARATE: "no separate judgement then",
}  # fmt: skip
OUTCOMES = {
    "1": "typically positive experiences and outcomes", "2": "inconsistent experiences and outcomes",
    "3": "widespread or systemic failings",
}  # fmt: skip
_GOOD = {"ilacs": {"outstanding", "good"}, "send": {"1"}}
_NOT_GOOD = {"ilacs": {"requires-improvement", "inadequate"}, "send": {"2", "3"}}
NAMES: dict[Framework, str] = {
    "ilacs": "Ofsted’s inspections of children’s services (ILACS)", "send": "Ofsted’s and CQC’s inspections of area SEND partnerships",
}  # fmt: skip


def is_graded(row: InspectionRow, framework: Framework = "ilacs") -> bool:
    """Whether it is an inspection that judged; focused and monitoring visits do not."""
    if row.framework != framework:
        return False
    return bool(row.outcome) if framework == "send" else any(getattr(row, judgement) for judgement in JUDGEMENTS)


def counted_by(row: InspectionRow, framework: Framework = "ilacs") -> By:
    """The judgement that says whether an authority is good or better; "" where the source leaves it out.

    Since April 2026 there is no overall one: then the judgement of leaders stands for it.
    """
    if framework == "send":
        return "outcome" if row.outcome else ""
    if row.overall:
        return "overall"
    day = row.start or row.end or row.published
    return "leaders" if row.leaders and day >= NO_OVERALL_FROM else ""


def is_good(grade: str, framework: Framework = "ilacs") -> bool | None:
    """Good or better (of area SEND: typically positive); None for what is no grade."""
    return True if grade in _GOOD[framework] else False if grade in _NOT_GOOD[framework] else None


def grade_words(grade: str, framework: Framework = "ilacs") -> str:
    """A grade as it is read; the words of the file where they are not known."""
    return (OUTCOMES if framework == "send" else GRADES).get(grade, grade) or "not given"
