"""What search finds, as the search field lists it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `group` is its sort ("Passage"), `go` is done when it is chosen (on the GUI thread).

    With `fill` the field is given these words instead and the list stays; `drop` is what Delete does to it.
    """

    title: str
    second: str = ""
    group: str = ""
    icon: str = ""
    go: Callable[[], Any] | None = None
    fill: str = ""
    drop: Callable[[], Any] | None = None


Find = Callable[[str], Sequence[Found]]
"""Words to what was found, best first; runs on a reader, never on the GUI thread."""
