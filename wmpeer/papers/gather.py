"""From the record to what a workbook and a capture sheet hold."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import key_codes
from wmpeer.indicators.charts import ChartDescription, describe
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.queries import benchmark, indicator_series
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.clips import clipping
from wmpeer.judging.queries import agreed_lines, finding_lines, letter_details, letter_findings, raised_lines, view_lines
from wmpeer.judging.records import FindingLine as Found
from wmpeer.judging.records import ViewLine as Seen
from wmpeer.papers import capture
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
from wmpeer.region.framework import Framework
from wmpeer.region.queries import (
    Reader,
    authorities,
    cycle,
    find_authority,
    framework_of,
    people,
    refuse_own_authority,
    region_of,
    stood_aside,
)
from wmpeer.region.records import TrackerLine
from wmpeer.region.rules import LEFT
from wmpeer.region.tracker import tracker

TRENDS = 6
LONG_ENOUGH = 3
_Line = TypeVar("_Line", FindingLine, ViewLine, ConcernLine)


def workbook_content(session: Session, made_on: date, reader: Reader) -> WorkbookContent:
    """The moderation workbook as *reader* (a person's id) may see it: nothing about authorities they stand aside for."""
    region, framework = region_of(session), framework_of(session)
    hidden = stood_aside(session, reader)
    names = {one.ons_code: one.name for one in authorities(session) if one.ons_code not in hidden}
    views = view_lines(session, reader=reader)
    return WorkbookContent(
        region=region.name,
        cycle=cycle(session).name,
        made_on=made_on,
        marking=region.marking,
        fictional=region.fictional,
        authorities=_overview(session, names, views, reader),
        findings=_by_name(_finding(session, one, names, framework) for one in letter_findings(session, reader=reader)),
        views=_by_name((*(_view(one, names, framework) for one in views), *_agreed(session, names, framework, reader))),
        indicators=tuple(_indicator(row, name, framework) for code, name in names.items() for row in _rows(session, code)),
        concerns=_by_name(_concerns(session, names, framework, reader)),
        actions=tuple(
            ActionLine(name, step.what, "", _day(step.by), "", "")
            for code, name in names.items()
            for step in letter_details(session, code, reader=reader).next_steps
        ),
        trends=_trends(session, names),
    )


def _by_name(lines: Iterable[_Line]) -> tuple[_Line, ...]:
    """*lines* by the name of their authority, in which order they stand everywhere; within one as they came."""
    return tuple(sorted(lines, key=lambda line: line.authority))


def _overview(session: Session, names: dict[str, str], views: tuple[Seen, ...], reader: Reader) -> tuple[AuthorityLine, ...]:
    own = {(one.authority, one.area) for one in views if one.own_grade and one.own_grade != "not-stated"}
    return tuple(
        AuthorityLine(
            name=line.authority.name,
            ons_code=line.authority.ons_code,
            stage=line.stage.replace("-", " "),
            documents=line.documents,
            chief_executive_on=_day(line.chief_executive),
            lead_member_on=_day(line.lead_member),
            own=sum(authority == line.authority.ons_code for authority, _ in own),
            panel=line.agreed,
            findings=line.findings,
            open_concerns=line.unraised,
            letter=_letter(line),
        )
        for line in tracker(session, reader)
        if line.authority.ons_code in names
    )


def _letter(line: TrackerLine) -> str:
    stage = line.letter.replace("-", " ")
    if not line.version or line.letter in LEFT:
        return stage
    return f"{stage} (version {line.version + 1}); version {line.version} issued {line.issued_on}"


def _finding(session: Session, one: Found, names: dict[str, str], framework: Framework) -> FindingLine:
    quotes = [EvidenceLine(quote=quote.quote, document=quote.document, page=quote.page, last_page=quote.last_page) for quote in one.quotes]
    figures = [
        EvidenceLine(
            indicator=figure.title or figure.indicator,
            value=figure.text,
            period=figure.period,
            source=source_words(figure.source),
            flag=figure.sentence,
        )
        for figure in one.figures
    ]
    parts = [
        EvidenceLine(document=clip.document, page=clip.page, part=True, picture=clipping(session, clip.image) or b"") for clip in one.clips
    ]
    tags = {tag.code: tag.word for tag in framework.tags}
    return FindingLine(
        one.id, names[one.authority], framework.area(one.area).title, framework.kind(one.kind).word, one.text, one.level,
        tuple(tags.get(tag, tag) for tag in one.tags), one.author_name, one.in_letter, (*quotes, *parts, *figures),
    )  # fmt: skip


def _view(one: Seen, names: dict[str, str], framework: Framework) -> ViewLine:
    return ViewLine(
        names[one.authority], framework.area(one.area).title, one.author_name, _word(framework.own_grades, one.own_grade),
        _word(framework.views, one.view), _word(framework.confidences, one.confidence), _word(framework.directions, one.direction),
        _word(framework.priorities, one.priority), one.reason,
    )  # fmt: skip


def _agreed(session: Session, names: dict[str, str], framework: Framework, reader: Reader) -> tuple[ViewLine, ...]:
    return tuple(
        ViewLine(
            names[one.authority], framework.area(one.area).title, "Agreed by the panel", "", _word(framework.views, one.view),
            _word(framework.confidences, one.confidence), "", "", "\n".join(part for part in (one.wording, one.reason) if part), True,
        )
        for one in agreed_lines(session, reader=reader)
    )  # fmt: skip


def _concerns(session: Session, names: dict[str, str], framework: Framework, reader: Reader) -> tuple[ConcernLine, ...]:
    raised = {one.finding: one for one in raised_lines(session, reader=reader)}
    lines = []
    for one in finding_lines(session, reader=reader):
        if one.kind == "concern":
            told = raised.get(one.id)
            lines.append(ConcernLine(
                names[one.authority], framework.area(one.area).title, one.text, one.level, "Raised" if told else "Not raised yet",
                _day(told.on) if told else None, told.by if told else "", told.how if told else "",
            ))  # fmt: skip
    return tuple(lines)


def _rows(session: Session, authority: str) -> list[BenchmarkRow]:
    """The key indicators: those that an area's card names; the other hundreds stand in the Data screen and in `wmpeer benchmark`."""
    return [row for row in benchmark(session, authority, region=region_of(session).ons_code) if row.code in key_codes()]


def _indicator(row: BenchmarkRow, name: str, framework: Framework) -> IndicatorLine:
    areas = "; ".join(framework.area(code).title for code in row.areas if code in {one.code for one in framework.areas})
    return IndicatorLine(
        name, areas, row.code, row.title, row.unit, row.polarity, row.period, row.value, row.text if row.value is None else "",
        row.england, row.region, row.neighbours, row.neighbours_count, row.decimals if row.decimals is not None else 1,
        tuple(flag.sentence for flag in row.flags), source_words(row.source),
    )  # fmt: skip


def _trends(session: Session, names: dict[str, str]) -> tuple[ChartDescription, ...]:
    """A few measures with the longest common memory: the region beside England."""
    found = []
    code = next(iter(names), "")
    for row in _rows(session, code) if code else ():
        series = indicator_series(session, code, row.code, row.source, region=region_of(session).ons_code)
        if series and series.region and sum(value is not None for value in series.region.values) >= LONG_ENOUGH:
            found.append(describe(series, roles=("england", "region")))
        if len(found) == TRENDS:
            break
    return tuple(found)


def _word(known: object, code: str) -> str:
    return next((one.word for one in known if one.code == code), code)  # type: ignore[attr-defined]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def capture_content(session: Session, authority: str, person: str) -> capture.CaptureContent:
    """The capture sheet of *authority* (ONS code) for *person* (id), with what they have said already."""
    region, framework, now = region_of(session), framework_of(session), cycle(session)
    where = find_authority(session, authority)
    who = next(one for one in people(session) if one.id == person)
    said = view_lines(session, where.ons_code, author=person)
    return capture.CaptureContent(
        workspace=now.id,
        sheet=uuid.uuid4().hex,
        region=region.name,
        authority=where.ons_code,
        authority_name=where.name,
        cycle=now.name,
        person=who.id,
        person_name=who.name,
        framework=framework.id,
        made_on=date.today(),  # noqa: DTZ011  the day on this laptop's calendar
        areas=tuple(capture.Area(one.code, one.title, " ".join(one.prompts)) for one in framework.areas),
        choices=_choices(framework),
        marking=region.marking,
        fictional=region.fictional,
        views=tuple(
            capture.SheetView(one.area, one.own_grade, one.view, one.confidence, one.direction, one.priority, one.reason) for one in said
        ),
        findings=tuple(_on_sheet(one) for one in finding_lines(session, where.ons_code, author=person)),
    )


def capture_sheet_for(workspace: Workspace, authority: str, person: str) -> bytes:
    """The capture sheet of *authority* (its name or a code) for *person* (id), as a file to fill in.

    Raises:
        UnknownAuthorityError.
        NotYourPartError: only a coordinator writes a sheet for somebody else; it holds what that colleague has said already.
        OwnAuthorityError: the colleague, or who writes it, stands aside for the authority.
    """
    where = workspace.read(find_authority, authority)
    workspace.read(refuse_own_authority, workspace.file.slot, where.ons_code)
    if person != workspace.file.slot:
        workspace.read(refuse_but_coordinators, workspace.file.slot)
    workspace.read(refuse_own_authority, person, where.ons_code)
    return capture.capture_sheet(workspace.read(capture_content, where.ons_code, person))


def _on_sheet(one: Found) -> capture.SheetFinding:
    quote = one.quotes[0] if one.quotes else None
    if quote is None:
        return capture.SheetFinding(one.id, one.kind, one.area, one.text, "", None, level=one.level)
    page = quote.page if quote.last_page is None else None
    over = "" if page else quote.pages.said().partition(" ")[2]
    return capture.SheetFinding(one.id, one.kind, one.area, one.text, quote.quote, page, over, level=one.level)


def _choices(framework: Framework) -> capture.Choices:
    def of(known: object) -> tuple[capture.Choice, ...]:
        return tuple(capture.Choice(one.code, one.word) for one in known)  # type: ignore[attr-defined]

    return capture.Choices(
        grades=of(framework.own_grades),
        views=of(framework.views),
        confidence=of(framework.confidences),
        directions=of(framework.directions),
        priorities=of(framework.priorities),
        kinds=of(framework.kinds),
        levels=tuple(capture.Choice(str(one.level), one.word) for one in framework.concern_levels),
    )
