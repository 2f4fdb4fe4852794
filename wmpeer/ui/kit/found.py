"""What search finds, as the search field lists it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `group` is its sort ("Passage"), `go` is done when it is chosen (on the GUI thread).

    With `fill` the field is given these words instead and the list stays; `drop` is what Delete does to it; `names` is what else it is
    called. With `asks` Enter does not choose it by itself: one has to go to it.
    """

    title: str
    second: str = ""
    group: str = ""
    icon: str = ""
    go: Callable[[], Any] | None = None
    fill: str = ""
    drop: Callable[[], Any] | None = None
    names: str = ""
    asks: bool = False


def is_meant(text: str, found: Found) -> bool:
    """Whether every word typed begins a word of what it is called."""
    from wmpeer.ui.kit.typeahead import plain

    said = f" {plain(found.title)} {plain(found.names)}"
    words = plain(text).split()
    return bool(words) and all(f" {word}" in said for word in words)


@dataclass(frozen=True, slots=True)
class Choices:
    """A filter: `name` as it is typed, `word` on its chip, `every` for no filter, and the values it may have with their words."""

    name: str
    word: str
    every: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filtering:
    """How a search is narrowed. `choices` is asked on a reader; the others are pure: what the filter *name* is set to in a text, the text
    with it set to a value ("" takes it out), the words beside all filters, and whether the filters alone list something."""

    choices: Callable[[], Sequence[Choices]]
    chosen: Callable[[str, str], str]
    put: Callable[[str, str, str], str]
    words: Callable[[str], str]
    lists: Callable[[str], bool]


Find = Callable[[str], Sequence[Found]]
"""Words to what was found, best first; runs on a reader, never on the GUI thread."""
