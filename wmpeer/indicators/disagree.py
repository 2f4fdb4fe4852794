"""Where two sources tell one figure differently: a number, a marker, in any period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import LAIT, catalogue
from wmpeer.indicators.compared import Disagreement
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.told import Telling, cells_apart, chains, rows_by_area, tellings, used_tables
from wmpeer.indicators.values import decimal_of, meaning, text_of

PeriodOf = tuple[object, ...]
_Cell = tuple[str, str]


def disagreements(session: Session, authority: str | None = None, codes: Collection[str] | None = None) -> tuple[Disagreement, ...]:
    """Every figure that two sources in use tell differently, of *authority* (its ONS code) or of all areas: area by area, measure by
    measure, the newest period first.

    `source` is the Department's own table, `other` LAIT, which is drawn from it. Two releases of one source are one source: where they
    differ, the figure is restated. A year that only one of them has is no disagreement. *codes* are measures, by the code of either source;
    all where none are given.
    """
    same = catalogue().same
    asked = {*same, *same.values()}
    if codes is not None:
        wanted = {same.get(code, code) for code in codes}
        asked = {code for code in asked if same.get(code, code) in wanted}
    told = chains(tellings(session, used_tables(session), asked)) if asked else {}
    groups: dict[str, list[tuple[Telling, ...]]] = {}
    for (_, code), chain in told.items():
        groups.setdefault(same.get(code, code), []).append(chain)
    several = [sorted(group, key=_leads) for group in groups.values() if len(group) > 1]
    needed = {each.table.id for group in several for chain in group for each in chain}
    areas = None if authority is None else (authority,)
    found: list[Disagreement] = []
    for area, rows in rows_by_area(session, needed, areas) if needed else ():
        for group in several:
            for one, other in combinations(group, 2):
                found.extend(_between(area, one, other, rows))
    return tuple(found)


def of_figure(found: Iterable[Disagreement], area: str, code: str, source: str, period: str | None = None) -> tuple[Disagreement, ...]:
    """Those of *found* that are about one source's figure, told from its side; of all its periods where none is given."""
    mine = (each if (each.code, each.source) == (code, source) else turned(each) for each in found if each.area == area)
    return tuple(each for each in mine if (each.code, each.source) == (code, source) and period in (None, each.period))


def turned(one: Disagreement) -> Disagreement:
    """The same disagreement from the other source's side."""
    told = replace(one, code=one.other_code, other_code=one.code, source=one.other, other=one.source, raw=one.other_raw, other_raw=one.raw)
    return replace(told, sentence=_sentence(told))


def period_of(label: str) -> PeriodOf:
    """What two sources' labels of one period have in common: 2025 and 2024/25 both end in 2025."""
    period = read_period(label)
    return (period.year,) if period.kind in ("year", "split-year") else (period.kind, *period.key[:6])


def _leads(chain: Sequence[Telling]) -> tuple[bool, str]:
    return chain[-1].table.source == LAIT, chain[-1].table.source


def _between(
    area: str, one: Sequence[Telling], other: Sequence[Telling], rows: Mapping[int, list[str]]
) -> Iterator[Disagreement]:  # fmt: skip
    ours, theirs = _cells(one, rows), _cells(other, rows)
    mine, beside = one[-1], other[-1]
    for when in sorted(ours.keys() & theirs.keys(), key=lambda when: read_period(ours[when][0]).key, reverse=True):
        (label, raw), (_, other_raw) = ours[when], theirs[when]
        if cells_apart(raw, other_raw, mine.decimals, beside.decimals):
            told = Disagreement(
                area, mine.code, mine.table.source, beside.table.source, beside.code, label, raw.strip(), other_raw.strip(), ""
            )
            yield replace(told, sentence=_sentence(told))


def _cells(chain: Sequence[Telling], rows: Mapping[int, list[str]]) -> dict[PeriodOf, _Cell]:
    """What a source says of each period: what its later table says goes before; a year that it labels twice is left out."""
    found: dict[PeriodOf, _Cell] = {}
    for telling in chain:
        row = rows.get(telling.table.id)
        if row is None:
            continue
        told = list(telling.cells(row))
        often = Counter(period_of(label) for label, _ in told)
        found |= {period_of(label): (label, raw) for label, raw in told if often[period_of(label)] == 1}
    return found


def _sentence(one: Disagreement) -> str:
    period = read_period(one.period).words
    return f"For {period}, {source_words(one.source)}: {_says(one.raw)}. {source_words(one.other)}: {_says(one.other_raw)}."


def _says(raw: str) -> str:
    return text_of(raw) if decimal_of(raw) is not None else f"no number (“{raw}”, {meaning(raw)})"
