"""The flags of an authority: every rule that was met, with its sentence, and what people answered. A flag never concludes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import key_codes
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.same import together
from wmpeer.region.framework import Framework
from wmpeer.region.queries import Reader, framework_of, stood_aside

FlagAnswerCode = Literal["noted", "question", "finding"]


@dataclass(frozen=True, slots=True)
class FlagAnswerLine:
    """What one person answered to a flag. `finding` is the id of what was recorded of it, or empty; `value` and `sentence` are what the
    flag said on the day; `then` says in words that the figure was another one, and is empty where it reads the same today."""

    id: str
    answer: FlagAnswerCode
    text: str
    author: str
    author_name: str
    finding: str
    period: str
    value: str
    sentence: str
    then: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A rule that an authority meets, and its `sentence` with the figures in it.

    Of a figure, `code`, `source` and `period` are the measure's, `title` its name, `value` the number (None for a marker) and `text` how
    it reads. Of an inspection, a grade or a point, `code` is the area it is about (a judgement's name where the framework has no such
    area), `source` says of what sort it is, `period` the day or the cycle; `value` is None. `area` is the framework area under which it
    is read, or empty; `areas` are all it belongs to. `on_card` says that an area's card names the measure; every other flag is on a card.
    """

    authority: str
    rule: str
    sentence: str
    area: str
    code: str
    source: str
    period: str
    value: float | None
    title: str
    text: str = ""
    unit: str = ""
    rule_title: str = ""
    areas: tuple[str, ...] = ()
    on_card: bool = True
    answers: tuple[FlagAnswerLine, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from the authority's other flags."""
        return self.rule, self.code, self.source, self.period


def authority_flags(session: Session, authority: str, today: date, reader: Reader | None = None) -> tuple[FlagLine, ...]:
    """The flags of *authority* (ONS code) as on *today*, by area in the framework's order, then title.

    Each measure is told by its leading source (`wmpeer.indicators.same`). None at all for a *reader* who stands aside for the authority.
    """
    if reader is not None and authority in stood_aside(session, reader):
        return ()
    framework = framework_of(session)
    lines = _of_figures(session, authority, framework)
    return tuple(sorted(lines, key=lambda line: _place(line, framework)))


def _of_figures(session: Session, authority: str, framework: Framework) -> list[FlagLine]:
    told = together(benchmark(session, authority))
    return [figure_flag(authority, one.row, flag.rule, flag.sentence, framework) for one in told for flag in one.row.flags]


def figure_flag(authority: str, row: BenchmarkRow, rule: str, sentence: str, framework: Framework) -> FlagLine:
    """A flag on a figure."""
    known = {area.code for area in framework.areas}
    areas = tuple(code for code in row.areas if code in known)
    on_card = row.code in key_codes() or row.code.partition(" [")[0] in key_codes()
    return FlagLine(
        authority, rule, sentence, areas[0] if areas else "", row.code, row.source, row.period, row.value, row.title, row.text, row.unit,
        rule, areas, on_card,
    )  # fmt: skip


def _place(line: FlagLine, framework: Framework) -> tuple[int, str, str, str, str]:
    order = {area.code: at for at, area in enumerate(framework.areas)}
    return order.get(line.area, len(order)), line.title, line.source, line.period, line.rule
