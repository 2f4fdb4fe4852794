"""The rows, and their migrations."""

from __future__ import annotations

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    if _module.name not in {"migrations"}:
        importlib.import_module(f"{__name__}.{_module.name}")
