"""The rows, and their migrations."""

from __future__ import annotations

import importlib
import pkgutil


def every_table() -> None:
    """Import every module that has tables: who makes or compares a whole schema needs them all, who opens a workspace only his own."""
    for module in pkgutil.iter_modules(__path__):
        if module.name != "migrations":
            importlib.import_module(f"{__name__}.{module.name}")
