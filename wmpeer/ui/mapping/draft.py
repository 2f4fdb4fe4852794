"""What a person says of a table, step by step. A recipe whose columns are numbers; each step gives another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wmpeer.indicators.guess import named_columns
from wmpeer.indicators.recipe import Orientation, Recipe, Role
from wmpeer.indicators.recognise import words

if TYPE_CHECKING:
    from collections.abc import Mapping

Head = Sequence[Sequence[str]]
MOST_HEADERS = 4


def text(head: Head, row: int, place: int) -> str:
    """What stands in a cell."""
    return head[row][place].strip() if 0 <= row < len(head) and 0 <= place < len(head[row]) else ""


def heading(head: Head, recipe: Recipe, place: int) -> str:
    """What the lowest heading of a column says."""
    return next((said for row in sorted(recipe.header_rows, reverse=True) if (said := text(head, row, place))), "")


def width(head: Head) -> int:
    """How many columns there are."""
    return max((len(row) for row in head), default=0)


def places(recipe: Recipe) -> Mapping[int, Role]:
    """What each column is for, by its number."""
    return {at: role for role, at in recipe.columns.items() if isinstance(at, int)}


def placed(recipe: Recipe, head: Head) -> Recipe:
    """*recipe* with its columns by number; one whose heading is gone is nowhere."""
    found: dict[Role, str | int] = {}
    for role, at in recipe.columns.items():
        place = at if isinstance(at, int) else next(
            (one for one in range(width(head)) if any(words(text(head, row, one)) == words(at) for row in recipe.header_rows)), -1
        )  # fmt: skip
        if 0 <= place < width(head):
            found[role] = place
    return replace(recipe, columns=found)


def named(recipe: Recipe, head: Head) -> Recipe:
    """*recipe* with its columns by their headings, as it is kept: a column that moves is found again."""
    whole = {role: at for role, at in recipe.columns.items() if isinstance(at, int)}
    fixed = {role: said.strip() for role, said in recipe.fixed.items() if role not in whole}
    return replace(recipe, columns=named_columns(head, sorted(recipe.header_rows), whole), fixed=fixed)


def with_role(recipe: Recipe, head: Head, place: int, role: Role | None) -> Recipe:
    """The column *place* is for *role*, and for nothing else; None: for whatever its headings say. It is read from now on."""
    columns = {other: at for other, at in recipe.columns.items() if at != place and other != role}
    fixed = {other: said for other, said in recipe.fixed.items() if other != role}
    if role is not None:
        columns[role] = place
        if role in ("code", "title"):
            fixed.pop("title", None)
    return replace(recipe, columns=columns, fixed=fixed, leave_out=_without(recipe, heading(head, recipe, place)))


def without_column(recipe: Recipe, head: Head, place: int) -> Recipe:
    """The column *place* is not read."""
    columns = {role: at for role, at in recipe.columns.items() if at != place}
    said = heading(head, recipe, place)
    left = (*_without(recipe, said), said) if said and recipe.orientation != "long" else recipe.leave_out
    return replace(recipe, columns=columns, leave_out=left)


def is_left_out(recipe: Recipe, head: Head, place: int) -> bool:
    """Whether a person said that a column is not read."""
    told = {words(heading(head, recipe, place)), *(words(text(head, row, place)) for row in recipe.header_rows)} - {""}
    return place not in places(recipe) and bool(told & {words(one) for one in recipe.leave_out})


def toggled_row(recipe: Recipe, head: Head, row: int) -> Recipe:
    """Rows that begin as *row* does are left out, or read again."""
    said = next((cell.strip() for cell in head[row] if cell and not cell.isspace()), "") if row < len(head) else ""
    if not said or row <= max(recipe.header_rows):
        return recipe
    left = _without(recipe, said)
    return replace(recipe, leave_out=left if len(left) < len(recipe.leave_out) else (*left, said))


def with_header(recipe: Recipe, row: int) -> Recipe:
    """Headings stand in *row* too; where they do already, no longer; where it is not next to them, there alone."""
    rows = sorted(recipe.header_rows)
    if row in rows:
        return recipe if len(rows) == 1 else replace(recipe, header_rows=tuple(one for one in rows if one != row))
    if row in (rows[0] - 1, rows[-1] + 1) and len(rows) < MOST_HEADERS:
        return replace(recipe, header_rows=tuple(sorted((*rows, row))))
    return replace(recipe, header_rows=(row,))


def with_headers(recipe: Recipe, last: int, count: int) -> Recipe:
    """Headings stand in *count* rows, the last of which is *last*."""
    return replace(recipe, header_rows=tuple(range(max(0, last - count + 1), last + 1)))


def with_orientation(recipe: Recipe, orientation: Orientation) -> Recipe:
    """Something else stands side by side; what that answers by itself is nobody's column any more."""
    gone: set[Role] = {
        "long": set[Role](), "areas-across": {"area", "ons", "number", "value", "region"}, "periods-across": {"period", "year", "value"},
        "indicators-across": {"value", "code", "title"},
    }[orientation]  # fmt: skip
    return replace(
        recipe, orientation=orientation, columns={role: at for role, at in recipe.columns.items() if role not in gone},
        fixed={role: said for role, said in recipe.fixed.items() if role not in gone or role in ("period", "year")},
    )  # fmt: skip


def with_fixed(recipe: Recipe, role: Role, said: str) -> Recipe:
    """*role* is said once for all, and no column says it."""
    apart = {"code", "title"} if role == "title" else {"area", "ons", "number"} if role == "area" else {role}
    return replace(
        recipe, fixed={**recipe.fixed, role: said}, columns={other: at for other, at in recipe.columns.items() if other not in apart}
    )


def without_fixed(recipe: Recipe, role: Role) -> Recipe:
    """*role* is not said once for all."""
    return replace(recipe, fixed={other: said for other, said in recipe.fixed.items() if other != role})


def _without(recipe: Recipe, said: str) -> tuple[str, ...]:
    return tuple(one for one in recipe.leave_out if words(one) != words(said))
