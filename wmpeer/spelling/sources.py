"""Where the known words come from: the dictionary, the field's own list, places, and what was added on this laptop."""

from __future__ import annotations

import csv
from pathlib import Path

from wmpeer.files import resource, save_whole
from wmpeer.settings import settings_path
from wmpeer.spelling.checker import Checker
from wmpeer.spelling.hunspell import dictionary_words

LONGEST = 80
"""A word somebody adds is at most so long."""


def british_checker() -> Checker:
    """All that travels with the program. It takes some tenths of a second: never call it on the window's thread.

    Raises:
        DictionaryNotReadError
    """
    known, hushed = dictionary_words(resource("spelling", "en_GB.aff"), resource("spelling", "en_GB.dic"))
    checker = Checker(known, hushed)
    checker.add_common(word for line in list_lines(resource("spelling", "field.txt")) for word in line.split())
    checker.add_common(part for name in _places() for part in name.replace("-", " ").split() if part.isalpha())
    return checker


def list_lines(path: Path) -> tuple[str, ...]:
    """The lines of a list; what follows a # says why."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


def _places() -> tuple[str, ...]:
    """England's authorities and the districts of its counties."""
    with resource("areas", "england.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        cells = [cell for row in rows for cell in row if cell and cell[0].isalpha() and not any(sign.isdigit() for sign in cell)]
    return (*cells, *list_lines(resource("claims", "districts.txt")))


def own_words_path() -> Path:
    """Where this laptop keeps the words that were added on it, one a line."""
    return settings_path().with_name("own-words.txt")


def own_words(path: Path | None = None) -> tuple[str, ...]:
    """The words that were added on this laptop; none where there is no list, or it cannot be read."""
    try:
        return list_lines(path or own_words_path())
    except (OSError, UnicodeDecodeError):
        return ()


def add_own_word(word: str, path: Path | None = None) -> tuple[str, ...]:
    """Keep *word* on this laptop; gives all of them.

    Raises:
        FileNotWrittenError
    """
    return _keep((*(one for one in own_words(path) if one != word), word[:LONGEST]), path)


def take_own_word_out(word: str, path: Path | None = None) -> tuple[str, ...]:
    """Forget *word*, however it was capitalised; gives those that are left.

    Raises:
        FileNotWrittenError
    """
    return _keep(tuple(one for one in own_words(path) if one.casefold() != word.casefold()), path)


def _keep(words: tuple[str, ...], path: Path | None) -> tuple[str, ...]:
    ordered = tuple(sorted(words, key=str.casefold))
    text = "# Words that the spelling on this laptop knows. One a line; take a line out to forget a word.\n"
    save_whole(path or own_words_path(), (text + "".join(f"{one}\n" for one in ordered)).encode())
    return ordered
