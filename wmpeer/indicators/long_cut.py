"""Long tables whose rows tell a measure of parts, too: by sex, by age, by kind of school. Only the total is read, or each part apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wmpeer.errors import Problem
from wmpeer.indicators.ees_filters import Filter, Profile, choose, profile, totals
from wmpeer.indicators.recognise import words
from wmpeer.indicators.tables import Question

_MOST_ROWS = 500_000
"""A table of more rows than this is not searched for columns that cut it."""


@dataclass(frozen=True, slots=True)
class LongCut:
    """Which columns cut a long table, and what is read of each; what is said and asked about it; which of the *choices* were about it."""

    filters: tuple[Filter, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    chosen: Mapping[str, str]

    def rows(self, rows: Iterable[Sequence[str]], roles: Mapping[str, int]) -> Iterator[Sequence[str]]:
        """The rows that are read, the others empty in their places; a part that is a measure of its own has it in its code and title."""
        fixed = [(each.place, each.value) for each in self.filters if not each.apart and each.value is not None]
        apart = [each.place for each in self.filters if each.apart]
        code, title = roles["code"], roles.get("title", -1)
        last = max(place for place in (code, title, *(each.place for each in self.filters)))
        for row in rows:
            if len(row) <= last:
                yield row
            elif any(row[place].strip() != value for place, value in fixed):
                yield ()
            elif part := "; ".join(text for place in apart if (text := row[place].strip())):
                cells = list(row)
                cells[code] = f"{row[code].strip()} [{part}]"
                if title >= 0:
                    cells[title] = f"{row[title].strip()}: {part}"
                yield cells
            else:
                yield row


def long_cut(
    name: str, table: Iterable[Sequence[str]], headings: Sequence[str], roles: Mapping[str, int], choices: Mapping[str, str]
) -> LongCut | None:  # fmt: skip
    """How *table* is cut, where the same measure of the same area and period stands in several rows that differ in another column.

    Raises:
        FilterValueError, FilterChoiceNeededError.
    """
    width = len(headings)

    def rows() -> Iterator[Sequence[str]]:
        lines = iter(table)
        next(lines)
        return (row for row in lines if len(row) == width)

    period = roles.get("period", roles["code"])
    seen = profile(headings, rows(), set(roles.values()), {}, period)
    parts = _parts(rows(), seen, [place for role, place in roles.items() if role in ("code", "period", "part", "area", "number", "ons")])
    if not parts or seen.rows > _MOST_ROWS:
        return None
    seen = replace(seen, filters=parts, statuses=seen.statuses & set(parts), indicators=(), candidates=())
    filters, problems, questions = choose(name, seen, rows(), choices, {})
    plain = {words(headings[place]) for place in parts}
    return LongCut(filters, problems, questions, {column: value for column, value in choices.items() if words(column) in plain})


def _parts(rows: Iterable[Sequence[str]], seen: Profile, told: Sequence[int]) -> tuple[int, ...]:
    """The columns in which rows of the same area, measure and period differ, and differ alike again and again (or in having a total): a
    remark that differs where a row was given twice cuts nothing."""
    first: dict[tuple[str, ...], Sequence[str]] = {}
    met: dict[int, Counter[str]] = {place: Counter() for place in seen.filters}
    for row in rows:
        other = first.setdefault(tuple(row[place].strip() for place in told), row)
        if other is row:
            continue
        for place in seen.filters:
            if (text := row[place].strip()) != other[place].strip():
                met[place].update((text,))
    return tuple(place for place, texts in met.items() if texts and (totals(seen.values[place]) or _again(texts)))


def _again(texts: Counter[str]) -> bool:
    return 2 * sum(count > 1 for count in texts.values()) >= len(texts)
