"""From what the panel agreed to what the letter says, in the words of the phrase bank."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from wmpeer.letters.content import AreaLine, AreaToConsider, DiscussedMatter, LetterContent, Point
from wmpeer.letters.phrases import Phrases, day, default_phrases, reading
from wmpeer.letters.records import AreaView, LetterFinding, LetterMaterial

MOST_CONSIDERED = 5
"""A year can hold no more areas to consider; the rest stay in the record and in the workbook."""


def compose(material: LetterMaterial, phrases: Phrases | None = None, scale: tuple[str, ...] = ()) -> LetterContent:
    """The letter of *material*.

    Only findings meant for the letter appear, and of the concerns only those that were raised. Areas stand in the order of the phrase
    bank, areas to consider by rank. *scale* holds the grades, best first.
    """
    words = phrases or default_phrases()
    chosen = tuple(one for one in material.findings if one.in_letter)
    considered = tuple(_considers(chosen))
    session = words.say("opening-session", on=day(material.session_on)) if material.session_on else ""
    return LetterContent(
        region=material.region,
        authority=material.authority,
        authority_code=material.authority_code,
        cycle=material.cycle,
        marking=material.marking,
        reference=material.reference,
        dated=material.dated,
        addressee=material.addressee,
        subject=words.say("subject", authority=material.authority, cycle=material.cycle),
        phrases=words,
        copies=material.copies,
        opening=(words.say("opening", session=session),),
        documents=material.documents,
        data=material.data,
        panel=material.panel,
        session_on=material.session_on,
        reflection=material.reflection,
        strengths=tuple(_points(chosen, "strength")),
        practice=tuple(_points(chosen, "practice")),
        areas=tuple(_area(view, words, scale) for view in _in_order(material.views, words)),
        consider=considered[:MOST_CONSIDERED],
        consider_left_out=len(considered[MOST_CONSIDERED:]),
        questions=tuple(_points(chosen, "question")),
        discussed=tuple(_discussed(material)),
        asks=tuple(_points(chosen, "ask")),
        offers=tuple(_points(chosen, "offer")),
        peer_review=words.say("peer-review") if material.peer_review else "",
        next_steps=material.next_steps,
        closing=(words.say("closing"),),
        signatories=material.signatories,
        indicators=material.indicators,
        charts=material.charts,
        checklist=material.checklist,
        draft=material.draft,
        fictional=material.fictional,
        extra=MappingProxyType({}),
    )


def _points(findings: tuple[LetterFinding, ...], kind: str) -> Iterator[Point]:
    return (Point(one.text, one.evidence, one.id) for one in findings if one.kind == kind)


def _in_order(views: tuple[AreaView, ...], words: Phrases) -> list[AreaView]:
    order = {area: place for place, area in enumerate(words.areas)}
    return sorted(views, key=lambda one: order.get(one.area, len(order)))


def _area(view: AreaView, words: Phrases, scale: tuple[str, ...]) -> AreaLine:
    title = words.areas.get(view.area, view.area)
    grade = words.grades.get(view.own_grade, view.own_grade) or words.grades["not-stated"]
    confidence = words.confidence.get(view.confidence, view.confidence)
    paragraph = view.wording
    if not paragraph and view.view == "not-enough-evidence":
        paragraph = words.say("no-evidence", area=_inside(title))
    return AreaLine(view.area, title, grade, reading(view.own_grade, view.view, words, scale), confidence, paragraph, view.id)


def _inside(title: str) -> str:
    """A title inside a sentence: its first letter small, unless it begins an abbreviation (SEND)."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _considers(findings: tuple[LetterFinding, ...]) -> Iterator[AreaToConsider]:
    considers = sorted((one for one in findings if one.kind == "consider"), key=lambda one: (one.rank == 0, one.rank))
    answers = _answers(considers, tuple(one for one in findings if one.kind == "suggestion"))
    for one in considers:
        yield AreaToConsider(one.text, one.why, one.evidence, tuple(text.text for text in answers.pop(one.id, ())), one.id)
    for alone in answers.pop("", ()):
        yield AreaToConsider(alone.text, alone.why, alone.evidence, (), alone.id, alone=True)


def _answers(considers: list[LetterFinding], suggestions: tuple[LetterFinding, ...]) -> dict[str, list[LetterFinding]]:
    """Suggestions by the consideration they answer: the one they name, else the first of their area, else none."""
    known = {one.id for one in considers}
    by_area = {one.area: one.id for one in reversed(considers)}
    answers: dict[str, list[LetterFinding]] = {}
    for one in suggestions:
        target = one.about if one.about in known else by_area.get(one.area, "")
        answers.setdefault(target, []).append(one)
    return answers


def _discussed(material: LetterMaterial) -> Iterator[DiscussedMatter]:
    raised = {one.finding: one for one in material.concerns}
    for one in material.findings:
        if one.kind == "concern" and one.in_letter and (how := raised.get(one.id)):
            yield DiscussedMatter(one.text, how.on, how.by, how.how, one.evidence, one.id)
