"""Long tables: one row for each indicator, period and area. LAIT's is one; others are read by their headings or by a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from wmpeer.errors import Problem
from wmpeer.indicators.catalogue import LAIT, lait_facts, unit_in_title
from wmpeer.indicators.ees import decimals_inferred, release_of
from wmpeer.indicators.errors import ColumnsNotReadError, NoAuthorityRowsError
from wmpeer.indicators.foot import is_note, is_total, only_cell
from wmpeer.indicators.gather import Gatherer, count_cells
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.long_cut import long_cut
from wmpeer.indicators.periods import cell_label, year_and_part
from wmpeer.indicators.recognise import ROLES, columns_by_role, polarity_of, words
from wmpeer.indicators.rows import Places, first_row
from wmpeer.indicators.skipped import Skipped
from wmpeer.indicators.tables import Measure, ValueTable
from wmpeer.indicators.values import known_marker, number_in
from wmpeer.region.areas import AreaBook

_LOOK = 60
"""By so many rows it is told whether a column that is not read holds figures."""


def read_long(
    incoming: Incoming,
    table: Iterable[Sequence[str]],
    book: AreaBook,
    source: str,
    mapping: Mapping[str, str] | None = None,
    period: str = "",
    choices: Mapping[str, str] | None = None,
) -> ValueTable:
    """Read a long table. *mapping* says which heading is which role: code, title, period, area, number, ons, value, region, unit, polarity.

    *period* stands where the table has no such column. Where rows tell parts of a measure too (by sex, by age), *choices* say which.

    Raises:
        NoAuthorityRowsError: no row names an area. FilterValueError, FilterChoiceNeededError: see `long_cut`.
    """
    rows = iter(table)
    headings = tuple(heading.strip().strip("\ufeff") for heading in next(rows))
    roles = columns_by_role(headings, mapping)
    gatherer, skipped, said = _gather(rows, headings, roles, Gatherer(book, incoming.name), period, first_row(table))
    if not gatherer.places:
        raise NoAuthorityRowsError(name=incoming.name)
    cut = None
    if len(roles) < len(headings) and (gatherer.clashes or choices):
        cut = long_cut(incoming.name, table, headings, roles, choices or {})
    if cut is not None:
        rows = cut.rows(islice(iter(table), 1, None), roles)
        read = skipped.read
        gatherer, skipped, said = _gather(rows, headings, roles, Gatherer(book, incoming.name), period, first_row(table))
        skipped.read = read
    codes = dict.fromkeys(code for code, _ in gatherer.columns)
    if not mapping and _are_laits(codes, said):
        source = LAIT
    unit = _unit_of(headings[roles["value"]])
    placed, areas = gatherer.finish(_measure(code, said.get(code), source, unit) for code in codes)
    placed = tuple(measure if measure.decimals is not None and measure.unit else decimals_inferred(measure, areas) for measure in placed)
    values, markers, unknown = count_cells(areas)
    named = [replace(problem, where=_unknown_cells(table, roles["value"])) for problem in unknown]
    problems: list[Problem] = [
        *skipped.problems(),
        *(cut.problems if cut else ()),
        *gatherer.problems(),
        *named,
        *_unread(table, headings, roles),
    ]
    told = {"told period": period} if period and "period" not in roles else {}
    return ValueTable(
        kind="indicators", name=incoming.name, sha256=incoming.sha256, source=source, release=release_of(placed),
        rows=skipped.read, values=values, markers=markers, choices={**(mapping or {}), **told, **(cut.chosen if cut else {})},
        problems=tuple(problems), questions=cut.questions if cut else (),
        measures=placed, areas=areas,
    )  # fmt: skip


def _unread(table: Iterable[Sequence[str]], headings: Sequence[str], roles: Mapping[str, int]) -> list[Problem]:
    """What is said of columns of figures that are not read."""
    others = [place for place, heading in enumerate(headings) if heading and place not in roles.values()]
    if not others:
        return []
    rows = [row for row in islice(iter(table), 1, _LOOK) if len(row) == len(headings)]
    columns = []
    for place in others:
        filled = [row[place] for row in rows if row[place].strip()]
        if filled and 2 * sum(number_in(raw) is not None for raw in filled) > len(filled):
            columns.append(headings[place])
    return [ColumnsNotReadError(columns=", ".join(columns[:12])).problem()] if columns else []


def _unknown_cells(table: Iterable[Sequence[str]], value_at: int) -> str:
    """The rows whose value is neither a number nor a known marker; gone through only where there are such."""
    seen: dict[str, bool] = {}
    rows = Places()
    for number, row in enumerate(table, start=first_row(table)):
        raw = row[value_at] if value_at < len(row) else ""
        if raw not in seen:
            seen[raw] = bool(raw.strip()) and number_in(raw) is None and not known_marker(raw)
        if seen[raw] and number != first_row(table) and not only_cell(row):
            rows.add(number)
    return rows.rows() if rows else ""


def _gather(
    rows: Iterable[Sequence[str]], headings: tuple[str, ...], roles: Mapping[str, int], gatherer: Gatherer, period: str,
    first: int,
) -> tuple[Gatherer, Skipped, dict[str, Sequence[str]]]:  # fmt: skip
    skipped = Skipped()
    width, code_at, value_at = len(headings), roles["code"], roles["value"]
    period_at, part_at = roles.get("period", -1), roles.get("part", -1)
    part_of = words(headings[part_at]) if part_at >= 0 else ""
    name_at, number_at, ons_at, region_at = (roles.get(role, -1) for role in ("area", "number", "ons", "region"))
    about = tuple(roles.get(role, -1) for role in ("title", "unit", "polarity", "year_type"))
    cells_of: dict[str, list[str | None] | None] = {}
    pool: dict[str, str] = {}
    said: dict[str, Sequence[str]] = {}
    codes: dict[str, str] = {}
    key_at, spare_at = [*(at for at in (ons_at, number_at, name_at) if at >= 0), name_at][:2]
    last_code, last_period, column, read = "", "", -1, 0  # no code and no period, no column: rows of merged cells
    for line, row in enumerate(rows, start=first + 1):  # 641,070 times in LAIT: what repeats is looked up once
        if len(row) != width:
            if len(row) < width or any(row[width:]):
                _of_another_width(row, line, skipped)
                continue
            row = row[:width]
        raw, code, when = row[value_at], row[code_at], row[period_at] if period_at >= 0 else period
        if part_at >= 0:
            when = year_and_part(when, row[part_at], part_of)
        who = row[key_at] or row[spare_at]
        cells = cells_of.get(who)
        if cells is None:
            if _is_no_row(row, line, raw, code, skipped):
                continue
            if who not in cells_of:
                cells_of[who] = cells = _cells(gatherer, row, ons_at, number_at, name_at, region_at)
        read += 1
        if cells is None:
            skipped.missing.add(line)
            continue
        if code != last_code or when != last_period:
            last_code, last_period = code, when
            named = bool(code.strip() and when.strip())
            if named:
                plain = codes.setdefault(" ".join(code.casefold().split()), code.strip())  # one measure, however it is written
                column = gatherer.column(plain, cell_label(when))
                said.setdefault(plain, tuple(row[at].strip() if at >= 0 else "" for at in about))
            else:
                column = -1
        if column < 0:
            skipped.unnamed.add(line)
            continue
        raw = pool.setdefault(raw, raw)
        if column < len(cells) or not raw:
            gatherer.place(cells, column, raw)
        elif column == len(cells):
            cells.append(raw)
        else:
            cells.extend([None] * (column - len(cells)))
            cells.append(raw)
    skipped.read = read
    return gatherer, skipped, said


def _of_another_width(row: Sequence[str], line: int, skipped: Skipped) -> None:
    if is_note(text := only_cell(row)):
        skipped.note(line, text)
    elif any(cell.strip() for cell in row):
        skipped.ragged.add(line)


def _is_no_row(row: Sequence[str], line: int, raw: str, code: str, skipped: Skipped) -> bool:
    """Whether a row is blank, a note, or the headings once more; asked where an area is met first, or none is named."""
    if words(raw) in ROLES["value"] and words(code) in ROLES["code"]:
        skipped.headers += 1
        return True
    if not raw and (text := only_cell(row)):
        skipped.note(line, text)
        return True
    return not any(cell and not cell.isspace() for cell in row)


def _are_laits(codes: Iterable[str], said: Mapping[str, Sequence[str]]) -> bool:
    """Whether a table is an extract of LAIT: every code is one of LAIT's, and bears the title it has there."""
    facts = lait_facts()
    titles = {code: said[code][0] if code in said else "" for code in codes}
    return bool(titles) and all(code in facts and words(title) == words(facts[code].title) for code, title in titles.items())


