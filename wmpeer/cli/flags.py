"""The command that lists flags, what people answered, and the rules behind them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE
from wmpeer.errors import WmpeerError

if TYPE_CHECKING:
    from wmpeer.indicators.flag_settings import RuleLine
    from wmpeer.judging.flag_records import FlagAnswerLine, FlagLine

DAY = click.DateTime(["%Y-%m-%d"])


class SettingWithoutRuleError(WmpeerError):
    """It was not said which rule is to be set.

    Name it, for example --set worst-part --threshold share=0.25 --reason "...".
    """


class ThresholdNotUnderstoodError(WmpeerError):
    """“{text}” is not a threshold.

    Write it as NAME=NUMBER, for example --threshold share=0.25.
    """


@click.command()
@FILE
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@click.option("--unanswered", is_flag=True, help="Only flags that you have not answered.")
@click.option("--cards", is_flag=True, help="Only flags on measures that an area's card names, and those on no measure.")
@click.option("--on", "on", type=DAY, metavar="DAY", help="As it is on this day (such as 2026-11-22); today where not given.")
@click.option("--rules", is_flag=True, help="The rules of the cycle instead, with their thresholds, and who changed them and why.")
@click.option("--set", "rule", default="", metavar="RULE", help="Set a rule for the cycle; with it --threshold, --off and --reason.")
@click.option("--threshold", "given", multiple=True, metavar="NAME=NUMBER", help="A threshold of the rule; the others stand as usual.")
@click.option("--off", is_flag=True, help="The rule is not used.")
@click.option("--reason", default="", metavar="WORDS", help="Why it is otherwise than usual.")
@answering
def flags(
    common: Common, file: Path, authority: str | None, unanswered: bool, cards: bool, on: datetime | None, rules: bool, rule: str,
    given: tuple[str, ...], off: bool, reason: str,
) -> Answer:  # fmt: skip
    """Flags of the region's authorities, or of one: the sentence of the rule that was met, and what was answered.

    A flag is a reason to ask, not a judgement. Each measure is told by its leading source. Authorities that you stand aside for are
    absent. Answers are given in the window, or with `wmpeer record` (answer-flag). --rules lists the rules; --set changes one for this
    cycle, and without --threshold and --off it stands as usual again.
    """
    if rule:
        return _set(common, file, rule, given, off=off, reason=reason)
    if given or off or reason:
        raise SettingWithoutRuleError
    if rules:
        return _rules(common, file)
    from wmpeer.clock import now
    from wmpeer.judging.flags import answers_left, authority_flags
    from wmpeer.region.queries import authorities, find_authority, stood_aside

    day = on.date() if on else now().astimezone().date()
    data: list[dict[str, Any]] = []
    said: list[str] = []
    with Opened(file, common) as workspace:
        who = workspace.readers
        asked = (workspace.read(find_authority, authority),) if authority else workspace.read(authorities)
        aside = workspace.read(stood_aside, who)
        for one in asked:
            if one.ons_code in aside:
                said += [f"{one.name}: you stand aside for it, so its flags are not shown."] if authority else []
                continue
            found = workspace.read(authority_flags, one.ons_code, day, who)
            left = workspace.read(answers_left, one.ons_code, found, who)
            shown = [line for line in found if (line.on_card or not cards) and not (unanswered and line.answered_by(*who))]
            data.append({
                "authority": one.name, "ons_code": one.ons_code, "flags": [_flag(line) for line in shown],
                "answers_left": [_answer(line) for line in left],
            })  # fmt: skip
            said += [f"{one.name}: {len(shown)} flag{'' if len(shown) == 1 else 's'}", *(_said(line) for line in shown)]
            said += [f"  answered before: {line.sentence} {_answered(line)}" for line in left]
    return Answer(data, said)


def _rules(common: Common, file: Path) -> Answer:
    from wmpeer.indicators.flag_settings import rule_lines

    with Opened(file, common) as workspace:
        lines = workspace.read(rule_lines)
    return Answer([_rule(line) for line in lines], [_rule_said(line) for line in lines])


def _set(common: Common, file: Path, rule: str, given: tuple[str, ...], *, off: bool, reason: str) -> Answer:
    from wmpeer.indicators.flag_settings import rule_lines, set_rule

    changes = _numbers(given)
    with Opened(file, common) as workspace:
        set_rule(workspace, rule, used=not off, changes=changes, reason=reason)
        line = next(one for one in workspace.read(rule_lines) if one.rule == rule)
    return Answer(_rule(line), [_rule_said(line)])


def _numbers(given: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            found[name.strip()] = float(number)
        except ValueError as error:
            raise ThresholdNotUnderstoodError(text=text) from error
    return found


def _rule(line: RuleLine) -> dict[str, Any]:
    return {
        "rule": line.rule, "title": line.title, "sentence": line.words, "used": line.used,
        "thresholds": {one.name: one.value for one in line.thresholds}, "usual": {one.name: one.usual for one in line.thresholds},
        "usually_used": line.usually_used, "changed": changed_by(line),
    }  # fmt: skip


def changed_by(line: RuleLine) -> dict[str, str] | None:
    """Who set a rule otherwise than usual, when and why; None where it stands as usual."""
    return {"by": line.by, "at": line.changed_at, "reason": line.reason} if line.changed else None


def _rule_said(line: RuleLine) -> str:
    used = "" if line.used else " (not used)"
    changed = f" Changed by {line.by}: {line.reason}" if line.changed else ""
    return f"{line.rule:<40} {line.title}{used}. {line.words}{changed}"


def _flag(line: FlagLine) -> dict[str, Any]:
    return {
        "rule": line.rule, "title": line.rule_title, "note": line.rule_note or None, "sentence": line.sentence,
        "area": line.area or None, "code": line.code,
        "source": line.source, "period": line.period, "indicator": line.title, "value": line.value, "text": line.text or None,
        "on_card": line.on_card, "answers": [_answer(one) for one in line.answers], "earlier": [_answer(one) for one in line.earlier],
    }  # fmt: skip


def _answer(line: FlagAnswerLine) -> dict[str, Any]:
    told = asdict(line)
    for name in ("authority", "author"):
        told.pop(name)
    told["seen"] = {"value": told.pop("value") or None, "sentence": told.pop("sentence")}
    return {**told, "finding": line.finding or None, "then": line.then or None}


def _said(line: FlagLine) -> str:
    answers = "".join(f" {_answered(one)}" for one in line.answers)
    return f"  {line.area or '–':<20} {line.title}: {line.sentence}{answers}"


def _answered(line: FlagAnswerLine) -> str:
    words = f" – {line.text}" if line.text else ""
    then = f" {line.then}" if line.then else ""
    return f"[{line.answer} by {line.author_name}{words}]{then}"
