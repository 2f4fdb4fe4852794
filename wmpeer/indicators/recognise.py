"""What kind of table a row of headings announces. Names of files say nothing here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

Layout = Literal[
    "ees", "ees-meta", "lait", "long", "dictionary", "inspections", "neighbours", "finance", "codes", "fingertips", "lginform", "lait-book"
]

ROLES: Mapping[str, tuple[str, ...]] = {
    "code": (
        "short desc",
        "indicator code",
        "measure code",
        "measure short",
        "indicator id",
        "code",
        "indicator",
        "measure",
        "metric",
        "metric code",
        "variable",
        "metric type",
    ),
    "title": (
        "data item",
        "title",
        "indicator title",
        "indicator name",
        "measure name",
        "description",
        "indicator",
        "measure",
        "metric",
        "metric name",
    ),
    "period": (
        "years",
        "year",
        "period",
        "time period",
        "date",
        "quarter",
        "financial year",
        "academic year",
        "calendar year",
        "reporting period",
        "reporting year",
        "period label",
        "time",
        "month",
    ),
    "area": (
        "la and regions",
        "area",
        "area name",
        "la name",
        "local authority",
        "local authority name",
        "authority",
        "la",
        "authority name",
        "geography",
        "geography name",
        "area label",
        "council",
    ),
    "number": ("la number", "old la code", "la code", "dfe code", "lea code", "la no"),
    "ons": (
        "new la code",
        "ons code",
        "gss code",
        "area code",
        "local authority area code",
        "ltla23cd",
        "utla23cd",
        "geography code",
        "local authority code",
        "authority code",
        "areacd",
    ),
    "value": (
        "values",
        "value",
        "figure",
        "percentage",
        "rate",
        "obs value",
        "observation",
        "value %",
        "rate %",
        "figure %",
        "value per 10 000",
        "rate per 10 000",
    ),
    "region": ("region", "region name"),
    "unit": ("unit", "units", "y axis name"),
    "polarity": ("polarity", "pol"),
    "year_type": ("year type", "ytype"),
    "part": ("quarter", "qtr", "month", "month name", "term", "half", "half year"),
}
"""What a column of a long table may be called, by what it is for. `part` is the part of the year that another column names."""
_YEARS = {"years", "year", "financial year", "academic year", "calendar year", "reporting year"}

GRADES: Mapping[str, tuple[str, ...]] = {
    "overall": ("overall", "overall effectiveness", "overall effectiveness grade", "overall grade"),
    "leaders": ("leaders", "impact of leaders grade", "impact of leaders", "leadership"),
    "help_protection": ("help protection", "help and protection grade", "help and protection", "help protection grade"),
    "in_care": ("in care", "in care grade", "children in care", "children in care grade"),
    "care_leavers": ("care leavers", "care leavers grade"),
    "outcome": ("send outcome", "area send outcome", "inspection outcome", "outcome grade", "outcome"),
}
_OF_ONE_PROVIDER = {
    "school name", "provider name", "establishment name", "setting name", "home name", "laestab", "ofsted phase", "phase of education",
}  # fmt: skip
"""Columns of lists of schools and homes: their grades are no authority's."""
_GRADE_WORDS = {
    "leaders": "impact of leaders",
    "help_protection": "need help and protection",
    "in_care": "progress of children in care",
    "care_leavers": "progress of care leavers",
}


_BETTER = re.compile(
    r"(high|low|big|small|h|l|increas|decreas)(?:er|est|ger|gest|ing|e)?(?: (?:values? )?(?:is |are )?(good|better|best|bad|worse|worst))?"
)


def words(heading: str) -> str:
    """A heading in lower case, its words apart by single spaces."""
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", heading.strip().strip("\ufeff").casefold()).split())


def polarity_of(text: str) -> str:
    """What a column of polarities says, as High, Low, ``-`` (neither) or empty: "Lower is better", "high is good", "L", "neutral"."""
    plain = words(text)
    if text.strip() in {"-", "–"} or plain in {"neutral", "neither", "none", "no polarity", "context", "contextual"}:
        return "-"
    found = _BETTER.fullmatch(plain)
    if found is None:
        return ""
    high = found[1] in {"high", "h", "big", "increas"}
    return "High" if high != (found[2] in {"bad", "worse", "worst"}) else "Low"


