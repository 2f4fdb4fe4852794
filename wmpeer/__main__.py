"""The door: ``wmpeer`` and ``python -m wmpeer``."""

from __future__ import annotations

import sys


def main() -> None:
    """Start the worker, the window or a command, as the arguments say."""
    if sys.argv[1:2] == ["--document-worker"]:
        from wmpeer.documents.worker_main import main as work

        work()
    else:
        from wmpeer.cli.main import run

        run()


if __name__ == "__main__":
    main()
