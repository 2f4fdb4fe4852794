"""A data pack as a paper: front, inspections, each area with figures, questions, room for commentary and pictures, then the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wmpeer.clock import in_words
from wmpeer.drawing.blocks import Block, CellMark, Grid, Heading, Paper, Pictures, Room, Words
from wmpeer.drawing.paper import paper_pdf
from wmpeer.papers.figures import FLAG_WORDS, beside_text, counted
from wmpeer.papers.records import DataPack, Enquiry, Front, InspectionFact, PackArea, PackFigure, SourceLine

NOT_WRITTEN = "Commentary: not yet written. It is for a person to write; nothing here was written by the program."
SOURCES = (
    "Each figure was read from the file of its number. Contains public sector information licensed under the Open Government Licence v3.0."
)
FICTIONAL = "FICTIONAL - for demonstration"


def data_pack_pdf(pack: DataPack) -> bytes:
    """*pack* as a tagged PDF; the same pack gives the same bytes."""
    return paper_pdf(data_pack_paper(pack))


def data_pack_paper(pack: DataPack) -> Paper:
    """*pack* as it is printed."""
    return paper_of(pack.front, f"Data pack: {pack.authority}", tuple(_blocks(pack)))


def paper_of(front: Front, title: str, blocks: tuple[Block, ...], landscape: bool = False) -> Paper:
    """A paper of the region's, as it stands on every page."""
    line = " · ".join(part for part in (front.marking, f"Cycle {front.cycle}", in_words(front.made_on)) if part)
    warnings = (FICTIONAL,) if front.fictional else ()
    return Paper(
        title,
        front.alliance or front.region,
        line,
        front.marking,
        warnings,
        f"{title} · {in_words(front.made_on)}",
        front.made_on,
        blocks,
        landscape,
    )


def _blocks(pack: DataPack) -> Iterator[Block]:
    yield from (Words(sentence, "lead") for sentence in pack.summary)
    if pack.neighbours:
        model = f"model of {pack.model}" if pack.model else "the model loaded"
        yield Words(f"Statistical neighbours ({model}): {', '.join(pack.neighbours)}.")
    yield Heading("How to read this pack")
    yield from (Words(sentence, "item") for sentence in _how_to_read(pack))
    if pack.inspections:
        yield Heading("Inspections")
        yield inspections_grid(pack.inspections)
        yield Words(f"Source: {'; '.join(dict.fromkeys(one.source for one in pack.inspections))}.", "evidence")
    if pack.enquiries:
        yield Heading("Lines of enquiry on no single area")
        yield from _asked(pack.enquiries)
    for place, area in enumerate(pack.areas, start=1):
        yield from _area(pack, place, area)
    if pack.others:
        yield Heading("Other figures that are flagged")
        yield Words(
            f"{counted(len(pack.others), 'measure').capitalize()} on no area’s card {'meets' if len(pack.others) == 1 else 'meet'} a "
            "rule as well. They stand in the workbook of this pack, sheet “Other flags”, with all that is said of them."
        )
    yield from sources_part(pack.sources)


def _how_to_read(pack: DataPack) -> Iterator[str]:
    yield (
        "⚑ stands beside a figure that meets a rule. "
        + FLAG_WORDS
        + " The rule’s sentence stands with the question it gives reason to ask."
    )
    yield f"↑ and ↓ mark a figure in the highest or the lowest fifth of all authorities in {pack.front.country} that is not flagged."
    yield "Neighbours: the mean of those statistical neighbours that have a value; their count stands in brackets where it is not ten."
    yield (
        f"In the pictures {pack.authority} is the heavy line with discs, {pack.front.country} the thin line with a square, "
        f"{pack.front.region} dashed with a diamond, the neighbours’ mean dotted with a triangle. A cross on the line below says that a "
        "period has no figure; a hollow disc that it is provisional; a ring that it was restated. Below stand the region’s authorities in "
        "the newest period, this one filled; the hatched part is where the least favourable of all authorities lie, as it says."
    )
    yield "Numbers in the last column of a table lead to the sources at the end: table, file, and when it was loaded."


def inspections_grid(facts: Sequence[InspectionFact], named: bool = False) -> Grid:
    """Inspections as a table; *named* says whose each is."""
    heads = ("Inspection", "Began", "Published", "Judgements")
    rows = tuple(
        (one.kind, one.day or "–", one.published or "–", "; ".join(f"{title}: {grade}" for title, grade in one.grades)) for one in facts
    )
    if not named:
        return Grid("inspections", heads, rows, (0.25, 0.15, 0.15, 0.45))
    return Grid(
        "inspections",
        ("Authority", *heads),
        tuple((one.authority, *row) for one, row in zip(facts, rows, strict=True)),
        (0.16, 0.19, 0.12, 0.12, 0.41),
    )


