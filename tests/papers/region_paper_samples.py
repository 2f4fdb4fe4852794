"""The day on which papers from the data are made in tests, and papers of an invented region written by hand."""

from __future__ import annotations

from datetime import date

from wmpeer.drawing.blocks import CellMark, Picture
from wmpeer.indicators.chart_records import ChartBand, ChartDescription, ChartLine, ChartMark, ChartPoint
from wmpeer.papers.records import (
    AnnualReport,
    CardArea,
    CardCell,
    CardColumn,
    CardRow,
    DataPack,
    Enquiry,
    Front,
    InspectionFact,
    PackArea,
    PackFigure,
    ProfilePart,
    RegionArea,
    RegionFigure,
    Scorecard,
    SourceLine,
)

TODAY = date(2026, 11, 22)
KELSBOROUGH = "X08000009"

FRONT = Front("Westmarch", "Westmarch Improvement Alliance (fictional)", "2026-27", TODAY, "OFFICIAL-SENSITIVE", True)
SOURCES = (
    SourceLine(
        1,
        "c1_re_referrals",
        "DfE, re-referrals",
        "2025",
        "c1_re_referrals.csv",
        "",
        "a" * 64,
        "Department for Education, Explore Education Statistics",
        "",
        "20 November 2026",
        "Olive Office",
    ),
    SourceLine(
        2, "LAIT", "DfE, Local Authority Interactive Tool", "2024/25, 2025", "lait.xlsx", "BDS", "b" * 64, "", "1 April 2026", "", ""
    ),
)
PERIODS = ("2022", "2023", "2024", "2025")
TREND = ChartDescription(
    "Re-referrals within 12 months of the previous referral",
    "%",
    PERIODS,
    (
        ChartLine(
            "Kelsborough",
            "own",
            (21.0, None, 22.4, 24.1),
            ("21.0", "low reliability", "22.4", "24.1"),
            (None, "marked “u” in the source", None, None),
        ),
        ChartLine("England", "england", (21.4, 21.5, 22.0, 22.6), ("21.4", "21.5", "22.0", "22.6")),
        ChartLine("Neighbours’ mean", "neighbours", (19.0, 19.5, 20.25, 20.75), ("19.0", "19.5", "20.3", "20.8")),
    ),
    alt="Kelsborough: re-referrals, 2022 to 2025. From 21.0 in 2022 to 24.1 in 2025.",
    polarity="Low",
    source="c1_re_referrals",
    marks=(
        ChartMark(1, "no-value", "2023: no value."),
        ChartMark(2, "restated", "2024 was 22.9."),
        ChartMark(3, "provisional", "2025 is provisional."),
    ),
    notes=("2025 is provisional.",),
)
STRIP = ChartDescription(
    TREND.title,
    "%",
    ("2025",),
    (ChartLine("England", "england", (22.6,), ("22.6",)),),
    (
        ChartPoint("Ashcombe", 18.0, False, "18.0"),
        ChartPoint("Brackenford", 18.1, False, "18.1"),
        ChartPoint("Dunmere", None, False, "marked “c” in the source"),
        ChartPoint("Kelsborough", 24.1, True, "24.1"),
        ChartPoint("Wexcombe", 18.0, False, "18.0"),
    ),
    ChartBand(23.9, "England’s highest fifth, from 23.9"),
    "Ashcombe 18.0, Brackenford 18.1, Kelsborough 24.1, Wexcombe 18.0. Dunmere has no value.",
    kind="strip",
    polarity="Low",
)


def figure(name: str, code: str, value: float | None, mark: CellMark = "", **more: object) -> PackFigure:
    """A figure of Kelsborough's."""
    told: dict[str, object] = {
        "area": "help-and-protection",
        "code": code,
        "name": name,
        "title": f"{name} (as the source calls it)",
        "unit": "%",
        "polarity": "lower is better",
        "period": "2025",
        "state": "reporting year",
        "text": "no value" if value is None else f"{value:.1f}",
        "raw": "c" if value is None else str(value),
        "value": value,
        "england": 22.6,
        "region": 19.5,
        "neighbours": 20.75,
        "neighbours_count": 9,
        "decimals": 1,
        "best": "Ashcombe 18.0",
        "fifth": "highest fifth of 151 authorities",
        "mark": mark,
        "direction": "Up from 22.4 in 2024 to 24.1 in 2025: less favourable.",
        "change": "up from 22.4",
        "flags": (),
        "notes": (),
        "source": 1,
        "sha256": "a" * 64,
        "is_count": False,
    }
    return PackFigure(**(told | more))  # type: ignore[arg-type]


