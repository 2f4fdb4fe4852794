"""Heights that a person dragged, remembered on this laptop."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from wmpeer.settings import Settings


class Sizes:
    """Heights in pixels by the name of their setting; 0 where nobody dragged yet."""

    def __init__(self) -> None:
        self._kept: dict[str, int] = {}
        self._keep: Callable[..., Any] | None = None

    def install(self, settings: Settings, keep: Callable[..., Any]) -> None:
        """What was kept before, and where a change is kept (by name)."""
        self._kept = {"data_height": settings.data_height, "claims_height": settings.claims_height}
        self._keep = keep

    def of(self, name: str) -> int:
        return self._kept.get(name, 0)

    def set(self, name: str, pixels: int) -> None:
        if pixels != self.of(name):
            self._kept[name] = pixels
            if self._keep is not None:
                self._keep(**{name: pixels})


@cache
def sizes() -> Sizes:
    """The one of this program."""
    return Sizes()
