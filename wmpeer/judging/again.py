"""Evidence in the newest version of its document: computed when it is read, so that nobody's record is touched.

Only what a person settled is recorded: an entry beside the evidence, under its id and the version's SHA-256
(``evidence/<id>@<sha256>``). The evidence itself stays as it was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.documents.anchors import Anchor, anchor_of
from wmpeer.documents.letters import Letters
from wmpeer.documents.queries import DocumentLine, document_text, documents, pages_at
from wmpeer.documents.reanchor import Fate, Reanchor, Reanchoring, Reason
from wmpeer.judging.clips_again import SETTLED, ClipStanding, clip_line, clip_standings
from wmpeer.judging.moved import Answer
from wmpeer.judging.records import AnchorState, ClipLine, PassageLine, QuoteLine

_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Standing:
    """One passage in the newest version of its document (`newest`, None where no version is in use)."""

    was: PassageLine
    found: bool
    newest: DocumentLine | None
    fate: Fate
    reason: str = ""
    confidence: float = 0.0
    now: PassageLine | None = None
    others: tuple[PassageLine, ...] = ()
    answer: Answer = ""


_Known = tuple[Reanchoring, PassageLine | None, tuple[PassageLine, ...]]


class Reanchored:
    """Finds quotes and pictures again in the documents as they are now; texts are read once, and what was found is kept with the
    connection."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[str, str] = {}
        self._letters: dict[str, Letters] = {}
        self._pairs: dict[tuple[str, str], Reanchor] = {}
        self._chains: dict[str, dict[str, tuple[DocumentLine, ...]]] = {}
        self._known: dict[tuple[str, int, int, str], _Known] = session.connection().info.setdefault("wmpeer.reanchored", {})

    def quotes(self, authority: str, evidence: Mapping[str, Any]) -> tuple[QuoteLine, ...]:
        """The quotes among a finding's evidence, each where it stands now."""
        return tuple(_line(key, one) for key, one in self.standings(authority, evidence))

    def standings(self, authority: str, evidence: Mapping[str, Any]) -> Iterator[tuple[str, Standing]]:
        """Every quote among a finding's evidence by its id."""
        for key, one in evidence.items():
            if "selector" in one:
                yield key, self._standing(authority, key, one, evidence)

    def clips(self, authority: str, evidence: Mapping[str, Any]) -> tuple[ClipLine, ...]:
        """The pictures among a record's evidence, each where it stands now."""
        return tuple(clip_line(key, one) for key, one in self.clip_standings(authority, evidence))

    def clip_standings(self, authority: str, evidence: Mapping[str, Any]) -> Iterator[tuple[str, ClipStanding]]:
        """Every picture among a record's evidence by its id."""
        if any("fragment" in one for one in evidence.values()):
            yield from clip_standings(self._session, self._chain(authority), evidence)

    def sentence(self, authority: str, place: Mapping[str, Any]) -> Standing:
        """A kept place that is nobody's evidence, such as the sentence of a claim, in the newest version of its document."""
        return self._standing(authority, "", place, {})

    def _standing(self, authority: str, key: str, one: Mapping[str, Any], evidence: Mapping[str, Any]) -> Standing:
        was, placed = passage_of(one, one["selector"])
        chain = self._chain(authority).get(was.sha256, ())
        newest = chain[-1] if chain and not chain[-1].retired else None
        if not placed or newest is None:
            return Standing(was, placed, newest, Fate.LOST, Reason.GONE if placed else Reason.NEVER_FOUND)
        if newest.sha256 == was.sha256:
            return Standing(was, True, newest, Fate.UNCHANGED, Reason.SAME, 1.0, was)
        base = was
        for version in chain[1:]:
            settled = evidence.get(f"{key}{SETTLED}{version.sha256}")
            if settled and settled["answer"] == "here":
                base = passage_of(settled, settled["place"])[0]
            elif settled and version is newest:
                return Standing(was, True, newest, Fate.LOST, Reason.GONE, answer="lost")
        if base.sha256 == newest.sha256:
            return Standing(was, True, newest, Fate.MOVED, Reason.SAME, 1.0, base, answer="here")
        found, now, others = self._find(base, newest)
        return Standing(was, True, newest, found.fate, found.reason, found.confidence, now, others)

    def _find(self, base: PassageLine, newest: DocumentLine) -> _Known:
        key = base.sha256, base.start, base.end, newest.sha256
        known = self._known.get(key)
        if known is None:
            found = self._found(base, newest)
            now = self._passage(newest, found.start, found.end) if found.end else None
            known = found, now, tuple(self._passage(newest, *one) for one in found.others)
            if self._text(base.sha256):  # else it may still come, and say more
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[key] = known
        return known

    def _found(self, base: PassageLine, newest: DocumentLine) -> Reanchoring:
        old = self._text(base.sha256)
        if old[base.start : base.end] == base.words:
            return self._pair(base.sha256, newest.sha256).find(base.start, base.end)
        begin = len(base.prefix)  # the old version's text is not here: its words and their neighbours are
        whole = base.prefix + base.words + base.suffix
        again = Reanchor(whole, self._letters_of(newest.sha256), bounded=False)
        return again.find(begin, begin + len(base.words))

    def _passage(self, document: DocumentLine, start: int, end: int) -> PassageLine:
        anchor = anchor_of(self._text(document.sha256), start, end)
        pages = pages_at(self._session, document.sha256, start, end)
        name, sha256, (page, last) = document.name, document.sha256, pages
        return PassageLine(name, sha256, page, start, end, anchor.exact, anchor.prefix, anchor.suffix, last if last != page else None)

    def _text(self, sha256: str) -> str:
        if sha256 not in self._texts:
            self._texts[sha256] = document_text(self._session, sha256)
        return self._texts[sha256]

    def _letters_of(self, sha256: str) -> Letters:
        if sha256 not in self._letters:
            self._letters[sha256] = Letters(self._text(sha256))
        return self._letters[sha256]

    def _pair(self, old: str, new: str) -> Reanchor:
        if (old, new) not in self._pairs:
            self._pairs[old, new] = Reanchor(self._letters_of(old), self._letters_of(new))
        return self._pairs[old, new]

    def _chain(self, authority: str) -> dict[str, tuple[DocumentLine, ...]]:
        if authority not in self._chains:
            self._chains[authority] = version_chains(documents(self._session, authority, every=True))
        return self._chains[authority]


