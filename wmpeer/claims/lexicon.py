"""The words of claims, as ``resources/claims`` has them, and the measures in use whose titles are words of their own."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from wmpeer.claims.phrasing import Phrase, Phrases, phrase, plain_words
from wmpeer.files import resource

UNITS = ("percent", "per-1000", "per-10000", "per-100000", "number", "score")
_FILES = ("indicators.toml", "words.toml")
_TITLE_LEFT_OUT = re.compile(r"\([^)]*\)|-\s*(?:rate|number|num|total)\s*$|[%*]")
_LEAST_TITLE_WORDS = 4
_SHARE = re.compile(r"(?:\b(?:and|while|but|whereas)|,)\s+(?:\w+\s+){0,3}\d[\d.]*\s*(?:%|per ?cent)(?! or more)")
"""A share among a phrase's words is likely to part two matters: "have EHCPs and 17.7 % are on SEN support"."""
_PARTS = re.compile(r";|,\s+(?=(?:as|while|but|whereas|though|although)\b)")
_WORD = re.compile(r"[^\s,;:()\[\]\"?!]+")


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a figure may be about: the codes of its measures by unit, and by group of children."""

    name: str
    says: Phrases
    needs: Phrases
    unless: Phrases
    codes: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    about: frozenset[str]
    any_group: bool = False
    whole: bool = False
    census: bool = False
    events: bool = False
    short: Phrases = field(default_factory=Phrases)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a subject is named in a sentence. `own` is how many of the characters are the phrase's own, not of a gap in it; `digits`
    are the numbers that the phrase itself has ("20 weeks"). A `barred` one is of another matter here, as its subject's own words say."""

    subject: Subject
    start: int
    end: int
    own: int = 0
    barred: bool = False
    digits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.toml``, ready to be looked for."""

    lists: Mapping[str, Mapping[str, Phrases]] = field(default_factory=dict)

    def stands(self, kind: str, name: str, plain: str) -> bool:
        """Whether a phrase of a list stands in *plain* text."""
        return self.lists[kind][name].stand_in(plain)

    def places(self, kind: str, name: str, plain: str) -> list[tuple[int, int]]:
        """Where the phrases of a list stand."""
        return self.lists[kind][name].places(plain)


Index = Mapping[str, tuple[tuple[int, Phrase], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All subjects and words. `version` changes with the files and with the measures that add words of their own."""

    subjects: tuple[Subject, ...]
    words: Words
    version: str
    index: Index = field(default_factory=dict, repr=False, compare=False)
    shorts: Index = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def _candidates(index: Index, plain: str) -> list[tuple[int, Phrase]]:
        """The phrases of which an anchor begins a word of *plain*, with the places of their subjects, in the files' order."""
        found = dict[tuple[int, str], Phrase]()
        for place, one in index.get("", ()):
            found[place, one.text] = one
        for word in set(_WORD.findall(plain)):
            for length in range(1, len(word) + 1):
                for place, one in index.get(word[:length], ()):
                    found[place, one.text] = one
        return [(place, one) for (place, _), one in sorted(found.items(), key=lambda item: item[0])]

    def mentions(self, plain: str, context: str) -> list[Mention]:
        """The subjects named in *plain*, in their order; where they overlap, the one with more words of its own. *context* is what
        stands around it."""
        parts = list(_PARTS.finditer(plain))
        found: list[Mention] = []
        allowed: dict[tuple[int, int], bool] = {}
        for place, phrased in self._candidates(self.index, plain):
            for start, end, own in phrased.weighed(plain):
                part = max((each.end() for each in parts if each.end() <= start), default=0)
                if (place, part) not in allowed:
                    allowed[place, part] = _allowed(self.subjects[place], plain, part, context)
                barred = not allowed[place, part]
                if not barred or not self.subjects[place].whole:
                    found.append(Mention(self.subjects[place], start, end, own, barred, _digits_of(phrased)))
        found.sort(
            key=lambda one: (one.barred, _SHARE.search(plain, one.start, one.end) is not None, -one.own, one.start - one.end, one.start)
        )
        kept: list[Mention] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def hints(self, plain: str) -> list[Mention]:
        """What may be spoken of, by the short phrases of subjects; they may overlap, for the same words may stand for several."""
        return [
            Mention(self.subjects[place], start, end, own, digits=_digits_of(phrased))
            for place, phrased in self._candidates(self.shorts, plain)
            for start, end, own in phrased.weighed(plain)
        ]


@cache
def _digits_of(one: Phrase) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", one.text))


def _allowed(subject: Subject, plain: str, part: int, context: str) -> bool:
    """Whether nothing makes it another matter in the part of the sentence that begins at *part*."""
    after = _PARTS.search(plain, part)
    if subject.unless.stand_in(plain[part : after.start() if after else len(plain)]):
        return False
    return not subject.needs or subject.needs.stand_in(plain) or subject.needs.stand_in(context)


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
    return _indexed((*base.subjects, *added), base.words, base.version + hashlib.sha256(text.encode()).hexdigest()[:12])


def _indexed(subjects: tuple[Subject, ...], words: Words, version: str) -> Lexicon:
    """The lexicon, its phrases to be found by the anchors they have."""
    said = _index(enumerate(one.says for one in subjects))
    return Lexicon(subjects, words, version, said, _index(enumerate(one.short for one in subjects)))


def _index(phrases: Iterable[tuple[int, Phrases]]) -> Index:
    index: dict[str, list[tuple[int, Phrase]]] = {}
    for place, some in phrases:
        for one in some:
            for anchor in one.anchors or ("",):
                index.setdefault(anchor, []).append((place, one))
    return {anchor: tuple(found) for anchor, found in index.items()}


def _every_code(subject: Subject) -> Iterable[str]:
    for units in (subject.codes, *subject.groups.values()):
        for codes in units.values():
            yield from codes


def _by_title(one: OwnMeasure) -> Subject | None:
    title = " ".join(re.sub(r"[^\w\s'&-]", " ", _TITLE_LEFT_OUT.sub(" ", plain_words(one.title))).split())
    unit = unit_of(one.unit)
    if len(title.split()) < _LEAST_TITLE_WORDS or not unit:
        return None
    return Subject(one.code, Phrases([phrase(title)]), Phrases(), Phrases(), {unit: (one.code,)}, {}, frozenset(), any_group=True)


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
    return _indexed(subjects, Words(lists), version)


def _subject(name: str, said: Mapping[str, Any]) -> Subject:
    return Subject(
        name, _phrases(said["says"]), _phrases(said.get("needs", ())), _phrases(said.get("unless", ())), _codes(said),
        {group: _codes(units) for group, units in said.get("groups", {}).items()}, frozenset(said.get("about", ())),
        bool(said.get("any-group", False)), bool(said.get("whole", False)), bool(said.get("census", False)),
        bool(said.get("events", False)), _phrases([*said.get("short", ()), *said.get("welsh", ())]),
    )  # fmt: skip


def _codes(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {unit: tuple(said[unit]) for unit in UNITS if unit in said}


def _phrases(texts: Iterable[str]) -> Phrases:
    return Phrases(phrase(text) for text in texts)
