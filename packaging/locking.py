"""Refreshing packaging/lock/: every package with its version and digests, for Python 3.11 and newer on every system."""

from __future__ import annotations

import subprocess

from environment import PACKAGING, ROOT, script

_HOW = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "-q"]
_SAID = ["--no-emit-find-links", "--custom-compile-command", "python3 packaging/tasks.py lock"]


def refresh(*, upgrade: bool) -> int:
    """Write run.txt, dev.txt (run.txt's versions and more) and pip.txt; versions stay unless *upgrade* or pyproject.toml says otherwise."""
    run, dev, pip = ("packaging/lock/" + name for name in ("run.txt", "dev.txt", "pip.txt"))
    wanted = PACKAGING / "lock" / "pip.in"
    again = ["--upgrade"] if upgrade else []
    for arguments in (
        ["pyproject.toml", "--all-extras", "-o", run],
        ["pyproject.toml", "--all-extras", "--group", "dev", "-c", run, "-o", dev],
        [str(wanted.relative_to(ROOT)), "-o", pip],
    ):
        done = subprocess.call([str(script("uv")), "pip", "compile", *arguments, *_HOW, *_SAID, *again], cwd=ROOT)
        if done:
            return done
    print("packaging/lock/ is up to date; look at the difference, then commit it.")
    return 0
