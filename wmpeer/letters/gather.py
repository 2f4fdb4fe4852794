"""From the record to what one authority's letter is made of. Only that authority's own record is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.documents.queries import DocumentLine, documents
from wmpeer.drawing.fonts import can_draw
from wmpeer.indicators.catalogue import key_codes
from wmpeer.indicators.charts import ChartDescription, describe
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import benchmark, indicator_series
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.same import same_measure, together
from wmpeer.indicators.values import apart, in_short, text_of
from wmpeer.judging.apart import differences
from wmpeer.judging.apart_words import sentence
from wmpeer.judging.queries import agreed_lines, letter_details, letter_findings, raised_lines, view_lines
from wmpeer.judging.records import AgreedLine, FindingLine, ViewLine
from wmpeer.letters.checks import Check, LetterFacts, check_letter
from wmpeer.letters.compose import compose
from wmpeer.letters.content import DataPeriod, Document, Evidence, IndicatorLine, LetterContent, Person, Step, texts
from wmpeer.letters.newer import newer_sentences, written_at
from wmpeer.letters.pdf import count_pages
from wmpeer.letters.phrases import default_phrases
from wmpeer.letters.records import AreaView, LetterFinding, LetterMaterial, RaisedConcern
from wmpeer.models.records import Agreed, Finding, Note
from wmpeer.outgoing import undrawable
from wmpeer.region.queries import Reader, authorities, cycle, find_authority, framework_of, people, region_of
from wmpeer.region.records import AuthorityLine
from wmpeer.region.seeing import may_see

ANNEX_ROWS = 14
CHARTS = 2
LONG_ENOUGH = 3
ALONE = "–"
"""Beside a count stands nobody’s: England’s and the region’s are the sum of all authorities’."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be rendered, with what its checks say."""

    content: LetterContent
    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of issuing it."""
        return not any(check.strength == "must" for check in self.checks)


def letter_draft(session: Session, authority: str, dated: date, *, draft: bool = True, reader: Reader | None = None) -> Draft:
    """The letter of *authority* (ONS code) as the record stands, *dated* that day, and its checks; of what *reader* may see."""
    framework = framework_of(session)
    own = default_phrases()
    words = replace(own, readings={**own.readings, **framework.readings})
    content = compose(material(session, authority, dated, draft=draft, reader=reader), words, framework.view_order())
    return Draft(content, check_letter(content, _facts(session, authority, content, reader)))


def material(session: Session, authority: str, dated: date, *, draft: bool = True, reader: Reader | None = None) -> LetterMaterial:
    """All that the letter of *authority* (ONS code) is made of."""
    where, region, now = find_authority(session, authority), region_of(session), cycle(session)
    findings = letter_findings(session, where.ons_code, reader=reader)
    views = view_lines(session, where.ons_code, reader=reader)
    agreed = agreed_lines(session, where.ons_code, reader=reader)
    details = letter_details(session, where.ons_code, reader=reader)
    figures = _figures(session, where, findings)
    papers = documents(session, where.ons_code, every=True)
    titles = {one.sha256: one.title or one.name for one in papers}
    return LetterMaterial(
        region=region.letter_head,
        authority=where.name,
        authority_code=where.ons_code,
        cycle=now.name,
        reference=f"{_initials(region.name)}-{now.name}-{where.name[:3].upper()}",
        dated=dated,
        addressee=_person(details.addressee),
        marking=region.marking,
        copies=_copies(where),
        documents=tuple(_document(one, dated) for one in documents(session, where.ons_code)),
        data=_periods(figures),
        panel=_panel(session, where, views, findings),
        session_on=date.fromisoformat(details.held_on) if details.held_on else None,
        reflection=tuple(part for part in details.reflection.split("\n") if part.strip()),
        views=tuple(_view(one, views) for one in agreed if "view" not in one.unsettled),
        findings=tuple(_finding(one, titles) for one in findings),
        concerns=tuple(
            RaisedConcern(one.finding, date.fromisoformat(one.on), one.by, one.how)
            for one in raised_lines(session, where.ons_code, reader=reader)
        ),
        next_steps=tuple(Step(one.what, date.fromisoformat(one.by) if one.by else None) for one in details.next_steps),
        signatories=tuple(_person(one) for one in details.signatory.split(";") if one.strip()),
        indicators=tuple(_indicator(row) for row in figures),
        charts=tuple(_charts(session, where, figures)),
        draft=draft,
        fictional=region.fictional,
    )


def _person(text: str) -> Person:
    """“Margaret Hale, Director of Children's Services, Ashcombe” as a name, a role and an organisation; letters greet by first name."""
    parts = [part.strip() for part in text.split(",")]
    name, role, organisation = (*parts, "", "", "")[:3]
    titles = ("Dr", "Professor", "Sir", "Dame", "Mr", "Mrs", "Ms", "Miss", "Councillor", "Cllr", "Lord", "Lady")
    first = name.split(" ")[0] if name else ""
    return Person(name, role, ", ".join([organisation, *parts[3:]]) if len(parts) > 3 else organisation, name if first in titles else first)


def _copies(where: AuthorityLine) -> tuple[str, ...]:
    trust = (f"Chief Executive, {where.trust}",) if where.trust else ()
    return ("Chief Executive", "Lead Member for Children’s Services", *trust)


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else name[:2].upper()


def _document(line: DocumentLine, dated: date) -> Document:
    received = date.fromisoformat(line.loaded_at[:10])
    return Document(line.title or line.name, f"version {line.version}" if line.version > 1 else "", received if received <= dated else None)


