"""A letter as the parts that stand on paper, in order: what the PDF and the Word file both print, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.naming import with_unit
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.values import apart
from wmpeer.letters.content import AreaToConsider, Evidence, LetterContent, Person, Point
from wmpeer.letters.phrases import day, listed

_PERIODS_ACROSS = 7


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `style` is body, item, number, area, why, evidence, address, bold, close or copies; `source` its finding."""

    text: str
    style: str = "body"
    source: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, rows, widths as shares of the line, columns to set right."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numbers: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, and the same figures as a table for whoever cannot see it."""

    chart: ChartDescription
    numbers: Grid


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: side by side, each with room for a hand above the name."""

    people: tuple[tuple[str, ...], ...]


Block = Words | Grid | Picture | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; a section without blocks is not printed."""

    name: str
    heading: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """What stands on paper. `warnings` (DRAFT, FICTIONAL) stand on each page."""

    letterhead: str
    line: str
    marking: str
    warnings: tuple[str, ...]
    footer: str
    page_words: str
    address: tuple[Words, ...]
    salutation: str
    subject: str
    opening: tuple[Words, ...]
    sections: tuple[Section, ...]
    closing: tuple[Block, ...]
    annexes: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        return next((one for one in (*self.sections, *self.annexes) if one.name == name), None)


def printed(content: LetterContent) -> PrintedLetter:
    """*content* as the parts that stand on paper."""
    words = content.phrases
    warnings = ((words.furniture["draft"],) if content.draft else ()) + ((words.furniture["fictional"],) if content.fictional else ())
    sections = tuple(one for one in _sections(content) if one.blocks)
    return PrintedLetter(
        letterhead=content.region,
        line=" · ".join(
            part for part in (content.marking, words.furniture["reference"].format(reference=content.reference), day(content.dated)) if part
        ),
        marking=content.marking,
        warnings=warnings,
        footer=f"{words.furniture['reference'].format(reference=content.reference)} · {content.authority}",
        page_words=words.furniture["page"],
        address=tuple(Words(line, "address") for line in _address(content.addressee)),
        salutation=_salutation(content),
        subject=content.subject,
        opening=tuple(Words(text) for text in content.opening),
        sections=tuple(one for one in sections if not one.annex),
        closing=tuple(_closing(content)),
        annexes=tuple(one for one in sections if one.annex),
    )


def _address(person: Person) -> tuple[str, ...]:
    return tuple(part for part in (person.name, person.role, person.organisation) if part)


def _salutation(content: LetterContent) -> str:
    name = content.addressee.salutation or content.addressee.name
    return content.phrases.say("salutation", name=name) if name else content.phrases.say("salutation-unknown")


def _sections(content: LetterContent) -> Iterator[Section]:
    heads = content.phrases.headings
    say = content.phrases.say
    yield Section("considered", heads["considered"], tuple(_considered(content)))
    yield Section("reflection", heads["reflection"], tuple(Words(text) for text in content.reflection))
    yield Section("strengths", heads["strengths"], tuple(_points(content.strengths)))
    yield Section("practice", heads["practice"], tuple(_points(content.practice, say("practice-lead"))))
    yield Section("areas", heads["areas"], tuple(_areas(content)))
    yield Section("consider", heads["consider"], tuple(_consider(content)))
    yield Section("questions", heads["questions"], tuple(_points(content.questions)))
    yield Section("discussed", heads["discussed"], tuple(_discussed(content)))
    yield Section("asks", heads["asks"], tuple(_asks(content)))
    yield Section("next-steps", heads["next-steps"], tuple(_steps(content)))
    yield Section("indicators", heads["indicators"], tuple(_indicators(content)), annex=True)
    yield Section("checklist", heads["checklist"], tuple(_checklist(content)), annex=True)


def _considered(content: LetterContent) -> Iterator[Block]:
    say = content.phrases.say
    panel = say("panel", names=listed(tuple(_with_home(one) for one in content.panel))) if content.panel else ""
    session = say("session", on=day(content.session_on)) if content.session_on else ""
    if met := f"{panel} {session}".strip():
        yield Words(met)
    if content.documents:
        yield Words(say("documents"))
        for document in content.documents:
            received = say("received", on=day(document.dated)) if document.dated else ""
            yield Words(", ".join(part for part in (document.title, document.version, received) if part), "item")
    if content.data:
        yield Words(f"{say('data')} {'; '.join(f'{one.source}, {one.period}' for one in content.data)}.")


