"""Rules of flags are switched and changed for a cycle, each with a reason; what the file says stands everywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wmpeer.indicators.catalogue import all_flag_rules, flag_rules
from wmpeer.indicators.flag_settings import (
    FlagRuleReasonMissingError,
    ThresholdNotAllowedError,
    UnknownFlagRuleError,
    UnknownThresholdError,
    rule_lines,
    rules_of,
    set_rule,
    tried,
)
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.rule_words import limits_of, thresholds, words_of
from wmpeer.indicators.rules import Figure, flags
from wmpeer.journal.undo import redo, undo


def line_of(workspace, rule):
    return next(one for one in workspace.read(rule_lines) if one.rule == rule)


def test_that_a_cycle_begins_with_the_rules_of_the_file(workspace):
    assert workspace.read(rules_of) == dict(flag_rules())
    lines = workspace.read(rule_lines)
    assert [one.rule for one in lines] == list(all_flag_rules()) and not any(one.changed for one in lines)


def test_that_every_rule_says_when_it_is_met_with_its_thresholds():
    for name, rule in all_flag_rules().items():
        words = words_of(name, rule)
        assert words.endswith(".") and "{" not in words, name
        for key, value in thresholds(rule).items():
            assert limits_of(name, key).allows(value), (name, key)
    assert "least favourable fifth" in words_of("worst-part", all_flag_rules()["worst-part"])


def test_that_a_rule_is_changed_with_a_reason_and_goes_back_by_undo(workspace):
    set_rule(workspace, "worst-part", used=True, changes={"share": 0.1}, reason="The Board looks at the furthest only")
    line = line_of(workspace, "worst-part")
    assert "least favourable tenth" in line.words and line.changed and line.reason == "The Board looks at the furthest only"
    assert {one.name: (one.value, one.usual) for one in line.thresholds} == {"share": (0.1, 0.2), "least": (10, 10)}
    assert workspace.read(rules_of)["worst-part"]["share"] == 0.1
    assert undo(workspace).verb == "Undo: change a flag’s rule"
    assert not line_of(workspace, "worst-part").changed and workspace.read(rules_of) == dict(flag_rules())
    redo(workspace)
    assert line_of(workspace, "worst-part").changed
    set_rule(workspace, "worst-part", used=True, changes={})
    assert not line_of(workspace, "worst-part").changed and line_of(workspace, "worst-part").reason == ""


def test_that_a_rule_is_switched_off_and_one_that_is_off_is_switched_on(workspace):
    set_rule(workspace, "either-tail", used=False, changes={}, reason="Too many to ask about")
    set_rule(workspace, "stale", used=True, changes={}, reason="We want to be reminded")
    found = workspace.read(rules_of)
    assert "either-tail" not in found and "stale" in found
    assert not set_rule(workspace, "no-value", used=True, changes={}).revision, "nothing was otherwise than it was"


def test_that_a_setting_without_a_reason_or_out_of_its_limits_is_refused_in_a_sentence(workspace):
    with pytest.raises(FlagRuleReasonMissingError, match="only for a reason"):
        set_rule(workspace, "worst-part", used=False, changes={}, reason="  ")
    with pytest.raises(ThresholdNotAllowedError) as refused:
        set_rule(workspace, "worst-part", used=True, changes={"share": 0.3}, reason="wider")
    assert refused.value.next == "Give 0.10, 0.20 or 0.25." and refused.value.code() == "threshold-not-allowed"
    for changes in ({"share": float("nan")}, {"share": float("inf")}, {"steps": 2.5}, {"steps": 1}, {"share": -0.1}):
        with pytest.raises(ThresholdNotAllowedError):
            set_rule(workspace, "worsening", used=True, changes=changes, reason="why not")
    with pytest.raises(UnknownThresholdError, match="no threshold “times”"):
        set_rule(workspace, "worsening", used=True, changes={"times": 3}, reason="why not")
    with pytest.raises(UnknownFlagRuleError):
        set_rule(workspace, "best-part", used=True, changes={}, reason="why not")
    assert workspace.read(rules_of) == dict(flag_rules()), "nothing was half kept"


@given(some.sampled_from(sorted(all_flag_rules())), some.data())
def test_that_whatever_is_allowed_reads_as_a_sentence(name, data):
    changes = {}
    for key in thresholds(all_flag_rules()[name]):
        limits = limits_of(name, key)
        numbers = some.integers(int(limits.least), int(limits.most)) if limits.whole else some.floats(limits.least, limits.most)
        changes[key] = data.draw(some.sampled_from(limits.choices) if limits.choices else numbers)
    words = tried(name, used=True, changes=changes).words
    assert words.endswith(".") and "{" not in words and " one years" not in words


def test_that_flags_go_by_the_rules_of_the_cycle_and_say_so_in_their_sentences():
    figure = Figure("2025", 12.0, "12", "Low", 0, (("2024", 9.0), ("2025", 12.0)), neighbours=(8.0, 9.0, 10.0, 9.0))
    assert [one.rule for one in flags(figure)] == ["neighbour-gap"]
    rules = {name: dict(rule) for name, rule in flag_rules().items()}
    rules["neighbour-gap"]["deviations"] = 2.5
    assert "by more than 2.5 times their standard deviation" in flags(figure, rules)[0].sentence
    rules["neighbour-gap"]["deviations"] = 4.0
    assert flags(figure, rules) == ()


HEAD = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code")
HEAD += ("new_la_code", "la_name", "rereferral_percent")


def test_that_a_benchmark_goes_by_the_rules_of_the_cycle(workspace, load, write):
    rows = [
        (year, "Reporting year", "Local authority", "E92000001", "England", "E12000005", "West Midlands", "884", "E06000019",
         "Herefordshire, County of", value)
        for year, value in ((2023, 10), (2024, 12), (2025, 14))
    ]  # fmt: skip
    load(write("c1_referrals.csv", HEAD, *rows))
    rules = lambda: [flag.rule for row in workspace.read(benchmark, "E06000019") for flag in row.flags]  # noqa: E731
    assert rules() == ["worsening"]
    set_rule(workspace, "worsening", used=True, changes={"share": 0.5}, reason="Small numbers swing")
    assert rules() == []
    assert [flag.rule for row in workspace.read(benchmark, "E06000019", rules=flag_rules()) for flag in row.flags] == ["worsening"]
