"""Names for the fields of records, and their values, as people say them."""

from __future__ import annotations

from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words
from wmpeer.models import records as rows
from wmpeer.region.framework import Framework

_NAMES: dict[str, dict[str, str]] = {
    "finding": {
        "text": "What it says", "kind": "Kind", "area": "Area", "level": "Level of the concern", "in_letter": "Proposed for the letter",
        "rank": "Proposed place among the areas to consider", "about": "Answers", "tags": "Tag", "evidence": "Evidence",
        "withdrawn": "Withdrawn",
    },
    "view": {
        "view": "View", "own_grade": "What the authority says of itself", "confidence": "Confidence", "direction": "Direction",
        "priority": "On the challenge day", "reason": "Reason", "area": "Area", "withdrawn": "Taken back",
    },
    "note": {"text": "Private note", "evidence": "Points at", "area": "Area", "withdrawn": "Taken back"},
    "agreed": {
        "area": "Area", "view": "The panel’s view", "wording": "What the letter says", "confidence": "Confidence", "reason": "Why",
        "withdrawn": "Withdrawn",
    },
    "letter": {
        "addressee": "To", "signatory": "Signed by", "held_on": "The panel met on", "stage": "Stage", "reflection": "Reflection",
        "next_steps": "Next step", "responded_on": "Response received on", "responded_by": "Response from", "withdrawn": "Withdrawn",
    },
    "choice": {"chosen": "Goes into the letter", "ranks": "Place among the areas to consider", "withdrawn": "Withdrawn"},
    "issue": {"version": "Version", "on": "Issued on", "withdrawn": "Withdrawn"},
    "raised": {"on": "Raised on", "by": "Raised by", "how": "How", "withdrawn": "Withdrawn"},
    "outcome": {"outcome": "What came of the point", "comment": "Comment", "withdrawn": "Taken back"},
    "column_mapping": {"name": "Name of the mapping", "source": "Kept as", "withdrawn": "Forgotten"},
    "flag_rule": {"used": "Used", "changes": "Threshold", "reason": "Why", "withdrawn": "Withdrawn"},
    "flag_answer": {
        "answer": "Answer to the flag", "text": "What was said", "finding": "Recorded as", "seen": "The flag", "period": "Period",
        "withdrawn": "Taken back",
    },
    "rebase": {"period": "New limits from", "reason": "Why", "withdrawn": "Taken back"},
    "commentary": {"text": "Commentary", "withdrawn": "Taken back"},
    "claim_answer": {"answer": "Answer to the claim", "verdict": "What it should say", "note": "Note", "withdrawn": "Taken back"},
    "hand_in": {"on": "Handed in on", "withdrawn": "Taken back"},
    "cycle": {"name": "Name of the cycle", "dates": "Day in the calendar"},
    "authority": {"name": "Name", "trust": "Trust", "variants": "Other names"},
    "person": {"name": "Name", "role": "Role", "home": "Works for", "email": "E-mail", "withdrawn": "Taken out"},
    "interest": {"person": "Who", "reason": "Why", "withdrawn": "Taken back"},
    "allocation": {"withdrawn": "Taken back"},
    "approval": {"name": "Approved by", "on": "Approved on", "withdrawn": "Taken back"},
    "document": {"title": "Title", "name": "File", "retired": "Taken out", "replaced_by": "Replaced by", "withdrawn": "Taken out"},
    "batch": {"name": "File", "source": "Source", "release": "Release", "released_on": "Released on", "retired": "Taken out"},
    "point": {"text": "What it says", "area": "Area", "kind": "Kind", "withdrawn": "Taken out"},
    "device": {"name": "Name", "person": "Who works at it", "revoked_on": "Reported lost on", "withdrawn": "Taken out"},
}  # fmt: skip
_TEXTS = frozenset({"text", "reason", "wording", "reflection", "next_steps"})
_DAYS = frozenset({"on", "held_on", "responded_on", "released_on", "revoked_on"})
_ANSWERS = {"noted": "noted", "question": "a question", "finding": "a finding"}
_STAGES = {
    "drafting": "drafting", "quality-check": "checks", "with-director": "with the director", "issued": "issued",
    "response-received": "response received", "closed": "closed",
}  # fmt: skip


