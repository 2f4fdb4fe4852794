"""Flags and what people answered to them, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FlagAnswerCode = Literal["noted", "question", "finding"]
ANSWERS: tuple[FlagAnswerCode, ...] = ("noted", "question", "finding")


@dataclass(frozen=True, slots=True)
class FlagAnswerLine:
    """What one person answered to a flag, by `rule`, `code`, `source` and `period` as they were then.

    `finding` is the id of what was recorded of it, or empty; `value` and `sentence` are what the flag said on the day. `then` says in
    words what was otherwise on that day, and is empty where the flag reads the same.
    """

    id: str
    authority: str
    rule: str
    code: str
    source: str
    period: str
    answer: FlagAnswerCode
    text: str
    author: str
    author_name: str
    finding: str
    value: str
    sentence: str
    changed_at: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A rule that an authority meets, and its `sentence` with the figures in it.

    Of a figure, `code`, `source` and `period` are the measure's, `title` its name, `value` the number (None for a marker or no figure) and
    `text` how it reads. Of an inspection or a grade, `code` is the judgement it is about, of an earlier point the point's id; `source` is
    then ``inspection``, ``self-evaluation`` or ``point`` and `period` the day or the cycle.

    `rule_title` is what the rule is called, `rule_note` who uses it otherwise than usual in this cycle, and why; empty where nobody does.
    `area` is the framework area under which it is read, or empty; `areas` are all it belongs to. `on_card` says that it concerns a measure
    that an area's card names, or no measure at all. `answers` are those to this flag, `earlier` those to the same rule and measure in
    other periods, the newest first. `outcome` is what is recorded of an earlier point, or empty.
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
    rule_note: str = ""
    areas: tuple[str, ...] = ()
    on_card: bool = True
    answers: tuple[FlagAnswerLine, ...] = ()
    earlier: tuple[FlagAnswerLine, ...] = ()
    outcome: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from the authority's other flags."""
        return self.rule, self.code, self.source, self.period

    @property
    def of_figure(self) -> bool:
        """Whether a figure stands behind it."""
        return bool(self.text)

    def answered_by(self, *people: str) -> FlagAnswerLine | None:
        """The answer of the first of these people (ids) who gave one."""
        return next((one for person in people for one in self.answers if one.author == person), None)
