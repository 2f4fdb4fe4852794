"""What a cycle has otherwise than the file of rules: which rules are used, and with which thresholds, each with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.indicators.catalogue import all_flag_rules
from wmpeer.indicators.rule_words import limits_of, thresholds, title_of, words_of
from wmpeer.indicators.rules import Rules
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.records import FlagRule
from wmpeer.region.queries import names_of_people


class UnknownFlagRuleError(WmpeerError):
    """There is no rule “{rule}” for flags.

    Use one of these: {known}.
    """


class UnknownThresholdError(WmpeerError):
    """The rule “{title}” has no threshold “{threshold}”.

    {known}
    """


class ThresholdNotAllowedError(WmpeerError):
    """{value} is no threshold for the rule “{title}” ({threshold}).

    Give {allowed}.
    """


class FlagRuleReasonMissingError(WmpeerError):
    """The rule “{title}” is used otherwise than usual only for a reason.

    Write down why this cycle needs it so.
    """


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """A threshold of a rule: what holds in the cycle, and what is usual (what the file says)."""

    name: str
    title: str
    value: float
    usual: float


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as it holds in the cycle. `changed` says that something is otherwise than usual: then `reason`, `by` (a name) and `changed_at`
    (UTC) tell why, who and when."""

    rule: str
    title: str
    words: str
    used: bool
    usually_used: bool
    thresholds: tuple[ThresholdLine, ...]
    changed: bool = False
    reason: str = ""
    by: str = ""
    changed_at: str = ""


def rules_of(session: Session) -> Rules:
    """The rules that the cycle uses, by name, with its thresholds."""
    own = {row.rule: row for row in session.scalars(select(FlagRule).where(FlagRule.withdrawn.is_(False)))}
    found = {name: _with(name, rule, own.get(name)) for name, rule in all_flag_rules().items()}
    return {name: rule for name, rule in found.items() if rule["on"]}


def rule_lines(session: Session) -> tuple[RuleLine, ...]:
    """Every rule as it holds in the cycle, in the order of the file."""
    own = {row.rule: row for row in session.scalars(select(FlagRule).where(FlagRule.withdrawn.is_(False)))}
    names = names_of_people(session)
    found = []
    for name, usual in all_flag_rules().items():
        row = own.get(name)
        line = rule_line(name, _with(name, usual, row))
        if row is not None and _differs(line):
            last = revision_lines(session, row.entity)[-1]
            by = names.get(last.author, "")
            line = replace(line, changed=True, reason=row.reason or "", by=by, changed_at=row.changed_at)
        found.append(line)
    return tuple(found)


def rule_line(name: str, rule: Mapping[str, Any]) -> RuleLine:
    """A rule with its thresholds in words, as nobody has set it yet: a settings screen shows what a change would say."""
    usual = all_flag_rules()[name]
    told = tuple(ThresholdLine(key, limits_of(name, key).title, value, thresholds(usual)[key]) for key, value in thresholds(rule).items())
    return RuleLine(name, title_of(name, rule), words_of(name, rule), bool(rule["on"]), bool(usual["on"]), told)


def tried(name: str, *, used: bool, changes: Mapping[str, float]) -> RuleLine:
    """A rule as it would read with these settings.

    Raises:
        UnknownFlagRuleError, UnknownThresholdError, ThresholdNotAllowedError.
    """
    wanted = _wanted(name, changes)
    return rule_line(name, {**all_flag_rules()[name], **wanted, "on": used})


def set_rule(workspace: Workspace, rule: str, *, used: bool, changes: Mapping[str, float], reason: str = "") -> Changed:
    """Use a rule, or do not, with these thresholds; one that is not named stands as in the file. Set as in the file, no reason is needed.

    Raises:
        UnknownFlagRuleError, UnknownThresholdError, ThresholdNotAllowedError, FlagRuleReasonMissingError, NotYourPartError.
    """
    wanted, usual, reason = _wanted(rule, changes), all_flag_rules().get(rule, {}), reason.strip()
    other = {key: value for key, value in wanted.items() if value != usual[key]}
    unusual = bool(other) or used != usual["on"]
    if unusual and not reason:
        raise FlagRuleReasonMissingError(title=title_of(rule, usual))
    fields: dict[str, Any] = {"rule": rule, "used": None if used == usual["on"] else used, "reason": reason if unusual else None}
    fields |= {f"changes/{key}": other.get(key) for key in thresholds(usual)}
    with workspace.write("Change a flag’s rule") as journal:
        standing = journal.session.get(FlagRule, rule_entity(rule))
        if standing is not None:
            journal.settle("flag_rule", standing, fields)
        elif unusual:
            said = {name: value for name, value in fields.items() if value is not None}
            journal.keep("flag_rule", said, entity=rule_entity(rule))
    return journal.changed


def rule_entity(rule: str) -> str:
    """The record of a rule: the same on every laptop."""
    return hashlib.sha256(f"flag_rule\0{rule}".encode()).hexdigest()[:32]


def _wanted(name: str, changes: Mapping[str, float]) -> dict[str, float]:
    """*changes* as the rule's thresholds, checked."""
    if name not in all_flag_rules():
        raise UnknownFlagRuleError(rule=name, known=", ".join(all_flag_rules()))
    usual = all_flag_rules()[name]
    known, title = thresholds(usual), title_of(name, usual)
    found: dict[str, float] = {}
    for key, value in changes.items():
        if key not in known:
            some = f"It has: {', '.join(known)}." if known else "It has none: it can only be switched on or off."
            raise UnknownThresholdError(title=title, threshold=key, known=some)
        limits = limits_of(name, key)
        if isinstance(value, bool) or not isfinite(value) or not limits.allows(value):
            raise ThresholdNotAllowedError(title=title, threshold=key, value=f"{value:g}", allowed=limits.words)
        chosen = next((choice for choice in limits.choices if abs(choice - value) < 1e-9), value)
        found[key] = int(chosen) if limits.whole else float(chosen)
    return found


def _with(name: str, rule: Mapping[str, Any], row: FlagRule | None) -> Mapping[str, Any]:
    """The rule of the file with what the cycle's record says; what is not a threshold, or not allowed, is left as in the file."""
    if row is None:
        return rule
    changes = {
        key: value
        for key, value in row.changes.items()
        if key in thresholds(rule) and isinstance(value, int | float) and not isinstance(value, bool) and limits_of(name, key).allows(value)
    }
    return {**rule, **changes, "on": rule["on"] if row.used is None else row.used}


def _differs(line: RuleLine) -> bool:
    return line.used != line.usually_used or any(one.value != one.usual for one in line.thresholds)
