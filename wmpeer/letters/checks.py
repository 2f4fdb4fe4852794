"""What stands in the way of a letter, what would make it better, and what is good to know. Pure: the same letter, the same checks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from wmpeer.letters.content import AreaToConsider, Evidence, LetterContent, Point
from wmpeer.letters.printed import Block, Grid, Signatures, Words, printed
from wmpeer.outgoing import has_right_to_left

Strength = Literal["must", "should", "information"]


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence about a letter. `where` is the section's name, `source` the finding behind it, where there is one."""

    strength: Strength
    code: str
    sentence: str
    where: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the letter's own record cannot know.

    `unraised` are concerns (id, text) nobody has raised yet, `unsettled` sentences about what was changed apart (and its id).
    `others` are the names of the region's other authorities, `may_name` those
    that are declared here (triad partners, makers of offers, panellists' homes). `records` says to which authority a finding belongs.
    `undrawable` are characters no font of the letter can draw. `newer` are sentences about data released since.
    """

    unraised: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    may_name: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    private_notes: tuple[str, ...] = ()
    pages_before_annexes: int | None = None
    newer: tuple[str, ...] = ()
    undrawable: tuple[str, ...] = ()
    unsettled: tuple[tuple[str, str], ...] = ()


def check_letter(content: LetterContent, facts: LetterFacts | None = None) -> tuple[Check, ...]:
    """Every check that has something to say: must before should before information."""
    known = facts or LetterFacts()
    said = tuple(_said(content))
    found = (*_musts(content, known, said), *_shoulds(content, known, said), *_informations(content, known, said))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Said:
    """One text as it is printed: in the panel's own words, or quoted."""

    text: str
    where: str
    source: str
    own: bool


def _said(content: LetterContent) -> Iterator[_Said]:
    letter = printed(content)
    yield _Said(letter.subject, "subject", "", True)
    parts: list[tuple[str, tuple[Block, ...]]] = [("opening", letter.opening)]
    parts += [(section.name, section.blocks) for section in (*letter.sections, *letter.annexes)]
    for where, blocks in (*parts, ("closing", letter.closing)):
        for block in blocks:
            yield from _block_said(block, where)


def _block_said(block: Block, where: str) -> Iterator[_Said]:
    if isinstance(block, Words):
        yield _Said(block.text, where, block.source, block.style != "evidence")
    elif isinstance(block, Grid):
        own_column = 1 if block.name == "areas" else -1  # the authority's own grade is its own word
        for row in block.rows:
            for column, text in enumerate(row):
                yield _Said(text, where, "", column != own_column)
    elif isinstance(block, Signatures):
        return
    else:
        yield _Said(block.chart.alt, where, "", True)


# must


def _musts(content: LetterContent, facts: LetterFacts, said: tuple[_Said, ...]) -> Iterator[Check]:
    for source, text in facts.unraised:
        yield Check(
            "must",
            "concern-not-raised",
            f"A concern has not been raised with {content.authority} yet: “{_short(text)}”",
            "discussed",
            source,
        )
    for sentence, source in facts.unsettled:
        yield Check("must", "difference-not-settled", f"{sentence} Settle it under Differences.", "", source)
    yield from _missing(content)
    for place, point in enumerate(content.consider, start=1):
        if not point.alone and not any(_stands(evidence) for evidence in point.evidence):
            yield Check(
                "must", "consider-without-evidence", f"Area to consider {place} has no evidence behind it.", "consider", point.source
            )
    for source, authority in _foreign(content, facts):
        yield Check("must", "other-record", f"A text comes from another authority’s record ({authority}).", "", source)
    yield from _private(facts, said)
    for one in said:
        yield from _verdicts(one)
        yield from _children(one)


def _missing(content: LetterContent) -> Iterator[Check]:
    if not content.addressee.name.strip():
        yield Check("must", "no-addressee", "The letter has no addressee.", "address")
    if not any(one.name.strip() for one in content.signatories):
        yield Check("must", "no-signatory", "Nobody signs the letter.", "closing")
    if not content.next_steps:
        yield Check("must", "no-next-steps", "There are no next steps.", "next-steps")
    for one in content.next_steps:
        if one.by is None:
            yield Check("must", "step-without-date", f"A next step has no date: “{_short(one.what)}”", "next-steps")
    yield from _empty(content)


def _thin(content: LetterContent) -> Iterator[Check]:
    if not (content.strengths or content.practice):
        yield Check("should", "no-strengths", "The letter names no strength.", "strengths")
    if not content.areas:
        yield Check("should", "no-areas", "No judgement of any area is agreed yet.", "areas")
    if not content.documents:
        yield Check("should", "no-documents", "The letter does not say what the panel read.", "documents")


def _empty(content: LetterContent) -> Iterator[Check]:
    letter = printed(content)
    for section in (*letter.sections, *letter.annexes):
        texts = [block.text for block in section.blocks if isinstance(block, Words)]
        if any(not text.strip() for text in texts):
            yield Check("must", "empty-text", f"“{section.heading}” holds a paragraph without words.", section.name)


def _stands(evidence: Evidence) -> bool:
    return evidence.state not in ("lost", "uncertain") and bool(evidence.part or evidence.quote.strip() or evidence.indicator.strip())


def _foreign(content: LetterContent, facts: LetterFacts) -> Iterator[tuple[str, str]]:
    for source in _sources(content):
        authority = facts.records.get(source, content.authority_code)
        if authority != content.authority_code:
            yield source, authority


def _sources(content: LetterContent) -> Iterator[str]:
    groups = (
        content.strengths,
        content.practice,
        content.areas,
        content.consider,
        content.questions,
        content.discussed,
        content.asks,
        content.offers,
    )
    return (one.source for group in groups for one in group if one.source)


def _private(facts: LetterFacts, said: tuple[_Said, ...]) -> Iterator[Check]:
    sentences = (part for one in facts.private_notes for part in (one, *_SENTENCE_END.split(one)))
    notes = tuple(note for one in sentences if len(note := _plainly(one).rstrip(".!?")) >= _NOTE_LENGTH)
    for one in said if notes else ():
        text = _plainly(one.text)
        if any(note in text for note in notes):
            yield Check("must", "private-note", f"A private note stands in the letter: “{_short(one.text)}”", one.where, one.source)


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_NOTE_LENGTH = 20  # shorter ones are words anybody might use
_VERDICT = re.compile(r"\b(inadequate|fail(?:s|ed|ing|ings|ure|ures)?|requires improvement)\b", re.IGNORECASE)
_GRADED = re.compile(
    r"\b(?:we|panel)\b[^.]{0,40}\b(?:judged?|grad(?:e|ed)|rat(?:e|ed)|scored?)\b"
    r"[^.]{0,60}\b(outstanding|good|requires improvement|inadequate)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"\b(?:you|your|yourselves|ofsted|inspect\w*)\b[^.]{0,60}$", re.IGNORECASE)
_RANK = re.compile(r"\b(?:ranks?|ranked|league table|(?:\d+(?:st|nd|rd|th)) (?:of|out of) (?:the )?(?:14|fourteen))\b", re.IGNORECASE)


def _verdicts(one: _Said) -> Iterator[Check]:
    if not one.own:
        return
    words = re.sub(r"“[^”]*”", "", one.text)
    verdict = next((found for found in _VERDICT.finditer(words) if not _THEIRS.search(words[: found.start()])), None)
    if found := verdict or _GRADED.search(words):
        yield Check("must", "verdict", f"“{found[1]}” stands as the panel’s own verdict: “{_short(one.text)}”", one.where, one.source)
    if found := _RANK.search(words):
        yield Check("must", "rank-order", f"“{found[0]}” puts authorities in order: “{_short(one.text)}”", one.where, one.source)


_UPN = re.compile(r"\b[A-Z]\d{11}[\dA-Z]\b", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_BIRTH = re.compile(r"\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)\b\W{0,4}(?:\d{1,2}[/.\- ]|\d{1,2}(?:st|nd|rd|th)? \w+ )", re.IGNORECASE)


def _children(one: _Said) -> Iterator[Check]:
    nhs = any(_is_nhs_number("".join(found.groups())) for found in _TEN_DIGITS.finditer(one.text))
    if _UPN.search(one.text) or nhs or _BIRTH.search(one.text):
        yield Check("must", "child-identifier", "The letter seems to hold a child’s number or date of birth.", one.where, one.source)


def _is_nhs_number(digits: str) -> bool:
    """The modulus 11 check of an NHS number (NHS Data Dictionary)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def _others(one: _Said, facts: LetterFacts) -> Iterator[Check]:
    if one.where in ("asks", "next-steps", "considered") or not one.own:
        return
    for name in facts.others:
        if name not in facts.may_name and re.search(rf"\b{re.escape(name)}\b", one.text, re.IGNORECASE):
            yield Check(
                "should", "other-authority", f"{name} is named in another authority’s letter: “{_short(one.text)}”", one.where, one.source
            )


# should


def _shoulds(content: LetterContent, facts: LetterFacts, said: tuple[_Said, ...]) -> Iterator[Check]:
    considers = content.consider
    yield from _thin(content)
    for text in said:
        yield from _others(text, facts)
    if content.consider_left_out:
        stand = len(considers) + content.consider_left_out
        sentence = (
            f"{_count(stand, 'area')} to consider stand in the record; the first {_number(len(considers))} by rank are in the letter."
        )
        yield Check("should", "many-considers", sentence, "consider")
    carried = sum(1 for one in considers if one.suggestions)
    if considers and carried < len(considers):
        yield Check(
            "should",
            "few-suggestions",
            f"{_count(len(considers), 'area')} to consider; {_number(carried)} {'carries' if carried == 1 else 'carry'} a suggestion.",
            "consider",
        )
    for place, point in enumerate((*content.strengths, *content.practice), start=1):
        if not any(_stands(evidence) for evidence in point.evidence):
            yield Check(
                "should",
                "strength-without-evidence",
                f"Strength {place} has no evidence: “{_short(point.text)}”",
                "strengths",
                point.source,
            )
    for one in _pointed(content):
        if any(evidence.state == "lost" for evidence in one.evidence):
            yield Check("should", "evidence-lost", "A quote is no longer in the document it was taken from.", "", one.source)
        if any(evidence.state == "uncertain" for evidence in one.evidence):
            sentence = "A new version of a document came, and a quote from it is still to be settled."
            yield Check("should", "evidence-uncertain", sentence, "", one.source)
    yield from _repeated(said)
    if facts.pages_before_annexes is not None and facts.pages_before_annexes > 3:
        yield Check("should", "long-letter", f"The letter has {facts.pages_before_annexes} pages before its annexes; three are enough.")
    if facts.undrawable:
        yield Check(
            "should", "undrawable", f"No font of the letter draws {', '.join(facts.undrawable[:5])}; it is written out in brackets."
        )


def _pointed(content: LetterContent) -> tuple[Point | AreaToConsider, ...]:
    return (*content.strengths, *content.practice, *content.consider, *content.questions)


_PHRASES = (
    "less clear to the panel",
    "was struck by",
    "you may wish to consider",
    "we would welcome your view",
    "the panel noted",
    "the panel heard",
    "could not reach a view",
)


def _repeated(said: tuple[_Said, ...]) -> Iterator[Check]:
    counted: Counter[str] = Counter()
    where: dict[str, _Said] = {}
    for one in said:
        if one.own:
            text = _plainly(one.text)
            for phrase in _PHRASES:
                if times := text.count(phrase):
                    counted[phrase] += times
                    where[phrase] = one
    for phrase, times in counted.items():
        if times > 1:
            words = {2: "twice", 3: "three times"}.get(times, f"{times} times")
            yield Check("should", "repeated", f"“{phrase}” stands {words}.", where[phrase].where, where[phrase].source)


# information


def _informations(content: LetterContent, facts: LetterFacts, said: tuple[_Said, ...]) -> Iterator[Check]:
    periods = dict.fromkeys(f"{one.period} ({one.source})" for one in content.data)
    if periods:
        yield Check("information", "data-period", f"Figures are of {'; '.join(periods)}.", "considered")
    for sentence in facts.newer:
        yield Check("information", "newer-data", sentence, "considered")
    for one in said:
        if has_right_to_left(one.text):
            yield Check(
                "information",
                "right-to-left",
                f"Words that run from right to left are set letter by letter in the PDF: “{_short(one.text)}”",
                one.where,
                one.source,
            )
    if not content.peer_review and not content.asks and not content.offers:
        yield Check("information", "no-asks", "The letter holds no ask and no offer.", "asks")


def _short(text: str, most: int = 70) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def _plainly(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _count(count: int, noun: str) -> str:
    return f"{_number(count).capitalize()} {noun}{'' if count == 1 else 's'}"
