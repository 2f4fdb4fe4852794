"""What came before and what comes between: an earlier release and an earlier round of inspections, and the region's own quarterly workbook.

All of it is invented. The workbook is of the shape that regions send round: lines above the header, one row for each figure, a note below.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from demo_figures import Place, places, values
from demo_office import DAY, steady
from openpyxl import Workbook
from openpyxl.styles import Font

FIRST_YEAR, LAST_YEAR = 2021, 2026
"""The financial years in which the quarters begin: from April 2021; of the last there is one quarter."""


@dataclass(frozen=True)
class Quarterly:
    """An indicator that the region counts each quarter. Its invented values lie around those of the yearly measure `beside`."""

    code: str
    title: str
    unit: str
    polarity: str
    beside: str
    decimals: int = 1


INDICATORS = (
    Quarterly("WQ01", "Referrals in the quarter (yearly rate)", "Rate per 10,000", "-", "CPP_Total_Rateper10,000"),
    Quarterly("WQ02", "Re-referrals within 12 months, quarter (%)", "%", "Low", "ReReferral"),
    Quarterly("WQ03", "Assessments completed within 45 working days, quarter (%)", "%", "High", "Continue_Assess_Comp"),
    Quarterly("WQ04", "Conferences held within 15 days, quarter (%)", "%", "High", "CP_conf_15days"),
    Quarterly("WQ05", "Children on a child protection plan at the quarter’s end (rate)", "Rate per 10,000", "-", "CPP_rate"),
    Quarterly("WQ06", "Children looked after at the quarter’s end (rate)", "Rate per 10,000", "-", "LAC"),
    Quarterly("WQ07", "Agency social workers at the quarter’s end (%)", "%", "Low", "Work_Force_Agecy_Rate"),
    Quarterly("WQ08", "EHC plans issued within 20 weeks, quarter (%)", "%", "High", "SEN_EHC_Excpt_20wks"),
)
_ONCE = {("WQ07", "Dunmere", 13): 11.0, ("WQ04", "Fenholme", 9): -24.0}
"""One quarter that was unlike all others: so much is added to it."""
_SINCE = {("WQ02", "Brackenford", 12): 5.5, ("WQ06", "Northmoor", 11): -7.0}
"""A level that changed and stayed: so much is added from that quarter on."""
_RISING = {("WQ03", "Kelsborough"): 13}
"""Every quarter a little more than the one before, from that quarter on."""
_RESTATED = {("WQ01", "Ashcombe"): 9.4, ("WQ02", "Greyminster"): -1.2, ("WQ05", "Ravensby"): 2.3, ("WQ08", "Thornbeck"): -3.6}
"""What was told of the last quarter of 2025/26 differed by so much from what is told of it now."""


def quarters(last: int) -> tuple[str, ...]:
    """The first *last* quarters as the workbook labels them."""
    labels = [f"Q{quarter} {year}/{(year + 1) % 100:02d}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for quarter in (1, 2, 3, 4)]
    return tuple(labels[:last])


def quarterly(last: int, *, corrected: bool) -> bytes:
    """The workbook with the first *last* quarters; the newest of them is provisional. *corrected*: as the year before is told now."""
    book = Workbook()
    facts = book.properties
    facts.title, facts.creator, facts.created, facts.modified = "Quarterly indicators", "Westmarch (fictional)", DAY, DAY
    sheet = book.active
    sheet.title = "Indicators"
    sheet.append(["Westmarch quarterly indicators: every figure is invented for demonstration"])
    sheet.append([])
    sheet.append(["Code", "Indicator", "Unit", "Polarity", "Quarter", "Authority", "ONS code", "Value"])
    for cell in (sheet["A1"], *sheet[3]):
        cell.font = Font(bold=True)
    for row in _rows(last, corrected=corrected):
        sheet.append(row)
    sheet.append([])
    sheet.append(["Note: (p) is provisional; authorities may correct it in the next quarter."])
    for column, width in zip("ABCDEFGH", (8, 52, 16, 9, 24, 18, 12, 9), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), {"docProps/core.xml": _saved_on_the_day})


def _saved_on_the_day(core: bytes) -> bytes:
    """The library writes the moment of saving; it is the day of the demonstration's documents."""
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)


