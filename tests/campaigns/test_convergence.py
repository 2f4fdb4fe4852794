"""That a laptop with a wrong rule is found out when all come together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import causality
import convergence
import pytest
import running
from model import HONEST, Rules
from test_campaigns import arrival_decides, clocks_settle_judgements, deletion_wins, true_is_one

from wmpeer.journal.fold import Standing
from wmpeer.journal.revisions import RevisionLine


def folding(wrong: Callable[[list[RevisionLine]], Standing]) -> Rules:
    def folded(lines: Iterable[RevisionLine]) -> Standing:
        return wrong(list(lines))

    return replace(HONEST, fold=folded)


WRONG = {
    "arrival order wins": folding(arrival_decides),
    "deletion wins": folding(deletion_wins),
    "True equals 1": folding(true_is_one),
    "clocks settle judgements": folding(clocks_settle_judgements),
    "orphans are dropped": replace(HONEST, keeps_orphans=False),
    "the wall clock is used": replace(HONEST, hears=False),
    "what is hidden still counts": replace(HONEST, hides=False),
    "what its writer knew is ignored": replace(HONEST, knows=False),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_that_laptops_with_a_wrong_rule_are_found_out(wrong: str) -> None:
    def found(trial: int) -> bool:
        try:
            convergence.one_cycle(running.chance_of(22, trial), 3, 30, WRONG[wrong])
        except AssertionError:
            return True
        return False

    assert any(found(trial) for trial in range(40))


def test_that_the_wall_clock_is_found_out_by_what_was_seen() -> None:
    with pytest.raises(AssertionError, match="sorts before"):
        for trial in range(10):
            causality.one_cycle(running.chance_of(22, trial), WRONG["the wall clock is used"])


def test_that_trials_can_be_run_in_parts() -> None:
    whole = running.run("folding", 60, 4)
    assert (whole.trials, whole.failed, whole.first) == (60, 0, 0)
    rest = running.run("folding", 20, 4, first=40)
    assert (rest.trials, rest.failed, rest.first) == (20, 0, 40)
