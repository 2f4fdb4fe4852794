"""Whoever had seen something sorts after it, however wrong the clocks are; nobody's clock settles anything."""

from __future__ import annotations

from random import Random

from convergence import DEEDS, Cycle, come_together, hand_over, is_one, jump, new_cycle
from model import HONEST, Rules
from running import campaign

from wmpeer.clock import is_moment, is_stamp
from wmpeer.journal.fold import fold
from wmpeer.journal.revisions import RevisionLine


def one_cycle(chance: Random, rules: Rules = HONEST) -> None:
    """Four laptops whose clocks are set all the time."""
    cycle = new_cycle(chance, 4, rules)
    weights = {**DEEDS, hand_over: 300, jump: 200}
    for deed in chance.choices(list(weights), list(weights.values()), k=160):
        deed(cycle, chance.choice(cycle.laptops))
    come_together(cycle)
    is_one(cycle)
    in_order(cycle)


def in_order(cycle: Cycle) -> None:
    """That what a revision names sorts before it, also along its stream, and that differences have the newest last."""
    held = cycle.laptops[0].held
    for line in held.values():
        assert is_stamp(line.at) and is_moment(line.wall)
        for one in _named(line):
            assert held[one].at < line.at, "what its writer had seen sorts before it"
    for lines in cycle.laptops[0].records.values():
        for pairs in fold(lines).differences.values():
            stamps = [held[one].at for one, _ in pairs]
            assert stamps == sorted(stamps) or pairs[0][1] is False


def _named(line: RevisionLine) -> tuple[str, ...]:
    return tuple(one for one in (*line.parents, *line.knew, line.previous) if one)


@campaign("causality")
def causality(chance: Random, trial: int) -> None:
    one_cycle(chance)
