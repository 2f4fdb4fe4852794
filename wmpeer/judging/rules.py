"""Which words a record may use: the codes of the cycle's framework. Pure."""

from __future__ import annotations

from wmpeer.judging.errors import LevelMissingError, LevelNotAllowedError, UnknownAreaError, UnknownCodeError
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.region.framework import Framework

NEEDS_EVIDENCE = frozenset({"strength", "practice", "consider", "concern"})
"""The kinds of finding that say how something is: praise is held to the same standard as doubt."""


def check_finding(framework: Framework, draft: FindingDraft) -> bool:
    known_area(framework, draft.area)
    known_code("kind of finding", draft.kind, framework.kinds)
    for tag in draft.tags:
        known_code("tag", tag, framework.tags)
    kind = framework.kind(draft.kind)
    if kind.needs_level and draft.level not in {level.level for level in framework.concern_levels}:
        raise LevelMissingError
    if not kind.needs_level and draft.level is not None:
        raise LevelNotAllowedError
    return kind.in_letter if draft.in_letter is None else draft.in_letter


def known_area(framework: Framework, area: str) -> None:
    if area not in {one.code for one in framework.areas}:
        raise UnknownAreaError(area=area, known=", ".join(one.code for one in framework.areas))


def known_codes(framework: Framework, draft: ViewDraft) -> None:
    if draft.own_grade:
        known_code("grade an authority gives itself", draft.own_grade, framework.own_grades)
    for what, code, known in (
        ("view", draft.view, framework.views),
        ("confidence", draft.confidence, framework.confidences),
        ("direction", draft.direction, framework.directions),
        ("priority", draft.priority, framework.priorities),
    ):
        if code:
            known_code(what, code, known)


def known_code(what: str, code: str, known: object) -> None:
    codes = [getattr(one, "code", one) for one in known]  # type: ignore[attr-defined]
    if code not in codes:
        raise UnknownCodeError(code=code, what=what, known=", ".join(str(one) for one in codes))
