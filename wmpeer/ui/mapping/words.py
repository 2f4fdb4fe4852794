"""The mapping screen in words: what columns are for, what a cell became, what a table comes to. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wmpeer.indicators.recipe import Orientation, Role
from wmpeer.indicators.rows import cell_name

if TYPE_CHECKING:
    from wmpeer.indicators.grid import Grid
    from wmpeer.indicators.preview import PreviewCell
    from wmpeer.ui.mapping.records import Counted

ROLES: Mapping[Role, tuple[str, str, str]] = {
    "area": ("Area", "A", "The area’s name"),
    "ons": ("ONS code", "O", "The area’s ONS code"),
    "number": ("DfE number", "N", "The authority’s DfE number"),
    "period": ("Period", "P", "The period"),
    "year": ("Year", "Y", "The year of a quarter that stands in another column"),
    "title": ("Indicator", "I", "The indicator’s name"),
    "code": ("Code", "C", "The indicator’s short name or code"),
    "value": ("Figure", "F", "The figure"),
    "unit": ("Unit", "U", "The indicator’s unit"),
    "polarity": ("Polarity", "B", "Whether high or low is better"),
    "year_type": ("Kind of year", "", "Financial, academic or calendar year"),
    "region": ("Region", "", "The region an area lies in"),
}
"""Each role: its word in a heading, its key, and what the menu says."""
LEAVE_KEY, AUTO_KEY, HEAD_KEY, ROW_KEY = "X", "V", "H", "R"
ORIENTATIONS: tuple[tuple[Orientation, str], ...] = (
    ("long", "Nothing"), ("areas-across", "Areas"), ("periods-across", "Periods"), ("indicators-across", "Indicators"),
)  # fmt: skip
ORIENTATION_HELP: Mapping[Orientation, str] = {
    "long": "A row is one figure: its area, its period and its indicator stand in columns.",
    "areas-across": "Each area has a column of figures.",
    "periods-across": "Each period has a column of figures.",
    "indicators-across": "Each indicator has a column of figures.",
}


def column_name(grid: Grid, place: int) -> str:
    """The letter of a column, as the workbook has it."""
    return cell_name(0, place + grid.first[1]).rstrip("0123456789")


def cell_sentence(cell: PreviewCell, at: str) -> str:
    """What became of one cell."""
    raw = f"“{cell.raw[:60]}”"
    about = ", ".join(part for part in cell.of if part)
    match cell.became:
        case "value":
            return f"{at}: {raw} is read as {cell.words}" + (f", of {about}." if about else ".")
        case "marker":
            return f"{at}: {raw} is no value: {cell.words}" + (f" ({about})." if about else ".")
        case "area":
            return f"{at}: {raw} is {cell.words}."
        case "period":
            return f"{at}: {raw} is the period {cell.words}."
        case "heading":
            return f"{at}: {raw} is a heading or a name, and is kept as it is."
        case "left-out":
            return f"{at}: {raw} is not read: {cell.words}." if cell.words else f"{at}: {raw} is not read."
    return f"{at}: {cell.words}"


def total(found: Counted) -> str:
    """What the table comes to: "90 figures of 14 authorities, 2 periods, 3 indicators"."""
    if found.error:
        return found.error
    if not found.values:
        return "No figure is read yet."
    parts = [_many(found.authorities, "authority", "authorities"), _many(found.periods, "period"), _many(found.indicators, "indicator")]
    others = found.areas - found.authorities
    if others:
        parts.insert(1, _many(others, "other area"))
    markers = f", and {_many(found.markers, 'cell')} with a marker in place of one" if found.markers else ""
    return f"{_many(found.values, 'figure')}: {', '.join(parts)}{markers}."


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"
