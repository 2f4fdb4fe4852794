"""Speed and memory, each beside a bare version of the same work measured in the same run.

    python3 packaging/tasks.py bench            every measurement
    python3 packaging/tasks.py bench saving     those whose name has this word in it

A measurement is a function in packaging/benches/*.py: it is given an empty folder, prepares the work, and returns what to run::

    @measurement("saving 10 MB whole", limit=2.0)
    def saving(folder: Path) -> Pair:
        return Pair(ours=lambda: save_whole(target, data), bare=lambda: target.write_bytes(data))

Both are run in turns, so that a busy machine is busy for both; the medians of wall time are compared. A measurement in which work is
shared out among processes prints a second line, the CPU time of all of them: that is what it takes where no second core is free.

With `memory_limit` the peak memory of both beyond what preparing took is compared, with `cap_megabytes` the peak in all (the modules
that were imported are in it) is held against a cap, for the process and each of its children by itself. Peaks are measured in processes
of their own, from the moment the work begins: what preparing needed for a moment (a passphrase is stretched in 64 MB) is not counted.
With `turn_limit` the longest turn of the window's thread is held against that many milliseconds.
One line is printed for each: name, ours, bare, ratio, limit, ok.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
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
    cpu_limit: float | None = None
    turn_limit: float | None = None


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
        return f"{self.name:<70}{shown}  {'ok' if self.ok else 'OVER'}"


_KNOWN: dict[str, Measurement] = {}


def measurement(
    name: str,
    *,
    limit: float,
    memory_limit: float | None = None,
    rounds: int = 9,
    cap_megabytes: float | None = None,
    cpu_limit: float | None = None,
    turn_limit: float | None = None,
) -> Callable[[Callable[[Path], Pair]], Callable[[Path], Pair]]:
    """Register a function as the measurement *name*: ours may take *limit* times the bare version's time, *memory_limit* its memory.

    *cap_megabytes* is the most memory that ours may have in all, each process for itself; *cpu_limit* the times the bare version's CPU
    time, children included. With *turn_limit* ours gives back the longest turn of the window's thread in milliseconds, which is held
    against it.
    """

    def register(prepare: Callable[[Path], Pair]) -> Callable[[Path], Pair]:
        if name in _KNOWN:
            raise ValueError(f"two measurements are called {name!r}")
        _KNOWN[name] = Measurement(name, prepare, limit, memory_limit, rounds, cap_megabytes, cpu_limit, turn_limit)
        return prepare

    return register


def known(bench: str = "*") -> dict[str, Measurement]:
    """Every measurement of packaging/benches (of one file of it where *bench* is its stem), by name."""
    for file in sorted((HERE / "benches").glob(f"{bench}.py")):
        importlib.import_module(f"benches.{file.stem}")
    return dict(_KNOWN)


def timed(one: Measurement) -> list[Line]:
    """The medians of both, in milliseconds, run in turns after a turn to warm up."""
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        pair = one.prepare(Path(folder))
        for turn in range(one.rounds + 1):
            # who goes first changes every turn: the second finds the caches warm
            sides = [(pair.ours, ours), (pair.bare, bare)]
            for work, times in sides if turn % 2 else reversed(sides):
                took = _milliseconds(work, pair.before)
                if turn:
                    times.append(took)
    wall, cpu = ([statistics.median(one[which] for one in side) for side in (ours, bare)] for which in (0, 1))
    lines = [Line(one.name, *wall, "ms", one.limit)]
    return lines if one.cpu_limit is None else [*lines, Line(f"{one.name} (CPU time)", *cpu, "ms", one.cpu_limit)]


def weighed(one: Measurement) -> list[Line]:
    """The peak memory of both beyond what preparing took, in megabytes (1 at least), each in its own process."""
    assert one.memory_limit is not None
    ours, bare = (max(_peaks(one, side)[0], 1.0) for side in ("ours", "bare"))
    return [Line(f"{one.name} (memory)", ours, bare, "MB", one.memory_limit)]


def capped(one: Measurement) -> list[Line]:
    """The peak memory of ours in all, in megabytes, beside its cap."""
    assert one.cap_megabytes is not None
    _, most, children = _peaks(one, "ours")
    lines = [Line(f"{one.name} (most memory)", most, one.cap_megabytes, "MB", 1.0)]
    return [*lines, Line(f"{one.name} (largest worker)", children, one.cap_megabytes, "MB", 1.0)] if children else lines


def turned(one: Measurement) -> list[Line]:
    """The longest turn of the window's thread, the median of all rounds, beside what it may be."""
    assert one.turn_limit is not None
    with tempfile.TemporaryDirectory() as folder:
        pair = one.prepare(Path(folder))
        pair.ours()
        turns = [float(str(pair.ours())) for _ in range(one.rounds)]
    return [Line(f"{one.name} (longest turn)", statistics.median(turns), one.turn_limit, "ms", 1.0)]


