"""How a table with unknown columns is to be read: which rows are headings, what each column is for. Kept as JSON, and read back from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, get_args

from wmpeer.indicators.errors import BadRecipeError

Role = Literal["code", "title", "period", "area", "number", "ons", "value", "region", "unit", "polarity", "year_type", "year"]
"""What a column is for; `year` is that of a period which is only a quarter or a term."""
Orientation = Literal["long", "areas-across", "periods-across", "indicators-across"]
"""What runs across the columns: nothing (a row is one value), areas, periods, or indicators."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sheet is read. Rows and columns are counted from 0; rows above the last of `header_rows` are no data.

    `columns` says which column is for what, by its heading or its number; `fixed` what stands for every row. What `leave_out` names, by
    its heading or by what a row's first filled cell says, is not read. `percent`: plain numbers are shares of one, and are read as
    percentages. `polarity` and `unit` are those of every indicator that has none of its own.
    """

    sheet: str = ""
    header_rows: tuple[int, ...] = (0,)
    orientation: Orientation = "long"
    columns: Mapping[Role, str | int] = field(default_factory=dict)
    fixed: Mapping[Role, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    percent: bool = False
    polarity: str = ""
    unit: str = ""

    def to_json(self) -> str:
        """The recipe as JSON, the same text for the same recipe."""
        told = {
            "sheet": self.sheet, "header_rows": list(self.header_rows), "orientation": self.orientation, "columns": dict(self.columns),
            "fixed": dict(self.fixed), "leave_out": list(self.leave_out), "percent": self.percent, "polarity": self.polarity,
            "unit": self.unit,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """A short name that is the same for the same recipe."""
        return sha256(self.to_json().encode()).hexdigest()[:12]


def recipe_of(text: str) -> Recipe:
    """The recipe that `Recipe.to_json` wrote. What a later version may have added is passed over.

    Raises:
        BadRecipeError: it is none.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        recipe = Recipe(
            sheet=_text(told.get("sheet", "")), header_rows=tuple(_number(row) for row in told.get("header_rows", [0])),
            orientation=_one_of(Orientation, told.get("orientation", "long")),
            columns={_one_of(Role, role): _place(at) for role, at in told.get("columns", {}).items()},
            fixed={_one_of(Role, role): _text(said) for role, said in told.get("fixed", {}).items()},
            leave_out=tuple(_text(one) for one in told.get("leave_out", [])), percent=bool(told.get("percent", False)),
            polarity=_text(told.get("polarity", "")), unit=_text(told.get("unit", "")),
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError) as error:
        raise BadRecipeError from error
    if not recipe.header_rows:
        raise BadRecipeError
    return recipe


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _number(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise TypeError
    return told


def _place(told: object) -> str | int:
    return told if isinstance(told, str) else _number(told)


def _one_of(kind: Any, told: object) -> Any:
    if told not in get_args(kind):
        raise ValueError
    return told
