"""Notes in the right margin: beside their words where there is room, smaller where there is not, never far away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

GAP = 10
ICON = 24


class Form(Enum):
    FULL = "full"
    ICON = "icon"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Wish:
    """A note that would stand at `top`."""

    id: str
    top: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a note stands. `column` counts icons in a row; `ids` are the note's own mark, or all that "and more" stands for."""

    ids: tuple[str, ...]
    form: Form
    top: float
    column: int = 0


def place_notes(wishes: Sequence[Wish], height: Callable[[str], float], *, columns: int, rows: int = 2, drift: float = 90.0) -> list[Spot]:
    """Places for all wishes, in order of their tops. *height* is asked only of notes that stand in full.

    A note pushed down by more than *drift* pixels becomes an icon; icons fill *rows* rows of *columns*; the last place of a full block
    says how many more there are.
    """
    spots: list[Spot] = []
    crowd: list[Wish] = []
    free = float("-inf")
    for wish in sorted(wishes, key=lambda one: one.top):
        if crowd and free + _block_height(crowd, columns, rows) - wish.top <= drift:
            free = _set_block(spots, crowd, free, columns, rows)
            crowd = []
        top = max(wish.top, free)
        if not crowd and top - wish.top <= drift:
            spots.append(Spot((wish.id,), Form.FULL, top))
            free = top + height(wish.id) + GAP
        else:
            crowd.append(wish)
    if crowd:
        _set_block(spots, crowd, free, columns, rows)
    return spots


def _block_height(crowd: list[Wish], columns: int, rows: int) -> float:
    return ICON * min(rows, -(-len(crowd) // columns)) + GAP


def _set_block(spots: list[Spot], crowd: list[Wish], top: float, columns: int, rows: int) -> float:
    room = columns * rows
    shown = crowd if len(crowd) <= room else crowd[: max(0, room - min(2, columns))]
    for index, wish in enumerate(shown):
        spots.append(Spot((wish.id,), Form.ICON, top + ICON * (index // columns), index % columns))
    rest = crowd[len(shown) :]
    if rest:
        index = len(shown)
        spots.append(Spot(tuple(wish.id for wish in rest), Form.MORE, top + ICON * (index // columns), index % columns))
    return top + _block_height(crowd, columns, rows)