def _milliseconds(work: Callable[[], object], before: Callable[[], object]) -> tuple[float, float]:
    """Wall time, and the CPU time of this process and of its children that ended meanwhile."""
    before()
    cpu, started = _cpu_seconds(), time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000, (_cpu_seconds() - cpu) * 1000


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peaks(one: Measurement, side: str) -> list[float]:
    bench = one.prepare.__module__.rpartition(".")[2]
    command = [sys.executable, str(HERE / "bench.py"), "--peak", side, "--bench", bench, one.name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [float(number) for number in done.stdout.splitlines()[-1].split()]


def _print_peaks(one: Measurement, side: str) -> None:
    """Megabytes: the peak beyond what preparing took, the peak in all, the largest child."""
    with tempfile.TemporaryDirectory() as folder:
        pair = one.prepare(Path(folder))
        pair.before()
        before = _begin_peak()
        with _children_watched() as children:
            (pair.bare if side == "bare" else pair.ours)()
        most = _high_water()
        print(most - before, most, max(children.values(), default=0.0))


def _begin_peak() -> float:
    """What this process has now, in megabytes; on Linux its high-water mark begins again from there."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")
    return _high_water()


def _high_water(process: str = "self") -> float:
    """The most memory a process has had, in megabytes.

    On Linux from /proc: what getrusage says of a process includes the pages of the one that started it.
    """
    if sys.platform == "linux":
        status = Path(f"/proc/{process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    import resource  # absent on Windows, where only times are measured

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


@contextlib.contextmanager
def _children_watched() -> Iterator[dict[str, float]]:
    """The high-water mark of each child by its number, looked at every 5 ms while the block runs (on Linux; elsewhere none is seen)."""
    seen: dict[str, float] = {}
    ending = threading.Event()

    def watch() -> None:
        while not ending.wait(0.005):
            for task in Path("/proc/self/task").iterdir():
                with contextlib.suppress(OSError, ValueError, IndexError):  # it has just ended
                    for child in (task / "children").read_text().split():
                        seen[child] = _high_water(child)

    if sys.platform != "linux":
        yield seen
        return
    watcher = threading.Thread(target=watch, name="peaks")
    watcher.start()
    try:
        yield seen
    finally:
        ending.set()
        watcher.join()


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed and memory beside a bare version of the same work.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only measurements with one of these words in their name")
    parser.add_argument("--peak", choices=("ours", "bare"), help=argparse.SUPPRESS)
    parser.add_argument("--bench", default="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    everything = known(chosen.bench)
    if chosen.peak:
        _print_peaks(everything[chosen.words[0]], chosen.peak)
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
    print(f"{'measurement':<70}{'ours':>10} {'bare':>10}   {'ratio':>8}{'limit':>8}", flush=True)
    lines = []
    for one in wanted:
        ways: list[Callable[[Measurement], list[Line]]] = [timed]
        ways += [turned] if one.turn_limit is not None else []
        if sys.platform != "win32":
            ways += [weighed] if one.memory_limit is not None else []
            ways += [capped] if one.cap_megabytes is not None else []
        for way in ways:
            for line in way(one):
                print(line, flush=True)
                lines.append(line)
    return lines


if __name__ == "__main__":
    # benches import this module by its name; without this they would fill the registry of a second copy
    sys.modules["bench"] = sys.modules["__main__"]
    sys.exit(main())
