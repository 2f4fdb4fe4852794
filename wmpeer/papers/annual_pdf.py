""" "Performance of the Region" as a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wmpeer.drawing.blocks import Block, Grid, Heading, Paper, Picture, Pictures, Words
from wmpeer.drawing.paper import paper_pdf
from wmpeer.papers.figures import beside_text
from wmpeer.papers.pack_pdf import notes_of, paper_of, sources_part
from wmpeer.papers.records import AnnualReport, Front, RegionArea, RegionFigure


def annual_pdf(report: AnnualReport) -> bytes:
    """*report* as a tagged PDF; the same report gives the same bytes."""
    return paper_pdf(annual_paper(report))


def annual_paper(report: AnnualReport) -> Paper:
    """*report* as it is printed."""
    return paper_of(report.front, f"Performance of the Region: {report.front.region}", tuple(_blocks(report)))


def _blocks(report: AnnualReport) -> Iterator[Block]:
    front = report.front
    yield from (Words(sentence, "lead") for sentence in report.summary)
    yield Heading("What this report holds")
    yield overview_grid(report)
    if report.profile is not None:
        part = report.profile
        yield Heading("Inspections against the region’s target", turn=True)
        first, *more = part.sentences
        yield Words(first)
        yield Pictures((Picture("Authorities that are good or better, %", part.picture),), 1)
        yield Grid("standings", part.heads, part.rows, (0.17, 0.27, 0.17, 0.39))
        yield Words("Within the year, and what is to be known", "label")
        yield from (Words(sentence, "item") for sentence in more)
    for place, area in enumerate(report.areas, start=1):
        yield from _area(front, place, area)
    yield Heading("What the tables say that they did not a year ago", turn=True)
    yield from (Words(sentence, "item") for sentence in report.changed or ("Nothing was loaded within the year.",))
    yield Heading("What is missing")
    yield from (Words(sentence, "item") for sentence in report.missing or ("No figure is missing.",))
    yield from sources_part(report.sources)


OVERVIEW = ("Area of practice", "Measures", "A figure of every authority", "Not of every authority", "Provisional")


def overview_grid(report: AnnualReport) -> Grid:
    """What the report holds, as a table."""
    return Grid("overview", OVERVIEW, report.overview, (0.44, 0.12, 0.17, 0.15, 0.12), tuple(range(1, 5)))


def _area(front: Front, place: int, area: RegionArea) -> Iterator[Block]:
    yield Heading(f"{place}. {area.title}", turn=True)
    yield from (Words(sentence) for sentence in area.summary)
    yield figures_grid(front, area.figures)
    if notes := notes_of((one.name, one.notes) for one in area.figures):
        yield Words("What is to be known of these figures", "label")
        yield from (Words(f" {', '.join(names)}.", "note", sentence) for sentence, names in notes)
    if area.pictures:
        yield Heading("Pictures", 2)
        yield Words(
            f"{front.region} is the heavy line, {front.country} the thin one. Below, each circle is an authority, none named; the hatched "
            "part is where the least favourable of all authorities lie, as it says."
        )
        yield Pictures(area.pictures)


def figures_grid(front: Front, figures: Sequence[RegionFigure]) -> Grid:
    """The figures of an area of practice."""
    heads = (
        "Measure",
        "Period",
        front.region,
        front.country,
        "Since the period before",
        "Lowest",
        "Middle",
        "Highest",
        "Of {of} with a figure",
        "Source",
    )
    rows = tuple(
        (
            f"{one.name} ({one.unit})" if one.unit else one.name, f"{one.period} {one.state}".strip(), one.region_text, one.england_text,
            one.change or "–", *(beside_text(value, "", one.decimals) for value in (one.lowest, one.middle, one.highest)),
            str(one.with_value), str(one.source),
        )
        for one in figures
    )  # fmt: skip
    named = tuple(head.format(of=figures[0].of if figures else 0) for head in heads)
    shares = (0.225, 0.075, 0.095, 0.08, 0.16, 0.075, 0.075, 0.08, 0.065, 0.07)
    return Grid("figures", named, rows, shares, (2, 3, 5, 6, 7, 8, 9), small=True)
