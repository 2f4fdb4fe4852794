"""Lines of enquiry: what flags give reason to ask, as questions. Their words stand in ``resources/indicators/enquiry.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from wmpeer.files import resource
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.short import short_name, sign
from wmpeer.indicators.values import apart
from wmpeer.judging.flags import FlagLine


@cache
def templates() -> Mapping[str, str]:
    """The question of each rule, by the rule's name; under the empty name that of all others."""
    told = tomllib.loads(resource("indicators", "enquiry.toml").read_text(encoding="utf-8"))
    return MappingProxyType({**told["rules"], "": told["other"]["question"]})


def enquiry(flag: FlagLine) -> str:
    """The question that *flag* gives reason to ask. It names what is asked about and concludes nothing."""
    known = templates()
    return known.get(flag.rule, known[""]).format_map({
        "measure": about(flag), "value": _figure(flag), "period": read_period(flag.period).words, "sentence": flag.sentence,
    })  # fmt: skip


def about(flag: FlagLine) -> str:
    """What a flag is about, in short: a measure by its short name, else the title it has."""
    return short_name(flag.code, flag.title) if flag.title else flag.code


def _figure(flag: FlagLine) -> str:
    unit = sign(flag.unit, flag.title)
    return f"{apart(flag.text)} {unit}".strip() if flag.value is not None else "no figure"


def leading_first(rule: str) -> int:
    """Sorts the flags of one measure: the rule whose question is asked stands first, in the order of the file."""
    order = list(templates())
    return order.index(rule) if rule in order else len(order)
