"""The flags of an authority: every rule that was met, with its sentence, and what people answered. A flag never concludes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.indicators.flag_settings import RuleLine, rule_lines, rules_of
from wmpeer.judging.flag_answers import Answered, flag_answers
from wmpeer.judging.flag_records import ANSWERS, FlagAnswerCode, FlagAnswerLine, FlagLine
from wmpeer.judging.flag_sources import Sources
from wmpeer.region.queries import Reader, find_authority, framework_of, refuse_own_authority, stood_aside


def authority_flags(session: Session, authority: str, today: date, reader: Reader | None = None) -> tuple[FlagLine, ...]:
    """The flags of *authority* (ONS code) as on *today*, by area in the framework's order, then title, those of no area last.

    Each measure is told by its leading source (`wmpeer.indicators.same`). None at all for a *reader* who stands aside for the authority;
    the grades the authority gives itself are those that the reader read, where they recorded some.
    """
    if reader is not None and authority in stood_aside(session, reader):
        return ()
    framework = framework_of(session)
    found = Sources(session, authority, framework, rules_of(session))
    lines = (*found.figures(today), *found.inspected(today), *found.grades(reader), *found.points(reader))
    answers = Answered(flag_answers(session, authority, reader=reader))
    order = {area.code: at for at, area in enumerate(framework.areas)}
    notes = {one.rule: _note(one) for one in rule_lines(session) if one.changed}
    lines = tuple(replace(line, rule_note=notes[line.rule]) if line.rule in notes else line for line in lines)
    return tuple(sorted((answers.beside(line) for line in lines), key=lambda line: _place(line, order)))


class FlagNotMetError(WmpeerError):
    """{authority} has no flag {rule} on {code} today.

    `wmpeer flags` lists the flags there are.
    """


def find_flag(
    session: Session, authority: str, today: date, reader: Reader, rule: str, code: str, source: str = "", period: str = ""
) -> FlagLine:
    """The flag of that rule on that code; of any source and period where they are empty. *authority* is a name or a code.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
        FlagNotMetError: there is no such flag today.
    """
    where = find_authority(session, authority)
    for person in (reader,) if isinstance(reader, str) else reader:
        refuse_own_authority(session, person, where.ons_code)
    for line in authority_flags(session, where.ons_code, today, reader):
        if (line.rule, line.code) == (rule, code) and source in ("", line.source) and period in ("", line.period):
            return line
    raise FlagNotMetError(authority=where.name, rule=rule, code=code)


def answers_left(session: Session, authority: str, flags: tuple[FlagLine, ...], reader: Reader | None = None) -> tuple[FlagAnswerLine, ...]:
    """The answers that stand beside none of *flags*: their rule is not met any more, or not used. They stay in the record."""
    beside = {one.id for line in flags for one in (*line.answers, *line.earlier)}
    left = (one for one in flag_answers(session, authority, reader=reader) if one.id not in beside)
    return tuple(replace(one, then="The flag is not met any more.") for one in left)


def _note(line: RuleLine) -> str:
    return f"Otherwise than usual in this cycle ({line.by or 'a coordinator'}): {line.reason}"


def _place(line: FlagLine, order: dict[str, int]) -> tuple[int, str, str, str, str]:
    return order.get(line.area, len(order)), line.title.casefold(), line.source, line.period, line.rule


__all__ = ["ANSWERS", "FlagAnswerCode", "FlagAnswerLine", "FlagLine", "answers_left", "authority_flags", "find_flag"]