def _area(pack: DataPack, place: int, area: PackArea) -> Iterator[Block]:
    yield Heading(f"{place}. {area.title}", turn=bool(area.figures))
    if not area.figures:
        yield Words("No published measure belongs to this area, or none is loaded.")
    else:
        yield Words(_area_sentence(area))
        yield figures_grid(pack, area.figures)
        if notes := notes_of((one.name, one.notes) for one in area.figures):
            yield Words("What is to be known of these figures", "label")
            yield from (Words(f" {', '.join(names)}.", "note", sentence) for sentence, names in notes)
    yield Heading("Lines of enquiry, suggested by flags", 2)
    if not area.enquiries:
        told = f"The questions on these measures stand under {area.elsewhere}." if area.elsewhere else "No flag in this area."
        yield Words(told)
    yield from _asked(area.enquiries)
    by = f", written by {area.commentary_by}" if area.commentary_by else ""
    yield Room(f"Commentary on {lowered(area.title)}{by}", area.commentary, NOT_WRITTEN)
    if area.pictures:
        yield Heading("Pictures", 2)
        yield Pictures(area.pictures)


def _asked(enquiries: Iterable[Enquiry]) -> Iterator[Block]:
    for one in enquiries:
        yield Words(one.question, "question")
        source = f" ({one.source})" if one.source else ""
        yield from (Words(f"{because}{source}", "evidence") for because in one.because)


def lowered(title: str) -> str:
    """A title inside a sentence: “SEND” stays as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def notes_of(told: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sentence once, with the names of all it is said of."""
    found: dict[str, list[str]] = {}
    for name, sentences in told:
        for sentence in sentences:
            found.setdefault(sentence, []).append(name)
    return tuple((sentence, tuple(dict.fromkeys(names))) for sentence, names in found.items())


def _area_sentence(area: PackArea) -> str:
    flagged, without = sum(bool(one.flags) for one in area.figures), sum(one.value is None for one in area.figures)
    parts = (counted(len(area.figures), "measure").capitalize(), f"{flagged or 'none'} flagged", f"{without or 'none'} without a figure")
    told = "; ".join(parts) + "."
    return f"{told} Their pictures stand under {area.elsewhere}." if area.elsewhere and not area.pictures else told


def figures_grid(pack: DataPack, figures: Sequence[PackFigure]) -> Grid:
    """The figures of an area beside others'."""
    heads = ("Measure", "Period", pack.authority, pack.front.country, pack.front.region, "Neighbours", "Since the period before", "Source")
    rows = tuple(
        (
            _named(one), f"{one.period} {_short_state(one.state)}".strip(), one.text, _number(one, one.england), _number(one, one.region),
            _neighbours(one), one.change or "–", str(one.source),
        )
        for one in figures
    )  # fmt: skip
    marks: tuple[tuple[CellMark, ...], ...] = tuple(("", "", one.mark) for one in figures)
    return Grid("figures", heads, rows, (0.235, 0.105, 0.145, 0.08, 0.1, 0.115, 0.15, 0.07), (2, 3, 4, 5, 7), marks)


def _named(one: PackFigure) -> str:
    return f"{one.name} ({one.unit})" if one.unit else one.name


def _short_state(state: str) -> str:
    return next((word for word in ("provisional", "revised", "estimated") if word in state), "")


def _number(one: PackFigure, value: float | None) -> str:
    return beside_text(value, "", one.decimals)


def _neighbours(one: PackFigure) -> str:
    if one.neighbours is None:
        return "–"
    count = "" if one.neighbours_count == 10 else f" ({one.neighbours_count})"
    return beside_text(one.neighbours, "", max(1, one.decimals)) + count


def sources_part(sources: Sequence[SourceLine]) -> Iterator[Block]:
    """The sources, numbered as they stand beside the figures."""
    if sources:
        yield Heading("Sources")
        yield Words(SOURCES)
        rows = tuple(_source_row(one) for one in sources)
        heads, shares = ("No.", "Source", "Periods", "File", "Loaded", "SHA-256"), (0.05, 0.25, 0.12, 0.28, 0.16, 0.14)
        yield Grid("sources", heads, rows, shares, small=True)


def _source_row(one: SourceLine) -> tuple[str, ...]:
    title = f"{one.title}. {one.publisher}" if one.publisher and one.publisher.split(",")[0] not in one.title else one.title
    released = f", released {one.released_on}" if one.released_on else ""
    sheet = f", sheet “{one.sheet}”" if one.sheet else ""
    loaded = f"{one.loaded_on}, {one.loaded_by}" if one.loaded_by else one.loaded_on
    return str(one.number), title + released, one.periods, one.file + sheet, loaded, one.sha256[:12]
