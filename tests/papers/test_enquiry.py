"""Lines of enquiry: every rule has its question, and no question concludes."""

from __future__ import annotations

import re
import tomllib

import pytest

from wmpeer.files import resource
from wmpeer.judging.flag_records import FlagLine
from wmpeer.papers.enquiry import enquiry, templates

RULES = tuple(tomllib.loads(resource("indicators", "flags.toml").read_text(encoding="utf-8")))
VERDICTS = re.compile(r"\b(poor|weak|fail\w*|bad|worse|worst|inadequate|unacceptable|must|should|too (high|low|few|many))\b", re.IGNORECASE)


def flag(rule: str, value: float | None = 21.9) -> FlagLine:
    return FlagLine(
        "E06000021", rule, "21.9 is in the least favourable fifth.", "workforce", "Work_Force_Vac_Rate", "LAIT", "202425", value,
        "Social worker vacancies (%)", "21.9" if value is not None else "low reliability", "% vacancies",
    )  # fmt: skip


@pytest.mark.parametrize("rule", [*RULES, "a rule of tomorrow"])
def test_that_every_rule_has_a_question_that_concludes_nothing(rule: str) -> None:
    asked = enquiry(flag(rule))
    assert asked.endswith("?")
    assert not VERDICTS.search(asked)
    assert asked.startswith(("Social worker vacancies: ", "Area SEND: "))
    assert rule in templates() or rule == "a rule of tomorrow"


def test_that_a_question_names_the_figure_with_its_unit_and_the_period_as_people_write_it() -> None:
    assert "21.9 % in 2024/25" in enquiry(flag("worst-part"))
    assert "no figure for 2024/25" in enquiry(flag("no-value", None))
