"""Many trials at random of one rule, with a seed, and the ledger of those that were run.

    python3 packaging/tasks.py campaign folding --trials 100000 --seed 7 --keep
    python3 packaging/tasks.py campaign folding --seed 7 --trial 4711          one trial again
    python3 packaging/tasks.py campaign tampering --trials 1000000 --jobs 2    shared out among processes; the trials are the same
    python3 packaging/tasks.py campaign folding --trials 50000 --first 50000   the second half, on another day

A campaign is a function in tests/campaigns/*.py: it is given a source of chance and the number of the trial, and raises where the rule does
not hold::

    @campaign("folding")
    def folding(chance: Random, trial: int) -> None:
        ...

A trial's chance comes of seed and number alone, so each can be run again by itself. With `--keep` a line is added to `ledger.jsonl`:
``{"harness", "seed", "trials", "failed", "seconds", "version", "on", "first"}``.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import itertools
import json
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEDGER = HERE / "ledger.jsonl"

Trial = Callable[[random.Random, int], None]
CAMPAIGNS: dict[str, Trial] = {}
LONG: set[str] = set()
"""Those of which one trial takes seconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `on` is an ISO day, `first` the number of the first trial."""

    harness: str
    seed: int
    trials: int
    failed: int
    seconds: float
    version: str
    on: str
    first: int = 0


def campaign(name: str, *, long: bool = False) -> Callable[[Trial], Trial]:
    """Put a function down as the campaign of that name; a *long* one is not run with the tests."""

    def put(trial: Trial) -> Trial:
        CAMPAIGNS[name] = trial
        if long:
            LONG.add(name)
        return trial

    return put


def every_campaign() -> dict[str, Trial]:
    """The campaigns of all modules here."""
    for path in sorted(HERE.glob("*.py")):
        if not path.name.startswith(("test_", "conftest")) and path != Path(__file__).resolve():
            importlib.import_module(path.stem)
    return CAMPAIGNS


def chance_of(seed: int, trial: int) -> random.Random:
    """The source of chance of one trial."""
    return random.Random(f"{seed}/{trial}")


def run(name: str, trials: int, seed: int, *, first: int = 0, told: Callable[[str], None] = lambda words: None) -> Entry:
    """Run *trials* trials from number *first* on; the first that fail are *told* with their number and why."""
    from wmpeer import __version__

    one, failed, began = every_campaign()[name], 0, time.monotonic()
    step, sweep = max(1, trials // 20), 1 if name in LONG else 25
    for trial in range(first, first + trials):
        try:
            with _undisturbed(sweep=trial % sweep == 0):
                one(chance_of(seed, trial), trial)
        except Exception:
            failed += 1
            if failed <= 3:
                told(f"trial {trial} failed:\n{traceback.format_exc()}")
        if (done := trial + 1 - first) % step == 0:
            told(f"{done} of {trials}, {failed} failed, {time.monotonic() - began:.0f} s")
    seconds = round(time.monotonic() - began, 1)
    return Entry(name, seed, trials, failed, seconds, __version__, datetime.now(UTC).date().isoformat(), first)


@contextmanager
def _undisturbed(*, sweep: bool) -> Iterator[None]:
    """Without looking for rubbish meanwhile: a fifth of the time of a trial of thousands of small things. Before some it is swept."""
    if sweep:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def shared(name: str, trials: int, seed: int, jobs: int, *, first: int = 0, told: Callable[[str], None] = lambda words: None) -> Entry:
    """The same trials as of `run`, shared out among *jobs* processes; each of them tells what it has to tell at its end."""
    began, bounds = time.monotonic(), [first + trials * job // jobs for job in range(jobs + 1)]
    command = [sys.executable, str(Path(__file__).resolve()), name, "--seed", str(seed)]
    running = [
        subprocess.Popen([*command, "--first", str(start), "--trials", str(after - start)], stdout=subprocess.PIPE, text=True)
        for start, after in itertools.pairwise(bounds)
    ]
    shares = []
    for one in running:
        *words, last = one.communicate()[0].splitlines() or [""]
        told("\n".join(words))
        shares.append(Entry(**json.loads(last)))
    return replace(shares[0], trials=trials, failed=sum(one.failed for one in shares), seconds=round(time.monotonic() - began, 1))


def ledger() -> tuple[Entry, ...]:
    """The campaigns that were run and kept, oldest first."""
    return tuple(Entry(**json.loads(line)) for line in LEDGER.read_text(encoding="utf-8").splitlines())


def keep(entry: Entry) -> None:
    """Add a line to the ledger."""
    with LEDGER.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(entry)) + "\n")


def main(arguments: list[str] | None = None) -> int:
    sys.modules.setdefault("running", sys.modules[__name__])  # the campaigns put themselves down here, under either name
    sys.path[:0] = [str(one) for one in (HERE.parents[1], HERE, HERE.parent, HERE.parent / "journal", HERE.parent / "exchange")]
    parser = argparse.ArgumentParser(prog="tasks.py campaign", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=sorted(every_campaign()))
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trial", type=int, help="only this one")
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial")
    parser.add_argument("--jobs", type=int, default=1, help="processes to share them out among")
    parser.add_argument("--keep", action="store_true", help="write it into the ledger")
    chosen = parser.parse_args(arguments)
    if chosen.trial is not None:
        every_campaign()[chosen.name](chance_of(chosen.seed, chosen.trial), chosen.trial)
        return 0

    def told(words: str) -> None:
        print(words, flush=True)  # noqa: T201

    if chosen.jobs > 1:
        entry = shared(chosen.name, chosen.trials, chosen.seed, chosen.jobs, first=chosen.first, told=told)
    else:
        entry = run(chosen.name, chosen.trials, chosen.seed, first=chosen.first, told=told)
    print(json.dumps(asdict(entry)))  # noqa: T201
    if chosen.keep:
        keep(entry)
    return 1 if entry.failed else 0


if __name__ == "__main__":
    sys.exit(main())
