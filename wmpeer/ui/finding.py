"""What the search field finds: passages, findings and indicators of the authorities this person may read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wmpeer.documents.queries import search_passages
from wmpeer.indicators.queries import search_measures
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.search import search_findings
from wmpeer.region.queries import authorities, framework_of
from wmpeer.ui.frame import Frame
from wmpeer.ui.kit.found import Found
from wmpeer.ui.places import FindingPlace, IndicatorPlace, PassagePlace

PASSAGES, FINDINGS, INDICATORS = 12, 8, 8


def find_everything(workspace: Workspace, words: str, frame: Frame) -> tuple[Found, ...]:
    """What *words* find, grouped, each group best first; choosing one jumps there."""
    return workspace.read(lambda session: tuple(_found(session, words, workspace.author, frame)))


def _found(session: Any, words: str, reader: str, frame: Frame) -> Iterator[Found]:
    names = {one.ons_code: one.name for one in authorities(session)}
    kinds = {one.code: one for one in framework_of(session).kinds}
    for hit in search_passages(session, words, PASSAGES):
        place = PassagePlace(hit.sha256, hit.passage.start, hit.passage.end)
        where = ", ".join(part for part in (names.get(hit.authority, ""), hit.document, f"page {hit.page}" if hit.page else "") if part)
        yield Found(hit.snippet, where, "Passage", "text-align-left", lambda code=hit.authority, place=place: frame.go("read", code, place))
    for found in search_findings(session, words, reader, FINDINGS):
        one = found.finding
        to = FindingPlace(one.id, one.area)
        where = f"{names.get(one.authority, '')}, {one.author_name}"
        kind = kinds[one.kind]
        yield Found(one.text, where, kind.word, kind.icon, lambda code=one.authority, to=to: frame.go("read", code, to))
    for measure in search_measures(session, words, INDICATORS):
        at = IndicatorPlace(measure.code, measure.source)
        yield Found(measure.title, measure.source, "Indicator", "chart-line", lambda at=at: frame.go("data", frame.authority(), at))
