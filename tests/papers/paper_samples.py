"""An invented region's workbook and capture sheet."""

from __future__ import annotations

from datetime import date

from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.papers.capture import Area, CaptureContent, Choice, Choices, SheetFinding, SheetView
from wmpeer.papers.content import (
    ActionLine,
    AuthorityLine,
    ConcernLine,
    EvidenceLine,
    FindingLine,
    IndicatorLine,
    ViewLine,
    WorkbookContent,
)

NAMES = (
    "Ashcombe",
    "Brackenford",
    "Calderholt",
    "Dunmere",
    "Eastholt",
    "Fenholme",
    "Greyminster",
    "Harrowdale",
    "Kelsborough",
    "Lindmoor",
    "Northmoor",
    "Ravensby",
    "Thornbeck",
    "Wexcombe",
)

AUTHORITIES = tuple(
    AuthorityLine(
        name,
        f"E0999{place:04d}",
        "agreed" if place % 2 else "reading",
        place % 3 + 1,
        date(2026, 9, 20),
        None,
        7,
        4,
        12,
        place % 2,
        "drafting",
    )
    for place, name in enumerate(NAMES, start=1)
)
FINDINGS = (
    FindingLine(
        "f04",
        "Kelsborough",
        "Children in care and permanence",
        "To consider",
        "How placements more than 20 miles away are reviewed as a group.",
        None,
        ("sufficiency",),
        "Gwenllian Tŷ-Gwyn",
        True,
        (
            EvidenceLine("children placed at a distance are visited as often as others", "Self-evaluation 2026", 38),
            EvidenceLine(
                indicator="Children placed more than 20 miles from home", value="22 %", period="2025", source="DfE, children looked after"
            ),
        ),
    ),
    FindingLine(
        "f12", "Kelsborough", "Help and protection", "Concern", "=1+1 contacts waited in August", 3, ("front door/MASH",), "Ruth Carmody"
    ),
)
VIEWS = (
    ViewLine(
        "Kelsborough",
        "Help and protection",
        "Ruth Carmody",
        "Good",
        "Requires improvement",
        "Medium",
        "Improving",
        "Discuss",
        "A backlog in August.",
    ),
    ViewLine("Kelsborough", "Help and protection", "", "Good", "Requires improvement", agreed=True, reason="Agreed on 6 October."),
)
INDICATORS = (
    IndicatorLine(
        "Kelsborough",
        "Children in care and permanence",
        "LACDistance",
        "Children placed more than 20 miles from home",
        "%",
        "Low",
        "2025",
        22.0,
        "",
        18.0,
        16.0,
        17.34,
        10,
        0,
        ("Among the highest fifth in England in 2025 (20 % or more).",),
        "DfE, children looked after",
    ),
    IndicatorLine(
        "Kelsborough",
        "Care leavers",
        "NotInTouch",
        "Care leavers not in touch",
        "%",
        "Low",
        "2025",
        None,
        "suppressed (c)",
        4.0,
        3.0,
        4.1,
        9,
        0,
        (),
        "DfE, children looked after",
    ),
)
CONCERNS = (
    ConcernLine(
        "Kelsborough",
        "Help and protection",
        "Contacts waited in August.",
        3,
        "raised",
        date(2026, 10, 7),
        "Gwenllian Tŷ-Gwyn",
        "by telephone",
    ),
)
ACTIONS = (
    ActionLine(
        "Kelsborough", "A quarterly look at every child at a distance", "Head of service", date(2026, 12, 18), "Children moved nearer"
    ),
)
TREND = ChartDescription(
    "Children placed more than 20 miles from home",
    "%",
    ("2021", "2022", "2023", "2024", "2025"),
    (
        ChartLine("Kelsborough", "own", (15.0, 17.0, None, 20.0, 22.0)),
        ChartLine("England", "england", (16.0, 16.0, 17.0, 17.0, 18.0)),
        ChartLine("Westmarch", "region", (14.0, 15.0, 15.0, 16.0, 16.0)),
        ChartLine("Neighbours’ mean", "neighbours", (15.5, 16.0, 16.4, 17.1, 17.3)),
    ),
)

WORKBOOK = WorkbookContent(
    "Westmarch Regional Improvement Alliance",
    "autumn 2026",
    date(2026, 10, 12),
    fictional=True,
    authorities=AUTHORITIES,
    findings=FINDINGS,
    views=VIEWS,
    indicators=INDICATORS,
    concerns=CONCERNS,
    actions=ACTIONS,
    trends=(TREND,),
)

AREAS = (
    Area("leaders", "Leaders and impact on practice", "Which weaknesses did leaders find themselves, and how?"),
    Area("help-and-protection", "Help and protection", "What explains re-referrals and repeat plans?"),
    Area("in-care", "Children in care and permanence", "How is drift in permanence tracked?"),
    Area("send", "SEND and alternative provision"),
)
GRADES = (
    Choice("outstanding", "Outstanding"),
    Choice("good", "Good"),
    Choice("requires-improvement", "Requires improvement"),
    Choice("inadequate", "Inadequate"),
)
CHOICES = Choices(
    grades=(*GRADES, Choice("not-stated", "Not stated")),
    views=(*GRADES, Choice("not-enough-evidence", "Not enough evidence")),
    confidence=(Choice("high", "High"), Choice("medium", "Medium"), Choice("low", "Low")),
    directions=(
        Choice("improving", "Improving"),
        Choice("stable", "Stable"),
        Choice("declining", "Declining"),
        Choice("unclear", "Unclear"),
    ),
    priorities=(Choice("discuss", "Discuss"), Choice("note", "Note"), Choice("none", "None")),
    kinds=(
        Choice("strength", "Strength"),
        Choice("practice", "Practice to share"),
        Choice("consider", "To consider"),
        Choice("question", "Question"),
        Choice("concern", "Concern"),
    ),
    levels=(Choice("1", "1 to explore"), Choice("2", "2 emerging"), Choice("3", "3 significant"), Choice("4", "4 alert")),
)
CAPTURE = CaptureContent(
    workspace="w" * 32,
    sheet="s" * 32,
    region="Westmarch Regional Improvement Alliance",
    authority="E09990009",
    authority_name="Kelsborough",
    cycle="autumn 2026",
    person="p1",
    person_name="Oluwaseun Adeyemi",
    framework="f" * 64,
    made_on=date(2026, 9, 28),
    areas=AREAS,
    choices=CHOICES,
    fictional=True,
    return_to="office@westmarch.example",
    views=(SheetView("send", "not-stated", "", "low", reason="Figures are a year old."),),
    findings=(SheetFinding("f" * 32, "strength", "in-care", "Early permanence", "nine in ten", 31),),
)
