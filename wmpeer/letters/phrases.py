"""The words of the letter: headings, readings and sentences of `resources/letters/default.toml`, which a region may change."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wmpeer.clock import in_words
from wmpeer.errors import WmpeerError
from wmpeer.files import resource

PARTS = ("headings", "readings", "grades", "confidence", "areas", "sentences", "table", "furniture")
FACTS = frozenset({"authority", "cycle", "name", "names", "session", "on", "by", "how", "area", "page", "reference"})


class PhrasesUnreadableError(WmpeerError):
    """The letter's words in “{name}” cannot be read: {why}.

    Compare it with resources/letters/default.toml; until then letters use the words the program came with.
    """


@dataclass(frozen=True, slots=True)
class Phrases:
    """The letter's words by part and name."""

    headings: Mapping[str, str]
    readings: Mapping[str, str]
    grades: Mapping[str, str]
    confidence: Mapping[str, str]
    areas: Mapping[str, str]
    sentences: Mapping[str, str]
    table: Mapping[str, str]
    furniture: Mapping[str, str]

    def say(self, sentence: str, **facts: str) -> str:
        """The sentence of that name with its facts filled in."""
        return self.sentences[sentence].format_map(facts)


@cache
def default_phrases() -> Phrases:
    """The words the program comes with."""
    return Phrases(**_tables(resource("letters", "default.toml")))


def load_phrases(path: Path) -> Phrases:
    """A region's words over the default ones.

    Raises:
        PhrasesUnreadableError: no TOML, an unknown name, a text that is no text, a brace that is not known.
    """
    own = _tables(path)
    base = default_phrases()
    merged: dict[str, Mapping[str, str]] = {}
    for part in PARTS:
        before: Mapping[str, str] = getattr(base, part)
        _refuse_unknown(path, part, own.get(part, {}), before)
        merged[part] = MappingProxyType({**before, **own.get(part, {})})
    return Phrases(**merged)


def _tables(path: Path) -> dict[str, Mapping[str, str]]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhrasesUnreadableError(name=path.name, why=str(error)) from error
    for part, table in found.items():
        if part not in PARTS or not isinstance(table, dict):
            raise PhrasesUnreadableError(name=path.name, why=f"there is no part [{part}]")
        for name, text in table.items():
            if not isinstance(text, str):
                raise PhrasesUnreadableError(name=path.name, why=f"{part}.{name} is not a text")
            _refuse_braces(path, f"{part}.{name}", text)
    return {part: MappingProxyType(table) for part, table in found.items()}


def _refuse_unknown(path: Path, part: str, own: Mapping[str, str], base: Mapping[str, str]) -> None:
    if part in ("areas", "grades"):  # a region's framework may have areas and grades of its own
        return
    if unknown := sorted(set(own) - set(base)):
        raise PhrasesUnreadableError(name=path.name, why=f"{part}.{unknown[0]} is not a name the letter knows")


def _refuse_braces(path: Path, where: str, text: str) -> None:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise PhrasesUnreadableError(name=path.name, why=f"{where}: {error}") from error
    if unknown := sorted(names - FACTS):
        raise PhrasesUnreadableError(name=path.name, why=f"{where} names {{{unknown[0]}}}, which the letter does not know")


def day(on: date) -> str:
    """*on* as a person writes it: 8 October 2026."""
    return in_words(on)


def listed(names: tuple[str, ...]) -> str:
    """Names as a sentence lists them: A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def reading(own_grade: str, panel_view: str, phrases: Phrases, scale: tuple[str, ...] = ()) -> str:
    """The panel's reading in peer words, beside the authority's own grade; never the panel's grade.

    *scale* holds the grades, best first; grades outside it cannot be compared.
    """
    scale = scale or ("outstanding", "good", "requires-improvement", "inadequate")
    if panel_view not in scale:
        return phrases.readings["none"]
    if own_grade in ("", "not-stated"):
        return phrases.readings["not-stated"]
    if own_grade not in scale:
        return phrases.readings["other-scale"]
    step = scale.index(own_grade) - scale.index(panel_view)
    return phrases.readings["same" if step == 0 else "higher" if step > 0 else "lower"]
