"""That a laptop with a wrong rule is found out when all come together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import causality
import convergence
import pytest
import running
from model import HONEST, Rules
from test_campaigns import arrival_decides, clocks_settle_judgements, deletion_wins, true_is_one

from wmpeer.exchange.knowledge import Office
from wmpeer.journal import counting, cuts
from wmpeer.journal.fold import Standing
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import OFFICE

Cut = Callable[[Mapping[str, RevisionLine], Mapping[str, str], cuts.Report], set[str]]


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


def by_the_number(stream: Mapping[str, RevisionLine], marks: Mapping[str, str], report: cuts.Report) -> set[str]:
    """As if an end were its number: what stands beside it in the same place would count."""
    ends = [stream[end].sequence for end in report if end in stream]
    return {one for one, line in stream.items() if ends and line.sequence > max(ends)} if ends else RIGHT(stream, marks, report)


def what_is_not_named_counts(stream: Mapping[str, RevisionLine], marks: Mapping[str, str], report: cuts.Report) -> set[str]:
    return {one for one in RIGHT(stream, marks, report) if marks[one] in report.values()}


RIGHT = cuts._beyond
FALSE_CUTS = [by_the_number, what_is_not_named_counts]


@pytest.mark.parametrize("wrong", WRONG)
def test_that_laptops_with_a_wrong_rule_are_found_out(wrong: str) -> None:
    def found(trial: int) -> bool:
        try:
            convergence.one_cycle(running.chance_of(22, trial), 3, 30, WRONG[wrong])
        except AssertionError:
            return True
        return False

    assert any(found(trial) for trial in range(40))


@pytest.mark.parametrize("wrong", FALSE_CUTS)
def test_that_a_lost_laptop_that_counts_up_to_elsewhere_is_found_out(wrong: Cut, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "_beyond", wrong)
    with pytest.raises(AssertionError, match="up to where"):
        for trial in range(60):
            convergence.losses(running.chance_of(22, trial), 6, 40)


def test_that_rights_by_what_a_lost_laptop_said_last_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Office, "_counts", lambda office, known: known)
    with pytest.raises(AssertionError, match=r"who may do what|who stands aside"):
        for trial in range(60):
            convergence.losses(running.chance_of(22, trial), 6, 40)


def test_that_a_laptop_that_counts_though_only_a_lost_one_let_it_in_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "cast_out", lambda known, cut: frozenset())
    with pytest.raises(AssertionError, match="up to where"):
        for trial in range(60):
            convergence.losses(running.chance_of(22, trial), 6, 40)


@pytest.mark.parametrize("awaits", [True, False])
def test_that_a_stream_that_was_written_twice_is_cut_when_the_end_comes(awaits: bool) -> None:
    """What was written beside the end stood where only the report had come; a laptop that does not count anew lets it stand."""
    cycle = convergence.new_cycle(running.chance_of(22, 0), 3, replace(HONEST, awaits=awaits))
    cora, dan, lost = cycle.laptops
    lost.says("note", "n", {"text": "never told"}, authority="E08000001")
    lost.says("finding", "f4", {"text": "before"}, authority="E08000001")
    image = lost.copied()
    lost.says("finding", "f4", {"text": "then"}, authority="E08000001")
    cora.takes(cycle.pack(lost))
    thief = cycle.laptops[2] = lost.again(image)
    beside = thief.says("finding", "f4", {"text": "and again"}, authority="E08000001")
    dan.takes(cycle.pack(thief))
    cycle.may_be_lost, cycle.twice = 1, [lost.device]
    while not cycle.reported:
        convergence.revoke(cycle, cora)
    dan.takes(cora.pack(99, {stream: lines[-1].sequence for stream, lines in cora.streams.items() if lines[0].shelf == OFFICE}))
    assert beside is not None and beside.id in dan.standing, "it may lie before the end"
    dan.takes(cycle.pack(cora))
    assert (beside.id in dan.lost) == awaits
    convergence.come_together(cycle)
    if awaits:
        convergence.is_one(cycle)
    else:
        with pytest.raises(AssertionError, match="count everywhere"):
            convergence.is_one(cycle)


def test_that_the_wall_clock_is_found_out_by_what_was_seen() -> None:
    with pytest.raises(AssertionError, match="sorts before"):
        for trial in range(10):
            causality.one_cycle(running.chance_of(22, trial), WRONG["the wall clock is used"])


def test_that_trials_can_be_run_in_parts() -> None:
    whole = running.run("folding", 60, 4)
    assert (whole.trials, whole.failed, whole.first) == (60, 0, 0)
    rest = running.run("folding", 20, 4, first=40)
    assert (rest.trials, rest.failed, rest.first) == (20, 0, 40)