def _with_home(person: Person) -> str:
    return f"{person.name} ({person.organisation})" if person.organisation else person.name


def _points(points: tuple[Point, ...], lead: str = "", style: str = "item") -> Iterator[Block]:
    for point in points:
        yield Words(point.text, style, point.source, lead)
        yield from _evidence(point.evidence, point.source)


def _evidence(evidence: tuple[Evidence, ...], source: str) -> Iterator[Block]:
    for one in evidence:
        yield Words(evidence_line(one), "evidence", source)


def evidence_line(evidence: Evidence) -> str:
    """Evidence as it is printed: “quote” (document, page 38), the page on which a table or chart stands, or a figure with its period and
    source."""
    if evidence.part:
        return f"Shown on page {evidence.page} of {evidence.document}"
    if evidence.quote:
        place = ", ".join(part for part in (evidence.document, evidence.pages.said(long=True)) if part)
        return f"“{evidence.quote.strip()}”" + (f" ({place})" if place else "")
    figure = ": ".join(part for part in (evidence.indicator, apart(evidence.value)) if part)
    period = f", {read_period(evidence.period).words}" if evidence.period else ""
    return figure + period + (f" ({evidence.source})" if evidence.source else "")


def _areas(content: LetterContent) -> Iterator[Block]:
    if not content.areas:
        return
    heads = tuple(content.phrases.table[one] for one in ("area", "own-grade", "reading", "confidence"))
    rows = tuple((one.title, one.own_grade, one.reading, one.confidence) for one in content.areas)
    yield Grid("areas", heads, rows, (0.301, 0.2095, 0.371, 0.1185), sources=tuple(one.source for one in content.areas))
    for one in content.areas:
        if one.paragraph:
            yield Words(one.paragraph, "area", one.source, f"{one.title}. ")


def _consider(content: LetterContent) -> Iterator[Block]:
    lead = content.phrases.say("consider-lead")
    for place, one in enumerate(content.consider, start=1):
        yield Words(one.what, "number", one.source, f"{place}.\t{lead}")
        yield from _why(one, content.phrases.say("suggestion-lead"))


def _why(one: AreaToConsider, lead: str) -> Iterator[Block]:
    if one.why:
        yield Words(one.why, "why", one.source)
    yield from _evidence(one.evidence, one.source)
    for text in one.suggestions:
        yield Words(text, "why", one.source, lead)


def _discussed(content: LetterContent) -> Iterator[Block]:
    for one in content.discussed:
        lead = content.phrases.say("discussed-lead", on=day(one.raised_on), by=one.raised_by, how=one.how)
        yield Words(one.text, "item", one.source, lead)
        yield from _evidence(one.evidence, one.source)


def _asks(content: LetterContent) -> Iterator[Block]:
    yield from _points(content.asks, content.phrases.say("ask-lead"))
    yield from _points(content.offers, content.phrases.say("offer-lead"))
    if content.peer_review:
        yield Words(content.peer_review)


def _steps(content: LetterContent) -> Iterator[Block]:
    if content.next_steps:
        heads = (content.phrases.table["step"], content.phrases.table["by"])
        rows = tuple((one.what, day(one.by) if one.by else "") for one in content.next_steps)
        yield Grid("next-steps", heads, rows, (0.76, 0.24))


def _closing(content: LetterContent) -> Iterator[Block]:
    for text in content.closing:
        yield Words(text)
    yield Words(content.phrases.say("farewell"), "close")
    if content.signatories:
        yield Signatures(tuple(_address(person) for person in content.signatories))
    if content.copies:
        yield Words(content.phrases.say("copies", names=listed(content.copies)), "copies")


