"""The flags of an authority worked out from the raw files with the csv module alone: nothing of the program is asked.

The thresholds are written out here as the rules say them: worst and outer fifth of ten or more, worse two steps running and by more than a
tenth, more than one standard deviation from four or more neighbours, five times the middle one.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from statistics import mean, median_low, stdev

Met = tuple[str, str, str]
"""A rule, a code and a period."""


@dataclass
class Measure:
    """One measure as it stands in the long file: by period, what each place (its LA number) has."""

    cells: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    authorities: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Said:
    """What the dictionary says of a measure."""

    polarity: str
    unit: str


def long_table(lines: Iterable[str]) -> dict[str, Measure]:
    """LAIT's long table: Short Desc, Years, Values, LA Number; an authority is a place with a region."""
    found: dict[str, Measure] = defaultdict(Measure)
    for row in csv.DictReader(lines):
        measure, number = found[row["Short Desc"]], row["LA Number"].removesuffix(".0")
        measure.cells[row["Years"]][number] = row["Values"]
        if row["Region"] not in ("", "NA"):
            measure.authorities.add(number)
    return found


def dictionary(lines: Iterable[str]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["Measure_short"], Said(row["Polarity"], row["y_axis_name"]))
    return found


def neighbours(lines: Iterable[str], authority: str) -> list[str]:
    """The ten nearest of the wide table: SN_1 to SN_10."""
    row = next(row for row in csv.DictReader(lines) if row["old_la_code"] == authority)
    return [row[f"SN_{number}"] for number in range(1, 11)]


def year(label: str) -> tuple[int, int, str]:
    """Sorts periods: by the year they end in; 0 names none and comes first."""
    years = re.findall(r"(?<!\d)(20\d\d)(?:[/-](\d\d))?", label)
    tail = re.findall(r"-(\d\d)/(\d\d)", label)  # 2013/14-15/16
    if not years:
        return 0, 0, label
    ends = 2000 + int(tail[-1][1]) if tail else 2000 + int(years[-1][1]) if years[-1][1] else int(years[-1][0])
    return ends, 0, label


def number(cell: str | None) -> float | None:
    try:
        return float(cell or "")
    except ValueError:
        return None


def flags(
    table: dict[str, Measure], said: dict[str, Said], near: list[str], own: str, region: str, cards: set[str], england: str = "970"
) -> Iterator[Met]:
    """What the table says of *own* (LA number)."""
    for code, measure in table.items():
        periods = sorted((period for period, cells in measure.cells.items() if own in cells), key=year)
        if periods:
            told = said.get(code, Said("", ""))
            yield from ((rule, code, periods[-1]) for rule in _met(measure, told, near, own, (england, region), periods, code in cards))


def _met(
    measure: Measure, told: Said, near: list[str], own: str, beside: tuple[str, str], periods: list[str], on_card: bool
) -> Iterator[str]:  # fmt: skip
    cells, good = measure.cells[periods[-1]], told.polarity in ("High", "Low")
    value, country = number(cells[own]), number(cells.get(beside[0]))
    everyone = sorted(one for place in measure.authorities if (one := number(cells.get(place))) is not None)
    counts = told.unit.lower().startswith("number") or bool(
        country is not None and everyone and country > 30 * max(median_low(everyone), 1)
    )  # fmt: skip
    if value is None and on_card:
        yield "no-value"
    if _worsened([number(measure.cells[period][own]) for period in periods[-3:]], told.polarity):
        yield "worsening"
    if counts:
        return
    if value is not None and len(everyone) >= 10:
        fifth = int(len(everyone) * 0.2 + 1e-9)
        under, over = value <= everyone[fifth - 1], value >= everyone[-fifth]
        if good and under != over and under == (told.polarity == "High"):
            yield "worst-part"
        if told.polarity == "-" and under != over:
            yield "either-tail"
    others = [one for place in near if (one := number(cells.get(place))) is not None]
    far = value is not None and len(others) >= 4 and stdev(others) and abs(value - mean(others)) > stdev(others)
    if far and value is not None and (not good or (value < mean(others)) == (told.polarity == "High")):
        yield "neighbour-gap"
    if len(everyone) >= 10 and median_low(everyone) > 0 and any(_other_unit(number(cells.get(place)), everyone) for place in beside):
        yield "unit-error"


def _worsened(last: list[float | None], polarity: str) -> bool:
    if len(last) < 3 or None in last or polarity not in ("High", "Low"):
        return False
    first, second, third = last  # type: ignore[misc]
    worse = first < second < third if polarity == "Low" else first > second > third  # type: ignore[operator]
    return bool(worse and first and abs(third - first) / abs(first) > 0.1)  # type: ignore[operator]


def _other_unit(value: float | None, everyone: list[float]) -> bool:
    middle = median_low(everyone)
    outside = value is not None and not everyone[0] <= value <= everyone[-1]
    return outside and (value > 5 * middle or 0 < value * 5 < middle)  # type: ignore[operator]


def day(text: str) -> date:
    """18/04/23 or 18/04/2023."""
    numbers = [int(part) for part in text.split("/")]
    return date(numbers[2] if numbers[2] > 99 else 2000 + numbers[2], numbers[1], numbers[0])


def inspected(lines: Iterable[str], authority: str, today: date) -> set[Met]:
    """What the row of the inspections' table says: areas judged inadequate, outcome 3, outcome 2 three years ago or more."""
    row = next(row for row in csv.DictReader(lines) if row["old_la_code"] == authority)
    judged = ("overall", "leaders", "help_protection", "in_care", "care_leavers")
    found = {("inspection-inadequate", one, day(row["ilacs_published"]).isoformat()) for one in judged if row[one] == "inadequate"}
    if row["send_outcome"] == "3":
        found.add(("send-outcome-3", "send", day(row["send_published"]).isoformat()))
    if row["send_outcome"] == "2":
        start = day(row["send_start"])
        if start.replace(year=start.year + 3) <= today:
            found.add(("send-outcome-2-due", "send", day(row["send_published"]).isoformat()))
    return found
