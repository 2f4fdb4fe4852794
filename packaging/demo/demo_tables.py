"""The invented tables in the layouts that the Department, the interactive tool and inspection outcomes use."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence

from demo_figures import YEARS, Measure, Place, measures, places, values
from demo_quarters import EARLIER_ROUND, quarterly
from demo_source import HERE, sources

COUNTRY = "England (invented figures)"
GEOGRAPHY = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name"]
EES_YEARS = YEARS[-5:]
EARLIER_YEARS = YEARS[:-1]
"""Those of the release before: it reaches further back."""
RESTATED = {("Brackenford", 2023): 1.06, ("Eastholt", 2024): 0.94, ("Ravensby", 2024): 1.03, ("Wexcombe", 2022): 1.05}
"""The referrals that the release before told were so many times those of now."""
POPULATION = {
    "Ashcombe": 118000, "Brackenford": 74000, "Calderholt": 61000, "Dunmere": 29000, "Eastholt": 38000, "Fenholme": 84000,
    "Greyminster": 96000, "Harrowdale": 103000, "Kelsborough": 91000, "Lindmoor": 14200, "Northmoor": 121000, "Ravensby": 44000,
    "Thornbeck": 52000, "Wexcombe": 57000,
}  # fmt: skip


def tables() -> dict[str, bytes]:
    """Every table by file name."""
    return {
        "lait_westmarch_long.csv": _lait(),
        "lait_westmarch_dictionary.csv": _dictionary(),
        "c1_children_in_need_referrals_and_rereferrals_2018_to_2024.csv": _ees(
            _referrals_before, ["old_la_code", "new_la_code", "la_name"], EARLIER_YEARS
        ),
        "c1_children_in_need_referrals_and_rereferrals_2021_to_2025.csv": _ees(_referrals, ["old_la_code", "new_la_code", "la_name"]),
        "d3_cpps_subsequent_plan_2021_to_2025.csv": _ees(_subsequent, ["old_la_code", "new_la_code", "la_name"]),
        "cla_number_and_rate_per_10k_children.csv": b"\xef\xbb\xbf" + _ees(_looked_after, ["old_la_code", "la_name", "new_la_code"]),
        "csww_indicators_2021_to_2025.csv": _ees(_workforce, ["old_la_code", "new_la_code", "la_name"]),
        "Westmarch quarterly indicators 2025-26.xlsx": quarterly(20, corrected=False),
        "Westmarch quarterly indicators 2026-27.xlsx": quarterly(21, corrected=True),
        "westmarch_inspections.csv": _inspections(),
        "westmarch_inspections_round_before.csv": _inspections_before(),
        "sn_model_2025_wide.csv": b"\xef\xbb\xbf" + _neighbours(),
    }


def _written(rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


# ------------------------------------------------------------------ the interactive tool's long table and dictionary
def _lait() -> bytes:
    rows: list[list[object]] = [["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]]
    pinned = _pinned()
    for one in measures():
        for year in YEARS:
            for place in places():
                value = values()[one.code, place.name, year]
                item = one.title if year == YEARS[0] else ""
                rows.append(
                    [one.code, item, one.label(year), place.name, _cell(one, place, year, value, pinned), f"{place.dfe}.0", _home(place)]
                )
    return _written(rows)


def _cell(one: Measure, place: Place, year: int, value: float, pinned: set[tuple[str, str, int]]) -> str:
    chance = random.Random(f"cell {one.code} {place.name} {year}").random()
    if place.level in ("authority", "outside") and (one.code, place.name, year) not in pinned:
        small = place.name == "Lindmoor" and one.code in ("CPPlans2yrs", "LACStable_2016on", "CareLeavers_LA_NotInTouch", "StayingPut")
        if small or chance < 0.012:
            return "-"
    if chance > 0.95:
        return f"{value:.17g}"  # as a spreadsheet lets slip now and then
    return f"{value:.{one.decimals}f}" if one.decimals else f"{value:.0f}"


def _pinned() -> set[tuple[str, str, int]]:
    return {(code, one.authority, year) for one in sources() for code, year in one.pins}


def _home(place: Place) -> str:
    return {"authority": "Westmarch", "outside": "Outer Lands"}.get(place.level, "NA")


_NEXT = {
    "Child Protection": "46326", "Children in Need": "46326", "Children Looked After": "46356", "Children's Services Workforce": "46477",
    "Youth Offending": "TBC",
}  # fmt: skip
"""When the tool says it brings a topic up to date: day numbers, as a spreadsheet keeps 31 October 2026 and the ends of other months."""


def _dictionary() -> bytes:
    head = [
        "Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name", "state_funded_flag", "Table_status",
        "Description", "Last Update", "Next Update", "Data Owner (DO) /Supplier and Contact Details", "Methodology", "Hyperlink(s)", "dps",
        "Year_Type", "No_Quartile",
    ]  # fmt: skip
    rows: list[list[object]] = [head]
    for number, one in enumerate(measures(), start=9001):
        rows.append([
            number, one.topic, one.title, one.title, one.code, one.polarity, one.unit, "NA", "Invented for demonstration",
            "The title, unit and direction are those of the published measure; every value is invented.", "46295",
            _NEXT.get(one.topic, "46660"), "Westmarch (fictional)", "None: the values are invented.", "NA", one.decimals, one.year_type,
            "NA",
        ])  # fmt: skip
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()


# ------------------------------------------------------------------ tables of official statistics
def _ees(make: object, codes: list[str], years: Sequence[int] = EES_YEARS) -> bytes:
    heads, lines = make()  # type: ignore[operator]
    rows: list[list[object]] = [[*GEOGRAPHY, *codes, *heads]]
    for year in reversed(years):
        for place in sorted(places(), key=lambda one: ["country", "region", "authority", "outside"].index(one.level)):
            for cells in lines(place, year):
                rows.append([*_geography(place, year), *(_code(place, code) for code in codes), *cells])
    return _written(rows)


def _geography(place: Place, year: int) -> list[object]:
    level = {"country": "National", "region": "Regional"}.get(place.level, "Local authority")
    region = {"country": ("", ""), "outside": ("X12000002", "Outer Lands")}.get(place.level, ("X12000001", "Westmarch"))
    return [year, "Reporting year", level, "E92000001", COUNTRY, *region]


def _code(place: Place, code: str) -> str:
    if place.level in ("country", "region"):
        return ""
    return {"old_la_code": place.dfe, "new_la_code": place.ons, "la_name": place.name}[code]


def _children(place: Place) -> int:
    known = {"country": 11_980_000, "region": sum(POPULATION.values())}
    return known.get(place.level) or POPULATION.get(place.name) or 30_000 + 4_000 * int(place.dfe[-1])


def _count(place: Place, per_10_000: float) -> int:
    count = round(_children(place) * per_10_000 / 10_000)
    return round(count, -1) if place.level in ("country", "region") else count


def _value(code: str, place: Place, year: int) -> float:
    return values()[code, place.name, year]


def _referrals_before() -> tuple[list[str], object]:
    """As the release of a year before told them: some figures were corrected since."""
    heads, lines = _referrals()

    def before(place: Place, year: int) -> list[list[object]]:
        ((kind, count, *rest),) = lines(place, year)  # type: ignore[operator]
        times = RESTATED.get((place.name, year))
        if times is None:
            return [[kind, count, *rest]]
        return [[kind, round(count * times), round(rest[0] * times * 1.04), f"{float(rest[1]) * 1.04:.1f}", *rest[2:]]]

    return heads, before


def _referrals() -> tuple[list[str], object]:
    heads = ["category", "referral_count", "rereferral_count", "rereferral_percent", "no_further_action_count", "no_further_action_percent"]

    def lines(place: Place, year: int) -> list[list[object]]:
        if place.name == "Outer Garton" and year == 2023:
            return [["Referrals and Re-referrals", *["x"] * 5]]
        count, again = _count(place, _value("CPP_Total_Rateper10,000", place, year)), _value("ReReferral", place, year)
        closed = random.Random(f"nfa {place.name} {year}").uniform(0, 9)
        if place.level in ("country", "region"):  # near the middle of those it is made of
            closed = 4.2 + closed / 20
        few = [("c", "c"), ("k", "k")][year % 2] if place.name == "Lindmoor" else (round(count * closed / 100), f"{closed:.1f}")
        return [["Referrals and Re-referrals", count, round(count * again / 100), f"{again:.1f}", *few]]

    return heads, lines


def _subsequent() -> tuple[list[str], object]:
    heads = ["category", "CPP_start", "CPP_subsequent", "CPP_subsequent_percent"]

    def lines(place: Place, year: int) -> list[list[object]]:
        started, again = _count(place, _value("CPP_rate", place, year) * 1.2), _value("PrevRegCPR", place, year)
        cells: list[object] = [started, round(started * again / 100), f"{again:.1f}"]
        if place.name == "Lindmoor" and year == 2022:
            cells = [started, "c", "c"]
        return [["Child Protection Plans which are a second or subsequent plan", *cells]]

    return heads, lines


def _looked_after() -> tuple[list[str], object]:
    heads = ["population_type", "population_estimate", "children_count", "rate_per_10000"]
    kinds = {
        "Children ceasing to be looked after each year": "LAC_Cease_Rate",
        "Children looked after on 31 March each year": "LAC",
        "Children starting to be looked after each year": "LAC_Start_Rate",
    }

    def lines(place: Place, year: int) -> list[list[object]]:
        found: list[list[object]] = []
        for kind, code in kinds.items():
            rate = _value(code, place, year)
            few = place.name == "Lindmoor" and code == "LAC_Cease_Rate" and year == 2024
            found.append([kind, _children(place), *(("c", "c") if few else (_count(place, rate), f"{rate:.0f}"))])
        return found

    return heads, lines


def _workforce() -> tuple[list[str], object]:
    heads = [
        "inpost_fte", "turnover_rate_fte", "agency_fte", "agency_rate_fte", "agency_cover_rate_fte", "vacancy_fte", "vacancy_rate_fte",
        "cases", "caseload_fte", "absence_rate_fte",
    ]  # fmt: skip

    def lines(place: Place, year: int) -> list[list[object]]:
        posts = _children(place) / 330
        vacant, agency, load = (
            _value(code, place, year) for code in ("Work_Force_Vac_Rate", "Work_Force_Agecy_Rate", "Work_Force_AvgNumCase_SW")
        )
        cells: list[object] = [
            f"{posts:.1f}", f"{_value('Work_Force_TO_Rate', place, year):.1f}", f"{posts * agency / 100:.1f}", f"{agency:.1f}",
            f"{min(100, agency * 5):.1f}", f"{posts * vacant / 100:.1f}", f"{vacant:.1f}", round(posts * 0.6 * load), f"{load:.1f}",
            f"{_value('Work_Force_SWAbsence', place, year):.1f}",
        ]  # fmt: skip
        if (place.name, year) == ("Lindmoor", 2025):
            cells[2], cells[3], cells[4] = "low", "low", "z"
        if (place.name, year) == ("Harrowdale", 2024):  # the two sources differ
            cells[1] = f"{_value('Work_Force_TO_Rate', place, year) + 0.9:.1f}"
        if (place.name, year) == ("Eastholt", 2024):
            cells[3] = "u"
        if (place.name, year) == ("Kelsborough", 2021):
            cells[-1] = "x"
        return [cells]

    return heads, lines


# ------------------------------------------------------------------ inspection outcomes and neighbours
_KINDS = {"county": "County", "metropolitan-district": "Metropolitan District", "unitary-authority": "Unitary Authority"}


_ILACS = [
    "old_la_code", "new_la_code", "la_name", "urn", "la_type", "ilacs_start", "ilacs_end", "ilacs_published", "ilacs_type", "overall",
    "leaders", "help_protection", "in_care", "care_leavers", "report",
]  # fmt: skip


def _inspections() -> bytes:
    rows: list[list[object]] = [[*_ILACS, "send_outcome", "send_start", "send_end", "send_published", "send_report"]]
    known = {one.name: one for one in places()}
    for number, line in enumerate((HERE / "outcomes.psv").read_text(encoding="utf-8").splitlines(), start=1):
        name, kind, *cells = line.split("|")
        place = known[name]
        ilacs, send = cells[:9], cells[9:]
        report = f"https://reports.example/fictional/{place.dfe}"
        rows.append([
            place.dfe, place.ons, name, 99800 + number, _KINDS[kind], *ilacs, report, *send, f"{report}/send" if send[0] else "",
        ])  # fmt: skip
    return _written(rows)


def _inspections_before() -> bytes:
    """The round before, in which care leavers had no judgement of their own."""
    rows: list[list[object]] = [_ILACS]
    known = {one.name: one for one in places()}
    kinds = {line.split("|")[0]: line.split("|")[1] for line in (HERE / "outcomes.psv").read_text(encoding="utf-8").splitlines()}
    for number, line in enumerate(EARLIER_ROUND.split("\n")[1:-1], start=1):
        name, *cells = line.split("|")
        place = known[name]
        report = f"https://reports.example/fictional/{place.dfe}/round-before"
        told = [*cells[:3], "standard", *cells[3:], "inspection_pre_dates_judgement", report]
        rows.append([place.dfe, place.ons, name, 99800 + number, _KINDS[kinds[name]], *told])
    return _written(rows)


def _neighbours() -> bytes:
    head = ["old_la_code", "la_name", "region_ind", "region_name", *(part for n in range(1, 11) for part in (f"SN_{n}", f"SN_{n}P"))]
    words = (
        "Very close",
        "Very close",
        "Very close",
        "Close ",
        "Close ",
        "Close ",
        "Somewhat close",
        "Somewhat close",
        "Somewhat close",
        "Not close",
    )
    inside = [one for one in places() if one.level == "authority"]
    outside = [one for one in places() if one.level == "outside"]
    rows: list[list[object]] = [head]
    for place in inside:
        chance = random.Random(f"neighbours {place.name}")
        chosen = chance.sample([one for one in inside if one != place], 3) + chance.sample(outside, 7)
        chance.shuffle(chosen)
        rows.append(
            [place.dfe, place.name, 98, "Westmarch", *(cell for one, word in zip(chosen, words, strict=True) for cell in (one.dfe, word))]
        )
    return _written(rows)