FLAGGED = figure(
    "Re-referrals within 12 months",
    "rereferral_percent",
    24.1,
    "flag",
    state="reporting year, provisional",
    flags=(
        "24.1 is in the least favourable fifth of the 151 authorities with a value in 2025 (from 23.9 or more).",
        "Less favourable two periods running.",
    ),
    notes=("The figure for 2025 is provisional.", "A figure for 2026 was due by 31 October 2026; none is loaded."),
)
WITHOUT = figure(
    "On a plan 2 years or more",
    "2_years",
    None,
    notes=("A figure for 2026 was due by 31 October 2026; none is loaded.",),
    change="",
    source=2,
)
COUNT = figure(
    "Referrals during the year",
    "referrals",
    3874.0,
    text="3,874",
    unit="",
    decimals=0,
    england=None,
    region=None,
    neighbours=None,
    neighbours_count=0,
    is_count=True,
    fifth="",
    best="",
)
QUESTION = Enquiry(
    "help-and-protection",
    "Re-referrals within 12 months: what explains 24.1 % in 2025?",
    FLAGGED.flags,
    "Re-referrals within 12 months",
    "DfE, re-referrals",
)
PACK = DataPack(
    FRONT,
    "Kelsborough",
    KELSBOROUGH,
    "2025",
    ("Dudley", "Wakefield"),
    ("Three measures of Kelsborough stand here.", "One is flagged."),
    (
        InspectionFact(
            "Kelsborough",
            "Children’s services (ILACS)",
            "3 October 2022",
            "25 November 2022",
            (("Overall effectiveness", "good"),),
            "Ofsted",
        ),
    ),
    (
        PackArea(
            "help-and-protection",
            "Help and protection",
            (FLAGGED, WITHOUT, COUNT),
            (QUESTION,),
            (Picture("Re-referrals, %", TREND, STRIP),),
        ),
        PackArea(
            "workforce",
            "Workforce",
            (figure("Vacancies", "vacancy", 12.0, "low"),),
            (),
            (),
            "Help and protection",
            "=1+1 is not a sum.",
            "Ann Reed",
        ),
        PackArea("send", "SEND and alternative provision", (), (), ()),
    ),
    (figure("Another measure", "other", 3.0, "flag", area="", flags=("3.0 is far from its neighbours.",)),),
    SOURCES,
)

CARD = Scorecard(
    FRONT,
    ("Three authorities by name.", "Nothing is added up, ranked or ordered by value."),
    (
        CardArea(
            "help-and-protection",
            "Help and protection",
            (
                CardColumn(
                    "rereferral_percent",
                    "Re-referrals within 12 months",
                    "%",
                    "2025",
                    "lower is better",
                    1,
                    1,
                    ("The figures for 2025 are provisional.",),
                ),
                CardColumn("CPP_rate", "Children on a plan", "per 10,000", "2025", "neither good nor bad in itself", 1, 2),
            ),
            (
                CardRow("Ashcombe", (CardCell("18.0", 18.0, "low", "Ashcombe: 18.0."), CardCell("61.0", 61.0, "high", "Ashcombe: 61.0."))),
                CardRow("Dunmere", (CardCell("c", None, "", "Dunmere: no value.", "c"), CardCell("–", None, "", "not in the source"))),
                CardRow(
                    "Kelsborough",
                    (CardCell("24.1", 24.1, "flag", "Kelsborough: 24.1, so flagged."), CardCell("40.0", 40.0, "", "Kelsborough: 40.0.")),
                ),
                CardRow("England", (CardCell("22.6", 22.6, "", "England: 22.6."), CardCell("40.6", 40.6, "", "England: 40.6.")), True),
                CardRow(
                    "Westmarch", (CardCell("19.5", 19.5, "", "Westmarch: 19.5."), CardCell("40.3", 40.3, "", "Westmarch: 40.3.")), True
                ),
            ),
        ),
    ),
    (("c", "suppressed to protect confidentiality"),),
    SOURCES,
)

_SHARE = ChartDescription(
    "Authorities that are good or better",
    "%",
    ("Jun 2026", "Sep 2026", "Nov 2026"),
    (
        ChartLine("good or better", "own", (64.0, 71.0, 71.0), ("64 %", "71 %", "71 %")),
        ChartLine("target", "target", (80.0,) * 3, ("80 %",) * 3),
    ),
    alt="Share of Westmarch’s authorities that are good or better: from 64 % in Jun 2026 to 71 % in Nov 2026. The target is 80 %.",
    decimals=0,
    kind="profile",
)
REPORT = AnnualReport(
    FRONT,
    ("This report sets out one measure.",),
    (("Help and protection", "1", "0", "1", "1"),),
    ProfilePart(
        _SHARE,
        ("10 of 14, 71 %. Below the region’s target of 80 %.", "Ashcombe: again good."),
        ("Authority", "Stands at"),
        (("Ashcombe", "good"),),
    ),
    (
        RegionArea(
            "help-and-protection",
            "Help and protection",
            ("Of 1 measure, Westmarch has the more favourable figure in one.",),
            (
                RegionFigure(
                    "rereferral_percent",
                    "Re-referrals within 12 months",
                    TREND.title,
                    "%",
                    "Low",
                    "2025",
                    "provisional",
                    19.5,
                    "19.5",
                    22.6,
                    "22.6",
                    19.0,
                    "2024",
                    "up from 19.0",
                    12.9,
                    18.5,
                    26.3,
                    13,
                    14,
                    1,
                    1,
                    ("The figures for 2025 are provisional.",),
                ),
            ),
            (Picture("Re-referrals, %", TREND, STRIP),),
        ),
    ),
    ("DfE, re-referrals was loaded for the first time.",),
    ("Re-referrals within 12 months, 2025: 1 authority of 14 without a figure.",),
    SOURCES,
)
