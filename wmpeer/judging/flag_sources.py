"""Where flags come from: figures, inspections, the grades an authority gives itself, points of earlier cycles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words
from wmpeer.indicators.lacking import flagged
from wmpeer.indicators.queries import inspections
from wmpeer.indicators.rule_words import title_of
from wmpeer.indicators.rules import JUDGED, Rules, inspection_flags
from wmpeer.indicators.tables import InspectionRow
from wmpeer.judging.flag_records import FlagLine
from wmpeer.judging.queries import point_lines, view_lines
from wmpeer.models import records as rows
from wmpeer.region.framework import Framework
from wmpeer.region.next_cycle import EARLIER_VIEW
from wmpeer.region.queries import Reader

AREA_OF = {
    "leaders": "leaders", "help_protection": "help-and-protection", "in_care": "in-care", "care_leavers": "care-leavers", "send": "send",
}  # fmt: skip
"""The framework area that is about what an inspection judges. An overall judgement belongs to none."""
_LONGEST = 160
"""Characters of an earlier point that its flag repeats."""


class Sources:
    """Gathers the flags of one authority by the rules of the cycle."""

    def __init__(self, session: Session, authority: str, framework: Framework, rules: Rules) -> None:
        self._session, self._authority, self._framework, self._rules = session, authority, framework, rules
        self._areas = {area.code: area for area in framework.areas}

    def figures(self, today: date) -> Iterator[FlagLine]:
        found, absent = flagged(self._session, self._authority, today, self._rules)
        for one in found:
            row, areas = one.row, self._known(one.row.areas)
            yield FlagLine(
                self._authority, one.flag.rule, one.flag.sentence, areas[0] if areas else "", row.code, row.source, row.period, row.value,
                row.title, row.text, row.unit, self._title(one.flag.rule), "", areas, one.on_card,
            )  # fmt: skip
        for gap in absent:
            areas = self._known(gap.areas)
            yield FlagLine(
                self._authority, gap.flag.rule, gap.flag.sentence, areas[0] if areas else "", gap.code, gap.source, gap.period, None,
                gap.title, "", gap.unit, self._title(gap.flag.rule), "", areas,
            )  # fmt: skip

    def inspected(self, today: date) -> Iterator[FlagLine]:
        lines = [line.inspection for line in inspections(self._session, self._authority)]
        for flag in inspection_flags(lines, today.isoformat(), self._rules):
            title = "Area SEND inspection" if flag.about == "send" else JUDGED[flag.about]
            yield self._line(flag.rule, flag.sentence, AREA_OF.get(flag.about, ""), flag.about, "inspection", flag.on, title)

    def grades(self, reader: Reader | None) -> Iterator[FlagLine]:
        own = self._own_grades(reader)
        if not own:
            return
        inspected, agreed = self._inspected_grades(), self._agreed_before()
        for area, grade in own.items():
            title = self._areas[area].title
            if area in inspected and "grade-above-inspection" in self._rules:
                theirs, on = inspected[area]
                if self._above(area, grade, theirs):
                    facts = {"own": self._word(grade), "published": day_in_words(on), "grade": self._word(theirs)}
                    yield self._met("grade-above-inspection", facts, area, on, title)
            if area in agreed and "grade-above-last-view" in self._rules:
                view, cycle = agreed[area]
                if self._above(area, grade, view):
                    facts = {"own": self._word(grade), "cycle": cycle, "view": self._word(view)}
                    yield self._met("grade-above-last-view", facts, area, cycle, title)

    def points(self, reader: Reader | None) -> Iterator[FlagLine]:
        rule = self._rules.get("no-response")
        if rule is None:
            return
        states = {"not-mentioned": "It is not mentioned in the self-evaluation", "": "Nothing is recorded of what became of it"}
        for point in point_lines(self._session, self._authority, reader=reader):
            if point.outcome in states:
                text = point.text if len(point.text) <= _LONGEST else f"{point.text[:_LONGEST].rsplit(' ', 1)[0]} …"
                facts = {"cycle": point.cycle, "point": text.rstrip("."), "state": states[point.outcome]}
                title = self._areas[point.area].title if point.area in self._areas else "Earlier point"
                line = self._line("no-response", rule["sentence"].format_map(facts), point.area, point.id, "point", point.cycle, title)
                yield replace(line, outcome=point.outcome)

    def _met(self, rule: str, facts: dict[str, str], area: str, period: str, title: str) -> FlagLine:
        return self._line(rule, self._rules[rule]["sentence"].format_map(facts), area, area, "self-evaluation", period, title)

    def _line(self, rule: str, sentence: str, area: str, code: str, source: str, period: str, title: str) -> FlagLine:
        areas = self._known((area,))
        return FlagLine(
            self._authority, rule, sentence, areas[0] if areas else "", code, source, period, None, title, rule_title=self._title(rule),
            areas=areas,
        )  # fmt: skip

    def _known(self, areas: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in areas if code in self._areas)

    def _title(self, rule: str) -> str:
        return title_of(rule, self._rules[rule])

    def _word(self, grade: str) -> str:
        return next((one.word for one in (*self._framework.own_grades, *self._framework.views) if one.code == grade), grade)

    def _above(self, area: str, own: str, other: str) -> bool:
        """Whether *own* is better than *other*, where both stand on one scale: the area's own, or the panel's."""
        scales = (tuple(one.code for one in self._framework.scale(self._areas[area].grade).points), self._framework.view_order())
        return any(own in scale and other in scale and scale.index(own) < scale.index(other) for scale in scales)

    def _own_grades(self, reader: Reader | None) -> dict[str, str]:
        """What the self-evaluation says of each area: as the reader read it, else as most people did."""
        readers = (reader,) if isinstance(reader, str) else reader or ()
        said: dict[str, Counter[str]] = {}
        mine: dict[str, str] = {}
        for view in view_lines(self._session, self._authority, reader=reader):
            if view.own_grade and view.area in self._areas:
                said.setdefault(view.area, Counter())[view.own_grade] += 1
                if view.author in readers:
                    mine[view.area] = view.own_grade
        return {area: mine.get(area) or max(told, key=lambda one: (told[one], one)) for area, told in said.items()}

    def _inspected_grades(self) -> dict[str, tuple[str, str]]:
        """The grade of each area at its newest inspection that gave one, and the day."""
        found: dict[str, tuple[str, str]] = {}
        for line in inspections(self._session, self._authority):
            for about, grade in _grades(line.inspection):
                if grade:
                    found.setdefault(AREA_OF[about], (grade, line.inspection.published or line.inspection.start))
        return found

    def _agreed_before(self) -> dict[str, tuple[str, str]]:
        """What the panel agreed of each area in the last cycle, and the cycle's name."""
        asked = select(rows.Point).where(
            ~rows.Point.withdrawn, rows.Point.authority == self._authority, rows.Point.kind == EARLIER_VIEW
        )  # fmt: skip
        return {row.area or "": (row.text or "", row.cycle or "") for row in self._session.scalars(asked.order_by(rows.Point.made_at))}


def _grades(one: InspectionRow) -> Iterator[tuple[str, str]]:
    if one.framework == "send":
        yield "send", one.outcome
    else:
        yield from ((about, getattr(one, about)) for about in JUDGED if about in AREA_OF)
