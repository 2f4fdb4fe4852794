"""The invented figures of Westmarch: 50 measures, fourteen authorities, a region, a country and twelve neighbours outside, eight years."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo_source import sources

ROOT = Path(__file__).resolve().parent.parent.parent
YEARS = tuple(range(2018, 2026))
FIN, CAL, ACA = "Financial Year", "Calendar Year", "Academic Year"

# code | the Department's own title | polarity | unit | decimals | year | England (invented) | spread | topic
_MEASURES = """
CPP_Total_Rateper10,000|Rates per 10,000 of referrals to Children's Social Services|-|Rate per 10,000|1|F|531.2|95|Child Protection
ReReferral|Re-referrals to children's social care within 12 months of the previous referral (%)|Low|% of referrals|1|F|21.8|3|Child Protection
Continue_Assess_Comp|Continuous assessments completed within 45 working days (%)|High|% completed to time|1|F|84.1|5|Child Protection
CIN|Children in Need (rate)|-|Rate per 10,000|1|F|338.6|50|Children in Need
Section_47|Section 47 enquiries which started during the year - rate|-|Rate per 10,000|1|F|178.4|32|Child Protection
ISCP_Conf|Initial Stage Child Protection conferences - rate|-|Rate per 10,000|1|F|57.9|9|Child Protection
CP_conf_15days|Initial child protection conferences held within 15 days of the start of the section 47 enquiries which led to a conference (%)|High|% conferences held|1|F|79.6|7|Child Protection
CPP_rate|Children who are the subject of a Child Protection Plan - rate|-|Rate per 10,000|1|F|42.3|7|Child Protection
PrevRegCPR|Children who became the subject of a plan for a second or subsequent time (%)|Low|% previously plans|1|F|23.7|3|Child Protection
CPPlans2yrs|Child Protection Plans lasting 2 years or more which cease during the year (%)|Low|% of plans|1|F|4.1|1.6|Child Protection
RevCP|Child protection cases that should have been reviewed, that were reviewed (%)|High|% reviewed|1|F|91.8|4|Child Protection
LAC|Children looked after rate per 10,000|-|Rate per 10,000|0|F|69|16|Children Looked After
LAC_Start_Rate|Children starting to be looked after each year (rate)|-|Rate per 10,000|0|F|27|5|Children Looked After
LAC_Cease_Rate|Children ceasing to be looked after each year (rate)|-|Rate per 10,000|0|F|27|5|Children Looked After
Unacc_Asylmn_Seek_Childn%|Children looked after who are unaccompanied Asylum Seeking Children (%)|-|% of CLA|0|F|7|2|Children Looked After
LACStable_2016on|Children looked after at 31 March with three or more placements during the year (%)|Low|% with 3 or more placements|0|F|11|2|Children Looked After
LAC_LongStable%|Children living in the same placement for at least 2 years, or are placed for adoption (%)|High|% Children Looked After|0|F|68|4|Children Looked After
LAC_Foster_Placements|Children looked after at 31 March placed in foster care (%)|High|% Children Looked After|0|F|66|4|Children Looked After
LAC_SecHome_And_ChildHome|Children looked after at 31 March placed in secure homes and children's homes (%)|-|% Children Looked After|0|F|13|3|Children Looked After
LAC_Ind_SInd_Liv_Arr|Children looked after at 31 March placed in independent and semi-independent living arrangements/supported accommodation (%)|-|% Children Looked After|0|F|8|2|Children Looked After
LACDistance|Children looked after at 31 March, placed more than 20 miles from their homes, outside LA boundary (%)|Low|% Children Looked After|0|F|17|4|Children Looked After
Stability_SocialWorker|Children looked after with 3 or more social workers during the year (%)|Low|% Children Looked After|0|F|26|5|Children Looked After
Children_missing|Children Looked after whom had a missing incident during the year (%)|-|% of children|0|F|10|2|Children Looked After
LACHealth%|Children looked after having health checks (%)|High|% of Children Looked After|0|F|89|4|Children Looked After
LACDental%|Children looked after who received dental checks (%)|High|% of Children Looked After|0|F|79|5|Children Looked After
LACVaccinations%|Children looked after whom have up to date immunisations (%)|High|% of Children Looked After|0|F|85|5|Children Looked After
Emotional_LAC|Emotional and Behavioural Health of Looked after Children (SDQ Score)|Low|Score|1|F|14.6|0.6|Children Looked After
CareLeaverAcc|Care Leavers 19-21 year old in suitable accommodation (%)|High|% of leavers|0|F|88|3|Children Looked After
CareLeaverEET|Care Leavers 19-21 year olds in Education, Employment or Training (%)|High|% of leavers|0|F|53|5|Children Looked After
CareLeaversNEET|Care leavers 19-21 year olds who were in not in education, training or employment (%)|Low|% of young people|0|F|41|5|Children Looked After
CareLeavers_LA_NotInTouch|Care Leavers 19-21 year olds whom the Local Authority are not in touch (%)|Low|% of young people|0|F|5|1.5|Children Looked After
StayingPut|Care leavers aged 19 or 20 who ceased to be looked after on their 18th birthday, and remain with their former foster carers (%)|High|% of young people|0|F|32|6|Children Looked After
Work_Force_Vac_Rate|Social worker vacancies (%)|Low|% vacancies|1|F|15.1|4|Children's Services Workforce
Work_Force_TO_Rate|Social worker turnover (%)|Low|Turnover rate|1|F|12.6|3|Children's Services Workforce
Work_Force_Agecy_Rate|Agency social workers (%)|Low|% Agency Staff|1|F|14.2|4|Children's Services Workforce
Work_Force_AvgNumCase_SW|Average number of cases per children and family social worker (FTE)|Low|Case Load|1|F|15.6|1.4|Children's Services Workforce
Work_Force_SWAbsence|Social Worker Absence Rate (%) throughout year|Low|Absence Rate|1|F|3.7|0.6|Children's Services Workforce
SEN_TotStat|Total pupils who have an EHC Plan (%)||% Total pupils with statement/EHC|1|C|5.1|0.4|Children with SEN
SEN_EHC_Excpt_20wks|New EHC plans issued within 20 weeks - excluding exception cases (%)|High|% of EHC plans|1|C|48.3|12|Children with SEN
SEN_AppealableDec|SEND Tribunal appeals rate based on total appealable decisions (%)|Low|% of appeals|1|C|3.4|0.9|Children with SEN
EHCP_Initial_req_refused|Initial requests for assessment for an EHC plan that were refused during the calendar year (%)|-|% refused|1|C|24.6|6|Children with SEN
TotAbs|Total School Absence (%)|Low|% half days missed|2|C|6.92|0.3|All Pupil Absence & Exclusions
TotPerAbNew|Total school aged children classed as persistent absentees (%)|Low|% of persistent absence|1|C|18.9|1.3|All Pupil Absence & Exclusions
TotSevPerAbNew|Total school aged children classed as severe persistent absentees (%)|Low|% of severe persistent absence|2|C|2.31|0.3|All Pupil Absence & Exclusions
TotPermEx|Total Permanent Exclusions (%)|Low|% of the school population|2|A|0.12|0.03|All Pupil Absence & Exclusions
TotFixedEx|Total number of suspensions (%)|Low|% of the school population|2|A|10.80|2|All Pupil Absence & Exclusions
CINPermAbsent_3Term|Children in need who are persistent absentees (%)|Low|% CIN|1|C|45.2|3|Children in Need
AVG_Attain8_Score|Average Attainment 8 score per pupil|High|Score per pupil|1|C|45.7|2|Key Stage 4
FSP_NEW_GOODDEV|Children achieving good level of development at end of early years foundation stage (%)|High|% achieving expected level|1|C|67.9|2.5|Foundation Stage
FirstYJS|First Time entrants to the Youth Justice System (rate)|Low|Rate per 100,000 of 10-17 population|0|C|148|35|Youth Offending
""".strip()


@dataclass(frozen=True)
class Measure:
    """A measure: its code and title as published, everything else about its values invented."""

    code: str
    title: str
    polarity: str
    unit: str
    decimals: int
    year_type: str
    england: float
    spread: float
    topic: str

    def label(self, year: int) -> str:
        """The period as the source labels it."""
        return f"{year - 1}/{year % 100:02d}" if self.year_type == ACA else str(year)


@dataclass(frozen=True)
class Place:
    """A place with figures. `level` is authority, outside, region or country."""

    name: str
    ons: str
    dfe: str
    level: str


@cache
def measures() -> tuple[Measure, ...]:
    kinds = {"F": FIN, "C": CAL, "A": ACA}
    found = []
    for line in _MEASURES.splitlines():
        code, title, polarity, unit, decimals, kind, england, spread, topic = line.split("|")
        found.append(Measure(code, title, polarity, unit, int(decimals), kinds[kind], float(england), float(spread), topic))
    return tuple(found)


def measure(code: str) -> Measure:
    return next(one for one in measures() if one.code == code)


@cache
def places() -> tuple[Place, ...]:
    region = tomllib.loads((ROOT / "resources/regions/westmarch.toml").read_text(encoding="utf-8"))
    found = [Place(one["name"], one["ons_code"], one["dfe_code"], "authority") for one in region["authorities"]]
    found += [Place(one["name"], one["ons_code"], one["dfe_code"], "outside") for one in region["outside"]]
    found.append(Place(region["name"], region["ons_code"], region["dfe_code"], "region"))
    country = region["country"]
    return (*found, Place(country["name"], country["ons_code"], country["dfe_code"], "country"))


@cache
def values() -> dict[tuple[str, str, int], float]:
    """Every figure: (code, place, year) to value, rounded as published."""
    pins = {(code, one.authority, year): float(value) for one in sources() for (code, year), value in one.pins.items()}
    found: dict[tuple[str, str, int], float] = {}
    for one in measures():
        drift = random.Random(f"drift {one.code}").uniform(-0.08, 0.08)
        for place in places():
            if place.level == "country":
                series = [one.england * (1 + drift * (year - 2025) / 7) for year in YEARS]
            elif place.level == "region":
                continue
            else:
                series = _series(one, place, drift, {year: value for (code, name, year), value in pins.items() if (code, name) == (one.code, place.name)})
            for year, value in zip(YEARS, series, strict=True):
                found[one.code, place.name, year] = _rounded(one, value)
        own = [place.name for place in places() if place.level == "authority"]
        for year in YEARS:
            found[one.code, "Westmarch", year] = _rounded(one, sum(found[one.code, name, year] for name in own) / len(own))
    return found


def _series(one: Measure, place: Place, drift: float, pinned: dict[int, float]) -> list[float]:
    chance = random.Random(f"{one.code} {place.name}")
    level = one.england + chance.gauss(0, 0.8) * one.spread
    slope = chance.gauss(drift * one.england / 7, one.spread / 14)
    if pinned:
        first = min(pinned)
        level, base = pinned[first] - slope * (first - 2025), first
    series = []
    for year in YEARS:
        before = [known for known in pinned if known <= year]
        after = [known for known in pinned if known >= year]
        if year in pinned:
            value = pinned[year]
        elif before and after:
            low, high = max(before), min(after)
            value = pinned[low] + (pinned[high] - pinned[low]) * (year - low) / (high - low)
        elif before:
            value = pinned[max(before)] + slope * (year - max(before))
        else:
            value = level + slope * (year - 2025) + chance.gauss(0, one.spread / 5)
        series.append(_kept_sensible(one, value) if year not in pinned else value)
    return series


def _kept_sensible(one: Measure, value: float) -> float:
    value = max(value, one.england * 0.15)
    return min(value, 99.6) if "%" in one.unit or "Rate" not in one.unit and one.england < 100 else value


def _rounded(one: Measure, value: float) -> float:
    return round(value + 1e-9, one.decimals)


def said(one: Measure, value: float) -> str:
    """A figure as a document writes it."""
    return f"{value:.{one.decimals}f}"


def figure_rows(authority: str, directive: str) -> tuple[tuple[str, ...], ...]:
    """A table of figures for a document: ``figures: CODE, CODE`` or ``table: all``."""
    name, codes = directive.split(": ")
    known = values()
    if name == "table":
        years = YEARS if authority == "Northmoor" else YEARS[-4:]
        head = ("Indicator", *(str(year) for year in years), "England 2025")
        chosen = measures()
        return (head, *((one.title, *(said(one, known[one.code, authority, year]) for year in years), _england(one)) for one in chosen))
    head = ("Indicator", "2023", "2024", "2025", "Region 2025", "England 2025")
    chosen = tuple(measure(code.strip()) for code in codes.split(", "))
    return (
        head,
        *(
            (one.title, *(said(one, known[one.code, authority, year]) for year in YEARS[-3:]), said(one, known[one.code, "Westmarch", 2025]), _england(one))
            for one in chosen
        ),
    )


def _england(one: Measure) -> str:
    return said(one, values()[one.code, next(place.name for place in places() if place.level == "country"), 2025])
