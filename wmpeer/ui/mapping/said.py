"""What a person says of the sheets of a file, and what is kept and used of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wmpeer.indicators.mapped import Use
from wmpeer.indicators.mappings import KeptMapping
from wmpeer.indicators.recipe import Recipe, Role
from wmpeer.ui.mapping import draft
from wmpeer.ui.mapping.records import Counted, Looked, SheetFound

_TIMES: tuple[Role, ...] = ("period", "year")


@dataclass(slots=True)
class SheetSaid:
    """What is said of one sheet so far, and what came of it. `seen` is whether a person looked at it."""

    found: SheetFound
    recipe: Recipe
    name: str
    keep: bool = True
    read: bool = True
    seen: bool = False
    looked: Looked | None = None
    counted: Counted | None = None

    @property
    def ready(self) -> bool:
        done = self.looked is not None and not self.looked.missing and self.counted is not None and self.counted.values > 0
        return self.seen and self.read and done and bool(self.name.strip() or not self.keep)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was said of a file, and what was saved of it."""

    uses: tuple[Use, ...]
    changed: tuple[Any, ...] = field(default=())


def is_known(one: SheetSaid) -> bool:
    """Whether a sheet needs no word: it is hidden, or a saved mapping reads it for sure."""
    return one.found.grid.hidden or (one.found.line is not None and not one.found.doubt)


def entity_of(one: SheetSaid) -> str:
    """The mapping that is changed: one that seemed to fit, where it keeps its name."""
    line = one.found.line
    return line.entity if line is not None and line.name.casefold() == one.name.strip().casefold() else ""


def kept_recipe(one: SheetSaid, choices: Mapping[str, str]) -> Recipe:
    """What is kept: columns by their headings; a period that is said once is an answer for this file, asked for anew in the next one."""
    recipe = draft.named(one.recipe, one.found.head)
    if not choices:
        return recipe
    return replace(recipe, fixed={role: "" if role in ("period", "year") else said for role, said in recipe.fixed.items()})


def period_of(ready: list[SheetSaid]) -> dict[str, str]:
    """The period said once for all, where every sheet says the same."""
    said = {one.recipe.fixed.get(role, "").strip() for one in ready for role in _TIMES if role in one.recipe.fixed}
    return {"period": said.pop()} if len(said) == 1 and all(said) else {}


def use_of(one: SheetSaid, recipe: Recipe, kept: KeptMapping | None) -> Use:
    name = one.name.strip()
    if kept is None:
        return Use(one.found.grid.sheet, recipe)
    source = one.found.line.source if one.found.line is not None and entity_of(one) else name
    return Use(one.found.grid.sheet, recipe, kept.entity, source, name, "now")
