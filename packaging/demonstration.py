"""What `demo` does: a fictional region in build/demo, and its window where there is a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from environment import ROOT, python, remove

FOLDER = ROOT / "build" / "demo"
PASSPHRASE = "demo"  # of the fictional region only


def run(*, keep: bool, window: bool) -> int:
    """Make the fictional region anew, or *keep* the one that is there; open its window if *window* and there is a screen."""
    there = next(FOLDER.glob("*.wmpeer"), None)
    if keep and there:
        workspace = str(there)
    else:
        remove(FOLDER)
        done = subprocess.run([*_wmpeer(), "demo", str(FOLDER), "--json"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
        if done.returncode:
            print(done.stdout, end="")
            return done.returncode
        workspace = _told(json.loads(done.stdout))
    if not window:
        return 0
    if not has_screen():
        print("There is no screen here. On a machine with one, the same command opens the window.")
        return 0
    print(f"Opening the window. The passphrase is: {PASSPHRASE}", flush=True)
    return subprocess.call([*_wmpeer(), workspace], cwd=ROOT, env={**os.environ, "WMPEER_PASSPHRASE": PASSPHRASE})


def has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _wmpeer() -> list[str]:
    return [str(python()), "-m", "wmpeer"]


def _told(made: dict[str, object]) -> str:
    """Say where everything is; the workspace's path."""
    letters = made["letters"] if isinstance(made["letters"], list) else []
    print(f"\nThe fictional region is in {FOLDER}:")
    for file in (made["workspace"], made["workbook"], *letters):
        print(f"  {file}")
    return str(made["workspace"])