def version_chains(every: tuple[DocumentLine, ...]) -> dict[str, tuple[DocumentLine, ...]]:
    """For every document an authority ever sent, by its SHA-256: itself and the versions that replaced it, the newest last.

    A version that is in use is the newest, also where it was sent again after another had replaced it.
    """
    by_id = {one.id: one for one in every}
    found: dict[str, tuple[DocumentLine, ...]] = {}
    for one in every:
        chain, seen = [one], {one.id}
        while chain[-1].retired and chain[-1].replaced_by in by_id and chain[-1].replaced_by not in seen:
            chain.append(by_id[chain[-1].replaced_by])
            seen.add(chain[-1].id)
        found[one.sha256] = tuple(chain)
    return found


def passage_of(one: Mapping[str, Any], selectors: list[Mapping[str, Any]]) -> tuple[PassageLine, bool]:
    """A kept passage, and whether its place is known."""
    quote = next(part for part in selectors if part["type"] == "TextQuoteSelector")
    position = next((part for part in selectors if part["type"] == "TextPositionSelector"), None)
    start, end = (position["start"], position["end"]) if position else (0, 0)
    last = one.get("last_page")
    words = PassageLine(one["name"], one["source"], one["page"], start, end, quote["exact"], quote["prefix"], quote["suffix"], last)
    return words, position is not None


def anchor_at(text: str, start: int, end: int) -> Anchor | None:
    """The words at a place; None where none stand there."""
    return anchor_of(text, start, end) if 0 <= start < end <= len(text) and text[start:end].strip() else None


def _line(key: str, one: Standing) -> QuoteLine:
    now, was = one.now, one.was
    if now is None or one.fate in (Fate.LOST, Fate.UNCERTAIN):
        state: AnchorState = "uncertain" if one.fate is Fate.UNCERTAIN else "lost"
        return QuoteLine(key, was.words, was.document, was.sha256, was.page, None, None, was.prefix, was.suffix, state, was.last_page)
    state = "anchored" if now.sha256 == was.sha256 else "moved"
    name = one.newest.name if one.newest else now.document
    return QuoteLine(key, now.words, name, now.sha256, now.page, now.start, now.end, now.prefix, now.suffix, state, now.last_page)