class FieldWords:
    """Field names and values of one workspace in words; a field without a name (ids, hashes) is nothing a person reads."""

    def __init__(self, session: Session, framework: Framework) -> None:
        self._session = session
        self._codes = {
            "area": {one.code: f"{one.number}. {one.title}" for one in framework.areas},
            "view": {one.code: one.word for one in framework.views},
            "own_grade": {one.code: one.word for area in framework.areas for one in framework.grades_of(area.code)},
            "confidence": {one.code: one.word for one in framework.confidences},
            "direction": {one.code: one.word for one in framework.directions},
            "priority": {one.code: one.word for one in framework.priorities},
            "kind": {one.code: one.word for one in framework.kinds},
            "tags": {one.code: one.word for one in framework.tags},
            "stage": _STAGES,
            "answer": _ANSWERS,
            "level": {str(one.level): f"{one.level} {one.word}" for one in framework.concern_levels},
        }

    def name(self, kind: str, field: str) -> str:
        """The field's name, or "" where it is none for people."""
        return _NAMES.get(kind, {}).get(field.partition("/")[0], "")

    def place(self, kind: str, field: str) -> tuple[int, str]:
        """Where the field stands among those of its kind."""
        order = list(_NAMES.get(kind, {}))
        base = field.partition("/")[0]
        return (order.index(base) if base in order else len(order), field)

    def is_text(self, kind: str, field: str) -> bool:
        """Whether the field is running text, in which words are compared."""
        return field.partition("/")[0] in _TEXTS

    def value(self, kind: str, field: str, value: Any, authority: str) -> str:
        """*value* in words; "" where there is none. What is said of a finding is said only of this *authority*'s."""
        base, _, key = field.partition("/")
        if base in ("chosen", "ranks"):
            return "" if value is None else f"{self._finding(key, authority)}: {_yes_or(value)}"
        if base == "tags":
            return self._codes["tags"].get(key, key) if value else ""
        if value is None or value == "":
            return ""
        if base == "changes":
            return f"{key.replace('_', ' ')} {value}"
        if base == "seen":
            return str(value.get("sentence", "")) if isinstance(value, dict) else str(value)
        if base in ("about", "finding"):
            return self._finding(str(value), authority)
        if base == "evidence":
            return _evidence(value)
        if base == "next_steps":
            return f"{value.get('what', '')} (by {day_in_words(value.get('by', ''))})" if isinstance(value, dict) else str(value)
        if isinstance(value, bool):
            return "yes" if value else "" if base == "withdrawn" else "no"
        if base in _DAYS:
            return day_in_words(str(value))
        return self._codes.get(base, {}).get(str(value), str(value))

    def _finding(self, entity: str, authority: str) -> str:
        row = self._session.get(rows.Finding, entity)
        text = (row.text or "") if row is not None and row.authority == authority else ""
        return f"“{text if len(text) <= 90 else text[:89].rstrip() + '…'}”" if text else "a finding"


def _yes_or(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _evidence(value: Any) -> str:
    """The words of a quote, or a figure as it read."""
    if not isinstance(value, dict):
        return str(value)
    if value.get("settles"):
        return _settled(value)
    if value.get("flag") and value.get("sentence"):
        return f"Flag: {value['sentence']}"
    selectors = value.get("selector")
    words = _exact(selectors)
    if words:
        return f"“{words}”"
    figure = " ".join(str(value[name]) for name in ("title", "period", "text") if value.get(name))
    return figure or "a part of a page, as a picture"


def _exact(selectors: Any) -> str:
    """The words of a quote's selectors; empty where there are none."""
    among = selectors if isinstance(selectors, list) else [selectors]
    return next((str(one["exact"]) for one in among if isinstance(one, dict) and one.get("exact")), "")


def _settled(value: dict[str, Any]) -> str:
    """What a person said of a passage or a picture in a newer version."""
    if value.get("answer") == "lost":
        return f"Kept as lost in the new version of {value.get('name', '')}"
    words = _exact(value.get("place"))
    return f"In the new version: “{words}”" if words else f"In the new version: a part of page {value.get('page', '')}, as a picture"
