"""What the program says when something goes wrong: a sentence, what to do next, and a code of its own."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import wmpeer
from wmpeer.errors import WmpeerError, known_errors


def errors() -> list[type[WmpeerError]]:
    """Every error of the program: those of tests left out."""
    for name in modules():
        importlib.import_module(name)
    return [one for one in known_errors() if one.__module__.startswith("wmpeer.")]


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(wmpeer.__path__, "wmpeer."):
        # a migration is run by alembic, within a connection; starting the program is not a thing to import
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            yield found.name


def is_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z“‘`{\d]", text)) and text.endswith((".", "?", "”", "}"))


def test_that_every_module_can_be_imported_and_there_are_errors() -> None:
    assert len(errors()) > 10


def test_that_every_error_is_a_sentence() -> None:
    assert [one.__name__ for one in errors() if not is_sentence(one.template()[0])] == []


def test_that_every_error_says_what_to_do_next() -> None:
    assert [one.__name__ for one in errors() if not is_sentence(one.template()[1])] == []


def test_that_every_error_has_a_code_of_its_own() -> None:
    codes = Counter(one.code() for one in errors())
    assert {code: count for code, count in codes.items() if count > 1} == {}


def test_that_every_error_is_called_one() -> None:
    assert [one.__name__ for one in errors() if not one.__name__.endswith("Error") and one.__name__ != "Cancelled"] == []


def test_that_a_sentence_without_an_end_is_seen() -> None:
    assert not is_sentence("This has no end")
    assert not is_sentence("")
    assert is_sentence("“{name}” cannot be read.")
