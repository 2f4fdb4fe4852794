"""Each campaign for a moment, with one seed; that a fault is seen; and that the ledger is one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import folding
import pytest
import running

from wmpeer.journal.fold import Standing, fold
from wmpeer.journal.revisions import RevisionLine

MOMENT = 0.8  # seconds for each campaign


@pytest.mark.parametrize("name", sorted(running.every_campaign().keys() - running.LONG))
def test_that_a_campaign_holds(name):
    began, trial = time.process_time(), 0
    while time.process_time() - began < MOMENT and trial < 300:
        running.CAMPAIGNS[name](running.chance_of(22, trial), trial)
        trial += 1
    assert trial > 0


def arrival_decides(lines: Sequence[RevisionLine]) -> Standing:
    """As if the last to come were right."""
    standing, last = fold(lines), {name: value for line in lines for name, value in line.fields.items()}
    return replace(standing, fields={name: last[name] for name in standing.fields})


def orphans_dropped(lines: Sequence[RevisionLine]) -> Standing:
    return replace(fold(lines), waiting=())


def deletion_wins(lines: Sequence[RevisionLine]) -> Standing:
    standing = fold(lines)
    taken = any(value for _, value in standing.differences.get("withdrawn", ()))
    return replace(standing, fields={**standing.fields, "withdrawn": True}) if taken else standing


def true_is_one(lines: Sequence[RevisionLine]) -> Standing:
    standing = fold(lines)
    apart = {name: pairs for name, pairs in standing.differences.items() if any(value != pairs[0][1] for _, value in pairs)}
    return replace(standing, differences=apart)


def clocks_settle_judgements(lines: Sequence[RevisionLine]) -> Standing:
    standing = fold(lines)
    if "view" not in standing.differences:
        return standing
    return replace(standing, fields={**standing.fields, "view": standing.differences["view"][-1][1]})


def undoing_settles(lines: Sequence[RevisionLine]) -> Standing:
    """As if who undid the settling of a difference had settled it once more."""
    return fold(replace(line, undoes=None) for line in lines)


FAULTS = [arrival_decides, orphans_dropped, deletion_wins, true_is_one, clocks_settle_judgements, undoing_settles]


@pytest.mark.parametrize("wrong", FAULTS)
def test_that_a_fold_with_a_fault_is_seen(wrong):
    def seen(trial: int) -> bool:
        try:
            folding.agrees(running.chance_of(22, trial), wrong)
        except AssertionError:
            return True
        return False

    assert any(seen(trial) for trial in range(400))


def test_that_a_trial_can_be_run_again_by_itself():
    first, second = (running.chance_of(5, 17).random() for _ in range(2))
    assert first == second != running.chance_of(5, 18).random()


def test_that_a_failed_trial_is_counted_and_told(monkeypatch):
    def even_numbers_fail(chance, trial: int) -> None:
        assert trial % 2

    monkeypatch.setitem(running.CAMPAIGNS, "even", even_numbers_fail)
    said: list[str] = []
    entry = running.run("even", 10, 1, told=said.append)
    assert (entry.trials, entry.failed) == (10, 5) and "trial 0 failed" in said[0]


def test_that_trials_shared_out_among_processes_are_the_same_ones():
    told: list[str] = []
    entry = running.shared("folding", 9, 22, 2, told=told.append)
    assert (entry.harness, entry.trials, entry.failed, entry.seed) == ("folding", 9, 0, 22)
    assert [words.splitlines()[-1].split(",")[0] for words in told] == ["4 of 4", "5 of 5"]


def test_that_the_ledger_tells_campaigns_that_are_here_and_held():
    for entry in running.ledger():
        assert entry.harness in running.every_campaign() and entry.trials > 0 and entry.failed == 0