def _indicators(content: LetterContent) -> Iterator[Block]:
    words = content.phrases.table
    if content.indicators:
        heads = tuple(words[one] for one in ("indicator", "period", "value", "england", "region", "neighbours", "source"))
        sources = tuple(dict.fromkeys(one.source for one in content.indicators))
        rows = tuple(
            (
                with_unit(one.title, one.unit),
                one.period,
                one.value,
                one.england,
                one.region,
                one.neighbours,
                str(sources.index(one.source) + 1),
            )
            for one in content.indicators
        )
        yield Grid("indicators", heads, rows, (0.395, 0.085, 0.12, 0.095, 0.09, 0.12, 0.095), numbers=(2, 3, 4, 5, 6))
        told = "; ".join(f"{place} {source}" for place, source in enumerate(sources, start=1))
        yield Words(f"{words['sources']}: {told}.", "evidence")
        if any(one.is_count for one in content.indicators):
            yield Words(words["alone"], "evidence")
        flagged = tuple(one for one in content.indicators if one.flag)
        if flagged:
            yield Words(words["flag"], "bold")
            yield from (Words(one.flag, "item", lead=f"{one.title}: ") for one in flagged)
    for chart in content.charts:
        yield Picture(chart, chart_numbers(chart, words["period"]))


def chart_caption(chart: ChartDescription) -> str:
    """What stands below a chart, whose title stands above it: the words of its picture, and its source."""
    return " ".join(part for part in (chart.alt or f"{chart.title}.", f"Source: {chart.source}." if chart.source else "") if part)


def chart_numbers(chart: ChartDescription, period: str = "Period") -> Grid:
    """The chart's figures as a table: a row for each line, or, where the periods are many, a row for each period."""
    lines = tuple((line.name, *(line.text(place) or "no value" for place in range(len(chart.periods)))) for line in chart.lines)
    if len(chart.periods) <= _PERIODS_ACROSS:
        share = 0.76 / max(len(chart.periods), 1)
        return Grid("chart", (chart.unit, *chart.periods), lines, (0.24, *(share for _ in chart.periods)), _numbered(len(chart.periods)))
    share = 0.84 / max(len(lines), 1)
    rows = tuple((period, *(line[place] for line in lines)) for place, period in enumerate(chart.periods, start=1))
    return Grid("chart", (period, *(line[0] for line in lines)), rows, (0.16, *(share for _ in lines)), _numbered(len(lines)))


def _numbered(columns: int) -> tuple[int, ...]:
    return tuple(range(1, columns + 1))


def _checklist(content: LetterContent) -> Iterator[Block]:
    if content.checklist:
        heads = (content.phrases.table["question"], content.phrases.table["answer"])
        rows = tuple((one.question, f"{one.answer}. {one.note}" if one.note else one.answer) for one in content.checklist)
        yield Grid("checklist", heads, rows, (0.5, 0.5))


def blocks_of(letter: PrintedLetter) -> Iterator[Block]:
    """Every block between salutation and annexes and in them, in order."""
    yield from letter.opening
    for section in letter.sections:
        yield from section.blocks
    yield from letter.closing
    for section in letter.annexes:
        yield from section.blocks


def as_text(letter: PrintedLetter) -> str:
    """The letter's words in reading order, for comparing and for reading aloud."""
    return "\n".join(_as_lines(letter))


def _as_lines(letter: PrintedLetter) -> Iterator[str]:
    yield from (letter.letterhead, letter.line, *letter.warnings)
    yield from (one.text for one in letter.address)
    yield from (letter.salutation, letter.subject)
    yield from (one.text for one in letter.opening)
    for section in letter.sections:
        yield from (f"\n# {section.heading}", *(line for block in section.blocks for line in _block_lines(block)))
    yield from ("", *(line for block in letter.closing for line in _block_lines(block)))
    for section in letter.annexes:
        yield from (f"\n# {section.heading}", *(line for block in section.blocks for line in _block_lines(block)))


_MARKS = {"item": "- ", "evidence": "    > ", "why": "    "}


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Words):
        yield _MARKS.get(block.style, "") + block.lead.replace("\t", " ") + block.text
    elif isinstance(block, Grid):
        yield " | ".join(block.heads)
        yield from (" | ".join(row) for row in block.rows)
    elif isinstance(block, Signatures):
        yield from (", ".join(lines) for lines in block.people)
    else:
        yield f"[chart] {chart_caption(block.chart)}"
        yield from _block_lines(block.numbers)
