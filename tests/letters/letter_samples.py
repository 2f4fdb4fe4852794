"""An invented authority's letter, whole: Kelsborough in the region of Westmarch."""

from __future__ import annotations

from datetime import date

from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.letters.compose import compose
from wmpeer.letters.content import (
    ChecklistLine,
    DataPeriod,
    Document,
    Evidence,
    IndicatorLine,
    LetterContent,
    Person,
    Step,
)
from wmpeer.letters.records import AreaView, LetterFinding, LetterMaterial, RaisedConcern

SE = "Self-evaluation 2026"
DFE = "DfE, children looked after"


def quote(text: str, page: int) -> Evidence:
    return Evidence(quote=text, document=SE, page=page)


def figure(indicator: str, value: str, period: str, source: str = DFE) -> Evidence:
    return Evidence(indicator=indicator, value=value, period=period, source=source)


FINDINGS = (
    LetterFinding(
        "f01",
        "strength",
        "in-care",
        "The panel was struck by the steady work on early permanence: plans are agreed sooner than a year ago, and children told your own "
        "reviewers that they know what will happen next.",
        (quote("nine in ten children had a permanence plan by their second review", 31),),
    ),
    LetterFinding(
        "f02",
        "strength",
        "workforce",
        "Supervision has become a place to think. Staff describe it in their own words, and the turnover of social workers "
        "has fallen two years running.",
        (
            quote("I leave supervision with a clearer head than I went in with", 44),
            figure("Social worker turnover", "11.2 %", "2025", "DfE, workforce"),
        ),
    ),
    LetterFinding(
        "f03",
        "practice",
        "in-care",
        "Your weekend line for foster carers is practice others would like to see. Lindmoor and Wexcombe have asked to visit "
        "in the new year.",
        (quote("a call is answered by somebody who knows the child", 33),),
    ),
    LetterFinding(
        "f04",
        "consider",
        "in-care",
        "How placements more than 20 miles away are reviewed as a group",
        (
            quote("children placed at a distance are visited as often as others", 38),
            figure("Children placed more than 20 miles from home", "22 %", "2025"),
        ),
        rank=1,
        why="Their share has grown from 15 % to 22 % in four years, against 18 % in England. Each child’s review is "
        "described well; it was less "
        "clear to the panel who looks at them together, and how often.",
    ),
    LetterFinding(
        "f05",
        "consider",
        "workforce",
        "How learning from audits reaches supervision",
        (quote("112 audits were completed in the year", 46),),
        rank=2,
        why="The self-evaluation describes the audits well; it says little of what changed because of them.",
    ),
    LetterFinding(
        "f06",
        "consider",
        "send",
        "What the partnership owns in the timeliness of plans",
        (figure("New EHC plans issued within 20 weeks", "41.0 %", "2024", "DfE, EHC plans"),),
        rank=3,
        why="Nearly six in ten plans come later than 20 weeks. The self-evaluation names the shortage of educational "
        "psychologists; families, "
        "it says, wait longest for health advice.",
    ),
    LetterFinding(
        "f07",
        "suggestion",
        "in-care",
        "a quarterly look at every child at a distance, chaired by the head of service, with a note of what moved.",
        about="f04",
    ),
    LetterFinding(
        "f08", "suggestion", "workforce", "one page each month of what audits taught, read in every team’s first supervision.", about="f05"
    ),
    LetterFinding(
        "f09", "suggestion", "send", "asking the integrated care board for its own figure for advice within six weeks.", about="f06"
    ),
    LetterFinding(
        "f10",
        "question",
        "in-care",
        "What would you want a peer to ask about sufficiency for older children, and what have you already ruled out?",
    ),
    LetterFinding(
        "f11", "question", "workforce", "How will you know by spring that supervision has changed, and what would children notice first?"
    ),
    LetterFinding(
        "f12",
        "concern",
        "help-and-protection",
        "Three weeks in August in which contacts at the front door waited more than two working days for a decision.",
        (quote("a backlog arose in August and was cleared by 5 September", 19),),
        level=3,
    ),
    LetterFinding("f13", "concern", "in-care", "A worry nobody has raised yet; it must not be printed.", level=2),
    LetterFinding("f14", "ask", "send", "a conversation with an authority that has brought down its backlog of annual reviews."),
    LetterFinding(
        "f15", "offer", "in-care", "two days of your permanence lead’s time for a partner, and a place to host the fostering network."
    ),
    LetterFinding("f16", "strength", "education", "A point that was parked.", in_letter=False),
)

VIEWS = (
    AreaView(
        "leaders",
        "good",
        "good",
        "high",
        "Leaders know their services and say plainly where they are not yet content. What they learn from children is on every page.",
        "v1",
    ),
    AreaView(
        "help-and-protection",
        "good",
        "requires-improvement",
        "medium",
        "Timeliness has recovered since August. It was less clear to us how quality was kept while it did.",
        "v2",
    ),
    AreaView(
        "in-care",
        "requires-improvement",
        "good",
        "medium",
        "Permanence is stronger than you say. Children placed at a distance are the exception, and you name it yourselves.",
        "v3",
    ),
    AreaView(
        "care-leavers",
        "good",
        "good",
        "high",
        "Young people in touch are well served; the self-evaluation might say more of the one in twenty who are not.",
        "v4",
    ),
    AreaView(
        "send", "not-stated", "requires-improvement", "low", "The written material is candid. The figures it rests on are a year old.", "v5"
    ),
    AreaView("education", "good", "not-enough-evidence", "low", "", "v6"),
    AreaView(
        "workforce", "good", "good", "medium", "Vacancies are down and caseloads with them. The next question is what audits change.", "v7"
    ),
    AreaView(
        "partnership",
        "requires-improvement",
        "requires-improvement",
        "medium",
        "You and your partners describe the same weaknesses, which is a strength in itself.",
        "v8",
    ),
)

