"""Notices text that came out as signs instead of words, as from a PDF whose fonts do not say which letters they hold. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wmpeer.documents.records import Passage
from wmpeer.errors import Problem

_SIGNS_SHARE, _FEWEST_SIGNS = 0.3, 30
_FEWEST_WORDS, _COMMON_SHARE, _ENOUGH_WORDS = 200, 0.01, 5_000
_FEWEST_DIFFERENT = 6
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset((
    "the", "and", "of", "to", "in", "a", "for", "is", "are", "with", "on", "our", "we", "that", "as", "by", "this", "have", "from", "at",
    "be", "it", "was", "their", "children", "y", "yr", "yn", "i", "o", "ar", "mae", "ac", "gan", "plant",
))  # fmt: skip


def unreadable_share(text: str) -> tuple[int, int]:
    """How many signs of *text* stand for no letter that is known (private use, replacement), and how many signs there are."""
    return 0 if text.isascii() else len(_UNKNOWN.findall(text)), len(text)


def is_signs(text: str) -> bool:
    """Whether *text* is no words but the numbers of a font's letters, as from a font that does not say which letters they are: signs
    that count up in the order in which they first come (!"#$%&'()*'+), or many different ones without a letter or digit."""
    signs = [sign for sign in text if not sign.isspace()]
    known: list[str] = []
    for sign in signs:
        if sign not in known:
            known.append(sign)
    if len(known) < _FEWEST_DIFFERENT or not all(" " < sign < "\x7f" for sign in known):
        return False
    counted = known[0] in '!"#$' and all(ord(sign) == ord(before) + 1 for before, sign in pairwise(known))
    return counted or not any(sign.isalnum() for sign in known)


def illegible(passages: Sequence[Passage]) -> bool:
    """Whether most of a document came out as signs that nobody can read."""
    return _mostly(*_total(unreadable_share(passage.text) for passage in passages))


def legibility_problems(passages: Sequence[Passage]) -> tuple[Problem, ...]:
    """Pages that came out as signs; or a document in which hardly a word is one of English or Welsh."""
    found: Counter[int] = Counter()
    signs: Counter[int] = Counter()
    for passage in passages:
        odd, every = unreadable_share(passage.text)
        found[passage.page or 0] += odd
        signs[passage.page or 0] += every
    pages = sorted(page for page in found if page and _mostly(found[page], signs[page]))
    if pages:
        shown = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
        count = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        sentence = f"On {count} the words came out as signs that cannot be read, searched or quoted."
        where = f"{'page' if len(pages) == 1 else 'pages'} {shown}"
        return (Problem("document-has-unreadable-pages", sentence, where, "Ask the authority for the text version."),)
    if _no_words(passages):
        sentence = "Hardly a word of it is English or Welsh: its letters may have come out wrong."
        advice = "Read a page of it; if it makes no sense, ask the authority for the text version."
        return (Problem("document-hardly-words", sentence, "", advice),)
    return ()


def _mostly(odd: int, signs: int) -> bool:
    return odd >= _FEWEST_SIGNS and odd > signs * _SIGNS_SHARE


def _total(shares: Iterable[tuple[int, int]]) -> tuple[int, int]:
    odd = every = 0
    for one, all_of_it in shares:
        odd, every = odd + one, every + all_of_it
    return odd, every


def _no_words(passages: Sequence[Passage]) -> bool:
    words = common = 0
    longest = max((len(passage.text) for passage in passages), default=0)
    enough = (_ENOUGH_WORDS + longest) * _COMMON_SHARE  # so many common words, and however the rest reads, they are enough
    for passage in passages:
        found = _WORD.findall(passage.text)
        words += len(found)
        common += sum(word.lower() in _COMMON for word in found)
        if common > enough:
            return False
        if words > _ENOUGH_WORDS:
            break
    return words >= _FEWEST_WORDS and common < words * _COMMON_SHARE