def _panel(session: Session, where: AuthorityLine, views: tuple[ViewLine, ...], findings: tuple[FindingLine, ...]) -> tuple[Person, ...]:
    homes = {one.ons_code: one.name for one in authorities(session)}
    took_part = {one.author for one in views} | {one.author for one in findings}
    return tuple(
        Person(one.name, "", homes.get(one.home, ""))
        for one in people(session)
        if one.id in took_part and one.role != "coordinator" and one.home != where.ons_code
    )


def _view(one: AgreedLine, views: tuple[ViewLine, ...]) -> AreaView:
    said = Counter(view.own_grade for view in views if view.area == one.area and view.own_grade)
    own = max(said, key=lambda grade: (said[grade], grade)) if said else "not-stated"
    sure = "" if "confidence" in one.unsettled else one.confidence or _most_cautious(one.area, views)
    return AreaView(one.area, own, one.view, sure, one.wording, one.id)


def _most_cautious(area: str, views: tuple[ViewLine, ...]) -> str:
    """Where the panel agreed on no confidence: the lowest that one of them has in the area, or empty."""
    said = {view.confidence for view in views if view.area == area}
    return next((one for one in ("low", "medium", "high") if one in said), "")


def _finding(one: FindingLine, titles: Mapping[str, str]) -> LetterFinding:
    quotes = [
        Evidence(
            quote=quote.quote,
            document=titles.get(quote.sha256, quote.document),
            page=quote.page,
            state=quote.state,
            last_page=quote.last_page,
        )
        for quote in one.quotes
    ]
    figures = [
        Evidence(indicator=figure.title or figure.indicator, value=figure.text, period=figure.period, source=source_words(figure.source))
        for figure in one.figures
        if figure.text
    ]
    parts = [Evidence(document=titles.get(clip.sha256, clip.document), page=clip.page, state=clip.state, part=True) for clip in one.clips]
    return LetterFinding(
        one.id, one.kind, one.area, one.text, (*quotes, *parts, *figures), one.level or 0, one.in_letter, one.rank or 0, one.about
    )


def _figures(session: Session, where: AuthorityLine, findings: tuple[FindingLine, ...]) -> list[BenchmarkRow]:
    """The rows of the annex: every indicator that a finding in the letter names, then key indicators with a flag, each measure once."""
    rows = benchmark(session, where.ons_code, region=region_of(session).ons_code)
    cited = {(figure.indicator, figure.source) for one in findings if one.in_letter for figure in one.figures}
    named = [row for row in rows if (row.code, row.source) in cited]
    there = {same_measure(row.code) for row in named}
    leading = [one.row for one in together(rows) if one.row.code in key_codes() and same_measure(one.row.code) not in there]
    flagged = [row for row in leading if row.flags]
    return [*named, *flagged[: max(0, ANNEX_ROWS - len(named))]]


def _indicator(row: BenchmarkRow) -> IndicatorLine:
    neighbours = text_of(repr(row.neighbours), row.decimals) if row.neighbours is not None else ""
    others = (ALONE,) * 3 if row.is_count else (row.england_text, row.region_text, neighbours)
    you, england, region, beside = (in_short(apart(text)) for text in (row.text, *others))
    period, flag = read_period(row.period).words, row.flags[0].sentence if row.flags else ""
    return IndicatorLine(row.title, row.unit, period, you, england, region, beside, source_words(row.source), flag, row.is_count)


def _periods(rows: list[BenchmarkRow]) -> tuple[DataPeriod, ...]:
    """The releases behind *rows*: by source, and of one source the older period first."""
    pairs = {(source_words(row.source), read_period(row.period)) for row in rows}
    ordered = sorted(pairs, key=lambda pair: (pair[0].casefold(), pair[1].key))
    return tuple(dict.fromkeys(DataPeriod(source, period.words) for source, period in ordered))


def _charts(session: Session, where: AuthorityLine, rows: list[BenchmarkRow]) -> list[ChartDescription]:
    charts = []
    for row in rows:
        series = indicator_series(session, where.ons_code, row.code, row.source, region=region_of(session).ons_code)
        if series and sum(value is not None for value in series.own.values) >= LONG_ENOUGH:
            charts.append(describe(series))
        if len(charts) == CHARTS:
            break
    return charts


def _facts(session: Session, authority: str, content: LetterContent, reader: Reader | None) -> LetterFacts:
    own, agreed = letter_findings(session, authority, reader=reader), agreed_lines(session, authority, reader=reader)
    raised = {one.finding for one in raised_lines(session, authority, reader=reader)}
    homes = tuple(one.organisation for one in content.panel)
    whose = {entity: of for kind in (Finding, Agreed) for entity, of in session.execute(select(kind.entity, kind.authority))}
    return LetterFacts(
        unraised=tuple((one.id, one.text) for one in own if one.kind == "concern" and one.id not in raised),
        others=tuple(one.name for one in authorities(session) if one.ons_code != authority),
        may_name=homes,
        records=MappingProxyType({entity: of or "" for entity, of in whose.items()}),
        unsettled=tuple((sentence(one), one.entity if one.kind == "finding" else "") for one in differences(session, reader, authority)),
        private_notes=tuple(text for text in session.scalars(select(Note.text).where(~Note.withdrawn)) if text),
        pages_before_annexes=count_pages(content),
        newer=newer_sentences(session, authority, written_at(session, authority, agreed, own, may_see(session, reader)), own),
        undrawable=undrawable(" ".join(texts(content)), can_draw),
    )
