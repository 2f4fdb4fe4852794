"""Runs `disk_child.py`, where a bad or a watched disk is asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def child(what: str, path: Path, *more: str, preload: str = "") -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), **({"LD_PRELOAD": preload} if preload else {})}
    done = subprocess.run(
        [sys.executable, str(HERE / "disk_child.py"), what, str(path), *more], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found