def layout_of(headings: Sequence[str], mapping: Mapping[str, str] | None = None, period: str = "") -> Layout | None:
    """The layout whose headings these are, or None.

    A *mapping* (role to heading) makes a long table of any that has its headings; with a *period* told beforehand a table needs no
    column of periods.
    """
    known = {words(heading) for heading in headings if heading.strip()}
    if mapping and {words(heading) for heading in mapping.values()} <= known:
        return "long"
    if {"time period", "geographic level"} <= known:
        return "ees"
    if {"col name", "col type"} <= known:
        return "ees-meta"
    if "measure short" in known and "polarity" in known:
        return "dictionary"
    if {"short desc", "years", "values"} <= known:
        return "lait"
    if (other := _of_publisher(known)) is not None:
        return other
    if is_inspections(headings, known):
        return "inspections"
    if is_neighbours(known):
        return "neighbours"
    if {"e code", "ons code"} <= known or {"ecode", "class"} <= known:
        return "finance"
    return _long_or_codes(headings, known, period)


def _of_publisher(known: set[str]) -> Layout | None:
    """The layouts of `fingertips` and `foreign`, by their headings."""
    if {"indicator id", "area code", "time period", "value", "sex", "age"} <= known:
        return "fingertips"
    if {"area label", "area long label", "area"} <= known:
        return "lginform"
    return "lait-book" if {"short desc", "data item", "years"} <= known and not known & {"values", "value"} else None


def _long_or_codes(headings: Sequence[str], known: set[str], period: str) -> Layout | None:
    roles = columns_by_role(headings)
    if {"code", "value"} <= roles.keys() and ("period" in roles or period) and roles.keys() & {"area", "number", "ons"}:
        return "long"
    lists = ("la number", "ltla23cd", "utla23cd", "local authority code", "region name correct", "gss code", "old la code")
    if known & set(lists) and not known & {"value", "values"}:
        return "codes"
    return None


def columns_by_role(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, int]:
    """Which column is for what; a saved *mapping* (role to heading) goes before what the headings say themselves."""
    plain = [words(heading) for heading in headings]
    found: dict[str, int] = {}
    for role, heading in (mapping or {}).items():
        if words(heading) in plain:
            found[role] = plain.index(words(heading))
    for role, names in ROLES.items():
        for name in names:
            if role not in found and name in plain and plain.index(name) not in found.values():
                found[role] = plain.index(name)
    if "part" in found and ("period" not in found or plain[found["period"]] not in _YEARS):
        del found["part"]
    return found


def grade_columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds which judgement."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = words(heading)
        for role, names in GRADES.items():
            if role not in found and (plain in names or (role in _GRADE_WORDS and _GRADE_WORDS[role] in plain)):
                found[role] = place
    return found


def is_inspections(headings: Sequence[str], known: set[str]) -> bool:
    """Whether headings are those of inspection outcomes: two judgements or more, or an area SEND outcome with its day."""
    found = grade_columns(headings)
    if known & _OF_ONE_PROVIDER:
        return False
    return len(found) >= 2 or ("outcome" in found and bool(known & {"inspection start date", "inspection date", "publication date"}))


def is_neighbours(known: set[str]) -> bool:
    """Whether headings are those of statistical neighbours: numbered columns, a list in one cell, or one row each."""
    numbered = sum(1 for word in known if re.fullmatch(r"(?:sn|neighbour|stat(?:istical)? neighbour) ?\d{1,2}", word))
    listed = any(word.startswith(("stat neighbours", "statistical neighbours")) for word in known)
    each = any("neighbour" in word or word.startswith("sn ") for word in known) and bool(known & {"rank", "closeness", "order"})
    return numbered >= 3 or listed or each


__all__ = ["GRADES", "ROLES", "Layout", "columns_by_role", "grade_columns", "is_neighbours", "layout_of", "words"]