def _cells(gatherer: Gatherer, row: Sequence[str], ons_at: int, number_at: int, name_at: int, region_at: int) -> list[str | None] | None:
    """The cells of a row's area, or None where the row names none."""
    ons, number, name, region = (row[at].strip() if at >= 0 else "" for at in (ons_at, number_at, name_at, region_at))
    if not (ons or number or name):
        return None
    if ons.isdigit() and not number:
        ons, number = "", ons  # "local authority code" may be either
    if not ons and not number and name.removesuffix(".0").isdigit():
        number = name  # so may "LA"
    lies_in = gatherer.book.find(name=region) if region and region != "NA" else None
    level = "country" if name.casefold() == "england" else "authority"
    if level != "country" and region_at >= 0 and region in {"", "NA"} and number and not is_total(name):
        level = "region"  # LAIT gives its regions a number and no region; a total has neither
    return gatherer.area(ons=ons, dfe=number.removesuffix(".0"), name=name, level=level, region=lies_in.ons if lies_in else region)


def _unit_of(heading: str) -> str:
    """The unit in the heading of the values: "Value (%)", "Rate per 10,000"."""
    text = words(heading)
    return "%" if text.endswith(" %") else "Rate per 10,000" if text.endswith("per 10 000") else ""


def _measure(code: str, said: Sequence[str] | None, source: str, of_values: str) -> Measure:
    title, unit, polarity, year_type = said or ("", "", "", "")
    if source == LAIT and code in lait_facts():
        return lait_facts()[code]
    return Measure(code, title or code, unit or of_values or unit_in_title(title or code), polarity_of(polarity), None, year_type)
