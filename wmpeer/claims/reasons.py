"""The reasons of marks in words: what is published, by whom, and how it differs."""

from __future__ import annotations

from wmpeer.claims.published import Published, Series
from wmpeer.claims.times import Time, kind_words
from wmpeer.claims.whom import ENGLAND, NEIGHBOURS, REGION
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period

NOT_LOADED = "No table that has this indicator for the authority is loaded."
IN_YEAR = "A local figure of the running year, which no publication covers yet."
PART = "It is about a part of the service or of the area, which the published figure does not tell apart."
ELSEWHERE = "It is about somewhere that the loaded tables do not tell of."
FAR_OFF = "It is not the first number of the sentence for this indicator, and so far off that it may be of something else."
FROM_AROUND = "The sentence does not name the indicator in full: it was read so from what stands around it, and the numbers agree."
OTHER_SCALE = "The table’s figures for England and for authorities seem to be in different units."
MEAN_MAY_DIFFER = "Averages of a region or of neighbours depend on who is in them and how they are weighed."

_GROUPS = {
    "cla": "children in care", "cpp": "children on child protection plans", "cin": "children in need",
    "social-worker": "children with a social worker", "ehcp": "children with an EHC plan", "sen-support": "children with SEN support",
    "no-sen": "children without special needs", "sen": "children with special needs", "fsm": "children eligible for free school meals",
    "care-leavers": "care leavers", "aged-19-21": "those aged 19 to 21", "aged-17-18": "those aged 17 and 18",
    "aged-22-25": "those over 21", "not-fsm": "children not eligible for free school meals", "gypsy": "Gypsy, Roma and Traveller children",
    "uasc": "unaccompanied children", "parents-young": "young parents", "young-carers": "young carers", "disabled": "disabled children",
}  # fmt: skip


def period_words(label: str) -> str:
    """A period's label as people write it."""
    return read_period(label).words


def said(published: Published, series: Series, who: str) -> str:
    """ "19.5 published for 2025 (DfE, Local Authority Interactive Tool)", with whom it is for where it is not the authority."""
    whose = {ENGLAND: " for England", REGION: " for the region", NEIGHBOURS: " as the mean of the statistical neighbours"}.get(who, "")
    return f"{published.text} published{whose} for {period_words(published.label)} ({source_words(series.source)})"


def same(source: str, rounded: bool) -> str:
    return f"{source}; the document rounds it." if rounded else f"{source}."


def restated(source: str) -> str:
    return f"{source}, since restated: earlier years are revised by a per cent or so, and the number written is as near as that."


def near(source: str) -> str:
    return f"{source}: near the number written, and not the same. Ask which release it is from."


def unsure(source: str, because: str) -> str:
    return f"{source}. {because or 'The sentence can be read in more than one way.'}"


def undated(source: str, stale: bool = False) -> str:
    if stale:
        return f"{source}; the sentence says no period, and the number may be newer than what is published."
    return f"{source}; the sentence says no period, and the number lies among those of earlier years."


def other(source: str, extent: str) -> str:
    return f"{source}; {extent}." if extent else f"{source}; the number written is another."


def written_then(year: int, series: Series) -> str:
    first = series.labels[0]
    if year < read_period(first).year:
        return f"The sentence says no period; the document was written about {year}, and the loaded figures begin in {period_words(first)}."
    return f"The sentence says no period, and the document was written about {year}: neither that year nor the one before has this number."


def extent(value: float, series: Series) -> str:
    """Where a number lies outside all published years: "18 would be below every year since 2016"; else empty."""
    values = [(one.value, one.label) for one in series.figures if one.value is not None]
    if len(values) < 2:
        return ""
    first, shown = period_words(values[0][1]), f"{value:g}"
    if value < min(number for number, _ in values):
        return f"{shown} would be below every year since {first}"
    if value > max(number for number, _ in values):
        return f"{shown} would be above every year since {first}"
    return ""


def is_of(who: str, figure: Published) -> str:
    whose = {ENGLAND: "England’s", REGION: "the region’s", NEIGHBOURS: "the neighbours’ mean"}.get(who, "another authority’s")
    return f"The number is {whose} ({figure.text}), and the sentence names both."


def is_of_year(figure: Published) -> str:
    return f"The number is that of {period_words(figure.label)} ({figure.text}); the sentence may mean that year."


def another_measure(series: Series | None, figure: Published | None) -> str:
    if series is None or figure is None:
        return "Another measure of the same matter has this number."
    return f"“{series.title}” is {figure.text} for {period_words(figure.label)}; the sentence may mean that measure."


def nothing_for(who: str) -> str:
    whose = {ENGLAND: "England", REGION: "the region", NEIGHBOURS: "statistical neighbours"}.get(who, "that authority")
    return f"The loaded table has no figures for {whose}."


def nothing_in(label: str, series: Series) -> str:
    return f"{source_words(series.source)} has no figure for {period_words(label)}."


def marker(published: Published, series: Series) -> str:
    return f"The figure for {period_words(published.label)} is {published.text} ({source_words(series.source)})."


def no_period(time: Time, series: Series) -> str:
    first, last = series.labels[0], series.labels[-1]
    if time.kind in ("part", "month") and time.label_for(series.year) == time.label:
        return f"No publication covers {time.words}: this indicator is published for {kind_words(series.year)}."
    if time.kind == "split" and series.year in ("calendar", "september"):
        years = (str(time.first), str(time.last))
        beside = [f"{one.text} for {one.label}" for one in series.figures if one.label in years and one.value is not None]
        shown = f" ({', '.join(beside)})" if beside else ""
        return f"{time.label} is no published period: this indicator is published for {kind_words(series.year)}{shown}."
    return f"Nothing is loaded for {time.label}; the figures run from {period_words(first)} to {period_words(last)}."


def uncovered(group: str) -> str:
    return f"It is about {_GROUPS.get(group, group.replace('-', ' '))}, which the published figure does not tell apart."


def before_unknown() -> str:
    return "The earlier number cannot be told: no period is said for it that is published."


def before_same(former: Published) -> str:
    return f"Before it, {former.text} in {period_words(former.label)}."


def before_other(former: Published, clear: bool) -> str:
    tail = "another than the earlier number written" if clear else "not the earlier number written"
    return f"Before it, {former.text} in {period_words(former.label)}: {tail}."


def apart(published: Published, beside: Published, series: Series, who: str) -> str:
    whose = {ENGLAND: "for England", REGION: "for the region", NEIGHBOURS: "as the mean of the statistical neighbours"}.get(who, "there")
    return f"{published.text} in {period_words(published.label)} and {beside.text} {whose} ({source_words(series.source)})."


def changed(former: Published, published: Published, series: Series) -> str:
    then, now = period_words(former.label), period_words(published.label)
    return f"{former.text} in {then}, {published.text} in {now} ({source_words(series.source)})."


def change_unclear(published: Published, series: Series) -> str:
    return f"{published.text} in {period_words(published.label)} ({source_words(series.source)}); no recent year gives this change."
