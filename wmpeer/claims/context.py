"""What was spoken of before a sentence: the headings above it, the sentences before it under the same heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wmpeer.claims.lexicon import Lexicon, Subject
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.sentences import Sentence
from wmpeer.claims.times import Time, times
from wmpeer.documents.records import Passage

_SENTENCES_BACK = 4
_PASSAGES_BACK = 3
_LONGEST = 400


@dataclass(frozen=True)
class Context:
    """What was said before a sentence under the same heading, the latest first, and the headings above it, the nearest first."""

    lexicon: Lexicon
    before: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    known: dict[str, tuple[Subject, ...]] = field(default_factory=dict)

    def _named(self, said: str) -> tuple[Subject, ...]:
        """The subjects named in what was said, which is asked again for each sentence that follows it."""
        if said not in self.known:
            found = (one.subject for one in self.lexicon.mentions(plain_words(said), "") if not one.barred)
            self.known[said] = tuple(dict.fromkeys(found))
        return self.known[said]

    @cached_property
    def last(self) -> tuple[Subject, ...]:
        """The subjects of the last sentence that named one, in its order."""
        for said in self.before[:3]:
            if named := self._named(said) or self._hinted(said):
                return named
        return next((named for said in self.headings if (named := self._named(said))), ())

    @cached_property
    def latest(self) -> tuple[Subject, ...]:
        """The subjects that the sentence right before names."""
        return self._named(self.before[0]) if self.before else ()

    @cached_property
    def in_order(self) -> tuple[Subject, ...]:
        """The subjects of the sentences before, in the order in which they were named."""
        found = (one for said in reversed(self.before[:_SENTENCES_BACK]) for one in self._named(said) or self._hinted(said)[:1])
        return tuple(dict.fromkeys(found))

    def _hinted(self, said: str) -> tuple[Subject, ...]:
        return tuple(dict.fromkeys(one.subject for one in self.lexicon.hints(plain_words(said))))

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Everything that was spoken of: in the sentences before, the latest first, then in the headings."""
        found: list[Subject] = []
        for said in (*self.before, *self.headings):
            for one in reversed(self._named(said)):
                if one not in found:
                    found.append(one)
        return tuple(found)

    @cached_property
    def hinted(self) -> tuple[Subject, ...]:
        """What the headings and the sentence before may be about."""
        found: list[Subject] = []
        for said in (*self.headings[:1], *self.before[:1]):
            found += [one.subject for one in self.lexicon.hints(plain_words(said)) if one.subject not in found]
        return tuple(found)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of children that a heading names, the nearest heading's first."""
        words = self.lexicon.words
        found = [name for heading in self.headings for name in words.lists["groups"] if words.stands("groups", name, plain_words(heading))]
        return tuple(dict.fromkeys(one for one in found if one not in ("everyone", "ours")))

    @cached_property
    def groups_before(self) -> tuple[str, ...]:
        """The groups of children that the sentence right before names."""
        words, said = self.lexicon.words, plain_words(self.before[0]) if self.before else ""
        return tuple(name for name in words.lists["groups"] if name not in ("everyone", "ours") and words.stands("groups", name, said))

    @cached_property
    def time(self) -> Time | None:
        """The one period of the last sentence that has any."""
        for said in self.before:
            told = times(said)
            if told:
                return told[-1] if len({one.label for one in told}) == 1 else None
        return None

    @cached_property
    def aims(self) -> bool:
        """Whether a heading says that what stands under it is to be done."""
        return any(self.lexicon.words.stands("not-a-fact", "headings", plain_words(one)) for one in self.headings[:1])


@dataclass
class Trail:
    """Goes through a document's passages and tells what was said before each sentence."""

    lexicon: Lexicon
    heading: str = ""
    said: list[str] = field(default_factory=list)
    known: dict[str, tuple[Subject, ...]] = field(default_factory=dict)

    def enter(self, passage: Passage) -> None:
        """Go on to a passage: under a new heading, what was said before no longer counts."""
        if passage.kind == "heading" or passage.heading != self.heading:
            self.said.clear()
            self.heading = passage.heading

    def leave(self, passage: Passage) -> None:
        if passage.kind not in ("heading", "drawing"):
            self.said.append(passage.text[-_LONGEST:])
            del self.said[:-_PASSAGES_BACK]

    def context(self, sentence: Sentence, here: Sequence[Sentence]) -> Context:
        """What stands before *sentence*, of whose passage *here* are the sentences before it."""
        before = [one.text for one in reversed(here[-_SENTENCES_BACK:])]
        headings = [one.strip() for one in reversed(sentence.heading.split("›")) if one.strip()]
        return Context(self.lexicon, (*before, *reversed(self.said)), tuple(headings), self.known)


def nothing_before(lexicon: Lexicon, headings: Iterable[str] = ()) -> Context:
    """The context of a sentence that stands alone."""
    return Context(lexicon, (), tuple(headings))
