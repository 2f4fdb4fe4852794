"""What `demo` does: a fictional region in build/demo, and its window where there is a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from environment import ROOT, python

FOLDER = ROOT / "build" / "demo"
PASSPHRASE = "demo"  # of the fictional region only


def run(*, window: bool) -> int:
    """Make the fictional region, say where its files are, and open its window if *window* and there is a screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [str(python()), "-m", "wmpeer"]
    done = subprocess.run([*command, "demo", str(FOLDER), "--json"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stdout, end="")
        return done.returncode
    made = json.loads(done.stdout)
    print(f"\nThe fictional region is in {FOLDER}:")
    for file in (made["workspace"], made["workbook"], *made["letters"]):
        print(f"  {file}")
    if not window:
        return 0
    if not has_screen():
        print("There is no screen here. On a machine with one, the same command opens the window.")
        return 0
    print(f"Opening the window. The passphrase is: {PASSPHRASE}", flush=True)
    return subprocess.call([*command, made["workspace"]], cwd=ROOT, env={**os.environ, "WMPEER_PASSPHRASE": PASSPHRASE})


def has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
