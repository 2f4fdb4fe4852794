"""The door: ``wmpeer`` and ``python -m wmpeer``."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Start a worker, the window or a command, as the arguments say."""
    if sys.argv[1:2] == ["--document-worker"]:
        from wmpeer.documents.worker_main import main as work

        work()
    elif sys.argv[1:2] == ["--sheet-worker"]:
        from wmpeer.indicators.sheet_worker import main as lay_out

        lay_out()
    else:
        from wmpeer.cli.main import run

        run(_open_window)


def _open_window(file: Path | None) -> int:
    from wmpeer.app import run

    return run(file)


if __name__ == "__main__":
    main()