PERIODS = ("2021", "2022", "2023", "2024", "2025")

CHART = ChartDescription(
    "Children looked after placed more than 20 miles from home",
    "%",
    PERIODS,
    (
        ChartLine("Kelsborough", "own", (15.0, 17.0, None, 20.0, 22.0), ("15", "17", "", "20", "22")),
        ChartLine("England", "england", (16.0, 16.0, 17.0, 17.0, 18.0), ("16", "16", "17", "17", "18")),
        ChartLine("Westmarch", "region", (14.0, 15.0, 15.0, 16.0, 16.0), ("14", "15", "15", "16", "16")),
        ChartLine("Neighbours’ mean", "neighbours", (15.5, 16.0, 16.4, 17.1, 17.3), ("15.5", "16.0", "16.4", "17.1", "17.3")),
    ),
    alt="Kelsborough’s share rose from 15 % in 2021 to 22 % in 2025; England’s from 16 % to 18 %. "
    "There is no value for Kelsborough in 2023.",
    source=DFE,
)

INDICATORS = (
    IndicatorLine(
        "Children placed more than 20 miles from home",
        "%",
        "2025",
        "22",
        "18",
        "16",
        "17.3",
        DFE,
        "Among the highest fifth in England in 2025 (20 % or more).",
    ),
    IndicatorLine("Children looked after", "per 10,000", "2025", "86", "67", "86", "81", DFE),
    IndicatorLine("Re-referrals within 12 months", "%", "2025", "19.5", "22.6", "19.5", "21.4", "DfE, children in need"),
    IndicatorLine("Social worker turnover", "%", "2025", "11.2", "11.8", "11.5", "12.0", "DfE, workforce"),
    IndicatorLine("New EHC plans issued within 20 weeks", "%", "2024", "41.0", "46.4", "42.3", "44.8", "DfE, EHC plans"),
    IndicatorLine("Care leavers not in touch", "%", "2025", "suppressed (c)", "4", "3", "4.1", DFE),
)

CHECKLIST = (
    ChecklistLine("Does it answer what you know, how you know it, and what you plan?", "Yes", "The third most clearly."),
    ChecklistLine("Is impact shown beyond key performance indicators?", "In part", "Strong on permanence, thin on audits."),
    ChecklistLine("Are weaknesses named?", "Yes"),
    ChecklistLine("Does each claim have its evidence and date?", "In part", "Four claims in the SEND chapter have no date."),
    ChecklistLine("Do the plans say who, what and by when?", "Mostly"),
)

MATERIAL = LetterMaterial(
    region="Westmarch Regional Improvement Alliance",
    authority="Kelsborough",
    authority_code="E09999009",
    cycle="autumn 2026",
    reference="WM-2026-KEL",
    dated=date(2026, 10, 12),
    addressee=Person("Margaret Aldous", "Director of Children’s Services", "Kelsborough Council", "Margaret"),
    copies=("the chief executive", "the lead member for children"),
    documents=(
        Document(SE, "version 2", date(2026, 9, 24)),
        Document("Annex on practice quality", "", date(2026, 9, 10)),
    ),
    data=(DataPeriod(DFE, "2025"), DataPeriod("DfE, children in need", "2025"), DataPeriod("DfE, EHC plans", "2024")),
    panel=(
        Person("Gwenllian Tŷ-Gwyn", "", "Northmoor"),
        Person("Oluwaseun Adeyemi", "", "Thornbeck"),
        Person("Ruth Carmody", "", "Eastholt"),
    ),
    session_on=date(2026, 10, 6),
    reflection=(
        "This is an honest document by people who know their children. You write of what you have learned as readily as of "
        "what you have done, "
        "and the voice of children runs through it. The panel finished its reading with a clear sense of where you are and of what you are "
        "building. Where we ask for more, it is mostly for the step after the next: how you will know that a change has reached a child.",
    ),
    views=VIEWS,
    findings=FINDINGS,
    concerns=(RaisedConcern("f12", date(2026, 10, 7), "Gwenllian Tŷ-Gwyn", "by telephone"),),
    next_steps=(
        Step("Your corrections of fact reach the regional team", date(2026, 10, 26)),
        Step("The letter is final and goes to your chief executive and lead member", date(2026, 11, 2)),
        Step("Peer challenge day, with your triad partners Eastholt and Thornbeck", date(2026, 11, 18)),
        Step("Your improvement plan, with the few measures you yourselves would watch", date(2026, 12, 18)),
    ),
    signatories=(
        Person("Gwenllian Tŷ-Gwyn", "Lead moderator, Director of Children’s Services", "Northmoor Council"),
        Person("Ian Faulder", "Sponsor of the alliance", "Greyminster Children’s Trust"),
    ),
    indicators=INDICATORS,
    charts=(CHART,),
    checklist=CHECKLIST,
    draft=True,
    fictional=True,
)


def kelsborough() -> LetterContent:
    return compose(MATERIAL)
