"""Short names of well-known measures, and short words for units, polarities and numbers, for lists, headings and papers.

Two codes with one name are one measure told by two sources.
"""

from __future__ import annotations

from wmpeer.indicators.catalogue import catalogue

_SHORT = {
    "Re-referrals within 12 months": ("ReReferral", "rereferral_percent"),
    "Conferences within 15 days": ("CP_conf_15days",),
    "Assessments within 45 days": ("Continue_Assess_Comp",),
    "Social worker vacancies": ("Work_Force_Vac_Rate", "vacancy_rate_fte"),
    "Social worker turnover": ("Work_Force_TO_Rate", "turnover_rate_fte"),
    "Agency social workers": ("Work_Force_Agecy_Rate", "agency_rate_fte"),
    "Referrals": ("CPP_Total_Rateper10,000",),
    "Referrals with no further action": ("CIN_Refferals_NFA", "no_further_action_percent"),
    "Children in need": ("CIN",),
    "Section 47 enquiries": ("Section_47",),
    "Initial conferences": ("ISCP_Conf",),
    "Children on a plan": ("CPP_rate",),
    "Plans started": ("CPP_Abuse_Rate",),
    "Second or later plans": ("PrevRegCPR", "CPP_subsequent_percent"),
    "On a plan 2 years or more": ("CPPlans2yrsActive", "2_years_or_more_percent"),
    "Plans that lasted 2 years or more": ("CPPlans2yrs",),
    "Plans reviewed on time": ("RevCP",),
    "Care applications": ("CareApplications",),
    "Children looked after": ("LAC", "rate_per_10000 [Children looked after on 31 March each year]"),
    "Starting to be looked after": ("LAC_Start_Rate", "rate_per_10000 [Children starting to be looked after each year]"),
    "Ceasing to be looked after": ("LAC_Cease_Rate", "rate_per_10000 [Children ceasing to be looked after each year]"),
    "Adopted in the year": ("%_of LAC Adopted",),
    "Unaccompanied children": ("Unacc_Asylmn_Seek_Childn%",),
    "Three or more placements": (
        "LACStable_2016on",
        "children_percent [CLA on 31 March; With 3 or more placements during the year]",
    ),
    "Same placement for 2 years": ("LAC_LongStable%",),
    "In foster care": ("LAC_Foster_Placements",),
    "In secure or children’s homes": ("LAC_SecHome_And_ChildHome",),
    "In independent or supported homes": ("LAC_Ind_SInd_Liv_Arr",),
    "Placed over 20 miles away": ("LACDistance",),
    "Mid-year school moves": ("Stability_School",),
    "Three or more social workers": ("Stability_SocialWorker", "percentage [3 or more social workers during the year]"),
    "Missing in the year": ("Children_missing",),
    "Convicted or cautioned, looked after": ("LAC_Convictions",),
    "Health checks": ("LACHealth%",),
    "Dental checks": ("LACDental%",),
    "Immunisations": ("LACVaccinations%",),
    "Substance misuse": ("LACSubstance",),
    "Emotional health (SDQ)": ("Emotional_LAC",),
    "Leavers’ homes suitable": ("CareLeaverAcc", "care_leaver_percent [19 to 21 years; Accommodation considered suitable]"),
    "Leavers in work or learning": (
        "CareLeaverEET",
        "care_leaver_percent [19 to 21 years; Total in education, employment or training]",
    ),
    "Leavers not in work or learning": (
        "CareLeaversNEET",
        "care_leaver_percent [19 to 21 years; Total not in education, employment or training]",
    ),
    "Leavers not in touch": ("CareLeavers_LA_NotInTouch",),
    "Staying put at 19 or 20": ("StayingPut",),
    "Pupils with an EHC plan": ("SEN_TotStat",),
    "Pupils with SEN support": ("SEN_TotSENSuP",),
    "EHC plans in 20 weeks, no exceptions": ("SEN_EHC_Excpt_20wks",),
    "EHC plans in 20 weeks": ("SEN_EHC_All_20wks",),
    "Tribunal appeals": ("SEN_AppealableDec",),
    "Review outcomes in 4 weeks": ("SEN_PEC_OUTCOME_COM_4WKS",),
    "EHC assessments refused": ("EHCP_Initial_req_refused",),
    "School absence": ("TotAbs",),
    "Persistent absence": ("TotPerAbNew",),
    "Severe absence": ("TotSevPerAbNew",),
    "Permanent exclusions": ("TotPermEx",),
    "Suspensions": ("TotFixedEx",),
    "Persistent absence, looked after": ("LAC_Pers_Abs",),
    "Persistent absence, in need": ("CINPermAbsent_3Term",),
    "Attainment 8, looked after": ("LAC_KS4_AVG_Attain8",),
    "Good level of development": ("FSP_NEW_GOODDEV",),
    "Attainment 8": ("AVG_Attain8_Score",),
    "16-17 NEET or not known": ("16-17_not known_NEET",),
    "Funded places for 2-year-olds": ("%_2yr_olds",),
    "Social worker absence": ("Work_Force_SWAbsence", "absence_rate_fte"),
    "Cases per social worker": ("Work_Force_AvgNumCase_SW", "caseload_fte"),
    "First time in youth justice": ("FirstYJS",),
    "Cautioned or sentenced": ("YJS_Caution-Sentence10-17_YO",),
    "Low income families": ("ChildPov",),
}  # fmt: skip
_BY_CODE = {code: name for name, codes in _SHORT.items() for code in codes}
_SUFFIXES = (" (%)", " (Num)", " (num)", " (rate)", " - rate", " (number)")
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def well_known(code: str) -> str:
    """The short name of a measure that is known here, under its own code or as another source has it, or ""."""
    return _BY_CODE.get(code, "") or _BY_CODE.get(catalogue().same.get(code, ""), "")


def short_name(code: str, title: str) -> str:
    """What a list calls a measure: its short name, else its title without its unit."""
    known = well_known(code)
    if known:
        return known
    plain = " ".join(title.split())
    for suffix in _SUFFIXES:
        plain = plain.removesuffix(suffix)
    return plain or code


def sign(unit: str, title: str = "") -> str:
    """The short unit behind a number: "%", "per 10,000", or nothing for counts and scores whose name says enough."""
    plain = " ".join(unit.split())
    if plain.startswith("%") or plain.casefold() in ("percent", "percentage", "per cent") or "(%)" in title:
        return "%"
    if plain.casefold().startswith("rate per "):
        return " ".join(plain[5:].split()[:2])
    if plain.casefold().startswith(("number", "count", "score", "average")) or plain.casefold() in ("rate", ""):
        return ""
    return plain[:1].lower() + plain[1:]


def polarity_words(polarity: str) -> str:
    """Whether more is better, in words."""
    if polarity == "Low":
        return "lower is better"
    if polarity == "High":
        return "higher is better"
    return "neither good nor bad in itself" if polarity == "-" else "nobody said which is better"


def count_words(count: int) -> str:
    """A small number as a word: "fourteen", else its figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"
