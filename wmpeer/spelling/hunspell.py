"""A Hunspell dictionary as the set of its words: what a root may begin and end with is written out once. Pure.

Of Hunspell's language this reads what English dictionaries use: prefixes, suffixes, both at once, words that are only parts of others, and
words that are never to be suggested. A dictionary that asks for more is refused rather than half read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wmpeer.errors import WmpeerError

_READ = frozenset(
    {"SET", "TRY", "ICONV", "OCONV", "REP", "PFX", "SFX", "NOSUGGEST", "ONLYINCOMPOUND", "COMPOUNDMIN", "COMPOUNDRULE", "WORDCHARS"}
)


class DictionaryNotReadError(WmpeerError):
    """The dictionary “{name}” cannot be read: {why}.

    Install wmpeer again; everything else works, and nothing is marked as misspelt until then.
    """


@dataclass(frozen=True, slots=True)
class _Affix:
    prefix: bool
    crosses: bool
    strip: str
    add: str
    fits: re.Pattern[str]

    def on(self, root: str) -> str | None:
        if not self.fits.search(root):
            return None
        if self.prefix:
            return self.add + root.removeprefix(self.strip)
        return (root.removesuffix(self.strip) if self.strip else root) + self.add


@dataclass(slots=True)
class _Rules:
    affixes: dict[str, list[_Affix]] = field(default_factory=lambda: defaultdict(list))
    parts: str = ""
    hushed: str = ""


def dictionary_words(rules: Path, roots: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Every word that the dictionary of *rules* (``.aff``) and *roots* (``.dic``) allows, as it is written there; and those of them that
    nobody wants to be suggested.

    Raises:
        DictionaryNotReadError: a file is missing, is no UTF-8, or asks for a rule that is not read here.
    """
    try:
        read = _rules(rules.name, rules.read_text(encoding="utf-8"))
        lines = roots.read_text(encoding="utf-8").splitlines()[1:]
    except (OSError, UnicodeDecodeError) as error:
        raise DictionaryNotReadError(name=roots.name, why="it is missing or damaged") from error
    hushed = frozenset(word for line in lines if read.hushed and read.hushed in line.partition("/")[2] for word in _forms(line, read))
    return frozenset(word for line in lines for word in _forms(line, read)), hushed


def _rules(name: str, text: str) -> _Rules:
    found = _Rules()
    crosses: dict[str, bool] = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] not in _READ:
            raise DictionaryNotReadError(name=name, why=f"it asks for “{words[0]}”")
        if words[0] in ("PFX", "SFX"):
            if len(words) == 4:
                crosses[words[1]] = words[2] == "Y"
            else:
                found.affixes[words[1]].append(_affix(words, crosses[words[1]]))
        elif words[0] == "ONLYINCOMPOUND":
            found.parts = words[1]
        elif words[0] == "NOSUGGEST":
            found.hushed = words[1]
    return found


def _affix(words: list[str], crosses: bool) -> _Affix:
    prefix, strip, add = words[0] == "PFX", words[2].replace("0", ""), words[3].partition("/")[0].replace("0", "")
    where = words[4] if len(words) > 4 else "."
    return _Affix(prefix, crosses, strip, add, re.compile(f"^{where}" if prefix else f"{where}$"))


def _forms(line: str, rules: _Rules) -> Iterator[str]:
    root, _, flags = line.split("\t")[0].strip().partition("/")
    if not root or (rules.parts and rules.parts in flags):
        return
    yield root
    affixes = [one for flag in flags for one in rules.affixes.get(flag, ())]
    before = [one for one in affixes if one.prefix]
    for affix in affixes:
        word = affix.on(root)
        if word is None:
            continue
        yield word
        if not affix.prefix and affix.crosses:
            yield from (both for one in before if one.crosses and (both := one.on(word)) is not None)
