"""Tables of two publishers with areas or periods across: LG Inform's downloads, and LAIT's workbook as the Department published it.

LG Inform: the heading row says ``area label, area long label, area`` and then each metric's name once for every period; the row below has
the periods, as in CSV reports that authorities have put online. LAIT: the sheet that the Department's own script reads (``BDS``) has its
headings in the second row, ``Short.Desc, Data.item, Years, line`` and then an area in each column; rows of trends, ranks and
quartiles stand among
those of years, and areas that stand twice bear ``_2``. Neither travels with the program; both are known by their shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wmpeer.indicators.catalogue import LAIT, lait_facts
from wmpeer.indicators.ees import decimals_inferred
from wmpeer.indicators.errors import DerivedRowsLeftOutError, counted
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.periods import plain_label, read_period
from wmpeer.indicators.recipe import Recipe
from wmpeer.indicators.recognise import words
from wmpeer.indicators.rows import Places, first_row
from wmpeer.indicators.tables import Measure, ValueTable
from wmpeer.indicators.wide import read_by_recipe
from wmpeer.region.areas import AreaBook

LG_INFORM = "LG Inform"
_AGAIN = re.compile(r"_\d$")


def read_lginform(incoming: Incoming, table: Iterable[Sequence[str]], book: AreaBook) -> ValueTable:
    """Read a download from LG Inform.

    Raises:
        RecipeColumnError: it has no column of values. NoAuthorityRowsError.
    """
    recipe = Recipe("", (0, 1), "periods-across", {"area": "area label", "ons": "area"}, leave_out=("area long label",))
    read = read_by_recipe(_grid(incoming, table), recipe, book, source=LG_INFORM, publisher="lginform")
    return replace(read, choices={}, sheet="")


def read_lait_book(incoming: Incoming, table: Iterable[Sequence[str]], book: AreaBook) -> ValueTable:
    """Read LAIT's published workbook; rows that are no year's figures, and areas that stand twice, are left out.

    Raises:
        RecipeColumnError: none of its columns is an area. NoAuthorityRowsError.
    """
    headings = next(iter(table))
    years = [words(cell) for cell in headings].index("years")
    derived = Places()
    again = tuple(cell for cell in headings if _AGAIN.search(cell.strip()))
    recipe = Recipe("", (0,), "areas-across", {"code": "Short.Desc", "title": "Data.item", "period": "Years"}, leave_out=("line", *again))
    read = read_by_recipe(_grid(incoming, _Years(table, years, derived)), recipe, book, source=LAIT, publisher="lait")
    measures = tuple(decimals_inferred(_known(measure), read.areas) for measure in read.measures)
    left = (DerivedRowsLeftOutError(where=derived.rows(), rows=counted(derived.count, "row")).problem(),) if derived else ()
    return replace(read, measures=measures, problems=(*read.problems, *left), choices={}, sheet="")


def _grid(incoming: Incoming, table: Iterable[Sequence[str]]) -> Grid:
    return Grid(incoming.name, "", False, table, first=(first_row(table) - 1, 0), sha256=incoming.sha256)


class _Years:
    """The rows of a table whose cell of years names one; the others are noted, and blank in their place."""

    def __init__(self, table: Iterable[Sequence[str]], years: int, derived: Places) -> None:
        self._table, self._years, self._derived = table, years, derived

    def __iter__(self) -> Iterator[Sequence[str]]:
        self._derived.count = 0
        self._derived.first.clear()
        for place, row in enumerate(self._table):
            label = plain_label(row[self._years]) if self._years < len(row) else ""
            if place and label and read_period(label).kind == "unknown":
                self._derived.add(first_row(self._table) + place)
                yield ()
            else:
                yield row


def _known(measure: Measure) -> Measure:
    """*measure* as LAIT's dictionary tells it; a code that stands twice in the workbook bears ``_1``."""
    code = measure.code if measure.code in lait_facts() else _AGAIN.sub("", measure.code)
    known = lait_facts().get(code)
    return replace(known, periods=measure.periods, first=measure.first) if known else measure
