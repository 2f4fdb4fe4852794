"""Safe saving beside a bare write."""

from __future__ import annotations

import os
from pathlib import Path

from bench import Pair, measurement

from wmpeer.files import save_whole

_DATA = os.urandom(10_000_000)  # about a region's year of letters


@measurement("saving 10 MB whole, beside write and fsync", limit=2.0, memory_limit=2.0)
def saving(folder: Path) -> Pair:
    def bare() -> None:
        with (folder / "bare.bin").open("wb") as out:
            out.write(_DATA)
            out.flush()
            os.fsync(out.fileno())

    return Pair(ours=lambda: save_whole(folder / "ours.bin", _DATA), bare=bare)
