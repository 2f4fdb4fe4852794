"""What the columns of an unknown table are likely to be for. A proposal for a person to look at: nothing is read by it unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from wmpeer.indicators.foot import is_note, is_total, only_cell
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.periods_in import is_part_of_year, is_period, period_in, without_periods
from wmpeer.indicators.recipe import Orientation, Recipe, Role
from wmpeer.indicators.recognise import ROLES, words
from wmpeer.indicators.values import known_marker, number_in
from wmpeer.region.areas import Area, AreaBook

_LOOK = 80
"""So many first rows are looked at."""
_MOST_HEADERS = 3
_MOST_ACROSS = 600
_MOST_TEXT = 200
Kind = Literal["", "area", "period", "part", "number", "text"]


def guess(grid: Grid, book: AreaBook) -> Recipe | None:
    """How *grid* is likely to be read, or None where no area of *book* stands in it (or in its sheet's name), or no figures."""
    look = _Look(grid, book)
    header, across = look.areas_across()
    if across:
        return _areas_across(look, header)
    area = look.area_column()
    if area is not None:
        return _areas_down(look, *area)
    alone = book.find(name=without_periods(grid.sheet)) if grid.sheet else None
    return _one_area(look, alone) if alone is not None else None


@dataclass(slots=True)
class _Look:
    """The first rows of a grid, and what each cell of them is."""

    grid: Grid
    book: AreaBook
    rows: list[Sequence[str]] = field(init=False)
    width: int = field(init=False)
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _areas: dict[str, Area | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [row[:_MOST_ACROSS] for row in self.grid.head(_LOOK)]
        self.width = max((len(row) for row in self.rows), default=0)

    def text(self, row: int, place: int) -> str:
        return self.rows[row][place].strip() if place < len(self.rows[row]) else ""

    def kind(self, text: str) -> Kind:
        """What *text* is; a number that could be a code of an area is a number."""
        if text not in self._kinds:
            self._kinds[text] = self._kind_of(text)
        return self._kinds[text]

    def _kind_of(self, text: str) -> Kind:
        if not text:
            return ""
        if is_period(text):
            return "period"
        if is_part_of_year(text):
            return "part"
        if number_in(text) is not None or known_marker(text):
            return "number"
        return "area" if self.area(text) is not None else "text"

    def area(self, text: str) -> Area | None:
        """The area *text* names, by name or ONS code."""
        if text not in self._areas:
            named = any(one.isalpha() for one in text) and len(text) < 60
            self._areas[text] = self.book.find(ons=text, name=text) if named else None
        return self._areas[text]

    def areas_across(self) -> tuple[int, int]:
        """The row that names most areas beside each other, and how many; none where no row names three."""
        best = (0, 0)
        for at, row in enumerate(self.rows[:-1]):
            found = {area.ons for cell in row if (area := self.area(cell.strip())) is not None}
            if len(found) > max(2, best[1]):
                best = (at, len(found))
        return best

    def area_column(self) -> tuple[int, int] | None:
        """The column with most areas below each other and the first of their rows."""
        counts: Counter[int] = Counter()
        for place in range(min(self.width, 40)):
            counts[place] = sum(self.area(self.text(row, place)) is not None for row in range(len(self.rows)))
        named = [place for place, count in counts.items() if count and count == max(counts.values())]
        if not named or (counts[named[0]] < 2 and len(self.rows) > 6):
            return None
        place = named[0]
        return place, next(row for row in range(len(self.rows)) if self.area(self.text(row, place)) is not None)

    def headers(self, last: int) -> tuple[int, ...]:
        """The rows of headings that end with row *last*: those right above it that say several things beside each other."""
        rows = [last]
        while len(rows) < _MOST_HEADERS and rows[0] > 0:
            above = self.rows[rows[0] - 1]
            said = [cell.strip() for cell in above if cell and not cell.isspace()]
            spread = len(set(said)) > 1 or (len(said) == 1 and not above[0].strip())
            if not said or not spread or is_note(said[0]) or sum(self.kind(cell) == "number" for cell in said) * 2 > len(said):
                break
            rows.insert(0, rows[0] - 1)
        return tuple(rows)

    def heading(self, headers: Sequence[int], place: int) -> str:
        return next((said for row in reversed(headers) if (said := self.text(row, place))), "")

    def below(self, headers: Sequence[int], place: int) -> list[str]:
        """What stands in a column below the headings, without notes and totals."""
        first = headers[-1] + 1
        rows = [row for row in range(first, len(self.rows)) if not only_cell(self.rows[row])]
        return [said for row in rows if (said := self.text(row, place))]

    def mostly(self, headers: Sequence[int], place: int, *kinds: Kind) -> bool:
        """Whether a column holds little else than *kinds*."""
        said = self.below(headers, place)
        return bool(said) and sum(self.kind(one) in kinds for one in said) >= 0.7 * len(said)

    def title(self, headers: Sequence[int]) -> str:
        """What is written above the headings, alone in its row."""
        return next((said for row in self.rows[: headers[0]] if (said := _alone(row)) and not is_note(said)), "")

    def period(self, headers: Sequence[int]) -> str:
        """A period that the lines above, the sheet's name or the file's name tell."""
        above = [_alone(row) for row in self.rows[: headers[0]]]
        return next((found for text in (*above, self.grid.sheet, PurePath(self.grid.name).stem) if (found := period_in(text))), "")

    def subject(self, headers: Sequence[int]) -> str:
        """What the figures are about where no column says it: the line above, else the sheet's or the file's name."""
        told = (self.title(headers), "" if words(self.grid.sheet).startswith("sheet") else self.grid.sheet, PurePath(self.grid.name).stem)
        return next((said for one in told if (said := without_periods(one)) and self.area(said) is None), "")[:_MOST_TEXT]


def _alone(row: Sequence[str]) -> str:
    """The one thing a row says, also where merged cells say it again and again."""
    said = {cell.strip() for cell in row if cell and not cell.isspace()}
    return said.pop() if len(said) == 1 else ""


def _areas_across(look: _Look, header: int) -> Recipe:
    """Areas in the headings; indicator and period in the columns before them, or once for all."""
    headers = look.headers(header)
    others = [place for place in range(look.width) if look.area(look.text(header, place)) is None]
    columns = _told_columns(look, headers, others)
    left = tuple(said for place in others if place not in columns.values() and is_total(said := look.heading(headers, place)))
    across = any(look.kind(look.text(row, place)) == "period" for row in headers for place in range(look.width))
    return _recipe(look, headers, "areas-across", columns, period=not across, left=left)


def _areas_down(look: _Look, place: int, first: int) -> Recipe | None:
    """Areas below each other: periods or indicators across, or one figure a row."""
    headers = look.headers(max(first - 1, 0)) if first else (0,)
    columns: dict[Role, int] = {_area_role(look, headers, place): place}
    others = [at for at in range(look.width) if at != place]
    for at in list(others):
        if look.mostly(headers, at, "area"):
            columns.setdefault(_area_role(look, headers, at), at)
            others.remove(at)
        elif words(look.heading(headers, at)) in ROLES["number"]:
            columns["number"] = at
            others.remove(at)
    dated = (at for at in others if any(look.kind(look.text(row, at)) in ("period", "part") for row in headers))
    when = [at for at in dated if not look.mostly(headers, at, "period")]
    numbers = [at for at in others if at in when or look.mostly(headers, at, "number")]
    columns |= _told_columns(look, headers, [at for at in others if at not in when])
    figures = [at for at in numbers if at not in columns.values()]
    if not figures:
        return None
    if when and "period" not in columns:
        return _recipe(look, headers, "periods-across", columns, period=False, parts=not _years_across(look, headers, when))
    valued = [at for at in figures if words(look.heading(headers, at)) in ROLES["value"]]
    told = columns.keys() & {"code", "title"}
    if told and (valued or len(figures) == 1):
        return _recipe(look, headers, "long", {**columns, "value": (valued or figures)[0]})
    columns = {role: at for role, at in columns.items() if role not in ("code", "title")}
    return _recipe(look, headers, "indicators-across", columns)


def _one_area(look: _Look, area: Area) -> Recipe | None:
    """A sheet about one area, which its name tells: periods across, the indicators below each other."""
    for row in range(min(len(look.rows) - 1, 25)):
        when = [place for place in range(look.width) if look.kind(look.text(row, place)) == "period"]
        if when and any(look.mostly((row,), place, "number") for place in when):
            headers = look.headers(row)
            columns = _told_columns(look, headers, [place for place in range(look.width) if place not in when])
            recipe = _recipe(look, headers, "periods-across", columns, period=False)
            return Recipe(recipe.sheet, recipe.header_rows, recipe.orientation, recipe.columns, {**recipe.fixed, "area": area.name})
    return None


def _area_role(look: _Look, headers: Sequence[int], place: int) -> Role:
    said = look.below(headers, place)
    coded = sum(look.book.find(ons=one) is not None for one in said)
    return "ons" if coded * 2 > len(said) else "area"


def _told_columns(look: _Look, headers: Sequence[int], places: Iterable[int]) -> dict[Role, int]:
    """Which of the columns *places* tell indicator, period and the rest: by their headings, else by what stands in them."""
    found: dict[Role, int] = {}
    left = list(places)
    for role in ("period", "unit", "polarity", "year_type", "region", "code", "title"):
        names = [*ROLES[role], *_MORE.get(role, ())]
        at = next((at for at in left if words(look.heading(headers, at)) in names and _holds(look, headers, at, role)), None)
        if at is not None:
            found[role] = at
            left.remove(at)
    _by_content(look, headers, left, found)
    if "code" in found and "title" not in found and not _is_code(look, headers, found["code"]):
        texts = [at for at in left if at not in found.values() and look.mostly(headers, at, "text")]
        found |= {"title": found.pop("code")} if not texts else {}
    return found


_MORE: Mapping[str, tuple[str, ...]] = {
    "polarity": ("good to be", "better if"),
    "code": ("ref", "reference", "id", "kpi", "pi", "no"),
    "title": ("name", "kpi", "measure description"),
}


def _by_content(look: _Look, headers: Sequence[int], left: list[int], found: dict[Role, int]) -> None:
    """What the headings did not tell: periods, quarters beside a year, and the column of words that names the indicators."""
    when = [at for at in left if look.mostly(headers, at, "period")]
    if "period" not in found and when:
        found["period"] = when[0]
    period = found.get("period")
    if period is not None and look.mostly(headers, period, "part"):
        year = next((at for at in left if at != period and look.mostly(headers, at, "period")), None)
        found |= {"year": year} if year is not None else {}
    elif period is not None and (part := next((at for at in left if at != period and look.mostly(headers, at, "part")), None)) is not None:
        found |= {"year": period, "period": part}
    if not found.keys() & {"code", "title"}:
        texts = [at for at in left if at not in found.values() and look.mostly(headers, at, "text")]
        if texts:
            found["title"] = max(texts, key=lambda at: (len(set(look.below(headers, at))) > 1, -at))


def _holds(look: _Look, headers: Sequence[int], place: int, role: str) -> bool:
    """Whether a column can be what its heading says."""
    said = look.below(headers, place)
    if role == "period":
        return look.mostly(headers, place, "period", "part")
    return not said or role in ("polarity", "code") or not look.mostly(headers, place, "number", "period")


def _is_code(look: _Look, headers: Sequence[int], place: int) -> bool:
    return all(" " not in one for one in look.below(headers, place))


def _years_across(look: _Look, headers: Sequence[int], places: Sequence[int]) -> bool:
    """Whether the headings name years; else quarters alone, whose year is said once for all."""
    return any(look.kind(look.text(row, at)) == "period" for row in headers for at in places)


def _recipe(
    look: _Look, headers: Sequence[int], orientation: Orientation, columns: dict[Role, int], *, period: bool = True, parts: bool = False,
    left: tuple[str, ...] = (),
) -> Recipe:  # fmt: skip
    """The guess as a recipe, with what no column tells said once for all where the table's own words tell it."""
    fixed: dict[Role, str] = {}
    across = orientation in ("periods-across", "indicators-across") and any(
        look.kind(look.text(row, at)) == "text" for row in headers for at in range(look.width) if at not in columns.values()
    )
    if not columns.keys() & {"code", "title"} and not across:
        fixed["title"] = look.subject(headers)
    if parts or (period and "period" not in columns):
        fixed["period"] = look.period(headers)
    return Recipe(look.grid.sheet, tuple(headers), orientation, named_columns(look.rows, headers, columns), fixed, left)


def named_columns(rows: Sequence[Sequence[str]], headers: Sequence[int], columns: dict[Role, int]) -> dict[Role, str | int]:
    """Columns by their headings, which stay where columns move; by their numbers where a heading is empty, a period, or stands twice."""
    lowest = [row[at].strip() if at < len(row) else "" for row in (rows[headers[-1]],) for at in range(max(map(len, rows), default=0))]
    said: dict[Role, str | int] = {}
    for role, at in columns.items():
        text = lowest[at] if at < len(lowest) else ""
        alone = sum(words(other) == words(text) for other in lowest) == 1
        said[role] = text if words(text) and alone and not is_period(text) else at
    return said