def _rows(last: int, *, corrected: bool) -> Iterator[list[object]]:
    for one in INDICATORS:
        by_place = {place.name: _series(one, place) for place in places() if place.level == "authority"}
        for at, label in enumerate(quarters(last)):
            newest = at == last - 1
            known: list[float] = []
            for place in places():
                if place.level == "authority":
                    less = 0.0 if corrected or not newest else _RESTATED.get((one.code, place.name), 0.0)
                    known.append(round(by_place[place.name][at] + less, one.decimals))
                    yield _row(one, label, place, "c" if _few(one, place, at) else _cell(known[-1], newest))
                elif place.level == "region":
                    yield _row(one, label, place, _cell(round(sum(known) / len(known), one.decimals), newest))


def _cell(value: float, provisional: bool) -> object:
    return f"{value:.1f} (p)" if provisional else value


def _row(one: Quarterly, label: str, place: Place, value: object) -> list[object]:
    return [one.code, one.title, one.unit, one.polarity, label, place.name, place.ons, value]


def _few(one: Quarterly, place: Place, at: int) -> bool:
    return place.name == "Lindmoor" and one.code in ("WQ04", "WQ08") and at % 3 == 1


def _series(one: Quarterly, place: Place) -> list[float]:
    chance = random.Random(f"quarter {one.code} {place.name}")
    level = values()[one.beside, place.name, 2025]
    noise = max(0.4, abs(level) * 0.035)
    series, lift, rising = [], 0.0, _RISING.get((one.code, place.name))
    for at in range(len(quarters(21))):
        lift += _SINCE.get((one.code, place.name, at), 0)
        value = level + lift + chance.gauss(0, noise) + _ONCE.get((one.code, place.name, at), 0)
        if rising is not None and at >= rising:
            value = max(value, series[-1] + 0.5)
        series.append(round(min(max(value, 0.2), 99.4) if one.unit == "%" else max(value, 0.2), one.decimals))
    return series


EARLIER_ROUND = """
Ashcombe|14/05/2018|25/05/2018|06/07/18|requires improvement|requires improvement|requires improvement|good
Brackenford|11/06/2018|22/06/2018|30/07/18|inadequate|requires improvement|inadequate|requires improvement
Calderholt|04/11/2019|15/11/2019|06/01/20|good|good|requires improvement|good
Dunmere|09/07/2018|20/07/2018|03/09/18|requires improvement|requires improvement|requires improvement|good
Eastholt|04/03/2019|15/03/2019|29/04/19|requires improvement|requires improvement|good|requires improvement
Fenholme|21/01/2019|01/02/2019|18/03/19|good|good|good|good
Greyminster|03/12/2018|14/12/2018|29/01/19|inadequate|inadequate|inadequate|requires improvement
Harrowdale|10/02/2020|21/02/2020|06/04/20|good|good|good|outstanding
Kelsborough|13/05/2019|24/05/2019|08/07/19|requires improvement|requires improvement|requires improvement|requires improvement
Lindmoor|16/09/2019|27/09/2019|11/11/19|good|good|good|good
Northmoor|24/06/2019|05/07/2019|19/08/19|good|requires improvement|good|good
Ravensby|05/11/2018|16/11/2018|07/01/19|requires improvement|requires improvement|requires improvement|good
Thornbeck|14/01/2019|25/01/2019|11/03/19|requires improvement|good|requires improvement|requires improvement
Wexcombe|30/09/2019|11/10/2019|25/11/19|requires improvement|requires improvement|requires improvement|requires improvement
"""
"""The round before: name, start, end, published, overall, leaders, help and protection, in care. Care leavers were not judged apart."""
