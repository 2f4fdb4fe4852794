"""Which part of a letter's record stands where on its pages: for whoever points at a paragraph and asks where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wmpeer.drawing.flow import Place
from wmpeer.letters.content import LetterContent
from wmpeer.letters.printed import Block, Grid, Picture, PrintedLetter, Section, Signatures, Words, printed


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a page (from 1) in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands together: a point with its evidence, a row of a table, or all of a section that has no finding behind it.

    `number` counts from 1; `section` is the section's name, `heading` what stands above it; `source` is the finding or the agreed
    judgement it was made of, or empty.
    """

    number: int
    section: str
    heading: str
    source: str
    text: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that was drawn: a heading has no text to choose."""

    section: str
    heading: str
    source: str
    text: str
    is_heading: bool = False
    draws: bool = True


def paragraphs(content: LetterContent, places: Sequence[Place], page_height: float = 841.89) -> tuple[Paragraph, ...]:
    """The letter's paragraphs in reading order. Where the pages do not agree with the record, only what has a source is told."""
    parts = list(_parts(printed(content)))
    matched = _matched([part for part in parts if part.draws], places)
    if matched is None:
        by_source = {part.source: part for part in reversed(parts) if part.source}
        matched = [(by_source[place.source], place) for place in places if place.source in by_source]
    return _numbered(_with_tables(parts, matched), page_height)


def _parts(letter: PrintedLetter) -> Iterator[_Part]:
    for text in (letter.letterhead, letter.line):
        yield _Part("head", "", "", text, True)
    for line in letter.address:
        yield _Part("address", "addressee", "", line.text)
    yield _Part("address", "addressee", "", letter.salutation)
    yield _Part("opening", "opening", "", letter.subject, True)
    yield from _blocks("opening", "opening", letter.opening)
    for section in letter.sections:
        yield from _section(section)
    yield from _blocks("closing", "closing", letter.closing)
    for section in letter.annexes:
        yield from _section(section)


def _section(section: Section) -> Iterator[_Part]:
    if not section.annex:  # the heading of an annex has a place of its own that is not handed out
        yield _Part(section.name, section.heading, "", section.heading, True)
    yield from _blocks(section.name, section.heading, section.blocks)


def _blocks(section: str, heading: str, blocks: Sequence[Block]) -> Iterator[_Part]:
    for block in blocks:
        if isinstance(block, Words):
            yield _Part(section, heading, block.source, f"{block.lead}{block.text}".replace("\t", " "))
        elif isinstance(block, Grid):
            yield from _grid(section, heading, block)
        elif isinstance(block, Signatures):
            yield from (_Part(section, heading, "", line) for lines in block.people for line in lines)
        elif isinstance(block, Picture):
            yield _Part(section, heading, "", block.chart.title)


def _grid(section: str, heading: str, grid: Grid) -> Iterator[_Part]:
    for at, row in enumerate(grid.rows):
        source = grid.sources[at] if at < len(grid.sources) else ""
        if source:
            yield from (_Part(section, heading, source, cell) for cell in row)
        else:
            yield _Part(section, heading, "", ": ".join(cell for cell in row if cell), draws=False)


def _matched(parts: Sequence[_Part], places: Sequence[Place]) -> list[tuple[_Part, Place]] | None:
    """Each place with the part it belongs to; a part that goes on over a page's end has two. None where they do not fit."""
    spare = len(places) - len(parts)
    ways: list[tuple[int, int]] = [(0, 0)]  # (place, part) where the next place could be the last part going on
    taken: list[int] = []
    while ways:
        place, part = ways.pop()
        taken = taken[:place]
        if place:  # come back to this turning: here the last part goes on
            taken.append(part - 1)
            place += 1
        while place < len(places) and part <= len(parts):
            goes_on = place > 0 and places[place].page > places[place - 1].page and places[place].source == places[place - 1].source
            fits = part < len(parts) and parts[part].source == places[place].source
            if goes_on and place - part < spare:
                if not fits:
                    taken.append(part - 1)
                    place += 1
                    continue
                ways.append((place, part))
            if not fits:
                break
            taken.append(part)
            place, part = place + 1, part + 1
        if place == len(places) and part == len(parts):
            return [(parts[at], one) for at, one in zip(taken, places, strict=True)]
    return None


def _with_tables(parts: Sequence[_Part], matched: Sequence[tuple[_Part, Place]]) -> Iterator[tuple[_Part, Place]]:
    """Tables without sources tell no places: they fill what is between their heading and what comes next on that page."""
    tables: dict[str, list[str]] = {}
    for part in parts:
        if not part.draws:
            tables.setdefault(part.section, []).append(part.text)
    for at, (part, place) in enumerate(matched):
        if not part.is_heading:
            yield part, place
        elif part.section in tables:
            follows = matched[at + 1][1] if at + 1 < len(matched) else None
            bottom = follows.top if follows and follows.page == place.page else 60.0
            text = "\n".join(tables[part.section])
            if place.bottom - bottom > 10:
                yield replace(part, text=text, is_heading=False), replace(place, top=place.bottom - 2, bottom=bottom + 4)


def _numbered(found: Iterator[tuple[_Part, Place]], height: float) -> tuple[Paragraph, ...]:
    grouped: list[Paragraph] = []
    for part, place in found:
        spot = Spot(place.page, place.left, height - place.top, place.right, height - place.bottom)
        last = grouped[-1] if grouped else None
        if last and (last.section, last.source) == (part.section, part.source):
            text = last.text if part.text in last.text.split("\n") else f"{last.text}\n{part.text}"
            grouped[-1] = replace(last, text=text, spots=_joined(last.spots, spot))
        else:
            grouped.append(Paragraph(len(grouped) + 1, part.section, part.heading, part.source, part.text, (spot,)))
    return tuple(grouped)


def _joined(spots: tuple[Spot, ...], more: Spot) -> tuple[Spot, ...]:
    last = spots[-1]
    if last.page != more.page:
        return (*spots, more)
    whole = Spot(last.page, min(last.left, more.left), min(last.top, more.top), max(last.right, more.right), max(last.bottom, more.bottom))
    return (*spots[:-1], whole)
