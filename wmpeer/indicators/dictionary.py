"""LAIT's data dictionary: what measures are called, their unit, polarity, decimals and kind of year, when they are brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.inspections import read_day
from wmpeer.indicators.recognise import words
from wmpeer.indicators.tables import DictionaryTable, Measure


def read_dictionary(incoming: Incoming, table: Iterable[Sequence[str]]) -> DictionaryTable:
    """Read the dictionary. A code that stands in several topics is kept once, as it first stands.

    The day of its newest update is taken as that on which it was given out.
    """
    rows = iter(table)
    headings = [words(heading) for heading in next(rows)]
    measures: dict[str, Measure] = {}
    count, newest = 0, ""
    for row in rows:
        cells = dict(zip(headings, (_said(cell) for cell in row), strict=False))
        code = cells.get("measure short", "")
        if not code:
            continue
        count += 1
        newest = max(newest, read_day(cells.get("last update", "")) or "")
        decimals = cells.get("dps", "")
        measures.setdefault(
            code,
            Measure(
                code, cells.get("chart title") or cells.get("measure") or code, cells.get("y axis name", ""), _polarity(cells["polarity"]),
                int(decimals) if decimals.isdigit() else None, cells.get("year type", ""), cells.get("topic", ""),
                about=cells.get("description", ""), next_update=cells.get("next update", ""),
            ),
        )  # fmt: skip
    return DictionaryTable(
        kind="dictionary",
        name=incoming.name,
        sha256=incoming.sha256,
        source=LAIT,
        rows=count,
        measures=tuple(measures.values()),
        released_on=newest,
    )


def _said(cell: str) -> str:
    text = " ".join(cell.split())
    return "" if text == "NA" else text


def _polarity(text: str) -> str:
    return {"high": "High", "low": "Low", "-": "-"}.get(text.casefold(), "")
