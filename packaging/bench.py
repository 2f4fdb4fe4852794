"""Speed and memory, each beside a bare version of the same work measured in the same run.

    python3 packaging/tasks.py bench            every measurement
    python3 packaging/tasks.py bench saving     those whose name has this word in it

A measurement is a function in packaging/benches/*.py: it is given an empty folder, prepares the work, and returns what to run::

    @measurement("saving 10 MB whole", limit=2.0)
    def saving(folder: Path) -> Pair:
        return Pair(ours=lambda: save_whole(target, data), bare=lambda: target.write_bytes(data))

Both are run in turns, so that a busy machine is busy for both; the medians are compared. With `memory_limit` the peak memory of both is
measured too, each in a process of its own. One line is printed for each: name, ours, bare, ratio, limit, ok.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same work twice: with all that is ours, and bare. `before` puts things back before each turn and is not measured."""

    ours: Callable[[], object]
    bare: Callable[[], object]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is measured, and how many times the bare version it may take."""

    name: str
    prepare: Callable[[Path], Pair]
    limit: float
    memory_limit: float | None
    rounds: int
    cap_megabytes: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One result: milliseconds or megabytes, as `unit` says."""

    name: str
    ours: float
    bare: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare if self.bare else float("inf")

    @property
    def ok(self) -> bool:
        return self.ratio <= self.limit

    def __str__(self) -> str:
        shown = f"{self.ours:>10.2f} {self.bare:>10.2f} {self.unit}{self.ratio:>8.2f}{self.limit:>8.2f}"
        return f"{self.name:<52}{shown}  {'ok' if self.ok else 'OVER'}"


_KNOWN: dict[str, Measurement] = {}


def measurement(
    name: str, *, limit: float, memory_limit: float | None = None, rounds: int = 9, cap_megabytes: float | None = None
) -> Callable[[Callable[[Path], Pair]], Callable[[Path], Pair]]:
    """Register a function as the measurement *name*: ours may take *limit* times the bare version's time, *memory_limit* its memory.

    *cap_megabytes* is the most memory that ours may have in all, each process for itself.
    """

    def register(prepare: Callable[[Path], Pair]) -> Callable[[Path], Pair]:
        if name in _KNOWN:
            raise ValueError(f"two measurements are called {name!r}")
        _KNOWN[name] = Measurement(name, prepare, limit, memory_limit, rounds, cap_megabytes)
        return prepare

    return register


def known() -> dict[str, Measurement]:
    """Every measurement of packaging/benches, by name."""
    for file in sorted((HERE / "benches").glob("*.py")):
        importlib.import_module(f"benches.{file.stem}")
    return dict(_KNOWN)


def timed(one: Measurement) -> Line:
    """The medians of both, in milliseconds, run in turns after a turn to warm up."""
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        pair = one.prepare(Path(folder))
        for turn in range(one.rounds + 1):
            # who goes first changes every turn: the second finds the caches warm
            sides = [(pair.ours, ours), (pair.bare, bare)]
            for work, times in sides if turn % 2 else reversed(sides):
                took = _milliseconds(work, pair.before)
                if turn:
                    times.append(took)
    return Line(one.name, statistics.median(ours), statistics.median(bare), "ms", one.limit)


def weighed(one: Measurement) -> Line:
    """The peak memory of both beyond what preparing took, in megabytes (1 at least), each in its own process."""
    assert one.memory_limit is not None
    ours, bare = (_peak(one.name, side) for side in ("ours", "bare"))
    return Line(f"{one.name} (memory)", ours, bare, "MB", one.memory_limit)


def capped(one: Measurement) -> Line:
    """The peak memory of ours in all, in megabytes, beside its cap."""
    assert one.cap_megabytes is not None
    return Line(f"{one.name} (most memory)", _peak(one.name, "most"), one.cap_megabytes, "MB", 1.0)


def _milliseconds(work: Callable[[], object], before: Callable[[], object]) -> float:
    before()
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _peak(name: str, side: str) -> float:
    done = subprocess.run([sys.executable, str(HERE / "bench.py"), "--peak", side, name], stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def _print_peak(one: Measurement, side: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = one.prepare(Path(folder))
        pair.before()
        before = _high_water()
        (pair.bare if side == "bare" else pair.ours)()
        print(max(_high_water(), _high_water(children=True)) if side == "most" else max(_high_water() - before, 1.0))


def _high_water(*, children: bool = False) -> float:
    """The most memory this process has had so far, or the largest of its children that have ended, in megabytes."""
    import resource  # absent on Windows, where only times are measured

    most = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory beside a bare version of the same work.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only measurements with one of these words in their name")
    parser.add_argument("--peak", choices=("ours", "bare", "most"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    everything = known()
    if chosen.peak:
        _print_peak(everything[chosen.words[0]], chosen.peak)
        return 0
    wanted = [one for one in everything.values() if not chosen.words or any(word in one.name for word in chosen.words)]
    if not wanted:
        print("No measurement has such a name. There are: " + "; ".join(everything), file=sys.stderr)
        return 2
    lines = measured(wanted)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([{**asdict(line), "ratio": line.ratio, "ok": line.ok} for line in lines], indent=1), encoding="utf-8")
    return 0 if all(line.ok for line in lines) else 1


def measured(wanted: list[Measurement]) -> list[Line]:
    """Measure, printing each line as it is known."""
    print(f"{'measurement':<52}{'ours':>10} {'bare':>10}   {'ratio':>8}{'limit':>8}", flush=True)
    lines = []
    for one in wanted:
        ways: list[Callable[[Measurement], Line]] = [timed]
        if sys.platform != "win32":
            ways += [weighed] if one.memory_limit is not None else []
            ways += [capped] if one.cap_megabytes is not None else []
        for way in ways:
            line = way(one)
            print(line, flush=True)
            lines.append(line)
    return lines


if __name__ == "__main__":
    # benches import this module by its name; without this they would fill the registry of a second copy
    sys.modules["bench"] = sys.modules["__main__"]
    sys.exit(main())
