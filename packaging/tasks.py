#!/usr/bin/env python3
"""The project's tasks. Each sets up what it needs first, so a fresh machine with Python 3.11 or newer is enough.

python3 packaging/tasks.py test [--quick] [-- pytest's arguments]     style, types, rooms and tests
python3 packaging/tasks.py demo [--keep] [--no-window]                a fictional region in build/demo, and its window
python3 packaging/tasks.py bench [NAME...]                            speed and memory beside a bare version of the same work
python3 packaging/tasks.py campaign NAME [--trials N] [--seed S]      many trials at random; --keep adds to the ledger
python3 packaging/tasks.py wheel                                      a wheel and a source archive in dist/
python3 packaging/tasks.py package                                    the program as a folder in dist/ that needs no Python
python3 packaging/tasks.py lock [--upgrade]                           refresh packaging/lock/ after a change of dependencies
python3 packaging/tasks.py setup                                      nothing but the set-up
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

import checks
import demonstration
import environment
import locking
import machine

OLDEST = (3, 11)


def bench(wanted: list[str]) -> int:
    return subprocess.call([str(environment.python()), str(environment.PACKAGING / "bench.py"), *wanted], cwd=environment.ROOT)


def campaign(given: list[str]) -> int:
    script = environment.ROOT / "tests" / "campaigns" / "running.py"
    return subprocess.call([str(environment.python()), str(script), *given], cwd=environment.ROOT)


def wheel() -> int:
    return subprocess.call([str(environment.python()), "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel"], cwd=environment.ROOT)


def package() -> int:
    tool = [str(environment.python()), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    return subprocess.call([*tool, "--distpath", "dist", "--workpath", "build/package", "packaging/wmpeer.spec"], cwd=environment.ROOT)


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tasks.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    test = tasks.add_parser("test", help="style, types, rooms and tests")
    test.add_argument("--quick", action="store_true", help="leave out the types and the tests marked slow")
    test.add_argument("pytest", nargs="*", metavar="ARGUMENT", help="for pytest, after --")
    demo = tasks.add_parser("demo", help="a fictional region, and its window")
    demo.add_argument("--keep", action="store_true", help="open the one that is there; without it, it is made anew")
    demo.add_argument("--no-window", action="store_true", help="make the files only")
    tasks.add_parser("bench", help="speed and memory beside a bare version").add_argument("names", nargs="*", metavar="NAME")
    trials = tasks.add_parser("campaign", help="many trials at random of one rule", add_help=False)
    trials.add_argument("given", nargs=argparse.REMAINDER, metavar="ARGUMENT", help="NAME --trials N --seed S [--jobs J] [--keep]")
    tasks.add_parser("wheel", help="a wheel and a source archive")
    tasks.add_parser("package", help="the program as a folder that needs no Python")
    lock = tasks.add_parser("lock", help="refresh the locked dependencies")
    lock.add_argument("--upgrade", action="store_true", help="take newer versions")
    tasks.add_parser("setup", help="nothing but the set-up")
    return parser.parse_args(given)


def run(chosen: argparse.Namespace) -> int:
    """Set up what the task needs, then do it."""
    machine.provide({"test": machine.FOR_TESTS, "package": machine.FOR_PACKAGE}.get(chosen.task, machine.FOR_WINDOW))
    environment.prepare()
    tasks: dict[str, Callable[[], int]] = {
        "test": lambda: checks.run(quick=chosen.quick, extra=chosen.pytest),
        "demo": lambda: demonstration.run(keep=chosen.keep, window=not chosen.no_window),
        "bench": lambda: bench(chosen.names),
        "campaign": lambda: campaign(chosen.given),
        "wheel": wheel,
        "package": package,
        "lock": lambda: locking.refresh(upgrade=chosen.upgrade),
        "setup": lambda: 0,
    }
    return tasks[chosen.task]()


def main() -> int:
    if sys.version_info < OLDEST:
        this = sys.version.split()[0]
        print(f"wmpeer needs Python 3.11 or newer; this is {this}. Run the same command with a newer python3.", file=sys.stderr)
        return 2
    chosen = arguments(sys.argv[1:])
    os.chdir(environment.ROOT)
    try:
        return run(chosen)
    except machine.CannotGoOn as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again; what was half done is put right.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
