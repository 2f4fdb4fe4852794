"""The words of claims, as ``resources/claims`` has them, and the measures in use whose titles are words of their own."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from wmpeer.claims.phrasing import Phrase, phrase, plain_words
from wmpeer.files import resource

UNITS = ("percent", "per-1000", "per-10000", "per-100000", "number", "score")
_FILES = ("indicators.toml", "words.toml")
_TITLE_LEFT_OUT = re.compile(r"\([^)]*\)|-\s*(?:rate|number|num|total)\s*$|[%*]")
_LEAST_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure may be about: the codes of its measures by unit, and by group of children."""

    name: str
    says: tuple[Phrase, ...]
    needs: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    codes: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    about: frozenset[str]
    any_group: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a subject is named in a sentence."""

    subject: Subject
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.toml``, ready to be looked for."""

    lists: Mapping[str, Mapping[str, tuple[Phrase, ...]]] = field(default_factory=dict)

    def stands(self, kind: str, name: str, plain: str) -> bool:
        """Whether a phrase of a list stands in *plain* text."""
        return any(one.stands_in(plain) for one in self.lists[kind][name])

    def places(self, kind: str, name: str, plain: str) -> list[tuple[int, int]]:
        """Where the phrases of a list stand."""
        return [span for one in self.lists[kind][name] for span in one.finditer(plain)]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All subjects and words. `version` changes with the files and with the measures that add words of their own."""

    subjects: tuple[Subject, ...]
    words: Words
    version: str

    def mentions(self, plain: str, context: str) -> list[Mention]:
        """The subjects named in *plain*, in their order; where they overlap, the longest. *context* is what stands around it."""
        found = [
            Mention(subject, start, end)
            for subject in self.subjects
            for one in subject.says
            for start, end in one.finditer(plain)
            if _allowed(subject, plain, context)
        ]
        found.sort(key=lambda one: (one.start - one.end, one.start))
        kept: list[Mention] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)


def _allowed(subject: Subject, plain: str, context: str) -> bool:
    if any(one.stands_in(plain) for one in subject.unless):
        return False
    return not subject.needs or any(one.stands_in(plain) or one.stands_in(context) for one in subject.needs)


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure in use that the files do not name: its title is what it is called."""

    code: str
    title: str
    unit: str


def with_measures(base: Lexicon, measures: Iterable[OwnMeasure]) -> Lexicon:
    """*base*, and a subject for each measure whose code it does not have; its title, all of it, is its phrase."""
    known = {code for subject in base.subjects for code in _every_code(subject)}
    added = tuple(subject for one in measures if one.code not in known and (subject := _by_title(one)) is not None)
    if not added:
        return base
    text = "\n".join(f"{one.name} {one.says[0].text} {sorted(one.codes)}" for one in added)
    return Lexicon((*base.subjects, *added), base.words, base.version + hashlib.sha256(text.encode()).hexdigest()[:12])


def _every_code(subject: Subject) -> Iterable[str]:
    for units in (subject.codes, *subject.groups.values()):
        for codes in units.values():
            yield from codes


def _by_title(one: OwnMeasure) -> Subject | None:
    title = " ".join(re.sub(r"[^\w\s'&-]", " ", _TITLE_LEFT_OUT.sub(" ", plain_words(one.title))).split())
    unit = unit_of(one.unit)
    if len(title.split()) < _LEAST_TITLE_WORDS or not unit:
        return None
    return Subject(one.code, (phrase(title),), (), (), {unit: (one.code,)}, {}, frozenset(), any_group=True)


def unit_of(words: str) -> str:
    """A measure's unit (the source's words) as one of `UNITS`, or empty."""
    plain = words.casefold()
    for base, unit in (("100,000", "per-100000"), ("10,000", "per-10000"), ("1000", "per-1000"), ("1,000", "per-1000")):
        if base in plain:
            return unit
    if plain.startswith("%") or plain in ("percent", "percentage"):
        return "percent"
    if "number" in plain or plain == "cases":
        return "number"
    return "score" if "score" in plain or "average" in plain else ""


@cache
def lexicon() -> Lexicon:
    """The files that travel with the program."""
    texts = [resource("claims", name).read_text(encoding="utf-8") for name in _FILES]
    return read_lexicon(*texts)


def read_lexicon(indicators: str, words: str) -> Lexicon:
    """The lexicon that the two files' texts say."""
    version = hashlib.sha256("\0".join((indicators, words)).encode()).hexdigest()[:16]
    told = tomllib.loads(words)
    lists = {kind: {name: _phrases(says) for name, says in group.items()} for kind, group in told.items()}
    subjects = tuple(_subject(name, said) for name, said in tomllib.loads(indicators).items())
    return Lexicon(subjects, Words(lists), version)


def _subject(name: str, said: Mapping[str, Any]) -> Subject:
    return Subject(
        name, _phrases(said["says"]), _phrases(said.get("needs", ())), _phrases(said.get("unless", ())), _codes(said),
        {group: _codes(units) for group, units in said.get("groups", {}).items()}, frozenset(said.get("about", ())),
        bool(said.get("any-group", False)), bool(said.get("whole", False)),
    )  # fmt: skip


def _codes(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {unit: tuple(said[unit]) for unit in UNITS if unit in said}


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase(text) for text in texts)
